"""Renders the executed notebooks of an edition into pages below _site/, with Quarto where it is, embedded elsewhere.

Both renderers take the same notebooks and write the same pages to the same addresses; neither changes a number.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from report_lib.composing.editions import NOTEBOOKS, PRINTED, Edition
from report_lib.errors import Problem, ReportError, shown
from report_lib.files import write_files

ENGINES = ("auto", "quarto", "embedded")
QUARTO_SECONDS = 1800
GET_QUARTO = "install it from https://quarto.org/docs/download/ or with pip install 'report-lib[quarto]'"


@dataclass(frozen=True)
class Renderer:
    """Which renderer will be used, `quarto` or `embedded`, and why."""

    name: str
    reason: str


def choose_renderer(path_lookup: Callable[[str], str | None] = shutil.which, engine: str = "auto") -> Renderer:
    """Quarto where `path_lookup` finds it, the embedded renderer otherwise, unless `engine` names one.

    Raises `ReportError` where Quarto is asked for and not there, or `engine` is none of `ENGINES`.
    """
    if engine not in ENGINES:
        rule = f"«{shown(engine)}» is not a renderer"
        raise ReportError(Problem("request", "engine", rule, f"write one of {', '.join(ENGINES)}"))
    if engine == "embedded":
        return Renderer("embedded", "asked for")
    found = path_lookup("quarto")
    if found:
        return Renderer("quarto", f"found at {found}")
    if engine == "quarto":
        raise ReportError(Problem("request", "engine", "there is no quarto on PATH", GET_QUARTO))
    return Renderer("embedded", f"no quarto on PATH; to use it, {GET_QUARTO}")


def page_names() -> tuple[str, ...]:
    """The pages of an edition, whichever renderer makes them."""
    return (*(f"{name}.html" for name in NOTEBOOKS), *(f"{name}.pdf" for name in PRINTED))


def render_edition(
    edition: Edition, *, reports: Path = Path("reports"), site: Path = Path("_site")
) -> tuple[Path, ...]:
    """Render one edition with the embedded renderer; returns the pages. Raises `ReportError`.

    All pages are made before the first one is replaced.
    """
    from report_lib.building.embedded import render_notebook

    pages: dict[str, bytes] = {}
    for name in NOTEBOOKS:
        notebook = reports / edition.folder / f"{name}.ipynb"
        if not notebook.is_file():
            raise ReportError(Problem(str(notebook), "", "there is no such notebook", f"brief run {edition.month}"))
        pages |= render_notebook(notebook, pdf=name in PRINTED)
    folder = site / "reports" / edition.folder
    write_files(folder, pages)
    return tuple(folder / name for name in pages)


def render_with_quarto(root: Path = Path()) -> None:
    """Let Quarto render the whole project at `root`. Raises `ReportError` with what Quarto said last."""
    command = [shutil.which("quarto") or "quarto", "render", "--no-clean"]
    try:
        done = subprocess.run(
            command,
            cwd=root,
            capture_output=True,
            timeout=QUARTO_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise ReportError(Problem("quarto render", "", f"failed ({shown(error)})", GET_QUARTO)) from None
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())[-500:]
        remedy = "see the whole message with quarto render, or use --engine embedded"
        raise ReportError(Problem("quarto render", "", f"failed: {shown(said, 500)}", remedy))
