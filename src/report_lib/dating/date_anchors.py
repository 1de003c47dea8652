"""What «أمس» or a date without its year may hang on: the day of writing, and what the text has dated before."""

from __future__ import annotations

import re
from datetime import date
from typing import Final

from report_lib.arabic.triggers import trigger_where
from report_lib.dating.date_phrases import BREAK, Phrase, Reading
from report_lib.dating.date_words import LISTS, word, years_covered
from report_lib.edtf_dates import as_text, exact_day, interval, open_year, some_days, valid_day

LEAD_SENTENCES: Final = 3  # title, dateline or first sentence, lead

# From a day of these years no text counts so far that the calendar, which has the years 1 to 9999, ends.
_EARLIEST: Final = 1500
_LATEST: Final = 8500
_MARGIN: Final = 3  # days that an approximate publication date may be off
_FUTURE_VERB: Final = re.compile("[وف]?(س[يتن]....*)")
# So many words before a day a verb of saying still makes it the day of what is said.
_SAID_REACH: Final = 6
# So many words before a date a word of the future («من المقرر أن») or a verb in it («سيجتمع») still speaks of it.
_FUTURE_REACH, _VERB_REACH = 6, 4


class Meaning:
    """What a phrase means: EDTF text, its basis, kind and rule as in dates.DateMention."""

    def __init__(self, edtf: str, basis: str, kind: str, rule: str) -> None:
        self.edtf = edtf
        self.basis = basis
        self.kind = kind
        self.rule = rule


def hung(edtf: str, kind: str, rule: str) -> Meaning:
    """A relative date, or an open one where there was nothing to hang it on."""
    return Meaning(edtf, "relative", kind, rule) if edtf else Meaning("", "unknown", kind, f"{rule}, no day of writing")


class Anchor:
    """The day of writing as far as it is known: somewhere in first..last."""

    def __init__(self, first: date, last: date, *, approximate: bool = False) -> None:
        self.first = first
        self.last = last
        self.approximate = approximate

    def days_ago(self, days: int, doubt: str = "") -> str:
        """The day so many days before; "" if the day of writing is not known to the day."""
        if self.first != self.last:
            return ""
        return days_before(self.first, days) + ("~" if self.approximate else doubt)

    @property
    def exact(self) -> date | None:
        """The day of writing; None if it is not known, or not for sure."""
        return self.first if self.first == self.last and not self.approximate else None


def possible_days(anchor: Anchor | None) -> list[date]:
    """The day of writing, the first and the last that it may be if it is not sure; none if nothing is known of it."""
    if anchor is None:
        return []
    if anchor.first == anchor.last and not anchor.approximate:
        return [anchor.first]
    margin = some_days(_MARGIN if anchor.approximate else 0)
    return [anchor.first - margin, anchor.last + margin]


def agreed(seen: list[str]) -> str:
    """What is seen alike from every possible day of writing; "" where it is not, or no such day is known."""
    return seen[0] if seen and all(text == seen[0] for text in seen) else ""


def anchor(edtf: str) -> Anchor | None:
    """The day of writing from an EDTF publication date; None if empty, open or no date."""
    day = exact_day(edtf.rstrip("~?%"))
    if day and 1900 < day.year < 2100:
        return Anchor(day, day, approximate=as_text(day) != edtf)
    first, last = interval(edtf)
    if not "1900" < first < "2100" or not leaves_room(int(last[:4])):
        return None
    return Anchor(date.fromisoformat(first), date.fromisoformat(last))


def leaves_room(year: int) -> bool:
    """Whether days, months and years may be counted from a date of a year: no end of the calendar is near."""
    return _EARLIEST <= year < _LATEST


class ToldDay:
    """A day that something was told of; one for each year that it may fall in where its year is open."""

    def __init__(self, days: list[date], at: int, *, said: bool) -> None:
        self.days = days
        self.at = at  # the first token of its phrase
        self.said = said  # a day of speech, which comes after what is said

    @property
    def exact(self) -> date | None:
        """The day itself, None where its year is open."""
        return self.days[0] if len(self.days) == 1 else None

    def agreed(self, seen: list[str]) -> str:
        """What is seen alike from each of its days, the year left open where theirs is; else ""."""
        if len(seen) == 1:
            return seen[0]
        texts = {open_year(text) for text in seen}
        return texts.pop() if len(texts) == 1 else ""

    def away(self, days: int) -> str:
        """The day so many days after it, before it if negative."""
        return self.agreed([days_before(day, -days) for day in self.days])


def told_day(edtf: str, phrase: Phrase) -> ToldDay | None:
    """The day of an EDTF value, a night's being its last; None if it is no day, or several."""
    first, _, text = edtf.rpartition("/") if "/" in edtf else ("", "", edtf)
    day = exact_day(text)
    if first and not (day and (start := exact_day(first)) and day - start == some_days(1)):
        return None
    if day:
        return ToldDay([day], phrase.first, said=phrase.said)
    if len(text) != len("XXXX-11-19") or text != open_year(text):
        return None
    possible = (valid_day(year, int(text[5:7]), int(text[8:])) for year in years_covered())
    days = [day for day in possible if day and (not phrase.weekdays or day.isoweekday() == phrase.weekdays[0])]
    return ToldDay(days, phrase.first, said=phrase.said) if len(days) > 1 else None


