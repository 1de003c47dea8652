"""Notebooks run for a month: wrong requests end before a kernel starts, the same input gives the same bytes."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_output

from conftest import AGAINST, MONTH
from report_lib.building.runs import _answered, check_parameters, run_month, run_notebook
from report_lib.composing.editions import NOTEBOOKS, Edition
from report_lib.errors import ReportError


@pytest.fixture
def no_kernel(monkeypatch: pytest.MonkeyPatch) -> None:
    """Any start of a kernel fails the test."""

    def start(*arguments: object, **options: object) -> None:
        pytest.fail("a kernel was started")

    monkeypatch.setattr("papermill.execute_notebook", start)


@pytest.mark.usefixtures("no_kernel")
@pytest.mark.parametrize("month", ["2020-13", "2020-1", "October 2020", "", "20-10", "2020-10; rm", "../2020-10"])
def test_a_month_that_is_none_ends_before_a_kernel_starts(month: str, tmp_path: Path) -> None:
    with pytest.raises(ReportError) as caught:
        run_month(month, AGAINST, reports=tmp_path)
    assert str(caught.value).endswith("is not a month; write year and month, e.g. 2020-10")
    assert not any(tmp_path.iterdir())


@pytest.mark.usefixtures("no_kernel")
def test_a_misspelt_parameter_ends_before_a_kernel_starts() -> None:
    with pytest.raises(ReportError) as caught:
        check_parameters(Path("notebooks/brief.ipynb"), {"mouth": MONTH})
    assert str(caught.value) == ("notebooks/brief.ipynb: has no parameter «mouth»; it takes month, against, lang, data")


@pytest.mark.usefixtures("no_kernel")
def test_a_language_that_is_none_and_a_notebook_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="«fr» is not a language of the brief; write one of en, ar"):
        run_month(MONTH, AGAINST, "fr", reports=tmp_path)  # type: ignore[arg-type]
    with pytest.raises(ReportError, match="there is no such notebook"):
        run_month(MONTH, AGAINST, notebooks=tmp_path, reports=tmp_path)


def test_the_notebooks_of_an_edition_lie_where_their_pages_will(reports: Path) -> None:
    made = sorted(path.relative_to(reports).as_posix() for path in reports.rglob("*.ipynb"))
    assert made == sorted(f"{folder}/{name}.ipynb" for folder in (MONTH, f"{MONTH}/ar") for name in NOTEBOOKS)


def test_an_executed_notebook_holds_nothing_but_what_it_says(reports: Path) -> None:
    for path in reports.rglob("*.ipynb"):
        node = nbformat.read(path, as_version=4)
        nbformat.validate(node)
        assert "papermill" not in node.metadata
        assert "version" not in node.metadata.language_info
        for cell in node.cells:
            assert not {"papermill", "execution"} & set(cell.metadata), path
            streams = [output for output in cell.get("outputs", ()) if output.output_type in ("stream", "error")]
            assert streams == [], f"{path} prints or fails"


def test_the_same_input_gives_the_same_bytes_on_plain_and_forked_kernels(tables: Path, reports: Path) -> None:
    parameters = {"month": MONTH, "against": AGAINST, "lang": "en", "data": str(tables)}
    again = run_notebook(Path("notebooks/brief.ipynb"), parameters, warm=False)
    assert again == (reports / MONTH / "brief.ipynb").read_bytes()


def test_an_edition_is_named_in_its_front_matter(reports: Path, editions: tuple[Edition, ...]) -> None:
    for edition, title in zip(editions, ("October 2020 in brief", "موجز تشرين الأول/أكتوبر ٢٠٢٠"), strict=True):
        front = nbformat.read(reports / edition.folder / "brief.ipynb", as_version=4).cells[0].source
        assert front.startswith(f"---\ntitle: {title}\nsubtitle: ")
        assert f"\nlang: {edition.lang}\n" in front
        assert ("dir: rtl" in front) == (edition.lang == "ar")


def test_the_arabic_edition_asks_in_arabic(reports: Path) -> None:
    node = nbformat.read(reports / MONTH / "ar" / "brief.ipynb", as_version=4)
    for cell in node.cells:
        if cell.cell_type == "markdown":
            assert any("\u0600" <= c <= "\u06ff" for c in cell.source), cell.source


def test_a_cell_that_fails_is_named_and_nothing_is_replaced(tables: Path, tmp_path: Path) -> None:
    folder = shutil.copytree("notebooks", tmp_path / "notebooks")
    node = nbformat.read(folder / "sources.ipynb", as_version=4)
    node.cells[-1].cell_type, node.cells[-1].source = "markdown", "the end"
    node.cells.append(nbformat.v4.new_code_cell("raise ValueError('no such column')", id="last"))
    nbformat.write(node, folder / "sources.ipynb")
    old = tmp_path / "reports" / MONTH
    old.mkdir(parents=True)
    (old / "regions.ipynb").write_text("old")
    with pytest.raises(ReportError) as caught:
        run_month(
            MONTH,
            AGAINST,
            notebooks=folder,
            reports=tmp_path / "reports",
            data=str(tables),
            names=("regions", "sources"),
        )
    said = str(caught.value)
    assert f"sources.ipynb cell {len(node.cells) + 1}: fails with ValueError: no such column" in said
    assert "papermill" in said and f"-p month {MONTH}" in said
    assert (old / "regions.ipynb").read_text() == "old"
    assert not list(old.glob("sources*"))


def test_a_kernel_that_does_not_start_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*arguments: object, **options: object) -> None:
        raise RuntimeError("Kernel didn't respond in 60 seconds")

    monkeypatch.setattr("papermill.execute_notebook", refuse)
    with pytest.raises(ReportError, match="its kernel did not start: Kernel didn't respond in 60 seconds"):
        run_notebook(Path("notebooks/brief.ipynb"), {"month": MONTH, "against": AGAINST})


def test_plain_papermill_works_with_nothing_run_before(tmp_path: Path) -> None:
    out = tmp_path / "brief.ipynb"
    command = [sys.executable, "-m", "papermill", "notebooks/brief.ipynb", str(out), "-p", "month", MONTH]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    outputs = [output for cell in json.loads(out.read_text())["cells"] for output in cell.get("outputs", [])]
    assert {output["output_type"] for output in outputs} <= {"execute_result", "display_data"}
    assert "&#91;1&#93;^](#e-" in json.dumps(outputs)


def test_a_question_without_an_answer_is_left_out() -> None:
    def call(text: str) -> NotebookNode:
        return new_code_cell(outputs=[new_output("execute_result", {"text/markdown": text})])

    cells = [
        new_markdown_cell("## In vain?"),
        call(""),
        new_markdown_cell("## Answered?"),
        call("Yes."),
        new_code_cell(),
    ]
    assert _answered(cells) == cells[2:]
