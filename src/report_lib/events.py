"""Link the reports of one real incident, across articles and hand-coded reports, each link with its score and reasons.

Incidents that share a day and a place, governorate or number are compared (`_keys`); a pair's score adds up what speaks
for and against one incident (`WEIGHTS`), and every term is kept as a reason. Pairs are then joined from the best score
down, but never so that two members of an event exclude each other: dates more than a day apart, places too far apart,
a tally with an event, or two incidents that one article keeps apart. Time and place weigh most; a number is weak
evidence, since numbers are what reports disagree on. An editor's decision stands above all scores.

Plain code instead of a record-linkage library: recordlinkage 0.16 excludes pandas 3, splink brings a database and
weights that want training, dedupe wants scikit-learn and labels; none says why in words an editor can check.
"""

from __future__ import annotations

import hashlib
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date as Date
from itertools import combinations

import pandas as pd
from rapidfuzz import fuzz

from report_lib.columns import DECIMAL, LIST, TEXT, Column, frame
from report_lib.records import Article, Count, Incident
from report_lib.tallies import monitor_named
from report_lib.text import fold_word
from report_lib.tolls import EVERYBODY, OWN_SIDE, SIDES

WEIGHTS = {
    "same day": 3.0,
    "days overlap": 2.5,
    "a day apart": 0.5,
    "same month": 0.5,
    "published within days": 1.0,
    "same place": 3.0,
    "places near": 2.0,
    "same governorate": 0.5,
    "places differ": -2.0,
    "same perpetrator": 1.0,
    "two sides of a clash": 0.5,
    "perpetrators differ": -2.0,
    "same victims": 0.5,
    "victims differ": -1.0,
    "air strike and ground attack": -4.0,
    "same number": 1.5,
    "same small number": 1.0,
    "numbers compatible": 0.5,
    "numbers differ": -0.25,
    "numbers far apart": -1.0,
}
LINKED = 5.25  # a score from here on joins two dated incidents
LINKED_UNDATED = 6.0  # where a date is missing, or known to the month alone
BEARABLE = 2.0  # below this, two incidents do not stand in one event, whoever else links them
NEAR_MISS = 1.5  # pairs that miss by no more than this are listed as well, for an editor to decide
_RADIUS_KM = {1: 5.0, 2: 25.0, 3: 40.0}  # how far a place may be from where its where_prec puts it
_FAR_KM = 60.0  # named places farther apart than this are two incidents
_PUBLISHED_DAYS = 3  # a report follows its incident within days, where a date is missing
_LONG_DAYS = 7  # an incident dated to a longer period is treated as undated
_SMALL = 5  # smaller numbers coincide often
_CROWDED = 200  # a larger block is sorted, and each member compared with its neighbours alone
_NEIGHBOURS = 40

LINKS = (
    Column("incident_a", TEXT, "incident_id"),
    Column("incident_b", TEXT, "incident_id"),
    Column("score", DECIMAL, f"sum of the reasons' weights; {LINKED} and more links, {LINKED_UNDATED} without a date"),
    Column(
        "decision",
        TEXT,
        "`linked`; `apart` (a near miss, or kept apart by the rest of an event); `joined` or `separated` by an editor; "
        "`hand` for reports coded by hand as one incident",
    ),
    Column("reasons", LIST, "what the score adds up, with the weight of each"),
)


@dataclass(frozen=True)
class Decision:
    """An editor's: `join` or `separate` two incidents, and why."""

    incident_a: str
    incident_b: str
    join: bool
    reason: str = ""


@dataclass(frozen=True)
class Links:
    """`event_of` maps each incident_id to its event_id; `frame` lists linked pairs and near misses (`LINKS`)."""

    event_of: Mapping[str, str]
    frame: pd.DataFrame


@dataclass(frozen=True, slots=True)
class _Known:
    """What linking reads of one incident."""

    incident_id: str
    article_id: str
    first: int | None  # days, as date.toordinal
    last: int | None
    month: str
    published: int | None
    governorates: frozenset[str]
    place: str
    latitude: float | None
    longitude: float | None
    radius: float
    perpetrator: str
    sides: frozenset[str]
    strike: bool
    numbers: Mapping[tuple[str, str], tuple[int, int | None]]  # (measure, side) → low, and high unless open

    @property
    def dated(self) -> bool:
        return self.first is not None and self.last is not None and self.last - self.first < _LONG_DAYS


