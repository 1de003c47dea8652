"""Everything a brief states about a month as sentences whose numbers are computed, each with the counts behind it."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date as Date

import pandas as pd

from report_lib.comparing.compare import month_total
from report_lib.comparing.likeness import likeness, place_text, rates, who_text
from report_lib.comparing.reconcile import contained, monitor_name, quoted, reconciliation, share_text
from report_lib.linking.collection import UNDATED, Collection
from report_lib.tallying.columns import LIST, MONTH, TEXT, Column, frame, range_cells, range_columns
from report_lib.tallying.ranges import DOWNWARD, Range, spread, stated
from report_lib.tallying.tolls import Event
from report_lib.wording import Language, counted, date_text, label, listed, month_name, named, noun_forms, phrase

FACTS = (
    Column("fact_id", TEXT, "identifier; the same tables give the same"),
    MONTH,
    Column("kind", TEXT, "what it is about, codes of `KINDS`"),
    Column("text", TEXT, "the sentence"),
    *range_columns("value", "the number it turns on"),
    Column("event_ids", LIST, "the events or tallies it speaks of"),
    Column("count_ids", LIST, "the counts behind its numbers"),
)
KINDS = (
    "headline",
    "event",
    "disagreement",
    "revised",
    "own dead",
    "tally",
    "wording",
    "dated by tally",
    "covered",
    "breakdown",
    "missing month",
    "undated",
    "likeness",
    "rate",
)
_NOBODY_IN_PARTICULAR = ("people", "mixed", "other")
MEASURES = ("attacks", "killed", "wounded", "captured", "missing", "airstrikes")


@dataclass(frozen=True)
class Fact:
    """One sentence of a brief, the number it turns on, and what that rests on.

    `links` are words of the sentence, in its order, with the counts that each of them rests on.
    """

    fact_id: str
    month: str
    kind: str
    text: str
    value: Range = field(default_factory=Range)
    event_ids: tuple[str, ...] = ()
    count_ids: tuple[str, ...] = ()
    links: tuple[tuple[str, tuple[str, ...]], ...] = ()


@dataclass(frozen=True)
class Facts:
    """What a brief of `month`, set beside `against`, states."""

    month: str
    against: str
    lang: Language
    facts: tuple[Fact, ...]

    @property
    def headline(self) -> str:
        """The month in one sentence."""
        return self.facts[0].text

    def of(self, kind: str, month: str = "") -> list[str]:
        """The sentences of a kind, in order; of the brief's own month unless another is named."""
        return [fact.text for fact in self.facts if fact.kind == kind and fact.month == (month or self.month)]

    def frame(self) -> pd.DataFrame:
        """One row a fact. Columns: `FACTS`."""
        rows = (
            {
                "fact_id": fact.fact_id,
                "month": fact.month,
                "kind": fact.kind,
                "text": fact.text,
                **range_cells("value", fact.value, self.lang),
                "event_ids": fact.event_ids,
                "count_ids": fact.count_ids,
            }
            for fact in self.facts
        )
        return frame(rows, FACTS)


def facts(collection: Collection, month: str, against: str, lang: Language = "en") -> Facts:
    """The facts of `month`, then those of `against`, then what makes them unlike."""
    found: list[Fact] = []
    for each in dict.fromkeys((month, against)):
        events = collection.of_month(each)
        found.append(_headline(events, collection.restates, each, lang))
        for event in events:
            found += _of_event(collection, event, each, lang)
        found += _of_series(collection, each, lang)
    for row in likeness(collection, month, against, lang).to_dict("records"):
        found.append(Fact(f"likeness:{row['aspect']}", month, "likeness", str(row["text"])))
    for row in rates(collection, month, against, lang).drop_duplicates("text").to_dict("records"):
        found.append(Fact(f"rate:{row['month']}", month, "rate", str(row["text"])))
    return Facts(month, against, lang, tuple(found))


