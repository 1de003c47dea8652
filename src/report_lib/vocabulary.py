"""The casualty vocabulary (lexicon/words.yml), looked up by folded word with its prefixes taken off."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from importlib import resources
from typing import Any, NamedTuple

import yaml

from report_lib.text import fold_word

SINGULAR, DUAL, PLURAL = 1, 2, 3


class Governing(NamedTuple):
    """What a verb or verbal noun does to the people it governs."""

    measure: str
    kind: str  # either | passive | object | noun | losing


@dataclass(frozen=True)
class Word:
    """Everything the vocabulary says of one spelling; a word may be several things at once («إصابة»)."""

    counted: str = ""  # measure, for a noun that is itself a casualty or an attack
    person: bool = False
    number: int = 0  # SINGULAR, DUAL, PLURAL of the noun; 0 for no noun
    lemma: str = ""
    governing: Governing | None = None
    flags: frozenset[str] = field(default_factory=frozenset)

    def has(self, flag: str) -> bool:
        return flag in self.flags


class Reading(NamedTuple):
    """A token as the vocabulary reads it: the word, and the prefixes that were taken off."""

    word: Word
    conj: bool = False  # و or ف
    prep: str = ""  # ب, ل or ك
    definite: bool = False


NOTHING = Reading(Word())

# Prefixes in the order they are taken off: conjunction, preposition, article.
_PREFIXES = tuple(
    (conj + prep + article, bool(conj), prep, article in ("ال", "لل"))
    for conj in ("", "و", "ف")
    for prep, article in (("", ""), ("", "ال"), ("ب", ""), ("ب", "ال"), ("ل", ""), ("ل", "لل"), ("ك", ""))
    if not (prep == "ل" and article == "لل")
) + tuple((conj + "لل", bool(conj), "ل", True) for conj in ("", "و", "ف"))


_FLAGS = (
    *("needs_person", "not_alone", "things", "share", "share_before", "ordinal_one"),
    *("others", "others_one", "others_two", "others_many", "collectives", "kin_one", "kin_two"),
    *("negations", "unreported", "unreal", "released", "bringing", "prepositions"),
    *("tally", "toll_links", "toll_heads", "anaphoric_tolls", "losing_members", "times", "raiding", "several"),
)


@cache
def words() -> Mapping[str, Any]:
    """The vocabulary file as loaded: keys as in lexicon/words.yml, normal orthography."""
    text = resources.files("report_lib").joinpath("lexicon/words.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded


@cache
def folded_set(key: str) -> frozenset[str]:
    """The folded words of a plain list of the vocabulary."""
    return frozenset(fold_word(str(word)) for word in words()[key])


@cache
def folded_phrases(key: str) -> tuple[tuple[str, ...], ...]:
    """The folded entries of a list of phrases, each cut into words, longest first."""
    return tuple(sorted({tuple(fold_word(str(p)).split()) for p in words()[key]}, key=lambda p: (-len(p), p)))


@cache
def governing_phrases() -> Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]:
    """First word → (the folded words of a phrase, its measure), longest first."""
    table: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for measure, entries in words()["phrases"].items():
        for entry in entries:
            parts = tuple(fold_word(entry).split())
            table.setdefault(parts[0], []).append((parts, measure))
    return {first: tuple(sorted(found, key=lambda f: -len(f[0]))) for first, found in table.items()}


def noun_forms(entry: Iterable[str]) -> Iterator[tuple[str, int]]:
    """(folded form, number) of [singular, plural, …]: with accusative alif, duals, and their construct forms."""
    singular, *plurals = (fold_word(str(form)) for form in entry)
    yield singular, SINGULAR
    if singular.endswith("ة"):
        stem = singular[:-1] + "ت"
    else:
        yield singular + "ا", SINGULAR
        stem = singular[:-1] + "ي" if singular.endswith("ي") else singular
    for ending in ("ان", "ين"):
        yield stem + ending, DUAL
    if singular.endswith("ة"):
        yield stem + "ي", DUAL  # جثتي مراهقين
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
                put(form, person=True, number=number, lemma=fold_word(str(entry[0])))
    for form in map(fold_word, vocabulary["not_people"]):
        table.pop(form, None)
    for measure, entries in vocabulary["counted"].items():
        for entry in entries:
            for form, number in noun_forms(entry):
                if table.get(form, Word()).number != PLURAL or not table[form].counted:
                    put(form, counted=measure, person=False, number=number, lemma=fold_word(str(entry[0])))
    for measure, kinds in vocabulary["governing"].items():
        # «قتل» is verb and verbal noun: what is listed first as a verb stays one, since it reaches further.
        for kind in ("noun", "object", "passive", "either"):
            for form in kinds.get(kind, ()):
                put(fold_word(form), governing=Governing(measure, kind))
    for form in vocabulary["losing"]:
        put(fold_word(form), governing=Governing("killed", "losing"))
    for flag in _FLAGS:
        _flag(table, vocabulary[flag], flag)
    _flag(table, [w for w in vocabulary["doers"] if " " not in w], "doers")
    return table


def _flag(table: dict[str, Word], forms: Iterable[Any], flag: str) -> None:
    for form in forms:
        folded = fold_word(str(form))
        word = table.get(folded, Word())
        table[folded] = replace(word, flags=word.flags | {flag})


@cache
def read(form: str) -> Reading:
    """What a folded token is; NOTHING for a word outside the vocabulary."""
    table = _table()
    for prefix, conj, prep, definite in _PREFIXES:
        if form.startswith(prefix):
            word = table.get(form[len(prefix) :])
            if word is not None and len(form) - len(prefix) >= 2:
                return Reading(word, conj, prep, definite)
    return NOTHING
