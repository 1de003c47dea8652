"""Where a sentence turns from many attacks to one of them, from what happened to what was before, or to a new total."""

from __future__ import annotations

from typing import Final

from report_lib.arabic.mentions import Mention
from report_lib.assembling.cues import CUES
from report_lib.assembling.layout import Layout
from report_lib.counting.counts import Found
from report_lib.dating.date_chains import AFTER

_ONE_OF_THEM: Final = frozenset(CUES["one of them"])
_RISING: Final = frozenset(CUES["rising"])
_BEFORE_IT: Final = frozenset(CUES["before it"])
_ANOTHER_ATTACK: Final = frozenset(CUES["another attack"])


def is_of_one(layout: Layout, mention: Mention, count: Found) -> bool:
    """Whether a mention tells only of one of the attacks that the count is of.

    «15 قتيلاً في هجمات، أعنفها أمس قرب السخنة», «15 قتيلاً في هجومين، الأول على حاجز قرب السخنة».
    """
    if mention.start < count.end:
        return False
    if layout.says(count.sentence, "first of them"):
        between = layout.text[count.end : mention.start]
        if any(cue in between for cue in CUES["first of them"]):
            return True
    return layout.says(count.sentence, "one of them") and _has(_ONE_OF_THEM, layout.text, count.end, mention.start)


def is_of_all(layout: Layout, mention: Mention, count: Found) -> bool:
    """«هجمات خلال أسبوع، أعنفها أوقع ستة قتلى»: what tells of all the attacks, the count being of one of them."""
    if mention.end > count.start or not layout.says(count.sentence, "one of them"):
        return False
    return _has(_ONE_OF_THEM, layout.text, mention.end, count.start)


def rises(layout: Layout, index: int, start: int, end: int) -> bool:
    """Whether a sentence tells of a new total between: «…، ليرتفع عدد القتلى إلى 93»."""
    return start < end and layout.says(index, "rising") and _has(_RISING, layout.text, start, end)


def is_of_earlier(layout: Layout, place: Mention, count: Found) -> bool:
    """Whether a place behind a count is where others were hit before.

    «قُتل 9، بعد يومين من هجوم في السخنة», «…، وسبق ذلك بيوم مقتل 5 في السخنة».
    """
    text, counts = layout.text, layout.counts[count.sentence]
    for day in layout.dates[count.sentence]:
        if day.rule == AFTER and count.end <= day.start and day.end <= place.start:
            following = text[day.end : place.start].split(None, 1)
            if following and following[0] in _ANOTHER_ATTACK:
                return True
    return len(counts) > 1 and any(
        other.part_of is None and _has(_BEFORE_IT, text, count.end, other.start)
        for other in counts
        if count.end <= other.start and other.end <= place.start
    )


def _has(cues: frozenset[str], text: str, start: int, end: int) -> bool:
    """Whether one of the words stands between."""
    return not cues.isdisjoint(text[start:end].split())
