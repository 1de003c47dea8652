"""Linking: measured on labelled pairs, explained in words, and never against what excludes two incidents."""

from __future__ import annotations

import csv
from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest

from report_lib.linking.events import LINKS, Decision, link
from report_lib.records import Article, Count, Incident
from steps import steps

GOLD = Path(__file__).parent / "gold"
Rows = tuple[list[Incident], list[Count], dict[str, Article]]


def labelled_reports() -> Rows:
    incidents, counts, articles = [], [], {}
    with (GOLD / "link_reports.csv").open(encoding="utf-8") as stream:
        for row in csv.DictReader(stream):
            incident, of_it = report(**row)
            incidents.append(incident)
            counts += of_it
            articles[row["article_id"]] = Article(article_id=row["article_id"], published=row["published"])
    return incidents, counts, articles


def report(incident_id: str, article_id: str = "", numbers: str = "", **cells: str) -> tuple[Incident, list[Count]]:
    """An incident and its counts; numbers as in the gold: "killed at_least 20 regime forces; …"."""
    date = cells.get("date", "")
    first, _, last = date.partition("/")
    incident = Incident(
        incident_id=incident_id,
        article_id=article_id or incident_id,
        date=date,
        date_start=first,
        date_end=last or first,
        date_precision="range" if last else "day" if first else "unknown",
        governorates=tuple(part for part in cells.get("governorates", "").split(";") if part),
        place=cells.get("place", ""),
        latitude=float(cells["latitude"]) if cells.get("latitude") else None,
        longitude=float(cells["longitude"]) if cells.get("longitude") else None,
        geo_precision=int(cells["geo_precision"]) if cells.get("geo_precision") else None,
        perpetrator=cells.get("perpetrator", "ISIS"),
        perpetrator_status=cells.get("perpetrator_status", "reported"),
        attack_type=cells.get("attack_type", ""),
        source=cells.get("source", ""),
    )
    counts = []
    for number, said in enumerate(part for part in numbers.split("; ") if part):
        measure, qualifier, rest = said.split(" ", 2)
        value, _, victims = rest.partition(" ") if qualifier != "unspecified" else ("", "", rest)
        counts.append(
            Count(
                count_id=f"{incident_id}-{number}",
                incident_id=incident_id,
                measure=measure,
                low=int(value) if value else None,
                high=int(value) if value and qualifier in ("exact", "about") else None,
                qualifier=qualifier,
                victims=victims,
            )
        )
    return incident, counts


def linked(*reports: tuple[Incident, list[Count]], published: str = "", **options: object) -> dict[str, str]:
    incidents = [incident for incident, _ in reports]
    articles = {i.article_id: Article(article_id=i.article_id, published=published) for i in incidents}
    return dict(link(incidents, [c for _, counts in reports for c in counts], articles, **options).event_of)


RUSAFA = {"governorates": "Raqqa", "place": "الرصافة", "latitude": "35.63", "longitude": "38.76", "geo_precision": "2"}


def test_precision_and_recall_on_the_labelled_pairs(capsys: pytest.CaptureFixture[str]) -> None:
    incidents, counts, articles = labelled_reports()
    event_of = link(incidents, counts, articles).event_of
    with (GOLD / "links.csv").open(encoding="utf-8") as stream:
        pairs = list(csv.DictReader(stream))
    tally: dict[tuple[bool, bool], list[str]] = defaultdict(list)
    for pair in pairs:
        a, b = pair["incident_a"], pair["incident_b"]
        tally[pair["same"] == "yes", event_of[a] == event_of[b]].append(f"{a} {b} ({pair['why']})")
    right, wrong, missed = (len(tally[key]) for key in ((True, True), (False, True), (True, False)))
    precision, recall = right / (right + wrong), right / (right + missed)
    with capsys.disabled():
        print(f"\n{len(pairs)} pairs: precision {precision:.3f}, recall {recall:.3f}")
        for wording, key in (("wrongly joined", (False, True)), ("missed", (True, False))):
            print("\n".join(f"  {wording}: {pair}" for pair in tally[key]))
    assert len(pairs) >= 60
    assert precision >= 0.95
    assert recall >= 0.85


def test_the_labelled_pairs_agree_with_the_labelled_reports() -> None:
    with (GOLD / "link_reports.csv").open(encoding="utf-8") as stream:
        event = {row["incident_id"]: row["event"] for row in csv.DictReader(stream)}
    with (GOLD / "links.csv").open(encoding="utf-8") as stream:
        pairs = list(csv.DictReader(stream))
    assert [
        pair for pair in pairs if (event[pair["incident_a"]] == event[pair["incident_b"]]) != (pair["same"] == "yes")
    ] == []
    labelled = {frozenset((pair["incident_a"], pair["incident_b"])) for pair in pairs}
    assert [
        pair for pair in combinations(event, 2) if event[pair[0]] == event[pair[1]] and frozenset(pair) not in labelled
    ] == []


