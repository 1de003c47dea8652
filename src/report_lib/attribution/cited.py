"""Remembers who has spoken in a text, so that «المصدر», «عليان» and «التقرير» lead to the name given before."""

from __future__ import annotations

from typing import Final

from report_lib.arabic.triggers import trigger
from report_lib.attribution.kinds import source_type
from report_lib.attribution.speakers import Line, Speaker, name_words, read_speaker, written
from report_lib.attribution.speech import lexicon
from report_lib.attribution.speech_words import Verb

_COMMAS: Final = ("،", ",")
_NEAR: Final = 9  # words within which a document names whoever issued it
_BACK: Final = 4  # speakers among whom the gender of a verb may choose
_MEMORY: Final = 40  # speakers back to whom a short form may lead


_CITED_AGAIN: Final = trigger(lambda: lexicon().cited_again)


class Voice:
    """A source that has been named: its folded words, who passes it on, and what few ask for, its name and kind."""

    def __init__(
        self,
        line: Line,
        speaker: Speaker,
        words: tuple[str, ...],
        titled: tuple[str, ...],  # the same words with the titles before them
        relayed_by: tuple[str, ...],
        kind: str = "",  # where it is none that its words say
    ) -> None:
        self.line = line
        self.speaker = speaker
        self.words = words
        self.titled = titled
        self.relayed_by = relayed_by
        self._kind = kind
        self._name = ""

    @property
    def name(self) -> str:
        """As the raw text writes it."""
        if not self._name:
            self._name = written(self.line, self.speaker)
        return self._name

    @property
    def kind(self) -> str:
        """One of records.SOURCE_TYPES."""
        if not self._kind:
            self._kind = source_type(self.titled)
        return self._kind

    def claiming(self) -> Voice:
        """The same, but what it says is a claim."""
        return Voice(self.line, self.speaker, self.words, self.titled, self.relayed_by, "claim")

    def passed_on_by(self, relay: str) -> Voice:
        """The same, but passed on by another."""
        return Voice(self.line, self.speaker, self.words, self.titled, (relay,), self._kind)


# A voice, or None for a name that cites nobody, and the token after everything that belongs to the name.
Named = tuple[Voice | None, int]


class Voices:
    """The sources of one text in the order they are named."""

    def __init__(self) -> None:
        self.heard: list[Voice] = []
        self.issuers: dict[str, Voice] = {}  # «بيان» → who issued it

    def hear(self, voice: Voice) -> None:
        """Remember a voice."""
        self.heard.append(voice)

    def issue(self, line: Line, voice: Voice) -> None:
        """Remember the documents that a sentence mentions as those of the source it cites."""
        if voice.words[0] not in line.words.documents:
            for at in line.sentence.places(_CITED_AGAIN):
                self.issuers[line.words.cited_again[line.forms[at]]] = voice

    def goes_on(self, verb: Verb) -> Voice | None:
        """Who speaks in «وأضافت أن»: the last one named whom the verb's gender fits, else the last one."""
        for voice in reversed(self.heard[-_BACK:]):
            if not verb.gender or _gender(voice) in ("", verb.gender):
                return voice
        return self.heard[-1] if self.heard else None

    def name(self, line: Line, speaker: Speaker) -> Named:
        """Whom the words of `speaker` mean: the issuer of a document, the person behind a title, the fuller name."""
        found = _issuer(line, speaker)
        if found is None:
            return None, speaker.after
        relays, speaker = _relay(line, found)
        speaker = _with_apposition(line, speaker)
        words = name_words(line, speaker)
        if not words or words[0] in line.words.ourselves:
            return None, speaker.after
        bare = _without_titles(line, speaker, words[0])
        untitled = name_words(line, bare) if bare is not speaker else words
        voice = Voice(line, bare, untitled, words, relays or _told(line, speaker.after))
        return self._resolved(line, voice), speaker.after

    def _resolved(self, line: Line, voice: Voice) -> Voice:
        """The fuller name given earlier that a short form stands for."""
        words = line.words
        parts = [part for part in voice.words if part not in words.same]
        if not parts:
            return voice
        first = parts[0].removeprefix("ال")
        if len(parts) <= 2 and parts[0] in words.documents and parts[-1] in words.cited_again:
            return self.issuers.get(words.cited_again[parts[-1]], voice)
        head = words.heads.get(parts[0])
        if not self.heard or (not parts[0].startswith("ال") and (head or parts[0] in words.documents)):
            return voice  # indefinite: somebody new
        memory = self.heard[-_MEMORY:]
        for earlier in reversed(memory):
            same_head = (head or parts[0] != first) and earlier.words[0].removeprefix("ال") == first
            if same_head and len(parts) == 1:
                return earlier
            if len(earlier.words) > len(parts):
                named = same_head or (head is None and parts[0] in earlier.words[1:])  # عليان → جاسم عليان
                if named and all(part in earlier.words for part in parts[1:]):
                    return earlier
        if voice.words[0] in words.roles:
            for earlier in reversed(memory):
                if earlier.kind == voice.kind and earlier.words[0] not in words.heads:
                    return earlier
        return self.heard[-1] if len(parts) == 1 and parts[0] in words.anaphors else voice


