"""By region and by perpetrator: each event once, tallies beside and never in the sum."""

from __future__ import annotations

from typing import Any

import pytest

from report_lib.comparing.compare import BY_PERPETRATOR, BY_REGION, by_perpetrator, by_region, month_total
from report_lib.linking.collection import Collection
from test_collection import seed_collection


@pytest.fixture(scope="module")
def collection() -> Collection:
    return seed_collection()


def dated(collection: Collection, month: str) -> list[Any]:
    return [event for event in collection.of_month(month) if event.listing != "undated"]


def regions(collection: Collection, month: str) -> list[dict[Any, Any]]:
    table = by_region(dated(collection, month), collection.restates, month)
    assert list(table.columns) == [column.name for column in BY_REGION]
    return table.to_dict("records")


def perpetrators(collection: Collection, month: str) -> list[dict[Any, Any]]:
    table = by_perpetrator(dated(collection, month), month)
    assert list(table.columns) == [column.name for column in BY_PERPETRATOR]
    return table.to_dict("records")


def test_october_2020_by_region(collection: Collection) -> None:
    rows = [
        (row["kind"], row["governorates"], row["attacks"], row["killed"], row["own_dead"])
        for row in regions(collection, "2020-10")
    ]
    assert rows == [
        ("event", ("Raqqa",), "1", "about 10 to at least 20", "about 7"),
        ("event", ("Deir ez-Zor",), "1", "at least 6 to 17", ""),
    ]


def test_august_2020_by_region_is_the_monitors_breakdown(collection: Collection) -> None:
    whole, *shares = regions(collection, "2020-08")
    assert (whole["kind"], whole["attacks"], whole["killed"]) == ("tally", "at least 35", "at least 76")
    assert [(row["kind"], row["governorates"], row["attacks"], row["killed"]) for row in shares] == [
        ("share", ("Homs",), "12", ""),
        ("share", ("Deir ez-Zor",), "10", ""),
        ("share", ("Raqqa",), "9", ""),
        ("share", (), "4", ""),
    ]
    assert sum(row["attacks_low"] for row in shares) == whole["attacks_low"]
    assert all(row["killed_low"] is None or row["killed_low"] != row["killed_low"] for row in shares)


def test_october_2020_by_perpetrator(collection: Collection) -> None:
    rows = perpetrators(collection, "2020-10")
    assert [
        (row["perpetrator"], row["perpetrator_status"], row["attacks"], row["killed"], row["victims"]) for row in rows
    ] == [
        ("ISIS", "reported", "2", "16 to at least 37", ("regime forces",)),
        ("regime", "reported", "0", "about 7", ("ISIS",)),
    ]


def test_status_is_kept_apart(collection: Collection) -> None:
    rows = perpetrators(collection, "2021-12")
    assert {(row["perpetrator"], row["perpetrator_status"]) for row in rows} == {
        ("ISIS", "suspected"),
        ("Russia", "reported"),
    }


def test_a_tally_is_never_added_to_events(collection: Collection) -> None:
    rows = perpetrators(collection, "2020-09")
    assert {(row["kind"], row["perpetrator"]) for row in rows} == {("tally", "ISIS"), ("event", "Russia")}
    events = (*collection.of_month("2020-10"), *collection.of_month("2020-08"))
    assert month_total(events, "killed").text() == month_total(collection.of_month("2020-10"), "killed").text()


def test_every_row_leads_to_its_counts(collection: Collection) -> None:
    for month in ("2020-08", "2020-09", "2020-10", "2021-08", "2021-12"):
        for row in (*regions(collection, month), *perpetrators(collection, month)):
            assert row["count_ids"]
            assert set(row["count_ids"]) <= set(collection.counts)
            assert row["caveats"]


def test_caveats_say_what_holds(collection: Collection) -> None:
    raqqa, deir_ez_zor = regions(collection, "2020-10")
    assert raqqa["caveats"] == ("articles_only", "lower_bound", "reports_differ")
    assert deir_ez_zor["caveats"] == ("articles_only", "reports_differ")
    (august, *_) = regions(collection, "2021-08")
    assert "without_number" in august["caveats"]
    assert august["without_number"] == 1
    own_dead = perpetrators(collection, "2020-10")[1]
    assert "one_voice" in own_dead["caveats"]
    assert "suspected" in perpetrators(collection, "2021-12")[0]["caveats"]


def test_words_follow_the_language(collection: Collection) -> None:
    table = by_region(dated(collection, "2020-10"), {}, "2020-10", "ar")
    assert list(table["killed"]) == ["نحو 10 إلى 20 على الأقل", "6 على الأقل إلى 17"]


def test_a_month_without_events_has_no_rows() -> None:
    assert by_region([], {}, "2020-11").empty
    assert list(by_perpetrator([], "2020-11").columns) == [column.name for column in BY_PERPETRATOR]
