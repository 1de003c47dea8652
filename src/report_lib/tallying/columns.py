"""The columns of the comparison frames: name, type and meaning of each, from which frames and codebook are made."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import pandas as pd

from report_lib.tallying.ranges import Range
from report_lib.wording import Language

TEXT, NUMBER, DECIMAL, LIST, FLAG = "string", "Int64", "Float64", "object", "boolean"


class Column(NamedTuple):
    """One column of a frame; a list cell is a tuple, an unknown cell is missing or an empty text."""

    name: str
    dtype: str
    meaning: str


MONTH = Column("month", TEXT, "the month compared, YYYY-MM, or `undated`")


def range_columns(measure: str, meaning: str) -> tuple[Column, ...]:
    """The five columns that hold a range."""
    return (
        Column(measure, TEXT, meaning),
        Column(f"{measure}_low", NUMBER, "smallest number stated; missing where none is"),
        Column(f"{measure}_low_qualifier", TEXT, "its hedge: codes of `qualifier`, or `mixed` in a sum"),
        Column(f"{measure}_high", NUMBER, "largest number stated"),
        Column(
            f"{measure}_high_qualifier",
            TEXT,
            "how that number is hedged; `at_least` and `more_than` leave the range open upward",
        ),
    )


def range_cells(measure: str, value: Range, lang: Language) -> dict[str, Any]:
    """The five cells of a range, by column."""
    return {
        measure: value.text(lang),
        f"{measure}_low": value.low,
        f"{measure}_low_qualifier": value.low_qualifier,
        f"{measure}_high": value.high,
        f"{measure}_high_qualifier": value.high_qualifier,
    }


def frame(rows: Iterable[Mapping[str, Any]], columns: Iterable[Column]) -> pd.DataFrame:
    """A frame of just these columns, typed; a cell that a row lacks is missing, or empty in text and list columns."""
    given = list(rows)
    series = {}
    for column in columns:
        empty: Any = {TEXT: "", LIST: ()}.get(column.dtype)
        cells = [row.get(column.name, empty) for row in given]
        cells = [empty if cell is None else cell for cell in cells]
        series[column.name] = pd.Series(cells, dtype=column.dtype)
    return pd.DataFrame(series)
