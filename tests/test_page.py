"""Each number of a page leads to the note of the counts behind it, and can be led back to."""

from __future__ import annotations

import re

from report_lib.composing.page import Page, fact_text, number_text, use_of
from report_lib.stating.fact import Fact
from report_lib.tallying.ranges import Range


def plain(markdown: str) -> str:
    return re.sub(r"&#(\d+);", lambda mark: chr(int(mark.group(1))), markdown)


def fresh(page: Page) -> Page:
    """The page before any of its numbers has led anywhere."""
    return Page(page.month, page.against, page.lang, page.opened)


def test_notes_are_numbered_as_the_reader_meets_them(page: Page) -> None:
    page = fresh(page)
    one, two, three = list(page.order)[:3]
    assert plain(number_text(page, "12", [three])).startswith("[12^[1]^](#")
    assert plain(number_text(page, "3 to 5", [two, one])).startswith("[3 to 5^[2]^](#")
    assert list(page.trail.numbers) == [(three,), (one, two), (one,), (two,)]
    assert plain(number_text(page, "12", [three])).startswith("[12^[1]^](#")


def test_the_first_number_that_leads_to_a_note_can_be_led_back_to(page: Page) -> None:
    page = fresh(page)
    some = next(iter(page.order))
    first, again = number_text(page, "12", [some]), number_text(page, "12", [some])
    assert first.endswith(f"{{#{use_of(some)}}}")
    assert "{#" not in again


def test_every_count_of_the_page_has_its_place(page: Page) -> None:
    frames = (page.view.by_region, page.view.by_perpetrator, page.view.disagreement, page.view.side_by_side)
    behind = {i for frame in frames for ids in frame["count_ids"] for i in ids}
    assert behind <= set(page.order) <= set(page.opened.collection.counts)


def test_each_number_of_a_sentence_leads_to_its_own_note(page: Page) -> None:
    page = fresh(page)
    one, two = list(page.order)[:2]
    text = "2 October 2020, Rusafa: 2 killed, 3 wounded. 1 report"
    links = (("2 killed", (one,)), ("3 wounded", (two,)))
    markdown = plain(fact_text(page, Fact("x", "2020-10", "event", text, Range(2, "exact", 2, "exact"), links=links)))
    assert re.findall(r"\[([^\[\]]*)\^\[\d\]\^\]", markdown) == ["2 killed", "3 wounded"]
    assert re.sub(r"\[([^\[\]]*)\^\[\d\]\^\]\([^)]*\)\{[^}]*\}", r"\1", markdown) == text


def test_a_fact_that_names_no_number_has_its_note_at_the_end(page: Page) -> None:
    page = fresh(page)
    some = next(iter(page.order))
    markdown = plain(fact_text(page, Fact("x", "2020-10", "event", "Nothing is said.", count_ids=(some,))))
    assert markdown.startswith("Nothing is said. [evidence^[1]^](#e-")


def test_a_number_without_counts_is_no_link_and_none_is_empty(page: Page) -> None:
    assert number_text(page, "12", []) == "12"
    assert number_text(page, "", list(page.order)) == ""


def test_the_arabic_edition_writes_numbers_as_its_readers_do(page: Page) -> None:
    arabic = Page(page.month, page.against, "ar", page.opened)
    some = next(iter(page.order))
    assert plain(number_text(arabic, "1,037 في SY24", [some])).startswith("[١٬٠٣٧ في [SY24]{lang=en dir=ltr}^[١]^]")
