"""The one rule by which several reports of a number become a range, and ranges of several attacks become a sum.

**Several reports of one thing** (`spread`): low is the smallest number any independent report states, high the
largest; each keeps the words it was stated with. Where reports state the same number in different words, the low end
keeps the wording that reaches lowest (at most, about, exact, at least, more than) and the high end the one that
reaches highest (more than, at least, about, exact, at most). A range whose high end is "at least" or "more than" is
open upward. Reports without a number are counted beside the range. No average and no best guess is ever formed.

**Several things** (`total`): lows are added to lows, highs to highs. An exact part leaves the wording of the sum to
the others; parts that hedge alike keep their hedge; parts that hedge in different ways ("at least 6" and "about 10")
leave the bare number, `mixed`, at the low end. A high end with one open part is open. "At most 9" gives no floor:
beside parts that do, it adds nothing to the low end, nor to a high end that is worded "at least".

For comparison: UCDP GED codes best, low and high, `best` being the coder's judgement of the most reliable figure;
ACLED records the most conservative figure where reports differ and adjusts it later. Here `low` and `high` are the
figures as stated, nothing stands for `best`, and each end leads back to the counts that state it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from report_lib.records import Count
from report_lib.wording import Language, phrase

# From the wording that reaches lowest (highest) to the one that reaches least low (high).
DOWNWARD = ("at_most", "about", "mixed", "exact", "at_least", "more_than")
UPWARD = ("more_than", "at_least", "about", "mixed", "exact", "at_most")
OPEN = frozenset({"at_least", "more_than"})


@dataclass(frozen=True)
class Range:
    """The smallest and the largest number stated of one thing, in persons, attacks or strikes.

    `low` and `high` are empty where no report gives a number. `low_qualifier` and `high_qualifier` are codes of
    `records.QUALIFIERS`, or `mixed` for a sum of parts that hedge in different ways. `n_reports` counts the reports
    that state a number, `n_unspecified` those that speak of it without one. `count_ids` are all the counts behind
    it, `low_ids` and `high_ids` those that state its ends.
    """

    low: int | None = None
    low_qualifier: str = ""
    high: int | None = None
    high_qualifier: str = ""
    n_reports: int = 0
    n_unspecified: int = 0
    count_ids: tuple[str, ...] = ()
    low_ids: tuple[str, ...] = ()
    high_ids: tuple[str, ...] = ()

    @property
    def stated(self) -> bool:
        """Whether any report gives a number."""
        return self.low is not None

    @property
    def open(self) -> bool:
        """Whether the largest account is open upward."""
        return self.high_qualifier in OPEN

    @property
    def disagrees(self) -> bool:
        """Whether the reports state different numbers."""
        return self.low != self.high

    def text(self, lang: Language = "en") -> str:
        """The range in words: "16 to at least 37", «16 إلى 37 على الأقل»."""
        if self.low is None or self.high is None:
            return phrase("range.unspecified" if self.n_unspecified else "range.none", lang)
        if self.low == self.high:
            hedges = [q for q in (self.high_qualifier, self.low_qualifier) if q not in ("exact", "mixed")]
            return _worded(self.low, hedges[0] if hedges else "exact", lang)
        ends = _worded(self.low, self.low_qualifier, lang), _worded(self.high, self.high_qualifier, lang)
        return phrase("range.ends", lang, low=ends[0], high=ends[1])


def exactly(number: int, count_ids: tuple[str, ...] = ()) -> Range:
    """A number that nothing hedges: events that are counted here, or what one report states in `count_ids`."""
    return Range(number, "exact", number, "exact", int(bool(count_ids)), 0, count_ids, count_ids, count_ids)


def stated(count: Count) -> Range:
    """What one count states, as a range of one report."""
    ids = (count.count_id,)
    low = count.low if count.low is not None else count.high
    high = count.high if count.high is not None else count.low
    if count.qualifier == "unspecified" or low is None or high is None:
        return Range(n_unspecified=1, count_ids=ids)
    word = "exact" if count.qualifier == "range" else count.qualifier
    return Range(low, word, high, word, 1, 0, ids, ids, ids)


def spread(reports: Iterable[Range]) -> Range:
    """The range over several reports of the same thing; a `Range()` for none."""
    every = list(reports)
    numbered = [r for r in every if r.low is not None and r.high is not None]
    count_ids = _merged(r.count_ids for r in every)
    unspecified = sum(r.n_unspecified for r in every)
    if not numbered:
        return Range(n_unspecified=unspecified, count_ids=count_ids)
    low = min(numbered, key=lambda r: (r.low or 0, DOWNWARD.index(r.low_qualifier)))
    high = min(numbered, key=lambda r: (-(r.high or 0), UPWARD.index(r.high_qualifier)))
    return Range(
        low.low,
        low.low_qualifier,
        high.high,
        high.high_qualifier,
        sum(r.n_reports for r in numbered),
        unspecified,
        count_ids,
        _merged(r.low_ids for r in numbered if r.low == low.low),
        _merged(r.high_ids for r in numbered if r.high == high.high),
    )


def total(parts: Iterable[Range]) -> Range:
    """The sum of ranges of different things; parts without a number are counted beside it."""
    every = list(parts)
    numbered = [r for r in every if r.low is not None and r.high is not None]
    beside = Range(
        n_reports=sum(r.n_reports for r in every),
        n_unspecified=sum(r.n_unspecified for r in every),
        count_ids=_merged(r.count_ids for r in every),
    )
    if not numbered:
        return beside
    if len(numbered) == 1:
        only = numbered[0]
        return replace(
            only,
            n_reports=beside.n_reports,
            n_unspecified=beside.n_unspecified,
            count_ids=beside.count_ids,
        )
    lows = [r for r in numbered if r.low_qualifier != "at_most"] or numbered
    high_word = _sum_hedge([r.high_qualifier for r in numbered], high=True)
    highs = [r for r in numbered if high_word not in OPEN or r.high_qualifier != "at_most"]
    return replace(
        beside,
        low=sum(r.low or 0 for r in lows),
        low_qualifier=_sum_hedge([r.low_qualifier for r in lows], high=False),
        high=sum(r.high or 0 for r in highs),
        high_qualifier=high_word,
        low_ids=_merged(r.low_ids for r in numbered),
        high_ids=_merged(r.high_ids for r in numbered),
    )


def _sum_hedge(words: list[str], *, high: bool) -> str:
    hedges = {word for word in words if word != "exact"}
    if not hedges:
        return "exact"
    if hedges <= OPEN or (high and hedges & OPEN):
        # "More than 30" and 5 are more than 35; "more than 30" and "at least 5" are at least 35 (and one more).
        return "more_than" if hedges == {"more_than"} else "at_least"
    return hedges.pop() if len(hedges) == 1 else "mixed"


def _merged(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(item for group in groups for item in group))


def _worded(number: int, qualifier: str, lang: Language) -> str:
    return phrase(f"number.{qualifier}", lang, n=f"{number:,}")
