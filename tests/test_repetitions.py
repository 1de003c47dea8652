"""What an article tells twice is one count."""

from __future__ import annotations

import pytest

from report_lib.assembling.incidents import parse_article
from report_lib.records import Article


def stated(text: str) -> list[tuple[str, int | None, str]]:
    counts = parse_article(Article(article_id="a"), text).counts
    return [(count.measure, count.low, count.qualifier) for count in counts]


HERE = "قرب السخنة في 3 نيسان 2022"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # another hedge is no other number
        (
            f"قُتل ما لا يقل عن سبعة رعاة {HERE}.\nوكرر المصدر أن سبعة رعاة قُتلوا في الهجوم.",
            [("killed", 7, "at_least")],
        ),
        (f"قُتل سبعة رعاة {HERE}.\nوكرر أن نحو سبعة رعاة قُتلوا في الهجوم.", [("killed", 7, "about")]),
        # a particular number is one, whatever the day beside it
        (f"قُتل 36 مدنياً {HERE}.\nوقال ناشط إن 36 مدنياً قُتلوا هناك في 9 نيسان 2022.", [("killed", 36, "exact")]),
        (f"قُتل 36 مدنياً {HERE}.\nوقُتل 36 مدنياً في مدينة الرقة في 3 نيسان 2022.", [("killed", 36, "exact")] * 2),
        (f"قُتل 20 مدنياً {HERE}.\nوقُتل 20 مدنياً قرب السخنة في 9 نيسان 2022.", [("killed", 20, "exact")] * 2),
        # others are not those told of
        (f"قُتل جنديان {HERE}.\nوأوضح أن جنديين آخرين قُتلا لاحقاً في الهجوم.", [("killed", 2, "exact")] * 2),
        # one more, not the same again
        (f"قُتل جنديان {HERE}.\nوأدى الهجوم كذلك إلى مقتل حارسين.", [("killed", 2, "exact")] * 2),
        (f"قُتل جنديان {HERE}.\nوتسلّم المشفى أيضاً جثتي رجلين.", [("killed", 2, "exact")] * 2),
        (f"قُتل جنديان {HERE}.\nوأكد المرصد أيضاً مقتل جنديين.", [("killed", 2, "exact")]),
        (f"مقتل جنديين وراعيين\nقُتل راعيان {HERE}.\nكما قُتل جنديان.", [("killed", 2, "exact")] * 2),
        # «the two bodies» are two told of before, whatever the sum is of
        (
            "حصاد الأسبوع من 2 حتى 8 حزيران 2024\n- السبت: العثور على جثتي راعيين قرب نوى\nالخلاصة: 4 قتلى عدا الجثتين",
            [("killed", 2, "exact"), ("killed", 4, "exact")],
        ),
        # each item of a round-up has its own place
        (
            "حصاد الأربعاء 22 كانون الأول\n– ذيبان: قُتل أربعة عناصر من قسد.\n– الميادين: أربعة قتلى بعبوة.",
            [("killed", 4, "exact")] * 2,
        ),
    ],
)
def test_told_twice(text: str, expected: list[tuple[str, int, str]]) -> None:
    assert stated(text) == expected


def test_a_headline_does_not_know_whose_a_tally_is() -> None:
    text = (
        "آب يحصد أرواح 213 مدنياً\n"
        "وثّقت الشبكة مقتل 213 مدنياً في سوريا خلال آب 2021.\n"
        "وقُتل 90 مدنياً على يد قوات النظام، و30 على يد تنظيم داعش."
    )
    incidents = {i.incident_id: i for i in parse_article(Article(article_id="a"), text).incidents}
    total = next(c for c in parse_article(Article(article_id="a"), text).counts if c.low == 213)
    assert incidents[total.incident_id].perpetrator == "unknown"


def test_a_big_number_is_told_twice_in_one_sentence_too() -> None:
    text = "قال المكتب إن الشرطة أوقفت 251 شخصاً، وأضاف أنه تم توقيف عدد إجمالي بلغ 251 شخصاً."
    assert stated(text) == [("captured", 251, "exact")]
