"""Parses input of any size into Parquet by month, holding little of it, and goes on where an earlier run stopped.

    OUT/.chunks/<digest>.arrow                  what each chunk of the input says, kept as soon as it is read
    OUT/articles/month=2020-10/part-00000.parquet
    OUT/incidents/…  OUT/counts/…  OUT/rejected.csv  OUT/datapackage.json, the last to be written

The month is that of the incident, for its counts too, and for an article that of its publication; it is in the name
of the folder alone, `undated` where there is none. Incidents are not linked: `event_id` is empty.
"""

from __future__ import annotations

import shutil
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from report_lib.assembling.tables import (
    DATA_PACKAGE,
    REJECTED,
    arrow_schema,
    from_arrow,
    partitioned_package,
    rejected_csv,
)
from report_lib.errors import Problem, ReportError, shown
from report_lib.files import sole_writer, unwritable, write_files
from report_lib.freshness import code_digest, digest_of
from report_lib.linking.collection import UNDATED
from report_lib.reading.archives import Unread
from report_lib.reading.articles import doubled, iter_unread
from report_lib.records import TABLES
from report_lib.scaling.chunks import (
    FILE,
    MONTH,
    RECORD,
    Chunk,
    ChunkTables,
    article_ids,
    chunk_digest,
    chunks,
    open_chunk,
    read_chunk,
)
from report_lib.scaling.workers import Spread, here

_CHUNKS = ".chunks"
_STAGING = ".writing"
_HELD_BYTES = 64_000_000  # of rows that wait for their part; the largest month is written when there are more
_HELD_TABLES = 16  # of one part; then they are made one, since each takes memory beside its rows
_PROBLEMS = 100  # that are told; all of them are in rejected.csv
_BY_MONTH = ds.partitioning(pa.schema([(MONTH, pa.string())]), flavor="hive")


@dataclass(frozen=True)
class Partitioned:
    """How many rows and parts lie in the folder, how many chunks were read before, and the first problems."""

    rows: Mapping[str, int]
    tallies: int
    unnumbered: int
    months: int
    parts: int
    rejected: int
    problems: tuple[Problem, ...]
    chunks: int
    kept: int


