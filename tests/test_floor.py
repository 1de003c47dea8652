"""Accuracy falls below the committed floor only by an explicit command."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from report_lib.errors import ReportError
from report_lib.measuring.floor import fallen, write_floor

KINDS = ("headline.number", "headline.unspecified", "other.number", "other.unspecified")


def figures(f1: float = 0.9, date: float | None = 0.8) -> dict[str, Any]:
    return {"articles": 12, **{kind: {"f1": f1} for kind in KINDS}, "attributes": {"date": date, "provenance": None}}


def test_at_the_floor_and_above_it_nothing_has_fallen(tmp_path: Path) -> None:
    path = tmp_path / "floor.json"
    write_floor(path, "annotated", "d", figures())
    assert fallen(path, "annotated", "d", figures()) == []
    assert fallen(path, "annotated", "d", figures(0.95, 1.0)) == []


def test_what_fell_is_named(tmp_path: Path) -> None:
    path = tmp_path / "floor.json"
    write_floor(path, "annotated", "d", figures())
    (problem,) = fallen(path, "annotated", "d", figures(date=0.799))
    assert problem.record == "annotated date"
    assert problem.rule == "fell from 0.8 to 0.799"
    assert [problem.record for problem in fallen(path, "annotated", "d", figures(0.1))] == [
        f"annotated {kind}" for kind in KINDS
    ]


def test_an_attribute_that_is_no_longer_compared_has_fallen(tmp_path: Path) -> None:
    path = tmp_path / "floor.json"
    write_floor(path, "annotated", "d", figures())
    assert [problem.rule for problem in fallen(path, "annotated", "d", figures(date=None))] == [
        "was 0.8 and is not compared any more"
    ]


def test_another_annotation_and_an_unknown_set_are_told(tmp_path: Path) -> None:
    path = tmp_path / "floor.json"
    write_floor(path, "annotated", "d", figures())
    assert "not the one that the floor was measured on" in fallen(path, "annotated", "e", figures())[0].rule
    assert fallen(path, "seeds", "d", figures())[0].rule == "has no floor"


def test_writing_one_set_leaves_the_others(tmp_path: Path) -> None:
    path = tmp_path / "floor.json"
    write_floor(path, "b", "d", figures())
    write_floor(path, "a", "d", figures(0.5))
    floors = json.loads(path.read_text())
    assert list(floors) == ["a", "b"]
    assert floors["b"]["headline.number"] == 0.9


@pytest.mark.parametrize("data", [b"{", b"[]", b'{"annotated": 1}'])
def test_a_file_that_is_no_floor(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "floor.json"
    path.write_bytes(data)
    with pytest.raises(ReportError, match="is not a floor"):
        fallen(path, "annotated", "d", figures())
