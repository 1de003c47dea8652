"""Events and their tolls: each victim counted once, whoever reports it and however often."""

from __future__ import annotations

from report_lib.records import Article, Count, Incident
from report_lib.tallying.tolls import Event, merged, voice


def event(*reports: dict, copy_of: dict[str, str] | None = None) -> Event:
    """One event of these reports; `counts` as (measure, low, victims) or with more columns in a dict."""
    incidents, counts, articles = [], [], {}
    for at, cells in enumerate(reports):
        numbers = cells.pop("counts", ())
        outlet = cells.pop("outlet", "")
        given = {"article_id": f"a{at}", "event_id": "event-1", "perpetrator": "ISIS", "perpetrator_status": "reported"}
        incident = Incident(incident_id=f"i{at}", **{**given, **cells})
        incidents.append(incident)
        articles[incident.article_id] = Article(article_id=incident.article_id, outlet=outlet or incident.article_id)
        for number, (measure, low, victims, *more) in enumerate(numbers):
            columns = {"qualifier": "exact", "high": low, **(more[0] if more else {})}
            counts.append(
                Count(
                    count_id=f"i{at}-c{number}",
                    incident_id=f"i{at}",
                    measure=measure,
                    low=low,
                    victims=victims,
                    **columns,
                )
            )
    (only,) = merged(incidents, counts, articles, copy_of or {})
    return only


def killed(*numbers: tuple, **cells: object) -> dict:
    return {"counts": [("killed", *number) for number in numbers], **cells}


def test_reports_of_one_side_are_a_range() -> None:
    found = event(killed((17, "regime forces")), killed((6, "regime forces", {"qualifier": "at_least", "high": None})))
    assert found.toll("killed").text() == "at least 6 to 17"


def test_sides_are_added() -> None:
    assert event(killed((7, "regime forces"), (3, "civilians"))).toll("killed").text() == "10"


def test_women_and_children_are_civilians_in_every_sum() -> None:
    found = event(killed((3, "children"), (2, "women"), (7, "oil facility guards")), killed((5, "civilians")))
    tolls = {toll.side: (toll.range.text(), toll.victims) for toll in found.tolls}
    assert tolls == {"civilians": ("5", ("civilians",)), "government": ("7", ("regime forces",))}
    assert found.toll("killed").text() == "12"


def test_children_told_again_among_civilians_are_not_added() -> None:
    far = {"start": 900, "end": 910}
    found = event(killed((4, "civilians", {"start": 0, "end": 10}), (4, "children", far)))
    assert found.toll("killed").text() == "4"


def test_who_counts_everybody_stands_beside_the_sum_of_the_sides() -> None:
    found = event(killed((7, "regime forces"), (3, "civilians")), killed((10, "people")))
    assert found.toll("killed").text() == "10"
    found = event(killed((7, "regime forces"), (3, "civilians")), killed((12, "people")))
    assert found.toll("killed").text() == "10 to 12"


def test_a_report_of_one_side_alone_does_not_shrink_the_whole() -> None:
    found = event(killed((7, "regime forces"), (3, "civilians")), killed((3, "civilians")))
    assert found.toll("killed").text() == "10"


def test_rival_accounts_of_who_died_are_not_added() -> None:
    found = event(killed((32, "ISIS")), killed((30, "SDF")), killed((31, "regime forces")))
    assert found.toll("killed").text() == "30 to 32"
    told_together = killed((61, "civilians"), (7, "regime forces"))
    found = event(told_together, killed((53, "civilians")), killed((40, "SDF")))
    assert found.toll("killed").text() == "40 to 68"


def test_shares_are_never_added() -> None:
    found = event(killed((20, "regime forces"), (2, "regime forces", {"part_of": "i0-c0"})))
    assert found.toll("killed").text() == "20"


def test_a_list_is_added_and_a_restatement_is_not() -> None:
    officer_and_men = killed(
        (1, "regime forces", {"start": 10, "end": 14}), (3, "regime forces", {"start": 17, "end": 30})
    )
    assert event(officer_and_men).toll("killed").text() == "4"
    restated = killed(
        (15, "regime forces", {"start": 10, "end": 14}), (17, "regime forces", {"start": 900, "end": 904})
    )
    found = event(restated).toll("killed")
    assert (found.text(), found.n_reports) == ("15 to 17", 1)


