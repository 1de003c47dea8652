"""What «أمس»، «الجمعة الماضي»، «قبل شهرين» mean, seen from the day of writing; open where that is unknown."""

from __future__ import annotations

from datetime import date
from typing import Final

from report_lib.dating.date_anchors import (
    Context,
    Meaning,
    agreed,
    days_back,
    days_before,
    hung,
    is_coming,
    latest_weekday,
    near_weekday,
    next_weekday,
    possible_days,
    said_at,
)
from report_lib.dating.date_calendar import season_text, year_referred_to
from report_lib.dating.date_phrases import Phrase
from report_lib.edtf_dates import as_text, exact_day, month_text, months_from, some_days, span

WEEK, SOME_TIME_AGO = "this or last week", "some time ago"
_NEAR_DAYS: Final = {-1: "tomorrow", 0: "today", 1: "yesterday", 2: "the day before yesterday"}
_ADJECTIVES: Final = {"past": -1, "next": 1}
# A weekday further ahead of the day told of lies back: of one that opens a sentence, of another.
_NEXT_DAYS, _VERY_NEXT = 4, 2


def near_day(phrase: Phrase, context: Context) -> Meaning | None:
    """Today, yesterday, the day before; a weekday beside it must fit, or it says which day is meant."""
    if "tomorrow" in phrase.kinds and not phrase.weekdays and not phrase.kinds & {"day_word", "part"}:
        return None  # «غدا» is also "became"
    days, written = days_back(phrase), context.written
    rule = _NEAR_DAYS[days]
    if not phrase.weekdays:
        return hung(written.days_ago(days) if written else "", "day", rule)
    name = phrase.weekdays[0]
    if written:
        day = agreed([near_weekday(name, now, days) for now in possible_days(written)])
        if not day and written.approximate:
            day = written.days_ago(days)
        return hung(day, "day", rule if day == written.days_ago(days) else f"{rule}, by the weekday")
    if context.said and (context.said - some_days(days)).isoweekday() == name:
        return Meaning(days_before(context.said, days), "relative", "day", f"{rule}, by the weekday")
    return hung("", "day", rule)


def a_weekday(phrase: Phrase, context: Context) -> Meaning | None:
    """«السبت» is the latest one, «السبت الماضي» lies before the day of writing, «السبت المقبل» after it."""
    name, now = phrase.weekdays[0], context.now
    if not context.written and not phrase.kinds & {"past", "next"}:
        if context.week:
            end = date.fromisoformat(context.week.rpartition("/")[2])
            return hung(as_text(latest_weekday(name, end)), "day", "weekday of the week named before")
        if edtf := _soon_after(name, phrase, context):
            return hung(edtf, "day", "weekday after the day told of")
    if not now:
        return hung("", "day", "weekday")
    off = 8 if "before" in phrase.kinds else 1 if "past" in phrase.kinds or "next" in phrase.kinds else 0
    if "next" in phrase.kinds or is_coming(phrase, context.reading):
        coming = [as_text(next_weekday(name, day + some_days(off))) for day in possible_days(now)]
        return hung(agreed(coming), "day", "weekday to come")
    edtf = agreed([as_text(latest_weekday(name, day - some_days(off) if off else day)) for day in possible_days(now)])
    return hung(edtf, "day", "last weekday" if off else "weekday")


def weekday_of_week(phrase: Phrase, context: Context) -> Meaning | None:
    """«الثلاثاء من الأسبوع الماضي», «… من الأسبوع نفسه»."""
    week = this_unit(phrase, context) if phrase.kinds & _ADJECTIVES.keys() else None
    edtf = week.edtf if week else week_named(context, phrase.step)
    end = exact_day(edtf.rpartition("/")[2])
    return hung(as_text(latest_weekday(phrase.weekdays[0], end)) if end else "", "day", "weekday of a week")


def _soon_after(weekday: int, phrase: Phrase, context: Context) -> str:
    """«الأربعاء تدخلت …», «… وفق ما أفاد المرصد الخميس» without a day of writing: soon after the day told of."""
    told, reading = context.told, context.reading
    if told is None or told.said:
        return ""
    said = said_at(phrase, reading)
    follows = reading.opens(phrase.first) or (said >= 0 and reading.form(said - 1) != "قد")
    ahead = {(next_weekday(weekday, day) - day).days for day in told.days}
    return told.away(*ahead) if len(ahead) == 1 and max(ahead) <= (_NEXT_DAYS if follows else _VERY_NEXT) else ""


def night(phrase: Phrase, context: Context) -> Meaning | None:
    """«ليل الجمعة السبت»: a night over two days."""
    first, second = phrase.weekdays
    edtf = ""
    if context.now and second == first % 7 + 1:
        edtf = agreed([_night_to(latest_weekday(second, day)) for day in possible_days(context.now)])
    return hung(edtf, "span", "night over two days")


def two_weekdays(phrase: Phrase, context: Context) -> Meaning | None:
    """«يومي الأحد والاثنين»."""
    first, second = phrase.weekdays
    if first == second or not context.now:
        return hung("", "span", "two weekdays")
    ends = [latest_weekday(second, day) for day in possible_days(context.now)]
    edtf = agreed([span(as_text(latest_weekday(first, end)), as_text(end)) for end in ends])
    return hung(edtf, "span", "two weekdays")


def last_night(phrase: Phrase, context: Context) -> Meaning | None:
    """«الليلة الماضية», «الليلة قبل الماضية»."""
    back = some_days(1 if "before" in phrase.kinds else 0)
    edtf = agreed([_night_to(day - back) for day in possible_days(context.written)])
    return hung(edtf, "span", "last night")


