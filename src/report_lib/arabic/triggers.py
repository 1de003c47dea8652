"""Ask each word once which vocabularies know it, so that a reader finds its own words without a look at all others.

A reader that looks for words of its vocabulary in every sentence has a trigger, made by `trigger`. `Sentence.places`
says where words stand that pull it, and `Sentence.pulls` whether one does: where none does, a reader costs nothing.
"""

from __future__ import annotations

from collections.abc import Callable

from report_lib.arabic.remembered import Remembered

_known: list[Callable[[str], object]] = []


def trigger(knows: Callable[[str], object]) -> int:
    """A bit of its own for the folded words that a vocabulary knows; the vocabulary is first asked when a text is."""
    _known.append(knows)
    _remembered.clear()  # they have not been asked about this one
    return 1 << (len(_known) - 1)


def _pulled(form: str) -> int:
    return sum(1 << bit for bit, knows in enumerate(_known) if knows(form))


_remembered = Remembered(_pulled)
# The triggers that a word pulls, as bits.
pulled = _remembered.__getitem__
