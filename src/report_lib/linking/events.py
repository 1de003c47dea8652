"""Link the reports of one real incident, across articles and hand-coded reports, each link with its score and reasons.

Incidents that share a day and a place, governorate or number are compared (`_blocks`); `evidence.score` adds up what
speaks for and against one incident. Pairs are joined from the best score down, but never so that two members of an
event exclude each other: dates more than a day apart, places too far apart, a tally with an event, or two incidents
that one article keeps apart. An editor's decision stands above all scores.

Plain code instead of a record-linkage library: recordlinkage 0.16 excludes pandas 3, splink brings a database and
weights that want training, dedupe wants scikit-learn and labels; none says why in words an editor can check.
"""

from __future__ import annotations

import hashlib
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product

import pandas as pd

from report_lib.arabic.text import fold_word
from report_lib.linking.evidence import NEAR_KM, SMALL, Told, reasons, score, told
from report_lib.records import Article, Count, Incident, counts_by_incident
from report_lib.tallying.columns import DECIMAL, LIST, TEXT, Column, frame
from report_lib.tallying.tallies import monitor_named

LINKED = 5.5  # a score from here on joins two dated incidents
LINKED_UNDATED = 6.0  # where a date is missing, or known to the month alone
AGREEING = 4.0  # two events are joined only if their reports' scores are this high on average
NEAR_MISS = 1.0  # pairs that miss by no more than this are listed as well, for an editor to decide
_CROWDED = 200  # a larger block is sorted, and each member compared with its neighbours alone
_NEIGHBOURS = 40
_SOME = 40  # reports of an event that stand for all of a larger one
_CELL = 0.1  # degrees, the blocks of places near each other
_REACH = NEAR_KM / 2 / 90  # degrees; half of NEAR_KM also where a degree of longitude has but 90 km

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
    """`event_of` maps each incident_id to its event_id; `frame` lists linked pairs and near misses (`LINKS`).

    Of an event of very many reports it lists the pairs that brought it together.
    """

    event_of: Mapping[str, str]
    frame: pd.DataFrame


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
    of_incident = counts_by_incident(counts)
    known = {
        incident.incident_id: told(incident, of_incident[incident.incident_id], articles.get(incident.article_id))
        for incident in sorted(incidents, key=lambda incident: incident.incident_id)
        if incident.scope == "event"
    }
    rows: list[dict[str, object]] = []
    clusters = _Clusters(known, [(d.incident_a, d.incident_b) for d in decisions if not d.join])
    for decision in decisions:
        present = decision.incident_a in known and decision.incident_b in known
        if present and decision.join:
            clusters.join(decision.incident_a, decision.incident_b)
        if present:
            rows.append(_decided(decision))
    for a, b in _hand_pairs(known, by_hand or {}):
        if clusters.join_if_allowed(a, b, by_hand=True):
            rows.append(_row(a, b, None, "hand", ("coded by hand as one incident",)))
    for scored, one, other, terms in _scored(list(known.values())):
        if clusters.are_one_large(one.incident_id, other.incident_id):
            continue
        needed = LINKED if one.dated and other.dated else LINKED_UNDATED
        joined = scored >= needed and clusters.join_if_allowed(one.incident_id, other.incident_id)
        if joined or scored >= needed - NEAR_MISS:
            code = "linked" if joined else "apart"
            rows.append(_row(one.incident_id, other.incident_id, scored, code, reasons(one, other, terms)))
    event_of = clusters.event_ids() | _tally_ids(incidents)
    return Links(event_of, frame(rows, LINKS))


class _Cluster:
    """An event under construction: its incidents, also by article."""

    __slots__ = ("members", "of_article")

    def __init__(self, incident: Told) -> None:
        self.members = [incident]
        self.of_article = {incident.article_id: [incident]}

    def take_in(self, other: _Cluster) -> None:
        self.members += other.members
        for article_id, incidents in other.of_article.items():
            self.of_article.setdefault(article_id, []).extend(incidents)


class _Clusters:
    """Events under construction: incidents joined from the best pair down, never against an exclusion."""

    def __init__(self, known: Mapping[str, Told], separated: Iterable[tuple[str, str]]) -> None:
        self._of = {incident_id: _Cluster(incident) for incident_id, incident in known.items()}
        self._separated = [pair for pair in separated if all(member in known for member in pair)]
        self._refused: dict[tuple[_Cluster, _Cluster], tuple[int, int]] = {}  # with how large they were then

    def join(self, a: str, b: str) -> None:
        small, large = sorted((self._of[a], self._of[b]), key=lambda cluster: len(cluster.members))
        if small is not large:
            large.take_in(small)
            self._of.update((member.incident_id, large) for member in small.members)

    def are_one_large(self, a: str, b: str) -> bool:
        """Whether both stand in one event already, of so many reports that no pair of them tells an editor more."""
        return self._of[a] is self._of[b] and len(self._of[a].members) > _SOME

    def join_if_allowed(self, a: str, b: str, *, by_hand: bool = False) -> bool:
        """Join the events of `a` and `b` if nothing excludes it and their reports agree well enough on the whole."""
        one, other = self._of[a], self._of[b]
        if one is other:
            return True
        sizes = len(one.members), len(other.members)
        if self._refused.get((one, other)) == sizes:
            return False
        if self._are_separated(one, other) or not (by_hand or _agree(one, other)):
            self._refused[one, other] = sizes
            return False
        self.join(a, b)
        return True

    def _are_separated(self, one: _Cluster, other: _Cluster) -> bool:
        return any({self._of[a], self._of[b]} == {one, other} for a, b in self._separated)

    def event_ids(self) -> dict[str, str]:
        named = {
            cluster: _identifier("event", (member.incident_id for member in cluster.members))
            for cluster in dict.fromkeys(self._of.values())
        }
        return {incident_id: named[cluster] for incident_id, cluster in self._of.items()}


