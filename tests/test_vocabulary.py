"""The casualty vocabulary is sound, every bad line named at once, and is read with its prefixes."""

from __future__ import annotations

import ast
import copy
from collections import Counter
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_lib.arabic import remembered, vocabulary
from report_lib.arabic.readings import DUAL, NOTHING, PLURAL, SINGULAR, GoverningKind
from report_lib.arabic.text import fold_word
from report_lib.arabic.vocabulary import noun_forms, read, words
from report_lib.records import MEASURES

SOURCES = Path(__file__).parent.parent / "src/report_lib"
KEYS = {
    *("counted", "needs_context", "people", "others", "not_people"),
    *("governing", "only_with", "phrases", "completed", "flags", "furniture", "settings"),
    *("no_attack", "no_attack_alone", "sport"),
}
PREFIXES = tuple(conj + rest for conj in ("", "و", "ف") for rest in ("", "ال", "ب", "بال", "ل", "لل", "ك"))[1:]


def flags_asked_for() -> set[str]:
    """The flags modules look for: `word.has("things")`, `sentence.has("among", 0, 3)`, `sentence.places("late", 0)`."""
    texts = (path.read_text(encoding="utf-8") for path in SOURCES.rglob("*.py"))
    return {
        node.args[0].value
        for text in texts
        if "sentence_reading" in text or "vocabulary" in text
        for asked in (("has", "places") if "SentenceReading" in text else ("has",),)
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in asked
        if node.args and isinstance(node.args[0], ast.Constant) and isinstance(node.args[0].value, str)
    }


def lists(vocabulary: Mapping[str, Any]) -> Iterator[tuple[str, list[Any]]]:
    """(name, entries) of every list of the vocabulary."""
    for key, value in vocabulary.items():
        if isinstance(value, Mapping):
            yield from ((f"{key}.{name}", entries) for name, entries in lists(value))
        else:
            yield key, value


def forms_of(vocabulary: Mapping[str, Any], key: str) -> set[str]:
    """The folded spellings of a table of nouns."""
    return {
        form
        for name, entries in lists({key: vocabulary.get(key, [])})
        for entry in entries
        if is_line(entry)
        for form, _ in noun_forms(entry)
    }


def is_line(entry: Any) -> bool:
    return isinstance(entry, list) and bool(entry) and all(isinstance(form, str) and fold_word(form) for form in entry)


def faults(vocabulary: Mapping[str, Any]) -> list[str]:
    """What is wrong with the vocabulary, a line each; empty if it is sound."""
    return [
        *keys_that_nobody_reads(vocabulary),
        *entries_that_say_nothing(vocabulary),
        *words_that_are_read_anyway(vocabulary),
        *words_that_contradict(vocabulary),
        *words_without_what_they_describe(vocabulary),
    ]


def keys_that_nobody_reads(vocabulary: Mapping[str, Any]) -> Iterator[str]:
    for key in vocabulary.keys() - KEYS:
        yield f"{key}: an unknown key"
    for key in ("counted", "governing", "phrases", "completed"):
        for measure in vocabulary.get(key, {}).keys() - set(MEASURES):
            yield f"{key}.{measure}: no measure"
    for measure, kinds in vocabulary.get("governing", {}).items():
        for kind in kinds.keys() - set(get_args(GoverningKind)):
            yield f"governing.{measure}.{kind}: no kind of governing word"
    for flag in vocabulary.get("flags", {}).keys() - flags_asked_for():
        yield f"flags.{flag}: a flag that no module asks for"


def entries_that_say_nothing(vocabulary: Mapping[str, Any]) -> Iterator[str]:
    for name, entries in lists(vocabulary):
        nouns = name.split(".")[0] in ("counted", "people", "others")
        texts = [entry for line in entries for entry in (line if isinstance(line, list) else [line])]
        for text in texts:
            if not isinstance(text, str) or not fold_word(text):
                yield f"{name}: {text!r} folds to nothing"
        folded = [fold_word(text) for text in texts if isinstance(text, str) and fold_word(text)]
        repeated = folded if not nouns else [fold_word(line[0]) for line in entries if is_line(line)]
        for form, times in Counter(repeated).items():
            if times > 1:
                yield f"{name}: «{form}» stands {times} times"
        if name.startswith(("flags.", "governing.", "not_people", "counted.", "people", "others")):
            for form in folded:
                if " " in form or len(form) < 2:
                    yield f"{name}: «{form}» is not one word of two letters or more, so it is never met"
        if name.startswith("phrases."):
            for form in folded:
                if " " not in form:
                    yield f"{name}: «{form}» is one word: it belongs to governing"


