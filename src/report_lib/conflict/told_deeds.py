"""Keep what an article tells of a deed: who did it, to whom, and which other deeds are the same attack."""

from __future__ import annotations

from dataclasses import dataclass

from report_lib.conflict.parties import Deed

UNKNOWN = frozenset({"", "unknown"})  # agents of whom the text may yet say who they are


@dataclass
class Told:
    """A deed in the article's story; deeds of one thread are the same attack."""

    deed: Deed
    sentence: int
    thread: int
    agent: str = ""
    own: str = ""
    status: str = ""
    rule: str = ""
    cue: tuple[int, int] = (0, 0)
    target: str = ""
    defender: str = ""
    type: str = ""
    item: int = 0  # the paragraph, if it is an item of a list of incidents
    two_sided: bool = False
    infighting: bool = False
    raid: bool = False  # «مداهمة», «إنزال»: made to take people

    def take(self, agent: str, own: str, status: str, rule: str, cue: tuple[int, int]) -> None:
        self.agent, self.own, self.status, self.rule, self.cue = agent, own, status, rule, cue

    @property
    def open(self) -> bool:
        """Whether the text may still say who did it."""
        return self.agent in UNKNOWN and self.status != "disputed"
