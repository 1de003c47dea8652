"""Lay articles, incidents and counts out as tables; write and read these as CSV and Parquet with a data package."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from report_lib.assembling.schemas import (
    DATA_PACKAGE,
    LIST,
    REJECTED,
    REJECTED_COLUMNS,
    arrow_schema,
    data_package,
    hashed,
)
from report_lib.errors import Problem, ReportError, reason, shown
from report_lib.files import write_files
from report_lib.records import TABLES, Article, Count, Incident, columns
from report_lib.spreadsheets import inert

# By a column's type in the records.
_PANDAS = {"str": "string", "int | None": "Int64", "float | None": "Float64", LIST: "object"}


def to_frames(
    articles: Iterable[Article], incidents: Iterable[Incident], counts: Iterable[Count]
) -> dict[str, pd.DataFrame]:
    """The three tables, a column for each field of the records, rows as given.

    Text is `string` and empty where nothing is known, never missing; numbers are `Int64` and `Float64`; a list
    cell is a tuple.
    """
    rows: dict[str, Iterable[Any]] = {"articles": articles, "incidents": incidents, "counts": counts}
    return {name: _frame(TABLES[name], list(records)) for name, records in rows.items()}


def write_tables(out: Path, tables: Mapping[str, pd.DataFrame], rejected: Sequence[Problem] = ()) -> None:
    """Write the tables of `to_frames` as CSV and Parquet, rejected.csv, and last the datapackage.json of them all.

    The same tables give the same bytes. CSV is made for spreadsheets: list cells are joined by `;`, and a text that
    a spreadsheet would run as a formula has an apostrophe before it. Parquet holds every text as it is.
    Raises `ReportError` where `out` cannot be written.
    """
    files: dict[str, bytes] = {}
    for name, record in TABLES.items():
        frame = tables[name]
        files[f"{name}.csv"] = _csv(frame)
        files[f"{name}.parquet"] = _parquet(frame, record)
    files[REJECTED] = rejected_csv(rejected)
    files[DATA_PACKAGE] = data_package(files)
    write_files(out, files)


def rejected_csv(rejected: Iterable[Problem], *, header: bool = True) -> bytes:
    """The lines of a rejected.csv, with or without the names of its columns."""
    rows = [[getattr(problem, name) for name in REJECTED_COLUMNS] for problem in rejected]
    return _csv(pd.DataFrame(rows, columns=list(REJECTED_COLUMNS), dtype="string"), header=header)


def read_tables(folder: Path) -> dict[str, pd.DataFrame]:
    """The tables that `write_tables` wrote, as `to_frames` gave them.

    Raises `ReportError` where they are missing, damaged, or not all of one run.
    """
    try:
        package = json.loads((folder / DATA_PACKAGE).read_bytes())
        stated = {resource["parquet"]: resource["parquet_hash"] for resource in package["resources"][: len(TABLES)]}
        read = {}
        for name, record in TABLES.items():
            data = (folder / f"{name}.parquet").read_bytes()
            if stated[f"{name}.parquet"] != hashed(data):
                raise ValueError(f"{name}.parquet is not the file that {DATA_PACKAGE} describes")
            read[name] = from_arrow(pq.read_table(io.BytesIO(data)), record)
    except FileNotFoundError:
        problem = Problem(
            shown(folder, 500), "", "holds no tables", f"run brief parse PATH… --out {shown(folder, 500)}"
        )
        raise ReportError(problem) from None
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
        problem = Problem(
            shown(folder, 500), "", f"its tables cannot be used ({reason(error)})", "run brief parse again"
        )
        raise ReportError(problem) from error
    return read


def from_arrow(table: pa.Table, record: type[Any]) -> pd.DataFrame:
    """A table as Parquet holds it, as `to_frames` gave it."""
    return _typed(table.select(arrow_schema(record).names).to_pandas(), record)


def _frame(record: type[Any], records: Sequence[Any]) -> pd.DataFrame:
    names = [column.name for column in columns(record)]
    return _typed(pd.DataFrame([[getattr(row, name) for name in names] for row in records], columns=names), record)


def _typed(frame: pd.DataFrame, record: type[Any]) -> pd.DataFrame:
    typed = frame.astype({column.name: _PANDAS[str(column.type)] for column in columns(record)})
    for column in columns(record):
        if column.type == LIST:
            typed[column.name] = pd.Series([tuple(cell) for cell in typed[column.name]], typed.index, dtype="object")
    return typed


def _csv(frame: pd.DataFrame, *, header: bool = True) -> bytes:
    safe = frame.copy()
    for name, dtype in frame.dtypes.items():
        if dtype == "object":
            safe[name] = frame[name].map(";".join)
        elif dtype == "string":
            safe[name] = frame[name].map(inert)
    # Lines end as RFC 4180 has it; with another ending a carriage return inside a text would not be put in quotes.
    return safe.to_csv(index=False, header=header, lineterminator="\r\n").encode()


def _parquet(frame: pd.DataFrame, record: type[Any]) -> bytes:
    table = pa.Table.from_pandas(frame, schema=arrow_schema(record), preserve_index=False).replace_schema_metadata(None)
    stream = io.BytesIO()
    pq.write_table(table, stream, compression="zstd")
    return stream.getvalue()
