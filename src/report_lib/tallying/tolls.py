"""An event and its tolls: every report of one attack merged by the rule of ranges, each number counted once.

A toll is what the reports of an event state of one measure and one side of the victims. Sides keep the attackers' own
dead apart from the dead of the attack. What one report adds up ("an officer and three men") is added before reports
are compared; shares (`part_of`) are never added to anything. Sides are added where some article tells them together;
else they are rival accounts of the same dead and make a range, as does a report that counts all victims together.
A near-copy of another report of the same event is no report of its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from report_lib.records import PERPETRATORS, Article, Count, Incident, counts_by_incident
from report_lib.tallying.one_report import EVERYBODY, OWN_SIDE, Statement, statements_of
from report_lib.tallying.ranges import Range, spread, total
from report_lib.tallying.tallies import monitor_named
from report_lib.wording import is_nobody, named, source_name

STATUS_ORDER = ("claimed", "reported", "suspected", "disputed", "unknown")


@dataclass(frozen=True)
class Toll:
    """What the reports of one event state of one measure and one side.

    `role` is `attack`, or `own dead` where the victims are on the side of the event's attacker. `perpetrator` is the
    actor most reports name for these victims, with the firmest status any of them gives; `disputed` where reports
    name different actors. `sources` are the independent voices that state it.
    """

    measure: str
    side: str
    victims: tuple[str, ...]
    role: str
    perpetrator: str
    perpetrator_status: str
    range: Range
    sources: tuple[str, ...]
    article_ids: frozenset[str]


@dataclass(frozen=True)
class Event:
    """One attack, strike or clash, or one tally of many, as all its reports together give it.

    Date, place and coordinates are those of its most precise report; `governorates` those that all located reports
    share, or all named ones if they share none. `month` and `month_basis` as in the incidents table.
    """

    event_id: str
    scope: str
    date: str
    date_start: str
    date_end: str
    date_precision: str
    governorates: tuple[str, ...]
    place: str
    latitude: float | None
    longitude: float | None
    geo_precision: int | None
    perpetrator: str
    perpetrator_status: str
    attack_type: str
    month: str
    month_basis: str
    incident_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    sources: tuple[str, ...]
    tolls: tuple[Toll, ...]

    @property
    def listing(self) -> str:
        """How a month lists it: `event`, `tally`, or `undated` where only the articles' dates give the month."""
        if self.scope == "aggregate":
            return "tally"
        return "event" if self.month_basis == "incident" else "undated"

    def toll(self, measure: str, *, role: str = "attack", perpetrator: str = "") -> Range:
        """The event's number for `measure`, all sides together, each victim counted once; Range() if none states it."""
        return combined(
            [
                toll
                for toll in self.tolls
                if toll.measure == measure
                and (not role or toll.role == role)
                and (not perpetrator or toll.perpetrator == perpetrator)
            ]
        )

    @cached_property
    def kind(self) -> str:
        """`tally`; `airstrike` where air strikes are all that the reports count or name; else `attack`."""
        if self.scope == "aggregate":
            return "tally"
        if self.attack_type == "airstrike" or {toll.measure for toll in self.tolls} == {"airstrikes"}:
            return "airstrike"
        return "attack"


def combined(tolls: Sequence[Toll]) -> Range:
    """Tolls of one event and measure as one range: sides told together are added, rival accounts make the range."""
    everybody = [toll.range for toll in tolls if toll.side == EVERYBODY]
    accounts = [total(toll.range for toll in together) for together in _told_together(tolls)]
    return spread([*accounts, *everybody])


def _told_together(tolls: Sequence[Toll]) -> list[list[Toll]]:
    """The sides, grouped so that those in one group are linked by articles that tell more than one of them."""
    groups: list[list[Toll]] = []
    for toll in tolls:
        if toll.side == EVERYBODY:
            continue
        linked = [group for group in groups if any(toll.article_ids & other.article_ids for other in group)]
        groups = [group for group in groups if group not in linked]
        groups.append([*(other for group in linked for other in group), toll])
    return groups


def merged(
    incidents: Iterable[Incident],
    counts: Iterable[Count],
    articles: Mapping[str, Article],
    copy_of: Mapping[str, str],
) -> tuple[Event, ...]:
    """Incidents of one event_id merged, by date and id; `copy_of` maps near-copies of articles to their originals."""
    of_incident = counts_by_incident(counts)
    members: dict[str, list[Incident]] = defaultdict(list)
    for incident in incidents:
        members[incident.event_id or incident.incident_id].append(incident)
    events = [_event(event_id, reports, of_incident, articles, copy_of) for event_id, reports in members.items()]
    return tuple(sorted(events, key=lambda event: (event.date_start or "9999", event.event_id)))


