"""Read the gazetteer and the words beside place names, and index them by the first word as texts spell it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, Final, NamedTuple

from report_lib.arabic.phrases import with_particles
from report_lib.arabic.remembered import Remembered
from report_lib.arabic.text import fold_word, tokenise
from report_lib.lexicon_files import lexicon_file


@dataclass(frozen=True)
class Place:
    """A place of the gazetteer, or one made of its parts («ريف حمص الشرقي»); what is not known is empty.

    `governorates` holds codes of records.GOVERNORATES or a country outside Syria; none where open or country-wide.
    Degrees are WGS 84; `geo_precision` is UCDP GED's where_prec: 1 exact, 2 within 25 km, 3 district, 4 governorate.
    """

    name: str
    governorates: tuple[str, ...] = ()
    latitude: float | None = None
    longitude: float | None = None
    geo_precision: int | None = None
    kind: str = ""

    def __hash__(self) -> int:
        return hash(self.name)  # places are often looked up in sets, and few share a name


class Entry:
    """A place under one spelling, and what must stand beside that spelling for it to be read as the place."""

    def __init__(self, place: Place, cue: str = "", head: str = "", role: str = "") -> None:
        self.place = place
        self.cue = cue  # "" nothing, "preposition" one of these or a head noun, "head" a head noun
        self.head = head  # the kind of head noun that was cut off the name: «التيم» of «حقل التيم»
        self.role = role  # "control", "none" (no place at all), "" for what the sentence decides


class Spelling:
    """How a name may begin at a token: the words that follow, the prefix before it, what it may be."""

    def __init__(self, rest: list[str], prefix: str, entries: list[Entry], head: str) -> None:
        self.rest = rest
        self.prefix = prefix
        self.entries = entries
        self.head = head  # the kind of head noun without which it is none of these; "" where it may do without


class Spellings:
    """The names that begin with one word: those of this word alone, and longer ones by their second word.

    In each list the longest come first, then those with fewer prefixes.
    """

    def __init__(self) -> None:
        self.alone: list[Spelling] = []
        self.longer: dict[str, list[Spelling]] = {}


class Head:
    """A noun before names: its kind, its singular as written, whether it governs a list, the prefix before it."""

    def __init__(self, kind: str, word: str, many: bool, prefix: str) -> None:
        self.kind = kind
        self.word = word
        self.many = many
        self.prefix = prefix


class Governorate(NamedTuple):
    """A line of governorates.csv: centre and bounding box in degrees WGS 84."""

    governorate: str
    arabic: str
    iso_3166_2: str
    latitude: float
    longitude: float
    south: float
    west: float
    north: float
    east: float


# Kinds of places whose name begins with a noun that a list can share: «حقلي التيم والورد».
_HEADED: Final = frozenset(
    {"field", "dam", "airport", "crossing", "camp", "prison", "mountain", "station", "base", "mine", "port", "plant"}
    | {"castle", "lake", "bridge", "neighbourhood"}
)


def place_words() -> Mapping[str, Any]:
    """lexicon/place_words.yml as loaded."""
    loaded: dict[str, Any] = lexicon_file("place_words.yml")
    return loaded


def _word_set(key: str) -> frozenset[str]:
    return frozenset(form for word in place_words()[key] for _, form in with_particles(fold_word(str(word))))


# The folded words of each list of place_words.yml, each with every prefix.
WORDS: Final = Remembered(_word_set)


@cache
def nationalities() -> dict[str, str]:
    """The country that each folded adjective names."""
    found = place_words()["nationalities"]
    return {fold_word(word): country for country, words in found.items() for word in words}


@cache
def governorates() -> dict[str, Governorate]:
    """governorates.csv by code."""
    rows = csv.DictReader(_read("governorates.csv").splitlines())
    return {
        row["governorate"]: Governorate(
            row["governorate"],
            row["arabic"],
            row["iso_3166_2"],
            *(float(row[side]) for side in ("latitude", "longitude", "south", "west", "north", "east")),
        )
        for row in rows
    }


_capitals: Final[dict[str, Governorate]] = {}


def capitals() -> dict[str, Governorate]:
    """Governorates by their Arabic name, which is also that of their chief town; read once."""
    if not _capitals:
        _capitals.update({row.arabic: row for row in governorates().values()})
    return _capitals


def lexicon_rows() -> Iterator[dict[str, str]]:
    """The lines of places.csv as they stand."""
    yield from csv.DictReader(_read("places.csv").splitlines())


@cache
def gazetteer() -> dict[str, tuple[Place, ...]]:
    """The places of every folded name and other spelling; several where governorates share a name."""
    found: dict[str, list[Place]] = {}
    for place, _, spellings in _rows():
        for spelling in spellings:
            found.setdefault(spelling, []).append(place)
    return {name: tuple(places) for name, places in found.items()}


_known_heads: Final[dict[str, Head]] = {}


def heads() -> dict[str, Head]:
    """Every form of the nouns before names, read once; a form without prefix wins over the same form with one."""
    if not _known_heads:
        _known_heads.update(_read_heads())
    return _known_heads


def _read_heads() -> dict[str, Head]:
    plain: dict[str, tuple[str, str, bool]] = {}
    for kind, nouns in place_words()["heads"].items():
        for word, many in nouns.items():
            plain.update({fold_word(form): (kind, word, True) for form in many})
            plain.setdefault(fold_word(word), (kind, word, False))
    found: dict[str, Head] = {}
    for form, noun in plain.items():
        for prefix, spelt in with_particles(form):
            if not prefix or spelt not in plain:
                found[spelt] = Head(*noun, prefix)
    return found


@cache
def index() -> dict[str, Spellings]:
    """The spellings of all names by their first word."""
    names: dict[tuple[str, ...], list[Entry]] = {}
    for words, entry in _entries():
        for variant in _with_final_ha(words):
            names.setdefault(variant, []).append(entry)
    words_of_their_own = {fold_word(word) for word in place_words()["not_prefixed"]}
    found: dict[str, Spellings] = {}
    for words, entries in names.items():
        head = entries[0].head if all(entry.head for entry in entries) else ""
        rest = list(words[1:])
        own = list({(entry.place, entry.cue, entry.head, entry.role): entry for entry in entries}.values())
        for prefix, form in with_particles(words[0]):
            if prefix and form in words_of_their_own:
                continue
            spelling = Spelling(rest, prefix, own, head)
            begun = found.setdefault(form, Spellings())
            (begun.longer.setdefault(rest[0], []) if rest else begun.alone).append(spelling)
    for begun in found.values():
        for spellings in (begun.alone, *begun.longer.values()):
            spellings.sort(key=lambda spelling: (-len(spelling.rest), len(spelling.prefix)))
    return found


def _read(name: str) -> str:
    return resources.files("report_lib").joinpath("lexicon", name).read_text(encoding="utf-8")


def _rows() -> Iterator[tuple[Place, str, tuple[str, ...]]]:
    for row in lexicon_rows():
        place = Place(
            row["name"],
            tuple(filter(None, row["governorates"].split(";"))),
            float(row["latitude"]) if row["latitude"] else None,
            float(row["longitude"]) if row["longitude"] else None,
            int(row["geo_precision"]) if row["geo_precision"] else None,
            row["kind"],
        )
        names = (row["name"], *filter(None, row["also"].split(";")))
        yield place, row["cue"], tuple(fold_word(name) for name in names)


def _entries() -> Iterator[tuple[tuple[str, ...], Entry]]:
    nouns = heads()
    for place, cue, spellings in _rows():
        for spelling in spellings:
            words = _words(spelling)
            noun = nouns.get(words[0])
            yield words, Entry(place, "" if noun and words[1:] else cue)  # «حقل صفيان» is its own cue
            if noun and noun.kind == place.kind and place.kind in _HEADED and words[1:] and words[1] not in nouns:
                yield words[1:], Entry(place, "head", noun.kind)
    for name in place_words()["not_places"]:
        yield _words(fold_word(name)), Entry(Place(name), role="none")
    control = place_words()["control"]
    for area in control["areas"]:
        for holder in control["holders"]:
            yield _words(fold_word(f"{area} {holder}")), Entry(Place(f"{area} {holder}", kind="region"), role="control")


def _words(folded: str) -> tuple[str, ...]:
    return tuple(token.form for token in tokenise(folded))


def _with_final_ha(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The spelling itself, and with ه for every final ة, as many write it («الحسكه»)."""
    return dict.fromkeys((words, tuple(word[:-1] + "ه" if word.endswith("ة") else word for word in words)))
