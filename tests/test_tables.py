"""The tables: exact columns and types, the same bytes for the same rows, whole or not at all, described truly."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from frictionless import Package, system
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report_lib.assembling.schemas import FOREIGN_KEYS, codebook
from report_lib.assembling.tables import read_tables, to_frames, write_tables
from report_lib.errors import Problem, ReportError
from report_lib.records import GOVERNORATES, TABLES, Article, Count, Incident, columns
from report_lib.spreadsheets import inert

ARTICLES = (Article(article_id="a1", title="=HYPERLINK(1)", outlet="963+", sha256="0" * 64),)
INCIDENTS = (
    Incident(
        incident_id="i1",
        article_id="a1",
        date="XXXX-08",
        governorates=("Raqqa", "Hama"),
        place="الرصافة",
        latitude=35.63,
        longitude=38.76,
        geo_precision=1,
    ),
    Incident(incident_id="i2", origin="hand", scope="aggregate"),
)
COUNTS = (
    Count(
        count_id="c1", incident_id="i1", article_id="a1", measure="killed", low=20, qualifier="at_least", start=0, end=5
    ),
    Count(
        count_id="c2",
        incident_id="i1",
        article_id="a1",
        measure="killed",
        qualifier="unspecified",
        part_of="c1",
        quote='عدد من\r\n"القتلى"، وجرحى',
    ),
)
REJECTED = (Problem("=x.txt", "line 3", "is empty", "put its text there"),)


def frames() -> dict[str, pd.DataFrame]:
    return to_frames(ARTICLES, INCIDENTS, COUNTS)


def cells(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_bytes().decode(), newline="")))


def test_columns_and_types_are_those_of_the_records() -> None:
    made = frames()
    assert list(made) == ["articles", "incidents", "counts"]
    for name, record in TABLES.items():
        assert list(made[name].columns) == [column.name for column in columns(record)]
    assert {str(dtype) for frame in made.values() for dtype in frame.dtypes} == {"string", "Int64", "Float64", "object"}
    assert made["counts"]["high"].isna().all()
    assert made["counts"]["low"].tolist()[0] == 20
    assert not made["incidents"]["date"].isna().any()
    assert made["incidents"]["governorates"].tolist() == [("Raqqa", "Hama"), ()]


def test_empty_tables_have_the_same_types() -> None:
    empty = to_frames((), (), ())
    for name, frame in frames().items():
        assert frame.dtypes.equals(empty[name].dtypes)


@pytest.mark.parametrize("tables", [frames(), to_frames((), (), ())], ids=["rows", "no rows"])
def test_what_is_written_is_read_back(tmp_path: Path, tables: dict[str, pd.DataFrame]) -> None:
    write_tables(tmp_path, tables, REJECTED)
    for name, frame in read_tables(tmp_path).items():
        pd.testing.assert_frame_equal(frame, tables[name])


def test_a_part_of_a_table_can_be_written(tmp_path: Path) -> None:
    tables = frames()
    part = {**tables, "incidents": tables["incidents"][1:], "counts": tables["counts"][:0]}
    write_tables(tmp_path, part)
    assert read_tables(tmp_path)["incidents"]["governorates"].tolist() == [()]


def test_csv_cells(tmp_path: Path) -> None:
    write_tables(tmp_path, frames(), REJECTED)
    counts = cells(tmp_path / "counts.csv")
    assert (counts[0]["low"], counts[0]["high"]) == ("20", "")
    assert (counts[1]["low"], counts[1]["quote"]) == ("", COUNTS[1].quote)
    incidents = cells(tmp_path / "incidents.csv")
    assert (incidents[0]["governorates"], incidents[0]["latitude"]) == ("Raqqa;Hama", "35.63")
    assert incidents[1]["latitude"] == ""


@pytest.mark.parametrize("opening", ["=", "+", "-", "@", "\t", "\r"])
def test_no_text_is_a_formula_in_a_spreadsheet_and_all_are_verbatim_in_parquet(tmp_path: Path, opening: str) -> None:
    article = Article(article_id="a1", title=f"{opening}1+1", outlet=f"x{opening}")
    write_tables(tmp_path, to_frames((article,), (), ()))
    (row,) = cells(tmp_path / "articles.csv")
    assert (row["title"], row["outlet"]) == (f"'{opening}1+1", f"x{opening}")
    assert read_tables(tmp_path)["articles"]["title"].tolist() == [f"{opening}1+1"]


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), st.integers(0, 10**9))
def test_every_text_and_number_comes_back(tmp_path: Path, text: str, number: int) -> None:
    count = Count(count_id="c", incident_id="i", measure="killed", low=number, quote=text)
    write_tables(tmp_path, to_frames((), (), (count,)))
    (row,) = read_tables(tmp_path)["counts"].to_dict("records")
    assert (row["quote"], row["low"]) == (text, number)
    (cell,) = cells(tmp_path / "counts.csv")
    assert cell["quote"] == inert(text)


def test_a_spreadsheet_sees_no_formula(tmp_path: Path) -> None:
    write_tables(tmp_path, frames(), REJECTED)
    sheet = openpyxl.Workbook().active
    assert sheet is not None
    for name in ("articles", "incidents", "counts", "rejected"):
        for row in csv.reader(io.StringIO((tmp_path / f"{name}.csv").read_bytes().decode(), newline="")):
            sheet.append(row)
    assert not [cell.value for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_the_same_rows_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        write_tables(tmp_path / name, frames(), REJECTED)
    one, two = ({path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("one", "two"))
    assert one == two
    assert sorted(one) == sorted(
        [f"{name}.{kind}" for name in TABLES for kind in ("csv", "parquet")] + ["datapackage.json", "rejected.csv"]
    )


def test_rejected_records(tmp_path: Path) -> None:
    write_tables(tmp_path, frames(), REJECTED)
    assert cells(tmp_path / "rejected.csv") == [
        {"file": "'=x.txt", "record": "line 3", "rule": "is empty", "remedy": "put its text there"}
    ]


def validate(folder: Path) -> list[tuple[str, str]]:
    with system.use_context(trusted=True):  # the folder's absolute path
        report = Package(str(folder / "datapackage.json")).validate()
    return [tuple(error) for error in report.flatten(["type", "fieldName"])]


def test_the_data_package_is_valid_for_a_program_that_does_not_know_ours(tmp_path: Path) -> None:
    write_tables(tmp_path, frames(), REJECTED)
    assert validate(tmp_path) == []


@pytest.mark.parametrize(
    ("table", "column", "value", "error"),
    [
        ("counts", "measure", "injured", "constraint-error"),
        ("counts", "count_id", "c1", "primary-key"),
        ("counts", "incident_id", "i9", "foreign-key"),
        ("counts", "part_of", "c9", "foreign-key"),
        ("incidents", "article_id", "a9", "foreign-key"),
    ],
)
def test_the_data_package_tells_what_breaks_its_rules(
    tmp_path: Path, table: str, column: str, value: str, error: str
) -> None:
    tables = frames()
    tables[table][column] = pd.Series([value] * len(tables[table]), dtype="string")
    write_tables(tmp_path, tables)
    assert error in {kind for kind, _ in validate(tmp_path)}


def test_the_data_package_describes_every_column(tmp_path: Path) -> None:
    write_tables(tmp_path, frames())
    package = json.loads((tmp_path / "datapackage.json").read_text())
    for resource in package["resources"][:3]:
        fields = resource["schema"]["fields"]
        assert [field["name"] for field in fields] == [column.name for column in columns(TABLES[resource["name"]])]
        assert all(field["description"] for field in fields)
        keys = {key["fields"][0] for key in resource["schema"]["foreignKeys"]}
        assert keys == set(FOREIGN_KEYS[resource["name"]])


def test_the_hash_of_the_inputs_follows_the_articles_alone(tmp_path: Path) -> None:
    def inputs_hash(*tables: tuple[object, ...]) -> str:
        write_tables(tmp_path, to_frames(*tables))  # type: ignore[arg-type]
        return str(json.loads((tmp_path / "datapackage.json").read_text())["inputs_hash"])

    before = inputs_hash(ARTICLES, INCIDENTS, COUNTS)
    assert inputs_hash(ARTICLES, (), ()) == before
    assert inputs_hash((), (), ()) != before


def test_tables_of_two_runs_are_not_taken_for_one(tmp_path: Path) -> None:
    write_tables(tmp_path / "one", frames())
    write_tables(tmp_path / "two", to_frames(ARTICLES, INCIDENTS, COUNTS[:1]))
    (tmp_path / "two" / "counts.parquet").replace(tmp_path / "one" / "counts.parquet")
    with pytest.raises(ReportError, match=r"counts\.parquet is not the file that datapackage\.json describes"):
        read_tables(tmp_path / "one")


def test_a_folder_without_tables(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"holds no tables; run brief parse"):
        read_tables(tmp_path)


@pytest.mark.parametrize("package", [b"", b"{}", b"[]", b"\xff", b'{"resources": [1, 2, 3]}'])
def test_a_damaged_description(tmp_path: Path, package: bytes) -> None:
    write_tables(tmp_path, frames())
    (tmp_path / "datapackage.json").write_bytes(package)
    with pytest.raises(ReportError, match="its tables cannot be used"):
        read_tables(tmp_path)


def test_the_codebook_is_that_of_the_records() -> None:
    """Renewed by `make codebook`; what follows the tables there is held by test_codebook.py."""
    assert Path("docs/codebook.md").read_text(encoding="utf-8").startswith(codebook())
    assert all(f"`{name}`" in codebook() for name in GOVERNORATES)
