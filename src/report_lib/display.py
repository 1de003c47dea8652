"""What the cells of a notebook show: a month's facts, frames, charts and evidence as Markdown.

A notebook opens its page once with `open_page` and passes it to one function a cell.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from report_lib.charts import Ranged, range_chart, range_words, series_chart, series_words
from report_lib.compare import month_total
from report_lib.markdown import escape_markdown, figure, table
from report_lib.page import Page, fact_text, note_text, number_text, open_page, prose
from report_lib.tolls import Event
from report_lib.wording import caveat, date_text, label, listed, month_name, named

if TYPE_CHECKING:
    from IPython.display import Markdown

__all__ = ["open_page"]  # and every function below, for the notebooks

_NUMBERS = frozenset({"attacks", "killed", "wounded", "own_dead", "airstrikes", "tally", "articles", "number"})

_COUNTED: Mapping[str, Callable[[Event], bool]] = {
    "incidents": lambda event: event.listing == "event",
    "with_deaths": lambda event: event.listing == "event" and bool(event.toll("killed").count_ids),
    "unknown_toll": lambda event: bool(event.toll("killed").n_unspecified) and not event.toll("killed").stated,
    "undated": lambda event: event.listing == "undated",
}


def headline(page: Page) -> Markdown:
    """The month in one sentence, then its facts, one a line."""
    first, *rest = [fact for fact in page.facts.facts if fact.month == page.month]
    elsewhere = ("likeness", "rate")  # shown by `likeness`
    lines = [f"- {fact_text(page, fact)}" for fact in rest if fact.kind not in elsewhere]
    return _markdown(f"**{fact_text(page, first)}**", "\n".join(lines))


def key_numbers(page: Page) -> Markdown:
    """Deaths and wounded of both months' dated events as ranges, and how many events have a toll nobody states."""
    months = [[event for event in page.opened.collection.of_month(m) if event.scope == "event"] for m in _months(page)]
    rows = []
    for measure in ("killed", "wounded"):
        values = [month_total([e for e in events if e.listing == "event"], measure) for events in months]
        cells = [number_text(page, value.text(page.lang), value.count_ids) for value in values]
        rows.append([escape_markdown(label("measure", measure, page.lang)), *cells])
    for code, holds in _COUNTED.items():
        rows.append([escape_markdown(page.says("rows", code)), *(str(sum(map(holds, events))) for events in months)])
    heads = ["", *(escape_markdown(month_name(month, page.lang)) for month in _months(page))]
    return _markdown(table(heads, rows, numbers=(1, 2)))


def _months(page: Page) -> tuple[str, str]:
    return page.month, page.against


def events_chart(page: Page) -> Markdown:
    """The dead of each event of the month as an interval between the smallest and the largest account."""
    items = [
        (str(row["label"]), page.events[str(row["event_id"])].toll("killed"))
        for row in page.view.side_by_side.to_dict("records")
        if row["side"] == "month" and row["kind"] != "tally"
    ]
    return _ranges(page, items, "events_chart")


def side_by_side(page: Page) -> Markdown:
    """Both months' events and tallies, one a row, in the words of their sources."""
    columns = ("month", "kind", "label", "date_text", "attacks", "killed", "wounded", "sources", "exactness")
    return _frame(page, page.view.side_by_side, columns)


def likeness(page: Page) -> Markdown:
    """What makes the two months unlike, and why a rate is or is not given."""
    lines = [f"- {prose(page, text)}" for text in page.view.likeness["text"]]
    rates = dict.fromkeys(page.view.rates["text"])
    return _markdown("\n".join(lines), *(prose(page, text) for text in rates if text))


def regions(page: Page) -> Markdown:
    """Both months by governorate, events and tallies apart."""
    columns = ("month", "kind", "governorates", "attacks", "killed", "wounded", "own_dead", "sources")
    return _frame(page, page.view.by_region, columns)


def regions_chart(page: Page) -> Markdown:
    """The dead of the month's events by governorate."""
    frame = page.view.by_region
    events = [event for event in page.opened.collection.of_month(page.month) if event.listing == "event"]
    items = []
    for row in frame[(frame["month"] == page.month) & (frame["kind"] == "event")].to_dict("records"):
        own = [event for event in events if event.event_id in row["event_ids"]]
        items.append((_plain(page, "governorates", row["governorates"]) or "–", month_total(own, "killed")))
    return _ranges(page, items, "regions_chart")


def perpetrators(page: Page) -> Markdown:
    """Both months by the actor that caused the casualties, and how far the reports say so."""
    columns = ("month", "kind", "perpetrator", "perpetrator_status", "attacks", "killed", "wounded", "sources")
    return _frame(page, page.view.by_perpetrator, columns)


def sources(page: Page) -> Markdown:
    """Every report of both months: who says which number of what."""
    columns = ("month", "date", "place", "outlet", "source", "measure", "report", "victims")
    return _frame(page, page.view.by_source, columns)


