"""The words that decide where and when counts are: the `settings` of the vocabulary, and what several modules share."""

from __future__ import annotations

import re
from typing import Final

from report_lib.arabic.remembered import Remembered
from report_lib.arabic.text import Sentence, fold_word
from report_lib.arabic.triggers import trigger_where
from report_lib.arabic.vocabulary import words
from report_lib.records import GOVERNORATES

CUES: Final = {
    kind: tuple(fold_word(cue) + (" " if kind == "aside" else "") for cue in cues)
    for kind, cues in words()["settings"].items()
    if kind != "bare_relative_rules"
}
THAT: Final = " ان "  # «أعلن في 9 أيار أن …»: what is said begins after it
# «340 مدنياً، بينهم مئة طفل، منذ …»: what only tells of some of them parts no clause.
SHARE_ASIDE: Final = re.compile(r"، (?:من )?(?:بينهم|بينهن|منهم|منهن|ضمنهم)(?: [^،]+)?،?")
TIMED: Final = frozenset({"day", "span"})
OPEN_PERIOD, SAME_PERIOD = "a period without dates", "the period named before"
SINCE_NAMED = "since, the beginning named before"
SYRIAN: Final = frozenset(GOVERNORATES)

# What whole sentences are asked for. A cue stands in one only where its longest word stands in one of its words, and
# in most words none does, which is found out of each word once.
_OF_SENTENCES: Final = (
    *("tally", "sum", "announced toll", "harvest", "habit", "since the campaign", "everywhere"),
    *("that day", "same attack", "earlier toll", "the toll", "same place", "hundreds", "reporting", "issued"),
    *("first of them", "one of them", "rising"),
)
HINT: Final = {kind: 1 << at for at, kind in enumerate(_OF_SENTENCES)}
_LONGEST_WORDS: Final = {kind: [max(cue.split(), key=len) for cue in CUES[kind]] for kind in _OF_SENTENCES}


def _hints(form: str) -> int:
    """The kinds of cues that may stand where a word stands, as bits."""
    hinted = 0
    for kind, longest in _LONGEST_WORDS.items():
        if any(word in form for word in longest):
            hinted |= HINT[kind]
    return hinted


_hinted: Final = Remembered(_hints)
_HINTING: Final = trigger_where(_hints)


def hints_of(sentence: Sentence) -> int:
    """The kinds of cues that may stand in a sentence, as bits."""
    hinted = 0
    for at in sentence.places(_HINTING):
        hinted |= _hinted[sentence.forms[at]]
    return hinted
