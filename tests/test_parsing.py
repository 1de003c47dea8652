"""Many articles: each is parsed by itself, and one that fails takes no other with it."""

from __future__ import annotations

from pathlib import Path

from report_lib.assembling.parsing import parse_articles
from report_lib.records import Article, Count, Incident, Parsed


def one_incident(article: Article, text: str) -> Parsed:
    """Stands for the parser, so that only what is done with its answers is tested."""
    if "fault" in text:
        raise KeyError("x\x1b[31m")
    incident = Incident(incident_id=f"{article.article_id}-1", article_id=article.article_id)
    count = Count(count_id=f"{article.article_id}-1-1", incident_id=incident.incident_id, measure="killed")
    return Parsed(article, (incident,), (count,))


def folder(tmp_path: Path, **texts: str) -> Path:
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text)
    return tmp_path


def test_rows_come_in_the_order_of_the_articles(tmp_path: Path) -> None:
    parsed = parse_articles([folder(tmp_path, b="x", a="y")], parse=one_incident)
    assert [article.article_id for article in parsed.articles] == ["a", "b"]
    assert [incident.article_id for incident in parsed.incidents] == ["a", "b"]
    assert [count.count_id for count in parsed.counts] == ["a-1-1", "b-1-1"]
    assert parsed.rejected == ()


def test_an_article_that_the_parser_fails_on_is_named_with_the_place_of_the_fault(tmp_path: Path) -> None:
    steps: list[int] = []
    parsed = parse_articles(
        [folder(tmp_path, a="x", b="fault", c="x", d="")], parse=one_incident, on_article=lambda: steps.append(1)
    )
    assert [article.article_id for article in parsed.articles] == ["a", "c"]
    assert len(steps) == 2
    fault, empty = parsed.rejected
    assert fault.file == "article b"
    assert fault.rule.startswith("the parser failed on it (KeyError: 'x\\x1b[31m' at test_parsing.py:")
    assert empty.rule == "is empty"
