"""Reads the source after a word or clause that cites: بحسب المرصد، على ما أفاد فرع المرور."""

from __future__ import annotations

from typing import Final

from report_lib.attribution.cited import Named
from report_lib.attribution.clauses import is_accused, opens_sentence, subject_start
from report_lib.attribution.marks import Mark, Reading
from report_lib.attribution.passing_on import passed_on
from report_lib.attribution.speakers import read_speaker
from report_lib.attribution.speech_words import APPEAR, DENY, LEARN, PASS_ON, TALLY, Citing

_NEAR: Final = 7  # words between «بحسب ما» and the «من» that names the source


def cites(reading: Reading, at: int) -> Mark | None:
    """The attribution of the longest citing phrase at tokens[at] that a source follows."""
    forms = reading.line.forms
    for phrase in reading.words.citing[forms[at]]:
        if not _follow(forms, at + 1, phrase.rest):
            continue
        after = at + 1 + len(phrase.rest)
        if phrase.clause:
            mark = _cites_clause(reading, at, after)
            if mark is not None:
                return mark
        elif not phrase.joins or forms[after][:1] == "ل":
            return _cites_name(reading, at, after, phrase)
    return None


def _follow(forms: list[str], at: int, words: list[str]) -> bool:
    return all(forms[at + nth] == word for nth, word in enumerate(words))


def _cites_name(reading: Reading, at: int, after: int, phrase: Citing) -> Mark | None:
    """«بحسب المرصد», «وفقاً لموسى», «على حد قوله»"""
    form = reading.line.forms[after]
    if form in reading.words.own_words:
        heard = reading.voices.heard
        return _citation(reading, at, after, (heard[-1] if heard else None, after + 1), "cited by a pronoun")
    prefix = ""
    if phrase.joins and form == "ل":
        after += 1
    elif phrase.joins:
        prefix = "لل" if form.startswith("لل") else "ل"
    speaker = read_speaker(reading.line, after, prefix=prefix)
    if speaker is None:
        return None
    named = reading.voices.name(reading.line, speaker)
    return _citation(reading, at, max(after, at + 1), named, "citing word, then source")


def _cites_clause(reading: Reading, at: int, after: int) -> Mark | None:
    """«على ما أفاد فرع المرور», «كما نقل مراسل»"""
    line, words = reading.line, reading.words
    form = line.forms[after]
    bare = after - at == 1 and line.forms[at] in words.what  # «وهو ما أكده», but not «ما أكد», which asks
    verb = words.owned_verbs.get(form) or (None if bare else words.verbs.get(form))
    if verb is None:
        return _cites_through(reading, at, after)
    if verb.kind == DENY:
        return None
    if verb.kind == PASS_ON:
        return _citation(reading, at, after + 1, passed_on(reading, after + 1, cited=True), "cited as passed on")
    subject_at = subject_start(line, after + 1)
    if verb.kind == APPEAR:
        subject_at += {"في": 1, "علي": 2}.get(line.forms[subject_at], 0)  # في بيان، على لسان
    speaker = read_speaker(line, subject_at)
    if speaker is None or is_accused(line, after, speaker):
        return _cites_through(reading, at, after)
    if line.forms[speaker.after] == "من" and verb.kind in (LEARN, TALLY):
        speaker = read_speaker(line, speaker.after + 1) or speaker
    return _citation(reading, at, after + 1, reading.voices.name(line, speaker), "cited with a verb of saying")


def _cites_through(reading: Reading, at: int, after: int) -> Mark | None:
    """«بحسب ما تسرّب إلى موقعنا من مصادر أهلية»"""
    line = reading.line
    if after - at == 1:  # «كما» opens many other clauses
        return None
    for found in range(after, min(after + _NEAR, line.count)):
        speaker = read_speaker(line, found + 1) if line.forms[found] == "من" else None
        if speaker is not None and speaker.known:
            return _citation(reading, at, after, reading.voices.name(line, speaker), "cited after «من»")
    return None


def _citation(reading: Reading, at: int, cue_end: int, named: Named, rule: str) -> Mark | None:
    """It vouches for what follows if it opens the sentence or «أن» follows it, else for what precedes."""
    voice, last = named
    if voice is None:
        return None
    form = reading.line.forms[at]
    joined = form[0] in "وف" and form[1:] in reading.words.citing  # …، وبحسب المرصد
    opens = opens_sentence(reading.line, at) or (joined and not reading.line.is_word(at - 1))
    following = reading.line.forms[last]
    forward = opens or following in reading.words.that or following in reading.words.reported
    return Mark(voice, at, (at, cue_end), last, forward, rule)
