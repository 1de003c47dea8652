"""Every number is vouched for by whoever the text cites for it, and by nobody where the outlet speaks itself."""

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_lib.arabic.text import fold
from report_lib.attribution.sources import Attribution, find_attributions, source_at
from report_lib.measuring.agreement import SAME
from report_lib.records import SOURCE_TYPES

GOLD = Path(__file__).parent / "gold"
SEEDS = Path(__file__).parent.parent / "seeds/articles"


def source_of(text: str, number: str) -> str | None:
    """Who vouches for the first mention of `number`."""
    folded = fold(text)
    found = source_at(find_attributions(folded), folded.text.index(number))
    return found.source if found else None


# --- The stretch within a sentence


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        # a citation at the end covers its sentence, both numbers of it
        ("قُتل 3 وأُصيب 5، بحسب المرصد.", {"3": "المرصد", "5": "المرصد"}),
        ("قُتل 3، وفق المرصد، ليرتفع العدد إلى 9.", {"3": "المرصد", "9": "المرصد"}),
        ("قُتل 3 بحسب المرصد، و5 بحسب الدفاع المدني.", {"3": "المرصد", "5": "الدفاع المدني"}),
        # a new speaker takes over from his clause on
        ("قُتل 3، وفق المرصد، فيما تحدث الدفاع المدني عن 5.", {"3": "المرصد", "5": "الدفاع المدني"}),
        ("ذكرت سانا أن 3 قُتلوا، غير أن مصادر محلية أكدت أنهم 5.", {"3": "سانا", "5": "مصادر محلية"}),
        ("قُتل 3، وأفاد مصدر طبي بأن 5 أُصيبوا.", {"3": None, "5": "مصدر طبي"}),
        # reported speech runs on over participles
        ("قال المرصد إن 3 قُتلوا، مشيراً إلى أن 5 أُصيبوا.", {"3": "المرصد", "5": "المرصد"}),
        # a citation inside reported speech takes its part only
        ("تحدثت سانا عن 3 قتلى، مقابل 5 بحسب المرصد.", {"3": "سانا", "5": "المرصد"}),
        # several speakers in one sentence
        (
            "المصادر مختلفة؛ فالمجلس المحلي يتحدث عن 27 جريحاً، والدفاع المدني عن 23، فيما قال الوالي إنهم 30.",
            {"27": "المجلس المحلي", "23": "الدفاع المدني", "30": "الوالي"},
        ),
        # a relative clause cites for the whole sentence
        ("سقط 53 قتيلاً في اعتداء قالت السلطات إن التنظيم نفذه.", {"53": "السلطات"}),
        (
            "يأتي الانفجار بعد مقتل 3 جنود بلغم، وبعد هجوم قال التنظيم إنه أوقع 5 قتلى.",
            {"3": None, "5": "التنظيم"},
        ),
    ],
)
def test_within_a_sentence(text: str, sources: dict[str, str | None]) -> None:
    assert {number: source_of(text, number) for number in sources} == sources


# --- Over sentences


@pytest.mark.parametrize(
    ("text", "sources"),
    [
        ("قال ناشط إن 3 قُتلوا. وأضاف أن 5 أُصيبوا. وقُتل 9 في هجوم آخر.", {"3": "ناشط", "5": "ناشط", "9": None}),
        ("قال ناشط إن 3 قُتلوا. وأن 5 أُصيبوا.", {"5": "ناشط"}),
        ("قال ناشط إن 3 قُتلوا. كما أُصيب 5.", {"5": "ناشط"}),
        ("قال ناشط إن 3 قُتلوا. وإن كانت الحصيلة أقل من 5.", {"5": None}),
        ("قال ناشط إن 3 قُتلوا.\nكما أُصيب 5.", {"5": None}),
        ("قال ناشط: «سقط 3 قتلى في السوق. ثم جاءت طائرة أخرى وقتلت 5». وقُتل 9.", {"5": "ناشط", "9": None}),
        (
            "وجاءت الحصيلة بحسب الدفاع المدني كالتالي:\n- حمص: 3 قتلى\n- حماة: 5 قتلى",
            {"3": "الدفاع المدني", "5": "الدفاع المدني"},
        ),
        # a total cited in the lead holds for its parts
        (
            "عنوان\nأدى انفجار لغمين شرقي البلدة اليوم إلى مقتل 8 أشخاص، بحسب سانا.\n"
            "ووقع الانفجار الأول في الحقل فقُتل 3.\nوانفجر الآخر قرب الطريق فقُتل 5.\nوكان 9 قد قُتلوا قبل شهر.",
            {"8": "سانا", "3": "سانا", "5": "سانا", "9": None},
        ),
    ],
)
def test_over_sentences(text: str, sources: dict[str, str | None]) -> None:
    assert {number: source_of(text, number) for number in sources} == sources


