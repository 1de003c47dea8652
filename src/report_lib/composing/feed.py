"""The briefs as an Atom feed without a time of its making: an edition is as new as its articles and revisions."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping
from xml.etree import ElementTree

from report_lib.composing.editions import Edition, site_wording
from report_lib.composing.markdown import one_line
from report_lib.edtf_dates import interval, month_end
from report_lib.linking.collection import UNDATED, Collection
from report_lib.stating.facts import facts
from report_lib.wording import local_digits, month_name

_ATOM = "http://www.w3.org/2005/Atom"
# The namespace that entries' identifiers are derived in (RFC 9562, version 5): the same edition keeps the same one.
_NAMES = uuid.UUID("6f0c1b1e-8a5e-5d0b-9a55-3d1f7c0b2e64")
_NOTHING_DATED = "2000-01-01"  # Atom asks for a day even of an edition without any


def feed(collection: Collection, editions: Iterable[Edition], revised: Mapping[str, str]) -> bytes:
    """The Atom document (RFC 4287), newest first; `revised` is the day (YYYY-MM-DD) of each month's last revision."""
    dated = [(max(last_day(collection, e.month), revised.get(e.month, "")), e) for e in editions]
    dated.sort(key=lambda pair: (pair[0], pair[1].month, pair[1].lang), reverse=True)
    root = _element("feed", **{"xml:lang": "en"})
    _add(root, "id", _urn("feed"))
    _add(root, "title", site_wording()["title"]["en"])
    _add(root, "subtitle", site_wording()["feed"]["subtitle"]["en"])
    _add(root, "updated", _instant(max((day for day, _ in dated), default=_NOTHING_DATED)))
    _add(_add(root, "author"), "name", "report-lib")
    _add(root, "link", rel="self", type="application/atom+xml", href="feed.xml")
    _add(root, "link", rel="alternate", type="text/html", href="index.html")
    for day, edition in dated:
        root.append(_entry(collection, edition, day))
    ElementTree.indent(root)
    return f'<?xml version="1.0" encoding="utf-8"?>\n{ElementTree.tostring(root, encoding="unicode")}\n'.encode()


def last_day(collection: Collection, month: str) -> str:
    """The day on which the latest article that tells of a month was published, else the month's last day."""
    events = collection.of_month(month)
    published = [
        interval(collection.articles[article_id].published)[1]
        for event in events
        for article_id in event.article_ids
        if article_id in collection.articles
    ]
    if any(published):
        return max(published)
    return _NOTHING_DATED if month == UNDATED else month_end(int(month[:4]), int(month[5:])).isoformat()


def _entry(collection: Collection, edition: Edition, day: str) -> ElementTree.Element:
    lang = edition.lang
    month = local_digits(month_name(edition.month, lang), lang)
    entry = _element("entry", **{"xml:lang": lang})
    _add(entry, "id", _urn(f"{edition.month}/{lang}"))
    _add(entry, "title", site_wording()["feed"]["entry"][lang].format(month=month))
    _add(entry, "updated", _instant(day))
    href = f"reports/{edition.folder.as_posix()}/brief"
    _add(entry, "link", rel="alternate", type="text/html", hreflang=lang, href=f"{href}.html")
    _add(entry, "link", rel="related", type="application/pdf", hreflang=lang, href=f"{href}.pdf")
    _add(entry, "summary", local_digits(facts(collection, edition.month, edition.against, lang).headline, lang))
    return entry


def _element(name: str, /, **attributes: str) -> ElementTree.Element:
    space = {"xmlns": _ATOM} if name == "feed" else {}
    return ElementTree.Element(name, {**space, **attributes})


def _add(parent: ElementTree.Element, name: str, text: str = "", /, **attributes: str) -> ElementTree.Element:
    child = ElementTree.SubElement(parent, name, attributes)
    child.text = one_line(text) or None
    return child


def _urn(name: str) -> str:
    return uuid.uuid5(_NAMES, name).urn


def _instant(day: str) -> str:
    return f"{day}T00:00:00Z"
