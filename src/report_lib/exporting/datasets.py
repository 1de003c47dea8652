"""Lay events out in the columns of UCDP GED and ACLED; what a codebook asks for and no report says stays empty.

UCDP GED: codebook 25.1 (https://ucdp.uu.se/downloads/ged/ged251.pdf). ACLED: codebook and column guide
(https://acleddata.com). `MAPPINGS` says where each column comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from report_lib.comparing.likeness import place_text
from report_lib.lexicon_files import lexicon_file
from report_lib.linking.collection import Collection
from report_lib.stating.events import event_sentence
from report_lib.tallying.ranges import Range, total
from report_lib.tallying.tolls import Event

# Column → where it comes from; an empty text is a column that stays empty. Order as in GED 25.1.
UCDP_GED = {
    "id": "",
    "relid": "event_id",
    "year": "year of date_start",
    "active_year": "",
    "code_status": "",
    "type_of_violence": "1 with a government on either side, 2 between others, 3 against civilians",
    "conflict_dset_id": "",
    "conflict_new_id": "",
    "conflict_name": "",
    "dyad_dset_id": "",
    "dyad_new_id": "",
    "dyad_name": "side_a - side_b",
    "side_a_dset_id": "",
    "side_a_new_id": "",
    "side_a": "the government; between others, and against civilians, the perpetrator",
    "side_b_dset_id": "",
    "side_b_new_id": "",
    "side_b": "the other side",
    "number_of_sources": "independent voices",
    "source_article": "outlets and publication dates",
    "source_office": "outlets",
    "source_date": "publication dates",
    "source_headline": "titles of the articles",
    "source_original": "who the articles cite",
    "where_prec": "geo_precision; 4 with a governorate alone, 6 with neither",
    "where_coordinates": "place",
    "where_description": "place and governorates in words",
    "adm_1": "the governorate, where it is one",
    "adm_2": "",
    "latitude": "latitude",
    "longitude": "longitude",
    "geom_wkt": "POINT (longitude latitude)",
    "priogrid_gid": "",
    "country": "Syria, unless the governorate is Iraq",
    "country_id": "Gleditsch and Ward number of the country: 652, 645",
    "region": "Middle East",
    "event_clarity": "1: events alone are exported, no tallies",
    "date_prec": "1 a day, 2 up to six days, 3 a week, 4 up to a month, 5 longer; empty without a date",
    "date_start": "date_start",
    "date_end": "date_end",
    "deaths_a": "dead of side_a, where all reports agree on a closed number",
    "deaths_b": "dead of side_b, likewise",
    "deaths_civilians": "civilians, likewise",
    "deaths_unknown": "the dead that reports count all together, likewise",
    "best": "the number of dead, where all reports agree on a closed one; never a judgement between them",
    "high": "largest number stated of all dead, own dead included; empty where it is open upward",
    "low": "smallest number stated of all dead, own dead included",
    "gwnoa": "652 where side_a is the Government of Syria",
    "gwnob": "652 where side_b is the Government of Syria",
}
# Columns as ACLED's API gives them since 2024.
ACLED = {
    "event_id_cnty": "event_id (ACLED's own identifiers have another form)",
    "event_date": "date_start",
    "year": "year of date_start",
    "time_precision": "1 a day, 2 up to a week, 3 longer; empty without a date",
    "disorder_type": "Political violence",
    "event_type": "from attack_type and kind",
    "sub_event_type": "from attack_type and kind",
    "actor1": "the perpetrator",
    "assoc_actor_1": "",
    "inter1": "type of actor1",
    "actor2": "the victims' side",
    "assoc_actor_2": "",
    "inter2": "type of actor2",
    "interaction": "inter1-inter2",
    "civilian_targeting": "Civilian targeting, where civilians are the only victims named",
    "iso": "ISO 3166-1 number of the country: 760, 368",
    "region": "Middle East",
    "country": "Syria, unless the governorate is Iraq",
    "admin1": "the governorate, where it is one",
    "admin2": "",
    "admin3": "",
    "location": "place",
    "latitude": "latitude",
    "longitude": "longitude",
    "geo_precision": "1 for where_prec 1, 2 for 2 and 3, 3 for 4 and more",
    "source": "outlets, joined by ;",
    "source_scale": "",
    "notes": "the fact that a brief prints of the event",
    "fatalities": "smallest number of all dead stated, own dead included: ACLED records the most conservative one",
    "tags": "",
    "timestamp": "",
}
MAPPINGS: Mapping[str, Mapping[str, str]] = {"ucdp-ged": UCDP_GED, "acled": ACLED}
_COUNTRIES = {"Iraq": ("Iraq", 645, 368)}
_SYRIA = ("Syria", 652, 760)


def ucdp_ged(collection: Collection, month: str = "") -> pd.DataFrame:
    """One row for each event that had dead, in the columns of `UCDP_GED`."""
    return _mapped([_ged_row(collection, event) for event in _chosen(collection, month) if _dead(event)], UCDP_GED)


def acled(collection: Collection, month: str = "") -> pd.DataFrame:
    """One row for each event, in the columns of `ACLED`."""
    return _mapped([_acled_row(collection, event) for event in _chosen(collection, month)], ACLED)


def _names() -> Mapping[str, Any]:
    names: dict[str, Any] = lexicon_file("exports.yml")
    return names


def _chosen(collection: Collection, month: str) -> list[Event]:
    events = collection.of_month(month) if month else collection.events
    return [event for event in events if event.scope == "event"]


def _dead(event: Event) -> bool:
    return any(toll.measure == "killed" for toll in event.tolls)


def _ged_row(collection: Collection, event: Event) -> dict[str, Any]:
    side_a, side_b, violence = _sides(event)
    articles = [collection.articles[i] for i in event.article_ids if i in collection.articles]
    country, gw, _ = _country(event)
    dead = _all_dead(event)
    names = _names()["actors"]
    ucdp = {actor: names.get(actor, {}).get("ucdp", "") for actor in (side_a, side_b)}
    outlets = [article.outlet for article in articles if article.outlet]
    return {
        "relid": event.event_id,
        "year": event.date_start[:4],
        "type_of_violence": violence,
        "dyad_name": f"{ucdp[side_a]} - {ucdp[side_b]}" if ucdp[side_a] and ucdp[side_b] else "",
        "side_a": ucdp[side_a],
        "side_b": ucdp[side_b],
        "number_of_sources": len(event.sources),
        "source_article": ";".join(", ".join(t for t in (a.outlet, a.published) if t) for a in articles),
        "source_office": ";".join(dict.fromkeys(outlets)),
        "source_date": ";".join(article.published for article in articles if article.published),
        "source_headline": ";".join(article.title for article in articles if article.title),
        "source_original": ";".join(
            dict.fromkeys(s for i in event.incident_ids if (s := collection.incidents[i].source))
        ),
        "where_prec": event.geo_precision or (4 if event.governorates else 6),
        "where_coordinates": event.place,
        "where_description": place_text(event),
        "adm_1": event.governorates[0] if len(event.governorates) == 1 else "",
        "latitude": event.latitude,
        "longitude": event.longitude,
        "geom_wkt": f"POINT ({event.longitude} {event.latitude})" if event.latitude is not None else "",
        "country": country,
        "country_id": gw,
        "region": "Middle East",
        "event_clarity": 1,
        "date_prec": _date_prec(event),
        "date_start": event.date_start,
        "date_end": event.date_end,
        "deaths_a": _agreed(_of_side(event, side_a)),
        "deaths_b": _agreed(_of_side(event, side_b)) if side_b != "civilians" else None,
        "deaths_civilians": _agreed(_of_side(event, "civilians")),
        "deaths_unknown": _agreed(_of_side(event, "everybody")),
        "best": _agreed(dead),
        "high": None if dead.open else dead.high,
        "low": _floor(dead),
        "gwnoa": 652 if side_a == "regime" else None,
        "gwnob": 652 if side_b == "regime" else None,
    }


def _acled_row(collection: Collection, event: Event) -> dict[str, Any]:
    names = _names()
    perpetrator = event.perpetrator
    other = _victim_actor(event)
    first, second = (names["actors"].get(actor, {}) for actor in (perpetrator, other))
    civilians = {toll.side for toll in event.tolls if toll.role == "attack"} == {"civilians"}
    kind = "airstrike" if event.kind == "airstrike" else event.attack_type
    kinds = names["acled_types"]
    event_type, sub_type = kinds.get(kind) or kinds["armed on civilians" if civilians else "armed"]
    country, _, iso = _country(event)
    outlets = [collection.articles[i].outlet for i in event.article_ids if i in collection.articles]
    inter = [first.get("inter", ""), second.get("inter", "")]
    precision = {1: 1, 2: 2, 3: 2}.get(event.geo_precision or (4 if event.governorates else 0), 3)
    days = {1: 1, 2: 2, 3: 2}.get(_date_prec(event) or 0, 3)
    return {
        "event_id_cnty": event.event_id,
        "event_date": event.date_start,
        "year": event.date_start[:4],
        "time_precision": days if event.date_start else None,
        "disorder_type": "Political violence",
        "event_type": event_type,
        "sub_event_type": sub_type,
        "actor1": first.get("acled", ""),
        "inter1": inter[0],
        "actor2": second.get("acled", ""),
        "inter2": inter[1],
        "interaction": "-".join(inter) if all(inter) else "",
        "civilian_targeting": "Civilian targeting" if civilians else "",
        "iso": iso,
        "region": "Middle East",
        "country": country,
        "admin1": event.governorates[0] if len(event.governorates) == 1 else "",
        "location": event.place,
        "latitude": event.latitude,
        "longitude": event.longitude,
        "geo_precision": precision if event.governorates or event.place else None,
        "source": ";".join(dict.fromkeys(outlet for outlet in outlets if outlet)),
        "notes": event_sentence(collection, event),
        "fatalities": _floor(_all_dead(event)),
    }


def _sides(event: Event) -> tuple[str, str, int | None]:
    """side_a, side_b and type of violence: a government is side_a, a perpetrator against civilians too."""
    actors = _names()["actors"]
    perpetrator, other = event.perpetrator, _victim_actor(event)
    if other == "civilians":
        return perpetrator, other, 3
    states = [actors.get(actor, {}).get("state", False) for actor in (perpetrator, other)]
    if not other or perpetrator in ("unknown", "other", "landmine"):
        return perpetrator, other, None
    if states[1] and not states[0]:
        return other, perpetrator, 1
    return perpetrator, other, 1 if any(states) else 2


def _victim_actor(event: Event) -> str:
    """Whose side most reports of the attack count among the victims, as an actor; empty where they count everybody."""
    sides = [toll.side for toll in event.tolls if toll.role == "attack" and toll.side in _names()["sides"]]
    return _names()["sides"][max(sides, key=lambda side: (side != "civilians", side))] if sides else ""


def _of_side(event: Event, actor: str) -> Range:
    """The dead of one actor's side."""
    sides = {side for side, owner in _names()["sides"].items() if owner == actor} or {actor}
    return total(toll.range for toll in event.tolls if toll.measure == "killed" and toll.side in sides)


