"""Measures report-lib on this machine and prints one table of ratios, all taken in this run.

make bench, or: python -m benchmarks [CORPUS] [--write docs/benchmarks.md] [--only parsing …]
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from benchmarks import building, growth, linking, parsing, profiling
from benchmarks.articles import articles
from benchmarks.measuring import Row

PARTS = ("parsing", "growth", "building", "linking")
PACKAGES = ("report-lib", "spacy", "dateparser", "pyahocorasick", "papermill", "nbconvert", "pandas", "pyarrow")


def main() -> None:
    """Measure, print, and write the page."""
    parser = argparse.ArgumentParser(prog="benchmarks", description=__doc__)
    parser.add_argument("corpus", nargs="?", type=Path, help="articles, as brief parse takes them [the project's own]")
    parser.add_argument("--write", type=Path, metavar="FILE", help="the page to write")
    parser.add_argument("--many", type=int, default=100_000, help="articles of the large run [100000]")
    parser.add_argument("--incidents", type=int, default=100_000, help="incidents that are linked [100000]")
    parser.add_argument("--only", nargs="+", choices=PARTS, default=PARTS, help="parts [all]")
    options = parser.parse_args()
    texts = articles(options.corpus)
    load = os.getloadavg()[0]
    measured = {
        "parsing": lambda: parsing.rows(texts, options.corpus),
        "growth": lambda: growth.rows(texts, options.many),
        "building": building.rows,
        "linking": lambda: linking.rows(options.incidents),
    }
    rows = []
    for name in options.only:
        for row in measured[name]():
            rows.append(row)
            print(_line(row), file=sys.stderr, flush=True)
    length = sum(len(text) for _, text in texts) / len(texts)
    whose = "real ones, which are not part of the project" if options.corpus else "the project's own"
    measured_on = f"{len(texts):,} articles ({whose}) of {length:,.0f} characters on average"
    page = "\n".join(
        (*_page(rows, measured_on, load), *(_profile(options.corpus) if "parsing" in options.only else ()))
    )
    print(page)
    if options.write:
        options.write.write_text(page, encoding="utf-8")


def _page(rows: Iterable[Row], texts: str, load: float) -> Iterator[str]:
    yield "# Benchmarks"
    yield ""
    yield "Written by `make bench`. Medians, and ratios of times taken in turn in the same run: on another machine the"
    yield "times are others, the ratios about the same."
    yield ""
    yield f"- Machine: {_processor()}, {os.cpu_count()} processors, {_memory():.0f} GB; {platform.system()}"
    yield f"- Python {platform.python_version()}, " + ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    yield f"- Other work on the machine when the run began: {load:.1f} processes (1.0 and more disturb it)"
    yield f"- Texts: {texts}"
    yield f"- The parser: {'compiled (`make compiled`)' if parsing.is_compiled() else parsing.AS_PYTHON}"
    yield ""
    yield "| work | report-lib | beside | ratio | goal | met |"
    yield "|---|---|---|---|---|---|"
    yield from map(_line, rows)
    yield ""


def _profile(corpus: Path | None) -> Iterator[str]:
    yield "## Where the time of parsing goes"
    yield ""
    yield "As Python; the profiler makes small functions look dearer than they are."
    yield ""
    yield from profiling.lines(corpus)
    yield ""


def _line(row: Row) -> str:
    met = "" if row.met is None else "yes" if row.met else "**no**"
    return f"| {row.work} | {row.ours} | {row.against} | {row.ratio} | {row.goal} | {met} |"


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    return next((line.split(": ")[1] for line in lines if line.startswith("model name")), platform.machine())


def _memory() -> float:
    return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9


if __name__ == "__main__":
    main()
