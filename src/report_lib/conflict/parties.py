"""Find the agent and the target that the grammar of a sentence gives to one word of attack."""

from __future__ import annotations

from typing import Final

from report_lib.arabic.text import fold_word
from report_lib.conflict.actor_words import are_people, victims_of
from report_lib.conflict.actors import ActorMention
from report_lib.conflict.attack_words import lists_of_form
from report_lib.conflict.clause import Clause
from report_lib.conflict.subjects import (
    ANNEXING,
    continued_subject,
    is_passive,
    party,
    speaker,
    subject_after,
    subject_before,
)

# How far, in words, a party may stand from the word that makes it an agent or a target.
_OBJECT_REACH: Final = 12
_NOUN_REACH: Final = 8
_TARGET_REACH: Final = 14
_ABLE_REACH: Final = 14
_ANNOUNCED_REACH: Final = 22
_SPEECH_REACH: Final = 9
_HEDGE_REACH: Final = 6
_OF_MEDIA: Final = fold_word("الإعلامي")  # «أعلن المكتب الإعلامي لقسد القبض على ثلاثة»: the force itself announces it
_ITS: Final[tuple[str, ...]] = ("ه", "ها", "هم")
_REGULARS: Final = frozenset({"regime", "Russia", "SDF", "Turkey", "US", "Coalition", "SNA", "Iran-backed"})


class Deed:
    """What one word, or several words in one clause, tell of an attack: tokens[first:last] of the sentence."""

    target: ActorMention | None = None
    definite: bool = False  # «الهجوم»: the one told before
    again: bool = False  # «هجوم مماثل»
    another: bool = False  # «هجوم آخر»
    counted: bool = False  # «ثلاث غارات»
    two_sided: bool = False  # «اشتباكات بين … و…»
    infighting: bool = False
    claimed: bool = False
    listed: bool = False  # one party's share in a list of numbers
    defending: bool = False  # «المدافعون قتلوا …»: by those who were attacked before
    word: str = ""  # the type that the definite noun itself has: «الهجوم … بمفخختين»

    def __init__(
        self,
        first: int,
        last: int,
        kind: str,  # as Cue.kind, or share, accusation
        type: str,  # one of records.ATTACK_TYPES, or ""
        agent: ActorMention | None = None,
        rule: str = "",
    ) -> None:
        self.first, self.last, self.kind, self.type = first, last, kind, type
        self.agent, self.rule = agent, rule

    def by(self, agent: ActorMention | None, rule: str) -> None:
        """Lay the deed to `agent`."""
        self.agent, self.rule = agent, rule


# --- Verbs


def verb_parties(clause: Clause, deed: Deed, *, its: bool) -> None:
    if not its and is_passive(clause, deed.first):
        deed.target = _object(clause, deed.last, None)
        return
    before = subject_before(clause, deed.first)
    if before is None and its and (itself := speaker(clause, deed.first, _SPEECH_REACH)) is not None:
        # «زعم التنظيم أنه قتل 20 في كمين نصبه لرتل من …»
        deed.by(itself, "subject of the verb, before it")
        deed.target = _object(clause, deed.last, itself)
        return
    after = subject_after(clause, deed.last, its=its)
    if before is not None and (not its or after is None):
        deed.by(before, "subject of the verb, before it")
        deed.target = None if its else _object(clause, deed.last, before)
    elif after is not None:
        later = _object(clause, after.last, after)
        if not its and later is None and _is_hit(clause, deed, after):
            deed.target = after
        else:
            deed.by(after, "subject of the verb, after it")
            deed.target = later
    else:
        deed.target = _object(clause, deed.last, None)


def _is_hit(clause: Clause, deed: Deed, mention: ActorMention) -> bool:
    """«استهدف عناصر من …» with nothing else to hit: they are the ones hit."""
    hit = mention.people and not mention.head.endswith("ون") and clause.has(deed.first, "hitting")
    return hit and not clause.any(mention.last, mention.last + 4, "targets")


def _object(clause: Clause, start: int, agent: ActorMention | None) -> ActorMention | None:
    """The party hit: the next force named in the same clause."""
    for index in range(start, min(start + _OBJECT_REACH, len(clause.forms))):
        mention = clause.at(index)
        if mention is not None and mention.kind not in ("media", "weapon", "unnamed"):
            same = agent is not None and mention.actor == agent.actor
            if same and clause.is_aside(index):
                continue  # «مجموعة من «العصائب الحمراء» التابعة لهيئة تحرير الشام»
            return None if same or mention.kind in ("aircraft", "fire") or clause.is_aside(index) else mention
        lists = clause.lists(index)
        if lists and ("clause_openings" in lists or "suspecting" in lists):
            return None
    return None