def disagreements(page: Page) -> Markdown:
    """Where reports of the same event state different numbers, and who states the ends."""
    columns = ("month", "date", "place", "measure", "number", "low_by", "high_by", "voices")
    return _frame(page, page.view.disagreement, columns)


def series(page: Page) -> Markdown:
    """The monitor's dead by month, this month marked, missing months as gaps."""
    tallies = page.opened.collection.series.tallies
    if not tallies:
        return _markdown("")
    says = {"unit": page.says("charts", "series_chart"), "missing": page.says("charts", "missing")}
    drawing = series_chart(tallies, page.month, page.lang, **says)
    alt = series_words(tallies, page.month, page.lang, **says)
    return _markdown(figure(drawing, alt=alt, caption=escape_markdown(page.says("charts", "series_caption"))))


def caveats(page: Page, frame: str) -> Markdown:
    """What a reader must know of the numbers of a frame of the page's view, each said once."""
    codes = dict.fromkeys(code for cell in getattr(page.view, frame)["caveats"] for code in cell)
    lines = [f"- {prose(page, caveat(code, page.lang))}" for code in codes]
    return _markdown("::: {.caveat}\n" + "\n".join(lines) + "\n:::") if lines else _markdown("")


def evidence(page: Page) -> Markdown:
    """The numbered notes: each count with its sentence, who says it, when and where it was, and what decided that."""
    return _markdown(*(note_text(page, count_id) for count_id in page.notes))


def _frame(page: Page, frame: pd.DataFrame, columns: Sequence[str]) -> Markdown:
    """A frame as a table of these columns; those that no row fills are left out."""
    rows = [{name: _cell(page, name, row) for name in columns} for row in frame.to_dict("records")]
    used = [name for name in columns if any(row[name] for row in rows)]
    heads = [escape_markdown(page.says("columns", name)) for name in used]
    if not rows:
        return _markdown(escape_markdown(page.says("rows", "none")))
    return _markdown(table(heads, [[row[name] for name in used] for row in rows]))


def _cell(page: Page, name: str, row: Mapping[Any, Any]) -> str:
    if name == "report":
        return number_text(page, str(row["number"]), [row["count_id"]])
    if name == "voices":
        return str(row["sources"])
    if name in _NUMBERS:
        return number_text(page, str(row[name]), _behind(page, name, row))
    return prose(page, _plain(page, name, row[name]))


def _behind(page: Page, name: str, row: Mapping[Any, Any]) -> list[str]:
    """The counts of a row that one of its numbers rests on: those of the events' tolls of that measure."""
    measure, role = ("killed", "own dead") if name == "own_dead" else (name, "attack")
    counts = page.opened.collection.counts
    event_ids = row.get("event_ids", ()) or ([row["event_id"]] if "event_id" in row else [])
    tolls = [toll for i in event_ids if i in page.events for toll in page.events[i].tolls if toll.measure == measure]
    if "side" in row or "governorates" in row:
        tolls = [toll for toll in tolls if toll.role == role]
    of_tolls = {i for toll in tolls for i in toll.range.count_ids}
    given = list(row["count_ids"])
    return [i for i in given if i in of_tolls] or [i for i in given if i in counts and name in ("attacks", "number")]


def _plain(page: Page, name: str, value: Any) -> str:
    """What a cell that is no number says in the page's language."""
    lang = page.lang
    if name == "month":
        return month_name(str(value), lang)
    if name == "date":
        return date_text(str(value), lang)
    if name == "kind":
        return label("listing", str(value), lang)
    if name in ("perpetrator", "exactness", "measure"):
        return label(name, str(value), lang) if value else ""
    if name == "perpetrator_status":
        return label("status", str(value), lang)
    if name == "governorates":
        return (
            listed([label("governorate", code, lang) for code in value], lang)
            if value
            else page.says("rows", "nowhere")
        )
    if name == "victims":
        codes = [value] if isinstance(value, str) else value
        return listed([label("victims", code, lang) for code in codes], lang) if codes else ""
    if name == "sources":
        return listed([named("sources", source, lang) for source in value], lang) if len(value) else ""
    kinds = {"place": "places", "source": "sources", "outlet": "outlets"}
    return named(kinds[name], str(value), lang) if name in kinds else str(value)


def _ranges(page: Page, items: Sequence[Ranged], code: str) -> Markdown:
    if not items:
        return _markdown("")
    unit = page.says("charts", code)
    drawing = range_chart(items, page.lang, unit=unit)
    alt = range_words(items, page.lang, unit=unit)
    return _markdown(figure(drawing, alt=alt, caption=escape_markdown(page.says("charts", "range_caption"))))


def _markdown(*blocks: str) -> Markdown:
    from IPython.display import Markdown

    return Markdown("\n\n".join(block for block in blocks if block))  # type: ignore[no-untyped-call]
