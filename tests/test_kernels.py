"""Forked kernels: isolated from each other, like plain ones in what they show, and loud when they end."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nbformat
import pytest

from report_lib.building import runs
from report_lib.building.kernels import CAN_FORK
from report_lib.building.runs import run_notebook
from report_lib.errors import ReportError

needs_fork = pytest.mark.skipif(not CAN_FORK, reason=f"{sys.platform} does not fork kernels")
PARAMETERS = {"month": "2020-10", "against": "2020-08"}


def notebook(path: Path, *cells: str) -> Path:
    """A notebook with front matter, a parameters cell, and these code cells."""
    parameters = nbformat.v4.new_code_cell('month = "2020-09"\nagainst = "2020-08"', metadata={"tags": ["parameters"]})
    front = nbformat.v4.new_raw_cell("---\ntitle: '{month}'\n---")
    code = [nbformat.v4.new_code_cell(source) for source in cells]
    spec = {"name": "python3", "display_name": "Python 3", "language": "python"}
    node = nbformat.v4.new_notebook(cells=[front, parameters, *code], metadata={"kernelspec": spec})
    for number, cell in enumerate(node.cells):
        cell.id = str(number)
    nbformat.write(node, path)
    return path


def printed(executed: bytes) -> str:
    node = nbformat.reads(executed.decode(), as_version=4)
    return "".join(output.get("text", "") for cell in node.cells for output in cell.get("outputs", ()))


@needs_fork
def test_no_state_leaks_from_one_notebook_to_the_next(tmp_path: Path) -> None:
    leave = """
import builtins, os, sys, random
import pandas, report_lib
report_lib.left = builtins.left = sys.modules["left"] = "left"
os.environ["LEFT"] = "left"
pandas.set_option("display.max_rows", 7)
os.chdir("/")
left = "left"
"""
    look = """
import builtins, os, sys
import pandas, report_lib
found = [hasattr(report_lib, "left"), hasattr(builtins, "left"), "left" in sys.modules, "LEFT" in os.environ,
         pandas.get_option("display.max_rows") == 7, os.getcwd() == "/", "left" in globals()]
print(found, os.getpid())
"""
    first, second = notebook(tmp_path / "first.ipynb", leave, look), notebook(tmp_path / "second.ipynb", look)
    assert printed(run_notebook(first, PARAMETERS)).startswith(str([True] * 7))
    said = printed(run_notebook(second, PARAMETERS))
    assert said.startswith(str([False] * 7))
    assert int(said.split()[-1]) != os.getpid()


@needs_fork
def test_a_forked_kernel_has_the_packages_loaded(tmp_path: Path) -> None:
    asks = notebook(tmp_path / "asks.ipynb", "import sys\nprint('pandas' in sys.modules, 'papermill' in sys.modules)")
    assert printed(run_notebook(asks, PARAMETERS, warm=True)) == "True False\n"
    assert printed(run_notebook(asks, PARAMETERS, warm=False)) == "False False\n"


@needs_fork
def test_forked_and_plain_kernels_give_the_same_bytes(tmp_path: Path) -> None:
    shows = notebook(tmp_path / "shows.ipynb", "import pandas\npandas.DataFrame({'a': [1]})", "print(month)", "1 + 1")
    assert run_notebook(shows, PARAMETERS, warm=True) == run_notebook(shows, PARAMETERS, warm=False)


@pytest.mark.parametrize("warm", [pytest.param(True, marks=needs_fork), False])
def test_a_kernel_that_dies_is_said(tmp_path: Path, warm: bool) -> None:
    dies = notebook(tmp_path / "dies.ipynb", "import os\nos._exit(9)")
    with pytest.raises(ReportError) as caught:
        run_notebook(dies, PARAMETERS, warm=warm)
    assert "its kernel died" in str(caught.value)


@pytest.mark.parametrize("warm", [pytest.param(True, marks=needs_fork), False])
def test_a_kernel_that_hangs_is_ended(tmp_path: Path, warm: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "CELL_SECONDS", 1)
    own = tmp_path / "pid"
    hangs = notebook(
        tmp_path / "hangs.ipynb",
        "import os, pathlib, time",
        f"pathlib.Path({str(own)!r}).write_text(str(os.getpid()))",
        "time.sleep(99)",
    )
    with pytest.raises(ReportError) as caught:
        run_notebook(hangs, PARAMETERS, warm=warm)
    assert "has not ended after 1 seconds" in str(caught.value)
    with pytest.raises(ProcessLookupError):
        os.kill(int(own.read_text()), 0)
