"""The wording of errors, each beside the input that brings it about (tests/errors.yml)."""

from __future__ import annotations

import base64
import csv
import pickle
from pathlib import Path
from typing import Any

import pytest
import yaml

from report_lib.cli import main
from report_lib.errors import Broken, Problem, ReportError, shown

CASES: list[dict[str, Any]] = yaml.safe_load(Path(__file__).with_name("errors.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["case"])
def test_what_is_said(case: dict[str, Any], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name, content in case["files"].items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(base64.b64decode(content["base64"]) if isinstance(content, dict) else content.encode())
    arguments = [word.replace("%", str(tmp_path)) for word in case["command"].split()]
    status = main(arguments)
    lines = capsys.readouterr().err.replace(str(tmp_path), "%").splitlines()
    assert lines == case["says"]
    assert status == case["status"]
    if "articles" in case:
        with (tmp_path / "out" / "articles.csv").open(encoding="utf-8", newline="") as table:
            assert [row["article_id"] for row in csv.DictReader(table)] == case["articles"]
        with (tmp_path / "out" / "rejected.csv").open(encoding="utf-8", newline="") as table:
            assert len(list(csv.DictReader(table))) == len(case["says"])


def test_every_message_names_a_rule_and_a_remedy() -> None:
    assert all("; " in line for case in CASES for line in case["says"])


def test_a_problem_says_file_record_rule_and_remedy() -> None:
    problem = Broken("is empty", "write it").problem(Path("a.csv"), "line 3")
    assert str(problem) == "a.csv line 3: is empty; write it"
    assert str(Problem("a.csv", "", "is empty", "write it")) == "a.csv: is empty; write it"
    assert str(ReportError(problem, problem)) == f"{problem}\n{problem}"


def test_an_error_comes_whole_out_of_another_process() -> None:
    error = ReportError(Problem("a.csv", "line 3", "is empty", "write it"))
    assert pickle.loads(pickle.dumps(error)).problems == error.problems


def test_what_is_shown_steers_no_terminal_and_does_not_run_on() -> None:
    assert shown("\x1b[31m\u202eقتلى\n") == "\\x1b[31m\\u202eقتلى\\n"
    assert shown("x" * 100) == "x" * 60 + "…"
