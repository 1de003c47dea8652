"""What is said of accuracy is what the parser does: the figures kept with the code are measured again here."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from report_lib import __version__
from report_lib.errors import ReportError
from report_lib.measuring import accuracy
from report_lib.measuring.accuracy import FIGURES, FIRST, PAGE, SETS, accuracy_page, line, measure, renew
from report_lib.measuring.floor import fallen
from report_lib.measuring.scoring import KINDS

ROOT = Path(__file__).parent.parent
FLOOR = Path("tests/gold/floor.json")


@pytest.fixture(scope="module")
def measured() -> dict[str, Any]:
    return measure(ROOT)


def copied(tmp_path: Path) -> Path:
    """A repository with the annotated sets and their texts alone."""
    for folder in {folder for pair in SETS.values() for folder in pair}:
        shutil.copytree(ROOT / folder, tmp_path / folder)
    for file in ("seeds/articles.csv", FIRST):
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


def test_the_figures_kept_are_those_of_the_parser(measured: dict[str, Any]) -> None:
    """After a change that moves them: `make accuracy`."""
    assert json.loads((ROOT / FIGURES).read_text(encoding="utf-8")) == measured


def test_the_page_is_made_from_the_measurement(measured: dict[str, Any]) -> None:
    """After a change that moves them: `make accuracy`."""
    assert (ROOT / PAGE).read_text(encoding="utf-8") == accuracy_page(measured)


def test_accuracy_has_not_fallen_on_any_set(measured: dict[str, Any]) -> None:
    """The ratchet: CONTRIBUTING.md says how the floor moves."""
    for name, figures in measured["sets"].items():
        assert fallen(FLOOR, name, figures["gold"], figures) == []


def test_the_floor_notices_a_parser_that_reads_worse(measured: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> None:
    real = accuracy.by_article

    def without_the_first(*tables: Any) -> dict[str, Any]:
        return {article: claims[1:] for article, claims in real(*tables).items()}

    monkeypatch.setattr(accuracy, "by_article", without_the_first)
    worse = measure(ROOT)
    for name, figures in worse["sets"].items():
        assert fallen(FLOOR, name, figures["gold"], figures) != []
    assert accuracy_page(worse) != accuracy_page(measured)


def test_renewing_writes_figures_and_page_and_leaves_the_floor(tmp_path: Path, measured: dict[str, Any]) -> None:
    root = copied(tmp_path)
    floor = root / FLOOR
    floor.write_bytes(b"{}")
    renew(root)
    assert json.loads((root / FIGURES).read_text(encoding="utf-8")) == measured
    assert (root / PAGE).read_text(encoding="utf-8") == accuracy_page(measured)
    assert floor.read_bytes() == b"{}"


def test_a_text_that_cannot_be_read_is_no_measurement(tmp_path: Path) -> None:
    root = copied(tmp_path)
    (root / "tests/gold/annotated/A-01r.txt").write_bytes(b"")
    with pytest.raises(ReportError, match=r"A-01r\.txt: is empty"):
        measure(root)


def test_all_sets_together_are_their_sums(measured: dict[str, Any]) -> None:
    sets = measured["sets"].values()
    assert measured["together"]["articles"] == sum(each["articles"] for each in sets)
    for kind in KINDS:
        for name in ("tp", "fp", "fn"):
            assert measured["together"][kind][name] == sum(each[kind][name] for each in sets)


def test_the_line_says_how_many_articles_with_which_result_and_version(measured: dict[str, Any]) -> None:
    numbers = measured["first"]["headline.number"]
    said = f"{numbers['f1']:.2f}", *(f"{end:.2f}" for end in numbers["f1_95"])
    for lang in ("en", "ar"):
        text = line(lang)
        assert all(number in text for number in said)
        assert str(measured["first"]["articles"]) in text
        assert f"report-lib {__version__}" in text


def test_the_first_reading_is_of_the_unseen_articles_as_they_are(measured: dict[str, Any]) -> None:
    """A new set brings a new first reading; no annotation changes under an old one."""
    first = json.loads((ROOT / FIRST).read_text(encoding="utf-8"))
    unseen = measured["sets"]["unseen"]
    assert first["gold"] == unseen["gold"]
    assert first["articles"] == unseen["articles"]


def test_the_line_needs_no_measuring(monkeypatch: pytest.MonkeyPatch) -> None:
    def parse(*_: object) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr(accuracy, "parse_articles", parse)
    assert line()


def test_the_page_says_what_the_figures_say() -> None:
    found = {"tp": 3, "fp": 1, "fn": 2, "precision": 0.75, "recall": 0.6, "f1": 0.667, "f1_95": [0.4, 0.9]}
    nothing = {"tp": 0, "fp": 0, "fn": 0, "precision": 0.0, "recall": 0.0, "f1": 0.0, "f1_95": [0.0, 0.0]}
    shares = {**dict.fromkeys(accuracy._ATTRIBUTES, 0.5), "source": None}
    figures = {"articles": 4, **dict.fromkeys(KINDS, nothing), "headline.number": found, "attributes": shares}
    first = {**figures, "version": "9.8", "headline.number": {**found, "f1": 0.5}}
    page = accuracy_page({"version": "9.9", "sets": {"unseen": figures}, "together": figures, "first": first})
    assert "with version 9.9 on 4 articles annotated by hand, in which 5 counts" in page
    assert "F1 0.500, 95 % interval 0.400–0.900" in page
    assert "| killed and wounded, with a number: F1 | 0.500 | 0.667 |" in page
    row = "with a number | unseen (4 articles) | 5 | 3 | 1 | 2 | 0.750 | 0.600 | 0.667 | 0.400–0.900 |"
    assert f"| killed and wounded, {row}" in page
    assert "| unseen (4 articles) | 0 | 0 | 0 | 0 | – | – | – | – |" in page
    assert "| 0.500 | 0.500 |" in page
    assert "or nobody | – | – |" in page
    assert "| *matched counts* | | 3 | 3 |" in page
    assert "$" not in page
