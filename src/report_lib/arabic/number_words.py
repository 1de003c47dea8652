"""The words of the number grammar (lexicon/numerals.yml), looked up by folded word with its prefixes on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, fields
from itertools import product
from typing import Any, Final, NamedTuple

from report_lib.arabic.text import fold_word
from report_lib.lexicon_files import lexicon_file

NONE: Final = 0
ONE: Final = 1
TWO: Final = 2
UNIT: Final = 3
TEN: Final = 4
TENS: Final = 5
HEAD: Final = 6
HUNDRED: Final = 7
SCALE: Final = 8
SCALES: Final = 9
HALF: Final = 10


class NumberWord:
    """A number word, or a part of one."""

    def __init__(self, kind: int, value: int, scale: int = 1, doubt: str = "", lead: str = "") -> None:
        self.kind = kind
        self.value = value
        self.scale = scale  # 1000 of «ألف», «ألفان» and «آلاف»
        self.doubt = doubt  # also another word, unless something beside it speaks for a number: "alone" | "always"
        self.lead = lead  # the prefixes in front
        self.definite = lead.endswith(("ال", "لل"))
        self.prepositional = lead.lstrip("وف") in ("ب", "ل", "ك", "بال", "لل", "كال")

    def led_by(self, lead: str) -> NumberWord:
        """The same word with prefixes in front."""
        return NumberWord(self.kind, self.value, self.scale, self.doubt, lead)


class Hedge(NamedTuple):
    """A hedge after its first word; "~" is where «عددهم» or «عدد القتلى» may stand."""

    words: tuple[str, ...]
    qualifier: str


@dataclass(frozen=True)
class NumberLists:
    """The plain lists of the file, with prefixes on; what each is for is said there."""

    excess: frozenset[str]
    below: frozenset[str]
    above: frozenset[str]
    descriptions: frozenset[str]
    description_parts: frozenset[str]
    several_from: frozenset[str]
    counted_as: frozenset[str]
    with_suffix: frozenset[str]
    single_nouns: frozenset[str]
    between: frozenset[str]
    between_before: frozenset[str]
    to: frozenset[str]
    or_else: frozenset[str]
    changes: frozenset[str]
    percent: frozenset[str]
    months: frozenset[str]
    month_endings: frozenset[str]
    month_word: frozenset[str]
    clock: frozenset[str]
    years: frozenset[str]
    year_cues: frozenset[str]
    calendars: frozenset[str]
    ordinals: frozenset[str]
    days: frozenset[str]
    the_two: frozenset[str]
    attributive: frozenset[str]
    designators: frozenset[str]
    models: frozenset[str]
    designated_only: frozenset[str]
    networks: frozenset[str]
    designators_two: frozenset[str]
    attached: frozenset[str]
    not_one: frozenset[str]
    superlatives: frozenset[str]
    prepositions: frozenset[str]
    no_noun: frozenset[str]
    ages: frozenset[str]
    young: frozenset[str]


@dataclass(frozen=True)
class NumberWords:
    """The vocabulary file as the grammar wants it; everything is folded. Compiled code reads a dict fastest."""

    words: dict[str, NumberWord]
    vague: frozenset[str]
    vague_from: frozenset[str]
    number_of: frozenset[str]
    before: dict[str, dict[str, tuple[Hedge, ...]]]  # first word → second word, or "" → hedges, longest first
    after: dict[str, dict[str, tuple[Hedge, ...]]]
    phrases: frozenset[tuple[str, ...]]  # names of two words and «في المئة»
    starts: frozenset[str]  # where something may begin
    followed: dict[str, frozenset[str]]  # where it may if one of these words follows
    lists: NumberLists
    listed: frozenset[str]  # the words of those that tell what stands around a number, and the first ones of phrases


_known: Final[list[NumberWords]] = []


def number_words() -> NumberWords:
    """The vocabulary, read once."""
    if not _known:
        _known.append(_read())
    return _known[0]


def _read() -> NumberWords:
    data: dict[str, Any] = lexicon_file("numerals.yml")
    proclitics = data["proclitics"]
    leads = sorted(map("".join, product(proclitics["conjunctions"], proclitics["prefixes"])), key=len)
    indefinite = [lead for lead in leads if not lead.endswith(("ال", "لل"))]
    hedge_leads = list(map("".join, product(proclitics["conjunctions"], proclitics["hedge_prefixes"])))
    refused = _folded(data["not_numbers"])

    def spelled(forms: Iterable[Any], before: Iterable[str]) -> frozenset[str]:
        return frozenset(lead + form for form, lead in product(_folded(forms), before)) - refused

    words: dict[str, NumberWord] = {}
    bare = [(fold_word(form), word) for form, word in _spelled_numbers(data)]
    for lead, (form, word) in product(leads, bare):  # bare words first: «واحد» is one, not «و» and «أحد»
        if lead + form not in refused:
            words.setdefault(lead + form, word.led_by(lead))

    vague, vague_from = (
        spelled(data[key]["plain"], indefinite) | spelled(data[key]["any"], leads) for key in ("vague", "vague_from")
    )
    number_of = spelled(data["number_of"], indefinite)
    before, after = _hedges(data["before"], hedge_leads), _hedges(data["after"], [""])
    lists = {
        field.name: spelled(data[field.name], leads if field.name in data["prefixed"] else proclitics["conjunctions"])
        for field in fields(NumberLists)
    }
    lists["attributive"] = _folded(data["attributive"])
    seconds = {first: {*before.get(first, ()), *after.get(first, ())} for first in (*before, *after)}
    starts = frozenset(first for first, needed in seconds.items() if "" in needed).union(
        words, vague, vague_from, number_of, lists["excess"], lists["below"], lists["above"]
    )
    phrases = frozenset(tuple(fold_word(phrase).split()) for key in ("names", "percent") for phrase in data[key])
    # «شخص» and the like count one wherever they stand: whoever asks for them asks the lists themselves.
    around = (forms for key, forms in lists.items() if key != "single_nouns")
    return NumberWords(
        words=words,
        vague=vague,
        vague_from=vague_from,
        number_of=number_of,
        before=before,
        after=after,
        phrases=phrases,
        starts=starts,
        followed={first: frozenset(needed) for first, needed in seconds.items() if first not in starts},
        lists=NumberLists(**lists),
        listed=frozenset(phrase[0] for phrase in phrases).union(*around),
    )


def _folded(forms: Iterable[Any]) -> frozenset[str]:
    return frozenset(fold_word(str(form)) for form in forms)


def _spelled_numbers(data: Mapping[str, Any]) -> Iterator[tuple[str, NumberWord]]:
    """The number words of the file without prefixes; the first reading of a form is the one that counts."""
    doubts = {form: "alone" for form in data["doubtful_alone"]} | {form: "always" for form in data["doubtful"]}

    def read_as(kind: int, value: int, forms: Iterable[str], scale: int = 1) -> Iterator[tuple[str, NumberWord]]:
        for form in forms:
            word = NumberWord(kind, value, scale, doubts.get(form, ""))
            yield form, word
            if form.endswith("ة"):
                yield form[:-1] + "ه", word

    yield from read_as(ONE, 1, data["one"])
    yield from read_as(TWO, 2, data["two"])
    for value, forms in data["units"].items():
        yield from read_as(UNIT, value, forms)
    yield from read_as(TEN, 10, data["ten"])
    for value, stems in data["tens"].items():
        yield from read_as(TENS, value, [stem + ending for stem in stems for ending in ("ون", "ين")])
    for value, forms in data["heads"].items():
        yield from read_as(HEAD, value, forms)
    for value, forms in data["hundreds"].items():
        yield from read_as(HUNDRED, value, forms)
    for value, stems in data["hundred_stems"].items():
        yield from read_as(HUNDRED, value, [stem + hundred for stem in stems for hundred in data["hundreds"][100]])
    for value, forms in data["scales"].items():
        yield from read_as(SCALE, value, forms["one"], value)
        yield from read_as(SCALE, 2 * value, forms["two"], value)
        yield from read_as(SCALES, value, forms["many"], value)
    yield from read_as(HALF, 0, data["half"])


def _hedges(by_qualifier: Mapping[str, Iterable[str]], leads: Iterable[str]) -> dict[str, dict[str, tuple[Hedge, ...]]]:
    """First word → second word → hedges, longest first; under "" those that may end, or have a gap, after the first."""
    spelled = {
        (lead + words[0], Hedge(words[1:], qualifier))
        for qualifier, phrases in by_qualifier.items()
        for phrase in phrases
        for words in product(*([fold_word(word) for word in part.split("/")] for part in phrase.split()))
        for lead in leads
    }
    table: dict[str, dict[str, tuple[Hedge, ...]]] = {}
    for first, hedge in sorted(spelled, key=lambda entry: (-len(entry[1].words), entry)):
        second = "" if hedge.words[:1] in ((), ("~",)) else hedge.words[0]
        found = table.setdefault(first, {})
        found[second] = (*found.get(second, ()), hedge)
    return table
