"""Decide for each count where and when it happened, and whether it tells of one event or of a tally of many."""

from __future__ import annotations

from dataclasses import dataclass

from report_lib.assembling.date_choice import BEFORE, DateChooser, moment
from report_lib.assembling.layout import CUES, TIMED, Layout
from report_lib.assembling.place_choice import PlaceChooser
from report_lib.assembling.scenes import ATTACKS, SceneReader, is_run, is_short, within
from report_lib.counting.counts import Found
from report_lib.dating.date_chains import TOLD_OF
from report_lib.dating.dates import DateMention
from report_lib.placing.places import PlaceMention

# More dead than any one event of this war; such a number counts years of it.
WAR_TOLL = 2000
_SUM = "the sum of the days told of"


@dataclass(frozen=True)
class Setting:
    """Where and when a count happened; empty fields are unknown. `…_rule` says what decided."""

    date: str = ""
    date_basis: str = "unknown"
    governorates: tuple[str, ...] = ()
    place: PlaceMention | None = None
    aggregate: bool = False
    habitual: bool = False  # told as what happens again and again, or as background
    date_rule: str = ""
    place_rule: str = ""
    scope_rule: str = ""


class Stage:
    """The article's sentences with their dates and places, read once; `setting` answers for one count."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.chooser = PlaceChooser(self.layout)
        self.dating = DateChooser(self.layout)
        self.scenes = SceneReader(self.layout, self.chooser).scenes()

    def governorates_named(self, index: int) -> frozenset[str]:
        """The governorates of the places where something happens in a sentence; empty if it names none."""
        return self.layout.governorates_named(index)

    def setting(self, count: Found) -> Setting:
        """Where and when `count` happened."""
        index, scene = count.sentence, self.scenes[count.sentence]
        nearest = self.dating.nearest(count, vague=True)
        habitual = (nearest is not None and nearest.kind == "vague") or self.layout.markers[index] == "background"
        if nearest is None and any(cue in self.layout.text[count.start : count.end] for cue in CUES["hundreds"]):
            habitual = True
        if self.layout.says(index, "habit"):
            habitual = True
        period, scope_rule = self._period(count)
        if period is not None:
            summed = scope_rule == _SUM
            where = self.chooser.of_event(count, scene, carried=True) if summed else self.chooser.of_tally(count, scene)
            governorates, place, place_rule = where
            date, date_rule, basis = period.edtf, period.rule, period.basis if period.edtf else "unknown"
        else:
            mention, date_rule = self.dating.of_event(count, scene)
            elsewhere = mention is None and date_rule.startswith(BEFORE)
            governorates, place, place_rule = self.chooser.of_event(count, scene, carried=not elsewhere)
            own = mention is not None and (count.measure == "missing" or self.layout.covers(index, mention))
            date = (moment(mention, count) if own else mention.edtf) if mention else ""
            basis = mention.basis if mention and mention.edtf else "unknown"
        return Setting(
            date, basis, governorates, place, period is not None, habitual, date_rule, place_rule, scope_rule
        )

    def _period(self, count: Found) -> tuple[DateMention | None, str]:
        index = count.sentence
        nearest = self.dating.nearest(count)
        running = self.scenes[index].period
        if nearest is not None and self.dating.is_after(nearest, count):
            return None, ""
        long = nearest is not None and nearest.kind == "period" and not is_short(nearest.edtf)
        if count.measure in ("killed", "wounded") and (count.low or 0) >= WAR_TOLL and not long and running is None:
            at = count.position
            return DateMention(at, at, "", "unknown", "period", "no period named"), "a toll of a war"
        if (summed := self._summed(count, nearest)) is not None:
            return summed, _SUM
        many = count.measure in ATTACKS and (count.low or 0) > 2
        if many and nearest is not None and is_run(nearest):
            return nearest, "attacks counted over days"
        if nearest is not None and nearest.kind in TIMED and self.layout.reaches(nearest, count):
            return None, ""
        if nearest is not None and nearest.kind == "period" and self.dating.is_aside(nearest, count):
            nearest = None  # «عثرت على ثلاث جثث، وحررت فتاة محتجزة منذ 2014»
        if nearest is not None and nearest.kind == "period" and (nearest.edtf or self._is_long(nearest)):
            lasting = is_short(nearest.edtf) or (count.measure == "missing" and moment(nearest, count) != nearest.edtf)
            return (None, "") if lasting else (nearest, "a period in the sentence")
        if (
            nearest is not None
            and nearest.kind in ("month", "year")
            and ("~" in nearest.edtf or nearest.rule.endswith(TOLD_OF))
        ):
            return None, ""  # «بعد نحو شهرين من هجوم …», «وبعد شهرين سقطت قذائف …»
        if nearest is not None and nearest.kind in ("month", "year"):
            if many or self.layout.tallies(index) or (running is not None and within(nearest.edtf, running.edtf)):
                return nearest, "a tally's month or year in the sentence"
            return None, ""
        if running is not None and (not is_short(running.edtf) or self.layout.tallies(index)):
            return running, "the tally goes on"
        return None, ""

    def _summed(self, count: Found, nearest: DateMention | None) -> DateMention | None:
        """«المجموع خلال الأسبوع: 7 قتلى», «المحصلة النهائية 26 قتيلاً»: the period of the days told of one by one."""
        if not self.layout.says(count.sentence, "sum"):
            return None
        start = self.layout.folded.sentences[count.sentence].start
        if not any(cue in self.layout.text[start : count.start] for cue in CUES["sum"]):
            return None
        if nearest is None or (nearest.kind == "period" and self.dating.is_aside(nearest, count)):
            return self.layout.days_told(count.sentence)
        return nearest if nearest.kind == "period" and nearest.edtf else None

    def _is_long(self, mention: DateMention) -> bool:
        return any(cue in self.layout.text[mention.start : mention.end] for cue in CUES["long"])
