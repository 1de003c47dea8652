"""Remember whose people the counts of an article were, for those after them that go on about the same."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from itertools import takewhile
from typing import Final, NamedTuple

from report_lib.assembling.settings import Setting
from report_lib.assembling.surroundings import CARRIED, Surroundings
from report_lib.conflict.actor_words import actor_of, arms_of, in_list, side_of
from report_lib.counting.counts import Found
from report_lib.edtf_dates import interval

CASUALTIES: Final = frozenset({"killed", "wounded", "captured", "missing"})
NOBODY: Final = frozenset({"people", "mixed", "other"})
_BESIDE: Final = 30  # characters between two counts of the same people
GUARDS: Final = "oil facility guards"


class Told(NamedTuple):
    """What was decided for a count before."""

    found: Found
    setting: Setting
    victims: str
    closely: str  # the same as closely as the text tells it: civilians who are children


class Memory:
    """What was decided for the counts of one article so far, in their order."""

    def __init__(self) -> None:
        self.told: list[Told] = []
        self.saying: list[Told] = []  # those of them that name somebody

    def add(self, told: Told) -> None:
        """Keep what was decided for the next count."""
        self.told.append(told)
        if told.victims != "people":
            self.saying.append(told)

    def carried(self, found: Found) -> Iterator[Told]:
        """What was decided for the counts before, the last first, where it says something and is near.

        «القتلى لا يتجاوزون اثنين» is rather the toll of the dead told before than of others told since.
        """
        near = list(takewhile(lambda told: found.sentence - told.found.sentence <= CARRIED, reversed(self.saying)))
        if in_list("the_toll", found.head):
            near.sort(key=lambda told: told.found.measure != found.measure or told.found.part_of is not None)
        return iter(near)

    def same_people(self, around: Surroundings, found: Found, setting: Setting) -> str:
        """«قتلت 24 جهادياً، كما اعتقلت سبعة آخرين», «خمسة من قسد قُتلوا وجُرح ثمانية», «واثنين من مرافقيه»."""
        last = self.told[-1] if self.told else None
        if last is None or last.found.measure not in CASUALTIES or not goes_on(last, found, setting):
            return ""
        spot = around.spot(found)
        if around.says("companions", found.sentence, spot.first, spot.qualified):
            return last.victims if found.sentence - last.found.sentence <= 1 else ""
        bare = not found.head and last.found.part_of is None
        start = bisect_left(spot.starts, found.start)
        bare = bare and "من" not in spot.forms[start : spot.last]
        beside = bare and found.start - last.found.end < _BESIDE  # «ثمانية من عناصر … وأُسر اثنان»
        same_sentence = last.found.sentence == found.sentence
        again = same_sentence and (found.others or beside)
        again |= found.head.startswith("ال") and bool(arms_of(found.head)) and found.sentence - last.found.sentence == 1
        again |= not found.head and same_sentence and bisect_left(spot.starts, last.found.end) >= start
        return last.victims if again and last.victims not in NOBODY else ""

    def closely(self, found: Found) -> str:
        """How the text told before of those of whom these are a share: «ثلاثة منهم»; and of guards, if it goes on.

        «قُتل طفل وأصيب ستة آخرون»: the six need not be children.
        """
        if found.part_of is not None and found.part_of < len(self.told):
            return self.told[found.part_of].closely
        if not found.head and not found.others and (elided := self._only_kind(found.sentence)):
            return elided
        last = self.saying[-1].closely if self.saying else ""
        return last if last == GUARDS else ""

    def _only_kind(self, sentence: int) -> str:
        """«قُتل 26 عامل إغاثة وجُرح 22»: the noun that goes unsaid, where the sentence has numbered one kind alone."""
        numbered = {told.closely for told in self.told if told.found.sentence == sentence and (told.found.low or 0) > 1}
        return numbered.pop() if len(numbered) == 1 else ""

    def attacked(self, found: Found) -> str:
        """The perpetrator code of the force whose dead were told of last: who fought attackers that lost men."""
        own = side_of(self.told[-1].victims) if self.told else ""
        others = (told.victims for told in self.carried(found) if side_of(told.victims) != own)
        return next((who for victims in others if (who := actor_of(victims))), "")


def goes_on(earlier: Told, found: Found, setting: Setting) -> bool:
    """Whether a count may be of the people of one before it: near, and not told of elsewhere."""
    here, there = set(setting.governorates), set(earlier.setting.governorates)
    elsewhere = here and there and here.isdisjoint(there)
    other_day = bool(setting.date and earlier.setting.date) and not _meet(setting.date, earlier.setting.date)
    return found.sentence - earlier.found.sentence <= CARRIED and not elsewhere and not other_day


def _meet(one: str, two: str) -> bool:
    """Whether two EDTF dates may be of one day."""
    (one_start, one_end), (two_start, two_end) = interval(one), interval(two)
    return not (one_start and two_start) or (one_start <= two_end and two_start <= one_end)
