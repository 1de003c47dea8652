"""Put the dates of an article into its sentences, and among them the periods that hang on others or on none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import zip_longest
from typing import Final

from report_lib.arabic.text import Folded
from report_lib.arabic.triggers import trigger, trigger_where
from report_lib.assembling.cues import CUES, OPEN_PERIOD, SAME_PERIOD
from report_lib.dating.dates import DateMention
from report_lib.edtf_dates import exact_day

# How far, in characters: «منذ بدء …» before its date, a period without dates before one, what explains a date.
_BEGINNING_REACH: Final = 90
_OPEN_REACH: Final = 25
_NEAR_REACH: Final = 25
_UNTIL: Final = "../"
_SINCE: Final = "منذ "
# «منذ بدء …», «منذ توقيع اتفاق 5 آذار», «منذ أن سيطرت … في»: what stands between is no time and no clause of its own.
_SINCE_BEGINNING: Final = re.compile(r"منذ (?:\S+ ){0,10}$")
_SINCE_THEN: Final = re.compile(rf"منذ (?:{'|'.join(CUES['since then'])})")
_SINCE_OPEN: Final = re.compile(
    rf"منذ (?:{'|'.join(CUES['beginnings'])})"
    rf" (?:{'|'.join(CUES['open beginnings'])})\b"
    rf"|منذ (?:{'|'.join(CUES['founding'])})\b"
)
_OVER: Final = re.compile(
    rf"\b(?:{'|'.join(CUES['over'])})"
    rf" (?:\S+ )?(?:{'|'.join(CUES['lengths'])})\b"
)
_SAME_PERIOD: Final = re.compile("|".join(CUES["same period"]))
# The patterns cost a hundred times what it costs to ask first whether a word stands there with which their cues end.
# «على مدى»: how many words of its cue stand before it
_OVER_ENDS: Final = {cue.split()[-1]: cue.count(" ") for cue in CUES["over"]}
_OVER_END: Final = trigger(lambda: _OVER_ENDS)
_SAME_PERIOD_ENDS: Final = tuple({cue.split()[-1] for cue in CUES["same period"]})
_SAME_PERIOD_END: Final = trigger_where(lambda form: form.startswith(_SAME_PERIOD_ENDS))
_HOURS: Final = trigger(lambda: frozenset(CUES["hour"]))


def dates_by_sentence(folded: Folded, dates: Sequence[DateMention], published: str) -> list[list[DateMention]]:
    """For each sentence the dates that may be a count's, with the periods that «منذ بدء …» and the like make."""
    return _SentenceDates(folded, dates, published).dates