def parse_partitioned(
    paths: Iterable[Path],
    out: Path,
    articles_csv: Path | None = None,
    *,
    spread: Spread = here,
    on_articles: Callable[[int], None] = lambda articles: None,
) -> Partitioned:
    """Parse what `iter_unread` finds into `out`; the same input gives the same bytes, however it is spread.

    Chunks that an earlier run into `out` has read are not read again, whether it came to its end or not.
    `on_articles` is called with how many more articles are read. Raises `ReportError` where `out` cannot be written.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        with sole_writer(out):
            order, kept = _read(iter_unread(paths, articles_csv), out / _CHUNKS, spread, on_articles)
            return _Merge(out, order).write(kept)
    except OSError as error:
        raise unwritable(out, error) from error


def read_months(out: Path, months: Sequence[str]) -> dict[str, pd.DataFrame]:
    """The tables of some months, `undated` among them, as `tables.read_tables` gives them. Raises `ReportError`.

    Incidents and counts are those of the months; articles are those that they rest on or that appeared then.
    """
    if not (out / DATA_PACKAGE).exists():
        remedy = f"run brief parse PATH… --partitioned --out {shown(out, 500)}"
        raise ReportError(Problem(shown(out, 500), "", "holds no finished tables", remedy))
    of_months = ds.field(MONTH).isin(list(months))
    found = {name: _dataset(out, name).to_table(filter=of_months) for name in ("incidents", "counts")}
    rested_on = ds.field("article_id").isin(pc.unique(found["incidents"]["article_id"]))
    found["articles"] = _dataset(out, "articles").to_table(filter=of_months | rested_on)
    no_month = pc.equal(found["incidents"][MONTH], UNDATED)
    incidents = found["incidents"]
    found["incidents"] = incidents.set_column(
        incidents.schema.get_field_index(MONTH), MONTH, pc.if_else(no_month, "", incidents[MONTH])
    )
    return {name: from_arrow(found[name], record) for name, record in TABLES.items()}


def _dataset(out: Path, name: str) -> ds.Dataset:
    schema = arrow_schema(TABLES[name])
    schema = schema if MONTH in schema.names else schema.append(pa.field(MONTH, pa.string()))
    return ds.dataset(out / name, schema=schema, partitioning=_BY_MONTH, format="parquet")


def _read(
    unread: Iterable[Unread | Problem], folder: Path, spread: Spread, on_articles: Callable[[int], None]
) -> tuple[list[str], int]:
    """Have every chunk read that is not there yet; the digests of all in their order, and how many were there."""
    code = code_digest()
    there = {path.stem for path in folder.glob("*.arrow")}
    order: list[str] = []
    under_way: deque[tuple[str, int]] = deque()

    def missing() -> Iterator[Chunk]:
        for chunk in chunks(unread):
            digest = chunk_digest(chunk, code)
            order.append(digest)
            if digest in there:
                on_articles(len(chunk))
            else:
                there.add(digest)
                under_way.append((digest, len(chunk)))
                yield chunk

    made = 0
    for data in spread(partial(read_chunk, code=code), missing()):
        digest, articles = under_way.popleft()
        write_files(folder, {f"{digest}.arrow": data})
        on_articles(articles)
        made += 1
    return order, len(order) - made


def _columns(name: str) -> list[str]:
    """What a part holds of a table: all but the month, which its folder is named for."""
    return [column for column in arrow_schema(TABLES[name]).names if column != MONTH]


class _Merge:
    """Lays the tables of all chunks out by month, beside `out` first."""

    def __init__(self, out: Path, order: Sequence[str]) -> None:
        self._out = out
        self._files = [out / _CHUNKS / f"{digest}.arrow" for digest in order]
        self._digest = digest_of(order)
        self._staging = out / _STAGING
        self._parts: dict[str, list[str]] = {name: [] for name in TABLES}
        self._waiting: dict[tuple[str, str], list[pa.Table]] = {}
        self._sizes: Counter[tuple[str, str]] = Counter()
        self._rows: Counter[str] = Counter()

    def write(self, kept: int) -> Partitioned:
        shutil.rmtree(self._staging, ignore_errors=True)  # what an interrupted run may have left
        self._staging.mkdir()
        several = _in_several(self._files)
        first_file: dict[str, str] = {}
        problems: list[Problem] = []
        rejected = tallies = unnumbered = 0
        with (self._staging / REJECTED).open("wb") as stream:
            stream.write(rejected_csv(()))
            for file in self._files:
                tables, doubles = _without_doubles(open_chunk(file.read_bytes()), several, first_file)
                found = [Problem(**row) for row in tables.rejected.to_pylist()] + doubles
                stream.write(rejected_csv(found, header=False))
                rejected += len(found)
                problems += found[: _PROBLEMS - len(problems)]
                tallies += pc.sum(pc.equal(tables.incidents["scope"], "aggregate")).as_py() or 0
                unnumbered += pc.sum(pc.equal(tables.counts["qualifier"], "unspecified")).as_py() or 0
                for name in TABLES:
                    self._add(name, getattr(tables, name))
        while self._waiting:
            self._write_largest()
        self._put_in_place()
        months = {Path(part).parent.name for parts in self._parts.values() for part in parts}
        return Partitioned(
            rows=dict(self._rows),
            tallies=tallies,
            unnumbered=unnumbered,
            months=len(months - {f"{MONTH}={UNDATED}"}),
            parts=sum(map(len, self._parts.values())),
            rejected=rejected,
            problems=tuple(problems),
            chunks=len(self._files),
            kept=kept,
        )

    def _add(self, name: str, table: pa.Table) -> None:
        self._rows[name] += table.num_rows
        places: dict[str, list[int]] = {}
        for at, month in enumerate(table[MONTH].to_pylist()):
            places.setdefault(month or UNDATED, []).append(at)
        table = table.select(_columns(name)).combine_chunks()
        for month, those in places.items():
            rows = table.take(those)
            key = (name, month)
            waiting = self._waiting.setdefault(key, [])
            waiting.append(rows)
            if len(waiting) > _HELD_TABLES:
                waiting[:] = [pa.concat_tables(waiting).combine_chunks()]
            self._sizes[key] += rows.nbytes
        while self._sizes.total() > _HELD_BYTES:
            self._write_largest()

    def _write_largest(self) -> None:
        name, month = key = max(sorted(self._sizes), key=self._sizes.__getitem__)
        folder = self._staging / name / f"{MONTH}={month}"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"part-{len(list(folder.iterdir())):05}.parquet"
        pq.write_table(pa.concat_tables(self._waiting.pop(key)).combine_chunks(), path, compression="zstd")
        del self._sizes[key]
        self._parts[name].append(path.relative_to(self._staging).as_posix())

    def _put_in_place(self) -> None:
        """Put the tables where the earlier ones lie; without its datapackage.json a folder is not finished."""
        parts = {name: sorted(paths) for name, paths in self._parts.items()}
        (self._staging / DATA_PACKAGE).write_bytes(partitioned_package(parts, self._digest))
        (self._out / DATA_PACKAGE).unlink(missing_ok=True)
        for name in TABLES:
            (self._staging / name).mkdir(exist_ok=True)
            shutil.rmtree(self._out / name, ignore_errors=True)
            (self._staging / name).replace(self._out / name)
        for name in (REJECTED, DATA_PACKAGE):
            (self._staging / name).replace(self._out / name)
        self._staging.rmdir()
        for file in {*(self._out / _CHUNKS).glob("*.arrow")} - {*self._files}:
            file.unlink()  # of an input that is no more


def _in_several(files: Sequence[Path]) -> frozenset[str]:
    """The article_ids that more than one chunk holds; eight bytes an article are held to find them."""
    hashes = pd.concat([_hashes(article_ids(file.read_bytes())) for file in files] or [_hashes([])]).to_numpy(copy=True)
    hashes.sort()
    suspects = frozenset(hashes[1:][hashes[1:] == hashes[:-1]].tolist())
    if not suspects:
        return frozenset()
    seen: Counter[str] = Counter()
    for file in files:
        ids = article_ids(file.read_bytes())
        seen.update(one for one, hashed in zip(ids, _hashes(ids), strict=True) if hashed in suspects)
    return frozenset(one for one, times in seen.items() if times > 1)


def _hashes(ids: Sequence[str]) -> pd.Series[int]:
    """64 bits for each identifier, the same everywhere."""
    return pd.Series(pd.util.hash_array(pd.Series(ids, dtype="object").to_numpy(), categorize=False))


def _without_doubles(
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
