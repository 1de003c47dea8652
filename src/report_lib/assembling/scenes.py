"""Follow what an article has established by the beginning of each sentence: day, place, the period of a tally."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Day
from typing import Final

from report_lib.arabic.remembered import Remembered
from report_lib.assembling.cues import SAME_PERIOD, TIMED
from report_lib.assembling.layout import NO_PARAGRAPH, Layout, Scene
from report_lib.assembling.place_choice import WEAK, PlaceChooser
from report_lib.counting.counts import Found
from report_lib.dating.date_ranges import UNTIL
from report_lib.dating.dates import DateMention
from report_lib.edtf_dates import interval

# «منذ الخميس» is one event that lasted; «منذ آذار» is a tally.
_LASTING_DAYS: Final = 10
# «11 هجوماً بين 5 و11 تشرين الأول» is a tally of so many days.
_RUN_DAYS: Final = 4
# More dead than any one event of this war; such a number counts years of it.
WAR_TOLL: Final = 2000
ATTACKS: Final = frozenset({"attacks", "airstrikes"})


class SceneReader:
    """Reads the scenes of one article, from its first sentence to its last."""

    def __init__(self, layout: Layout, chooser: PlaceChooser) -> None:
        self.layout = layout
        self.chooser = chooser

    def scenes(self) -> list[Scene]:
        """The scene that holds when each sentence begins, up to the last that counts."""
        scenes: list[Scene] = []
        scene = Scene(None, False, None, (), self.layout.heading, self.chooser.of_heading(), False)
        for index, sentence in enumerate(self.layout.folded.sentences[: self.layout.last_count + 1]):
            if scene.aside not in (NO_PARAGRAPH, sentence.paragraph):
                more = self.layout.tallies(index) or any((c.low or 0) >= WAR_TOLL for c in self.layout.counts[index])
                period, aside = (scene.period, sentence.paragraph) if more else (None, scene.aside)
                kept = scene.date, scene.told, scene.place, scene.governorates
                scene = Scene(*kept, period, scene.region, scene.events, aside)
            scenes.append(scene)
            if self.layout.marker(index) != "background":
                scene = self._next_scene(index, scene)
        return scenes

    def _next_scene(self, index: int, scene: Scene) -> Scene:
        counts, dates = self.layout.counts[index], self.layout.dates[index]
        marker = self.layout.marker(index)
        totals = [c for c in counts if c.part_of is None]
        tells = bool(totals) or index in self.layout.attack_sentences or self.layout.is_heading(index)
        if not (counts or dates or tells or scene.place is None or marker == "other"):
            return scene  # whatever places it names
        date, told = scene.date, scene.told
        if marker == "other":
            date, told = None, False
        timed = self._timed(index, scene, totals) if dates and (counts or tells or date is None) else []
        if timed and (tells or date is None):
            near = [d for d in timed if self.layout.reaches(d, totals[0])] if totals else timed
            if near or not told:
                # Of two dates in one sentence the later is the report's, the earlier the event's.
                date = _earliest(near or timed)
                told = bool(totals) and bool(date.edtf)
        period = self._running_period(index, scene)
        if period is not None and counts and timed:
            run = is_run(period) and is_short(period.edtf)
            if not run or not all(is_run(d) for d in timed):
                period = None
        place, governorates = scene.place, scene.governorates
        if period is None and (tells or place is None):
            located = [p for p in self.layout.places[index] if p.place.governorates and p.role not in WEAK]
            if located:
                nearest = self.layout.nearest(located, totals[0]) if totals else located[0]
                place = self.chooser.narrowest(nearest, located)
                governorates = self.chooser.governorates(index, place, scene)
        paragraph = self.layout.folded.sentences[index].paragraph
        events = scene.events or (bool(counts) and period is None and paragraph > 0)
        dated = period is not None and scene.period is not None and not scene.period.edtf
        if period is scene.period or dated:
            return Scene(date, told, place, governorates, period, scene.region, events, scene.aside)
        passing = scene.events and period is not None and period.rule.startswith("since")
        return Scene(date, told, place, governorates, period, (), events, paragraph if passing else NO_PARAGRAPH)

    def _timed(self, index: int, scene: Scene, totals: Sequence[Found]) -> list[DateMention]:
        """The days of a sentence, and a month or year with which it begins to tell of another time."""
        dates = self.layout.dates[index]
        timed = [d for d in dates if self._is_timed(d) and not self.layout.is_of_report(d, index)]
        if not timed:
            own = next((d for d in dates if not self.layout.is_of_report(d, index)), None)
            timed = [own] if own is not None and self._begins_history(own, index, scene) else []
        if not timed or (scene.told and self.layout.revises(index)):
            return []
        return self._of_the_event(timed, totals)

    def _is_timed(self, date: DateMention) -> bool:
        return date.kind in TIMED or (date.kind == "period" and is_short(date.edtf) and date.rule != SAME_PERIOD)

    def _of_the_event(self, dates: list[DateMention], events: Sequence[Found]) -> list[DateMention]:
        """Without a day that came after what is counted, or that only bounds it: «حتى مساء أمس»."""
        if events:
            dates = [d for d in dates if not self.layout.comes_after(d, events[0], dates)]
        return [d for d in dates if not d.rule.startswith(UNTIL)] or dates

    def _begins_history(self, date: DateMention, index: int, scene: Scene) -> bool:
        """«وفي تشرين الثاني 2015 أصابت غارة قافلة»: a paragraph opens with a month or year, no tally's."""
        sentences = self.layout.folded.sentences
        paragraph = index and sentences[index].paragraph != sentences[index - 1].paragraph
        if not paragraph or date.kind not in ("month", "year") or not self.layout.opens(date, index):
            return False
        inside = scene.period is not None and within(date.edtf, scene.period.edtf)
        return bool(date.edtf) and not inside and not self.layout.tallies(index)

    def _running_period(self, index: int, scene: Scene) -> DateMention | None:
        if not self.layout.dates[index]:
            return scene.period
        found = next((d for d in self.layout.dates[index] if self._is_tally_period(d, index)), None)
        if found is None and scene.period is not None and not scene.period.edtf:
            # «حصاد أسبوع من المعارك» and then «خلال الفترة من 6 إلى 12 كانون الثاني»
            found = next((d.as_period() for d in self.layout.dates[index] if is_run(d)), None)
        if found is None and scene.period is not None and self._tells_of_another_time(index, scene.period):
            return None
        if found is None or (scene.period is not None and within(found.edtf, scene.period.edtf)):
            return scene.period
        return found

    def _tells_of_another_time(self, index: int, period: DateMention) -> bool:
        """«وفي تشرين الثاني 2015 أصابت غارة قافلة …» after a tally of 2018: an event, and what follows is of it."""
        dated = [d for d in self.layout.dates[index] if d.kind in ("month", "year") and interval(d.edtf)[0]]
        return bool(self.layout.counts[index]) and bool(dated) and not any(within(d.edtf, period.edtf) for d in dated)

    def _is_tally_period(self, date: DateMention, index: int) -> bool:
        if date.kind == "day":
            return False
        counts = self.layout.counts[index]
        if is_run(date) and (counts_attacks(counts) if counts else self.layout.says(index, "announced toll")):
            return True
        if date.kind == "period":
            if not date.edtf or is_short(date.edtf):
                return False
            # «الحرب المستمرة منذ 2011» beside no number runs on into nothing.
            counted = bool(counts) or not date.rule.startswith("since") or self.layout.tallies(index)
            return counted and not self.layout.is_record(date)
        if date.kind not in ("month", "year") or "~" in date.edtf:
            return False
        return self.layout.tallies(index) or self.layout.is_over(date)


def counts_many_attacks(count: Found) -> bool:
    """Whether a count is of attacks, and of more than one event has."""
    return count.measure in ATTACKS and (count.low or 0) > 2


def counts_attacks(counts: Sequence[Found]) -> bool:
    """Whether one of the counts of a sentence is of more attacks than one event has."""
    return any(counts_many_attacks(count) for count in counts)


def _days(edtf: str) -> int:
    """The days from the first to the last of a period; -1 of one that is open, or without a year."""
    start, end = interval(edtf)
    return (Day.fromisoformat(end) - Day.fromisoformat(start)).days if start and end else -1


_days_of: Final = Remembered(_days)  # the same periods are asked for again and again


def is_short(edtf: str) -> bool:
    """Whether a period is no longer than one event may last."""
    return 0 <= _days_of[edtf] <= _LASTING_DAYS


def is_run(date: DateMention) -> bool:
    """Whether a date is of several days on end, over which attacks may be counted."""
    return date.kind in ("span", "period") and _days_of[date.edtf] >= _RUN_DAYS


def _earliest(dates: Sequence[DateMention]) -> DateMention:
    """The date that begins first, one without a year after all others; the first of several."""
    earliest = dates[0]
    if len(dates) > 1:
        begins = _begins(earliest)
        for date in dates[1:]:
            if _begins(date) < begins:
                earliest, begins = date, _begins(date)
    return earliest


def _begins(date: DateMention) -> str:
    return interval(date.edtf)[0] or "9999"


def within(inner: str, outer: str) -> bool:
    """Whether the one EDTF period lies in the other."""
    (inner_start, inner_end), (outer_start, outer_end) = interval(inner), interval(outer)
    return bool(inner_start and outer_start) and outer_start <= inner_start and inner_end <= outer_end
