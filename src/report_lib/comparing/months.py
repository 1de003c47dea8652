"""All that a month's pages show: its events, tallies and undated reports, set beside another month, as data frames."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd

from report_lib.comparing.accounts import BY_SOURCE, DISAGREEMENT, by_source, disagreement
from report_lib.comparing.compare import BY_PERPETRATOR, BY_REGION, by_perpetrator, by_region
from report_lib.comparing.likeness import LIKENESS, RATES, SIDE_BY_SIDE, likeness, rates, side_by_side
from report_lib.comparing.reconcile import QUOTED, RECONCILIATION, quoted, reconciliation
from report_lib.linking.collection import Collection
from report_lib.tallying.columns import Column
from report_lib.wording import Language

FRAMES: Mapping[str, tuple[Column, ...]] = {
    "side_by_side": SIDE_BY_SIDE,
    "likeness": LIKENESS,
    "rates": RATES,
    "by_region": BY_REGION,
    "by_perpetrator": BY_PERPETRATOR,
    "by_source": BY_SOURCE,
    "disagreement": DISAGREEMENT,
    "reconciliation": RECONCILIATION,
    "quoted": QUOTED,
}


@dataclass(frozen=True)
class MonthView:
    """A month beside another, in one language; each frame has the columns of `FRAMES`.

    `side_by_side`: one row an event, tally or undated incident of both months. `likeness`: what makes the two unlike.
    `rates`: killed per attack, or why it is refused. `by_region`, `by_perpetrator`, `by_source`: both months, told
    apart by `month`; undated incidents are in `by_source` and `side_by_side` alone. `disagreement`: both months.
    `reconciliation`, `quoted`: the tallies of both months.
    """

    month: str
    against: str
    lang: Language
    side_by_side: pd.DataFrame
    likeness: pd.DataFrame
    rates: pd.DataFrame
    by_region: pd.DataFrame
    by_perpetrator: pd.DataFrame
    by_source: pd.DataFrame
    disagreement: pd.DataFrame
    reconciliation: pd.DataFrame
    quoted: pd.DataFrame


def month_view(collection: Collection, month: str, against: str, lang: Language = "en") -> MonthView:
    """Everything that the pages of `month` show beside `against`; a month without reports gives frames without rows."""
    c = collection
    regions, perpetrators, sources, disagreements = [], [], [], []
    for each in dict.fromkeys((month, against)):
        events = c.of_month(each)
        dated = [event for event in events if event.listing != "undated"]
        regions.append(by_region(dated, c.restates, each, lang))
        perpetrators.append(by_perpetrator(dated, each, lang))
        sources.append(by_source(events, c.incidents, c.counts.values(), c.articles, c.copy_of, each, lang))
        disagreements.append(disagreement(events, c.incidents, c.counts.values(), c.articles, each, lang))
    installments = [tally for each in dict.fromkeys((month, against)) for tally in c.series.month(each)]
    tallies = [event for each in dict.fromkeys((month, against)) for event in c.of_month(each)]
    return MonthView(
        month=month,
        against=against,
        lang=lang,
        side_by_side=side_by_side(c, month, against, lang),
        likeness=likeness(c, month, against, lang),
        rates=rates(c, month, against, lang),
        by_region=pd.concat(regions, ignore_index=True),
        by_perpetrator=pd.concat(perpetrators, ignore_index=True),
        by_source=pd.concat(sources, ignore_index=True),
        disagreement=pd.concat(disagreements, ignore_index=True),
        reconciliation=reconciliation(installments, c.events, lang),
        quoted=quoted(tallies, c.restates, c.incidents, c.counts, c.articles, lang),
    )
