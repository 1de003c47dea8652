"""What a brief states: sentences in both languages, every number computed and led back to its counts."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from report_lib.linking.collection import Collection
from report_lib.linking.paged import paged
from report_lib.stating.events import event_sentence
from report_lib.stating.fact import FACTS, KINDS
from report_lib.stating.facts import facts
from report_lib.wording import LANGUAGES
from test_collection import seed_collection
from test_events import report
from test_likeness import of_events


@pytest.fixture(scope="module")
def collection() -> Collection:
    return seed_collection()


@pytest.mark.parametrize(
    ("month", "english", "arabic"),
    [
        (
            "2020-10",
            "Two attacks in two days, 16 to at least 37 dead, depending on who counts",
            "هجومان في يومين، وعدد القتلى 16 إلى 37 على الأقل، بحسب من أحصى",
        ),
        (
            "2020-08",
            "No single attack in the articles; "
            "Counter Extremism Project counts at least 35 attacks and at least 76 killed",
            "لا هجوم بعينه في المقالات؛ مشروع مكافحة التطرف يحصي: الهجمات 35 على الأقل والقتلى 76 على الأقل",
        ),
        (
            "2021-12",
            "One attack; nobody says how many died; one event of air strikes besides",
            "هجوم واحد، ولم يذكر أحد عدد القتلى؛ وإضافة إلى ذلك حادث قصف جوي واحد",
        ),
        ("undated", "Two events without a date, in articles without a date", "حادثان بلا تاريخ، في مقالات بلا تاريخ"),
        ("1999-01", "Nothing reported", "لا شيء مُبلَّغ عنه"),
    ],
)
def test_the_headline(collection: Collection, month: str, english: str, arabic: str) -> None:
    assert facts(collection, month, "2020-08").headline == english
    assert facts(collection, month, "2020-08", "ar").headline == arabic


def test_the_facts_of_october_2020(collection: Collection) -> None:
    found = facts(collection, "2020-10", "2020-08")
    assert found.of("event") == [
        "2 October 2020, Rusafa (Raqqa): about 10 to at least 20 killed among government forces, "
        "by ISIS (reported). 4 reports, 3 independent sources.",
        "3 October 2020, al-Taym oil field (Deir ez-Zor): at least 6 to 17 killed, more than 30 to 35 wounded "
        "among government forces, by ISIS (reported). 4 reports, 4 independent sources.",
    ]
    assert found.of("disagreement") == [
        "Rusafa (Raqqa), killed: about 10 by Akhbar al-Jazira (Enab Baladi); 10 by Radio Alkul; "
        "at least 10 by Ahmad Mousa (Al-Araby Al-Jadeed); at least 20 by Ahmad Mousa (Al-Araby Al-Jadeed).",
        "al-Taym oil field (Deir ez-Zor), killed: at least 6 by its correspondent (Radio Alkul); 17 by Jassem Alyan "
        "(Al-Araby Al-Jadeed), local sources (North Press) and the Khabour network (Radio Alkul).",
        "al-Taym oil field (Deir ez-Zor), wounded: more than 30 by Jassem Alyan (Al-Araby Al-Jadeed); "
        "35 by local sources (North Press).",
    ]
    assert found.of("revised") == [
        "Ahmad Mousa gave at least 10 (published 2 October 2020) and at least 20 (published 3 October 2020)."
    ]
    assert found.of("own dead") == ["The attackers' own dead stand apart: about 7, at Rusafa (Raqqa)."]
    assert found.of("undated") == [
        "Undated, reported in October 2020, place not given: 2 killed among government forces, by ISIS (reported). "
        "1 report, 1 independent source."
    ]
    assert found.of("missing month") == [
        "The series of Counter Extremism Project (CEP) has no installment for October 2020 here: missing, not zero."
    ]
    assert found.of("wording", "2020-08") == [
        "The series of Counter Extremism Project (CEP) itself says at least 76 killed; almohrarmedia.net wrote 76."
    ]
    assert found.of("breakdown", "2020-08") == [
        "Counter Extremism Project (CEP) breaks its attacks down: Homs 12; Deir ez-Zor 10; Raqqa 9; 4 not assigned."
    ]
    assert found.of("covered", "2020-08") == [
        "Of the at least 35 attacks that Counter Extremism Project (CEP) counts in August 2020, "
        "the articles here contain none that is known to be among them."
    ]


def test_the_year_that_the_series_gives_is_said_to_be_the_series(collection: Collection) -> None:
    assert facts(collection, "2020-08", "2020-10").of("dated by tally") == []
    assert facts(seed_collection("seeds-bare"), "2020-08", "2020-10").of("dated by tally") == [
        "The article gives no year for this tally; it fits August 2020 of the series alone."
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_fact_leads_to_its_counts(collection: Collection, lang: str) -> None:
    for month in paged(collection).months:
        found = facts(collection, month, "2020-08", lang)  # type: ignore[arg-type]
        assert {fact.kind for fact in found.facts} <= set(KINDS)
        assert len({fact.fact_id for fact in found.facts}) == len(found.facts)
        for fact in found.facts:
            assert set(fact.value.count_ids) <= set(fact.count_ids) or fact.kind == "headline", fact
            assert fact.count_ids or fact.kind in ("headline", "missing month", "likeness", "rate"), fact
            assert "{" not in fact.text


def test_the_numbers_in_both_languages_are_the_same(collection: Collection) -> None:
    def numbers(lang: str) -> dict[str, list[str]]:
        found = facts(collection, "2020-10", "2020-08", lang)  # type: ignore[arg-type]
        return {
            fact.fact_id: sorted(re.findall(r"\d+", fact.text))
            for fact in found.facts
            if fact.kind not in ("event", "undated")
        }

    assert numbers("en") == numbers("ar")


def test_the_frame_has_its_documented_columns(collection: Collection) -> None:
    table = facts(collection, "2020-10", "2020-08").frame()
    assert list(table.columns) == [column.name for column in FACTS]
    headline = table.iloc[0]
    assert (headline["value_low"], headline["value_high"], headline["value_high_qualifier"]) == (16, 37, "at_least")


HOMS = {"governorates": "Homs", "place": "السخنة"}


@pytest.mark.parametrize(
    ("reports", "headline"),
    [
        ([("2020-10-02", "killed exact 3 civilians")], "One attack, 3 dead"),
        (
            [("2020-10-02", "killed exact 3 civilians"), ("2020-10-20", "killed unspecified civilians")],
            "One attack, 3 dead; one attack more with dead whom nobody numbers",
        ),
        ([("2020-10-02", "wounded exact 3 civilians")], "One attack; no report speaks of dead"),
        (
            [("2020-10-02", "airstrikes exact 3 ISIS")],
            "One event of air strikes and no attack with a date in the articles",
        ),
    ],
)
def test_headlines_of_other_months(reports: list[tuple[str, str]], headline: str) -> None:
    collection = of_events(*(report(f"i{at}", date=d, numbers=n, **HOMS) for at, (d, n) in enumerate(reports)))
    assert facts(collection, "2020-10", "2020-08").headline == headline


@pytest.mark.parametrize(("dead", "said"), [("; killed exact 5 civilians", ", 5 dead"), ("", "")])
def test_air_strikes_stand_beside_the_attacks_of_a_headline(dead: str, said: str) -> None:
    strike = report("b", date="2020-10-20", numbers=f"airstrikes exact 3 ISIS{dead}", perpetrator="Russia", **HOMS)
    bombed = (replace(strike[0], attack_type="airstrike"), strike[1])
    collection = of_events(report("a", date="2020-10-02", numbers="killed exact 3 civilians", **HOMS), bombed)
    headline = facts(collection, "2020-10", "2020-08").headline
    assert headline == f"One attack, 3 dead; one event of air strikes besides{said}"


@pytest.mark.parametrize(
    ("numbers", "who", "said"),
    [
        ("killed exact 3 civilians", {}, "3 killed among civilians, by ISIS (reported)."),
        ("killed exact 3 people", {}, "3 killed, by ISIS (reported)."),
        (
            "killed exact 3 civilians",
            {"perpetrator": "unknown", "perpetrator_status": "unknown"},
            "3 killed among civilians, by whom is not said.",
        ),
        ("airstrikes exact 3 ISIS", {"perpetrator": "Russia"}, "3 air strikes by Russia."),
    ],
)
def test_an_event_says_whom_it_befell_and_by_whom(numbers: str, who: dict[str, str], said: str) -> None:
    collection = of_events(report("a", date="2020-10-02", numbers=numbers, **{**HOMS, **who}))
    assert said in event_sentence(collection, collection.events[0])


def test_attacks_on_scattered_days() -> None:
    collection = of_events(
        report("a", date="2020-10-02", numbers="killed exact 3 civilians", **HOMS),
        report("b", date="2020-10-02", numbers="killed exact 4 civilians", **HOMS),
        report("c", date="2020-10-20", numbers="killed exact 5 civilians", **HOMS),
    )
    assert facts(collection, "2020-10", "2020-08").headline == (
        "Two attacks on two days, 8 to 9 dead, depending on who counts"
    )


def test_hostile_text_passes_through_unread() -> None:
    incident, counts = report("a", date="2020-10-02", numbers="killed exact 3 civilians", **HOMS)
    hostile = replace(incident, place="{0} <b> =1+1", month="2020-10", month_basis="incident")
    collection = of_events((hostile, counts))
    assert "{0} <b> =1+1 (Homs)" in event_sentence(collection, collection.events[0])


def test_the_words_that_lead_to_counts_stand_in_the_sentence_in_this_order(collection: Collection) -> None:
    for lang in LANGUAGES:
        for month in paged(collection).months:
            for fact in facts(collection, month, "2020-08", lang).facts:
                end = 0
                for words, count_ids in fact.links:
                    assert words in fact.text[end:], fact.text
                    end = fact.text.index(words, end) + len(words)
                    assert set(count_ids) <= set(fact.count_ids), fact.text
