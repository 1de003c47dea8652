"""One rule says what a spreadsheet would run, wherever a table is written."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_lib.spreadsheets import inert


@pytest.mark.parametrize("opening", [*"=+-@\t\r\n", *"＝＋－＠"])
def test_a_text_that_would_be_run_is_put_behind_an_apostrophe(opening: str) -> None:
    assert inert(f"{opening}1+1") == f"'{opening}1+1"


@pytest.mark.parametrize("text", ["", "قُتل 17", "a=1", "'=1", "1-2", " =1"])
def test_other_texts_stay(text: str) -> None:
    assert inert(text) == text


def test_the_rule_stands_in_one_module() -> None:
    library = Path("src/report_lib")
    repeated = [path for path in library.rglob("*.py") if r"+\-@" in path.read_text(encoding="utf-8")]
    assert [path.name for path in repeated] == ["spreadsheets.py"]
