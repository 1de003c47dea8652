"""What does not change the meaning of a text does not change what is read from it: accuracy stands, spelling aside."""

from __future__ import annotations

import random
import re
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from report_lib.arabic.text import fold_word
from report_lib.assembling.incidents import parse_article
from report_lib.measuring.accuracy import SETS
from report_lib.measuring.annotation import Claim, by_article, read_annotation
from report_lib.measuring.scoring import KINDS, Score, score_article
from report_lib.reading.articles import read_articles

BOUND = 0.01  # of F1, and of the share of right values
_LETTER = "[\u0621-\u063a\u0641-\u064a]"
_MARKS = re.compile("[\u064b-\u0652\u0670]")
_DAMMA, _FATHA, _SHADDA, _KASRA, _SUKUN = "\u064f", "\u064e", "\u0651", "\u0650", "\u0652"
_SUN_LETTERS = "تثدذرزسشصضطظلن"


def vowelled(text: str) -> str:
    """Short vowels as a rule gives them: the article's letter doubled or still, a vowel before a long one, else a.

    Not on the «أ» of «أوضح»: a damma there makes a passive of it, which is another meaning.
    """
    text = re.sub(rf"\bال(?=([{_SUN_LETTERS}]))(.)", rf"ال\2{_SHADDA}{_FATHA}", text)
    text = re.sub(r"\bال(?=[ابجحخعغفقكمهوي])", f"ال{_SUKUN}", text)
    text = re.sub(rf"(?!أ)({_LETTER})(?=و{_LETTER})", rf"\1{_DAMMA}", text)
    text = re.sub(rf"({_LETTER})(?=ي{_LETTER})", rf"\1{_KASRA}", text)
    return re.sub(rf"(?<={_LETTER})([بتثجحخدذرزسشصضطظعغفقكلمنه])(?={_LETTER})", rf"\1{_FATHA}", text)


def sprinkled(marks: str, places: str) -> Callable[[str], str]:
    """A perturbation that puts one of `marks` at every third place that the pattern `places` finds."""

    def perturb(text: str) -> str:
        choice = random.Random(len(text))
        return re.sub(places, lambda at: choice.choice(marks) if choice.random() < 0.34 else "", text)

    return perturb


def digits(zero: int) -> Callable[[str], str]:
    """Every digit in the style whose zero is given."""
    style = {ord(str(n)): chr(zero + n) for n in range(10)}
    style |= {0x0660 + n: chr(zero + n) for n in range(10)} | {0x06F0 + n: chr(zero + n) for n in range(10)}
    return lambda text: text.translate(style)


def quotes(opening: str, closing: str) -> Callable[[str], str]:
    """Every quotation in one style."""

    def perturb(text: str) -> str:
        return re.sub('["“”«»]([^"“”«»\n]*)["“”«»]', lambda found: f"{opening}{found[1]}{closing}", text)

    return perturb


_BETWEEN = rf"(?<={_LETTER})(?={_LETTER})"
_BIDI = "\u200e\u200f\u202a\u202b\u202c\u2066\u2067\u2068\u2069\u061c"
PERTURBATIONS: dict[str, Callable[[str], str]] = {
    "short vowels removed": lambda text: _MARKS.sub("", text),
    "short vowels added": vowelled,
    "tatweel": sprinkled("ـ", _BETWEEN),
    "Arabic-Indic digits": digits(0x0660),
    "Persian digits": digits(0x06F0),
    "European digits": digits(0x30),
    "guillemets": quotes("«", "»"),
    "curled quotes": quotes("“", "”"),
    "straight quotes": quotes('"', '"'),
    "low quotes": quotes("„", "“"),
    "دير الزور joined": lambda text: re.sub(r"دير\s+الزور", "ديرالزور", text),
    "دير الزور split": lambda text: text.replace("ديرالزور", "دير الزور"),
    "دير الزور with a hard space": lambda text: re.sub(r"دير\s+الزور", "دير\u00a0الزور", text),
    "CRLF": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "CR": lambda text: text.replace("\r\n", "\n").replace("\n", "\r"),
    "blank lines": lambda text: text.replace("\n", "\n\n \n\n"),
    "blanks at the ends of lines": lambda text: re.sub(r"(?m)^|$", "  ", text),
    "double spaces": lambda text: text.replace(" ", "  "),
    "hard spaces": lambda text: text.replace(" ", "\u00a0"),
    "NFC": lambda text: unicodedata.normalize("NFC", text),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "presentation forms": lambda text: text.replace("لا", "\ufefb").replace("الله", "\ufdf2"),
    "zero-width marks": sprinkled("\u200b\u200d\u2060\ufeff", _BETWEEN),
    "direction marks": sprinkled(_BIDI, r"(?<=\s)(?=\S)|(?<=\S)(?=\s)"),
    "direction marks in words": sprinkled(_BIDI, _BETWEEN),
    "byte order mark": lambda text: "\ufeff" + text,
}


def plain(claim: Claim) -> Claim:
    """A claim with its source, which is named in the words of the text, in one spelling."""
    source = fold_word(claim.values.get("source") or "").replace("دير الزور", "ديرالزور")
    return replace(claim, values={**claim.values, "source": source})


@cache
def measured(name: str) -> dict[str, Any]:
    """The figures of every annotated set together, each text perturbed, its annotation as it is."""
    perturb = PERTURBATIONS.get(name, lambda text: text)
    scores = []
    for gold, texts in SETS.values():
        for article, text in read_articles([Path(texts)]).articles:
            changed = perturb(text)
            parsed = parse_article(article, changed)
            extracted = by_article(map(asdict, parsed.incidents), map(asdict, parsed.counts))
            claims = [plain(claim) for claim in extracted.get(article.article_id, ())]
            file = Path(gold, f"{article.article_id}.json")
            annotated = [plain(claim) for claim in read_annotation(file, file.read_bytes())]
            scores.append(score_article(article.article_id, annotated, claims, changed))
    return {"score": Score(tuple(scores), ""), **Score(tuple(scores), "").figures()}


@pytest.mark.parametrize("name", PERTURBATIONS)
def test_accuracy_does_not_move(name: str) -> None:
    plain, changed = measured(""), measured(name)
    misses = "\n".join(map(str, changed["score"].misses))
    for kind in KINDS:
        assert abs(changed[kind]["f1"] - plain[kind]["f1"]) <= BOUND, f"{kind}\n{misses}"
    for attribute, share in plain["attributes"].items():
        assert changed["attributes"][attribute] >= share - BOUND, f"{attribute}\n{misses}"
