"""Each number of a page leads to the notes of the counts behind it, each note holds its sentence."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from report_lib.editions import wording
from report_lib.facts import Fact
from report_lib.page import Page, anchor_of, fact_text, note_text, number_text
from report_lib.ranges import Range
from report_lib.records import DATE_BASES


def plain(markdown: str) -> str:
    return re.sub(r"&#(\d+);", lambda mark: chr(int(mark.group(1))), markdown)


def test_notes_are_numbered_in_the_order_of_the_month(page: Page) -> None:
    assert list(page.notes.values()) == list(range(1, len(page.notes) + 1))
    first = page.view.side_by_side.iloc[0]["count_ids"]
    assert list(page.notes)[: len(first)] == list(first)
    assert set(page.notes) <= set(page.opened.collection.counts)


def test_every_count_of_the_page_has_its_note(page: Page) -> None:
    frames = (page.view.by_region, page.view.by_perpetrator, page.view.disagreement, page.view.side_by_side)
    behind = {i for frame in frames for ids in frame["count_ids"] for i in ids}
    assert behind <= set(page.notes)


def test_a_note_holds_the_sentence_with_the_words_marked(page: Page) -> None:
    parsed = [i for i in page.notes if page.opened.collection.counts[i].quote]
    assert parsed
    for count_id in parsed:
        count = page.opened.collection.counts[count_id]
        note = plain(note_text(page, count_id))
        assert f"#{anchor_of(count_id)}" in note
        assert f"[{' '.join(count.quote.split())}]{{.mark}}" in note
        assert "lang=ar dir=rtl" in note


def test_a_note_of_what_was_coded_by_hand_says_so_and_leads_to_the_report(page: Page) -> None:
    by_hand = next(i for i in page.notes if i.startswith("hand-taym"))
    note = plain(note_text(page, by_hand))
    assert "Coded by hand" in note
    assert "](<https://" in note


def test_a_span_that_does_not_hold_is_not_shown_as_evidence(page: Page) -> None:
    count_id = next(i for i in page.notes if page.opened.collection.counts[i].quote)
    collection = page.opened.collection
    moved = replace(collection.counts[count_id], start=0, end=5)
    counts = {**collection.counts, count_id: moved}
    other = Page(page.month, page.against, "en", replace(page.opened, collection=replace(collection, counts=counts)))
    assert "{.mark}" not in note_text(other, count_id)


@pytest.mark.parametrize(
    ("sentence", "kind", "value", "linked"),
    [
        (
            "Two attacks, 16 to at least 37 dead",
            "headline",
            Range(16, "mixed", 37, "at_least"),
            "16 to at least 37",
        ),
        ("2 October 2020, Rusafa: 2 killed. 1 report", "event", Range(2, "exact", 2, "exact"), "2"),
        ("Undated, reported in October 2020: 2 killed", "undated", Range(2, "exact", 2, "exact"), "2"),
        ("In 2020: nothing like it", "event", Range(20, "exact", 20, "exact"), ""),
    ],
)
def test_the_number_of_a_sentence_is_linked_and_no_date_is(
    page: Page, sentence: str, kind: str, value: Range, linked: str
) -> None:
    some = next(iter(page.notes))
    markdown = plain(fact_text(page, Fact("x", "2020-10", kind, sentence, value, (), (some,))))
    words = re.findall(r"\[([^\[\]]*)\^\[1\^\]", markdown)
    assert words == [linked]
    assert re.sub(r"\[?\^\[1\^\]\(#e-\w+\)\^\]\^", "", markdown).replace("[", "") == sentence
    if linked.isdigit():
        assert re.search(rf"\[{linked}\^\[1\^\]\(#e-\w+\)\^\]\^ killed", markdown)


def test_a_number_without_counts_is_no_link_and_none_is_empty(page: Page) -> None:
    assert number_text(page, "12", []) == "12"
    assert number_text(page, "", list(page.notes)) == ""


def test_every_basis_of_a_date_has_its_words() -> None:
    assert set(wording()["date_basis"]) == set(DATE_BASES)