def _agree(one: _Cluster, other: _Cluster) -> bool:
    """Whether no two reports exclude each other, and agree well on average; of large events some stand for all."""
    pairs = list(product(_some(one.members), _some(other.members)))
    small, large = sorted((one.of_article, other.of_article), key=len)
    for article_id in small.keys() & large.keys():
        if any(score(a, b) is None for a, b in product(_some(small[article_id]), _some(large[article_id]))):
            return False
    total = 0.0
    for a, b in pairs:
        found = score(a, b)
        if found is None:
            return False
        total += found[0]
    return total >= AGREEING * len(pairs)


def _some(incidents: list[Told]) -> list[Told]:
    return incidents[:: -(-len(incidents) // _SOME)]


def _identifier(kind: str, members: Iterable[str]) -> str:
    return f"{kind}-{hashlib.sha256(min(members).encode()).hexdigest()[:10]}"


def _scored(known: Sequence[Told]) -> list[tuple[float, Told, Told, tuple[str, ...]]]:
    """Every pair of a common block that nothing excludes and that may matter, best first."""
    found = []
    for at, other in _candidates(known):
        a, b = known[at], known[other]
        scored = score(a, b)
        if scored is not None and scored[0] >= LINKED - NEAR_MISS:
            found.append((scored[0], a, b, scored[1]))
    return sorted(found, key=lambda pair: (-pair[0], pair[1].incident_id, pair[2].incident_id))


def _candidates(known: Sequence[Told]) -> Iterator[tuple[int, int]]:
    """The pairs to compare, each once, as positions in `known`."""
    blocks: dict[tuple[object, ...], list[int]] = defaultdict(list)
    unplaced: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for at, one in enumerate(known):
        for key in _blocks(one):
            blocks[key].append(at)
        for key in _areas(one):
            (blocks if one.place else unplaced)[key].append(at)
    size = len(known)
    pairs = array("q")  # a pair as one number, since there may be millions
    for key, block in blocks.items():
        if key[0] != "area":
            pairs.extend(_pairs(known, block, size))
    for key, block in unplaced.items():
        # What names no place is compared with all of its area; what names one, with what is near by other blocks.
        pairs.extend(_pairs(known, block, size))
        placed = blocks.get(key, [])[:_CROWDED]
        pairs.extend(min(a, b) * size + max(a, b) for a in block for b in placed)
    for pair in pd.Series(pairs, dtype="int64").drop_duplicates():
        yield divmod(int(pair), size)


def _pairs(known: Sequence[Told], block: list[int], size: int) -> Iterable[int]:
    if len(block) <= _CROWDED:
        return (a * size + b for a, b in combinations(block, 2))
    alike = sorted(block, key=lambda at: (known[at].place, known[at].perpetrator, str(known[at].numbers), at))
    neighbours = ((a, b) for step in range(1, _NEIGHBOURS + 1) for a, b in zip(alike, alike[step:], strict=False))
    return (min(a, b) * size + max(a, b) for a, b in neighbours)


def _blocks(one: Told) -> Iterator[tuple[object, ...]]:
    """What two incidents must share to be compared: a day or the next, with place or number; else place and number."""
    lows = {low for _, _, low, _ in one.numbers if low >= SMALL}
    if one.dated and one.first is not None and one.last is not None:
        cells = _cells(one)
        for day in range(one.first, one.last + 2):
            if one.place:
                yield "place", day, one.place
            for cell in cells:
                yield "cell", day, cell
            for low in lows:
                for governorate in one.governorates:
                    yield "number", day, low, governorate
    for low in lows:
        if one.place:
            yield "undated", one.place, low


def _areas(one: Told) -> Iterator[tuple[object, ...]]:
    if one.dated and one.first is not None and one.last is not None:
        for day in range(one.first, one.last + 2):
            for governorate in one.governorates:
                yield "area", day, governorate


def _cells(one: Told) -> set[tuple[int, int]]:
    """Cells of a grid, overlapping so that places within NEAR_KM of each other share one."""
    if not one.place or one.latitude is None or one.longitude is None:
        return set()
    return {
        (int((one.latitude + north) // _CELL), int((one.longitude + east) // _CELL))
        for north in (-_REACH, _REACH)
        for east in (-_REACH, _REACH)
    }


def _hand_pairs(known: Mapping[str, Told], by_hand: Mapping[str, str]) -> Iterator[tuple[str, str]]:
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
