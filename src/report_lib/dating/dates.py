"""Every mention of a time in an article, resolved as far as the text and its publication date allow, no further.

The date of an incident and the date of its article are two things: a publication date is only what relative words
hang on. Nothing falls back to it, or to today.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from itertools import pairwise
from typing import NamedTuple

from report_lib.arabic.text import Folded
from report_lib.dating.date_anchors import Context, Meaning, anchor
from report_lib.dating.date_calendar import calendar_date, day_of_month, part_of_year, whole_years
from report_lib.dating.date_phrases import Phrase, Reading, read_phrases
from report_lib.dating.date_relative import (
    a_weekday,
    ago,
    days_after,
    following_day,
    last_few,
    last_night,
    near_day,
    night,
    since_ago,
    some_time,
    this_unit,
    up_to_now,
)
from report_lib.dating.date_words import HIJRI, word
from report_lib.dating.date_writing import datelines, day_of_writing, earliest_year, printed_day, report_year
from report_lib.edtf_dates import exact_day, interval, is_edtf, precision, span

__all__ = ["DateMention", "find_dates", "interval", "is_edtf", "precision", "printed_date"]

_SPAN = timedelta(days=7)  # from-to of more days is the period of a tally
_OWN_YEAR = frozenset(("past", "current", "next", "previous", "this_year"))  # «آذار الماضي»
_LEADS = frozenset(("since", "during", "to", "between", "of", "before", "after"))
_HOUR = {"hour_word", "feminine", "ordinal", "number", "part", "night", "day_word", "article", "hedge"}
_TIME_OF_DAY = _HOUR | {"start", "middle", "end", "of", "in"}
_LINKS = _TIME_OF_DAY | {"to", "and", "dash", "comma"}
_FURTHEST = 6  # so many words may stand between the two ends of a range, or «منذ» and its date

_MEANINGS: dict[str, Callable[[Phrase, Context], Meaning | None]] = {
    "numeric": calendar_date,
    "day": calendar_date,
    "month day": calendar_date,
    "month": calendar_date,
    "day of month": day_of_month,
    "fraction": part_of_year,
    "years": whole_years,
    "year": whole_years,
    "bare year": whole_years,
    "near day": near_day,
    "weekday near day": near_day,
    "following day": following_day,
    "weekday": a_weekday,
    "night": night,
    "last night": last_night,
    "this unit": this_unit,
    "ago": ago,
    "since ago": since_ago,
    "days after": days_after,
    "last few": last_few,
    "some time": some_time,
}


class DateMention(NamedTuple):
    """A time that the text names; `start` and `end` index the folded text."""

    start: int
    end: int
    edtf: str  # EDTF; "" where it cannot be resolved, XXXX-08 where the year is open
    basis: str  # records.DATE_BASES: stated, relative, weekday, unknown
    kind: str  # day; span (a night over two days, from-to of days); month; year; period (of a tally); vague
    rule: str  # what decided


class _Item(NamedTuple):
    phrase: Phrase
    meaning: Meaning
    first: int
    last: int


def find_dates(folded: Folded, published: str = "") -> list[DateMention]:
    """The mentions of an article, in order; `published` is its publication date (EDTF), "" if unknown.

    Without it the date printed near the top takes its place.
    """
    reading = read_phrases(folded)
    if not reading.phrases:
        return []
    printed = datelines(reading, folded.text)
    written = day_of_writing(reading, anchor(published) or anchor(printed_day(printed, reading)))
    context = Context(reading, written, report_year=report_year(reading))
    context.earliest_year = 0 if written else earliest_year(reading)
    _share_years(reading)
    items = _joined(_resolved(context, printed), context)
    return [DateMention(*reading.span(each.first, each.last), *each.meaning) for each in items]


def printed_date(folded: Folded) -> str:
    """The publication date printed near the top (EDTF), "" if none."""
    reading = read_phrases(folded)
    return printed_day(datelines(reading, folded.text), reading)


def _share_years(reading: Reading) -> None:
    """Give «24 مارس» in «من 24 مارس حتى 12 أبريل 2018» the year of the other end."""
    for first, second in pairwise(reading.phrases):
        if not (first.months and second.months) or max(first.months[0], second.months[0]) > HIJRI:
            continue
        if bool(first.years) == bool(second.years) or not _linked(first, second, reading):
            continue
        over_new_year = second.months[0] < first.months[0]
        if first.years and not second.kinds & _OWN_YEAR:
            second.years = [first.years[-1] + over_new_year]
        elif second.years and not first.kinds & _OWN_YEAR:
            first.years = [second.years[-1] - over_new_year]


def _linked(first: Phrase, second: Phrase, reading: Reading) -> bool:
    """Whether only «إلى، حتى، و» and the time of day stand between two phrases."""
    if second.first - first.last > _FURTHEST:
        return False
    gap = [reading.kind(index) for index in range(first.last, second.first)]
    joined = word(reading.form(second.first)).joined or "and" in gap or "to" in gap or gap == ["dash"]
    return joined and all(kind in _LINKS for kind in gap)


# --- resolving ----------------------------------------------------------------------------------------------------


def _resolved(context: Context, printed: list[Phrase]) -> list[_Item]:
    items = []
    printed_at = {phrase.first for phrase in printed}
    for phrase in context.reading.phrases:
        found = _MEANINGS[phrase.rule](phrase, context)
        if not found:
            continue
        if phrase.first in printed_at:
            found = found._replace(kind="day", rule="dateline")
        items.append(_Item(phrase, found, phrase.first, phrase.last))
        _remember(phrase, found, context)
    for at in range(1, len(items)):
        first, second = items[at - 1 : at + 1]
        if second.first - first.last <= 2:
            items[at - 1 : at + 1] = _by_gregorian(first, second), _by_gregorian(second, first)
    return items


def _remember(phrase: Phrase, found: Meaning, context: Context) -> None:
    """What later phrases may hang on."""
    if found.edtf[:4].isdigit():
        context.last_year = int(found.edtf[:4])
        context.last_month = found.edtf[:7] if len(found.edtf) >= len("2021-12") else context.last_month
    day = exact_day(found.edtf)
    if not day:
        return
    context.last_day, context.last_day_at = day, phrase.first
    since = context.reading.kind(phrase.first - 1) == "since"
    if not context.written and phrase.months and phrase.weekdays and not since:
        context.said = day


def _by_gregorian(item: _Item, beside: _Item) -> _Item:
    """«22 صفر 1437 هـ الموافق 4 ديسمبر 2015»: the Gregorian day is what the Hijri one means."""
    if item.meaning.rule != "Hijri day" or not beside.phrase.is_full_date or not exact_day(beside.meaning.edtf):
        return item
    return item._replace(meaning=item.meaning._replace(edtf=beside.meaning.edtf))


# --- from-to, since, until ------------------------------------------------------------------------------------------


def _joined(items: list[_Item], context: Context) -> list[_Item]:
    """Join the ends of a range; let «منذ، حتى، خلال، قبل، بعد» before a mention have their say."""
    joined: list[_Item] = []
    waiting = list(reversed(items))
    while waiting:
        item = waiting.pop()
        lead, at = _lead(item, context.reading)
        both = _range(item, waiting[-1], lead, context) if waiting else None
        if both:
            start = at if lead in ("of", "between", "since") else item.first
            joined.append(_Item(item.phrase, both, start, waiting.pop().last))
        else:
            joined.append(_after_lead(item, lead, at, context))
    return joined


def _lead(item: _Item, reading: Reading) -> tuple[str, int]:
    """The word that governs a mention and where it stands; an hour may follow it («منذ التاسعة مساء الخميس»)."""
    before = reading.kind(item.first - 1)
    if before in _LEADS and before != "of":
        return before, item.first - 1
    for at in range(item.first - 1, max(item.first - _FURTHEST, 0) - 1, -1):
        if reading.kind(at) == "since":
            return "since", at
        if reading.kind(at) not in _TIME_OF_DAY:
            break
    return (before, item.first - 1) if before == "of" else ("", item.first)


def _range(first: _Item, second: _Item, lead: str, context: Context) -> Meaning | None:
    """«من … إلى»، «بين … و»، «مساء الخميس حتى فجر الجمعة» as one interval; None if the two are no range."""
    if not _is_range(first, second, lead, context.reading):
        return None
    to_the_day = {first.meaning.kind, second.meaning.kind} <= {"day", "span"}
    start, end = first.meaning.edtf.partition("/")[0], second.meaning.edtf.rpartition("/")[2]
    if _has_year(end) and not first.phrase.years and not (_has_year(start) and start <= end):
        # The first end as seen from the last.
        seen = _MEANINGS[first.phrase.rule](first.phrase, Context(context.reading, anchor(end)))
        start = seen.edtf.partition("/")[0] if seen else ""
    if not start or not end or _has_year(start) != _has_year(end):
        return Meaning("", "unknown", "span" if to_the_day else "period", "from-to, one end open")
    if _has_year(start) and start > end:
        return None
    days = exact_day(start), exact_day(end)
    short = to_the_day and not (days[0] and days[1] and days[1] - days[0] > _SPAN)
    bases = (first.meaning.basis, second.meaning.basis)
    basis = next(each for each in ("weekday", "relative", "stated", "unknown") if each in bases)
    return Meaning(span(start, end), basis, "span" if short else "period", "from-to")


def _is_range(first: _Item, second: _Item, lead: str, reading: Reading) -> bool:
    pair = (first.meaning, second.meaning)
    if not _linked(first.phrase, second.phrase, reading):
        return False
    if any(each.rule == "dateline" or each.kind == "vague" for each in pair):
        return False
    gap = [reading.kind(index) for index in range(first.last, second.first)]
    to_the_day = all(each.kind in ("day", "span") for each in pair)
    if "to" in gap and (to_the_day or lead in ("of", "between", "since")):
        return True
    return lead == "between" or (gap == ["dash"] and bool(first.phrase.years and second.phrase.years))


def _has_year(edtf: str) -> bool:
    return edtf[:4].isdigit()


def _after_lead(item: _Item, lead: str, at: int, context: Context) -> _Item:
    """A mention with the word before it."""
    phrase, found = item.phrase, item.meaning
    if found.kind == "vague" or found.rule == "dateline":
        return item
    match lead:
        case "since":
            return item._replace(meaning=_since(phrase, found, context), first=at)
        case "during" if found.kind in ("month", "year"):
            return item._replace(meaning=found._replace(kind="period"), first=at)
        case "to" if context.reading.form(at) not in ("الي", "والي"):
            if found.kind == "day":
                return item._replace(meaning=found._replace(rule=f"until, {found.rule}"), first=at)
            last_day = found.edtf.rpartition("/")[2]
            edtf = f"../{last_day}" if last_day and not last_day.startswith("XXXX") else ""
            return item._replace(meaning=Meaning(edtf, found.basis, "period", "until"), first=at)
        case "before" | "after" if found.edtf and found.kind in ("day", "month", "year"):
            if context.reading.kind(phrase.first) in ("part", "night"):
                return item  # «قبل ظهر اليوم» is today
            first, last = found.edtf.partition("/")[0], found.edtf.rpartition("/")[2]
            edtf = f"../{first}" if lead == "before" else f"{last}/.."
            return item._replace(meaning=Meaning(edtf, found.basis, "vague", lead), first=at)
        case _:
            return item


def _since(phrase: Phrase, found: Meaning, context: Context) -> Meaning:
    """«منذ …» up to the day of writing; a year starts in its first month, «هذا الشهر» on its first day."""
    start = found.edtf.partition("/")[0]
    if "start" in phrase.kinds and (len(start) == 4 or (phrase.rule == "this unit" and len(start) == 7)):
        start += "-01"
    if not _has_year(start):
        return Meaning("", "unknown", "period", f"since, {found.rule}")
    return Meaning(up_to_now(start, context), found.basis, "period", f"since, {found.rule}")
