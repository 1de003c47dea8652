"""The doctor says what a build will use and what it lacks, fast, without loading what it speaks of."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from report_lib.doctor import findings

HEAVY = ("pandas", "matplotlib", "pyarrow", "papermill", "nbconvert", "typst", "IPython")


def said(root: Path) -> dict[str, tuple[bool, str]]:
    return {finding.name: (finding.good, finding.says) for finding in findings(root)}


def test_all_is_well_at_the_root_of_the_repository() -> None:
    found = said(Path())
    assert [name for name, (good, _) in found.items() if not good] == []
    assert found["seeds"] == (True, "5 files of articles in seeds/articles")
    assert found["renderer"][1].startswith(("quarto: ", "embedded: "))
    assert found["parser"][1] in ("compiled", "as Python; make wheel compiles it")


def test_elsewhere_there_are_no_seeds(tmp_path: Path) -> None:
    assert said(tmp_path)["seeds"] == (False, "no seeds/articles here; run brief at the root of the repository")


def test_articles_of_every_kind_are_seen(tmp_path: Path) -> None:
    (tmp_path / "seeds/articles").mkdir(parents=True)
    for name in ("page.html", "many.jsonl.gz", "notes.md"):
        (tmp_path / "seeds/articles" / name).touch()
    assert said(tmp_path)["seeds"][1].startswith("2 files of articles in ")


def test_a_package_that_is_missing_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("report_lib.doctor._version", lambda name: "" if name == "typst" else "1.0")
    assert said(Path())["packages"] == (False, "missing typst; run make setup")


def test_a_folder_that_cannot_be_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("os.access", lambda path, mode: Path(path).name != "reports")
    (tmp_path / "reports").mkdir()
    assert said(tmp_path)["output"] == (False, "reports cannot be written; check their permissions")


def test_nothing_heavy_is_loaded() -> None:
    code = "import sys; from report_lib.doctor import findings; list(findings()); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert set(HEAVY) & set(loaded) == set()
