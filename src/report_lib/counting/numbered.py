"""Join each number of a sentence with the noun that it counts, or with «منهم», «آخرين», or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from report_lib.arabic.numerals import Quantity, quantities
from report_lib.arabic.vocabulary import DUAL, NOTHING, PLURAL, SINGULAR, read, required_company
from report_lib.counting.governing import PEOPLE_MEASURES, Governor
from report_lib.counting.sentence_reading import SentenceReading

ATTACKS = frozenset({"attacks", "airstrikes"})

Kind = Literal[
    "counted",  # سبعة قتلى: the noun itself says what befell them
    "person",  # سبعة جنود
    "others",  # سبعة آخرون
    "group",  # سبعة منهم, سبعة من الحرس
    "bare",  # سبعة
    "unknown",  # سبعة, and a noun outside the vocabulary right after a governing word
    "thing",  # attacks that are not told of here
]
Form = Literal["number", "dual", "singular", "plural"]


class Candidate(NamedTuple):
    """A number, or what stands for one, with the noun it counts: the tokens first:stop of the sentence.

    Without a measure it counts nothing yet: what befell these people is for a governing word to say.
    """

    first: int
    stop: int  # one past the head noun
    low: int | None
    high: int | None
    qualifier: str
    kind: Kind
    form: Form = "number"
    joined: bool = False  # by «و» to what stands before it
    head: int = -1  # token index of the head noun
    measure: str = ""
    also: str = ""  # second measure, of a count without a number: «عشرات القتلى والجرحى»
    combined: bool = False  # one number for killed and wounded together: «15 قتيلاً وجريحاً»
    share: bool = False  # of a total before it
    governor: Governor | None = None
    rule: str = ""
    refused: str = ""  # why nothing befell them, where that is known

    @property
    def is_vague(self) -> bool:
        return self.qualifier == "unspecified"


def numbered(sentence: SentenceReading, governors: Sequence[Governor]) -> tuple[list[Candidate], set[int]]:
    """(the candidates with a number, the tokens that numbers and their nouns take up)."""
    reader = _Numbers(sentence, governors)
    found: list[Candidate] = []
    taken: set[int] = set()
    for quantity in quantities(sentence.plain):
        if quantity.form == "one" and sentence.is_one_of(quantity.first):
            continue
        candidate = reader.candidate(quantity)
        if candidate is None:
            taken.update(range(quantity.first, quantity.stop))
        else:
            taken.update(range(candidate.first, candidate.stop))
            found.append(candidate)
    return found, taken


def with_head(sentence: SentenceReading, candidate: Candidate, head: int, stop: int) -> Candidate:
    """The candidate with the noun at `head`, which ends at `stop`: «سبعة قتلى» are killed, «سبعة جنود» only people."""
    word = sentence.word(head)
    if word.counted and _is_of_violence(sentence, head):
        return candidate._replace(head=head, stop=stop, kind="counted", measure=word.counted, rule="counted noun")
    return candidate._replace(head=head, stop=stop, kind="thing" if word.counted in ATTACKS else "person")


def _is_of_violence(sentence: SentenceReading, head: int) -> bool:
    """«عملية انتحارية», but not «عملية جراحية», «هجوم سيبراني»."""
    if sentence.word(head).counted in ATTACKS and sentence.word(head + 1).has("not_of_arms"):
        return False
    company = required_company("needs_context").get(sentence.word(head).lemma)
    named = sentence.word(head + 1).has("violence")  # «14 عملية قصف»
    return company is None or named or sentence.has_one_of(company)


def follows(governors: Sequence[Governor], at: int, within: int = 0) -> bool:
    """Whether a governing word ends at `at`, or at most `within` tokens before it."""
    return any(0 <= at - governor.stop <= within and not governor.is_toll for governor in governors)


def is_their_people(form: str) -> bool:
    """«مستشاريه», «جنودها», «متشددي التنظيم»: a plural of people with a pronoun on it, or without its ending."""
    base = form
    for pronoun in ("هم", "ها", "ه"):
        if form.endswith(pronoun):
            base = form.removesuffix(pronoun)
            break
    if base.endswith("ي"):
        return read(base + "ن").word.person
    aircraft = base.endswith("ات")  # «إحدى مقاتلاتها»
    return base != form and not aircraft and read(base).word.person and read(base).word.number == PLURAL


class _Numbers:
    """The numbers of one sentence: `candidate` tries one way after the other to find what a number counts."""

    def __init__(self, sentence: SentenceReading, governors: Sequence[Governor]) -> None:
        self.sentence = sentence
        self.governors = governors

    def candidate(self, quantity: Quantity) -> Candidate | None:
        """None for a number of things."""
        sentence, at = self.sentence, quantity.stop
        number = Candidate(
            first=quantity.first,
            stop=at,
            low=quantity.low,
            high=quantity.high,
            qualifier=quantity.qualifier,
            kind="bare",
            joined=sentence.is_joined(quantity.first),
        )
        head = self._noun_before(quantity)
        if head >= 0:
            # «قُتلوا في هجوم واحد» counts no attacks.
            if quantity.form == "one" and sentence.word(head).counted in ATTACKS and sentence.forms[head - 1] == "في":
                return None
            return with_head(sentence, number._replace(first=head, joined=sentence.is_joined(head)), head, at)
        if self._describes_things(quantity):
            return None
        if self._end_of_dead_and_wounded(at):
            return self._with_second_measure(number)  # «سقط 13 بين قتيل وجريح»
        if sentence.forms[at] in ("منهم", "منهن", "منها"):
            # «خمسة منهم», «خمسة منهم من الحرس»
            stop = at + 3 if sentence.forms[at + 1] == "من" and at + 2 < sentence.length else at + 1
            return number._replace(stop=stop, kind="group", share=True)
        if sentence.forms[at] == "من":
            return self._of_a_group(number, at + 1)
        return self._with_noun(number) if sentence.is_word(at) else number

    def _noun_before(self, quantity: Quantity) -> int:
        """Where the noun is that one or two is said of: «قتيلاً واحداً», «جريحين آخرين اثنين»; -1 if there is none."""
        at = quantity.first - (2 if self.sentence.word(quantity.first - 1).others else 1)
        noun = self.sentence.word(at)
        joined = self.sentence.forms[quantity.first].startswith(("وو", "واث"))  # «اثنان للإصابة وواحد للإنذار»
        if self._is_definite(quantity):
            before = quantity.first - (2 if self.sentence.forms[quantity.first - 1] == "ال" else 1)
            if self.sentence.word(before).has("kin_many") or is_their_people(self.sentence.forms[before]):
                return before  # «امرأة وأطفالها الثلاثة», «حراسها الـ12»
        if at < 0 or joined or not (noun.counted or noun.person):
            return -1
        one = quantity.form == "one" and noun.number == SINGULAR
        return at if one or (quantity.form == "dual" and noun.number in (DUAL, PLURAL)) else -1

    def _describes_things(self, quantity: Quantity) -> bool:
        """«سقوط قذائف عدة على الحي»."""
        word, following = self.sentence.word(quantity.first), self.sentence.word(quantity.stop)
        after_things = word.has("several") and self.sentence.word(quantity.first - 1).has("things")
        return after_things and not (following.counted or following.person)

    def _is_definite(self, quantity: Quantity) -> bool:
        """«الثلاثة», «الـ12»."""
        first = self.sentence.forms[quantity.first]
        return first.startswith("ال") or self.sentence.forms[quantity.first - 1] == "ال"

    def _of_a_group(self, number: Candidate, at: int) -> Candidate | None:
        """«خمسة من عناصر الحرس», «خمسة من أبرز القياديين»."""
        sentence = self.sentence
        at += sentence.word(at).has("superlatives")
        word = sentence.word(at + sentence.is_number(at))  # «71 من 103 صواريخ»
        if at >= sentence.length or (word.has("things") and not word.person):
            return None
        word = sentence.word(at)
        if word.counted or word.person:
            return with_head(sentence, number, at, at + 1)
        return number._replace(kind="group", stop=at + 1)

    def _with_noun(self, number: Candidate) -> Candidate | None:
        sentence = self.sentence
        at = number.stop + sentence.word(number.stop).has("superlatives")  # «عدد من أبرز القياديين»
        word = sentence.word(at)
        if sentence.readings[at].conj or sentence.readings[at].prep:
            return number  # «عدد القتلى 12 والجرحى 30», «دفعة واحدة للإصابة», «قُتل خمسة بقذيفة»
        case = sentence.word(at + 1).governing
        if word.lemma == "حالة" and case is not None and not sentence.readings[at + 1].conj:
            # «44 حالة اعتقال»
            told = number._replace(kind="counted", measure=case.measure, stop=at + 2, head=at)
            return told._replace(rule="cases of what is named")
        if word.has("times") and sentence.has("raiding", 0, number.first):
            # «أغارت 26 مرة»
            return number._replace(kind="counted", measure="airstrikes", stop=at + 1, rule="times that were flown")
        if word.counted or word.person:
            return self._of_people(with_head(sentence, number, at, at + 1))
        if word.others:
            return self._described(number._replace(kind="others", stop=at + 1, head=at))
        if word.has("things"):
            return None
        if follows(self.governors, number.first, within=1) and not self._names_nothing(at):
            # A noun outside the vocabulary between a number and its governing word: people, since things are listed.
            return number._replace(kind="unknown")
        return number

    def _names_nothing(self, at: int) -> bool:
        word = self.sentence.word(at)
        return word.governing is not None or word.has("prepositions")

    def _of_people(self, candidate: Candidate) -> Candidate | None:
        sentence = self.sentence
        if candidate.measure in ATTACKS and candidate.is_vague:
            # «عشرات الهجمات» only narrates.
            return candidate if sentence.has("several", candidate.first, candidate.head) else None
        if sentence.word(candidate.head).has("collectives"):
            candidate = candidate._replace(low=None, high=None, qualifier="unspecified")  # families are not persons
        return self._with_second_measure(self._described(candidate))

    def _described(self, candidate: Candidate) -> Candidate:
        """«40 آخرين مفقودين»: a casualty noun after the people says what befell them."""
        at = candidate.stop
        word, *prefixes = self.sentence.readings[at]
        if candidate.kind in ("person", "others") and word.counted in PEOPLE_MEASURES and not any(prefixes):
            return candidate._replace(
                kind="counted", measure=word.counted, stop=at + 1, rule="casualty noun after the people"
            )
        return candidate

    def _with_second_measure(self, candidate: Candidate) -> Candidate:
        """«15 قتيلاً وجريحاً» is one number for both; «عشرات القتلى والجرحى» leaves both open."""
        at = candidate.stop
        if stop := self._end_of_dead_and_wounded(at):
            told = candidate._replace(kind="counted", measure="killed", stop=stop, rule="between dead and wounded")
            return told._replace(also="wounded") if candidate.is_vague else told._replace(combined=True)
        second = self.sentence.word(at) if self.sentence.readings[at].conj else NOTHING.word
        if candidate.kind == "counted" and second.counted in PEOPLE_MEASURES - {candidate.measure}:
            if candidate.is_vague:
                return candidate._replace(also=second.counted, stop=at + 1)
            if second.number == SINGULAR:
                return candidate._replace(combined=True, stop=at + 1)
        return candidate

    def _end_of_dead_and_wounded(self, at: int) -> int:
        """Where «بين قتيل وجريح» or «ما بين قتيل وجريح» ends that begins at `at`; 0 if it does not."""
        sentence = self.sentence
        between = at + 1 if sentence.forms[at] == "ما" else at
        measures = {sentence.word(between + 1).counted, sentence.word(between + 2).counted}
        return between + 3 if sentence.forms[between] == "بين" and measures == {"killed", "wounded"} else 0
