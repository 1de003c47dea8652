"""Parquet by month: the tables of the plain parse, whatever was interrupted, spread or killed on the way."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from report_lib.assembling.parsing import parse_articles
from report_lib.assembling.tables import to_frames
from report_lib.errors import ReportError
from report_lib.reading.archives import Unread
from report_lib.scaling import chunks as cutting
from report_lib.scaling import partitions
from report_lib.scaling.chunks import Chunk
from report_lib.scaling.partitions import Partitioned, parse_partitioned, read_months
from report_lib.scaling.workers import Spread, Work, by_cluster, by_processes, here

SEEDS, ANNOTATED = Path("seeds/articles"), Path("tests/gold/annotated")


@pytest.fixture(autouse=True)
def small_chunks(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "CHUNK_ARTICLES", 2)


def parse(out: Path, spread: Spread = here, paths: Iterable[Path] = (SEEDS, ANNOTATED)) -> Partitioned:
    return parse_partitioned(paths, out, spread=spread)


def files(out: Path) -> dict[str, bytes]:
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def undisturbed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles parsed in one go, in chunks of two."""
    out = tmp_path_factory.mktemp("undisturbed")
    with pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(cutting, "CHUNK_ARTICLES", 2)
        parse(out)
    return out


def months(out: Path) -> list[str]:
    return sorted({path.name.removeprefix("month=") for path in out.glob("*/month=*")})


