from __future__ import annotations

from bisect import bisect_left

from report_lib.arabic.ascending import number_below


def test_as_many_are_below_a_limit_as_stand_before_it() -> None:
    for ascending in ([], [4], [4, 9], [0, 4, 4, 9, 12], list(range(0, 90, 7))):
        for limit in range(-2, 95):
            assert number_below(ascending, limit) == bisect_left(ascending, limit)
