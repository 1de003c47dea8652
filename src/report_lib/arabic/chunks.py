"""Cut what stands between two spaces into words, numbers and marks: once, for texts write the same again and again."""

from __future__ import annotations

import re
import sys
from typing import Final

from report_lib.arabic.readings import Reading
from report_lib.arabic.remembered import remember
from report_lib.arabic.triggers import pulled, remembers_pulls

# Arabic letters first, which most begin with. None holds a space, nor a quotation mark.
TOKEN: Final = re.compile(r"""[ء-ي]+[^\W\d_]*|\d+(?:[.,:]\d+)*|[^\W\d_]+|[^\w\s"']|_""")


class Piece:
    """A word, number or mark: what is written, where in its chunk, and the triggers that it pulls, as bits.

    `following` is the next piece of its chunk; `reading` is what the casualty vocabulary says of it, `lists` has the
    lists of the lexicon of attacks that it stands in, once these were asked.
    """

    def __init__(self, form: str, offset: int, pulls: int, following: Piece | None = None) -> None:
        self.form = form
        self.offset = offset
        self.pulls = pulls
        self.following = following
        self.is_word = form[:1].isalpha()
        self.is_number = form[:1].isdigit()
        self.reading: Reading | None = None
        self.lists: frozenset[str] | None = None


_known: Final[dict[str, Piece]] = {}
remembers_pulls(_known)


def first_piece(chunk: str) -> Piece | None:
    """The first piece of what stands between two spaces of a folded text, which leads to the others."""
    known = _known.get(chunk)
    if known is not None:
        return known
    first = _cut(chunk)
    if first is None:
        return None  # quotation marks alone
    # Under the string of the word itself where it stands alone, so that it lies in memory once.
    return remember(_known, first.form if first.form == chunk else chunk, first)


def _cut(chunk: str) -> Piece | None:
    first: Piece | None = None
    for match in reversed(list(TOKEN.finditer(chunk))):
        # One string for a word wherever it stands: what is remembered of it is found the faster.
        form = sys.intern(match.group())
        first = Piece(form, match.start(), pulled(form), first)
    return first
