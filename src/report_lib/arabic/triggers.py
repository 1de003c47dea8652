"""Ask each word once which vocabularies know it, so that a reader finds its own words without a look at all others.

A reader that looks for words of its vocabulary in every sentence has a trigger, a bit of its own. `Sentence.places`
says where words stand that pull it, and `Sentence.pulls` whether one does: where none does, a reader costs nothing.
Triggers joined by `|` are one.

There may be `MOST` of them: compiled code makes an object of every larger number. Where they run out, readers that look
for much the same share one, and tell their words apart where it is pulled.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any, Final, NamedTuple

from report_lib.arabic.remembered import Remembered

MOST: Final = 62


class _Trigger(NamedTuple):
    bit: int
    among: int  # asked only of words that pull one of these; 0 for any word
    knows: Callable[[str], object]


_vocabularies: list[tuple[int, Callable[[], Callable[[str], object]]]] = []
_triggers: list[_Trigger] = []  # those of the vocabularies, once they are read
_combinations: dict[int, int] = {}
_memories: list[dict[str, Any]] = []


def trigger(vocabulary: Callable[[], Container[str]]) -> int:
    """The trigger of the folded words of a vocabulary, which is read when the first text is."""
    return _added(0, lambda: vocabulary().__contains__)


def trigger_where(knows: Callable[[str], object], among: int = 0) -> int:
    """The trigger of the words of which `knows` is true; only those are asked of that pull a trigger of `among`."""
    return _added(among, lambda: knows)


def remembers_pulls(memory: dict[str, Any]) -> None:
    """Has a memory of what words pull emptied whenever a trigger is added."""
    _memories.append(memory)


def _added(among: int, vocabulary: Callable[[], Callable[[str], object]]) -> int:
    _vocabularies.append((among, vocabulary))
    _triggers.clear()
    for memory in _memories:
        memory.clear()  # no word has been asked about this one
    return 1 << (len(_vocabularies) - 1)


def _pulled(form: str) -> int:
    if not _triggers:
        _triggers.extend(_Trigger(1 << at, among, read()) for at, (among, read) in enumerate(_vocabularies))
    pulled = 0
    for bit, among, knows in _triggers:
        if (not among or pulled & among) and knows(form):
            pulled |= bit
    return _combinations.setdefault(pulled, pulled)  # one number for all words alike, which the processor has at hand


_remembered = Remembered(_pulled)
remembers_pulls(_remembered)
# The triggers that a word pulls, as bits.
pulled = _remembered.__getitem__
