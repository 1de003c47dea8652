"""Runs the notebooks for a month, each in a kernel of its own, into notebooks that hold nothing but what they say.

The English edition of a month lies in reports/<month>/, the Arabic one in reports/<month>/ar/.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from report_lib.composing.editions import NOTEBOOKS, Edition, wording
from report_lib.errors import Problem, ReportError, shown
from report_lib.files import write_files
from report_lib.wording import Language

_ANCHOR = re.compile(r"\{#([\w-]+)")  # names a question or caveat in whatever language
START_SECONDS = 60
CELL_SECONDS = 300


def run_month(
    month: str,
    against: str,
    lang: Language = "en",
    *,
    data: str = "",
    notebooks: Path = Path("notebooks"),
    reports: Path = Path("reports"),
    names: tuple[str, ...] = NOTEBOOKS,
) -> tuple[Path, ...]:
    """Run the notebooks of one edition; returns the executed ones in the order of `names`.

    `data` is the folder of tables the notebooks read; without it they parse the seeds themselves.
    All notebooks are run before the first one is replaced. Raises `ReportError`.
    """
    edition = Edition(month, against, lang)
    parameters = {"month": month, "against": against, "lang": lang, **({"data": data} if data else {})}
    sources = [notebooks / f"{name}.ipynb" for name in names]
    for source in sources:
        check_parameters(source, parameters)
    executed = {source.name: run_notebook(source, parameters) for source in sources}
    folder = reports / edition.folder
    write_files(folder, executed)
    return tuple(folder / name for name in executed)


def check_parameters(notebook: Path, parameters: Mapping[str, str]) -> None:
    """Raise `ReportError` for a notebook that is not there or has no such parameter; no kernel is started."""
    import papermill

    if not notebook.is_file():
        raise ReportError(Problem(str(notebook), "", "there is no such notebook", "check the path"))
    known = papermill.inspect_notebook(str(notebook))
    for name in parameters:
        if name not in known:
            rule = f"has no parameter «{shown(name)}»"
            raise ReportError(Problem(str(notebook), "", rule, f"it takes {', '.join(known) or 'none'}"))


def run_notebook(notebook: Path, parameters: Mapping[str, str], *, warm: bool | None = None) -> bytes:
    """The notebook executed with these parameters, as bytes of an .ipynb file; the same input gives the same bytes.

    `warm=False` starts its kernel anew instead of forking it from a process that has the packages loaded.
    Raises `ReportError` where a cell fails, a kernel dies or hangs.
    """
    import nbformat
    from nbclient.exceptions import CellTimeoutError, DeadKernelError
    from papermill import PapermillExecutionError, execute_notebook

    from report_lib.building.kernels import CAN_FORK, kernel_options

    check_parameters(notebook, parameters)
    with TemporaryDirectory(prefix="brief-") as folder:
        try:
            node = execute_notebook(
                str(notebook),
                None,
                parameters=dict(parameters),
                progress_bar=False,
                request_save_on_cell_execute=False,
                start_timeout=START_SECONDS,
                execution_timeout=CELL_SECONDS,
                **kernel_options(Path(folder), warm=CAN_FORK if warm is None else warm),
            )
        except PapermillExecutionError as error:
            rule = f"fails with {error.ename}: {shown(error.evalue, 300)}"
            raise _failed(notebook, parameters, f"cell {error.cell_index + 1}", rule) from None
        except CellTimeoutError:
            rule = f"a cell has not ended after {CELL_SECONDS} seconds"
            raise _failed(notebook, parameters, "", rule) from None
        except DeadKernelError:
            raise _failed(notebook, parameters, "", "its kernel died (out of memory?)") from None
        except RuntimeError as error:
            raise _failed(notebook, parameters, "", f"its kernel did not start: {shown(error, 300)}") from None
    _settle(node, notebook.stem, parameters)
    text: str = nbformat.writes(node)  # type: ignore[no-untyped-call]  # nbformat leaves it untyped
    return text.encode() + b"\n"


def _failed(notebook: Path, parameters: Mapping[str, str], record: str, rule: str) -> ReportError:
    given = " ".join(f"-p {name} {value}" for name, value in parameters.items())
    remedy = f"run it by hand to see where: papermill {notebook} executed.ipynb {given}"
    return ReportError(Problem(str(notebook), record, rule, remedy))


def _settle(node: Any, name: str, parameters: Mapping[str, str]) -> None:
    """Take out of an executed notebook what differs from run to run, and questions without an answer; put in what its
    edition adds."""
    edition = Edition(parameters["month"], parameters["against"], "ar" if parameters.get("lang") == "ar" else "en")
    arabic = wording()["cells"].get(name, {}) if edition.lang == "ar" else {}
    node.metadata.pop("papermill", None)
    node.metadata.get("language_info", {}).pop("version", None)
    node.cells = _answered(node.cells)
    for cell in node.cells:
        cell.metadata.pop("papermill", None)
        cell.metadata.pop("execution", None)
        if "injected-parameters" in cell.metadata.get("tags", ()):
            cell.id = "injected-parameters"
        named = _ANCHOR.search(cell.source) if cell.cell_type == "markdown" else None
        if named:
            cell.source = arabic.get(named.group(1), cell.source)
    front = edition.front_matter(name, yaml.safe_load(node.cells[0].source.strip().strip("-")))
    node.cells[0].source = f"---\n{yaml.safe_dump(front, allow_unicode=True, sort_keys=False)}---"


def _answered(cells: Sequence[Any]) -> list[Any]:
    """The cells without those calls that show nothing, and without the questions that they were to answer."""
    empty = {at for at, cell in enumerate(cells) if cell.cell_type == "code" and _shows_nothing(cell)}
    asked = {at - 1 for at in empty if cells[at - 1].cell_type == "markdown"}
    return [cell for at, cell in enumerate(cells) if at not in empty | asked]


def _shows_nothing(cell: Any) -> bool:
    shown = [output.get("data", {}).get("text/markdown") for output in cell.outputs]
    return bool(shown) and all(text is not None and not text.strip() for text in shown)
