"""Reads the name of a source where a sentence gives one, trimmed to the name."""

from __future__ import annotations

from typing import Final
from unicodedata import category

from report_lib.arabic.number_words import number_words
from report_lib.arabic.text import Folded, Sentence
from report_lib.arabic.triggers import trigger, trigger_where
from report_lib.attribution.speech import Lexicon, lexicon
from report_lib.attribution.speech_words import Head

LONGEST_NAME: Final = 11  # words; what runs on is no name
LONGEST_BRACKETS: Final = 20
LONGEST_QUOTED_NAME: Final = 5  # words between quotation marks; what is longer is quoted speech

_MARKS: Final = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0640"  # short vowels and tatweel
_PARTING_MARKS: Final = frozenset(".؛!؟?:")
_RUMOURS: Final = frozenset({"ما", "الانباء", "انباء", "الاخبار", "الخبر", "التقارير", "المعلومات", "المزاعم"})
_NAMES_ALONE: Final = ("قسد", "داعش")
_PAST_THE_END: Final = [""] * 12  # so that a few words may be looked at on either side of a sentence without asking


def _listed() -> frozenset[str]:
    words = lexicon()
    names = words.ends | words.never_first | words.documents | words.prepositions
    clauses = words.relatives | words.was | words.negations | words.about | words.asides | words.pronouns
    return names | clauses | words.quoting | _PARTING_MARKS | {"قد"}


def _may_end_name(form: str) -> bool:
    """Whether a word may end the name before it, by all that `_ends_name` asks of the word itself."""
    words, numbers = lexicon(), number_words()
    head, number = words.heads.get(form), numbers.words.get(form)
    if head is not None and _is_object(head):
        return True
    if form in numbers.before or (number is not None and number.prepositional):
        return True
    if form.startswith(("ل", "و")) or form.endswith("ا") or form[0].isdigit() or form in ("في", "ب", "صحة"):
        return True
    return form in words.ends or (form.startswith("ال") and form[2:] in words.titles)


# One trigger for the lists by which names and clauses are told apart, since most words are on none of them.
_LISTED: Final = trigger(_listed)
# Most words of a name cannot end it, whatever stands beside them.
_MAY_END: Final = trigger_where(_may_end_name)


class Line:
    """A sentence as this reader sees it: `forms[at]` is the folded word, or "" outside the sentence."""

    def __init__(self, folded: Folded, sentence: Sentence, *, voweled: bool = True) -> None:
        self.folded = folded
        self.sentence = sentence
        self.voweled = voweled  # whether the raw text may write vowels
        self.count = len(sentence.forms)
        self.forms = sentence.forms + _PAST_THE_END
        # A bullet may come before the first word.
        self.first = next((at for at in range(self.count) if not self.is_mark(at)), 0)
        self.words: Lexicon = lexicon()
        self.quoted = folded.text.find('"', sentence.start, sentence.end) >= 0

    def start(self, at: int) -> int:
        """Where the word begins in the folded text."""
        return self.sentence.starts[at]

    def end(self, at: int) -> int:
        """Where the word ends in the folded text."""
        return self.sentence.starts[at] + len(self.forms[at])

    def is_word(self, at: int) -> bool:
        return 0 <= at < self.count and self.sentence.pieces[at].is_word

    def is_mark(self, at: int) -> bool:
        """Whether tokens[at] is a punctuation mark."""
        return not self.is_word(at) and not self.forms[at][:1].isalnum()

    def is_listed(self, at: int) -> bool:
        """Whether tokens[at] may be on a list by which names and clauses are told apart."""
        return self.sentence.pulls_at(at, _LISTED)

    def opens_quote(self, at: int) -> bool:
        """Whether a quotation mark opens right before tokens[at]."""
        if not self.quoted or at >= self.count:
            return False
        text, start = self.folded.text, self.start(at)
        if not start or text[start - 1] != '"':
            return False
        # The mark clings to the word it quotes, or to a one-letter prefix: لـ"سانا".
        return start < 2 or text[start - 2] in ' \n":(' or (at > 0 and len(self.forms[at - 1]) == 1)

    def closes_quote(self, at: int) -> bool:
        """Whether a quotation mark stands right after tokens[at]."""
        end = self.end(at) if self.quoted else 0
        return self.quoted and self.folded.text[end : end + 1] == '"'

    def quoted_name_end(self, at: int) -> int:
        """The token after a short quoted name that opens at tokens[at]; 0 if none does."""
        if self.quoted and self.opens_quote(at):
            for last in range(at, min(at + LONGEST_QUOTED_NAME, self.count)):
                if self.closes_quote(last):
                    return last + 1
        return 0

    def starts_speech(self, at: int) -> bool:
        """Whether quoted speech, longer than a name, opens at tokens[at]."""
        return self.quoted and self.opens_quote(at) and not self.quoted_name_end(at)

    def head(self, at: int) -> Head | None:
        """The head word or known name that begins at tokens[at], if any."""
        found = self.words.names.get(self.forms[at])
        if found is not None:
            for head in found:
                if not head.rest or self.forms[at + 1 : at + head.length] == head.rest:
                    return head
        return None

    def tells(self, at: int) -> bool:
        """Whether tokens[at] is the person told: لموقعنا، لوكالة فرانس برس، لنورث برس، للصحفيين."""
        form = self.forms[at]
        if not form.startswith("ل") or len(form) < 3:
            return form == "ل"
        told = "ال" + form[2:] if form.startswith("لل") else form[1:]
        if told in self.words.addressees or told.isascii():
            return True
        head = self.head(at)
        return head is not None and head.prefix in ("ل", "لل") and head.source_type in ("outlet", "local network")

    def brings_number(self, at: int) -> bool:
        """Whether tokens[at] joins a number on: «أقرّ الجيش بثلاثة قتلى», «بـ 12», «بأقل من مئة»."""
        form = self.forms[at]
        if not form.startswith("ب"):
            return False
        if form == "ب":
            return self.forms[at + 1][:1].isdigit()
        numbers = number_words()
        number, hedges = numbers.words.get(form), numbers.before.get(form, {})
        hedged = self.forms[at + 1] in hedges or "" in hedges
        return hedged or (number is not None and number.prepositional)

    def past_brackets(self, at: int) -> int:
        """The first token after a bracketed addition at `at`: المتحدث (…) أن."""
        while self.forms[at] == "(" or self.forms[at] == ")":
            close = next((n for n in range(at, min(at + LONGEST_BRACKETS, self.count)) if self.forms[n] == ")"), at)
            at = close + 1
        return at