def test_a_report_without_a_number_is_counted_beside() -> None:
    vague = killed((None, "regime forces", {"qualifier": "unspecified"}))
    found = event(vague, killed((5, "regime forces"))).toll("killed")
    assert (found.text(), found.n_reports, found.n_unspecified) == ("5", 1, 1)


def test_the_attackers_own_dead_are_a_line_of_their_own() -> None:
    found = event(
        killed((20, "regime forces")), killed((20, "regime forces")), killed((7, "ISIS"), perpetrator="regime")
    )
    assert found.perpetrator == "ISIS"
    assert found.toll("killed").text() == "20"
    assert found.toll("killed", role="own dead").text() == "7"
    (own,) = [toll for toll in found.tolls if toll.role == "own dead"]
    assert own.perpetrator == "regime"


def test_a_copy_is_no_report_of_its_own_where_its_original_is() -> None:
    reports = [killed((5, "regime forces"), outlet="one"), killed((6, "regime forces"), outlet="two")]
    found = event(*[dict(report) for report in reports], copy_of={"a1": "a0"})
    assert found.toll("killed").text() == "5"
    assert len(found.sources) == 1
    assert found.incident_ids == ("i0", "i1")
    alone = event(*[dict(report) for report in reports], copy_of={"a1": "elsewhere"})
    assert alone.toll("killed").text() == "5 to 6"


def test_reports_that_name_different_actors_are_disputed() -> None:
    found = event(
        killed((5, "civilians")), killed((5, "civilians"), perpetrator="Iran-backed"), killed((5, "civilians"))
    )
    (toll,) = found.tolls
    assert (toll.perpetrator, toll.perpetrator_status) == ("ISIS", "disputed")


def test_the_firmest_status_holds() -> None:
    found = event(
        killed((6, "regime forces"), perpetrator_status="suspected"),
        killed((6, "regime forces"), perpetrator="unknown", perpetrator_status="unknown"),
        killed((17, "regime forces"), perpetrator_status="claimed"),
    )
    (toll,) = found.tolls
    assert (toll.perpetrator, toll.perpetrator_status) == ("ISIS", "claimed")


def test_date_and_place_are_those_of_the_most_precise_report() -> None:
    found = event(
        {"date": "2020-10", "date_precision": "month", "month": "2020-10", "place": "ريف الرقة", "geo_precision": 4},
        {"date": "2020-10-02", "date_precision": "day", "month": "2020-10", "place": "الرصافة", "geo_precision": 2},
    )
    assert (found.date, found.place) == ("2020-10-02", "الرصافة")


def test_governorates_are_those_that_reports_share() -> None:
    found = event({"governorates": ("Homs", "Hama")}, {"governorates": ("Homs",)}, {"governorates": ()})
    assert found.governorates == ("Homs",)


def test_strikes_alone_are_no_attack() -> None:
    strikes = {"counts": [("airstrikes", 6, "ISIS")], "perpetrator": "Russia"}
    assert event(strikes).kind == "airstrike"
    assert event(killed((3, "civilians"))).kind == "attack"
    assert event({"scope": "aggregate"}).kind == "tally"


def test_who_counts_as_an_independent_voice() -> None:
    articles = {name: Article(article_id=name, outlet=name) for name in ("Radio Alkul", "North Press")}

    def of(source: str, outlet: str, kind: str = "local network") -> str:
        return voice(Incident(incident_id="i", article_id=outlet, source=source, source_type=kind), articles, {})

    assert of("شبكة “عين الفرات”", "Radio Alkul") == of("عين الفرات", "North Press")
    assert of("مصادر محلية", "Radio Alkul") != of("مصادر محلية", "North Press")
    assert of("", "Radio Alkul") == of("مراسلتنا", "Radio Alkul", "correspondent") == "Radio Alkul"
    assert of("مشروع مكافحة التطرف", "North Press") == "Counter Extremism Project"
