"""Lay out two months beside each other as tables: key numbers, events and tallies, regions, perpetrators, sources."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import pandas as pd

from report_lib.comparing.accounts import speaker
from report_lib.comparing.compare import month_total
from report_lib.composing.page import Page, headed, number_text, prose
from report_lib.exporting.facts import measured_text
from report_lib.exporting.markdown import table
from report_lib.linking.collection import UNDATED
from report_lib.tallying.ranges import Range, stated
from report_lib.tallying.tolls import Event
from report_lib.wording import date_text, label, listed, month_name, named, noun_forms

_PEOPLE = ("killed", "wounded", "airstrikes")

_COUNTED: Mapping[str, Callable[[Event], bool]] = {
    "incidents": lambda event: event.listing == "event",
    "with_deaths": lambda event: event.listing == "event" and bool(event.toll("killed").count_ids),
    "unknown_toll": lambda event: (
        event.listing == "event" and bool(event.toll("killed").n_unspecified) and not event.toll("killed").stated
    ),
    "undated": lambda event: event.listing == "undated",
}
_OF_DEATHS = frozenset({"with_deaths", "unknown_toll"})
_ALWAYS = frozenset({"incidents", "with_deaths", "unknown_toll"})


def months_of(page: Page) -> tuple[str, ...]:
    """The page's month and the one it is set beside; one month where they are the same."""
    return tuple(dict.fromkeys((page.month, page.against)))


def key_numbers(page: Page) -> str:
    """Dead and wounded of both months' single events as ranges, how many events there are, and tallies apart."""
    lists = [page.opened.collection.of_month(month) for month in months_of(page)]
    rows = [
        *_event_rows(page, lists),
        *_number_rows(page, lists),
        *(_tally_row(page, measure, lists) for measure in ("attacks", "killed", "wounded")),
    ]
    heads = ["", *(prose(page, month_name(month, page.lang)) for month in months_of(page))]
    return table(heads, [row for row in rows if row], numbers=range(1, len(heads)), widths=(4, 3, 3)[: len(heads)])


def _event_rows(page: Page, lists: Sequence[Sequence[Event]]) -> list[list[str]]:
    rows = []
    for code, measure, role in (
        ("killed", "killed", "attack"),
        ("wounded", "wounded", "attack"),
        ("own_dead", "killed", "own dead"),
    ):
        cells = [_total_cell(page, events, code, measure, role) for events in lists]
        if code != "own_dead" or any(_total(events, measure, role).count_ids for events in lists):
            rows.append([prose(page, page.says("rows", code)), *cells])
    return rows


def _total(events: Sequence[Event], measure: str, role: str = "attack") -> Range:
    return month_total([event for event in events if event.listing == "event"], measure, role)


def _total_cell(page: Page, events: Sequence[Event], code: str, measure: str, role: str) -> str:
    """A month's number, or why there is none."""
    number = _total(events, measure, role)
    if number.text():
        words = number.text(page.lang)
        return number_text(page, words, number.count_ids, head=headed(page, page.says("rows", code), words))
    if any(event.listing == "event" for event in events):
        return prose(page, page.says("rows", "not_reported"))
    return prose(page, page.says("rows", "tally_only" if any(e.listing == "tally" for e in events) else "no_event"))


def _number_rows(page: Page, lists: Sequence[Sequence[Event]]) -> list[list[str]]:
    rows = []
    for code, holds in _COUNTED.items():
        held = [[event for event in events if holds(event)] for events in lists]
        if code in _ALWAYS or any(held):
            name = page.says("rows", code)
            rows.append([prose(page, name), *(_events_cell(page, name, code, events) for events in held)])
    return rows


def _events_cell(page: Page, name: str, code: str, events: Sequence[Event]) -> str:
    """How many events there are, led to a note that lists them."""
    tolls = [toll for event in events for toll in event.tolls if code not in _OF_DEATHS or toll.measure == "killed"]
    ids = [i for toll in tolls for i in toll.range.count_ids]
    number = str(len(events))
    return number_text(page, number, ids, head=headed(page, name, number))


def _tally_row(page: Page, measure: str, lists: Sequence[Sequence[Event]]) -> list[str]:
    """What tallies say of a measure, in a row that says that nothing is added to it; empty where none says anything."""
    cells = []
    for events in lists:
        numbers = [event.toll(measure) for event in events if event.listing == "tally"]
        words = [(number.text(page.lang), number.count_ids) for number in numbers]
        what = label("measure", measure, page.lang)
        told = [number_text(page, said, ids, head=headed(page, what, said)) for said, ids in words if said]
        cells.append(_between(page).join(told))
    if not any(cells):
        return []
    return [prose(page, page.says("rows", f"tally_{measure}")), *(c or page.says("rows", "no_tally") for c in cells)]