class Speaker:
    """A source's name as tokens[first:last] of its sentence, without `prefix`; the text goes on at `after`.

    `known` ones begin with a head word or name of the vocabulary.
    """

    def __init__(
        self, first: int, last: int, after: int, prefix: str = "", known: bool = False, group: bool = False
    ) -> None:
        self.first = first
        self.last = last
        self.after = after
        self.prefix = prefix
        self.known = known
        self.group = group


def read_speaker(line: Line, first: int, *, accusative: bool = False, prefix: str = "") -> Speaker | None:
    """The name of the source that begins at tokens[first], or None if none can begin there.

    The name ends before «أن», a relative clause, the person told («لموقعنا»), the occasion («في بيان»), a time,
    a verb of saying and what is reported; after a quoted name; at punctuation.
    """
    opening = line.forms[first]
    if opening == "(":
        return _bracketed(line, first)
    words = line.words
    bare = opening[len(prefix) :]
    if not line.is_word(first) or (line.is_listed(first) and opening in words.never_first) or bare in words.not_sources:
        return None
    if len(opening) == 1:  # a prefix left alone by quotation marks: لـ"سانا"
        return read_speaker(line, first + 1) if line.opens_quote(first + 1) else None
    if end := line.quoted_name_end(first):
        return Speaker(first, end, end, known=True)
    head = line.head(first)
    if head is None and bare not in words.documents and (opening in words.ends and opening not in words.addressees):
        return None
    last = _name_end(line, first, head, accusative)
    while last > first + 1 and line.forms[last - 1] in words.prepositions:
        last -= 1
    known, group = (True, head.group) if head else (False, False)
    return Speaker(first, last, line.past_brackets(last), prefix or (head.prefix if head else ""), known, group)


def _bracketed(line: Line, first: int) -> Speaker | None:
    """((سانا)) and (رويترز): a name that is bracketed instead of quoted."""
    inner = first
    while line.forms[inner] == "(":
        inner += 1
    last = inner
    while last < line.count and last - inner < LONGEST_QUOTED_NAME and line.forms[last] != ")":
        last += 1
    if last == inner or last >= line.count or line.forms[last] != ")":
        return None
    return Speaker(inner, last, line.past_brackets(last), known=line.head(inner) is not None)


def _name_end(line: Line, first: int, head: Head | None, accusative: bool) -> int:
    words, forms = line.words, line.forms
    if forms[first] in words.ourselves or (head is not None and forms[first][len(head.prefix) :] in words.governments):
        return first + 1
    loose = False  # «مصدر …», «صفحات …»: an indefinite head that says little by itself
    if head is not None and not head.definite:
        loose = head.source_type == "qualified" or forms[first].endswith("ات")
    at = first + (head.length if head else 1)
    while at < line.count and at - first < LONGEST_NAME:
        form = forms[at]
        if line.quoted:
            if line.closes_quote(at - 1) and form != "في":  # صفحة «…» في سلمية
                return at
            if end := line.quoted_name_end(at):
                if is_definite(forms[at - 1]):  # a name in quotes goes with «شبكة», not with «الشبكة»
                    return at
                at = end
                continue
        if form == "(" and at == first + 1 and (bracketed := _bracketed(line, at)):  # وكالة ((سانا))
            return bracketed.after
        if line.is_mark(at) or (line.quoted and line.starts_speech(at)):
            return at
        if loose and _stem(form) in words.loose and forms[at + 1] not in words.months:  # but «مطلع آذار» is a time
            at += 1
            continue
        if at == first + 1 and head and head.source_type == "activist" and is_definite(form):
            if forms[first].endswith("ون"):  # «اتهم ناشطون الجيش»
                return at
            at += 1  # ذوو الضحايا
            continue
        if head and head.definite and head.source_type == "monitor" and _is_bare(line, at):
            return at
        described = loose and (at == first + 1 or _stem(forms[at - 1]) in words.loose)
        if described and form[0] in "يت" and len(form) > 3 and form not in words.documents:
            return at  # «مصدر عسكري يخدم في المنطقة», but «مكتب توثيق الانتهاكات»
        if _ends_name(line, at, loose, accusative):
            return at
        at += 1
    return min(at, line.count)


