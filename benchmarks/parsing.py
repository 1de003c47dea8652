"""Parsing an article, warm and on one core, beside what others do with the same text."""

from __future__ import annotations

import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from importlib import resources
from pathlib import Path

import ahocorasick
import spacy
import yaml
from dateparser.search import search_dates

from benchmarks.articles import articles
from benchmarks.measuring import Row, in_turn, ratio, run
from report_lib.arabic.text import fold, fold_word
from report_lib.assembling import incidents
from report_lib.assembling.incidents import parse_article
from report_lib.dating.dates import find_dates
from report_lib.placing.gazetteer import gazetteer
from report_lib.reading.articles import ArticleText

ROUNDS = 7
_DATED = 40  # articles for dateparser, which takes its time
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|واحد|اثن[اي]|ثلاث|أربع|خمس|ست|سبع|ثمان|تسع|عشر|مئ|مائ|[أآ]ل[فا]|عدد|عشرات")


def rows(texts: Sequence[ArticleText], corpus: Path | None) -> Iterator[Row]:
    """Parse against a tokeniser, a date search (by dates alone too), and the least that a reader has to do.

    Where the parser is compiled, it is also taken as it is, in a process of its own.
    """
    where = [str(corpus)] if corpus else []
    times = measured(texts)
    ours = f"{_milliseconds(times['parse'], len(texts)):.2f} ms"
    yield _beside_tokeniser(f"parse an article, {_how()}", times, len(texts))
    few = texts[:: max(1, len(texts) // _DATED)]
    dates = in_turn(
        {
            "parse": lambda: _each(lambda item: parse_article(*item), few),
            "dates": lambda: _each(lambda item: find_dates(fold(item[1]), item[0].published), few),
            "dateparser": lambda: _each(lambda item: search_dates(item[1], languages=["ar"]), few),
        },
        3,
    )
    of_all, of_dates = (ratio(dates["dateparser"], dates[name]) for name in ("parse", "dates"))
    theirs = f"`dateparser.search`, its dates alone: {_milliseconds(dates['dateparser'], len(few)):.1f} ms"
    yield Row("", ours, theirs, f"1/{of_all:.0f}", "≤ 1/50", of_all >= 50)
    alone = f"its dates alone: {_milliseconds(dates['dates'], len(few)):.2f} ms"
    yield Row("", alone, "the same", f"1/{of_dates:.0f}", "")
    of_floor = ratio(times["parse"], times["floor"])
    yield Row(
        "",
        ours,
        f"one Aho–Corasick and one number-regex pass: {_milliseconds(times['floor'], len(texts)):.3f} ms",
        f"{of_floor:.1f}",
        "≤ 6",
        of_floor <= 6,
    )
    first = run(["-m", "benchmarks.parsing", "--first", *where]).json()
    yield _beside_tokeniser("texts read for the first time, after as many others", first, len(texts) // 2, goal=False)
    if is_compiled():
        plain = run(["-m", "benchmarks.parsing", *where], path="").json()
        yield _beside_tokeniser(f"parse an article, {AS_PYTHON}", plain, len(texts), goal=False)


AS_PYTHON = "as Python"


def is_compiled() -> bool:
    """Whether the parser that is measured is compiled."""
    return not str(incidents.__file__).endswith(".py")


def _how() -> str:
    return "compiled" if is_compiled() else AS_PYTHON


def measured(texts: Sequence[ArticleText]) -> dict[str, list[float]]:
    """Seconds of each round over all texts: the parser, the tokeniser, and the floor."""
    tokenise = spacy.blank("ar").tokenizer
    words = _automaton()
    return in_turn(
        {
            "parse": lambda: _each(lambda item: parse_article(*item), texts),
            "spaCy": lambda: _each(lambda item: tokenise(item[1]), texts),
            "floor": lambda: _each(lambda item: (list(words.iter(item[1])), _NUMBER.findall(item[1])), texts),
        },
        ROUNDS,
    )


def first_readings(texts: Sequence[ArticleText]) -> dict[str, list[float]]:
    """Seconds of every second text, read once, after the others: what both remember of words does not hold them all."""
    tokenise = spacy.blank("ar").tokenizer
    known, new = texts[::2], texts[1::2]
    seconds = {}
    for name, work in (("parse", lambda item: parse_article(*item)), ("spaCy", lambda item: tokenise(item[1]))):
        _each(work, known)
        start = time.process_time()
        _each(work, new)
        seconds[name] = [time.process_time() - start]
    return seconds


def _each(work: Callable[[ArticleText], object], texts: Sequence[ArticleText]) -> None:
    """One text after another, of which nothing is kept: neither memory nor a garbage collector grows with the texts."""
    for item in texts:
        work(item)


def _beside_tokeniser(work: str, times: Mapping[str, list[float]], number: int, *, goal: bool = True) -> Row:
    of_spacy = ratio(times["parse"], times["spaCy"])
    return Row(
        work,
        f"{_milliseconds(times['parse'], number):.2f} ms",
        f"spaCy `blank('ar')` merely tokenising it: {_milliseconds(times['spaCy'], number):.2f} ms",
        f"{of_spacy:.2f}",
        "≤ 1.0" if goal else "",
        of_spacy <= 1.0 if goal else None,
    )


def _milliseconds(seconds: Sequence[float], articles: int) -> float:
    return 1000 * statistics.median(seconds) / articles


def _automaton() -> ahocorasick.Automaton:
    """Every word of the casualty vocabulary and every place, as one automaton."""
    vocabulary = yaml.safe_load(resources.files("report_lib").joinpath("lexicon/words.yml").read_text(encoding="utf-8"))
    automaton = ahocorasick.Automaton()
    for word in {*_words(vocabulary), *gazetteer()}:
        if len(word) > 2:
            automaton.add_word(fold_word(word), word)
    automaton.make_automaton()
    return automaton


def _words(vocabulary: object) -> Iterator[str]:
    if isinstance(vocabulary, str):
        yield vocabulary
    elif isinstance(vocabulary, dict):
        for entry in vocabulary.values():
            yield from _words(entry)
    elif isinstance(vocabulary, list):
        for entry in vocabulary:
            yield from _words(entry)


if __name__ == "__main__":
    arguments = sys.argv[1:]
    corpus = next((Path(argument) for argument in arguments if argument != "--first"), None)
    print(json.dumps((first_readings if "--first" in arguments else measured)(articles(corpus))))
