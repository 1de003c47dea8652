"""The vocabulary of the date grammar (lexicon/dates.yml): the class of each spelling, prefixes included."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, Final

from report_lib.arabic.remembered import Remembered
from report_lib.arabic.text import fold_word
from report_lib.lexicon_files import lexicon_file

HIJRI: Final = 100  # a Hijri month's number is this much higher than a Gregorian one's

_MARKS: Final = {"/": "slash", "-": "dash", "،": "comma", ",": "comma", "(": "open", ")": "close"}
# Prefixes: "and" and "so" before most words; a preposition too before the classes that the lexicon lists.
_AND: Final = ("", "و", "ف")
_PREPOSITIONS: Final = ("ب", "ل", "ك", "وب", "ول", "فب", "فل")


_DOTTED_DATE: Final = re.compile(r"\d{4}\.\d\d?\.\d\d?|\d\d?\.\d\d?\.\d{4}")


class Word:
    """What the lexicon says of one spelling: class, number, the spelling without prefix, whether «و» is the prefix."""

    def __init__(self, kind: str, value: int = 0, base: str = "", *, joined: bool = False) -> None:
        self.kind = kind
        self.value = value
        self.base = base
        self.joined = joined
        self.letter = ""  # of its class, in which the grammar is written; known once the word is asked for


UNKNOWN: Final = Word("")
_DOTTED: Final = Word("dotted")  # 2024.07.08, which is one token


def lexicon() -> Mapping[str, Any]:
    """lexicon/dates.yml as loaded, in normal orthography."""
    loaded: dict[str, Any] = lexicon_file("dates.yml")
    return loaded


def _folded(key: str) -> frozenset[str]:
    return frozenset(fold_word(entry) for entry in lexicon()[key])


# Each plain list of the lexicon, folded.
LISTS: Final = Remembered(_folded)


@cache
def years_covered() -> range:
    """The years that a date without one may fall in."""
    return range(int(lexicon()["first_year"]), int(lexicon()["last_year"]) + 1)


@cache
def anniversaries() -> dict[tuple[int, int], int]:
    """Month and day → the year of what made the day a name: «هجمات 11 أيلول»."""
    named: dict[str, int] = lexicon()["anniversaries"]
    return {(int(day[:2]), int(day[3:])): year for day, year in named.items()}


def word(form: str) -> Word:
    """What the lexicon says of a folded token; UNKNOWN if nothing."""
    return _asked[form]


def _word(form: str) -> Word:
    found = words().get(form) or (_DOTTED if _DOTTED_DATE.fullmatch(form) else UNKNOWN)
    found.letter = letters().get(found.kind, "")
    return found


_asked: Final = Remembered(_word)


@cache
def words() -> dict[str, Word]:
    """Every spelling with its prefixes; where two classes have one spelling, the one without a prefix counts."""
    plain: dict[str, Word] = {mark: Word(kind) for mark, kind in _MARKS.items()}
    for kind, spelling, value in entries():
        plain.setdefault(spelling, Word(kind, value, spelling))
    with_preposition, without_prefix = lexicon()["with_preposition"], lexicon()["without_prefix"]
    prefixed: dict[str, Word] = {}
    for spelling, each in plain.items():
        if each.kind in without_prefix or spelling.isascii() or not spelling[0].isalpha():
            continue
        for prefix in _AND + (_PREPOSITIONS if each.kind in with_preposition else ()):
            with_prefix = Word(each.kind, each.value, each.base, joined=prefix.startswith("و"))
            prefixed.setdefault(_prefixed(prefix, spelling), with_prefix)
    return prefixed | plain


def _prefixed(prefix: str, spelling: str) -> str:
    # ل before the article is written لل.
    if prefix.endswith("ل") and spelling.startswith("ال"):
        return prefix + "ل" + spelling[2:]
    return prefix + spelling


def entries() -> Iterator[tuple[str, str, int]]:
    """(class, folded spelling, value) of the whole lexicon, numerals included."""
    for kind, listed in lexicon()["classes"].items():
        for value, spellings in listed.items() if isinstance(listed, dict) else ((0, listed),):
            for spelling in spellings:
                yield kind, fold_word(spelling), int(value)
    yield from _month_entries()
    for number in range(1, 1000):
        yield ("number" if number <= 31 else "big_number"), str(number), number
    for number in range(1, 10):
        yield "number", f"0{number}", number
    for number in range(1980, 2040):
        yield "year", str(number), number
    for number in range(1400, 1500):
        yield "lunar_year", str(number), number


def _month_entries() -> Iterator[tuple[str, str, int]]:
    homographs = LISTS["month_homographs"]
    for name, number in months().items():
        first, _, rest = name.partition(" ")
        if rest:
            yield ("hijri_first" if number > HIJRI else "month_first"), first, 0
        elif number > HIJRI:
            yield "hijri_month", name, number
        else:
            yield ("homograph" if name in homographs else "month"), name, number


@cache
def months() -> dict[str, int]:
    """Folded month name → number; Hijri ones above HIJRI."""
    return {
        fold_word(name): int(number) + base
        for key, base in (("months", 0), ("hijri_months", HIJRI))
        for number, names in lexicon()[key].items()
        for name in names
    }


@cache
def letters() -> dict[str, str]:
    """Class → its letter; none of them means anything in a regular expression."""
    kinds = [*sorted({each.kind for each in words().values()}), _DOTTED.kind]
    return {kind: chr(0xC0 + n) for n, kind in enumerate(kinds)}
