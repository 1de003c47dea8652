"""Which months have pages. An article opens the months that it tells of: of very many, those nearest to its day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from report_lib.edtf_dates import interval
from report_lib.errors import Problem
from report_lib.linking.collection import UNDATED, Collection

MOST_MONTHS = 24  # that one article opens: a review of two years; none of 130 annotated articles tells of five


@dataclass(frozen=True)
class Paged:
    """`months` have pages, in order, `undated` last; `others` are told of and have none, since of `crowded` articles
    (article_id → the months that it tells of) only the nearest are opened."""

    months: tuple[str, ...]
    others: tuple[str, ...] = ()
    crowded: Mapping[str, int] = field(default_factory=dict)

    @property
    def notes(self) -> tuple[Problem, ...]:
        """What whoever builds is to know of articles that tell of very many months."""
        remedy = f"to have pages of all, split it into articles of {MOST_MONTHS} months or fewer"
        return tuple(
            Problem(
                "article",
                article_id,
                f"tells of {told:,} months; the {MOST_MONTHS} nearest to its publication have pages, "
                "the others stand in the tables alone",
                remedy,
            )
            for article_id, told in self.crowded.items()
        )


def paged(collection: Collection) -> Paged:
    """The months that a parsed article or a hand-coded report opens; the monitors' series alone opens none."""
    own = {tally.tally_id for tally in collection.series.tallies}
    told: dict[str, set[str]] = defaultdict(set)
    for incident in collection.incidents.values():
        if incident.incident_id not in own:
            told[incident.article_id].add(incident.month)
    opened: set[str] = set()
    for article_id, months in told.items():
        article = collection.articles.get(article_id)
        opened |= _nearest(months, article.published if article else "")
    return Paged(
        months=(*sorted(opened - {""}), *([UNDATED] if "" in opened else [])),
        others=tuple(sorted(set().union(*told.values()) - opened)),
        crowded={article_id: len(months) for article_id, months in sorted(told.items()) if not months <= opened},
    )


def compared(collection: Collection, months: Iterable[str]) -> dict[str, str]:
    """The month that each of `months`, those with pages in order, is set beside.

    It is the latest one before it with a tally that an article quotes. Without one it is the latest month before it
    that has anything; before the first, the calendar month before it. What has no month stands beside none.
    """
    series = {tally.tally_id for tally in collection.series.tallies}
    quoted = {event.month for event in collection.tallies if not set(event.article_ids) <= series}
    beside: dict[str, str] = {}
    with_tally = earlier = ""
    for month in months:
        if month == UNDATED:
            beside[month] = UNDATED
            continue
        beside[month] = with_tally or earlier or _before(month)
        earlier = month
        with_tally = month if month in quoted else with_tally
    return beside


def _nearest(months: set[str], published: str) -> set[str]:
    """Those of an article's months that it opens; without a day of its own it is as old as the last of them."""
    if len(months) <= MOST_MONTHS:
        return months
    day = _number((interval(published)[1] or max(months))[:7])
    return set(sorted(months - {""}, key=lambda month: (abs(_number(month) - day), month))[:MOST_MONTHS]) | (
        months & {""}
    )


def _number(month: str) -> int:
    return 12 * int(month[:4]) + int(month[5:])


def _before(month: str) -> str:
    number = _number(month) - 2
    return f"{number // 12}-{number % 12 + 1:02}"
