"""Where the time of parsing goes: the functions that take most of it by themselves."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Iterator, Sequence
from pathlib import Path

from report_lib.assembling.incidents import parse_article
from report_lib.reading.articles import ArticleText

_SHOWN = 15
_WARMING = 50  # articles after which vocabularies are loaded and most words known


def lines(texts: Sequence[ArticleText]) -> Iterator[str]:
    """A table of the costliest functions by their own time; the profiler itself makes small functions look dearer."""
    for item in texts[:_WARMING]:
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
