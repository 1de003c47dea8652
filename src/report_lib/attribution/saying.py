"""Reads who speaks in a verb of saying, named after it, before it or sentences ago: قال المرصد إن، وأضاف أن."""

from __future__ import annotations

from itertools import pairwise

from report_lib.arabic.number_words import number_words
from report_lib.attribution.cited import Voice
from report_lib.attribution.clauses import (
    COMMAS,
    REACH,
    accuses_force,
    clause_start,
    hangs_on_word,
    is_accused,
    is_passive,
    is_statement,
    joined_kind,
    opens_sentence,
    statement_kind,
    subject_start,
)
from report_lib.attribution.marks import Mark, Reading
from report_lib.attribution.passing_on import passed_on
from report_lib.attribution.speakers import Speaker, read_speaker
from report_lib.attribution.speech_words import (
    APPEAR,
    CLAIM,
    DENY,
    DOUBTFUL,
    FURTHER,
    LEARN,
    MOURN,
    PASS_ON,
    REPORT,
    REVISE,
    SPEECH,
    TALLY,
    Verb,
)
from report_lib.attribution.subjects import promised_subject, subject_before


def says(reading: Reading, at: int, verb: Verb) -> Mark | None:
    """The attribution of the verb of saying at tokens[at], whether or not its subject follows it."""
    line, words = reading.line, reading.words
    before = line.forms[at - 1]
    denies = False
    if line.is_listed(at - 1):
        if before in words.relatives or before in words.was or before == "قد":
            antecedent = _antecedent(reading, at)
            if antecedent is not None:
                return Mark(antecedent, at, (at, at + 1), at + 1, True, "who is cited says more")
        if before in words.relatives and (told := _told_relatively(reading, at, verb)) is not None:
            return told
        if before in words.relatives or before in words.prepositions or before in words.about:
            return None  # «الذي أعلن», «من رصد»
        denies = before in words.negations
    if verb.jussive and not denies:
        return None
    if verb.kind == FURTHER and not verb.conj and line.is_word(at - 1):
        return None
    if verb.kind == APPEAR:
        return _appears(reading, at)
    subject_at = subject_start(line, at + 1)
    if denies:
        return _says_not(reading, at, subject_at, verb)
    if verb.kind == PASS_ON:
        voice, last = passed_on(reading, at + 1)
        return Mark(voice, clause_start(line, at), (at, at + 1), last, True, "passed on") if voice else None
    if verb.perfect and is_passive(line, at):
        return None
    if is_statement(line, subject_at) or (before == "قد" and promised_subject(reading, at, verb)):
        return _says_without_name(reading, at, subject_at, verb)
    return _says_with_name(reading, at, subject_at, verb)


def _antecedent(reading: Reading, at: int) -> Voice | None:
    """«بحسب المشفى الذي كان قد تحدث عن ثمانية», «أكدته شبكة «ضفاف» التي أحصت 5»: whose the relative clause is."""
    line, words = reading.line, reading.words
    relative = at - 1
    while relative > 0 and (line.forms[relative] in words.was or line.forms[relative] == "قد"):
        relative -= 1
    if line.forms[relative] not in words.relatives:
        return None
    if reading.marks and reading.marks[-1].last == relative:
        return reading.marks[-1].voice
    speaker = read_speaker(line, reading.heads[-1]) if reading.heads else None
    speaks = speaker is not None and speaker.after == relative and not speaker.group
    if speaker is None or not speaks or not joined_kind(line, subject_start(line, at + 1)):
        return None
    return reading.voices.name(line, speaker)[0]


def _told_relatively(reading: Reading, at: int, verb: Verb) -> Mark | None:
    """«ومن الوقائع التي قال التحالف إنه راجعها ضربة قتلت 5»: what follows is as the speaker tells it."""
    speaker = read_speaker(reading.line, subject_start(reading.line, at + 1)) if verb.kind == SPEECH else None
    if speaker is None or not speaker.known or reading.line.forms[speaker.after] not in reading.words.of_itself:
        return None
    voice, last = reading.voices.name(reading.line, speaker)
    return Mark(voice, at, (at, at + 1), last, True, "told in a relative clause") if voice else None


