"""Decides by content alone whether files on disk still follow from what they were made of.

Each folder of results holds a `manifest.json` with the digest of its inputs and of every file in it.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

MANIFEST = "manifest.json"
# Packages whose release can change what a brief shows.
SHOWING = ("pandas", "matplotlib", "edtf", "trafilatura", "nbconvert", "pypandoc_binary", "typst")


def digest_of(parts: Iterable[str | bytes]) -> str:
    """SHA-256 of the parts in order, each told apart from the next."""
    total = hashlib.sha256()
    for part in parts:
        data = part.encode() if isinstance(part, str) else part
        total.update(b"%d:" % len(data))
        total.update(data)
    return total.hexdigest()


def digest_of_files(paths: Iterable[Path], root: Path) -> str:
    """SHA-256 over the names relative to `root` and the contents of the files, whatever order they come in."""
    return digest_of(part for path in sorted(paths) for part in (path.relative_to(root).as_posix(), path.read_bytes()))


@cache
def code_digest() -> str:
    """SHA-256 of the library as it runs: its modules, vocabularies and templates, and the packages that show them."""
    root = Path(__file__).parent
    files = [path for path in root.rglob("*") if path.is_file() and path.suffix != ".pyc"]
    return digest_of([digest_of_files(files, root), *(f"{name} {_release(name)}" for name in SHOWING)])


def is_fresh(folder: Path, inputs: str, manifest: Path | None = None) -> bool:
    """Whether `folder` was made from these inputs, and its files are as they were made.

    `manifest` says so, folder/manifest.json unless another is named.
    """
    try:
        made = json.loads((manifest or folder / MANIFEST).read_text(encoding="utf-8"))
        return made["inputs"] == inputs and all(
            hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest for name, digest in made["files"].items()
        )
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return False


def manifest(inputs: str, files: Mapping[str, bytes], **about: Any) -> bytes:
    """What a folder's manifest says; it is to be written last, so that a folder cut short is not fresh."""
    digests = {name: hashlib.sha256(data).hexdigest() for name, data in files.items()}
    text = json.dumps({**about, "inputs": inputs, "files": digests}, ensure_ascii=False, indent=1, sort_keys=True)
    return text.encode() + b"\n"


def _release(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return ""
