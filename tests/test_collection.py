"""Everything together: corrected, dated, linked, and nothing lost on the way."""

from __future__ import annotations

from dataclasses import replace

from report_lib.assembling.tables import to_frames
from report_lib.linking.collection import Collection, collect, collect_records, records
from report_lib.linking.corrections import Correction, Corrections
from report_lib.records import Article, Count, Incident
from report_lib.tallying.reports import read_reports
from report_lib.tallying.tallies import read_tallies
from seed_tables import ROOT, seed_tables


def seed_collection(gold: str = "seeds", corrections: Corrections | None = None) -> Collection:
    tables = seed_tables(gold)
    return collect_records(
        tables.articles,
        tables.incidents,
        tables.counts,
        read_reports(ROOT / "seeds/reports.csv"),
        read_tallies(ROOT / "seeds/tallies.csv"),
        corrections,
    )


def test_tables_and_records_are_each_others_inverse() -> None:
    tables = seed_tables()
    frames = to_frames(tables.articles, tables.incidents, tables.counts)
    assert records(frames["articles"], Article) == tables.articles
    assert records(frames["incidents"], Incident) == tables.incidents
    assert records(frames["counts"], Count) == tables.counts


def test_frames_and_records_give_the_same_collection() -> None:
    tables = seed_tables()
    frames = to_frames(tables.articles, tables.incidents, tables.counts)
    by_frames = collect(frames, read_reports(ROOT / "seeds/reports.csv"), read_tallies(ROOT / "seeds/tallies.csv"))
    assert by_frames.events == seed_collection().events
    assert by_frames.links.equals(seed_collection().links)


def test_every_incident_has_its_event_and_every_count_its_incident() -> None:
    collection = seed_collection()
    merged = {incident_id for event in (*collection.events, *collection.tallies) for incident_id in event.incident_ids}
    assert merged == set(collection.incidents)
    assert all(incident.event_id for incident in collection.incidents.values())
    assert {count.incident_id for count in collection.counts.values()} <= merged
    assert {incident.article_id for incident in collection.incidents.values()} <= set(collection.articles)
    assert collection.problems == ()


def test_the_attacks_of_october_2020_are_two_with_all_their_reports() -> None:
    events = [event for event in seed_collection().of_month("2020-10") if event.listing == "event"]
    assert [(event.date, event.place, len(event.incident_ids)) for event in events] == [
        ("2020-10-02", "الرصافة", 5),
        ("2020-10-03", "حقل التيم", 4),
    ]
    assert [event.toll("killed").text() for event in events] == ["about 10 to at least 20", "at least 6 to 17"]


def test_a_quoted_tally_takes_its_year_from_the_series() -> None:
    collection = seed_collection("seeds-bare")
    (quoted,) = [i for i in collection.incidents.values() if i.scope == "aggregate" and i.origin == "parsed"]
    assert (quoted.date, quoted.date_basis, quoted.month) == ("2020-08", "tally", "2020-08")
    assert collection.restates[quoted.event_id].tally_id == "cep-2020-08"


def test_a_tally_is_one_whoever_quotes_it() -> None:
    tallies = [event for event in seed_collection().of_month("2020-08") if event.listing == "tally"]
    (august,) = tallies
    assert len(august.incident_ids) == 3
    assert august.sources == ("Counter Extremism Project",)
    assert (august.toll("attacks").text(), august.toll("killed").text()) == ("at least 35", "at least 76")


def test_a_correction_is_carried_through() -> None:
    entry = Correction(
        "corrections 1",
        "counts",
        {"article_id": "003_0c529a9f9173ff95", "measure": "killed", "low": "17"},
        "low",
        "17",
        "18",
        "the outlet mended its text",
        "https://example.org",
    )
    collection = seed_collection(corrections=Corrections(entries=(entry, replace(entry, column="high"))))
    # The second still finds its row by low «17», which the first has changed: it is named, not applied in silence.
    assert [problem.record for problem in collection.problems] == ["corrections 1"]
    assert list(collection.corrections["column"]) == ["low"]


def test_undated_incidents_are_listed_apart() -> None:
    october = seed_collection().of_month("2020-10")
    assert [event.listing for event in october] == ["event", "event", "undated"]
    assert {event.listing for event in seed_collection("seeds-bare").of_month("undated")} == {"undated"}


def test_nothing_in_nothing_out() -> None:
    collection = collect(to_frames([], [], []))
    assert (collection.events, collection.tallies) == ((), ())