def words_that_are_read_anyway(vocabulary: Mapping[str, Any]) -> Iterator[str]:
    """Words that stand on no list but those of the word that remains without a prefix."""
    flags: dict[str, set[str]] = {}
    for flag, forms in vocabulary.get("flags", {}).items():
        for form in forms:
            flags.setdefault(fold_word(form), set()).add(flag)
    nouns = forms_of(vocabulary, "people") | forms_of(vocabulary, "counted")
    for form, names in flags.items():
        for bare in (form.removeprefix(prefix) for prefix in PREFIXES if form.startswith(prefix)):
            if bare in nouns and form not in nouns:
                yield f"flags.{', '.join(sorted(names))}: «{form}» hides the noun «{bare}», with a prefix"
        for bare in (form.removeprefix(prefix) for prefix in PREFIXES if form.startswith(prefix)):
            if names <= flags.get(bare, set()) and len(bare) > 1:
                yield f"flags.{', '.join(sorted(names))}: «{form}» is read as «{bare}» with a prefix anyway"


def words_that_contradict(vocabulary: Mapping[str, Any]) -> Iterator[str]:
    governing: dict[str, list[str]] = {}
    for name, entries in lists({"governing": vocabulary.get("governing", {})}):
        for form in {fold_word(entry) for entry in entries}:
            governing.setdefault(form, []).append(name.removeprefix("governing."))
    for form, names in governing.items():
        if len(names) > 1:
            yield f"governing: «{form}» is both {' and '.join(names)}"
    for key in ("only_with", "needs_context"):
        for word, company in vocabulary.get(key, {}).items():
            if fold_word(word) in map(fold_word, company):
                yield f"{key}: «{word}» keeps itself company, so it needs none"


def words_without_what_they_describe(vocabulary: Mapping[str, Any]) -> Iterator[str]:
    governing = {fold_word(form) for _, forms in lists({"": vocabulary.get("governing", {})}) for form in forms}
    nouns = forms_of(vocabulary, "people") | forms_of(vocabulary, "counted")
    for word in vocabulary.get("only_with", {}):
        if fold_word(word) not in governing:
            yield f"only_with: «{word}» is no governing word"
    for word in vocabulary.get("needs_context", {}):
        if fold_word(word) not in forms_of(vocabulary, "counted"):
            yield f"needs_context: «{word}» is no counted noun"
    for word in vocabulary.get("flags", {}).get("needs_person", ()):
        if fold_word(word) not in governing:
            yield f"flags.needs_person: «{word}» is no governing word"
    for word in vocabulary.get("flags", {}).get("not_alone", ()):
        if fold_word(word) not in nouns:
            yield f"flags.not_alone: «{word}» is no noun for people or casualties"
    for word in vocabulary.get("not_people", ()):
        if fold_word(word) not in forms_of(vocabulary, "people"):
            yield f"not_people: «{word}» is made by no noun for people"


def test_every_line_of_the_vocabulary_is_sound() -> None:
    assert faults(words()) == []


def test_every_flag_that_a_module_asks_for_is_a_list_of_the_vocabulary() -> None:
    assert flags_asked_for() - {"opens_phrase", "opens_completion"} <= set(words()["flags"])


