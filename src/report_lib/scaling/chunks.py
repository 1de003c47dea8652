"""Cut the input into chunks and read each by itself, so that any process on any machine can read it, and again.

A chunk holds articles as they lie in their files. Reading one needs nothing but the chunk and gives nothing but its
tables: whoever reads it, and however often, they are the same.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from report_lib.assembling.parsing import parsed
from report_lib.assembling.schemas import REJECTED_COLUMNS, arrow_schema
from report_lib.edtf_dates import interval
from report_lib.errors import Problem, ReportError, shown
from report_lib.freshness import code_digest, digest_of
from report_lib.reading.archives import Unread
from report_lib.reading.articles import read_all
from report_lib.records import TABLES, Article, Count, Incident

CHUNK_ARTICLES = 500
CHUNK_BYTES = 2_000_000  # a chunk holds no more, but for one long article
MONTH = "month"  # a column that all three tables of a chunk have, empty where there is none
FILE, RECORD = "file", "record"  # where an article was read, to name it where two have one identifier
_DIGEST_BYTES = hashlib.sha256().digest_size
Chunk = tuple[Unread | Problem, ...]

_TEXT = pa.string()
_SCHEMAS = (
    pa.schema([*arrow_schema(TABLES["articles"]), (MONTH, _TEXT), (FILE, _TEXT), (RECORD, _TEXT)]),
    arrow_schema(TABLES["incidents"]),
    pa.schema([*arrow_schema(TABLES["counts"]), (MONTH, _TEXT)]),
    pa.schema([(name, _TEXT) for name in REJECTED_COLUMNS]),
)
_PACKED = pa.ipc.IpcWriteOptions(compression="zstd")
_ONE_THREAD = pa.ipc.IpcReadOptions(use_threads=False)  # each thread would hold memory; the cores are the workers'


@dataclass(frozen=True)
class ChunkTables:
    """What one chunk says: the three tables, each with its `month`, and what was rejected (`REJECTED_COLUMNS`)."""

    articles: pa.Table
    incidents: pa.Table
    counts: pa.Table
    rejected: pa.Table


def chunks(unread: Iterable[Unread | Problem]) -> Iterator[Chunk]:
    """Articles one after another until a chunk is full; one chunk is held at a time.

    A chunk that is half full ends with the file that it is in, so that what is added to one file of many articles
    leaves the chunks of the next ones as they are.
    """
    held: list[Unread | Problem] = []
    size = 0
    for item in unread:
        length = len(item.data) if isinstance(item, Unread) else 0
        room = CHUNK_ARTICLES // 2 if held and item.record and item.file != held[-1].file else CHUNK_ARTICLES
        if held and (len(held) >= room or size + length > CHUNK_BYTES):
            yield tuple(held)
            held, size = [], 0
        held.append(item)
        size += length
    if held:
        yield tuple(held)


def chunk_digest(chunk: Chunk, code: str) -> str:
    """SHA-256 of all that the tables of a chunk follow from: its articles, and the library by its `code_digest`."""
    parts: list[str | bytes] = [code]
    for item in chunk:
        parts += [repr(item._replace(data=b"")), item.data] if isinstance(item, Unread) else [repr(item)]
    return digest_of(parts)


def read_chunk(chunk: Chunk, code: str) -> bytes:
    """The tables of a chunk, for `open_chunk`. Raises `ReportError` where `code` is not that of the library here."""
    if code != code_digest():
        rule = "a worker has another release of report-lib, or of a package it reads with"
        raise ReportError(Problem("the cluster", "", rule, "install the same one everywhere"))
    articles: list[dict[str, object]] = []
    incidents: list[Incident] = []
    counts: list[Count] = []
    problems: list[Problem] = []
    for unread, item in zip(chunk, read_all(chunk), strict=True):
        found = parsed(item)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            assert isinstance(unread, Unread)
            read_at = {MONTH: _month_of(found.article), FILE: shown(unread.file, 500), RECORD: unread.record}
            articles.append(vars(found.article) | read_at)
            incidents += found.incidents
            counts += found.counts
    month_of = {incident.incident_id: incident.month for incident in incidents}
    columns: tuple[list[dict[str, object]], ...] = (
        articles,
        [vars(incident) for incident in incidents],
        [vars(count) | {MONTH: month_of[count.incident_id]} for count in counts],
        [vars(problem) for problem in problems],
    )
    return b"".join(pack(pa.Table.from_pylist(rows, schema)) for rows, schema in zip(columns, _SCHEMAS, strict=True))


def open_chunk(data: bytes) -> ChunkTables:
    """The tables that `read_chunk` gave."""
    source = pa.BufferReader(data)
    return ChunkTables(*(pa.ipc.open_stream(source, options=_ONE_THREAD).read_all() for _ in _SCHEMAS))


def sealed(data: bytes) -> bytes:
    """The tables that `read_chunk` gave, to be kept in a file; `open_chunk` passes over the digest at the end."""
    return data + hashlib.sha256(data).digest()


def is_sealed(file: Path) -> bool:
    """Whether the file is there and holds what `sealed` gave; Arrow alone does not notice each damage."""
    try:
        data = file.read_bytes()
    except OSError:
        return False
    return hashlib.sha256(data[:-_DIGEST_BYTES]).digest() == data[-_DIGEST_BYTES:]


def article_ids(data: bytes) -> Sequence[str]:
    """The article_ids of the tables that `read_chunk` gave, without a look at the rest."""
    return list(unpack(data)["article_id"].to_pylist())  # the first table is that of the articles


def pack(table: pa.Table) -> bytes:
    """A table in less memory, for `unpack`."""
    stream = pa.BufferOutputStream()
    with pa.ipc.new_stream(stream, table.schema, options=_PACKED) as writer:
        writer.write_table(table)
    return bytes(stream.getvalue())


def unpack(data: bytes) -> pa.Table:
    """The table that `pack` was given."""
    return pa.ipc.open_stream(pa.BufferReader(data), options=_ONE_THREAD).read_all()


def _month_of(article: Article) -> str:
    """The month that an article was published in, if it is known that closely."""
    first, last = interval(article.published) if article.published else ("", "")
    return first[:7] if first[:7] == last[:7] else ""
