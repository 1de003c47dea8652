"""Put the places of an article into its sentences: those where something happens, each told once."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from report_lib.arabic.remembered import Remembered
from report_lib.arabic.text import Folded
from report_lib.assembling.cues import CUES, SYRIAN
from report_lib.placing.places import PlaceMention

_LOCATING = frozenset({"where", "toward", "distance", "road_end"})
# How far, in characters: from a place to the one that says where it lies, in apposition.
_NEAR_REACH, _APPOSITION_REACH = 25, 110
# In characters: what is read before a place; in words: how far before it those may be named who sit there.
_WORDS_BEFORE, _STATION_REACH, _HOSPITAL_REACH = 60, 4, 3
_AFTER = 30  # … what is read after it
_ACTING, _SEAT, _INSIDE = (frozenset(CUES[kind]) for kind in ("acting", "seat", "inside"))
_GOVERNMENT, _FRACTIONS = (frozenset(CUES[kind]) for kind in ("government", "fractions"))
_LEADING_AWAY = frozenset(
    word for kind in ("stationed", "heard", "coming", "buried", "hospitals", "opposite") for word in CUES[kind]
)
# Whether a word before a place may say that the event was elsewhere; few do.
_leads_away = Remembered(lambda word: word.strip('،"(') in _LEADING_AWAY or word.removeprefix("و") in _LEADING_AWAY)


def places_by_sentence(folded: Folded, places: Sequence[PlaceMention]) -> list[list[PlaceMention]]:
    """For each sentence the places where something in it happens."""
    by_sentence: list[list[PlaceMention]] = [[] for _ in folded.sentences]
    for place in places:
        here = by_sentence[folded.sentence_at(place.start)]
        where = place.role in _LOCATING or (place.place.kind == "country" and _heads_item(folded, place))
        if where and _locates(folded, place) and not (here and _is_near(folded, here[-1], place)):
            here.append(place)
    return by_sentence


def _is_near(folded: Folded, place: PlaceMention, other: PlaceMention) -> bool:
    """«دوما قرب العاصمة دمشق», «الغوطة الشرقية، القريبة من دمشق»: the second only says where the first lies."""
    between = folded.text[place.end : other.end]
    called = between.lstrip(' ،"').split(" ", 1)[0] in CUES["apposition"]
    if called and between.startswith("،") and between.count("،") == 1 and len(between) < _APPOSITION_REACH:
        before, name = folded.text[: other.start].rstrip(), folded.text[other.start : other.end]
        return name.startswith(CUES["near"]) or before.endswith(CUES["near"])
    apart = other.start - place.end > _NEAR_REACH or place.place.governorates == other.place.governorates
    return bool(place.place.governorates) and not apart and between.lstrip(' ،"').startswith(CUES["near"])


def _locates(folded: Folded, mention: PlaceMention) -> bool:
    """A country or foreign capital is a place only after a word of place: «في تركيا», not «نفت أنقرة»."""
    before = folded.text[max(0, mention.start - _WORDS_BEFORE) : mention.start].rsplit(None, _STATION_REACH)
    before = before[-_STATION_REACH:]
    if _is_beside_the_event(mention, before):
        return False
    if mention.place.kind != "country" and SYRIAN.issuperset(mention.place.governorates):
        return not (before and before[-1] in _ACTING)  # «غارات شنتها دمشق»
    if any(word in _SEAT for word in before[-2:]):
        return False  # «المرصد من مقره في بريطانيا»
    if folded.text[mention.end : mention.end + _AFTER].lstrip(' "').startswith("مقر"):
        return False  # «الذي يتخذ من بريطانيا مقراً له»
    inside = bool(before) and before[-1].strip('"(«') in _INSIDE
    return (
        inside
        or _heads_item(folded, mention)
        or folded.text[mention.start] == "ب"
        or folded.text[mention.start : mention.end].startswith(CUES["inside"])
    )


def _heads_item(folded: Folded, mention: PlaceMention) -> bool:
    """«2) العراق: 15 هجوماً»."""
    start = folded.sentences[folded.sentence_at(mention.start)].start
    return folded.text[mention.end : mention.end + 1] == ":" and not any(
        letter.isalpha() for letter in folded.text[start : mention.start]
    )


def _is_beside_the_event(mention: PlaceMention, before: list[str]) -> bool:
    """Where those sit who shoot, where it was heard, where people came from, where a government has its seat.

    Nor where the dead were buried, where the wounded were taken, what lies opposite, or where only a part was hit.
    """
    if any(_leads_away[word] for word in before) and _is_elsewhere(before):
        return True
    if len(before) < 2 or before[-1] != "في":
        return False
    government = before[-2] in _GOVERNMENT and mention.place.kind in ("city", "country")
    return government or before[-2] in _FRACTIONS


def _is_elsewhere(before: list[str]) -> bool:
    """Whether the words before a place say of somebody that he sits, has come from or been brought there."""
    if not {word.strip('،"(') for word in before}.isdisjoint(CUES["stationed"]) and {"علي", "نحو"}.isdisjoint(before):
        return True
    if not {word.removeprefix("و") for word in before[-2:]}.isdisjoint(CUES["heard"]):
        return True
    if before[-1:] == ["من"] and any(word in CUES["coming"] for word in before[-2:-1]):
        return True
    if not {word.strip("،") for word in before}.isdisjoint(CUES["buried"]):
        return True
    if any(word in CUES["hospitals"] and prior == "الي" for prior, word in pairwise(before[-_HOSPITAL_REACH:])):
        return True
    return before[-1] in CUES["opposite"]
