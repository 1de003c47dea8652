"""A vocabulary finds its words in a sentence by its trigger, whenever the trigger is made."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator

import pytest

from report_lib.arabic import triggers
from report_lib.arabic.phrases import Beginnings, Phrases
from report_lib.arabic.text import fold
from report_lib.arabic.triggers import MOST, trigger, trigger_where


@pytest.fixture(autouse=True)
def no_trigger_stays() -> Iterator[None]:
    before = len(triggers._vocabularies)
    yield
    del triggers._vocabularies[before:]
    triggers._triggers.clear()
    for memory in triggers._memories:
        memory.clear()


def test_a_sentence_says_where_words_stand_that_a_vocabulary_knows() -> None:
    villages, mines = trigger(lambda: {"قرية", "تدمر"}), trigger(lambda: {"لغم"})
    (sentence,) = fold("انفجر لغم في قرية قرب تدمر").sentences
    assert sentence.places(villages) == [3, 5]
    assert sentence.places(mines) == [1]
    assert sentence.places(villages | mines) == [1, 3, 5]
    assert sentence.pulls & villages and sentence.pulls & mines


def test_a_stretch_of_words_pulls_what_its_words_pull_and_may_lead_beyond_the_sentence() -> None:
    villages, mines = trigger(lambda: {"قرية", "تدمر"}), trigger(lambda: {"لغم"})
    (sentence,) = fold("انفجر لغم في قرية قرب تدمر").sentences
    assert sentence.pulls_in(-2, 2, mines) and not sentence.pulls_in(-2, 2, villages)
    assert sentence.pulls_in(5, 9, villages) and not sentence.pulls_in(5, 9, mines)
    assert not sentence.pulls_in(2, 3, villages | mines) and not sentence.pulls_in(6, 9, villages | mines)


def test_a_trigger_that_no_word_pulls_is_at_no_place() -> None:
    ships = trigger(lambda: {"سفينة"})
    (sentence,) = fold("انفجر لغم").sentences
    assert not sentence.pulls & ships
    assert sentence.places(ships) == []


def test_words_that_were_read_before_are_asked_about_a_new_trigger() -> None:
    text = "قصف الطيران القرية"
    assert fold(text).sentences[0].pulls >= 0
    aircraft = trigger(lambda: {"الطيران"})
    assert fold(text).sentences[0].places(aircraft) == [1]


def test_a_vocabulary_is_asked_about_a_word_once() -> None:
    asked: list[str] = []
    trigger_where(asked.append)
    for _ in range(3):
        assert fold("كلمة كلمة").sentences[0].pulls >= 0
    assert asked == ["كلمة"]


def test_only_words_of_another_vocabulary_are_asked_where_that_is_said() -> None:
    numbers = trigger(lambda: {"خمسة", "ستة"})
    feminine = trigger_where(lambda form: form.endswith("ة"), among=numbers)
    (sentence,) = fold("في القرية خمسة").sentences
    assert sentence.places(feminine) == [2]


def test_a_phrase_may_begin_where_a_word_is_one_or_the_next_goes_on() -> None:
    phrases: Phrases[int] = Phrases()
    for phrase in ("قصف", "قصف جوي", "على يد", "الفرقة #"):
        phrases.add(phrase, 1)
    beginnings = Beginnings(phrases.seal)
    (sentence,) = fold("على يد الفرقة 4 وعلى طريق قصف من الفرقة على").sentences
    assert beginnings.places(sentence) == [0, 2, 6]
    assert [found[:2] for found in phrases.scan(sentence.forms, [0, 2, 6])] == [(0, 2), (2, 4), (6, 7)]


def test_the_parser_has_no_more_triggers_than_compiled_code_holds_in_a_plain_number() -> None:
    count = "import report_lib.assembling.incidents, report_lib.arabic.triggers as t; print(len(t._vocabularies))"
    assert int(subprocess.run([sys.executable, "-c", count], capture_output=True, check=True, text=True).stdout) <= MOST
