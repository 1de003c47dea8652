"""Whatever a text says, its tables keep their promises, and reading it takes time in proportion to its length."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from invariants import assert_whole
from report_lib.assembling.incidents import STRETCH, parse_article
from report_lib.records import Article

ARTICLE = Article(article_id="a", published="2020-10-03", published_basis="text")
_PHRASES = (
    "مقتل 17 عنصراً من قوات النظام",
    "قُتل سبعة عشر جندياً",
    "وجرح أكثر من 30 آخرين",
    "أُصيب عدد من المدنيين",
    "ما لا يقل عن ٢٠ قتيلاً",
    "بينهم ضابطان",
    "بهجوم لتنظيم «داعش»",
    "إثر انفجار لغم",
    "غارات روسية",
    "خمس غارات على بادية السخنة",
    "في ريف دير الزور الغربي",
    "قرب بلدة الشولا",
    "شرقي حمص",
    "يوم الجمعة 2 تشرين الأول 2020",
    "أمس الأول",
    "خلال شهر آب الماضي",
    "منذ مطلع العام",
    "وفق المرصد",
    'أفاد مصدر محلي لـ"الشبكة" أن',
    "ونفى ناشطون",
    "ارتفعت الحصيلة إلى 12",
    "بين 5 و7 أشخاص",
    "أو ستة",
    "1,250",
    "٣٫٥",
    "مئة وعشرون ألفاً",
)
_MARKS = (" ", " ", " ", "، ", ". ", "\n", "؛ ", ": ", " و", " (", ") ", "\u200f", "ـ", "«", "»", "-", "")
PROSE = st.lists(st.tuples(st.sampled_from(_PHRASES), st.sampled_from(_MARKS)), max_size=30).map(
    lambda parts: "".join(phrase + mark for phrase, mark in parts)
)
ANYTHING = st.one_of(PROSE, st.text(st.characters(exclude_categories=["Cs"]), max_size=300))


@settings(max_examples=150, deadline=None)
@given(text=ANYTHING, dated=st.booleans())
def test_every_promise_of_the_tables_is_kept(text: str, dated: bool) -> None:
    article = ARTICLE if dated else Article(article_id="a")
    assert_whole(parse_article(article, text), text)
    assert parse_article(article, text) == parse_article(article, text)


@pytest.mark.parametrize("path", sorted(Path("fuzz/seeds/parser").iterdir()), ids=lambda path: path.name)
def test_the_seeds_of_the_fuzzer(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert_whole(parse_article(ARTICLE, text), text)


@pytest.mark.parametrize(
    "phrase",
    [
        "مقتل 17 عنصراً وجرح 30 آخرين في حمص وفق مصدر يوم الجمعة و",
        "قتل 3 عناصر، ",
        "قُتل 17 عنصراً من قوات النظام في بادية حمص يوم 2020-10-02. ",
        "أفاد ",
        "قال إن «",
        "تنظيم داعش ",
        "مئة و",
        "صرعى\n",
        "مصابين. ",
        *(chr(code) for code in (0x640, 0x64E, 0x200F, 0x20, 0x2E, 0xAB, 0x22, 0x648, 0x31, 0x78)),
        "\u0640 \u0640.",
        "1,",
        "2020-",
        " \n",
    ],
)
def test_time_is_linear_in_length_without_a_line_or_full_stop(phrase: str) -> None:
    def seconds(length: int) -> float:
        text = (phrase * (length // len(phrase) + 1))[:length]
        start = time.process_time()
        assert_whole(parse_article(ARTICLE, text), text)
        return time.process_time() - start

    seconds(1000)  # loads the vocabularies
    assert seconds(2 * STRETCH) < 16 * seconds(STRETCH // 4) + 0.5


def test_a_long_text_is_read_to_its_end() -> None:
    sentence = "قُتل 17 عنصراً من قوات النظام في بادية حمص يوم 2020-10-02. "
    text = sentence * (3 * STRETCH // 60)
    parsed = parse_article(ARTICLE, text)
    assert_whole(parsed, text)
    assert max(count.end or 0 for count in parsed.counts) > 2 * STRETCH - 2 * len(sentence)  # in the last stretch
