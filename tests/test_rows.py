"""Hand-kept CSV: good rows come through, every bad one is named with its line, its rule and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_lib.errors import Broken, Problem
from report_lib.rows import Row, read_rows


def read(tmp_path: Path, text: str) -> tuple[list[Row], list[Problem]]:
    path = tmp_path / "kept.csv"
    path.write_text(text, encoding="utf-8")
    problems: list[Problem] = []
    return list(read_rows(path, ("name", "number"), problems)), problems


def test_rows_know_their_line(tmp_path: Path) -> None:
    rows, problems = read(tmp_path, 'name,number\n"two\nlines",1\n\nplain,2\n')
    assert [(row.record, row.text("name"), row.number("number")) for row in rows] == [
        ("line 2", "two lines", 1),
        ("line 5", "plain", 2),
    ]
    assert problems == []


@pytest.mark.parametrize(
    ("text", "record", "rule"),
    [
        ("name\nx\n", "line 1", "the header has no column number"),
        ("name,number\nx\n", "line 2", "has 1 cells where the header has 2"),
        ('name,number\n"x,1\n', "line 2", "is not CSV"),
        ("", "", "is empty"),
    ],
)
def test_what_is_wrong_with_the_file(tmp_path: Path, text: str, record: str, rule: str) -> None:
    rows, (problem,) = read(tmp_path, text)
    assert rows == []
    assert problem.record == record
    assert rule in problem.rule
    assert problem.remedy


CODES = ("killed", "wounded")


@pytest.mark.parametrize(
    ("cell", "read_cell", "rule", "remedy"),
    [
        ("kiled", lambda row: row.code("c", CODES), "is not a code", "did you mean killed?"),
        ("x", lambda row: row.code("c", CODES), "is not a code", "write one of killed, wounded"),
        ("", lambda row: row.code("c", CODES), "c is empty", "give the c"),
        ("1,000", lambda row: row.number("c"), "is not a whole number", "write digits alone, or leave it empty"),
        ("-3", lambda row: row.number("c"), "is not a whole number", "write digits alone, or leave it empty"),
        ("ftp://x", lambda row: row.url("c"), "is not an http or https address", "write the full address"),
        ("2020-13-02", lambda row: row.edtf("c"), "is not an EDTF date", "write e.g. 2020-10-02, or leave it empty"),
        ("a\x1bb", lambda row: row.text("c"), "holds control characters", "take them out"),
    ],
)
def test_what_is_wrong_with_a_cell(cell: str, read_cell: object, rule: str, remedy: str) -> None:
    with pytest.raises(Broken) as broken:
        read_cell(Row("line 2", {"c": cell}))  # type: ignore[operator]
    assert rule in broken.value.rule
    assert broken.value.remedy == remedy


def test_lists_and_empty_cells() -> None:
    row = Row("line 2", {"c": "killed; wounded", "empty": ""})
    assert row.codes("c", CODES) == CODES
    assert row.codes("empty", CODES) == ()
    assert (row.number("empty"), row.edtf("empty"), row.text("absent")) == (None, "", "")
    assert row.code("empty", CODES, default="killed") == "killed"