def _says_with_name(reading: Reading, at: int, subject_at: int, verb: Verb) -> Mark | None:
    """«قال المرصد إن …»; at the end of a sentence the verb vouches for what precedes: «…، يضيف المصدر»."""
    line = reading.line
    speaker = read_speaker(line, subject_at)
    if speaker is not None and verb.kind == LEARN:
        speaker = read_speaker(line, speaker.after + 1) if line.forms[speaker.after] == "من" else None
    if speaker is None or is_accused(line, at, speaker):
        return None
    if not _convinces(reading, verb, speaker) and not accuses_force(line, at, speaker):
        return None
    voice, last = reading.voices.name(line, speaker)
    if voice is None:
        return None
    if verb.kind == DENY:  # «نفت دمشق شن هجوم أودى بحياة 40»: the number is not theirs, what they say next is
        reading.silent = speaker
        reading.voices.hear(voice)
        reading.voices.issue(line, voice)
        return None
    if verb.kind == CLAIM:
        voice = voice.claiming()
    ends_here = verb.kind in (SPEECH, FURTHER) and line.forms[last] in ("", ".") and not statement_kind(line, last)
    if ends_here and line.forms[at - 1] in COMMAS and not verb.conj:
        return Mark(voice, at, (at, at + 1), last, False, "verb of saying at the end")
    both = hangs_on_word(line, at, verb) and not reading.marks and clause_start(line, at) == at
    return Mark(voice, clause_start(line, at), (at, at + 1), last, True, "verb of saying, then source", both)


def _says_not(reading: Reading, at: int, subject_at: int, verb: Verb) -> Mark | None:
    """A negated verb: whoever says no more than this, or withholds this; its subject may say something later."""
    if _excepts(reading, at):
        return _says_only(reading, at, subject_at, verb)
    subject = read_speaker(reading.line, subject_at)
    reading.silent = subject if subject and subject.known else None
    return _withholds(reading, at)


def _excepts(reading: Reading, at: int) -> bool:
    """«لم يقرّ في تقريره سوى بمقتل تسعة»: whoever says no more than this says this; but «إلا أن» opens a clause."""
    words = reading.words
    following = pairwise(reading.line.forms[at + 1 : at + 2 + REACH])
    return any(form in words.exceptions and then not in words.that for form, then in following)


def _says_only(reading: Reading, at: int, subject_at: int, verb: Verb) -> Mark | None:
    speaker, last = subject_before(reading, at, verb), at + 1
    if speaker is None:
        speaker = read_speaker(reading.line, subject_at)
        if speaker is None or not speaker.known or speaker.prefix:
            return None
        last = speaker.after
    voice, _ = reading.voices.name(reading.line, speaker)
    opens = clause_start(reading.line, min(speaker.first, at - 1))
    return Mark(voice, opens, (at - 1, at + 1), last, True, "says no more than this") if voice else None


def counts_it(reading: Reading, at: int) -> Mark | None:
    """«بينما حصرها مصدر في المشفى بستة قتلى»."""
    before = reading.line.forms[at - 1]
    if before in reading.words.relatives or before in reading.words.what or before in reading.words.negations:
        return None
    speaker = read_speaker(reading.line, at + 1)
    if speaker is None or not speaker.known or speaker.group or speaker.prefix:
        return None
    stop = next((n for n in range(speaker.first + 1, speaker.last) if _brings_number(reading, n)), speaker.last)
    voice, last = reading.voices.name(reading.line, Speaker(speaker.first, stop, stop, known=True))
    opens = clause_start(reading.line, at)
    return Mark(voice, opens, (at, at + 1), last, True, "counts it, then source") if voice else None


def _brings_number(reading: Reading, at: int) -> bool:
    """«بستة», «إلى خمسة», «بـ 12»."""
    number = number_words().words.get(reading.line.forms[at])
    return reading.line.forms[at] in ("الي", "ب", "عند") or (number is not None and number.prepositional)


