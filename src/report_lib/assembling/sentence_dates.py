"""Put the dates of an article into its sentences, and among them the periods that hang on others or on none."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from report_lib.arabic.text import Folded, places_of
from report_lib.arabic.triggers import trigger, trigger_where
from report_lib.assembling.cues import CUES, OPEN_PERIOD, SAME_PERIOD, SINCE_NAMED
from report_lib.dating.dates import DateMention
from report_lib.edtf_dates import exact_day

# How far, in characters: «منذ بدء …» before its date, a period without dates before one, what explains a date.
_BEGINNING_REACH: Final = 90
_OPEN_REACH: Final = 25
_NEAR_REACH: Final = 25
_MOURNING_REACH: Final = 4  # words from «شيّع» to the day
_UNTIL: Final = "../"
_SINCE: Final = "منذ "
# «منذ بدء …», «منذ توقيع اتفاق 5 آذار», «منذ أن سيطرت … في»: what stands between is no time and no clause of its own.
_SINCE_BEGINNING: Final = re.compile(r"منذ (?:\S+ ){0,10}$")
_SINCE_THEN: Final = re.compile(rf"منذ (?:{'|'.join(CUES['since then'])})")
_SINCE_OPEN: Final = re.compile(
    rf"منذ (?:{'|'.join(CUES['beginnings'])})"
    rf" (?:{'|'.join(CUES['open beginnings'])})\b"
    rf"|منذ (?:{'|'.join(CUES['founding'])})\b"
    rf"|منذ (?:ان )?(?:{'|'.join(CUES['beginnings'])}) (?:[^،.\s]+ ){{0,4}}(?:{'|'.join(CUES['own beginnings'])})\b"
)
_OVER: Final = re.compile(
    rf"\b(?:{'|'.join(CUES['over'])})"
    rf" (?:\S+ )?(?:{'|'.join(CUES['lengths'])})\b"
)
_SAME_PERIOD: Final = re.compile("|".join(CUES["same period"]))
_STATES: Final = CUES["states"]
_MOURNING: Final = frozenset((*CUES["buried"], *CUES["mourned"]))
# The patterns cost a hundred times what it costs to ask first whether a word stands there with which their cues end.
# «على مدى»: how many words of its cue stand before it
_OVER_ENDS: Final = {cue.split()[-1]: cue.count(" ") for cue in CUES["over"]}
_OVER_END: Final = trigger(lambda: _OVER_ENDS)
_SAME_PERIOD_ENDS: Final = tuple({cue.split()[-1] for cue in CUES["same period"]})
_SAME_PERIOD_END: Final = trigger_where(lambda form: form.startswith(_SAME_PERIOD_ENDS))
_SAME_PERIOD_WORDS: Final = max([cue.count(" ") for cue in CUES["same period"]])  # before the one that ends a cue
_HOURS: Final = trigger(lambda: frozenset(CUES["hour"]))


def dates_by_sentence(folded: Folded, dates: Sequence[DateMention], published: str) -> list[list[DateMention]]:
    """For each sentence the dates that may be a count's, with the periods that «منذ بدء …» and the like make."""
    return _SentenceDates(folded, dates, published).dates


