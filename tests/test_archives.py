"""Files of many articles: each is taken out as it lies there, what is damaged is named and takes no other with it."""

from __future__ import annotations

import gzip
import io
import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from report_lib.errors import Problem
from report_lib.reading import archives
from report_lib.reading.articles import ArticleText, read_articles
from report_lib.reading.metadata import COLUMNS

TEXT = "مقتل 17 عنصراً\r\nقُتل سبعة عشر عنصراً."
PARAGRAPH = "قُتل سبعة عشر عنصراً من قوات النظام في هجوم شنه تنظيم داعش على حقل التيم جنوبي دير الزور أمس الجمعة. "


def read(path: Path) -> tuple[list[ArticleText], list[Problem]]:
    reading = read_articles([path])
    return list(reading.articles), list(reading.rejected)


def parquet(path: Path, *, compression: str = "snappy", **columns: list[Any]) -> Path:
    pq.write_table(pa.table(columns), path, compression=compression)
    return path


def test_rows_of_a_table_are_read_like_json_lines(tmp_path: Path) -> None:
    rows: dict[str, list[Any]] = {
        "article_id": ["a", "b"],
        "outlet": ["سانا", None],
        "published": [date(2020, 10, 2), None],
        "title": ["عنوان", None],
        "text": [TEXT, TEXT],
        "url": ["https://sana.sy/1", None],
        "crawl": [1, 2],  # what is no column of an article is passed over
    }
    articles, problems = read(parquet(tmp_path / "n.parquet", **rows))
    fields = {name: rows[name][0] for name in rows if name in COLUMNS or name == "text"} | {"published": "2020-10-02"}
    (tmp_path / "n.jsonl").write_text(json.dumps(fields, ensure_ascii=False))
    (alike,), _ = read(tmp_path / "n.jsonl")
    assert problems == []
    assert articles[0].text == TEXT
    assert articles[0].article.published_basis == "metadata"
    same = ("article_id", "title", "outlet", "published", "published_basis", "url")
    assert [getattr(articles[0].article, name) for name in same] == [getattr(alike.article, name) for name in same]
    assert (articles[1].article.article_id, articles[1].article.outlet, articles[1].article.published) == ("b", "", "")


@pytest.mark.parametrize("day", [datetime(2020, 10, 2, 14, 30), pd.Timestamp("2020-10-02 14:30", tz="UTC")])
def test_a_moment_is_the_day_of_publication(tmp_path: Path, day: object) -> None:
    articles, _ = read(parquet(tmp_path / "n.parquet", article_id=["a"], text=[TEXT], published=[day]))
    assert articles[0].article.published == "2020-10-02"


def test_a_bad_row_is_a_problem_and_the_others_go_on(tmp_path: Path) -> None:
    not_utf8 = pa.Array.from_buffers(pa.string(), 1, pa.array([b"\xc7"]).buffers())
    columns = {
        "article_id": pa.chunked_array([["a", "b", "c"], ["d"], ["e"]]),
        "text": pa.chunked_array([[TEXT, None, " "], not_utf8, [TEXT]]),
        "published": pa.chunked_array([["2020", "", ""], [""], ["yesterday"]]),
    }
    pq.write_table(pa.table(columns), tmp_path / "n.parquet")
    articles, problems = read(tmp_path / "n.parquet")
    assert [item.article.article_id for item in articles] == ["a"]
    assert [(problem.record, problem.rule) for problem in problems] == [
        ("row 2", "has no text"),
        ("row 3", "holds no text"),
        ("row 4", "is not UTF-8 (byte 0)"),
        ("row 5", "published «yesterday» is not an EDTF date"),
    ]


def test_a_text_that_is_too_long_or_none_is_a_problem(tmp_path: Path) -> None:
    articles, problems = read(parquet(tmp_path / "n.parquet", article_id=["a", "b"], text=["x" * 5_000_001, TEXT]))
    assert [item.article.article_id for item in articles] == ["b"]
    assert [(problem.record, problem.rule[:30]) for problem in problems] == [
        ("row 1", "is larger than an article may ")
    ]
    _, problems = read(parquet(tmp_path / "n.parquet", article_id=["a"], text=[TEXT.encode()]))
    assert [problem.rule for problem in problems] == ["has no text"]


