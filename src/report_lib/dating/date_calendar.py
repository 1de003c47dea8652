"""What a date of the calendar means: its year is the text's, or follows from the day of writing or the weekday."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from report_lib.dating.date_anchors import Context, Meaning, agreed, hung, is_coming, possible_days
from report_lib.dating.date_hijri import lunar_date
from report_lib.dating.date_phrases import Phrase
from report_lib.dating.date_words import HIJRI, anniversaries, word, years_covered
from report_lib.edtf_dates import (
    day_text,
    month_end,
    month_of,
    month_text,
    months_from,
    span,
    valid_day,
)

_STILL_NEAR: Final = timedelta(days=60)  # how far ahead a dated weekday may lie
_SOON: Final = timedelta(days=183)  # what is announced without its year is no further ahead
_EITHER_SIDE: Final = timedelta(days=60)  # a date without a year this far ahead may be meant as well as last year's
CARRIED: Final = "year of the month named before"
_CARRIED_SENTENCES: Final = 3  # how far the year of a month goes on
_SOON_MONTHS: Final = 6  # how far ahead of it, where the day of writing is known
_PART_DAYS: Final = {0: 7, 3: 7, 4: 10, 6: 15}  # of a month, by the months of a year that the same word means


def calendar_date(phrase: Phrase, context: Context) -> Meaning | None:
    """A day or month of the calendar, with or without its year."""
    if phrase.months[0] > HIJRI:
        return lunar_date(phrase, context)
    days = phrase.numbers[:2] if phrase.rule != "month" else []
    edtf, basis, rule = _with_year(phrase, days, context)
    several = "/" in edtf
    kind = ("span" if several else "day") if days else ("period" if several else "month")
    return Meaning(edtf, basis, kind, rule) if edtf else None


def _with_year(phrase: Phrase, days: list[int], context: Context) -> tuple[str, str, str]:
    """EDTF text, basis and rule of a date; "" where the calendar has no such day."""
    kinds, now = phrase.kinds, context.now
    name = "day month" if days else "month"
    if phrase.years:
        return _text(phrase, days, phrase.years[-1]), "stated", f"{name} year"
    if not _text(phrase, days, None):
        return "", "", ""
    if "this_year" in kinds:
        year = year_referred_to(phrase, context)
        basis = "stated" if "same" in kinds else "relative" if year else "unknown"
        return (
            _text(phrase, days, year or None),
            basis,
            f"{name} of that year" if year else f"{name}, no day of writing",
        )
    if now and kinds & {"past", "previous", "current", "next"}:
        year_text = agreed([str(_year_by_adjective(phrase, days, day)) for day in possible_days(now)])
        return _text(phrase, days, int(year_text) if year_text else None), "relative", f"{name}, seen from publication"
    if context.report_year and not (days and now):
        return _text(phrase, days, context.report_year), "stated", f"{name}, year of the report"
    if carried := _year_carried(phrase, context):
        return _text(phrase, days, carried), "relative", f"{name}, {CARRIED}"
    if now:
        year_text = agreed([str(_year_near(phrase, days, day, context) or "") for day in possible_days(now)])
        # A day that the text dates is no day of writing: what comes later in its year may be meant as well.
        if year_text and (context.written or int(year_text) == now.last.year):
            return (
                _text(phrase, days, int(year_text)),
                "stated",
                f"{name}, year from {'publication' if context.written else 'the text'}",
            )
        return _text(phrase, days, None), "stated", f"{name}, year open"
    years = _years_by_weekday(phrase, days, context)
    if len(years) == 1:
        return _text(phrase, days, years[0]), "weekday", "only year with this weekday"
    return _text(phrase, days, None), "stated", f"{name}, year open"


def _text(phrase: Phrase, days: list[int], year: int | None) -> str:
    """A date in a year, or in none; "" where the calendar has no such day."""
    if not days:
        months = [month_text(year, month) for month in phrase.months]
        return months[0] if len(months) == 1 else span(months[0], months[-1])
    ends = [day_text(year, phrase.months[0], day) for day in days]
    if len(ends) == 1:
        return ends[0]
    return span(ends[0], ends[-1]) if all(ends) else ""


def year_referred_to(phrase: Phrase, context: Context) -> int:
    """«من العام الماضي، الجاري، نفسه»; 0 if there is nothing to refer to."""
    if phrase.kinds & {"same", "that", "following", "came_after", "previous", "preceded"}:
        return context.last_year + phrase.step if context.last_year else 0
    offset = -1 if "past" in phrase.kinds else 1 if "next" in phrase.kinds else 0
    if not context.now:  # «منذ بداية العام» in a report whose days are of the latest year that it names
        return 0 if offset or context.last_year != context.earliest_year else context.last_year
    year = agreed([str(day.year + offset) for day in possible_days(context.now)])
    return int(year) if year else 0


def _year_by_adjective(phrase: Phrase, days: list[int], now: date) -> int:
    """The year of the last («الماضي»), the current or the next such date, seen from `now`."""
    month = phrase.months[0]
    here = (now.month, now.day if days else 0)
    there = (month, days[-1] if days else 0)
    if "next" in phrase.kinds:
        return now.year + (there <= here)
    if "current" in phrase.kinds:
        return now.year - (month > now.month)
    return now.year - (there >= here)


def _year_near(phrase: Phrase, days: list[int], now: date, context: Context) -> int | None:
    """The year of the latest such date not after `now`; of the next if the text says it is to come; None if unsure."""
    month, day = phrase.months[0], days[-1] if days else 1
    here, there = (now.month, now.day if days else 1), (month, day)
    if is_coming(phrase, context.reading):
        coming = now.year + (there < here)
        soon = valid_day(coming, month, day)
        if soon and soon - now <= _SOON:  # «اعتباراً من 22 تموز» may have begun
            return coming
    past = now.year - (there > here)
    past = next((year for year in range(past, past - 8, -1) if valid_day(year, month, day)), past)  # 29 February
    if not days:
        return past
    ahead = valid_day(past + 1, month, day)
    if phrase.weekdays:
        fits = [year for year in range(past, years_covered()[0] - 1, -1) if _falls_on(year, month, phrase)]
        if past not in fits and ahead and ahead - now <= _STILL_NEAR and _falls_on(past + 1, month, phrase):
            return past + 1
        return fits[0] if fits else past
    if past > anniversaries().get((month, day), past):
        return None
    return None if ahead and ahead - now <= _EITHER_SIDE else past


def _years_by_weekday(phrase: Phrase, days: list[int], context: Context) -> list[int]:
    """The years of the collection in which this day has this weekday, none before what the text speaks of as past."""
    if not phrase.weekdays or not days:
        return []
    years = (year for year in years_covered() if year >= context.earliest_year)
    return [year for year in years if _falls_on(year, phrase.months[0], phrase)]


def _year_carried(phrase: Phrase, context: Context) -> int:
    """«في شباط 2014 قُتل …. وفي السادس عشر من أيار …»: the year that brings it nearest to the month before; 0 if none.

    Seen from a day of writing in another year it only goes on in its paragraph, or in a list: «7 أيلول: غارة …».
    """
    reading, now = context.reading, context.now
    if not context.history or is_coming(phrase, reading):
        return 0
    here, there = reading.sentence(phrase.first), reading.sentence(context.history_at)
    listed = reading.form(phrase.last) == ":" and reading.opens(phrase.first)
    if len(context.history) == len("2014"):  # «في العام التالي، وتحديداً في 14 آذار»
        year = int(context.history)
        return year if here == there and not (now and year >= now.first.year) else 0
    paragraph = reading.sentences[here].paragraph == reading.sentences[there].paragraph
    if here - there > _CARRIED_SENTENCES or not (paragraph or listed or now is None):
        return 0
    year, month = (int(part) for part in context.history.split("-"))
    ahead = {each: (each - year) * 12 + phrase.months[0] - month for each in (year, year - 1, year + 1)}
    if now:
        ahead = {
            each: far
            for each, far in ahead.items()
            if 0 <= far < (12 if listed else _SOON_MONTHS) and each < now.first.year
        }
    if phrase.weekdays and phrase.numbers:
        ahead = {each: far for each, far in ahead.items() if _falls_on(each, phrase.months[0], phrase)}
    return min(ahead, key=lambda each: abs(ahead[each]), default=0)


def _falls_on(year: int, month: int, phrase: Phrase) -> bool:
    found = valid_day(year, month, phrase.numbers[0])
    return bool(found and found.isoweekday() == phrase.weekdays[0])


def day_of_month(phrase: Phrase, context: Context) -> Meaning | None:
    """«في 12 الشهر الجاري», and from the month named before «في 26 من الشهر نفسه», «في الرابع من الشهر التالي»."""
    kinds = phrase.kinds

    def text(day: date, offset: int) -> str:
        ends = [day_text(*months_from(day, offset), number) for number in phrase.numbers[:2]]
        return span(ends[0], ends[-1]) if all(ends) else ""

    if not kinds & {"past", "current", "next", "this"}:
        if not context.last_month:
            return Meaning("", "unknown", "day", "no month named before")
        edtf = text(date.fromisoformat(f"{context.last_month}-01"), phrase.step)
        return hung(edtf, "span" if "/" in edtf else "day", "day of the month named before")
    if not context.now:
        return Meaning("", "unknown", "day", "no day of writing")
    offset = -1 if "past" in kinds else 1 if "next" in kinds else 0
    edtf = agreed([text(day, offset) for day in possible_days(context.now)])
    return hung(edtf, "span" if "/" in edtf else "day", "day of this or last month")


def part_of_year(phrase: Phrase, context: Context) -> Meaning | None:
    """«الربع الأول من عام 2023»، «الأشهر الستة الأولى من العام»: its months."""
    if phrase.months:
        return part_of_month(phrase, context)
    at_end = "latest" in phrase.kinds
    if phrase.unit == "last_months":
        size, number = phrase.count, 1
    else:
        size = _fraction(phrase, context)
        number = 12 // max(size, 1) if at_end else phrase.numbers[0] if phrase.numbers else 0
    year = phrase.years[0] if phrase.years else year_referred_to(phrase, context)
    last = 12 if at_end else number * size
    if not number or not size or not year or last > 12:
        return Meaning("", "unknown", "period", "part of a year, which is open")
    months = month_text(year, last - size + 1), month_text(year, last)
    return Meaning(span(*months), "stated" if phrase.years else "relative", "period", "part of a year")


def part_of_month(phrase: Phrase, context: Context) -> Meaning | None:
    """«الأسبوع الأول من آب», «النصف الثاني من شهر آب 2021»: its days; the month where its year is open."""
    month = calendar_date(_as_month(phrase), context)
    some = phrase.unit == "last_days"
    days = phrase.count if some else _PART_DAYS.get(_fraction(phrase, context), 0)
    if month is None or not month.edtf or month_of(month.edtf) != month.edtf or not days:
        return month
    year, number = (int(part) for part in month.edtf.split("-"))
    end = month_end(year, number).day
    if "latest" in phrase.kinds:
        first, last = end - days + 1, end
    else:
        count = 1 if some or not phrase.numbers else phrase.numbers[0]
        first, last = (count - 1) * days + 1, count * days if (count + 1) * days <= end else end
    if not 1 <= first < last:
        return month
    edtf = f"{month.edtf}-{first:02}/{month.edtf}-{last:02}"
    return Meaning(edtf, month.basis, "period", "part of a month")


def _fraction(phrase: Phrase, context: Context) -> int:
    """How many months of a year «الربع», «النصف» is; 0 for a week."""
    forms = (context.reading.form(index) for index in range(phrase.first, phrase.last))
    return next((word(form).value for form in forms if word(form).kind == "fraction"), 0)


def _as_month(phrase: Phrase) -> Phrase:
    month = Phrase("month", phrase.sentence, phrase.offset, phrase.first, phrase.last)
    month.before, month.after = phrase.before, phrase.after
    month.kinds, month.weekdays, month.months = phrase.kinds, phrase.weekdays, phrase.months
    month.years, month.lunar_year = phrase.years, phrase.lunar_year
    return month


def whole_years(phrase: Phrase, context: Context) -> Meaning | None:
    """«عام 2017»، «عامي 2014 و2015»، «صيف 2018»."""
    first, last = phrase.years[0], phrase.years[-1]
    edtf = season_text(str(first), phrase) if phrase.season or first == last else span(str(first), str(last))
    return Meaning(edtf, "stated", "year" if first == last else "period", "year")


def season_text(year: str, phrase: Phrase) -> str:
    """A year with the season that stands before it, as EDTF has it: 2018-22."""
    return f"{year}-{phrase.season}" if year and phrase.season else year
