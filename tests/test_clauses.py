"""Around a verb of saying: where its subject stands, where its clause opens, how the statement is joined on."""

import pytest

from report_lib.arabic.text import fold
from report_lib.attribution.clauses import (
    clause_start,
    hangs_on_word,
    is_passive,
    is_statement,
    joined_kind,
    statement_kind,
    subject_start,
)
from report_lib.attribution.speakers import Line


def line_of(text: str) -> Line:
    folded = fold(text)
    sentence = folded.sentences[0]
    return Line(folded, sentence)


@pytest.mark.parametrize(
    ("text", "subject"),
    [
        ("قال مصدر إن", "مصدر"),
        ("قال، اليوم الثلاثاء، مصدر إن", "مصدر"),
        ("أعلنت مساء أمس وزارة الدفاع أن", "وزارة"),
        ("رواه لنورث برس مصدر عسكري", "مصدر"),
        ("قال لـ«نورث برس» مدير المشفى إن", "مدير"),
        ("أكدت لموقعنا مصادر خاصة أن", "مصادر"),
        ("أعلنت في بيان وزارة الدفاع أن", "وزارة"),
        ("أضاف في تصريح صحفي أن", "ان"),
        ("أفادت به شبكة محلية", "شبكة"),
    ],
)
def test_the_subject_follows_times_occasions_and_who_is_told(text: str, subject: str) -> None:
    line = line_of(text)
    assert line.forms[subject_start(line, 1)] == subject


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("قال إن القصف وقع", "that"),
        ("أشار إلى أن القصف وقع", "that"),
        ("قال المدير: سقط خمسة", "that"),
        ("قال المدير «سقط خمسة من العناصر في القصف على البلدة»", "that"),
        ("تحدث عن مقتل خمسة", "object"),
        ("أعلن مقتل خمسة", "object"),
        ("أفاد بمقتل خمسة", "object"),
        ("نشر قواته في البلدة إلا أن القصف تواصل", ""),
        ("سجل هدفين في المباراة", ""),
    ],
)
def test_how_a_statement_is_joined_on(text: str, kind: str) -> None:
    assert statement_kind(line_of(text), 1) == kind


def test_joined_at_the_word_itself_only() -> None:
    line = line_of("أضاف المدير أن القصف وقع")
    assert joined_kind(line, 1) == ""
    assert joined_kind(line, 2) == "that"
    assert is_statement(line, 2)
    assert not is_statement(line, 1)


@pytest.mark.parametrize(("text", "passive"), [("سُجّلت خمس حالات", True), ("وسُجّلت خمس", True), ("سجّلت الشبكة", False)])
def test_a_passive_shows_in_the_raw_word(text: str, passive: bool) -> None:
    assert is_passive(line_of(text), 0) is passive


def test_a_clause_opens_at_its_conjunctions() -> None:
    line = line_of("قُتل خمسة في حين قال سكان إن")
    assert line.forms[clause_start(line, line.forms.index("قال"))] == "في"


def test_a_verb_hangs_on_the_noun_before_it_but_not_on_a_conjunction() -> None:
    line = line_of("في هجوم قالت السلطات إن داعش نفذه فيما أكد ناشطون وأضاف مصدر")
    verbs = line.words.verbs

    def hangs(form: str) -> bool:
        return hangs_on_word(line, line.forms.index(form), verbs[form])

    assert hangs("قالت")
    assert not hangs("اكد")
    assert not hangs("واضاف")
