"""Two months side by side: what makes them unlike is said, and a rate is given only where both sides bear one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report_lib.comparing.likeness import (
    ASPECTS,
    LIKENESS,
    RATES,
    SIDE_BY_SIDE,
    likeness,
    place_text,
    rates,
    side_by_side,
)
from report_lib.linking.collection import Collection, collect_records
from report_lib.tallying.tallies import read_tallies
from seed_tables import ROOT
from test_collection import seed_collection
from test_events import report


@pytest.fixture(scope="module")
def collection() -> Collection:
    return seed_collection()


def of_events(*reports: tuple) -> Collection:
    """A collection of dated reports, as `test_events.report` makes them."""
    incidents = [replace(incident, month=incident.date[:7], month_basis="incident") for incident, _ in reports]
    return collect_records([], incidents, [count for _, counts in reports for count in counts])


def test_october_beside_august_2020(collection: Collection) -> None:
    table = side_by_side(collection, "2020-10", "2020-08")
    assert list(table.columns) == [column.name for column in SIDE_BY_SIDE]
    rows = [tuple(row) for row in table[["side", "kind", "label", "attacks", "killed", "exactness"]].to_numpy()]
    assert rows == [
        ("month", "event", "Rusafa (Raqqa)", "1", "about 10 to at least 20", "open_range"),
        ("month", "event", "al-Taym oil field (Deir ez-Zor)", "1", "at least 6 to 17", "range"),
        ("month", "undated", "place not given", "1", "2", "exact"),
        ("against", "tally", "Counter Extremism Project", "at least 35", "at least 76", "at_least"),
    ]
    reported = table["reported"][1]
    assert "17: Jassem Alyan (Al-Araby Al-Jadeed)" in reported
    assert "at least 6: its correspondent (Radio Alkul)" in reported
    assert "76: Counter Extremism Project (almohrarmedia.net)" in table["reported"][3]


def test_what_makes_the_two_unlike(collection: Collection) -> None:
    table = likeness(collection, "2020-10", "2020-08")
    assert list(table.columns) == [column.name for column in LIKENESS]
    assert tuple(table["aspect"]) == ASPECTS
    unlike = dict(zip(table["aspect"], ~table["alike"].astype(bool), strict=True))
    assert unlike == {
        "kind": True,
        "period": True,
        "exactness": True,
        "counter": True,
        "region": True,
        "perpetrator": False,
        "victims": False,
    }
    assert "single days (2–3 October 2020)" in table["text"][1]
    assert all(likeness(collection, "2020-10", "2020-08", "ar")["text"])


def test_a_month_is_like_itself(collection: Collection) -> None:
    assert all(likeness(collection, "2020-10", "2020-10")["alike"])


@pytest.mark.parametrize(("month", "against"), [("undated", "2020-08"), ("2020-11", "2020-08"), ("2020-10", "1999-01")])
def test_nothing_is_compared_with_nothing(collection: Collection, month: str, against: str) -> None:
    assert likeness(collection, month, against).empty


@pytest.mark.parametrize(
    ("month", "against", "code"),
    [
        ("2020-10", "2020-08", "rate.unlike_kinds"),
        ("2020-09", "2020-08", "rate.lower_bounds"),
        ("2021-08", "2020-08", "rate.no_number"),
        ("2020-05", "2020-07", "rate.open"),
    ],
)
def test_a_rate_is_refused_with_its_reason(collection: Collection, month: str, against: str, code: str) -> None:
    table = rates(collection, month, against)
    assert list(table.columns) == [column.name for column in RATES]
    assert not any(table["given"])
    assert set(table["code"]) == {code}
    assert table["rate_low"].isna().all()
    assert "No rate" in table["text"][0]


@pytest.mark.parametrize(("month", "against"), [("2020-10", "2020-08"), ("2020-08", "2020-10")])
def test_the_refusal_says_which_month_has_the_tally(collection: Collection, month: str, against: str) -> None:
    said = "October 2020 has single events from articles and August 2020 a monitor's tally"
    assert said in rates(collection, month, against)["text"][0]
    said_in_arabic = "في تشرين الأول/أكتوبر 2020 حوادث مفردة من المقالات وفي آب/أغسطس 2020 حصيلة راصد"
    assert said_in_arabic in rates(collection, month, against, "ar")["text"][0]


def test_a_rate_is_given_where_both_sides_bear_one() -> None:
    homs = {"governorates": "Homs", "place": "السخنة"}
    collection = of_events(
        report("a", date="2020-10-02", numbers="killed exact 10 regime forces", **homs),
        report("b", date="2020-10-12", numbers="killed exact 6 regime forces", **homs),
        report("c", date="2020-11-02", numbers="killed exact 4 regime forces", **homs),
        report("d", date="2020-11-02", numbers="killed exact 5 regime forces", **homs),
    )
    table = rates(collection, "2020-10", "2020-11")
    assert all(table["given"])
    assert [tuple(row) for row in table[["rate_low", "rate_high"]].to_numpy()] == [(8.0, 8.0), (4.0, 5.0)]
    assert table["text"][1] == "November 2020: 4.0 to 5.0 killed per attack."


def test_an_attack_without_a_number_refuses_the_rate() -> None:
    homs = {"governorates": "Homs", "place": "السخنة"}
    collection = of_events(
        report("a", date="2020-10-02", numbers="killed exact 10 regime forces", **homs),
        report("b", date="2020-10-12", numbers="killed unspecified regime forces", **homs),
        report("c", date="2020-11-02", numbers="killed exact 4 regime forces", **homs),
    )
    assert set(rates(collection, "2020-10", "2020-11")["code"]) == {"rate.no_number"}


def test_any_month_of_the_series_can_be_set_beside() -> None:
    collection = collect_records([], [], [], series=read_tallies(ROOT / "seeds/tallies.csv"))
    table = likeness(collection, "2022-10", "2022-11")
    assert dict(zip(table["aspect"], table["alike"], strict=True))["kind"]


def test_places_in_words(collection: Collection) -> None:
    taym = next(event for event in collection.events if event.place == "حقل التيم")
    assert place_text(taym) == "al-Taym oil field (Deir ez-Zor)"
    assert place_text(replace(taym, place="")) == "Deir ez-Zor, place not named"
    assert place_text(replace(taym, place="", governorates=())) == "place not given"
    assert place_text(taym, "ar") == "حقل التيم (دير الزور)"
