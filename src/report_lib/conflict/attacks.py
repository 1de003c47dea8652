"""Read who attacked whom, and how sure the text is of it, so that each count of casualties finds its perpetrator."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from report_lib.arabic.text import Folded, Sentence
from report_lib.conflict.actor_words import side_of
from report_lib.conflict.actors import ActorMention, find_actors
from report_lib.conflict.attack_words import CUES, Clause, breaks, flags_any, flags_of, opens_elsewhere, words
from report_lib.conflict.fliers import FLIERS
from report_lib.conflict.story import Story
from report_lib.conflict.told_deeds import Told

# How far, in sentences, an attack explains casualties told after it, or before the first attack is told.
_CARRY: Final = 4
# How far, in characters, after a number the force whose people it counts may begin.
_COUNTED_REACH: Final = 25
# So many words further away is an attack of which nothing is said.
_VAGUE: Final = 12
# Casualties that may be of any side.
_ANYBODY: Final = frozenset({"", "people", "civilians", "mixed", "other"})
# What one party did to some people, told in a word; it tells little of the casualties in later sentences.
_LOCAL: Final = frozenset({"harm verb", "harm act", "by", "share"})
# Words of these kinds tell of an attack, not of harm alone.
_ATTACKS: Final = frozenset({"verb", "noun", "act", "claimed"})
UNFOUGHT: Final = "the attackers' own dead, and no one said to have fought them"
BOTH_SIDES: Final = "dead of a clash between two sides"
# How far, in words, «من الطرفين» may stand after a number.
_SIDES_REACH: Final = 6
# Nobody is abducted by these.
_TAKES_NO_ONE: Final = frozenset({"landmine", "airstrike", "shelling", "bombing"})


class Attack:
    """One attack as one place of the text tells it; spans index the folded text."""

    def __init__(self, told: Told, sentence: Sentence) -> None:
        deed = told.deed
        self.start, self.end = sentence.span(deed.first, deed.last)
        self.sentence = told.sentence
        # Perpetrator code; "unknown" where the text says unknown gunmen, or nothing.
        self.agent = told.agent or "unknown"
        # reported, claimed, suspected, disputed, unknown
        self.status = told.status or ("reported" if told.infighting else "unknown")
        self.target = told.target  # victims code of who was attacked, "" if not said
        self.attack_type = told.type  # one of records.ATTACK_TYPES, or ""
        self.rule = told.rule if told.agent else "the text does not say who"  # what decided the agent
        self.cue = told.cue  # the words that decided it
        self.defender = told.defender  # perpetrator code of the target, for the attackers' own dead
        self.own = told.own  # victims code of the agent's people
        self.first, self.last = deed.first, deed.last  # token where it begins, and the one after its last
        self.two_sided = told.two_sided  # «بين … و…»: each side's dead are the other's, anyone else's are of both
        self.infighting = told.infighting
        self.listed = deed.listed  # one party's share in a list; explains the number beside it and nothing else
        self.item = told.item  # the paragraph, if it is an item of a list of incidents; explains no count outside it
        self.raid = told.raid  # «مداهمة», «إنزال»: made to take people, whom a later sentence may count
        self.local = deed.kind in _LOCAL  # what one party did; tells little of the casualties in later sentences
        if told.infighting:
            self.agent, self.rule = (self.agent if told.target and told.agent else "other"), "infighting"
        if self.target and (
            self.agent == "landmine" or (not told.infighting and side_of(self.target) == side_of(self.agent))
        ):
            self.target, self.defender = "", ""


def find_attacks(folded: Folded, actors: list[ActorMention] | None = None) -> list[Attack]:
    """Every attack told in the text, in order, each with the agent that the whole text gives it."""
    mentions: dict[int, list[ActorMention]] = {}
    for mention in find_actors(folded) if actors is None else actors:
        mentions.setdefault(mention.sentence, []).append(mention)
    story = Story(_incidents(folded))
    for number, sentence in enumerate(folded.sentences):
        if number not in mentions and not sentence.pulls & CUES:
            continue
        clause = Clause(folded, number, mentions.get(number, ()))
        if clause.cues or clause.mentions:
            story.tell(clause)
    return [Attack(told, folded.sentences[told.sentence]) for told in story.told]


def _incidents(folded: Folded) -> frozenset[int]:
    """The paragraphs that are items of a list of incidents: two or more of them tell of an attack and of casualties."""
    items = folded.items()
    telling = {s.paragraph for s in folded.sentences if s.paragraph in items and _tells_a_toll(s)} if items else ()
    return items if len(telling) > 1 else frozenset()


def _tells_a_toll(sentence: Sentence) -> bool:
    """Whether a sentence has words both of an attack and of casualties."""
    attack = any(cue.kind in _ATTACKS for _, _, _, cue in words().cues.scan(sentence.forms, sentence.places(CUES)))
    return attack and flags_any("casualties", sentence.forms)


# --- Which attack explains a count


def perpetrator(folded: Folded, attacks: Sequence[Attack], position: int, victims: str) -> tuple[str, str, str]:
    """(perpetrator, status, rule) of the casualties of code `victims` that are counted at the folded `position`.

    The attack of the same clause decides, then of the sentence, then the one told last before, then the next one.
    A party's own dead are laid to the side it attacked. ("unknown", "unknown", …) where the text does not say.
    """
    rule = "no attack is told"
    if victims == "other":
        victims = _foreigners(folded, position)
    explaining = list(_explaining(folded, attacks, position, victims))
    fights = [a for a in explaining if a.two_sided or a.infighting or a.attack_type == "clash"]
    if fights and _of_both_sides(folded, position):
        return fights[0].agent if fights[0].infighting else "other", "reported", BOTH_SIDES
    for attack in explaining:
        if _own(attack, victims) and (not attack.defender or side_of(attack.defender) == side_of(victims)):
            rule = UNFOUGHT
            continue
        return _blame(attack, victims)
    if rule == UNFOUGHT:
        for clash in attacks:
            if clash.two_sided and not clash.infighting and not clash.item and _is_side(clash, victims):
                return _blame(clash, victims)
    return "unknown", "unknown", rule


def attack_type_at(folded: Folded, attacks: Sequence[Attack], position: int) -> str:
    """The type of the attack that explains a count at the folded `position`, one of records.ATTACK_TYPES or ""."""
    return next((a.attack_type for a in _explaining(folded, attacks, position, "people")), "")


def _foreigners(folded: Folded, position: int) -> str:
    """The perpetrator code of the foreign force whose people are counted at `position` («8 من جنوده»), or "other"."""
    forces = (m for m in find_actors(folded) if m.kind == "force" and m.victims == "other")
    near = (m for m in forces if position - 1 <= m.start <= position + _COUNTED_REACH)
    return next((m.actor for m in near if side_of(m.actor) != m.actor or m.actor in FLIERS), "other")


def _explaining(folded: Folded, attacks: Sequence[Attack], position: int, victims: str) -> Iterator[Attack]:
    """Attacks that may explain the count, the likeliest first."""
    sentences = folded.sentences
    if not sentences:
        return
    number = folded.sentence_at(position)
    sentence = sentences[number]
    at = max(0, bisect_right(sentence.starts, position) - 1)
    told = [a for a in attacks if a.sentence <= number + _CARRY]
    around = sentence.forms[max(0, at - 3) : at + 3]
    if flags_any("arrests", around):
        # Arrests are no part of an attack told before, but for a raid.
        told = [a for a in told if a.sentence == number or a.attack_type == "abduction" or a.raid]
    elif flags_any("abductions", around):
        told = [a for a in told if a.sentence == number or a.attack_type not in _TAKES_NO_ONE]
    here = [a for a in told if a.sentence == number and not (a.first > at and _kills_others(sentence.forms, a))]
    here = _of_this_count(sentence, at, here)
    if any(a.attack_type == "abduction" and a.agent != "unknown" for a in here):
        here = [a for a in here if not _is_past(sentence.forms, a)]
    told = [a for a in told if a.sentence != number or a in here]
    near = [(cost, a) for a in here if (cost := _distance(sentence.forms, at, a, victims)) is not None]
    if len(near) > 1:
        near.sort(key=lambda pair: pair[0])
    yield from [a for _, a in near]
    told = [a for a in told if a.item in (0, sentence.paragraph)]
    before = [a for a in told if a.sentence < number and not a.listed]
    if not before:
        later = [a for a in told if a.sentence >= number and not a.listed]
        # «… 11 على يد قسد و5 على يد داعش»: each of several parties did its own, not what was told before.
        own = {a.agent for a in later if a.local and a.sentence > number}
        yield from [a for a in later if len(own) < 2 or not a.local or a.sentence == number]
    elif number - before[-1].sentence <= _CARRY and not opens_elsewhere(sentence):
        latest = [a for a in reversed(before) if a.sentence >= before[-1].sentence - 2]
        yield from sorted(latest, key=lambda a: a.local)[:4]


def _of_both_sides(folded: Folded, position: int) -> bool:
    """«أربعة قتلى من الطرفين»."""
    sentence = folded.sentences[folded.sentence_at(position)]
    first = bisect_left(sentence.starts, position)
    after = sentence.forms[first : first + _SIDES_REACH]
    return any(one == "من" and "those_sides" in flags_of(two) for one, two in pairwise(after))


def _is_past(forms: list[str], attack: Attack) -> bool:
    """«اعتقلت … في أعقاب الكمين ثلاثين»: an attack that only dates what was done after it."""
    definite = forms[attack.first].startswith("ال")
    return definite and flags_any("answered", forms[max(0, attack.first - 2) : attack.first])


def _of_this_count(sentence: Sentence, at: int, here: list[Attack]) -> list[Attack]:
    """The sentence's attacks without those that explain other counts of a breakdown alone.

    A total is of several parties: «120 …، بينهم 40 على يد … و22 على يد …». After a colon each share has its own attack:
    «…: 235 قُتلوا بغارات …، و144 مدنياً».
    """
    if len(here) < 2:
        return here
    forms = sentence.forms
    colon = forms.index(":") if ":" in forms else None
    if colon is not None and at > colon:
        if len({a.agent for a in here if a.first > colon}) < 2:
            return here
        return [a for a in here if a.first < colon or not _shares_between(forms, min(at, a.last), max(at, a.first))]
    later = [a for a in here if a.first > at and (a.local or (colon is not None and a.first > colon))]
    if len({a.agent for a in later}) < 2 or not any(form[0].isdigit() for form in forms[at + 3 : later[0].first]):
        return here
    return [a for a in here if a not in later]


def _shares_between(forms: list[str], start: int, end: int) -> bool:
    """Whether a further count of a list begins in forms[start + 1 : end + 1]: «، و144»."""
    for index in range(start + 1, end + 1):
        if forms[index - 1] in ("،", ",") and forms[index].startswith("و"):
            following = index + 1 if forms[index] == "و" else index
            if following < len(forms) and _is_number(forms[following]):
                return True
    return False


def _is_number(form: str) -> bool:
    return form[0].isdigit() or "number_words" in flags_of(form)


def _distance(forms: list[str], at: int, attack: Attack, victims: str) -> int | None:
    """How far, in words, the attack is from the count; None if a clause of its own keeps them apart."""
    if attack.first <= at < attack.last:
        cost = 0
    elif attack.first > at:
        if attack.listed or breaks(forms, at, attack.first):
            return None
        tied = forms[attack.first].startswith("ب") or "ties" in flags_of(forms[attack.first - 1])
        cost = attack.first - at - 10 * tied
    else:
        cost = at - attack.last + 8 * breaks(forms, attack.last - 1, at) - 20 * attack.listed
    if attack.agent == "unknown" and attack.attack_type in ("", "other") and attack.status == "unknown":
        cost += _VAGUE  # «احتجزت «قسد» 90 في حملات دهم»: of one deed, the word that says who
    if _own(attack, victims):
        return cost + 6
    if not attack.target or victims in _ANYBODY:
        return cost
    return cost - 3 if attack.target == victims else cost + 3 * (side_of(attack.target) != side_of(victims))


def _kills_others(forms: list[str], attack: Attack) -> bool:
    """«مقتل عنصرين في حمص ولغم يقتل عائلة في حماة»: a mine that a sentence adds, with what it did."""
    added = attack.agent == "landmine" and forms[attack.first].startswith("و")
    return added and flags_any("casualties", forms[attack.first + 1 : attack.last])


def _is_side(clash: Attack, victims: str) -> bool:
    """Whether the casualties are of one of the two sides of a clash."""
    return side_of(victims) in {side_of(clash.own), side_of(clash.target)}


def _own(attack: Attack, victims: str) -> bool:
    """Whether the casualties are of the attackers' side."""
    if attack.infighting or victims in _ANYBODY:
        return False
    return attack.own == victims or side_of(attack.agent) == side_of(victims)


def _blame(attack: Attack, victims: str) -> tuple[str, str, str]:
    if attack.infighting and attack.own == victims and attack.defender:
        return attack.defender, attack.status, attack.rule
    if _own(attack, victims):
        return attack.defender, attack.status, "the attackers' own dead: " + attack.rule
    one_of_two = attack.target == victims or side_of(attack.target) == side_of(victims)
    if attack.two_sided and not attack.infighting and not one_of_two:
        return "other", "reported", BOTH_SIDES
    decided = attack.agent != "unknown" or attack.status == "disputed"
    return attack.agent, attack.status if decided else "unknown", attack.rule
