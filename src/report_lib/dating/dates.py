"""Every mention of a time in an article, resolved as far as the text and its publication date allow, no further.

The date of an incident and the date of its article are two things: a publication date is only what relative words
hang on. Nothing falls back to it, or to today.
"""

from __future__ import annotations

from report_lib.arabic.mentions import Mention
from report_lib.arabic.text import Folded
from report_lib.dating.date_anchors import Context, anchor
from report_lib.dating.date_meanings import Item, resolved
from report_lib.dating.date_phrases import read_phrases
from report_lib.dating.date_ranges import joined_periods, same_periods, share_years
from report_lib.dating.date_writing import datelines, day_of_writing, earliest_year, printed_day, report_year
from report_lib.edtf_dates import interval, is_edtf, precision

__all__ = ["DateMention", "find_dates", "interval", "is_edtf", "precision", "printed_date"]


class DateMention(Mention):
    """A time that the text names."""

    def __init__(
        self, start: int, end: int, edtf: str, basis: str, kind: str, rule: str, *, said: bool = False
    ) -> None:
        super().__init__(start, end)
        self.edtf = edtf  # EDTF; "" where it cannot be resolved, XXXX-08 where the year is open
        self.basis = basis  # records.DATE_BASES: stated, relative, weekday, unknown
        self.kind = kind  # day; span (a night over two days, from-to of days); month; year; period (of a tally); vague
        self.rule = rule  # what decided
        self.said = said  # a day of what is said: «قال المرصد الاثنين إن …»

    def as_period(self) -> DateMention:
        """The same time, over which a tally counts."""
        return self.meaning(self.edtf, "period", self.rule)

    def meaning(self, edtf: str, kind: str, rule: str) -> DateMention:
        """The same words with another meaning."""
        return DateMention(self.start, self.end, edtf, self.basis, kind, rule, said=self.said)


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
    share_years(reading)
    items = same_periods(joined_periods(resolved(context, printed), context))
    return [_mention(item) for item in items]


def _mention(item: Item) -> DateMention:
    phrase, found = item.phrase, item.meaning
    start, end = phrase.sentence.span(item.first - phrase.offset, item.last - phrase.offset)
    return DateMention(start, end, found.edtf, found.basis, found.kind, found.rule, said=phrase.said)


def printed_date(folded: Folded) -> str:
    """The publication date printed near the top (EDTF), "" if none."""
    reading = read_phrases(folded)
    return printed_day(datelines(reading, folded.text), reading)
