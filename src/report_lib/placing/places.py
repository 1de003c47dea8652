"""Find the places a text names, their governorates and what each does in its sentence; what stays open is left open.

The steps: match names by the gazetteer and take in the nouns before them (place_phrases), settle names that several
governorates share, join the ends of roads and borders (place_routes), read villages that the gazetteer lacks
(unlisted_villages), give each mention its role (place_roles).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Final

from report_lib.arabic.mentions import Mention
from report_lib.arabic.text import Folded
from report_lib.placing.composed_places import compose
from report_lib.placing.gazetteer import Governorate, Place, gazetteer, governorates, heads, index, nationalities
from report_lib.placing.place_phrases import Phrase, lies_in, read_phrases
from report_lib.placing.place_roles import ROLES, role_of
from report_lib.placing.place_routes import ROUTES, join_routes
from report_lib.placing.unlisted_villages import NOUNS, Known, unlisted_villages
from report_lib.records import GOVERNORATES

__all__ = ["ROLES", "Place", "PlaceMention", "find_places", "gazetteer"]

_SYRIAN: Final = frozenset(GOVERNORATES)
_AREAS: Final = frozenset({"countryside", "governorate"})
_NEAR: Final = 0.2  # degrees beyond a governorate's box that its places may lie


class PlaceMention(Mention):
    """A place in the folded text: text[start:end] holds name, nouns and prefix; `role` is one of ROLES."""

    def __init__(self, start: int, end: int, place: Place, role: str) -> None:
        super().__init__(start, end)
        self.place = place
        self.role = role


def find_places(folded: Folded) -> list[PlaceMention]:
    """Every place named in the text, in order, none overlapping."""
    sentences = _phrases(folded)
    everything = [phrase for phrases in sentences for phrase in phrases]
    _settle(everything)
    for phrases in sentences:
        if len(phrases) > 1:
            _heed_area(phrases)
    mentions: list[PlaceMention] = []
    known = Known(folded, everything)
    for number, sentence in enumerate(folded.sentences):
        phrases = sentences[number]
        if phrases and sentence.pulls & ROUTES:
            phrases = join_routes(phrases)
        if sentence.pulls & NOUNS and (villages := unlisted_villages(folded, number, sentence, phrases, known)):
            phrases = sorted(phrases + villages, key=lambda phrase: phrase.start)
        previous: Phrase | None = None
        for phrase in phrases:
            if phrase.place is None:
                continue
            phrase.role = phrase.role or role_of(folded, phrase, previous)
            start, end = phrase.span()
            mentions.append(PlaceMention(start, end, phrase.place, phrase.role))
            previous = phrase
    return mentions


def _phrases(folded: Folded) -> list[list[Phrase]]:
    """The phrases of each sentence; a name that the text uses clearly somewhere is believed elsewhere too."""
    sentences: list[list[Phrase]] = []
    doubtful: list[Phrase] = []
    names, nouns = index(), heads()
    for number, sentence in enumerate(folded.sentences):
        phrases, unclear = read_phrases(number, sentence, names, nouns)
        sentences.append(phrases)
        if unclear:
            doubtful += unclear
    if doubtful:
        clear = {entry.place for phrases in sentences for phrase in phrases for entry in phrase.entries}
        for phrase in doubtful:
            phrase.entries = [e for e in phrase.entries if e.cue == "preposition" and e.place in clear]
            if phrase.entries:
                sentences[phrase.number].append(phrase)
                sentences[phrase.number].sort(key=lambda p: p.start)
    return sentences


# --- names that several governorates share ----------------------------------------------------------------------------


def _settle(phrases: Sequence[Phrase]) -> None:
    """Give every phrase its place: the one row, or the one that the text around points to, or an open one."""
    open_phrases: list[Phrase] = []
    for phrase in phrases:
        if len(phrase.entries) == 1 or len({entry.place.governorates for entry in phrase.entries}) == 1:
            phrase.place = _one_place(phrase)
        else:
            open_phrases.append(phrase)
    if not open_phrases:
        return
    certain = [phrase for phrase in phrases if phrase.place and phrase.role != "none"]
    for phrase in open_phrases:
        options = {entry.place.governorates: entry.place for entry in phrase.entries}
        chosen = _supported(phrase, options, certain)
        if chosen is None:
            place = Place(phrase.entries[0].place.name, kind=phrase.entries[0].place.kind)
        else:
            place = options[chosen]
        phrase.place = compose(place, phrase)


def _one_place(phrase: Phrase) -> Place | None:
    entry = phrase.entries[0]
    if entry.role:
        phrase.role = entry.role
        return entry.place if entry.role != "none" else None
    place = entry.place
    if len(phrase.entries) > 1 and any(other.place != place for other in phrase.entries[1:]):  # two in one governorate
        place = Place(place.name, place.governorates, kind=place.kind)
    return compose(place, phrase)


def _supported(phrase: Phrase, options: Iterable[tuple[str, ...]], certain: Sequence[Phrase]) -> tuple[str, ...] | None:
    """The only option that the nearest circle of context names: nationality, area, sentence, paragraph, article."""
    options, supported = list(options), []
    nationality = nationalities().get(phrase.after())
    if nationality:
        return next((option for option in options if option == (nationality,)), None)
    in_sentence = [other for other in certain if other.number == phrase.number]
    circles = (
        [other for other in in_sentence if lies_in(phrase, other)],
        [other for other in in_sentence if lies_in(other, phrase)],
        in_sentence,
        [other for other in certain if other.sentence.paragraph == phrase.sentence.paragraph],
        certain,
    )
    for circle in circles:
        named = {governorate for other in circle if other.place for governorate in other.place.governorates}
        supported = [option for option in options if named & set(option)]
        if len(supported) == 1:
            return supported[0]
        if supported and circle is in_sentence:
            return _nearest(phrase, supported, in_sentence)
    # An article that names Syria and none of the other countries means the Syrian one, if there is one only.
    syrian = [option for option in options if _SYRIAN & set(option)]
    of_syria = any(
        other.place and (other.place.name == "سوريا" or _SYRIAN & set(other.place.governorates)) for other in certain
    )
    return syrian[0] if len(syrian) == 1 and of_syria and not supported else None


def _nearest(phrase: Phrase, options: Sequence[tuple[str, ...]], others: Sequence[Phrase]) -> tuple[str, ...] | None:
    """The option whose governorate is named nearest in the sentence; none if two are as near."""

    def distance(option: tuple[str, ...]) -> int:
        return min(
            max(other.start - phrase.end, phrase.start - other.end)
            for other in others
            if other.place and set(option) & set(other.place.governorates)
        )

    ranked = sorted((distance(option), option) for option in options)
    return ranked[0][1] if ranked[0][0] < ranked[1][0] else None


def _heed_area(phrases: list[Phrase]) -> None:
    """Believe the area that the text puts a place in: «جبل البشري بريف دير الزور», a namesake «المالكية بريف حلب»."""
    for at in range(len(phrases) - 1):
        phrase, wider = phrases[at], phrases[at + 1]
        place, area = phrase.place, wider.place
        if not place or not area or not place.governorates or not lies_in(phrase, wider):
            continue
        shared = tuple(g for g in place.governorates if g in area.governorates)
        if shared:
            phrase.place = replace(place, governorates=shared) if shared != place.governorates else place
        elif _is_village(phrase) and _is_one_area(wider):
            phrase.place = _moved(place, governorates()[area.governorates[0]])


def _is_village(phrase: Phrase) -> bool:
    return not phrase.linked and phrase.place is not None and phrase.place.kind in ("town", "village")


def _is_one_area(wider: Phrase) -> bool:
    """Whether the phrase names one governorate of Syria or its countryside, and is no list of them."""
    one = wider.place is not None and len(_SYRIAN.intersection(wider.place.governorates)) == 1
    return one and wider.has_head(_AREAS) and not wider.heads[0].many


def _moved(place: Place, area: Governorate) -> Place:
    """The place in the governorate that the text gives it, where it is if that is near, else anywhere in it."""
    latitude, longitude, precision = place.latitude, place.longitude, place.geo_precision
    near = latitude is not None and longitude is not None
    near = near and area.south - _NEAR <= (latitude or 0) <= area.north + _NEAR
    near = near and area.west - _NEAR <= (longitude or 0) <= area.east + _NEAR
    if not near:
        latitude, longitude, precision = area.latitude, area.longitude, 4
    return Place(place.name, (area.governorate,), latitude, longitude, precision, place.kind)
