"""A saved web page gives its article and what it says of itself, and nothing of what surrounds them."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_lib.errors import Broken
from report_lib.reading.articles import read_articles
from report_lib.reading.pages import read_page

BODY = "أعلن المرصد السوري مقتل 17 عنصراً من قوات النظام في هجوم قرب حقل التيم بريف دير الزور الجنوبي. " * 4
PAGE = f"""<!DOCTYPE html><html lang="ar"><head><meta charset="utf-8">
<title>هجوم في البادية | شبكة الفرات</title>
<meta property="og:title" content="هجوم في البادية"><meta property="og:site_name" content="شبكة الفرات">
<meta property="article:published_time" content="2020-10-03T09:30:00+03:00">
<link rel="canonical" href="https://furat.example/news/1"></head>
<body><nav><a href="/">الرئيسية</a> <a href="/w">مقتل 99 شخصاً في العالم</a></nav>
<article><h1>هجوم في البادية</h1><p>{BODY}</p><p>وأضاف أن {BODY}</p><script>alert("مقتل 55 شخصاً")</script></article>
<aside><h3>مقالات ذات صلة</h3><a href="/2">مقتل 40 شخصاً في حادث</a></aside>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


def test_body_and_what_the_page_says_of_it() -> None:
    known, text = read_page(PAGE.encode())
    assert text.startswith("هجوم في البادية\n")
    assert text.count("مقتل 17 عنصراً") == 8
    assert not any(number in text for number in ("99", "55", "40"))
    assert (known.outlet, known.published, known.published_basis) == ("شبكة الفرات", "2020-10-03", "metadata")
    assert known.url == "https://furat.example/news/1"


def test_a_page_in_windows_1256() -> None:
    page = PAGE.replace('charset="utf-8"', 'charset="windows-1256"').encode("cp1256")
    assert "مقتل 17 عنصراً" in read_page(page)[1]


def test_no_date_is_made_up_from_the_prose() -> None:
    page = PAGE.replace('<meta property="article:published_time" content="2020-10-03T09:30:00+03:00">', "")
    known, _ = read_page(page.replace("قرب حقل التيم", "في 12 آب 2021").encode())
    assert (known.published, known.published_basis) == ("", "unknown")


@pytest.mark.parametrize(
    "data",
    [b"<html></html>", b"\x00\x01\x02", b"<div>" * 100_000, b"{}"],
    ids=["empty", "binary", "deep", "no page"],
)
def test_a_page_without_an_article(data: bytes) -> None:
    with pytest.raises(Broken, match=r"no article is found|can be read|more tags than a page may have"):
        read_page(data)


def test_articles_csv_goes_before_the_page(tmp_path: Path) -> None:
    (tmp_path / "p.html").write_text(PAGE)
    (tmp_path / "articles.csv").write_text("article_id,file,outlet\nq,p.html,North Press\n")
    (item,) = read_articles([tmp_path]).articles
    assert (item.article.article_id, item.article.outlet, item.article.published) == ("q", "North Press", "2020-10-03")
    assert item.article.title == "هجوم في البادية"
