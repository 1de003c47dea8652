"""Put the places of an article into its sentences: those where something happens, each told once."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from report_lib.arabic.text import Folded, Sentence
from report_lib.arabic.triggers import trigger
from report_lib.assembling.cues import CUES, SYRIAN
from report_lib.placing.places import PlaceMention

_LOCATING: Final = frozenset({"where", "toward", "distance", "road_end"})
# How far, in characters: from a place to the one that says where it lies, in apposition.
_NEAR_REACH, _APPOSITION_REACH = 25, 110
_BEFORE: Final = 60  # characters that are read before a place
_AFTER: Final = 30  # … and after it
_STATION_REACH: Final = 4  # words before a place in which those may be named who sit there
_NAMED: Final = 3  # … in which a government's forces are named
_BESIDE: Final = 2  # words before a place that say what is meant by it
_HOSPITAL_REACH: Final = 3
_DATELINE_REACH: Final = 30  # characters after the place of a dateline, in which it ends
_DATELINE_MARKS: Final = ("-", "(", "/", "،", "|")
_DATELINE_ENDS: Final = (": ", " - ", ") ")
_REPORTERS: Final = frozenset(CUES["reporters"])
_CITING: Final = frozenset((*CUES["saying"], *CUES["citing"]))
_REPORTER_REACH: Final = 8  # words from «أفاد مراسل» to where he is
_SETTLEMENTS: Final = CUES["settlements"]
_NEAR: Final = CUES["near"]
_APPOSITION: Final = CUES["apposition"]
_ACTING: Final = frozenset(CUES["acting"])
_IN_OR_ACTING: Final = ("في", *CUES["acting"])
_STATIONED: Final = frozenset(CUES["stationed"])
_HEARD: Final = frozenset(CUES["heard"])
_COMING: Final = frozenset(CUES["coming"])
_BURIED: Final = frozenset(CUES["buried"])
_HOSPITALS: Final = frozenset(CUES["hospitals"])
_OPPOSITE: Final = frozenset(CUES["opposite"])
_SEAT: Final = frozenset(CUES["seat"])
_INSIDE_CUES: Final = CUES["inside"]
_INSIDE: Final = frozenset(_INSIDE_CUES)
_GOVERNMENT: Final = frozenset(CUES["government"])
_FORCES: Final = frozenset(CUES["of a government"])
_FRACTIONS: Final = frozenset(CUES["fractions"])
_ELSEWHERE_KINDS: Final = ("stationed", "heard", "coming", "buried", "hospitals", "opposite")
_ELSEWHERE: Final = frozenset(and_ + word for kind in _ELSEWHERE_KINDS for word in CUES[kind] for and_ in ("", "و"))
# Where none of these stands before a place of Syria, it is one of the event.
_ELSEWHERE_SAID: Final = trigger(lambda: _ELSEWHERE)
_NOWHERE: Final[list[PlaceMention]] = []
_MAY_BE_NONE: Final = _ELSEWHERE_SAID | trigger(lambda: _ACTING | _GOVERNMENT | _FRACTIONS)


class SentencePlaces:
    """For each sentence the places where something in it happens, found when they are first asked for."""

    def __init__(self, folded: Folded, places: Sequence[PlaceMention]) -> None:
        sentences = folded.sentences
        self._folded = folded
        self._named: list[list[PlaceMention]] = [_NOWHERE] * len(sentences)
        self._found: list[list[PlaceMention] | None] = [None] * len(sentences)
        index = 0
        for place in places:
            while place.start >= sentences[index].end:
                index += 1
            if self._named[index] is _NOWHERE:
                self._named[index] = []
            self._named[index].append(place)

    def __getitem__(self, index: int) -> list[PlaceMention]:
        found = self._found[index]
        if found is None:
            found = self._found[index] = self._where_it_happens(index)
        return found

    def _where_it_happens(self, index: int) -> list[PlaceMention]:
        if self._named[index] is _NOWHERE:
            return _NOWHERE
        folded, here = self._folded, list[PlaceMention]()
        for at, place in enumerate(self._named[index]):
            where = place.role in _LOCATING or (place.place.kind == "country" and _heads_item(folded, place))
            if where and self._locates(index, at) and not (here and _is_near(folded, here[-1], place)):
                here.append(place)
        return here

    def _locates(self, index: int, at: int) -> bool:
        """A country or foreign capital is a place only after a word of place: «في تركيا», not «نفت أنقرة»."""
        folded, mention, sentence = self._folded, self._named[index][at], self._folded.sentences[index]
        syrian = mention.place.kind != "country" and _lies_in_syria(mention)
        if syrian and not sentence.pulls & _MAY_BE_NONE:
            return True
        earliest = max(sentence.start, mention.start - _BEFORE)
        return _is_scene(folded, mention, sentence, self._spoken_from(index, at, earliest), syrian)

    def _spoken_from(self, index: int, at: int, earliest: int) -> int:
        """Where the text begins to speak of a place, or of a list of them, and not of the one before.

        «المتمركزة في جورين بلدة الزيارة».
        """
        text, named = self._folded.text, self._named[index]
        while at > 0 and named[at - 1].end > earliest:
            start, end = named[at - 1].end, named[at].start
            between = text[start:end].strip()
            if between.strip(" ،و") or (not between and text.startswith(_SETTLEMENTS, end)):
                return start
            at -= 1
        return earliest


def _is_near(folded: Folded, place: PlaceMention, other: PlaceMention) -> bool:
    """«دوما قرب العاصمة دمشق», «الغوطة الشرقية، القريبة من دمشق»: the second only says where the first lies."""
    apart = other.start - place.end > _NEAR_REACH
    if apart and other.end - place.end >= _APPOSITION_REACH:
        return False
    between = folded.text[place.end : other.end]
    aside = between.startswith("،") and between.count("،") == 1 and len(between) < _APPOSITION_REACH
    if aside and between.lstrip(' ،"').split(" ", 1)[0] in _APPOSITION:
        before, name = folded.text[: other.start].rstrip(), folded.text[other.start : other.end]
        return name.startswith(_NEAR) or before.endswith(_NEAR)
    if apart or not place.place.governorates or place.place.governorates == other.place.governorates:
        return False
    return between.lstrip(' ،"').startswith(_NEAR)


def _is_scene(folded: Folded, mention: PlaceMention, sentence: Sentence, start: int, syrian: bool) -> bool:
    """Whether the words around a place, those before it from `start` on, let it be where something happens."""
    elsewhere = bool(sentence.pulls & _ELSEWHERE_SAID)
    led_by = folded.text[start : mention.start]
    if syrian and not elsewhere and not led_by.rstrip().endswith(_IN_OR_ACTING):
        return True
    reach = _STATION_REACH if elsewhere else _NAMED
    before = led_by.rsplit(None, reach)[-reach:]
    if (elsewhere and _is_elsewhere(before)) or _is_of_government_or_part(mention, before):
        return False
    if syrian:
        return not (before and before[-1] in _ACTING)  # «غارات شنتها دمشق»
    if any(word in _SEAT for word in before[-_BESIDE:]):
        return False  # «المرصد من مقره في بريطانيا»
    if folded.text[mention.end : mention.end + _AFTER].lstrip(' "').startswith("مقر"):
        return False  # «الذي يتخذ من بريطانيا مقراً له»
    inside = bool(before) and before[-1].strip('"(«') in _INSIDE
    return (
        inside
        or _heads_item(folded, mention)
        or folded.text[mention.start] == "ب"
        or folded.text[mention.start : mention.end].startswith(_INSIDE_CUES)
    )


def _lies_in_syria(mention: PlaceMention) -> bool:
    """Whether none of its governorates is another country's."""
    return all(governorate in SYRIAN for governorate in mention.place.governorates)


