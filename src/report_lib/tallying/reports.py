"""Read other outlets' reports, coded by hand in seeds/reports.csv, into articles, incidents and counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from report_lib.edtf_dates import interval, precision
from report_lib.errors import Broken, Problem
from report_lib.placing.gazetteer import Place, gazetteer
from report_lib.records import (
    GOVERNORATES,
    MEASURES,
    PERPETRATOR_STATUSES,
    PERPETRATORS,
    QUALIFIERS,
    SOURCE_TYPES,
    VICTIMS,
    Article,
    Count,
    Incident,
)
from report_lib.rows import Row, read_rows
from report_lib.tallying.tallies import monitor_named

COLUMNS = (
    "incident",
    "date",
    "governorates",
    "place",
    "perpetrator",
    "perpetrator_status",
    "measure",
    "low",
    "high",
    "qualifier",
    "victims",
    "outlet",
    "source",
    "source_type",
    "published",
    "url",
)


@dataclass(frozen=True)
class HandReports:
    """The rows of seeds/reports.csv as table rows, and what is wrong with the others.

    `articles` holds one row a report, `hand-<incident>-<n>`, so that outlet, date and address are kept.
    `same_incident` maps incident_id to the name the editor gave the incident: rows of one name are one event.
    """

    articles: tuple[Article, ...] = ()
    incidents: tuple[Incident, ...] = ()
    counts: tuple[Count, ...] = ()
    same_incident: Mapping[str, str] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()


def read_reports(path: Path) -> HandReports:
    """Read seeds/reports.csv, coordinates from the gazetteer; a bad row is a problem, the others stand."""
    problems: list[Problem] = []
    articles: dict[tuple[str, str], Article] = {}
    incidents: dict[tuple[object, ...], Incident] = {}
    counts: list[Count] = []
    same_incident: dict[str, str] = {}
    per_incident: dict[str, int] = {}
    for row in read_rows(path, COLUMNS, problems):
        try:
            name = row.text("incident", required=True)
            values = _incident_values(row)
            measured = _count_values(row)
            url, outlet = row.url("url"), row.text("outlet", required=True)
            published = row.edtf("published")
        except Broken as broken:
            problems.append(broken.problem(path, row.record))
            continue
        article = articles.get((outlet, url))
        if article is None:
            number = 1 + sum(a.article_id.rpartition("-")[0] == f"hand-{name}" for a in articles.values())
            article = articles[outlet, url] = Article(
                article_id=f"hand-{name}-{number}",
                outlet=outlet,
                published=published,
                published_basis="external" if published else "unknown",
                url=url,
            )
        key = (article.article_id, name, *values.values())
        incident = incidents.get(key)
        if incident is None:
            number = per_incident[article.article_id] = per_incident.get(article.article_id, 0) + 1
            incident = incidents[key] = Incident(
                incident_id=f"{article.article_id}-i{number}",
                article_id=article.article_id,
                origin="hand",
                source_chain=" → ".join(part for part in (outlet, values["source"]) if part),
                **values,
            )
            same_incident[incident.incident_id] = name
        number = 1 + sum(count.incident_id == incident.incident_id for count in counts)
        counts.append(
            Count(
                count_id=f"{incident.incident_id}-c{number}",
                incident_id=incident.incident_id,
                article_id=article.article_id,
                **measured,
            )
        )
    return HandReports(
        tuple(articles.values()), tuple(incidents.values()), tuple(counts), same_incident, tuple(problems)
    )


def _incident_values(row: Row) -> dict[str, Any]:
    # A hand-coded report over a month or longer is a tally.
    dates = {**date_columns(row.edtf("date")), "date_basis": "stated"} if row.text("date") else {}
    source, outlet = row.text("source"), row.text("outlet")
    place = row.text("place")
    governorates = row.codes("governorates", (*GOVERNORATES, "Iraq"))
    lies = _lies(place, governorates)
    perpetrator = row.code("perpetrator", PERPETRATORS, default="unknown")
    return {
        "scope": "aggregate" if dates.get("date_precision") in ("month", "year") else "event",
        **dates,
        "governorates": governorates,
        "place": place,
        "latitude": lies.latitude,
        "longitude": lies.longitude,
        "geo_precision": lies.geo_precision,
        "perpetrator": perpetrator,
        "perpetrator_status": row.code("perpetrator_status", PERPETRATOR_STATUSES, default="unknown"),
        "source": "" if source == outlet and not monitor_named(source) else source,
        "source_type": row.code("source_type", SOURCE_TYPES, default="outlet"),
    }


def date_columns(date: str) -> dict[str, Any]:
    """The columns that follow from an EDTF date coded by hand; none from an empty one. Raises `Broken`."""
    if not date:
        return {}
    start, end = interval(date)
    if not start or not end:
        raise Broken(f"date «{date}» has no first and last day", "write a day, a month, a year or a closed interval")
    return {
        "date": date,
        "date_start": start,
        "date_end": end,
        "date_precision": precision(date),
        "month": start[:7] if start[:7] == end[:7] else "",
        "month_basis": "incident" if start[:7] == end[:7] else "",
    }


def _lies(name: str, governorates: tuple[str, ...]) -> Place:
    """The place of this name in one of these governorates; without coordinates if the gazetteer has none."""
    fitting = (place for place in gazetteer().get(name, ()) if set(place.governorates) & set(governorates))
    return next(fitting, Place(name))


def _count_values(row: Row) -> dict[str, Any]:
    qualifier = row.code("qualifier", QUALIFIERS)
    low, high = row.number("low"), row.number("high")
    given = (low is not None, high is not None)
    wanted = {"at_least": (True, False), "more_than": (True, False), "at_most": (False, True)}
    if given != wanted.get(qualifier, (qualifier != "unspecified",) * 2):
        raise Broken(
            f"low «{row.text('low')}» and high «{row.text('high')}» do not go with {qualifier}",
            "at_least and more_than have low alone, at_most high alone, unspecified neither, the others both",
        )
    if low is not None and high is not None and (low > high or (low < high and qualifier != "range")):
        raise Broken(f"low {low} and high {high} do not go with {qualifier}", "write one number twice, or a range")
    return {
        "measure": row.code("measure", MEASURES),
        "low": low,
        "high": high,
        "qualifier": qualifier,
        "victims": row.code("victims", VICTIMS, default="people"),
    }
