"""Decide whether a count is of one event or of a tally of many, and over which period the tally counts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date as Day
from itertools import pairwise
from typing import Final

from report_lib.assembling.cues import CUES, OPEN_PERIOD, SAME_PERIOD, SINCE_NAMED, TIMED
from report_lib.assembling.date_choice import DateChooser, moment
from report_lib.assembling.layout import Layout, Scene
from report_lib.assembling.scenes import (
    ATTACKS,
    WAR_TOLL,
    counts_attacks,
    counts_many_attacks,
    is_run,
    is_short,
    within,
)
from report_lib.counting.counts import Found
from report_lib.dating.date_chains import TOLD_OF
from report_lib.dating.date_relative import WEEK
from report_lib.dating.dates import DateMention
from report_lib.edtf_dates import interval

# (the period of the tally, None for an event; the rule that decided)
Period = tuple[DateMention | None, str]
GOES_ON, SUM = "the tally goes on", "the sum of the days told of"
_ONE_ATTACK: Final = frozenset(CUES["one attack"])
_WEEK_DAYS: Final = 7
_TIME_REACH: Final = 30  # characters from «خلال» to the days
_EVENT: Final[Period] = (None, "")


class PeriodChooser:
    """Chooses among the periods of one article."""

    def __init__(self, layout: Layout, dating: DateChooser, scenes: Sequence[Scene]) -> None:
        self.layout = layout
        self.dating = dating
        self.scenes = scenes

    def of_count(self, count: Found, nearest: DateMention | None) -> Period:
        """The period of the tally that a count belongs to, None for a count of one event; `nearest` is its date."""
        index, running = count.sentence, self.scenes[count.sentence].period
        nearest = self._counted(count, nearest)
        if self._is_war_toll(count, nearest, running):
            return _undated(count), "a toll of a war"
        if nearest is not None and self.dating.is_after(nearest, count):
            return _EVENT
        if (total := self._summed(count, nearest, running)) is not None:
            return total, SUM
        if nearest is not None and is_run(nearest) and self._counts_over_days(count, nearest):
            return nearest, "attacks counted over days"
        if nearest is not None and is_run(nearest) and self._is_named_time(nearest):
            return nearest, "a period in the sentence"
        if nearest is not None and (self._is_dated(count, nearest) or self._is_record(count, nearest)):
            return _EVENT
        if nearest is not None and nearest.kind == "period" and self.dating.is_aside(nearest, count):
            nearest = self._period_before(count)  # «عثرت على ثلاث جثث، وحررت فتاة محتجزة منذ 2014»
        if nearest is not None and nearest.kind == "period":
            if self._is_lasting(count, nearest):
                return _EVENT
            if nearest.rule == WEEK and (week := self._week_of_title(nearest)) is not None:
                return week, "the week of the title"
            meant = running if not nearest.edtf and running is not None and self.layout.is_over(nearest) else nearest
            return meant, "a period in the sentence"
        if nearest is not None and nearest.kind in ("month", "year"):
            whole = self._is_counted_over(count, nearest, running)
            return (nearest, "a tally's month or year in the sentence") if whole else _EVENT
        if running is not None and self._goes_on(index, running) and not self.layout.is_example(index):
            return running, GOES_ON
        if nearest is None and (told := self.scenes[index].date) is not None and told.kind in ("month", "year"):
            # «أما 2021 فكان عام الكمائن. أحصى المرصد فيه 182 هجوماً»
            return (
                (told, "a tally's month or year told before") if counts_attacks(self.layout.counts[index]) else _EVENT
            )
        return _EVENT

    def _counted(self, count: Found, nearest: DateMention | None) -> DateMention | None:
        """The nearest date, but no day on which one only speaks: «أقر الأربعاء بأنه قتل 12 خلال 2021»."""
        if nearest is None or nearest.kind not in TIMED or not self.dating.is_of_speech(nearest):
            return nearest
        here = self.layout.dates[count.sentence]
        return next((d for d in here if d.kind not in TIMED and self.layout.is_over(d)), nearest)

    def _period_before(self, count: Found) -> DateMention | None:
        """«اغتالت منذ مطلع 2020، وفق الإدارة، ستين …، واعتقلت في المدة ذاتها …»: the period of its own clause."""
        here = self.layout.counts[count.sentence]
        before = [d for d in self.layout.dates[count.sentence] if d.kind == "period" and d.end <= count.position]
        last = before[-1] if before else None
        if last is None or any(last.end <= other.position < count.position for other in here):
            return None
        return last

    def _is_war_toll(self, count: Found, nearest: DateMention | None, running: DateMention | None) -> bool:
        """«أودت الحرب بحياة 300 ألف»: more than any event or any short time costs."""
        long = nearest is not None and nearest.kind == "period" and not is_short(nearest.edtf)
        large = count.measure in ("killed", "wounded") and (count.low or 0) >= WAR_TOLL
        return large and not long and running is None

    def _counts_over_days(self, count: Found, days: DateMention) -> bool:
        """«تسع عمليات بين 24 شباط و1 آذار خلّفت 26 قتيلاً»: several attacks, and those whom they killed."""
        if count.measure in ATTACKS:
            return counts_many_attacks(count)
        return counts_attacks(self.layout.counts[count.sentence]) and not self.dating.is_aside(days, count)

    def _is_named_time(self, days: DateMention) -> bool:
        """«خلال الأسبوع الممتد من 3 إلى 9 نيسان»: days that the text calls a time over which is counted."""
        before = self.layout.text[max(0, days.start - _TIME_REACH) : days.start]
        return any(f"خلال {time}" in before for time in CUES["time"])

    def _is_dated(self, count: Found, nearest: DateMention) -> bool:
        """Whether a day is the count's own: near it, or before it with no other count between («وقع الثلاثاء …»)."""
        if nearest.kind not in TIMED:
            return False
        if self.layout.reaches(nearest, count):
            return True
        here = self.layout.counts[count.sentence]
        between = any(nearest.end <= other.position < count.position for other in here)
        return nearest.end <= count.position and not between and not self.dating.is_of_speech(nearest)

    def _is_record(self, count: Found, nearest: DateMention) -> bool:
        """«قُتل ستة في أكبر هجوم منذ آذار»: an event that is compared with what has been since."""
        return nearest.kind == "period" and nearest.start > count.end and self.layout.is_record(nearest)

    def _is_lasting(self, count: Found, period: DateMention) -> bool:
        """«اشتباكات مستمرة منذ الخميس» is one event; «خلال الأسبوع الماضي» is a tally for all that it is short."""
        if period.rule in (OPEN_PERIOD, SAME_PERIOD, SINCE_NAMED):
            return False
        if not period.edtf:
            over = self.layout.is_over(period) and not self._names(period, "hours")
            return not over and not self._names(period, "long") and not period.rule.startswith("since")
        if is_run(period) and self.layout.is_over(period):
            return False
        return is_short(period.edtf) or (count.measure == "missing" and moment(period, count) != period.edtf)

    def _summed(self, count: Found, nearest: DateMention | None, running: DateMention | None) -> DateMention | None:
        """«المجموع خلال الأسبوع: 7 قتلى»: the period that the title gives, or that runs, or of the days told of."""
        index, heading = count.sentence, self.layout.heading
        undated = nearest is None or (not nearest.edtf and not nearest.rule.startswith("since"))
        total = heading or running if undated else None
        if total is not None and total.edtf and self.layout.sums_up(index):
            return total
        start = self.layout.folded.sentences[index].start
        if not self.layout.says(index, "sum") or not any(
            cue in self.layout.text[start : count.start] for cue in CUES["sum"]
        ):
            return None
        if nearest is None or (nearest.kind == "period" and self.dating.is_aside(nearest, count)):
            return self.layout.days_told(index) or heading
        return nearest if nearest.kind == "period" and nearest.edtf else heading

    def _is_counted_over(self, count: Found, nearest: DateMention, running: DateMention | None) -> bool:
        """Whether a month or year is one over which is counted, not the time of an event."""
        if "~" in nearest.edtf or nearest.rule.endswith(TOLD_OF):
            return False  # «بعد نحو شهرين من هجوم …», «وبعد شهرين سقطت قذائف …»
        if (
            counts_many_attacks(count)
            or (count.low or 0) >= WAR_TOLL
            or self.layout.tallies(count.sentence)
            or self.layout.is_over(nearest)
        ):
            return True
        if count.measure not in ATTACKS and counts_attacks(self.layout.counts[count.sentence]):
            return True  # «نفذ في أيار 19 هجوماً أدت إلى مقتل 33»
        beside = any(  # «4 هذا الشهر، و17 منذ بداية 2019»
            _is_open(date) and within(nearest.edtf, date.edtf) for date in self.layout.dates[count.sentence]
        )
        return beside or (running is not None and within(nearest.edtf, running.edtf))

    def _goes_on(self, index: int, running: DateMention) -> bool:
        """Whether a sentence without a time of its own is of the tally; in a short one it may be of one attack."""
        if not is_short(running.edtf) or self.layout.tallies(index):
            return True
        forms = self.layout.folded.sentences[index].forms
        one = any(f"{before} {form}" in _ONE_ATTACK or form in _ONE_ATTACK for before, form in pairwise(["", *forms]))
        return is_run(running) and not one

    def _week_of_title(self, week: DateMention) -> DateMention | None:
        """«خلال الأسبوع الماضي» under «النشرة الأسبوعية: 13 – 19 آذار»: its own week, not the calendar's."""
        title = self.layout.heading
        if title is None or not (is_run(title) and is_short(title.edtf)):
            return None
        (first, _), (last, _) = interval(week.edtf), interval(title.edtf)
        near = abs((Day.fromisoformat(last) - Day.fromisoformat(first)).days) < _WEEK_DAYS if first and last else False
        return title if near else None

    def _names(self, mention: DateMention, kind: str) -> bool:
        return any(cue in self.layout.text[mention.start : mention.end] for cue in CUES[kind])


def _is_open(date: DateMention) -> bool:
    """«منذ بداية 2019»: a period up to the day of writing."""
    return date.kind == "period" and date.rule.startswith("since") and not is_short(date.edtf)


def _undated(count: Found) -> DateMention:
    return DateMention(count.position, count.position, "", "unknown", "period", "no period named")
