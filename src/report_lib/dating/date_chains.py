"""What hangs on the day told of last: «في اليوم التالي», «قبل ذلك بيومين», «وبعد أسبوع», «في مثل هذا اليوم»."""

from __future__ import annotations

from collections.abc import Callable

from report_lib.dating.date_anchors import LEAD_SENTENCES, Context, Meaning, ToldDay, hung
from report_lib.dating.date_phrases import Phrase
from report_lib.dating.date_relative import back, kind_of_unit
from report_lib.edtf_dates import day_text, exact_day, interval, month_text, months_from

AFTER = "days after"  # what is dated so is told of in passing
TOLD_OF = "the day told of"

LAPSE = "the period named before"


def day_beside(phrase: Phrase, context: Context) -> Meaning | None:
    """«في اليوم التالي», «في اليوم السابق، الاثنين», «في الليلة نفسها»."""
    away = 0 if "same" in phrase.kinds else -1 if phrase.kinds & {"previous", "preceded"} else 1
    rule = f"the day {('', 'after ', 'before ')[away]}the one named before"
    if context.told is None:
        return hung("", "day", rule) if away else None
    edtf = _past(context, lambda told: told.away(away))
    day = exact_day(edtf)
    contradicted = day and phrase.weekdays and day.isoweekday() != phrase.weekdays[0]
    return hung("" if contradicted else edtf, "day", rule)


def days_after(phrase: Phrase, context: Context) -> Meaning | None:
    """«قُتلوا السبت، بعد يوم من فشل القمة»: the day of what follows; in a lead seen from the day of writing.

    A sentence that opens so goes on from the day told of: «وبعد يومين من الإنزال قُتل …».
    """
    if not _is_counted(phrase):
        return None
    reading, told, last = context.reading, context.told, context.last
    sentence = reading.sentence(phrase.first)
    here = last if last and reading.sentence(last.at) == sentence else None
    if told and not here and reading.opens(phrase.first) and (found := _hung_on_told(context, 1, phrase)).edtf:
        return found
    seen = here or (told if kind_of_unit(phrase) == "day" else None)
    if seen:
        return hung(_counted_from(seen, -1, phrase), kind_of_unit(phrase), AFTER)
    if sentence < LEAD_SENTENCES:
        return hung(back(phrase, context), kind_of_unit(phrase), AFTER)
    return Meaning("", "unknown", "vague", "days after something, which is open")


def days_later(phrase: Phrase, context: Context) -> Meaning | None:
    """«وبعد يومين هاجموا …»: a sentence that opens so goes on from the day told of."""
    if not context.told or not _is_counted(phrase) or not context.reading.opens(phrase.first):
        return None
    return _hung_on_told(context, 1, phrase)


def days_from_then(phrase: Phrase, context: Context) -> Meaning | None:
    """«وقبل ذلك بيومين», «وقبله بأربعة أيام», «بعدها بأسبوع»."""
    if not context.told or not _is_counted(phrase):
        return None
    return _hung_on_told(context, 1 if phrase.kinds & {"after", "after_it"} else -1, phrase)


def same_day_of_the_year(phrase: Phrase, context: Context) -> Meaning | None:
    """«في مثل هذا اليوم قبل خمسة أعوام», «في مثل هذا اليوم من عام 2013»."""
    now = exact_day(context.written.edtf) if context.written else None
    ago = phrase.count if phrase.unit == "year_unit" and "before" in phrase.kinds else 0
    past = 1 if "past" in phrase.kinds else ago
    if now is None or not (phrase.years or past):
        return None
    year = phrase.years[-1] if phrase.years else now.year - past
    return hung(day_text(year, now.month, now.day), "day", "this day of another year")


def _is_counted(phrase: Phrase) -> bool:
    return bool(phrase.count) and phrase.unit != "hour_unit"


def _hung_on_told(context: Context, sign: int, phrase: Phrase) -> Meaning:
    edtf = _past(context, lambda told: _counted_from(told, sign, phrase))
    return hung(edtf, kind_of_unit(phrase), f"days {'after' if sign > 0 else 'before'} {TOLD_OF}")


def _past(context: Context, meaning: Callable[[ToldDay], str]) -> str:
    """What is seen from the day told of last, or from one before it where that would lie after the day of writing."""
    now = context.written.last.isoformat() if context.written else "9999"
    seen = (meaning(told) for told in reversed(context.days_told))
    return next((edtf for edtf in seen if interval(edtf)[0] <= now), "")


def _counted_from(told: ToldDay, sign: int, phrase: Phrase) -> str:
    """So many days or weeks from a day; the month or year so many months or years from it."""
    count = sign * phrase.count
    if phrase.unit == "month_unit":
        edtf = told.agreed(lambda day: month_text(*months_from(day, count)))
    elif phrase.unit == "year_unit":
        edtf = told.agreed(lambda day: f"{day.year + count:04}")
    else:
        edtf = told.away(count * (7 if phrase.unit == "week_unit" else 1))
    return f"{edtf}~" if edtf and "hedge" in phrase.kinds else edtf


def that_lapse(phrase: Phrase, context: Context) -> Meaning | None:
    """«في تلك المدة»: the period named before, which is known when the ends of periods are joined."""
    return Meaning("", "unknown", "period", LAPSE)
