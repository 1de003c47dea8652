"""What the cells show of a month: facts, frames and charts as Markdown in which text is only text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from report_lib import display
from report_lib.display import open_page
from report_lib.page import Page

SHOWN = (
    "headline",
    "key_numbers",
    "events_chart",
    "side_by_side",
    "likeness",
    "regions",
    "regions_chart",
    "perpetrators",
    "sources",
    "disagreements",
    "series",
    "evidence",
)


def plain(markdown: object) -> str:
    text = markdown.data  # type: ignore[attr-defined]
    return re.sub(r"&#(\d+);", lambda mark: chr(int(mark.group(1))), text)


def cells(markdown: object) -> list[list[str]]:
    """The rows of a pipe table, without notes."""
    text = re.sub(r"\^\[\d+\^\]\(#[\w-]+\)(\^(,\[\d+\]\(#[\w-]+\))*\]\^)?", "", plain(markdown))
    return [
        [cell.strip().strip("[") for cell in line.strip("|\n").split(" | ")]
        for line in text.splitlines()
        if line.startswith("| ") and "---" not in line
    ]


def test_the_month_is_said_in_one_sentence_first(page: Page) -> None:
    first = plain(display.headline(page)).splitlines()[0]
    assert first.startswith("**Two attacks in two days, [16 to at least 37^[")
    assert first.endswith("dead, depending on who counts**")


def test_key_numbers_keep_unlike_things_apart(page: Page) -> None:
    rows = {row[0]: row[1:] for row in cells(display.key_numbers(page))}
    assert rows["killed"] == ["16 to at least 37", ""]  # of August the articles know a tally alone
    assert rows["Incidents"] == ["2", "0"]
    assert rows["Undated reports, by the date of their article"] == ["1", "0"]


def test_the_comparison_sets_events_beside_the_tally(page: Page) -> None:
    head, *rows = cells(display.side_by_side(page))
    killed, attacks, what = head.index("Killed"), head.index("Attacks"), head.index("What")
    found = {row[2]: (row[what], row[attacks], row[killed]) for row in rows}
    assert found["Counter Extremism Project"] == ("a monitor's tally", "at least 35", "at least 76")
    assert found["Rusafa (Raqqa)"] == ("single events from articles", "1", "about 10 to at least 20")


def test_a_column_that_no_row_fills_is_left_out(page: Page) -> None:
    rows = page.view.by_region[page.view.by_region["kind"] == "share"]
    other = Page(page.month, page.against, page.lang, page.opened)
    object.__setattr__(other, "view", replace(page.view, by_region=rows))
    assert "Wounded" not in plain(display.regions(other))
    assert "Attacks" in plain(display.regions(other))


def test_every_report_of_a_number_is_listed_by_source(page: Page) -> None:
    rows = cells(display.sources(page))
    assert len(rows) - 1 == len(page.view.by_source)


@pytest.mark.parametrize("name", SHOWN)
def test_a_month_without_reports_shows_no_error(name: str, tables: Path) -> None:
    empty = open_page("2019-01", "2018-12", "en", str(tables))
    assert "nan" not in plain(getattr(display, name)(empty)).lower()


@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("lang", ["en", "ar"])
def test_nothing_stands_in_a_cell_that_only_a_program_reads(name: str, lang: str, tables: Path) -> None:
    shown = plain(getattr(display, name)(open_page("2020-10", "2020-08", lang, str(tables))))
    text = re.sub(r"\(data:[^)]*\)|\(#[^)]*\)|\{[^}]*\}|\(<[^>]*>\)", "", shown)
    assert not re.search(r"<NA>|None|nan\b|at_least|more_than|open_range|\bevent-|hand-|-c\d", text), text


def test_hostile_words_in_any_column_stay_words(page: Page) -> None:
    collection = page.opened.collection
    bad = '<script>alert(1)</script> | `x`{=html} [y](javascript:z) #read("/etc/passwd")'
    articles = {key: replace(article, outlet=bad, title=bad, url=bad) for key, article in collection.articles.items()}
    incidents = {
        key: replace(row, source=bad, place=bad, source_chain=bad) for key, row in collection.incidents.items()
    }
    events = tuple(replace(event, place=bad, sources=(bad,)) for event in collection.events)
    changed = replace(collection, articles=articles, incidents=incidents, events=events)
    hostile = Page(page.month, page.against, "en", replace(page.opened, collection=changed))
    for name in SHOWN:
        markdown = getattr(display, name)(hostile).data
        for mark in ("<script", "`", "(javascript", "#read", "{=html"):
            assert mark not in markdown, f"{name}: {mark}"
