"""Find every stated number of things in a sentence: digits, number words, ranges, hedges, and counts without a number.

A `Quantity` says how many; whether the things counted are casualties is for its reader to tell from the noun. Dates,
times, percentages, decimals, ordinals, and numbers that are names («اللواء 47») are none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from report_lib.arabic.bare_numbers import ARTICLES, DIGITS, FOLLOWED, FOLLOWING, SPELLED, Number, Numbers
from report_lib.arabic.number_context import after_name, counts_nothing, date_or_score
from report_lib.arabic.number_words import TEN, TENS, UNIT, Hedge, number_words
from report_lib.arabic.text import Sentence


class Quantity:
    """A number of things as stated; indices are into the sentence's tokens.

    `first:stop` is the number with the hedge and range words that touch it, the brackets around it, and the closing
    «من» of a vague count («عدد كبير من»). Hedges further off, before («تجاوز عدد القتلى 20») or after the noun
    («20 قتيلا على الأقل»), reach from `hedge_first` to `hedge_stop`; without one these equal `first` and `stop`.
    """

    def __init__(
        self, first: int, stop: int, low: int | None, high: int | None, qualifier: str, form: str, number_first: int
    ) -> None:
        self.first = first
        self.stop = stop
        self.low = low  # empty for at_most and unspecified
        self.high = high  # empty for at_least, more_than and unspecified
        self.qualifier = qualifier  # one of records.QUALIFIERS
        self.form = form  # digits | word | dual (اثنان) | one (واحد) | vague (عدد من، عشرات)
        self.number_first = number_first  # where the bare number starts, after hedges and brackets
        self.hedge_first = first
        self.hedge_stop = stop


def quantities(sentence: Sentence) -> list[Quantity]:
    """The quantities of one sentence, in order, never overlapping; time is linear in the number of tokens."""
    candidates = [i for i in sentence.places(DIGITS | SPELLED | FOLLOWED) if _may_begin(sentence, i)]
    return _Statements(sentence).read(candidates) if candidates else []


def _may_begin(sentence: Sentence, i: int) -> bool:
    """Whether something may begin at `i`; if not by the word alone, then with the next: «على الأقل», «ما لا يقل»."""
    if sentence.pulls_at(i, DIGITS | SPELLED):
        return True
    return sentence.pulls_at(i + 1, FOLLOWING) and sentence.forms[i + 1] in number_words().followed[sentence.forms[i]]


_AFTER_GAP: Final = 4  # words between a number and the hedge after its noun
_CHANGE_GAP: Final = 8  # words between «ارتفع» and «من 5 إلى 7»
_COMMAS: Final = frozenset("،,")
_BRACKETS: Final = {"(": ")", "/": "/"}


class _Statements(Numbers):
    """The numbers of one sentence with their hedges and ranges."""

    def read(self, candidates: list[int]) -> list[Quantity]:
        self.found: list[Quantity] = []
        stop = 0
        for i in candidates:
            if i >= stop:
                stop = self._read(i) or i + 1
        return self.found

    def _read(self, i: int) -> int:
        """Note what starts at `i`; the index after it, or 0 if nothing does."""
        if self.pieces[i].pulls & DIGITS:
            return self._stated(i)
        form = self.forms[i]
        if form in self.vocabulary.after and (stop := self._hedge_after(i)):
            return stop
        if form in self.vocabulary.before and (stop := self._hedged(i)):
            return stop
        if (self.on(self.lists.below, i) or self.on(self.lists.above, i)) and (stop := self._below_or_above(i)):
            return stop
        if self.on(self.lists.excess, i) and (at := self.joined(i + 1)):  # «نيف وعشرون»
            return self._stated(at, i, "more_than")
        return self._vague(i, i) or self._stated(i)

    def _stated(
        self, i: int, first: int | None = None, qualifier: str = "exact", hedge_first: int | None = None
    ) -> int:
        """Note the number or range at `i`, hedged from `first` on; the index after it, 0 if there is no number."""
        at = self.opened(i)
        number = self.number(at)
        if number is None:
            return 0
        if number.form == "digits" and (stop := date_or_score(self, at, number)):
            return stop
        low, high, stop, begin = self._range(at, number)
        if counts_nothing(self, at, stop, number, hedged=first is not None):
            return after_name(self, at, stop)
        if _BRACKETS.get(self.forms[at - 1]) == self.forms[stop]:
            begin, stop = min(begin, at - 1), stop + 1
        elif self.forms[stop] == "(" and self.forms[stop + 2] == ")":
            repeated = self.number(stop + 1)
            if repeated and repeated.value == high:  # «خمسة (5)»
                stop += 3
        excess = stop + (self.forms[stop] == "و")
        if self.on(self.lists.excess, excess):  # «عشرون ونيف»
            stop, qualifier = excess + 1, "more_than"
        if low != high and qualifier in ("exact", "about"):
            qualifier = "range"
        first = begin if first is None else first
        least, most = _bounds(low, high, qualifier)
        quantity = Quantity(first, stop, least, most, qualifier, number.form, at)
        if hedge_first is not None:
            quantity.hedge_first = hedge_first
        self.found.append(quantity)
        return stop

    def _vague(self, i: int, first: int) -> int:
        """Note the count without a number at `i` («عدد كبير من», «عشرات»); the index after it, 0 if there is none."""
        form, at = self.forms[i], i + 1
        if form in self.vocabulary.vague:
            tens = self.joined(at)
            if tens and self.word(tens).kind == TENS and form not in self.words:  # «بضعة وعشرون»
                return self._stated(tens, i, "more_than")
            while self.word(at).kind == TEN or (self.forms[at] in self.vocabulary.vague and self.forms[at][0] != "و"):
                at += 1
        elif form in self.vocabulary.number_of or form in self.vocabulary.vague_from:
            if self.on(self.lists.superlatives, i - 1):
                return 0  # «أكبر عدد من القتلى» compares, and counts nobody
            while at < i + 6 and (self.on(self.lists.descriptions, at) or self.on(self.lists.description_parts, at)):
                at += 1
            enough = any(self.on(self.lists.descriptions, k) for k in range(i + 1, at)) or self.on(
                self.lists.several_from, at
            )
            if self.forms[at] != "من" and not (enough and form in self.vocabulary.number_of):
                return 0
        else:
            return 0
        at += self.forms[at] == "من"
        self.found.append(Quantity(first, at, None, None, "unspecified", "vague", i))
        return at

    # --- Ranges

    def _range(self, at: int, number: Number) -> tuple[int, int, int, int]:
        """(low, high, stop, first) of the range that `number` begins; low == high where there is none."""
        alone = number.value, number.value, number.stop, at
        before, end = self.forms[at - 1], number.stop
        end += _BRACKETS.get(before) == self.forms[end]
        joint, first = self.forms[end], self._between(at)
        if joint == "-" or self.on(self.lists.or_else, end):
            second = self.opened(end + 1)
        elif self.on(self.lists.to, end):
            second = self.opened(end + 1)
            if before == "من":
                first = at - 1
                if any(self.on(self.lists.changes, k) for k in range(max(0, at - 1 - _CHANGE_GAP), first)):
                    return alone
        elif first < at:
            second = self.joined(end) or (self.opened(end + 1) if joint == "و" else 0)
            if not second and self.noun_at(end):
                second = self._joined_without_noun(end + 1)
        else:
            return alone
        high = self.number(second) if second else None
        if high is None:
            # «بين خمسة وعشرين» without a second number is itself the range.
            low, tens = self.word(at), self.word(number.stop - 1)
            split = first < at and joint != "-" and low.kind == UNIT and tens.kind == TENS
            return (low.value, tens.value, number.stop, first) if split else alone
        low_value = number.value
        if high.scale > number.scale == 1 and low_value * high.scale < high.value:  # «3 إلى 5 آلاف»
            low_value *= high.scale
        return (low_value, high.value, high.stop, first) if low_value < high.value else alone

    def _joined_without_noun(self, i: int) -> int:
        """Where «ما بين عشرة مقاتلين وخمسة عشر» goes on; 0 in «بين تسعة قتلى وعشرة جرحى», which are two numbers."""
        second = self.joined(i)
        number = self.number(second) if second else None
        return second if number and not self.noun_at(number.stop) else 0

    def _between(self, at: int) -> int:
        """Where «بين» or «ما بين» starts before the number at `at`; `at` if there is none, as in «من بين»."""
        first = at - 1
        if self.forms[first] in _BRACKETS or self.forms[first] in ARTICLES:
            first -= 1
        if not self.on(self.lists.between, first) or self.forms[first - 1] == "من":
            return at
        return first - 1 if self.on(self.lists.between_before, first - 1) else first

    # --- Hedges

    def _hedged(self, i: int) -> int:
        """Note the number that a hedge at `i` governs; 0 if none follows it."""
        for hedge in self._hedges_before(i):
            for at, apart in self._ends(hedge.words, i + 1):
                for other in self._hedges_before(at):  # «ما لا يقل عن نحو 20»
                    at = next((end for end, _ in self._ends(other.words, at + 1)), at)
                if stop := self._vague(at, at if apart else i):
                    return stop
                if stop := self._stated(at, None if apart else i, hedge.qualifier, i):
                    return stop
        return 0

    def _hedges_before(self, i: int) -> Sequence[Hedge]:
        by_second = self.vocabulary.before.get(self.forms[i])
        return (*by_second.get(self.forms[i + 1], ()), *by_second.get("", ())) if by_second else ()

    def _ends(self, words: Sequence[str], i: int) -> Iterator[tuple[int, bool]]:
        """The places where a hedge may end whose further words are expected at `i`, and whether nouns lie within."""
        for k, word in enumerate(words):
            if word == "~":
                rest = words[k + 1 :]
                yield from self._ends(rest, i)
                if self.on(self.lists.with_suffix, i):
                    yield from self._ends(rest, i + 1)
                elif self.on(self.lists.counted_as, i):
                    for nouns in range(1, 4):
                        if not self.forms[i + nouns].isalpha():
                            break
                        yield from ((end, True) for end, _ in self._ends(rest, i + 1 + nouns))
                return
            if self.forms[i] != word:
                return
            i += 1
        yield i, False

    def _hedge_after(self, i: int) -> int:
        """Give the last quantity the hedge that follows it at `i`; the index after the hedge, 0 if it is none."""
        if not self.found:
            return 0
        last = self.found[-1]
        noun = self.forms[last.stop : i] if i - last.stop <= _AFTER_GAP + 1 else [""]
        if noun and noun[-1] in _COMMAS:
            noun.pop()
        if len(noun) > _AFTER_GAP or not all(form.isalpha() for form in noun):
            return 0
        by_second = self.vocabulary.after[self.forms[i]]
        for hedge in (*by_second.get(self.forms[i + 1], ()), *by_second.get("", ())):
            stop = i + 1 + len(hedge.words)
            if tuple(self.forms[i + 1 : stop]) != hedge.words:
                continue
            if noun and not self.joined(stop) and self.number(stop):
                return 0  # «، على الأقل 5 منهم»
            _hedge(last, hedge.qualifier)
            last.hedge_stop = stop
            return stop
        return 0

    def _below_or_above(self, i: int) -> int:
        """Note «دون العشرة» and «فوق العشرين», unless the number is an age; the index after it, 0 if it is no hedge."""
        number = self.number(self.opened(i + 1))
        if number is None or self.forms[i - 1] == "من":
            return 0
        if self.on(self.lists.ages, number.stop) or any(self.on(self.lists.young, k) for k in range(max(0, i - 3), i)):
            return number.stop
        if self.on(self.lists.below, i):
            return self._stated(i + 1, i, "at_most")
        return self._stated(i + 1, i, "more_than") if number.value >= 10 else 0


def _bounds(low: int, high: int, qualifier: str) -> tuple[int | None, int | None]:
    if qualifier in ("at_least", "more_than"):
        return low, None
    return (None, high) if qualifier == "at_most" else (low, high)


def _hedge(quantity: Quantity, qualifier: str) -> None:
    """Give the quantity the hedge that follows it; one that already has an open end keeps it."""
    low, high = quantity.low, quantity.high
    if low is None or high is None or (qualifier == "about" and quantity.qualifier != "exact"):
        return
    quantity.low, quantity.high = _bounds(low, high, qualifier)
    quantity.qualifier = qualifier
