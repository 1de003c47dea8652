"""Draws where events were: a point where the place is known, a shade where only the governorate is, and the Euphrates.

Outlines and river are data of lexicon/, which name their source; nothing is fetched.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from matplotlib.axes import Axes
from matplotlib.path import Path as Outline

from report_lib.charting.charts import FAINT, INK, MAIN, MARKED, drawn_figure
from report_lib.comparing.compare import month_total
from report_lib.comparing.likeness import place_text
from report_lib.tallying.tolls import Event
from report_lib.wording import Language, label, local_digits, named, phrase

KNOWN_PLACE = 2  # the vaguest where_prec (within 25 km) that is a point
MOST_POINTS = 40  # those of the most dead; their words make a map of fifteen inches
_SHADE = "#f3d9c4"
_HEIGHT = 2.9  # inches
_STRETCH = 1.22  # a degree of latitude over one of longitude at 35 degrees north
_Told = tuple[tuple[float, float], str, bool]  # longitude and latitude, words, whether a point is drawn
_STEPS = (0.0, -0.15, 0.15, -0.3, 0.3, -0.45, 0.45, -0.6, 0.6)  # degrees that a name may move
_CLOSE = 12  # points to a stretch of a border
_POINT_WEIGHS = 20  # as many points of a line
_NAMED = ("Aleppo", "Homs", "Hama", "Deir ez-Zor", "Raqqa", "Hasakah", "Idlib", "Rif Dimashq")


def region_map(events: Sequence[Event], lang: Language) -> bytes:
    """Syria's governorates with a month's events, as SVG; each event's words stand beside the map, led to by a line."""
    shaded = _by_governorate(events)
    told = [*_points(events, lang), *_shades(shaded, lang)]
    with drawn_figure(max(_HEIGHT, 0.38 * len(told))) as (figure, svg):
        axes = figure.subplots()
        axes.set_axis_off()
        axes.set_aspect(_STRETCH)
        for code, ring in _outlines():
            look: Any = {"hatch": "////", "facecolor": _SHADE} if code in shaded else {"facecolor": "#f7f8f9"}
            gid = f"{'shaded' if code in shaded else 'governorate'}-{code.replace(' ', '-')}"
            axes.fill(*zip(*ring, strict=True), edgecolor="#9aa5ad", linewidth=0.7, gid=gid, **look)
        for line in _river():
            axes.plot(*zip(*line, strict=True), color=MAIN, linewidth=1.1, gid="euphrates")
        axes.annotate(
            phrase("map.euphrates", lang), (41.75, 33.85), fontsize=7, color=MAIN, style="italic", ha="center"
        )
        drawn = (*(place for place, *_ in told for _ in range(_POINT_WEIGHS)), *_lines())
        for code in _NAMED:
            if code not in shaded:
                words = label("governorate", code, lang)
                axes.annotate(
                    words, clear_spot(code, len(words), drawn), ha="center", va="center", fontsize=7, color=FAINT
                )
        for (x, y), _, point in told:
            if point:
                axes.plot([x], [y], marker="o", markersize=6, color=MARKED, markeredgecolor="white", gid="point")
        _tell(axes, told, lang)
    return svg()


def _points(events: Sequence[Event], lang: Language) -> list[_Told]:
    return [
        (
            (float(event.longitude or 0), float(event.latitude or 0)),
            f"{named('places', event.place, lang)}\n{_number([event], lang)}",
            True,
        )
        for event in _drawn(events)
    ]


def _drawn(events: Sequence[Event]) -> list[Event]:
    """The events that are points, of very many those with the most dead."""
    points = [event for event in events if _is_point(event)]
    dead = [month_total([event], "killed") for event in points] if len(points) > MOST_POINTS else []
    largest = sorted(range(len(dead)), key=lambda at: -(dead[at].high or dead[at].low or 0))[:MOST_POINTS]
    return [points[at] for at in sorted(largest)] if dead else points


def _shades(shaded: Mapping[str, Sequence[Event]], lang: Language) -> list[_Told]:
    return [
        (_middles()[code], f"{label('governorate', code, lang)}\n{_number(those, lang)}", False)
        for code, those in shaded.items()
        if code in _middles()
    ]


def _tell(axes: Axes, told: Sequence[_Told], lang: Language) -> None:
    """Words in a column beside the map, from north to south, none over another."""
    ordered = sorted(told, key=lambda each: -each[0][1])
    step = min(1.0, 4.6 / max(1, len(ordered)))
    top = 34.85 + step * (len(ordered) - 1) / 2
    edge = 42.75 if lang == "en" else 35.2
    for row, ((x, y), words, _) in enumerate(ordered):
        axes.annotate(
            local_digits(words, lang),
            (x, y),
            xytext=(edge, top - step * row),
            textcoords="data",
            ha="left" if lang == "en" else "right",
            va="center",
            fontsize=7.5,
            color=INK,
            linespacing=1.2,
            annotation_clip=False,
            arrowprops={"arrowstyle": "-", "color": FAINT, "linewidth": 0.6, "shrinkA": 2, "shrinkB": 3},
        )
    axes.set_xlim((35.4, 46.6) if lang == "en" else (31.4, 42.6))