def voice(incident: Incident, articles: Mapping[str, Article], copy_of: Mapping[str, str]) -> str:
    """Who speaks, for counting independent sources: the source named, else the outlet.

    A source that is not one in particular ("local sources", "our correspondent") is the outlet's. A copy speaks with
    the voice of its original.
    """
    article_id = copy_of.get(incident.article_id, incident.article_id)
    article = articles.get(article_id)
    outlet = named("outlets", article.outlet if article else "") or article_id
    if not incident.source or incident.source_type in ("outlet", "correspondent"):
        return outlet
    monitor = monitor_named(incident.source)
    if monitor:
        return monitor.monitor
    if is_nobody(incident.source):
        return f"{outlet}: {incident.source}"
    return source_name(incident.source)


def _event(
    event_id: str,
    reports: list[Incident],
    of_incident: Mapping[str, Sequence[Count]],
    articles: Mapping[str, Article],
    copy_of: Mapping[str, str],
) -> Event:
    reports = sorted(reports, key=lambda incident: incident.incident_id)
    present = {incident.article_id for incident in reports}
    statements = [
        statement
        for incident in reports
        if copy_of.get(incident.article_id) not in present
        for statement in statements_of(incident, of_incident[incident.incident_id], voice(incident, articles, copy_of))
    ]
    dated = min(reports, key=_date_vagueness)
    placed = min(reports, key=_place_vagueness)
    attacker, status = _attacker([(s.incident.perpetrator, s.incident.perpetrator_status) for s in statements], reports)
    types = Counter(incident.attack_type for incident in reports if incident.attack_type)
    return Event(
        event_id=event_id,
        scope=dated.scope,
        date=dated.date,
        date_start=dated.date_start,
        date_end=dated.date_end,
        date_precision=dated.date_precision,
        governorates=_governorates(reports),
        place=placed.place,
        latitude=placed.latitude,
        longitude=placed.longitude,
        geo_precision=placed.geo_precision,
        perpetrator=attacker,
        perpetrator_status=status,
        attack_type=min(types, key=lambda kind: (-types[kind], kind), default=""),
        month=dated.month,
        month_basis=dated.month_basis,
        incident_ids=tuple(incident.incident_id for incident in reports),
        article_ids=tuple(dict.fromkeys(incident.article_id for incident in reports)),
        sources=tuple(sorted({statement.voice for statement in statements})),
        tolls=_tolls(statements, attacker),
    )


def _date_vagueness(incident: Incident) -> tuple[int, str, str, str]:
    spans = {"day": 0, "range": 1, "month": 2, "year": 3}
    return spans.get(incident.date_precision, 4), incident.date_start, incident.month or "9999", incident.incident_id


def _place_vagueness(incident: Incident) -> tuple[bool, int, str]:
    return not incident.place, incident.geo_precision or 9, incident.incident_id


def _governorates(reports: Sequence[Incident]) -> tuple[str, ...]:
    told = [set(incident.governorates) for incident in reports if incident.governorates]
    if not told:
        return ()
    return tuple(sorted(set.intersection(*told) or set.union(*told)))


def _attacker(blamed: Sequence[tuple[str, str]], reports: Sequence[Incident]) -> tuple[str, str]:
    """The actor most statements name, with the firmest status given for it; `PERPETRATORS` breaks a tie."""
    votes = Counter(actor for actor, _ in blamed if actor != "unknown")
    if not votes:
        votes = Counter(incident.perpetrator for incident in reports if incident.perpetrator != "unknown")
    if not votes:
        return "unknown", "unknown"
    actor = min(votes, key=lambda name: (-votes[name], _order(PERPETRATORS, name)))
    statuses = [s for name, s in blamed if name == actor] or [
        incident.perpetrator_status for incident in reports if incident.perpetrator == actor
    ]
    return actor, min(statuses, key=lambda code: _order(STATUS_ORDER, code))


def _order(codes: Sequence[str], code: str) -> int:
    return codes.index(code) if code in codes else len(codes)


def _tolls(statements: Sequence[Statement], attacker: str) -> tuple[Toll, ...]:
    groups: dict[tuple[str, str], list[Statement]] = defaultdict(list)
    for statement in statements:
        groups[statement.measure, statement.side].append(statement)
    tolls = []
    for (measure, side), group in sorted(groups.items()):
        blamed = [(s.incident.perpetrator, s.incident.perpetrator_status) for s in group]
        actor, status = _attacker(blamed, [])
        if len({name for name, _ in blamed} - {"unknown"}) > 1:
            status = "disputed"
        own = OWN_SIDE.get(attacker) == side and actor != attacker
        tolls.append(
            Toll(
                measure=measure,
                side=side,
                victims=tuple(sorted({victims for s in group for victims in s.victims})),
                role="own dead" if own else "attack",
                perpetrator=actor,
                perpetrator_status=status,
                range=spread(s.range for s in group),
                sources=tuple(sorted({s.voice for s in group})),
                article_ids=frozenset(s.incident.article_id for s in group),
            )
        )
    return tuple(tolls)
