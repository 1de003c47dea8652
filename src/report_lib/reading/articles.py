"""Read articles from files and folders, each text exactly as it lies there, and say of the rest why it is not read."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from report_lib.errors import Broken, Problem, shown
from report_lib.files import (
    PUT_TEXT,
    SAVE_AS_UTF8,
    decode,
    exists,
    is_folder,
    read_bytes,
    unreadable,
)
from report_lib.reading.archives import JSON_LINES, PARQUET, WEB_ARCHIVES, Unread, json_lines, table_rows, web_pages
from report_lib.reading.metadata import (
    ARTICLES_CSV,
    Known,
    KnownArticles,
    check_article_id,
    known_from,
    one_line,
    parse_articles_csv,
)
from report_lib.records import Article

PAGES = (".html", ".htm")
KINDS = (".txt", *PAGES, *JSON_LINES, *PARQUET, *WEB_ARCHIVES)


class ArticleText(NamedTuple):
    """An article and its text; `text[start:end]` is what the spans of its counts index."""

    article: Article
    text: str


@dataclass(frozen=True)
class Reading:
    """What was read, and what was left out and why."""

    articles: tuple[ArticleText, ...]
    rejected: tuple[Problem, ...]


def read_articles(paths: Iterable[Path], articles_csv: Path | None = None) -> Reading:
    """All of `iter_articles` at once."""
    read = list(iter_articles(paths, articles_csv))
    return Reading(
        tuple(item for item in read if isinstance(item, ArticleText)),
        tuple(item for item in read if isinstance(item, Problem)),
    )


def iter_articles(paths: Iterable[Path], articles_csv: Path | None = None) -> Iterator[ArticleText | Problem]:
    """The articles of files and folders one by one, in the order of paths and names; problems in their places.

    A folder's articles are its files that end in one of `KINDS`; folders inside it are not entered. What is known
    beside the texts comes from `articles_csv`, else from articles.csv in the folder or the one above it.
    A text is decoded from UTF-8, UTF-16 with byte order mark or Windows-1256, and otherwise unchanged: line endings
    stay, a byte order mark is no part of it. The text of a page, saved or archived, is its title and its body; that
    of a JSON line or a table's row is its field `text`.
    """
    yield from read_all(iter_unread(paths, articles_csv))


def iter_unread(paths: Iterable[Path], articles_csv: Path | None = None) -> Iterator[Unread | Problem]:
    """The articles of files and folders as they lie there, each for `read`; problems in their places."""
    beside = _Beside(articles_csv)
    for path in paths:
        yield from beside.open(path)
        for file in _files(path):
            if isinstance(file, Problem):
                yield file
            else:
                yield from _unread_of(file, beside)
    yield from beside.rows_without_file()


def read_all(unread: Iterable[Unread | Problem]) -> Iterator[ArticleText | Problem]:
    """Decode articles one by one, each into itself or a problem; of several with one identifier the first stands."""
    read_from: dict[str, str] = {}
    for item in unread:
        found = item if isinstance(item, Problem) else read(item)
        if isinstance(item, Unread) and isinstance(found, ArticleText):
            article_id = found.article.article_id
            if article_id in read_from:
                found = doubled(article_id, read_from[article_id]).problem(item.file, item.record)
            else:
                read_from[article_id] = item.file
        yield found


def doubled(article_id: str, file: str) -> Broken:
    """An article whose identifier is that of one before it, in `file`."""
    return Broken(
        f"article_id «{article_id}» is that of an article in {shown(file, 500)}",
        "give each article an identifier of its own",
    )


class _Beside:
    """The articles.csv files that go with the paths, each read once."""

    def __init__(self, given: Path | None) -> None:
        self._given = given
        self._read: dict[Path, KnownArticles] = {}
        self._of_folder: dict[Path, KnownArticles] = {}
        self._whole_folders: dict[Path, list[Path]] = {}  # articles.csv → the folders read whole that it goes with

    def open(self, path: Path) -> Iterator[Problem]:
        """Find and read the articles.csv that goes with `path`; yield what is wrong with it."""
        folder = path if is_folder(path) else path.parent
        places = (folder / ARTICLES_CSV, Path(os.path.normpath(folder / ".." / ARTICLES_CSV)))
        csv_path = self._given or next((place for place in places if exists(place)), None)
        if csv_path is None:
            return
        key = csv_path.absolute()
        if key not in self._read:
            try:
                self._read[key] = parse_articles_csv(csv_path, decode(read_bytes(csv_path)))
            except Broken as broken:
                self._read[key] = KnownArticles(csv_path, problems=(broken.problem(csv_path),))
            yield from self._read[key].problems
        self._of_folder[folder] = self._read[key]
        if folder == path:
            self._whole_folders.setdefault(key, []).append(path)

    def known(self, file: Path) -> Known:
        """What articles.csv says of `file`, if anything. Raises `Broken` where its row cannot be used."""
        rows = self._of_folder.get(file.parent)
        if rows is None:
            return Known()
        names = (file.name, os.path.relpath(file, rows.path.parent).replace(os.sep, "/"))
        if any(name in rows.left_out for name in names):
            raise Broken(f"is left out, since its row of {ARTICLES_CSV} cannot be used", "mend that row")
        return next((rows.by_file[name] for name in names if name in rows.by_file), Known())

    def rows_without_file(self) -> Iterator[Problem]:
        """Rows whose file lies neither in a folder that was read nor in articles.csv's folder or one inside that."""
        for key, folders in self._whole_folders.items():
            rows = self._read[key]
            places = [*folders, key.parent, *_folders_in(key.parent)]
            for file, known in rows.by_file.items():
                if not any(exists(place / file) for place in places):
                    yield Broken(
                        f"there is no file «{shown(file)}» in {shown(folders[0], 500)}",
                        "add the file or take the row out",
                    ).problem(rows.path, known.record)


