"""Invents a year of national reporting: events told by one to four outlets, each in its own numbers and precision."""

from __future__ import annotations

import datetime
import random
from collections.abc import Sequence
from itertools import count
from typing import NamedTuple

from report_lib.placing.gazetteer import Place, gazetteer
from report_lib.records import Article, Count, Incident

YEAR = 2021
_OUTLETS = tuple(f"Outlet {number}" for number in range(1, 21))
_SOURCES = ("", "", "المرصد السوري لحقوق الإنسان", "الشبكة السورية لحقوق الإنسان", "ناشطون", "مصدر عسكري")
_PERPETRATORS = ("ISIS", "ISIS", "ISIS", "regime", "Russia", "SDF", "landmine", "unknown")
_VICTIMS = ("regime forces", "regime forces", "pro-regime militia", "civilians", "SDF", "ISIS", "people")
_TYPES = ("ambush", "clash", "armed assault", "landmine", "shelling", "airstrike", "")


class Reporting(NamedTuple):
    """The three tables as records."""

    articles: list[Article]
    incidents: list[Incident]
    counts: list[Count]


def reporting(number: int, seed: int = 1) -> Reporting:
    """So many incidents, and the articles and counts that go with them; the same for the same seed."""
    chance = random.Random(seed)
    places = sorted(
        {
            place
            for found in gazetteer().values()
            for place in found
            if place.governorates and place.latitude is not None
        },
        key=lambda place: (place.name, place.governorates, place.latitude),
    )
    made = Reporting([], [], [])
    identifiers = count()
    while len(made.incidents) < number:
        day = datetime.date(YEAR, 1, 1) + datetime.timedelta(chance.randrange(365))
        place = chance.choice(places)
        told = chance.choice(_PERPETRATORS), chance.choice(_VICTIMS), chance.choice(_TYPES)
        dead = min(200, 1 + int(chance.paretovariate(1.1)))
        for outlet in chance.sample(_OUTLETS, chance.choice((1, 1, 1, 2, 2, 3, 4))):
            _report(made, next(identifiers), chance, day, place, told, dead, outlet)
    return Reporting(made.articles[:number], made.incidents[:number], made.counts)


def _report(
    made: Reporting,
    identifier: int,
    chance: random.Random,
    day: datetime.date,
    place: Place,
    told: Sequence[str],
    dead: int,
    outlet: str,
) -> None:
    """One outlet's article on an event: a tenth are undated, a tenth name the governorate alone, numbers differ."""
    perpetrator, victims, attack_type = told
    published = (day + datetime.timedelta(chance.choice((0, 0, 1, 2)))).isoformat()
    dated, placed = chance.random() > 0.1, chance.random() > 0.1
    date = day.isoformat() if dated else ""
    article_id = f"a{identifier:07}"
    made.articles.append(
        Article(article_id=article_id, title="", outlet=outlet, published=published, published_basis="metadata")
    )
    source = chance.choice(_SOURCES)
    made.incidents.append(
        Incident(
            incident_id=f"{article_id}-1",
            article_id=article_id,
            date=date,
            date_start=date,
            date_end=date,
            date_precision="day" if dated else "unknown",
            date_basis="stated" if dated else "unknown",
            governorates=place.governorates,
            place=place.name if placed else "",
            latitude=place.latitude if placed else None,
            longitude=place.longitude if placed else None,
            geo_precision=place.geo_precision if placed else None,
            perpetrator=perpetrator if chance.random() > 0.2 else "unknown",
            perpetrator_status="reported",
            month=(date or published)[:7],
            month_basis="incident" if dated else "publication",
            attack_type=attack_type,
            source=source,
            source_type="monitor" if "المرصد" in source or "الشبكة" in source else "outlet",
        )
    )
    for measure, number in (("killed", dead), ("wounded", dead * 2)):
        stated = max(1, number + chance.choice((0, 0, 0, -1, 1, 2)))
        if measure == "killed" or chance.random() > 0.5:
            made.counts.append(
                Count(
                    count_id=f"{article_id}-1-{measure}",
                    incident_id=f"{article_id}-1",
                    article_id=article_id,
                    measure=measure,
                    low=stated,
                    high=stated,
                    victims=victims,
                )
            )