def events_of(page: Page, month: str) -> str:
    """A month's events, then its tallies, then what is undated: where, when, the dead, and who says which number."""
    frame = page.view.side_by_side
    rows = []
    for row in frame[frame["month"] == month].drop_duplicates("event_id").to_dict("records"):
        event = page.events[str(row["event_id"])]
        where = str(row["label"])
        if event.listing == "tally":
            where = page.says("rows", "tally_by", who=where)
        when = date_text(event.date, page.lang)
        casualties = _numbers(page, event)
        accounts = [_account(page, i) for i in event.toll(_first_measure(event)).count_ids]
        rows.append(
            [
                prose(page, _capital(page.says("rows", "where_when", where=where, when=when))),
                _joined(page, casualties),
                _joined(page, accounts),
            ]
        )
    if not rows:
        return prose(page, page.says("rows", "none"))
    heads = [prose(page, page.says("columns", code)) for code in ("event", "casualties", "accounts")]
    return table(heads, rows, widths=(5, 5, 8))


def _numbers(page: Page, event: Event) -> list[str]:
    """What an event or tally counts, each number led to its note."""
    parts = [_measured(page, measure, event.toll(measure), event.perpetrator) for measure in ("attacks", *_PEOPLE)]
    own = event.toll("killed", role="own dead")
    return [part for part in (*parts, _own_dead(page, own)) if part]


def _measured(page: Page, measure: str, number: Range, perpetrator: str = "unknown") -> str:
    if not number.stated and not number.n_unspecified:
        return ""
    return number_text(page, measured_text(measure, number, perpetrator, page.lang), number.count_ids)


def _own_dead(page: Page, number: Range) -> str:
    text = number.text(page.lang)
    return number_text(page, page.says("rows", "own_dead_of", number=text), number.count_ids) if text else ""


def _first_measure(event: Event) -> str:
    measures = ("killed", "wounded", "airstrikes", "attacks", "captured", "missing")
    return next((measure for measure in measures if event.toll(measure).count_ids), "killed")


def _account(page: Page, count_id: str) -> str:
    """One report's number as it states it, and who says so."""
    collection = page.opened.collection
    count = collection.counts[count_id]
    number = number_text(page, stated(count).text(page.lang), [count_id])
    who = speaker(collection.incidents[count.incident_id], collection.articles, page.lang)
    return f"{number}{prose(page, page.says('rows', 'says', who=who))}"


def _joined(page: Page, parts: Iterable[str]) -> str:
    return _between(page).join(part for part in parts if part)


def _between(page: Page) -> str:
    return prose(page, page.says("rows", "between"))


# --- by region and by perpetrator: a row for each, a column for each month --------------------------------------------


def regions(page: Page) -> str:
    """Both months by governorate: what single events add up to, and what tallies break down."""

    def name(row: Mapping[Any, Any]) -> tuple[str, ...]:
        codes = row["governorates"]
        if not codes:
            return (page.says("rows", "unassigned" if row["kind"] == "share" else "nowhere"),)
        together = page.says("rows", "together", governorates=_governorates(page, codes))
        return (together if len(codes) > 1 else _governorates(page, codes),)

    rows = page.view.by_region.to_dict("records")
    rows.sort(key=lambda row: {1: 0, 0: 1}.get(len(row["governorates"]), 2))  # what is of several stands below them
    return _grid(page, rows, name, ("governorates",))


def perpetrators(page: Page) -> str:
    """Both months by the actor that caused the casualties, and how far the reports stand behind it."""

    def name(row: Mapping[Any, Any]) -> tuple[str, ...]:
        status = label("status", str(row["perpetrator_status"]), page.lang)
        return label("perpetrator", str(row["perpetrator"]), page.lang), status

    return _grid(page, page.view.by_perpetrator.to_dict("records"), name, ("perpetrator", "perpetrator_status"))


def _governorates(page: Page, codes: Sequence[str]) -> str:
    return listed([label("governorate", code, page.lang) for code in codes], page.lang)


def _grid(
    page: Page,
    records: Sequence[Mapping[Any, Any]],
    name: Callable[[Mapping[Any, Any]], tuple[str, ...]],
    heads: Sequence[str],
) -> str:
    cells: dict[tuple[str, ...], dict[str, list[str]]] = {}
    for row in records:
        cells.setdefault(name(row), {}).setdefault(str(row["month"]), []).append(_grid_cell(page, row))
    months = months_of(page)
    rows = [
        [
            prose(page, _capital(names[0])),
            *(prose(page, part) for part in names[1:]),
            *(_joined(page, of.get(month, ())) or "–" for month in months),
        ]
        for names, of in cells.items()
    ]
    if not rows:
        return prose(page, page.says("rows", "none_dated" if page.month == UNDATED else "none"))
    columns = [
        *(prose(page, page.says("columns", head)) for head in heads),
        *(prose(page, month_name(month, page.lang)) for month in months),
    ]
    widths = (*((4,) if len(heads) == 1 else (3, 2)), *(7 for _ in months))
    return table(columns, rows, widths=widths)


