"""The articles that are measured on: a collection given by its path, or the project's own texts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path

from report_lib.reading.articles import ArticleText, read_articles

OWN = (Path("seeds/articles"), Path("tests/gold/annotated"))


def articles(corpus: Path | None) -> Sequence[ArticleText]:
    """The articles of `corpus`, a file or folder as `brief parse` takes them; the project's own without one."""
    return read_articles([corpus] if corpus else OWN).articles


def write_many(texts: Sequence[ArticleText], number: int, path: Path) -> None:
    """So many articles as JSON lines: the texts again and again, each time under other identifiers."""
    with path.open("w", encoding="utf-8") as stream:
        for at, (article, text) in enumerate(islice(cycle(texts), number)):
            fields = {
                "article_id": f"a{at:07}",
                "outlet": article.outlet,
                "published": article.published,
                "text": text,
            }
            stream.write(json.dumps(fields, ensure_ascii=False) + "\n")
