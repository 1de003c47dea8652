"""Interrupted, hindered and crowded: each file stays whole, and the message says what to do."""

from __future__ import annotations

import os
import random
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from faults import ROOT, SEEDS, contents, fill, kill_parses, may_mount, parse, small_disk, start, told_well
from report_lib.errors import ReportError
from report_lib.files import write_files
from test_bad_files import as_anybody


def test_a_parse_killed_at_any_moment(tmp_path: Path) -> None:
    seen = kill_parses(tmp_path, 3, random.Random(1))
    assert seen["killed"] + seen["ended before"] == 3
    assert not seen["half-written"] and not seen["next parse differs"]


def test_two_parses_into_one_folder(tmp_path: Path) -> None:
    running = [start(parse(tmp_path / "out"), ROOT) for _ in range(2)]
    assert [each.wait() for each in running] == [0, 0]
    start(parse(tmp_path / "alone"), ROOT).communicate()
    assert list(contents(tmp_path / "out").values()) == list(contents(tmp_path / "alone").values())


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), OSError(122, "Disk quota exceeded")])
@pytest.mark.parametrize("at", [0, 1, 2])
def test_a_full_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, at: int) -> None:
    write_files(tmp_path, {"a": b"old", "b": b"old", "c": b"old"})
    synced = []

    def full(handle: int) -> None:
        synced.append(handle)
        if len(synced) > at:
            raise error

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(
        ReportError, match=r"cannot be written \(.*\); check the folder's permissions and the space left"
    ):
        write_files(tmp_path, {"a": b"new", "b": b"new", "c": b"new"})
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == dict.fromkeys("abc", b"old")


@pytest.mark.parametrize("left", [0, 10_000, 30_000])
def test_a_disk_that_has_room_for_a_part(tmp_path: Path, left: int) -> None:
    if not may_mount():
        pytest.skip("no disk may be mounted here")
    one = tmp_path / "one"
    one.mkdir()
    shutil.copy(ROOT / "seeds" / "articles" / SEEDS[0], one)
    with small_disk(tmp_path / "disk") as disk:
        out = disk / "out"
        start(["-m", "report_lib", "parse", str(one), "--out", str(out)], ROOT).communicate()
        before = contents(out)
        ballast = fill(disk, left)
        done = subprocess.run([sys.executable, *parse(out)], cwd=ROOT, capture_output=True, check=False)
        assert told_well(done), done.stderr.decode()
        assert contents(out) == before
        ballast.unlink()
        start(parse(out), ROOT).communicate()
        start(parse(tmp_path / "out"), ROOT).communicate()
        assert contents(out) == contents(tmp_path / "out")


def test_files_that_may_not_grow(tmp_path: Path) -> None:
    out = tmp_path / "out"
    start(parse(out), ROOT).communicate()
    before = contents(out)
    done = subprocess.run(
        [sys.executable, *parse(out)],
        cwd=ROOT,
        capture_output=True,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000)),
        check=False,
    )
    assert b"cannot be written (File too large)" in done.stderr
    assert told_well(done) and contents(out) == before


def test_a_folder_that_must_not_be_written(tmp_path: Path) -> None:
    out = tmp_path / "out"
    start(parse(out), ROOT).communicate()
    before = contents(out)
    out.chmod(0o500)
    command = [sys.executable, *parse(out)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, preexec_fn=as_anybody, check=False)
    out.chmod(0o700)
    assert done.returncode == 2
    assert b"cannot be written (Permission denied); check the folder's permissions" in done.stderr
    assert b"Traceback" not in done.stderr
    assert contents(out) == before


@pytest.mark.parametrize("seed", ["0", "77"])
def test_hash_seed_time_zone_and_locale_leave_no_trace_in_tables(tmp_path: Path, seed: str) -> None:
    start(parse(tmp_path / "here"), ROOT).communicate()
    elsewhere = tmp_path / "فضاء آخر"
    environment = {**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo", "LC_ALL": "tr_TR.UTF-8", "LANG": "C"}
    command = [sys.executable, *parse(elsewhere)]
    subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    assert list(contents(elsewhere).values()) == list(contents(tmp_path / "here").values())
