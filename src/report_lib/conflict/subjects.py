"""Find the party that is the subject of a verb: before it, after it, or the one that speaks of itself."""

from __future__ import annotations

import re
from typing import Final

from report_lib.conflict.actor_words import in_list
from report_lib.conflict.actors import ActorMention
from report_lib.conflict.attack_words import COMMAS
from report_lib.conflict.clause import Clause

# How far, in words, a subject may stand from its verb.
_AFTER: Final = 9
_TOPIC: Final = 12
_INSET: Final = 10
_CONTINUED: Final = 24
DAMMA: Final = "\u064f"
_PASSIVE: Final = re.compile("^[وف]?\\w\u064f|\u064f\u0651?(?!\u0651?و)")
_ACTIVE: Final = re.compile("[وف]?[يتن]\u064f")  # «يُعدم» may be either
ANNEXING: Final[tuple[str, ...]] = ("ل", "ب", "ك")  # a party with one of these before it is no subject


def party(mention: ActorMention | None) -> ActorMention | None:
    """The mention, unless it names an outlet."""
    return mention if mention is not None and mention.kind != "media" else None


def subject_before(clause: Clause, first: int) -> ActorMention | None:
    """«تنظيم … هاجم», «خلايا … التي هاجمت», «أعلن … أنه قصف»."""
    index = first
    while index > 0 and clause.has(index - 1, "before_verb") and first - index < 3:
        index -= 1
    related = clause.any(index, first, "relative")
    if related and clause.form(index - 1) in ("،", ","):
        index -= 1
    if (itself := speaker(clause, index)) is not None:
        return itself
    mention = party(clause.ending(index)) or _before_inset(clause, index) or _topic(clause, first)
    if mention is not None and clause.joined(first) and not _has_verb(clause, mention):
        mention = continued_subject(clause, first) or mention  # «قتلت قسد قيادياً في داعش وأسرت …»
    if mention is None or related:
        return mention
    between = clause.writes(index, first, "من")
    aside = clause.has(mention.first - 1, "targets") or clause.has(mention.first - 1, "aside")
    return None if between or aside or mention.prefix.endswith(ANNEXING) else mention


def _itself(clause: Clause, first: int, reach: int) -> int | None:
    """The «أنه» before the word `first`, with no other party or clause between."""
    for index in range(first - 1, max(-1, first - 1 - reach), -1):
        if clause.has(index, "speaking_of_itself"):
            return index
        if clause.ending(index) is not None or clause.stops(index) or clause.has(index, "clause_openings"):
            return None
    return None


def speaker(clause: Clause, first: int, reach: int = 1) -> ActorMention | None:
    """«أعلنت قوات … أنها قتلت»: the party that speaks of itself."""
    itself = _itself(clause, first, reach)
    if itself is None:
        return None
    first = itself + 1
    before = [m for m in clause.mentions if m.last <= first - 1]
    saying = [m for m in before if clause.any(m.first - 3, m.first, "able")]
    opening = [
        m for m in before if m.kind == "force" and m.first <= 2 and not m.prefix
    ]  # «وتشير قوى الأمن … وقالت إنها»
    return party((saying or opening)[-1]) if saying or opening else None


def _topic(clause: Clause, first: int) -> ActorMention | None:
    """«أن مدفعية قوات النظام الموجودة في مطار … استهدفت»: the party that opens the clause of the verb."""
    for index in range(first - 1, max(-1, first - _TOPIC), -1):
        if (mention := clause.at(index)) is not None:
            return party(mention) if _opens(clause, index) else None
        if clause.tells(index) or clause.stops(index):
            return None
    return None


def _opens(clause: Clause, index: int) -> bool:
    """Whether a clause begins at `index`: at the head of the sentence, «الثلاثاء: قوات …», «أن قوات …»."""
    if clause.numbered(index - 1):
        index -= 1  # «أن أربع طائرات …»
    before = clause.form(index - 1)
    return clause.has(index - 1, "complementizers") or not (before[:1].isalnum() or before in COMMAS or before == "(")


def _before_inset(clause: Clause, first: int) -> ActorMention | None:
    """«قوات …، بدعم من التحالف، نفذت»: the party that opens the clause, before words between commas."""
    if clause.form(first - 1) not in COMMAS:
        return None
    for index in range(first - 2, max(-1, first - 2 - _INSET), -1):
        if clause.form(index) in COMMAS:
            mention = party(clause.ending(index))
            return mention if mention is not None and _opens(clause, mention.first) else None
        if clause.tells(index):
            return None
    return None


def continued_subject(clause: Clause, first: int) -> ActorMention | None:
    """«دخلت دورية من الأسايش القرية، واعتقلت ستة»: the subject of the verb before, if of one gender with this verb."""
    other_gender = "masculine" if clause.form(first).endswith("ت") else "feminine"
    for index in range(first - 1, max(-1, first - _CONTINUED), -1):
        mention = clause.at(index)
        if mention is not None and mention.kind in ("force", "government") and _has_verb(clause, mention):
            return None if in_list(other_gender, clause.form(index)) else mention
        if clause.has(index, "complementizers"):
            return None
    return None


def _has_verb(clause: Clause, mention: ActorMention) -> bool:
    """Whether a party is the subject of a verb: it opens its clause, or «دخلت قوات …»."""
    index = mention.first
    if mention.prefix.endswith(ANNEXING) or (mention.people and clause.harms(index - 1)):
        return False  # «قتلت قيادياً في داعش»
    before = clause.form(index - 1)
    return _opens(clause, index) or clause.tells(index - 1) or (before.endswith("ت") and not before.startswith("ال"))


def is_passive(clause: Clause, index: int) -> bool:
    """«أُعدم», «هُوجم», «استُهدفت»: written with the vowel of the passive; «شنُّوا» is none."""
    if not clause.voweled:
        return False
    word = clause.raw(index)
    return DAMMA in word and _PASSIVE.search(word) is not None and _ACTIVE.match(word) is None


def subject_after(clause: Clause, last: int, *, its: bool) -> ActorMention | None:
    """«هاجم، فجر اليوم، مسلحون من …»: the party after the verb, unless something hit or another deed stands between."""
    if clause.has(last - 1, "answering") and clause.has(last, "aside_or_it"):
        last += 1  # «ورد عليه التحالف»
    for index in range(last, last + (4 if its else _AFTER)):
        if (mention := clause.at(index)) is not None:
            return None if mention.prefix.endswith(ANNEXING) else party(mention)
        lists = clause.lists(index)
        if clause.tells(index) or (lists and ("targets" in lists or "clause_openings" in lists)):
            return None
    return None
