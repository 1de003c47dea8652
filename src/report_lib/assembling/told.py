"""Remember whose people the counts of an article were, for those after them that go on about the same."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from report_lib.assembling.settings import Setting
from report_lib.assembling.surroundings import CARRIED, Spot, Surroundings
from report_lib.conflict.actor_words import actor_of, arms_of, in_list, side_of
from report_lib.counting.counts import Found
from report_lib.edtf_dates import interval

CASUALTIES: Final = frozenset({"killed", "wounded", "captured", "missing"})
NOBODY: Final = frozenset({"people", "mixed", "other"})
_BESIDE: Final = 30  # characters between two counts of the same people
GUARDS: Final = "oil facility guards"


class Told:
    """What was decided for a count before."""

    def __init__(self, found: Found, setting: Setting, victims: str, closely: str) -> None:
        self.found = found
        self.setting = setting
        self.victims = victims
        self.closely = closely  # the same as closely as the text tells it: civilians who are children


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

    def carried(self, found: Found) -> list[Told]:
        """What was decided for the counts before, the last first, where it says something and is near.

        «القتلى لا يتجاوزون اثنين» is rather the toll of the dead told before than of others told since.
        """
        near: list[Told] = []
        for told in reversed(self.saying):
            if found.sentence - told.found.sentence > CARRIED:
                break
            near.append(told)
        if len(near) < 2 or not in_list("the_toll", found.head):
            return near
        alike: list[Told] = []
        others: list[Told] = []
        for told in near:
            dead = told.found.measure == found.measure and told.found.part_of is None
            (alike if dead else others).append(told)
        return alike + others

    def same_people(self, around: Surroundings, found: Found, setting: Setting) -> str:
        """«قتلت 24 جهادياً، كما اعتقلت سبعة آخرين», «خمسة من قسد قُتلوا وجُرح ثمانية», «واثنين من مرافقيه»."""
        last = self.told[-1] if self.told else None
        if last is None or last.found.measure not in CASUALTIES:
            return ""
        spot, apart = around.spot(found), found.sentence - last.found.sentence
        if around.says("companions", found.sentence, spot.first, spot.qualified):
            again = apart <= 1
        elif last.victims == "people" or (last.victims in NOBODY and apart > 0):
            again = False
        elif apart == 0:
            again = _goes_on_beside(last.found, found, spot)
        else:
            again = apart == 1 and found.head.startswith("ال") and bool(arms_of(found.head))
        # «قُتل خمسة جنود في تدمر وسبعة في الرقة»: the verb and the noun go unsaid, wherever it was.
        elided = not found.head and found.start <= last.found.position
        return last.victims if again and (elided or goes_on(last, found, setting)) else ""

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
        for told in self.carried(found):
            if side_of(told.victims) != own and (who := actor_of(told.victims)):
                return who
        return ""


def _goes_on_beside(last: Found, found: Found, spot: Spot) -> bool:
    """Whether a count is of more of the people of the one before it in its sentence: «وأصيب ثمانية آخرون»."""
    if found.others or found.head:
        return found.others
    start = bisect_left(spot.starts, found.start)
    bare = last.part_of is None and "من" not in spot.forms[start : spot.last]
    if bare and found.start - last.end < _BESIDE:  # «ثمانية من عناصر … وأُسر اثنان»
        return True
    return bisect_left(spot.starts, last.end) >= start


def goes_on(earlier: Told, found: Found, setting: Setting) -> bool:
    """Whether a count may be of the people of one before it: near, and not told of elsewhere."""
    if found.sentence - earlier.found.sentence > CARRIED:
        return False
    here, there = setting.governorates, earlier.setting.governorates
    if here and there and not any(governorate in there for governorate in here):
        return False
    day, other_day = setting.date, earlier.setting.date
    return not day or not other_day or day == other_day or _meet(day, other_day)


def _meet(one: str, two: str) -> bool:
    """Whether two EDTF dates may be of one day."""
    (one_start, one_end), (two_start, two_end) = interval(one), interval(two)
    return not (one_start and two_start) or (one_start <= two_end and two_start <= one_end)
