"""Dates as EDTF text: what a value may mean in days, and how values are made; no word of Arabic, no clock."""

from __future__ import annotations

import calendar
import re
from contextlib import redirect_stdout
from datetime import date, timedelta
from functools import lru_cache
from io import StringIO
from time import struct_time

from hijridate import Gregorian, Hijri

# What the project itself writes, read without the parser of the edtf library, which takes 5-20 ms a value.
_PLAIN = re.compile(r"([0-9]{4}|XXXX)(?:-([0-9]{2})(?:-([0-9]{2}))?)?([~?%]?)")
_OPEN_YEAR = "XXXX"
_PRECISION_BY_LENGTH = {4: "year", 7: "month", 10: "day"}
_CACHED = 4096


@lru_cache(maxsize=_CACHED)
def is_edtf(text: str) -> bool:
    """Whether `text` is an EDTF date or interval (ISO 8601-2:2019); an empty text is not."""
    parts = text.split("/", 1)
    yearless = {part.startswith(_OPEN_YEAR) for part in parts}  # from a day of any year no interval is open
    plain = None not in [_bounds(part) for part in parts] and set(parts) != {".."} and len(yearless) == 1
    return plain or _parsed(text) is not None


@lru_cache(maxsize=_CACHED)
def interval(text: str) -> tuple[str, str]:
    """The first and last possible day (YYYY-MM-DD) of an EDTF value; ("", "") if open, without a year, or no EDTF.

    An approximate or uncertain value reaches one unit of its own precision further at either end.
    """
    bounds = [_bounds(part) for part in text.split("/", 1)]
    if None in bounds:
        return _library_interval(text)
    days = [day for bound in bounds for day in bound or ()]
    return (min(days).isoformat(), max(days).isoformat()) if all(bounds) else ("", "")


@lru_cache(maxsize=_CACHED)
def precision(text: str) -> str:
    """How precise an EDTF value is: day, range, month, year; unknown if empty or without a year."""
    if text.startswith(_OPEN_YEAR) or not is_edtf(text):
        return "unknown"
    plain = text.rstrip("~?%").removesuffix("-XX").removesuffix("-XX")
    dated = re.fullmatch(r"[0-9]{4}(-(0[0-9]|1[0-2])(-[0-9]{2})?)?", plain)
    return _PRECISION_BY_LENGTH[len(plain)] if dated else "range"


@lru_cache(maxsize=_CACHED)
def exact_day(text: str) -> date | None:
    """The day of an EDTF value that is one exact day, else None."""
    if len(text) != 10:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


@lru_cache(maxsize=_CACHED)
def valid_day(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has no such day."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


@lru_cache(maxsize=_CACHED)
def some_days(number: int) -> timedelta:
    """So many days, made once for each number."""
    return timedelta(days=number)


@lru_cache(maxsize=_CACHED)
def as_text(day: date) -> str:
    """YYYY-MM-DD, written once for each day."""
    return day.isoformat()


@lru_cache(maxsize=_CACHED)
def hijri_day(year: int, month: int, day: int) -> date | None:
    """The day of a Hijri date by the Umm al-Qura calendar, Saudi Arabia's civil one; None outside AH 1343-1500.

    Where a country goes by its own sighting of the moon the day may differ by one.
    """
    try:
        return Hijri(year, month, day).to_gregorian()
    except (ValueError, OverflowError):
        return None


def hijri_year_of(day: date) -> int:
    """The Hijri year of a day by the same calendar; 0 outside it."""
    try:
        return int(Gregorian.fromdate(day).to_hijri().year)
    except (ValueError, OverflowError):
        return 0


def span(first: str, last: str) -> str:
    """An interval of two EDTF values, or the one value if they are the same."""
    return first if first == last else f"{first}/{last}"


@lru_cache(maxsize=_CACHED)
def month_text(year: int | None, month: int) -> str:
    """YYYY-MM, or XXXX-MM without a year; "" where the calendar has no such month."""
    return f"{_year_text(year)}-{month:02}" if _has_day(year, month, 1) else ""


@lru_cache(maxsize=_CACHED)
def day_text(year: int | None, month: int, day: int) -> str:
    """YYYY-MM-DD, or XXXX-MM-DD without a year; "" where the calendar has no such day."""
    return f"{_year_text(year)}-{month:02}-{day:02}" if _has_day(year, month, day) else ""


def open_year(text: str) -> str:
    """A day or month with its year left open: XXXX-08-12."""
    return f"{_OPEN_YEAR}{text[4:]}" if len(text) > len(_OPEN_YEAR) else ""


@lru_cache(maxsize=_CACHED)
def month_of(text: str) -> str:
    """YYYY-MM, the month that an EDTF value begins in; "" if it says none."""
    match = _PLAIN.fullmatch(text.partition("/")[0])
    return text[:7] if match and match[2] and match[1] != _OPEN_YEAR and int(match[2]) <= 12 else ""


def months_from(day: date, months: int) -> tuple[int, int]:
    """(year, month) so many months after the month of `day`; before it if negative."""
    count = day.year * 12 + day.month - 1 + months
    return count // 12, count % 12 + 1


def month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])


def _has_day(year: int | None, month: int, day: int) -> bool:
    # 2000 is a leap year: without a year, 29 February is possible.
    return valid_day(2000 if year is None else year, month, day) is not None


def _year_text(year: int | None) -> str:
    return _OPEN_YEAR if year is None else f"{year:04}"


def _bounds(part: str) -> tuple[date, date] | tuple[()] | None:
    """First and last day of one plain date; () if it is open or has no year; None if it is not plain."""
    if part == "..":
        return ()
    match = _PLAIN.fullmatch(part)
    if not match:
        return None
    if match[1] == _OPEN_YEAR:
        return () if match[2] and _has_day(None, int(match[2]), int(match[3] or 1)) else None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    margin = 1 if match[4] else 0
    try:
        if match[3]:
            centre = date(year, month, day)
            return centre - timedelta(days=margin), centre + timedelta(days=margin)
        if match[2]:
            first, last = months_from(date(year, month, 1), -margin), months_from(date(year, month, 1), margin)
            return date(*first, 1), month_end(*last)
        return date(year - margin, 1, 1), date(year + margin, 12, 31)
    except (ValueError, OverflowError):
        return None


def _parsed(text: str) -> object | None:
    from edtf import parse_edtf  # builds a grammar for 0.15 s, which few texts need

    try:
        with redirect_stdout(StringIO()):  # the library prints what it tries and fails at
            parsed: object = parse_edtf(text)
    except Exception:  # on a text that is no EDTF the library fails in whatever way its half-read parts do
        return None
    return parsed


def _library_interval(text: str) -> tuple[str, str]:
    """The bounds of what the project does not write itself: seasons, decades, unspecified days."""
    parsed = _parsed(text)
    if parsed is None or text.startswith((_OPEN_YEAR, "/")) or text.endswith("/"):
        return "", ""
    try:
        bounds = [getattr(parsed, end)() for end in ("lower_strict", "upper_strict")]
        # In order also where a list names its ends the wrong way round, [2020-05..2020-01], which the library takes.
        days = sorted(date(*bound[:3]).isoformat() for bound in bounds if isinstance(bound, struct_time))
    except (AttributeError, TypeError, ValueError, OverflowError):
        return "", ""
    return (days[0], days[1]) if len(days) == 2 else ("", "")