def harm_parties(clause: Clause, deed: Deed, *, its: bool) -> None:
    """«قتلت قوات النظام…»: an organisation right beside the verb, or persons if others are counted after them."""
    if (itself := speaker(clause, deed.first)) is not None:
        deed.by(itself, "subject of the verb, before it")
        deed.target = _object(clause, deed.last, itself)
        return
    if clause.has(deed.first, "of_attacks_too"):
        # «الطيران الروسي يوقع قتلى», «إنه أوقع 20 قتيلاً», but «هجوم على الجيش أوقع 20 قتيلاً»
        before = clause.ending(deed.first)
        if before is not None and before.first == 0:
            deed.by(party(before), "subject of the verb, before it")
        return
    if is_passive(clause, deed.first):
        return
    after = party(clause.at(deed.last))
    if after is not None and not after.prefix and (its or not after.people or _has_object(clause, after.last)):
        deed.by(after, "subject of the verb, after it")
    elif its or _counts(clause, deed.last) or not clause.form(deed.last - 1).endswith("وا"):
        before = _thwarter(clause, deed.first) or subject_before(clause, deed.first)
        if before is None and deed.type == "abduction" and clause.joined(deed.first):
            before = continued_subject(clause, deed.first)
        if before is None and its and _counts(clause, deed.last):
            before = party(clause.ending(deed.first))  # «أعلنت قسد قتلها خمسة»
        if before is not None and clause.any(before.first - 3, before.first, "harm_words"):
            before = None  # «مقتل 31 عنصراً من الجيش وأسر اثنين»: they are counted, not acting
        if before is not None and (not before.people or _counts(clause, deed.last)):
            deed.by(before, "subject of the verb, before it")
    if deed.agent is not None:
        deed.target = _object(clause, max(deed.last, deed.agent.last), deed.agent)


def _thwarter(clause: Clause, first: int) -> ActorMention | None:
    """«أحبطت قسد هجوماً نفذته خلايا داعش وقتلت ثلاثة»: who thwarts an attack kills, not who made it."""
    index = clause.find("thwarting")
    if index is None or index > first:
        return None
    return party(clause.at(index + 1)) or subject_before(clause, index)


def _counts(clause: Clause, index: int) -> bool:
    """Whether a number or persons follow: «خطف عناصر التنظيم ثمانية» has an object, «قتل عناصر من …» has none."""
    if clause.form(index) == "واحد":
        return False  # «قتل جندي سوري واحد»: he is the one
    if clause.form(index) == "علي":  # «ألقت القبض على خمسة»
        index += 1
    if clause.has(index, "hedges"):  # «قتلت ما لا يقل عن 20»
        return any(clause.numbered(at) for at in range(index + 1, index + _HEDGE_REACH))
    return clause.numbered(index) or bool(victims_of(clause.form(index)))


def _has_object(clause: Clause, index: int) -> bool:
    """Whether people follow as the object, after the time at most: «خطف عناصر من … مساء أمس قائد فصيل»."""
    while clause.has(index, "day_parts") or clause.has(index, "weekdays"):
        index += 1
    if _is_added(clause.form(index)):
        return False
    return _counts(clause, index) or are_people(clause.form(index))


def _is_added(form: str) -> bool:
    """«يقتل عنصرين من … وثلاثة من …»: more of what is counted, and no object."""
    bare = form[1:]
    return form.startswith("و") and (are_people(bare) or "number_words" in lists_of_form(bare))


# --- Nouns


def noun_parties(clause: Clause, deed: Deed) -> None:
    """«هجوم لـ… على …», «قصف قوات …», «مدفعية قوات …», «هجومه», «67 حملة، 61 منها لـ…»."""
    _complements(clause, deed)
    weapon = clause.at(deed.first)
    if deed.agent is None and weapon is not None and weapon.last > deed.last:
        deed.by(party(weapon), "party whose weapon it is")
    if deed.agent is None and clause.form(deed.last - 1).endswith(_ITS):
        deed.definite, deed.word = True, "other"
        owners = [
            m for m in clause.mentions if m.last <= deed.first and m.kind in ("force", "government", "aircraft", "fire")
        ]
        if owners:
            # «قال التحالف … لقتال تنظيم الدولة … إن ضرباته»: the one who speaks
            speaking = [m for m in owners if clause.has(m.first - 1, "able")]
            deed.by((speaking or owners)[-1], "party that «its» stands for")
    if deed.agent is None and deed.counted:
        _divide(clause, deed)
    if deed.agent is None and deed.type == "other" and not deed.definite:
        _announced(clause, deed)


def _announced(clause: Clause, deed: Deed) -> None:
    """«أعلنت قوى الأمن …، اليوم السبت، انتهاء حملة أمنية»: an operation is its announcer's."""
    for index in range(deed.first - 1, max(-1, deed.first - _ANNOUNCED_REACH), -1):
        subject = clause.at(index)
        if subject is not None and clause.has(index - 1, "announcing") and subject.kind == "force":
            deed.by(subject, "party that announces it")
            return
        if clause.tells(index):
            return


