"""Building every month beside the same notebooks run plainly, building again, and how soon the commands answer."""

from __future__ import annotations

import hashlib
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import nbconvert
import nbformat
import papermill

from benchmarks.measuring import Row, run
from report_lib.composing.editions import NOTEBOOKS

PARTS = ("seeds", "notebooks", "_quarto.yml", "index.qmd", "pyproject.toml")
_ADDED = """مقتل ثلاثة عناصر من قوات النظام بانفجار لغم في بادية السخنة

قُتل ثلاثة عناصر من قوات النظام، الثلاثاء 13 من تشرين الأول 2020، بانفجار لغم أرضي في بادية السخنة شرقي حمص.
"""  # one incident, invented, in a month that there is


def rows() -> Iterator[Row]:
    """A project folder of its own, built, built again, and built with one article more."""
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for part in PARTS:
            source = Path(part)
            (shutil.copytree if source.is_dir() else shutil.copy)(source, root / part)
        (root / "reports").mkdir()
        ours = run(["-m", "report_lib", "build"], cwd=root).seconds
        theirs, pages = _plainly(root)
        yield Row(
            "build all months",
            f"{ours:.0f} s",
            f"plain papermill one after another, then nbconvert: {theirs:.0f} s for {pages} pages, HTML alone",
            f"{ours / theirs:.2f}",
            "≤ 0.4",
            ours / theirs <= 0.4,
        )
        before = _files(root)
        again = statistics.median(run(["-m", "report_lib", "build"], cwd=root).seconds for _ in range(5))
        same = _files(root) == before
        yield Row("build again, nothing changed", f"{again:.2f} s", "", "", "≤ 1 s, no kernel", same and again <= 1)
        (root / "seeds" / "articles" / "added.txt").write_text(_ADDED, encoding="utf-8")
        added = run(["-m", "report_lib", "build"], cwd=root)
        after = _files(root)
        changed = {_month(path) for path in after if after[path] != before.get(path)} - {""}
        yield Row(
            "build with one article added",
            f"{added.seconds:.1f} s",
            f"changed of {len({_month(path) for path in after} - {''})} months: {', '.join(sorted(changed))}",
            "",
            "its months alone",
            changed == {"2020-10"},
        )
    for command, goal in (("--help", 0.3), ("doctor", 1.5)):
        seconds = statistics.median(run(["-m", "report_lib", command]).seconds for _ in range(7))
        yield Row(f"`brief {command}`", f"{seconds:.2f} s", "", "", f"≤ {goal} s", seconds <= goal)


def _plainly(root: Path) -> tuple[float, int]:
    """Seconds for the same notebooks by papermill in one loop of one process, then for their pages by nbconvert."""
    editions = json.loads((root / "reports" / "manifest.json").read_text(encoding="utf-8"))["editions"]
    exporter = nbconvert.HTMLExporter()
    executed = []
    start = time.perf_counter()
    for edition in editions:
        for name in NOTEBOOKS:
            out = root / "plain" / "-".join((*edition.values(), f"{name}.ipynb"))
            out.parent.mkdir(exist_ok=True)
            parameters = edition | {"data": str(root / "reports" / "tables")}
            papermill.execute_notebook(
                root / "notebooks" / f"{name}.ipynb", out, parameters, progress_bar=False, cwd=root
            )
            executed.append(out)
    for out in executed:
        page, _ = exporter.from_notebook_node(nbformat.read(out, as_version=4))
        out.with_suffix(".html").write_text(page, encoding="utf-8")
    return time.perf_counter() - start, len(executed)


def _files(root: Path) -> dict[str, str]:
    """What lies in reports/ and _site/, with a digest of each file."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("reports", "_site")
        for path in (root / folder).rglob("*")
        if path.is_file()
    }


def _month(path: str) -> str:
    """The month that a file belongs to, empty for what belongs to all."""
    return next((part for part in Path(path).parts if part[:2] == "20" or part == "undated"), "")
