"""Say which place a name and the nouns beside it mean together, as precise as the words are («بريف حمص الشرقي»)."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Final

from report_lib.arabic.text import fold_word
from report_lib.placing.gazetteer import Head, Place, capitals, gazetteer
from report_lib.placing.place_phrases import WITH_DIRECTION, Phrase

_PLAIN_KINDS: Final = frozenset({"settlement", "neighbourhood", "inside"})  # the name alone says where
_SETTLED: Final = frozenset({"city", "town", "village", "district", "governorate"})


def compose(place: Place, phrase: Phrase) -> Place:
    """The place that nouns and name mean together, as precise as the words are."""
    if phrase.heads:
        if all(noun.kind in _PLAIN_KINDS for noun in phrase.heads):
            return place
    elif place.kind != "city" or place.name not in capitals():
        return place  # only the name of a capital may mean more, its governorate
    return _compose(place, phrase.heads, phrase.directions)


@cache
def _compose(place: Place, nouns: tuple[Head, ...], directions: tuple[str, ...]) -> Place:
    capital = capitals().get(place.name) if place.kind in ("city", "governorate") else None
    kinds = {noun.kind for noun in nouns}
    if capital and capital.governorate != "Damascus" and place.kind == "city":
        # «في حمص» may mean the city or the governorate; «وسط مدينة حمص» means the city.
        if not kinds & {"settlement", "inside", "neighbourhood"}:
            place = replace(place, geo_precision=4)
        if kinds & {"governorate", "countryside", "desert"}:
            place = replace(
                place, latitude=capital.latitude, longitude=capital.longitude, geo_precision=4, kind="governorate"
            )
    near = False
    for noun in nouns:
        if not near or noun.kind in ("desert", "countryside"):  # «مخيم قرب اعزاز» is not the camp of that name
            place = _with_noun(place, noun.kind, noun.word, directions)
        near = near or noun.kind in ("around", "beside")
    return place


def _with_noun(place: Place, kind: str, word: str, directions: tuple[str, ...]) -> Place:
    if kind in _PLAIN_KINDS or place.kind == kind or kind in ("governorate", "road", "border"):
        return place
    if kind in ("around", "beside"):
        return coarser(place, 2)
    if kind == "area":
        return coarser(place, 3) if place.kind in _SETTLED else place
    name = " ".join((word, place.name, *(directions if kind in WITH_DIRECTION else ())))
    known = gazetteer().get(fold_word(name))
    if known and len(known) == 1:
        return known[0]
    if kind == "countryside" and fold_word(f"{word} {place.name}") in gazetteer():  # ريف دمشق
        return replace(gazetteer()[fold_word(f"{word} {place.name}")][0], name=name)
    return replace(coarser(place, 2), name=name, kind="region" if kind == "countryside" else kind)


def coarser(place: Place, precision: int) -> Place:
    """The place with at least this where_prec, if it has one."""
    return replace(place, geo_precision=max(place.geo_precision, precision)) if place.geo_precision else place
