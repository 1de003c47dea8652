"""Apply an editor's corrections (seeds/corrections.yml) in the open, each only while the extractor says what it did."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import pandas as pd
import yaml

from report_lib.edtf_dates import is_edtf
from report_lib.errors import Broken, Problem, shown
from report_lib.files import decode, read_bytes
from report_lib.linking.events import Decision
from report_lib.records import KEYS, TABLES, Article, Count, Incident
from report_lib.tallying.columns import TEXT, Column, frame
from report_lib.tallying.reports import date_columns

APPLIED = (
    Column("table", TEXT, "the table corrected; `links` for a decision on two incidents"),
    Column("row", TEXT, "identifier of the row, or of both incidents"),
    Column("column", TEXT, "the column corrected; `join` or `separate` for a decision"),
    Column("extracted", TEXT, "what the extractor says, empty where it says nothing"),
    Column("corrected", TEXT, "what the editor says"),
    Column("reason", TEXT, "why"),
    Column("evidence", TEXT, "address of the editor's evidence"),
)
_KEYS = ("table", "row", "column", "expect", "value", "reason", "evidence")


@dataclass(frozen=True)
class Correction:
    """One entry: the row that `selector` picks out of `table` says `expect` in `column`, and shall say `value`."""

    record: str
    table: str
    selector: Mapping[str, str]
    column: str
    expect: str
    value: str
    reason: str
    evidence: str


@dataclass(frozen=True)
class LinkDecision:
    """One entry: two incidents, each picked out by a selector, are one (`join`) or are not."""

    record: str
    selectors: tuple[Mapping[str, str], Mapping[str, str]]
    join: bool
    reason: str
    evidence: str


@dataclass(frozen=True)
class Corrections:
    """The entries of seeds/corrections.yml that can be read, and what is wrong with the others."""

    file: str = "seeds/corrections.yml"
    entries: tuple[Correction, ...] = ()
    links: tuple[LinkDecision, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Corrected:
    """The rows after correction, the editor's link decisions by incident_id, and what was changed (`APPLIED`)."""

    articles: tuple[Article, ...]
    incidents: tuple[Incident, ...]
    counts: tuple[Count, ...]
    decisions: tuple[Decision, ...] = ()
    applied: pd.DataFrame = field(default_factory=lambda: frame([], APPLIED))
    problems: tuple[Problem, ...] = ()


def read_corrections(path: Path) -> Corrections:
    """Read the editor's file; an entry that breaks a rule is a problem, the others stand."""
    name = shown(path, 500)
    try:
        loaded = yaml.safe_load(decode(read_bytes(path)))
    except Broken as broken:
        return Corrections(name, problems=(broken.problem(path),))
    except (yaml.YAMLError, ValueError, RecursionError) as error:  # ValueError: 2020-02-30 and no quotes around it
        problem = Problem(name, "", f"is not YAML ({shown(error, 120)})", "mend it; see the head of the file")
        return Corrections(name, problems=(problem,))
    loaded = loaded or {}
    if not isinstance(loaded, dict) or set(loaded) - {"corrections", "links"}:
        problem = Problem(name, "", "is not a list of corrections and links", "see the head of the file for the form")
        return Corrections(name, problems=(problem,))
    entries: list[Correction] = []
    links: list[LinkDecision] = []
    problems: list[Problem] = []
    for kind, read, kept in (("corrections", _correction, entries), ("links", _link, links)):
        listed = loaded.get(kind) or []
        for number, entry in enumerate(listed if isinstance(listed, list) else [listed], start=1):
            record = f"{kind} {number}"
            try:
                kept.append(read(record, entry))  # type: ignore[arg-type]  # each reader goes with its own list
            except Broken as broken:
                problems.append(broken.problem(name, record))
    return Corrections(name, tuple(entries), tuple(links), tuple(problems))


def corrected(
    articles: Sequence[Article], incidents: Sequence[Incident], counts: Sequence[Count], corrections: Corrections
) -> Corrected:
    """Apply every correction whose `expect` still holds; one that does not is a problem and changes nothing."""
    tables: dict[str, dict[str, Any]] = {
        name: {getattr(row, KEYS[name]): row for row in rows}
        for name, rows in (("articles", articles), ("incidents", incidents), ("counts", counts))
    }
    applied: list[dict[str, str]] = []
    problems: list[Problem] = []
    decisions: list[Decision] = []
    for entry in corrections.entries:
        try:
            applied.append(_apply(entry, tables[entry.table]))
        except Broken as broken:
            problems.append(broken.problem(corrections.file, entry.record))
    for link in corrections.links:
        try:
            a, b = (_only(tables["incidents"], selector, "incidents") for selector in link.selectors)
            if a == b:
                raise Broken("both selectors pick out the same incident", "name two incidents")
        except Broken as broken:
            problems.append(broken.problem(corrections.file, link.record))
            continue
        decisions.append(Decision(a, b, link.join, link.reason))
        applied.append(
            {
                "table": "links",
                "row": f"{a}, {b}",
                "column": "join" if link.join else "separate",
                "reason": link.reason,
                "evidence": link.evidence,
            }
        )
    return Corrected(
        tuple(tables["articles"].values()),
        tuple(tables["incidents"].values()),
        tuple(tables["counts"].values()),
        tuple(decisions),
        frame(applied, APPLIED),
        tuple(problems),
    )


