"""The rows of the three tables as frozen values, and those of an article together.

Each column carries its description, codes and source, and is described once: tables, data package and codebook are all
derived from these classes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import Field, dataclass, field, fields
from typing import Any

MEASURES = ("killed", "wounded", "attacks", "airstrikes", "captured", "missing")
QUALIFIERS = ("exact", "at_least", "more_than", "about", "at_most", "range", "unspecified")
SCOPES = ("event", "aggregate")
ORIGINS = ("parsed", "hand")
PUBLISHED_BASES = ("metadata", "text", "external", "inferred", "unknown")
DATE_PRECISIONS = ("day", "range", "month", "year", "unknown")
DATE_BASES = ("stated", "relative", "weekday", "tally", "external", "unknown")
MONTH_BASES = ("incident", "publication")
GOVERNORATES = (
    "Damascus",
    "Rif Dimashq",
    "Aleppo",
    "Homs",
    "Hama",
    "Latakia",
    "Tartus",
    "Idlib",
    "Hasakah",
    "Deir ez-Zor",
    "Raqqa",
    "Daraa",
    "Suwayda",
    "Quneitra",
)
PERPETRATORS = (
    "ISIS",
    "regime",
    "Russia",
    "Coalition",
    "US",
    "Israel",
    "Turkey",
    "SNA",
    "SDF",
    "HTS",
    "Iran-backed",
    "tribal",
    "landmine",
    "other",
    "unknown aircraft",
    "unknown",
)
PERPETRATOR_STATUSES = ("reported", "claimed", "suspected", "disputed", "unknown")
VICTIMS = (
    "regime forces",
    "pro-regime militia",
    "Iran-backed militia",
    "ISIS",
    "SDF",
    "SNA",
    "HTS",
    "rebels",
    "oil facility guards",
    "civilians",
    "women",
    "children",
    "aid workers",
    "mixed",
    "people",
    "other",
)
# Codes that tell of some people more closely than another code does. Whatever sums or compares by victims, or names
# them in a brief, takes them for that one, as UCDP GED counts every unarmed person in `deaths_civilians`.
WITHIN = {
    "oil facility guards": "regime forces",
    "women": "civilians",
    "children": "civilians",
    "aid workers": "civilians",
}
SOURCE_TYPES = ("monitor", "activist", "local network", "correspondent", "official", "claim", "outlet")
ATTACK_TYPES = (
    "armed assault",
    "ambush",
    "bombing",
    "suicide bombing",
    "landmine",
    "shelling",
    "airstrike",
    "clash",
    "execution",
    "assassination",
    "abduction",
    "other",
)


def column(
    description: str,
    *,
    codes: tuple[str, ...] = (),
    unit: str = "",
    source: str = "",
    default: Any = None,
) -> Any:
    """A dataclass field that knows its codebook entry."""
    return field(default=default, metadata={"description": description, "codes": codes, "unit": unit, "source": source})


def victim_group(victims: str) -> str:
    """The code that sums and comparisons take a victims code for: "children" are "civilians", "ISIS" are "ISIS"."""
    return WITHIN.get(victims, victims)


def _taken_together() -> str:
    """What `WITHIN` says, in words."""
    groups: dict[str, list[str]] = defaultdict(list)
    for closer, group in WITHIN.items():
        groups[group].append(f"`{closer}`")
    return ", ".join(f"{' and '.join(closer)} are `{group}`" for group, closer in groups.items())


def columns(record: type[Any]) -> tuple[Field[Any], ...]:
    """The columns of a record class, in table order."""
    return fields(record)


@dataclass(frozen=True, kw_only=True)
class Article:
    """What is known of one article beside its text."""

    article_id: str = column("identifier of the article: the stem of its file, unless articles.csv says otherwise")
    title: str = column("first line of the text", default="")
    outlet: str = column(
        "publisher, as in articles.csv, or as a byline in the text names it; empty if unknown", default=""
    )
    published: str = column("publication date", source="EDTF, ISO 8601-2:2019", default="")
    published_basis: str = column("what `published` rests on", codes=PUBLISHED_BASES, default="unknown")
    url: str = column("address the article, or the evidence for its date, was read at", default="")
    sha256: str = column("SHA-256 of the article's file", default="")


@dataclass(frozen=True, kw_only=True)
class Incident:
    """What one article says of one incident, or of one tally of many."""

    incident_id: str = column("identifier; the same text gives the same identifier")
    article_id: str = column("the article; empty for hand-coded reports without one in the collection", default="")
    event_id: str = column("the same real incident across articles and hand-coded reports", default="")
    origin: str = column("read from a text, or coded by hand", codes=ORIGINS, default="parsed")
    scope: str = column(
        "one event, or a tally over a period or area; a tally is never added to events", codes=SCOPES, default="event"
    )
    date: str = column(
        "date or period of the incident, as precisely as the text gives it", source="EDTF, ISO 8601-2:2019", default=""
    )
    date_start: str = column("first possible day", unit="YYYY-MM-DD", default="")
    date_end: str = column("last possible day", unit="YYYY-MM-DD", default="")
    date_precision: str = column(
        "how precise `date` is", codes=DATE_PRECISIONS, source="after UCDP GED date_prec", default="unknown"
    )
    date_basis: str = column("what `date` rests on", codes=DATE_BASES, default="unknown")
    governorates: tuple[str, ...] = column(
        "governorates of the incident; empty where unknown or country-wide; `Iraq` and other countries outside Syria",
        codes=GOVERNORATES,
        source="ISO 3166-2:SY",
        default=(),
    )
    place: str = column("most specific place named, Arabic, as in the lexicon", default="")
    latitude: float | None = column("latitude of `place`", unit="degrees north, WGS 84")
    longitude: float | None = column("longitude of `place`", unit="degrees east, WGS 84")
    geo_precision: int | None = column(
        "1 exact, 2 within 25 km, 3 district, 4 governorate", source="UCDP GED codebook, where_prec"
    )
    perpetrator: str = column("actor that caused these casualties, as reported", codes=PERPETRATORS, default="unknown")
    perpetrator_status: str = column(
        "how far the text stands behind `perpetrator`", codes=PERPETRATOR_STATUSES, default="unknown"
    )
    month: str = column(
        "month under which a brief lists the row; empty if neither incident nor publication is dated",
        unit="YYYY-MM",
        default="",
    )
    month_basis: str = column(
        "whether `month` is the incident's own or only the publication's", codes=MONTH_BASES, default=""
    )
    attack_type: str = column("kind of attack", codes=ATTACK_TYPES, default="")
    source: str = column(
        "who is cited for it, Arabic, as written; empty where the outlet speaks for itself", default=""
    )
    source_type: str = column("kind of source", codes=SOURCE_TYPES, default="outlet")
    source_chain: str = column("who passed it on: outlet → network → activist", default="")


@dataclass(frozen=True, kw_only=True)
class Count:
    """One number as reported, with the words it stands in."""

    count_id: str = column("identifier; the same text gives the same identifier")
    incident_id: str = column("the incident it is reported of")
    article_id: str = column("the article it is read from", default="")
    measure: str = column("what is counted", codes=MEASURES)
    low: int | None = column("lower bound; empty where the text gives none", unit="persons, or attacks, or strikes")
    high: int | None = column(
        "upper bound; empty where the text leaves it open", unit="persons, or attacks, or strikes"
    )
    qualifier: str = column(
        "how the text hedges the number; `unspecified` is a count without a number, never zero",
        codes=QUALIFIERS,
        default="exact",
    )
    victims: str = column("who was hit; in sums and comparisons " + _taken_together(), codes=VICTIMS, default="people")
    part_of: str = column("count_id of the total of which this is a share", default="")
    quote: str = column("the words of the article that state it; text[start:end]", default="")
    start: int | None = column("where `quote` starts", unit="characters from the start of the article")
    end: int | None = column("where `quote` ends", unit="characters from the start of the article")


@dataclass(frozen=True)
class Parsed:
    """An article with what was read from it."""

    article: Article
    incidents: tuple[Incident, ...]
    counts: tuple[Count, ...]


TABLES: dict[str, type[Any]] = {"articles": Article, "incidents": Incident, "counts": Count}
KEYS = {"articles": "article_id", "incidents": "incident_id", "counts": "count_id"}


def counts_by_incident(counts: Iterable[Count]) -> Mapping[str, list[Count]]:
    """The counts of each incident by its incident_id, in their order; none for an incident without counts."""
    of_incident: dict[str, list[Count]] = defaultdict(list)
    for count in counts:
        of_incident[count.incident_id].append(count)
    return of_incident
