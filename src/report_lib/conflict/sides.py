"""Find the two sides of a clash, or that both are one party's: a fight among its own."""

from __future__ import annotations

from typing import Final

from report_lib.conflict.actor_words import side_of
from report_lib.conflict.actors import ActorMention
from report_lib.conflict.clause import Clause
from report_lib.conflict.parties import Deed
from report_lib.conflict.subjects import party

# How far, in words, the sides of a clash may stand from «بين», and «بين» from the clash.
_BETWEEN_REACH: Final = 26
_SIDES_REACH: Final = 30
_KIN_REACH: Final = 4
_COUNTED: Final = 3  # words from a number to whose people it counts
_BETWEEN: Final = frozenset({"بين", "وبين"})
_WITH_THEM: Final = frozenset({"معه", "معها", "معهم"})
_WITH: Final = frozenset({"مع", "ضد"})
_BEFORE_SIDES: Final = _BETWEEN | _WITH_THEM | _WITH
_PARTS: Final = frozenset(("مجموعتين", "مجموعات", "فصيلين", "فصايل", "مجموعة"))


def sides_of(clause: Clause, deed: Deed) -> bool:
    """«اشتباكات بين … و…», «معارك مع …»: both sides as agent and target; False if none is named."""
    if clause.has(deed.last - 1, "those_sides"):
        return _sides_before(clause, deed)
    for index in range(deed.last, min(deed.last + _BETWEEN_REACH, len(clause.forms))):
        form = clause.forms[index]
        if form not in _BEFORE_SIDES:
            continue
        if form in _BETWEEN:
            return _sides_between(clause, deed, index)
        if form in _WITH_THEM and (side := _last_force(clause, deed.first)) is not None:
            deed.by(side, "the other side of the clash")
            return True
        against = deed.type == "clash" and form in _WITH
        if against and (other := party(clause.at(index + 1))) is not None:
            deed.by(other, "the other side of the clash")
            before = [m for m in clause.mentions if m.last <= deed.first and m.kind != "media"]
            deed.target = next((m for m in before if m.actor != other.actor), None)
            deed.two_sided = deed.target is not None
            return True
    return deed.type == "clash" and _sides_counted(clause, deed)


def _sides_between(clause: Clause, deed: Deed, between: int) -> bool:
    """The sides that follow «بين»."""
    sides = [m for m in clause.mentions if between < m.first < between + _SIDES_REACH and party(m)]
    if not sides:
        deed.infighting = clause.any(between + 1, between + _KIN_REACH, "kin")  # «بين عائلتين»
        return deed.infighting
    first, others = sides[0], [side for side in sides[1:] if side.name != sides[0].name]
    if not others and (len(sides) > 1 and first.people + (first.head in _PARTS)):
        # «بين مقاتلين من السلطان مراد وآخرين من أحرار الشرقية», «بين مجموعتين من الجيش الوطني»
        others, deed.infighting = sides[1:], True
    deed.infighting |= len(sides) == 1 and _is_divided(clause, first)
    far = first.first > between + 6 or clause.has(between + 1, "those_sides")
    if far or (deed.type == "other" and not others):
        return False
    deed.by(first, "sides of the clash")
    deed.two_sided, deed.target = True, others[0] if others else None
    deed.infighting |= bool(others) and side_of(others[0].actor) == side_of(first.actor)
    return True


def opposed(clause: Clause) -> tuple[ActorMention, ActorMention] | None:
    """«تقدمت وحدات «حزب الله» نحو تلال تتحصن فيها «النصرة»»: the two forces of a sentence that names just two."""
    if len(clause.mentions) < 2:
        return None
    forces = {m.actor: m for m in reversed(clause.mentions) if m.kind == "force" and m.victims}
    if len(forces) != 2:
        return None
    other, one = forces.values()
    return (one, other) if side_of(one.actor) != side_of(other.actor) else None


def _is_divided(clause: Clause, side: ActorMention) -> bool:
    """«بين عشيرتين», «بين فصائل من الجيش الوطني»: one party, and no other after it."""
    twofold = side.head == "" and clause.form(side.first).endswith("تين")
    return twofold or (side.head in _PARTS and not clause.form(side.last).startswith("و"))


def _last_force(clause: Clause, first: int) -> ActorMention | None:
    """«أعلن حرس الحدود مقتل ستة في اشتباك معه»: the force named before."""
    return next((m for m in reversed(clause.mentions) if m.last <= first and m.kind == "force"), None)


def _sides_counted(clause: Clause, deed: Deed) -> bool:
    """«قُتل أربعة من قوات النظام واثنان من قسد في معارك»: those whose dead are counted."""
    forces = [m for m in clause.mentions if m.kind == "force" and _is_counted(clause, m)]
    sides = {side_of(m.actor): m for m in forces}
    if len(sides) != 2:
        return False
    one, other = sides.values()
    deed.by(one, "sides of the clash")
    deed.two_sided, deed.target = True, other
    return True


def _sides_before(clause: Clause, deed: Deed) -> bool:
    """«أوقف حاجز لقسد رتلاً للجيش، وتبادل الطرفان النار»: the last two parties named before."""
    sides = {m.name: m for m in clause.mentions if m.last <= deed.first and m.kind == "force"}
    if len(sides) < 2:
        return False
    one, other = list(sides.values())[-2:]
    deed.by(one, "sides of the clash")
    deed.two_sided, deed.target, deed.infighting = True, other, side_of(one.actor) == side_of(other.actor)
    return True


def _is_counted(clause: Clause, mention: ActorMention) -> bool:
    """«أربعة قتلى من قوات النظام»."""
    return any(clause.numbered(index) for index in range(mention.first - _COUNTED, mention.first))
