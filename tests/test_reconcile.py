"""A tally beside what the articles contain of it, and beside how articles quote it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report_lib.comparing.reconcile import QUOTED, RECONCILIATION, quoted, reconciliation, share_text
from report_lib.linking.collection import Collection, collect_records
from report_lib.tallying.tallies import read_tallies
from seed_tables import ROOT
from test_collection import seed_collection
from test_events import report

SERIES = read_tallies(ROOT / "seeds/tallies.csv")


def august(*reports: tuple) -> list[dict]:
    incidents = [replace(incident, month=incident.date[:7], month_basis="incident") for incident, _ in reports]
    collection = collect_records([], incidents, [count for _, counts in reports for count in counts])
    table = reconciliation(SERIES.month("2020-08"), collection.events)
    assert list(table.columns) == [column.name for column in RECONCILIATION]
    return table.to_dict("records")


def test_august_2020_without_an_article() -> None:
    rows = august()
    assert [(row["measure"], row["governorates"], row["tally"], row["articles"]) for row in rows[2:]] == [
        ("attacks", ("Homs",), "12", "0"),
        ("attacks", ("Deir ez-Zor",), "10", "0"),
        ("attacks", ("Raqqa",), "9", "0"),
        ("attacks", (), "4", "0"),
    ]
    assert [(row["measure"], row["tally"], row["share"], row["share_is"]) for row in rows[:2]] == [
        ("attacks", "at least 35", 0.0, "at_most"),
        ("killed", "at least 76", 0.0, "at_most"),
    ]


def test_what_the_articles_contain_is_counted_once_and_where_it_was() -> None:
    homs = {"governorates": "Homs", "place": "السخنة"}
    rows = august(
        report("a", date="2020-08-02", numbers="killed exact 7 regime forces", **homs),
        report("b", date="2020-08-02", numbers="killed exact 7 regime forces", **homs),
        report("c", date="2020-08-20", numbers="killed exact 3 civilians", governorates="Hama", place="السعن"),
    )
    attacks, killed, in_homs, *_, unassigned = rows
    assert (attacks["articles"], killed["articles"]) == ("2", "10")
    assert (attacks["share"], attacks["share_is"]) == (pytest.approx(2 / 35), "at_most")
    assert share_text(attacks) == ", at most 6 percent, since the tally is a lower bound"
    assert (in_homs["articles"], in_homs["share_is"]) == ("1", "exact")
    assert unassigned["articles"] == "1"  # Hama has no share of its own in the breakdown


@pytest.mark.parametrize(
    "cells",
    [
        {"date": "2020-09-02"},
        {"perpetrator": "Russia"},
        {"governorates": "Daraa"},
        {"governorates": ""},
        {"numbers": "airstrikes exact 4 regime forces"},
    ],
)
def test_what_is_not_of_the_tally_is_not_contained(cells: dict[str, str]) -> None:
    within = {"date": "2020-08-02", "governorates": "Homs", "numbers": "killed exact 7 regime forces"}
    assert august(report("a", **{**within, **cells}))[0]["articles"] == "0"
    assert august(report("a", **within))[0]["articles"] == "1"


def test_an_open_number_of_ours_has_no_share() -> None:
    rows = august(report("a", date="2020-08-02", governorates="Homs", numbers="killed at_least 7 regime forces"))
    killed = rows[1]
    assert (killed["articles"], killed["share_is"], share_text(killed)) == ("at least 7", "", "")


def wording(collection: Collection) -> list[tuple]:
    c = collection
    table = quoted(c.tallies, c.restates, c.incidents, c.counts, c.articles)
    assert list(table.columns) == [column.name for column in QUOTED]
    return [tuple(row) for row in table[["measure", "series", "quoted", "same_wording", "date_basis"]].to_numpy()]


def test_the_article_drops_two_words() -> None:
    assert wording(seed_collection()) == [
        ("attacks", "at least 35", "at least 35", "yes", "stated"),
        ("killed", "at least 76", "76", "no", "stated"),
    ]


def test_the_series_may_be_what_dates_the_quotation() -> None:
    assert {basis for *_, basis in wording(seed_collection("seeds-bare"))} == {"tally"}
