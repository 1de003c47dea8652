"""Tell people who were hit from those whose harm is denied, only feared, or undone, and from those who did it."""

from __future__ import annotations

from functools import cache
from typing import Final

from report_lib.arabic.text import Folded, fold_word
from report_lib.arabic.triggers import trigger, trigger_where
from report_lib.arabic.vocabulary import phrases_by_first, read, words
from report_lib.counting.numbered import ATTACKS, Candidate
from report_lib.counting.sentence_reading import KNOWN, SentenceReading

# How many words before a count, or before the verb that governs it, each kind of word reaches.
_NEGATION_REACH, _BROUGHT_REACH, _REPORT_REACH, _UNREAL_REACH, _RELEASE_REACH, _DOER_REACH = 4, 8, 12, 2, 8, 2
_SURVIVED_REACH, _GROUP_REACH, _WARNED_REACH = 4, 3, 6


_EVERY: Final = ("كل", "لكل")
_MAY: Final = "قد"
_TO_BE: Final = ("يكون", "تكون")
_DENYING_FLAGS: Final = frozenset({"denying", "negations", "rates", "survived", "unreal", "unreported", "warning"})
_NAMES: Final = ("اسم", "هويت")
_SPORT: Final = 3  # words of sport in an article of it


def is_of_sport(folded: Folded) -> bool:
    """Whether a text is of a match rather than of an attack."""
    # All that the vocabulary lists but «كرة القدم» is part of one word.
    may_be = any(sentence.pulls & _SPORTING for sentence in folded.sentences)
    return may_be and sum(part in folded.text for part in _sport()) >= _SPORT


@cache
def _sport() -> tuple[str, ...]:
    return tuple(map(fold_word, words()["sport"]))


_SPORTING: Final = trigger_where(lambda form: any(part in form for part in _sport()))
_RELEASES: Final = trigger_where(lambda form: read(form).word.has("released"), among=KNOWN)
_VIOLENT: Final = trigger_where(lambda form: read(form).word.has("violence"), among=KNOWN)


def is_nobodys_attack(sentence: SentenceReading) -> bool:
    """«قتلى بحادث سير», «جراء الزلزال», «شبّ حريق … متسبباً بوفاة طفلة»: deaths that no attack caused, or a match."""
    if _tells_of(sentence, "no_attack", _NO_ATTACK):
        return True
    if sentence.plain.pulls & _VIOLENT:
        return False
    peaceful = sentence.has("peaceful", 0, sentence.length)
    return peaceful or _tells_of(sentence, "no_attack_alone", _NO_ATTACK_ALONE) or is_of_sport(sentence.folded)


def _tells_of(sentence: SentenceReading, key: str, first_words: int) -> bool:
    """Whether a phrase of the vocabulary's list `key` stands in the sentence; `first_words` pull their trigger."""
    if not sentence.plain.pulls & first_words:
        return False
    forms, accidents = sentence.forms, _accidents(key)
    for at in sentence.plain.places(first_words):
        for rest in accidents.get(forms[at], []):
            if forms[at + 1 : at + 1 + len(rest)] == rest:
                return True
    return False


_known: Final[dict[str, dict[str, list[list[str]]]]] = {}


def _accidents(key: str) -> dict[str, list[list[str]]]:
    """First word, also with a particle before it, → what goes on from there in the phrases of one list; read once."""
    if key not in _known:
        accidents = _known.setdefault(key, {})
        for first, phrases in phrases_by_first(words()[key]).items():
            for particle in ("", "ب", "و", "ف"):
                accidents.setdefault(particle + first, []).extend(list(phrase[1:]) for phrase in phrases)
    return _known[key]


_NO_ATTACK: Final = trigger(lambda: _accidents("no_attack"))
_NO_ATTACK_ALONE: Final = trigger(lambda: _accidents("no_attack_alone"))


