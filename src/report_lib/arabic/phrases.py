"""Looks phrases of a vocabulary up in a text, with the particles that Arabic writes onto their first word."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from typing import Final, Generic, TypeVar

from report_lib.arabic.text import fold_word

T = TypeVar("T")

# (words from the second on, particles, value)
_Entry = tuple[tuple[str, ...], str, T]

# The article and the particles that are written as one word with the next.
_PROCLITICS: Final = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")


class Phrases(Generic[T]):
    """Phrases looked up at a token: longest first, with particles before the first word; "#" stands for any number."""

    def __init__(self) -> None:
        # first word with its particles → second word or ""
        self._at: dict[str, dict[str, list[_Entry[T]]]] = {}

    def add(self, phrase: str, value: T) -> None:
        first, *rest = fold_word(phrase).split()
        for prefix, form in with_particles(first):
            self._at.setdefault(form, {}).setdefault(rest[0] if rest else "", []).append((tuple(rest), prefix, value))

    def seal(self) -> Phrases[T]:
        """Longest phrase first, fewest particles first; the order of the file decides among equals."""
        for seconds in self._at.values():
            for found in seconds.values():
                found.sort(key=lambda entry: (-len(entry[0]), len(entry[1])))
        return self

    @property
    def first_words(self) -> Collection[str]:
        """The words that may begin a phrase."""
        return self._at

    def scan(self, forms: list[str], places: list[int] | None = None) -> list[tuple[int, int, str, T]]:
        """(first, last, particles, value) of every longest phrase of the words forms[first:last], left to right.

        `places` are those of the words that may begin one, where they are known.
        """
        found: list[tuple[int, int, str, T]] = []
        for first in [i for i, form in enumerate(forms) if form in self._at] if places is None else places:
            entry = _longest(self._at[forms[first]], forms, first + 1)
            if entry is not None:
                rest, prefix, value = entry
                found.append((first, first + 1 + len(rest), prefix, value))
        return found


def _longest(seconds: dict[str, list[_Entry[T]]], forms: list[str], start: int) -> _Entry[T] | None:
    if start < len(forms):
        second = forms[start]
        if second in seconds and (entry := _first(seconds[second], forms, start)) is not None:
            return entry
        if "#" in seconds and second[0].isdigit() and (entry := _first(seconds["#"], forms, start)) is not None:
            return entry
    return seconds[""][0] if "" in seconds else None


def _first(entries: list[_Entry[T]], forms: list[str], start: int) -> _Entry[T] | None:
    for entry in entries:
        if _follows(forms, start, entry[0]):
            return entry
    return None


def with_particles(word: str) -> Iterator[tuple[str, str]]:
    """(particles, form) of each way to write a folded `word` with particles before it: لل for ل and the article."""
    for prefix in _PROCLITICS:
        if prefix.endswith("ل") and word.startswith("ال"):
            yield prefix, f"{prefix}ل{word[2:]}"
        else:
            yield prefix, prefix + word


def _follows(forms: list[str], start: int, words: tuple[str, ...]) -> bool:
    if start + len(words) > len(forms):
        return False
    at = start
    for word in words:
        if forms[at] != word and not (word == "#" and forms[at][0].isdigit()):
            return False
        at += 1
    return True
