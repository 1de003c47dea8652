"""Write the evidence notes of a page: each number with its sentence, who says it, and what its attributes rest on."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Any

from report_lib.arabic.text import fold
from report_lib.comparing.accounts import speaker
from report_lib.comparing.likeness import place_text
from report_lib.composing.editions import wording
from report_lib.composing.markdown import anchor, div, escape_markdown, link, quotation
from report_lib.composing.page import MOST_NOTES, Page, anchor_of, prose, use_of
from report_lib.explaining.explain import explain
from report_lib.explaining.explanation import Row
from report_lib.lexicon_files import lexicon_file
from report_lib.records import Article, Count, Incident
from report_lib.stating.events import measured_text
from report_lib.tallying.ranges import stated
from report_lib.tallying.tolls import Event
from report_lib.wording import Language, date_text, label, listed, local_digits, named

MAX_ADDRESS = 70  # characters of an address that are shown; the link holds all of it
_SEPARATOR = re.compile(r"(, |: )(?![^«]*»)")  # of a rule's parts, outside of what it quotes
_QUOTED = re.compile(r"«([^»]*)»")


def notes(page: Page) -> Iterator[str]:
    """The notes that the page's numbers lead to, in the order of their numbers, as Markdown."""
    for ids in page.trail.numbers:
        yield note_text(page, *ids)
    if page.trail.full:
        yield prose(page, page.says("evidence", "no_room", number=f"{MOST_NOTES:,}"))


def note_text(page: Page, *count_ids: str) -> str:
    """The note of a count, or of the several counts that one number rests on; its number is that of the trail."""
    body = _one(page, count_ids[0]) if len(count_ids) == 1 else _several(page, count_ids)
    return div(anchor_of(*count_ids), body, classes="evidence")


def _head(page: Page, ids: tuple[str, ...], words: str) -> str:
    number = page.trail.numbers.get(ids)
    shown = f"{local_digits(str(number), page.lang)}. " if number else ""
    back = f" · [{escape_markdown(page.says('evidence', 'back'))}]({anchor(use_of(*ids))})" if _used(page, ids) else ""
    return f"**{shown}{prose(page, words[:1].upper() + words[1:])}**{back}"


def _used(page: Page, ids: tuple[str, ...]) -> bool:
    return ids in page.trail.words


# --- a number that rests on several counts ----------------------------------------------------------------------------


def _several(page: Page, ids: tuple[str, ...]) -> str:
    """How the number is made: of one event the accounts, of several the events and their accounts."""
    collection = page.opened.collection
    by_event: dict[str, list[str]] = {}
    for i in ids:
        by_event.setdefault(collection.incidents[collection.counts[i].incident_id].event_id, []).append(i)
    measures = {collection.counts[i].measure for i in ids}
    one = len(by_event) == 1
    how = page.says("evidence", "listed" if len(measures) > 1 else "spread" if one else "total")
    lines = []
    for event_id, own in by_event.items():
        event = page.events.get(event_id)
        where = f"{prose(page, _event_name(page, event))}: " if event else ""
        accounts = sorted(own, key=lambda i: (collection.counts[i].low or 0, page.order[i]))
        told = [f"{prose(page, _account(page, i, measured=len(measures) > 1))} {_to_note(page, i)}" for i in accounts]
        lines.append(f"- {where}{_between(page).join(told)}")
    return f"{_head(page, ids, page.trail.words.get(ids, ''))}\n\n{prose(page, how)}\n\n" + "\n".join(lines)


def _event_name(page: Page, event: Event) -> str:
    where = place_text(event, page.lang) if event.scope == "event" else page.says("rows", "tally")
    return page.says("rows", "where_when", where=where, when=date_text(event.date, page.lang))


def _account(page: Page, count_id: str, *, measured: bool) -> str:
    """A number and who says it; `measured` where it does not go without saying what it counts."""
    collection = page.opened.collection
    count = collection.counts[count_id]
    who = speaker(collection.incidents[count.incident_id], collection.articles, page.lang)
    number = stated(count)
    perpetrator = collection.incidents[count.incident_id].perpetrator
    words = measured_text(count.measure, number, perpetrator, page.lang) if measured else number.text(page.lang)
    return page.says("evidence", "account", number=words, who=who)