def region_words(events: Sequence[Event], lang: Language) -> str:
    """What `region_map` shows, in words: which events are points, which governorates are shaded, what is on no map."""
    drawn = _drawn(events)
    points = [_told(event, lang) for event in drawn]
    more = sum(_is_point(event) for event in events) - len(drawn)
    shaded = [
        phrase("map.in", lang, place=label("governorate", code, lang), number=_number(those, lang))
        for code, those in _by_governorate(events).items()
    ]
    nowhere = sum(not event.governorates and not _is_point(event) for event in events)
    says = []
    if points:
        says.append(phrase("map.points", lang, places=phrase("list.semicolon", lang).join(points)))
    if more:
        says.append(phrase("map.more", lang, number=more))
    if shaded:
        says.append(phrase("map.shaded", lang, places=phrase("list.semicolon", lang).join(shaded)))
    if nowhere:
        says.append(phrase("map.nowhere", lang, number=nowhere))
    return " ".join(says)


def _is_point(event: Event) -> bool:
    known = event.latitude is not None and event.longitude is not None
    return known and (event.geo_precision or 9) <= KNOWN_PLACE


def _by_governorate(events: Sequence[Event]) -> Mapping[str, list[Event]]:
    """The events that are known by their governorates alone."""
    groups: dict[str, list[Event]] = defaultdict(list)
    for event in events:
        if not _is_point(event):
            for code in event.governorates:
                groups[code].append(event)
    return groups


def _told(event: Event, lang: Language) -> str:
    return phrase("map.in", lang, place=place_text(event, lang), number=_number([event], lang))


def _number(events: Sequence[Event], lang: Language) -> str:
    killed = month_total(events, "killed")
    if not killed.text():
        return phrase("map.no_dead", lang)
    return phrase("fact.killed" if killed.stated else "fact.killed_unknown", lang, number=killed.text(lang))


def _outlines() -> Iterator[tuple[str, list[tuple[float, float]]]]:
    for feature in _features("governorates.geojson"):
        for ring in _rings(feature["geometry"]):
            yield feature["properties"]["governorate"], ring


def _rings(geometry: Mapping[str, Any]) -> Iterator[list[tuple[float, float]]]:
    polygons = [geometry["coordinates"]] if geometry["type"] == "Polygon" else geometry["coordinates"]
    for polygon in polygons:
        yield [(float(x), float(y)) for x, y in polygon[0]]


def _river() -> Iterator[list[tuple[float, float]]]:
    for feature in _features("euphrates.geojson"):
        for line in feature["geometry"]["coordinates"]:
            yield [(float(x), float(y)) for x, y in line]


@cache
def _middles() -> dict[str, tuple[float, float]]:
    """The middle of each governorate's largest outline, where its name goes."""
    return {code: _centroid(ring) for code, ring in _largest().items()}


@cache
def _largest() -> dict[str, list[tuple[float, float]]]:
    """Each governorate's largest outline."""
    largest: dict[str, list[tuple[float, float]]] = {}
    for code, ring in _outlines():
        if len(ring) > len(largest.get(code, ())):
            largest[code] = ring
    return largest


def clear_spot(code: str, letters: int, drawn: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Where near the middle of a governorate its name of so many letters runs over the least that is drawn."""
    x, y = _middles()[code]
    across, up = 0.07 * letters, 0.17  # half of what the name covers, in degrees
    within = Outline(_largest()[code])
    spots = [(x + dx, y + dy) for dx in _STEPS for dy in _STEPS if within.contains_point((x + dx, y + dy))]

    def covered(spot: tuple[float, float]) -> tuple[int, float]:
        over = sum(abs(spot[0] - a) < across and abs(spot[1] - b) < up for a, b in drawn)
        return over, abs(spot[0] - x) + abs(spot[1] - y)

    return min(spots, key=covered, default=(x, y))


@cache
def _lines() -> tuple[tuple[float, float], ...]:
    """Borders and river as points so close that none slips under a name unseen."""
    lines = [*(ring for _, ring in _outlines()), *_river()]
    return tuple(
        (x0 + (x1 - x0) * step / _CLOSE, y0 + (y1 - y0) * step / _CLOSE)
        for line in lines
        for (x0, y0), (x1, y1) in pairwise(line)
        for step in range(_CLOSE)
    )


def _centroid(ring: Sequence[tuple[float, float]]) -> tuple[float, float]:
    area = x = y = 0.0
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x0 * y1 - x1 * y0
        area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
    return x / (3 * area), y / (3 * area)


@cache
def _features(name: str) -> list[dict[str, Any]]:
    loaded = json.loads((files("report_lib") / "lexicon" / name).read_text(encoding="utf-8"))
    return list(loaded["features"])
