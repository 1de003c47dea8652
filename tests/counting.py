"""What a text states, as plain tuples, for the tests of how counts are found."""

from __future__ import annotations

from report_lib.arabic.text import fold
from report_lib.counting.counts import find_counts

K, W, C, M, A, S = "killed", "wounded", "captured", "missing", "attacks", "airstrikes"

Stated = tuple[str, int | None, int | None, str]


def stated(text: str) -> list[Stated]:
    """(measure, low, high, qualifier) of every count, in order."""
    return [(c.measure, c.low, c.high, c.qualifier) for c in find_counts(fold(text))]


def shares(text: str) -> list[tuple[int | None, int | None]]:
    """(low, index of the total of which it is a share) of every count, in order."""
    return [(c.low, c.part_of) for c in find_counts(fold(text))]


def exact(measure: str, n: int) -> Stated:
    return (measure, n, n, "exact")


def vague(measure: str) -> Stated:
    return (measure, None, None, "unspecified")