def _to_note(page: Page, count_id: str) -> str:
    number = local_digits(str(page.trail.numbers[count_id,]), page.lang) if (count_id,) in page.trail.numbers else "–"
    return f"[&#91;{number}&#93;]({anchor(anchor_of(count_id))})"


# --- one count --------------------------------------------------------------------------------------------------------


def _one(page: Page, count_id: str) -> str:
    collection = page.opened.collection
    count = collection.counts[count_id]
    incident = collection.incidents[count.incident_id]
    article = collection.articles.get(count.article_id) or Article(article_id=count.article_id)
    said = [stated(count).text(page.lang), label("victims", count.victims, page.lang)]
    head = f"{label('measure', count.measure, page.lang)}: {_joined(page, said)}"
    rules = _Rules(page, article)
    lines = [
        _line(page, "title", _arabic(page, f"«{article.title}»") if article.title else ""),
        _published(page, article),
        _line(page, "source", prose(page, _cited(page, incident))),
        _line(page, "date", prose(page, _date(page, incident)), rules.of(count, "date", incident.date)),
        _line(page, "place", prose(page, _place(page, incident)), rules.of(count, "place")),
        _line(page, "perpetrator", prose(page, _perpetrator(page, incident)), rules.of(count, "perpetrator")),
        _line(page, "count", rules.of(count, "measure")),
        *_corrected(page, count),
    ]
    body = _sentence(page, count) or _by_hand(page, article, incident)
    return f"{_head(page, (count_id,), head)}\n\n{body}\n\n" + "\n".join(f"- {line}" for line in lines if line)


def _joined(page: Page, parts: Iterable[str]) -> str:
    return page.says("evidence", "and").join(part for part in parts if part)


def _line(page: Page, code: str, *parts: str) -> str:
    """One attribute: what it is, and the rule that decided; empty where nothing is known of it."""
    said = " — ".join(part for part in parts if part)
    return f"{prose(page, page.says('evidence', code))}: {said}" if said else ""


def _by_hand(page: Page, article: Article, incident: Incident) -> str:
    """Who coded what no sentence here stands for, and the address it was coded from."""
    tally = next((t for t in page.opened.collection.series.tallies if t.tally_id == incident.incident_id), None)
    code = "by_series" if tally else "by_hand"
    read = page.says("series_basis", tally.basis) if tally and tally.basis in wording()["series_basis"] else ""
    address = article.url if len(article.url) <= MAX_ADDRESS else f"{article.url[:MAX_ADDRESS]}…"
    where = link(f"[{escape_markdown(address)}]{{lang=en dir=ltr}}", article.url) if article.url else ""
    said = prose(page, _joined(page, [page.says("evidence", code), read]))
    return f"{said}: {where}" if where else said


def _sentence(page: Page, count: Count) -> str:
    """The sentence of the article that the count stands in, its words marked; empty for what is coded by hand."""
    raw = page.opened.texts.get(count.article_id, "")
    if count.start is None or count.end is None or raw[count.start : count.end] != count.quote:
        return ""
    spans = _sentence_spans(raw)
    at = bisect_right(spans, (count.start, len(raw)))
    start, end = spans[at - 1] if at else (0, 0)
    if start <= count.start < end:
        return quotation(raw[start : max(end, count.end)], count.start - start, count.end - start)
    return quotation(count.quote, 0, len(count.quote))


@cache
def _sentence_spans(raw: str) -> list[tuple[int, int]]:
    folded = fold(raw)
    return [folded.raw_span(sentence.start, sentence.end) for sentence in folded.sentences]


class _Rules:
    """What the reader of articles decided an article's attributes by; nothing of what was coded by hand."""

    def __init__(self, page: Page, article: Article) -> None:
        self.page = page
        self.text = page.opened.texts.get(article.article_id, "")
        self.rows = _explained(article, self.text) if self.text else {}

    def of(self, count: Count, attribute: str, value: str = "") -> str:
        """The rule and the words it decided by, as Markdown; empty where something else than `value` was read."""
        row = next((row for row in self.rows.get(count.count_id, ()) if row.attribute == attribute), None)
        if row is None or not row.rule or (value and row.value != value):
            return ""
        rule = prose(self.page, rule_text(row.rule, self.page.lang))
        words = " ".join(self.text[slice(*row.words)].split()) if row.words and attribute != "measure" else ""
        return f"{rule} {_arabic(self.page, f'(«{words}»)')}" if words else rule


