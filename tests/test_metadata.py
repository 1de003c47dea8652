"""What is known beside the texts: rows that keep the rules of their columns, and a problem for each that does not."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_lib.errors import Broken
from report_lib.reading.metadata import Known, KnownArticles, check_article_id, known_from, one_line, parse_articles_csv

HEADER = "article_id,file,outlet,published,published_basis,evidence_url,note\n"


def parse(text: str) -> KnownArticles:
    return parse_articles_csv(Path("articles.csv"), text)


def messages(text: str) -> list[str]:
    return [str(problem) for problem in parse(text).problems]


def test_the_seeds_articles_csv_has_no_problem() -> None:
    path = Path("seeds/articles.csv")
    rows = parse_articles_csv(path, path.read_bytes().decode())
    assert rows.problems == ()
    assert rows.left_out == frozenset()
    assert len(rows.by_file) == 5
    assert rows.by_file["004_19fc59f7b783f7d5.txt"].published == "2020-05-28~"


def test_all_columns_but_article_id_are_optional() -> None:
    assert parse("article_id\na1\n").by_file == {"a1.txt": Known(article_id="a1", file="a1.txt", record="line 2")}


def test_url_is_the_address_of_the_article_or_of_the_evidence() -> None:
    assert known_from({"url": "", "evidence_url": "https://e.org/1"}).url == "https://e.org/1"
    assert known_from({"url": "https://u.org/1", "evidence_url": "https://e.org/1"}).url == "https://u.org/1"


def test_a_date_without_a_basis_is_not_given_one() -> None:
    assert known_from({"published": "2020-10-02"}).published_basis == "unknown"
    assert known_from({"published": "2020-10-02"}, basis="metadata").published_basis == "metadata"
    assert known_from({"published_basis": "text"}).published_basis == "unknown"


@pytest.mark.parametrize(
    ("row", "message"),
    [
        (
            ",a.txt,,,,,",
            "articles.csv line 2: has no article_id; give the article an identifier of its own",
        ),
        (
            "a,a.txt,,2020-13-02,,,",
            "articles.csv line 2: published «2020-13-02» is not an EDTF date; write e.g. 2020-10-02 or leave it empty",
        ),
        (
            "a,a.txt,,2020-10-02,guessed,,",
            "articles.csv line 2: published_basis «guessed» is not a code; "
            "write one of metadata, text, external, inferred, unknown",
        ),
        (
            "a,a.txt,,,,ftp://x,",
            "articles.csv line 2: «ftp://x» is not an http or https address; write the full address or leave it empty",
        ),
        (
            "a,../a.txt,,,,,",
            "articles.csv line 2: file «../a.txt» is not a file of the folder; name the file as it lies in that folder",
        ),
        (
            "../a,,,,,,",
            "articles.csv line 2: article_id «../a» is not a plain name; start with a letter or digit, "
            "use letters, digits, spaces and . _ - + @ ( ) alone, at most 120 characters",
        ),
        (
            "a,a.txt,one,two,,,,",
            "articles.csv line 2: has 8 cells where the header has 7; put cells that hold a comma in double quotes",
        ),
    ],
)
def test_a_bad_row_is_named_and_the_others_stand(row: str, message: str) -> None:
    text = f"{HEADER}{row}\nb,b.txt,,,,,\n"
    assert messages(text) == [message]
    assert [known.article_id for known in parse(text).by_file.values()] == ["b"]


def test_a_doubled_identifier_keeps_the_first_row_and_leaves_out_the_other_file() -> None:
    rows = parse(f"{HEADER}a,a.txt,,,,,\na,b.txt,,,,,\n")
    assert [str(problem) for problem in rows.problems] == [
        "articles.csv line 3: article_id «a» stands on line 2 already; give each article an identifier of its own"
    ]
    assert list(rows.by_file) == ["a.txt"]
    assert rows.left_out == {"b.txt"}


def test_a_doubled_row_does_not_leave_its_file_out() -> None:
    rows = parse(f"{HEADER}a,a.txt,,,,,\na,a.txt,,,,,\n")
    assert len(rows.problems) == 1
    assert rows.left_out == frozenset()


def test_two_rows_for_one_file() -> None:
    assert messages(f"{HEADER}a,a.txt,,,,,\nb,a.txt,,,,,\n") == [
        "articles.csv line 3: file «a.txt» stands on line 2 already; keep one row for each file"
    ]


def test_a_header_without_article_id() -> None:
    assert messages("id,file\na,a.txt\n") == [
        "articles.csv line 1: the header has no column article_id; name the columns article_id, file, title, outlet, "
        "published, published_basis, url, evidence_url, note"
    ]


def test_a_misspelt_column_is_told_and_a_column_of_ones_own_is_not() -> None:
    assert messages("article_id,publised,topic\na,2020-10-02,x\n") == [
        "articles.csv line 1: column «publised» is not known; did you mean published?"
    ]


def test_lines_are_counted_as_an_editor_does() -> None:
    text = f'{HEADER}\na,a.txt,,,,,"two\nlines"\n\nb,b.txt,,nonsense,,,\n'
    assert [problem.record for problem in parse(text).problems] == ["line 6"]


def test_quotes_left_open() -> None:
    found = messages(f'{HEADER}a,a.txt,"outlet,,,,\nb,b.txt,,,,,\n')
    assert len(found) == 1
    assert found[0].startswith("articles.csv line 2: is not CSV (unexpected end of data); the rows from here on")


def test_terminal_escapes_are_shown_not_sent() -> None:
    (message,) = messages(f"{HEADER}a\x1b[31m,a.txt,,,,,\n")
    assert message.isprintable()


@pytest.mark.parametrize("good", ["a", "000_75b3902d17d9828a", "A-01r", "news 1 (2)", "٣", "مقتل 17 عنصراً"])
def test_plain_names(good: str) -> None:
    check_article_id(good)


@pytest.mark.parametrize(
    "bad", ["", ".a", "a/b", "a\\b", "a;b", "a\nb", "=a", " a", "a ", "\u0301a", "a\u200b", "a..b"]
)
def test_names_that_are_not_plain(bad: str) -> None:
    with pytest.raises(Broken):
        check_article_id(bad)


def test_one_line() -> None:
    assert one_line(" a\r\n\tb\x1b\u202e ") == "a b"
    assert len(one_line("x" * 5_000_000)) == 300


def test_what_is_said_first_stands_and_a_date_keeps_its_own_basis() -> None:
    row = Known(article_id="a", outlet="row")
    page = Known(title="page", outlet="page", published="2020-10-02", published_basis="metadata")
    assert row.over(page) == Known(
        article_id="a", title="page", outlet="row", published="2020-10-02", published_basis="metadata"
    )
    dated = Known(published="2020-10-03", published_basis="external")
    assert (dated.over(page).published, dated.over(page).published_basis) == ("2020-10-03", "external")


@given(st.lists(st.text(max_size=20), max_size=12))
def test_whatever_the_rows_each_is_used_or_told(cells: list[str]) -> None:
    rows = parse(HEADER + "\n".join(f"a{n},{cell},,{cell},,{cell}," for n, cell in enumerate(cells)))
    for known in rows.by_file.values():
        check_article_id(known.article_id)
        assert known.file.isprintable() and known.url.isprintable()
    assert all(str(problem).isprintable() and problem.remedy for problem in rows.problems)
