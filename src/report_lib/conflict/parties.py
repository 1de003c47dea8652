"""Find the agent and the target that the grammar of a sentence gives to one word of attack."""

from __future__ import annotations

from dataclasses import dataclass

from report_lib.conflict.actor_words import side_of, victims_of
from report_lib.conflict.actors import ActorMention
from report_lib.conflict.attack_words import Clause

# How far, in words, a party may stand from the word that makes it an agent or a target.
_SUBJECT_REACH, _OBJECT_REACH, _NOUN_REACH, _TARGET_REACH = 9, 12, 8, 14
_TOPIC_REACH, _ABLE_REACH, _BETWEEN_REACH, _SIDES_REACH = 12, 14, 26, 30
_ANNOUNCED_REACH, _SPEECH_REACH = 22, 9
_PARTS = frozenset(("مجموعتين", "مجموعات", "فصيلين", "فصايل", "مجموعة"))
ANNEXING = ("ل", "ب", "ك")  # a party with one of these before it is no subject
_REGULARS = frozenset({"regime", "Russia", "SDF", "Turkey", "US", "Coalition", "SNA", "Iran-backed"})


@dataclass
class Deed:
    """What one word, or several words in one clause, tell of an attack: tokens[first:last] of the sentence."""

    first: int
    last: int
    kind: str  # as Cue.kind, or share, accusation
    type: str  # one of records.ATTACK_TYPES, or ""
    agent: ActorMention | None = None
    target: ActorMention | None = None
    rule: str = ""
    definite: bool = False  # «الهجوم»: the one told before
    again: bool = False  # «هجوم مماثل»
    another: bool = False  # «هجوم آخر»
    counted: bool = False  # «ثلاث غارات»
    two_sided: bool = False  # «اشتباكات بين … و…»
    infighting: bool = False
    claimed: bool = False
    listed: bool = False  # one party's share in a list of numbers
    word: str = ""  # the type that the definite noun itself has: «الهجوم … بمفخختين»

    def by(self, agent: ActorMention | None, rule: str) -> None:
        """Lay the deed to `agent`."""
        self.agent, self.rule = agent, rule


def party(mention: ActorMention | None) -> ActorMention | None:
    """The mention, unless it names an outlet."""
    return mention if mention is not None and mention.kind != "media" else None


# --- Verbs


def verb_parties(clause: Clause, deed: Deed, *, its: bool) -> None:
    before = _subject_before(clause, deed.first)
    if before is None and its and (speaker := _speaker(clause, deed.first, _SPEECH_REACH)) is not None:
        # «زعم التنظيم أنه قتل 20 في كمين نصبه لرتل من …»
        deed.by(speaker, "subject of the verb, before it")
        deed.target = _object(clause, deed.last, speaker)
        return
    after = _subject_after(clause, deed.last, its=its)
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


def _subject_before(clause: Clause, first: int) -> ActorMention | None:
    """«تنظيم … هاجم», «خلايا … التي هاجمت», «أعلن … أنه قصف»."""
    index = first
    while index > 0 and clause.has(index - 1, "before_verb") and first - index < 3:
        index -= 1
    related = clause.any(index, first, "relative")
    if related and clause.form(index - 1) in ("،", ","):
        index -= 1
    if (speaker := _speaker(clause, index)) is not None:
        return speaker
    mention = party(clause.ending.get(index)) or _topic(clause, first)
    if mention is None or related:
        return mention
    between = any(clause.form(k) == "من" for k in range(index, first))
    aside = clause.has(mention.first - 1, "targets") or clause.has(mention.first - 1, "aside")
    return None if between or aside or mention.prefix.endswith(ANNEXING) else mention


def _itself(clause: Clause, first: int, reach: int) -> int | None:
    """The «أنه» before the word `first`, with no other party or clause between."""
    for index in range(first - 1, max(-1, first - 1 - reach), -1):
        if clause.has(index, "speaking_of_itself"):
            return index
        if index in clause.ending or clause.stops(index) or clause.has(index, "clause_openings"):
            return None
    return None