REPORT = """عنوان

وثّقت الشبكة السورية لحقوق الإنسان في تقريرها الشهري مقتل 61 مدنياً في عموم البلاد خلال شهر تموز.

وجاءت محافظة درعا في المرتبة الأولى بـ 18 قتيلاً.

في المقابل، قال مصدر في الوزارة إن الأرقام مبالغ فيها وإنهم 30.

وأودت الحرب بحياة 500 ألف شخص.
"""


def test_a_report_on_a_period_vouches_until_somebody_else_speaks() -> None:
    numbers = {number: source_of(REPORT, number) for number in ("61", "18", "30", "500")}
    assert numbers == {
        "61": "الشبكة السورية لحقوق الإنسان",
        "18": "الشبكة السورية لحقوق الإنسان",
        "30": "مصدر في الوزارة",
        "500": None,
    }


@pytest.mark.parametrize(
    "lead",
    [
        "شهد الربع الأول 31 هجوماً لمجهولين في عموم المنطقة، وفق ما وثقه المرصد السوري.",
        "وثق المرصد السوري بين 27 أيار و2 حزيران 31 هجوماً لمجهولين في عموم المنطقة.",
        "وثق المرصد السوري خلال الأسبوع الماضي 31 هجوماً لمجهولين في عموم أنحاء المنطقة.",
    ],
)
def test_a_monitor_that_counts_over_a_period_vouches_for_what_follows(lead: str) -> None:
    assert source_of(f"عنوان\n{lead}\nوأسفرت الهجمات عن مقتل 18.", "18") == "المرصد السوري"


def test_a_report_in_the_title_is_the_one_whose_author_the_body_names() -> None:
    text = "تقرير حقوقي: 61 قتيلاً الشهر الماضي\nرصد تقرير صدر اليوم عن «مرصد الشمال» مقتل 61 مدنياً الشهر الماضي."
    assert source_of(text, "61") == "مرصد الشمال"


def test_reading_no_further_than_wanted_finds_the_same_up_to_there() -> None:
    for _, text, _ in annotated():
        folded = fold(text)
        everything = find_attributions(folded)
        for sentence in folded.sentences:
            places = range(sentence.start, sentence.end, 20)
            found = find_attributions(folded, wanted=places)
            for position in places:
                assert shown(source_at(found, position)) == shown(source_at(everything, position))


def shown(found: Attribution | None) -> tuple[object, ...]:
    return (found.start, found.end, found.source, found.source_type, found.chain, found.rule) if found else ()


def test_a_tally_of_one_day_vouches_for_its_sentence_only() -> None:
    text = "عنوان\nوثّق المرصد السوري مقتل 6 مدنيين في قصف على سوق البلدة اليوم الأحد.\nوقُتل 18 في هجوم آخر."
    assert source_of(text, "18") is None


def test_the_narrowest_stretch_wins() -> None:
    wide = Attribution(0, 100, "أ", "monitor", "", (0, 1), "")
    narrow = Attribution(40, 60, "ب", "monitor", "", (40, 41), "")
    assert source_at([wide, narrow], 50) is narrow
    assert source_at([narrow, wide], 50) is narrow
    assert source_at([wide, narrow], 60) is wide
    assert source_at([wide, narrow], 100) is None


def test_an_attribution_shows_its_words() -> None:
    folded = fold("قُتل 3، على ما أفاد فرعُ المرور.")
    found = find_attributions(folded)[0]
    assert folded.quote(*found.cue) == "على ما أفاد"
    assert folded.quote(found.start, found.end) == folded.raw
    assert found.source == "فرعُ المرور"


# --- Against annotated articles


def annotated() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for gold in sorted((GOLD / "annotated").glob("*.json")):
        yield (
            gold.stem,
            gold.with_suffix(".txt").read_text(encoding="utf-8"),
            json.loads(gold.read_text(encoding="utf-8")),
        )
    for gold in sorted((GOLD / "seeds").glob("*.json")):
        yield (
            gold.stem,
            (SEEDS / f"{gold.stem}.txt").read_text(encoding="utf-8"),
            json.loads(gold.read_text(encoding="utf-8")),
        )


