"""Lay articles, incidents and counts out as tables; write and read these as CSV and Parquet with a data package."""

from __future__ import annotations

import hashlib
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import Field
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from report_lib import __version__
from report_lib.errors import Problem, ReportError, reason, shown
from report_lib.files import write_files
from report_lib.records import KEYS, TABLES, Article, Count, Incident, columns
from report_lib.spreadsheets import inert

DATA_PACKAGE = "datapackage.json"
REJECTED = "rejected.csv"
REJECTED_COLUMNS = ("file", "record", "rule", "remedy")
FOREIGN_KEYS = {
    "articles": {},
    "incidents": {"article_id": ("articles", "article_id")},
    "counts": {
        "incident_id": ("incidents", "incident_id"),
        "article_id": ("articles", "article_id"),
        "part_of": ("counts", "count_id"),
    },
}
_TITLES = {
    "articles": "What is known of each article beside its text",
    "incidents": "What one article says of one incident, or of one tally of many",
    "counts": "Each number as reported, with the words it stands in",
}
# By a column's type in the records: pandas, Arrow, Table Schema.
_LIST = "tuple[str, ...]"
_PANDAS = {"str": "string", "int | None": "Int64", "float | None": "Float64", _LIST: "object"}
_ARROW = {"str": pa.string(), "int | None": pa.int64(), "float | None": pa.float64(), _LIST: pa.list_(pa.string())}
_TABLE_SCHEMA = {"str": "string", "int | None": "integer", "float | None": "number", _LIST: "string"}


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
    files[DATA_PACKAGE] = _json(data_package(files))
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
            if stated[f"{name}.parquet"] != _hash(data):
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


def arrow_schema(record: type[Any]) -> pa.Schema:
    """The columns of a table as Parquet holds them."""
    return pa.schema([(column.name, _ARROW[str(column.type)]) for column in columns(record)])


def from_arrow(table: pa.Table, record: type[Any]) -> pd.DataFrame:
    """A table as Parquet holds it, as `to_frames` gave it."""
    return _typed(table.select(arrow_schema(record).names).to_pandas(), record)


def data_package(files: Mapping[str, bytes]) -> dict[str, Any]:
    """The Frictionless description of written tables: columns, codes, keys, a hash of each file and of the inputs."""
    resources = [
        {
            **_resource(f"{name}.csv", files[f"{name}.csv"], _TITLES[name]),
            "parquet": f"{name}.parquet",
            "parquet_hash": _hash(files[f"{name}.parquet"]),
            "schema": _table_schema(name),
        }
        for name in TABLES
    ]
    rejected = {
        **_resource(REJECTED, files[REJECTED], "What could not be read, the rule it breaks and the remedy"),
        "schema": {"fields": [{"name": name, "type": "string"} for name in REJECTED_COLUMNS]},
    }
    # The articles table holds each file's own hash and all that is known beside it: its hash is that of the inputs.
    return _package([*resources, rejected], inputs_hash=_hash(files["articles.parquet"]))


def partitioned_package(parts: Mapping[str, Sequence[str]], inputs_digest: str) -> bytes:
    """The description of tables in many Parquet files; `parts` has the paths of each table's by its name."""
    resources = [
        {
            "name": name,
            "title": _TITLES[name],
            "path": list(parts[name]),
            "format": "parquet",
            "mediatype": "application/vnd.apache.parquet",
            "schema": _table_schema(name),
        }
        for name in TABLES
    ]
    return _json(_package(resources, inputs_hash=f"sha256:{inputs_digest}"))


def codebook() -> str:
    """The columns of the tables as Markdown, derived from the records."""
    lines = [
        "# Codebook",
        "",
        "The tables that `brief parse` writes, as CSV and Parquet. This page is made from `src/report_lib/records.py`.",
        "",
        "An empty cell means that the text does not say; it is never zero. A list cell joins its entries by `;`.",
        "`start` and `end` count characters of the article as decoded, line endings unchanged and a byte order mark",
        "left out: `text[start:end]` is `quote`. In CSV, not in Parquet, a text that begins with `=` `+` `-` `@`,",
        "their wide forms, a tab or a line break stands behind an apostrophe: a spreadsheet would run it as a formula.",
    ]
    for name, record in TABLES.items():
        lines += ["", f"## {name}", "", f"{_TITLES[name]}. Key: `{KEYS[name]}`.", ""]
        lines += ["| column | type | meaning | codes | unit | source |", "|---|---|---|---|---|---|"]
        for column in columns(record):
            kind = "list" if column.type == _LIST else _TABLE_SCHEMA[str(column.type)]
            codes = " · ".join(f"`{code}`" for code in column.metadata["codes"])
            about = (column.metadata[key] for key in ("description", "unit", "source"))
            description, unit, source = (text.replace("|", "\\|") for text in about)
            lines.append(f"| `{column.name}` | {kind} | {description} | {codes} | {unit} | {source} |")
    return "\n".join(lines) + "\n"


def _frame(record: type[Any], records: Sequence[Any]) -> pd.DataFrame:
    names = [column.name for column in columns(record)]
    return _typed(pd.DataFrame([[getattr(row, name) for name in names] for row in records], columns=names), record)


def _typed(frame: pd.DataFrame, record: type[Any]) -> pd.DataFrame:
    typed = frame.astype({column.name: _PANDAS[str(column.type)] for column in columns(record)})
    for column in columns(record):
        if column.type == _LIST:
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


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def _hash(data: bytes) -> str:
    return f"sha256:{hashlib.sha256(data).hexdigest()}"


def _resource(path: str, data: bytes, title: str) -> dict[str, Any]:
    return {
        "name": path.removesuffix(".csv"),
        "title": title,
        "path": path,
        "profile": "tabular-data-resource",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(data),
        "hash": _hash(data),
    }


def _package(resources: Sequence[Mapping[str, Any]], *, inputs_hash: str) -> dict[str, Any]:
    return {
        "name": "report-lib-tables",
        "title": "Reported numbers, traced to their words",
        "version": __version__,
        "inputs_hash": inputs_hash,
        "resources": list(resources),
    }


def _table_schema(name: str) -> dict[str, Any]:
    return {
        "fields": [_schema_field(column, key=KEYS[name]) for column in columns(TABLES[name])],
        "missingValues": [""],
        "primaryKey": [KEYS[name]],
        "foreignKeys": [
            {
                "fields": [field],
                # An empty resource name is Table Schema's word for the table itself.
                "reference": {"resource": "" if table == name else table, "fields": [key]},
            }
            for field, (table, key) in FOREIGN_KEYS[name].items()
        ],
    }


def _schema_field(column: Field[Any], key: str) -> dict[str, Any]:
    about = column.metadata
    description = "; ".join(
        text
        for text in (
            about["description"],
            about["unit"] and f"unit: {about['unit']}",
            about["source"] and f"source: {about['source']}",
            "entries joined by ;" if column.type == _LIST else "",
        )
        if text
    )
    constraints: dict[str, Any] = {}
    if about["codes"] and column.type != _LIST:
        constraints["enum"] = list(about["codes"])
    if column.name == key:
        constraints |= {"required": True, "unique": True}
    field = {"name": column.name, "type": _TABLE_SCHEMA[str(column.type)], "description": description}
    return field | ({"constraints": constraints} if constraints else {})
