"""The feed is valid Atom, and says of each edition when its newest article or revision is from."""

from __future__ import annotations

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from report_lib.comparing.project import open_collection
from report_lib.composing.editions import Edition
from report_lib.composing.feed import feed, last_day
from report_lib.linking.collection import Collection

ATOM = "{http://www.w3.org/2005/Atom}"
EDITIONS = [
    Edition("2020-10", "2020-08"),
    Edition("2020-10", "2020-08", "ar"),
    Edition("2020-08", "2020-05"),
    Edition("undated", "2021-12"),
]


@pytest.fixture(scope="module")
def collection(tables: Path) -> Collection:
    return open_collection(str(tables)).collection


def entries(document: bytes) -> list[ElementTree.Element]:
    return ElementTree.fromstring(document).findall(f"{ATOM}entry")


def text(element: ElementTree.Element, name: str) -> str:
    return element.findtext(f"{ATOM}{name}") or ""


def test_it_has_all_that_atom_asks_for(collection: Collection) -> None:
    root = ElementTree.fromstring(feed(collection, EDITIONS, {}))
    assert root.tag == f"{ATOM}feed"
    assert root.find(f"{ATOM}author/{ATOM}name") is not None
    for element in (root, *root.findall(f"{ATOM}entry")):
        for name in ("id", "title", "updated"):
            assert len(element.findall(f"{ATOM}{name}")) == 1
        assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", text(element, "id"))
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", text(element, "updated"))
        assert [link.get("rel") for link in element.findall(f"{ATOM}link")].count("alternate") == 1
    ids = [text(element, "id") for element in root.iter(f"{ATOM}entry")]
    assert len(set(ids)) == len(EDITIONS)
    assert text(root, "updated") == max(text(entry, "updated") for entry in root.iter(f"{ATOM}entry"))


def test_an_edition_is_as_new_as_its_newest_article_or_revision(collection: Collection) -> None:
    assert last_day(collection, "2020-10") == "2020-10-04"
    assert last_day(collection, "2019-02") == "2019-02-28"  # nothing is published of it
    given: tuple[dict[str, str], ...] = ({}, {"2020-10": "2024-05-06"})
    plain, revised = (
        {e.findall(f"{ATOM}link")[0].get("href"): text(e, "updated") for e in entries(feed(collection, EDITIONS, days))}
        for days in given
    )
    for page in ("reports/2020-10/brief.html", "reports/2020-10/ar/brief.html"):
        assert plain[page] == "2020-10-04T00:00:00Z"
        assert revised[page] == "2024-05-06T00:00:00Z"
    assert revised["reports/2020-08/brief.html"] == plain["reports/2020-08/brief.html"]


def test_newest_come_first_and_an_entry_keeps_its_id(collection: Collection) -> None:
    updated = [text(e, "updated") for e in entries(feed(collection, EDITIONS, {}))]
    assert updated == sorted(updated, reverse=True)
    alone = entries(feed(collection, EDITIONS[:1], {}))[0]
    among = next(e for e in entries(feed(collection, EDITIONS, {})) if text(e, "title") == text(alone, "title"))
    assert text(alone, "id") == text(among, "id")


def test_the_same_tables_give_the_same_bytes_in_any_order(collection: Collection) -> None:
    assert feed(collection, EDITIONS, {}) == feed(collection, EDITIONS[::-1], {})
