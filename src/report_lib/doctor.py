"""Look at the machine: what a build will use, and what it lacks, without loading any of it."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from report_lib import __version__


@dataclass(frozen=True)
class Finding:
    """One thing a build needs, whether it is there, and what is to be said of it."""

    name: str
    good: bool
    says: str


def findings(root: Path = Path()) -> Iterator[Finding]:
    """What a build in the folder `root` finds, in the order of its need."""
    yield Finding("report-lib", True, __version__)
    yield Finding("python", sys.version_info >= (3, 11), f"{platform.python_version()} at {sys.executable}")
    yield _parser()
    yield _packages()
    yield _renderer()
    yield _fonts()
    yield _kernel()
    yield _seeds(root)
    yield _writable(root)


def _parser() -> Finding:
    found = find_spec("report_lib.assembling.incidents")
    compiled = bool(found and found.origin and not found.origin.endswith(".py"))
    return Finding("parser", True, "compiled" if compiled else "as Python; make wheel compiles it")


def _packages() -> Finding:
    names = ("pandas", "matplotlib", "papermill", "pyarrow", "nbconvert", "pypandoc_binary", "typst")
    missing = [name for name in names if not _version(name)]
    if missing:
        return Finding("packages", False, f"missing {', '.join(missing)}; run make setup")
    return Finding("packages", True, ", ".join(f"{name} {_version(name)}" for name in names))


def _renderer() -> Finding:
    from report_lib.building.render import choose_renderer

    renderer = choose_renderer()
    return Finding("renderer", True, f"{renderer.name}: {renderer.reason}")


def _fonts() -> Finding:
    from report_lib.charting.fonts import FOLDERS

    missing = [folder.parent.name for folder in FOLDERS if not any(folder.glob("*.ttf"))]
    if missing:
        return Finding("fonts", False, f"missing {', '.join(missing)}; run make setup")
    return Finding("fonts", True, ", ".join(folder.parent.name for folder in FOLDERS))


def _kernel() -> Finding:
    if find_spec("ipykernel") is None:
        return Finding("kernel", False, "missing ipykernel; run make setup")
    return Finding("kernel", True, f"ipykernel {_version('ipykernel')} of this Python")


def _seeds(root: Path) -> Finding:
    from report_lib.reading.articles import KINDS

    texts = sum(path.name.endswith(KINDS) for path in (root / "seeds" / "articles").glob("*"))
    if not texts:
        return Finding("seeds", False, "no seeds/articles here; run brief at the root of the repository")
    files = "file" if texts == 1 else "files"
    return Finding("seeds", True, f"{texts} {files} of articles in {root / 'seeds' / 'articles'}")


def _writable(root: Path) -> Finding:
    blocked = [
        name for name in ("reports", "_site") if not os.access(root / name if (root / name).exists() else root, os.W_OK)
    ]
    if blocked:
        return Finding("output", False, f"{' and '.join(blocked)} cannot be written; check their permissions")
    return Finding("output", True, "reports and _site can be written")


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