def test_tables_that_hold_no_articles(tmp_path: Path) -> None:
    def rules() -> list[str]:
        return [problem.rule for problem in read(tmp_path / "n.parquet")[1]]

    parquet(tmp_path / "n.parquet", article_id=["a"])
    assert rules() == ["has no column text"]
    parquet(tmp_path / "n.parquet", text=pa.array([], pa.string()))
    assert rules() == ["is empty"]
    (tmp_path / "n.parquet").write_bytes(b"no table")
    (rule,) = rules()
    assert rule.startswith("cannot be read (") and rule.endswith("nothing from here on is read")


def test_a_text_that_many_rows_share_is_held_once(tmp_path: Path) -> None:
    long = parquet(tmp_path / "n.parquet", article_id=[f"a{n}" for n in range(40)], text=["x" * 6_000_000] * 40)
    assert long.stat().st_size < 300_000
    pool = pa.proxy_memory_pool(pa.default_memory_pool())
    everywhere = pa.default_memory_pool()
    pa.set_memory_pool(pool)
    try:
        _, problems = read(long)
    finally:
        pa.set_memory_pool(everywhere)
    assert {problem.rule[:30] for problem in problems} == {"is larger than an article may "} and len(problems) == 40
    assert pool.max_memory() < 60_000_000


def test_what_swells_as_no_text_does_is_not_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MAX_UNPACKED", 1_000_000)
    texts = {"article_id": ["a"], "text": ["x" * 2_000_000]}
    _, (problem,) = read(parquet(tmp_path / "n.parquet", compression="zstd", **texts))
    assert problem.rule.startswith("unpacks from ") and " bytes to 2,000," in problem.rule
    articles, _ = read(parquet(tmp_path / "n.parquet", **texts))  # as snappy packs it, it is ten times as large
    assert len(articles) == 1


def page(title: str = "مقتل 17 عنصراً", paragraphs: int = 5) -> bytes:
    body = "".join(f"<p>{PARAGRAPH} {number}</p>" for number in range(paragraphs))
    article = f"<article><h1>{title}</h1>{body}</article>"
    return f"<html><head><title>{title}</title></head><body>{article}</body></html>".encode()


def archive(
    path: Path,
    *pages: bytes,
    status: str = "200 OK",
    kind: str = "text/html; charset=utf-8",
    url: str = "https://example.org/1",
    headers: tuple[tuple[str, str], ...] = (),
    zipped: bool = True,
) -> Path:
    """A web archive of these pages, as a crawl leaves it: beside the answers what the crawler is and asked."""
    with path.open("ab") as stream:
        writer = WARCWriter(stream, gzip=zipped)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "a crawler"}))
        for number, content in enumerate(pages, start=1):
            asked = StatusAndHeaders("GET / HTTP/1.1", [("Host", "example.org")], is_http_request=True)
            writer.write_record(writer.create_warc_record(url, "request", http_headers=asked))
            answered = StatusAndHeaders(status, [("Content-Type", kind), *headers], protocol="HTTP/1.1")
            about = {
                "WARC-Record-ID": f"<urn:uuid:{path.stem[0]}-{number}>",
                "WARC-Date": "2021-01-01T00:00:00Z",
            }
            writer.write_record(
                writer.create_warc_record(
                    url, "response", payload=io.BytesIO(content), http_headers=answered, warc_headers_dict=about
                )
            )
    return path


@pytest.mark.parametrize("name", ["n.warc", "n.warc.gz"])
def test_pages_of_a_web_archive(tmp_path: Path, name: str) -> None:
    path = archive(tmp_path / name, page(), page("اعتقال تسعة"), zipped=name.endswith(".gz"))
    articles, problems = read(path)
    assert problems == []
    assert [(a.article.article_id, a.article.title) for a in articles] == [
        ("n-1", "مقتل 17 عنصراً"),
        ("n-2", "اعتقال تسعة"),
    ]
    assert articles[0].article.url == "https://example.org/1"
    assert articles[0].text.startswith("مقتل 17 عنصراً\n") and "سبعة عشر عنصراً" in articles[0].text


def test_the_day_of_a_fetch_is_no_day_of_publication(tmp_path: Path) -> None:
    articles, _ = read(archive(tmp_path / "n.warc", page()))
    assert (articles[0].article.published, articles[0].article.published_basis) == ("", "unknown")


def test_an_archive_zipped_as_a_whole_is_read_too(tmp_path: Path) -> None:
    path = archive(tmp_path / "n.warc", page(), page(), zipped=False)
    (tmp_path / "m.warc.gz").write_bytes(gzip.compress(path.read_bytes()))
    assert len(read(tmp_path / "m.warc.gz")[0]) == 2


