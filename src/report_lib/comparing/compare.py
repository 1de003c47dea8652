"""Set events and tallies side by side, by region and by perpetrator, each event counted once as a range.

Tallies stand beside events in rows of their own (`kind`) and are never added to them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from report_lib.tallying.columns import LIST, MONTH, NUMBER, TEXT, Column, frame, range_cells, range_columns
from report_lib.tallying.ranges import Range, exactly, total
from report_lib.tallying.tallies import Tally
from report_lib.tallying.tolls import STATUS_ORDER, Event, Toll, combined
from report_lib.wording import Language

_KIND = Column("kind", TEXT, "`event` (each counted once), `tally`, or `share` of a tally by its monitor's breakdown")
_ATTACKS = range_columns("attacks", "attacks and clashes: events counted here, or as a tally states them")
_CASUALTIES = (
    *range_columns("killed", "killed"),
    *range_columns("wounded", "wounded"),
    *range_columns("airstrikes", "air strikes"),
    Column("victims", LIST, "who was hit"),
    Column("without_number", NUMBER, "events that some report says had dead and none says how many"),
    Column("reports", NUMBER, "reports that state a number of dead, copies left out"),
    Column("sources", LIST, "independent voices behind the row; a copy speaks with its original's"),
    Column("event_ids", LIST, "the events or tallies of the row"),
    Column("count_ids", LIST, "the counts behind its numbers"),
    Column("caveats", LIST, "codes of the caveats that hold for the row, worded by `caveat(code)`"),
)
BY_REGION = (
    MONTH,
    _KIND,
    Column(
        "governorates",
        LIST,
        "the governorate; several for what lies across them or is not broken down; none where unknown or unassigned",
    ),
    *_ATTACKS,
    *_CASUALTIES,
    *range_columns("own_dead", "attackers' own dead, never added to `killed`"),
)
BY_PERPETRATOR = (
    MONTH,
    _KIND,
    Column("perpetrator", TEXT, "actor that caused the casualties, code as in incidents"),
    Column("perpetrator_status", TEXT, "how far the reports stand behind it, the firmest of them"),
    *_ATTACKS,
    *_CASUALTIES,
)


def by_region(
    events: Sequence[Event], breakdowns: Mapping[str, Tally], month: str, lang: Language = "en"
) -> pd.DataFrame:
    """One row for each governorate of a month's events, then each tally by its own breakdown. Columns: `BY_REGION`.

    `breakdowns` maps event_ids of tallies to the monitor's month that they restate. `killed` and `wounded` leave the
    attackers' own out; their dead stand in `own_dead`.
    """
    groups: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in events:
        if event.scope == "event":
            groups[event.governorates].append(event)
    rows = [
        {"month": month, "kind": "event", "governorates": governorates, **_region_cells(group, lang)}
        for governorates, group in groups.items()
    ]
    rows.sort(key=lambda row: (-(row["killed_high"] or 0), row["governorates"]))
    for event in events:
        if event.scope == "aggregate":
            rows += _tally_rows(event, breakdowns.get(event.event_id), month, lang)
    return frame(rows, BY_REGION)


def by_perpetrator(events: Sequence[Event], month: str, lang: Language = "en") -> pd.DataFrame:
    """One row for each actor and status of a month, events and tallies apart. Columns: `BY_PERPETRATOR`.

    `killed` and `wounded` are those this actor caused: the attackers' own dead stand under whoever killed them. An
    attack is counted under its attacker alone.
    """
    groups: dict[tuple[str, str, str], list[tuple[Event, list[Toll]]]] = defaultdict(list)
    for event in events:
        kind = "tally" if event.scope == "aggregate" else "event"
        of_actor: dict[str, list[Toll]] = {event.perpetrator: []}
        for toll in event.tolls:
            of_actor.setdefault(toll.perpetrator, []).append(toll)
        for actor, tolls in of_actor.items():
            statuses = [toll.perpetrator_status for toll in tolls] or [event.perpetrator_status]
            groups[kind, actor, min(statuses, key=STATUS_ORDER.index)].append((event, tolls))
    rows = []
    for (kind, actor, status), group in groups.items():
        own = [event for event, _ in group if event.perpetrator == actor]
        rows.append(
            {
                "month": month,
                "kind": kind,
                "perpetrator": actor,
                "perpetrator_status": status,
                **range_cells("attacks", _attacks(own), lang),
                **_people_cells([tolls for _, tolls in group], lang),
                "event_ids": tuple(event.event_id for event, _ in group),
                "caveats": caveats_of(group),
            }
        )
    rows.sort(key=lambda row: (row["kind"], -(row["killed_high"] or 0), row["perpetrator"], row["perpetrator_status"]))
    return frame(rows, BY_PERPETRATOR)


def month_total(events: Iterable[Event], measure: str, role: str = "attack") -> Range:
    """The sum of one measure over events, each victim counted once; tallies are left out."""
    return total(event.toll(measure, role=role) for event in events if event.scope == "event")


def _attacks(events: Sequence[Event]) -> Range:
    """How many attacks: a tally says it, events are counted."""
    if any(event.scope == "aggregate" for event in events):
        return total(event.toll("attacks") for event in events)
    return exactly(sum(event.kind == "attack" for event in events))


def _people_cells(tolls_of_events: Sequence[Sequence[Toll]], lang: Language) -> dict[str, Any]:
    """Killed, wounded and air strikes of several events' tolls, and what traces them."""
    cells: dict[str, Any] = {}
    count_ids: dict[str, None] = {}
    for measure in ("killed", "wounded", "airstrikes", "attacks"):
        parts = [combined([toll for toll in tolls if toll.measure == measure]) for tolls in tolls_of_events]
        summed = total(parts)
        count_ids |= dict.fromkeys(summed.count_ids)
        if measure == "attacks":
            continue  # shown by `_attacks`; here for its trace alone
        cells |= range_cells(measure, summed, lang)
        if measure == "killed":
            cells["without_number"] = sum(bool(part.n_unspecified) and not part.stated for part in parts)
            cells["reports"] = summed.n_reports
    every = [toll for tolls in tolls_of_events for toll in tolls]
    return {
        **cells,
        "victims": tuple(sorted({victims for toll in every for victims in toll.victims})),
        "sources": tuple(sorted({voice for toll in every for voice in toll.sources})),
        "count_ids": tuple(count_ids),
    }


