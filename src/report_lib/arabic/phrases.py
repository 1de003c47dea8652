"""Looks phrases of a vocabulary up in a text, with the particles that Arabic writes onto their first word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from report_lib.arabic.text import fold_word

T = TypeVar("T")

# The article and the particles that are written as one word with the next.
_PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")


class Phrases(Generic[T]):
    """Phrases looked up at a token: longest first, with particles before the first word; "#" stands for any number."""

    def __init__(self) -> None:
        # first word with its particles → second word or "" → (words from the second on, particles, value)
        self._at: dict[str, dict[str, list[tuple[tuple[str, ...], str, T]]]] = {}

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

    def scan(self, forms: Sequence[str], places: Iterable[int] | None = None) -> Iterator[tuple[int, int, str, T]]:
        """(first, last, particles, value) of every longest phrase of the words forms[first:last], left to right.

        `places` are those of the words that may begin one, where they are known.
        """
        for i in [i for i, form in enumerate(forms) if form in self._at] if places is None else places:
            if (found := _longest(self._at[forms[i]], forms, i + 1)) is not None:
                rest, prefix, value = found
                yield i, i + 1 + len(rest), prefix, value


def _longest(
    seconds: dict[str, list[tuple[tuple[str, ...], str, T]]], forms: Sequence[str], start: int
) -> tuple[tuple[str, ...], str, T] | None:
    if start < len(forms):
        following = forms[start]
        for second in (following, "#") if following[0].isdigit() else (following,):
            for entry in seconds.get(second, ()):
                if _follows(forms, start, entry[0]):
                    return entry
    alone = seconds.get("")
    return alone[0] if alone else None


def with_particles(word: str) -> Iterator[tuple[str, str]]:
    """(particles, form) of each way to write a folded `word` with particles before it: لل for ل and the article."""
    for prefix in _PROCLITICS:
        if prefix.endswith("ل") and word.startswith("ال"):
            yield prefix, f"{prefix}ل{word[2:]}"
        else:
            yield prefix, prefix + word


def _follows(forms: Sequence[str], start: int, words: tuple[str, ...]) -> bool:
    if start + len(words) > len(forms):
        return False
    for form, word in zip(forms[start:], words, strict=False):
        if form != word and not (word == "#" and form[0].isdigit()):
            return False
    return True
