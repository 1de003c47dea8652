"""Lay out two months by region, by perpetrator and by source: a row for each, a column for each month."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pandas as pd

from report_lib.comparing.accounts import speaker
from report_lib.composing.beside import MOST_LISTED, PEOPLE, capital, joined, largest, months_of, not_listed
from report_lib.composing.markdown import table
from report_lib.composing.page import Page, number_text, prose
from report_lib.linking.collection import UNDATED
from report_lib.stating.events import measured_text
from report_lib.tallying.ranges import stated
from report_lib.tallying.tolls import Event
from report_lib.wording import label, listed, month_name, named, noun_forms


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
            prose(page, capital(names[0])),
            *(prose(page, part) for part in names[1:]),
            *(joined(page, of.get(month, ())) or "–" for month in months),
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
            parts.append(prose(page, noun_forms("attack", int(attacks.replace(",", "")), page.lang)))
    elif attacks:
        code = "tally_attacks_of" if row["kind"] == "tally" else "share_attacks_of"
        parts.append(number_text(page, page.says("rows", code, number=attacks), _behind(page, "attacks", row)))
    for measure in PEOPLE:
        if str(row[measure]):
            unknown = "" if pd.notna(row[f"{measure}_low"]) else "_unknown"
            text = page.says("rows", f"of_{measure}{unknown}", number=row[measure])
            parts.append(number_text(page, text, _behind(page, measure, row)))
    if str(row.get("own_dead", "")):
        text = page.says("rows", "own_dead_of", number=row["own_dead"])
        parts.append(number_text(page, text, _behind(page, "own_dead", row)))
    return joined(page, parts)


def _behind(page: Page, name: str, row: Mapping[Any, Any]) -> list[str]:
    """The counts of a row that one of its numbers rests on: those of the events' tolls of that measure."""
    measure, role = ("killed", "own dead") if name == "own_dead" else (name, "attack")
    tolls = [toll for i in row["event_ids"] if i in page.events for toll in page.events[i].tolls]
    tolls = [toll for toll in tolls if toll.measure == measure]
    if "governorates" in row:
        tolls = [toll for toll in tolls if toll.role == role]
    of_tolls = {i for toll in tolls for i in toll.range.count_ids}
    given = list(row["count_ids"])
    return [i for i in given if i in of_tolls] or [i for i in given if name == "attacks"]


def sources(page: Page) -> str:
    """Who says what: a row for each source as its outlet cites it, a column for each month."""
    collection = page.opened.collection
    cells: dict[tuple[str, str], dict[str, dict[str, list[str]]]] = {}
    accounts = page.view.by_source.to_dict("records")
    shown = largest(page, accounts)[: 2 * MOST_LISTED]
    for row in shown:
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
            joined(
                page,
                (
                    f"{prose(page, capital(page.says('rows', 'at', where=where)))} {_comma(page).join(said)}"
                    for where, said in of.get(month, {}).items()
                ),
            )
            for month in months
        ]
        rows.append([prose(page, capital(who)), prose(page, kind) or "–", *(cell or "–" for cell in told)])
    if not rows:
        return prose(page, page.says("rows", "none"))
    named_columns = (page.says("columns", "source"), page.says("columns", "source_type"))
    heads = [*named_columns, *(month_name(month, page.lang) for month in months)]
    grid = table([prose(page, head) for head in heads], rows, widths=(5, 3, *(7 for _ in months)))
    return grid + not_listed(page, len(accounts) - len(shown))


def _short_place(page: Page, event: Event) -> str:
    return named("places", event.place, page.lang) or (
        _governorates(page, event.governorates) if event.governorates else page.says("rows", "nowhere")
    )


def _comma(page: Page) -> str:
    return prose(page, page.says("rows", "comma"))