def _apply(entry: Correction, rows: dict[str, Any]) -> dict[str, str]:
    key = _only(rows, entry.selector, entry.table)
    says = _text(getattr(rows[key], entry.column))
    if says != entry.expect:
        raise Broken(
            f"expects {entry.column} «{shown(entry.expect)}» of {key}, which now says «{shown(says)}»",
            "take the correction out if the extractor is right now, or bring expect up to date",
        )
    rows[key] = replace(rows[key], **_changes(entry))
    return {
        "table": entry.table,
        "row": key,
        "column": entry.column,
        "extracted": says,
        "corrected": entry.value,
        "reason": entry.reason,
        "evidence": entry.evidence,
    }


def _changes(entry: Correction) -> dict[str, Any]:
    """The columns that a correction sets: a date takes first day, last day, precision and month with it."""
    if entry.table == "incidents" and entry.column == "date":
        dates = date_columns(entry.value)
        return {name: dates.get(name, empty) for name, empty in _NO_DATE.items()} | {"date_basis": "external"}
    return {entry.column: _value(entry)}


_NO_DATE = {
    "date": "",
    "date_start": "",
    "date_end": "",
    "date_precision": "unknown",
    "month": "",
    "month_basis": "",
}


def _value(entry: Correction) -> Any:
    column = next(column for column in fields(TABLES[entry.table]) if column.name == entry.column)
    codes = column.metadata["codes"]
    kind = str(column.type)
    parts = tuple(part.strip() for part in entry.value.split(";") if part.strip()) if kind.startswith("tuple") else ()
    for code in parts or (entry.value,):
        if codes and code and code not in codes and not (entry.column == "governorates" and code == "Iraq"):
            raise Broken(f"{entry.column} «{shown(code)}» is not a code", f"write one of {', '.join(codes)}")
    if kind.startswith("tuple"):
        return parts
    if kind.startswith(("int", "float")):
        try:
            return (int if kind.startswith("int") else float)(entry.value) if entry.value else None
        except ValueError:
            raise Broken(f"{entry.column} «{shown(entry.value)}» is not a number", "write digits alone") from None
    return entry.value


def _only(rows: Mapping[str, Any], selector: Mapping[str, str], table: str) -> str:
    """The key of the one row that has these values."""
    exact = selector.get(KEYS[table])
    candidates = rows if exact is None else {exact} & rows.keys()
    found = [key for key in candidates if all(_text(getattr(rows[key], c)) == v for c, v in selector.items())]
    if len(found) != 1:
        picked = ", ".join(f"{column} «{shown(value)}»" for column, value in selector.items())
        raise Broken(
            f"{picked} picks out {len(found)} rows of {table}, not one", "name columns that one row alone has together"
        )
    return found[0]


def _text(value: Any) -> str:
    return ";".join(value) if isinstance(value, tuple) else "" if value is None else str(value)


def _correction(record: str, entry: Any) -> Correction:
    cells = _cells(entry, _KEYS)
    table, column = _scalar(cells["table"]), _scalar(cells["column"])
    if table not in TABLES:
        raise Broken(f"table «{shown(table)}» is not known", f"write one of {', '.join(TABLES)}")
    names = [c.name for c in fields(TABLES[table])]
    if column not in names or column == KEYS[table] or column in ("article_id", "incident_id", "event_id"):
        raise Broken(f"column «{shown(column)}» of {table} cannot be corrected", "name another column of the table")
    value = _scalar(cells["value"])
    if column in ("date", "published") and value and not is_edtf(value):
        raise Broken(f"value «{shown(value)}» is not an EDTF date", "write e.g. 2020-10-02")
    selector = _selector(cells["row"], table)
    return Correction(
        record, table, selector, column, _scalar(cells["expect"]), value, *_grounds(cells["reason"], cells["evidence"])
    )


def _link(record: str, entry: Any) -> LinkDecision:
    if not isinstance(entry, dict) or ("join" in entry) == ("separate" in entry):
        raise Broken("has neither join nor separate, or both", "name two incidents under one of them")
    join = "join" in entry
    cells = _cells(entry, ("join" if join else "separate", "reason", "evidence"))
    pair = cells["join" if join else "separate"]
    if not isinstance(pair, list) or len(pair) != 2:
        raise Broken("does not name two incidents", "write a list of two selectors")
    a, b = (_selector(selector, "incidents") for selector in pair)
    return LinkDecision(record, (a, b), join, *_grounds(cells["reason"], cells["evidence"]))


def _cells(entry: Any, keys: Sequence[str]) -> dict[str, Any]:
    if not isinstance(entry, dict) or set(entry) != set(keys):
        raise Broken("has not just the keys it must have", f"give {', '.join(keys)}")
    return entry


def _selector(selector: Any, table: str) -> dict[str, str]:
    names = {column.name for column in fields(TABLES[table])}
    if not isinstance(selector, dict) or not selector or set(selector) - names:
        raise Broken("its row is not picked out by columns of the table", f"write columns of {table} and their values")
    return {str(column): _scalar(value) for column, value in selector.items()}


def _grounds(reason: Any, evidence: Any) -> tuple[str, str]:
    if not isinstance(reason, str) or not reason.strip():
        raise Broken("has no reason", "say in a sentence why")
    if not isinstance(evidence, str) or not evidence.startswith(("http://", "https://")):
        raise Broken("has no address of its evidence", "give the http or https address")
    return " ".join(reason.split()), evidence


def _scalar(value: Any) -> str:
    """A YAML value as a table cell says it; YAML reads 2020-10-02 as a date and 17 as a number."""
    parts = value if isinstance(value, list) else [value]
    if any(isinstance(part, (list, dict, set)) for part in parts):  # which aliases let swell without bound
        raise Broken("holds a mapping or a list of lists where a value belongs", "write one value, or a list")
    return ";".join("" if part is None else str(part) for part in parts)