class Context:
    """What a phrase may hang on: the day of writing, and what the text has dated so far."""

    def __init__(
        self, reading: Reading, written: Anchor | None = None, *, earliest_year: int = 0, report_year: int = 0
    ) -> None:
        self.reading = reading
        self.written = written
        self.earliest_year = earliest_year  # the text speaks of something in this year as past
        self.report_year = report_year  # the year that a report says it is about
        self.said: date | None = None  # the latest day that the text dates with its weekday, if `written` is unknown
        self.last: ToldDay | None = None  # the day named last
        self.days_told: list[ToldDay] = []  # those that are not of speech, or the first of all
        self.last_year = 0
        self.last_month = ""  # EDTF
        self.last_hijri_year = 0
        self.week = ""  # the days of one week that the text names last (EDTF), as weekly reports do
        self.history = ""  # the last month that the text names with its year (EDTF)
        self.history_at = -1  # the first token of its phrase

    @property
    def told(self) -> ToldDay | None:
        """The day told of last."""
        return self.days_told[-1] if self.days_told else None

    @property
    def now(self) -> Anchor | None:
        """The day of writing, or the day that stands for it in the text."""
        return self.written or (Anchor(self.said, self.said) if self.said else None)


def is_coming(phrase: Phrase, reading: Reading) -> bool:
    """Whether the words just before the phrase speak of the future."""
    start = phrase.first - phrase.offset
    if not phrase.sentence.pulls_in(start - _FUTURE_REACH, start, _FUTURE):
        return False
    for index in range(phrase.first - 1, max(phrase.first - 1 - _FUTURE_REACH, -1), -1):
        form = reading.form(index)
        if form in (BREAK, "،", ","):
            return False
        if reading.kind(index) == "future" or (phrase.first - index <= _VERB_REACH and _is_future_verb(form)):
            return "was" not in (reading.kind(index - 1), reading.kind(index - 2))  # «كان من المقرر»
    return False


def said_at(phrase: Phrase, reading: Reading) -> int:
    """Where the word of saying stands that takes a day: «قال المرصد، الاثنين،», «والأحد، قالت الوزارة»; -1 if none."""
    sentence, offset = phrase.sentence, phrase.offset
    if not sentence.pulls & _SAYING:
        return -1
    following = phrase.last + (reading.form(phrase.last) in ("،", ","))
    if reading.form(following) in LISTS["saying"] and reading.opens(phrase.first):
        return following
    last = phrase.first - 1 - (phrase.before == "in")
    last -= reading.form(last) in ("،", ",")
    if not sentence.pulls_in(last + 1 - _SAID_REACH - offset, last + 1 - offset, _SAYING):
        return -1
    for index in range(last, max(last - _SAID_REACH, -1), -1):
        form = reading.form(index)
        if form in (BREAK, "،", ",", ".", ":") or form in LISTS["not_saying_over"]:
            return -1
        if sentence.pulls_at(index - offset, _SAYING):
            return index
    return -1


def _is_of_saying(form: str) -> bool:
    return form in LISTS["saying"] or form.removeprefix("و") in LISTS["saying"]


def _is_future_verb(form: str) -> bool:
    verb = _FUTURE_VERB.match(form)
    return verb is not None and not verb[1].startswith(tuple(LISTS["not_future"]))


_SAYING: Final = trigger_where(_is_of_saying)
_FUTURE: Final = trigger_where(lambda form: word(form).kind == "future" or _is_future_verb(form))


def days_before(day: date, days: int) -> str:
    """The day so many days before, as text."""
    return as_text(day - some_days(days) if days else day)


def days_back(phrase: Phrase) -> int:
    """How many days «اليوم، أمس، أول أمس، غدا» lie back."""
    if "yesterday" in phrase.kinds:
        return 2 if "first" in phrase.kinds or "before" in phrase.kinds else 1
    return -1 if "tomorrow" in phrase.kinds else 0


def near_weekday(weekday: int, now: date, days: int) -> str:
    """The day with this weekday nearest to `days` before `now`, at most three days off and not after `now`; else ""."""
    meant = now - some_days(days)
    day = meant + some_days((weekday - meant.isoweekday() + 3) % 7 - 3)
    return as_text(day) if day <= now or days < 0 else ""


def latest_weekday(weekday: int, day: date) -> date:
    """The latest such weekday not after `day`."""
    return day - some_days((day.isoweekday() - weekday) % 7)


def next_weekday(weekday: int, day: date) -> date:
    """The next such weekday not before `day`."""
    return day + some_days((weekday - day.isoweekday()) % 7)