def _headline(events: Sequence[Event], restates: Container[str], month: str, lang: Language) -> Fact:
    attacks = [event for event in events if event.listing == "event" and event.kind == "attack"]
    tallies = [event for event in events if event.listing == "tally"]
    strikes = [event for event in events if event.listing == "event" and event.kind == "airstrike"]
    undated = [event for event in events if event.listing == "undated"]
    killed = month_total(attacks, "killed")
    spoken: Sequence[Event] = [*attacks, *strikes] if attacks else tallies or strikes or undated
    main = None
    besides: tuple[tuple[str, tuple[str, ...]], ...] = ()
    if attacks:
        text = _attacks_headline(attacks, killed, lang)
        if strikes:
            text, besides = _with_strikes(text, strikes, lang)
    elif tallies:
        # The one that counts most is the month's own: a monitor's, where its series has the month.
        main = min(tallies, key=lambda e: (e.event_id not in restates, -(e.toll("killed").high or 0), e.event_id))
        killed = main.toll("killed")
        text = phrase("headline.tally", lang, who=_counter(main, lang), what=listed(_measured(main, lang), lang))
    elif strikes:
        text = phrase("headline.strikes", lang, strikes=counted(len(strikes), "strike", lang))
    elif undated:
        code = "headline.no_month" if month == UNDATED else "headline.undated"
        text = phrase(code, lang, events=counted(len(undated), "event", lang))
    else:
        text = phrase("headline.empty", lang)
    ids = tuple(event.event_id for event in spoken)
    text = text[0].upper() + text[1:]
    words = killed.text(lang) if killed.stated else phrase("headline.nobody", lang)
    said = ((words, killed.count_ids),) if words in text else ()
    links = _measures(main, lang) if main else (*said, *besides)
    trace = tuple(dict.fromkeys((*killed.count_ids, *(i for _, count_ids in links for i in count_ids))))
    return Fact(f"headline:{month}", month, "headline", text, killed, ids, trace, links)


def _attacks_headline(attacks: Sequence[Event], killed: Range, lang: Language) -> str:
    nobody = phrase("headline.nobody", lang)
    says = {"attacks": counted(len(attacks), "attack", lang), "killed": killed.text(lang), "nobody": nobody}
    unnumbered = sum(bool(toll.n_unspecified) and not toll.stated for toll in (e.toll("killed") for e in attacks))
    if not killed.stated:
        return phrase("headline.no_number" if unnumbered else "headline.no_dead", lang, **says)
    days = sorted({event.date for event in attacks if event.date_precision == "day"})
    if not killed.disagrees:
        text = phrase("headline.agreed", lang, **says)
    elif len(attacks) > 1 and all(event.date_precision == "day" for event in attacks):
        span = Date.fromisoformat(days[-1]) - Date.fromisoformat(days[0])
        code = "headline.days" if span.days + 1 == len(days) else "headline.scattered"
        text = phrase(code, lang, **says, days=counted(len(days), "in_days", lang))
    else:
        text = phrase("headline.disputed", lang, **says)
    if unnumbered:
        return phrase("headline.without_number", lang, headline=text, attacks=counted(unnumbered, "attack", lang))
    return text


def _with_strikes(
    headline: str, strikes: Sequence[Event], lang: Language
) -> tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]:
    """The headline of a month's attacks with its air strikes, and the words about their dead with the counts."""
    killed = month_total(strikes, "killed")
    code = "headline.and_strikes_killed" if killed.stated else "headline.and_strikes"
    told = counted(len(strikes), "strike", lang)
    text = phrase(code, lang, headline=headline, strikes=told, killed=killed.text(lang))
    return text, ((killed.text(lang), killed.count_ids),) if killed.stated else ()


def event_sentence(collection: Collection, event: Event, lang: Language = "en") -> str:
    """An event in one sentence: when, where, what befell whom, by whom, and on how many reports it rests."""
    reports = [collection.incidents[incident_id] for incident_id in event.incident_ids]
    what = phrase("list.comma", lang).join(_measured(event, lang)) + _parties(event, lang)
    basis = phrase(
        "fact.basis",
        lang,
        reports=noun_forms("report", len({(i.article_id, i.source) for i in reports}), lang),
        sources=noun_forms("source", len(event.sources), lang),
    )
    says = {"place": place_text(event, lang), "what": what, "basis": basis}
    if event.listing == "undated":
        code = "fact.undated" if event.month else "fact.without_month"
        return phrase(code, lang, **says, month=month_name(event.month, lang))
    return phrase("fact.event", lang, **says, date=date_text(event.date, lang))


def _parties(event: Event, lang: Language) -> str:
    """Among whom the casualties are, and who caused them, as far as the reports say."""
    hit = [toll for toll in event.tolls if toll.role == "attack" and toll.measure in ("killed", "wounded")]
    victims = dict.fromkeys(who for toll in hit for who in toll.victims if who not in _NOBODY_IN_PARTICULAR)
    names = listed([label("victims", who, lang) for who in victims], lang)
    among = phrase("fact.among", lang, victims=names) if names else ""
    if not hit or any(toll.measure == "airstrikes" for toll in event.tolls):  # strikes are told with who flew them
        return among
    if event.perpetrator == "unknown":
        return among + phrase("fact.by_unknown", lang)
    by, status = label("perpetrator", event.perpetrator, lang), label("status", event.perpetrator_status, lang)
    return among + phrase("fact.by", lang, perpetrator=by, status=status)


