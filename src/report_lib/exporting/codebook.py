"""The codebook: every column of the tables and of the comparisons, and the one rule of ranges, from the code itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from inspect import getdoc

from report_lib.assembling.schemas import codebook as tables_codebook
from report_lib.comparing.months import FRAMES
from report_lib.comparing.revisions import REVISIONS
from report_lib.exporting.exports import mapping_page
from report_lib.linking.copies import COPIES
from report_lib.linking.corrections import APPLIED
from report_lib.linking.events import LINKED, LINKED_UNDATED, LINKS
from report_lib.linking.evidence import WEIGHTS
from report_lib.stating.fact import FACTS
from report_lib.tallying import ranges
from report_lib.tallying.columns import LIST, Column

_TYPES = {"string": "string", "Int64": "integer", "Float64": "number", "boolean": "boolean", LIST: "list"}
_RANGE = ("_low", "_low_qualifier", "_high", "_high_qualifier")
_ABOUT = {
    "side_by_side": "One row for each event, tally or undated incident of both months.",
    "likeness": "One row for each aspect in which the two months' numbers may be unlike.",
    "rates": "Killed per attack of both months, or why it is refused.",
    "by_region": "One row for each governorate of a month's events, and for each tally and its shares.",
    "by_perpetrator": "One row for each actor and status; a toll stands under the actor that caused it.",
    "by_source": "One row for each count, as its article reports it.",
    "disagreement": "One row for each number that the reports of one event state differently.",
    "reconciliation": "Each number of a monitor's month beside what the articles contain of it.",
    "quoted": "Each number that an article quotes from a monitor's series, beside the series.",
    "facts": "Each sentence of a brief with its number and the counts behind it.",
    "links": "Pairs of incidents that were linked, or nearly.",
    "copies": "Articles that repeat another's wording.",
    "corrections": "What an editor's corrections changed.",
    "revisions": "What a later build of a month says otherwise.",
}


def codebook() -> str:
    """docs/codebook.md."""
    return "\n".join([tables_codebook(), *_rule(), *_comparisons(), *_linking()]) + "\n"


def pages() -> Mapping[str, str]:
    """The generated pages of docs/, by file name."""
    return {"codebook.md": codebook(), "exports.md": mapping_page()}


def frames() -> Mapping[str, tuple[Column, ...]]:
    """Every frame that is no table, by name."""
    more = {"facts": FACTS, "links": LINKS, "copies": COPIES, "corrections": APPLIED, "revisions": REVISIONS}
    return {**FRAMES, **more}


def _rule() -> Iterable[str]:
    text = getdoc(ranges) or ""
    return ["## The rule of ranges", "", *text.split("\n"), ""]


def _comparisons() -> Iterable[str]:
    yield "## Comparisons"
    yield ""
    yield "Data frames made from the tables; `months.month_view` gives a month beside another. A range stands in five"
    yield "columns: in words, the smallest number stated and its hedge, the largest and its hedge. Hedges are codes of"
    yield "`qualifier`, or `mixed` in a sum of parts that hedge in different ways; a high end that is `at_least` or"
    yield "`more_than` is open upward. Numbers are missing where no report states one, words where none speaks of it."
    for name, columns in frames().items():
        yield from ["", f"### {name}", "", _ABOUT[name], "", "| column | type | meaning |", "|---|---|---|"]
        names = {column.name for column in columns}
        for column in columns:
            ends = [f"{column.name}{end}" for end in _RANGE if f"{column.name}{end}" in names]
            if any(column.name.endswith(end) and column.name.removesuffix(end) in names for end in _RANGE):
                continue
            cell = ", ".join(f"`{name}`" for name in (column.name, *ends))
            meaning = column.meaning.replace("|", "\\|")
            yield f"| {cell} | {'range' if ends else _TYPES[column.dtype]} | {meaning} |"


def _linking() -> Iterable[str]:
    yield from ["", "## How reports are linked", ""]
    yield f"A pair's score is the sum of what holds for it. From {LINKED} on two dated incidents are one event, from"
    yield f"{LINKED_UNDATED} on where a date is missing or known to the month alone. What excludes each other is never"
    yield "joined."
    yield from ["", "| evidence | weight |", "|---|---|"]
    yield from (f"| {evidence} | {weight:+g} |" for evidence, weight in WEIGHTS.items())
