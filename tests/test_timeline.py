"""A known day is a dot, an uncertain date an interval, and the words beside them say the same."""

from __future__ import annotations

import pytest

from report_lib.charting.timeline import timeline_chart, timeline_words
from report_lib.wording import Language
from test_charts import gids

ITEMS = [
    ("Rusafa", "2020-10-02", "2020-10-02", "2020-10-02"),
    ("Sukhna", "2020-09-28/2020-10-04", "2020-09-28", "2020-10-04"),
]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_day_is_a_dot_and_uncertain_days_are_an_interval(lang: Language) -> None:
    assert gids(timeline_chart(ITEMS, "2020-10", lang), "day|interval") == {"day-0", "interval-1"}


def test_dates_beyond_the_month_are_not_cut_off() -> None:
    year = [("Homs", "2020", "2020-01-01", "2020-12-31")]
    assert gids(timeline_chart(year, "2020-10", "en"), "interval") == {"interval-0"}


def test_what_has_no_month_is_drawn_over_its_own_days() -> None:
    assert gids(timeline_chart(ITEMS, "undated", "en"), "day|interval") == {"day-0", "interval-1"}


def test_the_words_say_the_dates() -> None:
    assert timeline_words(ITEMS, "en").startswith(
        "Rusafa: 2 October 2020; Sukhna: 28 September 2020 to 4 October 2020."
    )
