"""Lay out two months beside each other as tables: key numbers, events and tallies, and how alike they are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from report_lib.comparing.accounts import speaker
from report_lib.comparing.compare import month_total
from report_lib.composing.markdown import table
from report_lib.composing.page import Page, headed, number_text, prose
from report_lib.stating.events import measured_text
from report_lib.tallying.ranges import Range, stated
from report_lib.tallying.tolls import Event
from report_lib.wording import date_text, label, month_name

MOST_LISTED = 500  # events that a table lists; a page of more is none that anybody reads
PEOPLE = ("killed", "wounded", "airstrikes")

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
    records = frame[frame["month"] == month].drop_duplicates("event_id").to_dict("records")
    shown = largest(page, records)
    rows = []
    for row in shown:
        event = page.events[str(row["event_id"])]
        where = str(row["label"])
        if event.listing == "tally":
            where = page.says("rows", "tally_by", who=where)
        when = date_text(event.date, page.lang)
        casualties = _numbers(page, event)
        accounts = [_account(page, i) for i in event.toll(_first_measure(event)).count_ids]
        rows.append(
            [
                prose(page, capital(page.says("rows", "where_when", where=where, when=when))),
                joined(page, casualties),
                joined(page, accounts),
            ]
        )
    if not rows:
        return prose(page, page.says("rows", "none"))
    heads = [prose(page, page.says("columns", code)) for code in ("event", "casualties", "accounts")]
    return table(heads, rows, widths=(5, 5, 8)) + not_listed(page, len(records) - len(shown))


def largest(page: Page, records: list[dict[Any, Any]]) -> list[dict[Any, Any]]:
    """The rows of the events with the most dead where there are very many, tallies before all, in the given order."""

    def weight(row: Mapping[Any, Any]) -> tuple[bool, int]:
        event = page.events[str(row["event_id"])]
        return event.listing != "tally", -(event.toll("killed").high or event.toll("killed").low or 0)

    if len(records) <= MOST_LISTED:
        return records
    shown = {str(row["event_id"]) for row in sorted(records, key=weight)[:MOST_LISTED]}
    return [row for row in records if str(row["event_id"]) in shown]


def not_listed(page: Page, number: int) -> str:
    """How many more events or accounts there are than a table lists."""
    return f"\n\n{prose(page, page.says('sentences', 'not_listed', number=f'{number:,}'))}\n" if number else ""


def _numbers(page: Page, event: Event) -> list[str]:
    """What an event or tally counts, each number led to its note."""
    parts = [_measured(page, measure, event.toll(measure), event.perpetrator) for measure in ("attacks", *PEOPLE)]
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


def joined(page: Page, parts: Iterable[str]) -> str:
    """The parts that are not empty, as the page parts them in a cell."""
    return _between(page).join(part for part in parts if part)


def _between(page: Page) -> str:
    return prose(page, page.says("rows", "between"))


def likeness(page: Page) -> str:
    """In what the two months are alike and in what not, aspect by aspect."""
    rows = [
        [
            prose(page, page.says("aspects", str(row["aspect"]))),
            *(prose(page, capital(str(row[side]))) for side in ("month_says", "against_says")),
            prose(page, page.says("rows", "alike" if row["alike"] else "unlike")),
        ]
        for row in page.view.likeness.to_dict("records")
    ]
    if not rows:
        return ""
    months = (month_name(month, page.lang) for month in (page.month, page.against))
    heads = [page.says("columns", "aspect"), *months, page.says("columns", "alike")]
    return table([prose(page, head) for head in heads], rows, widths=(3, 6, 6, 2))


def capital(words: str) -> str:
    """The words with a capital at the beginning of a cell."""
    return words[:1].upper() + words[1:]
