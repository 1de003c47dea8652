"""A map draws a point only for a known place, shades what is known by its governorate, and says both in words."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report_lib.charting.maps import MOST_POINTS, clear_spot, region_map, region_words
from report_lib.composing.page import Page
from report_lib.tallying.tolls import Event
from report_lib.wording import Language
from test_charts import gids


@pytest.fixture
def events(page: Page) -> list[Event]:
    """Two events: one of a known place, one of which the governorate alone is known."""
    known, other = (e for e in page.opened.collection.of_month("2020-10") if e.listing == "event")
    return [known, replace(other, place="", geo_precision=4)]


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_known_place_is_a_point_and_a_governorate_alone_is_shaded(events: list[Event], lang: Language) -> None:
    drawn = gids(region_map(events, lang), "point|shaded|euphrates")
    assert drawn == {"point", "shaded-Deir-ez-Zor", "euphrates"}


def test_the_words_say_what_is_drawn_and_what_is_on_no_map(events: list[Event]) -> None:
    nowhere = replace(events[0], governorates=(), place="", latitude=None, longitude=None, geo_precision=None)
    said = region_words([*events, nowhere], "en")
    assert "known: Rusafa (Raqqa): about 10 to at least 20 killed." in said
    assert "no place is named: Deir ez-Zor: at least 6 to 17 killed." in said
    assert "no report says where: 1." in said


def test_of_very_many_places_those_of_the_most_dead_are_drawn(events: list[Event], page: Page) -> None:
    other = next(event for event in page.opened.collection.of_month("2020-10") if event.toll("killed").high == 17)
    least = replace(other, governorates=("Homs",), tolls=())
    many = [least, *[events[0]] * 60, *[least] * 40]
    said = region_words(many, "en")
    assert said.count("Rusafa") == MOST_POINTS
    assert "Not drawn, with fewer dead or none: 61 more." in said
    assert region_map(many, "en").count(b'id="point"') <= MOST_POINTS
    assert "Not drawn" not in region_words(many[:MOST_POINTS], "en")


def test_the_same_events_give_the_same_bytes(events: list[Event]) -> None:
    assert region_map(events, "en") == region_map(events, "en")


def test_a_governorate_keeps_its_name_clear_of_the_places_in_it() -> None:
    bare = clear_spot("Raqqa", 5, ())
    assert clear_spot("Raqqa", 5, (bare,)) != bare
