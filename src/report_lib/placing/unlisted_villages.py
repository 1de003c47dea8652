"""Read villages that the gazetteer lacks, with the governorate of the place they are said to lie in, or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from typing import Final

from report_lib.arabic.text import Folded, Sentence, fold_word
from report_lib.arabic.triggers import trigger
from report_lib.placing.gazetteer import WORDS, Head, Place, governorates, heads, nationalities, place_words
from report_lib.placing.place_phrases import Phrase, lies_in
from report_lib.placing.place_roles import role_of
from report_lib.records import GOVERNORATES

_SYRIAN: Final = frozenset(GOVERNORATES)
_OF_VERBS: Final = frozenset({"عليها", "فيها", "بها", "لها", "منها", "اليها", "من", "عن"})  # «قرية تخلو من»
_NAMED_BY: Final = frozenset({"قرية", "بلدة", "مدينة", "مزرعة", "حقل", "ضيعة"})


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
    folded: Folded, number: int, sentence: Sentence, phrases: list[Phrase], known: Known
) -> list[Phrase]:
    """«قرية رسم اليتنة بناحية الشيخ هلال»: the name as written, the governorate of the place it is said to lie in."""
    found: list[Phrase] = []
    forms, nouns, taken = sentence.forms, _village_nouns(), phrases.copy()
    for at in sentence.places(NOUNS):
        if _is_taken(at, taken):
            continue
        head = nouns[forms[at]]
        first = at + 2 if at + 1 < len(forms) and forms[at + 1] == "(" else at + 1
        last = _name_end(folded, sentence, first, taken)
        if last == first or (head.word == "حقل" and not _oil(forms[last] if last < len(forms) else "")):
            continue
        phrase = Phrase(sentence, number, first, last, "", [])
        phrase.start, phrase.heads = at, (head,)
        phrase.place = _inherited(folded.quote(*sentence.span(first, last)), phrase, phrases, known)
        taken.append(phrase)
        found.append(phrase)
    return found


def _is_taken(at: int, phrases: list[Phrase]) -> bool:
    """Whether a word is of a place already."""
    return any(phrase.start <= at < phrase.end for phrase in phrases)


@cache
def _village_nouns() -> dict[str, Head]:
    return {form: head for form, head in heads().items() if head.word in _NAMED_BY and not head.many}


# Where no word of a sentence pulls this, it names no such village.
NOUNS: Final = trigger(_village_nouns)


def _oil(form: str) -> bool:
    return form.startswith(("النفط", "للنفط", "الغاز", "للغاز"))


def _name_end(folded: Folded, sentence: Sentence, first: int, taken: list[Phrase]) -> int:
    """Where the unknown name that begins at token `first` ends; `first` itself if there is none."""
    forms = sentence.forms
    if first >= len(forms) or _is_taken(first, taken) or not _may_be_name(forms[first]):
        return first
    start = sentence.starts[first]
    if folded.text[start - 1 : start] in ('"', "'"):
        close = folded.text.find(folded.text[start - 1], start)
        quoted = [at for at in range(first, len(forms)) if sentence.starts[at] + len(forms[at]) <= close]
        return quoted[-1] + 1 if 0 < len(quoted) <= 3 else first
    form = forms[first]
    follows = forms[first + 1] if first + 1 < len(forms) else ""
    if form in _compound():
        last = first + 1
        while last < len(forms) and not _is_taken(last, taken) and forms[last].isalpha():
            last += 1
            if forms[last - 1] not in _compound():
                return last
        return first
    if form.endswith("ية") and not form.startswith("ال"):  # an adjective: «قرية حدودية»
        return first
    if form.endswith(("ها", "هم")) or (form[0] == "ت" and form[-1] == "ت") or follows in _OF_VERBS:  # «بلدة تمكنت»
        return first
    return first + 1


def _may_be_name(form: str) -> bool:
    return form.isalpha() and len(form) > 2 and form not in WORDS["common"] and form not in heads()


@cache
def _compound() -> frozenset[str]:
    return frozenset(fold_word(word) for word in place_words()["compound"])


def _inherited(name: str, phrase: Phrase, phrases: Sequence[Phrase], known: Known) -> Place:
    """An unknown village with the governorate that is said to hold it, or the only one of its sentence, or article."""
    nationality = nationalities().get(phrase.after())
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
