"""Read what stands around a count: the words beside it, the forces that these name, and whose one word's people are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from report_lib.arabic.text import Folded
from report_lib.arabic.vocabulary import read
from report_lib.conflict.actor_words import LISTED, LISTS_OF, arms_of, is_abroad, victims_of
from report_lib.conflict.actors import ActorMention
from report_lib.conflict.attack_words import lists_of as attack_lists_of
from report_lib.counting.counts import Found

CARRIED: Final = 6  # sentences over which it goes unsaid whose the casualties are
QUALIFYING: Final = 4  # words: «ثمانية من رجال الشرطة»
JIHADISTS: Final = frozenset({"ISIS", "HTS"})
_NOWHERE: Final[list[int]] = []


class Spot:
    """Where a count stands among the words of its sentence.

    Its number is at `at`; the words that tell who is counted, the noun and what qualifies it, are forms[first:last].
    """

    def __init__(self, folded: Folded, found: Found) -> None:
        self.sentence = folded.sentences[found.sentence]
        self.found = found
        self.forms = self.sentence.forms
        self.starts = self.sentence.starts
        self.first = bisect_left(self.starts, found.people_start)
        self.last = bisect_left(self.starts, found.people_end)
        same = found.position == found.people_start
        self.at = self.first if same else bisect_left(self.starts, found.position)
        self.qualified = min(self.first + QUALIFYING, self.last)  # the end of the first of them
        self.counted = self.forms[self.first : self.last]  # the words that tell who is counted

    def clause_end(self) -> int:
        """Where what qualifies the counted ends: at a word that opens another clause, or tells how it came about."""
        for at in range(self.first + 1, self.last):
            lists = attack_lists_of(self.sentence.pieces[at])
            if "clause_openings" in lists or "causes" in lists:
                return at
        return self.last


class Surroundings:
    """The text of one article as it is looked at around its counts; places are those of words in their sentence."""

    def __init__(self, folded: Folded, actors: Sequence[ActorMention], army: str) -> None:
        self.folded = folded
        self.army = army  # the victims code of soldiers of whom the text says no more
        self.actors = [a for a in actors if a.victims and a.kind == "force"]
        self._named: list[list[ActorMention]] = [[] for _ in folded.sentences]  # the forces of each sentence
        for actor in self.actors:
            self._named[actor.sentence].append(actor)
        # What is found out of a sentence when it is first asked for.
        self._listed: list[dict[str, list[int]] | None] = [None] * len(self._named)
        self.riders: list[str | None] = [None] * len(self._named)  # once `passengers.riders` was asked
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
        listed = self._listed[index]
        if listed is None:
            listed = self._listed[index] = self._lists_in(index)
        return listed.get(name, _NOWHERE)

    def _lists_in(self, index: int) -> dict[str, list[int]]:
        sentence = self.folded.sentences[index]
        listed: dict[str, list[int]] = {}
        for at in sentence.places(LISTED):
            for name in LISTS_OF[sentence.forms[at]]:
                here = listed.get(name)
                if here is None:
                    listed[name] = [at]
                else:
                    here.append(at)
        return listed

    def says(self, name: str, index: int, first: int, last: int) -> bool:
        """Whether a word of the list `name` is among forms[first:last] of a sentence."""
        return any(first <= at < last for at in self.places(name, index))

    def forces(self, start: int, end: int) -> list[ActorMention]:
        """The forces that the text names from `start` on and before `end`, in order."""
        return [force for force in self.actors if start <= force.start < end]

    def forces_in(self, index: int, first: int, last: int) -> list[ActorMention]:
        """The forces that begin among forms[first:last] of a sentence, in order."""
        return [force for force in self._named[index] if first <= force.first < last]

    def first(self, index: int, first: int, last: int) -> ActorMention | None:
        """The first force that begins among forms[first:last] of a sentence."""
        for force in self._named[index]:
            if first <= force.first < last:
                return force
        return None

    def jihadists(self) -> list[ActorMention]:
        """The forces that call themselves fighters of a holy war, in order."""
        return [force for force in self.actors if force.actor in JIHADISTS]

    def people(self, index: int, at: int) -> str:
        """The side of the people that one word names, a force's that it names included."""
        for force in self._named[index]:
            if force.first <= at < force.last:
                return force.victims
        if at in self.places("regulars", index) and not self.abroad():
            return self.army
        victims = victims_of(self.forms(index)[at])
        return "" if victims == "people" else victims

    def arms(self, found: Found) -> str:
        """Of what kind the noun says that the counted are, or the next word does: «ثمانية من رجال الشرطة»."""
        spot = self.spot(found)
        if self.says("regulars", found.sentence, spot.first, spot.qualified):
            return "regulars"
        # «13 قتيلاً عسكرياً», but «13 قتيلاً وعسكري»
        dead = bool(found.head) and bool(read(found.head).word.counted) and spot.last == spot.first + 1
        soldiers = dead and self.says("regulars", found.sentence, spot.last, spot.last + 1)
        return "regulars" if soldiers and not spot.forms[spot.last].startswith("و") else arms_of(found.head)


def lemma(found: Found) -> str:
    """The singular of the noun that is counted, as in lexicon/words.yml; "" for a bare number."""
    return read(found.head).word.lemma if found.head else ""
