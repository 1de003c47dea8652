"""Tell by its words alone that a sentence counts nobody, so that most sentences are not read any closer."""

from __future__ import annotations

from typing import Final

from report_lib.arabic.bare_numbers import DIGITS, SPELLED
from report_lib.arabic.readings import DUAL
from report_lib.arabic.text import Sentence
from report_lib.arabic.triggers import trigger_where
from report_lib.arabic.vocabulary import read
from report_lib.counting.counting_words import COUNTING_FLAGS, ONE_KNOWN, PASSIVE
from report_lib.counting.governing import BEFALLS, PHRASE_MARKS
from report_lib.counting.numbered import ATTACKS
from report_lib.counting.sentence_reading import KNOWN


def may_count(sentence: Sentence) -> bool:
    """False only where no word befalls anybody, or none is of people or a number: such a sentence states no count."""
    pulls = sentence.pulls
    return bool((pulls & _BEFALLS and pulls & _COUNTS) or (pulls & ONE_KNOWN and pulls & PASSIVE))


def _counts_alone(form: str) -> bool:
    """As in `counting_words`, but for attacks: «غارات» count only beside «عدة», which is `SPELLED` itself."""
    word, definite = read(form).word, read(form).definite
    attacks = word.counted in ATTACKS
    two = word.number == DUAL or form.endswith("ين")  # «مصابين» may be either
    people = word.person or word.counted
    return bool(word.others or word.flags & COUNTING_FLAGS or (people and (two if definite else not attacks or two)))


# What a word may be: one that says what befell people, or how many.
_BEFALLS: Final = PHRASE_MARKS | BEFALLS
_COUNTS: Final = DIGITS | SPELLED | trigger_where(_counts_alone, among=KNOWN)
