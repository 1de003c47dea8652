"""Finds the subject that stands before its verb of saying: أما المرصد فأحصى، وكان ماكرون قد قال."""

from __future__ import annotations

from typing import Final

from report_lib.attribution.clauses import COMMAS, REACH, hangs_on_word, joined_kind, opens_sentence, subject_start
from report_lib.attribution.marks import Reading
from report_lib.attribution.speakers import Speaker, read_speaker
from report_lib.attribution.speech_words import Verb

_NEAR: Final = 7  # words between «وكان» and «قد»


def subject_before(reading: Reading, at: int, verb: Verb) -> Speaker | None:
    """The subject of the verb at tokens[at] where it precedes it in the sentence, after the last attribution."""
    marks = reading.marks
    lowest = max(at - REACH, 0, *(marks[-1].last, marks[-1].cue[1]) if marks else ())
    opener = _opener(reading, at, verb, lowest)
    if opener is not None:
        return read_speaker(reading.line, opener + 1)
    return (
        _head_before(reading, at, lowest) or _name_before(reading, at, verb, lowest) or _doer_before(reading, at, verb)
    )


def promised_subject(reading: Reading, at: int, verb: Verb) -> bool:
    """«وكانت الوزارة قد اتهمت التحالف»: a source stands before the verb, so that its object follows."""
    opener = _opener(reading, at, verb, max(at - REACH, 0))
    speaker = read_speaker(reading.line, opener + 1) if opener is not None else None
    return speaker is not None and speaker.known and speaker.after == at - 1


def _opener(reading: Reading, at: int, verb: Verb, lowest: int) -> int | None:
    """The word before the subject that promises this verb: «أما المرصد فأحصى», «وكان ماكرون قد قال»."""
    forms, found = reading.line.forms, None
    if verb.conj and forms[at][0] == "ف":
        found = next((n for n in range(at - 2, lowest - 1, -1) if forms[n] in ("اما", "واما")), None)
    if found is None and forms[at - 1] == "قد":
        far = max(lowest, at - _NEAR)
        found = next((n for n in range(at - 3, far - 1, -1) if forms[n] in reading.words.was), None)
    return found


def _head_before(reading: Reading, at: int, lowest: int) -> Speaker | None:
    """The nearest source that opens a clause; a group that mostly acts must stand right before its verb."""
    line, forms, words = reading.line, reading.line.forms, reading.words
    verb_at = at - (forms[at - 1] in words.negations)
    for first in reversed(reading.heads):
        if first < lowest:
            break
        if _opens_clause(reading, first):
            accusative = forms[first - 1] in words.that or forms[first - 1] in words.contrasts
            speaker = read_speaker(line, first, accusative=accusative)
            acts = speaker is not None and speaker.group and forms[first - 1] not in words.verbs
            if speaker and speaker.last <= at and (not acts or speaker.after == verb_at):
                return speaker
    return None


def _name_before(reading: Reading, at: int, verb: Verb, lowest: int) -> Speaker | None:
    """«هاربر قال إن», «غير أن المراقبين يؤكدون أن»: any name right before the verb."""
    line, words = reading.line, reading.words
    if not hangs_on_word(line, at, verb) or joined_kind(line, subject_start(line, at + 1)) != "that":
        return None
    for first in range(max(lowest, at - 4), at):
        before = line.forms[first - 1]
        if opens_sentence(line, first) or before in words.contrasts or before in words.that:
            speaker = read_speaker(line, first)
            if speaker and speaker.after == at:
                return speaker
    return None


def _doer_before(reading: Reading, at: int, verb: Verb) -> Speaker | None:
    """«وردّت «الجبهة» بصواريخ، وقالت إنها قتلت عشرة»: who speaks of itself did what the sentence tells."""
    line, words = reading.line, reading.words
    of_itself = verb.conj and line.forms[at - 1] in COMMAS and line.forms[at + 1] in words.of_itself
    if not of_itself or reading.marks or not line.is_word(line.first) or line.forms[line.first] in words.events:
        return None
    speaker = read_speaker(line, line.first + 1)
    return speaker if speaker is not None and speaker.known and speaker.after < at else None


def _opens_clause(reading: Reading, first: int) -> bool:
    before = reading.line.forms[first - 1]
    if not before[:1].isalnum() or opens_sentence(reading.line, first):
        return True
    if before in reading.words.verbs and before not in reading.words.prepositions:
        return True
    if before in reading.words.openers and not _is_said_already(reading, first - 1):
        return True
    head = reading.line.head(first)
    return head is not None and head.prefix[:1] in ("و", "ف")


def _is_said_already(reading: Reading, at: int) -> bool:
    """Whether «أن» at tokens[at] opens what someone in this sentence is reported to say."""
    before = reading.line.forms[at - 1]
    contrasted = before in reading.words.contrasts or before in reading.words.not_that_after
    return reading.line.forms[at] in reading.words.that and not contrasted and reading.spoken
