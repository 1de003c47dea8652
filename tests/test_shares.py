"""What is a share of a total before it."""

from __future__ import annotations

import pytest

from counting import shares


def test_what_says_who_all_of_them_were_is_no_share() -> None:
    assert shares("مقتل شرطيين اثنين بالغارة، هما حارسان في المبنى.") == [(2, None)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتل 9 أشخاص بينهم رئيس المجلس المحلي في البلدة وخمسة أطفال.", [(9, None), (5, 0)]),
        ("وثقت الشبكة مقتل 58 شخصاً توزعوا إلى 50 مدنياً وثمانية مسلحين.", [(58, None), (50, 0), (8, 0)]),
        ("قُتل 9 أشخاص بينهم رئيس المجلس، وأصيب أمس سبعة أطفال.", [(9, None), (7, None)]),
        ("قُتل خمسة رجال. ومن بين القتلى ثلاثة أطفال أُصيبوا داخل منزلهم.", [(5, None), (3, 0)]),
        ("سقط 61 مقاتلاً، بينهم 34 جندياً، فضلاً عن أربعة مدنيين.", [(61, None), (34, 0), (4, None)]),
        ("درس 61 بلاغاً عن مقتل مدنيين واعتبر 57 منها بلا سند.", [(None, None)]),
        (
            "قُتل 14 عنصراً وأصيب تسعة. وأضاف أن بين القتلى ضابطاً، وأن ثلاثة من الجرحى في حال خطرة.",
            [(14, None), (9, None), (1, 0), (3, 1)],
        ),
        ("ارتكبوا مجزرة راح ضحيتها 11 شهيداً بينهم أربعة طلاب ومعلمة.", [(11, None), (4, 0), (1, 0)]),
    ],
)
def test_shares_point_to_their_total(text: str, expected: list[tuple[int, int | None]]) -> None:
    assert shares(text) == expected
