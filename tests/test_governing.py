"""What a governing word does to people, where a later word or the losing side decides it."""

from __future__ import annotations

import pytest

from counting import A, C, K, M, Stated, W, exact, stated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("فقدت ثلاث ممرضات وسائقهن حياتهن في الغارة.", [exact(K, 3)]),
        ("وتقول الجمعية إن أكثر من 900 عامل خسروا أرواحهم.", [(K, 900, None, "more_than")]),
        ("نحو 70 عاملاً فقدوا أرواحهم في الحريق الذي خلّفه القصف.", [(K, 70, 70, "about")]),
        ("دفع أربعة مصورين حياتهم ثمناً للصورة.", [exact(K, 4)]),
        ("فقدان خمسة مسعفين لحياتهم.", [exact(K, 5)]),
        ("فقد تسعة فتيان أطرافهم بالألغام.", [exact(W, 9)]),
        ("تسبب الانفجار لستة رعاة بإعاقات دائمة.", [exact(W, 6)]),
        ("ووقع ثمانية جنود في قبضة المهاجمين.", [exact(C, 8)]),
        ("قُتل جنديان، مع وقوع عشرين آخرين في الأسر.", [exact(K, 2), exact(C, 20)]),
        ("فُقد خمسة صيادين في البادية.", [exact(M, 5)]),
        ("فقدت القوات السيطرة على التل.", []),
    ],
)
def test_the_word_after_the_people_says_what_befell_them(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("اعترف الفصيل بفقدان أربعة من عناصره في كمين.", [exact(K, 4)]),
        ("فقد اللواء ستة من جنوده خلال هجوم ليلي.", [exact(K, 6)]),
        ("انقطع الاتصال بستة من عناصره في كمين.", [exact(M, 6)]),
        ("أعلن الفصيل فقدان أربعة من عناصره منذ يومين.", [exact(M, 4)]),
    ],
)
def test_a_side_that_loses_its_own_in_a_fight_has_dead(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ستة عمال من القرية راحوا ضحية لغم.", [exact(K, 6)]),
        ("انفجار راحت ضحيته خمس نساء.", [exact(K, 5)]),
        ("رفعت القناة عدد الموتى إلى واحد وخمسين.", [exact(K, 51)]),
        ("وقالت شبكة «الفرات» إن ستة من أفراد العصابة لقوا مصرعهم.", [exact(K, 6)]),
        ("ودّع الحي تسعة من أبنائه راحوا ضحية قصف.", [exact(K, 9)]),
        ("نفذوا ست عشرة عملية قنص على الطريق.", [exact(A, 16)]),
        ("طلبوا ألفي دولار فدية عن كل مختطف ثم انسحبوا.", []),
        ("وقال إن الجرحى نُقلوا إلى المشفى، وإن القصف أضر بثلاثين نولا.", []),
    ],
)
def test_idioms_and_tolls(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected
