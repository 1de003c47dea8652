"""Find the nouns that count without a number: one officer, two shepherds, dead and wounded."""

from __future__ import annotations

import re
from typing import Final

from report_lib.arabic.bare_numbers import is_too_large
from report_lib.arabic.readings import DUAL, NOTHING, PLURAL, SINGULAR
from report_lib.arabic.text import fold_word
from report_lib.arabic.vocabulary import required_company
from report_lib.counting.counting_words import COUNTS_ALONE, ONE_KNOWN, PASSIVE
from report_lib.counting.governing import PEOPLE_MEASURES, Governor
from report_lib.counting.numbered import ATTACKS, Candidate, Form, Kind, follows, is_their_people, with_head
from report_lib.counting.sentence_reading import SentenceReading

_AT: Final = fold_word("على")
_CASE: Final = fold_word("حالة")
_LEAST: Final = fold_word("الأقل")
_DOERS: Final = 2  # tokens of «مسلحون مجهولون»
_MADE_UP_REACH: Final = 5  # tokens from «عائلة» to «مؤلفة»: «عائلة نازحة بأكملها مؤلفة من»
_KIN_REACH: Final = 8  # … and from «عائلة» to «طفلها»
_WITH_REACH: Final = 5  # … and from «قيادي» to «ومرافقه»
_HOW_MANY: Final[dict[int, int | None]] = {SINGULAR: 1, DUAL: 2, PLURAL: None}
# «مصابَين» with its vowel, which most texts write nowhere, is two; without it the spelling may be a plural.
_FATHA: Final = "\u064e"
_MARKED_DUAL: Final = re.compile("(?:\u064e\u0651?|\u0651\u064e)\u0652?ي\u0652?ن[\u064b-\u0652]*$")


def unnumbered(
    sentence: SentenceReading, governors: list[Governor], taken: set[int], *, is_title: bool
) -> list[Candidate]:
    """The candidates without a number, in order; the tokens that numbers have `taken` are not looked at."""
    reader = _Nouns(sentence, governors, taken, is_title)
    found: list[Candidate] = []
    stop = 0
    words = COUNTS_ALONE | ONE_KNOWN if sentence.plain.pulls & PASSIVE else COUNTS_ALONE
    for at in sentence.plain.places(words):
        if at >= stop and at not in taken and (candidate := reader.candidate(at)) is not None:
            candidate = _at_least(sentence, candidate)
            found.append(candidate)
            stop = candidate.stop
    return found


def _at_least(sentence: SentenceReading, candidate: Candidate) -> Candidate:
    """«أسروا عنصرين على الأقل»."""
    end = candidate.stop + 2
    if candidate.low is None or sentence.forms[end - 2] != _AT or sentence.forms[end - 1] != _LEAST:
        return candidate
    candidate.stop, candidate.high, candidate.qualifier = end, None, "at_least"
    return candidate


def _case(form: str) -> str:
    """What of the case a spelling shows: the ending of a dual, the alif of an accusative."""
    return form[-2:] if form.endswith(("ان", "ين")) else form[-1:] if form.endswith("ا") else ""


