"""EDTF values mean the days they say, cost little to read, and agree with the edtf library."""

from datetime import date, timedelta

import pytest
from edtf import EDTFParseException, parse_edtf
from hijridate import Gregorian
from hypothesis import given
from hypothesis import strategies as st

from report_lib.edtf_dates import (
    day_text,
    exact_day,
    hijri_day,
    interval,
    is_edtf,
    month_text,
    months_from,
    precision,
    span,
)
from report_lib.records import DATE_PRECISIONS

DAYS = st.dates(date(1990, 1, 1), date(2060, 12, 31))


@pytest.mark.parametrize(
    ("edtf", "first", "last", "how_precise"),
    [
        ("2020-10-02", "2020-10-02", "2020-10-02", "day"),
        ("2020-10-01/2020-10-02", "2020-10-01", "2020-10-02", "range"),
        ("2021-08", "2021-08-01", "2021-08-31", "month"),
        ("2020-02", "2020-02-01", "2020-02-29", "month"),
        ("2021", "2021-01-01", "2021-12-31", "year"),
        ("2020-01/2020-03", "2020-01-01", "2020-03-31", "range"),
        ("2021/2021-03", "2021-01-01", "2021-12-31", "range"),
        ("2020-05-28~", "2020-05-27", "2020-05-29", "day"),
        ("2020-05~", "2020-04-01", "2020-06-30", "month"),
        ("2020?", "2019-01-01", "2021-12-31", "year"),
        # Read by the library: what the project does not write, but a metadata file may hold.
        ("2020-10-XX", "2020-10-01", "2020-10-31", "month"),
        ("2017-21", "2017-03-01", "2017-05-31", "range"),
        ("201X", "2010-01-01", "2019-12-31", "range"),
    ],
)
def test_a_value_means_its_days(edtf: str, first: str, last: str, how_precise: str) -> None:
    assert is_edtf(edtf)
    assert interval(edtf) == (first, last)
    assert precision(edtf) == how_precise


@pytest.mark.parametrize("edtf", ["2019-03-24/..", "../2020-09", "2020-10-02/", "/2020-10-02"])
def test_an_open_interval_has_no_days(edtf: str) -> None:
    assert is_edtf(edtf)
    assert interval(edtf) == ("", "")
    assert precision(edtf) == "range"


@pytest.mark.parametrize("edtf", ["XXXX-08", "XXXX-01-16", "XXXX-08-05/XXXX-08-07"])
def test_a_value_without_a_year_is_valid_and_of_unknown_precision(edtf: str) -> None:
    assert is_edtf(edtf)
    assert interval(edtf) == ("", "")
    assert precision(edtf) == "unknown"


@pytest.mark.parametrize(
    "text", ["", "2020-02-30", "2021-13", "12 آب", "٢٠٢١-٠٨-١٢", "2020-10-02T10:00", "1/2/3", "yesterday"]
)
def test_other_text_is_no_edtf(text: str) -> None:
    assert not is_edtf(text)
    assert interval(text) == ("", "")
    assert precision(text) == "unknown"


@pytest.mark.parametrize(
    "text", ["XXXX-11/..", "../XXXX-11", "XXXX-01-16/..", "2020~/XXXX-08", "XXXX-01-45", "XXXX-13"]
)
def test_no_interval_is_open_that_has_no_year(text: str) -> None:
    with pytest.raises((EDTFParseException, TypeError)):
        parse_edtf(text)
    assert not is_edtf(text)
    assert interval(text) == ("", "")
    assert precision(text) == "unknown"


@given(DAYS, st.integers(0, 400), st.sampled_from([4, 7, 10]))
def test_days_and_validity_agree_with_the_library(day: date, more: int, length: int) -> None:
    edtf = span(day.isoformat()[:length], (day + timedelta(days=more)).isoformat()[:length])
    parsed = parse_edtf(edtf)
    bounds = (date(*parsed.lower_strict()[:3]).isoformat(), date(*parsed.upper_strict()[:3]).isoformat())
    assert is_edtf(edtf)
    assert interval(edtf) == bounds


@given(st.one_of(st.text(max_size=30), st.text("0123456789X-/.~?%", max_size=25)))
def test_no_text_breaks_them(text: str) -> None:
    first, last = interval(text)
    assert first <= last
    assert precision(text) in DATE_PRECISIONS
    assert is_edtf(text) or (first, precision(text)) == ("", "unknown")


@given(DAYS)
def test_a_hijri_day_is_that_of_the_civil_calendar_of_saudi_arabia(day: date) -> None:
    hijri = Gregorian(day.year, day.month, day.day).to_hijri()
    assert hijri_day(hijri.year, hijri.month, hijri.day) == day


def test_a_hijri_day_outside_its_calendar_is_none() -> None:
    assert hijri_day(1437, 2, 22) == date(2015, 12, 4)
    assert hijri_day(1437, 2, 31) is None
    assert hijri_day(1200, 1, 1) is None


def test_texts_are_made_of_numbers() -> None:
    assert (month_text(2021, 3), month_text(None, 3)) == ("2021-03", "XXXX-03")
    assert (month_text(10_000, 1), month_text(0, 12), day_text(0, 12, 31)) == ("", "", "")
    assert (day_text(2021, 3, 9), day_text(None, 2, 29), day_text(2021, 2, 29)) == ("2021-03-09", "XXXX-02-29", "")
    assert months_from(date(2021, 1, 31), -2) == (2020, 11)
    assert (exact_day("2021-03-09"), exact_day("2021-03"), exact_day("2021-03-09~")) == (date(2021, 3, 9), None, None)
