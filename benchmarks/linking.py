"""Linking a year of national reporting and comparing its months: processor time and memory."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterator

from benchmarks.measuring import Row, run


def rows(incidents: int) -> Iterator[Row]:
    """So many invented incidents linked into events, and two of the months compared in every way."""
    ran = run(["-m", "benchmarks.linking", str(incidents)])
    took = ran.json()
    seconds = took["link"] + took["compare"]
    yield Row(
        f"link {incidents:,} incidents, compare two months",
        f"{took['link']:.0f} + {took['compare']:.0f} s",
        f"{took['events']:,} events found of the {took['told']:,} told",
        "",
        "≤ 60 s",
        seconds <= 60,
    )
    yield Row("its memory at the most", f"{ran.megabytes:.0f} MB", "", "", "≤ 1,000 MB", ran.megabytes <= 1000)


def _main(number: str) -> None:
    from benchmarks.incidents import YEAR, reporting
    from report_lib.comparing.months import month_view
    from report_lib.linking.collection import collect_records

    made = reporting(int(number))
    told = len({(i.date_start, i.place) for i in made.incidents})
    start = time.process_time()
    collection = collect_records(*made)
    linked = time.process_time()
    month_view(collection, f"{YEAR}-10", f"{YEAR}-08")
    compared = time.process_time()
    found = {"link": linked - start, "compare": compared - linked, "events": len(collection.events), "told": told}
    print(json.dumps(found))


if __name__ == "__main__":
    _main(*sys.argv[1:])
