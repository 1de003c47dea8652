"""Set two months side by side and say what makes them unlike; a rate is given only where both sides bear one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date as Date
from typing import Any

import pandas as pd

from report_lib.comparing.accounts import speaker
from report_lib.comparing.compare import caveats_of, month_total
from report_lib.linking.collection import UNDATED, Collection
from report_lib.tallying.columns import (
    DECIMAL,
    FLAG,
    LIST,
    MONTH,
    NUMBER,
    TEXT,
    Column,
    frame,
    range_cells,
    range_columns,
)
from report_lib.tallying.ranges import Range, exactly, stated
from report_lib.tallying.tolls import Event
from report_lib.wording import Language, date_text, label, listed, month_name, named, noun_forms, phrase

SIDE_BY_SIDE = (
    MONTH,
    Column("side", TEXT, "`month`, or `against` for the month it is set beside"),
    Column("kind", TEXT, "`event`, `tally`, or `undated`"),
    Column("event_id", TEXT, "the event or tally"),
    Column("label", TEXT, "where it was, or whose tally it is, in words"),
    Column("date", TEXT, "day of the event or period of the tally, EDTF"),
    Column("date_text", TEXT, "the same in words"),
    Column("governorates", LIST, "governorates"),
    Column("place", TEXT, "place, Arabic"),
    Column("perpetrator", TEXT, "actor that caused the casualties"),
    Column("perpetrator_status", TEXT, "how far the reports say so"),
    Column("victims", LIST, "who was hit"),
    *range_columns("attacks", "attacks: one for an event, as stated for a tally"),
    *range_columns("killed", "killed, attackers' own dead left out"),
    *range_columns("wounded", "wounded"),
    *range_columns("own_dead", "attackers' own dead"),
    *range_columns("airstrikes", "air strikes"),
    Column("exactness", TEXT, "of `killed`: exact, about, at_least, at_most, range, open_range, unspecified, none"),
    Column("reported", LIST, "each report's number of dead (else wounded, strikes, attacks), with who says it"),
    Column("counted_by", LIST, "kinds of source, codes of source_type"),
    Column("sources", LIST, "independent voices"),
    Column("reports", NUMBER, "reports of it: articles, told apart by whom they cite"),
    Column("count_ids", LIST, "the counts behind it"),
    Column("caveats", LIST, "codes of the caveats that hold for it"),
)
LIKENESS = (
    Column("aspect", TEXT, "kind, period, exactness, counter, region, perpetrator or victims"),
    Column("month_says", TEXT, "what the month gives, in words"),
    Column("against_says", TEXT, "what the other gives"),
    Column("alike", FLAG, "whether they are the same"),
    Column("code", TEXT, "code of the sentence in phrases.yml"),
    Column("text", TEXT, "the sentence"),
)
RATES = (
    MONTH,
    *range_columns("killed", "the dead"),
    *range_columns("attacks", "the attacks"),
    Column("rate_low", DECIMAL, "killed per attack by the smallest numbers stated; missing where refused"),
    Column("rate_high", DECIMAL, "killed per attack by the largest numbers stated"),
    Column("given", FLAG, "whether the rate is given"),
    Column("code", TEXT, "why, as the code of a phrase: rate.given, or the reason it is refused"),
    Column("text", TEXT, "the rate or the refusal in words"),
)
_LISTED_DAYS = 4  # more single days are given as how many they are
ASPECTS = ("kind", "period", "exactness", "counter", "region", "perpetrator", "victims")


def side_by_side(collection: Collection, month: str, against: str, lang: Language = "en") -> pd.DataFrame:
    """One row for each event and tally of both months, undated ones last. Columns: `SIDE_BY_SIDE`."""
    rows = []
    for side, of_month in (("month", month), ("against", against)):
        for event in sorted(
            collection.of_month(of_month), key=lambda e: ("event", "tally", "undated").index(e.listing)
        ):
            rows.append({"month": of_month, "side": side, **_event_cells(collection, event, lang)})
    return frame(rows, SIDE_BY_SIDE)


def likeness(collection: Collection, month: str, against: str, lang: Language = "en") -> pd.DataFrame:
    """One row for each aspect in which two months may be unlike; none where one is empty. Columns: `LIKENESS`."""
    sides = [_main(collection.of_month(each)) for each in (month, against)]
    if UNDATED in (month, against) or not all(sides):
        return frame([], LIKENESS)
    rows = []
    for aspect in ASPECTS:
        ours, theirs = (_says(collection, aspect, events, lang) for events in sides)
        code = f"like.{aspect}.{'alike' if ours == theirs else 'unlike'}"
        names = {"month": month_name(month, lang), "against": month_name(against, lang)}
        rows.append(
            {
                "aspect": aspect,
                "month_says": ours,
                "against_says": theirs,
                "alike": ours == theirs,
                "code": code,
                "text": phrase(code, lang, **names, month_says=ours, against_says=theirs),
            }
        )
    return frame(rows, LIKENESS)


def rates(collection: Collection, month: str, against: str, lang: Language = "en") -> pd.DataFrame:
    """Killed per attack for both months, or the reason why it is refused. Columns: `RATES`.

    A rate needs numbers that are closed and of one kind on both sides: single events against single events, or one
    monitor's tally against the same monitor's. The quotient of two lower bounds bounds nothing.
    """
    if UNDATED in (month, against):
        return frame([], RATES)
    sides = {each: _main(collection.of_month(each)) for each in dict.fromkeys((month, against))}
    numbers = {each: _killed_and_attacks(events) for each, events in sides.items()}
    code = _refusal(sides, numbers)
    tallies = {each for each, events in sides.items() if events and events[0].scope == "aggregate"}
    by_kind = sorted(sides, key=tallies.__contains__)  # single events before a tally, whichever month has it
    names = {"events": month_name(by_kind[0], lang), "tally": month_name(by_kind[-1], lang)}
    rows = []
    for each, (killed, attacks) in numbers.items():
        low = high = None
        text = phrase(code, lang, **names) if code else ""
        if not code and killed.low is not None and killed.high is not None and attacks.low and attacks.high:
            low, high = killed.low / attacks.high, killed.high / attacks.low
            shown = f"{low:.1f}" if low == high else phrase("range.ends", lang, low=f"{low:.1f}", high=f"{high:.1f}")
            text = phrase("rate.given", lang, month=month_name(each, lang), rate=shown)
        rows.append(
            {
                "month": each,
                **range_cells("killed", killed, lang),
                **range_cells("attacks", attacks, lang),
                "rate_low": low,
                "rate_high": high,
                "given": not code,
                "code": code or "rate.given",
                "text": text,
            }
        )
    return frame(rows, RATES)


def place_text(event: Event, lang: Language = "en") -> str:
    """Where an event was, in words: "al-Taym oil field (Deir ez-Zor)"."""
    governorates = listed([label("governorate", code, lang) for code in event.governorates], lang)
    place = named("places", event.place, lang)
    if place and governorates and place != governorates:
        return phrase("place.in", lang, place=place, governorates=governorates)
    if governorates:
        return governorates if place else phrase("place.countryside", lang, governorates=governorates)
    return place or phrase("place.unknown", lang)


def who_text(collection: Collection, count_ids: Iterable[str], lang: Language = "en") -> str:
    """Who states these counts, in words."""
    incidents = (collection.incidents[collection.counts[i].incident_id] for i in count_ids)
    return listed(list(dict.fromkeys(speaker(incident, collection.articles, lang) for incident in incidents)), lang)


def exactness(number: Range) -> str:
    """How exact a range is, as a code of the labels `exactness`."""
    if not number.stated:
        return "unspecified" if number.n_unspecified else "none"
    if number.disagrees:
        return "open_range" if number.open else "range"
    if number.open:
        return "at_least"
    return number.high_qualifier if number.high_qualifier in ("about", "at_most") else "exact"


def _event_cells(collection: Collection, event: Event, lang: Language) -> dict[str, Any]:
    is_tally = event.scope == "aggregate"
    attacks = event.toll("attacks") if is_tally else exactly(1) if event.kind == "attack" else Range()
    incidents = [collection.incidents[i] for i in event.incident_ids]
    return {
        "kind": event.listing,
        "event_id": event.event_id,
        "label": listed([named("sources", s, lang) for s in event.sources], lang)
        if is_tally
        else place_text(event, lang),
        "date": event.date,
        "date_text": date_text(event.date, lang),
        "governorates": event.governorates,
        "place": event.place,
        "perpetrator": event.perpetrator,
        "perpetrator_status": event.perpetrator_status,
        "victims": tuple(sorted({v for toll in event.tolls if toll.role == "attack" for v in toll.victims})),
        **range_cells("attacks", attacks, lang),
        **range_cells("killed", event.toll("killed"), lang),
        **range_cells("wounded", event.toll("wounded"), lang),
        **range_cells("own_dead", event.toll("killed", role="own dead"), lang),
        **range_cells("airstrikes", event.toll("airstrikes"), lang),
        "exactness": exactness(event.toll("killed")),
        "reported": _reported(collection, event, lang),
        "counted_by": tuple(sorted({incident.source_type for incident in incidents})),
        "sources": event.sources,
        "reports": len({(incident.article_id, incident.source) for incident in incidents}),
        "count_ids": tuple(dict.fromkeys(i for toll in event.tolls for i in toll.range.count_ids)),
        "caveats": caveats_of([(event, [toll for toll in event.tolls if toll.role == "attack"])])
        + (("undated",) if event.listing == "undated" else ()),
    }


def _reported(collection: Collection, event: Event, lang: Language) -> tuple[str, ...]:
    """Each report's number as it states it, of the first measure that the event has."""
    for measure in ("killed", "wounded", "airstrikes", "attacks"):
        ids = event.toll(measure).count_ids
        if ids:
            return tuple(
                dict.fromkeys(
                    phrase(
                        "reported",
                        lang,
                        number=stated(collection.counts[i]).text(lang),
                        who=who_text(collection, [i], lang),
                    )
                    for i in ids
                )
            )
    return ()


