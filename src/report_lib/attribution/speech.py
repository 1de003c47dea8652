"""The words with which news prose cites its sources (lexicon/sources.yml), as folded text spells them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Final

from report_lib.arabic.text import fold_word
from report_lib.attribution.speech_words import DENY, Citing, Head, Verb
from report_lib.lexicon_files import lexicon_file


@dataclass(frozen=True)
class Lexicon:
    """lexicon/sources.yml, folded; what each list is for is said there. Compiled code reads a dict fastest."""

    that: frozenset[str]
    not_that_after: frozenset[str]
    of_itself: frozenset[str]
    about: frozenset[str]
    quoting: frozenset[str]
    saying: frozenset[str]
    own_words: frozenset[str]
    what: frozenset[str]
    not_sources: frozenset[str]
    asides: frozenset[str]
    occasions: frozenset[str]
    name_ends: frozenset[str]
    events: frozenset[str]
    reported: frozenset[str]
    addressees: frozenset[str]
    ourselves: frozenset[str]
    documents: frozenset[str]
    issuing: frozenset[str]
    anonymous_documents: frozenset[str]
    reports: frozenset[str]
    periods: frozenset[str]
    months: frozenset[str]
    flashes: frozenset[str]
    openers: frozenset[str]
    contrasts: frozenset[str]
    negations: frozenset[str]
    prepositions: frozenset[str]
    pronouns: frozenset[str]
    about_him: frozenset[str]
    impersonal: frozenset[str]
    carry_on: frozenset[str]
    parts: frozenset[str]
    was: frozenset[str]
    relatives: frozenset[str]
    same: frozenset[str]
    anaphors: frozenset[str]
    roles: frozenset[str]
    titles: frozenset[str]
    words_in_alif: frozenset[str]
    plural_things: frozenset[str]
    loose: frozenset[str]
    governments: frozenset[str]
    verbs: dict[str, Verb]
    owned_verbs: dict[str, Verb]
    citing: dict[str, tuple[Citing, ...]]
    heads: dict[str, Head]
    names: dict[str, list[Head]]  # first word → the known names that begin with it, longest first, and the head
    name_types: tuple[tuple[str, str], ...]  # (folded name, kind), longest first
    qualifiers: dict[str, str]
    qualified_otherwise: str
    issued_by: frozenset[tuple[str, str]]  # «الصادرة عن»
    exceptions: frozenset[str]
    cited_again: dict[str, str]  # spelling of a document that is cited by its bare name → that name
    outlets: dict[str, str]  # other spelling, case-folded → the name
    ends: frozenset[str]  # whatever ends a name
    no_sources: frozenset[str]
    never_first: frozenset[str]  # whatever cannot begin one


# The lists of the file that hold more than words.
_READ_OTHERWISE: Final = {
    "verbs",
    "citing",
    "heads",
    "names",
    "governments",
    "qualifiers",
    "qualified_otherwise",
    "issued_by",
    "cited_again",
    "outlets",
}


_known: Final[list[Lexicon]] = []


def lexicon() -> Lexicon:
    """The vocabulary, read once."""
    if not _known:
        _known.append(_read())
    return _known[0]


def _read() -> Lexicon:
    loaded: dict[str, Any] = lexicon_file("sources.yml")
    plain = {field.name for field in fields(Lexicon)} & loaded.keys() - _READ_OTHERWISE
    sets = {name: folded(loaded[name]) for name in sorted(plain)}
    sets["reported"] |= set(_with_pronouns(sets["reported"]))
    sets["reported"] |= {prefix + word for prefix in ("ب", "ل") for word in sets["reported"]}
    sets["documents"] |= {"ال" + word for word in sets["documents"]}
    # «اعترف النظام بمقتل ثمانية», but «وفق نظام»
    sets["not_sources"] |= {"ال" + word for word in sets["not_sources"]} - {"النظام"}
    sets["occasions"] |= sets["months"]
    verbs, owned = _verbs(loaded["verbs"]), _owned_verbs(loaded["verbs"])
    sets["issuing"] |= {form for form, verb in owned.items() if verb.kind != DENY}
    ends = sets["name_ends"] | sets["that"] | sets["events"] | sets["reported"] | sets["addressees"]
    citing = _citing(loaded)
    governments = tuple(fold_word(name) for name in loaded["governments"])
    heads = _heads(loaded["heads"], loaded["groups"])
    return Lexicon(
        **sets,
        verbs=verbs,
        owned_verbs=owned,
        citing=citing,
        heads=heads,
        governments=frozenset(governments),
        names=_names(_typed(loaded["names"]), governments, heads),
        name_types=tuple(sorted(_typed(loaded["names"]), key=lambda pair: -len(pair[0]))),
        qualifiers={word: kind for word, kind in reversed(list(_typed(loaded["qualifiers"])))},
        qualified_otherwise=str(loaded["qualified_otherwise"]),
        issued_by=frozenset(_pairs(loaded["issued_by"])),
        cited_again=_cited_again(loaded["cited_again"]),
        outlets={other.casefold(): fold_word(name) for name, others in loaded["outlets"].items() for other in others},
        ends=ends.union(verbs, owned),
        never_first=sets["no_sources"].union(
            sets["events"], sets["that"], sets["negations"], sets["prepositions"], citing
        ),
    )


def _with_pronouns(nouns: Iterable[str]) -> Iterator[str]:
    """«استهدافه», «سيطرتها»: what the speaker reports of itself."""
    for noun in nouns:
        if not noun.startswith("ال"):
            stem = noun[:-1] + "ت" if noun.endswith("ة") else noun
            yield from (stem + pronoun for pronoun in ("ه", "ها", "هم"))


def _pairs(entries: Iterable[str]) -> Iterator[tuple[str, str]]:
    """«الصادرة عن» as two folded words."""
    for entry in entries:
        first, second = fold_word(entry).split()
        yield first, second


def _cited_again(documents: Iterable[Any]) -> dict[str, str]:
    """«التقرير», «بتقريرها» → «تقرير»."""
    bare = folded(documents)
    suffixes = ("", "ه", "ها", "هم", "ا")
    return {prefix + word + end: word for prefix in ("", "ال", "ب", "بال") for word in bare for end in suffixes}


def folded(entries: Iterable[Any]) -> frozenset[str]:
    """The folded words of a plain list."""
    return frozenset(fold_word(str(word)) for word in entries)


def _typed(kinds: Mapping[str, Iterable[Any]]) -> Iterator[tuple[str, str]]:
    return ((fold_word(str(entry)), kind) for kind, entries in kinds.items() for entry in entries)


def _verbs(kinds: Mapping[str, list[list[str]]]) -> dict[str, Verb]:
    table: dict[str, Verb] = {}
    for kind, entries in kinds.items():
        for entry in entries:
            for form, perfect, gender in _persons(*entry):
                for conj in ("", "و", "ف"):
                    table.setdefault(conj + form, Verb(kind, perfect, gender, bool(conj)))
            for form, gender in _jussive(entry[-1]):
                table.setdefault(form, Verb(kind, False, gender, jussive=True))
    return table


def _jussive(imperfect: str) -> Iterator[tuple[str, str]]:
    """«لم يحصِ», «لم تكتفِ», of verbs that end in a long vowel."""
    form = fold_word(imperfect)
    if form.endswith(("ي", "و")):
        yield form[:-1], "m"
        yield f"ت{form[1:-1]}", "f"


def _persons(perfect: str, feminine: str, imperfect: str) -> Iterator[tuple[str, bool, str]]:
    masculine = fold_word(perfect)
    yield masculine, True, "m"
    yield fold_word(feminine), True, "f"
    yield (masculine[:-1] if perfect.endswith(("ى", "ا")) else masculine) + "وا", True, ""
    if imperfect:
        later = fold_word(imperfect)
        yield later, False, "m"
        yield "ت" + later[1:], False, "f"
        yield (later[:-1] if later.endswith("ي") else later) + "ون", False, ""


def _owned_verbs(kinds: Mapping[str, list[list[str]]]) -> dict[str, Verb]:
    """Verbs with an object pronoun: «ما رواه», «أوردته»."""
    table: dict[str, Verb] = {}
    for kind, entries in kinds.items():
        for perfect, feminine, imperfect in entries:
            stem = fold_word(perfect)[:-1] + "ا" if perfect.endswith("ى") else fold_word(perfect)
            later = [imperfect, "ت" + imperfect[1:]] if imperfect else []
            for form in [stem, fold_word(feminine), stem + "و", *map(fold_word, later)]:
                for pronoun in ("ه", "ها", "هم"):
                    table.setdefault(form + pronoun, Verb(kind, True, ""))
    return table


def _heads(kinds: Mapping[str, Iterable[Any]], groups: Mapping[str, Iterable[Any]]) -> dict[str, Head]:
    plain: dict[str, tuple[str, bool]] = {}
    for listed, group in ((kinds, False), (groups, True)):
        for word, kind in _typed(listed):
            for form in _noun_forms(word):
                plain.setdefault(form, (kind, group))
    table: dict[str, Head] = {}
    for prefix in ("", "و", "ف", "ب", "ل", "ول", "ال", "وال", "فال", "بال", "لل", "ولل"):
        definite = prefix.endswith(("ال", "لل"))
        for form, (kind, group) in plain.items():
            table.setdefault(prefix + form, Head(kind, prefix.removesuffix("ال"), definite, group))
    return table


def _noun_forms(word: str) -> Iterator[str]:
    """The accusative, and the other cases and the construct of a sound plural."""
    yield word
    if word.endswith("ون"):
        yield from (word[:-2] + "ين", word[:-1], word[:-2] + "ي")
    elif not word.endswith(("ة", "ا", "ات", "ين")):
        yield word + "ا"


def _names(
    typed: Iterable[tuple[str, str]], governments: Iterable[str], heads: Mapping[str, Head]
) -> dict[str, list[Head]]:
    """First word → what begins with it, longest first: known names, with و, ف, ل, ب on the first word too, and heads.

    A government acts more than it speaks, like a group.
    """
    table: dict[str, list[Head]] = {}
    named = [(*pair, False) for pair in typed] + [(name, "official", True) for name in governments]
    for name, kind, group in named:
        first, *rest = name.split()
        for prefix in ("", "و", "ف", "ل", "ب"):
            joined = "لل" + first[2:] if prefix == "ل" and first.startswith("ال") else prefix + first
            taken_off = "لل" if joined.startswith("لل") else prefix
            table.setdefault(joined, []).append(Head(kind, taken_off, definite=True, group=group, rest=rest))
    for found in table.values():
        found.sort(key=lambda head: -head.length)
    for form, head in heads.items():
        table.setdefault(form, []).append(head)
    return table


def _citing(loaded: Mapping[str, Any]) -> dict[str, tuple[Citing, ...]]:
    table: dict[str, list[Citing]] = {}
    for key, clause in (("citing", False), ("citing_clause", True)):
        for entry in loaded[key]:
            first, *rest = fold_word(entry).split()
            joins = rest[-1:] == ["ل"]
            found = Citing(rest[:-1] if joins else rest, joins, clause)
            for conj in ("", "و", "ف"):
                table.setdefault(conj + first, []).append(found)
    # The longest phrase is tried first, and «لما» before the «ل» it begins with.
    return {first: tuple(sorted(c, key=lambda f: (-len(f.rest), f.joins))) for first, c in table.items()}
