"""Take articles out of the files that hold many, one at a time: JSON lines, Parquet tables, web archives."""

from __future__ import annotations

import gzip
import io
import json
import logging
import zlib
from collections.abc import Iterator
from contextlib import redirect_stderr
from datetime import date
from io import BufferedReader
from pathlib import Path
from typing import Any, Literal, NamedTuple, cast
from urllib.parse import quote

from report_lib.errors import Broken, Problem
from report_lib.files import MAX_BYTES, PUT_TEXT, SAVE_AS_UTF8, check_readable, too_large, unreadable
from report_lib.reading.metadata import COLUMNS, Known, known_from

JSON_LINES = (".jsonl", ".jsonl.gz")
PARQUET = (".parquet",)
WEB_ARCHIVES = (".warc", ".warc.gz")
_MAX_SKIPPED_BYTES = 100_000_000  # how much of one overlong line or record is passed over before the file is given up
_ROWS, _HELD = 64, 50_000_000  # of a Parquet table, rows and bytes held at a time
_PARQUET_BUFFER = 1_000_000  # bytes of a column read at a time
_MAX_UNPACKED, _MAX_PACKING = 100_000_000, 200  # bytes of a column, and how many times its packed ones; text has ten
_PAGES = ("text/html", "application/xhtml+xml")
_URL_CHARACTERS = "%/:?#[]@!$&()*+,;=~"  # what need not be written %XX in an address


class Unread(NamedTuple):
    """An article as it lies in its file, still to be decoded by `articles.read`: quick to take out, small to send.

    `file` and `record` are what a problem names; `form` is how `data` is to be read; `name` stands in for an
    article_id that nothing gives.
    """

    file: str
    record: str
    form: Literal["text", "page", "line"]
    data: bytes
    known: Known = Known()
    name: str = ""


def json_lines(path: Path) -> Iterator[Unread | Problem]:
    """The lines of a .jsonl or .jsonl.gz file that hold something. Raises `Broken` where it is empty."""
    number, blank = 0, True
    try:
        with _opened(path) as stream:
            for number, line in enumerate(_lines(stream), start=1):
                blank = blank and line is not None and not line.strip()
                if line is None:
                    yield too_large().problem(path, f"line {number}")
                elif line.strip():
                    yield Unread(str(path), f"line {number}", "line", line.rstrip(b"\r\n"))
    except (OSError, EOFError, zlib.error) as error:
        yield _cut_short(error).problem(path, f"line {number + 1}")
    else:
        if blank:
            raise Broken("is empty", PUT_TEXT)


def table_rows(path: Path) -> Iterator[Unread | Problem]:
    """The rows of a Parquet table with the columns of a JSON line, each as such a line. Raises `Broken`."""
    import pyarrow as pa  # most runs need not wait for it
    import pyarrow.parquet as pq

    check_readable(path)
    number = 0
    try:
        metadata = pq.read_metadata(path)
        schema = metadata.schema.to_arrow_schema()
        columns = [name for name in (*COLUMNS, "text") if name in schema.names]
        if "text" not in columns:
            raise Broken("has no column text", "put each article's text in the column text")
        _check_packing(metadata)
        # As a dictionary, a text that many rows share is held once.
        shared = [name for name in columns if schema.field(name).type in (pa.string(), pa.large_string())]
        with pq.ParquetFile(
            path, metadata=metadata, read_dictionary=shared, pre_buffer=False, buffer_size=_PARQUET_BUFFER
        ) as table:
            for batch in table.iter_batches(_rows_at_a_time(metadata), columns=columns, use_threads=False):
                for at in range(batch.num_rows):
                    number += 1
                    try:
                        yield Unread(str(path), f"row {number}", "line", _json_row(batch, at))
                    except Broken as broken:
                        yield broken.problem(path, f"row {number}")
    except (OSError, ValueError, pa.ArrowException) as error:  # ValueError: a column's name that is no UTF-8
        yield _cut_short(error).problem(path, f"row {number + 1}")
    else:
        if number == 0:
            raise Broken("is empty", PUT_TEXT)


def web_pages(path: Path) -> Iterator[Unread | Problem]:
    """The pages that a web archive holds as answers with status 200; what else it holds is passed over.

    A page's article_id is the record's own identifier, its url the address it was fetched from. The day it was
    fetched is not the day it was published, and is left alone.
    """
    from warcio.archiveiterator import ArchiveIterator  # most runs need not wait for it

    logging.getLogger("warcio").setLevel(logging.CRITICAL)  # it would repeat addresses as they are
    number = overrun = 0
    try:
        with _opened(path) as stream:
            bounded = _Bounded(stream)
            records = ArchiveIterator(bounded)
            while (record := _next(records)) is not None:
                if records.err_count > overrun:
                    overrun = records.err_count
                    rule = "is longer than it says; its end is left out"
                    yield Broken(rule, "fetch the archive again").problem(path, f"record {number}")
                number += 1
                try:
                    if _is_page(record):
                        yield _page(path, f"record {number}", record)
                except Broken as broken:
                    yield broken.problem(path, f"record {number}")
                bounded.begin()
    except Broken:
        raise
    except Exception as error:  # whatever a damaged archive raises, where its next record begins is not known
        yield _cut_short(error).problem(path, f"record {number + 1}")
    else:
        if number == 0:
            raise Broken("is empty", PUT_TEXT)


