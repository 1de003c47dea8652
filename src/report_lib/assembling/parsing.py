"""Parse articles from files and folders; one that cannot be used is named, and the others go on."""

from __future__ import annotations

import traceback
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from report_lib.assembling.incidents import parse_article
from report_lib.errors import Broken, Problem, shown
from report_lib.reading.articles import ArticleText, iter_articles
from report_lib.records import Article, Count, Incident, Parsed


@dataclass(frozen=True)
class ParsedArticles:
    """What articles say, and what of them could not be used."""

    articles: tuple[Article, ...]
    incidents: tuple[Incident, ...]
    counts: tuple[Count, ...]
    rejected: tuple[Problem, ...]


def parse_articles(
    paths: Iterable[Path],
    articles_csv: Path | None = None,
    *,
    parse: Callable[[Article, str], Parsed] = parse_article,
    on_article: Callable[[], None] = lambda: None,
) -> ParsedArticles:
    """Parse the articles that `iter_articles` reads, one text in memory at a time; `on_article` is called after each.

    An article that the parser fails on is left out like one that cannot be read.
    """
    articles: list[Article] = []
    incidents: list[Incident] = []
    counts: list[Count] = []
    rejected: list[Problem] = []
    for item in iter_articles(paths, articles_csv):
        found = parsed(item, parse)
        if isinstance(found, Problem):
            rejected.append(found)
            continue
        articles.append(found.article)
        incidents += found.incidents
        counts += found.counts
        on_article()
    return ParsedArticles(tuple(articles), tuple(incidents), tuple(counts), tuple(rejected))


def parsed(item: ArticleText | Problem, parse: Callable[[Article, str], Parsed] = parse_article) -> Parsed | Problem:
    """What one article says; a problem where the parser fails on it, or where it could not be read."""
    if isinstance(item, Problem):
        return item
    try:
        return parse(*item)
    except Exception as error:  # a reader's loss is one article, never the collection
        return _fault(error).problem(f"article {item.article.article_id}")


def _fault(error: Exception) -> Broken:
    frames = traceback.extract_tb(error.__traceback__)
    at = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    rule = f"the parser failed on it ({type(error).__name__}: {shown(error)}{at})"
    return Broken(rule, "this is a fault of report-lib; report it with the article")
