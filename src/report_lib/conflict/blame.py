"""Say which of the attacks told explains a count of casualties, and whom it is laid to."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Final

from report_lib.arabic.text import Folded, Sentence
from report_lib.conflict.actor_words import side_of
from report_lib.conflict.actors import ActorMention, find_actors
from report_lib.conflict.attack_words import (
    RARE_WORDS,
    breaks,
    listed,
    lists_of,
    lists_of_form,
    opens_elsewhere,
    parted,
)
from report_lib.conflict.attacks import UNSAID, Attack
from report_lib.conflict.fliers import FLIERS

# How far, in sentences, an attack explains casualties told after it, or before the first attack is told.
_CARRY: Final = 4
# How far, in characters, after a number the force whose people it counts may begin.
_COUNTED_REACH: Final = 25
# So many words further away is an attack of which nothing is said.
_VAGUE: Final = 12
# So many words after the one who did it stands the number: «قتلت قوات التحالف الدولي ثلاثة».
_OBJECT: Final = 5
# What is done to people by hand, and no attack of its own.
_BY_HAND: Final = frozenset({"", "abduction", "execution", "assassination"})
# Casualties that may be of any side.
_ANYBODY: Final = frozenset({"", "people", "civilians", "mixed", "other"})
UNFOUGHT: Final = "the attackers' own dead, and no one said to have fought them"
BOTH_SIDES: Final = "dead of a clash between two sides"
# How far, in words, «من الطرفين» may stand after a number.
_SIDES_REACH: Final = 6
# Nobody is abducted by these.
_TAKES_NO_ONE: Final = frozenset({"landmine", "airstrike", "shelling", "bombing"})


def perpetrator(
    folded: Folded,
    attacks: list[Attack],
    position: int,
    victims: str,
    named: list[ActorMention] | None = None,  # what `find_actors` gives, where it was asked before
) -> tuple[str, str, str]:
    """(perpetrator, status, rule) of the casualties of code `victims` that are counted at the folded `position`.

    The attack of the same clause decides, then of the sentence, then the one told last before, then the next one.
    A party's own dead are laid to the side it attacked. ("unknown", "unknown", …) where the text does not say.
    """
    if not attacks:
        return "unknown", "unknown", "no attack is told"
    if victims == "other":
        victims = _foreigners(find_actors(folded) if named is None else named, position)
    explaining = _Explaining(folded, attacks, position)
    near = explaining.near(victims)
    if explaining.sentence.pulls & RARE_WORDS and _of_both_sides(explaining.sentence, position):
        fights = [a for a in near + explaining.around() if a.two_sided or a.infighting or a.attack_type == "clash"]
        if fights:
            return fights[0].agent if fights[0].infighting else "other", "reported", BOTH_SIDES
    around: list[Attack] = []
    attack = _fought(near, victims)
    if attack is None:
        around = explaining.around()
        attack = _fought(around, victims)
    if attack is not None:
        return _blame(explaining.done_by_hand(near, attack, victims) if attack.rule == UNSAID else attack, victims)
    if not near and not around:
        return "unknown", "unknown", "no attack is told"
    for clash in attacks:
        if clash.two_sided and not clash.infighting and not clash.item and _is_side(clash, victims):
            return _blame(clash, victims)
    return "unknown", "unknown", UNFOUGHT


def _fought(explaining: list[Attack], victims: str) -> Attack | None:
    """The likeliest of the attacks but for those whose own side's dead are counted, and who fought them is not said."""
    for attack in explaining:
        if not _own(attack, victims) or (attack.defender and side_of(attack.defender) != side_of(victims)):
            return attack
    return None


def attack_type_at(folded: Folded, attacks: list[Attack], position: int) -> str:
    """The type of the attack that explains a count at the folded `position`, one of records.ATTACK_TYPES or ""."""
    if not attacks:
        return ""
    explaining = _Explaining(folded, attacks, position)
    likeliest = explaining.near("people") or explaining.around()
    return likeliest[0].attack_type if likeliest else ""


