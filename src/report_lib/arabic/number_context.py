"""Tell the numbers that count something from dates, shares, names, labels, and words that only look like numbers."""

from __future__ import annotations

from typing import Final

from report_lib.arabic.bare_numbers import ARTICLES, Number, Numbers, is_whole
from report_lib.arabic.number_words import ONE, TEN, TENS, TWO

_FIRST_YEAR: Final = 1900
_LAST_YEAR: Final = 2049
_COMMAS: Final = frozenset("،,")
_LABEL_BEFORE: Final = frozenset("#@[_%$€£+")
_LABEL_AFTER: Final = frozenset("_\ufe0f\u20e3")  # the last two make a keycap of a digit
_PROCLITICS: Final = ARTICLES | frozenset("وفبلك") | {"وب", "ول", "فب", "فل"}


def date_or_score(numbers: Numbers, at: int, number: Number) -> int:
    """The index after digits chained by «/» or «-» that are no range («14/2/2023», «3-1»); 0 if there are none."""
    forms, stop, joints, rising = numbers.forms, number.stop, "", True
    while forms[stop] in ("-", "/") and forms[stop + 1][:1].isdigit():
        following = numbers.number(stop + 1)
        rising = following is not None and following.value > number.value
        joints += forms[stop]
        stop = following.stop if following else stop + 2
    return stop if len(joints) > 1 or "/" in joints or not rising else 0


def counts_nothing(numbers: Numbers, at: int, stop: int, number: Number, *, hedged: bool) -> bool:
    """Whether `number`, or the range `at:stop` that it begins, states no number of things."""
    before = _before(numbers, at)
    if number.value == 0 or numbers.on(numbers.lists.clock, before) or _is_share(numbers, before, stop):
        return True
    if numbers.forms[stop] == "من" and numbers.forms[stop + 1] == "كل":
        return True  # «تسعة من كل عشرة»
    if (number.value <= 31 and _is_day(numbers, stop)) or _is_year(numbers, at, before, number, hedged):
        return True
    if _is_name(numbers, at, before, stop):
        return True
    return _is_label(numbers, at, stop) if number.form == "digits" else _is_other_word(numbers, at, stop, hedged)


def after_name(numbers: Numbers, at: int, stop: int) -> int:
    """Where to go on after a number that counts nothing: past the second of «عامي 2015 و2016», «تسعة من كل عشرة»."""
    if numbers.forms[stop] == "من" and numbers.forms[stop + 1] == "كل":
        whole = numbers.number(stop + 2)
        return whole.stop if whole else stop
    if numbers.on(numbers.lists.designators_two, _before(numbers, at)) and (joined := numbers.joined(stop)):
        second = numbers.number(joined)
        return second.stop if second else stop
    return stop


def _before(numbers: Numbers, at: int) -> int:
    """The index of the word before the number, past an article written apart, a bracket or a dash."""
    before = at - 1
    if numbers.forms[before] in ARTICLES:
        before -= 1
    return before - 1 if numbers.forms[before] in ("(", "/", "-") else before


def _is_share(numbers: Numbers, before: int, stop: int) -> bool:
    """Whether «%», «بالمئة» or «في المئة» follow, or are what was read as a hundred."""
    if "%" in (numbers.forms[before], numbers.forms[stop]) or numbers.on(numbers.lists.percent, stop - 1):
        return True
    return numbers.on(numbers.lists.percent, stop) or numbers.is_phrase(stop)


def _is_day(numbers: Numbers, stop: int) -> bool:
    """Whether a month follows: «14 شباط», «14 من شهر شباط», «14 و15 شباط»."""
    forms, at = numbers.forms, stop
    for _ in range(3):
        if numbers.on(numbers.lists.months, at):
            return True
        if forms[at] == "من":
            word = at + 1 + (forms[at + 1] == "هذا")
            return numbers.on(numbers.lists.months, word) or numbers.on(numbers.lists.month_word, word)
        if not (forms[at] in ("و", "-", "او") or forms[at] in _COMMAS) or not is_whole(forms[at + 1]):
            return False
        at += 2
    return False


