"""What speaks for and against two reports telling of one incident: terms with weights, and the sum of them.

Time and place weigh most; a number is weak evidence, since numbers are what reports disagree on. Codes that name no
party ("unknown", "landmine") contradict nothing. Whether the dead were civilians is what reports of one attack often
disagree on, which army's they were is not.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date as Date
from functools import lru_cache

from rapidfuzz import fuzz

from report_lib.arabic.text import fold_word
from report_lib.records import Article, Count, Incident
from report_lib.tallying.one_report import EVERYBODY, OWN_SIDE, side_told

WEIGHTS = {
    "same day": 3.0,
    "days overlap": 2.5,
    "a day apart": 0.5,
    "same month": 0.5,
    "published within days": 1.0,
    "same place": 3.0,
    "places near": 1.5,
    "places within their precision": 0.5,
    "same governorate": 0.25,
    "places differ": -2.0,
    "same perpetrator": 1.0,
    "two sides of a clash": 0.5,
    "perpetrators differ": -2.0,
    "same victims": 0.5,
    "victims differ": -2.0,
    "same kind of attack": 0.25,
    "air strike and ground attack": -4.0,
    "same number": 1.5,
    "same small number": 0.5,
    "numbers compatible": 0.25,
    "numbers close": 0.25,
    "numbers differ": -0.5,
    "numbers far apart": -1.0,
}
_ORDER = {term: at for at, term in enumerate(WEIGHTS)}  # of several numbers, the one that agrees best counts
# What tells two incidents of one article apart: another day, place or kind, or actors that are no two sides of a clash.
_APART = frozenset(
    {
        "a day apart",
        "places differ",
        "places near",
        "places within their precision",
        "air strike and ground attack",
        "perpetrators differ",
    }
)
SMALL = 5  # smaller numbers coincide often
_CLOSE = 0.75  # numbers of which the smaller is this share of the larger
_RADIUS_KM = {1: 5.0, 2: 25.0, 3: 40.0}  # how far a place may be from where its where_prec puts it
_GOVERNORATE = 4  # the where_prec of a governorate
_SAME_KM = 1.0  # names of one place in the gazetteer («الرصافة», «بادية الرصافة»)
NEAR_KM = 8.0  # two names for one place, a village and the field beside it
_FAR_KM = 60.0  # named places farther apart than this are two incidents
_SPELLING = 88  # rapidfuzz ratio from which two spellings are one name
_PUBLISHED_DAYS = 3  # a report follows its incident within days, where a date is missing
_LONG_DAYS = 7  # an incident dated to a longer period is treated as undated
_NO_PARTY = frozenset({"unknown", "unknown aircraft", "landmine", "other"})
_UNSURE = frozenset({EVERYBODY, "civilians"})


@dataclass(frozen=True, slots=True)
class Told:
    """What linking reads of one incident: days as date.toordinal, numbers as (measure, side, low, high or None)."""

    incident_id: str
    article_id: str
    first: int | None
    last: int | None
    dated: bool
    month: str
    published: int | None
    governorates: frozenset[str]
    place: str
    latitude: float | None
    longitude: float | None
    radius: float
    perpetrator: str
    own_side: str
    sides: frozenset[str]
    kind: str
    strike: bool
    numbers: tuple[tuple[str, str, int, int | None], ...]


def told(incident: Incident, counts: Sequence[Count], article: Article | None) -> Told:
    """The features of one incident. Where it restates a number, the largest stands for it."""
    numbers: dict[tuple[str, str], tuple[int, int | None]] = {}
    for count in counts:
        if not count.part_of and count.qualifier not in ("unspecified", "at_most") and count.low is not None:
            key = (count.measure, side_told(count.victims))
            numbers[key] = max(numbers.get(key, (0, None)), (count.low, count.high), key=lambda low_high: low_high[0])
    first, last = _day(incident.date_start), _day(incident.date_end)
    return Told(
        incident_id=incident.incident_id,
        article_id=incident.article_id,
        first=first,
        last=last,
        dated=first is not None and last is not None and last - first < _LONG_DAYS,
        month=incident.date_start[:7],
        published=_day(article.published[:10]) if article else None,
        governorates=_shared(frozenset(incident.governorates)),
        # «ريف الرقة الجنوبي» names no place but a governorate.
        place="" if incident.geo_precision == _GOVERNORATE else _folded(incident.place),
        latitude=incident.latitude,
        longitude=incident.longitude,
        radius=_RADIUS_KM.get(incident.geo_precision or 3, 40.0),
        perpetrator=incident.perpetrator,
        own_side=OWN_SIDE.get(incident.perpetrator, ""),
        sides=_shared(frozenset(side_told(count.victims) for count in counts)),
        kind=incident.attack_type,
        strike=incident.attack_type == "airstrike" or any(count.measure == "airstrikes" for count in counts),
        numbers=tuple((*key, *low_high) for key, low_high in sorted(numbers.items())),
    )


def score(a: Told, b: Told) -> tuple[float, tuple[str, ...]] | None:
    """The sum of the terms that hold for a pair, and the terms; None where something excludes one incident."""
    terms: list[str] = []
    if not (_time(a, b, terms) and _place(a, b, terms)):
        return None
    _actors(a, b, terms)
    agreement = min(_numbers(a, b), key=_ORDER.__getitem__, default="")
    if agreement:
        terms.append(agreement)
    if a.article_id == b.article_id and not _APART.isdisjoint(terms):
        return None
    return sum([WEIGHTS[term] for term in terms]), tuple(terms)


def reasons(a: Told, b: Told, terms: Sequence[str]) -> tuple[str, ...]:
    """The terms of a pair with what they rest on and their weights: "same number (killed 17) +1.5"."""
    return tuple(f"{term}{_detail(term, a, b)} {WEIGHTS[term]:+g}" for term in terms)


def _time(a: Told, b: Told, terms: list[str]) -> bool:
    """Add what the dates say; False where they exclude one incident."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return _time_by_publication(a, b, terms)
    gap = max(a.first, b.first) - min(a.last, b.last)
    both = a.dated and b.dated
    if gap > 1 or (gap == 1 and not both):
        return False
    if gap == 1:
        terms.append("a day apart")
    elif not both:
        if a.month == b.month:
            terms.append("same month")
    elif a.first == a.last == b.first == b.last:
        terms.append("same day")
    else:
        terms.append("days overlap")
    return True


