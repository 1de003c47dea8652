"""Hand-coded reports become rows of the tables that keep outlet, date and address."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_lib.errors import Broken
from report_lib.tallying.reports import COLUMNS, date_columns, read_reports

SEEDS = Path(__file__).parent.parent / "seeds"
GOOD = {
    "incident": "taym",
    "date": "2020-10-03",
    "governorates": "Deir ez-Zor",
    "place": "حقل التيم",
    "perpetrator": "ISIS",
    "perpetrator_status": "reported",
    "measure": "killed",
    "low": "17",
    "high": "17",
    "qualifier": "exact",
    "victims": "regime forces",
    "outlet": "North Press",
    "source": "",
    "source_type": "outlet",
    "published": "2020-10-03",
    "url": "https://example.org/1",
}


def written(tmp_path: Path, *rows: dict[str, str]) -> Path:
    path = tmp_path / "reports.csv"
    lines = [",".join(COLUMNS), *(",".join({**GOOD, **row}[column] for column in COLUMNS) for row in rows)]
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_seeds_are_read_without_a_problem() -> None:
    reports = read_reports(SEEDS / "reports.csv")
    assert reports.problems == ()
    assert (len(reports.articles), len(reports.incidents), len(reports.counts)) == (5, 8, 10)
    assert {incident.origin for incident in reports.incidents} == {"hand"}
    assert all(article.url.startswith("https://") and article.published for article in reports.articles)
    assert set(reports.same_incident.values()) == {"taym-2020-10-03", "rusafa-2020-10-02", "cep-2020-08"}


def test_one_article_may_give_two_sources_and_two_incidents() -> None:
    reports = read_reports(SEEDS / "reports.csv")
    (alkul,) = [article for article in reports.articles if article.outlet == "Radio Alkul"]
    of_it = [incident for incident in reports.incidents if incident.article_id == alkul.article_id]
    assert [(incident.place, incident.source) for incident in of_it] == [
        ("حقل التيم", "مراسلة راديو الكل"),
        ("حقل التيم", "شبكة الخابور"),
        ("الرصافة", ""),
    ]


def test_places_have_the_gazetteers_coordinates(tmp_path: Path) -> None:
    reports = read_reports(written(tmp_path, {}, {"place": "مكان لا يعرفه أحد", "url": "https://example.org/2"}))
    known, unknown = reports.incidents
    assert known.latitude is not None and 35 < known.latitude < 36
    assert (unknown.latitude, unknown.geo_precision) == (None, None)


def test_a_report_over_a_month_is_a_tally(tmp_path: Path) -> None:
    reports = read_reports(written(tmp_path, {}, {"date": "2020-08"}, {"date": ""}, {"date": "2020-10-02/2020-10-03"}))
    assert [(i.scope, i.date_precision, i.date_start, i.date_end, i.month) for i in reports.incidents] == [
        ("event", "day", "2020-10-03", "2020-10-03", "2020-10"),
        ("aggregate", "month", "2020-08-01", "2020-08-31", "2020-08"),
        ("event", "unknown", "", "", ""),
        ("event", "range", "2020-10-02", "2020-10-03", "2020-10"),
    ]


@pytest.mark.parametrize(
    ("cells", "rule"),
    [
        ({"qualifier": "at_least"}, "low «17» and high «17» do not go with at_least"),
        ({"qualifier": "unspecified"}, "low «17» and high «17» do not go with unspecified"),
        ({"qualifier": "exact", "high": "18"}, "low 17 and high 18 do not go with exact"),
        ({"qualifier": "range", "high": "3"}, "low 17 and high 3 do not go with range"),
        ({"measure": "kills"}, "measure «kills» is not a code"),
        ({"governorates": "Raqa"}, "governorates «Raqa» is not a code"),
        ({"url": "npasyria.com"}, "url «npasyria.com» is not an http or https address"),
        ({"date": "3 October"}, "date «3 October» is not an EDTF date"),
        ({"date": "2020-10/.."}, "date «2020-10/..» has no first and last day"),
        ({"outlet": ""}, "outlet is empty"),
        ({"source_type": "blog"}, "source_type «blog» is not a code"),
    ],
)
def test_a_bad_row_is_named_and_the_others_go_on(tmp_path: Path, cells: dict[str, str], rule: str) -> None:
    reports = read_reports(written(tmp_path, cells, {}))
    (problem,) = reports.problems
    assert problem.record == "line 2"
    assert problem.file.endswith("reports.csv")
    assert problem.rule.startswith(rule)
    assert problem.remedy
    assert len(reports.counts) == 1


def test_a_missing_file_is_a_problem(tmp_path: Path) -> None:
    (problem,) = read_reports(tmp_path / "reports.csv").problems
    assert problem.rule == "there is no such file or folder"


def test_an_open_period_has_no_columns() -> None:
    assert date_columns("") == {}
    with pytest.raises(Broken):
        date_columns("XXXX-08")
