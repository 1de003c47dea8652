"""Read articles from files and folders, each text exactly as it lies there, and say of the rest why it is not read."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import BinaryIO, NamedTuple, cast

from report_lib.errors import Broken, Problem, shown
from report_lib.files import (
    MAX_BYTES,
    PUT_TEXT,
    SAVE_AS_UTF8,
    check_readable,
    decode,
    exists,
    is_folder,
    read_bytes,
    too_large,
    unreadable,
)
from report_lib.metadata import (
    ARTICLES_CSV,
    Known,
    KnownArticles,
    check_article_id,
    known_from,
    one_line,
    parse_articles_csv,
)
from report_lib.records import Article

KINDS = (".txt", ".html", ".htm", ".jsonl", ".jsonl.gz")
_MAX_SKIPPED_BYTES = 100_000_000  # how much of one overlong line is passed over before the rest of a file is given up


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
    stay, a byte order mark is no part of it. The text of a saved page is its title and its body; that of a JSON line
    is its field `text`.
    """
    beside = _Beside(articles_csv)
    read_from: dict[str, str] = {}
    for path in paths:
        yield from beside.open(path)
        for file in _files(path):
            for item in [file] if isinstance(file, Problem) else _read_file(file, beside):
                if isinstance(item, ArticleText):
                    article_id = item.article.article_id
                    if article_id in read_from:
                        item = Broken(
                            f"article_id «{article_id}» is that of an article in {read_from[article_id]}",
                            "give each article an identifier of its own",
                        ).problem(file)
                    else:
                        read_from[article_id] = shown(file, 500)
                yield item
    yield from beside.rows_without_file()


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
        if exists(path) and not _is_article(path):
            yield Broken(
                "is not a kind of file that articles come in", f"name a folder or a file ending in {', '.join(KINDS)}"
            ).problem(path)
        else:
            yield path
        return
    try:
        found = sorted(child for child in path.iterdir() if _is_article(child))
        root = path.resolve()
    except (OSError, RuntimeError) as error:
        yield unreadable(error).problem(path)
        return
    if not found:
        yield Broken(
            "holds no article", f"put files ending in {', '.join(KINDS)} there, or name another folder"
        ).problem(path)
    for child in found:
        if child.is_symlink() and not _leads_into(root, child):
            yield Broken("is a link that leads out of the folder", "put the file itself there").problem(child)
        else:
            yield child


def _is_article(path: Path) -> bool:
    return path.name.lower().endswith(KINDS) and not path.name.startswith(".")


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


def _read_file(path: Path, beside: _Beside) -> Iterator[ArticleText | Problem]:
    name = path.name.lower()
    try:
        if name.endswith((".jsonl", ".jsonl.gz")):
            yield from _read_jsonl(path)
        elif name.endswith((".html", ".htm")):
            yield _read_html(path, beside.known(path))
        else:
            yield _read_txt(path, beside.known(path))
    except Broken as broken:
        yield broken.problem(path)


def _read_txt(path: Path, known: Known) -> ArticleText:
    data = read_bytes(path)
    return _article(known, path.stem, decode(data), data)


def _read_html(path: Path, known: Known) -> ArticleText:
    from report_lib.pages import read_page  # loads an HTML parser, which most runs need not wait for

    data = read_bytes(path)
    page, text = read_page(data)
    return _article(known.over(page), path.stem, text, data)


def _read_jsonl(path: Path) -> Iterator[ArticleText | Problem]:
    check_readable(path)
    number = 0
    try:
        with gzip.open(path) if path.name.lower().endswith(".gz") else path.open("rb") as stream:
            for number, line in enumerate(_lines(cast(BinaryIO, stream)), start=1):
                try:
                    if line is None:
                        raise too_large()
                    if line.strip():
                        yield _read_json_line(line.rstrip(b"\r\n"))
                except Broken as broken:
                    yield broken.problem(path, f"line {number}")
    except (OSError, EOFError, zlib.error) as error:
        rest = unreadable(error)
        yield Broken(f"{rest.rule}; nothing from here on is read", rest.remedy).problem(path, f"line {number + 1}")
    else:
        if number == 0:
            raise Broken("is empty", PUT_TEXT)


def _lines(stream: BinaryIO) -> Iterator[bytes | None]:
    """The lines of a stream; None for one that is too long, whose rest is passed over without being kept."""
    while line := stream.readline(MAX_BYTES + 1):
        if len(line) <= MAX_BYTES or line.endswith(b"\n"):
            yield line
            continue
        yield None
        skipped = 0
        while line and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES)
            skipped += len(line)
            if skipped > _MAX_SKIPPED_BYTES:
                raise OSError(f"the line before is longer than {_MAX_SKIPPED_BYTES:,} bytes")


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
