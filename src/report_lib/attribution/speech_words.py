"""Types of the words with which news prose cites its sources; `speech` reads the words themselves."""

from __future__ import annotations

from typing import Final

# Kinds of verbs; what each needs to count as citing is said in lexicon/sources.yml.
SPEECH: Final = "speech"
REPORT: Final = "report"
FURTHER: Final = "further"
TALLY: Final = "tally"
CLAIM: Final = "claim"
REVISE: Final = "revise"
DENY: Final = "deny"
DOUBTFUL: Final = "doubtful"
MOURN: Final = "mourn"
PASS_ON: Final = "pass_on"
LEARN: Final = "learn"
APPEAR: Final = "appear"
VERB_KINDS: Final = (SPEECH, REPORT, FURTHER, TALLY, CLAIM, REVISE, DENY, DOUBTFUL, MOURN, PASS_ON, LEARN, APPEAR)


class Verb:
    """A verb of saying in one of its spellings."""

    def __init__(self, kind: str, perfect: bool, gender: str, conj: bool = False, jussive: bool = False) -> None:
        self.kind = kind
        self.perfect = perfect
        self.gender = gender  # "m", "f", or "" for a plural
        self.conj = conj  # with و or ف
        self.jussive = jussive  # shortened after «لم»: «لم يحصِ»


class Head:
    """The first word or words of a source: its kind, the prefix to take off, whether it is a group that mostly acts."""

    def __init__(
        self, source_type: str, prefix: str, definite: bool, group: bool, rest: list[str] | None = None
    ) -> None:
        self.source_type = source_type
        self.prefix = prefix
        self.definite = definite
        self.group = group
        self.rest = rest or []  # the words after the first, of a known name
        self.length = 1 + len(self.rest)


class Citing:
    """The words after the first one of a phrase that cites; whether a verb of saying must follow («على ما أفاد»)."""

    def __init__(self, rest: list[str], joins: bool, clause: bool) -> None:
        self.rest = rest
        self.joins = joins  # «ل» is written together with the name: وفقاً للمرصد
        self.clause = clause
