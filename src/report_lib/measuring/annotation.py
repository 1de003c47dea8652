"""Bring counts annotated by hand and counts extracted by a program into one form, in which they can be compared."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

from report_lib.errors import Broken, Problem, ReportError, reason, shown
from report_lib.records import MEASURES

# Marked so, an annotated count is neither required nor wrong.
_SOFT = ("part_of_total", "optional", "implied", "denied", "combined", "background", "superseded")
_NEEDED = {
    "incidents.csv": ("incident_id",),
    "counts.csv": ("count_id", "incident_id", "article_id", "measure", "low", "high"),
}
_ONE_SIDED = ("at_least", "more_than", "at_most", "about")


class Stated(NamedTuple):
    """A number as the text states it: one number, a range, or neither."""

    low: int | None = None
    high: int | None = None
    is_range: bool = False

    @property
    def is_number(self) -> bool:
        return (self.low, self.high) != (None, None)

    def __str__(self) -> str:
        if not self.is_number:
            return "no number"
        return f"{self.low}–{self.high}" if self.is_range else str(self.low)


@dataclass(frozen=True)
class Claim:
    """One count and what is said of it, annotated or extracted; `also` holds other accepted values by attribute."""

    measure: str
    stated: Stated
    values: Mapping[str, Any]
    quote: str = ""
    low: int | None = None
    soft: bool = False
    sum_group: str = ""
    also: Mapping[str, Sequence[Any]] = field(default_factory=dict)


def claim_from(values: Mapping[str, Any]) -> Claim:
    """A claim from an annotation's entry, or from a row of counts joined with its incident. Raises `Broken`."""
    measure, qualifier = values.get("measure"), values.get("qualifier") or ""
    if measure not in MEASURES:
        raise Broken(f"measure «{shown(measure)}» is not a code", f"write one of {', '.join(MEASURES)}")
    low, high = _whole(values.get("low")), _whole(values.get("high"))
    governorates = values.get("governorates") or ()
    if isinstance(governorates, str):
        governorates = [name for name in governorates.split(";") if name]
    return Claim(
        measure=measure,
        stated=stated_number(low, high, qualifier),
        values={**values, "qualifier": qualifier, "governorates": governorates},
        quote=values.get("quote") or "",
        low=low,
        soft=any(values.get(mark) for mark in _SOFT),
        sum_group=str(values.get("sum_group") or ""),
        also=values.get("alt") or {},
    )


def stated_number(low: int | None, high: int | None, qualifier: str) -> Stated:
    """The number that bounds and qualifier state: "at least 20" states 20, "fewer than ten" states 10."""
    if qualifier == "unspecified" or (low is None and high is None):
        return Stated()
    if qualifier == "range" or (None not in (low, high) and low != high and qualifier not in _ONE_SIDED):
        return Stated(low, high, is_range=True)
    number = high if low is None or (qualifier == "at_most" and high is not None) else low
    return Stated(number, number)


def read_annotation(path: Path, data: bytes) -> list[Claim]:
    """The counts of an annotation with these bytes. Raises `ReportError`, since a wrong annotation measures nothing."""
    claims = []
    record = ""
    try:
        for number, entry in enumerate(json.loads(data)["counts"], start=1):
            record = f"count {number}"
            claims.append(claim_from(entry))
    except Broken as broken:
        raise ReportError(broken.problem(path, record)) from None
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        rule = f"is not an annotation ({type(error).__name__}: {shown(error)})"
        raise ReportError(Problem(shown(path, 500), record, rule, "see tests/gold/README.md for its form")) from None
    return claims


def read_extracted(out: Path) -> dict[str, list[Claim]]:
    """The counts in incidents.csv and counts.csv by article. Raises `ReportError`."""
    return by_article(_rows(out / "incidents.csv"), _rows(out / "counts.csv"))


def by_article(incidents: Iterable[Mapping[str, Any]], counts: Iterable[Mapping[str, Any]]) -> dict[str, list[Claim]]:
    """Rows of counts, each joined with its row of incidents, as claims by article. Raises `ReportError`."""
    incident_of = {row["incident_id"]: row for row in incidents}
    claims: dict[str, list[Claim]] = {}
    for row in counts:
        incident = incident_of.get(row["incident_id"], {})
        try:
            claim = claim_from({**incident, **row})
        except Broken as broken:
            raise ReportError(broken.problem("counts", shown(row["count_id"]))) from None
        claims.setdefault(row["article_id"] or incident.get("article_id", ""), []).append(claim)
    return claims


def _rows(path: Path) -> list[dict[str, str]]:
    try:
        rows = list(csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        rule = f"cannot be read ({reason(error)})"
        raise ReportError(Problem(shown(path, 500), "", rule, "name the folder that brief parse wrote")) from None
    missing = [name for name in _NEEDED[path.name] if rows and name not in rows[0]]
    if missing:
        rule = f"has no column {', '.join(missing)}"
        raise ReportError(Problem(shown(path, 500), "line 1", rule, "name the folder that brief parse wrote"))
    return rows


def _whole(value: Any) -> int | None:
    if value is None or str(value).strip() in ("", "nan", "None", "<NA>"):
        return None
    try:
        return int(float(value))
    except (TypeError, ValueError, OverflowError):
        raise Broken(f"«{shown(value)}» is not a number", "write digits or leave it empty") from None