def _is_year(numbers: Numbers, at: int, before: int, number: Number, hedged: bool) -> bool:
    forms, digits = numbers.forms, number.form == "digits"
    if numbers.on(numbers.lists.calendars, number.stop):
        return True
    if numbers.on(numbers.lists.years, before):
        return number.value > 1000 or (digits and not numbers.noun_at(number.stop))
    if digits and not (forms[at].isdigit() and len(forms[at]) == 4):
        return False
    if numbers.on(numbers.lists.months, before) or numbers.on(numbers.lists.month_endings, before):
        return number.value > 1000
    if hedged or not _FIRST_YEAR <= number.value <= _LAST_YEAR:
        return False
    if numbers.on(numbers.lists.year_cues, before):
        return True
    joined = forms[before] in ("و", "-") and forms[before - 1].isdecimal()
    if joined and _FIRST_YEAR <= int(forms[before - 1][:4]) <= _LAST_YEAR:
        return True
    # Standing alone, «2015» is a year and «2000» a number.
    after = number.stop + (forms[at - 1] == forms[number.stop] == "/")
    return digits and number.value != 2000 and not numbers.noun_at(after) and forms[after] != "من"


def _is_name(numbers: Numbers, at: int, before: int, stop: int) -> bool:
    forms = numbers.forms
    named = (
        numbers.on(numbers.lists.designators, before)
        or numbers.on(numbers.lists.designators_two, before)
        or numbers.on(numbers.lists.models, before)
    )
    members = forms[stop] == "من" and not forms[at].isdecimal()  # «ودّع الحي سبعة من سكانه»
    if named and not members and not numbers.word(at).prepositional:
        return True
    if not (members or numbers.noun_at(stop)):
        network = numbers.on(numbers.lists.networks, before - 1) or numbers.on(numbers.lists.networks, before - 2)
        # «شبكة دير الزور 24»; but «ذكرت شبكة الشرق أن خمسة …»
        if (network and forms[at].isdecimal()) or numbers.on(numbers.lists.designated_only, before):
            return True
    return numbers.is_phrase(at - 1) or numbers.is_phrase(at)


def _is_label(numbers: Numbers, at: int, stop: int) -> bool:
    """Whether digits are part of a label: «T-62», «السويداء24», «#5», «1- »."""
    before, after = numbers.forms[at - 1], numbers.forms[stop]
    if before in _LABEL_BEFORE or after in _LABEL_AFTER:
        return True
    if numbers.glued(stop) and after.isascii() and after.isalpha():  # «3K»
        return True
    if at == 0 and stop == 1 and after in ("-", ".", ")", ""):
        return True
    if before in ("-", "/") and numbers.glued(at) and numbers.glued(at - 1):
        word = numbers.forms[at - 2]
        return word.isalpha() and (before == "-" or word.isascii())
    if not before.isalpha() or before in _PROCLITICS:
        return False
    if numbers.glued(at):
        return not numbers.on(numbers.lists.attached, at - 1) and before not in numbers.vocabulary.before
    return before.isascii() and not numbers.noun_at(stop)


def _is_other_word(numbers: Numbers, at: int, stop: int, hedged: bool) -> bool:
    """Whether a number word is something else here: the end of an ordinal, Monday, «في وقت واحد», a verb."""
    word, before, after = numbers.word(at), numbers.forms[at - 1], numbers.forms[at + 1]
    if word.kind in (TEN, TENS):
        return numbers.on(numbers.lists.ordinals, at - 2 if before == "و" else at - 1)
    if stop > at + 1 or hedged:
        return False
    if word.kind == ONE:
        idiom = after == "تلو" or (after == "من" and numbers.on(numbers.lists.superlatives, at + 2))
        return word.definite or idiom or numbers.on(numbers.lists.not_one, at - 1)
    if word.kind == TWO and numbers.forms[at].endswith("اثنين"):
        return (
            not numbers.on(numbers.lists.the_two, at + 1) if word.definite else numbers.on(numbers.lists.days, at - 1)
        )
    if numbers.on(numbers.lists.attributive, at):
        return not before.startswith("ال")
    if not word.doubt or word.definite or after == "من" or numbers.on(numbers.lists.prepositions, at - 1):
        return False
    counted = (numbers.noun_at(at + 1) and not after.endswith("ا")) or word.prepositional
    return word.doubt == "always" or not counted
