"""Read the bare numbers of a sentence, in digits and in words, without asking what they count."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from report_lib.arabic.chunks import Piece
from report_lib.arabic.number_words import (
    HALF,
    HEAD,
    HUNDRED,
    NONE,
    ONE,
    SCALE,
    SCALES,
    TEN,
    TENS,
    TWO,
    UNIT,
    NumberWord,
    number_words,
)
from report_lib.arabic.remembered import Remembered
from report_lib.arabic.text import Sentence
from report_lib.arabic.triggers import trigger, trigger_where

# Where something may begin: with digits, with a word, or with one that another must follow.
DIGITS: Final = trigger_where(lambda form: "0" <= form < ":")
SPELLED: Final = trigger(lambda: number_words().starts)
FOLLOWED: Final = trigger(lambda: number_words().followed)
FOLLOWING: Final = trigger(lambda: frozenset[str]().union(*number_words().followed.values()))
# The words of any list that is asked for by `on`.
_LISTED: Final = trigger(lambda: number_words().listed)
LARGEST: Final = 10**9  # from here on it is no number of people or attacks
_NO_LIMIT: Final = 10**18
_MOST_DIGITS: Final = 9
_WHOLE: Final = re.compile(r"0?[1-9]|[1-9]\d{1,8}|[1-9]\d{0,2}(?:,\d{3}){1,2}|[1-9]\d{0,2}(?:\.\d{3}){1,2}", re.ASCII)
_DECIMAL: Final = re.compile(r"\d{1,4}[.,]\d{1,3}", re.ASCII)
ARTICLES: Final = frozenset(("ال", "وال", "بال", "لل", "فال", "كال", "ولل"))  # written apart before digits: «ال» «20»
_BEYOND: Final = 12  # looking a few words past either end of a sentence finds nothing
_NO_FORMS: Final = [""] * _BEYOND
_NO_PIECES: Final = [Piece("", 0, 0)] * _BEYOND
_ONE_OR_ELEVEN: Final = "واحد"  # also «وأحد» of «وأحد عشر», once hamza is gone
_NO_WORD: Final = NumberWord(NONE, 0, lead="-")


def _whole(form: str) -> int:
    """The number of things that digits state, -1 where that is no whole one: «7», «07», «2,150», «2.150»."""
    plain = form.isdigit() and form.isascii() and form[0] != "0" and len(form) <= _MOST_DIGITS
    return int(form.replace(",", "").replace(".", "")) if plain or _WHOLE.fullmatch(form) else -1


_wholes = Remembered(_whole)  # texts write the same few numbers again and again


def is_whole(form: str) -> bool:
    """Whether digits are a whole number of things."""
    return _wholes[form] >= 0


def is_too_large(form: str) -> bool:
    """Whether digits or a word are a number larger than any of people or attacks: «99999999999», «مليار»."""
    plain = form.replace(",", "").replace(".", "")
    if len(plain) > _MOST_DIGITS and plain.isdecimal():
        return True
    return number_words().words.get(form, _NO_WORD).value >= LARGEST


class Number:
    """A bare number up to the token before `stop`; `value` is 0 for one too large to count anything here."""

    def __init__(self, value: int, stop: int, form: str, scale: int = 1) -> None:
        self.value = value
        self.stop = stop
        self.form = form  # digits | word | dual | one
        self.scale = scale  # the last multiplier: 1000 in «خمسة آلاف»


class Numbers:
    """The words of one sentence and the numbers they spell; every method looks at a bounded number of words."""

    def __init__(self, sentence: Sentence) -> None:
        self.sentence = sentence
        self.forms = sentence.forms + _NO_FORMS
        self.pieces = sentence.pieces + _NO_PIECES
        self.vocabulary = number_words()
        self.words = self.vocabulary.words
        self.lists = self.vocabulary.lists

    def number(self, i: int) -> Number | None:
        """The number at `i`: parts of falling size, joined by «و»."""
        total, stop, limit, form, at = 0, i, _NO_LIMIT, "", i
        while part := self._part(at):
            if part.value >= limit:
                break
            total, stop, limit, form = total + part.value, part.stop, part.scale, form or part.form
            at = self.joined(stop)
            if limit == 1 or not at:
                break
        if not total:
            return None
        if form == "word" and stop == i + 1 and total <= 2:
            form = "one" if total == 1 else "dual"
        return Number(total if total < LARGEST else 0, stop, form, limit)

    def joined(self, i: int) -> int:
        """Where the number is that «و» joins on at `i`, «و» being a prefix or a word; 0 if there is none."""
        form = self.forms[i]
        if form in ("و", "وال"):
            return i + 1 if self.forms[i + 1][:1].isdigit() or self.word(i + 1).lead in ("", "ال") else 0
        word = self.word(i)
        if word.kind == ONE and form == _ONE_OR_ELEVEN:
            return i if self.word(i + 1).kind == TEN or self.word(self.joined(i + 1)).kind == TENS else 0
        return i if word.lead in ("و", "وال") else 0

    def opened(self, i: int) -> int:
        """Where a number that is expected at `i` is, after a bracket or an article written apart."""
        if self.forms[i] in ("(", "/"):
            i += 1
        return i + 1 if self.forms[i] in ARTICLES and self.forms[i + 1][:1].isdigit() else i

    def word(self, i: int) -> NumberWord:
        if not self.pieces[i].pulls & SPELLED:
            return _NO_WORD
        return self.words.get(self.forms[i], _NO_WORD)

    def on(self, words: frozenset[str], i: int) -> bool:
        """Whether the word at `i` is on one of the vocabulary's lists."""
        return bool(self.pieces[i].pulls & _LISTED) and self.forms[i] in words

    def is_phrase(self, i: int) -> bool:
        """Whether the words at `i` and after it are a name, or «في المئة»."""
        return bool(self.pieces[i].pulls & _LISTED) and (self.forms[i], self.forms[i + 1]) in self.vocabulary.phrases

    def noun_at(self, i: int) -> bool:
        """Whether a noun that a number counts may stand at `i`: an indefinite word, no preposition."""
        return (
            self.pieces[i].is_word and not self.forms[i].startswith(("و", "ال")) and not self.on(self.lists.no_noun, i)
        )

    def glued(self, i: int) -> bool:
        """Whether the token at `i` is written on to the one before it."""
        starts = self.sentence.starts
        return 0 < i < len(starts) and starts[i - 1] + len(self.forms[i - 1]) == starts[i]

    def _part(self, i: int) -> Number | None:
        """A number below a thousand, or so many thousands or millions and the «ونصف» after them."""
        word = self.word(i)
        if word.kind == NONE:
            return self._digits(i)
        if word.kind == SCALE:
            # «ألفا شخص» is two thousand, «ألفا ومئة» eleven hundred.
            twice = word.value == word.scale and self.forms[i].endswith("ا") and self.noun_at(i + 1)
            return self._with_half(word.value * (2 if twice else 1), word.scale, i + 1, "word")
        if word.kind == HALF:
            scale = self._scale(i + 1)
            return Number(scale // 2, i + 2, "word", scale) if scale else None
        below = self._below_thousand(i, word)
        if below and (scale := self._scale(below.stop)):
            return self._with_half(below.value * scale, scale, below.stop + 1, "word")
        return below

    def _digits(self, i: int) -> Number | None:
        if not self.pieces[i].pulls & DIGITS:
            return None
        form, scale = self.forms[i], self._scale(i + 1)
        value = _wholes[form]
        if value >= 0:
            return self._with_half(value * scale, scale, i + 2, "digits") if scale else Number(value, i + 1, "digits")
        if scale and _DECIMAL.fullmatch(form):
            return Number(int(Decimal(form.replace(",", ".")) * scale), i + 2, "digits", scale)
        return None

    def _scale(self, i: int) -> int:
        """The multiplier at `i`: 1000 for «ألف», «آلاف»; 0 if there is none."""
        word = self.word(i)
        if word.kind not in (SCALE, SCALES) or word.value != word.scale:
            return 0
        return word.scale if word.lead in ("", "ال") else 0

    def _with_half(self, value: int, scale: int, stop: int, form: str) -> Number:
        half = self.joined(stop)
        if half and self.word(half).kind == HALF:
            return Number(value + scale // 2, half + (2 if self._scale(half + 1) == scale else 1), form, scale)
        return Number(value, stop, form, scale)

    def _below_thousand(self, i: int, word: NumberWord) -> Number | None:
        if word.kind == HUNDRED:
            hundreds, stop = word.value, i + 1
        elif word.kind == UNIT and self._hundred_at(i + 1):
            hundreds, stop = word.value * 100, i + 2  # «ثلاث مئة»
        else:
            return self._below_hundred(i, word)
        joined = self.joined(stop)
        rest = self._below_hundred(joined, self.word(joined)) if joined else None
        if rest is None or self._hundred_at(rest.stop):  # «مئة وثلاث مئة» are two numbers
            return Number(hundreds, stop, "word")
        return Number(hundreds + rest.value, rest.stop, "word")

    def _hundred_at(self, i: int) -> bool:
        word = self.word(i)
        return word.kind == HUNDRED and word.value == 100 and not word.lead

    def _below_hundred(self, i: int, word: NumberWord) -> Number | None:
        if word.kind in (TEN, TENS):
            return Number(word.value, i + 1, "word")
        if word.kind not in (ONE, TWO, UNIT, HEAD):
            return None
        ten, joined = self.word(i + 1), self.joined(i + 1)
        tens = self.word(joined) if joined else _NO_WORD
        # «الأحد» and «الاثنين» are days: «قتل الأحد عشرة», but «القتلى الأحد عشر», «الاثنين والعشرين».
        day = word.kind in (TWO, HEAD) and word.lead.endswith("ال") and self.forms[i].endswith(("احد", "اثنين"))
        unit = word.kind in (UNIT, HEAD) or self.forms[i] == _ONE_OR_ELEVEN
        teen = unit and ten.kind == TEN and not ten.lead
        if teen and not (day and (self.forms[i + 1].endswith("ة") or self.noun_at(i + 2))):
            return Number(word.value + 10, i + 2, "word")
        if tens.kind == TENS and (not day or tens.definite) and not self._follows_its_noun(i, word):
            return Number(word.value + tens.value, joined + 1, "word")
        return None if word.kind == HEAD else Number(word.value, i + 1, "word")

    def _follows_its_noun(self, i: int, word: NumberWord) -> bool:
        """Whether one or two is said of the noun before it: «قتيل واحد وعشرون جريحا» are one and twenty."""
        noun = self.forms[i - 1]
        if word.kind == ONE:
            return noun in self.lists.single_nouns
        dual = len(noun) > 4 and noun.endswith(("ان", "ين")) and not noun.startswith("ال") and noun not in self.words
        return word.kind == TWO and dual
