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
        super().__init__(*problems)
        self.problems = problems

    def __str__(self) -> str:
        return "\n".join(map(str, self.problems))


class Broken(Exception):
    """A value that breaks the rule of its column; whoever knows file and record makes a problem of it."""

    def __init__(self, rule: str, remedy: str) -> None:
        super().__init__(rule)
        self.rule = rule
        self.remedy = remedy

    def problem(self, file: object, record: str = "") -> Problem:
        return Problem(shown(file, 500), record, self.rule, self.remedy)


def shown(value: object, limit: int = 60) -> str:
    """A value from an input as a message may repeat it: cut short, nothing in it that steers a terminal."""
    text = str(value)
    text = text if len(text) <= limit else text[:limit] + "…"
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def reason(error: Exception) -> str:
    """What an error says, without the path that the problem names anyway."""
    return shown(getattr(error, "strerror", None) or str(error) or type(error).__name__, 100)
