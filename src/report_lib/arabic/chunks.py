"""Cut what stands between two spaces into words, numbers and marks: once, for texts write the same again and again."""

from __future__ import annotations

import re
from typing import Final

from report_lib.arabic.readings import Reading
from report_lib.arabic.remembered import remember
from report_lib.arabic.triggers import pulled, remembers_pulls

# Arabic letters first, which most begin with. None holds a space, nor a quotation mark.
TOKEN: Final = re.compile(r"""[ء-ي]+[^\W\d_]*|\d+(?:[.,:]\d+)*|[^\W\d_]+|[^\w\s"']|_""")


class Piece:
    """A word, number or mark: what is written, where in its chunk, and the triggers that it pulls, as bits.

    `reading` is what the casualty vocabulary says of it, `lists` has the lists of the lexicon of attacks that it stands
    in, once these were asked.
    """

    def __init__(self, form: str, offset: int, pulls: int) -> None:
        self.form = form
        self.offset = offset
        self.pulls = pulls
        self.is_word = form[:1].isalpha()
        self.is_number = form[:1].isdigit()
        self.reading: Reading | None = None
        self.lists: frozenset[str] | None = None


_known: Final[dict[str, list[Piece]]] = {}
remembers_pulls(_known)


def pieces_of(chunk: str) -> list[Piece]:
    """The pieces of what stands between two spaces of a folded text."""
    known = _known.get(chunk)
    return remember(_known, chunk, _cut(chunk)) if known is None else known


def _cut(chunk: str) -> list[Piece]:
    return [Piece(match.group(), match.start(), pulled(match.group())) for match in TOKEN.finditer(chunk)]
