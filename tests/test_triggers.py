"""A vocabulary finds its words in a sentence by its trigger, whenever the trigger is made."""

from __future__ import annotations

from report_lib.arabic.text import fold
from report_lib.arabic.triggers import trigger


def test_a_sentence_says_where_words_stand_that_a_vocabulary_knows() -> None:
    villages, mines = trigger({"قرية", "تدمر"}.__contains__), trigger({"لغم"}.__contains__)
    (sentence,) = fold("انفجر لغم في قرية قرب تدمر").sentences
    assert sentence.places(villages) == [3, 5]
    assert sentence.places(mines) == [1]
    assert sentence.places(villages | mines) == [1, 3, 5]
    assert sentence.pulls & villages and sentence.pulls & mines


def test_a_trigger_that_no_word_pulls_is_at_no_place() -> None:
    ships = trigger({"سفينة"}.__contains__)
    (sentence,) = fold("انفجر لغم").sentences
    assert not sentence.pulls & ships
    assert sentence.places(ships) == []


def test_words_that_were_read_before_are_asked_about_a_new_trigger() -> None:
    text = "قصف الطيران القرية"
    assert fold(text).sentences[0].pulls >= 0
    aircraft = trigger({"الطيران"}.__contains__)
    assert fold(text).sentences[0].places(aircraft) == [1]


def test_a_vocabulary_is_asked_about_a_word_once() -> None:
    asked: list[str] = []
    trigger(lambda form: asked.append(form))
    for _ in range(3):
        assert fold("كلمة كلمة").sentences[0].pulls >= 0
    assert asked == ["كلمة"]
