"""Makes a folder of articles that are wrong in every way we know of, beside some good ones: `make(folder)`.

    python tests/bad_files.py FOLDER

Each entry says what of it is to be told: a record ("" for the whole file) and how the rule that it breaks begins.
"""

from __future__ import annotations

import gzip
import io
import json
import os
import random
import socket
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pyarrow as pa
import pyarrow.parquet as pq

GOOD = "مقتل 17 عنصراً بهجوم في البادية\nقُتل سبعة عشر عنصراً من قوات النظام بهجوم لتنظيم داعش يوم 2020-10-02.\n"
LARGE = "is larger than an article may be"
NO_ID = "article_id «"
NO_TEXT = "holds no text"
CUT = "cannot be read ("


class Bad(NamedTuple):
    """A file, what it holds or how it is made, and what is told of it: (record, beginning of the rule) each."""

    name: str
    content: bytes | Callable[[Path], None]
    told: tuple[tuple[str, str], ...]
    good: tuple[str, ...] = ()  # articles that are read all the same


def whole(rule: str) -> tuple[tuple[str, str], ...]:
    return (("", rule),)


def line(article_id: object, text: object = GOOD, **fields: object) -> bytes:
    return json.dumps({"article_id": article_id, "text": text, **fields}).encode() + b"\n"


def lines(name: str, *bad: tuple[bytes, str]) -> Bad:
    """A .jsonl of a good line, the bad ones and a good line."""
    data = line(f"{name}-first") + b"".join(content.rstrip(b"\n") + b"\n" for content, _ in bad) + line(f"{name}-last")
    told = tuple((f"line {number}", rule) for number, (_, rule) in enumerate(bad, start=2))
    return Bad(f"{name}.jsonl", data, told, (f"{name}-first", f"{name}-last"))


def parquet(**columns: list[object]) -> bytes:
    stream = io.BytesIO()
    pq.write_table(pa.table(columns), stream)
    return stream.getvalue()


def warc(*bodies: bytes) -> bytes:
    """A web archive with an answer for each body."""
    records = []
    for number, body in enumerate(bodies):
        answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
        head = (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:warc-{number}>\r\n"
            f"WARC-Target-URI: https://example.org/{number}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
        )
        records.append(head.encode() + answer + b"\r\n\r\n")
    return b"".join(records)


def page(text: str = GOOD) -> bytes:
    return f"<html><head><title>عنوان</title></head><body><article><p>{text * 5}</p></article></body></html>".encode()


def bomb(size: int) -> bytes:
    """So many bytes of gzip that unfold to a thousand times as many."""
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return (
        packer.compress(line("bomb-first"))
        + b"".join(packer.compress(b"x" * 1_000_000) for _ in range(size))
        + packer.flush()
    )


def links_out(path: Path) -> None:
    path.symlink_to("/etc/passwd" if path.name.startswith("absolute") else "../outside.txt")


def unreadable(path: Path) -> None:
    path.write_text(GOOD)
    path.chmod(0)


