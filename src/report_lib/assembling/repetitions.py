"""Take what an article tells twice for one: the title and the body, a number said again, a toll and what it rounds."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise
from typing import Final

from report_lib.arabic.text import fold_word
from report_lib.assembling.settings import Setting
from report_lib.assembling.statements import Statement
from report_lib.assembling.surroundings import lemma
from report_lib.counting.counts import Found
from report_lib.edtf_dates import interval
from report_lib.records import victim_group

# From here on a number told twice is one, wherever; one place given, from these on, a round number and any other.
_BIG, _SMALLEST_ROUND_TELLING, _SMALLEST_TELLING = 200, 30, 11
_ONE_CITY: Final = frozenset({"Damascus", "Rif Dimashq"})
_WIDE_KINDS: Final = frozenset({"governorate", "region", "desert", "country", "district"})
_ANYBODY: Final = frozenset(
    map(fold_word, ("شخص", "فرد", "مواطن", "إنسان", "قتيل", "جريح", "مصاب", "شهيد", "جثة", "ضحية", ""))
) | {""}


def told_once(statements: list[Statement]) -> list[Statement]:
    """The statements without repetitions, without habits, and with shares of their own incident's totals alone."""
    return _merge_repeated(_with_own_totals(_without_habits(statements)))


def _without_habits(statements: list[Statement]) -> list[Statement]:
    """Drop what happens again and again without a number («يوقع قتلى بشكل متكرر»), unless one stands beside it."""
    habits = [i for i, s in enumerate(statements) if s.found.qualifier == "unspecified" and s.setting.habitual]
    if not habits:
        return statements
    counted = {s.found.sentence for s in statements if s.found.qualifier != "unspecified"}
    return _without(statements, {i for i in habits if statements[i].found.sentence not in counted})


def _with_own_totals(statements: list[Statement]) -> list[Statement]:
    """A toll that has risen over a period, or elsewhere, does not take in the counts of other incidents before it."""
    own: list[Statement] = []
    for index, statement in enumerate(statements):
        total = statement.found.part_of
        if total is not None and total > index and not _compatible(statement.setting, statements[total].setting):
            statement = statement.share_of(None)
        own.append(statement)
    return own


def _merge_repeated(statements: list[Statement]) -> list[Statement]:
    """The same number of the same incident told again is one count; the best attributed telling stays."""
    kept: list[Statement] = []
    moved: dict[int, int] = {}  # index of a statement → index of the one that stands for it
    for index, statement in enumerate(statements):
        home = _home(statement, kept)
        moved[index] = home
        if home == len(kept):
            kept.append(statement)
        else:
            kept[home] = _better(kept[home], statement)
    if len(kept) < len(statements):
        kept = [_with_part_of(s, i, moved) for i, s in enumerate(kept)]
    return _without(kept, [i for i, s in enumerate(kept) if _says_nothing_new(i, s, kept)])


def _home(statement: Statement, kept: list[Statement]) -> int:
    """The index of what a statement repeats; where it repeats nothing, that of the next to be kept."""
    for index, other in enumerate(kept):
        if _repeats(statement, other):
            return index
    return len(kept)


def _with_part_of(statement: Statement, index: int, moved: Mapping[int, int]) -> Statement:
    part_of = statement.found.part_of
    target = moved.get(part_of) if part_of is not None else None
    total = target if target != index else None
    return statement if total == part_of else statement.share_of(total)


def _without(statements: list[Statement], dropped: Collection[int]) -> list[Statement]:
    if not dropped:
        return statements
    keep = [i for i in range(len(statements)) if i not in dropped]
    new = {old: position for position, old in enumerate(keep)}
    return [_with_part_of(statements[old], position, new) for position, old in enumerate(keep)]


def _repeats(statement: Statement, other: Statement) -> bool:
    one, two = statement.found, other.found
    if not _same_number(one, two) or _told_apart(one, two):
        return False
    if ((statement.headline or other.headline) and one.low is not None) or _refers_back(one):
        return True  # a headline's number is the body's
    if statement.added and one.sentence > two.sentence:
        return False
    if (one.part_of is None) != (two.part_of is None):
        return False
    if _is_telling(one, statement.setting, other.setting):
        return True
    if not _compatible(statement.setting, other.setting):
        return False
    if one.low == two.low == 1 and len({lemma(one), lemma(two)} - _ANYBODY) == 2:
        return False  # «قُتل ضابط … وقُتل طفل»: two people
    return statement.perpetrator == other.perpetrator or "unknown" in (statement.perpetrator, other.perpetrator)


