"""The command line from outside: exit status, what goes to which stream, and how fast it answers."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from report_lib import __version__
from report_lib.assembling.tables import read_tables
from report_lib.cli import main
from report_lib.progress import Progress

ANNOTATED = Path("tests/gold/annotated")
SEEDS = Path("seeds/articles")


def test_help_loads_nothing_heavy() -> None:
    code = "import sys; from report_lib.cli import build_parser; build_parser().format_help(); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"pandas", "yaml", "edtf", "report_lib.reading.articles", "report_lib.assembling.parsing"} & set(loaded)


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["--version"])
    assert caught.value.code == 0
    assert capsys.readouterr().out == f"report-lib {__version__}\n"


@pytest.mark.parametrize("arguments", [[], ["pars"], ["parse"], ["parse", "x"], ["score"]])
def test_a_command_that_is_none_is_bad_input(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("usage: brief")


def test_parse_writes_tables_and_says_what_it_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["parse", str(SEEDS), "--out", str(tmp_path / "out")]) == 0
    said = capsys.readouterr()
    assert said.err == ""
    assert said.out.splitlines()[0].split() == ["articles", "5", "read,", "0", "left", "out"]
    tables = read_tables(tmp_path / "out")
    assert f"counts     {len(tables['counts']):>7,} of them" in said.out
    assert (tables["incidents"]["event_id"] != "").all()


def test_parse_by_month_says_what_it_read_and_what_an_earlier_run_had(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = ["parse", "--partitioned", "--jobs", "1", "--out", str(tmp_path), str(SEEDS)]
    for kept in (0, 1):
        assert main(command) == 0
        said = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
        assert said[0] == ["articles", "5 read, 0 left out"]
        assert said[3] == ["chunks", f"1 of them {kept} read by an earlier run"]
        assert [name for name, _ in said] == ["articles", "incidents", "counts", "chunks", "months", "tables"]
    (tmp_path / "empty.txt").touch()
    assert main([*command, str(tmp_path / "empty.txt")]) == 2
    assert capsys.readouterr().err == f"brief: {tmp_path}/empty.txt: is empty; put its text there or take it out\n"


def test_every_quote_is_where_its_span_says(tmp_path: Path) -> None:
    assert main(["parse", str(SEEDS), str(ANNOTATED), "--out", str(tmp_path)]) == 0
    counts = read_tables(tmp_path)["counts"]
    assert len(counts) > 40
    for row in counts.itertuples():
        folder = SEEDS if (SEEDS / f"{row.article_id}.txt").exists() else ANNOTATED
        text = (folder / f"{row.article_id}.txt").read_bytes().decode()
        assert text[row.start : row.end] == row.quote != ""


def test_the_same_articles_give_the_same_bytes_wherever_and_whenever(tmp_path: Path) -> None:
    outputs = []
    for number, zone in enumerate(("UTC", "Asia/Damascus")):
        out = tmp_path / str(number)
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": str(number), "LC_ALL": "C"}
        command = [sys.executable, "-m", "report_lib", "parse", str(SEEDS), "--out", str(out)]
        subprocess.run(command, env=environment, check=True, capture_output=True)
        outputs.append({path.name: path.read_bytes() for path in out.iterdir()})
    assert outputs[0] == outputs[1]


def test_tables_may_be_written_over_tables(tmp_path: Path) -> None:
    assert main(["parse", str(SEEDS), "--out", str(tmp_path)]) == 0
    assert main(["parse", str(SEEDS), "--out", str(tmp_path)]) == 0


def test_many_problems_are_counted_and_not_all_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for number in range(25):
        (tmp_path / f"{number}.txt").touch()
    assert main(["parse", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 21
    assert lines[-1] == f"brief: and 5 more, see {tmp_path}/out/rejected.csv"


def test_score_of_tables_and_of_texts_parsed_anew_agree(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["parse", str(ANNOTATED), "--out", str(tmp_path)])
    capsys.readouterr()
    assert main(["score", str(ANNOTATED), str(tmp_path), "--texts", str(ANNOTATED), "--json"]) == 0
    of_tables = json.loads(capsys.readouterr().out)
    assert main(["score", str(ANNOTATED), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == of_tables
    assert of_tables["attributes"]["provenance"] == 1.0


def test_accuracy_holds_its_floor(capsys: pytest.CaptureFixture[str]) -> None:
    """The ratchet: see CONTRIBUTING.md for how the floor moves."""
    status = main(["score", str(ANNOTATED), "--floor", "tests/gold/floor.json"])
    assert capsys.readouterr().err == ""
    assert status == 0


def test_misses_are_listed(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("خبر بلا أرقام")
    gold = {"measure": "killed", "low": 3, "high": 3, "qualifier": "exact", "quote": "ثلاثة"}
    (tmp_path / "a.json").write_text(json.dumps({"counts": [gold]}))
    assert main(["score", str(tmp_path), "--misses"]) == 0
    assert "a | missed | killed | 3 | ثلاثة" in capsys.readouterr().out.splitlines()


def test_a_floor_that_fell_is_told_and_fails(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    floor = tmp_path / "floor.json"
    assert main(["score", str(ANNOTATED), "--floor", str(floor), "--write-floor"]) == 0
    assert main(["score", str(ANNOTATED), "--floor", str(floor)]) == 0
    floors = json.loads(floor.read_text())
    floors["annotated"]["scope"] = 1.1
    floor.write_text(json.dumps(floors))
    capsys.readouterr()
    assert main(["score", str(ANNOTATED), "--floor", str(floor)]) == 1
    assert "annotated scope: fell from 1.1 to" in capsys.readouterr().err


def test_doctor(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert main(["doctor"]) == 0
    assert all(line.startswith("ok ") for line in capsys.readouterr().out.splitlines())
    monkeypatch.chdir(tmp_path)
    assert main(["doctor"]) == 1
    assert "MISS seeds" in capsys.readouterr().out


def test_an_interruption_says_so(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def interrupt(*_: object, **__: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("report_lib.assembling.parsing.parse_articles", interrupt)
    assert main(["parse", str(SEEDS), "--out", "unused"]) == 130
    assert "run the command again" in capsys.readouterr().err


def test_a_reader_that_has_seen_enough_is_no_failure() -> None:
    command = f"{sys.executable} -m report_lib score {ANNOTATED} --misses | head -1"
    done = subprocess.run(command, shell=True, capture_output=True, text=True, check=True)
    assert "Traceback" not in done.stderr
    assert "BrokenPipe" not in done.stderr


def test_progress_is_for_long_work(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter([0.0, 1.0, 11.0, 12.0])
    monkeypatch.setattr("time.monotonic", lambda: next(clock))
    with Progress("articles") as progress:
        for _ in range(3):
            progress.step()
    assert capsys.readouterr().err == "2 articles, 0 a second\n"
