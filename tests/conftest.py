"""What several test files share: the tables of a faultless parser, and a month's notebooks run from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_lib.assembling.parsing import ParsedArticles
from report_lib.assembling.tables import write_tables
from report_lib.building.render import render_edition
from report_lib.building.runs import run_month
from report_lib.building.site import site_files
from report_lib.building.site_folder import notes_of
from report_lib.comparing.project import open_collection, tables_of
from report_lib.composing.editions import Edition
from report_lib.composing.page import Page, open_page
from report_lib.files import write_files
from report_lib.wording import LANGUAGES
from seed_tables import seed_tables

MONTH, AGAINST = "2020-10", "2020-08"


@pytest.fixture(scope="session")
def tables(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of tables of the five seed articles."""
    folder = tmp_path_factory.mktemp("tables")
    gold = seed_tables()
    write_tables(folder, tables_of(ParsedArticles(gold.articles, gold.incidents, gold.counts, ())))
    return folder


@pytest.fixture(scope="session")
def editions() -> tuple[Edition, ...]:
    """The month that the tests run, in both languages."""
    return tuple(Edition(MONTH, AGAINST, lang) for lang in LANGUAGES)


@pytest.fixture(scope="session")
def reports(tables: Path, editions: tuple[Edition, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A reports folder with that month's executed notebooks."""
    folder = tmp_path_factory.mktemp("reports")
    for edition in editions:
        run_month(edition.month, edition.against, edition.lang, data=str(tables), reports=folder)
    return folder


@pytest.fixture(scope="session")
def page(tables: Path) -> Page:
    """The English page of that month."""
    return open_page(MONTH, AGAINST, "en", str(tables))


@pytest.fixture(scope="session")
def around(tables: Path, reports: Path, editions: tuple[Edition, ...]) -> dict[str, bytes]:
    """The site's own files around that month, by their paths."""
    collection = open_collection(str(tables)).collection
    notes = {edition: notes_of(reports / edition.folder) for edition in editions}
    data = {path.name: path.read_bytes() for path in sorted(tables.iterdir())}
    documents = {path.stem: path.read_text(encoding="utf-8") for path in Path("docs").glob("*.md")}
    return site_files(collection, notes, data, documents, {})


@pytest.fixture(scope="session")
def whole_site(
    around: dict[str, bytes], reports: Path, editions: tuple[Edition, ...], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """The whole site of that month."""
    folder = tmp_path_factory.mktemp("whole-site")
    for edition in editions:
        render_edition(edition, reports=reports, site=folder)
    for name, data in around.items():
        path = folder / name
        write_files(path.parent, {path.name: data})
    return folder
