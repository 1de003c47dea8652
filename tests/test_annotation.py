"""Annotated and extracted counts in one form; a wrong annotation measures nothing and says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from report_lib.assembling.tables import to_frames, write_tables
from report_lib.errors import ReportError
from report_lib.measuring.annotation import read_annotation, read_extracted
from report_lib.records import (
    GOVERNORATES,
    MEASURES,
    QUALIFIERS,
    SCOPES,
    Article,
    Count,
    Incident,
)

GOLD = Path("tests/gold")
TEXTS = {"seeds": Path("seeds/articles"), "seeds-bare": Path("seeds/articles")} | {
    name: GOLD / name for name in ("annotated", "further", "unseen")
}
ARTICLES = {"annotated": 12, "further": 264, "unseen": 36}
ANNOTATIONS = sorted(GOLD.glob("*/*.json"))


@pytest.mark.parametrize("path", ANNOTATIONS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def test_every_annotation_keeps_its_rules(path: Path) -> None:
    text = (TEXTS[path.parent.name] / f"{path.stem}.txt").read_bytes().decode()
    claims = read_annotation(path, path.read_bytes())
    bad = [
        claim
        for claim in claims
        if claim.measure not in MEASURES
        or claim.values["qualifier"] not in QUALIFIERS
        or claim.values["scope"] not in SCOPES
        or not claim.values["victims"]
        or not set(claim.values["governorates"]) <= {*GOVERNORATES, "Iraq"}
        or claim.quote not in text
    ]
    assert bad == []


def test_every_set_of_annotations_has_its_articles() -> None:
    assert {path.parent.name for path in ANNOTATIONS} == set(TEXTS)
    for name, articles in ARTICLES.items():
        assert sum(path.parent.name == name for path in ANNOTATIONS) == articles


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"{", "x.json: is not an annotation (JSONDecodeError"),
        (b"[]", "x.json: is not an annotation (TypeError"),
        (b"{}", "x.json: is not an annotation (KeyError: 'counts')"),
        (b'{"counts": [{"measure": "killed"}, {"measure": "dead"}]}', "x.json count 2: measure «dead» is not a code"),
        (b'{"counts": [{"measure": "killed", "low": "many"}]}', "x.json count 1: «many» is not a number"),
        (b'{"counts": [5]}', "x.json count 1: is not an annotation (AttributeError"),
    ],
)
def test_a_wrong_annotation(data: bytes, message: str) -> None:
    with pytest.raises(ReportError) as caught:
        read_annotation(Path("x.json"), data)
    assert str(caught.value).startswith(message)


def test_tables_are_read_as_counts_joined_with_their_incidents(tmp_path: Path) -> None:
    incident = Incident(incident_id="i", article_id="a", governorates=("Raqqa", "Hama"), date="2020-10")
    count = Count(
        count_id="c", incident_id="i", article_id="a", measure="killed", low=20, qualifier="at_least", quote="q"
    )
    write_tables(tmp_path, to_frames((Article(article_id="a"),), (incident,), (count,)))
    ((claim,),) = read_extracted(tmp_path).values()
    assert (claim.low, claim.stated.low, claim.quote) == (20, 20, "q")
    assert (claim.values["date"], claim.values["governorates"]) == ("2020-10", ["Raqqa", "Hama"])


def test_a_folder_that_brief_parse_did_not_write(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"cannot be read .*name the folder that brief parse wrote"):
        read_extracted(tmp_path)
    (tmp_path / "incidents.csv").write_text("incident_id\ni\n")
    (tmp_path / "counts.csv").write_text("count_id,measure\nc,killed\n")
    with pytest.raises(ReportError, match="line 1: has no column incident_id, article_id, low, high"):
        read_extracted(tmp_path)


def test_the_bare_annotation_differs_from_the_other_in_dates_alone() -> None:
    for bare in sorted((GOLD / "seeds-bare").glob("*.json")):
        full = GOLD / "seeds" / bare.name
        one, other = (json.loads(path.read_text(encoding="utf-8"))["counts"] for path in (bare, full))
        for entry, with_csv in zip(one, other, strict=True):
            assert {**entry, "date": "", "alt": ""} == {**with_csv, "date": "", "alt": ""}
