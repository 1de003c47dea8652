"""Remember what was said of each word, since a text says the same of the same words again and again."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

_REMEMBERED_WORDS = 100_000

T = TypeVar("T")


class Remembered(dict[str, T]):
    """What a function says of a word, asked once; its `__getitem__` answers in a fraction of the time of a call.

    Words of a language are many, but not endless: a long-running process keeps no more than `_REMEMBERED_WORDS`.
    """

    def __init__(self, function: Callable[[str], T]) -> None:
        self._function = function

    def __missing__(self, word: str) -> T:
        if len(self) >= _REMEMBERED_WORDS:
            self.clear()
        found = self[word] = self._function(word)
        return found
