"""Join each number of a sentence with the noun that it counts, or with «منهم», «آخرين», or nothing."""

from __future__ import annotations

from typing import Final, Literal

from report_lib.arabic.numerals import Quantity, quantities
from report_lib.arabic.readings import DUAL, NOTHING, PLURAL, SINGULAR
from report_lib.arabic.vocabulary import read, required_company
from report_lib.counting.governing import PEOPLE_MEASURES, Governor
from report_lib.counting.sentence_reading import SentenceReading

ATTACKS: Final = frozenset({"attacks", "airstrikes"})

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


class Candidate:
    """A number, or what stands for one, with the noun it counts: the tokens first:stop of the sentence.

    Without a measure it counts nothing yet: what befell these people is for a governing word to say. Its readers write
    into it what they find out, one after the other.
    """

    measure: str = ""
    also: str = ""  # second measure, of a count without a number: «عشرات القتلى والجرحى»
    combined: bool = False  # one number for killed and wounded together: «15 قتيلاً وجريحاً»
    share: bool = False  # of a total before it
    governor: Governor | None = None
    rule: str = ""
    refused: str = ""  # why nothing befell them, where that is known

    def __init__(
        self, first: int, stop: int, low: int | None, high: int | None, qualifier: str, kind: Kind, form: Form
    ) -> None:
        self.first = first
        self.stop = stop  # one past the head noun
        self.low = low
        self.high = high
        self.qualifier = qualifier
        self.kind = kind
        self.form = form
        self.joined = False  # by «و» to what stands before it
        self.head = -1  # token index of the head noun

    @property
    def is_vague(self) -> bool:
        return self.qualifier == "unspecified"

    def count(self, kind: Kind, measure: str, rule: str) -> None:
        """Note what befell the people, and the rule that says so."""
        self.kind = kind
        self.measure = measure
        self.rule = rule

    def count_also(self, measure: str) -> None:
        """Note a second measure of the same number: both are open without one, and are one number with it."""
        if self.is_vague:
            self.also = measure
        else:
            self.combined = True

    def count_no_number(self) -> None:
        """Forget the number: «عائلتان» are an unknown number of people."""
        self.low = self.high = None
        self.qualifier = "unspecified"


def numbered(sentence: SentenceReading, governors: list[Governor]) -> tuple[list[Candidate], set[int]]:
    """(the candidates with a number, the tokens that numbers and their nouns take up)."""
    reader = _Numbers(sentence, governors)
    found: list[Candidate] = []
    taken: set[int] = set()
    for quantity in quantities(sentence.plain):
        if quantity.form == "one" and sentence.is_one_of(quantity.first):
            continue
        candidate = reader.candidate(quantity)
        first, stop = quantity.first, quantity.stop
        if candidate is not None:
            first, stop = candidate.first, candidate.stop
            found.append(candidate)
        for at in range(first, stop):
            taken.add(at)
    return found, taken


def with_head(sentence: SentenceReading, candidate: Candidate, head: int, stop: int) -> Candidate:
    """The candidate with the noun at `head`, which ends at `stop`: «سبعة قتلى» are killed, «سبعة جنود» only people."""
    word = sentence.word(head)
    candidate.head, candidate.stop = head, stop
    if word.counted and _is_of_violence(sentence, head):
        candidate.count("counted", word.counted, "counted noun")
    else:
        candidate.kind = "thing" if word.counted in ATTACKS else "person"
    return candidate


def _is_of_violence(sentence: SentenceReading, head: int) -> bool:
    """«عملية انتحارية», but not «عملية جراحية», «هجوم سيبراني»."""
    if sentence.word(head).counted in ATTACKS and sentence.word(head + 1).has("not_of_arms"):
        return False
    company = required_company("needs_context").get(sentence.word(head).lemma)
    named = sentence.word(head + 1).has("violence")  # «14 عملية قصف»
    return company is None or named or sentence.has_one_of(company)


