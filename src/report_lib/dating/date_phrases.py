"""Finds the phrases that name a time in folded Arabic text and says of which words they are made; resolves nothing.

Words that the lexicon knows become a string of one letter each, in which the patterns of the grammar are found.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from report_lib.arabic.text import Folded, Sentence
from report_lib.arabic.triggers import trigger_where
from report_lib.dating.date_grammar import DATED_RULES, core_classes, fits
from report_lib.dating.date_words import HIJRI, LISTS, UNKNOWN, Word, anniversaries, months, word

BREAK: Final = "\n"  # the token after every sentence

# What may stand before the day that a sentence opens with, and how many words of it.
_OPENINGS: Final = frozenset(("in", "and_in"))
_OPENING_REACH: Final = 4
_SPRING: Final = 21  # «ربيع» is also how two Hijri months begin


class Phrase:
    """One phrase: the rule it fits, its tokens first..last-1, and what its words say."""

    def __init__(self, rule: str, sentence: Sentence, offset: int, first: int, last: int) -> None:
        self.rule = rule
        self.sentence = sentence
        self.offset = offset  # the number of its sentence's first token
        self.first = first
        self.last = last
        self.before = ""  # the class of the word before it
        self.after = ""  # … and of the word after it
        self.kinds: set[str] = set()
        self.weekdays: list[int] = []
        self.numbers: list[int] = []  # days of the month, or how many units
        self.months: list[int] = []  # Hijri ones are 101-112
        self.years: list[int] = []
        self.season = 0  # 21-24, as EDTF numbers them
        self.lunar_year = 0
        self.year_first = False
        self.said = False  # a day of what is said, not of what happened
        self.unit = ""  # class of the unit that is counted
        self.units = 0  # what the unit's own form says: 1 singular, 2 dual, 0 plural

    @property
    def count(self) -> int:
        """How many units; 0 where the text gives no number («أيام»)."""
        return self.numbers[-1] if self.numbers else self.units

    @property
    def step(self) -> int:
        """How far it lies from the one named before: «التالي» 1, «نفسه» 0, «السابق» -1."""
        if self.kinds & {"following", "came_after"}:
            return 1
        return -1 if self.kinds & {"previous", "preceded"} else 0

    @property
    def is_full_date(self) -> bool:
        """Whether it gives day, month and year."""
        return self.rule in ("numeric", "day", "month day") and bool(self.years or self.lunar_year)


class Reading:
    """A text's folded tokens (with a BREAK after every sentence) and its phrases, in order."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.breaks: list[int] = []  # where the BREAKs are
        self.phrases: list[Phrase] = []
        # The sentence asked of last and the number of its first token: mostly the next question is of it too.
        self._forms: list[str] = []
        self._first = 0

    def add(self, sentence: Sentence) -> None:
        """Go on to the next sentence."""
        self._first, self._forms = self.end, sentence.forms
        self.breaks.append(self._first + len(sentence.forms))

    @property
    def end(self) -> int:
        """The number of the token that would come next."""
        return self.breaks[-1] + 1 if self.breaks else 0

    def form(self, index: int) -> str:
        """The folded token at `index`; BREAK beyond the text."""
        if not self._first - 1 <= index <= self._first + len(self._forms):
            if not 0 <= index < self.end:
                return BREAK
            number = self.sentence(index)
            self._first = self.breaks[number - 1] + 1 if number else 0
            self._forms = self.sentences[number].forms
        at = index - self._first
        return self._forms[at] if 0 <= at < len(self._forms) else BREAK

    def forms(self, first: int, last: int) -> list[str]:
        """The folded tokens first..last-1."""
        return [self.form(index) for index in range(first, last)]

    def sentence(self, index: int) -> int:
        """The number of the sentence that the token at `index` is of."""
        return bisect_left(self.breaks, index)

    def opens(self, index: int) -> bool:
        """Whether a sentence opens with the token at `index`, but for marks and «في», or goes on with «ثم» to it."""
        first = self.breaks[at - 1] + 1 if (at := self.sentence(index)) else 0
        if self.kind(first) == "then":
            return True
        near = range(first, index) if index - first <= _OPENING_REACH else None
        return near is not None and not any(self.form(i)[0].isalpha() and self.kind(i) not in _OPENINGS for i in near)

    def kind(self, index: int) -> str:
        """The class of the token at `index`; "" if it has none or is beyond the text."""
        return word(self.form(index)).kind


_CORE: Final = trigger_where(lambda form: word(form).kind in core_classes())


def read_phrases(folded: Folded) -> Reading:
    """The time phrases of a text, left to right, none overlapping."""
    reading = Reading(folded.sentences)
    for sentence in folded.sentences:
        offset = reading.end
        reading.add(sentence)
        if sentence.pulls & _CORE:
            reading.phrases += [phrase for phrase in _phrases(sentence, offset) if _means_time(phrase, reading)]
    return reading


def _phrases(sentence: Sentence, offset: int) -> list[Phrase]:
    """What fits the grammar in a sentence whose first token has the number `offset` in the text."""
    found: list[Phrase] = []
    forms, last = sentence.forms, 0
    for at in sentence.places(_CORE):
        if at >= last:
            first, known = _known_around(at, forms)
            last = first + len(known)
            for fit in fits("".join([each.letter for each in known])):
                phrase = Phrase(fit.rule, sentence, offset, offset + first + fit.first, offset + first + fit.last)
                phrase.before = known[fit.first - 1].kind if fit.first else ""
                phrase.after = known[fit.last].kind if fit.last < len(known) else ""
                _read(phrase, known[fit.first : fit.last])
                found.append(phrase)
    return found


