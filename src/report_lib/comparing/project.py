"""Opens what a project folder holds, seeds and tables, and cuts out of it what a month may show."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

import pandas as pd

from report_lib.assembling.schemas import REJECTED
from report_lib.assembling.tables import read_tables, to_frames
from report_lib.comparing.revisions import REVISIONS, read_log
from report_lib.errors import Problem, ReportError, shown
from report_lib.freshness import digest_of
from report_lib.linking.collection import Collection, collect
from report_lib.linking.corrections import Corrections, read_corrections
from report_lib.linking.events import link
from report_lib.linking.paged import paged
from report_lib.reading.articles import ArticleText, iter_articles
from report_lib.tallying.columns import frame
from report_lib.tallying.reports import HandReports, read_reports
from report_lib.tallying.tallies import Series, read_tallies

if TYPE_CHECKING:
    from report_lib.assembling.parsing import ParsedArticles

SEEDS = "seeds"
ARTICLES = "articles"


@dataclass(frozen=True)
class Opened:
    """A collection, the texts that the spans of its counts point into, by article_id, and what editions revised.

    `revisions` has the columns of `report_lib.comparing.revisions.REVISIONS`, oldest first. `rejected` are the
    files that could not be read, each with the rule it breaks.
    """

    collection: Collection
    texts: Mapping[str, str]
    revisions: pd.DataFrame = field(default_factory=lambda: frame([], REVISIONS))
    rejected: tuple[tuple[str, str], ...] = ()


def find_root(start: Path) -> Path:
    """The folder that holds seeds/, `start` or the nearest above it. Raises `ReportError`."""
    for folder in (start, *start.resolve().parents):
        if (folder / SEEDS / ARTICLES).is_dir():
            return folder
    rule = f"neither it nor a folder above it holds {SEEDS}/{ARTICLES}"
    raise ReportError(Problem(shown(start, 500), "", rule, "go to the root of the repository"))


def open_collection(data: str = "", *, start: Path = Path()) -> Opened:
    """Everything the project that `start` lies in knows. Raises `ReportError`.

    `data` is a folder of tables as `brief parse` writes them; without it the seed articles are parsed anew.
    """
    root = find_root(start)
    seeds = root / SEEDS
    read = iter_articles([seeds / ARTICLES])
    texts = {item.article.article_id: item.text for item in read if isinstance(item, ArticleText)}
    tables, problems = (read_tables(Path(data)), ()) if data else parse_seeds(root)
    collection = collect(
        tables,
        read_reports(seeds / "reports.csv") if (seeds / "reports.csv").exists() else HandReports(),
        read_tallies(seeds / "tallies.csv") if (seeds / "tallies.csv").exists() else Series(),
        read_corrections(seeds / "corrections.yml") if (seeds / "corrections.yml").exists() else Corrections(),
        texts,
    )
    logs = [read_log(Path(data).parent / month) for month in paged(collection).months] if data else []
    revised = pd.concat(logs, ignore_index=True) if logs else frame([], REVISIONS)
    rejected = read_rejected(Path(data)) if data else tuple((each.file, each.rule) for each in problems)
    return Opened(collection, texts, revised, tuple((PurePath(name).name, rule) for name, rule in rejected))


def read_rejected(folder: Path) -> tuple[tuple[str, str], ...]:
    """File and rule of everything that the tables of a folder leave out; nothing where that is not kept."""
    path = folder / REJECTED
    if not path.exists():
        return ()
    rows = pd.read_csv(path, dtype="string", keep_default_na=False)
    return tuple(zip(rows["file"], rows["rule"], strict=True))


def parse_seeds(root: Path) -> tuple[dict[str, pd.DataFrame], tuple[Problem, ...]]:
    """The tables of the seed articles, and the articles that cannot be used."""
    from report_lib.assembling.parsing import parse_articles

    parsed = parse_articles([root / SEEDS / ARTICLES])
    return tables_of(parsed), parsed.rejected


def tables_of(parsed: ParsedArticles) -> dict[str, pd.DataFrame]:
    """What was parsed as tables, incidents linked to events."""
    articles = {article.article_id: article for article in parsed.articles}
    events = link(parsed.incidents, parsed.counts, articles).event_of
    incidents = [replace(incident, event_id=events[incident.incident_id]) for incident in parsed.incidents]
    return to_frames(parsed.articles, incidents, parsed.counts)


def excerpt(opened: Opened, months: Iterable[str]) -> Opened:
    """What notebooks of these months may show: their events and tallies and all that these rest on, and the series.

    A brief that is made from an excerpt depends on nothing else, so an article of another month leaves it as it is.
    """
    whole = opened.collection
    wanted = tuple(dict.fromkeys(months))
    kept = {event.event_id: event for month in wanted for event in whole.of_month(month)}
    incidents = {key: row for key, row in whole.incidents.items() if row.event_id in kept}
    told_by = {article_id for event in kept.values() for article_id in event.article_ids}
    articles = {
        key: article for key, article in whole.articles.items() if article.published[:7] in wanted or key in told_by
    }
    counts = {key: row for key, row in whole.counts.items() if row.incident_id in incidents}
    series_ids = {tally.tally_id for tally in whole.series.tallies}
    collection = replace(
        whole,
        articles=articles | {key: row for key, row in whole.articles.items() if key in series_ids},
        incidents=incidents,
        counts=counts,
        events=tuple(event for event in whole.events if event.event_id in kept),
        tallies=tuple(event for event in whole.tallies if event.event_id in kept),
        restates={key: tally for key, tally in whole.restates.items() if key in kept},
        copy_of={key: original for key, original in whole.copy_of.items() if key in articles},
        links=_rows(whole.links, whole.links["incident_a"].isin(incidents) | whole.links["incident_b"].isin(incidents)),
        copies=_rows(whole.copies, whole.copies["article_id"].isin(articles)),
        corrections=_rows(whole.corrections, whole.corrections["row"].isin({*articles, *incidents, *counts})),
        problems=(),
    )
    texts = {key: text for key, text in opened.texts.items() if key in articles}
    revisions = _rows(opened.revisions, opened.revisions["month"].isin(wanted))
    return Opened(collection, texts, revisions, opened.rejected)


def _rows(table: pd.DataFrame, wanted: pd.Series[bool]) -> pd.DataFrame:
    """The wanted rows of a table, numbered anew: else the numbers tell how many rows of other months there are."""
    return table[wanted].reset_index(drop=True)


def excerpt_digest(opened: Opened) -> str:
    """SHA-256 of everything in an excerpt: where it is the same, so are the notebooks made from it."""
    merged = ("events", "tallies")  # follow from the rows
    values = [getattr(opened.collection, column.name) for column in fields(Collection) if column.name not in merged]
    shown = [value.to_json(orient="split") if isinstance(value, pd.DataFrame) else repr(value) for value in values]
    return digest_of([*shown, repr(sorted(opened.texts.items()))])
