"""Writes the Markdown that both renderers read alike; what comes from an article can only ever be words in it.

The dialect is pandoc's: pipe tables, bracketed spans and fenced divs with attributes. Functions here take plain text
and return Markdown, or take Markdown where they say so.
"""

from __future__ import annotations

import base64
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence

from report_lib.rows import WEB_ADDRESS
from report_lib.wording import Language

# Every mark that some Markdown reader, shortcode or citation syntax might see a meaning in.
_PUNCTUATION = re.compile(r"[!-/:-@\[-`{-~]")
_SPACES = re.compile(r"\s+")
_UNSAFE_CATEGORIES = ("Cc", "Cf", "Cs", "Co", "Cn")
# What joins or parts letters without a sign of its own is part of the spelling.
_JOINERS = "\u200c\u200d"
# A run of words in one script, with the spaces, digits and marks between them.
_ARABIC = re.compile(r"[\u0600-\u06ff](?:[^A-Za-z]*[\u0600-\u06ff])?")
# In an Arabic line a number stands with the Arabic, unless it is part of a name («SY24») or a version after one.
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9.'&/-]*(?:[ ,]+[A-Za-z][A-Za-z0-9.'&/-]*|[ ]\d+\.\d+\.\d+)*(?<![.,])")
_ANCHOR = re.compile(r"[A-Za-z][\w.-]*")
_SITE_PATH = re.compile(r"(?:\.\./)*[\w-]+(?:/[\w-]+)*\.[a-z]+(?:#[A-Za-z][\w.-]*)?")


def escape_markdown(text: object) -> str:
    """`text` as Markdown that renders as these characters and does nothing else, on one line.

    ASCII punctuation becomes character references, which no syntax of Markdown, Quarto or TeX mathematics matches.
    Control characters and marks that turn the direction of the text are left out.
    """
    return _escaped(str(text)).strip()


def _escaped(text: str) -> str:
    return _PUNCTUATION.sub(lambda mark: f"&#{ord(mark.group())};", one_line(text))


def one_line(text: str) -> str:
    """`text` on one line, without control characters and marks that turn the direction of the text."""
    kept = (c for c in text if c.isspace() or c in _JOINERS or unicodedata.category(c) not in _UNSAFE_CATEGORIES)
    return _SPACES.sub(" ", "".join(kept))


def link(markdown: str, address: str) -> str:
    """`markdown` as a link to an http(s) address; anything else is no address, and no link is made."""
    if not web_address(address):
        return markdown
    return f"[{markdown}](<{_PUNCTUATION.sub(lambda mark: f'&#{ord(mark.group())};', address)}>)"


def web_address(address: str) -> str:
    """The address if it is an http(s) one; empty for anything else, which no page leads to."""
    return address if WEB_ADDRESS.fullmatch(address) else ""


def anchor(name: str) -> str:
    """`#name`; ValueError for a name that cannot be an anchor in HTML, Typst and a link alike."""
    if not _ANCHOR.fullmatch(name):
        raise ValueError(f"«{name}» cannot be an anchor")
    return f"#{name}"


def page_link(markdown: str, address: str) -> str:
    """`markdown` as a link to a page or file of the site, by its path relative to this page; ValueError for others."""
    if not _SITE_PATH.fullmatch(address):
        raise ValueError(f"«{address}» is no path within the site")
    return f"[{markdown}](<{address}>)"


def evidence_link(markdown: str, target: str, note: str, *, name: str = "") -> str:
    """A number, as Markdown, that leads to the note `target`, whose own number is raised and in brackets.

    In brackets, since 16 with a bare raised 1 is 161 once it is copied. Links can lead back to `name`.
    """
    back = f"{{{anchor(name)}}}" if name else ""
    return f"[{markdown}^&#91;{escape_markdown(note)}&#93;^]({anchor(target)}){back}"


def script_runs(text: str, lang: Language) -> Iterator[tuple[str, bool]]:
    """The words of a page in `lang`, parted where the script changes; whether a part is in the other script."""
    other = _ARABIC if lang == "en" else _LATIN
    end = 0
    for found in other.finditer(text):
        yield text[end : found.start()], False
        yield found.group(), True
        end = found.end()
    yield text[end:], False


def worded(text: str, lang: Language) -> str:
    """Words of a page in `lang`, those in the other script marked as of their own language and direction."""
    attributes = "lang=ar dir=rtl" if lang == "en" else "lang=en dir=ltr"
    return "".join(
        f"[{_escaped(part)}]{{{attributes}}}" if other else _escaped(part) for part, other in script_runs(text, lang)
    )


def quotation(sentence: str, start: int, end: int) -> str:
    """An Arabic sentence as a block of its own, sentence[start:end] marked."""
    before, words, after = (escape_markdown(part) for part in (sentence[:start], sentence[start:end], sentence[end:]))
    gap_before = " " if sentence[:start].endswith((" ", "\n")) else ""
    gap_after = " " if sentence[end:].startswith((" ", "\n")) else ""
    return f"\n\n::: {{.quotation lang=ar dir=rtl}}\n{before}{gap_before}[{words}]{{.mark}}{gap_after}{after}\n:::\n\n"


def div(name: str, markdown: str, *, classes: str = "") -> str:
    """Blocks of Markdown that links can lead to under `name`."""
    attributes = " ".join([anchor(name), *(f".{c}" for c in classes.split())])
    return f"\n\n::::: {{{attributes}}}\n{markdown.strip()}\n:::::\n\n"


def table(
    columns: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: Sequence[int] = (),
    widths: Sequence[int] = (),
    caption: str = "",
) -> str:
    """A pipe table of cells that are Markdown; `numbers` are the positions of columns to be aligned at the end.

    `widths` are the columns' shares of a printed page; without them the engine finds its own.
    """
    lines = [columns, ["--:" if at in numbers else "---" for at in range(len(columns))], *rows]
    text = "".join(f"| {' | '.join(cell or ' ' for cell in line)} |\n" for line in lines)
    text = f"\n{text}\n: {caption}\n" if caption else f"\n{text}"
    if not widths:
        return f"{text}\n"
    return f'\n\n::: {{widths="{" ".join(map(str, widths))}"}}\n{text}\n:::\n\n'


def figure(svg: bytes, *, alt: str, caption: str = "", name: str = "") -> str:
    """A vector drawing inside the Markdown itself; `alt` says in words what it shows, `caption` is Markdown."""
    data = base64.b64encode(svg).decode()
    label = f"{anchor(name)} " if name else ""
    # Quoted attribute values are read with their character references resolved, as text is.
    return f'\n![{caption}](data:image/svg+xml;base64,{data}){{{label}.chart fig-alt="{escape_markdown(alt)}"}}\n\n'
