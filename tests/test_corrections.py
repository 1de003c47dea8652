"""Corrections are applied in the open, and each fails once the extractor no longer says what it corrects."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from report_lib.linking.corrections import APPLIED, Corrected, corrected, read_corrections
from report_lib.records import Article, Count, Incident

SEEDS = Path(__file__).parent.parent / "seeds"
ARTICLES = [Article(article_id="a", outlet="SY24")]
INCIDENTS = [
    Incident(incident_id="i1", article_id="a", place="الرصافة", governorates=("Raqqa",), date="XXXX-08"),
    Incident(incident_id="i2", article_id="a", place="المنصورة", governorates=("Raqqa",)),
]
COUNTS = [Count(count_id="c1", incident_id="i1", article_id="a", measure="killed", low=17, high=17)]
DATE = {
    "table": "incidents",
    "row": {"article_id": "a", "place": "الرصافة"},
    "column": "date",
    "expect": "XXXX-08",
    "value": "2020-08-15",
    "reason": "another report dates it",
    "evidence": "https://example.org/1",
}


def corrected_with(tmp_path: Path, *corrections: object, links: object = ()) -> Corrected:
    path = tmp_path / "corrections.yml"
    path.write_text(yaml.safe_dump({"corrections": list(corrections), "links": list(links)}), encoding="utf-8")
    read = read_corrections(path)
    done = corrected(ARTICLES, INCIDENTS, COUNTS, read)
    return Corrected(**{**vars(done), "problems": (*read.problems, *done.problems)})


def test_the_seeds_corrections_can_be_read() -> None:
    assert read_corrections(SEEDS / "corrections.yml").problems == ()


def test_a_date_takes_all_that_follows_from_it_along(tmp_path: Path) -> None:
    done = corrected_with(tmp_path, DATE)
    first, second = done.incidents
    assert (first.date, first.date_start, first.date_end) == ("2020-08-15", "2020-08-15", "2020-08-15")
    assert (first.date_precision, first.date_basis, first.month, first.month_basis) == (
        "day",
        "external",
        "2020-08",
        "incident",
    )
    assert second == INCIDENTS[1]
    assert done.problems == ()


def test_what_was_changed_is_listed(tmp_path: Path) -> None:
    applied = corrected_with(tmp_path, DATE).applied
    assert list(applied.columns) == [column.name for column in APPLIED]
    assert applied.to_dict("records") == [
        {
            "table": "incidents",
            "row": "i1",
            "column": "date",
            "extracted": "XXXX-08",
            "corrected": "2020-08-15",
            "reason": "another report dates it",
            "evidence": "https://example.org/1",
        }
    ]


def test_a_correction_fails_once_the_extractor_says_otherwise(tmp_path: Path) -> None:
    done = corrected_with(tmp_path, {**DATE, "expect": "XXXX-07"})
    (problem,) = done.problems
    assert str(problem).endswith(
        "corrections 1: expects date «XXXX-07» of i1, which now says «XXXX-08»; "
        "take the correction out if the extractor is right now, or bring expect up to date"
    )
    assert done.incidents == tuple(INCIDENTS)
    assert done.applied.empty


def test_numbers_lists_and_yaml_dates_are_taken_as_their_column_is(tmp_path: Path) -> None:
    number = {**DATE, "table": "counts", "row": {"count_id": "c1"}, "column": "low", "expect": 17, "value": 16}
    area = {
        **DATE,
        "row": {"incident_id": "i2"},
        "column": "governorates",
        "expect": "Raqqa",
        "value": ["Raqqa", "Homs"],
    }
    done = corrected_with(tmp_path, number, area, {**DATE, "value": yaml.safe_load("2020-08-15")})
    assert done.problems == ()
    assert done.counts[0].low == 16
    assert done.incidents[1].governorates == ("Raqqa", "Homs")
    assert done.incidents[0].date == "2020-08-15"


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"row": {"article_id": "a"}}, "article_id «a» picks out 2 rows of incidents, not one"),
        ({"row": {"incident_id": "i9"}}, "incident_id «i9» picks out 0 rows of incidents, not one"),
        ({"row": {"no_column": "x"}}, "its row is not picked out by columns of the table"),
        ({"table": "events"}, "table «events» is not known"),
        ({"column": "incident_id"}, "column «incident_id» of incidents cannot be corrected"),
        ({"value": "15 August"}, "value «15 August» is not an EDTF date"),
        ({"value": "2020-08/.."}, "date «2020-08/..» has no first and last day"),
        ({"column": "perpetrator", "expect": "unknown", "value": "Isis"}, "perpetrator «Isis» is not a code"),
        ({"column": "latitude", "expect": "", "value": "north"}, "latitude «north» is not a number"),
        ({"reason": " "}, "has no reason"),
        ({"evidence": "somewhere"}, "has no address of its evidence"),
        ({"surplus": "x"}, "has not just the keys it must have"),
    ],
)
def test_a_bad_entry_is_named_and_the_others_go_on(tmp_path: Path, change: dict[str, object], rule: str) -> None:
    done = corrected_with(tmp_path, {**DATE, **change}, DATE)
    (problem,) = done.problems
    assert problem.record == "corrections 1"
    assert problem.rule == rule
    assert problem.remedy
    assert done.incidents[0].date == "2020-08-15"


def test_an_editor_decides_on_links(tmp_path: Path) -> None:
    grounds = {"reason": "one attack, by the same photographs", "evidence": "https://example.org/2"}
    pair = [{"place": "الرصافة"}, {"place": "المنصورة"}]
    done = corrected_with(tmp_path, links=[{"join": pair, **grounds}])
    (decision,) = done.decisions
    assert (decision.incident_a, decision.incident_b, decision.join) == ("i1", "i2", True)
    assert done.applied.to_dict("records")[0]["row"] == "i1, i2"
    for bad in ({**grounds}, {"join": pair, "separate": pair, **grounds}, {"join": pair[:1], **grounds}, "x"):
        assert len(corrected_with(tmp_path, links=[bad]).problems) == 1
    assert corrected_with(tmp_path, links=[{"join": pair[:1] * 2, **grounds}]).problems[0].rule.startswith("both")


@pytest.mark.parametrize("text", ["corrections: [", "- a list", "surplus: []", "\0"])
def test_a_file_that_cannot_be_used_is_a_problem(tmp_path: Path, text: str) -> None:
    path = tmp_path / "corrections.yml"
    path.write_text(text, encoding="utf-8")
    (problem,) = read_corrections(path).problems
    assert problem.remedy


def test_an_empty_file_corrects_nothing(tmp_path: Path) -> None:
    path = tmp_path / "corrections.yml"
    path.write_text("# nothing yet\n", encoding="utf-8")
    assert read_corrections(path).problems == ()
