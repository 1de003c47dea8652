"""Set a monitor's tally beside what the articles contain of its period, region and perpetrator, and say how much."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from report_lib.records import Article, Count, Incident
from report_lib.tallying.columns import DECIMAL, LIST, MONTH, TEXT, Column, frame, range_cells, range_columns
from report_lib.tallying.ranges import Range, exactly, stated, total
from report_lib.tallying.tallies import Tally
from report_lib.tallying.tolls import Event
from report_lib.wording import Language, phrase

RECONCILIATION = (
    MONTH,
    Column("monitor", TEXT, "who counts"),
    Column("measure", TEXT, "`attacks` or `killed` (pro-government forces and civilians together)"),
    Column("governorates", LIST, "of a share, its governorate; of the whole, all that it covers; none if unassigned"),
    *range_columns("tally", "the monitor's number"),
    *range_columns("articles", "what the articles here contain of it, each event counted once"),
    Column("share", DECIMAL, "articles ÷ tally, 0 to 1; missing where one of them is open or missing"),
    Column("share_is", TEXT, "`exact`, or `at_most` where the tally is a lower bound; empty without a share"),
    Column("event_ids", LIST, "the events that the articles contain"),
    Column("count_ids", LIST, "the counts behind both numbers"),
    Column("url", TEXT, "address of the installment"),
)
QUOTED = (
    MONTH,
    Column("monitor", TEXT, "who counts"),
    Column("measure", TEXT, "what is counted"),
    *range_columns("series", "the number in the monitor's own series"),
    *range_columns("quoted", "the number as the article quotes it"),
    Column("same_wording", TEXT, "`yes` or `no`: whether the article keeps the series' hedge"),
    Column("outlet", TEXT, "who quotes it"),
    Column("date_basis", TEXT, "`tally` where the article gives no year and the series supplies it"),
    Column("article_id", TEXT, "the article"),
    Column("count_id", TEXT, "the count"),
    Column("url", TEXT, "address of the installment"),
)


def contained(tally: Tally, events: Sequence[Event]) -> list[Event]:
    """The events that fall into a tally: its month, its perpetrator, and governorates that it covers."""
    covered = set(tally.monitor.governorates)
    return [
        event
        for event in events
        if event.listing == "event"
        and event.kind == "attack"
        and event.month == tally.month
        and event.perpetrator == tally.monitor.perpetrator
        and event.governorates
        and set(event.governorates) <= covered
    ]


def reconciliation(tallies: Sequence[Tally], events: Sequence[Event], lang: Language = "en") -> pd.DataFrame:
    """One row for each number of the monitors' months: the whole, then its shares. Columns: `RECONCILIATION`."""
    rows: list[dict[str, Any]] = []
    for tally in tallies:
        ours = contained(tally, events)
        whole = tally.monitor.governorates
        rows.append(_row(tally, "attacks", whole, tally.attacks, exactly(len(ours)), ours, lang))
        killed = total([tally.killed, tally.killed_civilians])
        if killed.stated:
            dead = total(event.toll("killed") for event in ours)
            rows.append(_row(tally, "killed", whole, killed, dead, ours, lang))
        ids = tally.attacks.count_ids
        for governorate, number in tally.by_governorate:
            here = [event for event in ours if event.governorates == (governorate,)]
            share = exactly(number, ids)
            rows.append(_row(tally, "attacks", (governorate,), share, exactly(len(here)), here, lang))
        if tally.unassigned:
            named_ones = {(governorate,) for governorate, _ in tally.by_governorate}
            rest = [event for event in ours if event.governorates not in named_ones]
            left = exactly(tally.unassigned, ids)
            rows.append(_row(tally, "attacks", (), left, exactly(len(rest)), rest, lang))
    return frame(rows, RECONCILIATION)


def quoted(
    events: Sequence[Event],
    restates: Mapping[str, Tally],
    incidents: Mapping[str, Incident],
    counts: Mapping[str, Count],
    articles: Mapping[str, Article],
    lang: Language = "en",
) -> pd.DataFrame:
    """Each number that an article quotes from a monitor's series, beside the series itself. Columns: `QUOTED`."""
    rows = []
    quoting = {
        i: restates[event.event_id] for event in events if event.event_id in restates for i in event.incident_ids
    }
    of_tally = [count for count in counts.values() if count.incident_id in quoting] if quoting else []
    for count in of_tally:
        incident, tally = incidents[count.incident_id], quoting[count.incident_id]
        if incident.origin == "parsed" and not count.part_of:
            series, number = tally.number(count.measure), stated(count)
            if series.stated and number.stated:
                article = articles.get(incident.article_id)
                rows.append(
                    {
                        "month": tally.month,
                        "monitor": tally.monitor.monitor,
                        "measure": count.measure,
                        **range_cells("series", series, lang),
                        **range_cells("quoted", number, lang),
                        "same_wording": "yes" if series.text() == number.text() else "no",
                        "outlet": article.outlet if article else "",
                        "date_basis": incident.date_basis,
                        "article_id": incident.article_id,
                        "count_id": count.count_id,
                        "url": tally.url,
                    }
                )
    return frame(rows, QUOTED)


def share_text(row: Mapping[Any, Any], lang: Language = "en") -> str:
    """The share of a reconciliation row in words; empty where there is none."""
    if not row["share_is"]:
        return ""
    percent = f"{100 * float(row['share']):.0f}"
    return phrase(f"share.{row['share_is']}", lang, percent=percent)


def monitor_name(tally: Tally, lang: Language = "en") -> str:
    """The monitor in prose."""
    return tally.monitor.name_en if lang == "en" else tally.monitor.name_ar


def _row(
    tally: Tally,
    measure: str,
    governorates: tuple[str, ...],
    theirs: Range,
    ours: Range,
    events: Sequence[Event],
    lang: Language,
) -> dict[str, Any]:
    # An upper end of ours over a lower bound of theirs is an upper bound of the share; over an exact number it is it.
    closed = ours.high is not None and not ours.open and not ours.disagrees and theirs.low
    nothing = measure == "killed" and not events
    share_is = ("at_most" if theirs.open else "exact") if closed or (nothing and theirs.low) else ""
    return {
        "month": tally.month,
        "monitor": tally.monitor.monitor,
        "measure": measure,
        "governorates": governorates,
        **range_cells("tally", theirs, lang),
        **range_cells("articles", ours, lang),
        "share": (ours.high or 0) / theirs.low if share_is and theirs.low else None,
        "share_is": share_is,
        "event_ids": tuple(event.event_id for event in events),
        "count_ids": tuple(dict.fromkeys((*theirs.count_ids, *ours.count_ids))),
        "url": tally.url,
    }