def _gender(voice: Voice) -> str:
    """`f` or `m` where the head word shows it, empty for a name."""
    first = voice.words[0]
    words = lexicon()
    if first not in words.heads:
        return ""
    return "f" if first.endswith(("ة", "ات")) or first.removeprefix("ال") in words.plural_things else "m"


def _issuer(line: Line, speaker: Speaker) -> Speaker | None:
    """Whoever issued the document that is cited: «أرقام المرصد», «تقرير صدر اليوم عن الشبكة»; None if nobody did."""
    words, forms = line.words, line.forms
    form = forms[speaker.first][len(speaker.prefix) :]
    if form not in words.documents:
        return speaker
    definite = form.startswith("ال")
    for at in range(speaker.first + 1, min(speaker.first + _NEAR, line.count)):
        word = forms[at]
        begins = at
        if word in words.issuing:
            begins += 1
            while forms[begins] in words.asides:
                begins += 1
        elif word in ("ل", "عن"):
            begins += 1
        elif not line.opens_quote(at):
            head = line.head(at)
            # «التقرير» is definite, so what follows it is an adjective or its object, unless joined with «ل».
            if head is None or (definite and head.prefix not in ("ل", "لل")):
                if word in words.that or word in words.verbs or not word[0].isalnum():
                    break
                continue
        found = read_speaker(line, begins)
        if found is not None:
            return found
    return None if form.removeprefix("ال") in words.anonymous_documents else speaker


def _relay(line: Line, speaker: Speaker) -> tuple[tuple[str, ...], Speaker]:
    """«وكالة سانا نقلاً عن مصدر عسكري»: the agency relays, the source speaks."""
    for at in range(speaker.after, min(speaker.after + 8, line.count - 1)):
        if line.forms[at] == "نقلا" and line.forms[at + 1] == "عن":
            inner = read_speaker(line, at + 2)
            return ((written(line, speaker),), inner) if inner else ((), speaker)
    return (), speaker


def _with_apposition(line: Line, speaker: Speaker) -> Speaker:
    """«المتحدث باسم التحالف، العقيد جويل هاربر» is one speaker."""
    at = speaker.after
    if line.forms[at] in _COMMAS and line.forms[at + 1].removeprefix("ال") in line.words.titles:
        person = read_speaker(line, at + 1)
        if person is not None:
            return Speaker(speaker.first, person.last, person.after, speaker.prefix, speaker.known, speaker.group)
    return speaker


def _told(line: Line, at: int) -> tuple[str, ...]:
    """The outlet that was told, if the text names one: «لـ"العربي الجديد"»."""
    at += line.forms[at] in _COMMAS
    form = line.forms[at]
    if not line.tells(at) or form[1:] in line.words.addressees:
        return ()
    prefix = "" if form == "ل" else "لل" if form.startswith("لل") else "ل"
    outlet = read_speaker(line, at + (form == "ل"), prefix=prefix)
    return (written(line, outlet),) if outlet else ()


def _without_titles(line: Line, speaker: Speaker, title: str) -> Speaker:
    """«الناشط جاسم عليان» → «جاسم عليان»; «الناشط في تدمر» stays."""
    if not title.startswith("ال") or title[2:] not in line.words.titles:
        return speaker
    first = speaker.first + 1
    while first < speaker.last and line.forms[first].startswith("ال"):
        first += 1
    form = line.forms[first]
    words = line.words
    personal = form[:1].isalpha() and form not in words.prepositions and form not in words.same
    personal = personal and not form.startswith(("باسم", "بال"))
    return Speaker(first, speaker.last, speaker.after) if first < speaker.last and personal else speaker
