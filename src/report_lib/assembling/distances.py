"""Measure how far a mention stands from a count, in characters and in borders of clauses."""

from __future__ import annotations

from typing import Final

from report_lib.assembling.cues import CUES, THAT
from report_lib.counting.counts import Found

# A comma, or a word that opens another clause, puts what follows this many characters further away.
CLAUSE: Final = 60.0
_BORDERS: Final[list[str]] = [*"،؛:", THAT, *CUES["aside"]]


def distance(text: str, start: int, end: int, count: Found) -> float:
    """Characters between a mention and the count; each border of clauses in between counts as sixty more."""
    first, last = _between(start, end, count)
    if first == last:
        return 0.0
    borders = 0
    for border in _BORDERS:
        borders += text.count(border, first, last)
    return last - first + CLAUSE * borders


def is_within(reach: float, text: str, start: int, end: int, count: Found) -> bool:
    """Whether a mention is nearer to the count than `reach`.

    Mostly it is too far for its characters alone, so that no border need be looked for.
    """
    first, last = _between(start, end, count)
    return last - first < reach and distance(text, start, end, count) < reach


def _between(start: int, end: int, count: Found) -> tuple[int, int]:
    """Where what stands between a mention and a count begins and ends; (0, 0) where they overlap."""
    if start >= count.end:
        return count.end, start
    return (end, count.start) if end <= count.start else (0, 0)
