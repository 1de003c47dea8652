"""What hangs on the day told of last: «في اليوم التالي», «قبل ذلك بيومين», «وبعد أسبوع», «في مثل هذا اليوم»."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Final

from report_lib.dating.date_anchors import LEAD_SENTENCES, Context, Meaning, ToldDay, days_before, hung, said_at
from report_lib.dating.date_calendar import season_text
from report_lib.dating.date_phrases import Phrase
from report_lib.dating.date_relative import a_weekday, back, kind_of_unit, near_day, week_named
from report_lib.edtf_dates import as_text, day_text, exact_day, interval, month_text, months_from, span

AFTER: Final = "days after"  # what is dated so is told of in passing
NEXT: Final = "after the one named before"  # how the rule of «في اليوم التالي» ends
TOLD_OF: Final = "the day told of"
LAPSE: Final = "the period named before"

# What the day of a sentence itself may be named by, and how it is read.
_OWN_DAYS: Final = {"near day": near_day, "weekday near day": near_day, "weekday": a_weekday}


def day_beside(phrase: Phrase, context: Context) -> Meaning | None:
    """«في اليوم التالي», «في اليوم السابق، الاثنين», «في الليلة نفسها», «مساء ذلك اليوم»."""
    step = phrase.step
    if not context.told:
        return hung("", "day", _beside("day", step)) if step else None
    edtf = _past(context, lambda told: told.away(step))
    day = exact_day(edtf)
    contradicted = day and phrase.weekdays and day.isoweekday() != phrase.weekdays[0]
    return hung("" if contradicted else edtf, "day", _beside("day", step))


def days_beside(phrase: Phrase, context: Context) -> Meaning | None:
    """«خلال اليومين السابقين», «في الأيام الثلاثة التالية»."""
    last, count = context.last, phrase.count
    if not count:
        return Meaning("", "unknown", "vague", "a few units")
    first, final = (-count, -1) if phrase.step < 0 else (1, count)
    if phrase.unit == "last_months" and context.last_month:
        month = date.fromisoformat(f"{context.last_month}-01")
        edtf = span(*(month_text(*months_from(month, end)) for end in (first, final)))
        return hung(edtf, "period", _beside("months", phrase.step))
    known = last is not None and phrase.unit == "last_days"
    edtf = span(last.away(first), last.away(final)) if last and known else ""
    return hung(edtf, "period", _beside("days", phrase.step))


def unit_beside(phrase: Phrase, context: Context) -> Meaning | None:
    """«الشهر الذي سبقه», «خريف العام التالي», «ذلك العام», «في الأسبوع الذي سبقه»."""
    step = phrase.step
    if "this_year" in phrase.kinds:
        year = f"{context.last_year + step:04}" if context.last_year else ""
        return _named(season_text(year, phrase), "year", step)
    if "this_month" in phrase.kinds:
        month = context.last_month and month_text(*months_from(date.fromisoformat(f"{context.last_month}-01"), step))
        return _named(month, "month", step)
    return _named(week_named(context, step), "period", step)


def _named(edtf: str, kind: str, step: int) -> Meaning | None:
    rule = _beside({"period": "week"}.get(kind, kind), step)
    return hung(edtf, kind, rule) if edtf or step else None


def _beside(unit: str, step: int) -> str:
    return f"the {unit} " + (NEXT if step > 0 else "before the one named before" if step else "the one named before")


def days_after(phrase: Phrase, context: Context) -> Meaning | None:
    """«قُتلوا السبت، بعد يوم من فشل القمة»: the day of what follows; in a lead seen from the day of writing.

    A sentence that opens so goes on to a day of its own: «بعد يوم من مقتل خمسة، قُتل أمس …»; or from the day told of:
    «وبعد يومين من الإنزال قُتل …».
    """
    if not _is_counted(phrase):
        return None
    reading, told, last = context.reading, context.told, context.last
    sentence = reading.sentence(phrase.first)
    if following := _day_behind(phrase, context):
        return hung(days_before(following, _days(phrase)), "day", AFTER)
    here = last if last and reading.sentence(last.at) == sentence else None
    if told and not here and reading.opens(phrase.first) and (found := _hung_on_told(context, 1, phrase)).edtf:
        return found
    seen = here or (told if kind_of_unit(phrase) == "day" else None)
    if seen:
        return hung(_counted_from(seen, -1, phrase), kind_of_unit(phrase), AFTER)
    if sentence < LEAD_SENTENCES:
        return hung(back(phrase, context), kind_of_unit(phrase), AFTER)
    return Meaning("", "unknown", "vague", "days after something, which is open")


def _day_behind(phrase: Phrase, context: Context) -> date | None:
    """The day that the sentence names next: «بعد يوم من مقتل خمسة، قُتل أمس …»; none of what is only said on it."""
    reading = context.reading
    if not reading.opens(phrase.first) or phrase.unit in ("month_unit", "year_unit"):
        return None
    following = next((each for each in reading.phrases if each.first >= phrase.last), None)
    if following is None or reading.sentence(following.first) != reading.sentence(phrase.first):
        return None
    if following.rule not in _OWN_DAYS or said_at(following, reading) >= 0:
        return None
    meaning = _OWN_DAYS[following.rule](following, context)
    return exact_day(meaning.edtf) if meaning else None


def days_later(phrase: Phrase, context: Context) -> Meaning | None:
    """«وبعد يومين هاجموا …»: a sentence that opens so goes on from the day told of."""
    if not context.told or not _is_counted(phrase) or not context.reading.opens(phrase.first):
        return None
    return _hung_on_told(context, 1, phrase)


def days_from_then(phrase: Phrase, context: Context) -> Meaning | None:
    """«وقبل ذلك بيومين», «وقبله بأربعة أيام», «بعد الهجوم بأسبوع», «قبل يومين من الهجوم»."""
    if not context.told or not _is_counted(phrase):
        return None
    return _hung_on_told(context, 1 if phrase.kinds & {"after", "after_it", "came_after"} else -1, phrase)


def same_day_of_the_year(phrase: Phrase, context: Context) -> Meaning | None:
    """«في مثل هذا اليوم قبل خمسة أعوام», «في مثل هذا اليوم من عام 2013»."""
    now = context.written.exact if context.written else None
    ago = phrase.count if phrase.unit == "year_unit" and "before" in phrase.kinds else 0
    past = 1 if "past" in phrase.kinds else ago
    if now is None or not (phrase.years or past):
        return None
    year = phrase.years[-1] if phrase.years else now.year - past
    return hung(day_text(year, now.month, now.day), "day", "this day of another year")


def _is_counted(phrase: Phrase) -> bool:
    """Whether days or more are counted, be it in hours: «بعد 48 ساعة»."""
    return bool(phrase.count) and (phrase.unit != "hour_unit" or _days(phrase) > 0)


def _days(phrase: Phrase) -> int:
    """How many days are counted."""
    if phrase.unit == "hour_unit":
        return 0 if "hedge" in phrase.kinds or phrase.count % 24 else phrase.count // 24
    return phrase.count * (7 if phrase.unit == "week_unit" else 1)


def _hung_on_told(context: Context, sign: int, phrase: Phrase) -> Meaning:
    edtf = _past(context, lambda told: _counted_from(told, sign, phrase))
    return hung(edtf, kind_of_unit(phrase), f"days {'after' if sign > 0 else 'before'} {TOLD_OF}")


def _past(context: Context, meaning: Callable[[ToldDay], str]) -> str:
    """What is seen from the day told of last, or from one before it where that would lie after the day of writing."""
    now = as_text(context.written.last) if context.written else "9999"
    for told in reversed(context.days_told):
        edtf = meaning(told)
        if interval(edtf)[0] <= now:
            return edtf
    return ""


def _counted_from(told: ToldDay, sign: int, phrase: Phrase) -> str:
    """So many days or weeks from a day; the month or year so many months or years from it."""
    count = sign * phrase.count
    if phrase.unit == "month_unit":
        edtf = told.agreed([month_text(*months_from(day, count)) for day in told.days])
    elif phrase.unit == "year_unit":
        edtf = told.agreed([f"{day.year + count:04}" for day in told.days])
    else:
        edtf = told.away(sign * _days(phrase))
    return f"{edtf}~" if edtf and "hedge" in phrase.kinds else edtf


def that_lapse(phrase: Phrase, context: Context) -> Meaning | None:
    """«في تلك المدة»: the period named before, which is known when the ends of periods are joined."""
    return Meaning("", "unknown", "period", LAPSE)
