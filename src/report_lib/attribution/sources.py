"""Finds who says so: each attribution of a text, the stretch of text it vouches for, and who passed it on."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from report_lib.arabic.remembered import Remembered
from report_lib.arabic.text import Folded, Sentence, fold_word
from report_lib.arabic.triggers import trigger
from report_lib.attribution.citations import cues, find_marks
from report_lib.attribution.cited import Voice, Voices
from report_lib.attribution.clauses import COMMAS, is_voweled, opens_sentence
from report_lib.attribution.marks import Mark
from report_lib.attribution.speakers import Line
from report_lib.attribution.speech import lexicon
from report_lib.attribution.speech_words import REPORT, TALLY
from report_lib.attribution.unsaid import COLON
from report_lib.placing.gazetteer import gazetteer

_LONGEST_SPEECH: Final = 1500  # characters of quoted speech that are followed over sentence ends
_LONGEST_CHUNK: Final = 60  # words of reported speech that a citation at its end may take for itself
_LONGEST_ITEM: Final = 15  # words of an item in a list
_FROM: Final = frozenset({"بين", "من"})
_SHORTEST_LEAD: Final = 10  # words; shorter lines before the lead are bylines and buttons
_PERIOD: Final = trigger(lambda: lexicon().periods | lexicon().months)


class Attribution:
    """folded.text[start:end] is vouched for by `source`; `cue` spans the words that decided, `rule` names the pattern.

    `source` is as the raw text writes it, trimmed to the name; a short form («المصدر») is replaced by the name it
    stands for. `source_type` is one of records.SOURCE_TYPES. `chain` is empty unless the text passes the report on:
    «وكالة سانا → مصدر عسكري», with the citing outlet before it where that is known.
    """

    def __init__(
        self, start: int, end: int, source: str, source_type: str, chain: str, cue: tuple[int, int], rule: str
    ) -> None:
        self.start = start
        self.end = end
        self.source = source
        self.source_type = source_type
        self.chain = chain
        self.cue = cue
        self.rule = rule


def find_attributions(folded: Folded, outlet: str = "", wanted: Sequence[int] | None = None) -> list[Attribution]:
    """All attributions in reading order; stretches may lie inside one another. Linear in the length of the text.

    `outlet` is the publisher of the text; it opens the chains. Where places in the text are `wanted`, in their order,
    only what vouches for one of them is given: the sentences behind them are read only where the author of a document
    that is cited before may come to be named.
    """
    reader = _Reader(folded, outlet, wanted)
    until = folded.sentence_at(wanted[-1]) if wanted else None
    for number, sentence in enumerate(folded.sentences):
        if until is not None and number > until and not reader.unissued:
            break
        reader.read(sentence)
    return [found for found in reader.finish() if not _is_place(found)]


def source_at(attributions: Sequence[Attribution], position: int) -> Attribution | None:
    """The attribution that vouches for folded.text[position]: the narrowest stretch around it, the later of equals."""
    best = None
    for found in attributions:
        if found.start <= position < found.end and (best is None or found.end - found.start <= best.end - best.start):
            best = found
    return best


def _is_place(found: Attribution) -> bool:
    """«درعا: …» in a round-up names a place, not a speaker; «أقرّت موسكو بمقتل 5» a government."""
    name = _folded[found.source]
    return name in gazetteer() and (name not in lexicon().governments or found.rule == COLON)


_folded = Remembered(fold_word)  # the same sources speak in many texts


@cache
def _same_outlet(name: str) -> str:
    """One spelling for an outlet that is also written in Latin letters."""
    return lexicon().outlets.get(name.casefold()) or fold_word(name).replace('"', "")


class _Reader:
    """Reads sentence by sentence and remembers who has spoken."""

    def __init__(self, folded: Folded, outlet: str, wanted: Sequence[int] | None) -> None:
        self.folded = folded
        self.outlet = outlet
        self.wanted = None if wanted is None else list(wanted)
        self.voweled = is_voweled(folded)
        self.words = lexicon()
        self.found: list[Attribution] = []
        self.voices = Voices()
        self.going_on: tuple[Voice, int] | None = None  # who spoke to the end of the sentence before, its paragraph
        self.lead: Voice | None = None  # cited for the whole lead, and nobody else since
        self.listing: Voice | None = None  # whose list follows a colon at the end of a line
        self.report: Voice | None = None  # whose report on a period the article sums up
        self.body_seen = False
        self.unissued: list[tuple[int, str]] = []  # attributions to a document of which no author is known so far
        self.line: Line  # the sentence being read
        self.marks: list[Mark] = []

    def read(self, sentence: Sentence) -> None:
        """Add the attributions of the next sentence."""
        self.marks = []
        if found := cues(sentence):
            self.line = Line(self.folded, sentence, voweled=self.voweled)
            self.marks = find_marks(self.line, self.voices, found)
        if self.marks:
            self.voices.issue(self.line, self.marks[0].voice)
            if self._is_wanted(sentence.start, self._farthest(sentence)):
                self._stretch()
            reported = self.report
            self._look_ahead()
            if self.report and self.report is reported:  # «نفذت الطائرات 53 غارة، وقتلت، والكلام للمرصد، ثمانية»
                self._lend(sentence, self.report, "report on a period")
        else:
            self._speak_on(sentence)
        if len(sentence.forms) >= _SHORTEST_LEAD and sentence.paragraph:
            self.body_seen = True

    def finish(self) -> list[Attribution]:
        """All attributions; «تقرير حقوقي» in a title is the report whose author the body names."""
        for at, document in self.unissued:
            if issuer := self.voices.issuers.get(document):
                found = self.found[at]
                found.source, found.source_type, found.chain = issuer.name, issuer.kind, self._chain(issuer)
        return self.found

    def _is_wanted(self, start: int, stop: int) -> bool:
        """Whether it is asked who vouches for a place in text[start:stop]."""
        return self.wanted is None or any(start <= position < stop for position in self.wanted)

    def _farthest(self, sentence: Sentence) -> int:
        """Where all ends that the sentence's attributions may vouch for: quoted speech goes on within its paragraph."""
        goes_on = self.line.quoted and self.folded.text[sentence.end - 1] != "\n"
        return sentence.end + _LONGEST_SPEECH if goes_on else sentence.end

    def _stretch(self) -> None:
        """Give every attribution of the sentence the text it vouches for."""
        line, sentence, marks = self.line, self.line.sentence, self.marks
        stops = []  # of each attribution: where the next one that vouches forward begins
        stop = sentence.end
        for mark in reversed(marks):
            stops.append(stop)
            stop = line.start(mark.opens) if mark.forward else stop
        past = sentence.start
        forward: Mark | None = None
        stops.reverse()
        for n, mark in enumerate(marks):
            stop = stops[n]
            ends = line.end(mark.last - 1)
            if mark.forward:
                start = line.start(mark.opens)
                if mark.both or opens_sentence(line, mark.opens):
                    start = max(past, self._joined_clause(mark))
                forward = mark
                if n + 1 == len(marks):
                    stop = self._end_of_speech(line.start(mark.cue[0]), stop)
            elif forward is not None:
                start, stop = line.start(self._chunk(forward, mark)), ends
            else:
                start, past = past, ends
                if stop == sentence.end and n + 1 < len(marks):  # «3 بحسب المرصد، و5 بحسب الدفاع المدني»
                    stop = ends
            self._vouch(start, stop, mark)

    def _joined_clause(self, mark: Mark) -> int:
        """Where «…، وبعد ثلاثة أيام من هجوم قال التنظيم إنه» begins: what stands before is told without its speaker."""
        forms = self.line.forms
        for at in range(mark.opens - 1, 0, -1):
            if forms[at - 1] in COMMAS and forms[at].startswith("و"):
                return self.line.start(at)
        return self.line.sentence.start

    def _chunk(self, forward: Mark, mark: Mark) -> int:
        """Where the part of a reported sentence begins that a citation at its end takes for itself."""
        forms, words = self.line.forms, self.words
        far = max(forward.last, mark.cue[0] - _LONGEST_CHUNK)
        said = next((n for n in range(far, mark.cue[0]) if forms[n] in words.that), far)
        for at in range(mark.cue[0] - 2, said, -1):
            if forms[at] in COMMAS or forms[at] in words.contrasts:
                return at
        return mark.cue[0]

    def _end_of_speech(self, start: int, end: int) -> int:
        """Where quoted speech that is still open at the sentence's end closes, in the same paragraph."""
        text = self.folded.text
        if not self.line.quoted or text.count('"', start, end) % 2 == 0:
            return end
        paragraph = text.find("\n", end - 1, end + _LONGEST_SPEECH)
        close = text.find('"', end, paragraph if paragraph >= 0 else end + _LONGEST_SPEECH)
        return close if close >= 0 else end

    def _look_ahead(self) -> None:
        """Note what the sentences after this one may lean on."""
        line, first, last = self.line, self.marks[0], self.marks[-1]
        self.going_on = (last.voice, line.sentence.paragraph) if last.forward else None
        self.listing = last.voice if line.forms[line.count - 1] == ":" else None
        self.lead = None if self.body_seen or any(mark.forward for mark in self.marks) else last.voice
        if self.report is not None and first.voice.name != self.report.name:
            self.report = None
        in_lead = line.sentence.paragraph and not self.body_seen and line.count >= _SHORTEST_LEAD
        if in_lead and line.sentence.pulls & _PERIOD and self._reports(first) and self._is_on_period():
            self.report = first.voice
            self.voices.issuers.setdefault("تقرير", first.voice)

    def _reports(self, mark: Mark) -> bool:
        return self._counts(mark) or not self.words.reports.isdisjoint(self.line.forms)

    def _counts(self, mark: Mark) -> bool:
        """«أحصى المرصد …», «…، وفق ما وثقه قسم الرصد»: a monitor counts."""
        return self._tallies(mark) and (
            mark.voice.kind == "monitor" or any(self._is_monitor(word) for word in mark.voice.words)
        )

    def _tallies(self, mark: Mark) -> bool:
        for form in self.line.forms[mark.cue[0] : mark.cue[1]]:
            verb = self.words.verbs.get(form) or self.words.owned_verbs.get(form)
            if verb is not None and verb.kind in (TALLY, REPORT):
                return True
        return False

    def _is_monitor(self, word: str) -> bool:
        """«نشطاء المرصد» are a monitor's too."""
        head = self.words.heads.get(word)
        return head is not None and head.source_type == "monitor"

    def _is_on_period(self) -> bool:
        """Whether the sentence speaks of a month or year, not of a day in it, or of several days."""
        forms, words = self.line.forms, self.words
        if not words.periods.isdisjoint(forms):
            return True
        for at, form in enumerate(forms):  # «بين 24 شباط و1 آذار»
            if form in _FROM and forms[at + 1][:1].isdigit() and not words.months.isdisjoint(forms[at + 2 : at + 5]):
                return True
        return any(form in words.months and not forms[at - 1][:1].isdigit() for at, form in enumerate(forms))

    def _speak_on(self, sentence: Sentence) -> None:
        """A sentence that cites nobody may still be somebody's: «وأن …», the parts of a toll, a report summed up."""
        if self.going_on and self.going_on[1] == sentence.paragraph:
            opening = [form for form in sentence.forms[:4] if form[0].isalpha()]
            though = len(opening) > 1 and opening[1] in self.words.openers  # «وإن كانت»
            if opening and opening[0] in self.words.carry_on and not though:
                return self._lend(sentence, self.going_on[0], "goes on")
        self.going_on = None
        if self.listing and len(sentence.forms) < _LONGEST_ITEM:
            return self._lend(sentence, self.listing, "item of a list")
        self.listing = None
        # «ووقع الانفجار الأول …» after a lead that gave the total of both
        if self.lead and not self.words.parts.isdisjoint(sentence.forms[:5]):
            return self._lend(sentence, self.lead, "part of what the lead reports")
        self.lead = None
        if self.report and sentence.paragraph:
            self._lend(sentence, self.report, "report on a period")

    def _lend(self, sentence: Sentence, voice: Voice, rule: str) -> None:
        start = sentence.starts[0]
        cue = (start, start + len(sentence.forms[0]))
        self._add(sentence.start, sentence.end, voice, cue, rule)

    def _vouch(self, start: int, stop: int, mark: Mark) -> None:
        first, last = mark.cue
        cue = (self.line.start(first), self.line.end(last - 1))
        self._add(start, max(stop, start + 1), mark.voice, cue, mark.rule)

    def _add(self, start: int, stop: int, voice: Voice, cue: tuple[int, int], rule: str) -> None:
        if not self._is_wanted(start, stop):
            return
        document = self.words.cited_again.get(voice.words[0])
        if document:
            self.unissued.append((len(self.found), document))
        self.found.append(Attribution(start, stop, voice.name, voice.kind, self._chain(voice), cue, rule))

    def _chain(self, voice: Voice) -> str:
        if not voice.relayed_by:
            return ""
        links = [*voice.relayed_by, voice.name]
        if self.outlet and _same_outlet(self.outlet) != _same_outlet(links[0]):
            links.insert(0, self.outlet)
        return " → ".join(links)
