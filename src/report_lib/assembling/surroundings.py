"""Read what stands around a count: the words beside it, the forces that these name, and whose one word's people are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from report_lib.arabic.text import Folded
from report_lib.arabic.vocabulary import read
from report_lib.conflict.actor_words import LISTED, arms_of, is_abroad, lists_of, victims_of
from report_lib.conflict.actors import ActorMention
from report_lib.conflict.attack_words import flags_of
from report_lib.counting.counts import Found

CARRIED: Final = 6  # sentences over which it goes unsaid whose the casualties are
QUALIFYING: Final = 4  # words: «ثمانية من رجال الشرطة»
JIHADISTS: Final = frozenset({"ISIS", "HTS"})
_NOWHERE: Final[list[int]] = []
_NOBODY: Final[list[ActorMention]] = []


class Spot:
    """Where a count stands among the words of its sentence.

    Its number is at `at`; the words that tell who is counted, the noun and what qualifies it, are forms[first:last].
    """

    def __init__(self, folded: Folded, found: Found) -> None:
        sentence = folded.sentences[found.sentence]
        self.found = found
        self.forms = sentence.forms
        self.starts = sentence.starts
        self.at = bisect_left(self.starts, found.position)
        self.first = bisect_left(self.starts, found.people_start)
        self.last = bisect_left(self.starts, found.people_end)
        self.qualified = min(self.first + QUALIFYING, self.last)  # the end of the first of them

    @property
    def counted(self) -> list[str]:
        """The words that tell who is counted."""
        return self.forms[self.first : self.last]

    def clause_end(self) -> int:
        """Where what qualifies the counted ends: at a word that opens another clause, or tells how it came about."""
        for at in range(self.first + 1, self.last):
            flags = flags_of(self.forms[at])
            if "clause_openings" in flags or "causes" in flags:
                return at
        return self.last


class Surroundings:
    """The text of one article as it is looked at around its counts; places are those of words in their sentence."""

    def __init__(self, folded: Folded, actors: Sequence[ActorMention]) -> None:
        self.folded = folded
        self.actors = [a for a in actors if a.victims and a.kind == "force"]
        self.jihadists = [a for a in self.actors if a.actor in JIHADISTS]
        self._named: dict[int, list[ActorMention]] = {}  # the forces of each sentence
        for actor in self.actors:
            self._named.setdefault(actor.sentence, []).append(actor)
        self._listed: dict[int, dict[str, list[int]]] = {}
        self._spot: Spot | None = None
        self._abroad: bool | None = None

    def abroad(self) -> bool:
        """Whether the article tells more of other countries than of Syria."""
        if self._abroad is None:
            self._abroad = is_abroad(self.folded)
        return self._abroad

    def spot(self, found: Found) -> Spot:
        """Where a count stands; rule after rule asks for the same."""
        spot = self._spot
        if spot is None or spot.found is not found:
            spot = self._spot = Spot(self.folded, found)
        return spot

    def forms(self, index: int) -> list[str]:
        """The words of a sentence."""
        return self.folded.sentences[index].forms

    def places(self, name: str, index: int) -> list[int]:
        """Where in a sentence words of the list `name` stand; looked up once, not for each count."""
        if index not in self._listed:
            self._listed[index] = self._lists_in(index)
        return self._listed[index].get(name, _NOWHERE)

    def _lists_in(self, index: int) -> dict[str, list[int]]:
        sentence = self.folded.sentences[index]
        listed: dict[str, list[int]] = {}
        for at in sentence.places(LISTED):
            for name in lists_of(sentence.forms[at]):
                if name in listed:
                    listed[name].append(at)
                else:
                    listed[name] = [at]
        return listed

    def says(self, name: str, index: int, first: int, last: int) -> bool:
        """Whether a word of the list `name` is among forms[first:last] of a sentence."""
        return any(first <= at < last for at in self.places(name, index))

    def forces(self, start: int, end: int) -> list[ActorMention]:
        """The forces that the text names from `start` on and before `end`, in order."""
        return [force for force in self.actors if start <= force.start < end]

    def forces_in(self, index: int, first: int, last: int) -> list[ActorMention]:
        """The forces that begin among forms[first:last] of a sentence, in order."""
        if index not in self._named:
            return _NOBODY
        return [force for force in self._named[index] if first <= force.first < last]

    def first(self, index: int, first: int, last: int) -> ActorMention | None:
        """The first force that begins among forms[first:last] of a sentence."""
        forces = self.forces_in(index, first, last)
        return forces[0] if forces else None

    def people(self, index: int, at: int) -> str:
        """The side of the people that one word names, a force's that it names included."""
        if index in self._named:
            for force in self._named[index]:
                if force.first <= at < force.last:
                    return force.victims
        form = self.forms(index)[at]
        if arms_of(form) == "regulars" and not self.abroad():
            return "regime forces"
        victims = victims_of(form)
        return "" if victims == "people" else victims

    def arms(self, found: Found) -> str:
        """Of what kind the noun says that the counted are, or the next word does: «ثمانية من رجال الشرطة»."""
        spot = self.spot(found)
        return "regulars" if self.says("regulars", found.sentence, spot.first, spot.qualified) else arms_of(found.head)


def lemma(found: Found) -> str:
    """The singular of the noun that is counted, as in lexicon/words.yml; "" for a bare number."""
    return read(found.head).word.lemma if found.head else ""
