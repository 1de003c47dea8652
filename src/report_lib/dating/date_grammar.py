"""The grammar of the phrases that name a time: patterns over the classes of words, one letter each."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from report_lib.arabic.remembered import Remembered
from report_lib.dating.date_words import letters


class Fit:
    """Where a rule fits: the words first..last-1 of a stretch."""

    def __init__(self, rule: str, first: int, last: int) -> None:
        self.rule = rule
        self.first = first
        self.last = last


# Names in capitals are macros, others are classes; blanks only separate. At a word, the first rule that fits wins.
_MACROS: Final = {
    "GREGORIAN": "(?: month | homograph | month_first (?: ordinal | first | second ) )",
    "LUNAR": "(?: hijri_month | hijri_first (?: ordinal | first | second | feminine ) )",
    "MONTH": "(?: GREGORIAN (?: (?: slash | open | dash )? GREGORIAN close? )? )",
    "DATED_MONTH": "(?: MONTH YEAR_OF? | LUNAR (?: (?: comma | of )? year_unit? lunar_year era? )? )",
    "NUMBER": "(?: article? (?: number | ordinal (?: ten | twenties )? | tens ) )",
    "NUMBERS": "(?: NUMBER (?: (?: to | dash | slash | and )? NUMBER )? )",
    "COUNT": "(?: article? (?: number | big_number | cardinal (?: ten | twenties )? | ten | tens ) )",
    "WHEN": "(?: past | current | next | previous | which preceded )",
    "YEAR": "(?: year | lunar_year )",
    "OF_YEAR": "(?: of? (?: this_year (?: WHEN | BESIDE ) | (?: this | that ) this_year ) )",
    "YEAR_OF": (
        "(?: (?: comma | open | slash | dash )? of? (?: year_unit | this_year )? year close? era?"
        " | OF_YEAR | WHEN (?: OF_YEAR | year )? )"
    ),
    "PART": "(?: (?: part | night ) feminine? of? )",
    "NEAR_DAY": "(?: (?: first of? | before ) yesterday | yesterday ordinal? | this? today | tomorrow )",
    "SAME_DAY": "(?: first of? yesterday | yesterday | today )",
    "WEEKDAY": "(?: weekday (?: before? past | next )? )",
    "LEAD": (
        "(?: PART{0,2} day_word? SAME_DAY? open? WEEKDAY? close?"
        " (?: comma | open | corresponding | in | dash ){0,2} day_word? )"
    ),
    "MARK": "(?: slash | dash )",
    "UNIT": "(?: day_word | day_unit | week_unit | month_unit | year_unit | hour_unit )",
    "UNITS": "(?: last_days | last_weeks | last_months | last_years | last_hours )",
    "THIS_UNIT": "(?: this_week | this_month | this_year )",
    "PHASE": "(?: start | middle | end )",
    "SEASON": "(?: season | hijri_first )",
    "BESIDE": "(?: same | following | previous | which (?: preceded | came_after ) )",
    "THEN": "(?: (?: before | after | preceded | came_after ) (?: that | event ) | WITH_IT )",
    "WITH_IT": "(?: before_it | after_it | preceded | came_after )",
    "AFTER": "(?: after passing? )",
    "NOT_DATED": "(?! of? (?: weekday | GREGORIAN | LUNAR | YEAR | number MARK? of? GREGORIAN ) )",
}
# Rules that may open with a part of the day and a weekday («فجر الخميس 12 آب»), and the others.
DATED_RULES: Final = {
    "numeric": (
        "(?: number MARK number MARK YEAR | YEAR MARK number MARK number | dotted"
        " | (?<= day_word | weekday ) number slash number ) era?"
    ),
    "day": "NUMBERS (?: of | MARK )? month_unit? DATED_MONTH",
    "month day": "MONTH number comma? year",
    "day of month": (
        "NUMBERS (?: of? this_month (?: WHEN | BESIDE ) | of? (?: this | that ) this_month | of this_month | of_it )"
    ),
}
_RULES: Final = {
    "fraction": (
        "(?: fraction (?: ordinal | latest )? | last_months COUNT? (?: feminine | latest ) ) of?"
        " (?: month_unit? DATED_MONTH | (?: year_unit | this_year )? year | OF_YEAR | this_year )"
    ),
    "week of month": (
        "(?: this_week (?: ordinal | latest ) | last_days COUNT (?: feminine | latest ) ) of? month_unit? DATED_MONTH"
    ),
    "month": "(?: PHASE of? )? month_unit? DATED_MONTH",
    "years": "(?: year_pair | (?<= between | of ) ) year (?: and | dash | to )? year_unit? year",
    "Hijri year": "(?: year_unit | this_year ) era? open? lunar_year close? era?",
    "year": (
        "(?: PHASE | SEASON )? of? (?: (?: year_unit | this_year ) open? year close? | (?<= PHASE | SEASON ) year )"
    ),
    "two weekdays": "day_word weekday weekday",
    "night": "night day_word? NEAR_DAY? weekday (?: MARK | to | upon | and )? weekday",
    "feast": "(?: eve | PART | (?: first | second | nth ) day_unit | today ordinal of )? feast_word feast",
    "day beside": (
        "PART{0,2} day_word? (?: (?: today | tonight ) BESIDE | that (?: today | tonight ) )"
        " (?: comma? open? WEEKDAY close? )?"
    ),
    "same day of the year": "like this today (?: before COUNT? UNIT COUNT? | of? YEAR_OF )",
    "near day": "PART{0,2} day_word? NEAR_DAY (?: PART? comma? open? WEEKDAY close? )?",
    "weekday near day": "PART{0,2} day_word? weekday comma? open? (?: yesterday | today ) close?",
    "last night": "tonight before? past",
    "unit beside": "(?: (?: PHASE of? | SEASON )? (?: THIS_UNIT BESIDE | that THIS_UNIT ) )",
    "this unit": (
        "(?: (?: PHASE of? | SEASON )? (?: this THIS_UNIT | THIS_UNIT before? WHEN )"
        " | PHASE of? THIS_UNIT | (?<= during | toll ) this_week )"
    ),
    "days before": "before hedge{0,2} of? COUNT? UNIT COUNT? of (?: event | that )",
    "that lapse": "(?: (?: that | this ) lapse | lapse same ) NOT_DATED",
    "ago": "before hedge{0,2} of? COUNT? UNIT COUNT? NOT_DATED",
    "since ago": "since hedge{0,2} of? COUNT? UNIT COUNT? NOT_DATED",
    "days after": "(?: AFTER hedge{0,2} of? COUNT? UNIT COUNT? (?: upon | of ) | morrow )",
    "days later": "AFTER hedge{0,2} of? COUNT? UNIT COUNT? NOT_DATED",
    "days from then": "THEN hedge{0,2} of? COUNT? UNIT COUNT? NOT_DATED",
    "days beside": "UNITS COUNT? (?: following | previous )",
    "last few": ("(?: UNITS COUNT? hour_unit? few? (?: past | latest ) | COUNT UNIT few? (?: past | latest ) )"),
    "weekday of week": "PART{0,2} day_word? weekday of this_week (?: WHEN | BESIDE )",
    "weekday": "PART{0,2} day_word? WEEKDAY",
    "bare year": "(?<= in | and_in | since | during | to | before | future | as_for ) year",
    "some time": "(?: time previous | recently )",
}
# Every phrase has one of these; words between two unknown ones that have none are not looked at.
_CORE: Final = (
    "weekday | tomorrow | month | homograph | month_first | hijri_month | hijri_first | year | lunar_year | dotted"
    " | lapse | feast | morrow | of_it | today | yesterday | tonight | THIS_UNIT | UNIT | UNITS | time | recently"
)
# No phrase starts with one of these. The first of them say nothing of what follows them either.
_IDLE_BEFORE: Final = "comma | open | close | slash | dash | and | corresponding | upon | era | past | same"
_NO_START: Final = f"{_IDLE_BEFORE} | in | of | to | between"
# No phrase ends with one of these, and they say nothing of what stands before them.
_IDLE_AFTER: Final = (
    "comma | open | slash | dash | and | corresponding | in | to | between | since | during | when | was"
)


@cache
def core_classes() -> frozenset[str]:
    """The classes of which every phrase has one."""
    core = re.compile(_pattern(_CORE))
    return frozenset(kind for kind, letter in letters().items() if core.fullmatch(letter))


def fits(classes: str) -> list[Fit]:
    """Where the rules fit in a stretch of words, written as the letters of their classes."""
    return _in_stretches[classes]


def _in_stretch(classes: str) -> list[Fit]:
    before, after = _idle()
    rest = classes.lstrip(before)
    skipped = len(classes) - len(rest)
    return [Fit(fit.rule, fit.first + skipped, fit.last + skipped) for fit in _in_cores[rest.rstrip(after)]]


@cache
def _idle() -> tuple[str, str]:
    """The letters of what may be left out at the start and at the end of a stretch, so that more of them are alike."""
    return _pattern(_IDLE_BEFORE).replace("|", ""), _pattern(_IDLE_AFTER).replace("|", "")


def _in_core(classes: str) -> list[Fit]:
    found = _rules().finditer(classes)
    return [Fit(str(match.lastgroup).replace("_", " "), match.start(), match.end()) for match in found]


# Texts name times in few ways, again and again.
_in_stretches: Final = Remembered(_in_stretch)
_in_cores: Final = Remembered(_in_core)


@cache
def _rules() -> re.Pattern[str]:
    """The rules as one pattern, a group for each."""
    groups = {rule: f"(?P<{rule.replace(' ', '_')}>{_pattern(text)})" for rule, text in (DATED_RULES | _RULES).items()}
    dated = "|".join(groups.pop(rule) for rule in DATED_RULES)
    rules = "|".join([f"{_pattern('LEAD')}(?:{dated})", *groups.values()])
    return re.compile(f"(?!{_pattern(_NO_START)})(?:{rules})")


def _pattern(rule: str) -> str:
    expanded = re.sub("[A-Z_]{2,}", lambda macro: _pattern(_MACROS[macro.group()]), rule)
    return re.sub("[a-z_]+", lambda kind: letters()[kind.group()], expanded).replace(" ", "")