def _stem(form: str) -> str:
    return form[:-1] if form.endswith("ة") else form


def is_definite(form: str) -> bool:
    """Whether the word carries the article, with or without a preposition."""
    return form.startswith(("ال", "لل", "وال", "بال"))


def _ends_name(line: Line, at: int, loose: bool, accusative: bool) -> bool:
    if not line.sentence.pulls_at(at, _MAY_END):
        return False
    words, form = line.words, line.forms[at]
    if (line.is_listed(at) and form in words.ends) or line.tells(at) or line.brings_number(at):
        return True
    if form == "في":
        following = line.forms[at + 1]
        return following in words.occasions or following[:1].isdigit()
    if form == "صحة":  # «نفى مصدر عسكري صحة الأنباء», but «مديرية صحة الرقة»
        return line.forms[at + 1] in _RUMOURS
    if line.sentence.pieces[at].is_number:
        return not (line.start(at) == line.end(at - 1) or _is_bounded(line, at))
    head = words.heads.get(form)
    if head is not None:  # «حمّل التقرير قوات النظام», «اتهم الرئيس التركي التنظيم»: no adjective, so an object
        return _is_object(head) and _is_closed(line, at - 1, loose)
    if form.startswith("و") and not form.startswith("وال") and len(form) > 4:
        return not _is_bounded(line, at)
    if loose and form.startswith("ال") and form[2:] in words.titles:
        return True  # نعت صفحات موالية العميد
    adverbial = form.endswith("ا") and len(form) > 3 and not form.startswith("ال") and not accusative
    return adverbial and form not in words.words_in_alif and not _is_bounded(line, at)


def _is_bare(line: Line, at: int) -> bool:
    """Whether the word has no article and no preposition after one that has it: «بحسب المرصد بلدات عدة»."""
    form = line.forms[at]
    return is_definite(line.forms[at - 1]) and not form.startswith(("ال", "ل", "و")) and len(form) > 2


def _is_closed(line: Line, at: int, loose: bool) -> bool:
    """Whether nothing can belong to tokens[at] as its owner: «الرئيس», «ناشطون» with its nun, «مصادر محلية»."""
    form = line.forms[at]
    closed = form.startswith("ال") or form.endswith("ون") or form in _NAMES_ALONE
    return closed or (loose and _stem(form) in line.words.loose)


def _is_object(head: Head) -> bool:
    """Whether a force after a definite word is what is accused: «قوات النظام», «التنظيم», but not «للجيش», «لقوات»."""
    return head.group and head.prefix != "ل" and (not head.definite or not head.prefix)


def _is_bounded(line: Line, at: int) -> bool:
    """Whether the name ends behind tokens[at] for what stands there."""
    words, following = line.words, line.forms[at + 1]
    return not following[:1].isalnum() or following in words.that or following in words.verbs


def name_words(line: Line, speaker: Speaker) -> tuple[str, ...]:
    """The folded words of the name, without its prefix."""
    forms = [form for form in line.forms[speaker.first : speaker.last] if form not in ("", "(", ")")]
    if forms and speaker.prefix:
        stripped = forms[0][len(speaker.prefix) :]
        forms[0] = "ال" + stripped if speaker.prefix.endswith("لل") else stripped
        if not forms[0]:
            del forms[0]
    return tuple(forms)


def written(line: Line, speaker: Speaker) -> str:
    """The name as the raw text has it, on one line, nothing unseen in it; a quotation mark only with its fellow."""
    text = line.folded.text
    start, end = line.start(speaker.first), line.end(speaker.last - 1)
    if line.quoted and text.count('"', start, end) % 2:
        if line.closes_quote(speaker.last - 1):
            end += 1
        elif text.startswith('"', start - 1):
            start -= 1
    quote = line.folded.quote(start, end)
    if not quote.isprintable():
        quote = "".join(c for c in quote if category(c) != "Cf")
    name = " ".join(quote.split())
    article = speaker.prefix.endswith("لل")  # للمجلس is ل + المجلس
    for _ in range(len(speaker.prefix) - article):
        name = name[1:].lstrip(_MARKS)
    return "ا" + name if article else name
