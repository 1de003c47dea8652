"""Find every reported number of casualties, captives, attacks and air strikes, with the words that state it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from report_lib.numerals import Quantity, quantities
from report_lib.text import Folded, Sentence, Token, fold_word
from report_lib.vocabulary import (
    DUAL,
    NOTHING,
    PLURAL,
    SINGULAR,
    Reading,
    folded_phrases,
    folded_set,
    governing_phrases,
    read,
    words,
)

# A sentence without one of these letter groups states no casualty, capture or attack.
_TRIGGER = re.compile(
    "قتل|قتيل|قتلى|جرح|جريح|صاب|صيب|صبن|شهد|شهيد|صرع|صريع|وفاة|وفيات|توف|حتف|حياة|ارواح|انفاس|جث|ضحي|ضحاي|مات|موت"
    "|قضي|قضت|قضو|قضا|سقط|سقوط|ارتق|اغتي|اعدم|اعدام|صف[يت]|حيد|تحييد|ذبح|اردي|اردت|اردو|هلك|هلاك|نفق|اباد|مذبح|خسر|خسار"
    "|عتقل|عتقال|سير|اسر|خطف|خطوف|ختطف|حتجز|حتجاز|وقف|وقيف|رهين|رهاين|قبض|قتياد|فقد|فقود|ختف|انقطع|نقطاع|مصير"
    "|هجوم|هجم|هجمات|اعتداء|تفجير|عملي|كمين|كماين|غار|ضرب|استهداف|اسعف|اسعاف|عناية|جروح|حرجة"
)

_BREAKS = frozenset(
    {"؛", "فيما", "بينما", "لكن", "ولكن", "الذي", "التي", "الذين", "حيث", "وحيث", "والتي", "والذي", "مقابل"}
)
_UNREPORTING = frozenset({"لم", "ولم", "دون", "ودون", "لا", "ولا", "عدم", "بدون"})
_PEOPLE_MEASURES = frozenset({"killed", "wounded", "captured", "missing"})
# How far, in tokens, a governing word reaches.
_NOUN_REACH, _VERB_REACH, _BACK_REACH, _CHAIN_REACH = 5, 30, 8, 14


@dataclass(frozen=True)
class Found:
    """One number as stated: spans are of the folded text; `part_of` is the index of the total in the article's list."""

    measure: str
    low: int | None
    high: int | None
    qualifier: str
    sentence: int
    start: int  # the words that state it: governing word, if close, to head noun
    end: int
    position: int  # where the number itself stands
    people_start: int  # the words that tell who: head noun and what qualifies it
    people_end: int
    head: str  # folded head noun, "" for a bare number
    rule: str
    part_of: int | None = None
    combined: bool = False  # one number for killed and wounded together
    update: bool = False  # a toll that replaces the lower ones before it


class Refused(NamedTuple):
    """Words that count people or attacks, and why they are no count; spans index the folded text."""

    start: int
    end: int
    reason: str


@dataclass
class _Phrase:
    """A candidate: a number or its equivalent (a dual, a singular, a bare plural) with the noun that it counts."""

    first: int
    stop: int  # one past the head noun
    low: int | None
    high: int | None
    qualifier: str
    kind: str  # counted | person | others | bare | group
    measure: str = ""
    head: int = -1  # token index of the head noun
    form: str = "number"  # number | dual | singular | plural
    combined: bool = False
    share: bool = False
    conj: bool = False
    also: str = ""  # second measure of an unspecified phrase («عشرات القتلى والجرحى»)
    rule: str = ""
    refused: str = ""  # why it is no count, where that is known
    governor: int | None = None


@dataclass
class _Governor:
    first: int
    stop: int
    measures: tuple[str, ...]
    kind: str  # either | passive | object | noun | losing | toll | phrase
    needs_person: bool = False
    used: bool = False


def find_counts(folded: Folded) -> list[Found]:
    """Every count stated in the text, in order; shares point to their total.

    Sentences of site furniture, of denials and of deaths that nobody's attack caused give none.
    """
    return _updates(folded, [found for reader in _readers(folded) for found in reader.found])


def find_refused(folded: Folded) -> list[Refused]:
    """What the text denies, accidents and illness, people set free, and people who are doers, in order."""
    return [refused for reader in _readers(folded) for refused in reader.refused()]


def _readers(folded: Folded) -> Iterator[_SentenceReader]:
    """A reader of each sentence that may count something, when it has read."""
    earlier: list[Found] = []
    for index, sentence in content_sentences(folded):
        if _TRIGGER.search(folded.text, sentence.start, sentence.end):
            reader = _SentenceReader(folded, sentence, index, earlier)
            earlier.extend(reader.found)
            yield reader


def content_sentences(folded: Folded) -> Iterator[tuple[int, Sentence]]:
    """(index, sentence) of the sentences that are not site furniture (share buttons, related links, captions)."""
    skipped_paragraph = -1
    rest = False
    for index, sentence in enumerate(folded.sentences):
        if rest or sentence.paragraph == skipped_paragraph:
            continue
        tokens = [token.form for token in sentence.tokens if token.is_word]
        if _starts_with(tokens, _FURNITURE["rest"]) and len(tokens) <= 6:
            rest = index > len(folded.sentences) // 3
            skipped_paragraph = sentence.paragraph
        elif _starts_with(tokens, _FURNITURE["line"]) and _opens_paragraph(folded, index):
            skipped_paragraph = sentence.paragraph
        else:
            yield index, sentence


