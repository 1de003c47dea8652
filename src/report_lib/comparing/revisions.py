"""Compare two builds of a month and keep a dated log of what a later edition says otherwise."""

from __future__ import annotations

import io
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pandas as pd

from report_lib.comparing.likeness import place_text
from report_lib.errors import Problem, ReportError, shown
from report_lib.files import write_files
from report_lib.linking.collection import Collection
from report_lib.records import Count, Incident, counts_by_incident
from report_lib.spreadsheets import inert
from report_lib.tallying.columns import MONTH, TEXT, Column, frame
from report_lib.tallying.ranges import stated
from report_lib.wording import date_text

SNAPSHOT_FILE, LOG_FILE = "edition.csv", "revisions.csv"
SNAPSHOT = (
    Column("record", TEXT, "`event`, `tally`, `undated` or `count`"),
    Column("row", TEXT, "event_id or count_id"),
    Column("label", TEXT, "what the row is about, in words"),
    Column("column", TEXT, "the column"),
    Column("value", TEXT, "what it says"),
)
REVISIONS = (
    Column("revised", TEXT, "day of the build that first says so, YYYY-MM-DD"),
    MONTH,
    Column("record", TEXT, "`event`, `tally`, `undated` or `count`"),
    Column("row", TEXT, "event_id or count_id"),
    Column("label", TEXT, "what the row is about, in words"),
    Column("change", TEXT, "`added`, `removed` or `changed`"),
    Column("column", TEXT, "the column changed; for a row added or removed, the one that says most"),
    Column("old", TEXT, "what the build before said"),
    Column("new", TEXT, "what this one says"),
)
_EVENT_COLUMNS = ("date", "governorates", "place", "perpetrator", "perpetrator_status", "attack_type")
_EVENT_NUMBERS = ("killed", "wounded", "airstrikes", "attacks", "own_dead")


def snapshot(collection: Collection, month: str) -> pd.DataFrame:
    """What a month says, one row a value: its events as ranges, and each count behind them. Columns: `SNAPSHOT`."""
    of_incident = counts_by_incident(collection.counts.values())
    rows = []
    for event in collection.of_month(month):
        label = f"{place_text(event)}, {date_text(event.date)}"
        values = {
            **{name: _text(getattr(event, name)) for name in _EVENT_COLUMNS},
            **{name: event.toll(name).text() for name in _EVENT_NUMBERS if name != "own_dead"},
            "own_dead": event.toll("killed", role="own dead").text(),
            "incidents": _text(event.incident_ids),
        }
        rows += _rows(event.listing, event.event_id, label, values)
        for incident_id in event.incident_ids:
            for count in of_incident[incident_id]:
                rows += _rows("count", count.count_id, label, _count_values(collection.incidents[incident_id], count))
    return frame(rows, SNAPSHOT)


def revisions(old: pd.DataFrame, new: pd.DataFrame, month: str, revised: str) -> pd.DataFrame:
    """What `new` says otherwise than `old`, both as of `snapshot`. Columns: `REVISIONS`; no rows for the same.

    An event whose identifier changed is the one that most of its incidents stood in before.
    """
    before, after = _by_row(old), _by_row(new)
    renamed = _renamed(before, after)
    before = {(record, renamed.get(row, row)): says for (record, row), says in before.items()}
    rows = []
    for key in sorted(before.keys() | after.keys(), key=lambda key: (key[0] == "count", key)):
        label, was = before.get(key, ("", {}))
        new_label, now = after.get(key, (label, {}))
        base = {"revised": revised, "month": month, "record": key[0], "row": key[1], "label": new_label}
        if not was or not now:
            column = next((c for c in ("number", *_EVENT_NUMBERS) if (was or now).get(c)), "date")
            change = "removed" if was else "added"
            rows.append({**base, "change": change, "column": column, "old": was.get(column), "new": now.get(column)})
            continue
        for column in now:
            if column != "incidents" and was.get(column, "") != now[column]:
                said = {"old": was.get(column, ""), "new": now[column]}
                rows.append({**base, "change": "changed", "column": column, **said})
    return frame(rows, REVISIONS)


