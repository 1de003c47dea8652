"""Tell by its words alone that a sentence counts nobody, so that most sentences are not read any closer."""

from __future__ import annotations

from typing import Final

from report_lib.arabic.bare_numbers import DIGITS, SPELLED
from report_lib.arabic.readings import DUAL, SINGULAR
from report_lib.arabic.text import Sentence
from report_lib.arabic.triggers import trigger_where
from report_lib.arabic.vocabulary import read
from report_lib.counting.governing import BEFALLS, PHRASE_MARKS
from report_lib.counting.numbered import ATTACKS
from report_lib.counting.sentence_reading import KNOWN
from report_lib.counting.unnumbered import COUNTING_FLAGS


def may_count(sentence: Sentence) -> bool:
    """False only where no word befalls anybody, or none is of people or a number: such a sentence states no count."""
    pulls = sentence.pulls
    return bool((pulls & _BEFALLS and pulls & _COUNTS) or (pulls & _ONE_KNOWN and pulls & _PASSIVE))


def _counts_alone(form: str) -> bool:
    word, definite = read(form).word, read(form).definite
    attacks = word.counted in ATTACKS
    two = word.number == DUAL or form.endswith("ين")  # «مصابين» may be either
    people = word.person or word.counted
    return bool(word.others or word.flags & COUNTING_FLAGS or (people and (two if definite else not attacks or two)))


def _is_one_known(form: str) -> bool:
    word, definite = read(form).word, read(form).definite
    return bool((word.person or word.counted) and definite and word.number == SINGULAR)


def _is_passive(form: str) -> bool:
    governing = read(form).word.governing
    return governing is not None and governing.kind == "passive"


# What a word may be: one that says what befell people, or how many; «السائق» is one only beside a passive, «أُصيب».
_BEFALLS: Final = PHRASE_MARKS | BEFALLS
_COUNTS: Final = DIGITS | SPELLED | trigger_where(_counts_alone, among=KNOWN)
_ONE_KNOWN: Final = trigger_where(_is_one_known, among=KNOWN)
_PASSIVE: Final = trigger_where(_is_passive, among=KNOWN)
