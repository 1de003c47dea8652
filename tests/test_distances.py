"""Which mention is nearest to a count: by characters and borders of clauses, the first of several as near."""

from __future__ import annotations

import random

from report_lib.arabic.text import fold
from report_lib.assembling.distances import distance, nearest
from report_lib.counting.counts import Found, find_counts
from report_lib.dating.dates import DateMention


def dated(start: int, end: int) -> DateMention:
    return DateMention(start, end, "2021-05-02", "stated", "day", "day month year")


def found(text: str) -> Found:
    count, *_ = find_counts(fold(text))
    return count


def test_a_border_of_clauses_makes_what_is_nearer_by_characters_farther() -> None:
    text = "في 2 أيار وفي بلدة تدمر قُتل ثلاثة جنود، ثم دُفنوا في 3 أيار"
    folded, count = fold(text).text, found(text)
    first, second = dated(0, len("في 2 ايار")), dated(folded.index("في 3"), len(folded))
    assert count.start - first.end > second.start - count.end
    assert nearest(folded, [first, second], count) is first
    assert nearest(folded, [second, first], count) is first


def test_the_nearest_is_the_one_of_least_distance_the_first_of_several() -> None:
    chance, count = random.Random(7), found("قُتل ثلاثة جنود")
    for _ in range(500):
        text = "".join(chance.choice(("،", ":", " ان ", "بعد ", "كما ", "كلمة ", "مدينة ")) for _ in range(20))
        count.start, count.end = sorted(chance.choices(range(len(text)), k=2))
        mentions = [dated(*sorted(chance.choices(range(len(text)), k=2))) for _ in range(5)]
        apart = [distance(text, each.start, each.end, count) for each in mentions]
        assert nearest(text, mentions, count) is mentions[apart.index(min(apart))]