def link(
    incidents: Sequence[Incident],
    counts: Iterable[Count],
    articles: Mapping[str, Article],
    *,
    by_hand: Mapping[str, str] | None = None,
    decisions: Sequence[Decision] = (),
) -> Links:
    """Give every incident an event_id, the same for incidents linked; the same input gives the same ids.

    `by_hand` names the incident that a hand-coded report was coded for. Tallies are linked with tallies of the same
    period and source alone. 100,000 incidents take well under a minute.
    """
    of_incident: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        of_incident[count.incident_id].append(count)
    known = {
        incident.incident_id: _known(incident, of_incident[incident.incident_id], articles)
        for incident in sorted(incidents, key=lambda incident: incident.incident_id)
        if incident.scope == "event"
    }
    rows: list[dict[str, object]] = []
    clusters = _Clusters(known, {frozenset((d.incident_a, d.incident_b)) for d in decisions if not d.join})
    for decision in decisions:
        present = decision.incident_a in known and decision.incident_b in known
        if present and decision.join:
            clusters.join(decision.incident_a, decision.incident_b)
        if present:
            rows.append(_decided(decision))
    for a, b in _hand_pairs(known, by_hand or {}):
        if clusters.join_if_allowed(a, b, by_hand=True):
            rows.append(_row(a, b, None, "hand", ("coded by hand as one incident",)))
    for score, a, b, reasons in _scored(known):
        needed = LINKED if known[a].dated and known[b].dated else LINKED_UNDATED
        if score >= needed and clusters.join_if_allowed(a, b):
            rows.append(_row(a, b, score, "linked", reasons))
        elif score >= needed - NEAR_MISS:
            rows.append(_row(a, b, score, "apart", reasons))
    event_of = clusters.event_ids() | _tally_ids(incidents)
    return Links(event_of, frame(rows, LINKS))


def score(a: _Known, b: _Known) -> tuple[float, tuple[str, ...]] | None:
    """How much speaks for one incident, and what; None where something excludes it."""
    terms: list[tuple[str, str]] = []
    for evidence in (_time, _place, _actors, _numbers):
        found = evidence(a, b)
        if found is None:
            return None
        terms += found
    if a.article_id == b.article_id and _kept_apart(a, b, {term for term, _ in terms}):
        return None
    total = sum(WEIGHTS[term] for term, _ in terms)
    return total, tuple(f"{term}{detail and f' ({detail})'} {WEIGHTS[term]:+g}" for term, detail in terms)


_Terms = list[tuple[str, str]] | None


def _time(a: _Known, b: _Known) -> _Terms:
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return _time_by_publication(a, b)
    gap = max(a.first, b.first) - min(a.last, b.last)
    if gap > 1:
        return None
    if gap == 1:
        return [("a day apart", "")] if a.dated and b.dated else None
    if not (a.dated and b.dated):
        return [("same month", "")] if a.month == b.month else []
    if (a.first, a.last) == (b.first, b.last) and a.first == a.last:
        return [("same day", Date.fromordinal(a.first).isoformat())]
    return [("days overlap", "")]


def _time_by_publication(a: _Known, b: _Known) -> _Terms:
    """A missing date is bounded by the publication: nothing is reported before it happens."""
    for undated, other in ((a, b), (b, a)):
        if undated.first is None and undated.published and other.first and other.first > undated.published:
            return None
    if a.published and b.published and abs(a.published - b.published) <= _PUBLISHED_DAYS:
        return [("published within days", "")]
    return []


def _place(a: _Known, b: _Known) -> _Terms:
    if a.place and b.place:
        if a.place == b.place or fuzz.ratio(a.place, b.place) >= 88:
            return [("same place", a.place)]
        apart = _kilometres(a, b)
        if apart is not None:
            if apart <= a.radius + b.radius:
                return [("places near", f"{apart:.0f} km")]
            return [("places differ", f"{apart:.0f} km")] if apart <= _FAR_KM else None
    if a.governorates and b.governorates and not a.governorates & b.governorates:
        return None
    if a.place and b.place:
        return [("places differ", "")]
    shared = sorted(a.governorates & b.governorates)
    return [("same governorate", ", ".join(shared))] if shared else []


