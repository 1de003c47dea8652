"""Which nouns count without a number, and which only describe or name."""

from __future__ import annotations

import pytest

from counting import A, K, Stated, W, exact, stated, vague


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("جاء القصف بعد مقتل أحد جنودها قرب الحدود.", [exact(K, 1)]),
        ("مقتل أحد متشددي التنظيم في المداهمة.", [exact(K, 1)]),
        ("مقتل فلسطيني وإصابة 14 آخرين بالغارات.", [exact(K, 1), exact(W, 14)]),
        ("قُتل خمسة جنود بقصف إسرائيلي على الموقع.", [exact(K, 5)]),
        ("أكد البيان مقتل نجل القيادي في الغارة.", [exact(K, 1)]),
        # what somebody was
        ("وقبيل مصرعه كان مسؤولاً عن المستودع.", []),
        # names
        ("بدأت الحرب منذ سقوط نظام طالبان قبل سنوات.", []),
        ("قُتل طالبان من المعهد بقذيفة.", [exact(K, 2)]),
        ('شنت القوات عملية على غرار عمليتي "السيل" و"الرعد" قرب الحدود.', []),
        ("نفذ التنظيم عمليتي اغتيال في المدينة.", [exact(A, 2)]),
        ("عبروا نفق الجبل بين فرنسا وبريطانيا ليلاً.", []),
        # whom nobody has found
        ("يواصل العمال البحث عن أي ضحايا بين الأنقاض.", []),
        ("أسفرت إحداها عن قتيل إسرائيلي، وأخرى عن سقوط جرحى.", [exact(K, 1), vague(W)]),
        ("إن جنديين سوريين لقيا مصرعهما بلغم.", [exact(K, 2)]),
        ("ونفت أن يكون أي جندي قد وقع في الأسر.", []),
        ("وكان التنظيم قد فقد آخر معاقله شرق النهر.", []),
        ("وصفت حالة مصاب بالحرجة.", []),
    ],
)
def test_what_a_noun_counts(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected
