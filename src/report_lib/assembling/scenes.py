"""Follow what an article has established by the beginning of each sentence: day, place, the period of a tally."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date as Day
from typing import Final

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
        scene = Scene(period=self.layout.heading, region=self.chooser.of_heading())
        for index, sentence in enumerate(self.layout.folded.sentences[: self.layout.last_count + 1]):
            if scene.aside not in (NO_PARAGRAPH, sentence.paragraph):
                more = self.layout.tallies(index) or any((c.low or 0) >= WAR_TOLL for c in self.layout.counts[index])
                scene = replace(scene, aside=sentence.paragraph) if more else replace(scene, period=None)
            scenes.append(scene)
            if self.layout.marker(index) != "background":
                scene = self._next_scene(index, scene)
        return scenes

    def _next_scene(self, index: int, scene: Scene) -> Scene:
        counts = self.layout.counts[index]
        marker = self.layout.marker(index)
        if not (counts or self.layout.dates[index] or self.layout.places[index] or marker == "other"):
            return scene
        totals = [c for c in counts if c.part_of is None]
        tells = bool(totals) or index in self.layout.attack_sentences or self.layout.is_heading(index)
        own = [d for d in self.layout.dates[index] if not self.layout.is_of_report(d)]
        timed = [
            d for d in own if d.kind in TIMED or (d.kind == "period" and is_short(d.edtf) and d.rule != SAME_PERIOD)
        ]
        timed = timed or [d for d in own[:1] if self._begins_history(d, index, scene)]
        timed = [] if scene.told and self.layout.revises(index) else self._of_the_event(timed, totals)
        date, told = scene.date, scene.told
        if marker == "other":
            date, told = None, False
        if timed and (tells or date is None):
            near = [d for d in timed if not totals or self.layout.reaches(d, totals[0])]
            if near or not told:
                # Of two dates in one sentence the later is the report's, the earlier the event's.
                date, told = min(near or timed, key=lambda d: interval(d.edtf)[0] or "9999"), bool(totals)
                told = told and bool(date.edtf)
        running = self._running_period(index, scene)
        run = running is not None and is_run(running) and is_short(running.edtf)
        day = any(not (run and is_run(date)) for date in timed)
        period = None if day and counts else running
        located = [p for p in self.layout.places[index] if p.place.governorates and p.role not in WEAK]
        place, governorates = scene.place, scene.governorates
        if located and period is None and (tells or place is None):
            place = self.chooser.nearest(located, totals[0]) if totals else self.chooser.narrowest(located[0], located)
            governorates = self.chooser.governorates(index, place, scene)
        paragraph = self.layout.folded.sentences[index].paragraph
        events = scene.events or (bool(counts) and period is None and paragraph > 0)
        dated = period is not None and scene.period is not None and not scene.period.edtf
        if period is scene.period or dated:
            return Scene(date, told, place, governorates, period, scene.region, events, scene.aside)
        passing = scene.events and period is not None and period.rule.startswith("since")
        return Scene(date, told, place, governorates, period, (), events, paragraph if passing else NO_PARAGRAPH)

    def _of_the_event(self, dates: list[DateMention], events: Sequence[Found]) -> list[DateMention]:
        """Without a day that came after what is counted, or that only bounds it: «حتى مساء أمس»."""
        dates = [d for d in dates if not events or not self.layout.comes_after(d, events[0], dates)]
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
        found = next((d for d in self.layout.dates[index] if self._is_tally_period(d, index)), None)
        if found is None and scene.period is not None and not scene.period.edtf:
            # «حصاد أسبوع من المعارك» and then «خلال الفترة من 6 إلى 12 كانون الثاني»
            found = next((d._replace(kind="period") for d in self.layout.dates[index] if is_run(d)), None)
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
        if date.kind == "period" and self.layout.is_record(date):
            return False
        if date.kind == "period":
            # «الحرب المستمرة منذ 2011» beside no number runs on into nothing.
            counted = bool(counts) or self.layout.tallies(index) or not date.rule.startswith("since")
            return counted and bool(date.edtf) and not is_short(date.edtf)
        if date.kind not in ("month", "year") or "~" in date.edtf:
            return False
        return self.layout.tallies(index) or self.layout.is_over(date)


def counts_many_attacks(count: Found) -> bool:
    """Whether a count is of attacks, and of more than one event has."""
    return count.measure in ATTACKS and (count.low or 0) > 2


def counts_attacks(counts: Sequence[Found]) -> bool:
    """Whether one of the counts of a sentence is of more attacks than one event has."""
    return any(counts_many_attacks(count) for count in counts)


def is_short(edtf: str) -> bool:
    """Whether a period is no longer than one event may last."""
    start, end = interval(edtf)
    return bool(start and end) and (Day.fromisoformat(end) - Day.fromisoformat(start)).days <= _LASTING_DAYS


def is_run(date: DateMention) -> bool:
    """Whether a date is of several days on end, over which attacks may be counted."""
    if date.kind not in ("span", "period"):
        return False
    start, end = interval(date.edtf)
    return bool(start and end) and (Day.fromisoformat(end) - Day.fromisoformat(start)).days >= _RUN_DAYS


def within(inner: str, outer: str) -> bool:
    """Whether the one EDTF period lies in the other."""
    (inner_start, inner_end), (outer_start, outer_end) = interval(inner), interval(outer)
    return bool(inner_start and outer_start) and outer_start <= inner_start and inner_end <= outer_end
