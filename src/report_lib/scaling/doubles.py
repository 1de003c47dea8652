"""Articles of different chunks that have one identifier: which they are, and the tables without the later ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from report_lib.errors import Problem
from report_lib.reading.articles import doubled
from report_lib.records import TABLES
from report_lib.scaling.chunks import FILE, RECORD, ChunkTables, article_ids


def hashes(ids: Sequence[str]) -> pd.Series[int]:
    """64 bits for each identifier, the same everywhere."""
    return pd.Series(pd.util.hash_array(pd.Series(ids, dtype="object").to_numpy(), categorize=False))


def in_several(of_chunks: Sequence[pd.Series[int]], files: Iterable[Path]) -> frozenset[str]:
    """The article_ids that more than one chunk holds, by the `hashes` of each chunk's; `files` are looked at if any."""
    ordered = pd.concat(of_chunks or [hashes([])]).to_numpy(copy=True)
    ordered.sort()
    suspects = frozenset(ordered[1:][ordered[1:] == ordered[:-1]].tolist())
    if not suspects:
        return frozenset()
    seen: Counter[str] = Counter()
    for file in files:
        ids = article_ids(file.read_bytes())
        seen.update(one for one, hashed in zip(ids, hashes(ids), strict=True) if hashed in suspects)
    return frozenset(one for one, times in seen.items() if times > 1)


def without_doubles(
    tables: ChunkTables, several: Collection[str], first_file: dict[str, str]
) -> tuple[ChunkTables, list[Problem]]:
    """The tables without articles of an identifier that an earlier one has; `first_file` learns of which it has one."""
    doubles: dict[str, Problem] = {}
    for article in tables.articles.select(["article_id", FILE, RECORD]).to_pylist() if several else ():
        article_id, file = article["article_id"], article[FILE]
        if article_id in first_file:
            doubles[article_id] = doubled(article_id, first_file[article_id]).problem(file, article[RECORD])
        elif article_id in several:
            first_file[article_id] = file
    if not doubles:
        return tables, []
    left = {
        name: table.filter(pc.invert(pc.is_in(table["article_id"], pa.array(list(doubles)))))
        for name, table in vars(tables).items()
        if name in TABLES
    }
    return replace(tables, **left), list(doubles.values())