def sock(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # a socket's path holds a hundred bytes
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


NOISE = random.Random(0)  # not compressible, and the same in each run
GZIPPED = gzip.compress(
    b"".join(line(f"cut-{number}", GOOD + NOISE.randbytes(500).hex()) for number in range(40)), mtime=0
)
BAD = (
    # What a file holds.
    Bad("empty.txt", b"", whole("is empty")),
    Bad("blank.txt", b" \r\n\t\n", whole(NO_TEXT)),
    Bad("only-mark.txt", b"\xef\xbb\xbf", whole(NO_TEXT)),
    Bad("only-unseen.txt", "\u200b\u200f\u202e\u2066\ufeff\n".encode(), whole(NO_TEXT)),
    Bad("nul.txt", GOOD.encode() + b"\0", whole("is binary (it holds a NUL byte)")),
    Bad("nul-utf16.txt", (GOOD + "\0").encode("utf-16"), whole("is binary (it holds a NUL character)")),
    Bad("png.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", whole("is binary")),
    Bad("elf.txt", b"\x7fELF\x02\x01\x01\0\0\0", whole("is binary")),
    Bad("zip.txt", b"PK\x03\x04\x14\0\0\0", whole("is binary")),
    Bad("pdf.txt", b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n", whole("is neither UTF-8")),
    Bad("gzip.txt", gzip.compress(GOOD.encode(), mtime=0), whole("is binary")),
    Bad("latin1.txt", "Größe der Äpfel und Öl".encode("latin-1"), whole("is neither UTF-8")),
    Bad("russian.txt", "погибли семнадцать солдат".encode("cp1251"), whole("is neither UTF-8")),
    Bad("greek.txt", "νεκροί και τραυματίες".encode("iso8859-7"), whole("is neither UTF-8")),
    Bad("utf16-bare.txt", GOOD.encode("utf-16-le"), whole("is binary")),
    Bad("utf32.txt", GOOD.encode("utf-32"), whole("is binary")),
    Bad("utf16-odd.txt", b"\xff\xfe" + GOOD.encode("utf-16-le")[:-1], whole("is not valid UTF-16")),
    Bad("utf16-half.txt", b"\xff\xfe" + GOOD.encode("utf-16-le") + b"\x00\xd8", whole("is not valid UTF-16")),
    Bad("mixed.txt", GOOD.encode() + GOOD[:20].encode("cp1256"), whole("is not valid UTF-8")),
    Bad("cut-letter.txt", GOOD.encode()[:31] + b"\n" + GOOD.encode()[32:], whole("is not valid UTF-8")),
    Bad("surrogates-utf8.txt", GOOD.encode() + b"\xed\xa0\x80", whole("is not valid UTF-8")),
    Bad("overlong.txt", GOOD.encode() + b"\xc0\xaf", whole("is not valid UTF-8")),
    Bad("bell-1256.txt", b"\x07\x1b[31m" + GOOD.encode("cp1256"), whole("is neither UTF-8")),
    Bad("fifty-megabytes.txt", GOOD.encode() * 300_000, whole(LARGE)),
    Bad("one-too-many.txt", b"x" * 5_000_001, whole(LARGE)),
    # What a file is called.
    Bad("a..b.txt", GOOD.encode(), whole(NO_ID)),
    Bad("=1+1.txt", GOOD.encode(), whole(NO_ID)),
    Bad("-rf.txt", GOOD.encode(), whole(NO_ID)),
    Bad("<b>.txt", GOOD.encode(), whole(NO_ID)),
    Bad("semi;colon.txt", GOOD.encode(), whole(NO_ID)),
    Bad("esc\x1b[31m.txt", GOOD.encode(), whole(NO_ID)),
    Bad("turned\u202etxt.txt", GOOD.encode(), whole(NO_ID)),
    Bad("unseen\u200b.txt", GOOD.encode(), whole(NO_ID)),
    Bad("line\nbreak.txt", GOOD.encode(), whole(NO_ID)),
    Bad("${jndi:x}.txt", GOOD.encode(), whole(NO_ID)),
    Bad("long" * 35 + ".txt", GOOD.encode(), whole(NO_ID)),
    Bad("not-utf8-\udcff.txt", GOOD.encode(), whole(NO_ID)),
    # What a file is.
    Bad("folder.txt", Path.mkdir, whole("is not a regular file")),
    Bad("pipe.txt", os.mkfifo, whole("is not a regular file")),
    Bad("pipe.jsonl", os.mkfifo, whole("is not a regular file")),
    Bad("socket.txt", sock, whole("is not a regular file")),
    Bad("unreadable.txt", unreadable, whole(CUT)),
    Bad("unreadable.jsonl", unreadable, (("line 1", CUT),)),
    Bad("absolute-link.txt", links_out, whole("is a link that leads out of the folder")),
    Bad("relative-link.txt", links_out, whole("is a link that leads out of the folder")),
    Bad("dead-link.txt", lambda path: path.symlink_to("nowhere.txt"), whole("is a link that leads nowhere")),
    Bad("self-link.txt", lambda path: path.symlink_to(path.name), whole(CUT)),
    Bad("circle-a.txt", lambda path: path.symlink_to("circle-b.txt"), whole(CUT)),
    Bad("circle-b.txt", lambda path: path.symlink_to("circle-a.txt"), whole(CUT)),
    Bad("device.txt", lambda path: path.symlink_to("/dev/zero"), whole("is a link that leads out of the folder")),
    # Lines.
    lines(
        "syntax",
        (b"{", "is not JSON"),
        (b"[1]", "is not a JSON object"),
        (b"[" * 100_000, "is not JSON"),
        (b'{"a":' * 100_000, "is not JSON"),
        (b'{"article_id": "x", "text": "' + GOOD[:10].encode() + b"\xff" + b'"}', "is not UTF-8"),
        (b'"x"', "is not a JSON object"),
        (line("x", 1) + line("y")[:30], "has no text"),
    ),
    lines(
        "fields",
        (b'{"article_id": "x"}', "has no text"),
        (b'{"text": "x"}', "has no article_id"),
        (line("x", None), "has no text"),
        (line("x", ["x"]), "has no text"),
        (line("x", " \u200f\n"), NO_TEXT),
        (line("x", GOOD + "\ud800"), "holds half a character"),
        (line("x", "\udfff\ud800"), "holds"),
        (line("x", GOOD + "\0"), "is binary"),
        (line(["x"]), "article_id is not a text"),
        (line(True), "article_id is not a text"),
        (line("x", published="yesterday"), "published «yesterday» is not an EDTF date"),
        (line("x", published="2020-13-45"), "published «2020-13-45» is not an EDTF date"),
        (line("x", published=1.5), "published is not a text"),
        (line("x", published_basis="sure"), "published_basis «sure» is not a code"),
        (line("x", url="javascript:alert(1)"), "«javascript:alert(1)» is not an http or https address"),
        (line("x", url="https://a\u202eb"), "«https://a\\u202eb» is not an http or https address"),
        (line("x", url="file:///etc/passwd"), "«file:///etc/passwd» is not an http or https address"),
        (line("x", title={"a": 1}), "title is not a text"),
    ),
    lines(
        "ids",
        (line("../../x"), NO_ID),
        (line("/etc/passwd"), NO_ID),
        (line("..\\x"), NO_ID),
        (line("C:x"), NO_ID),
        (line("a\0b"), NO_ID),
        (line("x\u202ey"), NO_ID),
        (line("=cmd|' /C calc'!A0"), NO_ID),
        (line("@SUM(1)"), NO_ID),
        (line("<script>"), NO_ID),
        (line("x" * 500), NO_ID),
        (line("good"), "article_id «good» is that of an article in"),
        (line("ids-first"), "article_id «ids-first» is that of an article in"),
    ),
    Bad("empty.jsonl", b"", whole("is empty")),
    Bad(
        "long.jsonl",
        line("long-first") + b"x" * 6_000_000 + b"\n" + line("long-last"),
        (("line 2", LARGE),),
        ("long-first", "long-last"),
    ),
    Bad("cut.jsonl", line("cut-whole") + line("cut-short")[:40], (("line 2", "is not JSON"),), ("cut-whole",)),
    # Compressed.
    Bad("empty.jsonl.gz", b"", whole("is empty")),
    Bad("no-gzip.jsonl.gz", b"no gzip", (("line 1", CUT),)),
    Bad("cut.jsonl.gz", GZIPPED[: len(GZIPPED) // 2], (("line", CUT),)),
    Bad("damaged.jsonl.gz", GZIPPED[:3000] + b"\0\1\2\3" + GZIPPED[3004:], (("line", CUT),)),
    Bad("tail.jsonl.gz", gzip.compress(line("tail-first"), mtime=0) + b"garbage", (("line", CUT),), ("tail-first",)),
    Bad("bomb.jsonl.gz", bomb(150), (("line 2", LARGE), ("line 3", CUT)), ("bomb-first",)),
    # Pages.
    Bad("empty.html", b"", whole("is empty")),
    Bad("no-article.html", b"<html><body></body></html>", whole("no article is found in the page")),
    Bad("deep.html", b"<div>" * 200_000 + GOOD.encode(), whole("")),
    Bad("tags.html", b"<p>x" * 60_000, whole("has more tags than a page may have")),
    Bad("binary.html", b"\x89PNG\0\0\0" * 100, whole("")),
    Bad("script-only.html", b"<html><script>" + b"x=1;" * 1000 + b"</script></html>", whole("no article is found")),
    # Tables.
    Bad("no-table.parquet", b"PAR1 is not a table PAR1", (("row 1", CUT),)),
    Bad("cut.parquet", parquet(article_id=["p"], text=[GOOD])[:-20], (("row 1", CUT),)),
    Bad("no-text.parquet", parquet(article_id=["p"]), whole("has no column text")),
    Bad(
        "rows.parquet",
        parquet(article_id=["p-good", None, "../p"], text=[GOOD, GOOD, GOOD]),
        (("row 2", "has no article_id"), ("row 3", NO_ID)),
        ("p-good",),
    ),
    Bad(
        "swells.parquet",
        parquet(article_id=["swells-a", "swells-b", "swells-c"], text=["x" * 20_000_000, GOOD, "x" * 20_000_000]),
        (("row 1", LARGE), ("row 3", LARGE)),
        ("swells-b",),
    ),
    Bad("packed.parquet", parquet(text=["x" * 30_000_000] * 40), tuple((f"row {n}", LARGE) for n in range(1, 41))),
    Bad("cells.parquet", parquet(article_id=[["x"]], text=[GOOD]), (("row 1", "article_id is not a text"),)),
    # Web archives.
    Bad("empty.warc", b"", whole("is empty")),
    Bad("no-archive.warc", b"<html>no archive</html>\n" * 3, (("record 1", CUT),)),
    Bad("cut.warc", warc(page(), page())[:-200], (("record 2", "breaks off before its end"),), ("warc-0",)),
    Bad("no-gzip.warc.gz", b"WARC/1.0", (("record 1", CUT),)),
)
# Rows of articles.csv: line 1 is its header, line 2 good.
ROWS = (
    ("row-date,row-date.txt,,,2020-13-02,,", "published «2020-13-02» is not an EDTF date"),
    ("row-url,row-url.txt,,,,,javascript:x", "«javascript:x» is not an http"),
    ("../row,row-id.txt,,,,,", NO_ID),
    ("row-path,../../etc/passwd,,,,,", "file «../../etc/passwd» is not a file of the folder"),
    ("row-root,/etc/passwd,,,,,", "file «/etc/passwd» is not a file of the folder"),
    ("row-file,nowhere.txt,,,,,", "there is no file «nowhere.txt»"),
    ("named,row-twice.txt,,,,,", "article_id «named» stands on line 2 already"),
    ("row-again,named.txt,,,,,", "file «named.txt» stands on line 2 already"),
    ("row-cells,x", "has 2 cells where the header has 7"),
    (",row-none.txt,,,,,", "has no article_id"),
    ("row-basis,row-basis.txt,,,2020-10-02,sure,", "published_basis «sure» is not a code"),
    ('"row-open,x', "is not CSV"),
)
GOOD_FILES = {
    "good.txt": GOOD.encode(),
    "good-mark.txt": b"\xef\xbb\xbf" + GOOD.encode(),
    "good-1256.txt": GOOD.encode("cp1256"),
    "good-utf16.txt": GOOD.encode("utf-16"),
    "good-utf16-be.txt": b"\xfe\xff" + GOOD.encode("utf-16-be"),
    "good-marks.txt": ("\u202e" + GOOD.replace(" ", " \u200f\u2066")).encode(),
    "good-crlf.txt": GOOD.replace("\n", "\r\n").encode(),
    "good-greatest.txt": (GOOD + "x" * (5_000_000 - len(GOOD.encode()))).encode(),
    "good-inside-link.txt": b"",
    "named.txt": GOOD.encode(),
}


def make(folder: Path) -> tuple[dict[tuple[str, str], str], set[str]]:
    """Fill a new folder; what is to be told, (file, record) → beginning of the rule, and the ids that must be read."""
    texts = folder / "texts"
    texts.mkdir(parents=True)
    (folder / "outside.txt").write_text(GOOD)
    told: dict[tuple[str, str], str] = {}
    good = {Path(name).stem for name in GOOD_FILES}
    for name, data in GOOD_FILES.items():
        if data:
            (texts / name).write_bytes(data)
        else:
            (texts / name).symlink_to("good.txt")
    for bad in BAD:
        path = texts / bad.name
        if callable(bad.content):
            bad.content(path)
        else:
            path.write_bytes(bad.content)
        told |= {(bad.name, record): rule for record, rule in bad.told}
        good |= set(bad.good)
    header = "article_id,file,title,outlet,published,published_basis,url"
    rows = [header, "named,named.txt,,,2020-10-02,text,", *(row for row, _ in ROWS)]
    (texts / "articles.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    for number, (row, rule) in enumerate(ROWS, start=3):
        told["articles.csv", f"line {number}"] = rule
        name = row.split(",")[1]
        if name.startswith("row-"):
            (texts / name).write_text(GOOD)
            told[name, ""] = "is left out, since its row of articles.csv cannot be used"
    return told, good


if __name__ == "__main__":
    expected, read = make(Path(sys.argv[1]))
    print(f"{len(expected)} records to be told of, {len(read)} articles to be read")
