"""What the cells of a notebook show: a month's facts, tables, charts and evidence as Markdown.

A notebook opens its page once with `open_page` and passes it to one function a cell. A function that has nothing to
show gives empty text, and the page leaves its question out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from report_lib.charting.charts import Ranged, range_chart, range_words, series_chart, series_words
from report_lib.charting.maps import region_map, region_words
from report_lib.charting.timeline import timeline_chart, timeline_words
from report_lib.comparing.compare import month_total
from report_lib.composing import beside, breakdowns
from report_lib.composing.about import about_lines
from report_lib.composing.markdown import figure, link
from report_lib.composing.notes import notes
from report_lib.composing.page import Page, fact_text, open_page, prose
from report_lib.linking.collection import UNDATED
from report_lib.stating.fact import Fact
from report_lib.tallying.tallies import Contradiction
from report_lib.tallying.tolls import Event
from report_lib.wording import caveat, label, listed, local_digits, month_name

if TYPE_CHECKING:
    from IPython.display import Markdown

__all__ = ["open_page"]  # and every function below, for the notebooks

SENTENCES = 5  # that a reader takes in before the numbers
_EVENTS = 3  # of them about single events; the others stand in the table of events
_CHARTED = 12  # events that one chart shows


def headline(page: Page) -> Markdown:
    """The month's finding in one sentence, then three to five more that a reader should know first."""
    first = next(fact for fact in page.facts.facts if fact.month == page.month)
    finding = f"::: {{.finding}}\n{fact_text(page, first)}\n:::"
    return _markdown(finding, "\n".join(f"- {line}" for line in _first_sentences(page)))


def _first_sentences(page: Page) -> list[str]:
    """The month's largest events, then what stands apart from them: at most `SENTENCES`."""
    own = [fact for fact in page.facts.facts if fact.month == page.month]
    events = _largest([fact for fact in own if fact.kind == "event"])
    more = sum(fact.kind == "event" for fact in own) - len(events)
    told = [fact_text(page, fact) for fact in events]
    if more:
        told.append(prose(page, page.says("sentences", "more_events", number=more)))
    for kind in ("tally", "own dead", "undated", "missing month", "covered", "breakdown"):
        of_kind = [fact for fact in own if fact.kind == kind]
        room = SENTENCES - len(told)
        if len(of_kind) > room and room and kind in ("undated", "own dead"):
            told.append(prose(page, page.says("sentences", kind, number=len(of_kind))))
        else:
            told += [fact_text(page, fact) for fact in of_kind[:room]]
    return told


def _largest(facts: Sequence[Fact]) -> list[Fact]:
    """The facts of the events with the most dead, in order of time."""
    largest = sorted(facts, key=lambda fact: -(fact.value.high or 0))[:_EVENTS]
    return [fact for fact in facts if fact in largest]


def key_numbers(page: Page) -> Markdown:
    """Deaths and wounded of both months as ranges, how many events there are, and tallies apart from them."""
    return _markdown(beside.key_numbers(page))


def events_chart(page: Page) -> Markdown:
    """The dead of each event of the month as an interval between the smallest and the largest account."""
    events = [page.events[i] for i in page.view.side_by_side.query("side == 'month'")["event_id"]]
    told = [event for event in events if event.listing != "tally" and event.toll("killed").count_ids]
    largest = sorted(told, key=lambda event: -(event.toll("killed").high or 0))[:_CHARTED]
    items = [(_chart_label(page, event), event.toll("killed")) for event in told if event in largest]
    return _ranges(page, items if any(value.stated for _, value in items) else [], "events_chart")


def _chart_label(page: Page, event: Event) -> str:
    where = str(page.view.side_by_side.set_index("event_id").loc[event.event_id, "label"])
    return page.says("charts", "undated", where=where) if event.listing == "undated" else where