def _night_to(morning: date) -> str:
    return span(days_before(morning, 1), as_text(morning))


def this_unit(phrase: Phrase, context: Context) -> Meaning | None:
    """«الشهر الماضي، العام الجاري، هذا الأسبوع، مطلع العام»."""
    kinds = phrase.kinds
    if "end" in kinds and not kinds & {"past", "current", "next", "this", "previous"}:
        return Meaning("", "unknown", "vague", "end of a month or year, which is open")
    offset = sum(_ADJECTIVES.get(kind, 0) for kind in kinds) * (2 if "before" in kinds else 1)
    if "this_year" in kinds:
        seen = agreed([f"{day.year + offset:04}" for day in possible_days(context.now)])
        year = seen if context.now else str(year_referred_to(phrase, context) or "")
        return hung(season_text(year, phrase), "year", "this or last year")
    if "this_month" in kinds:
        edtf = agreed([month_text(*months_from(day, offset)) for day in possible_days(context.now)])
        return hung(edtf, "month", "this or last month")
    if not kinds & {"this", "past", "current", "next"}:
        edtf = week_named(context, 0)
        return hung(edtf, "period", "the week named before") if edtf else None
    return hung(agreed([_week(day, offset) for day in possible_days(context.written)]), "period", WEEK)


def week_named(context: Context, weeks: int) -> str:
    """«المجموع خلال الأسبوع», «… في الأسبوع الذي سبقه»: the week that the report is of, or so many weeks from it."""
    ends = [exact_day(end) for end in context.week.split("/")]
    return span(*(as_text(end + some_days(7 * weeks)) for end in ends if end)) if all(ends) else ""


def _week(day: date, offset: int) -> str:
    """Monday to Sunday; this week's days only as far as `day`."""
    monday = day - some_days(day.isoweekday() - 1) + some_days(7 * offset)
    last = day if offset == 0 else monday + some_days(6)
    return span(as_text(monday), as_text(last))


def ago(phrase: Phrase, context: Context) -> Meaning | None:
    """«قبل يومين، قبل أسبوع»; «قبل أيام» is vague, «قبل يومين من مقتله» hangs on something else."""
    if phrase.after == "of" and context.reading.form(phrase.last + 1) != "الان":
        return None
    if not phrase.count or phrase.unit == "hour_unit":
        return Meaning("", "unknown", "vague", SOME_TIME_AGO)
    return hung(back(phrase, context), kind_of_unit(phrase), "ago")


def since_ago(phrase: Phrase, context: Context) -> Meaning | None:
    """«منذ شهرين»: from then to the day of writing; «منذ يوم الهجوم» is no count of days."""
    if phrase.unit == "day_word" and not phrase.numbers and context.reading.form(phrase.last).startswith("ال"):
        return None
    if not phrase.count or phrase.unit == "hour_unit":
        return Meaning("", "unknown", "vague", "since some time")
    start = back(phrase, context).rstrip("~")
    return hung(up_to_now(start, context) if start else "", "period", "since")


def back(phrase: Phrase, context: Context) -> str:
    """The day, month or year so many units before; approximate where the text hedges or counts in weeks."""
    count = phrase.count
    doubt = "~" if "hedge" in phrase.kinds else ""
    if phrase.unit == "month_unit":
        edtf = agreed([month_text(*months_from(day, -count)) for day in possible_days(context.now)])
    elif phrase.unit == "year_unit":
        edtf = agreed([f"{day.year - count:04}" for day in possible_days(context.now)])
    elif not context.written:
        edtf = ""
    elif phrase.unit == "week_unit":
        return context.written.days_ago(7 * count, doubt or ("~" if count > 1 else ""))
    else:
        return context.written.days_ago(count, doubt)
    return edtf and edtf + doubt


def kind_of_unit(phrase: Phrase) -> str:
    """The kind of a date that is counted in this unit: a day, a month, a year."""
    return {"month_unit": "month", "year_unit": "year"}.get(phrase.unit, "day")


def up_to_now(start: str, context: Context) -> str:
    """An open period closed by the day of writing, in the start's own precision; open where that is unknown."""
    now = agreed([as_text(day)[: len(start)] for day in possible_days(context.now)])
    if not now and context.now and len(start) == 10:
        now = context.now.days_ago(0)
    if not now:
        return f"{start}/.."
    return span(start, now) if start <= now else start


def last_few(phrase: Phrase, context: Context) -> Meaning | None:
    """«الأيام الثلاثة الماضية» is a period up to now; «الأسابيع الماضية» is vague."""
    count, unit = phrase.count, phrase.unit.removeprefix("last_").removesuffix("s").removesuffix("_unit")
    if not count:
        return Meaning("", "unknown", "vague", "last few units")
    now = possible_days(context.now)
    if unit == "month":
        edtf = agreed([span(month_text(*months_from(day, -count)), as_text(day)[:7]) for day in now])
    elif unit == "year":
        edtf = agreed([span(f"{day.year - count:04}", f"{day.year:04}") for day in now])
    else:
        days = {"hour": -(-count // 24), "week": 7 * count}.get(unit, count)
        edtf = agreed([span(days_before(day, days), as_text(day)) for day in possible_days(context.written)])
    return hung(edtf, "period", "last units")


def some_time(phrase: Phrase, context: Context) -> Meaning | None:
    """«في وقت سابق» without a day of its own."""
    if phrase.after in ("of", "part", "night", "day_word", "today", "yesterday", "weekday"):
        return None
    return Meaning("", "unknown", "vague", "some time before")
