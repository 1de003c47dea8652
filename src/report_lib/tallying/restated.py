"""Find the month of a monitor's series that an article's tally restates, and date the tally by it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from report_lib.records import Count, Incident
from report_lib.tallying.ranges import total
from report_lib.tallying.tallies import Series, Tally, dates_of, monitor_named


def matched(incident: Incident, counts: Sequence[Count], series: Series, published: str = "") -> Tally | None:
    """The one month of the series that a quoted tally restates; None where none fits, or several do.

    It fits where the source names the monitor, the period, as far as it is given, is that month, and every number the
    article quotes is the series' number, however either is hedged. Without the calendar month, two numbers must agree.
    """
    if incident.scope != "aggregate":
        return None
    monitor = monitor_named(incident.source)
    numbers = [(c.measure, c.low if c.low is not None else c.high) for c in counts if not c.part_of]
    numbers = [(measure, number) for measure, number in numbers if number is not None]
    if not monitor or not numbers or incident.perpetrator not in (monitor.perpetrator, "unknown"):
        return None
    if not incident.date and len(numbers) < 2:
        return None
    fitting = [
        tally
        for tally in series.tallies
        if tally.monitor == monitor
        and _same_period(incident.date, tally.month)
        and (not published or tally.month <= published[:7])
        and all(number in _restated(tally, measure) for measure, number in numbers)
    ]
    return fitting[0] if len(fitting) == 1 else None


def dated_by_series(incident: Incident, tally: Tally) -> Incident:
    """The quoted tally with the month of the series, where the article leaves the year open."""
    if incident.date[:4].isdigit():
        return incident
    return replace(incident, **dates_of(tally), date_basis="tally")


def _same_period(date: str, month: str) -> bool:
    return date in ("", month) or (date.startswith("XXXX-") and date[5:] == month[5:])


def _restated(tally: Tally, measure: str) -> set[int]:
    numbers = [tally.number(measure)]
    if measure == "killed":
        numbers += [tally.killed_civilians, total([tally.killed, tally.killed_civilians])]
    return {number.low for number in numbers if number.low is not None}