def follows(governors: list[Governor], at: int, within: int = 0) -> bool:
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

    def __init__(self, sentence: SentenceReading, governors: list[Governor]) -> None:
        self.sentence = sentence
        self.governors = governors

    def candidate(self, quantity: Quantity) -> Candidate | None:
        """None for a number of things."""
        sentence, at = self.sentence, quantity.stop
        number = Candidate(
            quantity.first, at, quantity.low, quantity.high, quantity.qualifier, kind="bare", form="number"
        )
        head = self._noun_before(quantity)
        if head >= 0:
            # «قُتلوا في هجوم واحد» counts no attacks.
            if quantity.form == "one" and sentence.word(head).counted in ATTACKS and sentence.forms[head - 1] == "في":
                return None
            number.first, number.joined = head, sentence.is_joined(head)
            return with_head(sentence, number, head, at)
        number.joined = sentence.is_joined(quantity.first)
        if self._describes_things(quantity):
            return None
        if self._end_of_dead_and_wounded(at):
            return self._with_second_measure(number)  # «سقط 13 بين قتيل وجريح»
        if sentence.forms[at] in ("منهم", "منهن", "منها"):
            # «خمسة منهم», «خمسة منهم من الحرس»
            number.stop = at + 3 if sentence.forms[at + 1] == "من" and at + 2 < sentence.length else at + 1
            number.kind, number.share = "group", True
            return number
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
        number.kind, number.stop = "group", at + 1
        return number

    def _with_noun(self, number: Candidate) -> Candidate | None:
        sentence = self.sentence
        at = number.stop + sentence.word(number.stop).has("superlatives")  # «عدد من أبرز القياديين»
        word = sentence.word(at)
        if sentence.reading(at).conj or sentence.reading(at).prep:
            return number  # «عدد القتلى 12 والجرحى 30», «دفعة واحدة للإصابة», «قُتل خمسة بقذيفة»
        case = sentence.word(at + 1).governing
        if word.lemma == "حالة" and case is not None and not sentence.reading(at + 1).conj:
            # «44 حالة اعتقال»
            number.head, number.stop = at, at + 2
            number.count("counted", case.measure, "cases of what is named")
            return number
        if word.has("times") and sentence.has("raiding", 0, number.first):
            # «أغارت 26 مرة»
            number.stop = at + 1
            number.count("counted", "airstrikes", "times that were flown")
            return number
        if word.counted or word.person:
            return self._of_people(with_head(sentence, number, at, at + 1))
        if word.others:
            number.kind, number.head, number.stop = "others", at, at + 1
            return self._described(number)
        if word.has("things"):
            return None
        if follows(self.governors, number.first, within=1) and not self._names_nothing(at):
            # A noun outside the vocabulary between a number and its governing word: people, since things are listed.
            number.kind = "unknown"
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
            candidate.count_no_number()  # families are not persons
        return self._with_second_measure(self._described(candidate))

    def _described(self, candidate: Candidate) -> Candidate:
        """«40 آخرين مفقودين»: a casualty noun after the people says what befell them."""
        at = candidate.stop
        word = self.sentence.word(at)
        if candidate.kind in ("person", "others") and word.counted in PEOPLE_MEASURES and self.sentence.is_bare(at):
            candidate.stop = at + 1
            candidate.count("counted", word.counted, "casualty noun after the people")
        return candidate

    def _with_second_measure(self, candidate: Candidate) -> Candidate:
        """«15 قتيلاً وجريحاً» is one number for both; «عشرات القتلى والجرحى» leaves both open."""
        at = candidate.stop
        if stop := self._end_of_dead_and_wounded(at):
            candidate.stop = stop
            candidate.count("counted", "killed", "between dead and wounded")
            candidate.count_also("wounded")
            return candidate
        second = self.sentence.word(at) if self.sentence.reading(at).conj else NOTHING.word
        another = second.counted in PEOPLE_MEASURES and second.counted != candidate.measure
        if candidate.kind == "counted" and another and (candidate.is_vague or second.number == SINGULAR):
            candidate.stop = at + 1
            candidate.count_also(second.counted)
        return candidate

    def _end_of_dead_and_wounded(self, at: int) -> int:
        """Where «بين قتيل وجريح» or «ما بين قتيل وجريح» ends that begins at `at`; 0 if it does not."""
        sentence = self.sentence
        between = at + 1 if sentence.forms[at] == "ما" else at
        if sentence.forms[between] != "بين":
            return 0
        measures = {sentence.word(between + 1).counted, sentence.word(between + 2).counted}
        return between + 3 if measures == {"killed", "wounded"} else 0