def _actors(a: _Known, b: _Known) -> _Terms:
    terms = []
    clash = OWN_SIDE.get(a.perpetrator) in b.sides or OWN_SIDE.get(b.perpetrator) in a.sides
    if a.strike != b.strike:
        terms.append(("air strike and ground attack", ""))
    if a.perpetrator == b.perpetrator and a.perpetrator != "unknown":
        terms.append(("same perpetrator", a.perpetrator))
    elif "unknown" not in (a.perpetrator, b.perpetrator):
        terms.append(("two sides of a clash" if clash else "perpetrators differ", f"{a.perpetrator}, {b.perpetrator}"))
    if a.sides & b.sides:
        terms.append(("same victims", ", ".join(sorted(a.sides & b.sides))))
    elif a.sides and b.sides and not clash and EVERYBODY not in a.sides | b.sides:
        terms.append(("victims differ", ""))
    return terms


def _numbers(a: _Known, b: _Known) -> _Terms:
    """The best agreement of any number that both state; disagreement only where none agrees."""
    found: set[str] = set()
    details: dict[str, str] = {}
    for key in a.numbers.keys() & b.numbers.keys():
        (low_a, high_a), (low_b, high_b) = a.numbers[key], b.numbers[key]
        if low_a == low_b:
            term = "same number" if low_a >= _SMALL else "same small number"
        elif (high_a is None or low_b <= high_a) and (high_b is None or low_a <= high_b):
            term = "numbers compatible"
        elif max(low_a, low_b) > 3 * min(low_a, low_b) and abs(low_a - low_b) > _SMALL:
            term = "numbers far apart"
        else:
            term = "numbers differ"
        found.add(term)
        details[term] = f"{key[0]} {low_a}" if low_a == low_b else f"{key[0]} {low_a}, {low_b}"
    best = next((term for term in WEIGHTS if term in found), "")
    return [(best, details[best])] if best else []


def _kept_apart(a: _Known, b: _Known, terms: set[str]) -> bool:
    """Whether one article tells two incidents: other day, place or kind, or actors that are no two sides of a clash."""
    apart = {"a day apart", "places differ", "places near", "air strike and ground attack", "perpetrators differ"}
    return bool(terms & apart)


def _kilometres(a: _Known, b: _Known) -> float | None:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north = (a.latitude - b.latitude) * 111.2
    east = (a.longitude - b.longitude) * 111.3 * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return math.hypot(north, east)  # flat within Syria to a fraction of a percent


class _Clusters:
    """Events under construction: incidents joined from the best pair down, never against an exclusion."""

    def __init__(self, known: Mapping[str, _Known], separated: set[frozenset[str]]) -> None:
        self._known = known
        self._separated = separated
        self._members = {incident_id: [incident_id] for incident_id in known}

    def join(self, a: str, b: str) -> None:
        if self._members[a] is not self._members[b]:
            merged = self._members[a] + self._members[b]
            for member in merged:
                self._members[member] = merged

    def join_if_allowed(self, a: str, b: str, *, by_hand: bool = False) -> bool:
        if self._members[a] is not self._members[b]:
            for one in self._members[a]:
                for other in self._members[b]:
                    if frozenset((one, other)) in self._separated or not (by_hand or self._bearable(one, other)):
                        return False
            self.join(a, b)
        return True

    def _bearable(self, one: str, other: str) -> bool:
        found = score(self._known[one], self._known[other])
        return found is not None and found[0] >= BEARABLE

    def event_ids(self) -> dict[str, str]:
        return {incident_id: _identifier("event", members) for incident_id, members in self._members.items()}


def _identifier(kind: str, members: Iterable[str]) -> str:
    return f"{kind}-{hashlib.sha256(min(members).encode()).hexdigest()[:10]}"


def _scored(known: Mapping[str, _Known]) -> list[tuple[float, str, str, tuple[str, ...]]]:
    """Every pair of the same block that nothing excludes and that may matter, best first."""
    found = []
    for a, b in sorted(_candidates(known)):
        scored = score(known[a], known[b])
        if scored is not None and scored[0] >= LINKED - NEAR_MISS:
            found.append((scored[0], a, b, scored[1]))
    return sorted(found, key=lambda pair: (-pair[0], pair[1], pair[2]))