def _main(events: Sequence[Event]) -> list[Event]:
    """What a month is compared by: its dated attacks, else its tallies, else other dated events, else undated ones."""
    for wanted in (
        lambda e: e.listing == "event" and e.kind == "attack",
        lambda e: e.listing == "tally",
        lambda e: e.listing == "event",
        lambda e: True,
    ):
        chosen = [event for event in events if wanted(event)]
        if chosen:
            return chosen
    return []


def _says(collection: Collection, aspect: str, events: Sequence[Event], lang: Language) -> str:
    """What a month's main events say of one aspect, in words that can be compared."""
    incidents = [collection.incidents[i] for event in events for i in event.incident_ids]
    if aspect == "kind":
        return _labels("listing", (event.listing for event in events), lang)
    if aspect == "period":
        return _period(events, lang)
    if aspect == "exactness":
        killed = events[0].toll("killed") if events[0].scope == "aggregate" else month_total(events, "killed")
        return label("exactness", exactness(killed), lang)
    if aspect == "counter":
        return _labels("source_type", (incident.source_type for incident in incidents), lang)
    if aspect == "region":
        return _labels("governorate", (code for event in events for code in event.governorates), lang)
    if aspect == "perpetrator":
        named_ones = dict.fromkeys((event.perpetrator, event.perpetrator_status) for event in events)
        return listed(
            [
                phrase("like.actor", lang, perpetrator=label("perpetrator", p, lang), status=label("status", s, lang))
                for p, s in named_ones
            ],
            lang,
        )
    hit = (v for event in events for toll in event.tolls if toll.role == "attack" for v in toll.victims)
    return _labels("victims", hit, lang)


