"""Which sentences are passed over: none that states or refuses a count."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from report_lib.arabic.text import Folded, fold
from report_lib.counting import counts
from report_lib.counting.signs import may_count
from test_counts import STATEMENTS

GOLD = sorted(Path(__file__).parent.joinpath("gold").rglob("*.txt"))
TEXTS = [*STATEMENTS, *(path.read_text(encoding="utf-8") for path in GOLD)]


def test_reading_every_sentence_finds_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    folded = [fold(text) for text in TEXTS]
    found = [stated_and_refused(each) for each in folded]
    monkeypatch.setattr(counts, "may_count", lambda sentence: True)
    assert found == [stated_and_refused(each) for each in folded]


def stated_and_refused(folded: Folded) -> tuple[list[dict[str, Any]], list[counts.Refused]]:
    return [vars(count) for count in counts.find_counts(folded)], counts.find_refused(folded)


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("قُتل خمسة جنود.", True),
        ("خلّف القصف قتلى.", True),
        ("12 منهم في العناية المركزة.", True),
        ("زار الوزير ثلاث مدارس في المدينة.", False),
        ("في عام 2021", False),
    ],
)
def test_a_sentence_may_count_that_has_both_a_deed_and_people(text: str, may: bool) -> None:
    assert [may_count(sentence) for sentence in fold(text).sentences] == [may]
