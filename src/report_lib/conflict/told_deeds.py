"""Keep what an article tells of a deed: who did it, to whom, and which other deeds are the same attack."""

from __future__ import annotations

from typing import Final

from report_lib.conflict.fliers import unnamed_planes
from report_lib.conflict.parties import Deed

UNKNOWN: Final = frozenset({"", "unknown"})  # agents of whom the text may yet say who they are


class Told:
    """A deed in the article's story; deeds of one thread are the same attack."""

    agent: str = ""
    own: str = ""
    status: str = ""
    cue: tuple[int, int] = (0, 0)
    target: str = ""
    defender: str = ""
    item: int = 0  # the paragraph, if it is an item of a list of incidents
    raid: bool = False  # «مداهمة», «إنزال»: made to take people

    def __init__(self, deed: Deed, sentence: int, thread: int) -> None:
        self.deed, self.sentence, self.thread = deed, sentence, thread
        self.rule, self.type = deed.rule, deed.type
        self.two_sided, self.infighting = deed.two_sided, deed.infighting

    def take(self, agent: str, own: str, status: str, rule: str, cue: tuple[int, int]) -> None:
        self.agent, self.own, self.status, self.rule, self.cue = agent, own, status, rule, cue

    @property
    def vagueness(self) -> int:
        """A party goes before "unknown", "unknown" before nothing; aircraft that may yet be named go after a party."""
        if self.agent in UNKNOWN:
            return 2 if self.agent else 3
        return 1 if unnamed_planes(self.agent, self.deed.agent) else 0

    @property
    def open(self) -> bool:
        """Whether the text may still say who did it."""
        return self.agent in UNKNOWN and self.status != "disputed"
