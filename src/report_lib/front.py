"""The front page's list of months, and the month that each is set beside."""

from __future__ import annotations

from collections.abc import Mapping

from report_lib.collection import Collection, months
from report_lib.editions import UNDATED, Edition
from report_lib.facts import facts
from report_lib.markdown import escape_markdown, table
from report_lib.wording import month_name


def compared_with(collection: Collection, month: str) -> str:
    """The month that `month` is set beside: the latest one before it with a tally that an article quotes.

    Without one it is the latest month before it that has anything; before the first, the calendar month before it.
    """
    listed = [each for each in months(collection) if each != UNDATED]
    if month == UNDATED:
        return listed[-1] if listed else "2000-01"
    series = {tally.tally_id for tally in collection.series.tallies}
    quoted = {event.month for event in collection.tallies if not set(event.article_ids) <= series}
    earlier = [each for each in listed if each < month]
    with_tally = [each for each in earlier if each in quoted]
    return max(with_tally or earlier or [_before(month)])


def months_list(collection: Collection, pairs: Mapping[str, str]) -> str:
    """The months with their headlines and pages, latest first, as Markdown."""
    rows = []
    for month, against in sorted(pairs.items(), key=lambda pair: (pair[0] != UNDATED, pair[0]), reverse=True):
        english, arabic = (Edition(month, against, lang).folder.as_posix() for lang in ("en", "ar"))
        name = escape_markdown(month_name(month, "en"))
        pages = f"[PDF](reports/{english}/brief.pdf) · [[العربية](reports/{arabic}/brief.html)]{{lang=ar dir=rtl}}"
        headline = escape_markdown(facts(collection, month, against).headline)
        rows.append([f"[{name}](reports/{english}/brief.html)", headline, pages])
    return table(["Month", "What the reports say", "Also as"], rows)


def _before(month: str) -> str:
    number = 12 * int(month[:4]) + int(month[5:]) - 2
    return f"{number // 12}-{number % 12 + 1:02}"
