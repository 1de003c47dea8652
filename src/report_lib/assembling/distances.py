"""Measure how far a mention stands from a count, in characters and in borders of clauses."""

from __future__ import annotations

from typing import Final, TypeVar

from report_lib.arabic.mentions import Mention
from report_lib.assembling.cues import CUES, THAT
from report_lib.counting.counts import Found

# A comma, or a word that opens another clause, puts what follows this many characters further away.
CLAUSE: Final = 60.0
_RIGHT_AFTER: Final = 2  # words between a count and its own place or date: «في», «على أطراف»
_AFTER_LAST: Final = 5  # … where the count before it has its own: «بجروح خطيرة في»
AnyMention = TypeVar("AnyMention", bound=Mention)
_BORDERS: Final[list[str]] = [*"،؛:", THAT, *CUES["aside"]]


def distance(text: str, start: int, end: int, count: Found) -> float:
    """Characters between a mention and the count; each border of clauses in between counts as `CLAUSE` more."""
    first, last = _between(start, end, count)
    if first == last:
        return 0.0
    between, borders = text[first:last], 0
    for border in _BORDERS:
        if border in between:  # as few are; to count them takes three times as long
            borders += between.count(border)
    return last - first + CLAUSE * borders


def is_within(reach: float, text: str, start: int, end: int, count: Found) -> bool:
    """Whether a mention is nearer to the count than `reach`.

    Mostly it is too far for its characters alone, so that no border need be looked for.
    """
    return _characters(start, end, count) < reach and distance(text, start, end, count) < reach


def nearest(text: str, mentions: list[AnyMention], count: Found) -> AnyMention:
    """The mention that is nearest to a count by clauses, the first of several."""
    if len(mentions) == 1:
        return mentions[0]
    # The nearest by characters is mostly the nearest, and then no border need be looked for before the others.
    apart = [_characters(mention.start, mention.end, count) for mention in mentions]
    chosen = 0
    for at, characters in enumerate(apart):
        if characters < apart[chosen]:
            chosen = at
    least = distance(text, mentions[chosen].start, mentions[chosen].end, count)
    for at, mention in enumerate(mentions):
        if at == chosen or apart[at] > least:
            continue
        far = distance(text, mention.start, mention.end, count)
        if far < least or (far == least and at < chosen):
            chosen, least = at, far
    return mentions[chosen]


def own(text: str, mentions: list[AnyMention], count: Found, beside: list[Found]) -> AnyMention | None:
    """«قُتل خمسة في تدمر وسبعة في السخنة»: what follows a count, where the one before it has its own too.

    `beside` are all counts of the sentence.
    """
    if len(mentions) < 2 or len(beside) < 2:
        return None
    earlier = [each for each in beside if each.end <= count.position]
    if not earlier:
        return None
    last = earlier[-1]
    before = next((mention for mention in mentions if mention.start >= last.end), None)
    after = next((mention for mention in mentions if mention.start >= count.end), None)
    if before is None or after is None or before.end > count.position:
        return None
    both = _follows(text, before, last, beside, _RIGHT_AFTER) and _follows(text, after, count, beside, _AFTER_LAST)
    return after if both else None


def _follows(text: str, mention: Mention, count: Found, beside: list[Found], reach: int) -> bool:
    """Whether a mention stands right after a count, with nothing else counted between."""
    between = text[count.end : mention.start]
    if "،" in between or len(between.split()) > reach:
        return False
    return not any(count.end <= other.position < mention.start for other in beside)


def _characters(start: int, end: int, count: Found) -> int:
    """Characters between a mention and the count, whatever borders there are."""
    first, last = _between(start, end, count)
    return last - first


def _between(start: int, end: int, count: Found) -> tuple[int, int]:
    """Where what stands between a mention and a count begins and ends; (0, 0) where they overlap."""
    if start >= count.end:
        return count.end, start
    return (end, count.start) if end <= count.start else (0, 0)
