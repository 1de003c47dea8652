"""Leave out the lines of a page that are not the article's: share buttons, related links, captions, comment forms."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from report_lib.arabic.text import Folded, Sentence
from report_lib.arabic.triggers import trigger
from report_lib.arabic.vocabulary import Phrase, phrases_by_first, words

_FIRST_WORD: Final = re.compile(r"[^\W\d_]+")
# «مقالات ذات صلة» above a list of links is a line of its own, and stands in the later part of the page.
_LONGEST_HEADING: Final = 6  # words
_NEWS_SHARE: Final = 3  # the first third of a page is the news


def content_sentences(folded: Folded) -> list[int]:
    """The numbers of the sentences that are not site furniture."""
    found: list[int] = []
    skipped_paragraph = -1
    for index, sentence in enumerate(folded.sentences):
        if sentence.paragraph == skipped_paragraph:
            continue
        kind = _kind(folded, sentence) if sentence.pulls & _FURNITURE else ""
        if kind == "rest":
            if index > len(folded.sentences) // _NEWS_SHARE:
                return found
            skipped_paragraph = sentence.paragraph
        elif kind == "line" and _opens_paragraph(folded, index):
            skipped_paragraph = sentence.paragraph
        else:
            found.append(index)
    return found


def _kind(folded: Folded, sentence: Sentence) -> str:
    """ "rest" for the heading of a list of links, "line" for a line of furniture, "" for prose."""
    if sentence.pieces[0].is_word and not sentence.pulls_at(0, _FURNITURE):
        return ""  # it begins as no furniture does
    first = _FIRST_WORD.search(folded.text, sentence.start, sentence.end)
    if first is None or first.group() not in _first_words():
        return ""
    forms = [form for form in sentence.forms if form[0].isalpha()]
    if _starts(forms, _furniture()["rest"]) and len(forms) <= _LONGEST_HEADING:
        return "rest"
    return "line" if _starts(forms, _furniture()["line"]) else ""


def _starts(forms: Sequence[str], phrases: Mapping[str, Sequence[Phrase]]) -> bool:
    return any(tuple(forms[: len(phrase)]) == phrase for phrase in phrases.get(forms[0], ()))


def _opens_paragraph(folded: Folded, index: int) -> bool:
    return index == 0 or folded.sentences[index - 1].paragraph != folded.sentences[index].paragraph


@cache
def _first_words() -> frozenset[str]:
    return frozenset().union(*_furniture().values())


@cache
def _furniture() -> Mapping[str, Mapping[str, Sequence[Phrase]]]:
    """Kind → first word → phrases of lexicon/words.yml."""
    return {kind: phrases_by_first(entries) for kind, entries in words()["furniture"].items()}


_FURNITURE: Final = trigger(_first_words)
