"""Parses input of any size into Parquet by month, holding little of it, and goes on where an earlier run stopped.

    OUT/.chunks/<digest>.arrow                  what each chunk of the input says, kept as soon as it is read
    OUT/.writing/…                              the months, where each chunk is laid out while the next are read
    OUT/articles/month=2020-10/part-00000.parquet
    OUT/incidents/…  OUT/counts/…  OUT/rejected.csv  OUT/datapackage.json, the last to be written

The month is that of the incident, for its counts too, and for an article that of its publication; it is in the name
of the folder alone, `undated` where there is none. Incidents are not linked: `event_id` is empty.
"""

from __future__ import annotations

import shutil
from collections import Counter, deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from report_lib.assembling.schemas import DATA_PACKAGE, REJECTED, arrow_schema, partitioned_package
from report_lib.assembling.tables import from_arrow, rejected_csv
from report_lib.errors import Problem, ReportError, shown
from report_lib.files import exists, sole_writer, unwritable, write_files
from report_lib.freshness import code_digest, digest_of
from report_lib.linking.collection import UNDATED
from report_lib.reading.archives import Unread
from report_lib.reading.articles import iter_unread
from report_lib.records import TABLES
from report_lib.scaling.chunks import (
    MONTH,
    Chunk,
    chunk_digest,
    chunks,
    is_sealed,
    open_chunk,
    pack,
    read_chunk,
    sealed,
    unpack,
)
from report_lib.scaling.doubles import hashes, in_several, without_doubles
from report_lib.scaling.workers import Spread, here

_CHUNKS = ".chunks"
_STAGING = ".writing"
_HELD_BYTES = 64_000_000  # of rows that wait for their part; the largest month is written when there are more
_HELD_TABLES = 16  # of one part; then they are packed into one, since each takes memory beside its rows
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

    Chunks that an earlier run into `out` has read are not read again, whether it came to its end or not, unless what
    it kept of them is damaged.
    `on_articles` is called with how many more articles are read. Raises `ReportError` where `out` cannot be written,
    and before anything is read where it holds something else in the place of the tables.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        unread = iter_unread(paths, articles_csv)
        with sole_writer(out), closing(_read(unread, out / _CHUNKS, spread, on_articles)) as read:
            _check_ours(out)
            (out / _CHUNKS).mkdir(exist_ok=True)  # tells a later run that what lies beside it is ours
            return _laid_out(out, read)
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


def _check_ours(out: Path) -> None:
    """Raise `ReportError` where something that no run has written lies in the place of a table."""
    package = out / DATA_PACKAGE
    ours = (out / _CHUNKS).exists() or (package.exists() and b'"inputs_hash"' in package.read_bytes())
    for name in (*TABLES, REJECTED):
        place = out / name
        foreign = [place] if exists(place) and not ours else []
        if name in TABLES and not foreign:
            parts = {*place.glob(f"{MONTH}=*"), *place.glob(f"{MONTH}=*/part-*.parquet")}
            foreign = sorted({*place.rglob("*")} - parts)
        if foreign:
            rule = f"holds {shown(foreign[0].relative_to(out), 500)}, which report-lib did not write"
            raise ReportError(Problem(shown(out, 500), "", rule, "name another folder for --out"))


class _Chunk(NamedTuple):
    """A chunk of the input by its digest, how many articles it holds, and whether its tables lay there already."""

    digest: str
    articles: int
    kept: bool


def _read(
    unread: Iterable[Unread | Problem], folder: Path, spread: Spread, on_articles: Callable[[int], None]
) -> Generator[_Chunk]:
    """Have every chunk read that is not there yet; gives all of them in their order, each once its tables lie there."""
    code = code_digest()
    cut_before: set[str] = set()
    cut: deque[_Chunk] = deque()

    def missing() -> Iterator[Chunk]:
        for chunk in chunks(unread):
            digest = chunk_digest(chunk, code)
            kept = digest in cut_before or is_sealed(folder / f"{digest}.arrow")
            cut_before.add(digest)
            cut.append(_Chunk(digest, len(chunk), kept))
            if kept:
                on_articles(len(chunk))
            else:
                yield chunk

    for data in spread(partial(read_chunk, code=code), missing()):
        while cut[0].kept:
            yield cut.popleft()
        write_files(folder, {f"{cut[0].digest}.arrow": sealed(data)})
        on_articles(cut[0].articles)
        yield cut.popleft()
    yield from cut


def _laid_out(out: Path, read: Iterable[_Chunk]) -> Partitioned:
    """Lay chunks out by month, each as soon as it is read.

    Whether chunks have articles of one identifier is known once all are read. Few have; then all are laid out again.
    """
    merge = _Merge(out)
    for chunk in read:
        merge.add(chunk)
    if several := merge.in_several():
        added = merge.chunks
        merge = _Merge(out, several)
        for chunk in added:
            merge.add(chunk)
    return merge.finish()


def _columns(name: str) -> list[str]:
    """What a part holds of a table: all but the month, which its folder is named for."""
    return [column for column in arrow_schema(TABLES[name]).names if column != MONTH]


