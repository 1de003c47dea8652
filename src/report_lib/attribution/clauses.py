"""What stands around a verb of saying: its clause, its subject, and how what is said is joined on."""

from __future__ import annotations

from typing import Final

from report_lib.arabic.text import Folded
from report_lib.attribution.speakers import Line, Speaker
from report_lib.attribution.speech_words import Verb

REACH: Final = 25  # words between a source and its «أن»
COMMAS: Final = ("،", ",")

_ACCUSING: Final = ("اتهم", "اتهمت", "يتهم", "تتهم")
_STOPS: Final = (".", "؛", "!", "؟", "?")

_PASSIVE_MARK: Final = "\u064f"  # damma on the first letter of a perfect: سُجّل، ذُكر


def opens_sentence(line: Line, at: int) -> bool:
    """Whether tokens[at] is the sentence's first word; a bullet may stand before it."""
    return at <= line.first


def clause_start(line: Line, at: int) -> int:
    """Where the clause of tokens[at] opens: «في حين قال»."""
    forms = line.forms
    while at and (forms[at - 1] in line.words.openers or forms[at - 1] in ("في", "من", "علي")):
        at -= 1
    return at


def is_voweled(folded: Folded) -> bool:
    """Whether the raw text writes the vowel anywhere that shows a passive; most texts do not."""
    return _PASSIVE_MARK in folded.raw


def is_passive(line: Line, at: int) -> bool:
    """Whether the raw word shows a passive: سُجّلت."""
    if not line.voweled:
        return False
    start = line.folded.raw_position(line.start(at))
    letters = line.folded.raw[start : start + 3]
    return letters[1:2] == _PASSIVE_MARK or (letters[0] in "وف" and letters[2:3] == _PASSIVE_MARK)


def subject_start(line: Line, at: int) -> int:
    """Where the subject of a verb begins: past times, occasions («في بيان») and who is told («لموقعنا»)."""
    forms, words = line.forms, line.words
    stop = min(at + REACH, line.count)
    while at < stop:
        form = forms[at]
        if form in COMMAS:
            comma = next((n for n in range(at + 1, min(at + 9, stop)) if forms[n] in COMMAS), at)
            at = comma + 1
        elif line.is_listed(at) and (form in words.asides or form in words.pronouns):
            at += 1
        elif (form == "في" and forms[at + 1] in words.occasions) or (form[0] == "ل" and line.tells(at)):
            at = _next_anchor(line, at + 1 + (form in ("في", "ل")), stop)
        else:
            break
    return at


def _next_anchor(line: Line, at: int, stop: int) -> int:
    """The next source, «أن», mark of punctuation or report: «في وقت سابق مقتل», «في حصيلة أولية عن إصابة»."""
    bare = line.head(at) is None  # no «بيان الجيش»
    for found in range(at, min(at + 8, stop)):
        if bare and line.is_listed(found) and joined_kind(line, found) == "object":
            return found
        form = line.forms[found]
        if form in line.words.that or form == ":" or form in COMMAS or line.starts_speech(found):
            return found
        head = line.head(found) if line.forms[found - 1] not in line.words.prepositions else None
        if head is not None and head.prefix == "" and not (head.definite and found == at):
            return found
    return min(at, stop)


def is_statement(line: Line, at: int) -> bool:
    """Whether what is said begins at tokens[at], so that no subject follows the verb."""
    form, words = line.forms[at], line.words
    if not line.is_word(at) and form != "(":
        return True
    if not line.is_listed(at):
        return line.starts_speech(at)
    if form in words.documents and line.forms[at + 1] in words.issuing:
        return False  # «تشير حصيلة نشرتها الإدارة إلى»
    if form in words.that or form in words.name_ends or form in words.prepositions or form in words.reported:
        return True
    return line.starts_speech(at)


def statement_kind(line: Line, at: int) -> str:
    """How what is said is joined on from tokens[at]: "that" (أن, a colon, quoted speech), "object", "" if not."""
    forms, words = line.forms, line.words
    for found in range(at, min(at + REACH, line.count)):
        if not line.is_listed(found):
            if line.quoted and line.starts_speech(found):
                return "that"
            continue
        form = forms[found]
        if form in words.that:
            if forms[found - 1] not in words.not_that_after:
                return "that"
        elif form == ":" or form in words.quoting or (line.quoted and line.starts_speech(found)):
            return "that"
        elif form in _STOPS or (found > at and form in words.verbs):
            break
    return joined_kind(line, subject_start(line, at))


def joined_kind(line: Line, at: int) -> str:
    """The same, but at tokens[at] itself: «إن», «إلى أن», «عن مقتل»."""
    form, words = line.forms[at], line.words
    about = form in words.about
    following = line.forms[at + 1] if about else form
    if following in words.that or following == ":" or line.starts_speech(at):
        return "that"
    return "object" if about or form in words.reported or line.brings_number(at) else ""


def hangs_on_word(line: Line, at: int, verb: Verb) -> bool:
    """Whether the verb goes with the word right before it: «المراقبين يؤكدون», «في هجوم قالت السلطات إنه»."""
    before = line.forms[at - 1]
    joined = not verb.conj and before.isalpha()
    return joined and before not in line.words.openers and before not in line.words.asides


def is_accused(line: Line, at: int, speaker: Speaker) -> bool:
    """«يتهم النظام السوري بشن هجوم»: nobody stands between the party and what it is accused of."""
    return _accuses(line, at) and any(
        form.startswith("ب") for form in line.forms[speaker.first + 1 : speaker.after + 1]
    )


def accuses_force(line: Line, at: int, speaker: Speaker) -> bool:
    """«اتهمت قسد النظام بقتل خمسة»: a force stands between the speaker and what it is accused of."""
    accused = line.head(speaker.after) if speaker.known and _accuses(line, at) else None
    if accused is None or line.forms[speaker.after] in line.words.governments:
        return False  # «اتهمت دمشق أنقرة» says little of who counts
    return accused.group and not accused.prefix


def _accuses(line: Line, at: int) -> bool:
    return line.forms[at].lstrip("وف") in _ACCUSING


def find_about(line: Line, at: int) -> int:
    """The «عن» of «نقلت وكالة سانا عن مصدر» from tokens[at] on; -1 if there is none."""
    for found in range(at, min(at + 12, line.count)):
        form = line.forms[found]
        if form == "عن":
            return found
        if form in line.words.that or form in _STOPS or form in line.words.verbs:
            break
    return -1
