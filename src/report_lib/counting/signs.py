"""Tell by its words alone that a sentence counts nobody, so that most sentences are not read any closer."""

from __future__ import annotations

from functools import cache, reduce
from operator import or_

from report_lib.arabic.number_words import number_words
from report_lib.arabic.text import Sentence
from report_lib.arabic.vocabulary import DUAL, SINGULAR, Remembered, governing_phrases, read
from report_lib.counting.governing import governs
from report_lib.counting.numbered import ATTACKS
from report_lib.counting.unnumbered import COUNTING_FLAGS

# What a word may be: one that says what befell people, or how many; «السائق» is one only beside a passive, «أُصيب».
_BEFALLS, _COUNTS, _KNOWN, _PASSIVE = 1, 2, 4, 8


def may_count(sentence: Sentence) -> bool:
    """False only where no word befalls anybody, or none is of people or a number: such a sentence states no count."""
    signs = reduce(or_, set(map(_sign, sentence.forms)), 0)
    return all(signs & sign for sign in (_BEFALLS, _COUNTS)) or all(signs & sign for sign in (_KNOWN, _PASSIVE))


def _read_sign(form: str) -> int:
    word, _, _, definite = read(form)
    befalls = governs(word) or word.has("raiding")
    phrase = form in _marks_of_phrases() or (word.has("opens_phrase") and form[1:] in _marks_of_phrases())
    attacks = word.counted in ATTACKS
    two = word.number == DUAL or form.endswith("ين")  # «مصابين» may be either
    people = word.person or word.counted
    alone = word.others or word.flags & COUNTING_FLAGS or (people and (two if definite else not attacks or two))
    number = "0" <= form < ":" or number_words().starts.get(form, form) is None
    passive = word.governing is not None and word.governing.kind == "passive"
    known = people and definite and word.number == SINGULAR
    return (
        _BEFALLS * bool(befalls or phrase) | _COUNTS * bool(alone or number) | _KNOWN * bool(known) | _PASSIVE * passive
    )


_sign = Remembered(_read_sign).__getitem__


@cache
def _marks_of_phrases() -> frozenset[str]:
    """Of each phrase that governs («في عداد المفقودين») its longest word, since «في» is everywhere."""
    phrases = (phrase for entries in governing_phrases().values() for phrase, _ in entries)
    return frozenset(max(phrase, key=len) for phrase in phrases)
