"""Draws ranges as intervals, open ends as arrows, unknown numbers hollow and missing months as gaps, in one style.

Each chart is SVG, letters drawn as paths, and the same numbers give the same bytes. What a chart says in words, for
readers who do not see it, is made beside it from the same values.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from textwrap import wrap
from typing import Any

from matplotlib import font_manager, rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import FuncFormatter, MaxNLocator

from report_lib.charting.fonts import SANS, sans
from report_lib.tallying.ranges import Range
from report_lib.tallying.tallies import Tally
from report_lib.wording import Language, local_digits, phrase

WIDTH = 4.4  # inches: letters stay legible where a phone's screen makes it narrower
# Told apart in every common kind of colour blindness, and in grey (after Okabe and Ito).
INK, FAINT, LINE, MAIN, MARKED = "#1c2329", "#5a6570", "#d5dbe0", "#0072b2", "#b34700"
_STYLE: Any = {
    "font.family": SANS,
    "font.size": 9,
    "text.color": INK,
    "axes.edgecolor": LINE,
    "axes.labelcolor": FAINT,
    "axes.spines.top": False,
    "axes.spines.left": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "xtick.color": FAINT,
    "ytick.color": INK,
    "ytick.major.size": 0,
    "axes.grid": True,
    "grid.color": LINE,
    "grid.linewidth": 0.6,
    "svg.fonttype": "path",
    "svg.hashsalt": "report-lib",
}
BACKED = {"facecolor": "white", "edgecolor": "none", "pad": 1.0}  # words stand clear of the grid
_LABEL = 22  # characters of a label that stay on one line
Ranged = tuple[str, Range]


def range_chart(items: Sequence[Ranged], lang: Language, *, unit: str) -> bytes:
    """One row for each label and its range, as SVG; `unit` says what is counted."""
    with drawn_figure(0.6 + sum(0.32 + 0.16 * broken(label).count("\n") for label, _ in items)) as (figure, svg):
        axes = figure.subplots()
        axes.grid(axis="y", visible=False)
        top = max([1, *(item.high or 0 for _, item in items)])
        for row, (_, value) in enumerate(items):
            _interval(axes, row, value, top, lang)
        axes.set_yticks(range(len(items)), [local_digits(broken(label), lang) for label, _ in items])
        axes.set_ylim(len(items) - 0.5, -0.5)
        axes.set_xlim(-0.02 * top, 1.45 * top)  # room for what the range says at its end
        axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
        axes.xaxis.set_major_formatter(_formatter(lang))
        entitle(axes, unit, lang)
        turn(axes, lang)
    return svg()


def range_words(items: Sequence[Ranged], lang: Language, *, unit: str) -> str:
    """What `range_chart` shows, in words."""
    parts = [f"{label}: {value.text(lang) or '–'}" for label, value in items]
    return f"{unit}. {phrase('list.semicolon', lang).join(parts)}."


def series_chart(tallies: Sequence[Tally], month: str, lang: Language, *, unit: str, missing: str) -> bytes:
    """A monitor's dead by month as SVG, lower bounds as points; a month it lacks is a gap, `month` is marked.

    `missing` is written where the marked month is not in the series. What is no month (`undated`) is not marked.
    """
    shown = [*(tally.month for tally in tallies), *([month] if month[0].isdigit() else [])]
    months = _months(min(shown), max(shown))
    at = {name: position for position, name in enumerate(months)}
    known = {tally.month: tally.killed.low for tally in tallies if tally.killed.low is not None}
    with drawn_figure(2.3) as (figure, svg):
        axes = figure.subplots()
        axes.grid(axis="x", visible=False)
        for run in _runs(sorted(at[name] for name in known)):
            numbers = [known[months[position]] for position in run]
            axes.plot(run, numbers, color=MAIN, linewidth=1.2, marker="o", markersize=3)
        for position, name in enumerate(months):
            if name not in known:
                axes.axvspan(position - 0.5, position + 0.5, color="#f0f2f4", linewidth=0, gid=f"missing-{name}")
        top = 1.18 * max([1, *known.values()])
        if month in known:
            _mark_month(axes, at[month], known[month], lang)
        elif month in at:
            _mark_gap(axes, at[month], len(months), top, missing, lang)
        axes.set_ylim(0, top)
        axes.set_xlim(-0.7, len(months) - 0.3)
        januaries = [position for position, name in enumerate(months) if name.endswith("-01")]
        axes.set_xticks(januaries, [local_digits(months[position][:4], lang) for position in januaries])
        axes.yaxis.set_major_locator(MaxNLocator(5, integer=True))
        axes.yaxis.set_major_formatter(_formatter(lang))
        entitle(axes, unit, lang)
        turn(axes, lang)
    return svg()


def series_words(tallies: Sequence[Tally], month: str, lang: Language, *, unit: str, missing: str) -> str:
    """What `series_chart` shows, in words."""
    parts = [f"{tally.month}: {tally.killed.text(lang)}" for tally in tallies if tally.killed.stated]
    if month[0].isdigit() and not any(tally.month == month and tally.killed.stated for tally in tallies):
        parts.append(f"{month}: {missing}")
    return f"{unit}. {phrase('list.semicolon', lang).join(sorted(parts))}."


def _interval(axes: Axes, row: int, value: Range, top: int, lang: Language) -> None:
    """The mark of one range, and what it says in words at its end."""
    end = float(value.high or 0)
    if value.low is None or value.high is None:
        hollow: Any = {"markerfacecolor": "white", "markeredgecolor": MAIN}
        axes.plot([0], [row], marker="o", markersize=6, linestyle="", gid=f"unknown-{row}", **hollow)
    else:
        ends = [value.low, value.high]
        axes.plot(ends, [row, row], color=MAIN, linewidth=3, solid_capstyle="butt", gid=f"range-{row}")
        axes.plot([value.low, value.high], [row, row], color=MAIN, marker="o", markersize=6, linestyle="")
    if value.open:
        end += 0.07 * top
        arrow = {"arrowstyle": "->", "color": MAIN, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0}
        arrow_of = axes.annotate("", xy=(end, row), xytext=(value.high or 0, row), arrowprops=arrow)
        if arrow_of.arrow_patch:
            arrow_of.arrow_patch.set_gid(f"open-{row}")
    words = local_digits(value.text(lang), lang)
    axes.annotate(
        words,
        xy=(end, row),
        xytext=(-8 if lang == "ar" else 8, 0),
        textcoords="offset points",
        ha="right" if lang == "ar" else "left",
        va="center",
        bbox=BACKED,
    )


def _mark_month(axes: Axes, position: int, number: int, lang: Language) -> None:
    """The month of the page: a point at its number."""
    axes.plot([position], [number], marker="o", color=MARKED, zorder=3, gid="month")
    words = local_digits(f"{number:,}", lang)
    axes.annotate(
        words,
        (position, number),
        xytext=(0, 8),
        textcoords="offset points",
        ha="center",
        color=MARKED,
        weight="bold",
    )


def _mark_gap(axes: Axes, position: int, months: int, top: float, words: str, lang: Language) -> None:
    """The month of the page where the series lacks it: a line through its gap, at no height, with words at its top."""
    axes.axvline(position, color=MARKED, linewidth=1.2, linestyle=(0, (3, 2)), gid="month-unknown")
    before = position > 0.6 * months  # the words stand on the side where there is room
    left = before != (lang == "ar")
    axes.annotate(
        words,
        (position, top),
        xytext=(-5 if left else 5, -2),
        textcoords="offset points",
        ha="right" if left else "left",
        va="top",
        color=MARKED,
        weight="bold",
        bbox=BACKED,
    )


def entitle(axes: Axes, words: str, lang: Language) -> None:
    """What a chart counts, above it where the text begins."""
    axes.set_title(words, loc="right" if lang == "ar" else "left", fontsize=8.5, color=FAINT)


def turn(axes: Axes, lang: Language) -> None:
    """Numbers and years run from right to left where the text does."""
    if lang == "ar":
        axes.invert_xaxis()
        axes.yaxis.tick_right()


def _formatter(lang: Language) -> FuncFormatter:
    return FuncFormatter(lambda value, _: local_digits(f"{value:,.0f}", lang))


def broken(label: str) -> str:
    """A long label on up to three lines; what does not fit them is cut."""
    return "\n".join(wrap(label, _LABEL, max_lines=3, placeholder="…"))


def _months(first: str, last: str) -> list[str]:
    start, stop = (12 * int(month[:4]) + int(month[5:]) - 1 for month in (first, last))
    return [f"{number // 12}-{number % 12 + 1:02}" for number in range(start, stop + 1)]


def _runs(positions: Sequence[int]) -> Iterator[list[int]]:
    """Positions that follow one another without a gap."""
    run: list[int] = []
    for position in positions:
        if run and position != run[-1] + 1:
            yield run
            run = []
        run.append(position)
    if run:
        yield run


@contextmanager
def drawn_figure(height: float) -> Iterator[tuple[Figure, Callable[[], bytes]]]:
    """A figure in the house style, and what gives its SVG once it is drawn."""
    _register_fonts()
    drawn = io.BytesIO()
    with rc_context(_STYLE):
        figure = Figure(figsize=(WIDTH, height), layout="constrained")
        FigureCanvasSVG(figure)
        yield figure, drawn.getvalue
        metadata: dict[str, Any] = {"Date": None, "Creator": None}
        figure.savefig(drawn, format="svg", metadata=metadata)


@cache
def _register_fonts() -> None:
    for weight in (400, 700):
        font_manager.fontManager.addfont(str(sans(weight)))
