"""What a number counts: the noun beside it, a group, or nothing."""

from __future__ import annotations

import pytest

from counting import A, C, K, M, S, Stated, W, exact, stated, vague


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # the noun of one or two stands before it
        ("أدى الكمين إلى مقتل ضابط وإصابة جنديين آخرين اثنين.", [exact(K, 1), exact(W, 2)]),
        ("قُتل حارس وأحد متشددي الجماعة في المداهمة.", [exact(K, 2)]),
        # a group, and what may stand before its members
        ("أعدم الفصيل عدداً من أبرز القياديين المنشقين.", [vague(K)]),
        ("قُتل ثلاثة من أخطر المطلوبين في المداهمة.", [exact(K, 3)]),
        ("أصابت القوات المطار، ودُمّر 12 من 40 صهريجاً.", []),
        ("وذكر أن 19 صاروخاً من البارجة أصابوا المطار.", []),
        # «عدة» after things describes them
        ("وأفاد بسقوط قذائف عدة على الحي.", []),
        ("قصف البلدة موقعاً عدة قتلى.", [vague(K)]),
        # attacks that are spoken of, not counted
        ("وهي أعلى حصيلة تسقط في هجوم واحد على المدينة.", []),
        ("شن التنظيم هجوماً واحداً خلال الأسبوع.", [exact(A, 1)]),
        # a name spelled like a verb
        ("وقال إن التجار الأربعة يشملون السوري ياسر وشقيقه.", []),
        ("تأسر الدورية أربعة مسلحين.", [exact(C, 4)]),
        # people suspected, people of a vocabulary of their own
        ("داهمت القوات 40 موقعاً أوقفت خلالها 90 مشتبهاً به.", [exact(C, 90)]),
        ("أعلنت القوات توقيف أربعة يُشتبه بانتمائهم للخلية.", [exact(C, 4)]),
        # what is no number of people
        ("تصيب الأزمة تسعة من كل عشرة موظفين.", []),
        ("غاب اثنان للإصابة وواحد للإيقاف.", []),
        ("خسر الفريق ثلاثة لاعبين للإصابة في الشوط الأول.", []),
        # attempts, strikes
        ("شهد الشهر ثمانٍ وثلاثين محاولة اغتيال.", [exact(A, 38)]),
        ("ونجا القيادي من محاولتي اغتيال.", []),
        ("قتلت المسيّرات تسعة أشخاص في 12 ضربة.", [exact(K, 9), exact(S, 12)]),
        ("نفذوا خلال اليوم أربع عشرة عملية قصف.", [exact(A, 14)]),
        # a range around its noun
        ("انقطع الاتصال بما بين عشرة مقاتلين وخمسة عشر.", [(M, 10, 15, "range")]),
        ("سقط 13 بين قتيل وجريح من عناصر الفرقة.", [(K, None, 13, "at_most")]),
        ("قُتلت امرأة وأطفالها الثلاثة بقذيفة.", [exact(K, 1), exact(K, 3)]),
        ("عُثر على ثلاثة رعاة مقتولين قرب البئر.", [exact(K, 3)]),
        ("وثّق المرصد 18 استهدافاً خلال الشهر.", [exact(A, 18)]),
        ("نفذت الفرق 30 عملية زراعة كلى.", []),
        ("نفذت الجهات خمس هجمات سيبرانية على المصارف.", []),
        ("قتل القصف 20 رأساً من الأغنام.", []),
        ("سقطت النقطة وقُتل حراسها الـ12.", [exact(K, 12)]),
        ("عُثر على مقبرة تضم رفات 29 شخصاً.", [exact(K, 29)]),
        ("توزعت الخسائر بين تسعة قتلى وعشرة مصابين.", [exact(K, 9), exact(W, 10)]),
    ],
)
def test_what_a_number_counts(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected


def test_up_to_so_many_is_at_most() -> None:
    assert stated("أسفر القصف عن مقتل ما يصل إلى 60 شخصاً.") == [(K, None, 60, "at_most")]
