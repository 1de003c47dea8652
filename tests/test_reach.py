"""Which people a governing word reaches, before it and after."""

from __future__ import annotations

import pytest

from counting import K, Stated, W, exact, shares, stated, vague


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("إن قيادياً في التنظيم وخمسة مقاتلين قُتلوا بغارة.", [exact(K, 1), exact(K, 5)]),
        ("وردت الفصائل بالقصف، موقعة أكثر من 20 مدنياً.", [(K, 20, None, "more_than")]),
        ("أوقع القصف ستة قتلى وعشرة جرحى.", [exact(K, 6), exact(W, 10)]),
        ("هاجموا موقعاً قريباً من البلدة يتحصن فيه عشرة جنود.", []),
        ("بلغ عددهم 20 شخصاً، بينما بلغ عدد الضحايا في حماة 13 شخصاً.", [exact(K, 13)]),
        ("ارتفعت حصيلة القتلى إلى 209، مقابل 110 جهاديين.", [exact(K, 209), exact(K, 110)]),
        ("مئات القتلى وملايين من السوريين مشردون.", [vague(K)]),
    ],
)
def test_whom_a_word_reaches(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected


def test_a_toll_that_has_risen_may_stand_far_behind_its_number() -> None:
    text = "كذلك ارتفع إلى 9 بينهم رئيس البلدية في القرية وخمسة أطفال، ومواطنة عدد القتلى الذين قضوا أمس."
    assert shares(text) == [(9, None), (5, 0), (1, 0)]
    assert {count[0] for count in stated(text)} == {K}
