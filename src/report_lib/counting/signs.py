"""Tell by its words alone that a sentence counts nobody, so that most sentences are not read any closer."""

from __future__ import annotations

from functools import cache

from report_lib.arabic.number_words import number_words
from report_lib.arabic.text import Sentence
from report_lib.arabic.vocabulary import Remembered, governing_phrases, read
from report_lib.counting.governing import GOVERNING_FLAGS

# What a word may be: one that says what befell people, or one that says how many.
_BEFALLS, _COUNTS = 1, 2
_COUNTING_FLAGS = frozenset({"one_of", "ordinal_one", "kin_two", "collectives"})


def may_count(sentence: Sentence) -> bool:
    """False only where no word befalls anybody, or none is of people or a number: such a sentence states no count."""
    signs = set(map(_sign, sentence.forms))
    return _BEFALLS | _COUNTS in signs or {_BEFALLS, _COUNTS} <= signs


def _read_sign(form: str) -> int:
    word = read(form).word
    befalls = word.counted or word.governing or word.has("raiding") or word.flags & GOVERNING_FLAGS - {"opens_phrase"}
    phrase = form in _marks_of_phrases() or (word.has("opens_phrase") and form[1:] in _marks_of_phrases())
    counts = word.counted or word.person or word.others or word.flags & _COUNTING_FLAGS
    number = "0" <= form < ":" or number_words().starts.get(form, form) is None
    return _BEFALLS * bool(befalls or phrase) + _COUNTS * bool(counts or number)


_sign = Remembered(_read_sign).__getitem__


@cache
def _marks_of_phrases() -> frozenset[str]:
    """Of each phrase that governs («في عداد المفقودين») its longest word, since «في» is everywhere."""
    phrases = (phrase for entries in governing_phrases().values() for phrase, _ in entries)
    return frozenset(max(phrase, key=len) for phrase in phrases)