def comparison(page: Page) -> Markdown:
    """What the other month gives, in how far the two are unlike, and why a rate is or is not given."""
    if page.against == page.month:
        return _markdown("")
    against = [fact for fact in page.facts.facts if fact.month == page.against]
    shown = [fact for fact in against if fact.kind == "tally"][:2] or against[:1]
    rows = page.view.likeness.to_dict("records")
    unlike, alike = (
        [page.says("aspects", str(row["aspect"])).lower() for row in rows if bool(row["alike"]) == wanted]
        for wanted in (False, True)
    )
    lines = [fact_text(page, fact) for fact in shown]
    if shown and shown[0].kind == "headline":
        lines[0] = f"{prose(page, month_name(page.against, page.lang))}: {lines[0]}"
    if unlike:
        lines.append(prose(page, page.says("sentences", "unlike", aspects=listed(unlike, page.lang))))
    if alike:
        lines.append(prose(page, page.says("sentences", "alike", aspects=listed(alike, page.lang))))
    lines += [prose(page, text) for text in dict.fromkeys(page.view.rates["text"]) if text]
    return _markdown("\n".join(f"- {line}" for line in lines))


def side_by_side(page: Page) -> Markdown:
    """Both months' events and tallies, one a row, with every account of their dead."""
    parts = []
    for month in beside.months_of(page):
        parts += [f"### {prose(page, month_name(month, page.lang))}", beside.events_of(page, month)]
    return _markdown(*parts)


def likeness(page: Page) -> Markdown:
    """Aspect by aspect, in what the two months are alike and in what not."""
    return _markdown(beside.likeness(page))


def regions(page: Page) -> Markdown:
    """Both months by governorate, events and tallies apart."""
    return _markdown(breakdowns.regions(page))


def regions_map(page: Page) -> Markdown:
    """The month's events where they are known to have been: a point for a place, a shade for a governorate alone."""
    events = [event for event in page.opened.collection.of_month(page.month) if event.listing == "event"]
    if not any(event.governorates for event in events):
        return _markdown("")
    drawing = region_map(events, page.lang)
    alt = region_words(events, page.lang)
    caption = prose(page, alt) + " " + prose(page, page.says("charts", "map_source"))
    return _markdown(figure(drawing, alt=local_digits(alt, page.lang), caption=caption))


def regions_chart(page: Page) -> Markdown:
    """The dead of the month's events by governorate."""
    frame = page.view.by_region
    events = [event for event in page.opened.collection.of_month(page.month) if event.listing == "event"]
    items = []
    for row in frame[(frame["month"] == page.month) & (frame["kind"] == "event")].to_dict("records"):
        own_ids = set(row["event_ids"])
        own = [event for event in events if event.event_id in own_ids]
        codes = [label("governorate", code, page.lang) for code in row["governorates"]]
        items.append((listed(codes, page.lang) if codes else page.says("rows", "nowhere"), month_total(own, "killed")))
    return _ranges(page, items, "regions_chart")


def perpetrators(page: Page) -> Markdown:
    """Both months by the actor that caused the casualties, and how far the reports say so."""
    return _markdown(breakdowns.perpetrators(page))


def sources(page: Page) -> Markdown:
    """Every report of both months: who says which number of what."""
    return _markdown(breakdowns.sources(page))


def disagreements(page: Page) -> Markdown:
    """Where reports of the same event state different numbers: every account, and what a source itself revised."""
    kinds = ("disagreement", "revised")
    found = [fact for fact in page.facts.facts if fact.month == page.month and fact.kind in kinds]
    return _markdown("\n".join(f"- {fact_text(page, fact)}" for fact in found[: beside.MOST_LISTED]))