def _fold_phrases(entries: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(tuple(fold_word(entry).split()) for entry in entries)


_FURNITURE = {kind: _fold_phrases(entries) for kind, entries in words()["furniture"].items()}


def _starts_with(tokens: Sequence[str], phrases: tuple[tuple[str, ...], ...]) -> bool:
    return any(tuple(tokens[: len(phrase)]) == phrase for phrase in phrases)


def _opens_paragraph(folded: Folded, index: int) -> bool:
    return index == 0 or folded.sentences[index - 1].paragraph != folded.sentences[index].paragraph


class _SentenceReader:
    """Reads one sentence: candidates, governing words, and which governs which."""

    def __init__(self, folded: Folded, sentence: Sentence, index: int, earlier: Sequence[Found]) -> None:
        self.folded = folded
        self.tokens: tuple[Token, ...] = sentence.tokens
        self.index = index
        self.base = len(earlier)  # how many counts the article had before this sentence
        self.before = earlier[-1] if earlier else None
        # What «العدد» refers to: the first thing counted in the nearest sentence that counts.
        self.announced = next((c.measure for c in earlier if c.sentence == earlier[-1].sentence), "")
        self.readings: list[Reading] = [read(t.form) if t.is_word else NOTHING for t in self.tokens]
        self.forms = [token.form for token in self.tokens]

        self.accident = self._has_phrase("no_attack")
        self.found = [] if self.accident else self._found([p for p in self._stated() if not self._denied(p)])

    def refused(self) -> Iterator[Refused]:
        """What could be a count of this sentence and is none."""
        stated = self._stated()
        for phrase in self.phrases:
            if reason := self._why_refused(phrase, any(phrase is each for each in stated)):
                yield Refused(self.tokens[phrase.first].start, self.tokens[phrase.stop - 1].end, reason)

    def _why_refused(self, phrase: _Phrase, stated: bool) -> str:
        if stated and self.accident:
            return "an accident, an illness or a disaster"
        if stated:
            return "denied, or not reported" if self._denied(phrase) else ""
        return phrase.refused if phrase.form in ("number", "dual") else ""

    def _stated(self) -> list[_Phrase]:
        """The phrases that a word of the sentence makes a count, denied or not."""
        self.governors = self._governors()
        self.phrases = sorted(self._phrases(), key=lambda p: p.first)
        self._govern()
        return [p for p in self.phrases if p.measure]

    # --- candidates -------------------------------------------------------------------------------------------

    def _phrases(self) -> Iterator[_Phrase]:
        taken: set[int] = set()
        for quantity in quantities(self.tokens):
            if quantity.form == "vague" and self._counts_the_dead(quantity.stop):
                continue
            phrase = self._quantity_phrase(quantity)
            if phrase is not None:
                taken.update(range(phrase.first, phrase.stop))
                yield phrase
            else:
                taken.update(range(quantity.first, quantity.stop))
        for at, reading in enumerate(self.readings):
            if at not in taken:
                phrase = self._noun_phrase(at, reading)
                if phrase is not None:
                    taken.update(range(phrase.first, phrase.stop))
                    yield phrase

    def _quantity_phrase(self, quantity: Quantity) -> _Phrase | None:
        first, stop = quantity.first, quantity.stop
        vague = quantity.qualifier == "unspecified"
        phrase = _Phrase(first, stop, quantity.low, quantity.high, quantity.qualifier, "bare")
        phrase.conj = self._conj(first)
        if (
            quantity.form in ("one", "dual")
            and first > 0
            and self._is_noun(first - 1, SINGULAR if quantity.form == "one" else DUAL)
        ):
            # «قتيلاً واحداً», «جريحين اثنين»: the noun stands before its number.
            head = first - 1
            phrase.first, phrase.head, phrase.conj = head, head, self._conj(head)
            self._set_head(phrase, self.readings[head], head, stop)
            return phrase
        at = stop
        if at < len(self.tokens) and self.forms[at] in ("من", "منهم", "منهن", "منها"):
            if self.forms[at] != "من":
                phrase.kind, phrase.stop, phrase.share = "group", at + 1, True
                return self._with_group_head(phrase, at + 1)
            at += 1
            if at >= len(self.tokens):
                return None
            reading = self.readings[at]
            if reading.word.has("things") and not reading.word.person:
                return None
            phrase.kind, phrase.stop = "group", at + 1
            if reading.word.counted or reading.word.person:
                self._set_head(phrase, reading, at, at + 1)
            return phrase
        if at < len(self.tokens) and self.tokens[at].is_word:
            reading = self.readings[at]
            word = reading.word
            if word.has("times") and any(r.word.has("raiding") for r in self.readings[:first]):
                phrase.kind, phrase.measure, phrase.stop, phrase.rule = (
                    "counted",
                    "airstrikes",
                    at + 1,
                    "times that were flown",
                )
                return phrase
            if word.counted or word.person:
                self._set_head(phrase, reading, at, at + 1)
                if word.has("collectives"):
                    phrase.low = phrase.high = None
                    phrase.qualifier = "unspecified"  # families are not persons
                if phrase.measure in ("attacks", "airstrikes") and vague and not self._several(first, stop):
                    return None
                return self._second_measure(self._described(phrase), vague)
            if word.has("others"):
                phrase.kind, phrase.stop, phrase.head = "others", at + 1, at
                return self._described(phrase)
            if word.has("things"):
                return None
            names_nothing = word.governing or word.has("prepositions") or reading.prep or reading.conj
            if self._follows_directly(first) and not names_nothing and len(self.forms[at]) > 2:
                # An unknown noun between a number and its governing word: people, since things are listed.
                phrase.kind = "unknown"
        return phrase

    def _counts_the_dead(self, at: int) -> bool:
        """«عدد من قضوا … إلى 391»: «عدد من» before a verb announces a toll."""
        return any(g.kind == "toll" and g.first == at and self.readings[at].word.governing for g in self.governors)

    def _several(self, first: int, stop: int) -> bool:
        return any(self.readings[i].word.has("several") for i in range(first, stop))

    def _described(self, phrase: _Phrase) -> _Phrase:
        """«40 آخرين مفقودين»: a casualty noun after the people says what befell them."""
        at = phrase.stop
        if phrase.kind in ("person", "others") and at < len(self.tokens):
            reading = self.readings[at]
            plain = not (reading.conj or reading.prep or reading.definite)
            if plain and reading.word.counted in _PEOPLE_MEASURES:
                phrase.kind, phrase.measure, phrase.stop = "counted", reading.word.counted, at + 1
                phrase.rule = "casualty noun after the people"
        return phrase

    def _with_group_head(self, phrase: _Phrase, at: int) -> _Phrase:
        if at + 1 < len(self.tokens) and self.forms[at] == "من":
            phrase.stop = at + 2
        return phrase

    def _set_head(self, phrase: _Phrase, reading: Reading, head: int, stop: int) -> None:
        phrase.head, phrase.stop = head, stop
        if reading.word.counted and self._counts_here(reading, head):
            phrase.kind, phrase.measure = "counted", reading.word.counted
            phrase.rule = "counted noun"
        elif reading.word.counted in ("attacks", "airstrikes"):
            phrase.kind = "thing"
        else:
            phrase.kind = "person"

    def _second_measure(self, phrase: _Phrase, vague: bool) -> _Phrase:
        """«15 قتيلاً وجريحاً» is one number for both; «عشرات القتلى والجرحى» leaves both open."""
        at = phrase.stop
        if phrase.kind == "counted" and at < len(self.tokens):
            reading = self.readings[at]
            if reading.conj and reading.word.counted in _PEOPLE_MEASURES - {phrase.measure}:
                if vague:
                    phrase.also, phrase.stop = reading.word.counted, at + 1
                elif not self._is_number(at) and reading.word.number == SINGULAR:
                    phrase.combined, phrase.stop = True, at + 1
        if phrase.kind == "person" and self._between_dead_and_wounded(at):
            phrase.combined, phrase.measure, phrase.kind = True, "killed", "counted"
            phrase.stop = at + 3
        return phrase

    def _between_dead_and_wounded(self, at: int) -> bool:
        measures = [self.readings[i].word.counted for i in range(at, min(at + 3, len(self.tokens)))]
        return len(measures) == 3 and self.forms[at] in ("بين", "ما") and {"killed", "wounded"} <= set(measures)

    def _noun_phrase(self, at: int, reading: Reading) -> _Phrase | None:
        word = reading.word
        if word.has("others"):
            return self._others(at, reading)
        if word.has("ordinal_one") and self._follows_directly(at, reach=1):
            return _Phrase(at, at + 1, 1, 1, "exact", "others", head=at, form="singular", conj=reading.conj)
        if word.has("kin_two") and self._follows_directly(at, reach=1):
            return _Phrase(at, at + 1, 2, 2, "exact", "person", head=at, form="dual", conj=reading.conj)
        if word.has("collectives") and not reading.definite:
            return _Phrase(at, at + 1, None, None, "unspecified", "person", head=at, form="plural", conj=reading.conj)
        if not (word.counted or word.person):
            return None
        number = DUAL if self._is_marked_dual(at) else word.number
        if number == DUAL:
            if reading.definite and not word.counted:
                return None
            phrase = _Phrase(at, at + 1, 2, 2, "exact", "person", form="dual", conj=reading.conj)
        elif number == SINGULAR:
            if not self._single(at, reading):
                return None
            phrase = _Phrase(at, at + 1, 1, 1, "exact", "person", form="singular", conj=reading.conj)
        else:
            if reading.definite:
                return None
            phrase = _Phrase(at, at + 1, None, None, "unspecified", "person", form="plural", conj=reading.conj)
        self._set_head(phrase, reading, at, at + 1)
        if phrase.measure in ("attacks", "airstrikes") and number != DUAL:
            return None  # narrated, not counted
        if phrase.kind == "thing":
            return None
        if number == PLURAL and phrase.kind == "counted":
            return self._bare_plural(phrase)
        return self._with_kin(phrase) if phrase.form == "singular" else phrase

    def _with_kin(self, phrase: _Phrase) -> _Phrase:
        """«رجل وزوجته» are two; «راعياً مع عائلته» an unknown number."""
        at = phrase.stop
        joined = "" if at >= len(self.tokens) else self.forms[at]
        if joined == "مع" and at + 1 < len(self.tokens):
            at += 1
        elif not joined or not self._conj(at):
            return phrase
        word = self.readings[at].word
        if word.has("collectives"):
            return replace(phrase, stop=at + 1, low=None, high=None, qualifier="unspecified", form="plural")
        more = 1 if word.has("kin_one") else 2 if word.has("kin_two") else 0
        if not more:
            return phrase
        return replace(phrase, stop=at + 1, low=1 + more, high=1 + more)

    def _others(self, at: int, reading: Reading) -> _Phrase | None:
        word = reading.word
        if reading.definite:
            return None
        low = 1 if word.has("others_one") else 2 if word.has("others_two") else None
        before = self.readings[at - 1].word if at else NOTHING.word
        if low is not None and (before.person or before.counted or not self._follows_directly(at, reach=1)):
            return None  # «هجوم آخر», «طفل آخر»
        if low is None and not self._follows_directly(at, reach=2):
            return None
        qualifier = "unspecified" if low is None else "exact"
        form = "plural" if low is None else "singular"
        return _Phrase(at, at + 1, low, low, qualifier, "others", head=at, form=form, conj=reading.conj)

    def _single(self, at: int, reading: Reading) -> bool:
        """Whether a singular noun can stand for one casualty here."""
        word = reading.word
        if word.has("things") or (word.has("not_alone") and not self._follows_directly(at, reach=0)):
            return False
        if word.counted in ("attacks", "airstrikes"):
            return False
        if reading.definite:
            return bool(word.person) and self._beside_finite_passive(at)
        if word.counted:
            return self._brought(at) or self._coordinated(at)
        return True

    def _beside_finite_passive(self, at: int) -> bool:
        """«السائق أُصيب», «أصيب السائق»."""
        for other in (at - 1, at + 1):
            if 0 <= other < len(self.tokens):
                governing = self.readings[other].word.governing
                if governing and governing.kind == "passive" and not self.readings[other].word.has("needs_person"):
                    return True
        return False

    def _bare_plural(self, phrase: _Phrase) -> _Phrase | None:
        """«سقوط قتلى وجرحى»: casualties without a number."""
        at = phrase.first
        chained = (
            at > 0
            and self.readings[at].conj
            and self.readings[at - 1].word.number == PLURAL
            and bool(self.readings[at - 1].word.counted)
        )
        opens = at == 0 or (at <= 2 and self.index == 0)
        following = self.forms[at + 1] if at + 1 < len(self.tokens) else ""
        if following.startswith("ال") and not self.readings[at + 1].conj and len(following) > 4:
            return None  # «جثث القتلى»: definite, so already told
        if self.readings[at - 1].word.has("toll_heads") and at:
            return None
        if chained or opens or self._brought(at):
            return phrase
        return None

    def _brought(self, at: int) -> bool:
        return any(
            self.readings[i].word.has("bringing") or self.forms[i] == ":" for i in range(max(0, at - 3), at)
        ) or (
            self.readings[at].prep == "ب"
            and any(self.readings[i].word.has("bringing") for i in range(max(0, at - 6), at))
        )

    def _coordinated(self, at: int) -> bool:
        following = self.readings[at + 1] if at + 1 < len(self.tokens) else NOTHING
        return self._conj(at) or following.conj or at <= 2

    # --- governing words -----------------------------------------------------------------------------------------

    def _governors(self) -> list[_Governor]:
        governors: list[_Governor] = []
        at = 0
        while at < len(self.tokens):
            governor = self._governor_at(at)
            if governor is None:
                at += 1
                continue
            last = governors[-1] if governors else None
            if last and self.readings[at].conj and self._joins(last, governor):
                last.stop, last.measures = governor.stop, last.measures + governor.measures
            else:
                governors.append(governor)
            at = governor.stop
        return governors

    def _joins(self, first: _Governor, second: _Governor) -> bool:
        """«قُتل وجُرح 15»: two governing words with one number between them."""
        return (
            first.stop == second.first
            and first.measures != second.measures
            and len(first.measures) == 1
            and {first.kind, second.kind} <= {"either", "passive", "noun"}
            and not self._has_own_people(first, second)
        )

    def _has_own_people(self, first: _Governor, second: _Governor) -> bool:
        """«إن طفلاً استشهد وجرح آخر»: the first verb's people stand before it, the second's after it."""
        before = self.readings[first.first - 1].word if first.first else NOTHING.word
        if not before.person or second.stop >= len(self.tokens) or not self.tokens[second.stop].is_word:
            return False
        after = self.readings[second.stop]
        return not (after.prep or after.word.has("prepositions"))

    def _governor_at(self, at: int) -> _Governor | None:
        reading = self.readings[at]
        for parts, measure in governing_phrases().get(self.forms[at], governing_phrases().get(self._bare(at), ())):
            if tuple(self.forms[at + 1 : at + len(parts)]) == parts[1:]:
                return _Governor(at, at + len(parts), (measure,), "phrase")
        word = reading.word
        if word.counted in _PEOPLE_MEASURES and reading.definite and word.number == PLURAL:
            return _Governor(at, at + 1, (word.counted,), "toll")
        if word.counted in ("attacks", "airstrikes") and reading.definite and word.number == PLURAL:
            return _Governor(at, at + 1, (word.counted,), "toll")
        toll_headed = at > 0 and self.readings[at - 1].word.has("toll_heads")
        if word.counted and word.number == PLURAL and (toll_headed or word.lemma == _VICTIM):
            return _Governor(at, at + 1, (word.counted,), "toll")
        if word.counted and word.number == PLURAL and word.lemma in _BODIES and not reading.definite:
            return _Governor(at, at + 1, (word.counted,), "bodies")
        if word.has("anaphoric_tolls") and self.announced in _PEOPLE_MEASURES:
            return _Governor(at, at + 1, (self.announced,), "toll")
        governing = word.governing
        if governing is None or (reading.definite and governing.kind != "noun"):
            return None
        if not self._means_it(at):
            return None
        kind = governing.kind
        if reading.definite:
            return None
        if at > 1 and self.forms[at - 1] == "من" and self.readings[at - 2].word.has("toll_heads"):
            kind = "toll"  # «عدد من قضوا»
        return _Governor(at, at + 1, (governing.measure,), kind, needs_person=word.has("needs_person"))

    def _means_it(self, at: int) -> bool:
        required = _ONLY_WITH.get(self._bare(at))
        return required is None or any(
            form in required or self._bare(i) in required for i, form in enumerate(self.forms)
        )

    def _bare(self, at: int) -> str:
        form = self.forms[at]
        return form[1:] if form[0] in "وف" and len(form) > 3 and self.readings[at].conj else form

    # --- which governs which ------------------------------------------------------------------------------------------

    def _govern(self) -> None:
        previous: _Phrase | None = None
        for phrase in self.phrases:
            self._govern_one(phrase, previous)
            if phrase.measure:
                previous = phrase

    def _govern_one(self, phrase: _Phrase, previous: _Phrase | None) -> None:
        following = self._right_governor(phrase)
        if self._released(phrase):
            phrase.refused = "people set free"
        elif self._by_doers(phrase) and not following:
            phrase.refused = "people who do something, or are somewhere"
        if phrase.refused or phrase.kind == "thing":
            phrase.measure = ""
            return
        if phrase.qualifier == "unspecified" and self._marked_share(phrase):
            phrase.measure = ""  # «بينهم نساء وأطفال»: a share without a number
            return
        governor = self._left_governor(phrase)
        if phrase.kind == "counted":
            if governor and governor.needs_person and phrase.first - governor.stop <= 3:
                governor.used = True  # «سقط 52 شخصاً قتلى»
            if governor and self._overrides(governor, phrase):
                self._take(phrase, governor, "governed counted noun")
            elif self._is_share(phrase, previous):
                phrase.share = True
            return
        if self._is_share(phrase, previous) and not (governor and governor.stop == phrase.first):
            assert previous is not None
            phrase.share, phrase.measure, phrase.rule = True, previous.measure, "share of the total before it"
            return
        if governor and self._reaches(governor, phrase):
            if governor.kind == "either" and self._is_subject(phrase):
                return
            self._take(phrase, governor, f"{governor.kind} before it")
            return
        beside = (
            previous is not None and phrase.conj and previous.stop == phrase.first and previous.governor is not None
        )
        if following and not beside:
            self._take(phrase, following, "verb after it" if following.kind != "toll" else "toll after it")
            return
        if previous and self._chained(previous, phrase):
            phrase.measure, phrase.rule = previous.measure, "joined to the count before it"
            phrase.share, phrase.governor = previous.share, previous.governor

    def _take(self, phrase: _Phrase, governor: _Governor, rule: str) -> None:
        governor.used = True
        phrase.governor = self.governors.index(governor)
        phrase.measure, phrase.rule = governor.measures[0], rule
        if len(governor.measures) > 1:
            if phrase.qualifier == "unspecified":
                phrase.also = governor.measures[1]
            else:
                phrase.combined = set(governor.measures) == {"killed", "wounded"}
                phrase.measure = "killed" if phrase.combined else governor.measures[0]

    def _left_governor(self, phrase: _Phrase) -> _Governor | None:
        for governor in reversed(self.governors):
            if governor.stop <= phrase.first and (
                governor.kind != "toll" or phrase.kind in ("bare", "group") or self._is_anaphoric(governor)
            ):
                return governor
        return None

    def _overrides(self, governor: _Governor, phrase: _Phrase) -> bool:
        """«وفاة جريحين» are dead, «إعدام ثلاثة أسرى» too; «سقوط خمسة جرحى» are wounded."""
        reach = 2 if governor.kind == "either" and phrase.measure == "captured" else 0
        return (
            not (governor.needs_person or governor.used)
            and phrase.first - governor.stop <= reach
            and governor.kind in ("noun", "either", "passive")
            and phrase.measure in ("wounded", "captured", "missing")
            and governor.measures == ("killed",)
        )

    def _reaches(self, governor: _Governor, phrase: _Phrase) -> bool:
        gap = phrase.first - governor.stop
        if self._is_anaphoric(governor) and gap <= 25 and self._introduced(phrase):
            return True
        between = range(governor.stop, phrase.first)
        if governor.used or any(self.forms[i] in _BREAKS or self.forms[i] == "." for i in between):
            return False
        if governor.kind == "toll":
            return self._toll_reaches(governor, phrase, gap)
        if governor.kind == "bodies":
            return gap == 0
        if governor.kind == "losing":
            return gap <= 3 and phrase.form in ("number", "dual") and self._loses_members(phrase)
        if governor.needs_person and phrase.kind not in ("person", "group", "others", "bare"):
            return False
        if governor.kind == "phrase":
            return (gap <= 6 and phrase.kind != "bare") or gap <= 1
        if phrase.kind == "bare":
            return gap <= 1 and (not governor.needs_person or self._ends_clause(phrase.stop))
        if phrase.kind == "unknown":
            return gap == 0
        if phrase.form == "singular":
            return gap <= (0 if governor.kind == "noun" else 4) and (governor.measures[0] != "missing" or gap == 0)
        if phrase.form == "plural":
            timed = gap <= 2 and all(self.forms[i] in _TIMES for i in range(governor.stop, phrase.first))
            return gap == 0 or (timed and governor.kind != "noun")
        if governor.measures[0] == "missing" and governor.kind == "either":
            return gap <= 1
        return gap <= (_NOUN_REACH if governor.kind == "noun" else _VERB_REACH)

    def _is_subject(self, phrase: _Phrase) -> bool:
        """«خطف مسلحون سبعة مدنيين»: the first people are the doers when others follow without «و»."""
        if phrase.form not in ("plural", "dual") or phrase.kind != "person":
            return False
        at = self.phrases.index(phrase)
        following = self.phrases[at + 1] if at + 1 < len(self.phrases) else None
        if (
            following is None
            or following.conj
            or following.kind not in ("person", "group")
            or following.first - phrase.stop > 5
        ):
            return False
        between = range(phrase.stop, following.first)
        return not any(
            not self.tokens[i].is_word or self.readings[i].word.governing or self.readings[i].word.has("share")
            for i in between
        )

    def _toll_reaches(self, governor: _Governor, phrase: _Phrase, gap: int) -> bool:
        """«عدد القتلى 18», «حصيلة ضحايا القصف منذ الأحد إلى 21»."""
        if phrase.kind not in ("bare", "group") and not self._is_anaphoric(governor):
            return False
        if gap <= 6 and all(self._links_toll(i) for i in range(governor.stop, phrase.first)):
            return True
        return gap <= 25 and self._introduced(phrase)

    def _is_anaphoric(self, governor: _Governor) -> bool:
        return governor.kind == "toll" and self.readings[governor.first].word.has("anaphoric_tolls")

    def _introduced(self, phrase: _Phrase) -> bool:
        """A number brought by «إلى», «عن» or «ب» («قدّر العدد بما بين 20 و25»)."""
        return self.forms[phrase.first - 1] in ("الي", "ب", "عن") or self.forms[phrase.first].startswith("ب")

    def _links_toll(self, at: int) -> bool:
        return self.readings[at].word.has("toll_links") or self.forms[at] in ("،", ":")

    def _loses_members(self, phrase: _Phrase) -> bool:
        near = range(phrase.first, min(phrase.stop + 2, len(self.tokens)))
        return phrase.kind == "person" or any(self.readings[i].word.has("losing_members") for i in near)

    def _right_governor(self, phrase: _Phrase) -> _Governor | None:
        """The verb that follows its subject: «53 من جامعي الكمأة قد سقطوا»; the toll that follows its number."""
        if phrase.kind == "bare" and phrase.first and self.forms[phrase.first - 1] == "الي":
            for governor in self.governors:
                if governor.kind == "toll" and 1 <= governor.first - phrase.stop <= 2:
                    return governor
        if phrase.kind == "unknown" or (phrase.form == "plural" and phrase.kind != "person"):
            return None
        reach = 1 if phrase.form == "singular" else _BACK_REACH
        for governor in self.governors:
            if governor.first < phrase.stop:
                continue
            between = range(phrase.stop, governor.first)
            if len(between) > reach or any(
                self.forms[i] in _BREAKS or self.forms[i] in ("،", ".", ":") for i in between
            ):
                return None
            if any(p.first in between and not self._marked_share(p) for p in self.phrases if p.kind != "others"):
                return None
            if (
                governor.used
                or governor.kind not in ("passive", "either", "phrase")
                or self.readings[governor.first].conj
            ):
                return None
            if phrase.form == "plural" and len(between) > 1:
                return None
            if governor.kind == "either" and any(p.first == governor.stop for p in self.phrases):
                return None
            return governor
        return None

    def _governed_at(self, at: int) -> bool:
        """«قُتل منهم خمسة»: the words between a verb and its people are no share of an earlier total."""
        return any(g.stop == at for g in self.governors)

    def _marked_share(self, phrase: _Phrase) -> bool:
        return any(self.readings[i].word.has("share_before") for i in range(max(0, phrase.first - 2), phrase.first))

    def _chained(self, previous: _Phrase, phrase: _Phrase) -> bool:
        """«مقتل مدني وثلاثة ضباط»: joined by «و» to a count, with nothing between that governs anew."""
        if (
            not phrase.conj
            or phrase.first - previous.stop > _CHAIN_REACH
            or previous.measure in ("attacks", "airstrikes")
        ):
            return False
        if any(previous.stop <= g.first < phrase.first for g in self.governors):
            return False
        between = self.forms[previous.stop : phrase.first]
        if any(form in _BREAKS or form in (".", "؛") for form in between):
            return False
        if phrase.kind == "bare":
            return len(between) <= 1 and previous.kind == "group"
        if phrase.form == "singular" and not between and (previous.low or 0) > 10:
            return False  # «13 قيادياً وعنصراً»: what the thirteen are
        if phrase.form == "plural" and previous.qualifier != "unspecified":
            return False  # «36 مدنياً، نساء وأطفالاً»: what they are
        if phrase.form in ("singular", "plural"):
            return len(between) <= 4 and phrase.kind in ("person", "others")
        return phrase.kind in ("person", "others", "group")

    def _is_share(self, phrase: _Phrase, previous: _Phrase | None) -> bool:
        if (
            previous is None
            or phrase.form == "plural"
            or (previous.measure in ("attacks", "airstrikes") and phrase.kind == "person")
        ):
            return False
        if phrase.share and phrase.kind == "group":
            return True
        for at in range(phrase.first - 1, max(previous.stop - 1, phrase.first - 4), -1):
            if self.readings[at].word.has("share_before"):
                return True
            if self.readings[at].word.has("share") and at == phrase.first - 1 and not self._governed_at(at):
                return True
            if self.forms[at] in ("هم", "هما", "وهم", "وهما") and at == phrase.first - 1:
                return phrase.kind == "person"
            if at == phrase.first - 1 and self.forms[at] in (":", "(", "و"):
                break
        between = self.forms[previous.stop : phrase.first]
        if phrase.kind in ("person", "group") and len(between) <= 3 and (":" in between or "(" in between):
            return phrase.low is not None and previous.low is not None and phrase.low <= previous.low
        if previous.share and phrase.kind in ("person", "group") and (phrase.conj or "،" in between):
            return len(between) <= 6 and not any(previous.stop <= g.first < phrase.first for g in self.governors)
        return False

    def _released(self, phrase: _Phrase) -> bool:
        if phrase.kind == "counted" and phrase.measure not in ("captured", "missing"):
            return False
        for at in range(phrase.first - 1, max(-1, phrase.first - 9), -1):
            if self.forms[at] in ("،", "؛", ".") or self.readings[at].word.governing:
                return False
            if self.readings[at].word.has("released"):
                return True
        return False

    def _by_doers(self, phrase: _Phrase) -> bool:
        near = range(max(0, phrase.first - 2), phrase.first)
        return phrase.kind != "counted" and any(
            self.readings[i].word.has("doers") and not self.readings[i].word.governing for i in near
        )

    # --- denials ----------------------------------------------------------------------------------------------------

    def _denied(self, phrase: _Phrase) -> bool:
        governor = self.governors[phrase.governor] if phrase.governor is not None else None
        starts = [phrase.first] + ([governor.first] if governor and governor.first < phrase.first else [])
        for start in starts:
            for at in range(max(0, start - 4), start):
                if self.readings[at].word.has("negations") and not self._not_negating(at):
                    return not any(
                        self.forms[i] in _BREAKS or self.forms[i] in (".", "؛", "،") for i in range(at, start)
                    )
            for at in range(max(1, start - 12), start):
                if self.readings[at].word.has("unreported") and self.forms[at - 1] in _UNREPORTING:
                    return not any(self.forms[i] in _BREAKS for i in range(at, start))
            for at in range(max(0, start - 2), start):
                if self.readings[at].word.has("unreal") and phrase.kind != "counted":
                    return True
        return False

    def _not_negating(self, at: int) -> bool:
        following = self.forms[at + 1] if at + 1 < len(self.tokens) else ""
        return following in folded_set("no_negation_before") or following.isdigit()

    # --- results ------------------------------------------------------------------------------------------------------

    def _found(self, phrases: list[_Phrase]) -> list[Found]:
        found: list[Found] = []
        total: dict[str, int] = {}
        for phrase in phrases:
            part_of = None
            if found and self._joins_single(phrase, phrases[phrases.index(phrase) - 1]):
                found[-1] = self._joined(found[-1], phrase)
                continue
            if phrase.share:
                part_of = total.get(phrase.measure)
                if part_of is None and self.before is not None and self.before.measure == phrase.measure:
                    part_of = self.base - 1
            else:
                total[phrase.measure] = self.base + len(found)
            first = self._one(phrase, phrase.measure, part_of)
            found.append(first)
            if phrase.also:
                found.append(replace(first, measure=phrase.also))
        return found

    def _joins_single(self, phrase: _Phrase, previous: _Phrase) -> bool:
        """«مقتل ضابط وجندي»: two singulars joined by «و» are one count of two."""
        singles = phrase.form == previous.form == "singular" and phrase.kind == "person" and phrase.conj
        return (
            singles and phrase.measure == previous.measure and phrase.governor == previous.governor and not phrase.share
        )

    def _joined(self, count: Found, phrase: _Phrase) -> Found:
        low = (count.low or 0) + 1
        end = self.tokens[phrase.stop - 1].end
        return replace(count, low=low, high=low, end=end, people_end=self.tokens[self._people_end(phrase)].end)

    def _one(self, phrase: _Phrase, measure: str, part_of: int | None) -> Found:
        governor = self.governors[phrase.governor] if phrase.governor is not None else None
        first, last = phrase.first, phrase.stop - 1
        if (
            governor
            and governor.stop <= phrase.first
            and (phrase.first - governor.stop <= 4 or governor.kind == "toll")
        ):
            first = governor.first
        elif governor and phrase.stop <= governor.first <= phrase.stop + _BACK_REACH:
            last = governor.stop - 1
        low, high, qualifier = phrase.low, phrase.high, phrase.qualifier
        if phrase.combined:
            low, high, qualifier = None, high, "at_most"
        people = phrase.head if phrase.head >= 0 else phrase.first
        return Found(
            measure=measure,
            low=low,
            high=high,
            qualifier=qualifier if high is not None or low is not None else "unspecified",
            sentence=self.index,
            start=self.tokens[first].start,
            end=self.tokens[last].end,
            position=self.tokens[phrase.first].start,
            people_start=self.tokens[people].start,
            people_end=self.tokens[self._people_end(phrase)].end,
            head=self.forms[phrase.head] if phrase.head >= 0 else "",
            rule=phrase.rule,
            part_of=part_of,
            combined=phrase.combined,
        )

    def _people_end(self, phrase: _Phrase) -> int:
        """The last token of what qualifies the people: up to a mark, a verb of ours or the next count."""
        starts = {p.first for p in self.phrases if p is not phrase}
        end = phrase.stop - 1
        for at in range(phrase.stop, min(phrase.stop + 9, len(self.tokens))):
            if at in starts or not (self.tokens[at].is_word or self.tokens[at].is_number):
                break
            if self.readings[at].word.governing and at > phrase.stop:
                break
            end = at
        return end

    # --- small questions ----------------------------------------------------------------------------------------------

    def _is_number(self, at: int) -> bool:
        return self.tokens[at].is_number

    def _is_noun(self, at: int, number: int) -> bool:
        word = self.readings[at].word
        return bool(word.counted or word.person) and word.number in (number, PLURAL if number == DUAL else number)

    def _conj(self, at: int) -> bool:
        return (self.forms[at][0] == "و" and at > 0 and len(self.forms[at]) > 1) or (
            at > 0 and self.forms[at - 1] == "و"
        )

    def _follows_directly(self, at: int, reach: int = 1) -> bool:
        return any(0 <= at - g.stop <= reach and g.kind != "toll" for g in self.governors)

    def _ends_clause(self, at: int) -> bool:
        if at >= len(self.tokens) or not self.tokens[at].is_word:
            return True
        reading = self.readings[at]
        return reading.conj or bool(reading.prep) or reading.word.has("prepositions")

    def _is_marked_dual(self, at: int) -> bool:
        """«مصابَين» with its vowel is two; without it the spelling may be a plural."""
        token = self.tokens[at]
        if not token.form.endswith("ين"):
            return False
        raw_start, raw_end = self.folded.raw_span(token.start, token.end)
        return bool(re.search("\u064e[\u0652]?ي\u0652?ن[\u064b-\u0652]*$", self.folded.raw[raw_start:raw_end]))

    def _counts_here(self, reading: Reading, at: int) -> bool:
        required = _NEEDS_CONTEXT.get(reading.word.lemma)
        if required is None:
            return True
        return any(form in required or self._bare(i) in required for i, form in enumerate(self.forms) if i != at)

    def _has_phrase(self, key: str) -> bool:
        text = " " + " ".join(self.forms) + " "
        return any(
            f" {' '.join(phrase)} " in text or f" ب{' '.join(phrase)} " in text for phrase in folded_phrases(key)
        )


def _fold_table(key: str) -> dict[str, frozenset[str]]:
    return {fold_word(word): frozenset(map(fold_word, required)) for word, required in words()[key].items()}


_BODIES = folded_set("bodies")
_TIMES = folded_set("times_of_day")
_VICTIM = "ضحية"
_ONLY_WITH = _fold_table("only_with")
_NEEDS_CONTEXT = _fold_table("needs_context")

_UPDATE = re.compile(r"(?:ترتفع|يرتفع|ارتفع|ارتفعت|ارتفاع|لتصل|ليصل|لتبلغ|ليبلغ|حصيلة نهائية)")


def _updates(folded: Folded, found: list[Found]) -> list[Found]:
    """A risen toll takes the lower totals of its measure before it as its parts."""
    result = list(found)
    for index, count in enumerate(found):
        sentence = folded.sentences[count.sentence]
        if count.part_of is not None or count.low is None or not _UPDATE.search(folded.text, sentence.start, count.end):
            continue
        for earlier in range(index):
            other = result[earlier]
            if (
                other.measure == count.measure
                and other.part_of is None
                and other.low is not None
                and other.low < count.low
            ):
                result[earlier] = replace(other, part_of=index)
        result[index] = replace(count, update=True)
    return result
