"""The front page: each month with its key numbers and pages, the monitor's series, and what else there is to read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from report_lib.charting.charts import series_chart, series_words
from report_lib.comparing.compare import month_total
from report_lib.composing.editions import NOTEBOOKS, Edition, site_wording, wording
from report_lib.composing.markdown import div, escape_markdown, figure, worded
from report_lib.linking.collection import UNDATED, Collection
from report_lib.linking.paged import MOST_MONTHS, paged
from report_lib.stating.facts import facts
from report_lib.wording import Language, local_digits, month_name

DOCUMENTS = ("method", "accuracy", "codebook", "exports")  # of docs/, in the order of the navigation


def front_page(
    collection: Collection,
    editions: Sequence[Edition],
    documents: Sequence[str],
    data: Mapping[str, int],
    lang: Language,
) -> str:
    """The Markdown of the front page in `lang`.

    `documents` are the pages made of docs/, by name; `data` the files below data/ with their sizes in bytes.
    """
    own = sorted((e for e in editions if e.lang == lang), key=lambda e: (e.month != UNDATED, e.month), reverse=True)
    says = site_wording()
    cards = "".join(_month(collection, edition, editions) for edition in own)
    blocks = [
        worded(says["intro"][lang], lang),
        f"::: {{.caveat}}\n{worded(says['caveat'][lang], lang)}\n:::",
        _heading("months", lang),
        f":::::::: {{.months}}\n{cards}\n::::::::",
        _without_pages(collection, lang),
        _trend(collection, lang),
        _heading("more", lang),
        _more(documents, lang),
        _heading("data", lang),
        says["front"]["data_note"][lang] if "codebook" in documents else "",
        _downloads(data, lang),
    ]
    return "\n\n".join(block for block in blocks if block) + "\n"


def navigation(current: str, documents: Sequence[str], languages: Sequence[Language], lang: Language) -> dict[str, Any]:
    """What the template shows around a page of the site itself: its links, relative to the page, and its words."""
    words = {code: text[lang] for code, text in wording()["words"].items()}
    own = {"index": "index.html", "explorer": "explorer.html"}
    links: list[dict[str, Any]] = []
    for name in (*own, *documents):
        link: dict[str, Any] = {"href": own.get(name, f"{up(lang)}{name}.html"), "text": page_title(name, lang)}
        links.append({**link, "current": True} if name == current else link)
    for other in languages:
        if other != lang and current in own:
            beside = f"../{own[current]}" if other == "en" else f"{other}/{own[current]}"
            links.append({"href": beside, "text": wording()["pages"]["language"][other], "lang": other})
    return {"pages": links, "words": words}


def page_title(name: str, lang: Language) -> str:
    """What links call a page of the site itself."""
    listed = site_wording()["pages"]
    return str(listed[name][lang]) if name in listed else name.replace("-", " ").capitalize()


def up(lang: Language) -> str:
    """The way from the pages of a language to the English ones."""
    return "" if lang == "en" else "../"


def _heading(code: str, lang: Language) -> str:
    return f"## {escape_markdown(site_wording()['front'][code][lang])} {{#{code}}}"


def _month(collection: Collection, edition: Edition, editions: Sequence[Edition]) -> str:
    lang, folder = edition.lang, f"{up(edition.lang)}reports/{edition.folder.as_posix()}"
    name = escape_markdown(local_digits(month_name(edition.month, lang), lang)).capitalize()
    headline = worded(local_digits(facts(collection, edition.month, edition.against, lang).headline, lang), lang)
    links = [
        *(f"[{escape_markdown(wording()['pages'][page][lang])}]({folder}/{page}.html)" for page in NOTEBOOKS),
        f"[PDF]({folder}/brief.pdf)",
    ]
    for other in editions:
        if other.month == edition.month and other.lang != lang:
            says = escape_markdown(wording()["pages"]["language"][other.lang])
            direction = "rtl" if other.lang == "ar" else "ltr"
            address = f"{up(lang)}reports/{other.folder.as_posix()}/brief.html"
            links.append(f"[[{says}]({address})]{{lang={other.lang} dir={direction}}}")
    blocks = [
        f"### [{name}]({folder}/brief.html)",
        headline,
        f"::: {{.numbers}}\n{_key_numbers(collection, edition)}\n:::",
        f"::: {{.links}}\n{' · '.join(links)}\n:::",
    ]
    return div(f"month-{edition.month}", "\n\n".join(blocks), classes="month")


def _key_numbers(collection: Collection, edition: Edition) -> str:
    lang, says = edition.lang, site_wording()["front"]
    events = collection.of_month(edition.month)
    dated = [event for event in events if event.listing == "event"]
    undated = sum(event.listing == "undated" for event in events)
    numbers = {says["incidents"][lang]: str(len(dated))} if dated or not undated else {}
    killed = month_total(dated, "killed").text(lang)
    if killed:
        numbers[says["killed"][lang]] = killed
    if undated:
        numbers[says["undated"][lang]] = str(undated)
    shown = ((escape_markdown(name), worded(local_digits(text, lang), lang)) for name, text in numbers.items())
    return " · ".join(f"{name}: **{text}**" for name, text in shown)


def _without_pages(collection: Collection, lang: Language) -> str:
    others = paged(collection).others
    if not others:
        return ""
    first, last = (month_name(month, lang) for month in (others[0], others[-1]))
    says = site_wording()["front"]["without_pages"][lang]
    return local_digits(says.format(number=f"{len(others):,}", first=first, last=last, most=MOST_MONTHS), lang)


def _trend(collection: Collection, lang: Language) -> str:
    tallies = collection.series.tallies
    if not tallies:
        return ""
    says = {"unit": wording()["charts"]["series_chart"][lang], "missing": wording()["charts"]["missing"][lang]}
    drawing = series_chart(tallies, UNDATED, lang, **says)
    alt = local_digits(series_words(tallies, UNDATED, lang, **says), lang)
    caption = escape_markdown(site_wording()["front"]["series_caption"][lang])
    return f"{_heading('trend', lang)}\n\n{figure(drawing, alt=alt, caption=caption)}"


def _more(documents: Sequence[str], lang: Language) -> str:
    names = {"explorer": "explorer.html", **{name: f"{up(lang)}{name}.html" for name in documents}}
    links = [f"- [{escape_markdown(page_title(name, lang))}]({address})" for name, address in names.items()]
    feed = escape_markdown(site_wording()["front"]["feed"][lang])
    return "\n".join([*links, f"- [{feed}]({up(lang)}feed.xml)"])


def _downloads(data: Mapping[str, int], lang: Language) -> str:
    """One line for what a table holds, with its files."""
    says = site_wording()["data"]
    stems: dict[str, list[str]] = {}
    for name in data:
        stems.setdefault(name.rpartition("/")[2].rpartition(".")[0], []).append(name)
    lines = []
    for stem in sorted(stems, key=lambda stem: (list(says).index(stem) if stem in says else len(says), stem)):
        files = (", " if lang == "en" else "، ").join(
            f"[[{escape_markdown(name)}]({up(lang)}data/{name}) ({_size(data[name])})]{{lang=en dir=ltr}}"
            for name in stems[stem]
        )
        about = escape_markdown(says[stem][lang]) if stem in says else ""
        lines.append(f"- {about}: {files}" if about else f"- {files}")
    return "\n".join(lines)


def _size(size: int) -> str:
    return f"{max(1, round(size / 1000)):,} kB"
