"""Export a collection: its events for UCDP GED and ACLED, and all tables as CSV, Parquet or one spreadsheet."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from typing import Any

import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell

from report_lib.assembling.tables import to_frames
from report_lib.errors import Problem, ReportError, shown
from report_lib.exporting.datasets import MAPPINGS, acled, ucdp_ged
from report_lib.linking.collection import Collection
from report_lib.spreadsheets import inert
from report_lib.tallying.columns import LIST, TEXT, Column, frame, range_cells, range_columns
from report_lib.tallying.tolls import Event

FORMATS = ("ucdp-ged", "acled", "csv", "parquet", "xlsx")
EVENTS = (
    Column("event_id", TEXT, "identifier of the event or tally"),
    Column("listing", TEXT, "`event`, `tally` or `undated`"),
    Column("kind", TEXT, "`attack`, `airstrike` or `tally`"),
    Column("date", TEXT, "EDTF"),
    Column("date_start", TEXT, "first possible day"),
    Column("date_end", TEXT, "last possible day"),
    Column("date_precision", TEXT, "as in incidents"),
    Column("month", TEXT, "month under which it is listed"),
    Column("month_basis", TEXT, "as in incidents"),
    Column("governorates", LIST, "governorates that its reports share"),
    Column("place", TEXT, "place of its most precise report"),
    Column("latitude", "Float64", "degrees north, WGS 84"),
    Column("longitude", "Float64", "degrees east, WGS 84"),
    Column("geo_precision", "Int64", "UCDP GED where_prec"),
    Column("perpetrator", TEXT, "actor that most reports name"),
    Column("perpetrator_status", TEXT, "the firmest status given for it"),
    Column("attack_type", TEXT, "the kind most reports give"),
    *range_columns("killed", "killed, attackers' own dead left out"),
    *range_columns("wounded", "wounded"),
    *range_columns("own_dead", "attackers' own dead"),
    *range_columns("airstrikes", "air strikes"),
    *range_columns("attacks", "attacks, of a tally"),
    Column("sources", LIST, "independent voices"),
    Column("incident_ids", LIST, "its reports"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def export(collection: Collection, form: str, month: str = "") -> dict[str, bytes]:
    """Files by name in one of `FORMATS`, of all months or of one; the same collection gives the same bytes.

    Text that a spreadsheet would run as a formula has an apostrophe before it in CSV and is marked as text in xlsx.
    Raises `ReportError` for a format that is none.
    """
    if form not in FORMATS:
        rule = f"«{shown(form)}» is not a format"
        raise ReportError(Problem("request", "format", rule, f"write one of {', '.join(FORMATS)}"))
    if form == "ucdp-ged":
        return {"ucdp-ged.csv": _csv(ucdp_ged(collection, month))}
    if form == "acled":
        return {"acled.csv": _csv(acled(collection, month))}
    frames = all_tables(collection, month)
    if form == "csv":
        return {f"{name}.csv": _csv(table) for name, table in frames.items()}
    if form == "parquet":
        return {f"{name}.parquet": _parquet(table) for name, table in frames.items()}
    return {"report-lib.xlsx": _xlsx(frames)}


def all_tables(collection: Collection, month: str = "") -> dict[str, pd.DataFrame]:
    """Events, then the three tables as linked and corrected, links, copies and corrections; of one month if named."""
    chosen = collection.of_month(month) if month else (*collection.events, *collection.tallies)
    kept = {incident_id for event in chosen for incident_id in event.incident_ids}
    incidents = [incident for incident in collection.incidents.values() if incident.incident_id in kept]
    counts = [count for count in collection.counts.values() if count.incident_id in kept]
    named = {incident.article_id for incident in incidents}
    articles = [article for article in collection.articles.values() if article.article_id in named]
    links = collection.links
    return {
        "events": frame([_event_cells(event) for event in chosen], EVENTS),
        **to_frames(articles, incidents, counts),
        "links": links[links["incident_a"].isin(kept) | links["incident_b"].isin(kept)].reset_index(drop=True),
        "copies": collection.copies,
        "corrections": collection.corrections,
    }


def mapping_page() -> str:
    """docs/exports.md: where each exported column comes from."""
    lines = [
        "# Exports",
        "",
        "What `--format ucdp-ged`, `acled`, `csv`, `parquet` and `xlsx` write of the collection's events. This page is",
        "made from `datasets.py` and `exports.py` in `src/report_lib/exporting/`; the names of actors and event types",
        "are in `src/report_lib/lexicon/exports.yml`.",
        "",
        "Tallies are in `csv`, `parquet` and `xlsx` alone: neither dataset has a place for totals of many events. A",
        "column without an entry stays empty: no report says it, or the dataset's own coders assign it. No number is",
        "estimated: where reports differ, `best` and the `deaths_` columns are empty, and `low` and `high` carry the",
        'range. What a report gives as "at most" has no `low`, what it gives as "at least" has no `high`.',
    ]
    for form, mapping in MAPPINGS.items():
        title = {"ucdp-ged": "UCDP GED 25.1", "acled": "ACLED"}[form]
        lines += ["", f"## {form}: {title}", "", "| column | comes from |", "|---|---|"]
        lines += [f"| `{name}` | {origin} |" for name, origin in mapping.items()]
    lines += ["", "## csv, parquet, xlsx", "", "| table | columns |", "|---|---|"]
    lines += [
        f"| events | {', '.join(f'`{column.name}`' for column in EVENTS)} |",
        "| articles, incidents, counts | as in the [codebook](codebook.md), linked and corrected |",
        "| links, copies, corrections | as in the [codebook](codebook.md) |",
    ]
    return "\n".join(lines) + "\n"


def _event_cells(event: Event) -> dict[str, Any]:
    own = (
        "event_id",
        "date",
        "date_start",
        "date_end",
        "date_precision",
        "month",
        "month_basis",
        "governorates",
        "place",
    )
    more = ("latitude", "longitude", "geo_precision", "perpetrator", "perpetrator_status", "attack_type", "sources")
    return {
        **{name: getattr(event, name) for name in (*own, *more, "listing", "kind", "incident_ids")},
        **range_cells("killed", event.toll("killed"), "en"),
        **range_cells("wounded", event.toll("wounded"), "en"),
        **range_cells("own_dead", event.toll("killed", role="own dead"), "en"),
        **range_cells("airstrikes", event.toll("airstrikes"), "en"),
        **range_cells("attacks", event.toll("attacks"), "en"),
    }


def _csv(table: pd.DataFrame) -> bytes:
    safe = table.astype("object").map(_csv_cell)
    return safe.to_csv(index=False, lineterminator="\n").encode()


def _csv_cell(cell: Any) -> Any:
    text = _plain(cell)
    return inert(text) if isinstance(text, str) else text


def _plain(cell: Any) -> Any:
    """A cell as a flat file holds it: lists joined, missing values empty."""
    if isinstance(cell, tuple):
        return ";".join(map(str, cell))
    return "" if cell is None or cell is pd.NA or cell != cell else cell


def _parquet(table: pd.DataFrame) -> bytes:
    lists = {name: table[name].map(list) for name, kind in table.dtypes.items() if kind == "object"}
    stream = io.BytesIO()
    table.assign(**{str(name): cells for name, cells in lists.items()}).to_parquet(
        stream, index=False, compression="zstd"
    )
    return stream.getvalue()


def _xlsx(frames: Mapping[str, pd.DataFrame]) -> bytes:
    """One workbook, a sheet a table, every text marked as text; no time of writing in it."""
    book = Workbook(write_only=False)
    book.remove(book.worksheets[0])
    for name, table in frames.items():
        sheet = book.create_sheet(name)
        sheet.freeze_panes = "A2"
        sheet.append(list(table.columns))
        for row_number, row in enumerate(table.itertuples(index=False), start=2):
            for column_number, value in enumerate(row, start=1):
                cell = sheet.cell(row=row_number, column=column_number)
                if isinstance(cell, Cell):
                    _fill(cell, _plain(value))
    stream = io.BytesIO()
    book.save(stream)
    return _timeless(stream.getvalue())


def _fill(cell: Cell, value: Any) -> None:
    if isinstance(value, str):
        cell.value = _CONTROL.sub("", value)[:32_000] or None  # a cell holds 32,767 characters
        if value:
            cell.data_type = "s"  # openpyxl would take a text that begins with = for a formula
            cell.quotePrefix = inert(value) != value
    else:
        cell.value = value if isinstance(value, (int, float, bool)) else str(value)


def _timeless(data: bytes) -> bytes:
    """The same workbook without the time it was written at, so that the same tables give the same bytes."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as written, zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed:
        for name in sorted(written.namelist()):
            content = written.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", b"2020-01-01T00:00:00Z", content)
            packed.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)
    return stream.getvalue()