class _SentenceDates:
    """Fills `dates`, those of each sentence."""

    def __init__(self, folded: Folded, dates: Sequence[DateMention], published: str) -> None:
        self.folded = folded
        self.text = folded.text
        self.published = published
        self.sinces = places_of(_SINCE, folded.text)
        self.dates: list[list[DateMention]] = [[] for _ in folded.sentences]
        self.beginnings: dict[str, DateMention] = {}  # «التصعيد», which began on a day, and the time since then
        sentences = folded.sentences
        index, last = 0, len(sentences) - 1
        for at, date in enumerate(dates):
            if date.rule == "dateline" or self._is_aside(date):
                continue
            while index < last and date.start >= sentences[index].end:
                index += 1
            following = dates[at + 1] if at + 1 < len(dates) else None
            self._put(self._since(date, following), self.dates[index])
        self._add_open_periods()
        self._add_same_periods()
        self._add_hours(dates)

    def _sentence_of(self, position: int) -> int:
        return self.folded.sentence_at(position)

    def _put(self, date: DateMention, here: list[DateMention]) -> None:
        """Add a date to its sentence; «منذ … 2014 وحتى نهاية 2018» are one period."""
        last = here[-1] if here else None
        if last is not None and date.edtf.startswith(_UNTIL) and last.rule.startswith("since, "):
            edtf = f"{last.edtf.partition('/')[0]}/{date.edtf.removeprefix(_UNTIL)}"
            here[-1] = DateMention(last.start, date.end, edtf, last.basis, last.kind, last.rule, said=last.said)
        else:
            here.append(date)

    def _add_open_periods(self) -> None:
        """«منذ ذلك الحين» hangs on the date named last before it, «منذ بدء الموسم» on none."""
        for at in self.sinces:
            if found := _SINCE_THEN.match(self.text, at):
                self._add_since_then(found)
        for at in self.sinces:
            if found := _SINCE_OPEN.match(self.text, at):
                self._add_undated(found, self.beginnings.get(found.group().split()[-1]))
        for found in self._over_lengths():
            self._add_undated(found)

    def _add_since_then(self, found: re.Match[str]) -> None:
        index = self._sentence_of(found.start())
        before = [d for each in self.dates[max(0, index - 1) : index + 1] for d in each if d.end <= found.start()]
        start = before[-1].edtf.partition("/")[0] if before else ""
        edtf = f"{start}/{self.published or '..'}" if start[:4].isdigit() else ""
        since = DateMention(*found.span(), edtf, "relative", "period", "since then")
        # The moment itself dates what ended then, not what has been counted since.
        self.dates[index] = [d for d in self.dates[index] if d not in before[-1:]] + [since]

    def _over_lengths(self) -> list[re.Match[str]]:
        """«خلال عام», «على مدى أسابيع»."""
        lengths: list[re.Match[str]] = []
        for sentence in self.folded.sentences:
            if not sentence.pulls & _OVER_END:
                continue
            for at in sentence.places(_OVER_END):
                first = at - _OVER_ENDS[sentence.forms[at]]
                found = _OVER.match(self.text, sentence.starts[first]) if first >= 0 else None
                if found is not None and (not lengths or found.start() >= lengths[-1].end()):
                    lengths.append(found)
        return lengths

    def _add_undated(self, found: re.Match[str], begun: DateMention | None = None) -> None:
        """Add a period to its sentence, but none that a date stands in or behind.

        It is the time `begun`, where the text has dated it: «منذ بدء التصعيد في 19 حزيران …», later «منذ بدء التصعيد».
        """
        here = self.dates[self._sentence_of(found.start())]
        start, end = found.span()
        for date in here:
            reach = _BEGINNING_REACH if date.rule.startswith("since") else _OPEN_REACH
            if start <= date.start < end + reach:
                return
        if begun is not None:
            here.append(DateMention(start, end, begun.edtf, begun.basis, "period", SINCE_NAMED))
        else:
            here.append(DateMention(start, end, "", "unknown", "period", OPEN_PERIOD))

    def _add_same_periods(self) -> None:
        """«قُتل في تلك المدة 33 شخصاً»: in the period named before."""
        for index, sentence in enumerate(self.folded.sentences):
            if not sentence.pulls & _SAME_PERIOD_END:
                continue
            last = 0
            for at in sentence.places(_SAME_PERIOD_END):
                start, end = sentence.span(max(at - _SAME_PERIOD_WORDS, 0), at + 1)
                found = _SAME_PERIOD.search(self.text, max(start, last), end)
                if found is not None:
                    last = found.end()
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

    def _since(self, date: DateMention, following: DateMention | None) -> DateMention:
        """«منذ بدء الحملة في 18 شباط»: a period until the day of publication."""
        if date.kind == "period" and self._is_then(date):
            return date.meaning(date.edtf.partition("/")[0], "month", date.rule.removeprefix("since, "))
        begun = self._since_before(date) if date.kind in ("day", "month") else None
        if begun is None or not self._is_since(begun, date):
            return date
        if date.kind == "day" and date.edtf.startswith("XXXX"):
            return date.meaning("", "period", f"since, {date.rule}")
        published = self.published or self._counted_until(date, following)
        fresh = date.edtf[:4].isdigit() and "/" not in date.edtf
        if not fresh or (published and date.edtf > published):
            return date
        until = published[: len(date.edtf)] if published else ".."
        edtf = date.edtf if until == date.edtf else f"{date.edtf}/{until}"
        since = date.meaning(edtf, "period", f"since, {date.rule}")
        beginning = begun.group().split()[1:3]  # «بدء التصعيد»
        if len(beginning) > 1 and beginning[0] in CUES["beginnings"]:
            self.beginnings.setdefault(beginning[1], since)
        return since

    def _since_before(self, date: DateMention) -> re.Match[str] | None:
        """«منذ بدء الحملة في » before a date."""
        for at in self.sinces:
            if date.start - _BEGINNING_REACH <= at <= date.start - len(_SINCE):
                return _SINCE_BEGINNING.search(self.text, at, date.start)
        return None

    def _is_then(self, date: DateMention) -> bool:
        """«منذ حزيران، عندما قُتل أحد عشر»: the time of what happened then."""
        after = self.text[date.end : date.end + _NEAR_REACH].lstrip("، ").split()
        return bool(after) and after[0] in CUES["then"] and any(word in CUES["own clause"] for word in after[1:3])

    def _is_since(self, begun: re.Match[str], date: DateMention) -> bool:
        """Whether «منذ» reaches to a date: over no mark, no number and no time of its own."""
        words_between = [word.strip('"()') for word in begun.group().split()[1:]]
        if any(word in CUES["own clause"] or word[-1:] in ("،", ".", ":", "؛", ",") for word in words_between):
            return False
        hedged = not words_between or words_between[0] not in CUES["beginnings"]  # «منذ نحو أسبوع …»
        if any(word in CUES["no since"] for word in words_between[: 1 + hedged]):
            return False
        return date.kind == "day" or bool(words_between)

    def _is_aside(self, date: DateMention) -> bool:
        """Whether it dates no toll.

        But a state («البلدة المحاصرة منذ 2013») or a funeral («أربعة مقاتلين شُيّعوا أمس», «نعت صفحات موالية أمس …»);
        or it is the end of an outlet's name in quotation marks («قناة «حلب اليوم»»).
        """
        before = self.text[max(0, date.start - _NEAR_REACH) : date.start]
        led_by = before.rstrip()
        if (date.kind == "day" and _is_of_mourning(led_by)) or (date.kind == "period" and led_by.endswith(_STATES)):
            return True
        named = date.rule.startswith("today") and self.text[date.end : date.end + 1] == '"'
        return named and before.count('"') % 2 == 1


def _is_of_mourning(led_by: str) -> bool:
    """Whether words that lead to a day end with the verb of a funeral or an obituary, and little behind it."""
    words = led_by.split()[-_MOURNING_REACH:]
    mourning = [word for word in words if word.removeprefix("و") in _MOURNING]
    return bool(mourning) and "،" not in led_by[led_by.rindex(mourning[-1]) :]
