"""The words of attacks and of doubt (lexicon/attacks.yml), and a sentence seen through them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from report_lib.arabic.phrases import Phrases, with_particles
from report_lib.arabic.text import Folded, Sentence, Token, fold_word
from report_lib.arabic.triggers import trigger
from report_lib.conflict.actors import ActorMention
from report_lib.lexicon_files import lexicon_file
from report_lib.placing.gazetteer import gazetteer

_NONE: frozenset[str] = frozenset()
COMMAS = frozenset("،,؛")
_STOPS = frozenset("،,؛:")
_DOUBLED = "\u0651"  # shadda


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
    return _Words(cues.seal(), nouns, flags, elsewhere.seal(), mouthpieces)


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


CUES = trigger(lambda: words().cues.first_words)
_ELSEWHERE = trigger(lambda: words().elsewhere.first_words)
_FLAGGED = trigger(lambda: words().flags)


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
        done = 0
        for cue in words().cues.scan(self.forms, self.sentence.places(CUES)):
            if cue[3].kind == "none":
                done = cue[1]
            elif cue[0] >= done and not self._is_dawn(cue[0]):
                self.cues.append(cue)
        self.cue_at = {first for first, _, _, cue in self.cues if cue.kind not in ("by", "doer")}

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.sentence.tokens

    def _is_dawn(self, index: int) -> bool:
        """«فجر اليوم», but not «فجر تنظيم داعش سيارة», «إنه فجر عبوة», «فجّر»."""
        if not self.has(index, "dawn") or index + 1 in self.at or self.has(index - 1, "speaking_of_itself"):
            return False
        return _DOUBLED not in self.folded.quote(self.tokens[index].start, self.tokens[index].end)

    def has(self, index: int, name: str) -> bool:
        """Whether the word at `index` stands in the list `name`."""
        return name in self._lists and name in self._flags.get(index, _NONE)

    def harms(self, index: int) -> bool:
        """Whether a verb of harm stands at `index`."""
        return any(first == index and cue.kind == "harm verb" for first, _, _, cue in self.cues)

    def joined(self, index: int) -> bool:
        """Whether the cue at `index` goes on from the one before: «… وأسرت», «فأوقفت …»."""
        return any(first == index and prefix.startswith(("و", "ف")) for first, _, prefix, _ in self.cues)

    def any(self, first: int, last: int, name: str) -> bool:
        """Whether one of tokens[first:last] stands in the list `name`."""
        return name in self._lists and any(name in self._flags.get(index, _NONE) for index in range(first, last))

    def places(self, *names: str) -> list[int]:
        """Where words stand that are in one of the lists `names`, in order."""
        if self._lists.isdisjoint(names):
            return []
        return [index for index, flags in self._flags.items() if not flags.isdisjoint(names)]

    def find(self, name: str) -> int | None:
        """The first word that stands in the list `name`."""
        return next(iter(self.places(name)), None)

    def form(self, index: int) -> str:
        """The word at `index`, "" outside the sentence."""
        return self.forms[index] if 0 <= index < len(self.forms) else ""

    def stops(self, index: int) -> bool:
        """Whether a punctuation mark within the sentence stands at `index`."""
        return self.form(index) in _STOPS

    def numbered(self, index: int) -> bool:
        """Whether a number stands at `index`, in digits or words."""
        return self.has(index, "number_words") or self.form(index)[:1].isdigit()


def flags_of(tokens: Sequence[Token]) -> list[frozenset[str]]:
    """The lists of the lexicon that each token stands in."""
    flags = words().flags
    return [flags.get(token.form, _NONE) for token in tokens]


def breaks(tokens: Sequence[Token], start: int, end: int) -> int:
    """How many clauses begin beside another in tokens[start + 1 : end + 1]: «، وإن رتلاً …», «فيما …».

    A further casualty or number («، وأصيب 5», «، و145 من …») is of the same clause.
    """
    flags, count = words().flags, 0
    for index in range(start + 1, min(end + 1, len(tokens))):
        form = tokens[index].form
        here = flags.get(form, _NONE)
        opens = "clause_openings" in here or (form == "حين" and tokens[index - 1].form == "في")
        if not opens and (form[0] != "و" or tokens[index - 1].form not in COMMAS or "joining" in here):
            continue
        following = tokens[index + 1] if index + 1 < len(tokens) else tokens[index]
        around = here | flags.get(following.form, _NONE)
        if opens:
            count += "casualties" not in around
        else:
            count += around.isdisjoint(("casualties", "number_words")) and not following.is_number
    return count


def opens_elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence opens with words that lead to something else: «وفي سياق منفصل», «درعا: …»."""
    forms = sentence.forms[:5]
    leads = sentence.pulls & _ELSEWHERE and words().elsewhere.scan(forms)
    return bool(leads) or _opens_with_place(forms)


def _opens_with_place(forms: Sequence[str]) -> bool:
    """«درعا: …», «• درعا: …»."""
    forms = forms[1:] if forms and not forms[0].isalnum() else forms[:4]
    return ":" in forms[1:] and " ".join(forms[: forms.index(":")]) in gazetteer()