def test_two_attacks_in_one_place_weeks_apart_are_two() -> None:
    september = report("a", date="2020-09-10/2020-09-11", numbers="killed exact 10 regime forces", **RUSAFA)
    october = report("b", date="2020-10-01/2020-10-02", numbers="killed exact 10 regime forces", **RUSAFA)
    event_of = linked(september, october)
    assert event_of["a"] != event_of["b"]


def test_an_undated_report_is_linked_on_strong_evidence_alone() -> None:
    dated = report("a", date="2020-10-02", numbers="killed exact 20 regime forces", **RUSAFA)
    alike = report("b", numbers="killed exact 20 regime forces", **RUSAFA)
    vague = report("c", numbers="killed unspecified regime forces", **RUSAFA)
    event_of = linked(dated, alike, vague, published="2020-10-03")
    assert event_of["a"] == event_of["b"] != event_of["c"]


def test_an_article_published_before_the_attack_does_not_report_it() -> None:
    dated = report("a", date="2020-10-02", numbers="killed exact 20 regime forces", **RUSAFA)
    undated = report("b", numbers="killed exact 20 regime forces", **RUSAFA)
    event_of = linked(dated, undated, published="2020-10-01")
    assert event_of["a"] != event_of["b"]


def test_what_one_article_keeps_apart_is_not_joined_by_others() -> None:
    first = report("a", article_id="one", date="2020-10-02", numbers="killed exact 20 regime forces", **RUSAFA)
    second = report("b", article_id="one", date="2020-10-03", numbers="killed exact 20 regime forces", **RUSAFA)
    between = report("c", date="2020-10-02/2020-10-03", numbers="killed exact 20 regime forces", **RUSAFA)
    event_of = linked(first, second, between)
    assert event_of["a"] != event_of["b"]
    assert event_of["c"] in (event_of["a"], event_of["b"])


def test_one_article_may_cite_two_sources_of_one_attack() -> None:
    own = report(
        "a", article_id="one", source="", date="2020-10-03", numbers="killed at_least 6 regime forces", **RUSAFA
    )
    cited = report(
        "b", article_id="one", source="شبكة", date="2020-10-03", numbers="killed exact 17 regime forces", **RUSAFA
    )
    event_of = linked(own, cited)
    assert event_of["a"] == event_of["b"]


def test_the_strikes_after_an_attack_are_another_event() -> None:
    attack = report("a", date="2020-10-03", numbers="killed exact 17 regime forces", **RUSAFA)
    strikes = report("b", date="2020-10-03", numbers="airstrikes exact 6 ISIS", perpetrator="Russia", **RUSAFA)
    event_of = linked(attack, strikes)
    assert event_of["a"] != event_of["b"]


def test_the_dead_of_both_sides_of_a_clash_are_one_event() -> None:
    defenders = report("a", date="2020-10-02", numbers="killed exact 10 regime forces", **RUSAFA)
    attackers = report("b", date="2020-10-02", numbers="killed about 7 ISIS", perpetrator="regime", **RUSAFA)
    event_of = linked(defenders, attackers)
    assert event_of["a"] == event_of["b"]


def test_places_of_one_name_in_two_governorates_are_two() -> None:
    raqqa = report(
        "a", date="2020-10-02", governorates="Raqqa", place="المنصورة", numbers="killed exact 9 regime forces"
    )
    aleppo = report(
        "b", date="2020-10-02", governorates="Aleppo", place="المنصورة", numbers="killed exact 9 regime forces"
    )
    event_of = linked(raqqa, aleppo)
    assert event_of["a"] != event_of["b"]


def test_a_tally_is_never_an_event() -> None:
    event, counts = report("a", date="2020-08-15", numbers="killed exact 76 regime forces", **RUSAFA)
    tally = replace(event, incident_id="b", article_id="b", scope="aggregate")
    event_of = linked((event, counts), (tally, []))
    assert event_of["a"].startswith("event-")
    assert event_of["b"].startswith("tally-")


def test_tallies_of_one_monitor_and_period_are_one_however_it_is_spelt() -> None:
    def tally(name: str, source: str, date: str) -> tuple[Incident, list[Count]]:
        incident, counts = report(name, date=date, source=source)
        return replace(incident, scope="aggregate"), counts

    event_of = linked(
        tally("a", "مشروع مكافحة التطرف", "2020-08"),
        tally("b", "Counter Extremism Project", "2020-08"),
        tally("c", "Counter Extremism Project", "2020-09"),
        tally("d", "", "2020-08"),
    )
    assert event_of["a"] == event_of["b"]
    assert len({event_of["a"], event_of["c"], event_of["d"]}) == 3


