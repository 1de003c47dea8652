"""Reads a source that neither a verb of saying nor a citing word gives: a colon, brackets, a toll with its author."""

from __future__ import annotations

from typing import Final

from report_lib.attribution.clauses import COMMAS, subject_start
from report_lib.attribution.marks import Mark, Reading
from report_lib.attribution.speakers import read_speaker

COLON: Final = "source and colon"
_LONGEST_COLON: Final = 14  # words before a colon that names a source
_SHORTEST_BRACKETED: Final = 5  # words before a source in brackets; a shorter line is a caption or a dateline


def before_colon(reading: Reading, at: int) -> Mark | None:
    """«مصدر طبي لشبكتنا: استقبلنا 6 جثث», «عاجل | المرصد: …»"""
    forms, words = reading.line.forms, reading.words
    if reading.marks:
        return None
    for first in reversed(reading.heads):
        if at - first > _LONGEST_COLON:
            break
        before = forms[first - 1]
        if first > reading.line.first and before not in ("|", "-") and before not in words.flashes:
            continue
        speaker = read_speaker(reading.line, first)
        if speaker is None or not words.verbs.keys().isdisjoint(forms[first:at]):
            return None
        voice, _ = reading.voices.name(reading.line, speaker)
        return Mark(voice, first, (at, at + 1), at + 1, True, COLON) if voice else None
    return None


def shares_verb(reading: Reading, at: int) -> Mark | None:
    """«المجلس المحلي يتحدث عن 27 جريحاً، والدفاع المدني عن 23»: the verb is not said twice."""
    forms = reading.line.forms
    joined = forms[at][0] == "و" or forms[at - 1] == "و"
    if not joined or forms[at - 1 - (forms[at - 1] == "و")] not in COMMAS:
        return None
    speaker = read_speaker(reading.line, at)
    verb = reading.marks[-1]
    if speaker is None or forms[speaker.after] != "عن" or "عن" not in forms[verb.cue[0] : verb.last + 1]:
        return None
    voice, last = reading.voices.name(reading.line, speaker)
    return Mark(voice, at, (at, last + 1), last + 1, True, "the same verb, left out") if voice else None


def in_brackets(reading: Reading, at: int) -> Mark | None:
    """«… قُتل خمسة (المرصد السوري).» at the end of a sentence."""
    line = reading.line
    head = line.head(at)
    if reading.marks or at < _SHORTEST_BRACKETED or head is None or head.prefix or not head.definite or head.group:
        return None
    if head.source_type not in ("monitor", "outlet", "local network") and head.length == 1:
        return None
    speaker = read_speaker(line, at)
    if speaker is None or line.forms[speaker.last] != ")":
        return None
    if any(line.is_word(later) for later in range(speaker.last, line.count)):
        return None
    voice, _ = reading.voices.name(line, speaker)
    cue = (at - 1, speaker.last + 1)
    return Mark(voice, at, cue, speaker.last + 1, False, "source in brackets") if voice else None


def after_any_word(reading: Reading, at: int) -> Mark | None:
    """«وفصّل المرصد حصيلة القتلى»: a sentence's first word, then a source, then what is reported."""
    line, words = reading.line, reading.words
    verb = at - 1
    if at == 0 or not line.is_word(verb):
        return None
    form, head = line.forms[verb], line.head(at)
    if head is None or head.prefix or head.group or head.source_type in ("activist", "official", "claim"):
        return None
    if form in words.heads or form in words.documents or form in words.ends or form in words.never_first:
        return None
    speaker = read_speaker(line, at)
    if speaker is None or line.forms[speaker.after] not in words.reported:
        return None
    voice, last = reading.voices.name(line, speaker)
    return Mark(voice, verb, (verb, at), last, True, "first word, source, toll") if voice else None


def issues_toll(reading: Reading, at: int) -> Mark | None:
    """«ارتفعت الحصيلة التي أعلنتها وزارة الصحة إلى 12»"""
    line, words = reading.line, reading.words
    if reading.marks or not any(line.forms[n] in words.documents for n in range(max(at - 3, 0), at)):
        return None
    issued = (line.forms[at], line.forms[at + 1]) in words.issued_by
    speaker = read_speaker(line, at + 2 if issued else subject_start(line, at + 1))
    if speaker is None or not speaker.known or speaker.group:
        return None
    voice, last = reading.voices.name(line, speaker)
    return Mark(voice, at, (at, at + 1), last, True, "toll and its author", True) if voice else None
