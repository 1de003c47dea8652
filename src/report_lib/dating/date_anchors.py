"""What «أمس» or a date without its year may hang on: the day of writing, and what the text has dated before."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import NamedTuple

from report_lib.dating.date_phrases import BREAK, Phrase, Reading
from report_lib.dating.date_words import folded_set
from report_lib.edtf_dates import exact_day, interval

LEAD_SENTENCES = 3  # title, dateline or first sentence, lead

_MARGIN = timedelta(days=3)  # what an approximate publication date may be off
_FUTURE_VERB = re.compile("[وف]?(س[يتن]....*)")
# So many words before a date a word of the future («من المقرر أن») or a verb in it («سيجتمع») still speaks of it.
_FUTURE_REACH, _VERB_REACH = 6, 4


class Meaning(NamedTuple):
    """What a phrase means: EDTF text, its basis, kind and rule as in dates.DateMention."""

    edtf: str
    basis: str
    kind: str
    rule: str


def hung(edtf: str, kind: str, rule: str) -> Meaning:
    """A relative date, or an open one where there was nothing to hang it on."""
    return Meaning(edtf, "relative", kind, rule) if edtf else Meaning("", "unknown", kind, f"{rule}, no day of writing")


@dataclass(frozen=True)
class Anchor:
    """The day of writing as far as it is known: somewhere in first..last."""

    first: date
    last: date
    approximate: bool = False

    def days_ago(self, days: int, doubt: str = "") -> str:
        """The day so many days before; "" if the day of writing is not known to the day."""
        if self.first != self.last:
            return ""
        return days_before(self.first, days) + ("~" if self.approximate else doubt)

    def agreed(self, meaning: Callable[[date], str]) -> str:
        """What all possible days of writing agree on, else ""."""
        if self.first == self.last and not self.approximate:
            return meaning(self.first)
        margin = _MARGIN if self.approximate else timedelta()
        first, last = meaning(self.first - margin), meaning(self.last + margin)
        return first if first == last else ""

    @property
    def edtf(self) -> str:
        return self.days_ago(0)


def anchor(edtf: str) -> Anchor | None:
    """The day of writing from an EDTF publication date; None if empty, open or no date."""
    day = exact_day(edtf.rstrip("~?%"))
    if day and 1900 < day.year < 2100:
        return Anchor(day, day, day.isoformat() != edtf)
    first, last = interval(edtf)
    if not "1900" < first < "2100":
        return None
    return Anchor(date.fromisoformat(first), date.fromisoformat(last))


@dataclass
class Context:
    """What a phrase may hang on: the day of writing, and what the text has dated so far."""

    reading: Reading
    written: Anchor | None = None
    said: date | None = None  # the latest day that the text dates with its weekday, where `written` is unknown
    earliest_year: int = 0  # the text speaks of something in this year as past
    report_year: int = 0  # the year that a report says it is about
    last_day: date | None = None
    last_day_at: int = -1  # its first token
    last_year: int = 0
    last_month: str = ""  # EDTF

    @property
    def now(self) -> Anchor | None:
        """The day of writing, or the day that stands for it in the text."""
        return self.written or (Anchor(self.said, self.said) if self.said else None)


def is_coming(phrase: Phrase, reading: Reading) -> bool:
    """Whether the words just before the phrase speak of the future."""
    for index in range(phrase.first - 1, max(phrase.first - 1 - _FUTURE_REACH, -1), -1):
        form = reading.form(index)
        if form in (BREAK, "،", ","):
            return False
        if reading.kind(index) == "future" or (phrase.first - index <= _VERB_REACH and _is_future_verb(form)):
            return "was" not in (reading.kind(index - 1), reading.kind(index - 2))  # «كان من المقرر»
    return False


def _is_future_verb(form: str) -> bool:
    verb = _FUTURE_VERB.match(form)
    return verb is not None and not verb[1].startswith(tuple(folded_set("not_future")))


def days_before(day: date, days: int) -> str:
    """The day so many days before, as text."""
    return (day - timedelta(days=days)).isoformat()


def days_back(phrase: Phrase) -> int:
    """How many days «اليوم، أمس، أول أمس، غدا» lie back."""
    if "yesterday" in phrase.kinds:
        return 2 if phrase.kinds & {"first", "before"} else 1
    return -1 if "tomorrow" in phrase.kinds else 0


def near_weekday(weekday: int, now: date, days: int) -> str:
    """The day with this weekday nearest to `days` before `now`, at most three days off and not after `now`; else ""."""
    meant = now - timedelta(days=days)
    near = sorted(range(-3, 4), key=abs)
    found = (meant + timedelta(days=off) for off in near)
    return next((day.isoformat() for day in found if day.isoweekday() == weekday and (day <= now or days < 0)), "")


def latest_weekday(weekday: int, day: date) -> date:
    """The latest such weekday not after `day`."""
    return day - timedelta(days=(day.isoweekday() - weekday) % 7)


def next_weekday(weekday: int, day: date) -> date:
    """The next such weekday not before `day`."""
    return day + timedelta(days=(weekday - day.isoweekday()) % 7)
