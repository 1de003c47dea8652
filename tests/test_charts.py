"""Charts show a range as an interval, an open end as an arrow, no number as a hollow mark, a missing month as a gap."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

import pytest

from report_lib.charting.charts import range_chart, range_words, series_chart, series_words
from report_lib.tallying.ranges import Range
from report_lib.tallying.tallies import Tally, monitors
from report_lib.wording import Language

ITEMS = [
    ("Rusafa", Range(10, "about", 20, "at_least")),
    ("حقل التيم", Range(6, "at_least", 17, "exact")),
    ("Sukhna", Range(n_unspecified=1)),
]


def tally(month: str, killed: int | None) -> Tally:
    number = Range() if killed is None else Range(killed, "at_least", killed, "at_least")
    return Tally(month, month, monitors()[0], Range(), number, Range(), Range(), (), "https://example.org", "read", "")


KILLED = {"2020-08": 76, "2020-09": 32, "2020-12": 56, "2021-01": None, "2021-03": 17}
SERIES = [tally(month, killed) for month, killed in KILLED.items()]


def gids(svg: bytes, names: str) -> set[str]:
    """The names of what is drawn, those that `names` matches."""
    found = {element.get("id", "") for element in ET.fromstring(svg).iter()}
    return {name for name in found if re.match(names, name)}


def marks(svg: bytes) -> set[str]:
    return gids(svg, "range|open|unknown|month|missing")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_what_is_known_of_a_number_is_seen(lang: Language) -> None:
    svg = range_chart(ITEMS, lang, unit="Killed")
    assert marks(svg) == {"range-0", "open-0", "range-1", "unknown-2"}


def test_a_month_that_the_series_lacks_is_a_gap_and_not_zero() -> None:
    svg = series_chart(SERIES, "2020-10", "en", unit="Killed", missing="not in the series")
    assert marks(svg) == {"missing-2020-10", "missing-2020-11", "missing-2021-01", "missing-2021-02", "month-unknown"}
    mark = next(element for element in ET.fromstring(svg).iter() if element.get("id") == "month-unknown")
    assert not [each for each in mark.iter() if each.tag.endswith("use")]  # a line: a mark would have a height
    assert "month" in marks(series_chart(SERIES, "2020-08", "en", unit="Killed", missing=""))
    assert not {"month", "month-unknown"} & marks(series_chart(SERIES, "undated", "en", unit="Killed", missing=""))


def test_the_words_beside_a_chart_say_what_it_shows() -> None:
    assert range_words(ITEMS, "en", unit="Killed") == (
        "Killed. Rusafa: about 10 to at least 20; حقل التيم: at least 6 to 17; Sukhna: number not given."
    )
    said = series_words(SERIES, "2020-10", "en", unit="Killed", missing="not in the series")
    assert "2020-08: at least 76" in said
    assert "2020-10: not in the series" in said
    assert "2021-01" not in said


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_same_numbers_give_the_same_bytes(lang: Language) -> None:
    assert range_chart(ITEMS, lang, unit="Killed") == range_chart(ITEMS, lang, unit="Killed")
    assert range_chart(ITEMS, lang, unit="Killed") != range_chart(ITEMS[:2], lang, unit="Killed")


def test_a_drawing_asks_for_nothing_outside_and_bears_no_date() -> None:
    svg = range_chart(ITEMS, "en", unit="Killed").decode()
    assert "<text" not in svg and "font-family" not in svg
    assert "<dc:date>" not in svg
    assert not re.search(r"(?:href|src)=\"(?!#)", svg)


def test_the_style_stays_with_the_chart() -> None:
    from matplotlib import rcParams

    before = dict(rcParams)
    range_chart(ITEMS, "en", unit="Killed")
    assert dict(rcParams) == before
