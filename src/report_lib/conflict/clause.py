"""A sentence seen through the words of attacks and of doubt, with the parties that it names."""

from __future__ import annotations

from typing import Final

from report_lib.arabic.text import Folded, Sentence
from report_lib.conflict.actors import ActorMention
from report_lib.conflict.attack_words import CUES, NO_LISTS, RARE_WORDS, Cue, listed, lists_of, stands_in, words

_STOPS: Final = frozenset("،,؛:")
_DOUBLED: Final = "\u0651"  # shadda


class Clause:
    """One sentence: the parties named in it, the cue words found, and the lists that each of its words stands in."""

    def __init__(
        self,
        folded: Folded,
        number: int,
        mentions: list[ActorMention],  # in order, none within another
        places: list[int] | None = None,  # of the words that may begin a cue, where they are known
        *,
        voweled: bool = True,  # whether the raw text may write vowels
    ) -> None:
        self.folded = folded
        self.voweled = voweled
        self.number = number
        self.sentence: Sentence = folded.sentences[number]
        self.mentions = mentions
        self.forms = self.sentence.forms
        self._pieces = self.sentence.pieces
        self.rare = self.sentence.places(RARE_WORDS)  # where words of RARE lists stand
        self.cues: list[tuple[int, int, str, Cue]] = []
        self._telling: list[int] = []  # where cues stand, but for those that only say whose it was
        done = 0
        for found in words().cues.scan(self.forms, CUES.places(self.sentence) if places is None else places):
            first, last, _, cue = found
            if cue.kind == "none":
                done = last
            elif first >= done and not self._is_dawn(first):
                self.cues.append(found)
                if cue.kind not in ("by", "doer"):
                    self._telling.append(first)

    def at(self, index: int) -> ActorMention | None:
        """The party whose mention begins at `index`."""
        for mention in self.mentions:
            if mention.first >= index:
                return mention if mention.first == index else None
        return None

    def ending(self, index: int) -> ActorMention | None:
        """The party whose mention ends before `index`."""
        return next((mention for mention in self.mentions if mention.last == index), None)

    def first_at(self, first: int, last: int) -> ActorMention | None:
        """The first party whose mention begins among tokens[first:last]."""
        return next((mention for mention in self.mentions if first <= mention.first < last), None)

    def tells(self, index: int) -> bool:
        """Whether a word of an attack stands at `index`: a cue, but none that only says whose it was."""
        return any(telling == index for telling in self._telling)

    def _is_dawn(self, index: int) -> bool:
        """«فجر اليوم», but not «فجر تنظيم داعش سيارة», «إنه فجر عبوة», «فجّر»."""
        if not self.has(index, "dawn") or self.at(index + 1) is not None or self.has(index - 1, "speaking_of_itself"):
            return False
        return _DOUBLED not in self.raw(index)

    def raw(self, index: int) -> str:
        """The word at `index` as the raw text writes it, with its vowels."""
        return self.folded.quote(*self.sentence.span(index, index + 1))

    def has(self, index: int, name: str) -> bool:
        """Whether the word at `index` stands in the list `name`."""
        return 0 <= index < len(self._pieces) and stands_in(self._pieces[index], name)

    def lists(self, index: int) -> frozenset[str]:
        """The lists that the word at `index` stands in."""
        return lists_of(self._pieces[index]) if 0 <= index < len(self._pieces) else NO_LISTS

    def harms(self, index: int) -> bool:
        """Whether a verb of harm stands at `index`."""
        return any(first == index and cue.kind == "harm verb" for first, _, _, cue in self.cues)

    def joined(self, index: int) -> bool:
        """Whether the cue at `index` goes on from the one before: «… وأسرت», «فأوقفت …»."""
        return any(first == index and prefix.startswith(("و", "ف")) for first, _, prefix, _ in self.cues)

    def any(self, first: int, last: int, name: str) -> bool:
        """Whether one of tokens[first:last] stands in the list `name`."""
        return listed(self.sentence, first, last, name)

    def any_rare(self, first: int, last: int, name: str) -> bool:
        """Whether one of tokens[first:last] stands in the RARE list `name`."""
        return any(first <= index < last and name in self.lists(index) for index in self.rare)

    def places(self, *names: str) -> list[int]:
        """Where words stand that are in one of the RARE lists `names`, in order."""
        if not self.rare:
            return []
        return [index for index in self.rare if any(self.has(index, name) for name in names)]

    def find(self, name: str) -> int | None:
        """The first word that stands in the RARE list `name`."""
        return next((index for index in self.rare if name in self.lists(index)), None)

    def writes(self, first: int, last: int, form: str) -> bool:
        """Whether one of tokens[first:last] is the word `form`."""
        forms = self.forms
        return any(forms[at] == form for at in range(max(0, first), min(last, len(forms))))

    def form(self, index: int) -> str:
        """The word at `index`, "" outside the sentence."""
        return self.forms[index] if 0 <= index < len(self.forms) else ""

    def stops(self, index: int) -> bool:
        """Whether a punctuation mark within the sentence stands at `index`."""
        return 0 <= index < len(self._pieces) and not self._pieces[index].is_word and self.forms[index] in _STOPS

    def has_digits(self, first: int, last: int) -> bool:
        """Whether one of tokens[first:last] is a number in digits."""
        pieces = self._pieces
        return any(pieces[at].is_number for at in range(first, min(last, len(pieces))))

    def is_aside(self, index: int) -> bool:
        """Whether the party at `index` only says where or whose something is: «مناطق سيطرة …», «تسيطر عليها …»."""
        held = self.has(index - 1, "aside_or_it") and self.has(index - 2, "aside")
        return held or self.has(index - 1, "aside")

    def numbered(self, index: int) -> bool:
        """Whether a number stands at `index`, in digits or words."""
        if not 0 <= index < len(self._pieces):
            return False
        return self._pieces[index].is_number or self.has(index, "number_words")
