"""The monitor's series: read as worded, traced like any number, and matched where a quotation fits one month alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_lib.records import Count, Incident
from report_lib.tallying.restated import dated_by_series, matched
from report_lib.tallying.tallies import Series, monitor_named, read_tallies, series_rows

SEEDS = Path(__file__).parent.parent / "seeds"
HEADER = (
    "month,attacks_at_least,killed_pro_regime_at_least,killed_civilians_at_least,wounded_at_least,"
    "attacks_by_governorate,url,basis,wording\n"
)
CEP = "مشروع مكافحة التطرف"


@pytest.fixture(scope="module")
def series() -> Series:
    return read_tallies(SEEDS / "tallies.csv")


def quoted(*numbers: tuple[str, int], date: str = "XXXX-08", source: str = CEP, perpetrator: str = "ISIS"):
    incident = Incident(incident_id="i", scope="aggregate", date=date, source=source, perpetrator=perpetrator)
    counts = [
        Count(count_id=f"c{at}", incident_id="i", measure=measure, low=number, high=number)
        for at, (measure, number) in enumerate(numbers)
    ]
    return incident, counts


def test_the_seeds_are_read_without_a_problem(series: Series) -> None:
    assert series.problems == ()
    assert len(series.tallies) == 39
    assert series.month("2020-10") == ()


def test_numbers_are_lower_bounds_unless_the_wording_says_otherwise(series: Series) -> None:
    (may,), (august,) = series.month("2020-05"), series.month("2020-08")
    (peak,), (september_2022,) = series.month("2021-01"), series.month("2022-09")
    assert (may.attacks.text(), may.killed.text()) == ("18", "at least 27")
    assert (august.attacks.text(), august.killed.text()) == ("at least 35", "at least 76")
    assert peak.attacks.text() == "47"
    assert (september_2022.attacks.text(), september_2022.wounded.text()) == ("at least 13", "6")
    assert not august.killed_civilians.stated


def test_the_breakdown_of_august_2020(series: Series) -> None:
    (august,) = series.month("2020-08")
    assert august.by_governorate == (("Homs", 12), ("Deir ez-Zor", 10), ("Raqqa", 9))
    assert august.unassigned == 4


def test_the_series_is_traced_like_any_number(series: Series) -> None:
    articles, incidents, counts = series_rows(series)
    assert len(articles) == len(incidents) == 39
    assert {incident.scope for incident in incidents} == {"aggregate"}
    (august,) = [incident for incident in incidents if incident.month == "2020-08"]
    assert (august.date_start, august.date_end) == ("2020-08-01", "2020-08-31")
    of_it = [count for count in counts if count.incident_id == august.incident_id]
    assert [(c.measure, c.low, c.high, c.qualifier) for c in of_it] == [
        ("attacks", 35, None, "at_least"),
        ("killed", 76, None, "at_least"),
    ]
    assert {count.count_id for count in of_it} == set(series.month("2020-08")[0].attacks.count_ids) | {
        "cep-2020-08/killed"
    }


@pytest.mark.parametrize(
    ("numbers", "cells", "month"),
    [
        ([("attacks", 35), ("killed", 76)], {}, "2020-08"),
        ([("attacks", 35), ("killed", 76)], {"date": "2020-08"}, "2020-08"),
        ([("attacks", 35), ("killed", 76)], {"date": ""}, "2020-08"),
        ([("attacks", 35), ("killed", 77)], {}, None),
        ([("attacks", 35), ("killed", 76)], {"date": "XXXX-09"}, None),
        ([("attacks", 35)], {"date": ""}, None),  # March 2023 has 35 attacks too, and one number is too little
        ([("attacks", 35)], {}, "2020-08"),
        ([("attacks", 35), ("killed", 76)], {"source": "المرصد السوري"}, None),
        ([("attacks", 35), ("killed", 76)], {"perpetrator": "Russia"}, None),
        ([("killed", 44)], {"date": "2020-09"}, "2020-09"),  # 32 soldiers and 12 civilians
        ([], {}, None),
    ],
)
def test_a_quotation_fits_one_month_alone(
    series: Series, numbers: list[tuple[str, int]], cells: dict[str, str], month: str | None
) -> None:
    tally = matched(*quoted(*numbers, **cells), series)
    assert (tally.month if tally else None) == month


def test_a_quotation_does_not_fit_a_month_after_its_publication(series: Series) -> None:
    quotation = quoted(("attacks", 35), ("killed", 76))
    assert matched(*quotation, series, "2020-07-12") is None
    assert matched(*quotation, series, "2020-09-12") is not None


def test_the_series_gives_the_year_and_nothing_else(series: Series) -> None:
    incident, counts = quoted(("attacks", 35), ("killed", 76))
    tally = matched(incident, counts, series)
    assert tally
    dated = dated_by_series(incident, tally)
    assert (dated.date, dated.date_basis, dated.month) == ("2020-08", "tally", "2020-08")
    assert (dated.date_start, dated.date_end) == ("2020-08-01", "2020-08-31")
    known, _ = quoted(date="2020-08")
    assert dated_by_series(known, tally) == known


def test_a_monitor_is_known_by_any_of_its_names() -> None:
    for source in ("مشروع مكافحة التطرف", "لـ”مشروع مكافحة التطرف” (CEP)", "Counter Extremism Project"):
        assert monitor_named(source), source
    assert monitor_named("سي إي بي") is None
    assert monitor_named("") is None


@pytest.mark.parametrize(
    ("row", "rule"),
    [
        ("2020-8,35,,,,,https://example.org,read,at least", "month «2020-8» is not a month"),
        ("2020-08,,,,,,https://example.org,read,at least", "attacks_at_least is empty"),
        ("2020-08,x,,,,,https://example.org,read,at least", "attacks_at_least «x» is not a whole number"),
        ("2020-08,35,,,,Homs twelve,https://example.org,read,", "attacks_by_governorate «Homs twelve» is not a share"),
        ("2020-08,5,,,,Homs 12,https://example.org,read,", "attacks_by_governorate adds up to more than 5"),
        ("2020-07,23,,,,,https://example.org,read,", "month 2020-07 stands there already"),
    ],
)
def test_a_bad_row_is_named_and_the_others_go_on(tmp_path: Path, row: str, rule: str) -> None:
    path = tmp_path / "tallies.csv"
    path.write_text(f"{HEADER}2020-07,23,,,,,https://example.org,read,at least\n{row}\n", encoding="utf-8")
    series = read_tallies(path)
    (problem,) = series.problems
    assert (problem.record, problem.rule) == ("line 3", rule)
    assert [tally.month for tally in series.tallies] == ["2020-07"]