def test_a_page_sent_in_pieces_or_zipped_is_put_together(tmp_path: Path) -> None:
    zipped = gzip.compress(page())
    pieces = b"%x\r\n%s\r\n0\r\n\r\n" % (len(zipped), zipped)
    headers = (("Transfer-Encoding", "chunked"), ("Content-Encoding", "gzip"))
    articles, _ = read(archive(tmp_path / "n.warc.gz", pieces, headers=headers))
    assert [item.article.title for item in articles] == ["مقتل 17 عنصراً"]


def test_an_address_is_written_as_one(tmp_path: Path) -> None:
    articles, problems = read(archive(tmp_path / "n.warc", page(), url="https://example.org/خبر/'1'"))
    assert problems == []
    assert articles[0].article.url == "https://example.org/%D8%AE%D8%A8%D8%B1/%271%27"


@pytest.mark.parametrize("about", [{"status": "404 Not Found"}, {"kind": "image/png"}, {"kind": "application/rss+xml"}])
def test_what_is_no_page_is_passed_over(tmp_path: Path, about: dict[str, str]) -> None:
    assert read(archive(tmp_path / "n.warc.gz", page(), **about)) == ([], [])  # type: ignore[arg-type]  # of **


def test_a_page_without_an_article_is_a_problem_and_the_others_go_on(tmp_path: Path) -> None:
    path = archive(tmp_path / "n.warc.gz", b"", b"<html></html>", b"x" * 5_000_001, page())
    articles, problems = read(path)
    assert [item.article.article_id for item in articles] == ["n-4"]
    assert [(problem.record, problem.rule) for problem in problems] == [
        ("record 3", "is empty"),
        ("record 5", "no article is found in the page"),
        ("record 7", "is larger than an article may be (5,000,000 bytes)"),
    ]


def test_an_archive_is_read_up_to_where_it_is_damaged(tmp_path: Path) -> None:
    path = archive(tmp_path / "n.warc.gz", page(), page(), page())
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b"damage" * 10 + whole[len(whole) // 2 :])
    articles, problems = read(path)
    assert [item.article.article_id for item in articles] == ["n-1"]
    assert problems[-1].rule.endswith("nothing from here on is read")


def test_a_record_that_is_longer_than_it_says_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    path = archive(tmp_path / "n.warc", page(), page(), page(), zipped=False)
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2] + b"damage" * 10 + whole[len(whole) // 2 :])
    articles, problems = read(path)
    assert len(articles) == 3
    assert [(problem.record, problem.rule) for problem in problems] == [
        ("record 5", "is longer than it says; its end is left out")
    ]
    assert capfd.readouterr() == ("", "")


def test_an_archive_that_breaks_off_says_so(tmp_path: Path) -> None:
    path = archive(tmp_path / "n.warc.gz", page(), page())
    path.write_bytes(path.read_bytes()[:-20])
    articles, problems = read(path)
    assert len(articles) == 1
    assert "ended before the end-of-stream marker" in problems[0].rule


def test_what_is_no_archive(tmp_path: Path) -> None:
    (tmp_path / "n.warc").write_bytes(b"")
    assert [problem.rule for problem in read(tmp_path / "n.warc")[1]] == ["is empty"]
    (tmp_path / "n.warc").write_bytes(b"no archive\n" * 3)
    assert read(tmp_path / "n.warc")[1][0].rule.startswith("cannot be read (")


def test_a_record_without_end_is_given_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "_MAX_SKIPPED_BYTES", 1_000_000)
    path = archive(tmp_path / "n.warc.gz", page(), b"x" * 3_000_000, page())
    articles, problems = read(path)
    assert [item.article.article_id for item in articles] == ["n-1"]
    assert "the record is longer than 1,000,000 bytes" in problems[0].rule
    (tmp_path / "m.warc.gz").write_bytes(gzip.compress(b"WARC/1.0\r\n" + b"x" * 3_000_000))
    assert "the record is longer than 1,000,000 bytes" in read(tmp_path / "m.warc.gz")[1][0].rule


def test_rows_and_pages_come_one_by_one(tmp_path: Path) -> None:
    big = parquet(tmp_path / "n.parquet", article_id=[f"a{n}" for n in range(1000)], text=[TEXT] * 1000)
    assert next(archives.table_rows(big)).record == "row 1"
    assert next(archives.web_pages(archive(tmp_path / "n.warc.gz", *[page()] * 3))).record == "record 3"
