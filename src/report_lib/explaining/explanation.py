"""What an explanation of an article holds: the marks on its text, each count's rows, and what was left out."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from report_lib.records import Article, Count, Incident
from report_lib.tallying.ranges import stated

MARKED = ("count", "date", "place", "actor", "source", "left out")
# A run of Arabic words with the spaces, digits and marks between them, as renderers set it apart in English lines.
ARABIC_RUN = re.compile('[\u0600-\u06ff](?:[^A-Za-z\u2190-\u21ff]*[\u0600-\u06ff])?[”»"]?')

Span = tuple[int, int]


class Mark(NamedTuple):
    """text[start:end] of the raw article, what kind of thing it is (one of `MARKED`) and how it was read."""

    start: int
    end: int
    kind: str
    label: str
    number: int = 0  # of the count, where it is one
    retold: bool = False  # the count's number once more, in words that its row does not quote


class Segment(NamedTuple):
    """A stretch of the raw text over which the same marks lie, outermost first."""

    start: int
    end: int
    marks: tuple[Mark, ...]


class Row(NamedTuple):
    """One attribute of a count: its value, what that rests on, the rule that decided and the words it decided by.

    An empty `value` is not known; `words` is a span of the raw text, empty where the rule needs no words or keeps none.
    """

    attribute: str
    value: str
    basis: str = ""
    rule: str = ""
    words: Span | None = None


@dataclass(frozen=True)
class Explained:
    """One count of the tables with the rows that explain it."""

    number: int
    count: Count
    incident: Incident
    rows: tuple[Row, ...]

    @property
    def span(self) -> Span:
        """Where the words stand that state it."""
        return self.count.start or 0, self.count.end or 0

    @property
    def headline(self) -> str:
        """What is counted and how many, in a few words."""
        return f"{self.count.measure} {stated(self.count).text()}"


class LeftOut(NamedTuple):
    """Words that look like a report of casualties, or are none of the article's, and why nothing was read from them."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True)
class Explanation:
    """An article with everything that was found in it, in the order of the text."""

    article: Article
    text: str
    marks: tuple[Mark, ...]
    counts: tuple[Explained, ...]
    left_out: tuple[LeftOut, ...]

    def segments(self) -> Iterator[Segment]:
        """The whole text in order, cut wherever a mark begins or ends."""
        edges = sorted({0, len(self.text), *(mark.start for mark in self.marks), *(mark.end for mark in self.marks)})
        waiting = iter(self.marks)
        following = next(waiting, None)
        over: list[Mark] = []
        for start, end in pairwise(edges):
            over = [mark for mark in over if mark.end > start]
            while following and following.start == start:
                over.append(following)
                following = next(waiting, None)
            yield Segment(start, end, tuple(over))


def printable(text: str) -> str:
    """`text` without what steers a terminal or turns the direction of what stands around it.

    Line ends and the joiners of Arabic script stay, other spaces are plain ones, a control character is shown as �.
    """
    return "".join(_printable(c) for c in text)


def _printable(c: str) -> str:
    if c.isprintable() or c in "\n\u200c\u200d":
        return c
    if c.isspace():
        return " "
    return "" if unicodedata.category(c) == "Cf" else "\ufffd"
