"""Parsing many articles by month: whether time an article and memory stay as they are, and what a second core gives."""

from __future__ import annotations

import json
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.articles import write_many
from benchmarks.measuring import Ran, Row, run
from report_lib.reading.articles import ArticleText

FEW = 1_000


def rows(texts: Sequence[ArticleText], many: int) -> Iterator[Row]:
    """`FEW` articles and `many`, with one process and with two."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        write_many(texts, FEW, folder / "few.jsonl")
        write_many(texts, many, folder / "many.jsonl")
        few, lots, two = (
            _parsed(folder / f"{size}.jsonl", folder / f"{size}-{jobs}", jobs)
            for size, jobs in (("few", 1), ("many", 1), ("many", 2))
        )
        small, large = (1000 * ran.json()["seconds"] / n for ran, n in ((few, FEW), (lots, many)))
        yield Row(
            f"parse by month, {FEW:,} → {many:,} articles",
            f"{large:.2f} ms an article",
            f"{small:.2f} ms an article",
            f"{large / small:.2f}",
            "≤ 1.10",
            large / small <= 1.10,
        )
        grown = lots.megabytes - few.megabytes
        yield Row(
            "its memory at the most",
            f"{lots.megabytes:.0f} MB",
            f"{few.megabytes:.0f} MB",
            f"{grown:+.0f} MB",
            "≤ 100 MB",
            grown <= 100,
        )
        one, both = lots.json()["seconds"], two.json()["seconds"]
        yield Row(
            "on two cores", f"{both:.0f} s", f"on one: {one:.0f} s", f"{one / both:.2f} ×", "≥ 1.8", one / both >= 1.8
        )


def _parsed(path: Path, out: Path, jobs: int) -> Ran:
    return run(["-m", "benchmarks.growth", str(path), str(out), str(jobs)])


def _main(path: str, out: str, jobs: str) -> None:
    """Parse one file by month, and print the seconds that it took once the library was loaded and warm."""
    from report_lib.assembling.incidents import parse_article
    from report_lib.reading.articles import read_articles
    from report_lib.scaling.partitions import parse_partitioned
    from report_lib.scaling.workers import by_processes, here

    for item in read_articles([Path("seeds/articles")]).articles:
        parse_article(*item)
    start = time.perf_counter()
    parse_partitioned([Path(path)], Path(out), spread=by_processes(int(jobs)) if int(jobs) > 1 else here)
    print(json.dumps({"seconds": time.perf_counter() - start}))


if __name__ == "__main__":
    _main(*sys.argv[1:])
