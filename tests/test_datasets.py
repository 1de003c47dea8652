"""Events in the columns of UCDP GED and ACLED: what reports say, and empty where they do not."""

from __future__ import annotations

import pytest

from report_lib.exporting.datasets import ACLED, UCDP_GED, _names, acled, ucdp_ged
from report_lib.linking.collection import Collection
from report_lib.records import ATTACK_TYPES, PERPETRATORS
from test_collection import seed_collection
from test_events import report
from test_likeness import of_events


@pytest.fixture(scope="module")
def collection() -> Collection:
    return seed_collection()


def ged(*reports: tuple) -> dict:
    (row,) = ucdp_ged(of_events(*reports)).to_dict("records")
    return row


def of_acled(*reports: tuple) -> dict:
    (row,) = acled(of_events(*reports)).to_dict("records")
    return row


HOMS = {"date": "2020-10-02", "governorates": "Homs", "place": "السخنة"}


def test_columns_are_those_of_the_codebooks(collection: Collection) -> None:
    assert list(ucdp_ged(collection).columns) == list(UCDP_GED)
    assert len(UCDP_GED) == 49
    assert list(acled(collection).columns) == list(ACLED)
    assert len(ACLED) == 31


def test_october_2020_for_ucdp(collection: Collection) -> None:
    rusafa, taym, general = ucdp_ged(collection, "2020-10").to_dict("records")
    assert (rusafa["side_a"], rusafa["side_b"], rusafa["type_of_violence"]) == ("Government of Syria", "IS", 1)
    assert (rusafa["low"], rusafa["high"], rusafa["best"]) == (17, "", "")  # 10 soldiers and 7 attackers, open upward
    assert (rusafa["deaths_a"], rusafa["deaths_b"]) == ("", 7)
    assert (taym["low"], taym["high"], taym["best"], taym["number_of_sources"]) == (6, 17, "", 4)
    assert (taym["date_prec"], taym["adm_1"], taym["country_id"]) == (1, "Deir ez-Zor", 652)
    assert (general["best"], general["date_start"], general["date_prec"]) == (2, "", "")


def test_tallies_and_events_without_dead_are_left_out(collection: Collection) -> None:
    assert len(ucdp_ged(collection, "2020-08")) == len(acled(collection, "2020-08")) == 0
    assert len(ucdp_ged(collection, "2020-09")) == 0
    (strikes,) = acled(collection, "2020-09").to_dict("records")
    assert (strikes["event_type"], strikes["sub_event_type"]) == ("Explosions/Remote violence", "Air/drone strike")
    assert strikes["fatalities"] == ""


def test_october_2020_for_acled(collection: Collection) -> None:
    rusafa, taym, _ = acled(collection, "2020-10").to_dict("records")
    assert (rusafa["actor1"], rusafa["actor2"]) == ("Islamic State", "Military Forces of Syria")
    assert (rusafa["event_type"], rusafa["interaction"]) == ("Battles", "Rebel group-State forces")
    assert (taym["fatalities"], taym["time_precision"], taym["geo_precision"]) == (6, 1, 1)
    assert taym["notes"].startswith("3 October 2020, al-Taym oil field")


def test_civilians_are_the_target() -> None:
    row = of_acled(report("a", numbers="killed exact 3 civilians", **HOMS))
    assert (row["event_type"], row["sub_event_type"]) == ("Violence against civilians", "Attack")
    assert (row["actor2"], row["civilian_targeting"]) == ("Civilians", "Civilian targeting")
    row = ged(report("a", numbers="killed exact 3 civilians", **HOMS))
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (3, "IS", "Civilians")
    assert (row["deaths_civilians"], row["deaths_b"], row["best"]) == (3, "", 3)


@pytest.mark.parametrize(
    ("numbers", "best", "low", "high"),
    [
        ("killed exact 3 regime forces", 3, 3, 3),
        ("killed at_least 3 regime forces", "", 3, ""),
        ("killed about 3 regime forces", 3, 3, 3),
        ("killed unspecified regime forces", "", "", ""),
        ("killed exact 3 people", 3, 3, 3),
    ],
)
def test_no_number_is_made_up(numbers: str, best: object, low: object, high: object) -> None:
    row = ged(report("a", numbers=numbers, **HOMS))
    assert (row["best"], row["low"], row["high"]) == (best, low, high)


@pytest.mark.parametrize(
    ("dates", "ucdp", "ours"),
    [("2020-10-02", 1, 1), ("2020-10-02/2020-10-04", 2, 2), ("2020-10-01/2020-10-07", 3, 2), ("", "", "")],
)
def test_precision_of_dates(dates: str, ucdp: object, ours: object) -> None:
    cells = {**HOMS, "date": dates, "numbers": "killed exact 3 civilians"}
    assert ged(report("a", **cells))["date_prec"] == ucdp
    assert of_acled(report("a", **cells))["time_precision"] == ours


def test_fighting_between_non_states_is_non_state_violence() -> None:
    row = ged(report("a", numbers="killed exact 3 SDF", **HOMS))
    assert (row["type_of_violence"], row["dyad_name"], row["gwnoa"]) == (2, "IS - SDF", "")


def test_every_actor_and_kind_of_attack_is_mapped() -> None:
    names = _names()
    assert set(PERPETRATORS) - set(names["actors"]) == {"landmine", "other"}  # neither is a party
    unmapped = set(ATTACK_TYPES) - set(names["acled_types"])
    assert unmapped == {"armed assault", "ambush", "clash", "assassination", "other"}  # armed ones, by their victims
