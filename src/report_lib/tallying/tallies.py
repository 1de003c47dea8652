"""A monitor's monthly series as it is kept by hand, each month with its own wording, apart from all events."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from report_lib.arabic.text import fold, tokenise
from report_lib.edtf_dates import interval
from report_lib.errors import Broken, Problem, shown
from report_lib.lexicon_files import lexicon_file
from report_lib.records import GOVERNORATES, Article, Count, Incident
from report_lib.rows import Row, read_rows
from report_lib.tallying.ranges import Range
from report_lib.wording import Language

COLUMNS = (
    "month",
    "attacks_at_least",
    "killed_pro_regime_at_least",
    "killed_civilians_at_least",
    "wounded_at_least",
    "attacks_by_governorate",
    "url",
    "basis",
    "wording",
)
_MONTH = re.compile(r"20\d{2}-(?:0[1-9]|1[0-2])")


@dataclass(frozen=True)
class Contradiction:
    """Where a series says two things of one month, in both languages, and the addresses where it does."""

    english: str
    arabic: str
    urls: tuple[str, ...]

    def text(self, lang: Language) -> str:
        return self.english if lang == "en" else self.arabic


@dataclass(frozen=True)
class Monitor:
    """A monitor of lexicon/monitors.yml and what its series covers."""

    monitor: str
    name_en: str
    name_ar: str
    series: str
    aliases: tuple[str, ...]
    perpetrator: str
    governorates: tuple[str, ...]
    victims: str
    contradicts_itself: tuple[Contradiction, ...] = ()


@dataclass(frozen=True)
class Tally:
    """One month of a monitor's series, in attacks and persons, as worded.

    `killed` are pro-government forces, `killed_civilians` civilians; a number the installment does not give is a
    `Range()`. `by_governorate` is the installment's own breakdown of attacks, `unassigned` what it leaves over.
    """

    tally_id: str
    month: str
    monitor: Monitor
    attacks: Range
    killed: Range
    killed_civilians: Range
    wounded: Range
    by_governorate: tuple[tuple[str, int], ...]
    url: str
    basis: str
    wording: str

    @property
    def unassigned(self) -> int | None:
        """Attacks the breakdown leaves over; empty where there is none to compare with."""
        if self.attacks.low is None or not self.by_governorate:
            return None
        return self.attacks.low - sum(attacks for _, attacks in self.by_governorate)

    def number(self, measure: str) -> Range:
        """The series' number for a measure of the counts table."""
        return {"attacks": self.attacks, "killed": self.killed, "wounded": self.wounded}.get(measure, Range())


@dataclass(frozen=True)
class Series:
    """The readable rows of seeds/tallies.csv by month, and what is wrong with the others."""

    tallies: tuple[Tally, ...] = ()
    problems: tuple[Problem, ...] = ()

    def month(self, month: str) -> tuple[Tally, ...]:
        return tuple(tally for tally in self.tallies if tally.month == month)


@cache
def monitors() -> tuple[Monitor, ...]:
    """The monitors of the lexicon."""
    return tuple(
        Monitor(
            entry["monitor"],
            entry["name"]["en"],
            entry["name"]["ar"],
            entry["series"],
            tuple(entry["aliases"]),
            entry["perpetrator"],
            tuple(entry["governorates"]),
            entry["victims"],
            tuple(
                Contradiction(each["en"], each["ar"], tuple(each["urls"])) for each in entry.get("contradictions", ())
            ),
        )
        for entry in lexicon_file("monitors.yml")
    )


@lru_cache(maxsize=10_000)
def monitor_named(source: str) -> Monitor | None:
    """The monitor that an article's source names, by any of its spellings."""
    words = _spaced(source)
    for monitor in monitors():
        if any(_spaced(alias) in words for alias in monitor.aliases):
            return monitor
    return None


def _spaced(name: str) -> str:
    """Folded words between spaces, quotation marks left out, so that one name can be looked for in another."""
    return f" {' '.join(token.form for token in tokenise(fold(name).text))} ".casefold()