def _heads_item(folded: Folded, mention: PlaceMention) -> bool:
    """«2) العراق: 15 هجوماً»."""
    if folded.text[mention.end : mention.end + 1] != ":":
        return False
    start = folded.sentences[folded.sentence_at(mention.start)].start
    return not any(letter.isalpha() for letter in folded.text[start : mention.start])


def _is_of_government_or_part(mention: PlaceMention, before: list[str]) -> bool:
    """«السلطات في دمشق», «نصفهم في حلب»: where a government has its seat, or where only a part was hit."""
    if len(before) < 2 or before[-1] != "في":
        return False
    government = before[-2] in _GOVERNMENT and mention.place.kind in ("city", "country")
    # «قوات النظام في تدمر» are there, and so are «مواقع لقوات النظام».
    forces = len(before) > 2 and not _FORCES.isdisjoint((before[-3], before[-3][1:]))
    return (government and not forces) or before[-2] in _FRACTIONS


def _is_elsewhere(before: list[str]) -> bool:
    """Where those sit who shoot, where it was heard, where people came from or were brought to, what lies opposite."""
    if not before:
        return False
    comma = next((at + 1 for at in range(len(before) - 1, -1, -1) if before[at].endswith("،")), 0)
    stationed = any(word.strip('،"(') in _STATIONED for word in before[comma:])
    if stationed and "علي" not in before and "نحو" not in before:
        return True
    if any(word.removeprefix("و") in _HEARD for word in before[-2:]):
        return True
    if before[-1] == "من" and any(word in _COMING for word in before[-2:-1]):
        return True
    if any(word.strip("،") in _BURIED for word in before):
        return True
    if any(word in _HOSPITALS and prior == "الي" for prior, word in pairwise(before[-_HOSPITAL_REACH:])):
        return True
    return before[-1] in _OPPOSITE


