"""What the tables are: their columns for Parquet and for readers, and the data package that describes the files."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import Field
from typing import Any

import pyarrow as pa

from report_lib import __version__
from report_lib.records import KEYS, TABLES, columns

DATA_PACKAGE = "datapackage.json"
REJECTED = "rejected.csv"
REJECTED_COLUMNS = ("file", "record", "rule", "remedy")
LIST = "tuple[str, ...]"  # the type of a list cell in the records
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
# By a column's type in the records.
_ARROW = {"str": pa.string(), "int | None": pa.int64(), "float | None": pa.float64(), LIST: pa.list_(pa.string())}
_TABLE_SCHEMA = {"str": "string", "int | None": "integer", "float | None": "number", LIST: "string"}


def arrow_schema(record: type[Any]) -> pa.Schema:
    """The columns of a table as Parquet holds them."""
    return pa.schema([(column.name, _ARROW[str(column.type)]) for column in columns(record)])


def data_package(files: Mapping[str, bytes]) -> bytes:
    """The Frictionless description of written tables: columns, codes, keys, a hash of each file and of the inputs."""
    resources = [
        {
            **_resource(f"{name}.csv", files[f"{name}.csv"], _TITLES[name]),
            "parquet": f"{name}.parquet",
            "parquet_hash": hashed(files[f"{name}.parquet"]),
            "schema": _table_schema(name),
        }
        for name in TABLES
    ]
    rejected = {
        **_resource(REJECTED, files[REJECTED], "What could not be read, the rule it breaks and the remedy"),
        "schema": {"fields": [{"name": name, "type": "string"} for name in REJECTED_COLUMNS]},
    }
    # The articles table holds each file's own hash and all that is known beside it: its hash is that of the inputs.
    return _json(_package([*resources, rejected], inputs_hash=hashed(files["articles.parquet"])))


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
            kind = "list" if column.type == LIST else _TABLE_SCHEMA[str(column.type)]
            codes = " · ".join(f"`{code}`" for code in column.metadata["codes"])
            about = (column.metadata[key] for key in ("description", "unit", "source"))
            description, unit, source = (text.replace("|", "\\|") for text in about)
            lines.append(f"| `{column.name}` | {kind} | {description} | {codes} | {unit} | {source} |")
    return "\n".join(lines) + "\n"


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
        "hash": hashed(data),
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
            "entries joined by ;" if column.type == LIST else "",
        )
        if text
    )
    constraints: dict[str, Any] = {}
    if about["codes"] and column.type != LIST:
        constraints["enum"] = list(about["codes"])
    if column.name == key:
        constraints |= {"required": True, "unique": True}
    field = {"name": column.name, "type": _TABLE_SCHEMA[str(column.type)], "description": description}
    return field | ({"constraints": constraints} if constraints else {})


def _json(value: Mapping[str, Any]) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=2) + "\n").encode()


def hashed(data: bytes) -> str:
    """The hash of a file as a data package has it."""
    return f"sha256:{hashlib.sha256(data).hexdigest()}"
