"""Tell an event or a tally in words: what was counted, of whom, by whom, and who says so."""

from __future__ import annotations

from report_lib.comparing.likeness import place_text
from report_lib.linking.collection import Collection
from report_lib.stating.fact import Links
from report_lib.tallying.ranges import Range
from report_lib.tallying.tolls import Event
from report_lib.wording import Language, date_text, label, listed, month_name, named, noun_forms, phrase

_NOBODY_IN_PARTICULAR = ("people", "mixed", "other")
MEASURES = ("attacks", "killed", "wounded", "captured", "missing", "airstrikes")


def event_sentence(collection: Collection, event: Event, lang: Language = "en") -> str:
    """An event in one sentence: when, where, what befell whom, by whom, and on how many reports it rests."""
    reports = [collection.incidents[incident_id] for incident_id in event.incident_ids]
    what = phrase("list.comma", lang).join(measured(event, lang)) + _parties(event, lang)
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


def counter(tally: Event, lang: Language) -> str:
    """Who counts a tally, in prose."""
    names = [named("sources", named("outlets", source, lang), lang) for source in tally.sources]
    return listed(names, lang) or phrase("speaker.unnamed", lang)


def measured(event: Event, lang: Language) -> list[str]:
    """What an event's reports count, each measure in words."""
    return [words for words, _ in measures(event, lang)]


def measures(event: Event, lang: Language) -> Links:
    """The same words, each with its counts: "at least 6 to 17 killed"."""
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