def _speaker(clause: Clause, first: int, reach: int = 1) -> ActorMention | None:
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
    for index in range(first - 1, max(-1, first - _TOPIC_REACH), -1):
        if (mention := clause.at.get(index)) is not None:
            return party(mention) if index == 0 or clause.has(index - 1, "complementizers") else None
        if index in clause.cue_at or clause.stops(index):
            return None
    return None


def _subject_after(clause: Clause, last: int, *, its: bool) -> ActorMention | None:
    """«هاجم، فجر اليوم، مسلحون من …»: the party after the verb, unless something hit or another deed stands between."""
    for index in range(last, last + (4 if its else _SUBJECT_REACH)):
        if (mention := clause.at.get(index)) is not None:
            return None if mention.prefix.endswith(ANNEXING) else party(mention)
        if index in clause.cue_at or clause.has(index, "targets") or clause.has(index, "clause_openings"):
            return None
    return None


def _object(clause: Clause, start: int, agent: ActorMention | None) -> ActorMention | None:
    """The party hit: the next force named in the same clause."""
    for index in range(start, start + _OBJECT_REACH):
        mention = clause.at.get(index)
        if mention is not None and mention.kind not in ("media", "weapon", "unnamed"):
            same = agent is not None and mention.actor == agent.actor
            return None if same or mention.kind == "aircraft" or _is_aside(clause, index) else mention
        if clause.has(index, "clause_openings") or clause.has(index, "suspecting"):
            return None
    return None


def _is_aside(clause: Clause, index: int) -> bool:
    """Whether the party at `index` only says where or whose something is: «مناطق سيطرة …», «تسيطر عليها …»."""
    held = clause.has(index - 1, "aside_or_it") and clause.has(index - 2, "aside")
    return held or clause.has(index - 1, "aside")


def harm_parties(clause: Clause, deed: Deed, *, its: bool) -> None:
    """«قتلت قوات النظام…»: an organisation right beside the verb, or persons if others are counted after them."""
    if "\u064f" in clause.folded.quote(clause.tokens[deed.first].start, clause.tokens[deed.first].end):
        return  # vocalised as a passive: «قُتل»
    after = party(clause.at.get(deed.last))
    if after is not None and not after.prefix and (its or not after.people or _counts(clause, after.last)):
        deed.by(after, "subject of the verb, after it")
    elif its or _counts(clause, deed.last) or not clause.form(deed.last - 1).endswith("وا"):
        before = _thwarter(clause, deed.first) or _subject_before(clause, deed.first)
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
    return party(clause.at.get(index + 1)) or _subject_before(clause, index)


def _counts(clause: Clause, index: int) -> bool:
    """Whether a number or persons follow: «خطف عناصر التنظيم ثمانية» has an object, «قتل عناصر من …» has none."""
    return clause.numbered(index) or bool(victims_of(clause.form(index)))


# --- Nouns


def noun_parties(clause: Clause, deed: Deed) -> None:
    """«هجوم لـ… على …», «قصف قوات …», «مدفعية قوات …», «هجومه», «67 حملة، 61 منها لـ…»."""
    _complements(clause, deed)
    weapon = clause.at.get(deed.first)
    if deed.agent is None and weapon is not None and weapon.last > deed.last:
        deed.by(party(weapon), "party whose weapon it is")
    if deed.agent is None and clause.form(deed.last - 1).endswith(("ه", "ها", "هم")):
        deed.definite, deed.word = True, "other"
        owners = [m for m in clause.mentions if m.last <= deed.first and m.kind in ("force", "government", "aircraft")]
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
        subject = clause.at.get(index)
        if subject is not None and clause.has(index - 1, "announcing") and subject.kind == "force":
            deed.by(subject, "party that announces it")
            return
        if index in clause.cue_at:
            return


