"""One shape for everything that can be wrong with an input: where, which rule, what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    """A rejected record: `file`, `record` ("line 3", "" for the whole file), the `rule` broken, the `remedy`."""

    file: str
    record: str
    rule: str
    remedy: str

    def __str__(self) -> str:
        where = f"{self.file} {self.record}".strip()
        return f"{where}: {self.rule}; {self.remedy}"


class ReportError(Exception):
    """An input or request that cannot be used; carries the problems found."""

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems
