"""What each phrase of a text means, one after the other: each may hang on those before it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from report_lib.dating.date_anchors import Context, Meaning, leaves_room, said_at, told_day
from report_lib.dating.date_calendar import (
    CARRIED,
    calendar_date,
    day_of_month,
    part_of_month,
    part_of_year,
    whole_years,
)
from report_lib.dating.date_chains import (
    AFTER,
    day_beside,
    days_after,
    days_beside,
    days_from_then,
    days_later,
    same_day_of_the_year,
    that_lapse,
    unit_beside,
)
from report_lib.dating.date_hijri import feast, hijri_year
from report_lib.dating.date_phrases import Phrase
from report_lib.dating.date_relative import (
    a_weekday,
    ago,
    last_few,
    last_night,
    near_day,
    night,
    since_ago,
    some_time,
    this_unit,
    two_weekdays,
    weekday_of_week,
)
from report_lib.edtf_dates import exact_day, month_of

_BESIDE: Final = frozenset(("same", "that", "following", "came_after", "preceded", "previous"))
_BOUNDS: Final = frozenset(("since", "before", "after"))
_WEEK_DAYS: Final = (5, 7)  # from its first day to its last

MEANINGS: Final[dict[str, Callable[[Phrase, Context], Meaning | None]]] = {
    "numeric": calendar_date,
    "day": calendar_date,
    "month day": calendar_date,
    "week of month": part_of_month,
    "month": calendar_date,
    "day of month": day_of_month,
    "fraction": part_of_year,
    "Hijri year": hijri_year,
    "years": whole_years,
    "year": whole_years,
    "bare year": whole_years,
    "near day": near_day,
    "weekday near day": near_day,
    "day beside": day_beside,
    "days beside": days_beside,
    "unit beside": unit_beside,
    "days before": days_from_then,
    "feast": feast,
    "same day of the year": same_day_of_the_year,
    "weekday of week": weekday_of_week,
    "weekday": a_weekday,
    "two weekdays": two_weekdays,
    "night": night,
    "last night": last_night,
    "this unit": this_unit,
    "ago": ago,
    "since ago": since_ago,
    "days after": days_after,
    "days later": days_later,
    "days from then": days_from_then,
    "last few": last_few,
    "some time": some_time,
    "that lapse": that_lapse,
}


class Item:
    """A phrase with its meaning, and the tokens first..last-1 that it takes, its preposition's included."""

    def __init__(self, phrase: Phrase, meaning: Meaning, first: int, last: int) -> None:
        self.phrase = phrase
        self.meaning = meaning
        self.first = first
        self.last = last

    def with_lead(self, meaning: Meaning, first: int) -> Item:
        """The same phrase as the words before it have it, from token `first` on."""
        return Item(self.phrase, meaning, first, self.last)


def resolved(context: Context, printed: Sequence[Phrase]) -> list[Item]:
    """The phrases that mean something; those `printed` are the text's own dates."""
    items: list[Item] = []
    printed_at = {phrase.first for phrase in printed}
    for phrase in context.reading.phrases:
        found = MEANINGS[phrase.rule](phrase, context)
        if not found:
            continue
        if phrase.first in printed_at:
            found = Meaning(found.edtf, found.basis, "day", "dateline")
        phrase.said = found.kind in ("day", "span") and said_at(phrase, context.reading) >= 0
        items.append(Item(phrase, found, phrase.first, phrase.last))
        _remember(phrase, found, context)
    for at in range(1, len(items)):
        first, second = items[at - 1], items[at]
        if second.first - first.last <= 2:
            items[at - 1], items[at] = _by_gregorian(first, second), _by_gregorian(second, first)
    return items


def _remember(phrase: Phrase, found: Meaning, context: Context) -> None:
    """What later phrases may hang on."""
    edtf, several = found.edtf, "/" in found.edtf
    has_year = edtf[:4].isdigit()
    year = int(edtf[:4]) if has_year else 0
    if has_year and not leaves_room(year):
        return
    bound = phrase.before in _BOUNDS
    if has_year and "before the one" not in found.rule:
        month = month_of(edtf)
        context.last_year = year
        context.last_month = month or context.last_month
        named = phrase.years or not phrase.kinds.isdisjoint(_BESIDE) or found.rule.endswith(CARRIED)
        if named and not bound and (month or len(edtf) == len("2014")):
            context.history, context.history_at = month or edtf, phrase.first
    if phrase.lunar_year:
        context.last_hijri_year = phrase.lunar_year
    week = several and _is_week(edtf)
    if week:
        context.week = edtf
    dated = phrase.months and (phrase.weekdays or week or (phrase.said and phrase.years))
    if dated and not context.written and not bound and (last := exact_day(edtf.rpartition("/")[2])):
        context.said = max(context.said or last, last)
    day = told_day(edtf, phrase) if edtf and found.kind in ("day", "span") and found.rule != AFTER else None
    if day:
        context.last = day
        if not bound and not (phrase.said and context.told):
            context.days_told.append(day)


def _is_week(edtf: str) -> bool:
    """«من 12 إلى 18 أيلول 2021»: the days of one week, or nearly."""
    first, last = exact_day(edtf.partition("/")[0]), exact_day(edtf.rpartition("/")[2])
    return first is not None and last is not None and _WEEK_DAYS[0] <= (last - first).days <= _WEEK_DAYS[1]


def _by_gregorian(item: Item, beside: Item) -> Item:
    """«22 صفر 1437 هـ الموافق 4 ديسمبر 2015»: the Gregorian day is what the Hijri one means."""
    if item.meaning.rule != "Hijri day" or beside.meaning.rule == "Hijri day":
        return item
    if not beside.phrase.is_full_date or not exact_day(beside.meaning.edtf):
        return item
    found = Meaning(beside.meaning.edtf, item.meaning.basis, item.meaning.kind, item.meaning.rule)
    return item.with_lead(found, item.first)
