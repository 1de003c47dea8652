"""What the casualty vocabulary (lexicon/words.yml) says of a word: the types; `vocabulary` looks words up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, NamedTuple

SINGULAR: Final = 1
DUAL: Final = 2
PLURAL: Final = 3

GoverningKind = Literal["either", "passive", "object", "noun", "losing"]  # as lexicon/words.yml explains them


class Governing(NamedTuple):
    """What a verb or verbal noun does to the people it governs."""

    measure: str
    kind: GoverningKind


@dataclass(frozen=True)
class Word:
    """Everything the vocabulary says of one spelling; a word may be several things at once («إصابة»)."""

    counted: str = ""  # measure, for a noun that is itself a casualty or an attack
    person: bool = False
    others: bool = False  # «آخرون»
    number: int = 0  # SINGULAR, DUAL, PLURAL of the noun; 0 for no noun
    lemma: str = ""
    governing: Governing | None = None
    flags: frozenset[str] = frozenset()

    def has(self, flag: str) -> bool:
        return flag in self.flags


@dataclass(frozen=True)
class Reading:
    """A token as the vocabulary reads it: the word, and the prefixes that were taken off. Made once, read often."""

    word: Word
    conj: bool = False  # و or ف
    prep: str = ""  # ب, ل or ك
    definite: bool = False


NOTHING: Final = Reading(Word())