def _complements(clause: Clause, deed: Deed) -> None:
    gate = False  # whether a word for what is hit has been passed: from there on a party is no agent
    for index in range(deed.last, deed.last + _TARGET_REACH):
        if (mention := party(clause.at.get(index))) is not None:
            if gate:
                aside = mention.kind in ("unnamed", "weapon") or _is_aside(clause, index)
                deed.target = None if aside else mention
            elif deed.type == "ambush" and mention.prefix.endswith("ل") and mention.actor in _REGULARS:
                deed.target = mention  # an ambush «لـ» a regular force is laid for it
            elif _belongs(clause, deed, mention):
                deed.by(mention, "party that the attack belongs to")
                if clause.has(mention.last, "targets"):
                    deed.target = _object(clause, mention.last, mention)
            return
        casualty = clause.has(index, "casualties") and not clause.has(index, "another")
        if casualty or clause.stops(index) or clause.has(index, "clause_openings"):
            return
        gate = gate or clause.has(index, "targets")
        if not gate and (index in clause.cue_at or index >= deed.last + _NOUN_REACH):
            return


def _belongs(clause: Clause, deed: Deed, mention: ActorMention) -> bool:
    """«هجوم لـداعش», «هجمات داعش», «غارة من طائرات», «غارات روسية»."""
    before = clause.form(mention.first - 1)
    if mention.owner or mention.prefix.endswith("ل") or before == "ل":
        return True
    if before == "من":
        return mention.first - deed.last <= 2 or mention.kind in ("unnamed", "aircraft")
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
        owner = owners[0] if single else owners[0]._replace(actor="other", victims="other")
        deed.by(owner, "parties that share the attacks")


def act_parties(clause: Clause, deed: Deed) -> None:
    """«استهداف …»: what follows is hit, unless a second object follows; the agent may be an able subject before."""
    mention = party(clause.at.get(deed.last))
    if mention is not None and not mention.prefix:
        second = clause.at.get(mention.last)
        if mention.owner or any(clause.form(k).startswith("ل") for k in (mention.last, mention.last + 1)):
            deed.by(mention, "party that the deed belongs to")
            deed.target = second
            return
        deed.target = mention
    else:
        deed.target = _object(clause, deed.last, None)
    for index in range(deed.first - 1, max(-1, deed.first - _ABLE_REACH), -1):
        subject = party(clause.at.get(index))
        if subject is not None and clause.any(index - 3, index, "able"):
            counted = clause.any(index - 3, index, "harm_words")  # «ادعت مقتل 31 عنصراً من الجيش وأسر اثنين»
            if subject is not deed.target and not subject.prefix.endswith(ANNEXING) and not counted:
                deed.by(subject, "party that says or manages it")
            return


def sides_of(clause: Clause, deed: Deed) -> bool:
    """«اشتباكات بين … و…», «معارك مع …»: both sides as agent and target; False if none is named."""
    for index in range(deed.last, deed.last + _BETWEEN_REACH):
        form = clause.form(index)
        if form in ("بين", "وبين"):
            sides = [m for m in clause.mentions if index < m.first < index + _SIDES_REACH and party(m)]
            others = [side for side in sides[1:] if side.name != sides[0].name]
            if not others and len(sides) > 1 and sides[0].people + (sides[0].head in _PARTS):
                # «بين مقاتلين من السلطان مراد وآخرين من أحرار الشرقية», «بين مجموعتين من الجيش الوطني»
                others, deed.infighting = sides[1:], True
            far = not sides or sides[0].first > index + 6 or clause.has(index + 1, "those_sides")
            if far or (deed.type == "other" and not others):
                return False
            deed.by(sides[0], "sides of the clash")
            deed.two_sided, deed.target = True, others[0] if others else None
            deed.infighting |= bool(others) and side_of(others[0].actor) == side_of(sides[0].actor)
            return True
        other = party(clause.at.get(index + 1))
        if deed.type == "clash" and form in ("مع", "ضد") and other is not None:
            deed.by(other, "the other side of the clash")
            deed.target = next((m for m in clause.mentions if m.last <= deed.first and m.actor != other.actor), None)
            deed.two_sided = deed.target is not None
            return True
    return False
