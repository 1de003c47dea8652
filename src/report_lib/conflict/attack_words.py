"""The words of attacks and of doubt (lexicon/attacks.yml), and a sentence seen through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from report_lib.arabic.phrases import Phrases, with_particles
from report_lib.arabic.text import Folded, Sentence, fold_word
from report_lib.arabic.triggers import trigger
from report_lib.conflict.actors import ActorMention
from report_lib.lexicon_files import lexicon_file
from report_lib.placing.gazetteer import gazetteer

_NONE: Final[frozenset[str]] = frozenset()
COMMAS: Final = frozenset("،,؛")
_STOPS: Final = frozenset("،,؛:")
_DOUBLED: Final = "\u0651"  # shadda


@dataclass(frozen=True)
class Cue:
    """What a word says of an attack: verb, noun, act, harm verb, harm act, suffering, by, doer, claimed or none."""

    kind: str
    type: str = ""  # one of records.ATTACK_TYPES, or ""
    its: bool = False  # a verb with an object pronoun: «شنه»


@dataclass(frozen=True)
class _Words:
    cues: Phrases[Cue]
    nouns: dict[str, Cue]  # the verbal noun of a spelling that is a verb too: «قصف»
    flags: dict[str, frozenset[str]]  # form, particles included → the lists of the lexicon it stands in
    openings: frozenset[str]  # the words among these that open a clause
    elsewhere: Phrases[bool]
    mouthpieces: dict[str, str]  # outlet → the party it speaks for


@cache
def words() -> _Words:
    """lexicon/attacks.yml, folded and ready to look up."""
    loaded: dict[str, Any] = lexicon_file("attacks.yml")
    cues: Phrases[Cue] = Phrases()
    nouns: dict[str, Cue] = {}
    abductions = frozenset(loaded["abductions"].split())
    for attack_type, kinds in loaded["deeds"].items():
        for kind, forms in kinds.items():
            _add(cues, nouns, kind.removesuffix("s"), forms.split(), attack_type)
    for kind, forms in loaded["harms"].items():
        for form in forms.split():
            _add(cues, nouns, "harm " + kind.removesuffix("s"), [form], "abduction" if form in abductions else "")
    kinds = {"suffering": "suffering", "by": "by", "doer": "doers", "claimed": "claimed", "none": "no_deed"}
    for kind, name in kinds.items():
        _add(cues, nouns, kind, loaded[name].split())
    elsewhere: Phrases[bool] = Phrases()
    for opening in loaded["opening_elsewhere"].split():
        elsewhere.add(opening.replace("|", " "), True)
    flags: dict[str, frozenset[str]] = {}
    for name, entries in loaded.items():
        for word in entries.split() if isinstance(entries, str) else ():
            if "|" not in word:
                for _, form in with_particles(fold_word(word)):
                    flags[form] = flags.get(form, _NONE) | {name}
    mouthpieces = {form: party for outlet, party in loaded["mouthpieces"].items() for form in _forms(outlet)}
    for form in mouthpieces:
        flags[form] = flags.get(form, _NONE) | {"mouthpieces"}
    openings = frozenset(form for form, names in flags.items() if "clause_openings" in names)
    return _Words(cues.seal(), nouns, flags, openings, elsewhere.seal(), mouthpieces)


def _forms(word: str) -> Iterator[str]:
    return (form for _, form in with_particles(fold_word(word)))


def _add(cues: Phrases[Cue], nouns: dict[str, Cue], kind: str, forms: Sequence[str], attack_type: str = "") -> None:
    """Add each form with what grammar makes of it: a verb's object pronouns, a noun's article."""
    for form in forms:
        phrase, cue = form.replace("|", " "), Cue(kind, attack_type)
        cues.add(phrase, cue)
        if kind.endswith("verb") and "|" not in form:
            for with_object in _with_object(fold_word(form)):
                cues.add(with_object, Cue(kind, attack_type, True))
        elif kind.endswith(("noun", "act")):
            nouns[fold_word(phrase)] = cue
            if not phrase.startswith("ال"):
                cues.add("ال" + phrase, cue)


def _with_object(verb: str) -> Iterator[str]:
    """«شن» → شنه شنها …; «شنوا» → شنوه …"""
    stem = verb[:-1] if verb.endswith("وا") else verb[:-1] + "ا" if verb.endswith("ي") else verb
    for pronoun in ("ه", "ها", "هم", "هما"):
        yield stem + pronoun


CUES: Final = trigger(lambda: words().cues.first_words)
_ELSEWHERE: Final = trigger(lambda: words().elsewhere.first_words)
_FLAGGED: Final = trigger(lambda: words().flags)


class Clause:
    """One sentence: the parties named in it, the cue words found, and the lists that each of its words stands in."""

    def __init__(self, folded: Folded, number: int, mentions: Sequence[ActorMention]) -> None:
        self.folded = folded
        self.number = number
        self.sentence: Sentence = folded.sentences[number]
        self.mentions = mentions
        self.forms = self.sentence.forms
        flags_of_form = words().flags
        self._flags = {index: flags_of_form[self.forms[index]] for index in self.sentence.places(_FLAGGED)}
        self._lists = _NONE.union(*self._flags.values())  # those that any word stands in
        self.at = {mention.first: mention for mention in mentions}
        self.ending = {mention.last: mention for mention in mentions}
        self.cues: list[tuple[int, int, str, Cue]] = []
        self.cue_at: set[int] = set()
        done = 0
        for found in words().cues.scan(self.forms, self.sentence.places(CUES)):
            first, last, _, cue = found
            if cue.kind == "none":
                done = last
            elif first >= done and not self._is_dawn(first):
                self.cues.append(found)
                if cue.kind not in ("by", "doer"):
                    self.cue_at.add(first)

    def _is_dawn(self, index: int) -> bool:
        """«فجر اليوم», but not «فجر تنظيم داعش سيارة», «إنه فجر عبوة», «فجّر»."""
        if not self.has(index, "dawn") or index + 1 in self.at or self.has(index - 1, "speaking_of_itself"):
            return False
        return _DOUBLED not in self.raw(index)

    def raw(self, index: int) -> str:
        """The word at `index` as the raw text writes it, with its vowels."""
        return self.folded.quote(*self.sentence.span(index, index + 1))

    def has(self, index: int, name: str) -> bool:
        """Whether the word at `index` stands in the list `name`."""
        return name in self._lists and name in self._flags.get(index, _NONE)

    def flags(self, index: int) -> frozenset[str]:
        """The lists that the word at `index` stands in."""
        return self._flags.get(index, _NONE)

    def harms(self, index: int) -> bool:
        """Whether a verb of harm stands at `index`."""
        return any(first == index and cue.kind == "harm verb" for first, _, _, cue in self.cues)

    def joined(self, index: int) -> bool:
        """Whether the cue at `index` goes on from the one before: «… وأسرت», «فأوقفت …»."""
        return any(first == index and prefix.startswith(("و", "ف")) for first, _, prefix, _ in self.cues)

    def any(self, first: int, last: int, name: str) -> bool:
        """Whether one of tokens[first:last] stands in the list `name`."""
        return name in self._lists and any(first <= at < last and name in flags for at, flags in self._flags.items())

    def places(self, *names: str) -> list[int]:
        """Where words stand that are in one of the lists `names`, in order."""
        if not any(name in self._lists for name in names):
            return []
        return [index for index, flags in self._flags.items() if any(name in flags for name in names)]

    def find(self, name: str) -> int | None:
        """The first word that stands in the list `name`."""
        if name not in self._lists:
            return None
        return next(index for index, flags in self._flags.items() if name in flags)

    def writes(self, first: int, last: int, form: str) -> bool:
        """Whether one of tokens[first:last] is the word `form`."""
        return form in self.forms[max(0, first) : max(0, last)]

    def form(self, index: int) -> str:
        """The word at `index`, "" outside the sentence."""
        return self.forms[index] if 0 <= index < len(self.forms) else ""

    def stops(self, index: int) -> bool:
        """Whether a punctuation mark within the sentence stands at `index`."""
        return self.form(index) in _STOPS

    def numbered(self, index: int) -> bool:
        """Whether a number stands at `index`, in digits or words."""
        form = self.form(index)
        return form != "" and (form[0].isdigit() or self.has(index, "number_words"))


def flags_of(form: str) -> frozenset[str]:
    """The lists of the lexicon that a word stands in."""
    return words().flags.get(form, _NONE)


def flags_any(name: str, forms: Sequence[str]) -> bool:
    """Whether one of these words stands in the list `name`."""
    flags = words().flags
    return any(form in flags and name in flags[form] for form in forms)


def breaks(forms: list[str], start: int, end: int) -> int:
    """How many clauses begin beside another in forms[start + 1 : end + 1]: «، وإن رتلاً …», «فيما …».

    A further casualty or number («، وأصيب 5», «، و145 من …») is of the same clause.
    """
    flags, openings, count = words().flags, words().openings, 0
    for index in range(start + 1, min(end + 1, len(forms))):
        form = forms[index]
        opens = form in openings or (form == "حين" and forms[index - 1] == "في")
        if not opens and not (form.startswith("و") and forms[index - 1] in COMMAS):
            continue
        here = flags.get(form, _NONE)
        if not opens and "joining" in here:
            continue
        following = forms[index + 1] if index + 1 < len(forms) else form
        there = flags.get(following, _NONE)
        of_it = "casualties" in here or "casualties" in there
        if not opens:
            of_it = of_it or "number_words" in here or "number_words" in there or following[0].isdigit()
        count += not of_it
    return count


def opens_elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence opens with words that lead to something else: «وفي سياق منفصل», «درعا: …»."""
    if sentence.pulls & _ELSEWHERE and words().elsewhere.scan(sentence.forms[:5]):
        return True
    return _opens_with_place(sentence.forms)


def _opens_with_place(forms: list[str]) -> bool:
    """«درعا: …», «• درعا: …»."""
    first = 0 if forms[0].isalnum() else 1
    for at in range(first + 1, min(first + 4, len(forms))):
        if forms[at] == ":":
            return " ".join(forms[first:at]) in gazetteer()
    return False
