"""The generated pages are those of the code, and name every column there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from report_lib.exporting.codebook import codebook, frames, pages
from report_lib.exporting.datasets import MAPPINGS
from report_lib.linking.evidence import WEIGHTS

DOCS = Path(__file__).parent.parent / "docs"


@pytest.mark.parametrize("name", pages())
def test_the_page_is_what_the_code_says(name: str) -> None:
    """Renewed by `make codebook`."""
    assert (DOCS / name).read_text(encoding="utf-8") == pages()[name]


@pytest.mark.parametrize("name", frames())
def test_every_column_is_named_and_explained(name: str) -> None:
    section = codebook().partition(f"\n### {name}\n")[2].partition("\n### ")[0]
    for column in frames()[name]:
        assert f"`{column.name}`" in section
        assert column.meaning or column.name.startswith("attacks")


def test_the_rule_of_ranges_and_the_weights_are_in_it() -> None:
    assert "UCDP GED codes best, low and high" in codebook()
    assert "ACLED records the most conservative figure" in codebook()
    assert all(f"| {evidence} |" in codebook() for evidence in WEIGHTS)


def test_every_exported_column_is_in_its_page() -> None:
    for mapping in MAPPINGS.values():
        assert all(f"| `{column}` |" in pages()["exports.md"] for column in mapping)
