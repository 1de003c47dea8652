"""Parsing many articles by month: whether time an article and memory stay as they are, and what a second core gives."""

from __future__ import annotations

import json
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.articles import write_many
from benchmarks.measuring import Ran, Row, ratio, run
from report_lib.reading.articles import ArticleText

FEW = 1_000
ROUNDS = 3  # of the command on one core and on two


def rows(texts: Sequence[ArticleText], many: int) -> Iterator[Row]:
    """`FEW` articles and `many` in a process that is warm; then the command itself, with one process and with two."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_many(texts, FEW, folder / "few.jsonl")
        write_many(texts, many, folder / "many.jsonl")
        few, lots = (_parsed(folder / f"{size}.jsonl", folder / size) for size in ("few", "many"))
        small, large = (1000 * ran.json() / n for ran, n in ((few, FEW), (lots, many)))
        yield Row(
            f"parse by month, {FEW:,} → {many:,} articles",
            f"{large:.2f} ms an article",
            f"{small:.2f} ms an article",
            f"{large / small:.2f}",
            "≤ 1.10",
            large / small <= 1.10,
        )
        yield from _costs(large / 3_600_000, *_bytes(folder / "many", many))
        grown = lots.megabytes - few.megabytes
        yield Row(
            "its memory at the most",
            f"{lots.megabytes:.0f} MB",
            f"{few.megabytes:.0f} MB",
            f"{grown:+.0f} MB",
            "≤ 100 MB",
            grown <= 100,
        )
        yield _two_cores(folder / "many.jsonl", folder / "by-command")


def _two_cores(path: Path, out: Path) -> Row:
    """`brief parse` from its start to its end, one process and two in turn, each time into an empty folder."""
    seconds: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(ROUNDS):
        for jobs, taken in seconds.items():
            shutil.rmtree(out, ignore_errors=True)
            command = ["-m", "report_lib", "parse", str(path), "--partitioned", "--jobs", str(jobs), "--out", str(out)]
            taken.append(run(command).seconds)
    one, two = map(statistics.median, seconds.values())
    gain = ratio(seconds[1], seconds[2])
    return Row(
        "`brief parse` on two cores", f"{two:.0f} s", f"on one: {one:.0f} s", f"{gain:.2f} ×", "≥ 1.8", gain >= 1.8
    )


def _costs(hours: float, kept: float, written: float) -> Iterator[Row]:
    """What many articles take at the measured rate: an article's hours on one core, its bytes in chunks, in Parquet."""
    for number, name in ((1_000_000, "a million"), (100_000_000, "a hundred million")):
        gigabytes = (
            f"{number * written / 1e9:.1f} GB of Parquet, {number * kept / 1e9:.1f} GB of chunks while it is read"
        )
        yield Row(f"{name} articles at this rate", f"{number * hours:,.1f} hours of one core", gigabytes, "")


def _bytes(out: Path, number: int) -> tuple[float, float]:
    """Bytes an article of what is kept in chunks, and of what is written by month."""
    sizes = [(path.relative_to(out).parts[0], path.stat().st_size) for path in out.rglob("*") if path.is_file()]
    kept = sum(size for part, size in sizes if part.startswith("."))
    return kept / number, (sum(size for _, size in sizes) - kept) / number


def _parsed(path: Path, out: Path) -> Ran:
    return run(["-m", "benchmarks.growth", str(path), str(out)])


def _main(path: str, out: str) -> None:
    """Parse one file by month, and print the seconds of the processor that it took, once warm."""
    from report_lib.assembling.incidents import parse_article
    from report_lib.reading.articles import read_articles
    from report_lib.scaling.partitions import parse_partitioned

    for item in read_articles([Path("seeds/articles")]).articles:
        parse_article(*item)
    start = time.process_time()
    parse_partitioned([Path(path)], Path(out))
    print(json.dumps(time.process_time() - start))


if __name__ == "__main__":
    _main(*sys.argv[1:])
