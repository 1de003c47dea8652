"""The words of attacks and of doubt (lexicon/attacks.yml), and where they part a sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from report_lib.arabic.chunks import Piece
from report_lib.arabic.phrases import Beginnings, Phrases, with_particles
from report_lib.arabic.text import Sentence, fold_word
from report_lib.arabic.triggers import trigger, trigger_where
from report_lib.lexicon_files import lexicon_file
from report_lib.placing.gazetteer import gazetteer

NO_LISTS: Final[frozenset[str]] = frozenset()
COMMAS: Final = frozenset("،,؛")
_OPENING: Final = 5  # words of a sentence that may lead to something else


@dataclass(frozen=True)
class Cue:
    """What a word says of an attack: verb, noun, act, harm verb, harm act, suffering, by, doer, claimed or none."""

    kind: str
    type: str = ""  # one of records.ATTACK_TYPES, or ""
    its: bool = False  # a verb with an object pronoun: «شنه»


class _Words:
    """lexicon/attacks.yml, folded and ready to look up."""

    def __init__(self, loaded: dict[str, Any]) -> None:
        self.cues: Phrases[Cue] = Phrases()
        self.nouns: dict[str, Cue] = {}  # the verbal noun of a spelling that is a verb too: «قصف»
        abductions = frozenset(loaded["abductions"].split())
        for attack_type, kinds in loaded["deeds"].items():
            for kind, forms in kinds.items():
                _add(self.cues, self.nouns, kind.removesuffix("s"), forms.split(), attack_type)
        for kind, forms in loaded["harms"].items():
            for form in forms.split():
                attack_type = "abduction" if form in abductions else ""
                _add(self.cues, self.nouns, "harm " + kind.removesuffix("s"), [form], attack_type)
        kinds = {"suffering": "suffering", "by": "by", "doer": "doers", "claimed": "claimed", "none": "no_deed"}
        for kind, name in kinds.items():
            _add(self.cues, self.nouns, kind, loaded[name].split())
        self.cues.seal()
        self.elsewhere: Phrases[bool] = Phrases()
        for opening in loaded["opening_elsewhere"].split():
            self.elsewhere.add(opening.replace("|", " "), True)
        self.elsewhere.seal()
        # Outlet → the party it speaks for.
        self.mouthpieces = {form: party for outlet, party in loaded["mouthpieces"].items() for form in _forms(outlet)}
        # Form, particles included → the lists of the lexicon it stands in.
        self.lists: dict[str, frozenset[str]] = {}
        for name, entries in loaded.items():
            for word in entries.split() if isinstance(entries, str) else ():
                if "|" not in word:
                    for form in _forms(word):
                        self.lists[form] = self.lists.get(form, NO_LISTS) | {name}
        for form in self.mouthpieces:
            self.lists[form] = self.lists.get(form, NO_LISTS) | {"mouthpieces"}
        # One set for all words that stand in the same lists, which the processor has at hand.
        alike: dict[frozenset[str], frozenset[str]] = {}
        self.lists = {form: alike.setdefault(lists, lists) for form, lists in self.lists.items()}

    def standing_in(self, *names: str) -> frozenset[str]:
        """The words of these lists."""
        return frozenset(form for form, lists in self.lists.items() if not lists.isdisjoint(names))


_known: Final[list[_Words]] = []


def words() -> _Words:
    """The vocabulary, read once."""
    if not _known:
        _known.append(_Words(lexicon_file("attacks.yml")))
    return _known[0]


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


# The lists whose words few sentences have, so that most sentences need not be looked through for them.
RARE: Final = (
    *("announcing", "claiming", "mouthpieces", "reckoning", "dividing", "consequences", "barrels", "explosive"),
    *("suspecting", "accusing", "attributing", "blaming", "denying", "thwarting", "threatening", "replying"),
    *("seizing", "raids", "landings", "infighting", "defenders", "most_of_them", "before_that", "those_sides"),
    *("arrests", "abductions"),
)
CUES: Final = Beginnings(lambda: words().cues)
RARE_WORDS: Final = trigger(lambda: words().standing_in(*RARE))
_ELSEWHERE: Final = trigger(lambda: words().elsewhere.first_words)
# The words that may begin a clause of their own.
_BEGINNINGS: Final = trigger_where(lambda form: form.startswith("و") or form == "حين" or _opens(form))


def _opens(form: str) -> bool:
    return "clause_openings" in lists_of_form(form)


def lists_of(piece: Piece) -> frozenset[str]:
    """The lists of the lexicon that a word of a sentence stands in: looked up once, and kept with it."""
    if piece.lists is None:
        piece.lists = words().lists.get(piece.form, NO_LISTS)
    return piece.lists


def stands_in(piece: Piece, name: str) -> bool:
    """Whether a word of a sentence stands in the list `name`; most words stand in none, and need no look."""
    lists = piece.lists if piece.lists is not None else lists_of(piece)
    return lists is not NO_LISTS and name in lists


def listed(sentence: Sentence, first: int, last: int, name: str) -> bool:
    """Whether one of tokens[first:last] stands in the list `name`."""
    pieces = sentence.pieces
    return any(stands_in(pieces[at], name) for at in range(max(first, 0), min(last, len(pieces))))


def lists_of_form(form: str) -> frozenset[str]:
    """The lists of the lexicon that a word stands in."""
    return words().lists.get(form, NO_LISTS)


def breaks(sentence: Sentence, start: int, end: int) -> int:
    """How many clauses begin beside another in tokens[start + 1 : end + 1]: «، وإن رتلاً …», «فيما …».

    A further casualty or number («، وأصيب 5», «، و145 من …») is of the same clause.
    """
    count, pieces = 0, sentence.pieces
    for index in range(start + 1, min(end + 1, len(pieces))):
        if pieces[index].pulls & _BEGINNINGS and _begins_clause(sentence, index):
            count += 1
    return count


def parted(sentence: Sentence, start: int, end: int) -> bool:
    """Whether a clause begins there beside another."""
    pieces = sentence.pieces
    for index in range(start + 1, min(end + 1, len(pieces))):
        if pieces[index].pulls & _BEGINNINGS and _begins_clause(sentence, index):
            return True
    return False


def _begins_clause(sentence: Sentence, index: int) -> bool:
    forms, pieces = sentence.forms, sentence.pieces
    form = forms[index]
    here = lists_of(pieces[index])
    opens = "clause_openings" in here or (form == "حين" and forms[index - 1] == "في")
    if not opens and not (form.startswith("و") and forms[index - 1] in COMMAS):
        return False
    if not opens and "joining" in here:
        return False
    following = pieces[index + 1] if index + 1 < len(forms) else pieces[index]
    there = lists_of(following)
    if "casualties" in here or "casualties" in there:
        return False
    return opens or not ("number_words" in here or "number_words" in there or following.is_number)


def opens_elsewhere(sentence: Sentence) -> bool:
    """Whether a sentence opens with words that lead to something else: «وفي سياق منفصل», «درعا: …»."""
    if sentence.pulls_in(0, _OPENING, _ELSEWHERE):
        begins = [at for at in range(_OPENING) if sentence.pulls_at(at, _ELSEWHERE)]
        if words().elsewhere.scan(sentence.forms[:_OPENING], begins):
            return True
    return _opens_with_place(sentence.forms)


def _opens_with_place(forms: list[str]) -> bool:
    """«درعا: …», «• درعا: …»."""
    first = 0 if forms[0].isalnum() else 1
    for at in range(first + 1, min(first + 4, len(forms))):
        if forms[at] == ":":
            return " ".join(forms[first:at]) in gazetteer()
    return False
