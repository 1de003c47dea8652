"""Recognises, in one sentence, the words that cite a source: بحسب المرصد، قال ناشط إن، المرصد: …"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from report_lib.arabic.number_words import number_words
from report_lib.attribution.cited import Named, Voice, Voices
from report_lib.attribution.clauses import (
    COMMAS,
    REACH,
    clause_start,
    find_about,
    hangs_on_word,
    is_passive,
    is_statement,
    joined_kind,
    opens_sentence,
    statement_kind,
    subject_start,
)
from report_lib.attribution.speakers import Line, Speaker, read_speaker
from report_lib.attribution.speech import (
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
    Citing,
    Verb,
    lexicon,
)

_VERB, _CITES, _HEAD, _COLON, _ISSUING = 1, 2, 4, 8, 16
_FIRST_WORDS = 3  # a source this near to a sentence's start may follow any verb
_NEAR = 7  # words between «بحسب ما» and the «من» that names the source, or between «وكان» and «قد»
_LONGEST_COLON = 14  # words before a colon that names a source
_SHORTEST_BRACKETED = 5  # words before a source in brackets; a shorter line is a caption or a dateline


class Mark(NamedTuple):
    """An attribution in its sentence. `forward` ones vouch for what follows, the others for what precedes."""

    voice: Voice
    opens: int  # token at which its clause opens
    cue: tuple[int, int]  # tokens
    last: int  # token after the cited name
    forward: bool
    rule: str
    both: bool = False  # «في هجوم قالت السلطات إنه …»: for the whole sentence


def cues(forms: list[str]) -> list[tuple[int, int]]:
    """(position, flags) of the words of a sentence that may cite; empty if together they cannot."""
    table = _cues()
    found = [(at, table[form]) for at, form in enumerate(forms) if form in table]
    if any(flags & ~_HEAD for _, flags in found) or (found and (found[0][0] <= _FIRST_WORDS or "(" in forms)):
        return found
    return []


@cache
def _cues() -> Mapping[str, int]:
    """Every word at which an attribution may be recognised, as flags."""
    words = lexicon()
    table: dict[str, int] = {":": _COLON}
    kinds = (_VERB, words.verbs), (_CITES, words.citing), (_HEAD, words.heads), (_HEAD, words.names)
    issued = {first for first, _ in words.issued_by}
    for flag, forms in (*kinds, (_ISSUING, words.issuing), (_ISSUING, issued), (_VERB, _counting_it())):
        for form in forms:
            table[form] = table.get(form, 0) | flag
    return table


@cache
def _counting_it() -> Mapping[str, Verb]:
    """Verbs that count or revise what was told of before: «حصرها مصدر طبي بستة قتلى»."""
    owned = lexicon().owned_verbs.items()
    table = {form: verb for form, verb in owned if verb.kind in (TALLY, REVISE)}
    return table | {"و" + form: verb._replace(conj=True) for form, verb in table.items()}


class Finder:
    """Finds the attributions of one sentence; `voices` are those heard so far, and hear the new ones."""

    def __init__(self, line: Line, voices: Voices) -> None:
        self.line = line
        self.words = line.words
        self.voices = voices
        self.marks: list[Mark] = []
        self.heads: list[int] = []
        self.spoken = False  # whether someone has been cited for what follows
        self.silent: Speaker | None = None  # subject of a negated verb of saying

    def find(self, cues: list[tuple[int, int]]) -> list[Mark]:
        """The sentence's attributions in reading order."""
        past = 0
        for at, flags in cues:
            if at < past:
                continue
            mark = self._mark(at, flags)
            if mark is not None:
                self.marks.append(mark)
                self.voices.hear(mark.voice)
                self.spoken = self.spoken or mark.forward
                past = max(mark.last, mark.cue[1])
        return self.marks

    def _mark(self, at: int, flags: int) -> Mark | None:
        mark = None
        if flags & _CITES:
            mark = self._cites(at)
        if mark is None and flags & _VERB:
            verb = self.words.verbs.get(self.line.forms[at])
            mark = self._says(at, verb) if verb else self._counts_it(at)
        if mark is None and flags & _HEAD:
            if self.marks:
                mark = self._shares_verb(at)
            elif at <= self.line.first + 1:
                mark = self._any_verb(at)
            if mark is None and self.line.forms[at - 1] == "(":
                mark = self._in_brackets(at)
            self.heads.append(at)
        if mark is None and flags & _COLON:
            mark = self._colon(at)
        if mark is None and flags & _ISSUING:
            mark = self._issues_toll(at)
        return mark

    # ---- citing words: بحسب المرصد، وفقاً لموسى، على ما أفاد فرع المرور، كما نقل مراسل …

    def _cites(self, at: int) -> Mark | None:
        forms = self.line.forms
        for phrase in self.words.citing[forms[at]]:
            after = at + 1 + len(phrase.rest)
            if phrase.rest and forms[at + 1 : after] != phrase.rest:
                continue
            if phrase.clause:
                mark = self._cites_clause(at, after)
                if mark is not None:
                    return mark
            elif not phrase.joins or forms[after][:1] == "ل":
                return self._cites_name(at, after, phrase)
        return None

    def _cites_name(self, at: int, after: int, phrase: Citing) -> Mark | None:
        form = self.line.forms[after]
        if form in self.words.own_words:
            heard = self.voices.heard
            return self._citation(at, after, Named(heard[-1] if heard else None, after + 1), "cited by a pronoun")
        prefix = ""
        if phrase.joins and form == "ل":
            after += 1
        elif phrase.joins:
            prefix = "لل" if form.startswith("لل") else "ل"
        speaker = read_speaker(self.line, after, prefix=prefix)
        if speaker is None:
            return None
        return self._citation(at, max(after, at + 1), self.voices.name(self.line, speaker), "citing word, then source")

    def _cites_clause(self, at: int, after: int) -> Mark | None:
        line, words = self.line, self.words
        form = line.forms[after]
        bare = after - at == 1 and line.forms[at] in words.what  # «وهو ما أكده», but not «ما أكد», which asks
        verb = words.owned_verbs.get(form) or (None if bare else words.verbs.get(form))
        if verb is None:
            return self._cites_through(at, after)
        if verb.kind == DENY:
            return None
        if verb.kind == PASS_ON:
            return self._citation(at, after + 1, self._passed_on(after + 1, cited=True), "cited as passed on")
        subject_at = subject_start(line, after + 1)
        if verb.kind == APPEAR:
            subject_at += {"في": 1, "علي": 2}.get(line.forms[subject_at], 0)  # في بيان، على لسان
        speaker = read_speaker(line, subject_at)
        if speaker is None:
            return self._cites_through(at, after)
        if line.forms[speaker.after] == "من" and verb.kind in (LEARN, TALLY):
            speaker = read_speaker(line, speaker.after + 1) or speaker
        return self._citation(at, after + 1, self.voices.name(line, speaker), "cited with a verb of saying")

    def _cites_through(self, at: int, after: int) -> Mark | None:
        """«بحسب ما تسرّب إلى موقعنا من مصادر أهلية»"""
        line = self.line
        if after - at == 1:  # «كما» opens many other clauses
            return None
        for found in range(after, min(after + _NEAR, line.count)):
            speaker = read_speaker(line, found + 1) if line.forms[found] == "من" else None
            if speaker is not None and speaker.known:
                return self._citation(at, after, self.voices.name(line, speaker), "cited after «من»")
        return None

    def _citation(self, at: int, cue_end: int, named: Named, rule: str) -> Mark | None:
        if named.voice is None:
            return None
        form = self.line.forms[at]
        joined = form[0] in "وف" and form[1:] in self.words.citing  # …، وبحسب المرصد
        opens = opens_sentence(self.line, at) or (joined and not self.line.is_word(at - 1))
        following = self.line.forms[named.after]
        forward = opens or following in self.words.that or following in self.words.reported
        return Mark(named.voice, at, (at, cue_end), named.after, forward, rule)

    # ---- verbs of saying: قال المرصد إن …، وأضاف أن …، أما المرصد فأحصى …

    def _says(self, at: int, verb: Verb) -> Mark | None:
        line, words = self.line, self.words
        before = line.forms[at - 1]
        if before in words.relatives or before in words.prepositions or before in words.about:
            return None  # «الذي أعلن», «من رصد»
        if verb.kind == FURTHER and not verb.conj and line.is_word(at - 1):
            return None
        if verb.kind == APPEAR:
            return self._appears(at)
        subject_at = subject_start(line, at + 1)
        if before in words.negations and self._excepts(at):
            return self._says_only(at, subject_at, verb)
        if before in words.negations:
            subject = read_speaker(line, subject_at)
            self.silent = subject if subject and subject.known else None
            return self._withholds(at)
        if verb.kind == PASS_ON:
            voice, last = self._passed_on(at + 1)
            return Mark(voice, clause_start(line, at), (at, at + 1), last, True, "passed on") if voice else None
        if verb.perfect and is_passive(line, at):
            return None
        if is_statement(line, subject_at):
            return self._says_without_name(at, subject_at, verb)
        speaker = read_speaker(line, subject_at)
        if speaker is not None and verb.kind == LEARN:
            speaker = read_speaker(line, speaker.after + 1) if line.forms[speaker.after] == "من" else None
        if speaker is None or not self._convinces(verb, speaker):
            return None
        voice, last = self.voices.name(line, speaker)
        if voice is None:
            return None
        if verb.kind == CLAIM:
            voice = voice._replace(kind="claim")
        ends_here = verb.kind in (SPEECH, FURTHER) and line.forms[last] in ("", ".") and not statement_kind(line, last)
        if ends_here and before in COMMAS and not verb.conj:
            return Mark(voice, at, (at, at + 1), last, False, "verb of saying at the end")
        both = hangs_on_word(line, at, verb) and not self.marks and clause_start(line, at) == at
        return Mark(voice, clause_start(line, at), (at, at + 1), last, True, "verb of saying, then source", both)

    def _excepts(self, at: int) -> bool:
        """«لم يقرّ في تقريره سوى بمقتل تسعة»: whoever says no more than this says this."""
        return not self.words.exceptions.isdisjoint(self.line.forms[at + 1 : at + 1 + REACH])

    def _says_only(self, at: int, subject_at: int, verb: Verb) -> Mark | None:
        speaker, last = self._subject_before(at, verb), at + 1
        if speaker is None:
            speaker = read_speaker(self.line, subject_at)
            if speaker is None or not speaker.known or speaker.prefix:
                return None
            last = speaker.after
        voice, _ = self.voices.name(self.line, speaker)
        opens = clause_start(self.line, min(speaker.first, at - 1))
        return Mark(voice, opens, (at - 1, at + 1), last, True, "says no more than this") if voice else None

    def _counts_it(self, at: int) -> Mark | None:
        """«بينما حصرها مصدر في المشفى بستة قتلى»."""
        before = self.line.forms[at - 1]
        if before in self.words.relatives or before in self.words.what or before in self.words.negations:
            return None
        speaker = read_speaker(self.line, at + 1)
        if speaker is None or not speaker.known or speaker.group or speaker.prefix:
            return None
        stop = next((n for n in range(speaker.first + 1, speaker.last) if self._brings_number(n)), speaker.last)
        voice, last = self.voices.name(self.line, speaker._replace(last=stop, after=stop))
        return (
            Mark(voice, clause_start(self.line, at), (at, at + 1), last, True, "counts it, then source")
            if voice
            else None
        )

    def _brings_number(self, at: int) -> bool:
        """«بستة», «إلى خمسة», «بـ 12»."""
        number = number_words().words.get(self.line.forms[at])
        return self.line.forms[at] in ("الي", "ب", "عند") or (number is not None and number.prepositional)

    def _convinces(self, verb: Verb, speaker: Speaker) -> bool:
        """Whether this subject of this verb reports something; «سجّل المنتخب هدفين» does not."""
        if speaker.prefix in ("ل", "لل", "ب"):
            return False
        statement = statement_kind(self.line, speaker.after)
        speaks = speaker.known and not speaker.group
        if verb.kind == DOUBTFUL:
            return speaks and statement == "that"
        if verb.kind == REVISE:
            return speaks and statement == "object"
        if verb.kind == MOURN:
            return speaker.known
        if verb.kind == TALLY:
            return speaks or statement == "object"
        if verb.kind == CLAIM:
            return speaker.known or statement == "that"
        return speaks or bool(statement)

    def _withholds(self, at: int) -> Mark | None:
        """«قُتل عدد منهم، لم تذكر الشبكة عددهم»: what precedes is the network's, or it could not leave this out."""
        line, speaker = self.line, self.silent
        if speaker is None or line.forms[at - 2] not in COMMAS:
            return None
        if not line.forms[speaker.after].startswith(("عدد", "حصيل")):
            return None
        voice, last = self.voices.name(line, speaker)
        return Mark(voice, at, (at - 1, at + 1), last, False, "number withheld") if voice else None

    def _appears(self, at: int) -> Mark | None:
        """«وجاء في بيان للوزارة أن …»"""
        line = self.line
        speaker = read_speaker(line, at + 2) if line.forms[at + 1] == "في" else None
        if speaker is None or line.forms[speaker.first] not in self.words.documents:
            return None
        voice, last = self.voices.name(line, speaker)
        if voice is None or statement_kind(line, last) != "that":
            return None
        return Mark(voice, clause_start(line, at), (at, at + 2), last, True, "it says in a document")

    def _says_without_name(self, at: int, statement_at: int, verb: Verb) -> Mark | None:
        """A verb of saying whose subject stands before it, in the sentence or earlier in the text."""
        if verb.kind in (DOUBTFUL, LEARN):
            return None
        cue = (at, at + 1)
        speaker = self._subject_before(at, verb)
        rule, opens = "source, then verb of saying", at
        if speaker is None and self.silent is not None:
            speaker, rule = self.silent, "subject of the verb before"
        elif speaker is not None:
            opens = clause_start(self.line, speaker.first)
        if speaker is not None:
            voice, _ = self.voices.name(self.line, speaker)
            return Mark(voice, opens, cue, at + 1, True, rule) if voice else None
        if self.spoken or hangs_on_word(self.line, at, verb):
            return None
        if self.line.forms[at] in self.words.impersonal or not self._is_speech(statement_at, verb):
            return None
        heard = self.voices.goes_on(verb)
        return (
            Mark(heard, clause_start(self.line, at), cue, at + 1, True, "the speaker before goes on") if heard else None
        )

    def _is_speech(self, statement_at: int, verb: Verb) -> bool:
        """Whether a verb without a subject says something: «وأضاف أن», «ولفت إلى مقتل», not «وزاد عددهم»."""
        joined = joined_kind(self.line, statement_at)
        if verb.kind in (REPORT, FURTHER) and joined == "that":
            return True
        if verb.kind in (SPEECH, CLAIM, DENY) and joined:
            return True
        # وأضاف خلال زيارة إلى أنقرة أن
        return verb.conj and verb.kind in (SPEECH, FURTHER) and statement_kind(self.line, statement_at) == "that"

    def _subject_before(self, at: int, verb: Verb) -> Speaker | None:
        line, forms, words = self.line, self.line.forms, self.words
        lowest = max(at - REACH, 0, *(self.marks[-1].last, self.marks[-1].cue[1]) if self.marks else ())
        if verb.conj and forms[at][0] == "ف":
            for opener in range(at - 2, lowest - 1, -1):
                if forms[opener] in ("اما", "واما"):
                    return read_speaker(line, opener + 1)
        if forms[at - 1] == "قد":  # وكان ماكرون قد قال
            for opener in range(at - 3, max(lowest, at - _NEAR) - 1, -1):
                if forms[opener] in words.was:
                    return read_speaker(line, opener + 1)
        for first in reversed(self.heads):
            if first < lowest:
                break
            if self._opens_clause(first):
                accusative = forms[first - 1] in words.that or forms[first - 1] in words.contrasts
                speaker = read_speaker(line, first, accusative=accusative)
                acts = speaker is not None and speaker.group and forms[first - 1] not in words.verbs
                verb_at = at - (forms[at - 1] in words.negations)
                if speaker and speaker.last <= at and (not acts or speaker.after == verb_at):
                    return speaker
        if (
            hangs_on_word(line, at, verb) and joined_kind(line, subject_start(line, at + 1)) == "that"
        ):  # هاربر قال إن، غير أن المراقبين يؤكدون أن
            for first in range(max(lowest, at - 4), at):
                before = forms[first - 1]
                if opens_sentence(line, first) or before in words.contrasts or before in words.that:
                    speaker = read_speaker(line, first)
                    if speaker and speaker.after == at:
                        return speaker
        return None

    def _opens_clause(self, first: int) -> bool:
        before = self.line.forms[first - 1]
        if not before[:1].isalnum() or opens_sentence(self.line, first):
            return True
        if before in self.words.verbs and before not in self.words.prepositions:
            return True
        if before in self.words.openers and not self._is_said_already(first - 1):
            return True
        head = self.line.head(first)
        return head is not None and head.prefix[:1] in ("و", "ف")

    def _is_said_already(self, at: int) -> bool:
        """Whether «أن» at tokens[at] opens what someone in this sentence is reported to say."""
        contrasted = self.line.forms[at - 1] in self.words.contrasts
        return self.line.forms[at] in self.words.that and not contrasted and self.spoken

    def _passed_on(self, at: int, *, cited: bool = False) -> Named:
        """After نقل: «وكالة سانا عن مصدر عسكري» → the source, relayed by the agency."""
        line, relay = self.line, None
        if line.forms[at] in self.words.about_him:
            return Named(self.voices.heard[-1] if self.voices.heard else None, at + 1)
        about = at
        if line.forms[at] != "عن":
            relay = read_speaker(line, subject_start(line, at))
            if relay is None:
                return Named(None, at)
            about = find_about(line, relay.after)
        speaker = read_speaker(line, about + 1) if about >= 0 else None
        if speaker is not None and (speaker.known or cited or statement_kind(line, speaker.after) == "that"):
            named = self.voices.name(line, speaker)
            passing = self.voices.name(line, relay).voice if relay else None
            if named.voice is not None and passing is not None:
                return named._replace(voice=named.voice._replace(relayed_by=(passing.name,)))
            if named.voice is not None:
                return named
        if relay is not None and ((relay.known and cited) or statement_kind(line, relay.after) == "that"):
            return self.voices.name(line, relay)
        return Named(None, at)

    # ---- neither: a colon, brackets, a verb left out, a toll with its author

    def _colon(self, at: int) -> Mark | None:
        """«مصدر طبي لشبكتنا: استقبلنا 6 جثث», «عاجل | المرصد: …»"""
        forms, words = self.line.forms, self.words
        if self.marks:
            return None
        for first in reversed(self.heads):
            if at - first > _LONGEST_COLON:
                break
            before = forms[first - 1]
            if first > self.line.first and before not in ("|", "-") and before not in words.flashes:
                continue
            speaker = read_speaker(self.line, first)
            if speaker is None or not words.verbs.keys().isdisjoint(forms[first:at]):
                return None
            voice, _ = self.voices.name(self.line, speaker)
            return Mark(voice, first, (at, at + 1), at + 1, True, "source and colon") if voice else None
        return None

    def _shares_verb(self, at: int) -> Mark | None:
        """«المجلس المحلي يتحدث عن 27 جريحاً، والدفاع المدني عن 23»: the verb is not said twice."""
        forms = self.line.forms
        joined = forms[at][0] == "و" or forms[at - 1] == "و"
        if not joined or forms[at - 1 - (forms[at - 1] == "و")] not in COMMAS:
            return None
        speaker = read_speaker(self.line, at)
        verb = self.marks[-1]
        if speaker is None or forms[speaker.after] != "عن" or "عن" not in forms[verb.cue[0] : verb.last + 1]:
            return None
        voice, last = self.voices.name(self.line, speaker)
        return Mark(voice, at, (at, last + 1), last + 1, True, "the same verb, left out") if voice else None

    def _in_brackets(self, at: int) -> Mark | None:
        """«… قُتل خمسة (المرصد السوري).» at the end of a sentence."""
        line = self.line
        head = line.head(at)
        if self.marks or at < _SHORTEST_BRACKETED or head is None or head.prefix or not head.definite or head.group:
            return None
        if head.source_type not in ("monitor", "outlet", "local network") and head.length == 1:
            return None
        speaker = read_speaker(line, at)
        if speaker is None or line.forms[speaker.last] != ")":
            return None
        if any(line.is_word(later) for later in range(speaker.last, line.count)):
            return None
        voice, _ = self.voices.name(line, speaker)
        cue = (at - 1, speaker.last + 1)
        return Mark(voice, at, cue, speaker.last + 1, False, "source in brackets") if voice else None

    def _any_verb(self, at: int) -> Mark | None:
        """«وفصّل المرصد حصيلة القتلى»: a sentence's first word, then a source, then what is reported."""
        line, words = self.line, self.words
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
        voice, last = self.voices.name(line, speaker)
        return Mark(voice, verb, (verb, at), last, True, "first word, source, toll") if voice else None

    def _issues_toll(self, at: int) -> Mark | None:
        """«ارتفعت الحصيلة التي أعلنتها وزارة الصحة إلى 12»"""
        line, words = self.line, self.words
        if self.marks or not any(line.forms[n] in words.documents for n in range(max(at - 3, 0), at)):
            return None
        issued = (line.forms[at], line.forms[at + 1]) in words.issued_by
        speaker = read_speaker(line, at + 2 if issued else subject_start(line, at + 1))
        if speaker is None or not speaker.known or speaker.group:
            return None
        voice, last = self.voices.name(line, speaker)
        return Mark(voice, at, (at, at + 1), last, True, "toll and its author", True) if voice else None
