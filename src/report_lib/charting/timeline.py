"""Draws when events were: a mark where the day is known, an interval where it is not."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Sequence
from datetime import date as Date

from report_lib.charting.charts import BACKED, MAIN, broken, drawn_figure, entitle, turn
from report_lib.wording import Language, date_text, local_digits, month_name, phrase

Dated = tuple[str, str, str, str]  # label, EDTF value, first and last day


def timeline_chart(items: Sequence[Dated], month: str, lang: Language) -> bytes:
    """One row for each event over the days of a month, as SVG; an interval leaves the month where the dates do."""
    ends = [*((_day(start), _day(end or start)) for _, _, start, end in items), *_whole(month)]
    first, last = min(start for start, _ in ends), max(end for _, end in ends)
    with drawn_figure(0.75 + sum(0.3 + 0.16 * broken(label).count("\n") for label, *_ in items)) as (figure, svg):
        axes = figure.subplots()
        axes.grid(axis="y", visible=False)
        span = max(last - first, 1)
        for row, (_, edtf, start, end) in enumerate(items):
            low, high = _day(start), _day(end or start)
            if low == high:
                axes.plot([low], [row], marker="o", markersize=6, color=MAIN, gid=f"day-{row}")
            else:
                axes.plot(
                    [low, high],
                    [row, row],
                    color=MAIN,
                    linewidth=3,
                    alpha=0.55,
                    gid=f"interval-{row}",
                    solid_capstyle="butt",
                )
            near_end = high > first + 0.6 * span
            axes.annotate(
                local_digits(date_text(edtf, lang), lang),
                (low if near_end else high, row),
                xytext=(-8 if near_end != (lang == "ar") else 8, 0),
                textcoords="offset points",
                ha="right" if near_end != (lang == "ar") else "left",
                va="center",
                bbox=BACKED,
            )
        axes.set_yticks(range(len(items)), [local_digits(broken(label), lang) for label, *_ in items])
        axes.set_ylim(len(items) - 0.5, -0.5)
        axes.set_xlim(first - 0.7, last + 0.7)
        ticks = _ticks(first, last)
        axes.set_xticks(ticks, [local_digits(_tick(day, span), lang) for day in ticks])
        unit = phrase("timeline.days", lang, month=month_name(month, lang))
        entitle(axes, local_digits(unit if span <= 31 else phrase("timeline.day_month", lang), lang), lang)
        turn(axes, lang)
    return svg()


def timeline_words(items: Sequence[Dated], lang: Language) -> str:
    """What `timeline_chart` shows, in words."""
    told = [phrase("timeline.item", lang, place=label, date=date_text(edtf, lang)) for label, edtf, _, _ in items]
    text = phrase("list.semicolon", lang).join(told)
    return phrase("timeline.told", lang, events=text)


def _whole(month: str) -> list[tuple[int, int]]:
    if not month[0].isdigit():
        return []
    year, number = int(month[:4]), int(month[5:])
    return [(Date(year, number, 1).toordinal(), Date(year, number, monthrange(year, number)[1]).toordinal())]


def _day(text: str) -> int:
    return Date.fromisoformat(text).toordinal()


def _ticks(first: int, last: int) -> list[int]:
    """Days to name: every fifth of a month, or the first of each month of a longer time."""
    days = range(first, last + 1)
    if last - first <= 62:
        return [day for day in days if Date.fromordinal(day).day in (1, 5, 10, 15, 20, 25)]
    return [day for day in days if Date.fromordinal(day).day == 1]


def _tick(day: int, span: int) -> str:
    date = Date.fromordinal(day)
    return str(date.day) if span <= 31 else f"{date.day}/{date.month}"
