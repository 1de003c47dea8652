"""Every month that is told of has pages, unless an article tells of very many."""

from __future__ import annotations

from dataclasses import replace

import pytest

from report_lib.linking.collection import Collection, collect_records
from report_lib.linking.paged import MOST_MONTHS, compared, paged
from report_lib.records import Article
from test_collection import seed_collection
from test_events import report

EVERY = [f"{year}-{month:02}" for year in range(1990, 2050) for month in range(1, 13)]


def telling(**months_by_article: tuple[str, list[str]]) -> Collection:
    """Articles by identifier, each with its day and the months that it tells of."""
    articles = [Article(article_id=name, published=day) for name, (day, _) in months_by_article.items()]
    incidents = [
        replace(report(f"{name}-{month}", name)[0], month=month)
        for name, (_, months) in months_by_article.items()
        for month in months
    ]
    return collect_records(articles, incidents, [])


@pytest.mark.parametrize(
    ("gold", "months"),
    [
        ("seeds", ("2020-05", "2020-08", "2020-09", "2020-10", "2021-08", "2021-12", "undated")),
        ("seeds-bare", ("2020-08", "2020-10", "2021-08", "undated")),
    ],
)
def test_the_months_are_those_with_reports(gold: str, months: tuple[str, ...]) -> None:
    has = paged(seed_collection(gold))
    assert (has.months, has.others, has.notes) == (months, (), ())


@pytest.mark.parametrize(
    ("published", "first", "last"),
    [
        ("2020-10-02", "2019-10", "2021-09"),
        ("2020", "2019-12", "2021-11"),
        ("1990-01-01", "1990-01", "1991-12"),
        ("", "2048-01", "2049-12"),  # as old as the last that it tells of
    ],
)
def test_of_very_many_months_an_article_opens_the_nearest(published: str, first: str, last: str) -> None:
    has = paged(telling(list=(published, [*EVERY, ""])))
    assert (len(has.months), has.months[0], has.months[-2:]) == (MOST_MONTHS + 1, first, (last, "undated"))
    assert len(has.others) == len(EVERY) - MOST_MONTHS
    (note,) = has.notes
    assert str(note).startswith("article list: tells of 721 months; the 24 nearest to its publication have pages")
    assert str(note).endswith("split it into articles of 24 months or fewer")


def test_another_article_opens_what_it_tells_of() -> None:
    has = paged(
        telling(list=("2020-10-02", EVERY), old=("2001-02-03", ["2001-01"]), two_years=("2012", EVERY[240:264]))
    )
    assert set(has.months) >= {"2001-01", *EVERY[240:264]}
    assert "2001-01" not in has.others


def test_an_article_whose_months_others_open_is_no_matter() -> None:
    articles = {f"a{number}": ("2012", EVERY[number * 24 : number * 24 + 24]) for number in range(30)}
    assert paged(telling(list=("2020-10-02", EVERY), **articles)).notes == ()


def test_a_month_stands_beside_the_latest_with_a_quoted_tally() -> None:
    collection = seed_collection()
    assert compared(collection, paged(collection).months) == {
        "2020-05": "2020-04",
        "2020-08": "2020-05",
        "2020-09": "2020-08",
        "2020-10": "2020-08",
        "2021-08": "2020-08",
        "2021-12": "2020-08",
        "undated": "undated",
    }
    assert compared(telling(a=("2020", ["2020-01", "2020-03"])), ["2020-01", "2020-03"]) == {
        "2020-01": "2019-12",
        "2020-03": "2020-01",
    }
