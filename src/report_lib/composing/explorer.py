"""All incidents as one table that is whole without any script; one script of the page's own sorts and filters it."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from importlib.resources import files

from report_lib.arabic.text import fold
from report_lib.composing.editions import Edition, site_wording
from report_lib.composing.markdown import one_line, script_runs, web_address
from report_lib.composing.page import anchor_of
from report_lib.linking.collection import UNDATED, Collection
from report_lib.records import Count, Incident
from report_lib.tallying.tolls import Event, merged
from report_lib.wording import LANGUAGES, Language, date_text, label, listed, local_digits, month_name, named

_COLUMNS = ("when", "where", "what", "perpetrator", "killed", "wounded", "source", "evidence")
_SORTED = _COLUMNS[:-1]
MOST_ROWS = 20_000  # of the page; they are 20 MB
_FILTERS = ("kind", "governorate", "perpetrator", "year")


@dataclass(frozen=True)
class Row:
    """An incident of one article with the event it belongs to, and its own numbers as if no other report were there."""

    incident: Incident
    counts: tuple[Count, ...]
    event: Event
    alone: Event

    @property
    def month(self) -> str:
        """The month whose brief tells it."""
        return self.event.month or UNDATED


def explorer_rows(collection: Collection) -> list[Row]:
    """Every incident: single ones, those without a date, then tallies, the latest first."""
    events = {event.event_id: event for event in (*collection.events, *collection.tallies)}
    counts: dict[str, list[Count]] = defaultdict(list)
    for count in collection.counts.values():
        counts[count.incident_id].append(count)
    rows = [
        Row(incident, tuple(own), events[incident.event_id], _alone(incident, own, collection))
        for incident, own in ((incident, counts[key]) for key, incident in collection.incidents.items())
    ]
    rows.sort(key=lambda row: row.incident.incident_id)
    rows.sort(key=lambda row: row.incident.date_start, reverse=True)
    return sorted(rows, key=lambda row: ("event", "undated", "tally").index(row.event.listing))


def _alone(incident: Incident, counts: Sequence[Count], collection: Collection) -> Event:
    (event,) = merged([replace(incident, event_id="")], counts, collection.articles, {})
    return event


Notes = Mapping[Edition, Mapping[str, str]]  # of each edition the anchors of its notes, each with the page it is on


def explorer_table(collection: Collection, notes: Notes, lang: Language) -> str:
    """The table of the explorer page with its tools and script, as HTML; all text in it is escaped.

    Evidence leads to the note of a row's count, else to the month's brief, else to the published report. Of very many
    rows it shows the first, and says so.
    """
    every = explorer_rows(collection)
    rows = every[:MOST_ROWS]
    further = len(every) - len(rows)
    note = f'<p class="caveat">{_say("further", lang, number=f"{further:,}")}</p>\n' if further else ""
    by_month = {edition.month: edition for edition in notes if edition.lang == lang}
    heads = "".join(_head(name, lang) for name in _COLUMNS)
    body = "\n".join(_row(row, collection, notes, by_month.get(row.month), lang) for row in rows)
    return (
        f'<div id="explorer">\n{note}{_tools(rows, lang)}\n'
        f'<table role="table" aria-label="{_say("table", lang)}">\n'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead>\n'
        f'<tbody class="rows" role="rowgroup">\n{body}\n</tbody>\n</table>\n</div>\n'
        f"<script>{script()}</script>"
    )


def script() -> str:
    """The one script of the site: List.js, and what it is told."""
    templates = files("report_lib") / "templates"
    return "".join((templates / name).read_text(encoding="utf-8") for name in ("list.min.js", "explorer.js"))


def script_hash() -> str:
    """What a Content-Security-Policy calls that script, and no other."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script().encode()).digest()).decode()}"


def _head(name: str, lang: Language) -> str:
    sorts = f' data-sort="{name}"' if name in _SORTED else ""
    return f'<th scope="col" role="columnheader"{sorts}>{_say(name, lang)}</th>'


def _row(row: Row, collection: Collection, notes: Notes, edition: Edition | None, lang: Language) -> str:
    cells = _cells(row, collection, lang)
    keys = {**_sort_keys(row, cells), **_filter_keys(row), "text": _search_text(row, collection)}
    data = "".join(f' data-{name}="{escape(one_line(key))}"' for name, key in keys.items())
    shown = {
        **{name: _worded(text, lang) for name, text in cells.items()},
        "evidence": _evidence(row, collection, notes, edition, lang),
    }
    columns = (f'<td role="cell" data-head="{_say(name, lang)}">{shown[name]}</td>' for name in _COLUMNS)
    return f'<tr role="row"{data}>{"".join(columns)}</tr>'


def _cells(row: Row, collection: Collection, lang: Language) -> dict[str, str]:
    """What the columns say, as plain text."""
    incident = row.incident
    governorates = listed([label("governorate", code, lang) for code in incident.governorates], lang)
    place = named("places", incident.place, lang)
    actor = label("perpetrator", incident.perpetrator, lang)
    status = label("status", incident.perpetrator_status, lang)
    return {
        "when": date_text(incident.date, lang),
        "where": f"{place} ({governorates})" if place and governorates else place or governorates,
        "what": _what(row, lang),
        "perpetrator": actor if incident.perpetrator == "unknown" else f"{actor} ({status})",
        "killed": _killed(row, lang),
        "wounded": row.alone.toll("wounded", role="").text(lang),
        "source": _source(row, collection, lang),
    }


