"""Show an explained article as a web page of its own: marked words, tables and nothing that a text could run."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from importlib.resources import files
from string import Template

from report_lib.explaining.explanation import ARABIC_RUN, MARKED, Explained, Explanation, Mark, Row, printable
from report_lib.wording import named

_COLUMNS = ("", "read as", "rests on", "rule", "words that decided")


def page(explanation: Explanation) -> bytes:
    """The page in UTF-8: it needs no script and asks nothing of any other address."""
    article = explanation.article
    published = f"{article.published} ({article.published_basis})" if article.published else ""
    about = {
        "Outlet": named("outlets", article.outlet) or "not known",
        "Published": published or "not known, so that relative dates stay open",
        "Address": article.url,
    }
    filled = Template(_template("explain.html")).substitute(
        article_id=_html(article.article_id),
        style=_template("brief.css") + _template("explain.css"),
        title=_html(article.title),
        about="\n".join(f"<dt>{name}</dt><dd>{_worded(value)}</dd>" for name, value in about.items() if value),
        legend=" ".join(f'<mark class="{_class(kind)}">{kind}</mark>' for kind in MARKED),
        article="\n".join(_article(explanation)),
        counts="\n".join(_count(each, explanation.text) for each in explanation.counts) or "<p>None.</p>",
        left_out=_left_out(explanation),
    )
    return filled.encode()


def _template(name: str) -> str:
    return (files("report_lib") / "templates" / name).read_text(encoding="utf-8")


def _article(explanation: Explanation) -> Iterator[str]:
    """A paragraph for each line of the text; marks that cross one another or a line end are opened anew."""
    line: list[str] = []
    opened: list[Mark] = []

    def close(keep: int) -> None:
        while len(opened) > keep:
            opened.pop()
            line.append("</mark>")

    for segment in explanation.segments():
        kept = 0
        while kept < len(opened) and opened[kept : kept + 1] == [*segment.marks[kept : kept + 1]]:
            kept += 1
        close(kept)
        for number, words in enumerate(printable(explanation.text[segment.start : segment.end]).split("\n")):
            if number:
                close(0)
                if "".join(line).strip():
                    yield f"<p>{''.join(line)}</p>"
                line.clear()
            if words:
                for mark in segment.marks[len(opened) :]:
                    line.append(_opening(mark, begins=mark.start == segment.start and not number))
                    opened.append(mark)
                line.append(escape(words))
        line += [_note(mark) for mark in segment.marks if mark.number and mark.end == segment.end]
    close(0)
    if "".join(line).strip():
        yield f"<p>{''.join(line)}</p>"


def _opening(mark: Mark, *, begins: bool) -> str:
    """The tag of a mark; what was read is said once, where the mark begins."""
    label = _html(f"{mark.kind}: {mark.label}" if mark.kind != "count" else mark.label)
    said = f'<span class="label" lang="en" dir="ltr"> {label}: </span>' if begins else ""
    return f'<mark class="{_class(mark.kind)}" title="{label}">{said}'


def _note(mark: Mark) -> str:
    """The number of a count, leading to its table; the table leads back to the words that it quotes."""
    name = "" if mark.retold else f' id="words-{mark.number}"'
    return (
        f'<sup{name}><a href="#count-{mark.number}" aria-label="table of count {mark.number}">{mark.number}</a></sup>'
    )


def _count(explained: Explained, text: str) -> str:
    number = explained.number
    heads = "".join(f'<th scope="col">{name}</th>' for name in _COLUMNS)
    rows = "\n".join(f"<tr>{''.join(_cells(row, text))}</tr>" for row in explained.rows)
    return (
        f'<section id="count-{number}" aria-labelledby="head-{number}">\n'
        f'<h3 id="head-{number}"><a href="#words-{number}">{number}</a> · {_html(explained.headline)}</h3>\n'
        f'<div class="table"><table>\n<thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n'
        "</table></div>\n</section>"
    )


def _cells(row: Row, text: str) -> Iterable[str]:
    yield f'<th scope="row">{_html(row.attribute)}</th>'
    yield f"<td>{_worded(row.value)}</td>" if row.value else '<td class="unknown">not known</td>'
    yield f"<td>{_html(row.basis)}</td>"
    yield f"<td>{_worded(row.rule)}</td>"
    yield f"<td>{_arabic(text[slice(*row.words)])}</td>" if row.words else "<td></td>"


def _left_out(explanation: Explanation) -> str:
    items = (
        f"<li>{_arabic(explanation.text[each.start : each.end])}: {_html(each.reason)}</li>"
        for each in explanation.left_out
    )
    return f"<ul>\n{chr(10).join(items)}\n</ul>" if explanation.left_out else "<p>Nothing.</p>"


def _class(kind: str) -> str:
    return kind.replace(" ", "-")


def _html(text: str) -> str:
    return escape(" ".join(printable(text).split()))


def _arabic(text: str) -> str:
    return f'<span lang="ar" dir="rtl">{_html(text)}</span>'


def _worded(text: str) -> str:
    """English with its Arabic words set apart in language and direction."""
    parts = []
    end = 0
    for run in ARABIC_RUN.finditer(text):
        parts += [escape(printable(text[end : run.start()])), _arabic(run.group())]
        end = run.end()
    return "".join([*parts, escape(printable(text[end:]))])
