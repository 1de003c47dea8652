"""Join the ends of a road or a border into one place («الطريق بين مدينتي تدمر والسخنة», «طريق سلمية - أثريا»)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from math import cos, hypot, radians
from typing import Final

from report_lib.arabic.phrases import with_particles
from report_lib.arabic.text import fold_word
from report_lib.arabic.triggers import trigger
from report_lib.placing.composed_places import coarser
from report_lib.placing.gazetteer import WORDS, Place, heads, place_words
from report_lib.placing.place_phrases import Phrase, between, lies_in
from report_lib.records import GOVERNORATES

_FAR_APART: Final = 120.0  # km between the ends of a road beyond which its middle says nothing
_ROUTE_KINDS: Final = ("road", "border")
_SYRIAN: Final = frozenset(GOVERNORATES)


def join_routes(phrases: list[Phrase]) -> list[Phrase]:
    """The phrases with the ends of each road or border joined: «على الطريق بين مدينتي تدمر والسخنة»."""
    found: list[Phrase] = []
    at = 0
    while at < len(phrases):
        route = _route_start(phrases[at], phrases[at - 1].end if at else 0)
        ends = [phrases[at]]
        if route:
            kind, start, two = route
            while at + len(ends) < len(phrases) and _goes_on(ends[-1], phrases[at + len(ends)], two):
                ends.append(phrases[at + len(ends)])
            wider = phrases[at + len(ends)] if at + len(ends) < len(phrases) else None
            found.append(_join(kind, start, ends, wider))
        else:
            found.append(phrases[at])
        at += len(ends)
    return found


def _route_start(phrase: Phrase, floor: int) -> tuple[str, int, bool] | None:
    """(kind, first token, whether «بين» asks for a second end) where the phrase is the end of a road or border."""
    if phrase.place is None:
        return None
    for kind in _ROUTE_KINDS:
        if phrase.place.kind != kind and any(head.kind == kind for head in phrase.heads):
            return kind, phrase.start, False
    forms, two = phrase.sentence.forms, bool(phrase.heads and phrase.heads[0].many)
    for at in range(phrase.start - 1, max(floor - 1, phrase.start - 6), -1):
        form = forms[at]
        kind = _route_words().get(form, "")
        if kind:
            return (kind, at, two) if two or at < phrase.start - 1 else None
        if form not in WORDS["route_fillers"]:
            return None
        two = two or form == "بين" or form.endswith("تي")
    return None


@cache
def _route_words() -> dict[str, str]:
    return {
        form: kind
        for kind, words in place_words()["routes"].items()
        for word in words
        for _, form in with_particles(fold_word(word))
    }


# Where no word of a sentence pulls one of these, it names no road or border.
ROUTES: Final = trigger(_route_words) | trigger(
    lambda: {form for form, head in heads().items() if head.kind in _ROUTE_KINDS}
)


def _goes_on(end: Phrase, other: Phrase, two: bool) -> bool:
    if other.place is None:
        return False
    gap = between(end, other)
    if len(gap) == 1 and gap[0] in _joiners():
        return True
    if gap:
        return False
    return (two and other.linked) or not (other.prefix or other.heads)


@cache
def _joiners() -> frozenset[str]:
    return frozenset(fold_word(word) for word in place_words()["route_joiners"])


def _join(kind: str, start: int, ends: Sequence[Phrase], wider: Phrase | None) -> Phrase:
    places = [end.place for end in ends if end.place]
    first, last = ends[0], ends[-1]
    first.start, first.end = start, last.end
    first.linked = False
    if len(places) == 1:
        if kind == "road":
            name = f"طريق {places[0].name.removeprefix('طريق ')}"
            first.place = replace(coarser(places[0], 2), name=name, kind="road")
            first.role = "road_end"
        elif places[0].kind == "country":  # either side of it
            first.place = Place(f"الحدود مع {places[0].name}", kind="border")
        return first
    names = [place.name.removeprefix("طريق ") for place in places]
    countries = any(place.kind == "country" for place in places)
    found = () if countries else tuple(dict.fromkeys(g for place in places for g in place.governorates))
    if wider and wider.place and lies_in(first, wider):
        found = tuple(g for g in wider.place.governorates if g in _SYRIAN) or found
    name = f"طريق {' - '.join(names)}" if kind == "road" else f"الحدود بين {' و'.join(names)}"
    latitude, longitude = _middle(places)
    precision = 3 if latitude is not None else None
    first.place = Place(name, found, latitude, longitude, precision, kind)
    return first


def _middle(places: Sequence[Place]) -> tuple[float | None, float | None]:
    """The point half-way between the ends, unless they are too far apart for it to say anything."""
    ends = [(p.latitude, p.longitude) for p in places if p.latitude is not None and p.longitude is not None]
    if len(ends) != len(places):
        return None, None
    (south, west), (north, east) = ends[0], ends[-1]
    if 111.2 * hypot(north - south, (east - west) * cos(radians(south))) > _FAR_APART:
        return None, None
    return round((south + north) / 2, 3), round((west + east) / 2, 3)