def test_every_bad_line_is_named_at_once() -> None:
    vocabulary = copy.deepcopy(dict(words()))
    vocabulary["colours"] = ["أحمر"]
    vocabulary["counted"]["sighed"] = [["تنهيدة", "تنهيدات"]]
    vocabulary["governing"]["killed"]["perhaps"] = ["أزهق"]
    vocabulary["governing"]["wounded"]["noun"].append("مقتل")
    vocabulary["phrases"]["killed"].append("أرداه")
    vocabulary["people"].append(["عنصر", "عناصر"])
    vocabulary["people"].append(["رجل", "ـً"])
    vocabulary["only_with"]["طار"] = ["طار"]
    vocabulary["needs_context"]["نزهة"] = ["جوية"]
    vocabulary["not_people"].append("بيتا")
    vocabulary["flags"]["whims"] = ["مزاج"]
    vocabulary["flags"]["released"] += ["والإفراج", "إفراجً", "تم الإفراج", "ب", "المدنيين"]
    vocabulary["flags"]["needs_person"].append("نزهة")
    vocabulary["flags"]["not_alone"].append("نزهة")
    assert sorted(faults(vocabulary)) == sorted(
        [
            "colours: an unknown key",
            "counted.sighed: no measure",
            "governing.killed.perhaps: no kind of governing word",
            "governing: «مقتل» is both killed.noun and wounded.noun",
            "phrases.killed: «ارداه» is one word: it belongs to governing",
            "people: «عنصر» stands 2 times",
            "people: 'ـً' folds to nothing",
            "only_with: «طار» keeps itself company, so it needs none",
            "only_with: «طار» is no governing word",
            "needs_context: «نزهة» is no counted noun",
            "not_people: «بيتا» is made by no noun for people",
            "flags.whims: a flag that no module asks for",
            "flags.released: «والافراج» is read as «افراج» with a prefix anyway",
            "flags.released: «افراج» stands 2 times",
            "flags.released: «المدنيين» hides the noun «مدنيين», with a prefix",
            "flags.released: «تم الافراج» is not one word of two letters or more, so it is never met",
            "flags.released: «ب» is not one word of two letters or more, so it is never met",
            "flags.needs_person: «نزهة» is no governing word",
            "flags.not_alone: «نزهة» is no noun for people or casualties",
        ]
    )


def test_a_noun_is_met_in_every_number_and_case() -> None:
    assert dict(noun_forms(["قتيل", "قتلى"])) == {
        **dict.fromkeys(("قتيل", "قتيلا"), SINGULAR),
        **dict.fromkeys(("قتيلان", "قتيلين"), DUAL),
        "قتلي": PLURAL,
    }
    assert dict(noun_forms(["جثة", "جثث"])) == {
        "جثة": SINGULAR,
        **dict.fromkeys(("جثتان", "جثتين", "جثتي"), DUAL),
        **dict.fromkeys(("جثث", "جثثا"), PLURAL),
    }


@pytest.mark.parametrize(
    ("form", "conj", "prep", "definite"),
    [
        ("قتلى", False, "", False),
        ("وقتلى", True, "", False),
        ("فالقتلى", True, "", True),
        ("بقتلى", False, "ب", False),
        ("وبالقتلى", True, "ب", True),
        ("للقتلى", False, "ل", True),
    ],
)
def test_prefixes_are_taken_off(form: str, conj: bool, prep: str, definite: bool) -> None:
    reading = read(fold_word(form))
    assert reading.word.counted == "killed"
    assert (reading.conj, reading.prep, reading.definite) == (conj, prep, definite)


def test_words_outside_the_vocabulary_say_nothing() -> None:
    assert read("زهرة") is read("كالقتلي") is read("") is NOTHING


def test_a_spelling_that_is_listed_is_not_taken_apart() -> None:
    assert read("فقد").word.governing is not None  # «he lost», though also «so … has»
    assert read("لقتل").word.has("unreal")


@given(st.text(alphabet="وفبلكالقتيرى", max_size=9))
def test_any_word_is_read_the_same_way_twice(form: str) -> None:
    assert read(form) == vocabulary._read(form)


def test_no_more_words_are_remembered_than_a_language_has(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remembered, "_REMEMBERED_WORDS", 3)
    lengths = remembered.Remembered(len)
    assert [lengths["x" * n] for n in range(10)] == list(range(10))
    assert len(lengths) <= 3
    assert lengths["x" * 5000] == 5000
    assert max(lengths, key=len) == "x" * 9
