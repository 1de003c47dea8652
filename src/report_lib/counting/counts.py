"""Find every reported number of casualties, captives, attacks and air strikes, with the words that state it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from report_lib.arabic.text import Folded
from report_lib.counting.assignment import AMONG, assign
from report_lib.counting.denials import is_denied, is_nobodys_attack
from report_lib.counting.furniture import content_sentences
from report_lib.counting.governing import Governor, find_governors, names_casualties
from report_lib.counting.numbered import Candidate, numbered
from report_lib.counting.reach import is_brought
from report_lib.counting.sentence_reading import SentenceReading
from report_lib.counting.signs import may_count
from report_lib.counting.unnumbered import unnumbered

# How far, in words, a count's quote reaches: back to its governing word, on to one after it; and what qualifies people.
_QUOTED_BEFORE, _QUOTED_AFTER, _QUALIFIED = 4, 8, 8


class Found:
    """One number as stated: spans are of the folded text; `part_of` is the index of the total in the article's list."""

    measure: str = ""
    low: int | None = None
    high: int | None = None
    qualifier: str = ""
    sentence: int = 0
    start: int = 0  # the words that state it: governing word, if close, to head noun
    end: int = 0
    position: int = 0  # where the number itself stands
    people_start: int = 0  # the words that tell who: head noun and what qualifies it
    people_end: int = 0
    head: str = ""  # folded head noun, "" for a bare number
    rule: str = ""
    part_of: int | None = None
    others: bool = False  # «آخرون»: people beside those told of before
    update: bool = False  # a toll that has risen, and replaces the lower ones before it

    def of(self, measure: str) -> Found:
        """The same number of another measure."""
        same = Found()
        same.measure, same.low, same.high, same.qualifier = measure, self.low, self.high, self.qualifier
        same.sentence, same.start, same.end, same.position = self.sentence, self.start, self.end, self.position
        same.people_start, same.people_end, same.head = self.people_start, self.people_end, self.head
        same.rule, same.part_of, same.others, same.update = self.rule, self.part_of, self.others, self.update
        return same

    def share_of(self, total: int | None) -> Found:
        """The same, but a share of the total of that index, or of none."""
        found = self.of(self.measure)
        found.part_of = total
        return found

    def numbered_like(self, other: Found) -> Found:
        """The same, but as many as another telling says."""
        found = self.of(self.measure)
        found.low, found.high, found.qualifier = other.low, other.high, other.qualifier
        return found


class Refused(NamedTuple):
    """Words that count people or attacks, and why they are no count; spans index the folded text."""

    start: int
    end: int
    reason: str


def find_counts(folded: Folded) -> list[Found]:
    """Every count stated in the text, in order; shares point to their total.

    Sentences of site furniture, of denials and of deaths that nobody's attack caused give none.
    """
    found: list[Found] = []
    for index in content_sentences(folded):
        counts = _read(folded, index, found)
        if counts is not None:
            counts.add_to(found)
    return found


def find_refused(folded: Folded) -> list[Refused]:
    """What the text denies, accidents and illness, people set free, and people who are doers, in order."""
    refused: list[Refused] = []
    found: list[Found] = []
    for index in content_sentences(folded):
        counts = _read(folded, index, found)
        if counts is not None:
            counts.add_to(found)
            refused += counts.refused()
    return refused


def _read(folded: Folded, index: int, found: list[Found]) -> _SentenceCounts | None:
    """What a sentence states, None where it counts nothing; `found` is what those before it counted."""
    sentence = folded.sentences[index]
    if not may_count(sentence):
        return None
    reading = SentenceReading(folded, sentence)
    governors = find_governors(reading, _announced(found))
    return _SentenceCounts(reading, governors, index) if governors or names_casualties(reading) else None


def _announced(found: list[Found]) -> str:
    """What «العدد» and «الحصيلة» refer to: the first thing counted in the nearest sentence that counts."""
    if not found:
        return ""
    first = len(found) - 1
    while first and found[first - 1].sentence == found[-1].sentence:
        first -= 1
    return found[first].measure