def _foreigners(named: list[ActorMention], position: int) -> str:
    """The perpetrator code of the foreign force whose people are counted at `position` («8 من جنوده»), or "other"."""
    for m in named:
        near = position - 1 <= m.start <= position + _COUNTED_REACH
        if near and m.kind == "force" and m.victims == "other" and (side_of(m.actor) != m.actor or m.actor in FLIERS):
            return m.actor
    return "other"


class _Explaining:
    """The attacks told in the sentence of a count, and those around it, as far as they may explain it."""

    def __init__(self, folded: Folded, attacks: list[Attack], position: int) -> None:
        self.attacks = attacks
        self.number = number = folded.sentence_at(position)
        self.sentence = sentence = folded.sentences[number]
        self.at = at = max(0, bisect_right(sentence.starts, position) - 1)
        here: list[Attack] = []
        for attack in attacks:
            if attack.sentence == number and (attack.first <= at or not _kills_others(sentence, attack)):
                here.append(attack)
        here = _of_this_count(sentence, at, here)
        if any(a.attack_type == "abduction" and a.agent != "unknown" for a in here):
            here = [a for a in here if not _is_past(sentence, a)]
        self.here = here

    def near(self, victims: str) -> list[Attack]:
        """Those of the sentence of the count, the likeliest first."""
        near = [attack for attack in self.here if not _is_apart(self.sentence, self.at, attack)]
        if len(near) > 1:
            near.sort(key=lambda attack: _distance(self.sentence, self.at, attack, victims))
        return near

    def done_by_hand(self, near: list[Attack], attack: Attack, victims: str) -> Attack:
        """The deed of which the counted are the object, rather than an attack beside it by nobody knows whom."""
        for deed in near:
            told = deed.agent not in ("", "unknown") and deed.attack_type in _BY_HAND and deed.first <= self.at
            close = told and self.at - deed.last <= _OBJECT and not breaks(self.sentence, deed.last - 1, self.at)
            if close and not _own(deed, victims):
                return deed
        return attack

    def around(self) -> list[Attack]:
        """Those told before, or where none is told before those that are told next, the likeliest first."""
        number, items = self.number, (0, self.sentence.paragraph)
        elsewhere = [a for a in self._elsewhere() if not a.listed and a.item in items]
        before = [a for a in elsewhere if a.sentence < number]
        if not before:
            later = [a for a in self.here if not a.listed and a.item in items]
            later += [a for a in elsewhere if a.sentence <= number + _CARRY]
            # «… 11 على يد قسد و5 على يد داعش»: each of several parties did its own, not what was told before.
            own = {a.agent for a in later if a.local and a.sentence > number}
            return [a for a in later if len(own) < 2 or not a.local or a.sentence == number]
        last = before[-1].sentence
        if number - last > _CARRY or opens_elsewhere(self.sentence):
            return []
        latest = [a for a in reversed(before) if a.sentence >= last - 2]
        return ([a for a in latest if not a.local] + [a for a in latest if a.local])[:4]

    def _elsewhere(self) -> list[Attack]:
        """Those of other sentences; where people arrested or abducted are counted, only what may take people."""
        sentence, first, last = self.sentence, self.at - 3, self.at + 3
        others = [a for a in self.attacks if a.sentence != self.number]
        if sentence.pulls_in(first, last, RARE_WORDS):
            if listed(sentence, first, last, "arrests"):
                return [a for a in others if _takes_people(a)]
            if listed(sentence, first, last, "abductions"):
                return [a for a in others if a.attack_type not in _TAKES_NO_ONE]
        return others


def _takes_people(attack: Attack) -> bool:
    """Whether arrests told later may be part of an attack."""
    return attack.attack_type == "abduction" or attack.raid


def _of_both_sides(sentence: Sentence, position: int) -> bool:
    """«أربعة قتلى من الطرفين»."""
    forms, pieces = sentence.forms, sentence.pieces
    first = bisect_left(sentence.starts, position)
    last = min(first + _SIDES_REACH, len(forms)) - 1
    return any(forms[at] == "من" and "those_sides" in lists_of(pieces[at + 1]) for at in range(first, last))


def _is_past(sentence: Sentence, attack: Attack) -> bool:
    """«اعتقلت … في أعقاب الكمين ثلاثين»: an attack that only dates what was done after it."""
    definite = sentence.forms[attack.first].startswith("ال")
    return definite and listed(sentence, attack.first - 2, attack.first, "answered")


