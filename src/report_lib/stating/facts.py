"""Everything a brief states about a month as sentences whose numbers are computed, each with the counts behind it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from report_lib.comparing.likeness import likeness, place_text, rates, who_text
from report_lib.linking.collection import Collection
from report_lib.stating.events import counter, event_sentence, measured, measures
from report_lib.stating.fact import Fact, Facts, Links
from report_lib.stating.headlines import headline
from report_lib.stating.series import of_series, quotations
from report_lib.tallying.ranges import DOWNWARD, Range, spread, stated
from report_lib.tallying.tolls import Event
from report_lib.wording import Language, date_text, label, listed, named, phrase


def facts(collection: Collection, month: str, against: str, lang: Language = "en") -> Facts:
    """The facts of `month`, then those of `against`, then what makes them unlike."""
    found: list[Fact] = []
    for each in dict.fromkeys((month, against)):
        events = collection.of_month(each)
        found.append(headline(events, collection.restates, each, lang))
        for event in events:
            found += _of_event(collection, event, each, lang)
        found += of_series(collection, each, lang)
    for row in likeness(collection, month, against, lang).to_dict("records"):
        found.append(Fact(f"likeness:{row['aspect']}", month, "likeness", str(row["text"])))
    for row in rates(collection, month, against, lang).drop_duplicates("text").to_dict("records"):
        found.append(Fact(f"rate:{row['month']}", month, "rate", str(row["text"])))
    return Facts(month, against, lang, tuple(found))


def _of_event(collection: Collection, event: Event, month: str, lang: Language) -> Iterator[Fact]:
    ids = (event.event_id,)
    killed = event.toll("killed")
    every = tuple(dict.fromkeys(i for toll in event.tolls for i in toll.range.count_ids))
    what = phrase("list.comma", lang).join(measured(event, lang))
    place = place_text(event, lang)
    if event.listing == "tally":
        yield Fact(
            f"tally:{event.event_id}",
            month,
            "tally",
            phrase(
                "fact.tally",
                lang,
                who=counter(event, lang),
                what=what,
                date=date_text(event.date, lang),
                governorates=listed([label("governorate", code, lang) for code in event.governorates], lang),
            ),
            event.toll("attacks"),
            ids,
            every,
            measures(event, lang),
        )
        yield from quotations(collection, event, month, lang)
        return
    text = event_sentence(collection, event, lang)
    yield Fact(
        f"{event.listing}:{event.event_id}", month, event.listing, text, killed, ids, every, measures(event, lang)
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


def _accounts(collection: Collection, count_ids: Sequence[str], lang: Language) -> Links:
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