def _refers_back(found: Found) -> bool:
    """«4 قتلى عدا الجثتين»: two told of before."""
    return found.low == found.high == 2 and found.head.startswith("ال") and found.position == found.people_start


def _told_apart(one: Found, two: Found) -> bool:
    """Whether the words set two counts apart: in one sentence, or «وقُتل جنديان آخران» after two soldiers."""
    if one.sentence == two.sentence and one.position != two.position:
        return (one.low or 0) < _BIG or lemma(one) != lemma(two)
    return one.measure == "killed" and one.others != two.others


def _is_telling(found: Found, one: Setting, other: Setting) -> bool:
    """Whether a number is so particular that an article which tells it twice tells of one thing, on whatever day."""
    low = found.low or found.high or 0
    if found.measure in ("attacks", "airstrikes") or low < _SMALLEST_TELLING:
        return False
    here, there = set(one.governorates), set(other.governorates)
    if low % 10 == 0:
        return low >= _BIG or (low >= _SMALLEST_ROUND_TELLING and bool(here) and here == there)
    return low >= _BIG or not (here and there) or not here.isdisjoint(there) or here | there <= _ONE_CITY


def _same_number(one: Found, other: Found) -> bool:
    """«ما لا يقل عن 30» and «نحو 30» are one number; a range is another."""
    return one.measure == other.measure and _number(one) == _number(other)


def _number(found: Found) -> tuple[int | None, int | None, bool]:
    if found.qualifier == "range":
        return found.low, found.high, False
    return (found.high if found.low is None else found.low), None, found.qualifier == "unspecified"


def _compatible(one: Setting, other: Setting) -> bool:
    """Whether two settings can be those of one incident."""
    if one.aggregate != other.aggregate:
        return False
    here, there = set(one.governorates), set(other.governorates)
    if here and there and (not here & there or (here != there and max(len(here), len(there)) > 2)):
        return False
    if one.date and other.date and one.date != other.date:
        (a_start, a_end), (b_start, b_end) = interval(one.date), interval(other.date)
        if not (a_start and b_start) or a_end < b_start or b_end < a_start:
            return False
    named = [s.place.place.name for s in (one, other) if s.place and s.place.place.kind not in _WIDE_KINDS]
    return len(named) < 2 or named[0] == named[1]


def _better(one: Statement, two: Statement) -> Statement:
    """The telling with a named source, then in the body, then with the narrower place; gaps filled from the other."""

    def rank(statement: Statement) -> tuple[bool, bool, int]:
        place = statement.setting.place
        precision = (place.place.geo_precision or 5) if place else 6
        return statement.source is None, statement.headline, precision

    best, rest = (one, two) if rank(one) <= rank(two) else (two, one)
    setting = best.setting
    if not setting.date and rest.setting.date and not setting.aggregate:
        setting = setting.dated_like(rest.setting)
    if not setting.governorates and rest.setting.governorates and not setting.aggregate:
        setting = setting.placed_like(rest.setting)
    agent, status = best.perpetrator, best.status
    guessed = rest.headline and setting.aggregate  # whose a tally is, its headline does not know better
    if agent == "unknown" and rest.perpetrator != "unknown" and not guessed:
        agent, status = rest.perpetrator, rest.status
    closer = best.victims in ("people", victim_group(rest.victims))  # «خمسة مدنيين … الأطفال الخمسة»
    victims = rest.victims if closer else best.victims
    found = best.found
    if found.part_of is None and rest.found.part_of is not None:
        found = found.share_of(rest.found.part_of)
    if best.found.qualifier == "exact" and rest.found.qualifier != "exact" and rest.headline <= best.headline:
        found = found.numbered_like(rest.found)
    return best.told_as(found, setting, victims, agent, status)


def _says_nothing_new(index: int, statement: Statement, statements: Sequence[Statement]) -> bool:
    """A headline that only announces what the body counts."""
    found = statement.found
    if not statement.headline:
        return False
    body = [s.found for i, s in enumerate(statements) if i != index and not s.headline]
    same = [f for f in body if f.measure == found.measure]
    if found.qualifier == "unspecified":
        return bool(same)
    if found.qualifier in ("more_than", "about") and any(_rounds(found, f) for f in same):
        return True
    if found.low is not None and any(f.low == found.low and f.measure != found.measure for f in body):
        return True  # «143 منهم تحولوا إلى مختفين» over a body that counts them as missing
    return any(
        a.low is not None and b.low is not None and a.low + b.low == found.low and a.sentence == b.sentence
        for a, b in pairwise(same)
    )


def _rounds(headline: Found, body: Found) -> bool:
    return headline.low is not None and body.low is not None and 0 <= body.low - headline.low <= 0.15 * body.low