def test_an_editor_joins_and_separates() -> None:
    here = report("a", date="2020-10-02", numbers="killed exact 20 regime forces", **RUSAFA)
    same = report("b", date="2020-10-02", numbers="killed exact 20 regime forces", **RUSAFA)
    other = report("c", date="2020-11-02", numbers="killed exact 3 regime forces", **RUSAFA)
    incidents, counts = [i for i, _ in (here, same, other)], [c for _, of in (here, same, other) for c in of]
    decisions = (Decision("a", "b", join=False, reason="two posts"), Decision("a", "c", join=True, reason="misdated"))
    links = link(incidents, counts, {}, decisions=decisions)
    assert links.event_of["a"] == links.event_of["c"] != links.event_of["b"]
    said = {row["decision"]: row["reasons"] for row in links.frame.to_dict("records")}
    assert said["separated"] == ("editor: two posts",)
    assert said["joined"] == ("editor: misdated",)


def test_hand_coded_reports_of_one_name_are_one_event() -> None:
    one = report("a", date="2020-10-02", **RUSAFA)
    other = report("b", date="2020-10-02", governorates="Raqqa")
    assert len(set(linked(one, other).values())) == 2
    assert len(set(linked(one, other, by_hand={"a": "rusafa", "b": "rusafa"}).values())) == 1


def test_every_link_says_why() -> None:
    one = report("a", date="2020-10-02", numbers="killed exact 20 regime forces", **RUSAFA)
    other = report("b", date="2020-10-02", numbers="killed exact 20 regime forces", **RUSAFA)
    frame = link([one[0], other[0]], [*one[1], *other[1]], {}).frame
    assert list(frame.columns) == [column.name for column in LINKS]
    (row,) = frame.to_dict("records")
    assert (row["incident_a"], row["incident_b"], row["decision"]) == ("a", "b", "linked")
    assert row["score"] == sum(float(reason.rpartition(" ")[2]) for reason in row["reasons"])
    assert row["reasons"][:2] == ("same day (2020-10-02) +3", "same place (الرصافة) +3")


def test_the_same_reports_in_any_order_have_the_same_ids() -> None:
    incidents, counts, articles = labelled_reports()
    once, again = link(incidents, counts, articles), link(incidents[::-1], counts[::-1], articles)
    assert once.event_of == again.event_of
    assert once.frame.equals(again.frame)


PLACED = {"governorates": "Homs", "place": "السخنة", "latitude": "34.88", "longitude": "38.87", "geo_precision": "1"}


def of_one_event(reports: int, **cells: str) -> list[tuple[Incident, list[Count]]]:
    told = {"date": "2020-10-02", **PLACED, **cells}
    return [report(f"r{at:04}", numbers=f"killed exact {10 + at % 9} regime forces", **told) for at in range(reports)]


def test_very_many_reports_of_one_event_are_one_and_not_each_pair_is_listed() -> None:
    reports = of_one_event(1500)
    links = link([incident for incident, _ in reports], [count for _, counts in reports for count in counts], {})
    assert len(set(links.event_of.values())) == 1
    assert 1499 <= len(links.frame) < 1499 + 40 * 40


def test_an_article_is_kept_apart_from_itself_in_the_largest_event() -> None:
    near = {"place": "السخنة القديمة", "latitude": "34.92", "longitude": "38.87"}
    twice = [
        report("x-1", "x", "killed exact 12 regime forces", **{**PLACED, "date": "2020-10-02"}),
        report("x-2", "x", "killed exact 12 regime forces", **{**PLACED, **near, "date": "2020-10-02"}),
    ]
    reports = [*of_one_event(150), *twice]
    links = link([incident for incident, _ in reports], [count for _, counts in reports for count in counts], {})
    assert links.event_of["x-1"] == links.event_of["r0000"] != links.event_of["x-2"]


def months_of_reports(months: int) -> tuple[list[Incident], list[Count]]:
    """Five hundred reports a month, from eleven villages of one governorate."""
    incidents, counts = [], []
    for number in range(500 * months):
        village = number % 11
        incident, of_it = report(
            f"i{number:05}",
            date=f"2021-{number % months + 1:02}-{number % 28 + 1:02}",
            governorates="Homs",
            place=f"قرية {village}" if number % 4 else "",
            numbers=f"killed exact {number % 40 + 1} regime forces",
        )
        incidents.append(incident)
        counts += of_it
    return incidents, counts


def test_four_months_are_not_sixteen_times_the_work_of_one() -> None:
    month, four_months = months_of_reports(1), months_of_reports(4)
    assert steps(lambda: link(*four_months, {})) < 8 * steps(lambda: link(*month, {}))
