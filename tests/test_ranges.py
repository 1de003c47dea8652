"""The one rule of ranges, on the numbers of October 2020 and on every hedge there is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_lib.records import QUALIFIERS, Count
from report_lib.tallying.ranges import DOWNWARD, UPWARD, Range, spread, stated, total


def number(said: str, count_id: str = "c") -> Range:
    """ "at_least 20" as one report states it; "range 5-9"; "unspecified"."""
    qualifier, _, value = said.partition(" ")
    low, _, high = value.partition("-")
    return stated(
        Count(
            count_id=count_id,
            incident_id="i",
            measure="killed",
            low=int(low) if low and qualifier != "at_most" else None,
            high=int(high or low) if low and qualifier not in ("at_least", "more_than") else None,
            qualifier=qualifier,
        )
    )


TAYM = ("exact 17", "exact 17", "at_least 6", "exact 17")
RUSAFA = ("at_least 20", "at_least 10", "about 10", "exact 10")


@pytest.mark.parametrize(
    ("reports", "english", "arabic"),
    [
        (TAYM, "at least 6 to 17", "6 على الأقل إلى 17"),
        (RUSAFA, "about 10 to at least 20", "نحو 10 إلى 20 على الأقل"),
        (("more_than 30", "exact 35"), "more than 30 to 35", "أكثر من 30 إلى 35"),
        (("exact 17",), "17", "17"),
        (("at_least 20",), "at least 20", "20 على الأقل"),
        (("exact 10", "at_least 10"), "at least 10", "10 على الأقل"),
        (("exact 10", "about 10"), "about 10", "نحو 10"),
        (("at_most 9", "exact 7", "exact 11"), "7 to 11", "7 إلى 11"),
        (("at_most 10", "exact 33"), "at most 10 to 33", "10 على الأكثر إلى 33"),
        (("range 5-9", "exact 7"), "5 to 9", "5 إلى 9"),
        (("unspecified", "exact 3"), "3", "3"),
        (("unspecified",), "number not given", "من دون ذكر العدد"),
        ((), "", ""),
        (("exact 2150",), "2,150", "2,150"),
    ],
)
def test_reports_of_one_thing(reports: tuple[str, ...], english: str, arabic: str) -> None:
    range_ = spread(number(said) for said in reports)
    assert (range_.text("en"), range_.text("ar")) == (english, arabic)


def test_the_two_attacks_of_october_2020_add_up() -> None:
    summed = total([spread(number(said) for said in TAYM), spread(number(said) for said in RUSAFA)])
    assert summed.text("en") == "16 to at least 37"
    assert summed.text("ar") == "16 إلى 37 على الأقل"
    assert summed.open
    assert summed.n_reports == 8


@pytest.mark.parametrize(
    ("parts", "text"),
    [
        (("exact 5", "exact 3"), "8"),
        (("exact 5", "at_least 3"), "at least 8"),
        (("about 5", "about 3"), "about 8"),
        (("about 5", "exact 3"), "about 8"),
        (("at_least 5", "at_least 3"), "at least 8"),
        (("more_than 5", "at_least 3"), "at least 8"),
        (("more_than 5", "exact 3"), "more than 8"),
        (("about 5", "at_least 3"), "at least 8"),
        (("at_most 9", "at_most 5"), "at most 14"),
        (("at_most 9", "exact 5"), "5 to at most 14"),
        (("at_most 9", "at_least 5"), "at least 5"),
        (("exact 5", "unspecified"), "5"),
        (("unspecified", "unspecified"), "number not given"),
    ],
)
def test_different_things_add_up(parts: tuple[str, ...], text: str) -> None:
    assert total(number(said) for said in parts).text() == text


def test_an_end_leads_back_to_the_counts_that_state_it() -> None:
    range_ = spread(
        number(said, f"c{at}") for at, said in enumerate(("exact 17", "at_least 6", "exact 17", "unspecified"))
    )
    assert range_.low_ids == ("c1",)
    assert range_.high_ids == ("c0", "c2")
    assert range_.count_ids == ("c0", "c1", "c2", "c3")
    assert (range_.n_reports, range_.n_unspecified) == (3, 1)


def test_every_hedge_has_its_place_in_both_orders() -> None:
    hedges = {q for q in QUALIFIERS if q not in ("unspecified", "range")} | {"mixed"}
    assert set(DOWNWARD) == set(UPWARD) == hedges


ranges = st.builds(
    lambda q, n: number(f"{q} {n}"), st.sampled_from(["exact", "about", "at_least", "more_than"]), st.integers(0, 500)
)


@given(st.lists(ranges, min_size=1, max_size=6))
def test_a_spread_is_bounded_by_what_is_stated_and_no_average(reports: list[Range]) -> None:
    range_ = spread(reports)
    stated_numbers = [report.low for report in reports]
    assert (range_.low, range_.high) == (min(stated_numbers), max(stated_numbers))  # type: ignore[type-var]
    assert range_ == spread([*reports[:1], *reports[1:]])


@given(st.lists(ranges, min_size=1, max_size=6))
def test_a_sum_of_ranges_is_the_sum_of_their_ends(parts: list[Range]) -> None:
    summed = total(parts)
    assert summed.low == sum(part.low or 0 for part in parts)
    assert summed.high == sum(part.high or 0 for part in parts)
    assert summed.open == any(part.open for part in parts)
