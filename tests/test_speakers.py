"""The name of a source is read whole and trimmed to the name, and its kind follows from its words."""

import pytest

from report_lib.arabic.text import fold
from report_lib.attribution.kinds import source_type
from report_lib.attribution.speakers import Line, Speaker, name_words, read_speaker, written
from report_lib.records import SOURCE_TYPES


def line_of(text: str) -> Line:
    folded = fold(text)
    sentence = folded.sentences[0]
    return Line(folded, sentence)


def read(text: str, first: int = 0) -> tuple[Line, Speaker]:
    line = line_of(text)
    speaker = read_speaker(line, first)
    assert speaker is not None
    return line, speaker


def named(text: str, first: int = 0) -> str:
    return written(*read(text, first))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        # «أن», a colon, a comma end a name
        ("مصدر طبي في مشفى السلام أن الجرحى نُقلوا", "مصدر طبي في مشفى السلام"),
        ("المجلس المحلي: 5 جرحى", "المجلس المحلي"),
        ("ناشطون من البلدة، الأحد، إن", "ناشطون من البلدة"),
        # so do the person told, the occasion, times and relative clauses
        ("مصدر مطلع لموقعنا إن", "مصدر مطلع"),
        ("مدير المشفى لوكالة فرانس برس إن", "مدير المشفى"),
        ("مسؤول محلي لـ«نورث برس» إن", "مسؤول محلي"),
        ("مسؤول حكومي لCNN إن", "مسؤول حكومي"),
        ("وزارة الدفاع في بيان إن", "وزارة الدفاع"),
        ("قائد الشرطة مساء الثلاثاء إن", "قائد الشرطة"),
        ("مدير المشفى الذي استقبل الضحايا إن", "مدير المشفى"),
        ("الأهالي في تموز أن", "الأهالي"),
        # and what is reported
        ("المرصد السوري لحقوق الإنسان مقتل 5", "المرصد السوري لحقوق الإنسان"),
        ("شبكة محلية عن سقوط قتلى", "شبكة محلية"),
        ("إعلام النظام بخسائر", "إعلام النظام"),
        ("قسم الرصد في الشبكة ارتفاعاً بنسبة", "قسم الرصد في الشبكة"),
        ("التقرير قوات النظام مسؤولية", "التقرير"),
        # a quoted name goes with an indefinite head word
        ("شبكة «ضفاف» المحلية أن", "شبكة «ضفاف»"),
        ("صفحة فرع حزب «النور» في سلمية أن", "صفحة فرع حزب «النور» في سلمية"),
        ("«ضفاف» أن", "ضفاف"),
        ("الميليشيا “تنظيم داعش” بالوقوف", "الميليشيا"),
        ("وكالة ((سانا)) الرسمية أن", "وكالة ((سانا))"),
        # numbers belong to names
        ("شبكة درعا 24 أن", "شبكة درعا 24"),
        ("مراسل ديرالزور24 أن", "مراسل ديرالزور24"),
        ("المرصد 24 قتيلاً", "المرصد"),
        # prefixes are no part of the name
        ("للمجلس المحلي", "المجلس المحلي"),
        ("والدفاع المدني عن", "الدفاع المدني"),
        ("وكالة سانا أن", "وكالة سانا"),
        # accusative endings are, as written
        ("أهالٍ من القرية أن", "أهالٍ من القرية"),
        ("ذوو الضحايا أن", "ذوو الضحايا"),
        ("مصدر عسكري يخدم في المنطقة أن", "مصدر عسكري"),
        ("المتحدثة ماريا زاخاروفا إن", "المتحدثة ماريا زاخاروفا"),
        ("سي إن إن أن", "سي إن إن"),
    ],
)
def test_a_name_ends_where_it_ends(text: str, name: str) -> None:
    assert named(text) == name


@pytest.mark.parametrize("text", ["إن القصف", "مقتل خمسة", "قُتل خمسة", "، الأحد", "وفق", "لم يقل", "الاتفاق الموقع"])
def test_what_cannot_speak_is_no_speaker(text: str) -> None:
    assert read_speaker(line_of(text), 0) is None


def test_the_text_goes_on_after_brackets() -> None:
    line, speaker = read("منظمة الإغاثة (فرع حلب) إن")
    assert line.forms[speaker.after] == "ان"
    assert written(line, speaker) == "منظمة الإغاثة"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("المرصد السوري لحقوق الإنسان", "monitor"),
        ("مدير المرصد رامي عبد الرحمن", "monitor"),
        ("الشبكة السورية لحقوق الإنسان", "monitor"),
        ("قسم الرصد والتوثيق في نورث برس", "monitor"),
        ("تقرير حقوقي", "monitor"),
        ("ناشطون محليون", "activist"),
        ("شهود عيان", "activist"),
        ("أحد أقارب المفقودين", "activist"),
        ("شبكة ضفاف", "local network"),
        ("صفحات موالية", "local network"),
        ("مصادر محلية", "local network"),
        ("مصدر مطلع", "local network"),
        ("مراسلنا", "correspondent"),
        ("مراسل سانا", "correspondent"),
        ("مصدر عسكري", "official"),
        ("مصدر طبي في مشفى السلام", "official"),
        ("مصدر في الهلال الأحمر الكردي", "official"),
        ("الدفاع المدني السوري", "official"),
        ("وزارة الدفاع الروسية", "official"),
        ("والي هاتاي", "official"),
        ("جويل هاربر", "official"),
        ("وكالة أعماق", "claim"),
        ("تنظيم الدولة الإسلامية", "claim"),
        ("وكالة سانا", "outlet"),
        ("صحيفة الوطن", "outlet"),
        ("إعلام النظام", "outlet"),
    ],
)
def test_the_kind_follows_from_the_words(name: str, kind: str) -> None:
    assert kind in SOURCE_TYPES
    assert source_type(name_words(*read(name))) == kind


def test_a_quoted_name_is_told_from_quoted_speech() -> None:
    line = line_of("قال «مرصد الشمال» «سقط القتلى صباحاً في السوق قرب المسجد الكبير»")
    assert line.quoted_name_end(1) == 3
    assert line.starts_speech(3)
    assert not line.starts_speech(1)