def sorted_by_key(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.sort_values(str(frame.columns[0]), ignore_index=True)


def test_the_tables_of_all_months_are_those_of_the_plain_parse(undisturbed: Path) -> None:
    plain = parse_articles([SEEDS, ANNOTATED])
    expected = to_frames(plain.articles, plain.incidents, plain.counts)
    found = read_months(undisturbed, months(undisturbed))
    for name, frame in expected.items():
        pd.testing.assert_frame_equal(sorted_by_key(found[name]), sorted_by_key(frame))


def test_a_month_has_its_incidents_their_counts_and_the_articles_they_rest_on(undisturbed: Path) -> None:
    tables = read_months(undisturbed, ["2020-10"])
    incidents, counts, articles = (tables[name] for name in ("incidents", "counts", "articles"))
    assert set(incidents["month"]) == {"2020-10"}
    assert set(counts["incident_id"]) == set(incidents["incident_id"])
    assert set(articles["article_id"]) >= set(incidents["article_id"])
    assert "undated" in months(undisturbed)
    undated = read_months(undisturbed, ["undated"])["incidents"]
    assert len(undated) and set(undated["month"]) == {""}


def test_other_programs_read_the_month_from_the_folder(undisturbed: Path) -> None:
    table = pq.read_table(undisturbed / "counts", filters=[("month", "=", "2020-10")]).to_pandas()
    assert set(table["month"]) == {"2020-10"}
    assert len(table) == len(read_months(undisturbed, ["2020-10"])["counts"])
    assert "month" not in pq.read_schema(next((undisturbed / "incidents" / "month=2020-10").iterdir())).names


def test_the_summary_counts_what_lies_there(tmp_path: Path) -> None:
    done = parse(tmp_path)
    plain = parse_articles([SEEDS, ANNOTATED])
    assert done.rows == {
        "articles": len(plain.articles),
        "incidents": len(plain.incidents),
        "counts": len(plain.counts),
    }
    assert done.tallies == sum(incident.scope == "aggregate" for incident in plain.incidents)
    assert done.unnumbered == sum(count.qualifier == "unspecified" for count in plain.counts)
    assert done.parts == len(list(tmp_path.glob("*/month=*/part-*.parquet")))
    assert (done.chunks, done.kept, done.rejected) == (-(-len(plain.articles) // 2), 0, 0)


def test_processes_give_the_same_bytes(undisturbed: Path, tmp_path: Path) -> None:
    parse(tmp_path, by_processes(2))
    assert files(tmp_path) == files(undisturbed)


class Stop(BaseException):
    """Stands for what ends a run: an interrupt, a crash, a full disk."""


@pytest.mark.parametrize("after", [0, 1, 5])
def test_a_run_goes_on_where_it_was_stopped(undisturbed: Path, tmp_path: Path, after: int) -> None:
    read: list[str] = []

    def stopping(work: Work, chunks: Iterable[Chunk]) -> Iterator[bytes]:
        for number, chunk in enumerate(chunks):
            if number == after:
                raise Stop
            yield work(chunk)

    def counting(work: Work, chunks: Iterable[Chunk]) -> Iterator[bytes]:
        for chunk in chunks:
            read.extend(item.file for item in chunk)
            yield work(chunk)

    with pytest.raises(Stop):
        parse(tmp_path, stopping)
    with pytest.raises(ReportError, match="holds no finished tables"):
        read_months(tmp_path, ["2020-10"])
    done = parse(tmp_path, counting)
    assert done.kept == after
    assert len(read) == done.rows["articles"] - 2 * after
    assert files(tmp_path) == files(undisturbed)


def test_what_is_read_is_laid_out_before_all_is_read(
    undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    add = partitions._Merge.add

    def noted(merge: partitions._Merge, chunk: partitions._Chunk) -> None:
        done.append("laid out")
        add(merge, chunk)

    def noting(work: Work, chunks: Iterable[Chunk]) -> Iterator[bytes]:
        for chunk in chunks:
            done.append("read")
            yield work(chunk)

    monkeypatch.setattr(partitions._Merge, "add", noted)
    parse(tmp_path, noting)
    assert done[:4] == ["read", "laid out", "read", "laid out"]
    assert files(tmp_path) == files(undisturbed)


@pytest.mark.parametrize("damage", ["cut short", "empty", "scrambled", "no table"])
def test_a_damaged_chunk_of_an_earlier_run_is_read_again(undisturbed: Path, tmp_path: Path, damage: str) -> None:
    parse(tmp_path)
    for file in sorted(tmp_path.glob(".chunks/*.arrow"))[:2]:
        data = file.read_bytes()
        half = len(data) // 2
        damaged = {
            "cut short": data[:half],
            "empty": b"",
            "scrambled": data[:half] + bytes(255 - byte for byte in data[half : half + 40]) + data[half + 40 :],
            "no table": "خبر".encode() * 100,
        }
        file.write_bytes(damaged[damage])
    done = parse(tmp_path)
    assert done.kept == done.chunks - 2
    assert files(tmp_path) == files(undisturbed)


@pytest.mark.parametrize("at", ["_write_largest", "_put_in_place"])
def test_a_stop_while_the_months_are_laid_out_leaves_nothing_half_done(
    undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    def stop(*_: object) -> None:
        raise Stop

    with monkeypatch.context() as patched, pytest.raises(Stop):
        patched.setattr(partitions._Merge, at, stop)
        parse(tmp_path)
    done = parse(tmp_path)
    assert done.kept == done.chunks > 5
    assert files(tmp_path) == files(undisturbed)


def test_a_killed_program_goes_on(undisturbed: Path, tmp_path: Path) -> None:
    code = (
        "import sys; from report_lib import cli; from report_lib.scaling import chunks; "
        "chunks.CHUNK_ARTICLES = 2; cli.main(sys.argv[1:])"
    )
    arguments = ["parse", str(SEEDS), str(ANNOTATED), "--out", str(tmp_path), "--partitioned", "--jobs", "1"]
    with subprocess.Popen([sys.executable, "-c", code, *arguments], stdout=subprocess.DEVNULL) as program:
        while program.poll() is None and len(list(tmp_path.glob(".chunks/*.arrow"))) < 3:
            time.sleep(0.005)
        program.kill()
    assert program.returncode == -signal.SIGKILL
    assert not (tmp_path / "datapackage.json").exists()
    assert parse(tmp_path).kept >= 3
    assert files(tmp_path) == files(undisturbed)


def test_many_parts_of_a_month_hold_what_one_does(
    undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(partitions, "_HELD_BYTES", 5_000)
    done = parse(tmp_path)
    assert done.parts > len(list(tmp_path.glob("*/month=*")))
    expected = read_months(undisturbed, months(undisturbed))
    for name, frame in read_months(tmp_path, months(tmp_path)).items():
        pd.testing.assert_frame_equal(sorted_by_key(frame), sorted_by_key(expected[name]))


def test_rows_of_many_chunks_wait_as_few_tables(
    undisturbed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A table of three rows takes as much memory as one of three hundred: a hundred thousand articles took 400 MB."""
    waiting: list[int] = []
    write = partitions._Merge._write_largest

    def counted(merge: partitions._Merge) -> None:
        waiting.append(max(map(len, merge._waiting.values())))
        write(merge)

    monkeypatch.setattr(partitions, "_HELD_TABLES", 2)
    monkeypatch.setattr(partitions._Merge, "_write_largest", counted)
    parse(tmp_path)
    assert max(waiting) <= 2
    assert files(tmp_path) == files(undisturbed)


def copied(folder: Path) -> Path:
    shutil.copytree(SEEDS, folder)
    return folder


def test_an_identifier_in_two_chunks_is_the_first_articles(tmp_path: Path) -> None:
    texts = copied(tmp_path / "texts")
    line = '{"article_id": "%s", "text": "خبر"}\n'
    (tmp_path / "texts" / "z.jsonl").write_text(line % "000_75b3902d17d9828a" + line % "z")
    done = parse(tmp_path / "out", paths=[texts])
    plain = parse_articles([texts])
    assert [problem.record for problem in done.problems] == ["line 1"]
    assert done.problems == plain.rejected
    found = read_months(tmp_path / "out", months(tmp_path / "out"))
    assert sorted(found["articles"]["article_id"]) == sorted(a.article_id for a in plain.articles)
    assert sorted(found["counts"]["count_id"]) == sorted(count.count_id for count in plain.counts)
    assert (tmp_path / "out" / "rejected.csv").read_text().splitlines()[1].startswith(f"{texts}/z.jsonl,line 1,")


def test_paths_that_overlap_give_each_article_once(tmp_path: Path) -> None:
    done = parse(tmp_path, paths=[SEEDS, SEEDS])
    assert done.rows["articles"] == 5
    assert done.rejected == 5


def test_what_is_changed_alone_is_read_again_and_what_is_gone_leaves_nothing(tmp_path: Path) -> None:
    texts = copied(tmp_path / "texts")
    for name in "ab":
        lines = (f'{{"article_id": "{name}{number}", "text": "خبر {number}"}}\n' for number in range(8))
        (texts / f"{name}.jsonl").write_text("".join(lines))
    first = parse(tmp_path / "out", paths=[texts])
    (texts / "a.jsonl").write_text('{"article_id": "a0", "text": "خبر آخر"}\n')
    again = parse(tmp_path / "out", paths=[texts])
    assert (first.chunks, again.chunks) == (11, 8)  # of a.jsonl one instead of four
    assert again.kept == 7
    assert parse(tmp_path / "anew", paths=[texts]).kept == 0
    assert files(tmp_path / "out") == files(tmp_path / "anew")


def test_nothing_to_read_is_a_problem_and_no_crash(tmp_path: Path) -> None:
    done = parse(tmp_path / "out", paths=[tmp_path / "nowhere"])
    assert [problem.rule for problem in done.problems] == ["there is no such file or folder"]
    assert all(len(frame) == 0 for frame in read_months(tmp_path / "out", ["2020-10"]).values())


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")
    with pytest.raises(ReportError, match="cannot be written"):
        parse(tmp_path / "out")


@pytest.mark.parametrize("own", ["articles/a.txt", "counts/2020.csv", "incidents/a/b.txt", "rejected.csv"])
@pytest.mark.parametrize("package", [None, '{"name": "mine"}'])
def test_what_is_the_users_own_is_not_written_over(tmp_path: Path, own: str, package: str | None) -> None:
    file = tmp_path / "out" / own
    file.parent.mkdir(parents=True)
    file.write_text("mine")
    if package:
        (tmp_path / "out" / "datapackage.json").write_text(package)
    before = files(tmp_path)
    with pytest.raises(ReportError) as caught:
        parse(tmp_path / "out", lambda *_: pytest.fail("something was read"))
    (problem,) = caught.value.problems
    assert problem.file == str(tmp_path / "out")
    assert problem.rule == f"holds {own.split('/')[0]}, which report-lib did not write"
    assert problem.remedy == "name another folder for --out"
    assert files(tmp_path) == before


def test_what_the_user_put_among_the_tables_of_an_earlier_run_is_not_deleted(tmp_path: Path) -> None:
    parse(tmp_path, paths=[SEEDS])
    (tmp_path / "articles" / "mine.txt").write_text("خبر")
    before = files(tmp_path)
    with pytest.raises(ReportError, match=r"holds articles/mine\.txt, which report-lib did not write"):
        parse(tmp_path, paths=[tmp_path / "articles"])
    assert files(tmp_path) == before


def test_a_stop_before_the_description_of_tables_without_a_chunk_goes_on(
    tmp_path: Path,
) -> None:
    parse(tmp_path, paths=[])
    (tmp_path / "datapackage.json").unlink()  # the last to be written
    assert parse(tmp_path, paths=[]).chunks == 0


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, its process and its two workers', which nobody starts again."""
    known = tmp_path / "scheduler.json"
    common = ["--scheduler-file", str(known), "--no-dashboard"]
    commands = [
        [sys.executable, "-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", *common],
        *[[sys.executable, "-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", *common]] * 2,
    ]
    programs = [subprocess.Popen(command, stderr=subprocess.DEVNULL, cwd=tmp_path) for command in commands]
    try:
        from distributed import Client

        with Client(scheduler_file=str(known), timeout="60s") as client:
            client.wait_for_workers(2, timeout=60)
            address = client.scheduler.address
        yield address, programs
    finally:
        for program in programs:
            program.kill()
            program.wait()


def test_a_cluster_that_loses_a_worker_half_way_gives_the_same_bytes(
    undisturbed: Path, tmp_path: Path, cluster: tuple[str, list[subprocess.Popen[bytes]]]
) -> None:
    address, (_, *workers) = cluster
    read: list[int] = []

    def kill_half_way(articles: int) -> None:
        read.append(articles)
        if len(read) == 5:
            os.kill(workers[0].pid, signal.SIGKILL)
            workers[0].wait()

    done = parse_partitioned(
        [SEEDS, ANNOTATED], tmp_path / "out", spread=by_cluster(address), on_articles=kill_half_way
    )
    assert workers[0].returncode == -signal.SIGKILL
    assert workers[1].poll() is None
    assert sum(read) == done.rows["articles"] == 17
    assert files(tmp_path / "out") == files(undisturbed)


@pytest.mark.parametrize("after", [2, 18])
def test_a_scheduler_that_dies_half_way_is_told(cluster: tuple[str, list[subprocess.Popen[bytes]]], after: int) -> None:
    import dask

    address, (scheduler, *_) = cluster
    chunks: list[Chunk] = [(Unread(str(number), "", "text", b""),) for number in range(20)]
    with dask.config.set({"distributed.comm.timeouts.connect": "1s"}), pytest.raises(ReportError) as caught:
        for number, _result in enumerate(by_cluster(address)(lambda chunk: time.sleep(0.2) or b"", chunks), start=1):
            if number == after:
                scheduler.kill()
                scheduler.wait()
    (problem,) = caught.value.problems
    assert problem.file == address
    assert problem.rule.startswith("the cluster was lost (")
    assert problem.remedy == "start it again; run the command again: what is finished is kept"


def test_a_file_whose_name_is_not_utf_8_is_read_as_the_plain_parse_does(tmp_path: Path) -> None:
    file = tmp_path / os.fsdecode(b"a\xff.jsonl")
    file.write_text('{"article_id": "a", "text": "خبر"}\n' * 2)
    done = parse(tmp_path / "out", paths=[file])
    assert done.rows["articles"] == 1
    assert done.problems == parse_articles([file]).rejected