def read_tallies(path: Path) -> Series:
    """Read seeds/tallies.csv, the first monitor's series; bad rows are problems, the rest stand."""
    problems: list[Problem] = []
    tallies: dict[str, Tally] = {}
    for row in read_rows(path, COLUMNS, problems):
        try:
            tally = _tally(row, monitors()[0])
            if tally.month in tallies:
                raise Broken(f"month {tally.month} stands there already", "keep one row a month")
            tallies[tally.month] = tally
        except Broken as broken:
            problems.append(broken.problem(path, row.record))
    return Series(tuple(tallies[month] for month in sorted(tallies)), tuple(problems))


def _tally(row: Row, monitor: Monitor) -> Tally:
    month = row.text("month", required=True)
    if not _MONTH.fullmatch(month):
        raise Broken(f"month «{shown(month)}» is not a month", "write e.g. 2020-08")
    wording = row.text("wording")
    tally_id = f"{monitor.series}-{month}"
    attacks = row.number("attacks_at_least")
    if attacks is None:
        raise Broken("attacks_at_least is empty", "give the number of attacks")
    by_governorate = tuple(_share(part) for part in row.text("attacks_by_governorate").split(";") if part.strip())
    if sum(count for _, count in by_governorate) > attacks:
        raise Broken(f"attacks_by_governorate adds up to more than {attacks}", "check the breakdown")

    def number(column: str, noted: str) -> Range:
        value = row.number(column)
        if value is None:
            return Range()
        ids = (f"{tally_id}/{noted}",)
        word = "exact" if _exact(wording, noted) else "at_least"
        return Range(value, word, value, word, 1, 0, ids, ids, ids)

    return Tally(
        tally_id,
        month,
        monitor,
        number("attacks_at_least", "attacks"),
        number("killed_pro_regime_at_least", "killed"),
        number("killed_civilians_at_least", "civilians"),
        number("wounded_at_least", "wounded"),
        by_governorate,
        row.url("url"),
        row.text("basis"),
        wording,
    )


def _exact(wording: str, noted: str) -> bool:
    """Whether the notes say that this number stands without "at least"; figures are lower bounds otherwise."""
    for clause in wording.split(";"):
        about, colon, says = clause.partition(":")
        if not colon:
            about, says = "", clause
        if about.strip() in ("", noted) and (says.strip().startswith("exact") or "no 'at least'" in says):
            return True
    return False


def _share(part: str) -> tuple[str, int]:
    governorate, _, number = part.strip().rpartition(" ")
    if governorate not in GOVERNORATES or not number.isdigit():
        raise Broken(f"attacks_by_governorate «{shown(part)}» is not a share", "write e.g. Homs 12; Raqqa 9")
    return governorate, int(number)


def series_rows(series: Series) -> tuple[tuple[Article, ...], tuple[Incident, ...], tuple[Count, ...]]:
    """The series as rows of the three tables, origin `hand`, so that a monitor's number is traced like any other."""
    articles, incidents, counts = [], [], []
    for tally in series.tallies:
        monitor = tally.monitor
        articles.append(Article(article_id=tally.tally_id, outlet=monitor.monitor, url=tally.url))
        incidents.append(
            Incident(
                incident_id=tally.tally_id,
                article_id=tally.tally_id,
                origin="hand",
                scope="aggregate",
                **dates_of(tally),
                date_basis="stated",
                governorates=monitor.governorates,
                perpetrator=monitor.perpetrator,
                perpetrator_status="reported",
                source=monitor.monitor,
                source_type="monitor",
                source_chain=monitor.monitor,
            )
        )
        victims = (
            ("attacks", "attacks", monitor.victims, tally.attacks),
            ("killed", "killed", monitor.victims, tally.killed),
            ("civilians", "killed", "civilians", tally.killed_civilians),
            ("wounded", "wounded", "people", tally.wounded),
        )
        counts += [
            Count(
                count_id=f"{tally.tally_id}/{noted}",
                incident_id=tally.tally_id,
                article_id=tally.tally_id,
                measure=measure,
                low=number.low,
                high=None if number.open else number.high,
                qualifier=number.low_qualifier,
                victims=who,
            )
            for noted, measure, who, number in victims
            if number.stated
        ]
    return tuple(articles), tuple(incidents), tuple(counts)


def dates_of(tally: Tally) -> dict[str, Any]:
    """The columns of an incident that follow from the month of the series."""
    start, end = interval(tally.month)
    return {
        "date": tally.month,
        "date_start": start,
        "date_end": end,
        "date_precision": "month",
        "month": tally.month,
        "month_basis": "incident",
    }