def _what(row: Row, lang: Language) -> str:
    kinds = [site_wording()["kinds"][row.event.listing][lang]]
    if row.incident.attack_type and row.event.listing != "tally":
        kinds = [site_wording()["attack_types"][row.incident.attack_type][lang]]
        if row.event.listing == "undated":
            kinds.append(date_text("", lang))
    attacks = row.alone.toll("attacks", role="")
    if attacks.stated:
        kinds.append(_plain("attacks", lang, number=attacks.text(lang)))
    return ", ".join(kinds) if lang == "en" else "، ".join(kinds)


def _killed(row: Row, lang: Language) -> str:
    killed, own = (row.alone.toll("killed", role=role).text(lang) for role in ("attack", "own dead"))
    own_dead = _plain("own_dead", lang, number=own) if own else ""
    return f"{killed}; {own_dead}" if killed and own_dead else killed or own_dead


def _source(row: Row, collection: Collection, lang: Language) -> str:
    article = collection.articles.get(row.incident.article_id)
    outlet = named("outlets", article.outlet if article else "", lang)
    source = named("sources", row.incident.source, lang)
    return f"{source} ({outlet})" if source and outlet and source != outlet else source or outlet


def _evidence(row: Row, collection: Collection, notes: Notes, edition: Edition | None, lang: Language) -> str:
    if edition:
        anchors = (anchor_of(count.count_id) for count in row.counts)
        found = next(((notes[edition][anchor], f"#{anchor}") for anchor in anchors if anchor in notes[edition]), None)
        page, fragment = found or ("brief", "")
        says = _say("note" if fragment else "brief", lang, month=month_name(row.month, lang))
        up = "" if lang == "en" else "../"
        return f'<a href="{up}reports/{edition.folder.as_posix()}/{page}.html{fragment}">{says}</a>'
    article = collection.articles.get(row.incident.article_id)
    address = web_address(article.url) if article else ""
    return f'<a href="{escape(address)}" rel="noopener noreferrer">{_say("published", lang)}</a>' if address else ""


def _sort_keys(row: Row, cells: Mapping[str, str]) -> dict[str, str]:
    """What each column sorts by; empty where nothing is known, which stands last."""
    numbers = {name: row.alone.toll(name, role="") for name in ("killed", "wounded")}
    lows = {name: "" if number.low is None else str(number.low) for name, number in numbers.items()}
    return {**cells, "when": row.incident.date_start, **lows}


def _filter_keys(row: Row) -> dict[str, str]:
    """Codes by which a row is found, joined by `;`."""
    return {
        "kind": row.event.listing,
        "governorate": ";".join(row.incident.governorates),
        "perpetrator": row.incident.perpetrator,
        "year": row.incident.date_start[:4],
    }


def _search_text(row: Row, collection: Collection) -> str:
    """All that a row says in both languages, folded as the script folds what is searched for."""
    said = [text for lang in LANGUAGES for text in _cells(row, collection, lang).values()]
    raw = [row.incident.place, row.incident.source, row.incident.date, row.incident.article_id]
    return fold(" ".join(dict.fromkeys(text for text in (*said, *raw) if text))).text.lower()


def _tools(rows: Sequence[Row], lang: Language) -> str:
    """Search field and filters, hidden until the script has made them work."""
    selects = "\n".join(_select(name, [_filter_keys(row)[name] for row in rows], lang) for name in _FILTERS)
    return (
        f'<div class="tools" role="search" aria-label="{_say("tools", lang)}" hidden>\n'
        f'<div><label for="search">{_say("search", lang)}</label>'
        '<input id="search" type="search" autocomplete="off"></div>\n'
        f'{selects}\n<button type="button">{_say("clear", lang)}</button>\n'
        f'<p role="status" data-says="{_say("shown", lang)}"></p>\n</div>'
    )


def _select(name: str, keys: Iterable[str], lang: Language) -> str:
    codes = sorted({code for key in keys for code in key.split(";") if code}, reverse=name == "year")
    options = "".join(f'<option value="{escape(code)}">{_option(name, code, lang)}</option>' for code in codes)
    return (
        f'<div><label for="{name}">{_say(name, lang)}</label><select id="{name}" name="{name}">'
        f'<option value="">{_say("any", lang)}</option>{options}</select></div>'
    )


def _option(name: str, code: str, lang: Language) -> str:
    if name == "kind":
        return escape(site_wording()["kinds"][code][lang])
    return escape(local_digits(one_line(code if name == "year" else label(name, code, lang)), lang))


def _plain(code: str, lang: Language, **values: str) -> str:
    text = str(site_wording()["explorer"][code][lang])
    return text.format(**values) if values else text


def _say(code: str, lang: Language, **values: str) -> str:
    return escape(local_digits(_plain(code, lang, **values), lang))


def _worded(text: str, lang: Language) -> str:
    """Plain text as HTML, words of the other script marked as of their own language and direction."""
    return "".join(
        _marked(escape(one_line(part)), other, lang) for part, other in script_runs(local_digits(text, lang), lang)
    )


def _marked(html: str, other: bool, lang: Language) -> str:
    attributes = 'lang="ar" dir="rtl"' if lang == "en" else 'lang="en" dir="ltr"'
    return f"<span {attributes}>{html}</span>" if other else html
