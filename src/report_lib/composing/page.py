"""A month's page: what its notebooks may show, and each number with the notes that hold its sentences."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from report_lib.comparing.months import MonthView, month_view
from report_lib.comparing.project import Opened, excerpt, open_collection
from report_lib.composing.editions import Edition, wording
from report_lib.composing.markdown import evidence_link, worded
from report_lib.stating.fact import Fact, Facts
from report_lib.stating.facts import facts
from report_lib.tallying.tolls import Event
from report_lib.wording import Language, label, local_digits

MOST_NOTES = 1000  # of a page; a browser, pandoc and Typst take minutes and gigabytes over many more
# Facts that link a number, or a number and who gives it, without the word for what is counted.
_BARE = ("disagreement", "covered", "breakdown", "wording")


class Trail:
    """The notes that a page's numbers have led to so far, numbered in the order in which a reader meets them.

    A number that rests on one count leads to the note of that count; one that rests on several leads to a note of its
    own, which lists them.
    """

    def __init__(self) -> None:
        self.numbers: dict[tuple[str, ...], int] = {}
        self.words: dict[tuple[str, ...], str] = {}
        self.full = False

    def follow(self, ids: tuple[str, ...], words: str) -> tuple[int, bool] | None:
        """The number of the note of these counts, and whether nothing has led to it before; None without room."""
        further = {ids, *((i,) for i in ids)} - self.numbers.keys()
        if len(self.numbers) + len(further) > MOST_NOTES:
            self.full = True
            return None
        new = ids not in self.words
        self.words.setdefault(ids, words)
        for each in (ids, *((i,) for i in ids)):
            self.numbers.setdefault(each, len(self.numbers) + 1)
        return self.numbers[ids], new


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
    def order(self) -> dict[str, int]:
        """The place of each count that the page's numbers rest on, in the order in which the month lists them."""
        listed_first = (i for ids in self.view.side_by_side["count_ids"] for i in ids)
        rest = (*self.view.by_source["count_id"], *(i for fact in self.facts.facts for i in fact.count_ids))
        known = (i for i in (*listed_first, *rest) if i in self.opened.collection.counts)
        return {count_id: number for number, count_id in enumerate(dict.fromkeys(known))}

    @cached_property
    def trail(self) -> Trail:
        return Trail()

    def says(self, kind: str, code: str, /, **params: object) -> str:
        """A heading or word of lexicon/notebooks.yml, with its {params} filled in."""
        return str(wording()[kind][code][self.lang]).format_map(params)


def open_page(month: str, against: str, lang: str = "en", data: str = "") -> Page:
    """What a notebook shows; `data` is a folder of tables, without it the seeds are parsed. Raises `ReportError`."""
    edition = Edition(month, against, "ar" if lang == "ar" else "en" if lang == "en" else lang)  # type: ignore[arg-type]  # checked there
    return Page(month, against, edition.lang, excerpt(open_collection(data), (month, against)))


def anchor_of(*count_ids: str) -> str:
    """The anchor of a note: the same in every edition of every page for the same counts."""
    return f"e-{hashlib.sha256(';'.join(count_ids).encode()).hexdigest()[:10]}"


def use_of(*count_ids: str) -> str:
    """The anchor of the first number that leads to that note."""
    return f"u{anchor_of(*count_ids)[1:]}"


def number_text(page: Page, words: str, count_ids: Iterable[str], *, head: str = "") -> str:
    """A number in words as Markdown that leads to the note of the counts behind it; empty where there is no number.

    `head` is what the note is headed where the words alone would not say what they count.
    """
    ids = tuple(sorted({i for i in count_ids if i in page.order}, key=page.order.__getitem__))
    if not words or not ids:
        return prose(page, words)
    followed = page.trail.follow(ids, head or words)
    if followed is None:
        return prose(page, words)
    number, new = followed
    name = use_of(*ids) if new else ""
    return evidence_link(prose(page, words), anchor_of(*ids), local_digits(str(number), page.lang), name=name)


def fact_text(page: Page, fact: Fact) -> str:
    """A fact's sentence as Markdown, each of its numbers led to its note; a note at its end if it names none."""
    parts, end = [], 0
    for words, count_ids in fact.links:
        start = fact.text.find(words, end) if words else -1
        if start >= 0:
            parts.append(prose(page, fact.text[end:start]))
            parts.append(number_text(page, words, count_ids, head=_head(page, fact, words, count_ids)))
            end = start + len(words)
    parts.append(prose(page, fact.text[end:]))
    if end == 0 and fact.count_ids:
        parts.append(number_text(page, page.says("words", "note"), fact.count_ids))
    return " ".join(parts) if end == 0 else "".join(parts)


def _head(page: Page, fact: Fact, words: str, count_ids: Iterable[str]) -> str:
    """What the words of a fact count, where they are a number alone; empty where they say it themselves."""
    if fact.kind not in _BARE and words != fact.value.text(page.lang):
        return ""
    measures = {page.opened.collection.counts[i].measure for i in count_ids if i in page.order}
    return headed(page, label("measure", measures.pop(), page.lang), words) if len(measures) == 1 else ""


def headed(page: Page, what: str, number: str) -> str:
    """The head of a note: what is counted, and the number in words."""
    return page.says("evidence", "headed", what=what, number=number)


def prose(page: Page, words: str) -> str:
    """Plain text as Markdown of the page's language, whatever it holds."""
    return worded(local_digits(words, page.lang), page.lang)