def is_released(sentence: SentenceReading, candidate: Candidate) -> bool:
    """«أفرج التنظيم عن 12 مدنياً»."""
    if candidate.kind == "counted" and candidate.measure not in ("captured", "missing"):
        return False
    if candidate.measure == "captured" and sentence.word(candidate.stop).has("freed"):
        return True
    if candidate.kind == "group" and sentence.word(candidate.stop).has("alive"):
        return True  # «عُثر على ثلاثة منهم أحياء»
    if not sentence.plain.pulls & _RELEASES:
        return False
    for at in range(candidate.first - 1, max(-1, candidate.first - 1 - _RELEASE_REACH), -1):
        if sentence.forms[at] in ("،", "؛", ".", "ان") or sentence.word(at).governing:
            return False  # «قال عمال إنقاذ إن 12 مدنياً …» sets nobody free
        if sentence.word(at).has("released") and not sentence.word(at + 1).has("named_after"):
            return True
    return False


def are_doers(sentence: SentenceReading, candidate: Candidate) -> bool:
    """«هاجم 15 مسلحاً», «وصل 300 مقاتل»: people who do something rather than suffer it."""
    first, stop = candidate.first - _DOER_REACH, candidate.first
    if candidate.kind == "counted" and sentence.has("honours", first, stop):
        return not sentence.plain.pulls & _VIOLENT
    if any(_is_told_of(sentence, at) for at in sentence.places("made_up_of", first, stop)):
        return False
    if sentence.word(candidate.head).has("attackers") and _is_fire(sentence, candidate.first - 1):
        return True
    return candidate.kind != "counted" and any(
        not sentence.word(at).governing and not sentence.word(at + 1).has("named_after")
        for at in sentence.places("doers", first, stop)
    )


def _is_fire(sentence: SentenceReading, at: int) -> bool:
    """«مقتل شاب برصاص مسلحَين»: whose fire it was."""
    return bool(sentence.reading(at).prep) and sentence.word(at).has("violence")


def _is_told_of(sentence: SentenceReading, at: int) -> bool:
    """«قضت عائلة مؤلفة من خمسة أفراد», «مقتل طاقمها المكون من اثنين»: a group right after what befell it."""
    groups = sentence.places("collectives", at - _GROUP_REACH, at)
    return any(sentence.word(i - 1).governing or sentence.word(i - 2).governing for i in groups)


def is_denied(sentence: SentenceReading, candidate: Candidate) -> bool:
    """Whether the words before a count, or before the verb that governs it, say that it did not happen."""
    if not sentence.plain.pulls & _DENYING:
        return False
    starts = [candidate.first]
    if candidate.governor and candidate.governor.first < candidate.first:
        starts.append(candidate.governor.first)
    elif sentence.word(candidate.first - 1).has("bringing"):
        starts.append(candidate.first - 1)  # «نفى مصدر عسكري لبناني وقوع إصابات»
    if not sentence.plain.pulls_in(starts[-1] - _REPORT_REACH, candidate.stop + 1, _DENYING):
        return False
    if sentence.has("rates", starts[-1] - 2, candidate.first) or sentence.has(
        "rates", candidate.stop, candidate.stop + 1
    ):
        return True
    if sentence.forms[candidate.first - 1] in _EVERY:
        return True  # «كل عشرة قتلى من الجيش يقابلهم …»
    if candidate.measure in ATTACKS and sentence.has("survived", candidate.first - _SURVIVED_REACH, candidate.first):
        return True
    return any(
        _is_negated(sentence, start, candidate)
        or _is_denied(sentence, start)
        or _is_unreported(sentence, start)
        # «فشلت محاولة اغتيال قيادي»; but «خشية» does not undo «سبعة قتلى».
        or (_may_be_unreal(candidate) and _is_unreal(sentence, start))
        for start in starts
    )


def _denies(form: str) -> bool:
    return form == _MAY or form in _EVERY or not read(form).word.flags.isdisjoint(_DENYING_FLAGS)


_DENYING: Final = trigger_where(_denies)  # the words without one of which nothing is denied


