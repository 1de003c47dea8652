"""Say whose people the passengers are of what the text says was hit."""

from __future__ import annotations

from typing import Final

from report_lib.arabic.triggers import trigger
from report_lib.assembling.surroundings import CARRIED, Surroundings
from report_lib.conflict.actor_words import actor_words, arms_of, in_list
from report_lib.counting.counts import Found

_OWNED: Final = 4  # words from «عربة» to the force that has it
_RIDING: Final = 6  # words from «تقل» to the passengers


def riders(around: Surroundings, index: int) -> str:
    """«حافلة تقل عسكريين», «سيارة تنقل عمالاً»: the passengers of what a sentence says was hit; looked for once."""
    known = around.riders[index]
    if known is None:
        known = around.riders[index] = _riders(around, index)
    return known


_TELLING: Final = trigger(lambda: actor_words().words["vehicles"] | actor_words().words["carrying"])


def _riders(around: Surroundings, index: int) -> str:
    if not around.folded.sentences[index].pulls & _TELLING:
        return ""
    for at in around.places("vehicles", index):  # «عربة لـ«الفيلق الخامس»»
        for force in around.forces_in(index, at + 1, at + _OWNED):
            if force.prefix.endswith("ل") or not force.people:
                return force.victims
    forms = around.forms(index)
    for at in around.places("carrying", index):
        riding = range(at + 1, min(at + _RIDING, len(forms)))
        guards = around.says("guarding", index, riding.start, riding.stop)
        if guards and not around.abroad() and any(arms_of(forms[rider]) for rider in riding):
            return around.army
        for rider in riding:
            form, people = forms[rider], around.people(index, rider)
            if people and _is_told(forms, rider, riding.stop):
                return ""
            if people or form in "،,." or in_list("told_from", form):
                return people
    return ""


def _is_told(forms: list[str], first: int, last: int) -> bool:
    """«نقلت مجموعات معارضة أخباراً عن هجوم»: news is carried, and they carry it."""
    for form in forms[first:last]:
        if form in "،,.":
            return False
        if in_list("told_from", form):
            return True
    return False


def riders_before(around: Surroundings, found: Found) -> list[str]:
    """The passengers that the sentences before tell of, the last first."""
    told: list[str] = []
    for index in range(found.sentence - 1, max(-1, found.sentence - CARRIED - 1), -1):
        if people := riders(around, index):
            told.append(people)
    return told
