"""Feeds the parser, the date grammar, the loaders and the readers what coverage leads to: `make fuzz`.

    python fuzz/run.py TARGET [libFuzzer's options] SEEDS…

Any exception but the library's own is a failure, so is a broken promise of the codebook, and so is an input that takes
longer than its length allows. What fails is written beside, as crash-… or timeout-…; make it a test, then a seed.
"""

from __future__ import annotations

import contextlib
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

import atheris

ROOT = Path(__file__).resolve().parent.parent
sys.path += [str(ROOT / "tests"), str(ROOT / "src")]
with atheris.instrument_imports(include=["report_lib"]):
    from invariants import assert_whole
    from report_lib.arabic.text import fold, fold_word
    from report_lib.arabic.vocabulary import words
    from report_lib.assembling.incidents import parse_article
    from report_lib.dating.dates import find_dates
    from report_lib.edtf_dates import interval, is_edtf, precision
    from report_lib.errors import Broken, Problem, ReportError
    from report_lib.files import decode
    from report_lib.linking.corrections import read_corrections
    from report_lib.placing.gazetteer import gazetteer
    from report_lib.reading.articles import read_articles
    from report_lib.reading.metadata import parse_articles_csv
    from report_lib.records import Article
    from report_lib.tallying.reports import read_reports
    from report_lib.tallying.tallies import read_tallies

SECONDS, SECONDS_A_CHARACTER = 2.0, 0.0005  # instrumented code is slow, and other work shares the machine
FOLDER = Path(TemporaryDirectory(prefix="brief-fuzz-").name)


def parser(data: bytes) -> None:
    """Any text: its tables keep every promise."""
    text = data.decode("utf-8", "replace")
    published = ("", "2020-10-03", "2020-10", "2020-09/2020-10")[len(data) % 4]
    article = Article(article_id="a", published=published, published_basis="text" if published else "unknown")
    assert_whole(parse_article(article, text), text)


def dates(data: bytes) -> None:
    """Any text: each date found in it is EDTF, and stands where it says."""
    text = data.decode("utf-8", "replace")
    folded = fold(text)
    for mention in find_dates(folded, ("", "2020-10-03")[len(data) % 2]):
        assert 0 <= mention.start < mention.end <= len(folded.text)
        if not mention.edtf.startswith(("XXXX", "/XXXX")) and mention.edtf:  # the year is open
            assert is_edtf(mention.edtf), mention.edtf
    if is_edtf(text):
        first, last = interval(text)
        assert first <= last or not last
        assert precision(text)


def lexicon(data: bytes) -> None:
    """Any bytes as each table that is kept by hand: its rows are read, and the others told."""
    for name, load in (("corrections.yml", read_corrections), ("reports.csv", read_reports), ("t.csv", read_tallies)):
        path = FOLDER / name
        path.write_bytes(data)
        for problem in load(path).problems:
            assert_told(problem)
    try:
        for problem in parse_articles_csv(Path("articles.csv"), decode(data)).problems:
            assert_told(problem)
    except Broken:
        pass


def readers(data: bytes) -> None:
    """Any bytes under each ending that articles come in: articles, or a problem that says what to do."""
    ending = (".txt", ".jsonl", ".jsonl.gz", ".html", ".warc", ".parquet")[data[0] % 6 if data else 0]
    path = FOLDER / f"a{ending}"
    path.write_bytes(data[1:])
    reading = read_articles([path])
    assert reading.articles or reading.rejected or ending == ".warc"
    for problem in reading.rejected:
        assert_told(problem)
    for article, text in reading.articles:
        assert isinstance(article, Article) and text.strip()
        assert article.title.isprintable() and article.article_id.isprintable()
        text.encode()


def assert_told(problem: Problem) -> None:
    assert problem.file and problem.rule and problem.remedy
    assert str(problem).isprintable(), str(problem)


TARGETS: dict[str, Callable[[bytes], None]] = {target.__name__: target for target in (parser, dates, lexicon, readers)}


def bounded(target: Callable[[bytes], None]) -> Callable[[bytes], None]:
    """The target, failing where it takes longer than its input's length allows."""

    def run(data: bytes) -> None:
        start = time.process_time()
        with contextlib.suppress(ReportError, Broken):
            target(data)
        taken = time.process_time() - start
        allowed = SECONDS + len(data) * SECONDS_A_CHARACTER
        if taken > allowed:
            raise TimeoutError(f"{taken:.1f} s for {len(data)} bytes")

    return run


def dictionary() -> Path:
    """Words of the vocabularies, from which the fuzzer makes sentences."""
    groups = [group for group in words().values() if isinstance(group, (list, dict))]
    entries = {fold_word(str(word)) for group in groups for word in group} | set(sorted(gazetteer())[::20])
    entries |= {"تنظيم داعش", "قوات النظام", "يوم أمس", "الجمعة", "2020", "أكثر من", "على الأقل", "قُتل", "جُرح", "عنصراً"}
    path = FOLDER / "words.dict"
    spelt = ("".join(f"\\x{byte:02x}" for byte in word.encode()) for word in sorted(entries) if word)
    path.write_text("".join(f'"{word}"\n' for word in spelt if len(word) <= 4 * 60))
    return path


def main() -> None:
    name, *options = sys.argv[1:]
    FOLDER.mkdir(parents=True)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    arguments = [sys.argv[0], *options, "-timeout=60", "-rss_limit_mb=4096", "-print_final_stats=1"]
    if name in ("parser", "dates"):
        arguments.append(f"-dict={dictionary()}")
    atheris.Setup(arguments, bounded(TARGETS[name]))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
