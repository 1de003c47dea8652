"""Exports: the codebooks' columns, nothing made up, nothing that a spreadsheet runs, the same bytes each time."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pandas as pd
import pytest
from openpyxl import load_workbook

from report_lib.errors import ReportError
from report_lib.exporting.exports import FORMATS, all_tables, export, mapping_page
from report_lib.linking.collection import Collection, collect_records
from report_lib.records import Article, Incident
from test_collection import seed_collection


@pytest.fixture(scope="module")
def collection() -> Collection:
    return seed_collection()


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_collection_gives_the_same_bytes(collection: Collection, form: str) -> None:
    once, again = export(collection, form), export(seed_collection(), form)
    assert once == again
    assert all(once.values())


def test_a_format_that_is_none_is_named(collection: Collection) -> None:
    with pytest.raises(ReportError, match="«stata» is not a format; write one of ucdp-ged, acled, csv, parquet, xlsx"):
        export(collection, "stata")


def test_every_table_is_in_csv_parquet_and_the_workbook(collection: Collection) -> None:
    tables = all_tables(collection, "2020-10")
    book = load_workbook(io.BytesIO(export(collection, "xlsx", "2020-10")["report-lib.xlsx"]))
    assert book.sheetnames == list(tables)
    for name, table in tables.items():
        rows = list(csv.reader(io.StringIO(export(collection, "csv", "2020-10")[f"{name}.csv"].decode())))
        assert rows[0] == list(table.columns)
        assert len(rows) == len(table) + 1 == book[name].max_row
        parquet = pd.read_parquet(io.BytesIO(export(collection, "parquet", "2020-10")[f"{name}.parquet"]))
        assert list(parquet.columns) == list(table.columns)
        assert len(parquet) == len(table)


def test_a_month_holds_its_own_alone(collection: Collection) -> None:
    tables = all_tables(collection, "2020-10")
    assert set(tables["events"]["month"]) == {"2020-10"}
    incidents = set(tables["incidents"]["incident_id"])
    assert set(tables["counts"]["incident_id"]) <= incidents
    assert set(tables["articles"]["article_id"]) == set(tables["incidents"]["article_id"])
    assert set(tables["links"]["incident_a"]) <= incidents


HOSTILE = ["=1+1", "+cmd|' /C calc'!A0", "-2+3", "@SUM(A1)", "\t=1", "نص عادي", "control \x07 character"]


@pytest.fixture
def hostile() -> Collection:
    articles = [Article(article_id=f"a{at}", title=text, outlet=text) for at, text in enumerate(HOSTILE)]
    incidents = [
        Incident(incident_id=f"i{at}", article_id=f"a{at}", place=text, source=text, month="2020-10", date="2020-10-02")
        for at, text in enumerate(HOSTILE)
    ]
    return collect_records(articles, incidents, [])


@pytest.mark.parametrize("form", ["csv", "acled", "ucdp-ged"])
def test_no_cell_of_a_csv_is_a_formula(hostile: Collection, form: str) -> None:
    for data in export(hostile, form).values():
        cells = [cell for row in csv.reader(io.StringIO(data.decode())) for cell in row]
        assert [cell for cell in cells if cell[:1] in ("=", "+", "-", "@", "\t", "\r")] == []


def test_no_cell_of_the_workbook_is_a_formula(hostile: Collection) -> None:
    book = load_workbook(io.BytesIO(export(hostile, "xlsx")["report-lib.xlsx"]))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    assert "=1+1" in {cell.value for cell in cells}


def test_parquet_keeps_every_text_as_it_is(hostile: Collection) -> None:
    articles = pd.read_parquet(io.BytesIO(export(hostile, "parquet")["articles.parquet"]))
    assert list(articles["title"]) == HOSTILE


def test_nothing_gives_headers_alone() -> None:
    empty = collect_records([], [], [])
    for form in FORMATS:
        assert export(empty, form)


def test_corrections_and_links_are_in_the_tables(collection: Collection) -> None:
    tables = all_tables(collection)
    assert all(tables["incidents"]["event_id"])
    assert len(tables["links"]) == len(collection.links)


def test_the_page_of_the_mapping_names_every_column() -> None:
    page = mapping_page()
    for name in ("deaths_civilians", "event_id_cnty", "where_prec", "own_dead_high_qualifier"):
        assert f"`{name}`" in page


def test_lists_are_joined(collection: Collection) -> None:
    several = replace(collection.tallies[0], governorates=("Homs", "Hama"))
    tables = replace(collection, events=(), tallies=(several,))
    rows = list(csv.DictReader(io.StringIO(export(tables, "csv")["events.csv"].decode())))
    assert rows[0]["governorates"] == "Homs;Hama"
