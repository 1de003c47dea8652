"""Parsing an article, warm and on one core, beside what others do with the same text."""

from __future__ import annotations

import re
import statistics
from collections.abc import Iterator, Sequence
from importlib import resources

import ahocorasick
import spacy
import yaml
from dateparser.search import search_dates

from benchmarks.measuring import Row, in_turn, ratio
from report_lib.arabic.text import fold_word
from report_lib.assembling.incidents import parse_article
from report_lib.placing.gazetteer import gazetteer
from report_lib.reading.articles import ArticleText

ROUNDS = 7
_DATED = 40  # articles for dateparser, which takes its time
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|واحد|اثن[اي]|ثلاث|أربع|خمس|ست|سبع|ثمان|تسع|عشر|مئ|مائ|[أآ]ل[فا]|عدد|عشرات")


def rows(texts: Sequence[ArticleText]) -> Iterator[Row]:
    """Parse against a tokeniser, a date search, and the least that any reader of counts would have to do."""
    tokenise = spacy.blank("ar").tokenizer
    words = _automaton()
    times = in_turn(
        {
            "parse": lambda: [parse_article(*item) for item in texts],
            "spaCy": lambda: [tokenise(text) for _, text in texts],
            "floor": lambda: [(list(words.iter(text)), _NUMBER.findall(text)) for _, text in texts],
        },
        ROUNDS,
    )
    per_article = {name: 1000 * statistics.median(seconds) / len(texts) for name, seconds in times.items()}
    ours = f"{per_article['parse']:.2f} ms"
    of_spacy, of_floor = (ratio(times["parse"], times[name]) for name in ("spaCy", "floor"))
    yield Row(
        "parse an article",
        ours,
        f"spaCy `blank('ar')` merely tokenising it: {per_article['spaCy']:.2f} ms",
        f"{of_spacy:.2f}",
        "≤ 1.0",
        of_spacy <= 1.0,
    )
    few = texts[:: max(1, len(texts) // _DATED)]
    dates = in_turn(
        {
            "parse": lambda: [parse_article(*item) for item in few],
            "dateparser": lambda: [search_dates(text, languages=["ar"]) for _, text in few],
        },
        3,
    )
    of_dates = ratio(dates["dateparser"], dates["parse"])
    yield Row(
        "",
        ours,
        f"`dateparser.search`, its dates alone: {1000 * statistics.median(dates['dateparser']) / len(few):.1f} ms",
        f"1/{of_dates:.0f}",
        "≤ 1/50",
        of_dates >= 50,
    )
    yield Row(
        "",
        ours,
        f"one Aho–Corasick and one number-regex pass: {per_article['floor']:.3f} ms",
        f"{of_floor:.1f}",
        "≤ 6",
        of_floor <= 6,
    )


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
