"""Makes the site's own pages below reports/site/ where they are stale, and lays them out in the site."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from report_lib.composing.editions import NOTEBOOKS, Edition
from report_lib.files import write_files
from report_lib.freshness import MANIFEST, code_digest, digest_of, digest_of_files, is_fresh, manifest

SITE = "site"  # below reports/
TABLES = "tables"
LAID_OUT = "site.json"
_NOTE = re.compile(r"\{#(e-[0-9a-f]{10})\b")


def make_site(root: Path, reports: Path, editions: Sequence[Edition], parsed: str) -> bool:
    """Bring the site's own pages up to date; whether anything was made. Raises `ReportError`.

    `parsed` is the digest that the tables below `reports` follow from.
    """
    folder = reports / SITE
    ready = [edition for edition in editions if (reports / edition.folder / MANIFEST).is_file()]
    logs = sorted(reports.glob("*/revisions.csv"))
    documents = sorted((root / "docs").glob("*.md"))
    shown = [reports / edition.folder / MANIFEST for edition in ready]
    inputs = digest_of(
        [parsed, code_digest(), digest_of_files(documents, root), digest_of_files([*logs, *shown], reports)]
    )
    if is_fresh(folder, inputs):
        return False
    from report_lib.building.site import site_files
    from report_lib.comparing.project import open_collection
    from report_lib.comparing.revisions import read_log

    collection = open_collection(str(reports / TABLES), start=root).collection
    tables = {path.name: path.read_bytes() for path in sorted((reports / TABLES).iterdir()) if path.is_file()}
    revised = {log.parent.name: max(read_log(log.parent)["revised"], default="") for log in logs}
    notes = {edition: notes_of(reports / edition.folder) for edition in ready}
    texts = {path.stem: path.read_text(encoding="utf-8") for path in documents}
    files = site_files(collection, notes, tables, texts, revised)
    _replace(folder, files, folder / MANIFEST, inputs)
    return True


def notes_of(folder: Path) -> dict[str, str]:
    """The anchors of the notes in an edition's notebooks, each with the first page that has it."""
    found: dict[str, str] = {}
    for name in NOTEBOOKS:
        for anchor in _NOTE.findall((folder / f"{name}.ipynb").read_text(encoding="utf-8")):
            found.setdefault(anchor, name)
    return found


def lay_out_site(reports: Path, site: Path) -> bool:
    """Copy those pages into the site where it has other ones; whether anything was copied. Raises `ReportError`."""
    inputs = digest_of([(reports / SITE / MANIFEST).read_bytes()])
    if is_fresh(site, inputs, reports / LAID_OUT):
        return False
    files = {name: (reports / SITE / name).read_bytes() for name in _listed(reports / SITE / MANIFEST)}
    _replace(site, files, reports / LAID_OUT, inputs)
    return True


def _replace(folder: Path, files: Mapping[str, bytes], made: Path, inputs: str) -> None:
    """Put files into the folders that their names say, and take out those of an earlier time that are no more.

    The manifest `made` names both until all is done, so that what a run cut short leaves is not forgotten.
    """
    earlier = set(_listed(made))
    write_files(made.parent, {made.name: manifest("", dict.fromkeys(earlier | set(files), b""))})
    for name in earlier - set(files):
        (folder / name).unlink(missing_ok=True)
    for below, names in _by_folder(files):
        write_files(folder / below, {name: files[(below / name).as_posix()] for name in names})
    write_files(made.parent, {made.name: manifest(inputs, files)})


def _by_folder(names: Iterable[str]) -> Iterator[tuple[PurePosixPath, list[str]]]:
    folders: dict[PurePosixPath, list[str]] = {}
    for name in map(PurePosixPath, names):
        folders.setdefault(name.parent, []).append(name.name)
    yield from sorted(folders.items())


def _listed(made: Path) -> list[str]:
    """The files that a manifest names; none where there is none."""
    try:
        return list(json.loads(made.read_text(encoding="utf-8"))["files"])
    except (OSError, ValueError, KeyError):
        return []
