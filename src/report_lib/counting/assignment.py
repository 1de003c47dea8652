"""Settle what befell the people of each candidate, by its own noun, a governing word, or the count it is joined to."""

from __future__ import annotations

from typing import Final

from report_lib.conflict.actor_words import arms_of
from report_lib.counting.denials import are_doers, is_released
from report_lib.counting.governing import Governor
from report_lib.counting.numbered import ATTACKS, Candidate
from report_lib.counting.reach import governor_after, is_of_its_own, reaches
from report_lib.counting.sentence_reading import SentenceReading
from report_lib.counting.shares import is_chained, is_marked_share, is_share, is_told_again

AMONG: Final = "among those told of"  # the rule of «من بين القتلى ثلاث نساء»
_AMONG_REACH: Final = 6  # tokens between people and «بين القتلى»
_SUFFERED_REACH: Final = 3  # … between people who do something and what befell them
_EXCEEDING_REACH, _OF_TOLL_REACH = 3, 4  # … between «تجاوز» and «القتلى», and between «عدد القتلى» and «الغارات»
_DESCRIBED_REACH: Final = 4  # … and between a first person and «و» with the next


def assign(sentence: SentenceReading, governors: list[Governor], candidates: list[Candidate]) -> list[Candidate]:
    """Each candidate with its measure, governor and the rule that decided; without a measure if nothing befell it."""
    settled: list[Candidate] = []
    if not candidates:
        return settled
    assignment = _Assignment(sentence, governors, candidates)
    previous: Candidate | None = None
    for index in range(len(candidates)):
        settled.append(assignment.settled(index, previous))
        previous = settled[-1] if settled[-1].measure else previous
    return _with_deaths_of_wounds(sentence, governors, _with_first_of_pairs(sentence, settled))


def _with_deaths_of_wounds(
    sentence: SentenceReading, governors: list[Governor], settled: list[Candidate]
) -> list[Candidate]:
    """«أُصيب شاب بطلق في الصدر، وتوفي في المشفى»: one of the dead."""
    for at, candidate in enumerate(settled):
        if candidate.form == "singular" and candidate.measure == "wounded" and candidate.kind == "person":
            border = settled[at + 1].first if at + 1 < len(settled) else sentence.length
            dies = next((g for g in governors if candidate.stop <= g.first < border), None)
            if dies and _dies_later(sentence, dies):
                _befall(candidate, "killed", dies, "verb after it")
    return settled


def _dies_later(sentence: SentenceReading, governor: Governor) -> bool:
    then = sentence.reading(governor.first).conj or sentence.forms[governor.first - 1] == "ثم"
    dies = governor.measures == ("killed",) and governor.kind in ("passive", "phrase")
    return bool(then and dies and sentence.leaves_subject_out(governor.stop))


def _with_first_of_pairs(sentence: SentenceReading, settled: list[Candidate]) -> list[Candidate]:
    """«جنديان وخمسة مقاتلين أُصيبوا»: the verb after the second is the first's too."""
    for at in range(len(settled) - 1, 0, -1):
        first, second = settled[at - 1], settled[at]
        unsettled = not (first.measure or first.refused or first.is_vague) and first.kind in ("person", "group")
        if unsettled and second.rule == "verb after it" and second.joined and _are_beside(sentence, first, second):
            _befall(first, second.measure, second.governor, second.rule)
    return settled


def _befall(candidate: Candidate, measure: str, governor: Governor | None, rule: str) -> Candidate:
    candidate.measure = measure
    candidate.governor = governor
    candidate.rule = rule
    return candidate


def _share_of(candidate: Candidate, measure: str, rule: str) -> Candidate:
    candidate.share = True
    candidate.measure = measure
    candidate.rule = rule
    return candidate


def _are_beside(sentence: SentenceReading, first: Candidate, second: Candidate) -> bool:
    """«إن قيادياً في التنظيم وخمسة مقاتلين قُتلوا»: at the opening of a clause a few words may describe the first."""
    if first.stop == second.first:
        return True
    opens = sentence.forms[first.first - 1] == "ان" and not sentence.breaks(first.stop, second.first, "،.:")
    return opens and second.first - first.stop <= _DESCRIBED_REACH


