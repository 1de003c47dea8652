"""A month's view has every frame with its documented columns, whatever the month."""

from __future__ import annotations

import pytest

from report_lib.comparing.months import FRAMES, month_view
from report_lib.linking.collection import Collection
from report_lib.linking.paged import paged
from test_collection import seed_collection

MONTHS = ("2020-05", "2020-08", "2020-09", "2020-10", "2021-08", "2021-12", "undated")


@pytest.fixture(scope="module")
def collection() -> Collection:
    return seed_collection()


@pytest.mark.parametrize("lang", ["en", "ar"])
@pytest.mark.parametrize(
    "month", ["2020-05", "2020-08", "2020-09", "2020-10", "2021-08", "2021-12", "undated", "1999-01"]
)
def test_every_frame_has_its_documented_columns_and_types(collection: Collection, month: str, lang: str) -> None:
    view = month_view(collection, month, "2020-08", lang)  # type: ignore[arg-type]
    for name, columns in FRAMES.items():
        table = getattr(view, name)
        assert [(column, str(table[column].dtype)) for column in table.columns] == [
            (column.name, column.dtype) for column in columns
        ], name


def test_the_months_above_are_all_there_are(collection: Collection) -> None:
    assert paged(collection).months == MONTHS


def test_both_months_stand_in_one_frame(collection: Collection) -> None:
    view = month_view(collection, "2020-10", "2020-08")
    assert list(dict.fromkeys(view.by_region["month"])) == ["2020-10", "2020-08"]
    assert list(dict.fromkeys(view.by_source["month"])) == ["2020-10", "2020-08"]
    assert set(view.reconciliation["month"]) == {"2020-08"}


def test_a_month_beside_itself_stands_there_once(collection: Collection) -> None:
    view = month_view(collection, "2020-10", "2020-10")
    assert not view.by_region.duplicated(["month", "kind", "governorates"]).any()


def test_both_languages_have_the_same_numbers(collection: Collection) -> None:
    english, arabic = (month_view(collection, "2020-10", "2020-08", lang) for lang in ("en", "ar"))
    for name in FRAMES:
        one, other = getattr(english, name), getattr(arabic, name)
        numbers = [column for column in one.columns if str(one[column].dtype) in ("Int64", "Float64")]
        assert one[numbers].equals(other[numbers]), name


def test_undated_incidents_are_in_no_sum(collection: Collection) -> None:
    view = month_view(collection, "2020-05", "2020-08")
    assert "undated" in set(view.side_by_side["kind"]) & set(view.by_source["kind"])
    may = view.by_region[view.by_region["month"] == "2020-05"]
    assert set(may["kind"]) == {"tally"}
