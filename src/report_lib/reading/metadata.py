"""Read what is known of articles beside their texts, and pass on nothing that breaks a rule of its column."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from report_lib.edtf_dates import is_edtf
from report_lib.errors import Broken, Problem, shown
from report_lib.records import PUBLISHED_BASES
from report_lib.rows import WEB_ADDRESS, csv_rows

ARTICLES_CSV = "articles.csv"
COLUMNS = (
    "article_id",
    "file",
    "title",
    "outlet",
    "published",
    "published_basis",
    "url",
    "evidence_url",
    "note",
)

_ID_PUNCTUATION = frozenset(" ._-+@()،")
_ID_LENGTH = 120
_TITLE_LENGTH = 300


@dataclass(frozen=True)
class Known:
    """What is known of one article beside its text; empty where nothing is. `record` is where that was read."""

    article_id: str = ""
    file: str = ""
    title: str = ""
    outlet: str = ""
    published: str = ""
    published_basis: str = "unknown"
    url: str = ""
    record: str = ""

    def over(self, other: Known) -> Known:
        """This, and where it is silent what `other` says."""
        dated = self if self.published else other
        return replace(
            self,
            title=self.title or other.title,
            outlet=self.outlet or other.outlet,
            published=dated.published,
            published_basis=dated.published_basis,
            url=self.url or other.url,
        )


@dataclass(frozen=True)
class KnownArticles:
    """The rows of an articles.csv by the file they speak of; `left_out` holds the files of rows that cannot be used."""

    path: Path
    by_file: Mapping[str, Known] = field(default_factory=dict)
    left_out: frozenset[str] = frozenset()
    problems: tuple[Problem, ...] = ()


def known_from(values: Mapping[str, object], *, basis: str = "unknown") -> Known:
    """Check one article's values (keys as in `COLUMNS`, others are passed over).

    `basis` is what a publication date rests on where the values do not say. Raises `Broken`.
    """
    cells = {name: _cell(values, name) for name in COLUMNS}
    published = _published(cells["published"])
    given_basis = cells["published_basis"]
    if given_basis and given_basis not in PUBLISHED_BASES:
        raise Broken(
            f"published_basis «{shown(given_basis)}» is not a code", f"write one of {', '.join(PUBLISHED_BASES)}"
        )
    url = cells["url"] or cells["evidence_url"]
    if url and not (WEB_ADDRESS.fullmatch(url) and url.isprintable()):
        raise Broken(f"«{shown(url)}» is not an http or https address", "write the full address or leave it empty")
    article_id = cells["article_id"]
    if article_id:
        check_article_id(article_id)
    return Known(
        article_id=article_id,
        file=cells["file"],
        title=one_line(cells["title"]),
        outlet=one_line(cells["outlet"]),
        published=published,
        published_basis=(given_basis or basis) if published else "unknown",
        url=url,
    )


def check_article_id(article_id: str) -> None:
    """Raise `Broken` unless the identifier is safe as part of a file name, a list cell and an address."""
    fits = (
        0 < len(article_id) <= _ID_LENGTH
        and unicodedata.category(article_id[0])[0] in "LN"
        and all(c in _ID_PUNCTUATION or unicodedata.category(c)[0] in "LMN" for c in article_id)
        and article_id == article_id.strip(" .")
        and ".." not in article_id
    )
    if not fits:
        raise Broken(
            f"article_id «{shown(article_id)}» is not a plain name",
            f"start with a letter or digit, use letters, digits, spaces and . _ - + @ ( ) alone, "
            f"at most {_ID_LENGTH} characters",
        )


def one_line(text: str) -> str:
    """A title or name fit for display: one line, nothing unseen or unassigned in it, at most 300 characters."""
    text = text[: 10 * _TITLE_LENGTH]
    if not text.isprintable():  # nearly all text is, which is known at once
        text = "".join(c if c.isspace() else "" if unicodedata.category(c)[0] == "C" else c for c in text)
    plain = " ".join(text.split())
    return plain if len(plain) <= _TITLE_LENGTH else plain[: _TITLE_LENGTH - 1] + "…"


def parse_articles_csv(path: Path, text: str) -> KnownArticles:
    """The rows of an articles.csv with this text; each row that breaks a rule is a problem, the others stand."""
    by_file: dict[str, Known] = {}
    left_out: set[str] = set()
    problems: list[Problem] = []
    first_seen: dict[str, str] = {}
    for record, row in csv_rows(text, ("article_id",), COLUMNS):
        if isinstance(row, Broken):
            problems.append(row.problem(path, record))
            continue
        try:
            known = _known_row(row, record)
            if known.article_id in first_seen:
                raise Broken(
                    f"article_id «{known.article_id}» stands on {first_seen[known.article_id]} already",
                    "give each article an identifier of its own",
                )
            if known.file in by_file:
                raise Broken(
                    f"file «{shown(known.file)}» stands on {by_file[known.file].record} already",
                    "keep one row for each file",
                )
        except Broken as broken:
            problems.append(broken.problem(path, record))
            left_out.add(_cell(row, "file") or f"{_cell(row, 'article_id')}.txt")
        else:
            first_seen[known.article_id] = record
            by_file[known.file] = known
    return KnownArticles(path, by_file, frozenset(left_out - by_file.keys()), tuple(problems))


def _known_row(row: Mapping[str, str], record: str) -> Known:
    known = known_from(row)
    if not known.article_id:
        raise Broken("has no article_id", "give the article an identifier of its own")
    file = known.file or f"{known.article_id}.txt"
    if ".." in PurePosixPath(file.replace("\\", "/")).parts or file.startswith("/") or not file.isprintable():
        raise Broken(f"file «{shown(file)}» is not a file of the folder", "name the file as it lies in that folder")
    return replace(known, file=file, record=record)


def _cell(values: Mapping[str, object], name: str) -> str:
    value = values.get(name)
    if value is None:
        return ""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    if not isinstance(value, str):
        raise Broken(f"{name} is not a text", "put it in double quotes")
    return value.strip()


def _published(value: str) -> str:
    # A time of day says nothing that a brief uses, and EDTF dates without one are what the date grammar knows.
    day = re.match(r"(\d{4}-\d{2}-\d{2})[T ]\d{2}:?\d{2}", value)
    published = day.group(1) if day else value
    if published and not is_edtf(published):
        raise Broken(f"published «{shown(value)}» is not an EDTF date", "write e.g. 2020-10-02 or leave it empty")
    return published