def without_tellers_place(folded: Folded, here: list[PlaceMention], *, known: bool) -> list[PlaceMention]:
    """The places of a sentence without the first, if that is where the news was written or its teller is.

    It stays where no other is named or `known` from before.
    «القامشلي – نورث برس: قُتل ثلاثة في بلدة الجرذي», «أفاد مراسل القناة في حمص بمقتل خمسة قرب السخنة».
    """
    other = len(here) > 1
    if other and _is_dateline(folded, here[0]):
        return here[1:]
    return here[1:] if here and (other or known) and _is_of_reporter(folded, here[0]) else here


def _is_of_reporter(folded: Folded, mention: PlaceMention) -> bool:
    """«أفاد مراسل القناة في حمص», «بحسب مراسلنا في حمص»: where he is who tells of it."""
    sentence = folded.sentences[folded.sentence_at(mention.start)]
    at = bisect_left(sentence.starts, mention.start)
    first_word = max(0, at - _REPORTER_REACH)
    while at > first_word and not sentence.forms[at - 1][0].isalpha():
        at -= 1
    if at == first_word or sentence.forms[at - 1] != "في":
        return False
    words = [form for form in sentence.forms[first_word:at] if form[0].isalpha()]
    return any(first in _CITING and second in _REPORTERS for first, second in pairwise(words))


def _is_dateline(folded: Folded, mention: PlaceMention) -> bool:
    """Whether a place opens a line before an agency or a day and a mark: «دمشق، 14 آب 2020 –», «القامشلي (خاص):»."""
    start = folded.sentences[folded.sentence_at(mention.start)].start
    if folded.text[start : mention.start].strip(' "'):
        return False  # «🔻 #القورية (ريف دير الزور): …» tells where
    after = folded.text[mention.end : mention.end + _DATELINE_REACH].lstrip(' "')
    return after.startswith(_DATELINE_MARKS) and any(mark in after[1:] for mark in _DATELINE_ENDS)
