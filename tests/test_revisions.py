"""What a later edition says otherwise is logged with its day; the same says nothing."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from report_lib.comparing.revisions import (
    LOG_FILE,
    REVISIONS,
    SNAPSHOT,
    SNAPSHOT_FILE,
    log_edition,
    read_log,
    revisions,
    snapshot,
)
from report_lib.errors import ReportError
from report_lib.linking.collection import Collection, collect_records
from test_collection import seed_collection
from test_events import report

HOMS = {"date": "2020-10-02", "governorates": "Homs", "place": "السخنة"}


def built(*reports: tuple) -> Collection:
    incidents = [replace(incident, month="2020-10", month_basis="incident") for incident, _ in reports]
    return collect_records([], incidents, [count for _, counts in reports for count in counts])


def changes(old: Collection, new: Collection) -> list[tuple[str, str, str, str, str]]:
    table = revisions(snapshot(old, "2020-10"), snapshot(new, "2020-10"), "2020-10", "2026-01-02")
    assert list(table.columns) == [column.name for column in REVISIONS]
    assert set(table["revised"]) <= {"2026-01-02"}
    return [tuple(row) for row in table[["record", "change", "column", "old", "new"]].to_numpy()]


ONE = report("a", numbers="killed exact 7 regime forces", **HOMS)


def test_the_same_build_revises_nothing() -> None:
    assert changes(built(ONE), built(ONE)) == []
    table = snapshot(seed_collection(), "2020-10")
    assert list(table.columns) == [column.name for column in SNAPSHOT]


def test_another_report_of_the_event_widens_its_range() -> None:
    other = report("b", numbers="killed at_least 9 regime forces", **HOMS)
    assert changes(built(ONE), built(ONE, other)) == [
        ("event", "changed", "killed", "7", "7 to at least 9"),
        ("count", "added", "number", "", "at least 9"),
    ]


def test_a_corrected_number_is_a_change() -> None:
    corrected = (ONE[0], [replace(ONE[1][0], low=8, high=8)])
    assert changes(built(ONE), built(corrected)) == [
        ("event", "changed", "killed", "7", "8"),
        ("count", "changed", "number", "7", "8"),
    ]


def test_events_that_come_and_go() -> None:
    other = report("b", **{**HOMS, "date": "2020-10-20"}, numbers="killed exact 3 civilians")
    assert changes(built(ONE), built(ONE, other)) == [
        ("event", "added", "killed", "", "3"),
        ("count", "added", "number", "", "3"),
    ]
    assert changes(built(ONE, other), built(ONE)) == [
        ("event", "removed", "killed", "3", ""),
        ("count", "removed", "number", "3", ""),
    ]


def test_an_event_whose_first_report_is_new_is_still_the_same_event() -> None:
    earlier = report("0", numbers="killed exact 7 regime forces", **HOMS)
    assert [row for row in changes(built(ONE), built(earlier, ONE)) if row[0] == "event"] == []


def test_the_log_is_kept_in_the_months_folder(tmp_path: Path) -> None:
    assert log_edition(tmp_path, built(ONE), "2020-10", "2026-01-01").empty
    assert read_log(tmp_path).empty
    corrected = (ONE[0], [replace(ONE[1][0], low=8, high=8)])
    assert len(log_edition(tmp_path, built(corrected), "2020-10", "2026-01-02")) == 2
    assert len(log_edition(tmp_path, built(corrected), "2020-10", "2026-01-03")) == 2
    log = log_edition(tmp_path, built(ONE), "2020-10", "2026-01-04")
    assert list(log["revised"]) == ["2026-01-02"] * 2 + ["2026-01-04"] * 2
    assert read_log(tmp_path).equals(log)


def test_the_same_build_writes_the_same_bytes(tmp_path: Path) -> None:
    collection = seed_collection()
    log_edition(tmp_path, collection, "2020-10", "2026-01-01")
    first = {name: (tmp_path / name).read_bytes() for name in (LOG_FILE, SNAPSHOT_FILE)}
    log_edition(tmp_path, collection, "2020-10", "2026-02-01")
    assert {name: (tmp_path / name).read_bytes() for name in first} == first


LATER = report("b", **{**HOMS, "date": "2020-10-20"}, numbers="killed exact 3 civilians")
EIGHT = (ONE[0], [replace(ONE[1][0], low=8, high=8)])
NINE = (ONE[0], [replace(ONE[1][0], low=9, high=9)])


@pytest.mark.parametrize("then", [EIGHT, NINE, ONE])
@pytest.mark.parametrize("renamed", [0, 1, 2])
def test_a_build_cut_short_is_logged_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, renamed: int, then: tuple
) -> None:
    editions = [built(ONE, LATER), built(NINE), built(EIGHT, LATER), built(then)]
    undisturbed, cut = tmp_path / "undisturbed", tmp_path / "cut"
    for day, edition in enumerate(editions[:2], start=1):
        for folder in (undisturbed, cut):
            log_edition(folder, edition, "2020-10", f"2026-01-{day:02}")

    left = [*range(renamed)]
    rename = Path.replace

    def killed(path: Path, target: Path) -> Path:
        if not left:
            raise KeyboardInterrupt
        left.pop()
        return rename(path, target)

    with monkeypatch.context() as ending:
        ending.setattr(Path, "replace", killed)
        try:
            log_edition(cut, editions[2], "2020-10", "2026-01-03")
        except KeyboardInterrupt:
            assert renamed < 2
    if renamed == 2:  # it came to its end
        log_edition(undisturbed, editions[2], "2020-10", "2026-01-03")
    log = log_edition(cut, editions[3], "2020-10", "2026-01-04")
    assert log.equals(log_edition(undisturbed, editions[3], "2020-10", "2026-01-04"))
    assert (cut / SNAPSHOT_FILE).read_bytes() == (undisturbed / SNAPSHOT_FILE).read_bytes()


def test_a_correction_is_carried_through_a_build(tmp_path: Path) -> None:
    log_edition(tmp_path, seed_collection(), "2020-10", "2026-01-01")
    before = seed_collection()
    moved = {
        key: replace(count, low=16, high=16) if count.count_id == "003_0c529a9f9173ff95-c1" else count
        for key, count in before.counts.items()
    }
    tables = (before.articles.values(), before.incidents.values(), moved.values())
    after = collect_records(*tables)
    log = log_edition(tmp_path, after, "2020-10", "2026-01-02")
    assert ("count", "changed", "number", "17", "16") in {
        tuple(row) for row in log[["record", "change", "column", "old", "new"]].to_numpy()
    }


def test_hostile_text_is_no_formula_and_no_revision(tmp_path: Path) -> None:
    hostile = built((replace(ONE[0], place="=1+1", source="'@x"), ONE[1]))
    log_edition(tmp_path, hostile, "2020-10", "2026-01-01")
    assert "\n'=" not in (tmp_path / SNAPSHOT_FILE).read_text(encoding="utf-8").replace(",'=", "")
    assert ",=1" not in (tmp_path / SNAPSHOT_FILE).read_text(encoding="utf-8")
    assert log_edition(tmp_path, hostile, "2020-10", "2026-01-02").empty


def test_a_log_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    (tmp_path / LOG_FILE).write_text("not,a,log\n1,2,3\n", encoding="utf-8")
    with pytest.raises(ReportError, match="its columns are not those of this version"):
        log_edition(tmp_path, built(ONE), "2020-10", "2026-01-01")
