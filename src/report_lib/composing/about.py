"""Say what a brief rests on and what it is not: articles, what was left out, accuracy, revisions, version and data."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from report_lib import __version__
from report_lib.comparing.likeness import place_text
from report_lib.comparing.project import excerpt_digest
from report_lib.composing.editions import wording
from report_lib.composing.markdown import page_link
from report_lib.composing.page import Page, prose
from report_lib.measuring.accuracy import line as accuracy_line
from report_lib.wording import date_text, label, listed, month_name, named, noun_forms

DATA = ("incidents.csv", "counts.csv", "articles.csv", "incidents.parquet", "counts.parquet", "datapackage.json")
_DIGITS = 12  # of a hash that names an edition
_REVISIONS = 5
_LABELLED = ("governorate", "perpetrator", "status", "measure", "victims")


def about_lines(page: Page) -> Iterator[str]:
    """One sentence or two each, as Markdown."""
    yield prose(page, page.says("about", "reports"))
    yield prose(page, _read(page))
    yield prose(page, _left_out(page))
    copies = len(page.opened.collection.copy_of)
    if copies:
        yield prose(page, page.says("about", "copies", articles=noun_forms("article", copies, page.lang)))
    yield f"{prose(page, accuracy_line(page.lang))} {_site_link(page, page.says('about', 'accuracy'), 'accuracy.html')}"
    yield from _revised(page)
    yield prose(page, _cite(page))
    files = [_site_link(page, name, f"data/{name}") for name in DATA]
    codebook = _site_link(page, page.says("about", "codebook"), "codebook.html")
    yield f"{prose(page, page.says('about', 'data'))} {prose(page, page.says('rows', 'comma')).join(files)}. {codebook}"


def _read(page: Page) -> str:
    """How many articles of the month were read and how many reports coded by hand, and from which outlets."""
    collection = page.opened.collection
    of_month = {i for event in collection.of_month(page.month) for i in event.incident_ids}
    outlets: dict[str, Counter[str]] = {"parsed": Counter(), "hand": Counter()}
    seen = set()
    for i in sorted(of_month):
        incident = collection.incidents[i]
        if incident.article_id not in seen:
            seen.add(incident.article_id)
            article = collection.articles.get(incident.article_id)
            name = named("outlets", article.outlet, page.lang) if article and article.outlet else ""
            outlets[incident.origin][name or page.says("about", "unnamed")] += 1
    parts = []
    for origin, counted in outlets.items():
        if counted:
            number = noun_forms("article" if origin == "parsed" else "report", counted.total(), page.lang)
            parts.append(page.says("about", origin, number=number, outlets=listed(sorted(counted), page.lang)))
    return " ".join(parts) or page.says("about", "nothing_read", month=month_name(page.month, page.lang))


def _left_out(page: Page) -> str:
    rejected = page.opened.rejected
    if not rejected:
        return page.says("about", "none_left_out")
    told = page.says("rows", "between").join(f"{name}: {why}" for name, why in rejected[:_REVISIONS])
    return page.says("about", "left_out", number=noun_forms("article", len(rejected), page.lang), told=told)


def _revised(page: Page) -> Iterator[str]:
    """What this edition says otherwise than one before it."""
    log = page.opened.revisions
    rows = log[log["month"] == page.month].tail(_REVISIONS).to_dict("records")
    if not rows:
        yield prose(page, page.says("about", "no_revision"))
    for row in rows:
        column = str(row["column"])
        told = {side: _worded(column, str(row[side]), page) or "–" for side in ("old", "new")}
        what = page.says("revised_columns", column) if column in wording()["revised_columns"] else column
        says = {"day": date_text(str(row["revised"]), page.lang), "where": _where(page, row), "what": what, **told}
        yield prose(page, page.says("about", "revised", change=page.says("changes", str(row["change"])), **says))


def _where(page: Page, row: Mapping[Any, Any]) -> str:
    """What was revised, in the page's language; as the log calls it where it is here no more."""
    collection = page.opened.collection
    count = collection.counts.get(str(row["row"]))
    event = page.events.get(collection.incidents[count.incident_id].event_id if count else str(row["row"]))
    return (
        page.says("rows", "where_when", where=place_text(event, page.lang), when=date_text(event.date, page.lang))
        if event
        else str(row["label"])
    )


def _worded(column: str, value: str, page: Page) -> str:
    """A value of the log as the page's language has it."""
    if column in ("place", "source"):
        return named(f"{column}s", value, page.lang)
    if column == "date":
        return date_text(value, page.lang)
    kind = {"perpetrator_status": "status", "governorates": "governorate"}.get(column, column)
    if kind not in _LABELLED:
        return value
    return listed([label(kind, code, page.lang) for code in value.split(";") if code], page.lang)


def _cite(page: Page) -> str:
    edition = excerpt_digest(page.opened)[:_DIGITS]
    return page.says(
        "about", "cite", month=month_name(page.month, page.lang), version=__version__, edition=f"e-{edition}"
    )


def _site_link(page: Page, words: str, address: str) -> str:
    """A link to what lies at the root of the site."""
    up = "../" * (2 if page.lang == "en" else 3)
    return page_link(prose(page, words), f"{up}{address}")
