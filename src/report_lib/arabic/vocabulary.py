"""Look up the casualty vocabulary (lexicon/words.yml) by folded word, with its prefixes taken off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Any, Final

from report_lib.arabic.chunks import Piece
from report_lib.arabic.readings import DUAL, NOTHING, PLURAL, SINGULAR, Governing, Reading, Word
from report_lib.arabic.remembered import Remembered
from report_lib.arabic.text import fold_word
from report_lib.lexicon_files import lexicon_file

Phrase = tuple[str, ...]


# (letters, conj, prep, definite) in the order they are tried: conjunction, preposition, article; ل and ال make لل.
_PREFIXES: Final = tuple(
    (conj + letters, bool(conj), prep, definite)
    for letters, prep, definite in (
        *(("", "", False), ("ال", "", True), ("ب", "ب", False), ("بال", "ب", True), ("ل", "ل", False)),
        *(("ك", "ك", False), ("لل", "ل", True)),
    )
    for conj in ("", "و", "ف")
)
_SHORTEST: Final = 2  # letters; what is left of a shorter word is chance


def _read(form: str) -> Reading:
    """What a folded token is; NOTHING for a word outside the vocabulary."""
    table = _table()
    for letters, conj, prep, definite in _PREFIXES:
        if form.startswith(letters) and len(form) - len(letters) >= _SHORTEST:
            word = table.get(form[len(letters) :])
            if word is not None:
                return Reading(word, conj, prep, definite)
    return NOTHING


read: Final = Remembered(_read).__getitem__


def reading_of(piece: Piece) -> Reading:
    """What a word of a sentence is: looked up once, and kept with it."""
    if piece.reading is None:
        piece.reading = read(piece.form)
    return piece.reading


def words() -> Mapping[str, Any]:
    """The vocabulary file as loaded: keys as in lexicon/words.yml, normal orthography."""
    loaded: dict[str, Any] = lexicon_file("words.yml")
    return loaded


def phrases_by_first(entries: Iterable[str]) -> Mapping[str, Sequence[Phrase]]:
    """First word → the folded phrases that begin with it, each cut into words, longest first."""
    table: dict[str, list[Phrase]] = {}
    for entry in entries:
        phrase = tuple(fold_word(entry).split())
        table.setdefault(phrase[0], []).append(phrase)
    return {first: sorted(phrases, key=len, reverse=True) for first, phrases in table.items()}


_governing_phrases: Final[dict[str, list[tuple[Phrase, str]]]] = {}


def governing_phrases() -> dict[str, list[tuple[Phrase, str]]]:
    """First word → (phrase, measure), longest first: «في عداد المفقودين»; read once."""
    if not _governing_phrases:
        _governing_phrases.update(_read_phrases())
    return _governing_phrases


def _read_phrases() -> dict[str, list[tuple[Phrase, str]]]:
    table: dict[str, list[tuple[Phrase, str]]] = {}
    for measure, entries in words()["phrases"].items():
        for first, phrases in phrases_by_first(entries).items():
            table.setdefault(first, []).extend((phrase, measure) for phrase in phrases)
    return {first: sorted(found, key=lambda f: -len(f[0])) for first, found in table.items()}


_required_company: Final[dict[str, dict[str, frozenset[str]]]] = {}


def required_company(key: str) -> dict[str, frozenset[str]]:
    """Folded word → the words of which one must stand in its sentence; `key` is only_with or needs_context."""
    if key not in _required_company:
        _required_company[key] = {
            fold_word(word): frozenset(and_ + fold_word(other) for other in company for and_ in ("", "و"))
            for word, company in words()[key].items()
        }
    return _required_company[key]


@cache
def completions() -> dict[str, list[tuple[str, frozenset[str]]]]:
    """Folded verb → (measure, the words that complete it): «فقد … حياتهم» are killed."""
    table: dict[str, list[tuple[str, frozenset[str]]]] = {}
    for measure, kinds in words()["completed"].items():
        for entry in kinds.values():
            completing = frozenset(map(fold_word, entry["by"]))
            for verb in entry["verbs"]:
                table.setdefault(fold_word(verb), []).append((measure, completing))
    return table


def noun_forms(entry: Iterable[str]) -> Iterator[tuple[str, int]]:
    """(folded form, number) of [singular, plural, …]: with accusative alif, duals, and their construct forms."""
    singular, *plurals = (fold_word(form) for form in entry)
    yield singular, SINGULAR
    if singular.endswith("ة"):
        stem = singular[:-1] + "ت"
        yield stem + "ي", DUAL  # جثتي مراهقين
    else:
        stem = singular
        yield singular + "ا", SINGULAR
    for ending in ("ان", "ين"):
        yield stem + ending, DUAL
    for plural in plurals:
        yield plural, PLURAL
        if not plural.endswith(("ون", "ين", "ات", "ي", "ا", "ة")):
            yield plural + "ا", PLURAL


@cache
def _table() -> Mapping[str, Word]:
    table: dict[str, Word] = {}

    def put(form: str, **changes: Any) -> None:
        table[form] = replace(table.get(form, Word()), **changes)

    vocabulary = words()
    for entry in vocabulary["people"]:
        for form, number in noun_forms(entry):
            # «مقاتلين» is both dual and plural; a plural listed by name wins, the number beside it decides.
            if table.get(form, Word()).number != PLURAL:
                put(form, person=True, number=number, lemma=fold_word(entry[0]))
    for form in map(fold_word, vocabulary["not_people"]):
        table.pop(form, None)
    for entry in vocabulary["others"]:
        for form, number in noun_forms(entry):
            put(form, others=True, number=number)
    for measure, entries in vocabulary["counted"].items():
        for entry in entries:
            for form, number in noun_forms(entry):
                if table.get(form, Word()).number != PLURAL or not table[form].counted:
                    put(form, counted=measure, person=False, number=number, lemma=fold_word(entry[0]))
    for measure, kinds in vocabulary["governing"].items():
        for kind, forms in kinds.items():
            for form in forms:
                put(fold_word(form), governing=Governing(measure, kind))
    for flag, forms in vocabulary["flags"].items():
        for form in map(fold_word, forms):
            put(form, flags=table.get(form, Word()).flags | {flag})
    for form in completions():
        put(form, flags=table.get(form, Word()).flags | {"opens_completion"})
    for form in governing_phrases():
        put(form, flags=table.get(form, Word()).flags | {"opens_phrase"})
    return table