class _Merge:
    """Lays the tables of one chunk after another out by month, beside `out` first.

    Of articles whose identifier is one of `several`, the first stands and the later ones are left out.
    """

    def __init__(self, out: Path, several: Collection[str] = ()) -> None:
        self.chunks: list[_Chunk] = []
        self._out = out
        self._several = several
        self._first_file: dict[str, str] = {}
        self._hashes: list[pd.Series[int]] = []  # of the article_ids: eight bytes an article are held
        self._parts: dict[str, list[str]] = {name: [] for name in TABLES}
        self._waiting: dict[tuple[str, str], list[pa.RecordBatch]] = {}  # the last rows of each table and month
        self._packed: dict[tuple[str, str], list[bytes]] = {}  # those before them
        self._sizes: Counter[tuple[str, str]] = Counter()
        self._rows: Counter[str] = Counter()
        self._problems: list[Problem] = []
        self._rejected = self._tallies = self._unnumbered = 0
        self._staging = out / _STAGING
        shutil.rmtree(self._staging, ignore_errors=True)  # what an interrupted run may have left
        self._staging.mkdir()
        (self._staging / REJECTED).write_bytes(rejected_csv(()))

    def add(self, chunk: _Chunk) -> None:
        self.chunks.append(chunk)
        read = open_chunk(self._file(chunk).read_bytes())
        self._hashes.append(hashes(read.articles["article_id"].to_pylist()))
        tables, doubles = without_doubles(read, self._several, self._first_file)
        self._reject([Problem(**row) for row in tables.rejected.to_pylist()] + doubles)
        self._tallies += pc.sum(pc.equal(tables.incidents["scope"], "aggregate")).as_py() or 0
        self._unnumbered += pc.sum(pc.equal(tables.counts["qualifier"], "unspecified")).as_py() or 0
        for name in TABLES:
            self._add(name, getattr(tables, name))

    def in_several(self) -> frozenset[str]:
        """The article_ids that more than one of the chunks holds."""
        return in_several(self._hashes, map(self._file, self.chunks))

    def finish(self) -> Partitioned:
        """Put what was added in the place of earlier tables."""
        while self._waiting:
            self._write_largest()
        self._put_in_place()
        months = {Path(part).parent.name for parts in self._parts.values() for part in parts}
        return Partitioned(
            rows=dict(self._rows),
            tallies=self._tallies,
            unnumbered=self._unnumbered,
            months=len(months - {f"{MONTH}={UNDATED}"}),
            parts=sum(map(len, self._parts.values())),
            rejected=self._rejected,
            problems=tuple(self._problems),
            chunks=len(self.chunks),
            kept=sum(chunk.kept for chunk in self.chunks),
        )

    def _file(self, chunk: _Chunk) -> Path:
        return self._out / _CHUNKS / f"{chunk.digest}.arrow"

    def _reject(self, problems: Sequence[Problem]) -> None:
        if problems:
            with (self._staging / REJECTED).open("ab") as stream:
                stream.write(rejected_csv(problems, header=False))
        self._rejected += len(problems)
        self._problems += problems[: _PROBLEMS - len(self._problems)]

    def _add(self, name: str, table: pa.Table) -> None:
        self._rows[name] += table.num_rows
        places: dict[str, list[int]] = {}
        for at, month in enumerate(table[MONTH].to_pylist()):
            places.setdefault(month or UNDATED, []).append(at)
        if not places:
            return
        # A batch is quicker to take from than a table.
        (batch,) = table.select(_columns(name)).combine_chunks().to_batches()
        for month, those in places.items():
            rows = batch.take(pa.array(those))
            key = (name, month)
            waiting = self._waiting.setdefault(key, [])
            waiting.append(rows)
            if len(waiting) > _HELD_TABLES:
                self._packed.setdefault(key, []).append(pack(pa.Table.from_batches(waiting).combine_chunks()))
                waiting.clear()
            self._sizes[key] += rows.nbytes
        while self._sizes.total() > _HELD_BYTES:
            self._write_largest()

    def _write_largest(self) -> None:
        name, month = key = max(sorted(self._sizes), key=self._sizes.__getitem__)
        folder = self._staging / name / f"{MONTH}={month}"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"part-{len(list(folder.iterdir())):05}.parquet"
        rows = [
            *map(unpack, self._packed.pop(key, ())),
            *(pa.Table.from_batches([batch]) for batch in self._waiting.pop(key)),
        ]
        pq.write_table(pa.concat_tables(rows).combine_chunks(), path, compression="zstd")
        del self._sizes[key]
        self._parts[name].append(path.relative_to(self._staging).as_posix())

    def _put_in_place(self) -> None:
        """Put the tables where the earlier ones lie; without its datapackage.json a folder is not finished."""
        parts = {name: sorted(paths) for name, paths in self._parts.items()}
        inputs = digest_of(chunk.digest for chunk in self.chunks)
        (self._staging / DATA_PACKAGE).write_bytes(partitioned_package(parts, inputs))
        (self._out / DATA_PACKAGE).unlink(missing_ok=True)
        for name in TABLES:
            (self._staging / name).mkdir(exist_ok=True)
            shutil.rmtree(self._out / name, ignore_errors=True)
            (self._staging / name).replace(self._out / name)
        for name in (REJECTED, DATA_PACKAGE):
            (self._staging / name).replace(self._out / name)
        self._staging.rmdir()
        for file in {*(self._out / _CHUNKS).glob("*.arrow")} - {*map(self._file, self.chunks)}:
            file.unlink()  # of an input that is no more
