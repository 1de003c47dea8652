"""Find the attacks of which a text goes on to tell some: the deadliest of them, or their number in each place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from report_lib.conflict.clause import Clause
from report_lib.conflict.parties import Deed
from report_lib.conflict.told_deeds import UNKNOWN, Told

# How far, in words, «أعنفها» may stand before the attack, and in sentences the parts of a tally from it.
_MOST_REACH: Final = 12
_PARTS_REACH: Final = 8
_UNDECIDED: Final = UNKNOWN | {"landmine"}


def one_of(clause: Clause, deed: Deed, told: Sequence[Told]) -> Told | None:
    """«وكان أعنفها كمين …», «أبرز الهجمات كمين …»: the attacks that the text laid to somebody before."""
    among_them = clause.any_rare(max(0, deed.first - _MOST_REACH), deed.first, "most_of_them")
    if not among_them and not (deed.definite and clause.has(deed.first - 1, "most")):
        return None
    if told and told[-1].sentence == clause.number:
        return None  # of the attacks that the sentence itself tells of
    alike = (t for t in reversed(told) if among_them or (t.type == deed.word and t.agent not in _UNDECIDED))
    whole = next(alike, None)
    return whole if whole is not None and whole.agent not in _UNDECIDED else None


class Division:
    """A tally that the text divides: «وتوزعت العمليات على النحو الآتي: • حمص: ثلاث عمليات»."""

    def __init__(self) -> None:
        self.whole: Told | None = None
        self.sentence = 0

    def begin(self, clause: Clause, told: Sequence[Told]) -> None:
        """Take the attacks told last for the ones that a sentence begins to divide; forget them where others attack."""
        published = clause.find("reckoning") is not None and bool(told) and told[-1].sentence == clause.number
        if clause.find("dividing") is not None or (published and told[-1].status == "claimed"):
            self.whole, self.sentence = told[-1] if told else None, clause.number
        elif self.whole is not None and told and told[-1].agent not in _UNDECIDED | {self.whole.agent}:
            self.whole = None

    def part(self, clause: Clause, deed: Deed) -> Told | None:
        """The whole of which a number of attacks is a part."""
        whole = self.whole
        if whole is None or whole.agent in _UNDECIDED or clause.number - self.sentence > _PARTS_REACH:
            return None
        return whole if deed.kind == "noun" and deed.counted and not deed.another else None