def _grid_cell(page: Page, row: Mapping[Any, Any]) -> str:
    """What one month gives of one region or perpetrator, in words."""
    parts = []
    attacks = str(row["attacks"])
    if row["kind"] == "event":
        if attacks not in ("", "0"):
            parts.append(prose(page, noun_forms("attack", int(attacks), page.lang)))
    elif attacks:
        code = "tally_attacks_of" if row["kind"] == "tally" else "share_attacks_of"
        parts.append(number_text(page, page.says("rows", code, number=attacks), behind(page, "attacks", row)))
    for measure in _PEOPLE:
        if str(row[measure]):
            unknown = "" if pd.notna(row[f"{measure}_low"]) else "_unknown"
            text = page.says("rows", f"of_{measure}{unknown}", number=row[measure])
            parts.append(number_text(page, text, behind(page, measure, row)))
    if str(row.get("own_dead", "")):
        text = page.says("rows", "own_dead_of", number=row["own_dead"])
        parts.append(number_text(page, text, behind(page, "own_dead", row)))
    return _joined(page, parts)


def behind(page: Page, name: str, row: Mapping[Any, Any]) -> list[str]:
    """The counts of a row that one of its numbers rests on: those of the events' tolls of that measure."""
    measure, role = ("killed", "own dead") if name == "own_dead" else (name, "attack")
    tolls = [toll for i in row["event_ids"] if i in page.events for toll in page.events[i].tolls]
    tolls = [toll for toll in tolls if toll.measure == measure]
    if "governorates" in row:
        tolls = [toll for toll in tolls if toll.role == role]
    of_tolls = {i for toll in tolls for i in toll.range.count_ids}
    given = list(row["count_ids"])
    return [i for i in given if i in of_tolls] or [i for i in given if name == "attacks"]


# --- by source --------------------------------------------------------------------------------------------------------


def sources(page: Page) -> str:
    """Who says what: a row for each source as its outlet cites it, a column for each month."""
    collection = page.opened.collection
    cells: dict[tuple[str, str], dict[str, dict[str, list[str]]]] = {}
    for row in page.view.by_source.to_dict("records"):
        incident = collection.incidents[str(row["incident_id"])]
        who = speaker(incident, collection.articles, page.lang)
        kind = label("source_type", incident.source_type, page.lang) if incident.source_type else ""
        event = page.events[str(row["event_id"])]
        where = page.says("rows", "tally") if event.listing == "tally" else _short_place(page, event)
        number = stated(collection.counts[str(row["count_id"])])
        own_dead = event.toll("killed", role="own dead")
        words = (
            page.says("rows", "own_dead_of", number=number.text(page.lang))
            if row["count_id"] in own_dead.count_ids
            else measured_text(str(row["measure"]), number, str(row["perpetrator"]), page.lang)
        )
        said = cells.setdefault((who, kind), {}).setdefault(str(row["month"]), {}).setdefault(where, [])
        said.append(number_text(page, words, [str(row["count_id"])]))
    months = months_of(page)
    rows = []
    for (who, kind), of in cells.items():
        told = [
            _joined(
                page,
                (
                    f"{prose(page, _capital(page.says('rows', 'at', where=where)))} {_comma(page).join(said)}"
                    for where, said in of.get(month, {}).items()
                ),
            )
            for month in months
        ]
        rows.append([prose(page, _capital(who)), prose(page, kind) or "–", *(cell or "–" for cell in told)])
    if not rows:
        return prose(page, page.says("rows", "none"))
    named_columns = (page.says("columns", "source"), page.says("columns", "source_type"))
    heads = [*named_columns, *(month_name(month, page.lang) for month in months)]
    return table([prose(page, head) for head in heads], rows, widths=(5, 3, *(7 for _ in months)))


def _short_place(page: Page, event: Event) -> str:
    return named("places", event.place, page.lang) or (
        _governorates(page, event.governorates) if event.governorates else page.says("rows", "nowhere")
    )


def _comma(page: Page) -> str:
    return prose(page, page.says("rows", "comma"))


def likeness(page: Page) -> str:
    """In what the two months are alike and in what not, aspect by aspect."""
    rows = [
        [
            prose(page, page.says("aspects", str(row["aspect"]))),
            *(prose(page, _capital(str(row[side]))) for side in ("month_says", "against_says")),
            prose(page, page.says("rows", "alike" if row["alike"] else "unlike")),
        ]
        for row in page.view.likeness.to_dict("records")
    ]
    if not rows:
        return ""
    months = (month_name(month, page.lang) for month in (page.month, page.against))
    heads = [page.says("columns", "aspect"), *months, page.says("columns", "alike")]
    return table([prose(page, head) for head in heads], rows, widths=(3, 6, 6, 2))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
