"""When an article was written, as its text has it: a printed date, «اليوم الخميس 12 آب 2021», a report's year."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from report_lib.dating.date_anchors import (
    LEAD_SENTENCES,
    Anchor,
    Context,
    days_back,
    is_coming,
    leaves_room,
    near_weekday,
)
from report_lib.dating.date_calendar import calendar_date
from report_lib.dating.date_phrases import BREAK, Phrase, Reading
from report_lib.dating.date_words import LISTS, word, years_covered
from report_lib.edtf_dates import exact_day, some_days

_DATELINE_LINES: Final = 8  # the date of publication is printed in one of the first lines
_DATELINE_STRANGERS: Final = 2  # a place and an agency may stand beside it
_DATELINE_START: Final = 5  # or it stands among the first words of the article («دمشق (رويترز) 12 آب 2021 - قتل …»)
_DAYS_OF_PERIOD: Final = 3  # of so many days no article is written on the last
_MARKS: Final = ("|", "-", ":")
_ENDS_PLACE: Final = ("،", ")", "-", "/")  # what may stand between the place of a dateline and its day
# Words that a sentence has with a date, and a dateline has not.
_OF_PROSE: Final = frozenset(
    ("in", "since", "during", "of", "to", "between", "before", "after", "day_word", "today", "yesterday")
)


def datelines(reading: Reading, text: str) -> list[Phrase]:
    """The full dates that the text prints as its own: alone in one of its first lines, or before its first sentence."""
    full = [phrase for phrase in reading.phrases if phrase.is_full_date and not _is_of_days(phrase)]
    if _are_headings(full, reading):
        return []
    found: list[Phrase] = []
    for number, (first, last) in enumerate(_lines(reading, text) if full else ()):
        dates = [phrase for phrase in full if first <= phrase.first < last]
        if not dates:
            continue
        if any(phrase.kinds & _OF_PROSE for phrase in dates):
            continue
        if reading.form(last - 1) == ".":
            if _opens_sentence(dates[0], first, reading):
                found.append(dates[0])
            continue
        if not LISTS["not_dateline"].isdisjoint(reading.forms(first, last)):
            continue
        after_dash = dates[-1].before == "dash" and dates[-1].last >= last - 1
        strangers = _DATELINE_STRANGERS * (2 if after_dash else 1)  # «بغداد / «الرافد نيوز» – 11 أيار 2020»
        titled = not number and _ends_title(dates[-1], last, reading)
        if (
            titled
            or _is_labelled(dates[-1], reading)
            or len(_strangers(reading, first, last)) <= (strangers if number else 0)
        ):
            found += dates
        elif number and _opens_article(dates[0], first, reading):
            found.append(dates[0])
    return found


def _is_of_days(phrase: Phrase) -> bool:
    """«1–15 شباط 2022»: the period of a bulletin."""
    return len(phrase.numbers) > 1 and abs(phrase.numbers[1] - phrase.numbers[0]) >= _DAYS_OF_PERIOD


def _is_labelled(phrase: Phrase, reading: Reading) -> bool:
    """«المصدر: بيروت - الوكالات      التاريخ: 17 نوفمبر 2014»."""
    before = reading.forms(max(phrase.first - 2, 0), phrase.first)
    return len(before) > 1 and before[-1] == ":" and before[-2] in LISTS["dateline_labels"]


def _are_headings(full: list[Phrase], reading: Reading) -> bool:
    """«الجمعة 6 كانون الثاني 2023» alone in a line, and another day in another: each heads what is listed below it."""
    alone = [phrase for phrase in full if phrase.weekdays and _is_alone(phrase, reading)]
    return len({(*phrase.numbers, *phrase.months) for phrase in alone}) > 1


def _is_alone(phrase: Phrase, reading: Reading) -> bool:
    before = reading.form(phrase.first - 1), reading.form(phrase.first - 2)
    marked = not before[0][0].isalpha() and BREAK in before
    return marked and reading.form(phrase.last).rstrip(":") in (BREAK, "")


def _ends_title(phrase: Phrase, line_end: int, reading: Reading) -> bool:
    """«دير الزور 24 || الثلاثاء 3 أيار 2022»: the day of a round-up."""
    return bool(phrase.weekdays) and phrase.last == line_end and reading.form(phrase.first - 1) in _MARKS


def _lines(reading: Reading, text: str) -> Iterator[tuple[int, int]]:
    """The first lines that have words, as token ranges."""
    first, number = 0, 0
    for sentence, end in zip(reading.sentences, reading.breaks, strict=True):
        if sentence.end == len(text) or text[sentence.end - 1] == "\n":
            yield first, end
            first, number = end + 1, number + 1
            if number == _DATELINE_LINES:
                return


def _strangers(reading: Reading, first: int, last: int) -> list[str]:
    """The words of a line that are neither of a date nor of what is printed beside one."""
    dated = {index for phrase in reading.phrases for index in range(phrase.first, phrase.last)}
    words = (reading.form(index) for index in range(first, last) if index not in dated)
    return [form for form in words if form.isalpha() and form not in LISTS["dateline_words"]]


def _opens_article(phrase: Phrase, line: int, reading: Reading) -> bool:
    ahead = {reading.kind(index) for index in range(line, phrase.first)}
    near = phrase.first - line < _DATELINE_START and not ahead & _OF_PROSE
    return near and reading.form(phrase.last) in LISTS["dateline_after"]


def _opens_sentence(phrase: Phrase, line: int, reading: Reading) -> bool:
    """«دمشق، 14 آب 2020 – قُتل سبعة عناصر أمس.»: behind the place where it was written, before a dash."""
    before = reading.form(phrase.first - 1) if phrase.first > line else ""
    return before in _ENDS_PLACE and reading.form(phrase.last) == "-" and _opens_article(phrase, line, reading)


def printed_day(found: list[Phrase], reading: Reading) -> str:
    """The day of the datelines; one that tells of an update, or a Hijri one, only if there is no other; "" if none."""

    def second_choice(phrase: Phrase) -> bool:
        ahead = reading.forms(max(phrase.first - 3, 0), phrase.first)
        return bool(phrase.lunar_year or LISTS["dateline_update"] & {*ahead})

    meanings = (calendar_date(phrase, Context(reading)) for phrase in sorted(found, key=second_choice))
    return next((meaning.edtf for meaning in meanings if meaning), "")


def day_of_writing(reading: Reading, published: Anchor | None) -> Anchor | None:
    """The day of writing as «أمس السبت» or «اليوم 12 آب 2021» has it.

    A publication date may be that of a collection, a day or so late; and the text may be all that dates it.
    """
    if published and not published.exact:
        return published
    context = None if published else Context(reading, earliest_year=earliest_year(reading))
    for phrase in reading.phrases:
        if "today" not in phrase.kinds and "yesterday" not in phrase.kinds:
            continue
        back = days_back(phrase)
        if back < 0:
            continue
        day = ""
        if published and phrase.rule in ("near day", "weekday near day") and phrase.weekdays:
            day = near_weekday(phrase.weekdays[0], published.first, back)
        elif context and phrase.months:
            meaning = calendar_date(phrase, context)
            day = meaning.edtf if meaning else ""
        written = exact_day(day)
        if written and leaves_room(written.year):
            return Anchor(written + some_days(back), written + some_days(back))
    return published


def earliest_year(reading: Reading) -> int:
    """The latest year that the text speaks of as past, so that it was written then or later; 0 if none."""
    years = (
        phrase.years[-1]
        for phrase in reading.phrases
        if phrase.years and not is_coming(phrase, reading) and phrase.before != "to"
    )
    return max((year for year in years if year in years_covered()), default=0)


def report_year(reading: Reading) -> int:
    """The year that a report names at its start as its subject («تقريرها السنوي عن عام 2021»); 0 if none."""
    opening = word(reading.form(0))
    named = [(0, opening.value)] if opening.kind == "year" and reading.kind(1) != "dash" else []
    for phrase in reading.phrases:
        if phrase.rule in ("year", "bare year") and phrase.before not in ("since", "before", "after", "to"):
            named.append((phrase.first, phrase.years[0]))
    if not named:
        return 0
    for first, last in pairwise([-1, *reading.breaks[:LEAD_SENTENCES]]):
        years = [year for at, year in named if first < at < last]
        sentence = " ".join(reading.forms(first + 1, last)) if years else ""
        if any(stem in sentence for stem in LISTS["report_words"]):
            return years[0]
    return 0
