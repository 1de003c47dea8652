"""Who says what: each count as its article reports it, and where the reports of one event disagree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from report_lib.records import Article, Count, Incident, counts_by_incident
from report_lib.tallying.columns import LIST, MONTH, NUMBER, TEXT, Column, frame, range_cells, range_columns
from report_lib.tallying.ranges import stated
from report_lib.tallying.tolls import Event, voice
from report_lib.wording import Language, listed, named, phrase

BY_SOURCE = (
    MONTH,
    Column("kind", TEXT, "`event`, `tally`, or `undated`: an undated incident, listed under its article's month"),
    Column("event_id", TEXT, "the event or tally"),
    Column("date", TEXT, "date of the event or period of the tally as this report gives it, EDTF"),
    Column("governorates", LIST, "governorates as this report gives them"),
    Column("place", TEXT, "place as this report gives it"),
    Column("outlet", TEXT, "publisher"),
    Column("published", TEXT, "publication date, EDTF"),
    Column("source", TEXT, "who is cited; empty where the outlet speaks for itself"),
    Column("source_type", TEXT, "kind of source, code as in incidents"),
    Column("voice", TEXT, "who counts as the independent source: the one named, else the outlet, else the original"),
    Column("copy_of", TEXT, "article_id of the original, where the article is a near-copy of another"),
    Column("origin", TEXT, "`parsed` from a text or coded by `hand`"),
    Column("perpetrator", TEXT, "actor as this report names it"),
    Column("perpetrator_status", TEXT, "how far the text stands behind it"),
    Column("victims", TEXT, "who was hit"),
    Column("measure", TEXT, "what is counted"),
    Column("number", TEXT, "the number in words"),
    Column("low", NUMBER, "as in counts"),
    Column("high", NUMBER, "as in counts"),
    Column("qualifier", TEXT, "as in counts"),
    Column("share_of", TEXT, "count_id of the total this is a share of"),
    Column("quote", TEXT, "the words of the article; empty for hand-coded reports"),
    Column("url", TEXT, "address of the report, or of the evidence for its date"),
    Column("article_id", TEXT, "the article"),
    Column("incident_id", TEXT, "the incident"),
    Column("count_id", TEXT, "the count"),
)
DISAGREEMENT = (
    MONTH,
    Column("event_id", TEXT, "the event"),
    Column("date", TEXT, "date of the event, EDTF"),
    Column("governorates", LIST, "governorates of the event"),
    Column("place", TEXT, "place of the event"),
    Column("perpetrator", TEXT, "actor that caused these casualties"),
    Column("role", TEXT, "`attack`, or `own dead` of the attackers"),
    Column("measure", TEXT, "what is counted"),
    *range_columns("number", "the range over all reports"),
    Column("low_by", TEXT, "who states the smallest number: outlet, and whom it cites"),
    Column("high_by", TEXT, "who states the largest number"),
    Column("reports", NUMBER, "reports that state a number"),
    Column("unspecified", NUMBER, "reports that speak of it without a number"),
    Column("sources", NUMBER, "independent voices"),
    Column("count_ids", LIST, "the counts behind it"),
)


def by_source(
    events: Sequence[Event],
    incidents: Mapping[str, Incident],
    counts: Iterable[Count],
    articles: Mapping[str, Article],
    copy_of: Mapping[str, str],
    month: str,
    lang: Language = "en",
) -> pd.DataFrame:
    """One row for each count of a month as its article reports it, grouped by event. Columns: `BY_SOURCE`."""
    rows = []
    of_incident = counts_by_incident(counts)
    for event in events:
        reports = sorted(
            (incidents[i] for i in event.incident_ids),
            key=lambda r: (articles[r.article_id].published if r.article_id in articles else "", r.incident_id),
        )
        rows += [
            _source_row(event, incident, count, articles, copy_of, month, lang)
            for incident in reports
            for count in of_incident[incident.incident_id]
        ]
    return frame(rows, BY_SOURCE)


def disagreement(
    events: Sequence[Event],
    incidents: Mapping[str, Incident],
    counts: Iterable[Count],
    articles: Mapping[str, Article],
    month: str,
    lang: Language = "en",
) -> pd.DataFrame:
    """One row for each number that independent reports of one event state differently. Columns: `DISAGREEMENT`."""
    reports = {incident_id for event in events for incident_id in event.incident_ids}
    who = {
        count.count_id: speaker(incidents[count.incident_id], articles, lang)
        for count in counts
        if count.incident_id in reports
    }
    rows = []
    for event in events:
        for toll in event.tolls:
            if toll.range.disagrees or (toll.range.stated and toll.range.n_unspecified):
                rows.append(
                    {
                        "month": month,
                        "event_id": event.event_id,
                        "date": event.date,
                        "governorates": event.governorates,
                        "place": event.place,
                        "perpetrator": toll.perpetrator,
                        "role": toll.role,
                        "measure": toll.measure,
                        **range_cells("number", toll.range, lang),
                        "low_by": _speakers(toll.range.low_ids, who, lang),
                        "high_by": _speakers(toll.range.high_ids, who, lang),
                        "reports": toll.range.n_reports,
                        "unspecified": toll.range.n_unspecified,
                        "sources": len(toll.sources),
                        "count_ids": toll.range.count_ids,
                    }
                )
    rows.sort(key=lambda row: (row["measure"] != "killed", row["date"] or "9999", row["event_id"], row["measure"]))
    return frame(rows, DISAGREEMENT)


def speaker(incident: Incident, articles: Mapping[str, Article], lang: Language = "en") -> str:
    """Who states it, for prose: "Jassem Alyan, in Al-Araby Al-Jadeed", or the outlet alone."""
    article = articles.get(incident.article_id)
    outlet = (article.outlet if article else "") or phrase("speaker.unnamed_outlet", lang)
    outlet = named("outlets", outlet, lang)
    source = named("sources", incident.source, lang)
    if not source or source == outlet:
        return outlet
    return phrase("speaker.cited", lang, source=source, outlet=outlet)


def _source_row(
    event: Event,
    incident: Incident,
    count: Count,
    articles: Mapping[str, Article],
    copy_of: Mapping[str, str],
    month: str,
    lang: Language,
) -> dict[str, Any]:
    article = articles.get(incident.article_id) or Article(article_id=incident.article_id)
    return {
        "month": month,
        "kind": event.listing,
        "event_id": event.event_id,
        "date": incident.date,
        "governorates": incident.governorates,
        "place": incident.place,
        "outlet": article.outlet,
        "published": article.published,
        "source": incident.source,
        "source_type": incident.source_type,
        "voice": voice(incident, articles, copy_of),
        "copy_of": copy_of.get(incident.article_id, ""),
        "origin": incident.origin,
        "perpetrator": incident.perpetrator,
        "perpetrator_status": incident.perpetrator_status,
        "victims": count.victims,
        "measure": count.measure,
        "number": stated(count).text(lang),
        "low": count.low,
        "high": count.high,
        "qualifier": count.qualifier,
        "share_of": count.part_of,
        "quote": count.quote,
        "url": article.url,
        "article_id": incident.article_id,
        "incident_id": incident.incident_id,
        "count_id": count.count_id,
    }


def _speakers(count_ids: Iterable[str], who: Mapping[str, str], lang: Language) -> str:
    return listed(list(dict.fromkeys(who[count_id] for count_id in count_ids if count_id in who)), lang)
