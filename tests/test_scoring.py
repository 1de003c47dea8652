"""The measure of accuracy, on small cases whose figures can be worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from report_lib.errors import ReportError
from report_lib.measuring.annotation import Stated, claim_from
from report_lib.measuring.scoring import ATTRIBUTES, ArticleScore, score, score_article

BASE = {
    "measure": "killed",
    "low": 17,
    "high": 17,
    "qualifier": "exact",
    "scope": "event",
    "date": "2020-10-03",
    "governorates": ["Deir ez-Zor"],
    "perpetrator": "ISIS",
    "victims": "regime forces",
    "source": "جاسم عليان",
    "quote": "مقتل 17 عنصراً",
}


def scored(annotated: list[dict[str, Any]], extracted: list[dict[str, Any]], text: str | None = None) -> ArticleScore:
    return score_article(
        "a",
        [claim_from({**BASE, **entry}) for entry in annotated],
        [claim_from({**BASE, **entry}) for entry in extracted],
        text,
    )


def found(annotated: list[dict[str, Any]], extracted: list[dict[str, Any]]) -> dict[str, int]:
    return dict(scored(annotated, extracted).found)


def wrong(annotated: dict[str, Any], extracted: dict[str, Any]) -> set[str]:
    result = scored([annotated], [extracted])
    return {name for name in ATTRIBUTES if result.right[name] < result.compared[name]}


def test_the_same_count_is_right_in_everything() -> None:
    result = scored([{}], [{}])
    assert result.found == {"headline.number.tp": 1}
    assert all(result.right[name] == result.compared[name] == 1 for name in ATTRIBUTES[:-1])
    assert result.misses == ()


def test_another_number_is_one_missed_and_one_spurious() -> None:
    result = scored([{}], [{"low": 18, "high": 18}])
    assert result.found == {"headline.number.fn": 1, "headline.number.fp": 1}
    assert [str(miss) for miss in result.misses] == [
        "a | missed | killed | 17 | مقتل 17 عنصراً",
        "a | spurious | killed | 18 | مقتل 17 عنصراً",
    ]


def test_measures_other_than_killed_and_wounded_are_counted_apart() -> None:
    assert found([{"measure": "attacks"}], [{"measure": "attacks"}]) == {"other.number.tp": 1}


def test_an_extracted_count_answers_one_annotated_count() -> None:
    assert found([{}, {}], [{}]) == {"headline.number.tp": 1, "headline.number.fn": 1}


def test_of_two_that_state_the_number_the_likelier_one_is_taken() -> None:
    result = scored([{"perpetrator": "regime"}, {}], [{}, {"perpetrator": "regime"}])
    assert result.right["perpetrator"] == 2


@pytest.mark.parametrize(
    ("values", "stated"),
    [
        ({"qualifier": "exact", "low": 5, "high": 5}, Stated(5, 5)),
        ({"qualifier": "at_least", "low": 20, "high": None}, Stated(20, 20)),
        ({"qualifier": "at_most", "low": None, "high": 10}, Stated(10, 10)),
        ({"qualifier": "about", "low": 9, "high": 11}, Stated(9, 9)),
        ({"qualifier": "range", "low": 5, "high": 7}, Stated(5, 7, is_range=True)),
        ({"qualifier": "exact", "low": 5, "high": 7}, Stated(5, 7, is_range=True)),
        ({"qualifier": "unspecified", "low": 3, "high": 3}, Stated()),
        ({"qualifier": "exact", "low": "", "high": "nan"}, Stated()),
    ],
)
def test_the_number_that_is_stated(values: dict[str, Any], stated: Stated) -> None:
    assert claim_from({**BASE, **values}).stated == stated


@pytest.mark.parametrize(
    ("annotated", "extracted", "matches"),
    [
        ({"qualifier": "more_than", "low": 30, "high": None}, {"qualifier": "at_least", "low": 31, "high": None}, True),
        ({"qualifier": "at_least", "low": 30, "high": None}, {"qualifier": "at_least", "low": 31, "high": None}, False),
        ({"qualifier": "at_most", "low": None, "high": 10}, {"qualifier": "exact", "low": 10, "high": 10}, True),
        ({"qualifier": "range", "low": 5, "high": 7}, {"qualifier": "exact", "low": 5, "high": 5}, False),
        ({"qualifier": "unspecified", "low": None, "high": None}, {"low": None, "high": None}, True),
    ],
)
def test_the_same_number(annotated: dict[str, Any], extracted: dict[str, Any], matches: bool) -> None:
    kinds = found([annotated], [extracted])
    assert any(kind.endswith(".tp") for kind in kinds) is matches


@pytest.mark.parametrize(
    "mark", ["part_of_total", "optional", "implied", "denied", "combined", "background", "superseded"]
)
def test_what_is_neither_required_nor_wrong(mark: str) -> None:
    soft = {mark: True, "low": 2, "high": 2}
    assert found([{}, soft], [{}]) == {"headline.number.tp": 1}
    assert found([{}, soft], [{}, {"low": 2, "high": 2}]) == {"headline.number.tp": 1}


def test_a_required_count_is_matched_before_an_optional_one() -> None:
    assert found([{"optional": True}, {}], [{}]) == {"headline.number.tp": 1}


def test_a_sum_is_as_right_as_its_parts() -> None:
    parts = [{"low": 1, "high": 1, "sum_group": "s"}, {"low": 3, "high": 3, "sum_group": "s", "victims": "civilians"}]
    assert found(parts, [{"low": 4, "high": 4}]) == {"headline.number.tp": 1}
    assert found(parts, [{"low": 1, "high": 1}, {"low": 3, "high": 3}]) == {"headline.number.tp": 2}
    assert found(parts, [{"low": 1, "high": 1}]) == {"headline.number.tp": 1, "headline.number.fn": 1}
    assert scored(parts, [{"low": 4, "high": 4, "victims": "civilians"}]).right["victims"] == 1
    one, two = {"low": 1, "high": 1}, {"low": 2, "high": 2}
    twins = [{**one, "sum_group": "s"}] * 2
    assert found([*twins, one], [two, one]) == {"headline.number.tp": 2}


def test_a_count_without_a_number_beside_a_numbered_one_is_not_wrong() -> None:
    vague = {"low": None, "high": None, "qualifier": "unspecified"}
    assert found([{}], [{}, vague]) == {"headline.number.tp": 1}
    assert found([], [vague]) == {"headline.unspecified.fp": 1}
    assert found([{}], [{}, {**vague, "measure": "wounded"}]) == {
        "headline.number.tp": 1,
        "headline.unspecified.fp": 1,
    }


@pytest.mark.parametrize(
    ("annotated", "extracted", "names"),
    [
        ({"qualifier": "about"}, {}, {"qualifier"}),
        ({}, {"qualifier": ""}, set()),
        ({"scope": "aggregate"}, {}, {"scope"}),
        ({"date": None}, {"date": ""}, set()),
        ({"date": "2020-10"}, {}, {"date"}),
        ({"date": "2020-10", "alt": {"date": ["2020-10-03"]}}, {}, set()),
        ({"governorates": ["Raqqa", "Hama"]}, {"governorates": "Hama;Raqqa"}, set()),
        ({"governorates": ["Raqqa"]}, {"governorates": "Hama;Raqqa"}, {"governorates"}),
        ({"governorates": []}, {"governorates": ""}, set()),
        ({"perpetrator": "Coalition"}, {"perpetrator": "US"}, set()),
        ({"perpetrator": "unknown (ISIS suspected)"}, {}, set()),
        ({"perpetrator": None}, {"perpetrator": "unknown"}, set()),
        ({"perpetrator": "regime"}, {}, {"perpetrator"}),
        ({"victims": "pro-regime militia"}, {}, set()),
        ({"victims": "Iran-backed militia"}, {}, {"victims"}),
        ({"victims": "mixed"}, {"victims": "people"}, set()),
        ({"victims": "civilians"}, {"victims": "children"}, set()),
        ({"victims": "children"}, {"victims": "civilians"}, {"victims"}),
        ({"victims": "pro-regime militia"}, {"victims": "oil facility guards"}, set()),
        ({"source": "الناشط جاسم عليان"}, {}, set()),
        ({"source": "جاسم العليان"}, {}, {"source"}),
        ({"source": "المرصد السوري لحقوق الإنسان"}, {"source": "المرصد السورى لحقوق الانسان"}, set()),
        ({"source": "المرصد السوري لحقوق الإنسان"}, {"source": "المرصد السوري حقوق"}, set()),
        ({"source": None}, {}, {"source"}),
        ({}, {"source": ""}, {"source"}),
    ],
)
def test_attributes(annotated: dict[str, Any], extracted: dict[str, Any], names: set[str]) -> None:
    assert wrong(annotated, extracted) == names


def test_provenance() -> None:
    result = scored([{}], [{}, {"quote": "مقتل 18"}, {"quote": ""}], text="وأعلن مقتل 17 عنصراً أمس")
    assert (result.right["provenance"], result.compared["provenance"]) == (1, 3)


def gold(tmp_path: Path, **counts: list[dict[str, Any]]) -> Path:
    for name, entries in counts.items():
        text = json.dumps({"counts": [{**BASE, **entry} for entry in entries]}, ensure_ascii=False)
        (tmp_path / f"{name}.json").write_text(text, encoding="utf-8")
    return tmp_path


def test_figures_over_articles(tmp_path: Path) -> None:
    folder = gold(tmp_path, a=[{}, {"measure": "wounded"}], b=[{}])
    extracted = {"a": [claim_from(BASE), claim_from({**BASE, "low": 2, "high": 2})], "b": [claim_from(BASE)]}
    result = score(folder, extracted)
    figures = result.figures()
    assert figures["articles"] == 2
    headline = figures["headline.number"]
    assert {name: headline[name] for name in ("tp", "fp", "fn", "precision", "recall", "f1")} == {
        "tp": 2,
        "fp": 1,
        "fn": 1,
        "precision": 0.667,
        "recall": 0.667,
        "f1": 0.667,
    }
    assert headline["f1_95"] == [0.5, 1.0]  # of two articles, drawn twice over, one has F1 0.5 and one 1.0
    assert figures["attributes"]["date"] == 1.0
    assert figures["attributes"]["provenance"] is None
    assert result.figures() == figures
    assert [miss.kind for miss in result.misses] == ["missed", "spurious"]


def test_where_nothing_went_wrong_the_interval_says_how_little_that_shows(tmp_path: Path) -> None:
    few, many = tmp_path / "few", tmp_path / "many"
    few.mkdir()
    many.mkdir()
    numbers = [{"low": n, "high": n} for n in range(1, 101)]
    one = score(gold(few, a=[{}]), {"a": [claim_from(BASE)]}).figures()
    hundred = score(gold(many, a=numbers), {"a": [claim_from({**BASE, **n}) for n in numbers]}).figures()
    assert one["headline.number"]["f1"] == hundred["headline.number"]["f1"] == 1.0
    assert one["headline.number"]["f1_95"] == [0.025, 1.0]
    assert hundred["headline.number"]["f1_95"] == [0.964, 1.0]  # the 95 % interval for 100 of 100


def test_nothing_to_find_and_nothing_found(tmp_path: Path) -> None:
    figures = score(gold(tmp_path, a=[]), {}).figures()
    assert figures["headline.number"]["f1"] == 0.0
    assert figures["attributes"]["date"] is None


def test_a_folder_without_annotation(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="holds no annotation"):
        score(tmp_path, {})


def test_a_text_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"a\.txt: there is no such file"):
        score(gold(tmp_path, a=[]), {}, texts=tmp_path)
