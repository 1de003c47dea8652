"""Every bad file and row is told by name, rule and remedy, and no good article is lost for it."""

from __future__ import annotations

import csv
import ctypes
import re
import subprocess
import sys
from collections import Counter
from pathlib import Path
from typing import NamedTuple

import pytest

import bad_files

_DROP, _OVERRIDES = 24, (1, 2)  # PR_CAPBSET_DROP; the capabilities by which root reads what it may not


class Parsed(NamedTuple):
    told: dict[tuple[str, str], str]
    good: set[str]
    status: int
    said: str
    out: Path


def as_anybody() -> None:
    """A file's permissions hold for this process, also where it is root's."""
    for capability in _OVERRIDES:
        ctypes.CDLL(None).prctl(_DROP, capability, 0, 0, 0)


@pytest.fixture(scope="module")
def parsed(tmp_path_factory: pytest.TempPathFactory) -> Parsed:
    folder = tmp_path_factory.mktemp("bad")
    told, good = bad_files.make(folder)
    command = [sys.executable, "-m", "report_lib", "parse", str(folder / "texts"), "--out", str(folder / "out")]
    done = subprocess.run(command, capture_output=True, preexec_fn=as_anybody, timeout=300, check=False)
    return Parsed(told, good, done.returncode, done.stderr.decode(), folder / "out")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


def test_the_corpus_is_large_enough(parsed: Parsed) -> None:
    assert len({name for name, _ in parsed.told}) >= 60
    assert len(parsed.told) >= 100


def test_each_is_listed_with_its_rule_and_a_remedy(parsed: Parsed) -> None:
    rejected = [(row["file"].split("/texts/")[-1].removeprefix("'"), row) for row in rows(parsed.out / "rejected.csv")]
    missing = []
    for (name, record), rule in parsed.told.items():
        spelt = "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name)
        found = [
            row
            for file, row in rejected
            if file == spelt and row["record"].startswith(record) and row["rule"].removeprefix("'").startswith(rule)
        ]
        if not found:
            missing.append((name, record, rule, [row["rule"] for file, row in rejected if file == spelt]))
        elif not all(row["remedy"] for row in found):
            missing.append((name, record, rule, "no remedy"))
    assert not missing


def test_nothing_else_is_listed_and_nothing_twice(parsed: Parsed) -> None:
    listed = Counter((row["file"].split("/texts/")[-1], row["record"]) for row in rows(parsed.out / "rejected.csv"))
    assert [place for place, times in listed.items() if times > 1] == []
    names = {
        "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in name) for name, _ in parsed.told
    }
    assert {name for name, _ in listed} <= names


def test_every_good_article_is_read_and_no_bad_one(parsed: Parsed) -> None:
    read = {row["article_id"] for row in rows(parsed.out / "articles.csv")}
    assert parsed.good <= read
    extra = {name for name in read - parsed.good if not re.fullmatch(r"cut-\d+", name)}
    assert extra <= {"deep"}  # deep.html holds an article, after all
    by_article = Counter(row["article_id"] for row in rows(parsed.out / "counts.csv"))
    assert {name for name in parsed.good if not by_article[name]} == set()


def test_the_exit_status_and_the_messages_say_so(parsed: Parsed) -> None:
    assert parsed.status == 2
    assert "Traceback" not in parsed.said
    assert f"see {parsed.out}/rejected.csv" in parsed.said
    assert all(line.isprintable() for line in parsed.said.splitlines())


def test_a_file_that_vanishes_or_fails_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from report_lib.assembling.parsing import parse_articles

    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.txt").write_text(bad_files.GOOD)
    opened = Path.open

    def failing(self: Path, *arguments: object, **options: object) -> object:
        if self.name == "a.txt":
            raise FileNotFoundError(2, "No such file or directory")
        if self.name == "b.txt":
            raise OSError(5, "Input/output error")
        return opened(self, *arguments, **options)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", failing)
    parsed = parse_articles([tmp_path])
    assert [article.article_id for article in parsed.articles] == ["c"]
    assert [problem.rule for problem in parsed.rejected] == [
        "cannot be read (No such file or directory)",
        "cannot be read (Input/output error)",
    ]