def _of_event(collection: Collection, event: Event, month: str, lang: Language) -> Iterator[Fact]:
    ids = (event.event_id,)
    killed = event.toll("killed")
    every = tuple(dict.fromkeys(i for toll in event.tolls for i in toll.range.count_ids))
    what = phrase("list.comma", lang).join(_measured(event, lang))
    place = place_text(event, lang)
    if event.listing == "tally":
        yield Fact(
            f"tally:{event.event_id}",
            month,
            "tally",
            phrase(
                "fact.tally",
                lang,
                who=_counter(event, lang),
                what=what,
                date=date_text(event.date, lang),
                governorates=listed([label("governorate", code, lang) for code in event.governorates], lang),
            ),
            event.toll("attacks"),
            ids,
            every,
            _measures(event, lang),
        )
        yield from _quotations(collection, event, month, lang)
        return
    text = event_sentence(collection, event, lang)
    yield Fact(
        f"{event.listing}:{event.event_id}", month, event.listing, text, killed, ids, every, _measures(event, lang)
    )
    for measure in ("killed", "wounded"):
        number = event.toll(measure)
        if number.disagrees:
            accounts = _accounts(collection, number.count_ids, lang)
            told = phrase("list.semicolon", lang).join(account for account, _ in accounts)
            text = phrase(
                "fact.disagreement", lang, place=place, measure=label("measure", measure, lang), accounts=told
            )
            fact_id = f"disagreement:{event.event_id}" + ("" if measure == "killed" else f":{measure}")
            yield Fact(fact_id, month, "disagreement", text, number, ids, number.count_ids, accounts)
    if killed.disagrees:
        yield from _revised(collection, event, killed, month, lang)
    own = event.toll("killed", role="own dead")
    if own.stated or own.n_unspecified:
        text = phrase("fact.own_dead", lang, number=own.text(lang), place=place)
        links = ((own.text(lang), own.count_ids),)
        yield Fact(f"own dead:{event.event_id}", month, "own dead", text, own, ids, own.count_ids, links)


