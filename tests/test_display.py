"""What the cells show of a month: facts, frames and charts as Markdown in which text is only text."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from report_lib.comparing.project import Opened
from report_lib.composing import display
from report_lib.composing.beside import MOST_LISTED
from report_lib.composing.display import open_page
from report_lib.composing.page import MOST_NOTES, Page, anchor_of
from test_events import report
from test_likeness import of_events

SHOWN = (
    "headline",
    "key_numbers",
    "events_chart",
    "comparison",
    "side_by_side",
    "likeness",
    "regions",
    "regions_map",
    "regions_chart",
    "perpetrators",
    "sources",
    "disagreements",
    "timeline",
    "series",
    "about",
    "evidence",
)


def plain(markdown: object) -> str:
    text = markdown.data  # type: ignore[attr-defined]
    return re.sub(r"&#(\d+);", lambda mark: chr(int(mark.group(1))), text)


def words(markdown: object) -> str:
    """What a reader sees of it, without the numbers of notes."""
    text = re.sub(r"\^\[[\d٠-٩]+\]\^\]\(#[\w-]+\)(\{#[\w-]+\})?", "", plain(markdown))
    return re.sub(r"\[(?=[^\[\]]*$)|\[", "", text)


def cells(markdown: object) -> list[list[str]]:
    """The rows of a pipe table, without notes."""
    return [
        [cell.strip() for cell in line.strip("|\n").split(" | ")]
        for line in words(markdown).splitlines()
        if line.startswith("| ") and "---" not in line
    ]


def test_the_month_is_said_in_one_sentence_first_and_few_follow(page: Page) -> None:
    finding, *sentences = [line for line in words(display.headline(page)).splitlines() if line and line[0] != ":"]
    assert finding == "Two attacks in two days, 16 to at least 37 dead, depending on who counts"
    assert 3 <= len(sentences) <= display.SENTENCES
    assert sentences[0].startswith("- 2 October 2020, Rusafa (Raqqa): about 10 to at least 20 killed among")


def test_key_numbers_keep_unlike_things_apart(page: Page) -> None:
    rows = {row[0]: row[1:] for row in cells(display.key_numbers(page))}
    assert rows["Killed"] == [
        "16 to at least 37",
        "– (a tally only, below)",
    ]  # of August the articles know a tally alone
    assert rows["Tally, not added: killed"] == ["– (no tally)", "at least 76"]
    assert rows["Incidents"] == ["2", "0"]
    assert rows["Incidents with unknown toll"] == ["0", "0"]
    assert rows["Undated incidents, by their article's date"] == ["1", "0"]


def test_every_key_number_leads_to_its_evidence(page: Page) -> None:
    lines = [line for line in display.key_numbers(page).data.splitlines() if line.startswith("| ")][1:]
    numbers = [cell for line in lines for cell in line.strip("|").split(" | ")[1:] if re.search(r"[1-9]", cell)]
    assert len(numbers) > 7
    assert all("](#e-" in cell for cell in numbers if "tally only" not in cell and "no tally" not in cell)


def test_what_has_no_month_stands_beside_none_and_in_no_series(tables: Path) -> None:
    page = open_page("undated", "undated", "en", str(tables))
    assert not display.comparison(page).data
    assert not display.series(page).data
    assert "Nothing with a date is reported" in words(display.regions(page))


def test_what_is_of_several_governorates_stands_below_what_is_of_one(page: Page) -> None:
    heads = [row[0] for row in cells(display.regions(page))[1:]]
    assert heads[-2:] == ["Not broken down by the monitor", "Aleppo, Deir ez-Zor, Hama, Homs and Raqqa together"]


def test_no_cell_is_empty(page: Page) -> None:
    for name in ("key_numbers", "side_by_side", "likeness", "regions", "perpetrators", "sources"):
        for row in cells(getattr(display, name)(page))[1:]:
            assert all(row), (name, row)


def test_the_comparison_says_what_makes_the_months_unlike(page: Page) -> None:
    said = words(display.comparison(page))
    assert "Counter Extremism Project counts at least 35 attacks, at least 76 killed in August 2020" in said
    assert "the two months differ in kind of figure, period, exactness, who counted" in said
    assert "No rate of killed per attack is given" in said


def test_events_and_tallies_stand_beside_each_other_with_every_account(page: Page) -> None:
    found = {row[0]: row[1:] for row in cells(display.side_by_side(page))}
    casualties, accounts = found["Tally by Counter Extremism Project, August 2020"]
    assert casualties == "at least 35 attacks; at least 76 killed"
    assert "76, Counter Extremism Project (almohrarmedia.net)" in accounts
    casualties, accounts = found["Al-Taym oil field (Deir ez-Zor), 3 October 2020"]
    assert "17, Jassem Alyan (Al-Araby Al-Jadeed)" in accounts


def test_regions_and_perpetrators_have_a_column_for_each_month(page: Page) -> None:
    rows = {row[0]: row[1:] for row in cells(display.regions(page))}
    october, august = rows["Raqqa"]
    assert october.startswith("1 attack; about 10 to at least 20 killed")
    assert august == "of the tally: 9 attacks"
    rows = {tuple(row[:2]): row[2:] for row in cells(display.perpetrators(page))}
    assert rows["ISIS", "reported"][0] == "2 attacks; 16 to at least 37 killed; more than 30 to 35 wounded"


def test_every_report_of_a_number_is_listed_by_source(page: Page) -> None:
    linked = set(re.findall(r"\(#(e-\w+)\)", display.sources(page).data))
    assert linked == {anchor_of(count_id) for count_id in page.view.by_source["count_id"]}


def test_every_number_leads_to_a_note_that_is_there(tables: Path) -> None:
    page = open_page("2020-10", "2020-08", "en", str(tables))
    shown = "".join(getattr(display, name)(page).data for name in SHOWN)
    led_to, notes = set(re.findall(r"\]\(#([\w-]+)\)", shown)), re.findall(r"\{#([\w-]+)", shown)
    assert led_to <= set(notes)
    assert len(notes) == len(set(notes))


def test_a_map_draws_a_point_only_where_the_place_is_known(page: Page) -> None:
    said = words(display.regions_map(page))
    assert "Points are places that are known: Rusafa (Raqqa): about 10 to at least 20 killed" in said


def test_the_series_says_where_it_contradicts_itself(page: Page) -> None:
    said = words(display.series(page))
    assert "73 attacks and 179 dead" in said and "75 and 187" in said
    assert "19 attacks in its headline and 17 in its text" in said
    assert "&#46;org](<https" in display.series(page).data  # and where


def test_a_page_says_what_it_rests_on(page: Page) -> None:
    said = words(display.about(page))
    for part in ("Read by program: 1 article", "Coded by hand: 4 reports", "No article was left out", "F1", "To cite:"):
        assert part in said
    assert "](<../../data/counts.csv>)" in display.about(page).data


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("en", "Rusafa (Raqqa), 2 October 2020, perpetrator: Russia, now ISIS."),
        ("ar", "الرصافة (الرقة)، ٢ تشرين الأول/أكتوبر ٢٠٢٠، الفاعل: روسيا، والآن تنظيم الدولة الإسلامية."),
    ],
)
def test_a_revision_is_told_in_the_words_of_the_page(lang: str, said: str, tables: Path) -> None:
    page = open_page("2020-10", "2020-08", lang, str(tables))
    event = next(event for event in page.events.values() if event.place == "الرصافة" and event.month == "2020-10")
    row = {"revised": "2026-11-29", "month": "2020-10", "record": "event", "row": event.event_id, "label": "x"}
    said_otherwise = {**row, "change": "changed", "column": "perpetrator", "old": "Russia", "new": "ISIS"}
    told = replace(page, opened=replace(page.opened, revisions=pd.DataFrame([said_otherwise])))
    assert said in words(display.about(told))


def test_what_was_left_out_is_said_with_the_reason(page: Page) -> None:
    opened = replace(page.opened, rejected=(("x.txt", "is empty"),))
    said = words(display.about(Page(page.month, page.against, "en", opened)))
    assert "Left out, since they could not be read: 1 article (x.txt: is empty)." in said


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


@pytest.fixture(scope="module")
def crowded() -> Page:
    """A month of 1,200 attacks, each with its dead: those of the fourth killed more than all others."""
    reports = [
        report(
            f"r{day:02}-{at:03}",
            date=f"2020-10-{day:02}",
            governorates="Homs",
            place=f"قرية{at}",
            latitude=str(30 + at % 10),
            longitude=str(35 + at // 10),
            geo_precision="1",
            numbers=f"killed exact {500 + at if day == 4 else 5 + at % 7} regime forces",
        )
        for day in range(2, 26, 2)
        for at in range(100)
    ]
    return Page("2020-10", "2020-09", "en", Opened(of_events(*reports), {}))


def test_a_page_of_very_many_events_lists_the_largest_and_has_room_for_so_many_notes(crowded: Page) -> None:
    assert "1,200 attacks" in words(display.perpetrators(crowded))
    table = display.side_by_side(crowded)
    listed = cells(table)[1:]
    assert len([row for row in listed if "October 2020" in row[0]]) == MOST_LISTED
    assert len([row for row in listed if ", 4 October 2020" in row[0]]) == 100
    assert "700 more, with fewer dead or none, stand in the tables" in words(table)
    assert "700 more" in words(display.sources(crowded))
    notes = plain(display.evidence(crowded))
    assert MOST_LISTED <= notes.count(":::: {#e-") <= MOST_NOTES
    assert "A page has 1,000 notes at most" in notes
    led_to = set(re.findall(r"\]\(#(e-[0-9a-f]+)\)", plain(table)))
    assert led_to <= set(re.findall(r"\{#(e-[0-9a-f]+)", notes))