@cache
def _explained(article: Article, text: str) -> dict[str, tuple[Row, ...]]:
    return {each.count.count_id: each.rows for each in explain(article, text).counts}


def rule_text(rule: str, lang: Language) -> str:
    """A rule of the reader in words of lexicon/rules.yml, part by part; what is not listed stays as it is called."""
    entry = _rule_words().get(rule)
    if entry:
        return str(entry[lang])
    parts = _SEPARATOR.split(rule)
    if len(parts) > 1:
        comma = "، " if lang == "ar" else ", "
        return "".join(comma if part == ", " else part if part == ": " else rule_text(part, lang) for part in parts)
    around = _QUOTED.split(rule)
    words = (rule_text(part.strip(), lang) for part in around)
    return " ".join(f"«{each}»" if at % 2 else each for at, each in enumerate(words) if each) if around[1:] else rule


def _rule_words() -> dict[str, Any]:
    loaded: dict[str, Any] = lexicon_file("rules.yml")
    return loaded


def _published(page: Page, article: Article) -> str:
    outlet = named("outlets", article.outlet, page.lang)
    says = [link(prose(page, outlet), article.url)] if outlet else []
    if article.published:
        basis = page.says("published_basis", article.published_basis) if article.published_basis else ""
        day = date_text(article.published.rstrip("~?%"), page.lang)
        says.append(prose(page, f"{day} ({basis})" if basis else day))
    return f"{prose(page, page.says('evidence', 'outlet'))}: {_between(page).join(says)}" if says else ""


def _between(page: Page) -> str:
    return prose(page, page.says("evidence", "and"))


def _arabic(page: Page, words: str) -> str:
    """Words of an article, in the language and direction they have in an English line."""
    return f"[{escape_markdown(words)}]{{lang=ar dir=rtl}}" if page.lang == "en" else escape_markdown(words)


def _cited(page: Page, incident: Incident) -> str:
    """Who is cited, as the article writes it, what kind of source that is, and the chain it came by."""
    if not incident.source:
        return page.says("evidence", "nobody")
    shown = named("sources", incident.source, page.lang)
    written = f"«{incident.source}»" if page.lang == "en" and shown != incident.source else ""
    kind = label("source_type", incident.source_type, page.lang) if incident.source_type else ""
    return _joined(page, [f"{shown} {written}".rstrip(), kind, _chain(page, incident)])


def _chain(page: Page, incident: Incident) -> str:
    """By whom the words came, where somebody stands between the outlet and the source."""
    parts = [part.strip() for part in incident.source_chain.split("→")]
    if len(parts) < 3:
        return ""
    names = [named("sources", named("outlets", part, page.lang), page.lang) for part in parts]
    return page.says("evidence", "arrow").join(names)


def _date(page: Page, incident: Incident) -> str:
    return f"{date_text(incident.date, page.lang)} ({page.says('date_basis', incident.date_basis)})"


def _place(page: Page, incident: Incident) -> str:
    codes = [label("governorate", code, page.lang) for code in incident.governorates]
    where = listed(codes, page.lang) if codes else ""
    shown = named("places", incident.place, page.lang)
    value = f"{shown} ({where})" if shown and where and shown != where else shown or where
    if not value:
        return page.says("evidence", "nowhere")
    precision = str(incident.geo_precision or "")
    return page.says("rows", "between").join((value, page.says("geo_precision", precision))) if precision else value


def _perpetrator(page: Page, incident: Incident) -> str:
    status = label("status", incident.perpetrator_status, page.lang)
    if incident.perpetrator == "unknown":
        return label("perpetrator", "unknown", page.lang)
    return f"{label('perpetrator', incident.perpetrator, page.lang)} ({status})"


def _corrected(page: Page, count: Count) -> Sequence[str]:
    """What an editor changed of the count, its incident or its article, with the reason."""
    applied = page.opened.collection.corrections
    rows = applied[applied["row"].isin([count.count_id, count.incident_id, count.article_id])].to_dict("records")
    says, between = prose(page, page.says("evidence", "corrected")), page.says("rows", "between")
    changes = (f"{row['column']}: {row['extracted']} → {row['corrected']}{between}{row['reason']}" for row in rows)
    return [f"{says}: {prose(page, change)}" for change in changes]