def _complements(clause: Clause, deed: Deed) -> None:
    gate = False  # whether a word for what is hit has been passed: from there on a party is no agent
    for index in range(deed.last, min(deed.last + _TARGET_REACH, len(clause.forms))):
        mention = party(clause.at(index))
        if mention is not None:
            if gate:
                aside = mention.kind in ("unnamed", "weapon") or clause.is_aside(index)
                deed.target = None if aside else mention
            elif deed.type == "ambush" and mention.prefix.endswith("ل") and mention.actor in _REGULARS:
                deed.target = mention  # an ambush «لـ» a regular force is laid for it
            elif _belongs(clause, deed, mention):
                deed.by(mention, "party that the attack belongs to")
                if clause.has(mention.last, "targets"):
                    deed.target = _object(clause, mention.last, mention)
            return
        lists = clause.lists(index)
        if lists:
            if "clause_openings" in lists or ("casualties" in lists and "another" not in lists):
                return
            gate = gate or "targets" in lists
        if clause.stops(index):
            return
        if not gate and (clause.tells(index) or index >= deed.last + _NOUN_REACH):
            return


def _belongs(clause: Clause, deed: Deed, mention: ActorMention) -> bool:
    """«هجوم لـداعش», «هجمات داعش», «غارة من طائرات», «غارات روسية», «التعذيب في سجون …»."""
    if clause.has(mention.first - 1, "prisons") and clause.has(deed.first, "torture"):
        return True
    before = clause.form(mention.first - 1)
    if mention.owner or mention.prefix.endswith("ل") or before == "ل":
        return True
    if before == "من":
        return mention.first - deed.last <= 2 or mention.kind in ("unnamed", "aircraft", "fire")
    return mention.first == deed.last and not deed.definite and not mention.prefix


def _divide(clause: Clause, deed: Deed) -> None:
    """«67 حملة …، 61 منها لـ… و6 لـ…»: the one agent that shares the attacks, or "other" for several."""
    owners = []
    for mention in clause.mentions:
        of_them = clause.numbered(mention.first - 1) or clause.form(mention.first - 1).endswith("منها")
        if mention.first > deed.last and mention.prefix.endswith("ل") and of_them:
            owners.append(mention)
    if owners:
        single = len({owner.actor for owner in owners}) == 1
        owner = owners[0] if single else owners[0].coded("other", "other")
        deed.by(owner, "parties that share the attacks")


def act_parties(clause: Clause, deed: Deed) -> None:
    """«استهداف …»: what follows is hit, unless a second object follows; the agent may be an able subject before."""
    if (raiders := _raiders(clause, deed)) is not None:
        deed.by(raiders, "party that the deed belongs to")
        return
    mention = party(clause.at(deed.last))
    if mention is not None and not mention.prefix:
        second = clause.at(mention.last)
        owns = mention.owner and not mention.people  # «استهداف إسرائيلي», but «قتل جندي سوري»
        if owns or _has_its_object(clause, mention):
            deed.by(mention, "party that the deed belongs to")
            deed.target = second
            return
        deed.target = mention
    else:
        deed.target = _object(clause, deed.last, None)
    for index in range(deed.first - 1, max(-1, deed.first - _ABLE_REACH), -1):
        subject = party(clause.at(index))
        if subject is not None and (clause.any(index - 3, index, "able") or _announces(clause, subject, deed)):
            counted = clause.any(index - 3, index, "harm_words")  # «ادعت مقتل 31 عنصراً من الجيش وأسر اثنين»
            annexed = subject.prefix.endswith(ANNEXING) and clause.form(index - 1) != _OF_MEDIA
            if subject is not deed.target and not annexed and not counted:
                deed.by(subject, "party that says or manages it")
            return


def _has_its_object(clause: Clause, mention: ActorMention) -> bool:
    """«قتل الجيش لثلاثة», «اغتيال الحزب أمس لقيادي»; but «قتل جندي تركي بهجوم لداعش» is an attack of the latter."""
    first, second = clause.form(mention.last), clause.form(mention.last + 1)
    return first.startswith("ل") or (second.startswith("ل") and not first.startswith("ب"))


def _raiders(clause: Clause, deed: Deed) -> ActorMention | None:
    """«مداهمة لقسد», «مداهمة مشتركة للتحالف»: a regular force that raids, but not «مداهمة لخلية من داعش»."""
    mention = party(clause.at(deed.last)) or party(clause.at(deed.last + 1))
    if mention is None or not clause.any_rare(deed.first, deed.last, "raids") or not mention.prefix.endswith("ل"):
        return None
    return mention if mention.actor in _REGULARS else None


def _announces(clause: Clause, subject: ActorMention, deed: Deed) -> bool:
    """«موسكو: تصفية ثلاثين مسلحاً»."""
    return clause.form(subject.last) == ":" and deed.first == subject.last + 1
