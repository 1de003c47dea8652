"""The explorer's table is whole without scripts, escapes all text, and leads to the evidence of each row."""

from __future__ import annotations

import base64
import hashlib
import re
from dataclasses import replace
from pathlib import Path

import pytest

from conftest import AGAINST, MONTH
from report_lib.comparing.project import open_collection
from report_lib.composing.editions import Edition, site_wording
from report_lib.composing.explorer import explorer_rows, explorer_table, script, script_hash
from report_lib.composing.page import anchor_of
from report_lib.linking.collection import Collection
from report_lib.records import ATTACK_TYPES
from report_lib.wording import LANGUAGES, local_digits
from test_embedded import Tags
from test_markdown import HOSTILE

EDITION = Edition(MONTH, AGAINST)


@pytest.fixture(scope="module")
def collection(tables: Path) -> Collection:
    return open_collection(str(tables)).collection


def rows(table: str) -> list[dict[str, str]]:
    return [attributes for tag, attributes in Tags(table.encode()).tags if tag == "tr" and "data-text" in attributes]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_incident_has_its_row(collection: Collection, lang: str) -> None:
    table = explorer_table(collection, {}, lang)  # type: ignore[arg-type]
    assert len(rows(table)) == len(collection.incidents)
    assert table.count("<td") == 8 * len(collection.incidents)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_of_very_many_rows_the_first_are_shown_and_the_others_counted(
    collection: Collection, lang: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = explorer_table(collection, {}, lang)  # type: ignore[arg-type]
    monkeypatch.setattr("report_lib.composing.explorer.MOST_ROWS", 3)
    table = explorer_table(collection, {}, lang)  # type: ignore[arg-type]
    assert rows(table) == rows(whole)[:3]
    further = local_digits(str(len(collection.incidents) - 3), lang)  # type: ignore[arg-type]
    assert further in table.split("<table")[0]
    assert '<p class="caveat">' in table and '<p class="caveat">' not in whole


def test_single_incidents_come_first_the_latest_before_all(collection: Collection) -> None:
    kinds = [row.event.listing for row in explorer_rows(collection)]
    assert kinds == sorted(kinds, key=["event", "undated", "tally"].index)
    dates = [row.incident.date_start for row in explorer_rows(collection) if row.event.listing == "event"]
    assert dates == sorted(dates, reverse=True)


def test_a_row_has_the_numbers_of_its_own_report_alone(collection: Collection) -> None:
    of_taym = [row for row in explorer_rows(collection) if row.incident.place == "حقل التيم"]
    told = {row.alone.toll("killed").text() for row in of_taym}
    together = of_taym[0].event.toll("killed").text()
    assert len(of_taym) > 2
    assert together not in told and together == "at least 6 to 17"


def test_a_count_leads_to_its_note_else_to_the_brief_else_to_the_report(collection: Collection) -> None:
    row = next(r for r in explorer_rows(collection) if r.month == MONTH and r.counts)
    anchor = anchor_of(row.counts[0].count_id)
    noted = explorer_table(collection, {EDITION: {anchor: "sources"}}, "en")
    assert f'href="reports/2020-10/sources.html#{anchor}">Note in October 2020<' in noted
    assert 'href="reports/2020-10/brief.html">Brief of October 2020<' in noted
    assert re.search(r'href="https://[^"]+" rel="noopener noreferrer">Where it was published<', noted)
    arabic = explorer_table(collection, {Edition(MONTH, AGAINST, "ar"): {}}, "ar")
    assert 'href="../reports/2020-10/ar/brief.html"' in arabic


def test_rows_are_found_by_codes_and_by_words_of_either_language(collection: Collection) -> None:
    row = next(r for r in rows(explorer_table(collection, {}, "en")) if "al-taym" in r["data-text"])
    assert (row["data-kind"], row["data-governorate"], row["data-year"]) == ("event", "Deir ez-Zor", "2020")
    assert (
        "حقل التيم" in row["data-text"] and "isis" in row["data-text"] and "تنظيم الدولة الاسلامية" in row["data-text"]
    )


def test_what_is_not_known_has_no_key_to_sort_by(collection: Collection) -> None:
    unknown = [row for row in explorer_rows(collection) if row.alone.toll("killed", role="").low is None]
    keys = [row["data-killed"] for row in rows(explorer_table(collection, {}, "en"))]
    assert keys.count("") == len(unknown) > 0


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_an_article_becomes_code(collection: Collection, text: str) -> None:
    incidents = {key: replace(row, source=text, place=text) for key, row in collection.incidents.items()}
    articles = {key: replace(row, outlet=text, url=text) for key, row in collection.articles.items()}
    table = explorer_table(replace(collection, incidents=incidents, articles=articles), {}, "en")
    known = Tags(explorer_table(collection, {}, "en").encode())
    tags = Tags(table.encode()).tags
    assert {tag for tag, _ in tags} <= {tag for tag, _ in known.tags}
    assert sum(tag == "script" for tag, _ in tags) == 1
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    assert all(a["href"].startswith(("http://", "https://")) for tag, a in tags if tag == "a")


def test_the_hash_is_that_of_the_one_script(collection: Collection) -> None:
    inline = re.search(r"<script>(.*)</script>", explorer_table(collection, {}, "en"), re.DOTALL)
    assert inline and inline.group(1) == script()
    digest = base64.b64encode(hashlib.sha256(inline.group(1).encode()).digest()).decode()
    assert script_hash() == f"sha256-{digest}"


def test_the_library_is_the_one_it_was_taken_from() -> None:
    text = Path("src/report_lib/templates/list.min.js").read_text(encoding="utf-8")
    head, code = text.split("*/\n", 1)
    assert "List.js 2.3.1" in head and "The MIT License" in head and "Jonny Strömberg" in head
    released = f"{code}//# sourceMappingURL=list.min.js.map"
    assert hashlib.sha256(released.encode()).hexdigest() == (
        "34456f18d306a85bece9a7462d98e6e6c2e072e5fdac64e0d70946b40d5feccf"
    )
    assert not re.search(r"\beval\(|new Function|https?://", code)


def test_every_kind_of_attack_has_its_words() -> None:
    assert set(site_wording()["attack_types"]) == set(ATTACK_TYPES)
