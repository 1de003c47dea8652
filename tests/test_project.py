"""A project opens from wherever in it one stands, and an excerpt holds what its months rest on and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from conftest import AGAINST, MONTH
from report_lib.comparing.project import Opened, excerpt, excerpt_digest, find_root, open_collection
from report_lib.errors import ReportError


@pytest.fixture(scope="module")
def whole(tables: Path) -> Opened:
    return open_collection(str(tables))


def test_the_root_is_found_from_below(tmp_path: Path) -> None:
    (tmp_path / "seeds" / "articles").mkdir(parents=True)
    (tmp_path / "notebooks").mkdir()
    assert find_root(tmp_path / "notebooks").resolve() == tmp_path.resolve()
    with pytest.raises(ReportError, match="neither it nor a folder above it holds seeds/articles"):
        find_root(Path("/"))


def test_an_excerpt_holds_what_its_months_rest_on(whole: Opened) -> None:
    part = excerpt(whole, (MONTH, AGAINST)).collection
    for month in (MONTH, AGAINST):
        assert part.of_month(month) == whole.collection.of_month(month)
    for count in part.counts.values():
        assert count.incident_id in part.incidents
    for incident in part.incidents.values():
        assert incident.article_id in part.articles
    assert part.series == whole.collection.series


def test_an_excerpt_holds_nothing_of_other_months(whole: Opened) -> None:
    part = excerpt(whole, (MONTH, AGAINST))
    for month in ("2020-05", "2020-09", "2021-08", "2021-12"):
        assert whole.collection.of_month(month)
        assert part.collection.of_month(month) == ()
    assert set(part.texts) == {"000_75b3902d17d9828a", "003_0c529a9f9173ff95"}


def test_a_digest_follows_what_an_excerpt_holds(whole: Opened) -> None:
    part = excerpt(whole, (MONTH, AGAINST))
    assert excerpt_digest(part) == excerpt_digest(excerpt(whole, (MONTH, AGAINST)))
    assert excerpt_digest(part) != excerpt_digest(excerpt(whole, (MONTH,)))
    texts = {key: text + " " for key, text in part.texts.items()}
    assert excerpt_digest(Opened(part.collection, texts)) != excerpt_digest(part)


def test_a_digest_does_not_tell_how_many_rows_of_other_months_there_are(whole: Opened) -> None:
    shown = {
        name: getattr(whole.collection, name).set_axis(range(7, 7 + len(getattr(whole.collection, name))))
        for name in ("links", "copies", "corrections")
    }
    with_more = replace(whole, collection=replace(whole.collection, **shown))
    assert excerpt_digest(excerpt(with_more, (MONTH, AGAINST))) == excerpt_digest(excerpt(whole, (MONTH, AGAINST)))


def test_without_tables_the_seeds_are_parsed() -> None:
    opened = open_collection()
    assert set(opened.texts) <= set(opened.collection.articles)
    assert opened.collection.of_month(MONTH)
