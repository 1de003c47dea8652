"""Say whose aircraft are meant where the words of a raid leave it open."""

from __future__ import annotations

from typing import Final

from report_lib.conflict.actors import ActorMention
from report_lib.conflict.clause import Clause

# Who flies in Syria.
FLIERS: Final = frozenset({"US", "Coalition", "Russia", "Israel", "Turkey", "regime"})


def unnamed_planes(actor: str, planes: ActorMention | None) -> bool:
    """Whether a raid is laid to aircraft of which the text may yet say whose: «طائرات حربية», not «طائرات مجهولة»."""
    return actor == "unknown aircraft" and planes is not None and not planes.owner


def the_planes(clause: Clause, planes: ActorMention | None) -> bool:
    """«غارات نفذتها طائرات حربية. وذكر المركز أن الطيران الروسي …»: the planes told of, not more of them."""
    if planes is None:
        return False
    return clause.has(0, "able") or clause.form(planes.first).removeprefix(planes.prefix).startswith("ال")


def admitting(clause: Clause, first: int) -> ActorMention | None:
    """«أقر التحالف بمقتل ستة مدنيين في غارة»: the air force that admits the deaths."""
    for m in clause.mentions:
        before = m.last <= first and m.actor in FLIERS
        if before and (clause.has(m.first - 1, "admitting") or clause.has(m.last, "admitting")):
            return m
    return None


def announcer(clause: Clause, planes: ActorMention) -> ActorMention | None:
    """«أعلن الجيش الأميركي … غارة نفذتها طائرة», «الطائرة … تابعة للتحالف»: whose aircraft they were."""
    owners = (m for m in clause.mentions if m.first >= planes.last and clause.has(m.first - 1, "owned_by"))
    owner = next((m for m in owners if m.actor in FLIERS), None)
    if owner is not None and not clause.any_rare(planes.last, owner.first, "suspecting"):
        return owner
    before = (m for m in clause.mentions if m.last <= planes.first and clause.any(m.first - 3, m.first, "able"))
    return next((m for m in before if m.actor in FLIERS), None)
