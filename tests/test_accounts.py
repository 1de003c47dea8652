"""By source: each count as its article has it, and who disagrees with whom."""

from __future__ import annotations

import pytest

from report_lib.comparing.accounts import BY_SOURCE, DISAGREEMENT, by_source, disagreement, speaker
from report_lib.linking.collection import Collection
from report_lib.records import Article, Incident
from test_collection import seed_collection


@pytest.fixture(scope="module")
def collection() -> Collection:
    return seed_collection()


def test_every_count_of_the_month_has_its_row(collection: Collection) -> None:
    c = collection
    events = c.of_month("2020-10")
    table = by_source(events, c.incidents, c.counts.values(), c.articles, c.copy_of, "2020-10")
    assert list(table.columns) == [column.name for column in BY_SOURCE]
    incidents = {incident_id for event in events for incident_id in event.incident_ids}
    assert set(table["count_id"]) == {c_.count_id for c_ in c.counts.values() if c_.incident_id in incidents}
    assert set(table["kind"]) == {"event", "undated"}


def test_numbers_stand_as_each_report_has_them(collection: Collection) -> None:
    c = collection
    table = by_source(c.of_month("2020-10"), c.incidents, c.counts.values(), c.articles, c.copy_of, "2020-10")
    killed = table[
        (table["measure"] == "killed") & (table["place"] == "الرصافة") & (table["victims"] == "regime forces")
    ]
    assert [tuple(row) for row in killed[["published", "outlet", "source", "number"]].to_numpy()] == [
        ("2020-10-02", "Al-Araby Al-Jadeed", "أحمد موسى", "at least 10"),
        ("2020-10-02", "Enab Baladi", "أخبار الجزيرة", "about 10"),
        ("2020-10-03", "Al-Araby Al-Jadeed", "أحمد موسى", "at least 20"),
        ("2020-10-04", "Radio Alkul", "", "10"),
    ]
    parsed = table[table["origin"] == "parsed"]
    assert all(parsed["quote"]) and not any(table[table["origin"] == "hand"]["quote"])


def test_disagreement_says_who_states_which_end(collection: Collection) -> None:
    c = collection
    table = disagreement(c.of_month("2020-10"), c.incidents, c.counts.values(), c.articles, "2020-10")
    assert list(table.columns) == [column.name for column in DISAGREEMENT]
    taym = table[(table["measure"] == "killed") & (table["place"] == "حقل التيم")].to_dict("records")[0]
    assert taym["number"] == "at least 6 to 17"
    assert taym["low_by"] == "its correspondent (Radio Alkul)"
    assert taym["high_by"] == (
        "Jassem Alyan (Al-Araby Al-Jadeed), local sources (North Press) and the Khabour network (Radio Alkul)"
    )
    assert (taym["reports"], taym["sources"]) == (4, 4)
    assert list(table["measure"]) == ["killed", "killed", "wounded"]


def test_agreement_is_no_disagreement(collection: Collection) -> None:
    c = collection
    assert disagreement(c.of_month("2021-08"), c.incidents, c.counts.values(), c.articles, "2021-08").empty


def test_who_speaks() -> None:
    articles = {"a": Article(article_id="a", outlet="Radio Alkul"), "b": Article(article_id="b")}
    assert speaker(Incident(incident_id="i", article_id="a"), articles) == "Radio Alkul"
    assert (
        speaker(Incident(incident_id="i", article_id="a", source="أحمد موسى"), articles) == "Ahmad Mousa (Radio Alkul)"
    )
    assert speaker(Incident(incident_id="i", article_id="b"), articles) == "an unnamed outlet"
    assert speaker(Incident(incident_id="i", article_id="a"), articles, "ar") == "راديو الكل"
