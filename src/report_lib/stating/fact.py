"""A sentence of a brief with the number it turns on, and what it rests on."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from report_lib.tallying.columns import LIST, MONTH, TEXT, Column, frame, range_cells, range_columns
from report_lib.tallying.ranges import Range
from report_lib.wording import Language

FACTS = (
    Column("fact_id", TEXT, "identifier; the same tables give the same"),
    MONTH,
    Column("kind", TEXT, "what it is about, codes of `KINDS`"),
    Column("text", TEXT, "the sentence"),
    *range_columns("value", "the number it turns on"),
    Column("event_ids", LIST, "the events or tallies it speaks of"),
    Column("count_ids", LIST, "the counts behind its numbers"),
)
KINDS = (
    "headline",
    "event",
    "disagreement",
    "revised",
    "own dead",
    "tally",
    "wording",
    "dated by tally",
    "covered",
    "breakdown",
    "missing month",
    "undated",
    "likeness",
    "rate",
)
# Words of a sentence, in its order, with the counts that each of them rests on.
Links = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True)
class Fact:
    """One sentence of a brief, the number it turns on, and what that rests on."""

    fact_id: str
    month: str
    kind: str
    text: str
    value: Range = field(default_factory=Range)
    event_ids: tuple[str, ...] = ()
    count_ids: tuple[str, ...] = ()
    links: Links = ()


@dataclass(frozen=True)
class Facts:
    """What a brief of `month`, set beside `against`, states."""

    month: str
    against: str
    lang: Language
    facts: tuple[Fact, ...]

    @property
    def headline(self) -> str:
        """The month in one sentence."""
        return self.facts[0].text

    def of(self, kind: str, month: str = "") -> list[str]:
        """The sentences of a kind, in order; of the brief's own month unless another is named."""
        return [fact.text for fact in self.facts if fact.kind == kind and fact.month == (month or self.month)]

    def frame(self) -> pd.DataFrame:
        """One row a fact. Columns: `FACTS`."""
        rows = (
            {
                "fact_id": fact.fact_id,
                "month": fact.month,
                "kind": fact.kind,
                "text": fact.text,
                **range_cells("value", fact.value, self.lang),
                "event_ids": fact.event_ids,
                "count_ids": fact.count_ids,
            }
            for fact in self.facts
        )
        return frame(rows, FACTS)
