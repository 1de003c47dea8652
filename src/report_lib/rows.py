"""Read a CSV table that is kept by hand: each row with its line, and a problem for each row that cannot be used."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from report_lib.edtf_dates import is_edtf
from report_lib.errors import Broken, Problem, shown
from report_lib.files import decode, read_bytes

WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+")  # nothing in it that could end a link or an attribute
_WHOLE = re.compile(r"\d{1,9}")


class Row:
    """One row; its methods return a cell checked by the rule of its kind, or raise `Broken`."""

    def __init__(self, record: str, cells: dict[str, str]) -> None:
        self.record = record
        self._cells = cells

    def text(self, column: str, *, required: bool = False) -> str:
        value = " ".join(self._cells.get(column, "").split())
        if required and not value:
            raise Broken(f"{column} is empty", f"give the {column}")
        if not value.isprintable():
            raise Broken(f"{column} «{shown(value)}» holds control characters", "take them out")
        return value

    def code(self, column: str, codes: Sequence[str], *, default: str = "") -> str:
        value = self.text(column, required=not default) or default
        if value not in codes:
            like = get_close_matches(value, codes, n=1, cutoff=0.6)
            hint = f"did you mean {like[0]}?" if like else f"write one of {', '.join(codes)}"
            raise Broken(f"{column} «{shown(value)}» is not a code", hint)
        return value

    def codes(self, column: str, codes: Sequence[str]) -> tuple[str, ...]:
        """A list cell, its parts separated by `;`."""
        parts = tuple(part.strip() for part in self.text(column).split(";") if part.strip())
        return tuple(Row(self.record, {column: part}).code(column, codes) for part in parts)

    def number(self, column: str) -> int | None:
        value = self.text(column)
        if not value:
            return None
        if not _WHOLE.fullmatch(value):
            raise Broken(f"{column} «{shown(value)}» is not a whole number", "write digits alone, or leave it empty")
        return int(value)

    def url(self, column: str) -> str:
        value = self.text(column, required=True)
        if not WEB_ADDRESS.fullmatch(value):
            raise Broken(f"{column} «{shown(value)}» is not an http or https address", "write the full address")
        return value

    def edtf(self, column: str) -> str:
        value = self.text(column)
        if not value:
            return ""
        if not is_edtf(value):
            raise Broken(f"{column} «{shown(value)}» is not an EDTF date", "write e.g. 2020-10-02, or leave it empty")
        return value


def read_rows(path: Path, columns: Sequence[str], problems: list[Problem]) -> Iterator[Row]:
    """The rows of a CSV file that has all `columns`; what is wrong with file or rows goes to `problems`."""
    try:
        text = decode(read_bytes(path))
    except Broken as broken:
        problems.append(broken.problem(path))
        return
    for record, cells in csv_rows(text, columns):
        if isinstance(cells, Broken):
            problems.append(cells.problem(path, record))
        else:
            yield Row(record, cells)


def csv_rows(
    text: str, needed: Sequence[str], known: Sequence[str] = ()
) -> Iterator[tuple[str, dict[str, str] | Broken]]:
    """("line N", its cells by column) of each row of a CSV text that is not blank, or the rule it breaks.

    The header must name the columns `needed`; one that is nearly the name of one `known` is told as misspelt.
    """
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    line = 0
    try:
        header = [cell.strip() for cell in next(reader, [])]
        missing = [column for column in needed if column not in header]
        if missing:
            rule = f"the header has no column {', '.join(missing)}"
            yield "line 1", Broken(rule, f"name the columns {', '.join(known or needed)}")
            return
        for column in header:
            like = get_close_matches(column, known, n=1, cutoff=0.75)
            if like and column not in known:
                yield "line 1", Broken(f"column «{shown(column)}» is not known", f"did you mean {like[0]}?")
        line = reader.line_num
        for cells in reader:
            record, line = f"line {line + 1}", reader.line_num
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) == len(header):
                yield record, dict(zip(header, cells, strict=True))
            else:
                rule = f"has {len(cells)} cells where the header has {len(header)}"
                yield record, Broken(rule, "put cells that hold a comma in double quotes")
    except csv.Error as error:
        rule = f"is not CSV ({error}); the rows from here on are not read"
        yield f"line {line + 1}", Broken(rule, "close the double quotes, and double those inside a cell")
