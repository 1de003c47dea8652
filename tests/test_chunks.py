"""Chunks: cut where they are full, known by all that their tables follow from, read alike wherever that is done."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from report_lib.assembling.parsing import parse_articles
from report_lib.errors import Broken, Problem, ReportError
from report_lib.freshness import code_digest
from report_lib.reading.archives import Unread
from report_lib.reading.articles import iter_unread
from report_lib.reading.metadata import Known
from report_lib.scaling import chunks as cutting
from report_lib.scaling.chunks import Chunk, article_ids, chunk_digest, chunks, open_chunk, read_chunk

SEEDS = Path("seeds/articles")


@pytest.fixture
def seeds() -> Chunk:
    (chunk,) = chunks(iter_unread([SEEDS]))
    return chunk


def lines(file: str, *numbers: int, length: int = 10) -> list[Unread | Problem]:
    return [Unread(file, f"line {number}", "line", b"x" * length) for number in numbers]


def sizes(items: Sequence[Unread | Problem]) -> list[int]:
    return [len(chunk) for chunk in chunks(items)]


def test_a_chunk_is_full_by_articles_or_by_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "CHUNK_ARTICLES", 4)
    assert sizes(lines("a", *range(10))) == [4, 4, 2]
    monkeypatch.setattr(cutting, "CHUNK_BYTES", 25)
    assert sizes(lines("a", *range(5))) == [2, 2, 1]
    assert sizes(lines("a", *range(2), length=100)) == [1, 1]
    assert sizes([]) == []


def test_nothing_is_lost_or_moved_by_cutting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "CHUNK_ARTICLES", 3)
    items = [*lines("a", 1, 2), Broken("is empty", "fill it").problem("a", "line 3"), *lines("b", *range(7))]
    assert [item for chunk in chunks(items) for item in chunk] == items


def test_a_chunk_is_cut_before_the_next_one_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "CHUNK_ARTICLES", 2)
    source = iter(lines("a", *range(10)))
    next(chunks(source))
    assert len(list(source)) == 7  # the one that did not fit is held


def test_what_is_added_to_one_file_leaves_the_chunks_of_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "CHUNK_ARTICLES", 4)
    before = set(chunks([*lines("a", *range(6)), *lines("b", *range(8)), *lines("c", *range(5))]))
    after = set(chunks([*lines("a", *range(7)), *lines("b", *range(8)), *lines("c", *range(5))]))
    assert len(after - before) == 1


def test_small_files_share_a_chunk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "CHUNK_ARTICLES", 4)
    assert sizes([*lines("a", 1), *lines("b", 1), *lines("c", 1)]) == [2, 1]
    texts = [Unread(f"{name}.txt", "", "text", b"x", name=name) for name in "abcdef"]
    assert sizes(texts) == [4, 2]


def test_the_digest_follows_all_that_the_tables_follow_from(seeds: Chunk) -> None:
    first = seeds[0]
    assert isinstance(first, Unread)
    changed = [
        first._replace(data=first.data + b" "),
        first._replace(file="elsewhere.txt"),
        first._replace(form="page"),
        first._replace(name="other"),
        first._replace(known=replace(first.known, published="2020-09-13")),
        Broken("is empty", "fill it").problem(first.file),
    ]
    digests = [chunk_digest((other, *seeds[1:]), "code") for other in [first, *changed]]
    digests += [chunk_digest(seeds, "other code"), chunk_digest(seeds[1:], "code"), chunk_digest(seeds[::-1], "code")]
    assert len(set(digests)) == len(digests)
    assert chunk_digest(seeds, "code") == digests[0]
    one, two = Unread("a", "", "text", b"xy"), Unread("a", "", "text", b"x")
    assert chunk_digest((one, two), "") != chunk_digest((two, one), "")


def test_the_tables_of_a_chunk_are_those_of_its_articles(seeds: Chunk) -> None:
    parsed = parse_articles([SEEDS])
    tables = open_chunk(read_chunk(seeds, code_digest()))
    assert tables.articles["article_id"].to_pylist() == [article.article_id for article in parsed.articles]
    assert tables.counts["quote"].to_pylist() == [count.quote for count in parsed.counts]
    assert tables.incidents["governorates"].to_pylist() == [list(i.governorates) for i in parsed.incidents]
    assert tables.articles["file"][0].as_py().endswith("000_75b3902d17d9828a.txt")
    assert tables.rejected.num_rows == 0
    assert article_ids(read_chunk(seeds, code_digest())) == tables.articles["article_id"].to_pylist()


def test_each_count_has_its_incidents_month_and_each_article_its_own(seeds: Chunk) -> None:
    tables = open_chunk(read_chunk(seeds, code_digest()))
    months = dict(zip(*(tables.incidents[name].to_pylist() for name in ("incident_id", "month")), strict=True))
    counts = tables.counts.select(["incident_id", "month"]).to_pylist()
    assert counts and all(count["month"] == months[count["incident_id"]] for count in counts)
    published = dict(zip(*(tables.articles[name].to_pylist() for name in ("published", "month")), strict=True))
    assert published["2020-09-12"] == "2020-09"
    line = json.dumps({"article_id": "a", "published": "2020", "text": "خبر"}).encode()
    undated = open_chunk(read_chunk((Unread("a", "line 1", "line", line),), code_digest()))
    assert undated.articles["month"].to_pylist() == [""]


def test_reading_again_gives_the_same_bytes(seeds: Chunk) -> None:
    assert read_chunk(seeds, code_digest()) == read_chunk(tuple(seeds), code_digest())


def test_problems_stand_in_the_table_of_what_is_rejected() -> None:
    chunk: Chunk = (
        Broken("there is no file", "add it").problem("articles.csv", "line 3"),
        Unread("a.txt", "", "text", b" ", Known(), "a"),
        Unread("n.jsonl", "line 7", "line", '{"article_id": "b", "text": "خبر"}'.encode()),
        Unread("n.jsonl", "line 8", "line", '{"article_id": "b", "text": "خبر"}'.encode()),
    )
    tables = open_chunk(read_chunk(chunk, code_digest()))
    assert tables.articles["article_id"].to_pylist() == ["b"]
    rejected = [(row["file"], row["record"], row["rule"]) for row in tables.rejected.to_pylist()]
    assert rejected == [
        ("articles.csv", "line 3", "there is no file"),
        ("a.txt", "", "holds no text"),
        ("n.jsonl", "line 8", "article_id «b» is that of an article in n.jsonl"),
    ]


def test_another_release_does_not_read_along(seeds: Chunk) -> None:
    with pytest.raises(ReportError, match="has another release of report-lib"):
        read_chunk(seeds, "another")
