"""The vocabulary of citing is complete, of one mind, and met in folded text in every spelling it promises."""

from dataclasses import fields
from importlib import resources

import pytest
import yaml

from report_lib.arabic.text import fold, fold_word
from report_lib.attribution.speech import Lexicon, lexicon
from report_lib.attribution.speech_words import VERB_KINDS
from report_lib.records import SOURCE_TYPES

FILE = yaml.safe_load(resources.files("report_lib").joinpath("lexicon/sources.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    ("form", "kind", "gender"),
    [
        ("قال", "speech", "m"),
        ("وقالت", "speech", "f"),
        ("فيقول", "speech", "m"),
        ("وتقول", "speech", "f"),
        ("اكدوا", "speech", ""),
        ("يوكدون", "speech", ""),
        ("واحصي", "tally", "m"),
        ("وثقت", "tally", "f"),
        ("زعموا", "claim", ""),
        ("روي", "report", "m"),
    ],
)
def test_verbs_are_known_in_every_person_and_with_conjunctions(form: str, kind: str, gender: str) -> None:
    verb = lexicon().verbs[form]
    assert (verb.kind, verb.gender) == (kind, gender)


@pytest.mark.parametrize("form", ["رواه", "ذكرته", "اوردتها", "يقوله", "نشرها"])
def test_verbs_are_known_with_an_object_pronoun(form: str) -> None:
    assert form in lexicon().owned_verbs


@pytest.mark.parametrize("form", ["يبلغ", "تبين", "يرجح"])
def test_spellings_that_are_other_words_are_left_out(form: str) -> None:
    assert form not in lexicon().verbs


@pytest.mark.parametrize(
    ("form", "source_type", "prefix"),
    [
        ("والناشطين", "activist", "و"),
        ("للمديرية", "official", "لل"),
        ("مصدرا", "qualified", ""),
        ("فالمرصد", "monitor", "ف"),
        ("لوكالة", "outlet", "ل"),
        ("متطوعو", "activist", ""),
        ("وكالة", "outlet", ""),  # the first letter is no conjunction
        ("وزير", "official", ""),
    ],
)
def test_head_words_are_known_with_their_prefixes(form: str, source_type: str, prefix: str) -> None:
    head = lexicon().heads[form]
    assert (head.source_type, head.prefix) == (source_type, prefix)


def test_every_line_of_the_vocabulary_is_sound() -> None:
    bad = [f"verbs: kind {kind}" for kind in FILE["verbs"] if kind not in VERB_KINDS]
    seen: dict[str, str] = {}
    for kind, entries in FILE["verbs"].items():
        for entry in entries:
            if len(entry) != 3 or not entry[0] or not entry[1]:
                bad.append(f"verbs.{kind}: {entry} is not [perfect masculine, perfect feminine, imperfect or ''] ")
            if fold_word(entry[0]) in seen:
                bad.append(f"verbs.{kind}: {entry[0]} stands under {seen[fold_word(entry[0])]} too")
            seen[fold_word(entry[0])] = kind
    for key in ("heads", "groups", "qualifiers", "names"):
        bad += [f"{key}: kind {kind}" for kind in FILE[key] if kind not in (*SOURCE_TYPES, "qualified")]
        listed = [(fold_word(str(entry)), kind) for kind, entries in FILE[key].items() for entry in entries or ()]
        kinds: dict[str, str] = {}
        for entry, kind in listed:
            if kinds.setdefault(entry, kind) != kind:
                bad.append(f"{key}: {entry} stands under {kinds[entry]} and {kind}")
    if FILE["qualified_otherwise"] not in SOURCE_TYPES:
        bad.append("qualified_otherwise")
    for key, value in FILE.items():
        if isinstance(value, list):
            bad += [f"{key}: {entry} twice" for entry in {str(e) for e in value if value.count(e) > 1}]
            bad += [f"{key}: an empty entry" for entry in value if not fold_word(str(entry))]
    assert not bad, "\n".join(bad)


def test_single_words_can_be_met_as_tokens() -> None:
    words = lexicon()
    sets = [
        f.name for f in fields(Lexicon) if f.type == "frozenset[str]" and f.name != "governments"
    ]  # names, not words
    bad = []
    for name in sets:
        for word in getattr(words, name):
            sentences = fold(word).sentences
            if len(sentences) != 1 or [token.form for token in sentences[0].tokens] != [word]:
                bad.append(f"{name}: {word}")
    assert not bad, "\n".join(bad)


def test_every_list_of_the_file_is_read() -> None:
    known = {f.name for f in fields(Lexicon)} | {"groups", "citing_clause"}
    assert set(FILE) <= known
