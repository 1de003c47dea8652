"""Looks phrases of a vocabulary up in a text, with the particles that Arabic writes onto their first word."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator
from typing import Any, Final, Generic, TypeVar

from report_lib.arabic.chunks import Piece
from report_lib.arabic.text import Sentence, fold_word
from report_lib.arabic.triggers import trigger

T = TypeVar("T")

# The article and the particles that are written as one word with the next.
_PROCLITICS: Final = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")


class _Entry(Generic[T]):
    """A phrase without its first word, the particles before that one, and its value."""

    def __init__(self, rest: tuple[str, ...], prefix: str, value: T) -> None:
        self.rest, self.prefix, self.value = rest, prefix, value


class _Begun(Generic[T]):
    """The phrases that begin with one word: the word alone, and longer ones by their second word."""

    def __init__(self) -> None:
        self.alone: list[_Entry[T]] = []
        self.longer: dict[str, list[_Entry[T]]] = {}


class Phrases(Generic[T]):
    """Phrases looked up at a token: longest first, with particles before the first word; "#" stands for any number."""

    def __init__(self) -> None:
        self._at: dict[str, _Begun[T]] = {}  # by the first word, with its particles

    def add(self, phrase: str, value: T) -> None:
        first, *rest = fold_word(phrase).split()
        for prefix, form in with_particles(first):
            begun = self._at.setdefault(form, _Begun())
            entries = begun.longer.setdefault(rest[0], []) if rest else begun.alone
            entries.append(_Entry(tuple(rest), prefix, value))

    def seal(self) -> Phrases[T]:
        """Longest phrase first, fewest particles first; the order of the file decides among equals."""
        for begun in self._at.values():
            for entries in (begun.alone, *begun.longer.values()):
                entries.sort(key=lambda entry: (-len(entry.rest), len(entry.prefix)))
        return self

    @property
    def first_words(self) -> Collection[str]:
        """The words that may begin a phrase."""
        return self._at

    def whole_words(self) -> set[str]:
        """The words that are a phrase by themselves."""
        return {form for form, begun in self._at.items() if begun.alone}

    def leading_words(self) -> set[str]:
        """The words that only begin longer phrases."""
        return {form for form, begun in self._at.items() if not begun.alone}

    def second_words(self) -> set[str]:
        """The words after these."""
        return {second for begun in self._at.values() if not begun.alone for second in begun.longer}

    def scan(self, forms: list[str], places: list[int] | None = None) -> list[tuple[int, int, str, T]]:
        """(first, last, particles, value) of every longest phrase of the words forms[first:last], left to right.

        `places` are those of the words that may begin one, where they are known.
        """
        found: list[tuple[int, int, str, T]] = []
        for first in [i for i, form in enumerate(forms) if form in self._at] if places is None else places:
            entry = _longest(self._at[forms[first]], forms, first + 1)
            if entry is not None:
                found.append((first, first + 1 + len(entry.rest), entry.prefix, entry.value))
        return found


class Beginnings:
    """Where phrases of a vocabulary may begin in a sentence; «من» begins one only if the next word may go on."""

    def __init__(self, phrases: Callable[[], Phrases[Any]]) -> None:
        self._whole = trigger(lambda: phrases().whole_words())
        self._leading = trigger(lambda: phrases().leading_words())
        self._second = trigger(lambda: phrases().second_words())

    def places(self, sentence: Sentence) -> list[int]:
        """The words that may begin one, by token."""
        found: list[int] = []
        first = self._whole | self._leading
        if sentence.pulls & first:
            pieces = sentence.pieces
            for at, piece in enumerate(pieces):
                if piece.pulls & first and (piece.pulls & self._whole or self._goes_on(pieces, at + 1)):
                    found.append(at)
        return found

    def _goes_on(self, pieces: list[Piece], at: int) -> bool:
        """Whether the second word of a longer phrase may stand at a place."""
        return at < len(pieces) and (pieces[at].is_number or pieces[at].pulls & self._second != 0)


def _longest(begun: _Begun[T], forms: list[str], start: int) -> _Entry[T] | None:
    if begun.longer and start < len(forms):
        longer, second = begun.longer, forms[start]
        if second in longer and (entry := _first(longer[second], forms, start)) is not None:
            return entry
        if "#" in longer and second[0].isdigit() and (entry := _first(longer["#"], forms, start)) is not None:
            return entry
    return begun.alone[0] if begun.alone else None


def _first(entries: list[_Entry[T]], forms: list[str], start: int) -> _Entry[T] | None:
    for entry in entries:
        if _follows(forms, start, entry.rest):
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
