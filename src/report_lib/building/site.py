"""Everything of the site that is no month's page: front page, explorer, documents, data and feed, as finished files.

They are made once and laid into the site by `site_folder`, so they are the same bytes whichever renderer makes the
months' pages.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from report_lib.building.embedded import html
from report_lib.composing.editions import site_wording
from report_lib.composing.explorer import Notes, explorer_table, script_hash
from report_lib.composing.feed import feed
from report_lib.composing.front import DOCUMENTS, front_page, navigation, page_title, up
from report_lib.composing.markdown import worded
from report_lib.exporting.exports import export
from report_lib.linking.collection import Collection
from report_lib.wording import Language

_HEADING = re.compile(r"\A# +(.+?) *\n")
_LINK = re.compile(r"(?<!!)\[([^\]\n]*)\]\(([^)\s]+)\)")
_IMAGE = re.compile(r"!\[[^\]\n]*\]\([^)\s]+\)\n?")


def site_files(
    collection: Collection,
    notes: Notes,
    tables: Mapping[str, bytes],
    documents: Mapping[str, str],
    revised: Mapping[str, str],
) -> dict[str, bytes]:
    """The files by their paths below _site/; the same input gives the same bytes. Raises `ReportError`.

    `notes` holds the editions that there are, `tables` the files of the tables folder, `documents` the Markdown of
    docs/ by name, `revised` is as in `feed`.
    """
    editions = tuple(notes)
    languages = tuple(dict.fromkeys(edition.lang for edition in editions)) or ("en",)
    data = {**tables, **_exports(collection)}
    shown = _ordered(documents)
    files = {f"data/{name}": content for name, content in data.items()}
    files["feed.xml"] = feed(collection, editions, revised)
    for name in shown:
        files[f"{name}.html"] = _document(name, documents[name], shown, languages)
    sizes = {name: len(content) for name, content in data.items()}
    for lang in languages:
        folder = "" if lang == "en" else f"{lang}/"
        front = _front_matter("index", site_wording()["title"][lang], shown, languages, lang)
        markdown = front_page(collection, editions, shown, sizes, lang)
        files[f"{folder}index.html"] = html(markdown, front, Path("index"), style="site.css")
        front = _front_matter("explorer", site_wording()["explorer"]["title"][lang], shown, languages, lang)
        markdown = worded(site_wording()["explorer"]["intro"][lang], lang)
        table = explorer_table(collection, notes, lang)
        files[f"{folder}explorer.html"] = html(
            markdown, front, Path("explorer"), style="site.css", after=table, script_hash=script_hash()
        )
    return files


def _exports(collection: Collection) -> dict[str, bytes]:
    """What other tools read: the events for UCDP GED and ACLED, and one workbook of all."""
    csv = export(collection, "csv")
    return {
        "exports/events.csv": csv["events.csv"],
        **{
            f"exports/{name}": data
            for form in ("ucdp-ged", "acled", "xlsx")
            for name, data in export(collection, form).items()
        },
    }


def _ordered(documents: Mapping[str, str]) -> tuple[str, ...]:
    known = [name for name in DOCUMENTS if name in documents]
    return (*known, *sorted(set(documents) - set(known)))


def _document(name: str, markdown: str, shown: Sequence[str], languages: Sequence[Language]) -> bytes:
    """A page of docs/: its first heading is the title, its links lead to the site's pages or are left out."""
    heading = _HEADING.match(markdown)
    title = heading.group(1) if heading else page_title(name, "en")
    body = markdown[heading.end() :] if heading else markdown
    body = _LINK.sub(lambda link: _site_link(link, shown), _IMAGE.sub("", body))
    return html(body, _front_matter(name, title, shown, languages, "en"), Path(f"docs/{name}.md"), style="site.css")


def _site_link(link: re.Match[str], shown: Sequence[str]) -> str:
    words, target = link.groups()
    if target.startswith(("https://", "http://", "#")):
        return link.group()
    page, hash_, fragment = target.partition("#")
    name = page.removesuffix(".md")
    return f"[{words}]({name}.html{hash_}{fragment})" if page.endswith(".md") and name in shown else words


def _front_matter(
    name: str, title: str, shown: Sequence[str], languages: Sequence[Language], lang: Language
) -> dict[str, Any]:
    direction = {"dir": "rtl"} if lang == "ar" else {}
    feed_of = {"feed": f"{up(lang)}feed.xml"}
    return {"title": title, "lang": lang, **direction, **feed_of, **navigation(name, shown, languages, lang)}
