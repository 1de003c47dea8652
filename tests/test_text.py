"""Folding takes away what does not change a word and keeps the way back; sentences and tokens cover the text."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_lib.arabic.text import Token, fold, fold_word, tokenise

ANY_TEXT = st.text(alphabet=st.sampled_from("قتلأإآىئؤة ـًَُّ٠١٢123.,:؛،؟!\"'«»()-_\n\u200f\u00a0…aZ"), max_size=120)


def spans(tokens: Iterable[Token]) -> list[tuple[str, int, int]]:
    return [(token.form, token.start, token.end) for token in tokens]


@pytest.mark.parametrize(
    ("raw", "folded"),
    [
        ("أُصيبَ", "اصيب"),
        ("قتـــلى", "قتلي"),
        ("داعـ ـش", "داعش"),
        ("قـ.ـتل", "قتل"),
        ("٢٠٢٠", "2020"),
        ("«العدد»", '"العدد"'),
        ("مؤمن رئيس آمن إلى", "مومن رييس امن الي"),
        ("١٫٥٪", "1.5%"),
        ("القرية", "القرية"),
    ],
)
def test_one_plain_spelling(raw: str, folded: str) -> None:
    assert fold(raw).text == folded


def test_vocabulary_entries_are_folded_like_texts() -> None:
    assert fold_word("  مُقاتِلٌ   أجنبيّ ") == "مقاتل اجنبي"


def test_tokens_are_words_numbers_and_marks_but_no_quotation_marks() -> None:
    text = fold("قُتل «أبو عمر»، و2,150 رجلاً عند 21:15 (ليلاً).").text
    forms = [token.form for token in tokenise(text)]
    assert forms == ["قتل", "ابو", "عمر", "،", "و", "2,150", "رجلا", "عند", "21:15", "(", "ليلا", ")", "."]


def test_a_part_of_the_text_keeps_its_places_in_the_whole() -> None:
    assert spans(tokenise("قتل 12 راعيا", 4, 6)) == [("12", 4, 6)]


def test_sentences_end_at_lines_and_full_stops_but_not_within_numbers() -> None:
    folded = fold("قُتل 2.150 رجلاً. وجُرح عشرة!\nعنوان بلا نقطة\n\nختام")
    sentences = [folded.text[s.start : s.end].strip() for s in folded.sentences]
    assert sentences == ["قتل 2.150 رجلا.", "وجرح عشرة!", "عنوان بلا نقطة", "ختام"]
    assert [sentence.paragraph for sentence in folded.sentences] == [0, 0, 1, 2]


def test_what_holds_no_token_is_no_sentence() -> None:
    assert [s.tokens[0].form for s in fold('قُتل.\n""\n \nجُرح').sentences] == ["قتل", "جرح"]


def test_a_span_of_the_folded_text_has_its_raw_words_with_their_marks() -> None:
    folded = fold("مقتلُ ثلاثـــةِ رجالٍ")
    start = folded.text.index("ثلاثة")
    assert folded.quote(start, start + len("ثلاثة")) == "ثلاثـــةِ"
    with pytest.raises(ValueError, match="empty span"):
        folded.raw_span(3, 3)


@given(ANY_TEXT)
def test_every_token_is_found_again_in_the_raw_text(raw: str) -> None:
    folded = fold(raw)
    for sentence in folded.sentences:
        for token in sentence.tokens:
            assert folded.text[token.start : token.end] == token.form
            start, end = folded.raw_span(token.start, token.end)
            assert fold(raw[start:end]).text.startswith(token.form)


def test_paragraphs_that_begin_with_one_mark_are_items_of_a_list() -> None:
    assert fold("حصاد اليوم\n• حلب: قصف\n• إدلب: هدوء\nالمجموع").items() == {1, 2}
    assert fold("حصاد\n1) حلب\n2) إدلب").items() == {1, 2}
    assert fold("🔴 عاجل\nقُتل ثلاثة\n#حلب\n#إدلب").items() == frozenset()


@given(ANY_TEXT)
def test_sentences_and_tokens_cover_the_text_once(raw: str) -> None:
    folded = fold(raw)
    within = [token for sentence in folded.sentences for token in sentence.tokens]
    assert spans(within) == spans(tokenise(folded.text))
    covered = {position for token in within for position in range(token.start, token.end)}
    assert all(char.isspace() or char in "\"'" for i, char in enumerate(folded.text) if i not in covered)