def _next(records: Any) -> Any:
    """The next record, None after the last; what the archive's reader prints of damage is said by the problems."""
    with redirect_stderr(io.StringIO()):
        return next(records, None)


def _opened(path: Path) -> BufferedReader:
    check_readable(path)
    return cast(BufferedReader, gzip.open(path)) if path.name.lower().endswith(".gz") else path.open("rb")


def _cut_short(error: Exception) -> Broken:
    rest = unreadable(error)
    return Broken(f"{rest.rule}; nothing from here on is read", rest.remedy)


def _lines(stream: BufferedReader) -> Iterator[bytes | None]:
    """The lines of a stream; None for one that is too long, whose rest is passed over without being kept."""
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES or line.endswith(b"\n"):
            yield line
            continue
        yield None
        skipped = 0
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES)
            skipped += len(line)
            if skipped > _MAX_SKIPPED_BYTES:
                raise OSError(f"the line before is longer than {_MAX_SKIPPED_BYTES:,} bytes")


def _check_packing(metadata: Any) -> None:
    """Raise `Broken` for a table that says it unpacks to more than any text would."""
    for group in map(metadata.row_group, range(metadata.num_row_groups)):
        for column in map(group.column, range(group.num_columns)):
            unpacked, packed = column.total_uncompressed_size, column.total_compressed_size
            if unpacked > max(_MAX_UNPACKED, _MAX_PACKING * packed):
                raise Broken(f"unpacks from {packed:,} bytes to {unpacked:,}", "name a table of articles")


def _rows_at_a_time(metadata: Any) -> int:
    """As many rows of a table as may be held at a time: fewer of large ones, however well these are packed."""
    size = sum(metadata.row_group(number).total_byte_size for number in range(metadata.num_row_groups))
    return int(min(_ROWS, max(1, _HELD * metadata.num_rows // max(1, size))))


def _json_row(batch: Any, at: int) -> bytes:
    """A row of a table as a JSON line: a day as it is written, nothing for a cell that is neither text nor number."""
    try:
        cells = {name: batch.column(name)[at].as_py() for name in batch.schema.names}
    except UnicodeDecodeError as error:
        raise Broken(f"is not UTF-8 (byte {error.start})", SAVE_AS_UTF8) from None
    if sum(len(cell) for cell in cells.values() if isinstance(cell, str)) > MAX_BYTES:
        raise too_large()
    line = json.dumps(
        {name: cell for name, cell in cells.items() if cell is not None},
        ensure_ascii=False,
        default=lambda value: str(value) if isinstance(value, date) else None,
    ).encode()
    if len(line) > MAX_BYTES:
        raise too_large()
    return line


class _Bounded:
    """A stream that gives up on a record without end, and says aloud where its file breaks off."""

    def __init__(self, stream: BufferedReader) -> None:
        self._stream = stream
        self.begin()

    def begin(self) -> None:
        """A new record begins."""
        self._left = _MAX_SKIPPED_BYTES

    def read(self, size: int = -1) -> bytes:
        try:
            data = self._stream.read1(size)  # what comes before damage is given before the damage is told
        except EOFError as error:  # which an archive's reader would take for its regular end
            raise OSError(str(error)) from None
        self._left -= len(data)
        if self._left < 0:
            raise OSError(f"the record is longer than {_MAX_SKIPPED_BYTES:,} bytes")
        return data


def _is_page(record: Any) -> bool:
    answer = record.http_headers if record.rec_type == "response" else None
    return bool(
        answer
        and answer.get_statuscode() == "200"
        and (answer.get_header("Content-Type") or "").split(";")[0].strip().lower() in _PAGES
    )


def _page(path: Path, number: str, record: Any) -> Unread:
    identifier = (record.rec_headers.get_header("WARC-Record-ID") or "").strip("<>").rsplit(":", 1)[-1]
    if not identifier:
        raise Broken("has no WARC-Record-ID", "write the archive anew")
    address = quote(record.rec_headers.get_header("WARC-Target-URI"), safe=_URL_CHARACTERS)
    known = known_from({"article_id": identifier, "url": address})
    data = record.content_stream().read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise too_large()
    while record.raw_stream.read(_PARQUET_BUFFER):
        pass  # what a decoder leaves
    if record.raw_stream.limit:
        raise Broken("breaks off before its end", "fetch the archive again")
    if not data:
        raise Broken("is empty", PUT_TEXT)
    return Unread(str(path), number, "page", data, known)
