"""What a text names, of whatever kind: where it stands."""

from __future__ import annotations


class Mention:
    """Something that a text names; `start` and `end` index the folded text."""

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
