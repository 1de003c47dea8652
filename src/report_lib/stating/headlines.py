"""Say a month in one sentence, the first of its brief."""

from __future__ import annotations

from collections.abc import Container, Sequence
from datetime import date as Date

from report_lib.comparing.compare import month_total
from report_lib.linking.collection import UNDATED
from report_lib.stating.events import counter, measured, measures
from report_lib.stating.fact import Fact, Links
from report_lib.tallying.ranges import Range
from report_lib.tallying.tolls import Event
from report_lib.wording import Language, counted, listed, phrase


def headline(events: Sequence[Event], restates: Container[str], month: str, lang: Language) -> Fact:
    """What a month's `events` come to; its tallies speak where there is no attack, those in `restates` first."""
    attacks = [event for event in events if event.listing == "event" and event.kind == "attack"]
    tallies = [event for event in events if event.listing == "tally"]
    strikes = [event for event in events if event.listing == "event" and event.kind == "airstrike"]
    undated = [event for event in events if event.listing == "undated"]
    killed = month_total(attacks, "killed")
    spoken: Sequence[Event] = [*attacks, *strikes] if attacks else tallies or strikes or undated
    main = None
    besides: Links = ()
    if attacks:
        text = _attacks_headline(attacks, killed, lang)
        if strikes:
            text, besides = _with_strikes(text, strikes, lang)
    elif tallies:
        # The one that counts most is the month's own: a monitor's, where its series has the month.
        main = min(tallies, key=lambda e: (e.event_id not in restates, -(e.toll("killed").high or 0), e.event_id))
        killed = main.toll("killed")
        text = phrase("headline.tally", lang, who=counter(main, lang), what=listed(measured(main, lang), lang))
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
    links = measures(main, lang) if main else (*said, *besides)
    trace = tuple(dict.fromkeys((*killed.count_ids, *(i for _, count_ids in links for i in count_ids))))
    return Fact(f"headline:{month}", month, "headline", text, killed, ids, trace, links)


def _attacks_headline(attacks: Sequence[Event], killed: Range, lang: Language) -> str:
    unnumbered = [event for event in attacks if _has_dead_without_number(event)]
    spoken = [event for event in attacks if event not in unnumbered] if killed.stated else attacks
    nobody = phrase("headline.nobody", lang)
    says = {"attacks": counted(len(spoken), "attack", lang), "killed": killed.text(lang), "nobody": nobody}
    if not killed.stated:
        return phrase("headline.no_number" if unnumbered else "headline.no_dead", lang, **says)
    days = sorted({event.date for event in spoken if event.date_precision == "day"})
    if not killed.disagrees:
        text = phrase("headline.agreed", lang, **says)
    elif len(spoken) > 1 and all(event.date_precision == "day" for event in spoken):
        span = Date.fromisoformat(days[-1]) - Date.fromisoformat(days[0])
        code = "headline.days" if span.days + 1 == len(days) else "headline.scattered"
        text = phrase(code, lang, **says, days=counted(len(days), "in_days", lang))
    else:
        text = phrase("headline.disputed", lang, **says)
    if unnumbered:
        more = counted(len(unnumbered), "attack", lang)
        return phrase("headline.without_number", lang, headline=text, attacks=more)
    return text


def _has_dead_without_number(event: Event) -> bool:
    toll = event.toll("killed")
    return bool(toll.n_unspecified) and not toll.stated


def _with_strikes(headline: str, strikes: Sequence[Event], lang: Language) -> tuple[str, Links]:
    """The headline of a month's attacks with its air strikes, and the words about their dead with the counts."""
    killed = month_total(strikes, "killed")
    code = "headline.and_strikes_killed" if killed.stated else "headline.and_strikes"
    told = counted(len(strikes), "strike", lang)
    text = phrase(code, lang, headline=headline, strikes=told, killed=killed.text(lang))
    return text, ((killed.text(lang), killed.count_ids),) if killed.stated else ()