class _Assignment:
    """Candidates are settled from left to right, since a verb that has its people governs no others."""

    def __init__(self, sentence: SentenceReading, governors: list[Governor], candidates: list[Candidate]) -> None:
        self.sentence = sentence
        self.governors = governors
        self.candidates = candidates
        self.used: set[Governor] = set()

    def settled(self, index: int, previous: Candidate | None) -> Candidate:
        """The candidate with what befell it; `previous` is the nearest before it that something befell."""
        candidate = self.candidates[index]
        if candidate.kind == "thing" or self._is_marked_crowd(candidate):
            candidate.measure = ""
            return candidate
        governor = self._governor_before(candidate)
        candidate.refused = self._refused(candidate, governor)
        if candidate.refused or (previous and is_told_again(self.sentence, candidate, previous)):
            candidate.measure = ""
            return candidate
        share = is_share(self.sentence, self.governors, candidate, self._total(index, previous))
        if candidate.kind == "counted":
            candidate.share = share
            return self._counted(candidate, governor)
        directly = governor is not None and governor.stop == candidate.first
        if previous and share and not directly:
            return _share_of(candidate, previous.measure, "share of the total before it")
        if governor and reaches(self.sentence, governor, candidate, used=governor in self.used):
            subject = governor.kind == "either" and self._is_subject(index)
            return candidate if subject else self._governed(candidate, governor, f"{governor.kind} before it")
        settled = (
            self._after_among(candidate)
            or self._by_verb_after(candidate, previous)
            or self._among(candidate)
            or self._joined(candidate, previous)
        )
        return settled or candidate

    def _is_marked_crowd(self, candidate: Candidate) -> bool:
        """«بينهم نساء وأطفال»: a share without a number says nothing."""
        return candidate.is_vague and is_marked_share(self.sentence, candidate)

    def _refused(self, candidate: Candidate, before: Governor | None) -> str:
        if is_released(self.sentence, candidate):
            return "people set free"
        if are_doers(self.sentence, candidate) and not self._suffer(candidate, before):
            return "people who do something, or are somewhere"
        return ""

    def _suffer(self, candidate: Candidate, before: Governor | None) -> bool:
        if before is not None and before.kind == "bodies" and before.stop == candidate.first:
            return True
        after = self._governor_after(candidate)
        return after is not None and after.first - candidate.stop <= _SUFFERED_REACH

    def _total(self, index: int, previous: Candidate | None) -> Candidate | None:
        """What a share would be of: nothing, where a number of other people is nearer («نزح مئة، بينهم 60 طفلاً»).

        But nothing is a share of a smaller number: «أربعة من عائلة واحدة بينهم ثلاثة أطفال».
        """
        nearest = self.candidates[index - 1] if index else None
        if previous and nearest and nearest.first > previous.first and nearest.form == "number":
            fewer = nearest.high is not None and nearest.high < (self.candidates[index].low or 0)
            return previous if fewer else None
        return previous

    def _counted(self, candidate: Candidate, governor: Governor | None) -> Candidate:
        if governor and self._overrides(governor, candidate):
            candidate.share = False
            return self._governed(candidate, governor, "governed counted noun")
        tells = governor and (governor.needs_person or candidate.measure in governor.measures)
        if governor and tells and candidate.first - governor.stop <= 3:
            self.used.add(governor)  # «سقط 52 شخصاً قتلى», «راح ضحيتها 11 شهيداً»
        later = self._governor_after(candidate) if candidate.measure in ("wounded", "captured", "missing") else None
        fall = later is not None and self.sentence.word(later.first).has("falls")  # «تسعة جرحى سقطوا في الغارات»
        if later and later.measures == ("killed",) and not (later.is_toll or fall):
            # «أربعة من الجرحى أسلموا الروح»
            return _befall(candidate, "killed", later, "verb after it")
        head = self.sentence.reading(candidate.head)
        if (
            candidate.form == "number"
            and not candidate.is_vague
            and head.definite
            and self.sentence.forms[candidate.head - 1] == "من"
        ):
            return _share_of(candidate, candidate.measure, AMONG)  # «ثلاثة من الجرحى في حال خطرة»
        return candidate

    def _overrides(self, governor: Governor, candidate: Candidate) -> bool:
        """«وفاة جريحين» are dead, «إعدام ثلاثة أسرى» too; «سقوط خمسة جرحى» are wounded."""
        reach = 2 if governor.kind == "either" and candidate.measure == "captured" else 0
        # «قضى 17 معتقلاً» are dead, «سقط خمسة جرحى» are not.
        falls = candidate.measure != "captured" or self.sentence.word(governor.first).has("bringing")
        return (
            not ((governor.needs_person and falls) or governor in self.used)
            and not (governor.kind == "bodies" and candidate.joined)
            and candidate.first - governor.stop <= reach
            and governor.kind in ("noun", "either", "passive", "bodies", "phrase")
            and candidate.measure in ("wounded", "captured", "missing")
            and governor.measures == ("killed",)
        )

    def _by_verb_after(self, candidate: Candidate, previous: Candidate | None) -> Candidate | None:
        """«ذكر أن السائق أُصيب»; but «قُتل مدنيان وطفل أُصيبا بلغم» are joined first."""
        beside = previous and previous.governor and candidate.joined and previous.stop == candidate.first
        following = None if beside else self._governor_after(candidate)
        if following is None:
            return None
        return self._governed(candidate, following, "toll after it" if following.is_toll else "verb after it")

    def _after_among(self, candidate: Candidate) -> Candidate | None:
        """«من بين القتلى ثلاث نساء»: a share of the dead told of before."""
        toll = next((g for g in self.governors if g.is_toll and g.stop == candidate.first), None)
        if toll is None or candidate.kind != "person" or self.sentence.forms[toll.first - 1] != "بين":
            return None
        return _share_of(candidate, toll.measures[0], AMONG)

    def _among(self, candidate: Candidate) -> Candidate | None:
        """«ثلاث نساء بين القتلى»: the same."""
        toll = next((g for g in self.governors if g.is_toll and g.first > candidate.first), None)
        if toll is None or candidate.kind != "person" or self.sentence.forms[toll.first - 1] != "بين":
            return None
        apart = toll.first - candidate.stop > _AMONG_REACH or self.sentence.breaks(candidate.stop, toll.first, "،.:")
        return None if apart else _share_of(candidate, toll.measures[0], AMONG)

    def _joined(self, candidate: Candidate, previous: Candidate | None) -> Candidate | None:
        if previous is None or not is_chained(self.sentence, self.governors, candidate, previous):
            return None
        candidate.share = previous.share and not self.sentence.is_besides(candidate.first)
        return _befall(candidate, previous.measure, previous.governor, "joined to the count before it")

    def _governed(self, candidate: Candidate, governor: Governor, rule: str) -> Candidate:
        """The candidate with the governor's measure, or both: «قُتل وجُرح 15», «قُتل وجُرح عدد من الجنود»."""
        self.used.add(governor)
        lost = self.sentence.word(governor.first).has("loses") and is_of_its_own(self.sentence, candidate)
        measure = "killed" if lost else governor.measures[0]  # «فقدوا أربعة من عناصرهم»
        _befall(candidate, measure, governor, rule)
        self._exceed(candidate, governor)
        if len(governor.measures) > 1:
            if candidate.is_vague:
                candidate.also = governor.measures[1]
            elif set(governor.measures) == {"killed", "wounded"}:
                candidate.measure, candidate.combined = "killed", True
        return candidate

    def _exceed(self, candidate: Candidate, governor: Governor) -> None:
        """«تجاوز عدد القتلى في الغارات 30» is more than 30, «لم يتجاوز عدد …» at most."""
        near = self.sentence.places("exceeding", governor.first - _EXCEEDING_REACH, governor.first)
        if not near or governor.kind != "headed toll" or candidate.qualifier != "exact":
            return
        if self.sentence.word(near[0] - 1).has("negations"):
            candidate.low, candidate.qualifier = None, "at_most"
        else:
            candidate.high, candidate.qualifier = None, "more_than"

    def _governor_before(self, candidate: Candidate) -> Governor | None:
        """The nearest governing word before the candidate.

        «القتلى» governs only a number without a noun; «عدد القتلى» one with a noun too, where nothing stands between.
        """
        before = [governor for governor in self.governors if governor.stop <= candidate.first]
        for governor in reversed(before):
            if self._is_of_toll(governor, before):
                continue
            nearest = governor is before[-1] and governor.kind != "toll"
            if candidate.kind in ("bare", "group") or nearest or governor.kind not in ("toll", "headed toll"):
                return governor
        return None

    def _is_of_toll(self, governor: Governor, before: list[Governor]) -> bool:
        """«عدد القتلى في الغارات على المدينة 30»: the attacks only tell of what it is a toll."""
        return (
            governor.kind == "toll"
            and governor.measures[0] in ATTACKS
            and any(
                g.kind == "headed toll"
                and 0 <= governor.first - g.stop <= _OF_TOLL_REACH
                and not self.sentence.breaks(g.stop, governor.first, "،.:")
                for g in before
            )
        )

    def _governor_after(self, candidate: Candidate) -> Governor | None:
        governor = governor_after(self.sentence, self.governors, self.candidates, candidate)
        return None if governor in self.used and not governor.is_toll else governor

    def _is_subject(self, index: int) -> bool:
        """«خطف مسلحون سبعة مدنيين»: the first people are the doers when others follow without «و»."""
        candidate, following = self.candidates[index], self.candidates[index + 1 : index + 2]
        if candidate.form not in ("plural", "dual") or candidate.kind != "person" or not following:
            return False
        other = following[0]
        if other.joined or other.kind not in ("person", "group") or other.first - candidate.stop > 5:
            return False
        before = self.sentence.word(other.first - 1)
        object_of_it = other.form == "number" or self._is_object(other)
        if before.has("before_nouns") or (before.has("violence") and not object_of_it):
            return False  # «قُتل شابان بإطلاق نار من قبل مسلحين», «قُتل عنصران بهجوم مسلح»
        return all(self._belongs_to_subject(at) for at in range(candidate.stop, other.first))

    def _is_object(self, other: Candidate) -> bool:
        """«قتل مسلحون مجهولون عنصرين», «… راعي أغنام», «قتل عناصر داعش جندياً»: in another case, or nobody armed."""
        if self.sentence.forms[other.first - 1].endswith("ون") and not self.sentence.forms[other.head].endswith("ون"):
            return True
        form = self.sentence.forms[other.head]
        return other.form == "singular" and (form.endswith("ا") or not arms_of(form))

    def _belongs_to_subject(self, at: int) -> bool:
        """«مسلحون من خلايا التنظيم»: no mark, no verb, no «بينهم»."""
        word = self.sentence.word(at)
        share = word.has("among") or word.has("of_them")
        return self.sentence.is_word(at) and word.governing is None and not share
