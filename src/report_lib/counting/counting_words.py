"""Tell by a word alone whether it may count people without a number."""

from __future__ import annotations

from typing import Final

from report_lib.arabic.readings import DUAL, SINGULAR
from report_lib.arabic.triggers import trigger_where
from report_lib.arabic.vocabulary import read
from report_lib.counting.numbered import ATTACKS
from report_lib.counting.sentence_reading import KNOWN

# Words that count though they are no people; a sentence without any of these, people or numbers is not read.
COUNTING_FLAGS: Final = frozenset({"one_of", "ordinal_one", "kin_one", "kin_two", "collectives"})


def _counts_alone(form: str) -> bool:
    """Whether a word may be a count by itself; «هجوم», «المدنيون» and «الجندي» only tell."""
    word, definite = read(form).word, read(form).definite
    people = word.person or word.counted
    two = people and (word.number == DUAL or form.endswith("ين"))  # «مصابين» may be either
    attack = word.counted in ATTACKS and word.number == SINGULAR
    listed = word.others or word.flags & COUNTING_FLAGS or form == "واحد"
    return bool(listed or two or (people and not definite and not attack))


def _is_one_known(form: str) -> bool:
    """Whether a word is of one person or casualty whom the reader is taken to know: «السائق», «القتيل»."""
    word, definite = read(form).word, read(form).definite
    return bool((word.person or word.counted) and definite and word.number == SINGULAR)


def _is_passive(form: str) -> bool:
    governing = read(form).word.governing
    return governing is not None and governing.kind == "passive"


COUNTS_ALONE: Final = trigger_where(_counts_alone, among=KNOWN)
# «السائق» is a count only beside a passive, «أُصيب».
ONE_KNOWN: Final = trigger_where(_is_one_known, among=KNOWN)
PASSIVE: Final = trigger_where(_is_passive, among=KNOWN)