def _labels(kind: str, codes: Iterable[str], lang: Language) -> str:
    labels = [label(kind, code, lang) for code in sorted(set(codes))]
    return listed(labels, lang) or phrase("like.nothing", lang)


def _period(events: Sequence[Event], lang: Language) -> str:
    if all(event.scope == "aggregate" and event.date_precision == "month" for event in events):
        return phrase("like.whole_month", lang)
    days = sorted({event.date for event in events if event.date_precision == "day"})
    if days and all(event.date_precision == "day" for event in events):
        first, last = Date.fromisoformat(days[0]), Date.fromisoformat(days[-1])
        if len(days) > 1 and (last - first).days + 1 == len(days):
            return phrase("like.days", lang, dates=date_text(f"{first}/{last}", lang))
        if len(days) > _LISTED_DAYS:
            ends = {"first": date_text(days[0], lang), "last": date_text(days[-1], lang)}
            return phrase("like.many_days", lang, days=noun_forms("in_days", len(days), lang), **ends)
    dates = list(dict.fromkeys(date_text(event.date, lang) for event in events if event.date))
    return phrase("like.days", lang, dates=listed(dates, lang)) if dates else phrase("like.undated", lang)


def _killed_and_attacks(events: Sequence[Event]) -> tuple[Range, Range]:
    if not events:
        return Range(), Range()
    if events[0].scope == "aggregate":
        return events[0].toll("killed"), events[0].toll("attacks")
    return month_total(events, "killed"), exactly(sum(event.kind == "attack" for event in events))


def _refusal(sides: Mapping[str, Sequence[Event]], numbers: Mapping[str, tuple[Range, Range]]) -> str:
    """The code of the reason why no rate is given; empty where nothing speaks against it."""
    if any(not killed.stated or not attacks.stated or not attacks.low for killed, attacks in numbers.values()):
        return "rate.no_number"
    if len({events[0].scope for events in sides.values()}) > 1:
        return "rate.unlike_kinds"
    if any(killed.open and attacks.open for killed, attacks in numbers.values()):
        return "rate.lower_bounds"
    if any(killed.open or attacks.open for killed, attacks in numbers.values()):
        return "rate.open"
    without = any(
        n.n_unspecified and not n.stated for events in sides.values() for n in (e.toll("killed") for e in events)
    )
    return "rate.no_number" if without else ""