def _files(path: Path) -> Iterator[Path | Problem]:
    """The files of articles under a path, by name; a problem for each that must not be opened."""
    if not is_folder(path):
        if exists(path) and not _is_article(path.name):
            yield Broken(
                "is not a kind of file that articles come in", f"name a folder or a file ending in {', '.join(KINDS)}"
            ).problem(path)
        else:
            yield path
        return
    try:
        with os.scandir(path) as entries:
            found = sorted(entry.name for entry in entries if _is_article(entry.name))
        root = path.resolve()
    except (OSError, RuntimeError) as error:
        yield unreadable(error).problem(path)
        return
    if not found:
        yield Broken(
            "holds no article", f"put files ending in {', '.join(KINDS)} there, or name another folder"
        ).problem(path)
    for name in found:
        child = path / name
        if child.is_symlink() and not _leads_into(root, child):
            yield Broken("is a link that leads out of the folder", "put the file itself there").problem(child)
        else:
            yield child


def _is_article(name: str) -> bool:
    return name.lower().endswith(KINDS) and not name.startswith(".")


def _leads_into(root: Path, link: Path) -> bool:
    try:
        return link.resolve(strict=True).is_relative_to(root)
    except (OSError, RuntimeError):
        return True  # leads nowhere or round in a circle, which reading it will say


def _folders_in(folder: Path) -> list[Path]:
    try:
        return [child for child in folder.iterdir() if is_folder(child)]
    except OSError:
        return []


def _unread_of(path: Path, beside: _Beside) -> Iterator[Unread | Problem]:
    """The articles of one file."""
    name = path.name.lower()
    try:
        if name.endswith(JSON_LINES):
            yield from json_lines(path)
        elif name.endswith(PARQUET):
            yield from table_rows(path)
        elif name.endswith(WEB_ARCHIVES):
            yield from web_pages(path)
        else:
            known = beside.known(path)
            yield Unread(str(path), "", "page" if name.endswith(PAGES) else "text", read_bytes(path), known, path.stem)
    except Broken as broken:
        yield broken.problem(path)


def read(unread: Unread) -> ArticleText | Problem:
    """Decode one article, and take it out of its page; a problem where it breaks a rule."""
    try:
        if unread.form == "line":
            return _read_json_line(unread.data)
        if unread.form == "text":
            return _article(unread.known, unread.name, decode(unread.data), unread.data)
        from report_lib.reading.pages import read_page  # loads an HTML parser, which most runs need not wait for

        page, text = read_page(unread.data)
        return _article(unread.known.over(page), unread.name, text, unread.data)
    except Broken as broken:
        return broken.problem(unread.file, unread.record)


def _read_json_line(line: bytes) -> ArticleText:
    try:
        fields = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise Broken(f"is not UTF-8 (byte {error.start})", SAVE_AS_UTF8) from None
    except (ValueError, RecursionError) as error:
        raise Broken(f"is not JSON ({shown(error)})", "write one JSON object a line") from None
    if not isinstance(fields, dict):
        raise Broken("is not a JSON object", "write one JSON object a line")
    if not isinstance(fields.get("text"), str):
        raise Broken("has no text", "put the article's text in the field text")
    known = known_from(fields, basis="metadata")
    if not known.article_id:
        raise Broken("has no article_id", "give the article an identifier of its own")
    return _article(known, "", fields["text"], line)


def _article(known: Known, stem: str, text: str, data: bytes) -> ArticleText:
    """The article of a decoded text; `stem` stands in for an article_id that nothing gives. Raises `Broken`."""
    first_line = next((line for line in map(one_line, text.split("\n")) if line), "")
    if not first_line:
        raise Broken("holds no text", PUT_TEXT)
    if "\0" in text:
        raise Broken("is binary (it holds a NUL character)", PUT_TEXT)
    try:
        text.encode()
    except UnicodeEncodeError:
        raise Broken("holds half a character (a lone surrogate)", "fetch the article again") from None
    if not known.article_id:
        check_article_id(stem)
        known = replace(known, article_id=stem)
    return ArticleText(
        Article(
            article_id=known.article_id,
            title=known.title or first_line,
            outlet=known.outlet,
            published=known.published,
            published_basis=known.published_basis,
            url=known.url,
            sha256=hashlib.sha256(data).hexdigest(),
        ),
        text,
    )