def _candidates(known: Mapping[str, _Known]) -> set[tuple[str, str]]:
    blocks: dict[tuple[object, ...], list[_Known]] = defaultdict(list)
    for one in known.values():
        for key in _keys(one):
            blocks[key].append(one)
    pairs: set[tuple[str, str]] = set()
    for block in blocks.values():
        if len(block) <= _CROWDED:
            pairs.update((a.incident_id, b.incident_id) for a, b in combinations(block, 2))
            continue
        block.sort(key=lambda one: (one.place, one.perpetrator, sorted(one.numbers.items(), key=str), one.incident_id))
        for at, one in enumerate(block):
            for other in block[at + 1 : at + 1 + _NEIGHBOURS]:
                low, high = sorted((one.incident_id, other.incident_id))
                pairs.add((low, high))
    return pairs


def _keys(one: _Known) -> Iterator[tuple[object, ...]]:
    """What two incidents must share to be compared: a day (or the next) with place, governorate or number; else place
    and number."""
    lows = [low for low, _ in one.numbers.values()]
    if one.dated and one.first is not None and one.last is not None:
        for day in range(one.first, one.last + 2):
            if one.place:
                yield "place", day, one.place
            for governorate in one.governorates:
                yield "governorate", day, governorate
            for low in lows:
                if low >= _SMALL:
                    yield "number", day, low
    for low in lows:
        if one.place and low >= _SMALL:
            yield "undated", one.place, low


def _known(incident: Incident, counts: Sequence[Count], articles: Mapping[str, Article]) -> _Known:
    article = articles.get(incident.article_id)
    numbers: dict[tuple[str, str], tuple[int, int | None]] = {}
    for count in counts:
        if not count.part_of and count.qualifier not in ("unspecified", "at_most") and count.low is not None:
            # Where one incident restates a number, the largest stands for it; numbers are weak evidence anyway.
            key = (count.measure, SIDES.get(count.victims, EVERYBODY))
            numbers[key] = max(numbers.get(key, (0, None)), (count.low, count.high), key=lambda low_high: low_high[0])
    return _Known(
        incident_id=incident.incident_id,
        article_id=incident.article_id,
        first=_day(incident.date_start),
        last=_day(incident.date_end),
        month=incident.date_start[:7],
        published=_day(article.published[:10]) if article else None,
        governorates=frozenset(incident.governorates),
        place=fold_word(incident.place),
        latitude=incident.latitude,
        longitude=incident.longitude,
        radius=_RADIUS_KM.get(incident.geo_precision or 3, 40.0),
        perpetrator=incident.perpetrator,
        sides=frozenset(SIDES.get(count.victims, EVERYBODY) for count in counts),
        strike=incident.attack_type == "airstrike" or any(count.measure == "airstrikes" for count in counts),
        numbers=numbers,
    )


def _day(iso: str) -> int | None:
    try:
        return Date.fromisoformat(iso).toordinal()
    except ValueError:
        return None


def _hand_pairs(known: Mapping[str, _Known], by_hand: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    first: dict[str, str] = {}
    for incident_id in sorted(by_hand):
        if incident_id in known:
            name = by_hand[incident_id]
            if name in first:
                yield first[name], incident_id
            first.setdefault(name, incident_id)


def _tally_ids(incidents: Iterable[Incident]) -> dict[str, str]:
    """Tallies of the same period by the same monitor or source are one; a tally without either stands alone."""
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for incident in incidents:
        if incident.scope == "aggregate":
            monitor = monitor_named(incident.source)
            who = monitor.monitor if monitor else fold_word(incident.source)
            area = incident.governorates
            if monitor and len(area) != 1:
                area = monitor.governorates  # "central Syria" and its governorates listed are one area
            alone = () if who and incident.date else (incident.incident_id,)
            groups[who, incident.date, incident.perpetrator, *sorted(area), *alone].append(incident.incident_id)
    return {member: _identifier("tally", members) for members in groups.values() for member in members}


def _row(a: str, b: str, score: float | None, decision: str, reasons: tuple[str, ...]) -> dict[str, object]:
    low, high = sorted((a, b))
    return {"incident_a": low, "incident_b": high, "score": score, "decision": decision, "reasons": reasons}


def _decided(decision: Decision) -> dict[str, object]:
    code = "joined" if decision.join else "separated"
    return _row(decision.incident_a, decision.incident_b, None, code, (f"editor: {decision.reason}",))