def _accounts(
    collection: Collection, count_ids: Sequence[str], lang: Language
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Every account of a number with its counts, from the smallest: "about 10 by Akhbar al-Jazira (Enab Baladi)"."""
    by_number: dict[Range, list[str]] = {}
    for count_id in count_ids:
        bare = replace(stated(collection.counts[count_id]), count_ids=(), low_ids=(), high_ids=())
        by_number.setdefault(bare, []).append(count_id)
    return tuple(
        (phrase("fact.account", lang, number=number.text(lang), who=who_text(collection, ids, lang)), tuple(ids))
        for number, ids in sorted(by_number.items(), key=lambda item: _by_size(item[0]))
    )


def _by_size(number: Range) -> tuple[int, int]:
    """Smallest first; of equal numbers the wording that reaches lowest; what has no number last."""
    if number.low is None:
        return 10**9, 0
    return number.low, DOWNWARD.index(number.low_qualifier)


def _revised(collection: Collection, event: Event, killed: Range, month: str, lang: Language) -> Iterator[Fact]:
    """One source that gave different numbers of one event, in the order of publication."""
    by_source: dict[str, list[tuple[str, str]]] = {}
    for count_id in killed.count_ids:
        incident = collection.incidents[collection.counts[count_id].incident_id]
        article = collection.articles.get(incident.article_id)
        if incident.source and article and article.published:
            by_source.setdefault(incident.source, []).append((article.published, count_id))
    for source, published in sorted(by_source.items()):
        numbers = [(date, stated(collection.counts[count_id])) for date, count_id in sorted(published)]
        if len({(number.low, number.high_qualifier) for _, number in numbers}) < 2 or len(dict(published)) < 2:
            continue
        accounts = [
            phrase("fact.revision", lang, number=number.text(lang), date=date_text(date, lang))
            for date, number in numbers
        ]
        text = phrase("fact.revised", lang, who=named("sources", source, lang), accounts=listed(accounts, lang))
        ids = tuple(count_id for _, count_id in sorted(published))
        value = spread(number for _, number in numbers)
        links = tuple((number.text(lang), number.count_ids) for _, number in numbers)
        yield Fact(f"revised:{ids[0]}", month, "revised", text, value, (event.event_id,), ids, links)


def _counter(tally: Event, lang: Language) -> str:
    """Who counts a tally, in prose."""
    names = [named("sources", named("outlets", source, lang), lang) for source in tally.sources]
    return listed(names, lang) or phrase("speaker.unnamed", lang)


def _measured(event: Event, lang: Language) -> list[str]:
    return [words for words, _ in _measures(event, lang)]


def _measures(event: Event, lang: Language) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What an event's reports count, each measure in words with its counts: "at least 6 to 17 killed"."""
    parts = []
    for measure in MEASURES:
        number = event.toll(measure)
        if number.stated or number.n_unspecified:
            parts.append((measured_text(measure, number, event.perpetrator, lang), number.count_ids))
    return tuple(parts)


def measured_text(measure: str, number: Range, perpetrator: str = "unknown", lang: Language = "en") -> str:
    """A number with what it counts: "at least 20 killed", "1 attack", "an unstated number wounded"."""
    one = measure in ("attacks", "airstrikes") and number.text() == "1"
    code = "_unknown" if not number.stated else "_one" if one else ""
    by = label("perpetrator", perpetrator, lang)
    return phrase(f"fact.{measure}{code}", lang, number=number.text(lang), perpetrator=by)


def _quotations(collection: Collection, event: Event, month: str, lang: Language) -> Iterator[Fact]:
    """Where an article words a tally unlike the monitor's own series, or leaves its year to the series."""
    c = collection
    tally = c.restates.get(event.event_id)
    if tally is None:
        return
    rows = quoted([event], c.restates, c.incidents, c.counts, c.articles, lang).to_dict("records")
    for row in rows:
        if row["same_wording"] == "no":
            outlet = named("outlets", str(row["outlet"]), lang) or phrase("speaker.unnamed_outlet", lang)
            text = phrase(
                "fact.wording",
                lang,
                who=monitor_name(tally, lang),
                series=row["series"],
                quoted=row["quoted"],
                measure=label("measure", str(row["measure"]), lang),
                outlet=outlet,
            )
            ids = (*tally.number(str(row["measure"])).count_ids, str(row["count_id"]))
            value = tally.number(str(row["measure"]))
            links = ((str(row["series"]), value.count_ids), (str(row["quoted"]), (str(row["count_id"]),)))
            yield Fact(f"wording:{row['count_id']}", month, "wording", text, value, (event.event_id,), ids, links)
    open_year = [str(row["count_id"]) for row in rows if row["date_basis"] == "tally"]
    if open_year:
        date = date_text(tally.month, lang)
        text = phrase("fact.dated_by_tally", lang, date=date)
        fact_id, counts = f"dated by tally:{event.event_id}", tuple(open_year)
        said = ((date, counts),)
        yield Fact(fact_id, month, "dated by tally", text, Range(), (event.event_id,), counts, said)


def _of_series(collection: Collection, month: str, lang: Language) -> Iterator[Fact]:
    """What the monitors' series say of a month, and what the articles contain of it."""
    series = collection.series
    if not series.tallies or month == UNDATED:
        return
    installments = series.month(month)
    first, last = series.tallies[0], series.tallies[-1]
    if not installments and first.month <= month <= last.month:
        text = phrase("fact.missing_month", lang, who=monitor_name(first, lang), date=month_name(month, lang))
        yield Fact(f"missing month:{month}", month, "missing month", text)
    for tally in installments:
        who, date = monitor_name(tally, lang), month_name(month, lang)
        row = reconciliation([tally], collection.events, lang).to_dict("records")[0]
        ours = contained(tally, collection.events)
        text = phrase(
            "fact.covered",
            lang,
            tally=tally.attacks.text(lang),
            who=who,
            date=date,
            ours=noun_forms("attack", len(ours), lang) if ours else phrase("covered.none", lang),
            share=share_text(row, lang) if ours else "",
        )
        ids = tuple(event.event_id for event in ours)
        trace = tuple(row["count_ids"])
        links = ((tally.attacks.text(lang), tally.attacks.count_ids),)
        yield Fact(f"covered:{tally.tally_id}", month, "covered", text, tally.attacks, ids, trace, links)
        if tally.by_governorate:
            shares = [f"{label('governorate', code, lang)} {number}" for code, number in tally.by_governorate]
            if tally.unassigned:
                shares.append(phrase("fact.unassigned", lang, n=tally.unassigned))
            text = phrase("fact.breakdown", lang, who=who, shares=phrase("list.semicolon", lang).join(shares))
            ids = tally.attacks.count_ids
            told = tuple((share, ids) for share in shares)
            yield Fact(f"breakdown:{tally.tally_id}", month, "breakdown", text, tally.attacks, (), ids, told)