def log_edition(folder: Path, collection: Collection, month: str, revised: str) -> pd.DataFrame:
    """Compare a month with the build before, kept in `folder`, and bring its log up to date; returns the whole log.

    Writes revisions.csv, then edition.csv. The first build of a month has nothing to be compared with and logs nothing.
    `revised` is the day of this build, from the caller's clock. Raises `ReportError` for a log that cannot be read.
    """
    new = snapshot(collection, month)
    log = read_log(folder)
    old = _read(folder / SNAPSHOT_FILE, SNAPSHOT)
    if old is not None:
        log = pd.concat([_finished(log, old), revisions(old, new, month, revised)], ignore_index=True)
    write_files(folder, {LOG_FILE: _csv(log), SNAPSHOT_FILE: _csv(new)})
    return log


def read_log(folder: Path) -> pd.DataFrame:
    """The revisions logged in a month's folder, oldest first; none where there is no log. Columns: `REVISIONS`."""
    log = _read(folder / LOG_FILE, REVISIONS)
    return frame([], REVISIONS) if log is None else log


def _finished(log: pd.DataFrame, edition: pd.DataFrame) -> pd.DataFrame:
    """The log without its last rows that the edition does not say yet: a build that was cut short between the two."""
    says = _by_row(edition)
    kept = len(log)
    for row in log[::-1].itertuples(index=False):
        values = says.get((str(row.record), str(row.row)), ("", {}))[1]
        said = not values if row.change == "removed" else bool(values)
        if said and (row.change != "changed" or values.get(str(row.column), "") == row.new):
            break
        kept -= 1
    return log[:kept]


def _rows(record: str, row: str, label: str, values: Mapping[str, str]) -> list[dict[str, Any]]:
    cells = {"record": record, "row": row, "label": label}
    return [{**cells, "column": column, "value": value} for column, value in values.items()]


def _count_values(incident: Incident, count: Count) -> dict[str, str]:
    return {
        "number": stated(count).text(),
        "measure": count.measure,
        "victims": count.victims,
        "perpetrator": incident.perpetrator,
        "source": incident.source,
        "date": incident.date,
        "share_of": count.part_of,
    }


def _by_row(table: pd.DataFrame) -> dict[tuple[str, str], tuple[str, dict[str, str]]]:
    rows: dict[tuple[str, str], tuple[str, dict[str, str]]] = {}
    for record, row, label, column, value in table.itertuples(index=False):
        rows.setdefault((str(record), str(row)), (str(label), {}))[1][str(column)] = str(value)
    return rows


def _renamed(
    before: Mapping[tuple[str, str], tuple[str, dict[str, str]]],
    after: Mapping[tuple[str, str], tuple[str, dict[str, str]]],
) -> dict[str, str]:
    """Old event_id → new one, for events that have another identifier now."""
    home = {
        incident: row
        for (record, row), (_, says) in after.items()
        if record != "count"
        for incident in says.get("incidents", "").split(";")
    }
    gone = {row: says for (record, row), (_, says) in before.items() if record != "count"}
    taken = {row for record, row in after if record != "count"} & gone.keys()
    renamed = {}
    for row, says in gone.items():
        homes = Counter(home[i] for i in says.get("incidents", "").split(";") if i in home)
        homes = Counter({new: votes for new, votes in homes.items() if new not in taken})
        if row not in taken and homes:
            renamed[row] = min(homes, key=lambda new: (-homes[new], new))
            taken.add(renamed[row])
    return renamed


def _text(value: Any) -> str:
    return ";".join(value) if isinstance(value, tuple) else str(value)


def _csv(table: pd.DataFrame) -> bytes:
    # An apostrophe of the text's own is doubled, so that what is read again is what was written.
    safe = table.map(lambda text: f"'{text}" if text.startswith("'") else inert(text))
    # RFC 4180 lines: with another ending a carriage return inside a text would not be put in quotes.
    return safe.to_csv(index=False, lineterminator="\r\n").encode()


def _read(path: Path, columns: tuple[Column, ...]) -> pd.DataFrame | None:
    if not path.exists():
        return None
    try:
        table = pd.read_csv(io.BytesIO(path.read_bytes()), dtype="string", keep_default_na=False)
        if list(table.columns) != [column.name for column in columns]:
            raise ValueError("its columns are not those of this version")
    except (OSError, ValueError) as error:
        remedy = "take the file out; the log begins anew"
        raise ReportError(Problem(shown(path, 500), "", f"cannot be used ({shown(error, 100)})", remedy)) from error
    return table.map(lambda text: text.removeprefix("'"))
