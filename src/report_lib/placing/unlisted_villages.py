"""Read villages that the gazetteer lacks, with the governorate of the place they are said to lie in, or none."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from report_lib.arabic.text import Folded, Sentence, fold_word
from report_lib.arabic.triggers import trigger
from report_lib.placing.gazetteer import Head, Place, governorates, heads, nationalities, place_words, word_set
from report_lib.placing.place_phrases import Phrase, lies_in
from report_lib.placing.place_roles import role_of
from report_lib.records import GOVERNORATES

_SYRIAN = frozenset(GOVERNORATES)
_OF_VERBS = frozenset({"عليها", "فيها", "بها", "لها", "منها", "اليها", "من", "عن"})  # «قرية تخلو من»
_NAMED_BY = frozenset({"قرية", "بلدة", "مدينة", "مزرعة", "حقل", "ضيعة"})


class Known:
    """What the article's settled places say of its governorates."""

    def __init__(self, folded: Folded, phrases: Sequence[Phrase]) -> None:
        self._folded = folded
        self._phrases = phrases
        self._only: tuple[str, ...] | None = None

    def only(self) -> tuple[str, ...]:
        """The governorate of the article if all its scenes lie in one; countries and offices do not count."""
        if self._only is None:
            self._only = self._only_governorate()
        return self._only

    def _only_governorate(self) -> tuple[str, ...]:
        named = {
            governorate
            for phrase in self._phrases
            if phrase.place and phrase.place.kind != "country"
            for governorate in phrase.place.governorates
            if (phrase.role or role_of(self._folded, phrase, None)) not in ("name", "origin")
        }
        return tuple(named & _SYRIAN) if len(named) == 1 else ()


def unlisted_villages(
    folded: Folded, number: int, sentence: Sentence, phrases: Sequence[Phrase], known: Known
) -> Iterator[Phrase]:
    """«قرية رسم اليتنة بناحية الشيخ هلال»: the name as written, the governorate of the place it is said to lie in."""
    nouns_at = sentence.places(_NOUNS)
    if not nouns_at:
        return
    tokens, nouns = sentence.tokens, _village_nouns()
    taken = {at for phrase in phrases for at in range(phrase.start, phrase.end)}
    for at in nouns_at:
        if at in taken:
            continue
        head = nouns[tokens[at].form]
        first = at + 2 if tokens[at + 1 : at + 2] and tokens[at + 1].form == "(" else at + 1
        last = _name_end(folded, sentence, first, taken)
        if last == first or (head.word == "حقل" and not _oil(tokens[last].form if last < len(tokens) else "")):
            continue
        phrase = Phrase(sentence, number, first, last, at, last, "", (), (head,))
        name = folded.quote(tokens[first].start, tokens[last - 1].end)
        phrase.place = _inherited(name, phrase, phrases, known)
        taken.update(range(at, last))
        yield phrase


@cache
def _village_nouns() -> dict[str, Head]:
    return {form: head for form, head in heads().items() if head.word in _NAMED_BY and not head.many}


_NOUNS = trigger(_village_nouns)


def _oil(form: str) -> bool:
    return form.startswith(("النفط", "للنفط", "الغاز", "للغاز"))


def _name_end(folded: Folded, sentence: Sentence, first: int, taken: set[int]) -> int:
    """Where the unknown name that begins at token `first` ends; `first` itself if there is none."""
    tokens = sentence.tokens
    if first >= len(tokens) or first in taken or not _may_be_name(tokens[first].form):
        return first
    start = tokens[first].start
    if folded.text[start - 1 : start] in ('"', "'"):
        close = folded.text.find(folded.text[start - 1], start)
        quoted = [at for at in range(first, len(tokens)) if tokens[at].end <= close]
        return quoted[-1] + 1 if 0 < len(quoted) <= 3 else first
    form = tokens[first].form
    follows = tokens[first + 1].form if first + 1 < len(tokens) else ""
    if form in _compound():
        last = first + 1
        while last < len(tokens) and last not in taken and tokens[last].form.isalpha():
            last += 1
            if tokens[last - 1].form not in _compound():
                return last
        return first
    if form.endswith("ية") and not form.startswith("ال"):  # an adjective: «قرية حدودية»
        return first
    if form.endswith(("ها", "هم")) or (form[0] == "ت" and form[-1] == "ت") or follows in _OF_VERBS:  # «بلدة تمكنت»
        return first
    return first + 1


def _may_be_name(form: str) -> bool:
    return form.isalpha() and len(form) > 2 and form not in word_set("common") and form not in heads()


@cache
def _compound() -> frozenset[str]:
    return frozenset(fold_word(word) for word in place_words()["compound"])


def _inherited(name: str, phrase: Phrase, phrases: Sequence[Phrase], known: Known) -> Place:
    """An unknown village with the governorate that is said to hold it, or the only one of its sentence, or article."""
    tokens = phrase.sentence.tokens
    nationality = nationalities().get(tokens[phrase.end].form if phrase.end < len(tokens) else "")
    if nationality:
        return Place(name, (nationality,), kind="village")
    placed = [p for p in phrases if p.place and p.place.governorates and p.place.kind != "country"]
    around = next((p for p in placed if lies_in(phrase, p)), None)
    if around is None and phrase.heads[0].word == "مدينة":  # a town that the gazetteer lacks is hardly in Syria
        return Place(name, kind="city")
    if around is None and len({p.place.governorates for p in placed if p.place}) == 1:
        around = min(placed, key=lambda p: max(p.start - phrase.end, phrase.start - p.end))
    if around is None or around.place is None:
        return Place(name, known.only(), kind="village")
    holder = around.place
    if holder.kind in ("city", "town", "village", "district") and holder.geo_precision in (1, 2, 3):
        return replace(holder, name=name, geo_precision=3, kind="village")
    centre = governorates().get(holder.governorates[0]) if len(holder.governorates) == 1 else None
    if centre is None:
        return Place(name, holder.governorates, kind="village")
    return Place(name, holder.governorates, centre.latitude, centre.longitude, 4, "village")
