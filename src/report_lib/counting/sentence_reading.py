"""Read one sentence with the casualty vocabulary: what each word is, and what stands beside it."""

from __future__ import annotations

from typing import Final

from report_lib.arabic.chunks import Piece
from report_lib.arabic.readings import NOTHING, Reading, Word
from report_lib.arabic.text import Folded, Sentence
from report_lib.arabic.triggers import trigger_where
from report_lib.arabic.vocabulary import read, reading_of

KNOWN: Final = trigger_where(lambda form: read(form) is not NOTHING)
_OPENS_CLAUSE: Final = trigger_where(lambda form: read(form).word.has("clause_openers"), among=KNOWN)
# How far beyond either end of a sentence its readers look, and what they see there.
_BEYOND: Final = 4
_NO_FORMS: Final = [""] * _BEYOND
_NO_PIECES: Final = [Piece("", 0, 0)] * _BEYOND
_NO_SUBJECT: Final = frozenset({"prepositions", "times_of_day"})
# What opens another clause together with the token before it.
_OPENERS: Final = {"حين": "في", "كذلك": "،", "وان": "،"}


class SentenceReading:
    """One sentence, word by word; a few steps beyond its ends there is nothing: the form "" and no word."""

    def __init__(self, folded: Folded, sentence: Sentence) -> None:
        self.plain = sentence  # without its reading
        self.folded = folded
        self.length = len(sentence.forms)
        self.forms: list[str] = sentence.forms + _NO_FORMS
        self._pieces = sentence.pieces + _NO_PIECES

    def reading(self, at: int) -> Reading:
        return reading_of(self._pieces[at])

    def word(self, at: int) -> Word:
        return reading_of(self._pieces[at]).word

    def is_bare(self, at: int) -> bool:
        """Whether the word has no conjunction, preposition or article before it."""
        reading = self.reading(at)
        return not (reading.conj or reading.prep or reading.definite)

    def is_word(self, at: int) -> bool:
        return self._pieces[at].is_word

    def is_number(self, at: int) -> bool:
        return self._pieces[at].is_number

    def is_joined(self, at: int) -> bool:
        """«وثلاثة ضباط», «و 3 ضباط», «فضلاً عن ثلاثة ضباط»."""
        return self.forms[at].startswith("و") or self.forms[at - 1] == "و" or self.is_besides(at)

    def is_besides(self, at: int) -> bool:
        """«فضلاً عن ثلاثة ضباط», «إضافة إلى ثلاثة ضباط»."""
        return self.word(at - 3).has("besides") or self.word(at - 2).has("besides")

    def bare(self, at: int) -> str:
        """The form without the conjunction that is written on to it: وقتل → قتل."""
        form = self.forms[at]
        return form[1:] if self.reading(at).conj and len(form) > 3 else form

    def has(self, flag: str, first: int, stop: int) -> bool:
        """Whether a word of `first:stop` is on the vocabulary's list `flag`; `first` may lie before the sentence."""
        return any(self._is_on(flag, at) for at in range(max(first, 0), min(stop, self.length)))

    def places(self, flag: str, first: int, stop: int) -> list[int]:
        """Where in `first:stop` words stand that are on the vocabulary's list `flag`; `first` as of `has`."""
        return [at for at in range(max(first, 0), min(stop, self.length)) if self._is_on(flag, at)]

    def _is_on(self, flag: str, at: int) -> bool:
        piece = self._pieces[at]
        return bool(piece.pulls & KNOWN) and flag in reading_of(piece).word.flags

    def breaks(self, first: int, stop: int, marks: str = "") -> bool:
        """Whether in `first:stop` another clause opens, or one of the punctuation `marks` stands."""
        opener = stop
        if self.plain.pulls & _OPENS_CLAUSE:
            openers = self.places("clause_openers", first, stop)  # but «في المقابل» is no «مقابل»
            opener = next((at for at in openers if not self.reading(at).definite), stop)
        at = next((at for at in range(first, opener) if self._parts(at, marks)), opener)
        end = stop if "،" in marks else self._end_of_aside(at, stop)
        return at < stop and (end == stop or self.breaks(end + 1, stop, marks))

    def _parts(self, at: int, marks: str) -> bool:
        """Whether a mark stands at `at`, or two words that open a clause together: «في حين», «، كذلك», «، وأن»."""
        mark = self.forms[at]
        return mark == "؛" or mark in marks or _OPENERS.get(mark) == self.forms[at - 1]

    def _end_of_aside(self, at: int, stop: int) -> int:
        """The comma that closes an aside that opens at `at`, «جُرح في الاشتباك، الذي دام ساعة، سبعة»; else `stop`."""
        opens = self.forms[at - 1] == "،" and self.word(at).has("relative_openers")
        return next((i for i in range(at + 1, stop) if self.forms[i] == "،"), stop) if opens else stop

    def has_one_of(self, company: frozenset[str]) -> bool:
        """Whether one of these words, conjunctions aside, stands in the sentence."""
        return any(self.forms[at] in company or self.bare(at) in company for at in range(self.length))

    def is_one_of(self, at: int) -> bool:
        """«أحد», «وأحد»; «واحد» folds to the same letters, but is written without hamza."""
        return self.word(at).has("one_of") or (self.forms[at] == "واحد" and "أ" in self.raw(at))

    def leaves_subject_out(self, at: int) -> bool:
        """Whether nobody follows at `at`, where a verb has ended: «، وتوفي في المشفى», «فقُتل، وأُصيب …»."""
        reading = self.reading(at)
        told = not reading.definite and bool(reading.prep or reading.word.flags & _NO_SUBJECT)
        return told or not (self.is_word(at) or self.is_number(at))

    def raw(self, at: int) -> str:
        """The word as written, with its vowel marks."""
        return self.folded.quote(self.start(at), self.end(at))

    def start(self, at: int) -> int:
        """Where the word begins in the folded text."""
        return self.plain.starts[at]

    def end(self, at: int) -> int:
        """Where the word ends in the folded text."""
        return self.plain.starts[at] + len(self.forms[at])
