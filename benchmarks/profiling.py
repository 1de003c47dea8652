"""Where the time of parsing goes: the functions that take most of it by themselves, as Python's profiler sees them."""

from __future__ import annotations

import cProfile
import pstats
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from benchmarks.articles import articles
from benchmarks.measuring import run
from report_lib.assembling.incidents import parse_article
from report_lib.reading.articles import ArticleText

_SHOWN = 15


def lines(corpus: Path | None) -> Iterator[str]:
    """A table of the costliest functions by their own time, of the parser as Python: compiled, it shows none."""
    yield from run(["-m", "benchmarks.profiling", *([str(corpus)] if corpus else [])], path="").out.splitlines()


def _lines(texts: Sequence[ArticleText]) -> Iterator[str]:
    for item in texts:  # loads the vocabularies, and asks them for every word
        parse_article(*item)
    profile = cProfile.Profile()
    profile.runcall(lambda: [parse_article(*item) for item in texts])
    stats = pstats.Stats(profile)
    total: float = stats.total_tt  # type: ignore[attr-defined]
    yield "| function | calls an article | own time | with what it calls |"
    yield "|---|---|---|---|"
    costliest = sorted(stats.stats.items(), key=lambda item: -item[1][2])  # type: ignore[attr-defined]
    for (path, _, name), (_, calls, own, whole, _) in costliest[:_SHOWN]:
        where = f"{Path(path).parent.name}/{Path(path).stem}: " if path.startswith("/") else ""
        shares = f"{own / total:.1%} | {min(1.0, whole / total):.1%}"
        yield f"| `{where}{name.strip('<>')}` | {calls / len(texts):.1f} | {shares} |"


if __name__ == "__main__":
    print("\n".join(_lines(articles(Path(sys.argv[1]) if len(sys.argv) > 1 else None))))