def _all_dead(event: Event) -> Range:
    """All dead, the attackers' own included, as both datasets count them."""
    return total(r for role in ("attack", "own dead") if (r := event.toll("killed", role=role)).count_ids)


def _floor(number: Range) -> int | None:
    """The smallest number stated, unless it is stated as the most there can be."""
    return None if number.low_qualifier == "at_most" else number.low


def _agreed(number: Range) -> int | None:
    closed = not number.open and not number.disagrees and number.high_qualifier != "at_most"
    return number.low if closed and not number.n_unspecified else None


def _country(event: Event) -> tuple[str, int, int]:
    abroad = next((governorate for governorate in event.governorates if governorate in _COUNTRIES), "")
    return _COUNTRIES[abroad] if abroad else _SYRIA


def _date_prec(event: Event) -> int | None:
    if not event.date_start or not event.date_end:
        return None
    days = (pd.Timestamp(event.date_end) - pd.Timestamp(event.date_start)).days + 1
    return next(code for code, longest in ((1, 1), (2, 6), (3, 7), (4, 31), (5, 10**6)) if days <= longest)


def _mapped(rows: list[dict[str, Any]], mapping: Mapping[str, str]) -> pd.DataFrame:
    """Rows in a codebook's columns; whole numbers stay whole beside empty cells."""
    table = pd.DataFrame({name: [row.get(name) for row in rows] for name in mapping}, dtype="object")
    return table.where(table.notna(), "")
