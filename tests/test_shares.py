"""What is a share of a total before it."""

from __future__ import annotations

import pytest

from counting import shares


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتل 9 أشخاص بينهم رئيس المجلس المحلي في البلدة وخمسة أطفال.", [(9, None), (5, 0)]),
        ("وثقت الشبكة مقتل 58 شخصاً توزعوا إلى 50 مدنياً وثمانية مسلحين.", [(58, None), (50, 0), (8, 0)]),
        ("قُتل 9 أشخاص بينهم رئيس المجلس، وأصيب أمس سبعة أطفال.", [(9, None), (7, None)]),
    ],
)
def test_shares_point_to_their_total(text: str, expected: list[tuple[int, int | None]]) -> None:
    assert shares(text) == expected
