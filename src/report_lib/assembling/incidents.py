"""Assemble one article's counts into incidents: where, when, by whom, whose dead and who says so."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final, ParamSpec, TypeVar

from report_lib.arabic.text import Folded, fold
from report_lib.assembling.repetitions import told_once
from report_lib.assembling.statements import Statement, read_statements
from report_lib.dating.dates import printed_date
from report_lib.edtf_dates import interval, precision
from report_lib.records import Article, Count, Incident, Parsed

P = ParamSpec("P")
Row = TypeVar("Row")

STRETCH: Final = 12_000  # characters; the longest news text we know of has half of that


def parse_article(article: Article, text: str) -> Parsed:
    """Read one article; the published date printed in the text is used where `article` has none.

    A text longer than a `STRETCH` is read in stretches, each by itself: the time is linear in the length.
    Python's garbage collector rests meanwhile: it looks for reference cycles, reading leaves none, and to look again
    and again took a tenth of the time.
    """
    collecting = gc.isenabled()
    gc.disable()
    try:
        return _read(article, text)
    finally:
        if collecting:
            gc.enable()


def _read(article: Article, text: str) -> Parsed:
    incidents: list[Incident] = []
    counts: list[Count] = []
    for start, end in stretches(text):
        folded = fold(text[start:end])
        article = _dated(article, folded) if start == 0 else article
        statements = told_once(read_statements(article, folded))
        more_incidents, more_counts = _rows(article, folded, statements, start)
        incidents += more_incidents
        counts += more_counts
    return _whole_row(Parsed, article=article, incidents=tuple(incidents), counts=tuple(counts))


def stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where the stretches of a text begin and end: at the end of a line, or else of a sentence, or else of a word."""
    start = 0
    while len(text) - start > STRETCH:
        places = (text.rfind(mark, start + STRETCH // 2, start + STRETCH) + 1 for mark in ("\n", ". ", " "))
        end = next((place for place in places if place), start + STRETCH)
        yield start, end
        start = end
    yield start, len(text)


def _dated(article: Article, folded: Folded) -> Article:
    if article.published:
        return article
    printed = printed_date(folded)
    return replace(article, published=printed, published_basis="text") if printed else article


def _rows(
    article: Article, folded: Folded, statements: Sequence[Statement], offset: int
) -> tuple[list[Incident], list[Count]]:
    """The incidents and counts of the statements of a stretch that begins at `offset`."""
    incidents: dict[tuple[object, ...], Incident] = {}
    counts: list[Count] = []
    places: list[str] = []
    ids: list[str] = []
    for statement in statements:
        place = f"{article.article_id}-{offset + folded.raw_position(statement.found.position)}"
        places.append(place)
        ids.append(f"{place}-{statement.found.measure}")
    for at, statement in enumerate(statements):
        found = statement.found
        key = _incident_key(statement)
        incident = incidents.get(key)
        if incident is None:
            incident = incidents[key] = _incident(article, statement, incident_id=places[at])
        start, end = folded.raw_span(found.start, found.end)
        counts.append(
            _whole_row(
                Count,
                count_id=ids[at],
                incident_id=incident.incident_id,
                article_id=article.article_id,
                measure=found.measure,
                low=found.low,
                high=found.high,
                qualifier=found.qualifier,
                victims=statement.victims,
                part_of=ids[found.part_of] if found.part_of is not None else "",
                quote=folded.raw[start:end],
                start=offset + start,
                end=offset + end,
            )
        )
    return list(incidents.values()), counts


def _whole_row(record: Callable[P, Row], /, *args: P.args, **columns: P.kwargs) -> Row:
    """`record(**columns)` for who gives every column, by name and in table order; made in less than half the time.

    A frozen dataclass sets field by field what here is set at once.
    """
    blank: Any = record
    row: Row = object.__new__(blank)
    object.__setattr__(row, "__dict__", columns)
    return row


def _incident_key(statement: Statement) -> tuple[object, ...]:
    setting = statement.setting
    return (
        setting.aggregate,
        setting.date,
        setting.governorates,
        setting.place.place.name if setting.place else "",
        statement.perpetrator,
        statement.status,
        statement.source.source if statement.source else "",
    )


def _incident(article: Article, statement: Statement, incident_id: str) -> Incident:
    setting = statement.setting
    place = setting.place.place if setting.place else None
    start, end = interval(setting.date) if setting.date else ("", "")
    month, month_basis = _month(start, end, article)
    source = statement.source
    return _whole_row(
        Incident,
        incident_id=incident_id,
        article_id=article.article_id,
        event_id="",
        origin="parsed",
        scope="aggregate" if setting.aggregate else "event",
        date=setting.date,
        date_start=start,
        date_end=end,
        date_precision=precision(setting.date) if setting.date else "unknown",
        date_basis=setting.date_basis,
        governorates=setting.governorates,
        place=place.name if place else "",
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        geo_precision=place.geo_precision if place else None,
        perpetrator=statement.perpetrator,
        perpetrator_status=statement.status,
        month=month,
        month_basis=month_basis,
        attack_type=statement.attack_type,
        source=source.source if source else "",
        source_type=source.source_type if source else "outlet",
        source_chain=source.chain if source else "",
    )


def _month(start: str, end: str, article: Article) -> tuple[str, str]:
    """The month of an incident, or for an undated one the month it was reported in, labelled as such."""
    if start and end and start[:7] == end[:7]:
        return start[:7], "incident"
    if start and end:
        return end[:7], "incident"
    first, last = interval(article.published) if article.published else ("", "")
    if first and first[:7] == last[:7]:
        return first[:7], "publication"
    return "", ""
