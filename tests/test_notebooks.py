"""The notebooks hold questions, one call each and a caveat; what is computed is computed in the library."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
import yaml

from report_lib.composing.editions import NOTEBOOKS, PRINTED, wording

FOLDER = Path("notebooks")
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Lambda)
COMPUTATIONS = (ast.For, ast.While, ast.If, ast.comprehension)
PARAMETERS = {"month": "2020-10", "against": "2020-08", "lang": "en", "data": ""}


def cells(name: str, kind: str) -> list[Any]:
    node = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    return [cell for cell in node.cells if cell.cell_type == kind]


def anchors(name: str) -> list[str]:
    return [match for cell in cells(name, "markdown") for match in re.findall(r"\{#([\w-]+)", cell.source)]


def test_there_is_a_notebook_for_each_page_and_no_other() -> None:
    assert sorted(path.stem for path in FOLDER.glob("*.ipynb")) == sorted(NOTEBOOKS)


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_a_notebook_is_thin(name: str) -> None:
    for cell in cells(name, "code"):
        tree = ast.parse(cell.source)
        assert not [node for node in ast.walk(tree) if isinstance(node, DEFINITIONS + COMPUTATIONS)], cell.source
        assert len(tree.body) <= 2 or "parameters" in cell.metadata.get("tags", ()), cell.source


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_one_cell_holds_the_parameters(name: str) -> None:
    tagged = [cell for cell in cells(name, "code") if "parameters" in cell.metadata.get("tags", ())]
    assert len(tagged) == 1
    assignments = ast.parse(tagged[0].source).body
    assert {node.target.id: node.value.value for node in assignments} == PARAMETERS  # type: ignore[attr-defined]
    assert {node.annotation.id for node in assignments} == {"str"}  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_each_output_answers_one_question_and_has_its_caveat(name: str) -> None:
    node = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    assert [cell.cell_type for cell in node.cells[:3]] == ["raw", "code", "code"]
    shown = node.cells[3:]
    assert [cell.cell_type for cell in shown] == ["markdown", "code"] * (len(shown) // 2)
    without = {"what", "compared", "known"}  # what says itself how far it holds
    for question in shown[::2]:
        assert question.source.startswith("## ") and question.source.count("?") == 1, question.source
        anchor = re.findall(r"\{#([\w-]+)", question.source)
        assert len(anchor) == 1
        assert ("::: {.caveat}" in question.source) == (anchor[0] not in without), anchor


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_front_matter_names_the_formats_and_hides_code(name: str) -> None:
    front = yaml.safe_load(cells(name, "raw")[0].source.strip("-\n"))
    assert front["execute"] == {"echo": False}
    assert set(front["format"]) == {"html", "typst"} if name in PRINTED else {"html"}
    assert "{month}" in front["title"]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_all_text_has_its_arabic_and_no_arabic_is_left_over(name: str) -> None:
    arabic = wording()["cells"][name]
    assert list(arabic) == anchors(name)
    for anchor, text in arabic.items():
        assert f"{{#{anchor}" in text
        assert re.search("[\u0600-\u06ff]", text)
    assert "{month}" in wording()["titles"][name]


@pytest.mark.parametrize("name", NOTEBOOKS)
def test_sources_are_lists_of_lines(name: str) -> None:
    raw = json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))
    assert all(isinstance(cell["source"], list) for cell in raw["cells"])
    assert raw["metadata"]["kernelspec"]["name"] == "python3"


def test_nothing_that_a_run_leaves_is_kept() -> None:
    extra = "metadata.papermill cell.metadata.papermill"
    command = [sys.executable, "-m", "nbstripout", "--verify", "--extra-keys", extra]
    done = subprocess.run([*command, *map(str, FOLDER.glob("*.ipynb"))], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    for name in NOTEBOOKS:
        for cell in cells(name, "code"):
            assert cell.outputs == [] and cell.execution_count is None


def test_both_editions_lead_the_same_numbers_to_the_same_notes(reports: Path) -> None:
    for name in NOTEBOOKS:
        english, arabic = (linked_numbers(reports / "2020-10" / lang / f"{name}.ipynb") for lang in ("", "ar"))
        assert english == arabic
        assert english


def linked_numbers(path: Path) -> list[tuple[tuple[str, ...], str]]:
    """The digits of each number that leads to a note, with the note's anchor, in order of the notes."""
    node = nbformat.read(path, as_version=4)
    outputs = [output.data["text/markdown"] for cell in node.cells for output in cell.get("outputs", ())]
    links = re.findall(r"\[([^\[\]]*)\^&#91;\d+&#93;\^\]\(#(e-\w+)\)", "\n".join(outputs))
    return sorted((digits(words), anchor) for words, anchor in links)


def digits(words: str) -> tuple[str, ...]:
    """The numbers in words of either edition, which writes them in digits of its own."""
    return tuple(str(int(number)) for number in re.findall(r"\d+", re.sub(r"&#\d+;", "", words)))