class _SentenceDates:
    """Fills `dates`, those of each sentence."""

    def __init__(self, folded: Folded, dates: Sequence[DateMention], published: str) -> None:
        self.folded = folded
        self.text = folded.text
        self.dates: list[list[DateMention]] = [[] for _ in folded.sentences]
        for date, following in zip_longest(dates, dates[1:]):
            told = not (self._is_of_a_state(date) or self._is_a_name(date) or self._is_of_burial(date))
            if told and date.rule != "dateline":
                self._put(self._since(date, published or self._counted_until(date, following)))
        self._add_open_periods(published)
        self._add_same_periods()
        self._add_hours(dates)

    def _sentence_of(self, position: int) -> int:
        return self.folded.sentence_at(position)

    def _put(self, date: DateMention) -> None:
        """Add a date to its sentence; «منذ … 2014 وحتى نهاية 2018» are one period."""
        here = self.dates[self._sentence_of(date.start)]
        last = here[-1] if here else None
        if last is not None and date.edtf.startswith(_UNTIL) and last.rule.startswith("since, "):
            edtf = f"{last.edtf.partition('/')[0]}/{date.edtf.removeprefix(_UNTIL)}"
            here[-1] = DateMention(last.start, date.end, edtf, last.basis, last.kind, last.rule, said=last.said)
        else:
            here.append(date)

    def _add_open_periods(self, published: str) -> None:
        """«منذ ذلك الحين» hangs on the date named last before it, «منذ بدء الموسم» on none."""
        if _SINCE not in self.text:
            self._add_undated(self._over_lengths())
            return
        for found in _SINCE_THEN.finditer(self.text):
            index = self._sentence_of(found.start())
            before = [d for each in self.dates[max(0, index - 1) : index + 1] for d in each if d.end <= found.start()]
            start = before[-1].edtf.partition("/")[0] if before else ""
            edtf = f"{start}/{published or '..'}" if start[:4].isdigit() else ""
            since = DateMention(*found.span(), edtf, "relative", "period", "since then")
            # The moment itself dates what ended then, not what has been counted since.
            self.dates[index] = [d for d in self.dates[index] if d not in before[-1:]] + [since]
        self._add_undated([*_SINCE_OPEN.finditer(self.text), *self._over_lengths()])

    def _over_lengths(self) -> list[re.Match[str]]:
        """«خلال عام», «على مدى أسابيع»."""
        lengths: list[re.Match[str]] = []
        for sentence in self.folded.sentences:
            for at in sentence.places(_OVER_END):
                first = at - _OVER_ENDS[sentence.forms[at]]
                found = _OVER.match(self.text, sentence.starts[first]) if first >= 0 else None
                if found is not None and (not lengths or found.start() >= lengths[-1].end()):
                    lengths.append(found)
        return lengths

    def _add_undated(self, periods: Sequence[re.Match[str]]) -> None:
        """Add periods to their sentences, but no period that a date stands in or behind."""
        for found in periods:
            index = self._sentence_of(found.start())
            reaches = ((d, _BEGINNING_REACH if d.rule.startswith("since") else _OPEN_REACH) for d in self.dates[index])
            if not any(found.start() <= d.start < found.end() + reach for d, reach in reaches):
                self.dates[index].append(DateMention(*found.span(), "", "unknown", "period", OPEN_PERIOD))

    def _add_same_periods(self) -> None:
        """«قُتل في تلك المدة 33 شخصاً»: in the period named before."""
        for index, sentence in enumerate(self.folded.sentences):
            if not sentence.pulls & _SAME_PERIOD_END:
                continue
            for found in _SAME_PERIOD.finditer(self.text, sentence.start, sentence.end):
                named = self._period_before(index)
                edtf, basis = (named.edtf, named.basis) if named else ("", "unknown")
                self.dates[index].append(DateMention(*found.span(), edtf, basis, "period", SAME_PERIOD))

    def _period_before(self, index: int) -> DateMention | None:
        """The period named last before a sentence."""
        before = (date for dates in self.dates[:index][::-1] for date in reversed(dates))
        return next((date for date in before if date.kind in ("span", "period")), None)

    def _add_hours(self, dates: Sequence[DateMention]) -> None:
        """«هاجموا النقطة قرابة الخامسة فجراً» under a printed date: that day."""
        printed = next((d for d in dates if d.rule == "dateline" and d.kind == "day" and d.edtf), None)
        if printed is None:
            return
        for index, sentence in enumerate(self.folded.sentences):
            hours = sentence.places(_HOURS)
            if hours and not self.dates[index]:
                start, end = sentence.span(hours[0], hours[0] + 1)
                rule = "an hour of the day of writing"
                self.dates[index].append(DateMention(start, end, printed.edtf, "relative", "day", rule))

    def _counted_until(self, date: DateMention, following: DateMention | None) -> str:
        """«منذ اندلاع المعارك الثلاثاء 21 آذار 2017 …، وفق ما أفاد المرصد الخميس»: the later day of the sentence."""
        if following is None or not exact_day(following.edtf) or following.edtf <= date.edtf:
            return ""
        return following.edtf if self._sentence_of(following.start) == self._sentence_of(date.start) else ""

    def _since(self, date: DateMention, published: str) -> DateMention:
        """«منذ بدء الحملة في 18 شباط»: a period until the day of publication."""
        since = self.text.find(_SINCE, max(0, date.start - _BEGINNING_REACH), date.start)
        begun = _SINCE_BEGINNING.search(self.text, since, date.start) if since >= 0 else None
        if date.kind == "period" and self._is_then(date):
            return date.meaning(date.edtf.partition("/")[0], "month", date.rule.removeprefix("since, "))
        fresh = date.kind in ("day", "month") and date.edtf[:4].isdigit() and "/" not in date.edtf
        if begun is not None and date.kind == "day" and date.edtf.startswith("XXXX") and self._is_since(begun, date):
            return date.meaning("", "period", f"since, {date.rule}")
        if not fresh or begun is None or (published and date.edtf > published) or not self._is_since(begun, date):
            return date
        until = published[: len(date.edtf)] if published else ".."
        edtf = date.edtf if until == date.edtf else f"{date.edtf}/{until}"
        return date.meaning(edtf, "period", f"since, {date.rule}")

    def _is_then(self, date: DateMention) -> bool:
        """«منذ حزيران، عندما قُتل أحد عشر»: the time of what happened then."""
        when, *after = self.text[date.end : date.end + _NEAR_REACH].lstrip("، ").split() or [""]
        return when in CUES["then"] and any(word in CUES["own clause"] for word in after[:2])

    def _is_since(self, begun: re.Match[str], date: DateMention) -> bool:
        """Whether «منذ» reaches to a date: over no mark, no number and no time of its own."""
        words_between = [word.strip('"()') for word in begun.group().split()[1:]]
        if any(word in CUES["own clause"] or word[-1:] in ("،", ".", ":", "؛", ",") for word in words_between):
            return False
        hedged = not words_between or words_between[0] not in CUES["beginnings"]  # «منذ نحو أسبوع …»
        if any(word in CUES["no since"] for word in words_between[: 1 + hedged]):
            return False
        return date.kind == "day" or bool(words_between)

    def _is_a_name(self, date: DateMention) -> bool:
        """«قناة «حلب اليوم»»: the end of an outlet's name in quotation marks."""
        before = self.text[max(0, date.start - _NEAR_REACH) : date.start]
        return (
            self.text[date.end : date.end + 1] == '"' and before.count('"') % 2 == 1 and date.rule.startswith("today")
        )

    def _is_of_burial(self, date: DateMention) -> bool:
        """«أربعة مقاتلين شُيّعوا أمس»: the day of the funeral."""
        return self._follows(date, "buried")

    def _is_of_a_state(self, date: DateMention) -> bool:
        """«البلدة المحاصرة منذ 2013»: the period of a state, not of a toll."""
        return date.kind == "period" and self._follows(date, "states")

    def _follows(self, date: DateMention, kind: str) -> bool:
        """Whether a date stands right behind a cue of a kind."""
        return self.text[max(0, date.start - _NEAR_REACH) : date.start].rstrip().endswith(CUES[kind])
