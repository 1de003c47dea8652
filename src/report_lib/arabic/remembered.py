"""Remember what was said of each word, since a text says the same of the same words again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeVar

_REMEMBERED_WORDS: Final = 100_000
_LONGEST_WORD: Final = 100  # letters, with the marks that are written onto it

T = TypeVar("T")


class Remembered(dict[str, T]):
    """What a function says of a word, asked once; its `__getitem__` answers in a fraction of the time of a call.

    Words of a language are many, but not endless: a long-running process keeps no more than `_REMEMBERED_WORDS`.
    """

    def __init__(self, function: Callable[[str], T]) -> None:
        self._function = function

    def __missing__(self, word: str) -> T:
        return remember(self, word, self._function(word))


def remember(memory: dict[str, T], word: str, found: T) -> T:
    """Keeps what was found out about a word, and returns it."""
    if len(word) <= _LONGEST_WORD:  # no language has longer ones
        if len(memory) >= _REMEMBERED_WORDS:
            memory.clear()
        memory[word] = found
    return found