class _SentenceCounts:
    """What one sentence states."""

    def __init__(self, sentence: SentenceReading, governors: list[Governor], index: int) -> None:
        self.sentence = sentence
        self.index = index
        with_number, taken = numbered(sentence, governors)
        without_number = unnumbered(sentence, governors, taken, is_title=index == 0)
        self.candidates = assign(sentence, governors, _in_order(with_number, without_number))
        self._refuse([candidate for candidate in self.candidates if candidate.measure])
        self.stated = [candidate for candidate in self.candidates if candidate.measure and not candidate.refused]

    def _refuse(self, candidates: list[Candidate]) -> None:
        """Note of those whom something befell that no attack caused it, or that it did not happen."""
        is_accident = bool(candidates) and is_nobodys_attack(self.sentence)
        for candidate in candidates:
            if is_accident:
                candidate.refused = "an accident, an illness or a disaster"
            elif is_denied(self.sentence, candidate):
                candidate.refused = "denied, or not reported"

    def refused(self) -> Iterator[Refused]:
        """What could be a count by its words and is none."""
        for candidate in self.candidates:
            if candidate.refused and (candidate.measure or candidate.form in ("number", "dual")):
                yield Refused(self.sentence.start(candidate.first), self._end(candidate.stop), candidate.refused)

    def add_to(self, found: list[Found]) -> None:
        """Add this sentence's counts to those of the sentences before it."""
        if not self.stated:
            return
        totals = {found[-1].measure: len(found) - 1} if found else {}  # what a share of each measure is a share of
        previous: Candidate | None = None
        risen = False
        for candidate in self.stated:
            risen = self._is_risen(candidate) or (risen and _is_beside(previous, candidate))
            if previous and _is_one_more(previous, candidate):
                self._add_one_more(found[-1], candidate)
            else:
                part_of = _total_of(candidate, totals, found) if candidate.share else None
                count = self._found(candidate, part_of)
                if not candidate.share:
                    totals[candidate.measure] = len(found)
                elif part_of is not None:
                    totals[candidate.measure] = part_of  # «بين القتلى امرأتان وثلاثة أطفال»: of the same total
                if risen and not candidate.share:
                    count.update = True
                    _make_parts(found, count)
                found.append(count)
                if candidate.also:
                    found.append(count.of(candidate.also))
            previous = candidate

    def _add_one_more(self, count: Found, candidate: Candidate) -> None:
        count.low = count.high = (count.low or 0) + 1
        count.end, count.people_end = self._end(candidate.stop), self._end(self._people_stop(candidate))

    def _found(self, candidate: Candidate, part_of: int | None) -> Found:
        sentence = self.sentence
        first, stop = self._quoted(candidate)
        people = candidate.head if candidate.head >= 0 else candidate.first
        low, qualifier = candidate.low, candidate.qualifier
        if candidate.combined:
            low, qualifier = None, "at_most"
        found = Found()
        found.measure = candidate.measure
        found.low, found.high = low, candidate.high
        found.qualifier = "unspecified" if low is None and candidate.high is None else qualifier
        found.sentence = self.index
        found.start, found.end = sentence.start(first), self._end(stop)
        found.position = sentence.start(candidate.first)
        found.people_start, found.people_end = sentence.start(people), self._end(self._people_stop(candidate))
        found.head = sentence.forms[candidate.head] if candidate.head >= 0 else ""
        found.rule = candidate.rule
        found.part_of = part_of
        found.others = candidate.kind == "others" or sentence.word(candidate.stop).others
        return found

    def _quoted(self, candidate: Candidate) -> tuple[int, int]:
        """The tokens first:stop that state the number: with its governing word, if that is near or announces a toll."""
        governor = candidate.governor
        if governor is None:
            return candidate.first, candidate.stop
        if governor.stop <= candidate.first:
            near = candidate.first - governor.stop <= _QUOTED_BEFORE or governor.is_toll
            return governor.first if near else candidate.first, candidate.stop
        near = candidate.stop <= governor.first <= candidate.stop + _QUOTED_AFTER
        return candidate.first, governor.stop if near else candidate.stop

    def _people_stop(self, candidate: Candidate) -> int:
        """Where what qualifies the people stops: at a mark, a governing word or the next candidate."""
        end = min(candidate.stop + _QUALIFIED + 1, self.sentence.length)
        for other in self.candidates:
            if candidate.stop <= other.first < end:
                end = other.first
        for at in range(candidate.stop, end):
            if not (self.sentence.is_word(at) or self.sentence.is_number(at)):
                return at
            if self.sentence.word(at).governing and at > candidate.stop:
                return at
        return end

    def _is_risen(self, candidate: Candidate) -> bool:
        """«لترتفع الحصيلة إلى 7 قتلى», «وارتفع عدد القتلى إلى 7»."""
        of_toll = candidate.governor is not None and candidate.governor.is_toll
        return (of_toll or is_brought(self.sentence, candidate)) and self.sentence.has("rising", 0, candidate.stop)

    def _end(self, stop: int) -> int:
        return self.sentence.end(stop - 1)