def timeline(page: Page) -> Markdown:
    """When each event of the month was, as an interval where the day is not known."""
    events = [event for event in page.opened.collection.of_month(page.month) if event.listing == "event"]
    dated = [event for event in events if event.date_start][: 2 * _CHARTED]
    if not dated:
        return _markdown("")
    labels = [_chart_label(page, event) for event in dated]
    items = [(name, event.date, event.date_start, event.date_end) for name, event in zip(labels, dated, strict=True)]
    drawing = timeline_chart(items, page.month, page.lang)
    alt = timeline_words(items, page.lang)
    return _markdown(figure(drawing, alt=local_digits(alt, page.lang), caption=prose(page, alt)))


def series(page: Page) -> Markdown:
    """The monitor's dead by month, this month marked, missing ones as gaps, and where the series contradicts itself."""
    tallies = page.opened.collection.series.tallies
    if not tallies or page.month == UNDATED:
        return _markdown("")
    says = {"unit": page.says("charts", "series_chart"), "missing": page.says("charts", "missing")}
    drawing = series_chart(tallies, page.month, page.lang, **says)
    alt = local_digits(series_words(tallies, page.month, page.lang, **says), page.lang)
    kinds = ("covered", "breakdown", "wording", "dated by tally")
    found = [fact for fact in page.facts.facts if fact.kind in kinds]
    lines = [fact_text(page, fact) for fact in found]
    for monitor in dict.fromkeys(tally.monitor for tally in tallies):
        lines += [_contradiction(page, each) for each in monitor.contradicts_itself]
    caption = prose(page, page.says("charts", "series_caption"))
    return _markdown(figure(drawing, alt=alt, caption=caption), "\n".join(f"- {line}" for line in lines))


def _contradiction(page: Page, contradiction: Contradiction) -> str:
    """Where the series says two things, and the addresses where it does."""
    words = prose(page, contradiction.text(page.lang))
    hosts = ((url, urlsplit(url).netloc.removeprefix("www.")) for url in contradiction.urls)
    leads = prose(page, page.says("rows", "comma")).join(link(prose(page, host), url) for url, host in hosts)
    return f"{words} {prose(page, page.says('words', 'read_at'))} {leads}." if leads else words


def about(page: Page) -> Markdown:
    """What a brief rests on and what it is not: articles, what was left out, accuracy, revisions, version, data."""
    return _markdown("\n".join(f"- {line}" for line in about_lines(page)))


def caveats(page: Page, frame: str) -> Markdown:
    """What a reader must know of the numbers of a frame of the page's view, each said once."""
    codes = dict.fromkeys(code for cell in getattr(page.view, frame)["caveats"] for code in cell)
    return _markdown("\n".join(f"- {prose(page, caveat(code, page.lang))}" for code in codes))


def evidence(page: Page) -> Markdown:
    """The numbered notes: each count with its sentence, who says it, when and where it was, and what decided that."""
    return _markdown(*notes(page))


def _ranges(page: Page, items: Sequence[Ranged], code: str) -> Markdown:
    if not items:
        return _markdown("")
    unit = page.says("charts", code)
    drawing = range_chart(items, page.lang, unit=unit)
    alt = local_digits(range_words(items, page.lang, unit=unit), page.lang)
    return _markdown(figure(drawing, alt=alt, caption=prose(page, _range_caption(page, items))))


def _range_caption(page: Page, items: Sequence[Ranged]) -> str:
    """Which accounts lie farthest apart, and what those marks mean that the chart shows."""
    widest = max(items, key=lambda item: (item[1].high or 0) - (item[1].low or 0))
    if widest[1].disagrees:
        parts = [page.says("charts", "widest", where=widest[0], range=widest[1].text(page.lang))]
    else:
        parts = [page.says("charts", "agreed")]
    if any(value.open for _, value in items):
        parts.append(page.says("charts", "arrow"))
    if any(not value.stated for _, value in items):
        parts.append(page.says("charts", "hollow"))
    return " ".join(parts)


def _markdown(*blocks: str) -> Markdown:
    from IPython.display import Markdown

    return Markdown("\n\n".join(block for block in blocks if block))  # type: ignore[no-untyped-call]
