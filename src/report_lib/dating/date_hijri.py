"""Hijri days, months and years and the feasts of their calendar, in the Umm al-Qura calendar."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from report_lib.dating.date_anchors import Context, Meaning, days_before, hung
from report_lib.dating.date_phrases import Phrase
from report_lib.dating.date_words import HIJRI
from report_lib.edtf_dates import as_text, hijri_day, hijri_year_of, some_days, span

_NEAR: Final = timedelta(days=183)  # a day of no year is not further ahead of the day told of
_FEAST_DAYS: Final = {10: 1, 12: 10}  # the first day of each in its Hijri month
_HIJRI_LAG: Final = 578  # Hijri years are lower than Gregorian ones by this or a little more
_OPEN_HIJRI_MONTH: Final = Meaning("", "unknown", "month", "Hijri month, year open")


def lunar_date(phrase: Phrase, context: Context) -> Meaning | None:
    """A Hijri day or month by the Umm al-Qura calendar; «من 5 إلى 11 رجب 1443»."""
    month, year = phrase.months[0] - HIJRI, phrase.lunar_year or context.last_hijri_year
    if phrase.rule == "month" or not phrase.numbers:
        first = None if year else _lunar_day(1, month, 0, context)
        year = year or (hijri_year_of(first) if first else 0)
        edtf = _lunar_months(year, month, month)
        return Meaning(edtf, "stated", "month", "Hijri month") if edtf else _OPEN_HIJRI_MONTH
    ends = [_lunar_day(number, month, year, context) for number in phrase.numbers[:2]]
    days = [day for day in ends if day]
    if len(days) < len(ends):
        return None if phrase.lunar_year else Meaning("", "unknown", "day", "Hijri day, year open")
    if len(days) == 1 and phrase.weekdays:
        # By another country's sighting of the moon the day may be one off; the weekday says which.
        near = (days[0] + some_days(off) for off in (0, -1, 1))
        days = [next((each for each in near if each.isoweekday() == phrase.weekdays[0]), days[0])]
    edtf = span(as_text(days[0]), as_text(days[-1]))
    return Meaning(edtf, "stated", "span" if "/" in edtf else "day", "Hijri day")


def hijri_year(phrase: Phrase, context: Context) -> Meaning | None:
    """«العام الهجري 1443»: its days."""
    edtf = _lunar_months(phrase.lunar_year, 1, 12)
    return Meaning(edtf, "stated", "period", "Hijri year") if edtf else None


def _lunar_months(year: int, first: int, last: int) -> str:
    """From the first day of a month to the last of the same or a later one; "" outside the calendar."""
    start, following = hijri_day(year, first, 1), hijri_day(year + last // 12, last % 12 + 1, 1)
    return span(as_text(start), days_before(following, 1)) if start and following else ""


def _lunar_day(number: int, month: int, year: int, context: Context) -> date | None:
    """The day in the year given, or the latest not after the day of writing, or near the day told of."""
    if year:
        return hijri_day(year, month, number)
    now = context.written.exact if context.written else None
    if not now and context.told and context.told.exact:
        now = context.told.exact + _NEAR
    if not now:
        return None
    newest = now.year - _HIJRI_LAG
    days = (hijri_day(each, month, number) for each in range(newest, newest - 3, -1))
    return next((day for day in days if day and day <= now), None)


def feast(phrase: Phrase, context: Context) -> Meaning | None:
    """«أول أيام عيد الأضحى», «عشية عيد الفطر»: days of Shawwal and of Dhu al-Hijja."""
    month = phrase.months[0] - HIJRI
    number = 2 if "second" in phrase.kinds else phrase.numbers[0] if phrase.numbers else 1
    first = _lunar_day(_FEAST_DAYS[month], month, context.last_hijri_year, context)
    away = -1 if "eve" in phrase.kinds else number - 1
    return hung(days_before(first, -away) if first else "", "day", "a day of a feast")
