"""Tables of the five seed articles made from their gold, so that what follows the parser is tested alone."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

from report_lib.records import Article, Count, Incident

ROOT = Path(__file__).parent.parent
PRECISIONS = {10: "day", 7: "month", 4: "year", 0: "unknown"}
PLACES = {  # degrees and where_prec as rough as the tests need them
    "حقل التيم": (35.27, 40.10, 1),
    "الرصافة": (35.63, 38.76, 1),
    "المنصورة": (35.83, 38.75, 1),
    "المسرب": (35.55, 39.93, 1),
    "السخنة": (34.89, 38.87, 1),
}


@dataclass(frozen=True)
class Tables:
    articles: tuple[Article, ...]
    incidents: tuple[Incident, ...]
    counts: tuple[Count, ...]


def seed_tables(gold: str = "seeds") -> Tables:
    """The tables that a faultless parser would write; gold "seeds-bare" stands for a run without articles.csv."""
    rows = list(csv.DictReader((ROOT / "seeds/articles.csv").open(encoding="utf-8")))
    articles, incidents, counts = [], [], []
    for row in rows:
        known = row if gold == "seeds" else {**row, "outlet": "", "published": "", "evidence_url": ""}
        text = (ROOT / "seeds/articles" / row["file"]).read_bytes().decode()
        article, found, numbers = article_tables(row["article_id"], known, text, ROOT / "tests/gold" / gold)
        articles.append(article)
        incidents += found
        counts += numbers
    return Tables(tuple(articles), tuple(incidents), tuple(counts))


def article_tables(article_id: str, known: dict[str, str], text: str, gold: Path):
    article = Article(
        article_id=article_id,
        title=text.strip().split("\n")[0],
        outlet=known["outlet"],
        published=known["published"],
        published_basis=known["published_basis"] if known["published"] else "unknown",
        url=known["evidence_url"],
    )
    incidents: dict[tuple, Incident] = {}
    counts = []
    for figure in json.loads((gold / f"{article_id}.json").read_text(encoding="utf-8"))["counts"]:
        values = incident_values(figure, article)
        key = tuple(values.values())
        if key not in incidents:
            incident_id = f"{article_id}-i{len(incidents) + 1}"
            incidents[key] = Incident(incident_id=incident_id, article_id=article_id, **values)
        start = text.find(figure["quote"])
        counts.append(
            Count(
                count_id=f"{article_id}-c{len(counts) + 1}",
                incident_id=incidents[key].incident_id,
                article_id=article_id,
                measure=figure["measure"],
                low=figure["low"],
                high=figure["high"],
                qualifier=figure["qualifier"],
                victims=figure["victims"],
                quote=figure["quote"],
                start=start,
                end=start + len(figure["quote"]),
            )
        )
    return article, list(incidents.values()), counts


def incident_values(figure: dict, article: Article) -> dict:
    date = figure["date"] or ""
    first, _, last = date.partition("/")
    day = PRECISIONS.get(len(first)) if not last else "range"
    closed = day in ("day", "range") and "X" not in date
    month = date[:7] if date and "X" not in date else article.published[:7]
    suspected = figure["perpetrator"] == "unknown (ISIS suspected)"
    perpetrator = "ISIS" if suspected else figure["perpetrator"]
    place = figure["place"] or ""
    latitude, longitude, precision = PLACES.get(place, (None, None, None))
    last_day = {"2020-08": "2020-08-31"}.get(date, last or first)
    return {
        "scope": figure["scope"],
        "date": date,
        "date_start": first if closed else "2020-08-01" if date == "2020-08" else "",
        "date_end": (last or first) if closed else last_day if date == "2020-08" else "",
        "date_precision": day or "unknown",
        "date_basis": "stated" if date else "unknown",
        "governorates": tuple(figure["governorates"]),
        "place": place,
        "latitude": latitude,
        "longitude": longitude,
        "geo_precision": precision,
        "perpetrator": perpetrator,
        "perpetrator_status": "suspected" if suspected else "unknown" if perpetrator == "unknown" else "reported",
        "month": month,
        "month_basis": ("incident" if date and "X" not in date else "publication") if month else "",
        "source": figure["source"] or "",
        "source_type": "activist" if figure["source"] else "outlet",
    }