def _in_order(with_number: list[Candidate], without_number: list[Candidate]) -> list[Candidate]:
    """Both by their place; those without a number, which are few, are put in one by one."""
    if not (with_number and without_number):
        return with_number or without_number
    found: list[Candidate] = []
    for candidate in with_number + without_number:
        at = len(found)
        while at and found[at - 1].first > candidate.first:
            at -= 1
        found.insert(at, candidate)
    return found


def _total_of(candidate: Candidate, totals: Mapping[str, int], found: list[Found]) -> int | None:
    """The total that a share is of: told in its sentence or right before; of «القتلى» the last that is as high."""
    total = totals.get(candidate.measure)
    if total is not None or candidate.rule != AMONG:
        share = total is not None and found[total].part_of is not None
        if total is not None and share and (found[total].low or 0) < (candidate.low or 0):
            return found[total].part_of  # «11 مدنياً بينهم أربعة أطفال. وقُتل عشرة من الضحايا في …»
        if total is not None and _is_less(found[total], candidate):
            return None  # «قُتل عنصران. وانفجر لغم بجامعي الكمأة، ومقتل أربعة منهم»
        return total
    for index in range(len(found) - 1, -1, -1):
        count = found[index]
        if count.measure == candidate.measure and count.part_of is None and (count.low or 0) >= (candidate.low or 0):
            return index
    return None


def _is_less(total: Found, candidate: Candidate) -> bool:
    """Whether a total is exact and smaller than what would be its share."""
    return total.high is not None and candidate.low is not None and total.high < candidate.low


def _is_beside(previous: Candidate | None, candidate: Candidate) -> bool:
    """«إلى 19 قتيلاً و 5 مفقودين»."""
    return previous is not None and candidate.joined and candidate.first - previous.stop <= 1


def _is_one_more(previous: Candidate, candidate: Candidate) -> bool:
    """«مقتل ضابط وجندي»: two singulars joined by «و» are one count of two."""
    return (
        candidate.form == previous.form == "singular"
        and candidate.kind == "person"
        and candidate.joined
        and candidate.measure == previous.measure
        and candidate.governor is previous.governor
        and not candidate.share
    )


def _make_parts(found: list[Found], risen: Found) -> None:
    """A risen toll takes the lower totals of its measure before it as its parts."""
    for earlier in found:
        if earlier.measure == risen.measure and earlier.part_of is None and _is_lower(earlier, risen):
            earlier.part_of = len(found)


def _is_lower(earlier: Found, later: Found) -> bool:
    return earlier.low is not None and later.low is not None and earlier.low < later.low
