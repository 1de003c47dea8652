"""The words that decide where and when counts are: the `settings` of the vocabulary, and what several modules share."""

from __future__ import annotations

import re
from typing import Final

from report_lib.arabic.text import fold_word
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
SYRIAN: Final = frozenset(GOVERNORATES)
