"""Show an explained article in a terminal: its words as they run, from right to left, and one table for each count."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from report_lib.explaining.explanation import ARABIC_RUN, MARKED, Explained, Explanation, Mark, Row, printable

_RTL, _END = "\u2067", "\u2069"  # right-to-left isolate, pop directional isolate
# What stands before and after the words of a mark, and the colour (SGR) that they have besides.
_SIGNS = {
    "count": ("[", "]", "1;33"),
    "date": ("{", "}", "36"),
    "place": ("<", ">", "32"),
    "actor": ("/", "/", "35"),
    "source": ("|", "|", "34"),
    "left out": ("~", "~", "2"),
}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNKNOWN = "not known"


def terminal(explanation: Explanation, *, colours: bool = False) -> str:
    """The explanation as lines of plain text; with `colours`, SGR sequences beside the signs, and no others.

    Arabic stands in isolates (U+2067 … U+2069), and nothing of the article's text reaches the terminal as a command.
    """
    blocks = [_head(explanation), _legend(colours), *_article(explanation, colours)]
    blocks += ["\n".join(_count(each, explanation.text)) for each in explanation.counts]
    blocks.append("\n".join(_left_out(explanation)))
    return "\n\n".join(blocks) + "\n"


def _head(explanation: Explanation) -> str:
    article = explanation.article
    published = f"{article.published} ({article.published_basis})" if article.published else ""
    about = {
        "article": article.article_id,
        "title": f"{_RTL}{_one_line(article.title)}{_END}",
        "outlet": article.outlet or _UNKNOWN,
        "published": published or f"{_UNKNOWN}, so that relative dates stay open",
        "address": article.url,
    }
    return "\n".join(
        f"{name:11}{value if value[0] == _RTL else _isolated(value)}" for name, value in about.items() if value
    )


def _legend(colours: bool) -> str:
    return "marks      " + "  ".join(
        _painted(f"{_SIGNS[kind][0]}{kind}{_SIGNS[kind][1]}", kind, colours) for kind in MARKED
    )


def _article(explanation: Explanation, colours: bool) -> Iterator[str]:
    """The text a line a paragraph, each mark between its signs."""
    parts: list[str] = []
    for segment in explanation.segments():
        parts += [_SIGNS[mark.kind][0] for mark in segment.marks if mark.start == segment.start]
        words = printable(explanation.text[segment.start : segment.end])
        parts.append(_painted(words, segment.marks[-1].kind, colours) if segment.marks else words)
        parts += [_closing(mark) for mark in reversed(segment.marks) if mark.end == segment.end]
    for line in "".join(parts).split("\n"):
        if line.strip():
            yield f"{_RTL}{line.strip()}{_END}"


def _closing(mark: Mark) -> str:
    return _SIGNS[mark.kind][1] + (str(mark.number).translate(_RAISED) if mark.number else "")


def _count(explained: Explained, text: str) -> Iterator[str]:
    rows = [_cells(row, text) for row in explained.rows]
    widths = [max(len(row[column]) for row in rows) for column in range(4)]
    yield f"{explained.number}  {explained.headline}"
    for row in rows:
        # Isolates take no room, so a cell is padded by its letters alone.
        cells = (_isolated(cell) + " " * (width - len(cell)) for cell, width in zip(row, widths, strict=False))
        yield f"   {'  '.join(cells)}  {_quoted(row[4])}".rstrip()


def _cells(row: Row, text: str) -> tuple[str, str, str, str, str]:
    words = text[slice(*row.words)] if row.words else ""
    return row.attribute, _one_line(row.value or _UNKNOWN), row.basis, row.rule, _one_line(words)


def _left_out(explanation: Explanation) -> Iterable[str]:
    yield "left out" if explanation.left_out else "left out   nothing"
    for each in explanation.left_out:
        yield f"   {_quoted(_one_line(explanation.text[each.start : each.end]))}  {each.reason}"


def _one_line(text: str) -> str:
    return " ".join(printable(text).split())


def _quoted(words: str) -> str:
    return f"{_RTL}«{words}»{_END}" if words else ""


def _isolated(text: str) -> str:
    return ARABIC_RUN.sub(lambda run: f"{_RTL}{run.group()}{_END}", _one_line(text))


def _painted(text: str, kind: str, colours: bool) -> str:
    if not colours:
        return text
    return "\n".join(f"\x1b[{_SIGNS[kind][2]}m{line}\x1b[0m" if line else "" for line in text.split("\n"))
