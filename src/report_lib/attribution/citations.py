"""Recognises, in one sentence, the words that cite a source: بحسب المرصد، قال ناشط إن، المرصد: …"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from report_lib.arabic.text import Sentence
from report_lib.arabic.triggers import trigger
from report_lib.attribution.cited import Voices
from report_lib.attribution.citing_words import cites
from report_lib.attribution.marks import Mark, Reading
from report_lib.attribution.saying import counts_it, says, says_besides
from report_lib.attribution.speakers import Line
from report_lib.attribution.speech import lexicon
from report_lib.attribution.speech_words import REVISE, TALLY, Verb
from report_lib.attribution.unsaid import after_any_word, before_colon, in_brackets, issues_toll, shares_verb

_VERB: Final = 1
_CITES: Final = 2
_HEAD: Final = 4
_COLON: Final = 8
_ISSUING: Final = 16
_BESIDES: Final = 32
_FIRST_WORDS: Final = 3  # a source this near to a sentence's start may follow any verb


def cues(sentence: Sentence) -> list[int]:
    """Where words of a sentence stand that may cite; nowhere if together they cannot."""
    places = sentence.places(_HEADS | _CITING)
    if sentence.pulls & _CITING or (places and (_opens_with(sentence, places[0]) or "(" in sentence.forms)):
        return places
    return []


def _opens_with(sentence: Sentence, at: int) -> bool:
    """Whether a word is among the first of its sentence, bullets before it left out."""
    return at <= _FIRST_WORDS + next((i for i, piece in enumerate(sentence.pieces) if piece.is_word), 0)


_table: Final[dict[str, int]] = {}


def _cues() -> dict[str, int]:
    """Every word at which an attribution may be recognised, as flags; read once."""
    if not _table:
        _table.update(_read())
    return _table


def _read() -> dict[str, int]:
    words = lexicon()
    table: dict[str, int] = {":": _COLON}
    kinds = (_VERB, words.verbs), (_CITES, words.citing), (_HEAD, words.names), (_BESIDES, words.saying)
    issued = {first for first, _ in words.issued_by}
    for flag, forms in (*kinds, (_ISSUING, words.issuing), (_ISSUING, issued), (_VERB, _counting_it())):
        for form in forms:
            table[form] = table.get(form, 0) | flag
    return table


# Of the words at which an attribution may be recognised: those that only name who is cited, and all others.
_HEADS: Final = trigger(lambda: frozenset(form for form, flags in _cues().items() if flags == _HEAD))
_CITING: Final = trigger(lambda: frozenset(form for form, flags in _cues().items() if flags != _HEAD))


@cache
def _counting_it() -> Mapping[str, Verb]:
    """Verbs that count or revise what was told of before: «حصرها مصدر طبي بستة قتلى»."""
    owned = lexicon().owned_verbs.items()
    table = {form: verb for form, verb in owned if verb.kind in (TALLY, REVISE)}
    return table | {"و" + form: Verb(verb.kind, verb.perfect, verb.gender, conj=True) for form, verb in table.items()}


def find_marks(line: Line, voices: Voices, cues: list[int]) -> list[Mark]:
    """The sentence's attributions in reading order; `voices` are those heard so far, and hear the new ones."""
    reading, table, past = Reading(line, voices), _cues(), 0
    for at in cues:
        if at < past:
            continue
        flags = table[line.forms[at]] if line.sentence.pulls_at(at, _CITING) else _HEAD
        mark = _mark(reading, at, flags)
        if mark is not None:
            reading.add(mark)
            past = max(mark.last, mark.cue[1])
    return reading.marks


def _mark(reading: Reading, at: int, flags: int) -> Mark | None:
    mark = None
    if flags & _CITES:
        mark = cites(reading, at)
    if mark is None and flags & _VERB:
        verb = reading.words.verbs.get(reading.line.forms[at])
        mark = says(reading, at, verb) if verb else counts_it(reading, at)
    if mark is None and flags & _HEAD:
        if reading.marks:
            mark = shares_verb(reading, at)
        elif at <= reading.line.first + 1:
            mark = after_any_word(reading, at)
        if mark is None and reading.line.forms[at - 1] == "(":
            mark = in_brackets(reading, at)
        reading.heads.append(at)
    if mark is None and flags & _COLON:
        mark = before_colon(reading, at)
    if mark is None and flags & _ISSUING:
        mark = issues_toll(reading, at)
    if mark is None and flags & _BESIDES:
        mark = says_besides(reading, at)
    return mark
