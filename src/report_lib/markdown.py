"""Writes the Markdown that both renderers read alike; what comes from an article can only ever be words in it.

The dialect is pandoc's: pipe tables, bracketed spans and fenced divs with attributes. Functions here take plain text
and return Markdown, or take Markdown where they say so.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterable, Sequence

# Every mark that some Markdown reader, shortcode or citation syntax might see a meaning in.
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_UNSAFE_CATEGORIES = ("Cc", "Cf", "Cs", "Co", "Cn")
# What joins or parts letters without a sign of its own is part of the spelling.
_JOINERS = "\u200c\u200d"
_WEB_ADDRESS = re.compile(r"https?://[^\s<>\"'`\\]+")
_ANCHOR = re.compile(r"[A-Za-z][\w.-]*")


def escape_markdown(text: object) -> str:
    """`text` as Markdown that renders as these characters and does nothing else, on one line.

    ASCII punctuation becomes character references, which no syntax of Markdown, Quarto or TeX mathematics matches.
    Control characters and marks that turn the direction of the text are left out.
    """
    plain = " ".join(
        "".join(
            c for c in str(text) if c.isspace() or c in _JOINERS or unicodedata.category(c) not in _UNSAFE_CATEGORIES
        ).split()
    )
    return _PUNCTUATION.sub(lambda mark: f"&#{ord(mark.group())};", plain)


def link(markdown: str, target: str) -> str:
    """`markdown` as a link to an http(s) address or an anchor `#…`; anything else is no target, and no link is made."""
    if target.startswith("#"):
        return f"[{markdown}]({anchor(target[1:])})"
    if not _WEB_ADDRESS.fullmatch(target):
        return markdown
    address = _PUNCTUATION.sub(lambda mark: f"&#{ord(mark.group())};", target)
    return f"[{markdown}](<{address}>)"


def anchor(name: str) -> str:
    """`#name`; ValueError for a name that cannot be an anchor in HTML, Typst and a link alike."""
    if not _ANCHOR.fullmatch(name):
        raise ValueError(f"«{name}» cannot be an anchor")
    return f"#{name}"


def evidence_link(markdown: str, name: str, note: int) -> str:
    """A number, as Markdown, that leads to the evidence `name`; print shows the number `note` of its note beside it."""
    return f"[{markdown}]({anchor(name)}){{.number note={note:d}}}"


def arabic(text: str) -> str:
    """Arabic words in running text of any language."""
    return f"[{escape_markdown(text)}]{{lang=ar dir=rtl}}" if text else ""


def latin(text: str) -> str:
    """Words in Latin script, such as a name, in running text of any language."""
    return f"[{escape_markdown(text)}]{{lang=en dir=ltr}}" if text else ""


def quotation(sentence: str, start: int, end: int) -> str:
    """An Arabic sentence as a block of its own, sentence[start:end] marked."""
    before, words, after = (escape_markdown(part) for part in (sentence[:start], sentence[start:end], sentence[end:]))
    gap_before = " " if sentence[:start].endswith((" ", "\n")) else ""
    gap_after = " " if sentence[end:].startswith((" ", "\n")) else ""
    return f"\n::: {{.quotation lang=ar dir=rtl}}\n{before}{gap_before}[{words}]{{.mark}}{gap_after}{after}\n:::\n\n"


def div(name: str, markdown: str, *, classes: str = "") -> str:
    """Blocks of Markdown that links can lead to under `name`."""
    attributes = " ".join([anchor(name), *(f".{c}" for c in classes.split())])
    return f"\n::::: {{{attributes}}}\n{markdown.strip()}\n:::::\n\n"


def table(
    columns: Sequence[str], rows: Iterable[Sequence[str]], *, numbers: Sequence[int] = (), caption: str = ""
) -> str:
    """A pipe table of cells that are Markdown; `numbers` are the positions of columns to be aligned at the right."""
    lines = [columns, ["--:" if at in numbers else "---" for at in range(len(columns))], *rows]
    text = "".join(f"| {' | '.join(cell or ' ' for cell in line)} |\n" for line in lines)
    return f"\n{text}\n: {caption}\n\n" if caption else f"\n{text}\n"


def figure(svg: bytes, *, alt: str, caption: str = "", name: str = "") -> str:
    """A vector drawing inside the Markdown itself; `alt` says in words what it shows, `caption` is Markdown."""
    data = base64.b64encode(svg).decode()
    label = f"{anchor(name)} " if name else ""
    # Quoted attribute values are read with their character references resolved, as text is.
    return f'\n![{caption}](data:image/svg+xml;base64,{data}){{{label}.chart fig-alt="{escape_markdown(alt)}"}}\n\n'