def _convinces(reading: Reading, verb: Verb, speaker: Speaker) -> bool:
    """Whether this subject of this verb reports something; «سجّل المنتخب هدفين» does not."""
    if speaker.prefix in ("ل", "لل", "ب"):
        return False
    speaks = speaker.known and not speaker.group
    if verb.kind == DOUBTFUL:
        return speaks and joined_kind(reading.line, subject_start(reading.line, speaker.after)) == "that"
    if verb.kind == REVISE:
        return speaks and statement_kind(reading.line, speaker.after) == "object"
    if verb.kind == MOURN:
        return speaker.known
    if verb.kind == CLAIM and not verb.perfect:  # «يدعى أمين» is a name
        return joined_kind(reading.line, subject_start(reading.line, speaker.after)) == "that"
    if speaks or (verb.kind == CLAIM and speaker.known):
        return True
    statement = statement_kind(reading.line, speaker.after)
    if verb.kind == FURTHER:  # «ويتابع مجريات الحرب» follows them
        return statement == "that"
    return statement == "object" if verb.kind == TALLY else bool(statement)


def says_besides(reading: Reading, at: int) -> Mark | None:
    """«نفت الوزارة ذلك، مؤكدة مقتل ثلاثة»: whoever denies or withholds something says what follows."""
    speaker = reading.silent
    voice = reading.voices.name(reading.line, speaker)[0] if speaker is not None else None
    return Mark(voice, at, (at, at + 1), at + 1, True, "subject of the verb before") if voice else None


def _withholds(reading: Reading, at: int) -> Mark | None:
    """«قُتل عدد منهم، لم تذكر الشبكة عددهم»: what precedes is the network's, or it could not leave this out."""
    line, speaker = reading.line, reading.silent
    if speaker is None or line.forms[at - 2] not in COMMAS:
        return None
    if not line.forms[speaker.after].startswith(("عدد", "حصيل")):
        return None
    voice, last = reading.voices.name(line, speaker)
    return Mark(voice, at, (at - 1, at + 1), last, False, "number withheld") if voice else None


def _appears(reading: Reading, at: int) -> Mark | None:
    """«وجاء في بيان للوزارة أن …»"""
    line = reading.line
    speaker = read_speaker(line, at + 2) if line.forms[at + 1] == "في" else None
    if speaker is None or line.forms[speaker.first] not in reading.words.documents:
        return None
    voice, last = reading.voices.name(line, speaker)
    if voice is None or statement_kind(line, last) != "that":
        return None
    return Mark(voice, clause_start(line, at), (at, at + 2), last, True, "it says in a document")


def _says_without_name(reading: Reading, at: int, statement_at: int, verb: Verb) -> Mark | None:
    """A verb of saying whose subject stands before it, in the sentence or earlier in the text."""
    if verb.kind in (DOUBTFUL, LEARN):
        return None
    cue = (at, at + 1)
    speaker = subject_before(reading, at, verb)
    rule, opens = "source, then verb of saying", at
    if speaker is None and reading.silent is not None:
        speaker, rule = reading.silent, "subject of the verb before"
    elif speaker is not None:
        opens = clause_start(reading.line, speaker.first)
    if speaker is not None:
        voice, _ = reading.voices.name(reading.line, speaker)
        return Mark(voice, opens, cue, at + 1, True, rule) if voice else None
    then = reading.line.forms[at - 1] == "ثم" and not opens_sentence(reading.line, at - 1)
    if reading.spoken or then or hangs_on_word(reading.line, at, verb):
        return None  # «قتل التنظيم شاباً، ثم أعلن وفاة سيدة»: whoever acted before
    if reading.line.forms[at] in reading.words.impersonal or not _is_speech(reading, statement_at, verb):
        return None
    heard = reading.voices.goes_on(verb)
    opens = clause_start(reading.line, at)
    return Mark(heard, opens, cue, at + 1, True, "the speaker before goes on") if heard else None


def _is_speech(reading: Reading, statement_at: int, verb: Verb) -> bool:
    """Whether a verb without a subject says something: «وأضاف أن», «ولفت إلى مقتل», not «وزاد عددهم»."""
    joined = joined_kind(reading.line, statement_at)
    if verb.kind in (REPORT, FURTHER) and joined == "that":
        return True
    if verb.kind in (SPEECH, CLAIM, DENY) and joined:
        return True
    # وأضاف خلال زيارة إلى أنقرة أن
    return verb.conj and verb.kind in (SPEECH, FURTHER) and statement_kind(reading.line, statement_at) == "that"
