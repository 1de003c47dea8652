"""What one report states of each measure and side: lists are added up, a number told again makes a range.

Sides keep the attackers' own dead apart from the dead of the attack. Shares (`part_of`) are never added to anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from report_lib.records import Count, Incident, victim_group
from report_lib.tallying.ranges import Range, spread, stated, total

# Victims who are counted as one side; the rest ("people", "mixed", "other") is counted all together.
SIDES = {
    "regime forces": "government",
    "pro-regime militia": "government",
    "Iran-backed militia": "government",
    "ISIS": "ISIS",
    "SDF": "SDF",
    "SNA": "opposition",
    "HTS": "opposition",
    "rebels": "opposition",
    "civilians": "civilians",
}
EVERYBODY = "everybody"
# The side whose dead are an attacker's own.
OWN_SIDE = {
    "ISIS": "ISIS",
    "regime": "government",
    "Russia": "government",
    "Iran-backed": "government",
    "SDF": "SDF",
    "SNA": "opposition",
    "HTS": "opposition",
}
# Two numbers of one incident this close in the text are one list ("an officer and three men"); else a restatement.
LIST_GAP = 40


@dataclass(frozen=True)
class Statement:
    """What one incident row states of one measure and side; `victims` are the groups of its counts' codes."""

    incident: Incident
    voice: str
    measure: str
    side: str
    victims: tuple[str, ...]
    range: Range


def side_told(victims: str) -> str:
    """The side on which people of a victims code are counted: "children" are counted with all civilians."""
    return SIDES.get(victim_group(victims), EVERYBODY)


def statements_of(incident: Incident, counts: Sequence[Count], voice: str) -> list[Statement]:
    """What an incident's counts state, in the words of `voice`, one for each measure and side."""
    groups: dict[tuple[str, str], list[Count]] = defaultdict(list)
    for count in counts:
        if not count.part_of:
            groups[count.measure, side_told(count.victims)].append(count)
    return [
        Statement(incident, voice, measure, side, tuple(sorted(_by_group(group))), _added_up(group))
        for (measure, side), group in groups.items()
    ]


def _by_group(counts: Sequence[Count]) -> dict[str, list[Count]]:
    """Counts by whose people they are: three women and two children are told together, as civilians."""
    groups: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        groups[victim_group(count.victims)].append(count)
    return groups


def _added_up(counts: Sequence[Count]) -> Range:
    """One incident's counts of one side: lists and different groups are added, restatements become a range."""
    numbered = [count for count in counts if count.qualifier != "unspecified"]
    if not numbered:
        return spread(stated(count) for count in counts)
    groups: dict[str, list[Range]] = {}
    for victims, told in _by_group(numbered).items():
        runs: list[list[Count]] = []
        for count in sorted(told, key=lambda c: (c.start or 0, c.count_id)):
            if runs and _one_list(runs[-1][-1], count):
                runs[-1].append(count)
            else:
                runs.append([count])
        groups[victims] = [total(stated(count) for count in run) for run in runs]
    whole = total(spread(runs) for runs in groups.values())
    return replace(whole, n_reports=1, n_unspecified=0)  # however many numbers it adds up, it is one report


def _one_list(before: Count, after: Count) -> bool:
    """Whether two numbers are parts of one list: close to each other, or of women one and of children the other."""
    closer = {c.victims for c in (before, after) if victim_group(c.victims) != c.victims}
    if len(closer) == 2:
        return True
    if before.end is None or after.start is None:
        return False
    return 0 <= after.start - before.end <= LIST_GAP
