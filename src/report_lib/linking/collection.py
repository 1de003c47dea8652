"""Bring the tables, the hand-coded reports, the monitors' series and the corrections together into one collection."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

import pandas as pd

from report_lib.errors import Problem
from report_lib.linking.copies import near_copies
from report_lib.linking.corrections import Corrections, corrected
from report_lib.linking.events import link
from report_lib.records import TABLES, Article, Count, Incident, counts_by_incident
from report_lib.tallying.reports import HandReports
from report_lib.tallying.restated import dated_by_series, matched
from report_lib.tallying.tallies import Series, Tally, series_rows
from report_lib.tallying.tolls import Event, merged

UNDATED = "undated"  # stands for a month where neither incident nor publication is dated
Record = TypeVar("Record")


@dataclass(frozen=True)
class Collection:
    """All that a brief may speak of, every incident with its event_id.

    `events` are merged incidents, `tallies` merged tallies, each in order of date. `restates` maps the event_id of a
    tally to the month of a monitor's series that it restates. `links` (columns `events.LINKS`), `copies`
    (`copies.COPIES`) and `corrections` (`corrections.APPLIED`) are frames for the reader who checks.
    """

    articles: Mapping[str, Article]
    incidents: Mapping[str, Incident]
    counts: Mapping[str, Count]
    events: tuple[Event, ...]
    tallies: tuple[Event, ...]
    series: Series
    restates: Mapping[str, Tally]
    copy_of: Mapping[str, str]
    links: pd.DataFrame
    copies: pd.DataFrame
    corrections: pd.DataFrame
    problems: tuple[Problem, ...] = ()

    def of_month(self, month: str) -> tuple[Event, ...]:
        """What a month lists, events and undated ones before tallies; `undated` is the month of what has none."""
        wanted = "" if month == UNDATED else month
        return tuple(event for event in (*self.events, *self.tallies) if event.month == wanted)


def records(frame: pd.DataFrame, record: type[Record]) -> tuple[Record, ...]:
    """The rows of a table of `tables.read_tables` as frozen values; the inverse of `tables.to_frames`."""
    names = [column.name for column in fields(record)]  # type: ignore[arg-type]  # the records are dataclasses
    columns = [_plain(frame[name]) for name in names]
    return tuple(record(**dict(zip(names, row, strict=True))) for row in zip(*columns, strict=True))


def collect(
    tables: Mapping[str, pd.DataFrame],
    reports: HandReports | None = None,
    series: Series | None = None,
    corrections: Corrections | None = None,
    texts: Mapping[str, str] | None = None,
) -> Collection:
    """Correct, date and link everything. `tables` as of `tables.read_tables`; `texts` by article_id, to find copies.

    What cannot be used of reports, series or corrections is in `problems`; nothing of it stops the rest.
    """
    articles, incidents, counts = (records(tables[name], TABLES[name]) for name in ("articles", "incidents", "counts"))
    return collect_records(articles, incidents, counts, reports, series, corrections, texts)


def collect_records(
    articles: Iterable[Article],
    incidents: Iterable[Incident],
    counts: Iterable[Count],
    reports: HandReports | None = None,
    series: Series | None = None,
    corrections: Corrections | None = None,
    texts: Mapping[str, str] | None = None,
) -> Collection:
    """As `collect`, from the records themselves."""
    reports, series, corrections = reports or HandReports(), series or Series(), corrections or Corrections()
    rows = (
        (*articles, *reports.articles),
        (*incidents, *reports.incidents),
        (*counts, *reports.counts),
    )
    fixed = corrected(*rows, corrections)
    monitor_articles, monitor_incidents, monitor_counts = series_rows(series)
    all_articles = {article.article_id: article for article in (*fixed.articles, *monitor_articles)}
    all_counts = {count.count_id: count for count in (*fixed.counts, *monitor_counts)}
    quoted, restated = _dated(fixed.incidents, fixed.counts, all_articles, series)
    every = (*quoted, *monitor_incidents)
    copies = near_copies(texts or {}, all_articles)
    links = link(every, all_counts.values(), all_articles, by_hand=reports.same_incident, decisions=fixed.decisions)
    linked = {i.incident_id: replace(i, event_id=links.event_of[i.incident_id]) for i in every}
    everything = merged(linked.values(), all_counts.values(), all_articles, copies.copy_of)
    restates = {
        linked[incident_id].event_id: tally
        for incident_id, tally in (*restated.items(), *((tally.tally_id, tally) for tally in series.tallies))
    }
    return Collection(
        articles=all_articles,
        incidents=linked,
        counts=all_counts,
        events=tuple(event for event in everything if event.scope == "event"),
        tallies=tuple(event for event in everything if event.scope == "aggregate"),
        series=series,
        restates=restates,
        copy_of=copies.copy_of,
        links=links.frame,
        copies=copies.frame,
        corrections=fixed.applied,
        problems=(*reports.problems, *series.problems, *corrections.problems, *fixed.problems),
    )


def _dated(
    incidents: Sequence[Incident], counts: Iterable[Count], articles: Mapping[str, Article], series: Series
) -> tuple[list[Incident], dict[str, Tally]]:
    """Quoted tallies with the month of the series that they restate, and which month of the series that is."""
    of_incident = counts_by_incident(counts)
    restated = {}
    dated = []
    for incident in incidents:
        article = articles.get(incident.article_id)
        tally = matched(incident, of_incident[incident.incident_id], series, article.published if article else "")
        if tally:
            restated[incident.incident_id] = tally
            incident = dated_by_series(incident, tally)
        dated.append(incident)
    return dated, restated


def _plain(column: pd.Series[Any]) -> list[Any]:
    """A column's cells as the records hold them: None for what is missing."""
    missing = column.isna() if column.dtype != "object" else [False] * len(column)
    return [None if absent else cell for cell, absent in zip(column.tolist(), missing, strict=True)]