def _region_cells(events: Sequence[Event], lang: Language) -> dict[str, Any]:
    attack = [[toll for toll in event.tolls if toll.role == "attack"] for event in events]
    cells = _people_cells(attack, lang)
    own_dead = month_total(events, "killed", "own dead")
    return {
        **range_cells("attacks", _attacks(events), lang),
        **cells,
        **range_cells("own_dead", own_dead, lang),
        "count_ids": tuple(dict.fromkeys((*cells["count_ids"], *own_dead.count_ids))),
        "event_ids": tuple(event.event_id for event in events),
        "caveats": caveats_of(zip(events, attack, strict=True)),
    }


def _tally_rows(event: Event, breakdown: Tally | None, month: str, lang: Language) -> list[dict[str, Any]]:
    """A tally as a whole, then the monitor's breakdown of its attacks and what that leaves over."""
    trace = {"sources": event.sources, "event_ids": (event.event_id,)}
    whole = {
        "month": month,
        "kind": "tally",
        "governorates": event.governorates,
        **range_cells("attacks", event.toll("attacks"), lang),
        **_people_cells([event.tolls], lang),
        **trace,
        "caveats": caveats_of([(event, event.tolls)]),
    }
    if breakdown is None:
        return [whole]
    shares: list[tuple[tuple[str, ...], int, str]] = [
        ((governorate,), number, "share_of_tally") for governorate, number in breakdown.by_governorate
    ]
    if breakdown.unassigned:
        shares.append(((), breakdown.unassigned, "unassigned"))
    ids = breakdown.attacks.count_ids
    return [
        whole,
        *(
            {
                "month": month,
                "kind": "share",
                "governorates": governorates,
                **range_cells("attacks", exactly(number, ids), lang),
                **trace,
                "count_ids": ids,
                "caveats": (caveat,),
            }
            for governorates, number, caveat in shares
        ),
    ]


def caveats_of(parts: Iterable[tuple[Event, Sequence[Toll]]]) -> tuple[str, ...]:
    """What a reader must know of the numbers of events or tallies, as codes that `wording.caveat` words.

    Each part is an event and those of its tolls that the number rests on.
    """
    every = [(event, [toll for toll in tolls if toll.measure == "killed"]) for event, tolls in parts]
    killed = [(combined(tolls), {voice for toll in tolls for voice in toll.sources}) for _, tolls in every]
    tally = any(event.scope == "aggregate" for event, _ in every)
    statuses = {toll.perpetrator_status for _, tolls in every for toll in tolls}
    held = {
        "tally": tally,
        "articles_only": not tally,
        "lower_bound": any(number.open for number, _ in killed),
        "reports_differ": any(number.disagrees for number, _ in killed),
        "without_number": any(number.n_unspecified and not number.stated for number, _ in killed),
        "one_voice": any(number.stated and len(voices) == 1 for number, voices in killed),
        "disputed": "disputed" in statuses,
        "suspected": "suspected" in statuses,
    }
    return tuple(code for code, holds in held.items() if holds)
