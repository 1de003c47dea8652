"""Say whose people the counted are by the forces that are named with them: «ثلاثة جنود من قوات النظام»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from report_lib.arabic.text import fold_word
from report_lib.assembling.surroundings import Spot, Surroundings, lemma
from report_lib.conflict.actor_words import arms_of, side_of
from report_lib.conflict.actors import ActorMention
from report_lib.conflict.attack_words import listed
from report_lib.conflict.attacks import Attack
from report_lib.counting.counts import Found

_PERSON: Final = fold_word("شخص")
_JOINED: Final = 2  # words from «من», «ينتمون» to the force, and from «تسيطر عليها»
_DIRECTLY: Final = 2  # words from the number to the force: «تسعة من قوات النظام»
# What may stand behind the second of two forces whose people are counted together.
_ENDING: Final = frozenset(
    map(fold_word, ("", ".", "،", ",", "في", "إثر", "جراء", "خلال", "على", "منذ", "أثناء", "قرب"))
)
_OF_SIDES: Final = frozenset(map(fold_word, ("من", "صفوف", "بين")))


def of_force(around: Surroundings, found: Found, here: Sequence[Attack]) -> str:
    """«ثلاثة جنود من قوات النظام», but not whoever is named there as the one who attacked, or who holds the place."""
    spot = around.spot(found)
    forces = around.forces_in(found.sentence, spot.first, spot.last)
    if not forces:
        return ""
    agents, end = [attack.cue for attack in here if not attack.two_sided], spot.clause_end()
    for force in forces:
        acts = (force.start, force.end) in agents and not _are_of_it(spot, force)
        if force.first < end and not acts and _is_theirs(around, found, force):
            return "mixed" if _are_of_two_sides(around, found, force) else force.victims
    return ""


def _are_of_it(spot: Spot, force: ActorMention) -> bool:
    """«تسعة من قوات النظام»: directly behind the number, whatever else the force does in the sentence."""
    directly = force.first - spot.at == _DIRECTLY and not spot.found.head
    return directly and spot.forms[force.first - 1] == "من"


def _is_theirs(around: Surroundings, found: Found, force: ActorMention) -> bool:
    """Whether a force named with the counted is theirs, and not only holds the place: «في بلدة خاضعة للمعارضة».

    «أشخاص» are a force's only where the text says that they are of it: «شخصان قرب حاجز لقسد» may be anybody.
    """

    def beside(name: str) -> bool:
        return around.says(name, found.sentence, force.first - _JOINED, force.first)

    if force.owner and force.actor == "regime" and arms_of(force.head) == "fighters":
        return False  # «مقاتلين سوريين» are of any side
    if found.measure == "captured" and beside("held_by"):
        return False
    if lemma(found) == _PERSON:
        return beside("joined") or beside("membership")
    return not (beside("holding") or beside("by_hand_of"))


def _are_of_two_sides(around: Surroundings, found: Found, force: ActorMention) -> bool:
    """«12 عنصراً من الجيش وقسد»: forces of two sides; but in «12 من الجيش وداعش يتبنى» the second does something."""
    forms = around.forms(found.sentence)
    apart = force.last < len(forms) and forms[force.last] == "و"
    second = around.first(found.sentence, force.last + apart, force.last + apart + 1)
    if second is None or not (apart or second.prefix == "و"):
        return False
    after = forms[second.last] if second.last < len(forms) else ""
    ends = after in _ENDING or after.startswith("ب")
    return ends and second.victims != "other" and side_of(second.victims) != side_of(force.victims)


def of_both_sides(around: Surroundings, found: Found, attacks: Sequence[Attack]) -> str:
    """«12 قتيلاً من الطرفين»: the people of the two who fight, where both are named."""
    spot = around.spot(found)
    if not listed(spot.sentence, spot.first, spot.qualified + 1, "those_sides"):
        return ""
    at = next(i for i in range(spot.first, spot.qualified + 1) if listed(spot.sentence, i, i + 1, "those_sides"))
    fights = [a for a in attacks if a.two_sided and a.own and a.target]
    if not fights or spot.forms[at - 1] not in _OF_SIDES:
        return ""
    own, target = fights[-1].own, fights[-1].target
    return own if own == target else "mixed"
