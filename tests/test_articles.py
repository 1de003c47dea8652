"""Reading articles: each text exactly as it lies there, every bad input a problem of its own."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from pathlib import Path

import pytest

from report_lib.errors import Problem
from report_lib.reading.articles import ArticleText, iter_articles, read_articles

SEEDS = Path("seeds/articles")
ARABIC = "مقتل 17 عنصراً\r\nقُتل سبعة عشر عنصراً.\n"


def folder(tmp_path: Path, **files: bytes | str) -> Path:
    """A folder with files; `__` in a name stands for a dot."""
    texts = tmp_path / "texts"
    texts.mkdir()
    for name, content in files.items():
        data = content.encode() if isinstance(content, str) else content
        (texts / name.replace("__", ".")).write_bytes(data)
    return texts


def only(reading_of: Path) -> ArticleText:
    reading = read_articles([reading_of])
    assert reading.rejected == ()
    (article,) = reading.articles
    return article


def problem(reading_of: Path) -> Problem:
    reading = read_articles([reading_of])
    assert reading.articles == ()
    (found,) = reading.rejected
    return found


def test_the_seeds_are_read_with_what_is_known_beside_them() -> None:
    reading = read_articles([SEEDS])
    assert reading.rejected == ()
    assert [item.article.article_id[:3] for item in reading.articles] == ["000", "001", "002", "003", "004"]
    article, text = reading.articles[3]
    assert (article.outlet, article.published, article.published_basis) == ("Al-Araby Al-Jadeed", "2020-10-03", "text")
    path = SEEDS / "003_0c529a9f9173ff95.txt"
    assert text == path.read_bytes().decode()
    assert article.title == text.split("\n")[0].strip()
    assert article.sha256 == hashlib.sha256(path.read_bytes()).hexdigest()


def test_one_file_is_read_with_the_articles_csv_above_its_folder() -> None:
    (item,) = read_articles([SEEDS / "000_75b3902d17d9828a.txt"]).articles
    assert item.article.published == "2020-09-12"
    assert item.article.url == "https://www.enabbaladi.net/415490"


def test_without_articles_csv_the_identifier_is_the_stem_and_the_title_the_first_line(tmp_path: Path) -> None:
    article, text = only(folder(tmp_path, a1__txt="\n  عنوان \nنص"))
    assert (article.article_id, article.title, article.published, article.published_basis) == (
        "a1",
        "عنوان",
        "",
        "unknown",
    )
    assert text == "\n  عنوان \nنص"


def test_line_endings_and_blanks_stay_as_they_are(tmp_path: Path) -> None:
    assert only(folder(tmp_path, a__txt=ARABIC)).text == ARABIC


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be-bom", "cp1256"])
def test_encodings(tmp_path: Path, encoding: str) -> None:
    data = b"\xfe\xff" + ARABIC.encode("utf-16-be") if encoding == "utf-16-be-bom" else ARABIC.encode(encoding)
    article = only(folder(tmp_path, a__txt=data))
    assert article.text == ARABIC
    assert article.article.sha256 == hashlib.sha256(data).hexdigest()


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"", "is empty"),
        (b" \r\n\t", "holds no text"),
        ("\ufeff\u200f\n".encode(), "holds no text"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "is binary"),
        ("نص\0".encode(), "is binary"),
        ("نص\0".encode("utf-16"), "is binary"),
        (ARABIC.encode()[:-20] + b"\xd9" + ARABIC.encode()[-20:], "is not valid UTF-8"),
        ("نص عربي طويل".encode() + "نص عربي".encode("cp1256"), "is not valid UTF-8"),
        (b"\xff\xfe\x00\xd8", "is not valid UTF-16"),
        ("Größe der Äpfel".encode("latin-1"), "is neither UTF-8"),
        (b"\x01\x02" + "نص".encode("cp1256"), "is neither UTF-8"),
        (b"x" * 5_000_001, "is larger than an article may be"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_text_is_a_problem_and_the_others_go_on(tmp_path: Path, data: bytes, rule: str) -> None:
    reading = read_articles([folder(tmp_path, a__txt=data, b__txt=ARABIC)])
    assert [item.article.article_id for item in reading.articles] == ["b"]
    (found,) = reading.rejected
    assert found.file.endswith("texts/a.txt")
    assert found.rule.startswith(rule)
    assert found.remedy


def test_a_path_that_is_not_there(tmp_path: Path) -> None:
    assert problem(tmp_path / "nowhere").rule == "there is no such file or folder"


def test_a_folder_without_articles(tmp_path: Path) -> None:
    assert problem(folder(tmp_path, notes__md="x")).rule == "holds no article"


def test_a_file_that_is_no_article(tmp_path: Path) -> None:
    assert problem(folder(tmp_path, notes__md="x") / "notes.md").rule.startswith("is not a kind of file")


def test_other_files_and_folders_beside_articles_are_passed_over(tmp_path: Path) -> None:
    texts = folder(tmp_path, a__txt=ARABIC, a__json="{}", __hidden__txt="x", README__md="x")
    (texts / "deeper").mkdir()
    (texts / "deeper" / "b.txt").write_text("x")
    assert only(texts).article.article_id == "a"


def test_links(tmp_path: Path) -> None:
    outside = tmp_path / "outside.txt"
    outside.write_text(ARABIC)
    texts = folder(tmp_path, a__txt=ARABIC)
    (texts / "b.txt").symlink_to(outside)
    (texts / "c.txt").symlink_to(texts / "nowhere.txt")
    (texts / "d.txt").symlink_to("d.txt")
    (texts / "e.txt").symlink_to("a.txt")
    reading = read_articles([texts])
    assert [item.article.article_id for item in reading.articles] == ["a", "e"]
    assert [found.rule for found in reading.rejected[:2]] == [
        "is a link that leads out of the folder",
        "is a link that leads nowhere",
    ]
    assert reading.rejected[2].rule.startswith("cannot be read (")


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    texts = folder(tmp_path, a__txt=ARABIC)
    os.mkfifo(texts / "b.txt")
    (texts / "c.txt").mkdir()
    reading = read_articles([texts])
    assert [item.article.article_id for item in reading.articles] == ["a"]
    assert [found.rule for found in reading.rejected] == ["is not a regular file"] * 2


@pytest.mark.parametrize("stem", ["=1+1", "-x", "a;b", "a<b>", "a\x1b[31mb", "a\u202eb", "a" * 121, "a..b", "a."])
def test_an_unsafe_name_is_no_identifier(tmp_path: Path, stem: str) -> None:
    texts = folder(tmp_path)
    (texts / f"{stem}.txt").write_text(ARABIC)
    found = problem(texts)
    assert found.rule.startswith("article_id «")
    assert found.file.isprintable() and found.rule.isprintable()


def test_an_arabic_name_with_short_vowels_is_an_identifier(tmp_path: Path) -> None:
    texts = folder(tmp_path)
    (texts / "مقتل 17 عنصراً.txt").write_text(ARABIC)
    assert only(texts).article.article_id == "مقتل 17 عنصراً"


def test_the_same_identifier_twice(tmp_path: Path) -> None:
    first, second = tmp_path / "1", tmp_path / "2"
    for place in (first, second):
        place.mkdir()
        (place / "a.txt").write_text(ARABIC)
    reading = read_articles([first, second])
    assert len(reading.articles) == 1
    assert [(found.file, found.rule) for found in reading.rejected] == [
        (str(second / "a.txt"), f"article_id «a» is that of an article in {first / 'a.txt'}")
    ]


def test_rows_without_a_file_are_told_for_folders_alone(tmp_path: Path) -> None:
    texts = folder(tmp_path, a__txt=ARABIC, articles__csv="article_id,file\na,a.txt\nb,b.txt\n")
    reading = read_articles([texts])
    assert [(found.record, found.rule) for found in reading.rejected] == [
        ("line 3", f"there is no file «b.txt» in {texts}")
    ]
    assert read_articles([texts / "a.txt"]).rejected == ()


def test_rows_of_a_sibling_folder_are_no_problem(tmp_path: Path) -> None:
    (tmp_path / "articles.csv").write_text("article_id,file\na,a.txt\nb,b.txt\n")
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.txt").write_text(ARABIC)
    assert read_articles([tmp_path / "a"]).rejected == ()


def test_an_article_of_a_bad_row_is_left_out(tmp_path: Path) -> None:
    rows = "article_id,file,published\na,a.txt,2020-13-02\nb,b.txt,2020-10-02\n"
    reading = read_articles([folder(tmp_path, a__txt=ARABIC, b__txt=ARABIC, articles__csv=rows)])
    assert [item.article.article_id for item in reading.articles] == ["b"]
    assert [found.record for found in reading.rejected] == ["line 2", ""]
    assert "its row of articles.csv cannot be used" in reading.rejected[1].rule


def test_named_articles_csv(tmp_path: Path) -> None:
    texts = folder(tmp_path, a__txt=ARABIC, articles__csv="article_id,file,outlet\nx,a.txt,one\n")
    named = tmp_path / "named.csv"
    named.write_text("article_id,file,outlet\ny,a.txt,two\n")
    (item,) = read_articles([texts], named).articles
    assert (item.article.article_id, item.article.outlet) == ("y", "two")
    reading = read_articles([texts], tmp_path / "nowhere.csv")
    assert [item.article.article_id for item in reading.articles] == ["a"]
    assert [found.rule for found in reading.rejected] == ["there is no such file or folder"]


def json_line(**fields: object) -> bytes:
    return json.dumps({"article_id": "a", "text": ARABIC, **fields}, ensure_ascii=False).encode()


def test_json_lines(tmp_path: Path) -> None:
    line = json_line(title="عنوان", outlet="سانا", published="2018-03-15T10:00:00Z", url="https://sana.sy/1")
    texts = folder(tmp_path, news__jsonl=line + b"\r\n\n" + json_line(article_id=7))
    first, second = read_articles([texts]).articles
    assert first.text == ARABIC
    assert first.article.title == "عنوان"
    assert (first.article.published, first.article.published_basis) == ("2018-03-15", "metadata")
    assert first.article.sha256 == hashlib.sha256(line).hexdigest()
    assert (second.article.article_id, second.article.published_basis) == ("7", "unknown")


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        (b"{", "is not JSON"),
        (b"[1]", "is not a JSON object"),
        (b"[" * 200_000, "is not JSON"),
        (b'{"article_id": "a"}', "has no text"),
        (b'{"text": "x"}', "has no article_id"),
        (json_line(text=5), "has no text"),
        (json_line(text=" "), "holds no text"),
        (json_line(published="yesterday"), "published «yesterday» is not an EDTF date"),
        (json_line(published=["2020"]), "published is not a text"),
        (json_line(url="javascript:alert(1)"), "«javascript:alert(1)» is not an http"),
        (json_line(article_id="../a"), "article_id «../a» is not a plain name"),
        (b'{"article_id": "a", "text": "x\\ud800"}', "holds half a character"),
        (b'{"article_id": "a", "text": "x\\u0000"}', "is binary"),
        ("قتلى".encode("cp1256"), "is not UTF-8"),
        (b"x" * 5_000_001, "is larger than an article may be"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_a_bad_line_is_a_problem_and_the_others_go_on(tmp_path: Path, line: bytes, rule: str) -> None:
    reading = read_articles(
        [folder(tmp_path, n__jsonl=json_line(article_id="ok") + b"\n" + line + b"\n" + json_line())]
    )
    assert [item.article.article_id for item in reading.articles] == ["ok", "a"]
    (found,) = reading.rejected
    assert found.record == "line 2"
    assert found.rule.startswith(rule)


def test_compressed_lines_up_to_where_they_break_off(tmp_path: Path) -> None:
    whole = gzip.compress(
        b"".join(json_line(article_id=f"a{n}", pad=os.urandom(200).hex()) + b"\n" for n in range(200))
    )
    assert len(read_articles([folder(tmp_path, n__jsonl__gz=whole)]).articles) == 200
    (tmp_path / "texts" / "n.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    cut = read_articles([tmp_path / "texts"])
    assert 10 < len(cut.articles) < 200
    assert next(found.rule for found in cut.rejected).endswith("nothing from here on is read")
    (tmp_path / "texts" / "n.jsonl.gz").write_bytes(b"no gzip")
    assert "cannot be read" in problem(tmp_path / "texts").rule


def test_a_compression_bomb_is_given_up(tmp_path: Path) -> None:
    bomb = gzip.compress(json_line(article_id="ok") + b"\n" + b"x" * 150_000_000)
    reading = read_articles([folder(tmp_path, n__jsonl__gz=bomb)])
    assert [item.article.article_id for item in reading.articles] == ["ok"]
    assert [found.record for found in reading.rejected] == ["line 2", "line 3"]


def test_articles_come_one_by_one(tmp_path: Path) -> None:
    texts = folder(tmp_path, a__txt=ARABIC, b__txt=ARABIC)
    stream = iter_articles([texts])
    assert isinstance(next(stream), ArticleText)
    (texts / "b.txt").unlink()  # a file that vanishes while others are read
    second = next(stream)
    assert isinstance(second, Problem)
    assert second.rule == "there is no such file or folder"
