"""A month's page: what its notebooks may show, and each number with the notes that hold its sentences."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from report_lib.editions import Edition, wording
from report_lib.facts import Fact, Facts, facts
from report_lib.markdown import div, escape_markdown, evidence_link, link, quotation, worded
from report_lib.months import MonthView, month_view
from report_lib.project import Opened, excerpt, open_collection
from report_lib.ranges import stated
from report_lib.records import Count
from report_lib.text import fold
from report_lib.tolls import Event
from report_lib.wording import Language, date_text, label, listed, named, phrase

MAX_NOTES = 6  # shown beside one number; the evidence of a sum over many attacks stands in the table of attacks
_MEASURES = ("killed", "wounded", "attacks", "captured", "missing")


@dataclass(frozen=True)
class Page:
    """A month beside another in one language: what its notebooks may show, and the numbers of its evidence notes."""

    month: str
    against: str
    lang: Language
    opened: Opened

    @cached_property
    def view(self) -> MonthView:
        return month_view(self.opened.collection, self.month, self.against, self.lang)

    @cached_property
    def facts(self) -> Facts:
        return facts(self.opened.collection, self.month, self.against, self.lang)

    @cached_property
    def events(self) -> dict[str, Event]:
        collection = self.opened.collection
        return {event.event_id: event for event in (*collection.events, *collection.tallies)}

    @cached_property
    def notes(self) -> dict[str, int]:
        """The note of each count that the page's numbers rest on, in the order in which the month lists them."""
        listed_first = (i for ids in self.view.side_by_side["count_ids"] for i in ids)
        rest = (*self.view.by_source["count_id"], *(i for fact in self.facts.facts for i in fact.count_ids))
        known = (i for i in (*listed_first, *rest) if i in self.opened.collection.counts)
        return {count_id: number for number, count_id in enumerate(dict.fromkeys(known), start=1)}

    def says(self, kind: str, code: str) -> str:
        """A heading or word of lexicon/notebooks.yml."""
        return str(wording()[kind][code][self.lang])


def open_page(month: str, against: str, lang: str = "en", data: str = "") -> Page:
    """What a notebook shows; `data` is a folder of tables, without it the seeds are parsed. Raises `ReportError`."""
    edition = Edition(month, against, "ar" if lang == "ar" else "en" if lang == "en" else lang)  # type: ignore[arg-type]  # checked there
    return Page(month, against, edition.lang, excerpt(open_collection(data), (month, against)))


def anchor_of(count_id: str) -> str:
    """The anchor of a count's note: the same in every edition of every page."""
    return f"e-{hashlib.sha256(count_id.encode()).hexdigest()[:10]}"


def number_text(page: Page, words: str, count_ids: Iterable[str]) -> str:
    """A number in words as Markdown that leads to the notes of the counts behind it; empty where there is no number."""
    return evidence_link(prose(page, words), _notes(page, count_ids)) if words else ""


def fact_text(page: Page, fact: Fact) -> str:
    """A fact's sentence as Markdown, the number it turns on led to its notes; these at its end if it is not found."""
    number = fact.value.text(page.lang)
    start = _position(number, fact, page.lang) if number else -1
    if start < 0:
        return prose(page, fact.text) + evidence_link("", _notes(page, fact.count_ids))
    end = start + len(number)
    linked = number_text(page, number, fact.count_ids)
    return prose(page, fact.text[:start]) + linked + prose(page, fact.text[end:])


def _position(number: str, fact: Fact, lang: Language) -> int:
    """Where a fact's sentence says its number, and not a day or year that looks the same; -1 if nowhere."""
    for measure in _MEASURES:
        said = phrase(f"fact.{measure}", lang, number=number)
        if said in fact.text:
            return fact.text.index(said) + said.index(number)
    if number.isdigit() and fact.kind != "headline":
        return -1
    found = [match.start() for match in re.finditer(rf"(?<!\d){re.escape(number)}(?!\d)", fact.text)]
    return found[-1] if found else -1


def _notes(page: Page, count_ids: Iterable[str]) -> list[tuple[str, int]]:
    numbered = sorted({(page.notes[i], i) for i in count_ids if i in page.notes})
    return [(anchor_of(i), note) for note, i in numbered[:MAX_NOTES]]


def note_text(page: Page, count_id: str) -> str:
    """The note of a count: its sentence, who says it, when and where it was, and what those rest on."""
    collection = page.opened.collection
    count = collection.counts[count_id]
    incident = collection.incidents[count.incident_id]
    article = collection.articles.get(count.article_id)
    what = [
        label("measure", count.measure, page.lang),
        stated(count).text(page.lang),
        label("victims", count.victims, page.lang),
    ]
    outlet = prose(page, named("outlets", article.outlet, page.lang)) if article and article.outlet else ""
    says = {
        "outlet": link(outlet, article.url) if article and article.url else outlet,
        "source": prose(page, named("sources", incident.source, page.lang)),
        "date": prose(page, f"{date_text(incident.date, page.lang)} ({page.says('date_basis', incident.date_basis)})"),
        "place": prose(page, _place(page, incident.place, incident.governorates)),
        "perpetrator": prose(page, label("perpetrator", incident.perpetrator, page.lang)),
    }
    lines = [f"{escape_markdown(page.says('evidence', code))}: {value}" for code, value in says.items() if value]
    head = f"**{page.notes[count_id]}.** {prose(page, ' · '.join(part for part in what if part))}"
    body = _sentence(page, count) or escape_markdown(page.says("evidence", "by_hand"))
    return div(anchor_of(count_id), f"{head}\n\n{body}\n\n{' · '.join(lines)}", classes="evidence")


def _sentence(page: Page, count: Count) -> str:
    """The sentence of the article that the count stands in, its words marked; empty for what is coded by hand."""
    raw = page.opened.texts.get(count.article_id, "")
    if count.start is None or count.end is None or raw[count.start : count.end] != count.quote:
        return ""
    folded = fold(raw)
    for sentence in folded.sentences:
        start, end = folded.raw_span(sentence.start, sentence.end)
        if start <= count.start < end:
            return quotation(raw[start : max(end, count.end)], count.start - start, count.end - start)
    return quotation(count.quote, 0, len(count.quote))


def _place(page: Page, place: str, governorates: Sequence[str]) -> str:
    where = listed([label("governorate", code, page.lang) for code in governorates], page.lang) if governorates else ""
    shown = named("places", place, page.lang)
    return f"{shown} ({where})" if shown and where else shown or where


def prose(page: Page, words: str) -> str:
    """Plain text as Markdown of the page's language, whatever it holds."""
    return worded(words, page.lang)
