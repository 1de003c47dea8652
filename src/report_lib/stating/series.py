"""State what the monitors' own series say of a month, and what the articles contain of it."""

from __future__ import annotations

from collections.abc import Iterator

from report_lib.comparing.reconcile import contained, monitor_name, quoted, reconciliation, share_text
from report_lib.linking.collection import UNDATED, Collection
from report_lib.stating.fact import Fact
from report_lib.tallying.ranges import Range
from report_lib.tallying.tolls import Event
from report_lib.wording import Language, date_text, label, month_name, named, noun_forms, phrase


def quotations(collection: Collection, event: Event, month: str, lang: Language) -> Iterator[Fact]:
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


def of_series(collection: Collection, month: str, lang: Language) -> Iterator[Fact]:
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
