"""The site's own pages are made and laid out where they are stale, and those of an earlier time taken out."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

import pytest

from conftest import AGAINST, MONTH
from report_lib.building import site_folder
from report_lib.building.site_folder import lay_out_site, make_site, notes_of
from report_lib.composing.editions import Edition
from report_lib.files import write_files
from report_lib.freshness import manifest

EDITION = Edition(MONTH, AGAINST)


@pytest.fixture
def folders(tables: Path, reports: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The root of a project with seeds and one document, and its reports of one edition."""
    shutil.copytree("seeds", tmp_path / "seeds")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "method.md").write_text("# Method\n\nText.\n")
    shutil.copytree(tables, tmp_path / "reports" / "tables")
    shutil.copytree(reports / MONTH, tmp_path / "reports" / MONTH)
    write_files(tmp_path / "reports" / MONTH, {"manifest.json": manifest("", {})})
    return tmp_path, tmp_path / "reports"


def test_made_once_and_again_where_something_changes(folders: tuple[Path, Path]) -> None:
    root, reports = folders
    site = root / "_site"
    assert make_site(root, reports, [EDITION], "parsed")
    assert not make_site(root, reports, [EDITION], "parsed")
    assert lay_out_site(reports, site)
    assert not lay_out_site(reports, site)
    assert (site / "method.html").is_file() and (site / "data" / "counts.csv").is_file()
    (site / "index.html").write_text("half")
    assert lay_out_site(reports, site)
    assert "October 2020" in (site / "index.html").read_text()
    (root / "docs" / "method.md").rename(root / "docs" / "accuracy.md")
    assert make_site(root, reports, [EDITION], "parsed")
    assert lay_out_site(reports, site)
    assert (site / "accuracy.html").is_file()
    assert not (site / "method.html").exists() and not (reports / "site" / "method.html").exists()


def test_what_a_run_cut_short_leaves_is_not_forgotten(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    root, reports = folders
    site = root / "_site"

    def make() -> None:
        make_site(root, reports, [EDITION], "parsed")
        lay_out_site(reports, site)

    def contents() -> dict[Path, bytes]:
        return {path: path.read_bytes() for folder in (reports, site) for path in folder.rglob("*") if path.is_file()}

    make()
    undisturbed = contents()
    write = site_folder.write_files
    other = root / "docs" / "other.md"
    for calls in range(1, 16, 3):
        left = [*range(calls)]

        def killed(folder: Path, files: Mapping[str, bytes], left: list[int] = left) -> None:
            if not left:
                raise KeyboardInterrupt
            left.pop()
            write(folder, files)

        other.write_text("# Other\n\nText.\n")
        monkeypatch.setattr(site_folder, "write_files", killed)
        with suppress(KeyboardInterrupt):
            make()
        monkeypatch.setattr(site_folder, "write_files", write)
        other.unlink()
        make()
        assert contents() == undisturbed


def test_an_edition_that_was_never_run_has_no_place_in_it(folders: tuple[Path, Path]) -> None:
    root, reports = folders
    make_site(root, reports, [EDITION, Edition("2020-09", "2020-08")], "parsed")
    front = (reports / "site" / "index.html").read_text()
    assert "reports/2020-10/brief.html" in front
    assert "reports/2020-09/" not in front + (reports / "site" / "feed.xml").read_text()


def test_notes_are_found_in_the_notebooks(reports: Path) -> None:
    notes = notes_of(reports / MONTH)
    assert len(notes) > 8
    assert set(notes.values()) <= {"brief", "regions", "perpetrators", "sources"}
    assert all(len(anchor) == 12 for anchor in notes)
