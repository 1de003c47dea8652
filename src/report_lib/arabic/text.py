"""Fold Arabic prose into one plain spelling, cut it into sentences and words, and keep the way back to the raw text.

Folding removes what does not change a word (short vowels, tatweel, zero-width and bidi marks, quotation style,
digit style, hamza seats, printed shapes, spaces after a space) so that the vocabularies need one spelling each.
`Folded.raw_span` maps any folded span back to the raw text, which is what provenance rests on.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import Final

from report_lib.arabic.chunks import TOKEN, Piece, first_piece

# One character for one character, so these need no offset table.
_SAME_LENGTH = str.maketrans(
    {
        **dict(zip("أإآٱ", "اااا", strict=True)),
        "ى": "ي",
        "ئ": "ي",
        "ؤ": "و",
        "ی": "ي",  # Persian yeh
        "ک": "ك",  # Persian kaf
        **{chr(0x0660 + n): str(n) for n in range(10)},
        **{chr(0x06F0 + n): str(n) for n in range(10)},
        **dict.fromkeys("“”„‟«»‹›″＂", '"'),
        **dict.fromkeys("‘’‚‛`´", "'"),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("\u00a0\u2007\u202f\u2009\u200a\t\x0b\x0c", " "),
        **dict.fromkeys("\r\u2028\u2029\x85", "\n"),
        "٬": ",",
        "٫": ".",
        "٪": "%",
        "…": ".",
    }
)

# Arabic letters that a text taken out of a page layout holds as the shapes they were printed in, ﻣ for م, ﻻ for لا.
_SHAPES: Final = {
    shape: "".join(c.translate(_SAME_LENGTH) for c in unicodedata.normalize("NFKC", shape) if c.isalpha())
    for shape in map(chr, (*range(0xFB50, 0xFDFC), *range(0xFE80, 0xFEFD)))
    if unicodedata.category(shape) == "Lo"
}
_SAME_LENGTH |= {ord(shape): letters for shape, letters in _SHAPES.items() if len(letters) == 1}
_PLAIN: Final = {chr(letter): str(plain) for letter, plain in _SAME_LENGTH.items()}
_FREQUENT: Final = [(letter, _PLAIN[letter]) for letter in "أإىئؤآ\u00a0«»“”‘’—–"]
_LIGATURES: Final = {shape: letters for shape, letters in _SHAPES.items() if len(letters) > 1}

_MARK: Final = (
    "\u0610-\u061a\u061c\u064b-\u065f\u0670\u06d6-\u06ed\u0640\u00ad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\ufe00-\ufe0f\ufe70-\ufe7f\ufeff"
)
# Marks with a tatweel among them, in one pass however many there are.
_GLUE: Final = rf"(?:(?!\u0640)[{_MARK}])*+\u0640[{_MARK}]*+"
# What is not as folded: a tatweel that glues the letters of a broken-up word (داعـ ـش, قـ.ـتل), marks, all spaces but
# the first of several, and letters that are printed as one.
_CHANGED: Final = re.compile(
    rf"{_GLUE}[ .*_]{{1,2}}{_GLUE}|(?<= )[ {_MARK}]+|[{_MARK}]+"
    rf"|[{''.join(_LIGATURES)}]"
)

# What texts are full of is as folded; where anything else stands, a change may begin.
_UNUSUAL: Final = re.compile(r"[^ء-غف-ي0-9A-Za-z \n.,:!?\"'()،؛؟/%#_+-]")
_SPACES: Final = re.compile("  +")

LONGEST_SENTENCE: Final = 3_000  # characters; the longest of 5,858 in the news holds 2,000
# What begins an item of a list: a mark or emoji, or a number with a dash, dot or bracket.
_ITEM: Final = re.compile(r"""\s*(?:\d{1,2} ?)?([^\w\s"'(\[\]<>{}#@&%,:;!?؟،؛/\\|+=])\s""")
_ENDING: Final = "\n.!?؟"
# A sentence ends at a line break, or at a full stop that is not a decimal point or an initial.
_SENTENCE_END: Final = re.compile(r"[\n.!?؟](?:(?<=\n)\n*|(?<=[.!?؟])(?:\n+|\s+)|(?<=[^\W\d_]{2}\.)(?=[^\W\d_\s]{2}))")


class Token:
    """A word, a number or a punctuation mark; `start` and `end` index the folded text."""

    def __init__(self, form: str, start: int, end: int) -> None:
        self.form = form
        self.start = start
        self.end = end

    @property
    def is_word(self) -> bool:
        return self.form[0].isalpha()


class Sentence:
    """One sentence of the folded text: its span, its paragraph's number, its tokens without quotation marks.

    `forms` has what is written in each token, `starts` where each begins, `pieces` what is known of each, `pulls` the
    triggers that these pull, as bits; many sentences are never looked at more closely.
    """

    def __init__(self, text: str, start: int, end: int, paragraph: int) -> None:
        pieces: list[Piece] = []
        forms: list[str] = []
        starts: list[int] = []
        pulls = 0
        at = start
        for chunk in text[start:end].rstrip().split(" "):
            piece = first_piece(chunk)
            while piece is not None:
                pieces.append(piece)
                forms.append(piece.form)
                starts.append(at + piece.offset)
                pulls |= piece.pulls
                piece = piece.following
            at += len(chunk) + 1
        self.start = start
        self.end = end
        self.paragraph = paragraph
        self.forms = forms
        self.starts = starts
        self.pulls = pulls
        self.pieces = pieces

    def span(self, first: int, last: int) -> tuple[int, int]:
        """Where tokens[first:last] begin and end in the text."""
        return self.starts[first], self.starts[last - 1] + len(self.forms[last - 1])

    def places(self, trigger: int) -> list[int]:
        """Where words stand that pull a trigger, by token; most sentences have none of most."""
        if not self.pulls & trigger:
            return []
        return [at for at, piece in enumerate(self.pieces) if piece.pulls & trigger]

    def pulls_at(self, at: int, trigger: int) -> bool:
        """Whether the word at a place pulls a trigger, by token; none beyond the sentence does."""
        return 0 <= at < len(self.pieces) and bool(self.pieces[at].pulls & trigger)

    def pulls_in(self, first: int, last: int, trigger: int) -> bool:
        """Whether one of the words first..last-1 pulls a trigger, as far as there are such words."""
        return any(self.pieces[at].pulls & trigger for at in range(max(first, 0), min(last, len(self.pieces))))

    @property
    def tokens(self) -> tuple[Token, ...]:
        return tuple(
            [Token(form, start, start + len(form)) for form, start in zip(self.forms, self.starts, strict=True)]
        )


class Folded:
    """A raw text and its folded form."""

    def __init__(self, raw: str, text: str, folded_at: list[int], dropped_before: list[int]) -> None:
        self.raw = raw
        self.text = text
        self._folded_at = folded_at  # folded positions from where on the way back to the raw text is another, ascending
        self._dropped_before = dropped_before  # how many raw characters more there are up to and including them
        self._sentences: tuple[Sentence, ...] | None = None
        self._sentence_ends: list[int] = []

    def raw_position(self, position: int) -> int:
        """The raw index of the folded character at `position` (after any dropped characters before it)."""
        at = bisect_right(self._folded_at, position)
        return position + (self._dropped_before[at - 1] if at else 0)

    def raw_span(self, start: int, end: int) -> tuple[int, int]:
        """The raw (start, end) of folded[start:end]; marks on the last letter belong to the span."""
        if end <= start:
            raise ValueError(f"an empty span has no place in the raw text: {start}:{end}")
        raw_end = self.raw_position(end - 1) + 1
        while raw_end < len(self.raw) and "\u064b" <= self.raw[raw_end] <= "\u0652":
            raw_end += 1
        return self.raw_position(start), raw_end

    def quote(self, start: int, end: int) -> str:
        """The raw text behind folded[start:end]."""
        raw_start, raw_end = self.raw_span(start, end)
        return self.raw[raw_start:raw_end]

    @property
    def sentences(self) -> tuple[Sentence, ...]:
        if self._sentences is None:
            self._sentences = tuple(_sentences(self.text))
            self._sentence_ends = [sentence.end for sentence in self._sentences]
        return self._sentences

    def sentence_at(self, position: int) -> int:
        """The number of the sentence that holds a place, or of the next one after it; of the last beyond the end."""
        last = len(self.sentences) - 1
        return min(bisect_right(self._sentence_ends, position), last)

    def items(self) -> frozenset[int]:
        """The paragraphs that are items of a list: «• إدلب: …», «- قوات النظام: …», «2) …», each mark twice or more."""
        begun: dict[str, set[int]] = {}
        for sentence in self.sentences:
            if not sentence.pieces[0].is_word and (mark := _ITEM.match(self.text, sentence.start)):
                begun.setdefault(mark[1], set()).add(sentence.paragraph)
        return frozenset().union(*(paragraphs for paragraphs in begun.values() if len(paragraphs) > 1))


def fold(raw: str) -> Folded:
    """Fold `raw`; never fails, whatever the characters."""
    same = raw
    for letter, plain in _FREQUENT:
        same = same.replace(letter, plain)
    begins = [found.start() for found in _UNUSUAL.finditer(same)]
    for letter in {same[at] for at in begins} & _PLAIN.keys():
        same = same.replace(letter, _PLAIN[letter])
    if "  " in same:
        begins = sorted(begins + [spaces.start() + 1 for spaces in _SPACES.finditer(same)])
    pieces: list[str] = []
    folded_at: list[int] = []
    dropped_before: list[int] = []
    kept = 0
    end = 0
    for begin in begins:
        if begin < end or not (match := _CHANGED.match(same, begin)):
            continue
        letters = _LIGATURES.get(match.group(), "")
        pieces += same[end : match.start()], letters
        kept += match.start() - end
        end = match.end()
        # What is dropped, and each letter of a ligature but the first, moves all that follows against the raw text.
        for at in range(1, len(letters)) if letters else (0,):
            folded_at.append(kept + at)
            dropped_before.append((match.start() if letters else end) - kept - at)
        kept += len(letters)
    if not pieces:
        return Folded(raw, same, [], [])
    pieces.append(same[end:])
    return Folded(raw, "".join(pieces), folded_at, dropped_before)


def fold_word(word: str) -> str:
    """A vocabulary entry in the spelling that folded texts have."""
    return " ".join(fold(word).text.split())


def tokenise(folded_text: str, start: int = 0, end: int | None = None) -> tuple[Token, ...]:
    """Words, numbers (`2,150`, `21:15` whole) and punctuation of folded_text[start:end], quotation marks left out."""
    found = TOKEN.finditer(folded_text, start, len(folded_text) if end is None else end)
    return tuple([Token(match.group(), match.start(), match.end()) for match in found])


def _sentences(text: str) -> list[Sentence]:
    found: list[Sentence] = []
    start = paragraph = 0
    for end, breaks in _sentence_ends(text):
        for stop in _stops(text, start, end):
            sentence = Sentence(text, start, stop, paragraph)
            if sentence.forms:
                found.append(sentence)
            start = stop
        paragraph += breaks
    return found


def _sentence_ends(text: str) -> list[tuple[int, bool]]:
    """Where sentences end, the last one with the text, and whether a line ends with them."""
    found: list[tuple[int, bool]] = []
    end = 0
    for at in sorted([at for mark in _ENDING for at in places_of(mark, text)]):
        if at >= end and (match := _SENTENCE_END.match(text, at)):
            end = match.end()
            found.append((end, "\n" in match.group()))
    found.append((len(text), True))
    return found


def places_of(written: str, text: str) -> list[int]:
    """Where some letters or a mark stand: found so in a fraction of the time that a regular expression takes."""
    found: list[int] = []
    at = text.find(written)
    while at >= 0:
        found.append(at)
        at = text.find(written, at + 1)
    return found


def _stops(text: str, start: int, end: int) -> list[int]:
    """The end of a sentence; before it, where one that is longer than any is cut, at a space where there is one."""
    found: list[int] = []
    while end - start > LONGEST_SENTENCE:
        start = text.rfind(" ", start + 1, start + LONGEST_SENTENCE) + 1 or start + LONGEST_SENTENCE
        found.append(start)
    found.append(end)
    return found