def _may_be_unreal(candidate: Candidate) -> bool:
    return candidate.kind != "counted" or candidate.measure in ATTACKS or candidate.governor is not None


def _is_unreal(sentence: SentenceReading, start: int) -> bool:
    """«محاولة قتل»; but not «تصدت لمحاولة تسلل وقتلت»."""
    if sentence.forms[start - 1] == _MAY and sentence.bare(start).startswith(("ي", "ت")):
        return True  # «قد يقتل الهجوم آلاف المدنيين»
    if sentence.forms[start - 1] == "من" and sentence.has("warning", start - _WARNED_REACH, start):
        return True
    return sentence.has("unreal", start - _UNREAL_REACH, start) and not sentence.reading(start).conj


def _is_denied(sentence: SentenceReading, start: int) -> bool:
    """«نفى صحة أنباء عن مقتل أربعة», «نفى أن يكون الهجوم قد أدى إلى مقتل أربعة»."""
    return any(
        (sentence.has("rumours", at + 1, min(at + 4, start)) or _is_denied_to_be(sentence, at, start))
        and "." not in sentence.forms[at:start]
        and not _ends_denial(sentence, at + 1, start)
        for at in sentence.places("denying", start - _REPORT_REACH, start)
    )


def _is_denied_to_be(sentence: SentenceReading, at: int, start: int) -> bool:
    """Whether what is denied is what the count came of, or the count itself: «أن يكون عدد القتلى عشرة»."""
    denied = next((i for i in range(at + 1, start) if sentence.forms[i] == "ان"), start)
    brought = sentence.forms[start - 1] == "عدد" or sentence.has("leads_to", denied + 1, start)
    return brought and sentence.forms[denied + 1] in _TO_BE and not sentence.breaks(denied, start, "،")


def _ends_denial(sentence: SentenceReading, first: int, start: int) -> bool:
    """«نفت قسد ذلك وأكدت مقتل ثلاثة», «نفت مسؤوليتها عن مقتل ثلاثة»: what follows is not what is denied."""
    return sentence.has("undenied", first, start) or any(
        bool(sentence.reading(at).conj) for at in sentence.places("affirming", first, start)
    )


def _is_negated(sentence: SentenceReading, start: int, candidate: Candidate) -> bool:
    """«لم يُقتل أحد», «دون أن يسفر ذلك عن إصابات»; but not «دون 18», «دون سن الرشد», «لم يزل», «لم يخسر سوى خمسة»."""
    return any(
        not (
            sentence.word(at + 1).has("no_negation_before")
            or sentence.is_number(at + 1 + (sentence.forms[at + 1] == "ال"))
        )
        and (candidate.share or not sentence.has("only", at + 1, candidate.first))
        and not _withholds_name(sentence, at + 1)
        and (sentence.forms[at] != "غير" or sentence.word(at + 1).has("not_so"))  # «الذخائر غير المنفجرة»
        and not sentence.breaks(at, start, ".،")
        and not _ends_denial(sentence, at + 1 + (sentence.forms[at] == "غير"), start)  # but «غير مؤكدة»
        and (start - at <= _NEGATION_REACH or sentence.has("leads_to", at + 1, at + 3))
        for at in sentence.places("negations", start - _BROUGHT_REACH, start)
    )


def _withholds_name(sentence: SentenceReading, at: int) -> bool:
    """«طلب عدم ذكر اسمه», «دون الكشف عن هويته»: what is not told is who speaks."""
    return any(sentence.forms[i].startswith(_NAMES) for i in (at + 1, at + 2))


def _is_unreported(sentence: SentenceReading, start: int) -> bool:
    """«ولم ترد أنباء عن سقوط قتلى»."""
    return any(
        sentence.word(at - 1).has("unreporting")
        and not _withholds_name(sentence, at)
        and not sentence.breaks(at, start)
        for at in sentence.places("unreported", start - _REPORT_REACH, start)
    )
