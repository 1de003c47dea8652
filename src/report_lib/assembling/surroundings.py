"""Read what stands around a count: the words beside it, the forces that these name, and whose one word's people are."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from report_lib.arabic.text import Folded, Token
from report_lib.arabic.vocabulary import read
from report_lib.conflict.actor_words import LISTED, arms_of, is_abroad, victims_of, word_list
from report_lib.conflict.actors import ActorMention
from report_lib.conflict.attack_words import flags_of
from report_lib.counting.counts import Found

CARRIED = 6  # sentences over which it goes unsaid whose the casualties are
QUALIFYING = 4  # words: «ثمانية من رجال الشرطة»
JIHADISTS = frozenset({"ISIS", "HTS"})
_CLAUSE_ENDS = frozenset({"clause_openings", "causes"})


class Surroundings:
    """The text of one article as it is looked at around its counts."""

    def __init__(self, folded: Folded, actors: Sequence[ActorMention]) -> None:
        self.folded = folded
        self._abroad: bool | None = None
        self.actors = [a for a in actors if a.victims and a.kind == "force"]
        self.jihadists = [a for a in self.actors if a.actor in JIHADISTS]
        self._starts = [a.start for a in self.actors]
        self._beginning = {a.start: a for a in self.actors}
        self._between: dict[tuple[int, int], tuple[Token, ...]] = {}
        self._standing: dict[tuple[str, int], list[int]] = {}

    def abroad(self) -> bool:
        """Whether the article tells more of other countries than of Syria."""
        if self._abroad is None:
            self._abroad = is_abroad(self.folded)
        return self._abroad

    def between(self, start: int, end: int) -> tuple[Token, ...]:
        """The tokens that begin in a stretch of the text; rule after rule asks for the same."""
        key = (start, end)
        if key not in self._between:
            self._between[key] = self.folded.tokens_between(start, end)
        return self._between[key]

    def before(self, found: Found, reach: int) -> tuple[Token, ...]:
        """The words before a count in its sentence, as many as `reach`."""
        sentence = self.folded.sentences[found.sentence]
        at = bisect_left(sentence.starts, found.position)
        return sentence.tokens[max(0, at - reach) : at]

    def counted(self, found: Found) -> list[str]:
        """The words that tell who is counted: the noun and what qualifies it."""
        return [token.form for token in self.between(found.people_start, found.people_end)]

    def clause_end(self, found: Found) -> int:
        """Where what qualifies the counted ends: at a word that opens another clause, or tells how it came about."""
        words = self.between(found.people_start, found.people_end)
        for at, flags in enumerate(flags_of(words)):
            if flags and words[at].start > found.people_start and not flags.isdisjoint(_CLAUSE_ENDS):
                return words[at].start
        return found.people_end

    def places(self, name: str, index: int) -> list[int]:
        """Where in a sentence words of the list `name` stand; looked up once, not for each count."""
        key = (name, index)
        if key not in self._standing:
            sentence = self.folded.sentences[index]
            words, forms = word_list(name), sentence.forms
            self._standing[key] = [at for at in sentence.places(LISTED) if forms[at] in words]
        return self._standing[key]

    def forces(self, start: int, end: int) -> Sequence[ActorMention]:
        """The forces named from `start` on and before `end`, in order."""
        return self.actors[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def first(self, words: Sequence[Token]) -> ActorMention | None:
        """The first force that begins at one of these words."""
        return next((self._beginning[word.start] for word in words if word.start in self._beginning), None)

    def owner(self, token: Token) -> str:
        """The side of the force that begins at a word and owns what stands before it."""
        force = self._beginning.get(token.start)
        return force.victims if force is not None and (force.prefix.endswith("ل") or not force.people) else ""

    def people(self, token: Token) -> str:
        """The side of the people that one word names, a force's that begins there included."""
        at = bisect_right(self._starts, token.start) - 1
        if at >= 0 and token.start < self.actors[at].end:
            return self.actors[at].victims
        if arms_of(token.form) == "regulars" and not self.abroad():
            return "regime forces"
        return victims_of(token.form).replace("people", "")

    def arms(self, found: Found) -> str:
        """Of what kind the noun says that the counted are, or the next word does: «ثمانية من رجال الشرطة»."""
        regulars = any(arms_of(word) == "regulars" for word in self.counted(found)[:QUALIFYING])
        return "regulars" if regulars else arms_of(found.head)


def lemma(found: Found) -> str:
    """The singular of the noun that is counted, as in lexicon/words.yml; "" for a bare number."""
    return read(found.head).word.lemma if found.head else ""


def mention_start(mention: ActorMention) -> int:
    """Where a mention begins, by which mentions are ordered."""
    return mention.start