def _known_around(at: int, forms: list[str]) -> tuple[int, list[Word]]:
    """The words around one that the lexicon knows, as far as it knows all of them, and where the first of them is."""
    first, known = at, [word(forms[at])]
    while first > 0 and (before := word(forms[first - 1])) is not UNKNOWN:
        known.insert(0, before)
        first -= 1
    last = at + 1
    while last < len(forms) and (after := word(forms[last])) is not UNKNOWN:
        known.append(after)
        last += 1
    return first, known


def _read(phrase: Phrase, words: list[Word]) -> None:
    """Take apart the words that its rule fits."""
    before = UNKNOWN
    for at, each in enumerate(words):
        month = months().get(f"{before.base} {each.base}") if before.kind in ("month_first", "hijri_first") else 0
        if month:
            phrase.months.append(month)
        elif each.kind == "dotted":
            _take_dotted(phrase.sentence.forms[phrase.first - phrase.offset + at], phrase)
        else:
            _take(each, before, phrase)
        phrase.kinds.add(each.kind)
        before = each
    if phrase.rule == "numeric":
        _sort_numeric(phrase)


def _take(each: Word, before: Word, phrase: Phrase) -> None:
    match each.kind:
        case "weekday":
            phrase.weekdays.append(each.value)
        case "month" | "homograph" | "hijri_month":
            phrase.months.append(each.value)
        case "year":
            phrase.years.append(each.value)
            phrase.year_first = not phrase.numbers
        case "lunar_year":
            phrase.lunar_year = each.value
            phrase.year_first = not phrase.numbers
        case "feast":
            phrase.months.append(HIJRI + each.value)
        case "nth":
            phrase.numbers.append(each.value)
        case "morrow":
            phrase.numbers, phrase.unit = [1], "day_unit"
        case "season" | "hijri_first" if phrase.rule in ("year", "this unit", "unit beside"):
            phrase.season = each.value or _SPRING
        case "ordinal" if before.kind == "yesterday" and phrase.rule not in DATED_RULES:
            phrase.kinds.add("first")  # «أمس الأول» is «أول أمس»
        case "ten" | "twenties" if before.kind in ("ordinal", "cardinal"):
            phrase.numbers[-1] += each.value
        case "number" | "big_number" | "ordinal" | "tens" | "ten" | "cardinal":
            phrase.numbers.append(each.value)
        case kind if not phrase.unit and (kind == "day_word" or kind.endswith("_unit") or kind.startswith("last_")):
            phrase.unit, phrase.units = kind, each.value
        case _:
            pass


def _take_dotted(form: str, phrase: Phrase) -> None:
    for part in form.split("."):
        (phrase.years if len(part) == 4 else phrase.numbers).append(int(part))
    phrase.year_first = form[4] == "."


def _sort_numeric(phrase: Phrase) -> None:
    """Day before month, as Arabic writes it, unless the year comes first or only the other order is a date."""
    month, day = phrase.numbers if phrase.year_first else reversed(phrase.numbers)
    if month > 12 >= day:
        month, day = day, month
    phrase.numbers, phrase.months = [day], [month + HIJRI if phrase.lunar_year else month]


def _means_time(phrase: Phrase, reading: Reading) -> bool:
    """Whether the words beside a phrase leave it a time: not a surname, a market, a father, the name of an event."""
    before, after = reading.form(phrase.first - 1), reading.form(phrase.last)
    match phrase.rule:
        case "numeric" | "day" | "month day" | "month" if not phrase.months:
            return False  # «تشرين الثالث»
        case "weekday" if reading.kind(phrase.first) == "weekday":
            dual = phrase.weekdays == [1] and after.startswith("ال") and after.endswith(("ين", "ان"))
            named = before in LISTS["not_weekday_after"] or before.removeprefix("و") in LISTS["given_names"]
            return not dual and not named and phrase.after != "ten"
        case "day beside":
            return after not in LISTS["not_today_after"]
        case "near day" if not phrase.weekdays:
            if "yesterday" in phrase.kinds:
                return after != "الحاجة"
            if "this" in phrase.kinds and "part" not in phrase.kinds:
                return False  # «في هذا اليوم»، but «صباح هذا اليوم»
            if phrase.before in ("that", "this", "in") or phrase.after in ("ordinal", "same", "that"):
                return False
            return before not in LISTS["not_today_before"] and after not in LISTS["not_today_after"]
        case "month" if phrase.months[0] > HIJRI:
            return bool(phrase.kinds & {"month_unit", "lunar_year"})
        case "month" if "homograph" in phrase.kinds and len(phrase.months) == 1:
            if phrase.years or phrase.kinds & {
                "this_year",
                "month_unit",
                "start",
                "middle",
                "end",
                "past",
                "current",
                "next",
            }:
                return True
            person = reading.form(phrase.last - 1) in LISTS["month_names_of_people"]
            return not person and phrase.before in ("in", "and_in", "since", "during", "to", "between", "future")
        case "day" if not phrase.years and not phrase.lunar_year:
            if before in LISTS["anniversaries_after"] and (phrase.months[0], phrase.numbers[-1]) in anniversaries():
                return False
            return before not in LISTS["not_date_after"]
        case "this unit" | "unit beside" if "this_year" in phrase.kinds and "this" not in phrase.kinds:
            return before not in LISTS["not_year_after"]
        case "this unit" if "this_week" in phrase.kinds:
            bare = phrase.before in ("during", "toll")
            return bare or bool(phrase.kinds & {"this", "past", "current", "next"})
        case "bare year":
            return phrase.years != [2000]
        case _:
            return True
