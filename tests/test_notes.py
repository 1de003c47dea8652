"""Each note holds its sentence, and what each of its attributes rests on, in words."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from report_lib.composing.editions import wording
from report_lib.composing.notes import note_text, notes, rule_text
from report_lib.composing.page import Page, anchor_of, number_text, open_page, use_of
from report_lib.explaining.explain import explain
from report_lib.reading.articles import ArticleText, iter_articles
from report_lib.records import DATE_BASES, PUBLISHED_BASES
from test_page import fresh, plain


def test_a_note_holds_the_sentence_with_the_words_marked(page: Page) -> None:
    parsed = [i for i in page.order if page.opened.collection.counts[i].quote]
    assert parsed
    for count_id in parsed:
        count = page.opened.collection.counts[count_id]
        note = plain(note_text(page, count_id))
        assert f"#{anchor_of(count_id)}" in note
        assert f"[{' '.join(count.quote.split())}]{{.mark}}" in note
        assert "lang=ar dir=rtl" in note


def test_a_note_says_by_which_words_and_rule_it_was_read() -> None:
    page = open_page("2020-10", "2020-08")  # what the reader itself finds in the seeds
    count_id = next(i for i in page.order if page.opened.collection.counts[i].quote and "003" in i)
    note = plain(note_text(page, count_id))
    for code in ("title", "outlet", "source", "date", "place", "perpetrator", "count"):
        assert f"- {wording()['evidence'][code]['en']}: " in note
    assert "“yesterday”, counted from the day of publication" in note


def test_a_note_of_what_was_coded_by_hand_says_who_and_leads_to_the_report(page: Page) -> None:
    by_hand = next(i for i in page.order if i.startswith("hand-taym"))
    note = plain(note_text(page, by_hand))
    assert "Coded by hand by the editors of this collection" in note
    assert "](<https://" in note


def test_a_note_of_several_counts_lists_each_with_its_own_note(page: Page) -> None:
    page = fresh(page)
    killed = page.facts.facts[0]
    number_text(page, "16 to at least 37", killed.count_ids)
    first, *rest = notes(page)
    assert plain(first).count("(#e-") == len(killed.count_ids) == len(rest)
    assert "Rusafa (Raqqa), 2 October 2020: at least 10, Ahmad Mousa" in plain(first)
    assert "[back to the number](#u-" in plain(first)


def test_a_note_in_arabic_is_punctuated_in_arabic(page: Page) -> None:
    page = fresh(open_page("2020-10", "2020-08", "ar"))
    killed = page.facts.facts[0]
    number_text(page, "16 to at least 37", killed.count_ids)
    total, *rest = (plain(each) for each in notes(page))
    assert "الرصافة (الرقة)، ٢ تشرين الأول/أكتوبر ٢٠٢٠" in total
    assert any("الرصافة (الرقة)؛ في نطاق ٢٥ كم" in each for each in rest)


def test_a_note_of_unlike_counts_says_what_each_counts(page: Page) -> None:
    page = fresh(page)
    killed, wounded = (
        next(i for i in page.order if page.opened.collection.counts[i].measure == measure)
        for measure in ("killed", "wounded")
    )
    number_text(page, "2", (killed, wounded), head="Incidents: 2")
    note = plain(next(notes(page)))
    assert "**1. Incidents: 2**" in note
    assert " killed, " in note and " wounded, " in note


def test_only_what_a_number_leads_to_leads_back(page: Page) -> None:
    page = fresh(page)
    count_id = next(iter(page.order))
    assert use_of(count_id) not in note_text(page, count_id)
    number_text(page, "12", [count_id])
    assert f"](#{use_of(count_id)})" in note_text(page, count_id)


def test_a_span_that_does_not_hold_is_not_shown_as_evidence(page: Page) -> None:
    count_id = next(i for i in page.order if page.opened.collection.counts[i].quote)
    collection = page.opened.collection
    moved = replace(collection.counts[count_id], start=0, end=5)
    counts = {**collection.counts, count_id: moved}
    other = Page(page.month, page.against, "en", replace(page.opened, collection=replace(collection, counts=counts)))
    assert "{.mark}" not in note_text(other, count_id)


@pytest.mark.parametrize("kind", ["date_basis", "published_basis"])
def test_every_basis_has_its_words(kind: str) -> None:
    assert set(wording()[kind]) == set({"date_basis": DATE_BASES, "published_basis": PUBLISHED_BASES}[kind])


def test_rules_are_worded_part_by_part_and_what_is_not_listed_stays() -> None:
    rule = "before what «weekday, no day of writing» dates"
    assert rule_text("yesterday, in the sentence", "en") == (
        "“yesterday”, counted from the day of publication, in the same sentence"
    )
    assert rule_text("yesterday, in the sentence", "ar") == "«أمس» محسوباً من يوم النشر، في الجملة نفسها"
    assert rule_text("no such rule", "en") == "no such rule"
    assert "weekday" not in rule_text(rule, "ar")


def test_the_rules_that_the_seeds_are_read_by_all_have_arabic_words() -> None:
    rules = {
        row.rule
        for item in iter_articles([Path("seeds/articles")])
        if isinstance(item, ArticleText)
        for each in explain(item.article, item.text).counts
        for row in each.rows
        if row.rule and row.attribute in ("date", "place", "perpetrator", "measure")
    }
    assert len(rules) > 10
    assert [rule for rule in rules if re.search("[A-Za-z]", rule_text(rule, "ar"))] == []