def _of_this_count(sentence: Sentence, at: int, here: list[Attack]) -> list[Attack]:
    """The sentence's attacks without those that explain other counts of a breakdown alone.

    A total is of several parties: «120 …، بينهم 40 على يد … و22 على يد …». After a colon each share has its own attack:
    «…: 235 قُتلوا بغارات …، و144 مدنياً».
    """
    if len(here) < 2:
        return here
    forms = sentence.forms
    colon = next((n for n, form in enumerate(forms) if form == ":"), None)
    if colon is not None and at > colon:
        if len({a.agent for a in here if a.first > colon}) < 2:
            return here
        return [a for a in here if a.first < colon or not _shares_between(forms, min(at, a.last), max(at, a.first))]
    later = [a for a in here if a.first > at and (a.local or (colon is not None and a.first > colon))]
    if len({a.agent for a in later}) < 2 or not any(form[0].isdigit() for form in forms[at + 3 : later[0].first]):
        return here
    return [a for a in here if a not in later]


def _shares_between(forms: list[str], start: int, end: int) -> bool:
    """Whether a further count of a list begins in forms[start + 1 : end + 1]: «، و144»."""
    for index in range(start + 1, end + 1):
        if forms[index - 1] in ("،", ",") and forms[index].startswith("و"):
            following = index + 1 if forms[index] == "و" else index
            if following < len(forms) and _is_number(forms[following]):
                return True
    return False


def _is_number(form: str) -> bool:
    return form[0].isdigit() or "number_words" in lists_of_form(form)


def _is_apart(sentence: Sentence, at: int, attack: Attack) -> bool:
    """Whether an attack that is told after the count is of others: a share of a list, or told in its own clause."""
    return attack.first > at and (attack.listed or parted(sentence, at, attack.first))


def _distance(sentence: Sentence, at: int, attack: Attack, victims: str) -> int:
    """How far, in words, the attack is from the count, if it is not apart from it."""
    if attack.first <= at < attack.last:
        cost = 0
    elif attack.first > at:
        tied = sentence.forms[attack.first].startswith("ب") or listed(sentence, attack.first - 1, attack.first, "ties")
        cost = attack.first - at - 10 * tied
    else:
        cost = at - attack.last + 8 * breaks(sentence, attack.last - 1, at) - 20 * attack.listed
    if attack.agent == "unknown" and attack.attack_type in ("", "other") and attack.status == "unknown":
        cost += _VAGUE  # «احتجزت «قسد» 90 في حملات دهم»: of one deed, the word that says who
    if _own(attack, victims):
        return cost + 6
    if not attack.target or victims in _ANYBODY:
        return cost
    return cost - 3 if attack.target == victims else cost + 3 * (side_of(attack.target) != side_of(victims))


def _kills_others(sentence: Sentence, attack: Attack) -> bool:
    """«مقتل عنصرين في حمص ولغم يقتل عائلة في حماة»: a mine that a sentence adds, with what it did."""
    added = attack.agent == "landmine" and sentence.forms[attack.first].startswith("و")
    return added and listed(sentence, attack.first + 1, attack.last, "casualties")


def _is_side(clash: Attack, victims: str) -> bool:
    """Whether the casualties are of one of the two sides of a clash."""
    return side_of(victims) in {side_of(clash.own), side_of(clash.target)}


def _own(attack: Attack, victims: str) -> bool:
    """Whether the casualties are of the attackers' side."""
    if attack.infighting or victims in _ANYBODY:
        return False
    return attack.own == victims or side_of(attack.agent) == side_of(victims)


def _blame(attack: Attack, victims: str) -> tuple[str, str, str]:
    if attack.infighting and attack.own == victims and attack.defender:
        return attack.defender, attack.status, attack.rule
    if _own(attack, victims):
        return attack.defender, attack.status, "the attackers' own dead: " + attack.rule
    one_of_two = attack.target == victims or side_of(attack.target) == side_of(victims)
    if attack.two_sided and not attack.infighting and not one_of_two:
        return "other", "reported", BOTH_SIDES
    decided = attack.agent != "unknown" or attack.status == "disputed"
    return attack.agent, attack.status if decided else "unknown", attack.rule