def test_annotated_counts_have_the_source_that_the_annotator_gave() -> None:
    right, wrong = 0, []
    for name, text, gold in annotated():
        folded = fold(text)
        attributions = find_attributions(folded)
        for count in gold["counts"]:
            quote = fold(count["quote"]).text.strip()
            at = folded.text.find(quote)
            if at < 0:
                continue
            found = source_at(attributions, at + len(quote) // 2)
            accepted = [count["source"], *count.get("alt", {}).get("source", [])]
            if any(SAME["source"](one, found.source if found else None) for one in accepted):
                right += 1
            else:
                wrong.append(f"{name}: {count['quote']}: {count['source']}, not {found.source if found else None}")
    assert right > 90
    assert len(wrong) <= 0.05 * (right + len(wrong)), "\n".join(wrong)


# --- Whatever the text


FRAGMENTS = """
قال وقالت المرصد مصدر عسكري طبي شبكة التقرير نقلت عن سانا بحسب وفقا ل على ما كما أفاد أكد أن إن إلى وأضاف أما فقدّر
الناشط محمد بيان لموقعنا في الذي لم ( ) (( )) « » “ ” " : ، . , - | 5 24 ثلاثة مقتل قتلى عاجل لـ و ـ
"""
WORDS = st.sampled_from([*FRAGMENTS.split(), "\n"])


@given(st.one_of(st.text(), st.lists(WORDS, max_size=60).map(" ".join)), st.sampled_from(["", "سانا", "SANA"]))
def test_any_text_can_be_read(text: str, outlet: str) -> None:
    folded = fold(text)
    for found in find_attributions(folded, outlet):
        assert 0 <= found.start < found.end <= len(folded.text)
        assert found.start <= found.cue[0] < found.cue[1] <= len(folded.text) or found.cue[0] < found.start
        assert found.source.strip() == found.source != ""
        assert found.source_type in SOURCE_TYPES
        assert found.rule


@pytest.mark.parametrize(
    "pattern",
    [
        "قال المرصد إن 5 قُتلوا، بحسب سانا، ",
        "أكد مصدر عسكري وقوع هجوم. وقال المصدر إن 5 قُتلوا. ",
        "س المرصد : ",
        "قال (((",
        "كما في قد قال ",
        'بحسب وكالة "',
    ],
)
def test_time_is_linear(pattern: str) -> None:
    def seconds(repeats: int) -> float:
        folded = fold(pattern * repeats)
        assert folded.sentences
        taken = []
        for _ in range(3):
            start = time.perf_counter()
            find_attributions(folded)
            taken.append(time.perf_counter() - start)
        return min(taken)

    assert seconds(4_000) < 12 * max(seconds(1_000), 0.01)  # four times the text; a square law would give 16


# --- Words that a verb of saying stands beside without citing them


@pytest.mark.parametrize(
    ("text", "number", "source"),
    [
        ("أعلنت قوات سوريا الديمقراطية، أمس السبت، إلقاء القبض على 7 متهمين.", "7", "قوات سوريا الديمقراطية"),
        ("وقال المصدر الذي رفض ذكر اسمه إن القوات صدّت الهجوم وقتلت 24 جهادياً.", "24", "المصدر"),
        ("وقال مسؤول إقليمي لرويترز طالباً عدم نشر اسمه إن 3 جنود أصيبوا.", "3", "مسؤول إقليمي"),
        (
            "وتبعاً لـ«مكتب حوران للتوثيق»، فإن شباط حمل ثمانٍ وثلاثين محاولة، أودت بحياة 27 شخصاً.",
            "27",
            "مكتب حوران للتوثيق",
        ),
        ("وكانت السلطات أصدرت مذكرة توقيف بحق رجل بعد اتهامه باعتداء أوقع 29 قتيلاً.", "29", None),
        ("وأحصى المرصد السوري لحقوق الإنسان خمسة قتلى و9 جرحى.", "9", "المرصد السوري لحقوق الإنسان"),
        ("قُتل 2، تبعاً لما ذكره «المجلس العسكري» للبلدة.", "2", "المجلس العسكري"),
        ("وأحصى تجمع «أبناء الخابور» المحلي مقتل 3 مقاتلين.", "3", "تجمع «أبناء الخابور»"),
        ("وفي جردة أعدّتها «رابطة عدل» فإن المدينة شهدت 17 تفجيراً.", "17", "رابطة عدل"),
    ],
)
def test_a_verb_of_saying_cites_the_one_who_speaks(text: str, number: str, source: str | None) -> None:
    assert source_of(text, number) == source