def _time_by_publication(a: Told, b: Told, terms: list[str]) -> bool:
    """A missing date is bounded by the publication: nothing is reported before it happens."""
    for undated, other in ((a, b), (b, a)):
        if undated.first is None and undated.published and other.first and other.first > undated.published:
            return False
    if a.published and b.published and abs(a.published - b.published) <= _PUBLISHED_DAYS:
        terms.append("published within days")
    return True


def _place(a: Told, b: Told, terms: list[str]) -> bool:
    """Add what the places say; False where they exclude one incident."""
    both = bool(a.place and b.place)
    apart = _kilometres(a, b) if both else None
    if apart is not None and apart > _FAR_KM:
        return False
    if a.governorates and b.governorates and a.governorates.isdisjoint(b.governorates):
        # Near a border reports give either side; places of one name in two governorates are two.
        if apart is None or apart > NEAR_KM:
            return False
    elif not both:
        if a.governorates and b.governorates:
            terms.append("same governorate")
        return True
    if not both:
        return True
    if a.place == b.place or _one_name(a.place, b.place) or (apart is not None and apart <= _SAME_KM):
        terms.append("same place")
    elif apart is None:  # a road between two towns may be named by one of them
        terms.append("places near" if a.place in b.place or b.place in a.place else "places differ")
    elif apart <= NEAR_KM:
        terms.append("places near")
    else:
        terms.append("places within their precision" if apart <= a.radius + b.radius else "places differ")
    return True


def _actors(a: Told, b: Told, terms: list[str]) -> None:
    clash = (a.own_side in b.sides) or (b.own_side in a.sides)
    if a.perpetrator == b.perpetrator:
        if a.perpetrator != "unknown":
            terms.append("same perpetrator")
    elif a.perpetrator not in _NO_PARTY and b.perpetrator not in _NO_PARTY:
        terms.append("two sides of a clash" if clash else "perpetrators differ")
    if not a.sides.isdisjoint(b.sides):
        terms.append("same victims")
    elif a.sides and b.sides and not clash and _UNSURE.isdisjoint(a.sides) and _UNSURE.isdisjoint(b.sides):
        terms.append("victims differ")
    if a.strike != b.strike:
        terms.append("air strike and ground attack")
    elif a.kind and a.kind == b.kind:
        terms.append("same kind of attack")


def _numbers(a: Told, b: Told) -> Iterator[str]:
    """How each number that can be compared agrees: of one measure and side, or of everybody on one hand."""
    for measure_a, side_a, low_a, high_a in a.numbers:
        for measure_b, side_b, low_b, high_b in b.numbers:
            if measure_a != measure_b or (side_a != side_b and EVERYBODY not in (side_a, side_b)):
                continue
            small, large = (low_a, low_b) if low_a < low_b else (low_b, low_a)
            if small == large:
                yield "same number" if large >= SMALL else "same small number"
            elif (high_a is None or low_b <= high_a) and (high_b is None or low_a <= high_b):
                yield "numbers compatible"
            elif small >= _CLOSE * large and large >= SMALL:
                yield "numbers close"
            else:
                yield "numbers far apart" if large > 3 * small and large - small > SMALL else "numbers differ"


def _detail(term: str, a: Told, b: Told) -> str:
    if term == "same day" and a.first is not None:
        return f" ({Date.fromordinal(a.first).isoformat()})"
    if "number" in term:
        return " (" + ", ".join(" ".join([n[0], str(n[2])]) for n in (*a.numbers[:2], *b.numbers[:2])) + ")"
    if term in ("same place", "same perpetrator"):
        return f" ({a.place if term == 'same place' else a.perpetrator})"
    if term in ("perpetrators differ", "two sides of a clash"):
        return f" ({a.perpetrator}, {b.perpetrator})"
    if term == "same governorate":
        return f" ({', '.join(sorted(a.governorates & b.governorates))})"
    apart = _kilometres(a, b)
    return f" ({apart:.0f} km)" if term.startswith("places") and apart is not None else ""


def _kilometres(a: Told, b: Told) -> float | None:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north = (a.latitude - b.latitude) * 111.2
    east = (a.longitude - b.longitude) * 111.3 * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return math.hypot(north, east)  # flat within Syria to a fraction of a percent


@lru_cache(maxsize=100_000)
def _one_name(one: str, other: str) -> bool:
    return fuzz.ratio(one, other) >= _SPELLING


@lru_cache(maxsize=10_000)
def _folded(place: str) -> str:
    return fold_word(place)


@lru_cache(maxsize=10_000)
def _shared(codes: frozenset[str]) -> frozenset[str]:
    """One object for equal sets, of which there are few."""
    return codes


@lru_cache(maxsize=20_000)
def _day(iso: str) -> int | None:
    try:
        return Date.fromisoformat(iso).toordinal()
    except ValueError:
        return None