class _Nouns:
    """The nouns of one sentence: `candidate` says how many each stands for by itself."""

    def __init__(self, sentence: SentenceReading, governors: list[Governor], taken: set[int], is_title: bool) -> None:
        self.sentence = sentence
        self.governors = governors
        self.taken = taken
        self.is_title = is_title

    def candidate(self, at: int) -> Candidate | None:
        reading = self.sentence.reading(at)
        word = reading.word
        if word.others:
            return self._others(at)
        if self.sentence.is_one_of(at) and self._names_group(at + 1):
            one = self._of(at, 1, "person", "singular")
            one.head, one.stop = at + 1, at + 2  # «مقتل أحد القياديين»
            return one
        if word.flags:
            if word.has("ordinal_one") and not reading.definite and self._follows(at, within=1):
                return self._of(at, 1, "others", "singular")  # «قُتل جنديان وجُرح ثالث»
            if word.has("kin_two") and self._follows(at, within=1):
                return self._of(at, 2, "person", "dual")  # «أصيب والداه»
            if word.has("kin_one") and (self._is_hit_too(at) or self._is_hit_with(at)):
                return self._of(at, 1, "person", "singular")
            if word.has("collectives") and not reading.definite:
                if self._is_numbered(at) or self._loses_kin(at):
                    return None
                return self._of(at, None, "person", "plural")  # «مقتل عائلة»
        if not (word.counted or word.person) or self._describes_people(at):
            return None
        return self._people(at)

    def _is_hit_too(self, at: int) -> bool:
        """«قُتل طفل وجُرح شقيقه», «أسفر عن مقتل سائقها»; but «بعد مقتل شقيقه» tells of the past."""
        sentence = self.sentence
        if sentence.reading(at - 1).conj:
            kinds = ["passive", "either", "noun"]
        elif sentence.has("bringing", at - 3, at - 1):
            kinds = ["noun"]
        else:
            return False
        return any(g.stop == at and g.kind in kinds and g.measures != ("missing",) for g in self.governors)

    def _is_hit_with(self, at: int) -> bool:
        """«قُتل قيادي سابق في التنظيم ومرافقه»: beside the one right after the verb."""
        if not self.sentence.reading(at).conj or not self.sentence.leaves_subject_out(at + 1):
            return False
        near = (g for g in self.governors if 1 < at - g.stop <= _WITH_REACH and g.kind in ("passive", "either", "noun"))
        return any(self._is_one_person(g.stop) and not self.sentence.breaks(g.stop, at, "،.:") for g in near)

    def _is_one_person(self, at: int) -> bool:
        word = self.sentence.word(at)
        return word.person and word.number == SINGULAR and self.sentence.is_bare(at)

    def _loses_kin(self, at: int) -> bool:
        """«فقدت عائلة في البلدة طفلها»: it is not the family that is missing."""
        loses = self.sentence.word(at - 1).has("loses")
        return loses and self.sentence.has("kin_one", at + 1, at + 1 + _KIN_REACH)

    def _is_numbered(self, at: int) -> bool:
        """«قضت عائلة مؤلفة من خمسة أفراد», «عائلة من خمسة أفراد»: the number follows."""
        made_up = any(
            self.sentence.word(i).has("made_up_of") and i + 2 in self.taken
            for i in range(at + 1, min(at + _MADE_UP_REACH, len(self.sentence.forms)))
        )
        # «عائلة من خمسة أفراد», «عائلة كاملة من خمسة أفراد»
        return made_up or any(self.sentence.forms[i] == "من" and i + 1 in self.taken for i in (at + 1, at + 2))

    def _of(self, at: int, number: int | None, kind: Kind, form: Form) -> Candidate:
        qualifier = "unspecified" if number is None else "exact"
        candidate = Candidate(at, at + 1, number, number, qualifier, kind, form)
        candidate.head, candidate.joined = at, self.sentence.is_joined(at)
        return candidate

    def _follows(self, at: int, within: int = 0) -> bool:
        return follows(self.governors, at, within)

    def _follows_doers(self, at: int) -> bool:
        """«اغتال مسلحون مجهولون رئيس المجلس»: behind those who did it, who stand in the nominative."""
        forms = self.sentence.forms
        active = (g for g in self.governors if g.kind == "either" and 1 <= at - g.stop <= _DOERS)
        return any(all(form.endswith("ون") for form in forms[g.stop : at]) for g in active)

    def _names_group(self, at: int) -> bool:
        """«القياديين», «المخطوفين», «جنودها», «متشددي التنظيم»."""
        word, form = self.sentence.word(at), self.sentence.forms[at]
        casualties = word.counted in PEOPLE_MEASURES and word.counted != "killed" and word.number == PLURAL
        return casualties or word.person or word.has("losing_members") or is_their_people(form)

    def _describes_people(self, at: int) -> bool:
        """«طفلان شقيقان», «ثلاثة أطفال أشقاء»; but «قتل مسلح مدنياً» tells of two: the second is in another case."""
        sentence = self.sentence
        word, before = sentence.word(at), sentence.word(at - 1)
        if not before.person or not sentence.is_bare(at):
            return False
        if word.number == PLURAL:
            two = before.number == DUAL and _case(sentence.forms[at]) == _case(sentence.forms[at - 1])
            return two or at - 1 in self.taken  # «جنديين سوريين»
        first, second = sentence.forms[at - 1], sentence.forms[at]
        same_case = first[-2:] == second[-2:] if word.number == DUAL else first.endswith("ا") == second.endswith("ا")
        return word.number == before.number and same_case

    def _others(self, at: int) -> Candidate | None:
        """«أُصيب آخر», «إصابة عدد آخرين»; not «طفل آخر», «هجوم آخر»."""
        sentence, number = self.sentence, _HOW_MANY[self.sentence.word(at).number]
        if sentence.reading(at).definite or self._is_last(at) or sentence.word(at - 1).has("things"):
            return None  # «أحدهما ضابط والآخر جندي»
        if number == SINGULAR and sentence.word(at + 1).person and sentence.is_bare(at + 1):
            return None  # «حتى القضاء على آخر مسلح»: the last one
        form: Form = "plural" if number is None else "singular"
        feminine = sentence.forms[at].endswith("ي")  # «وأخرى» may be another operation
        after_person = any(
            sentence.word(i).person and (not feminine or sentence.forms[i].endswith("ة")) for i in (at - 1, at - 2)
        )
        if number == 1 and sentence.reading(at).conj and after_person:
            return self._of(at, 1, "others", form)  # «قُتل جندي تركي وآخر من …»
        before = sentence.word(at - 1)
        # «قتيل آخر», «إصابة أخرى»; but «مقتل شاب وإصابة آخر», «مقتل امرأة وإصابة أخرى»
        described = before.counted and (before.governing is None or (feminine and not after_person))
        if number is not None and (before.person or described):
            return None
        return self._of(at, number, "others", form) if self._follows(at, within=2 if number is None else 1) else None

    def _is_last(self, at: int) -> bool:
        """«فقد آخر معاقله», «قتل آخر مسلح»: the last of something, no other person; «وآخر مدني» is one more."""
        here, following = self.sentence.reading(at), self.sentence.word(at + 1)
        if following.has("things"):
            return True  # «إصابة آخر عربة»
        form = self.sentence.forms[at + 1]
        if following.person and self.sentence.is_bare(at + 1):
            return here.word.others and here.word.number == SINGULAR and not here.conj
        return form.endswith(("ه", "ها", "هم")) and following.flags.isdisjoint({"prepositions", "of_them", "among"})

    def _people(self, at: int) -> Candidate | None:
        sentence = self.sentence
        word, definite = sentence.word(at), sentence.reading(at).definite
        number = DUAL if word.number != DUAL and self._is_marked_dual(at) else word.number
        if word.counted and word.counted in ATTACKS:
            if number == PLURAL and not definite and sentence.forms[at + 1] == "عدة":
                return with_head(sentence, self._of(at, None, "person", "plural"), at, at + 2)  # «شنت غارات عدة»
            if number != DUAL or definite:
                return None  # narrated, not counted; «الهجومان» are those told before
        if number == SINGULAR:
            if not self._is_one_casualty(at):
                return None
            return self._with_kin(with_head(sentence, self._of(at, 1, "person", "singular"), at, at + 1))
        if number == DUAL:
            if (word.has("not_alone") and not self._follows(at)) or self._names_operations(at):
                return None  # «نظام طالبان»
            if definite and not word.counted:
                return None
            return with_head(sentence, self._of(at, 2, "person", "dual"), at, at + 1)
        if sentence.word(at - 1).counted and sentence.reading(at).prep == "ب" and word.lemma == _CASE:
            return None  # «جرحى بحالات خطرة»
        if definite or sentence.word(at - 1).has("any") or (word.counted and not self._is_told_of(at)):
            return None
        return with_head(sentence, self._of(at, None, "person", "plural"), at, at + 1)

    def _names_operations(self, at: int) -> bool:
        """«عمليتي "درع الفرات" و…» are two known by name; «عمليتي اغتيال» are counted."""
        word = self.sentence.word(at)
        if word.counted not in ATTACKS or not self.sentence.forms[at].endswith("ي"):
            return False
        following = self.sentence.bare(at + 1)
        return (
            following not in required_company("needs_context").get(word.lemma, ())
            and not self.sentence.word(at + 1).governing
        )

    def _is_marked_dual(self, at: int) -> bool:
        marked = self.sentence.forms[at].endswith("ين") and _FATHA in self.sentence.folded.raw
        return marked and bool(_MARKED_DUAL.search(self.sentence.raw(at)))

    # --- One

    def _is_one_casualty(self, at: int) -> bool:
        """«مقتل ضابط», «سقوط قتيل»; not «بحسب مسؤول», «منطقة القتيل»."""
        sentence = self.sentence
        word, definite = sentence.word(at), sentence.reading(at).definite
        if is_too_large(sentence.forms[at - 1]):
            return False  # «99999999999 شخصاً»
        if definite and not (self._is_plain_passive(at - 1) or self._is_plain_passive(at + 1)):
            return False
        alone = word.has("not_alone") and not (self._follows(at) or self._follows_doers(at))
        if word.has("things") or alone or sentence.word(at - 1).has("any"):
            return False  # «نافياً وقوع أي أسير»
        if sentence.word(at - 1).others and self._is_last(at - 1):
            return False
        if sentence.forms[at].endswith("ا") and sentence.word(at - 1).has("copulas"):
            return False  # «كان مسؤولاً»
        if word.counted and not definite:
            if self._is_between(at):
                return False  # «سقطوا بين قتيل وجريح»
            opens = at <= 2 or sentence.is_joined(at) or sentence.reading(at + 1).conj  # «قتيل وجريح بانفجار …»
            return opens or self._is_brought(at)
        return True

    def _is_between(self, at: int) -> bool:
        forms = self.sentence.forms
        return forms[at - 1] == "بين" or (forms[at - 2] == "بين" and bool(self.sentence.word(at - 1).counted))

    def _is_plain_passive(self, at: int) -> bool:
        """«السائق أُصيب», «أصيب السائق»."""
        word = self.sentence.word(at)
        return word.governing is not None and word.governing.kind == "passive" and not word.has("needs_person")

    def _with_kin(self, person: Candidate) -> Candidate:
        """«رجل وزوجته» are two, «رجل ووالداه» three; «وطفلاهما» two more; «مع عائلته» an unknown number."""
        at = person.stop
        if (
            self.sentence.is_word(at)
            and not self.sentence.is_joined(at)
            and self.sentence.word(at + 1).has("kin_one")
            and self.sentence.reading(at + 1).conj
        ):
            at += 1  # «راعي أغنام وابنه»; but «رجل وزوجته وابنتهما» are three
        elif self.sentence.forms[at] == "مع":
            at += 1
        elif not self.sentence.is_joined(at):
            return person
        word = self.sentence.word(at)
        if word.has("collectives"):
            person.stop, person.form = at + 1, "plural"
            person.count_no_number()
            return person
        number = 1
        while more := word.has("kin_one") + 2 * word.has("kin_two"):
            number, at = number + more, at + 1
            word = self.sentence.word(at) if self.sentence.reading(at).conj else NOTHING.word
        if number > 1:
            person.stop, person.low, person.high = at, number, number
        return person

    # --- Casualties without a number

    def _is_told_of(self, at: int) -> bool:
        """«سقوط قتلى وجرحى», «قتلى بقصف …» as a title; not «جثث القتلى», which are told of already."""
        sentence = self.sentence
        if sentence.forms[at + 1].startswith("ال") and len(sentence.forms[at + 1]) > 4:
            return False
        before = sentence.word(at - 1)
        if before.has("toll_heads") or at + 1 in self.taken:  # «جثث سبعة رعاة»
            return False
        chained = sentence.reading(at).conj and bool(before.counted)
        return chained or at <= (2 if self.is_title else 0) or self._is_brought(at)

    def _is_brought(self, at: int) -> bool:
        """«خلّف الانفجار قتيلاً», «أسفر عن قتلى», «تسبب في المدينة بقتلى»; or a colon before it."""
        sentence = self.sentence
        if sentence.has("bringing", at - 3, at) or ":" in sentence.forms[max(at - 3, 0) : at]:
            return True
        return sentence.reading(at).prep == "ب" and sentence.has("bringing", at - 6, at)
