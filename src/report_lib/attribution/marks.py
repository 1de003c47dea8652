"""What one sentence has given of its sources so far, which the readers of each way of citing share."""

from __future__ import annotations

from report_lib.attribution.cited import Voice, Voices
from report_lib.attribution.speakers import Line, Speaker


class Mark:
    """An attribution in its sentence. `forward` ones vouch for what follows, the others for what precedes."""

    def __init__(
        self, voice: Voice, opens: int, cue: tuple[int, int], last: int, forward: bool, rule: str, both: bool = False
    ) -> None:
        self.voice = voice
        self.opens = opens  # token at which its clause opens
        self.cue = cue  # tokens
        self.last = last  # token after the cited name
        self.forward = forward
        self.rule = rule
        self.both = both  # «في هجوم قالت السلطات إنه …»: for the whole sentence


class Reading:
    """A sentence as far as it has been read; `voices` are those heard so far in the text."""

    def __init__(self, line: Line, voices: Voices) -> None:
        self.line = line
        self.words = line.words
        self.voices = voices
        self.marks: list[Mark] = []
        self.heads: list[int] = []
        self.spoken = False  # whether someone has been cited for what follows
        self.silent: Speaker | None = None  # subject of a negated verb of saying

    def add(self, mark: Mark) -> None:
        """Take an attribution in, and hear its voice."""
        self.marks.append(mark)
        self.voices.hear(mark.voice)
        self.spoken = self.spoken or mark.forward
