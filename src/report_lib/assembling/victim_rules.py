"""List the rules by which a count's people are known, in the order in which they are asked, under their names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from report_lib.arabic.text import fold_word
from report_lib.assembling.belonging import (
    beside_bystanders,
    called_civilians,
    described,
    fellows,
    guards_of_oil,
    held_for,
    loser,
    loser_beside,
    losing,
    of_the_attacked,
    of_the_attackers,
    of_the_topic,
    of_those_named,
    of_whose_toll,
    only_force,
    told_of,
)
from report_lib.assembling.named_forces import of_both_sides, of_force
from report_lib.assembling.passengers import riders, riders_before
from report_lib.assembling.settings import Setting
from report_lib.assembling.surroundings import CARRIED, Spot, Surroundings, lemma
from report_lib.assembling.told import CASUALTIES, NOBODY, Memory, goes_on
from report_lib.conflict.actor_words import arms_of, in_list, side_of, victims_of
from report_lib.conflict.attack_words import breaks
from report_lib.conflict.attacks import Attack
from report_lib.counting.counts import Found

FORCE: Final = "the force named with the number"
NOUN: Final = "the noun that is counted"
SHARE: Final = "the total of which it is a share"
TARGET: Final = "the target of the attack in the sentence"
RIDERS: Final = "the passengers of what was hit"
RANKS: Final = "ranks of a regular army"
CREED: Final = "the jihadists named before"
OWN: Final = "the attackers' own"
ATTACKED: Final = "those who were attacked"
LOSING: Final = "whose losses the text announces"
OTHER_SIDE: Final = "the other side of the clash"
TOLL: Final = "whose dead the toll counts"
GUARDING: Final = "who guards an oil field"
HELD_FOR: Final = "the group that they are held for"
SAME: Final = "others of those told of right before"
BEFORE: Final = "the count before it"
NEXT: Final = "what is told of them next"
# Rules that say whose the casualties are, rather than guess it; only these may decide who the attacker was.
PLAIN_RULES: Final = frozenset(
    {
        *(FORCE, TOLL, NOUN, SHARE, TARGET, RIDERS, RANKS, CREED),
        *(GUARDING, OWN, ATTACKED, LOSING, OTHER_SIDE, HELD_FOR, SAME),
    }
)


class Case:
    """One count and all that may say whose people it counts."""

    def __init__(
        self,
        around: Surroundings,
        memory: Memory,
        found: Found,
        setting: Setting,
        attacks: Sequence[Attack],  # those that may explain it
        following: Found | None,  # the next count
    ) -> None:
        self.around, self.memory, self.found, self.setting = around, memory, found, setting
        self.attacks, self.following = attacks, following
        self.here = [a for a in attacks if a.sentence == found.sentence]  # those of them in its sentence
        self.noun = _noun(found)


def _civilians(case: Case) -> str:
    return "civilians" if case.noun == "civilians" or called_civilians(case.around, case.found) else ""


def _noun(found: Found) -> str:
    """Whom the noun itself means, but for one that leaves it open: «أشخاص»."""
    own = (victims_of(found.head) or victims_of(lemma(found))) if found.head else ""
    return own if own != "people" else ""


_IDENTITY, _NAMELESS = fold_word("الهوية"), 4  # words from the bodies to «الهوية»


def _nameless(case: Case) -> str:
    """«جثتين مجهولتي الهوية», «جثتي شابين مجهولي الهوية»: of nobody's people, whomever the text told of before."""
    if not case.around.places("nameless", case.found.sentence):
        return ""
    spot = case.around.spot(case.found)
    words = spot.forms[spot.first : spot.first + _NAMELESS]
    one, two = next((pair for pair in pairwise(words) if not victims_of(pair[0])), ("", ""))
    named = in_list("nameless", one) and two == _IDENTITY
    return "people" if named and not described(case.around, case.found) else ""  # «… تعود لعناصر من داعش»


def _share(case: Case) -> str:
    """The people of the total, unless the share is of armed men and the total is not."""
    told, part_of = case.memory.told, case.found.part_of
    if part_of is None or part_of >= len(told):
        return ""
    total = told[part_of].victims
    return "" if case.around.arms(case.found) and total in NOBODY | {"civilians"} else total


_THESE: Final = frozenset(map(fold_word, ("هؤلاء", "هذين")))


def _these(case: Case) -> str:
    """«عشرة من هؤلاء»."""
    spot, saying = case.around.spot(case.found), case.memory.saying
    if not saying or not any(form in _THESE for form in spot.counted):
        return ""
    return saying[-1].victims if any(form in _THESE for form in spot.forms[spot.first : spot.clause_end()]) else ""


def _guards(case: Case) -> str:
    """Guards of oil of whom the text does not say whose they are: Syria's."""
    return case.around.army if guards_of_oil(case.around, case.found) and not case.around.abroad() else ""


def _of_those_named(case: Case) -> str:
    """«قذيفة انفجرت بأطفال، فقضى ثلاثة منهم»."""
    named = of_those_named(case.around, case.found)
    last = case.memory.told[-1] if case.memory.told else None
    if named and last is not None and last.found.sentence == case.found.sentence:
        return last.victims  # «أسر ثلاثة جنود وذبح اثنين منهم»
    for at in named:
        if people := case.around.people(case.found.sentence, at):
            return people
    return ""


def _doers(case: Case) -> set[str]:
    """The sides that the sentence says attacked there."""
    return {side_of(a.agent) for a in case.here if a.local and a.agent != "unknown"}


def _target(case: Case) -> str:
    targets = [a for a in case.here if a.target]
    if targets:
        doers = _doers(case)
        targets = [a for a in targets if side_of(a.target) not in doers and not _told_next(case, a)]
    near = [abs(a.start - case.found.position) for a in targets]
    return targets[near.index(min(near))].target if near else ""


def _told_next(case: Case, attack: Attack) -> bool:
    """«قصفت … نقطة، فأصيب جنديان، وردت المدفعية على …»: the answer, told after the count in a clause of its own."""
    at, sentence = case.around.spot(case.found).at, case.around.folded.sentences[case.found.sentence]
    return attack.first > at and bool(breaks(sentence, at, attack.first)) and any(a.first < at for a in case.here)


def _other_side(case: Case) -> list[str]:
    others: list[str] = []
    doers: set[str] | None = None
    for attack in case.attacks:
        if not attack.two_sided:
            continue
        doers = _doers(case) if doers is None else doers
        sides = {attack.own, attack.target} - {""}
        if len(doers) == 1 and any(side_of(side) in doers for side in sides):
            others += [side for side in sides if side_of(side) not in doers]
    return others


_THEREBY: Final = frozenset(map(fold_word, ("بذلك", "وبذلك", "وبهذا", "بهذا")))


def _carried(case: Case) -> list[str]:
    """Those of the totals before; but the attackers' own dead are no one's victims but theirs.

    A tally is of those of the event told before it only where that makes it up: «وبذلك يبلغ عدد الضحايا هذا العام 17».
    """
    carried: list[str] = []
    if not case.memory.saying:
        return carried
    found, last = case.found, _last_attack(case)
    agents = {side_of(a.agent) for a in case.here or last if a.agent != "unknown" and not a.two_sided}
    last_told = found.sentence if case.here else max((a.sentence for a in last), default=-1)
    tally = case.setting.aggregate and _THEREBY.isdisjoint(case.around.forms(found.sentence))
    for earlier in case.memory.carried(found):
        total = earlier.found.part_of is None and earlier.found.measure in CASUALTIES
        own = side_of(earlier.victims) in agents and earlier.found.sentence <= last_told
        own = own and earlier.found.sentence != found.sentence
        of_others = tally and not earlier.setting.aggregate
        if total and goes_on(earlier, found, case.setting) and not own and not of_others:
            carried.append(earlier.victims)
    return carried


_OF_IT: Final = 3  # words from the number to the force: «5 آخرين من قسد»


def _told_with(case: Case) -> str:
    """«ست جثث وتسعة جرحى من مقاتلي …», «3 عناصر وأسر اثنين من …»: whose people those joined to them are."""
    found, following = case.found, case.following
    if following is None or following.sentence != found.sentence:
        return ""
    elided = following.others or (not following.head and following.measure != found.measure)
    fighters = arms_of(found.head) == arms_of(following.head) == "fighters"  # «قيادي وأربعة عناصر من داعش»
    if arms_of(found.head) and not (elided or fighters):
        return ""  # «مقتل جنديين وخمسة من داعش»
    starts = case.around.folded.sentences[found.sentence].starts
    joined = following.start if elided or not found.head else following.position  # «قُتل 3 وجرح 7 من عناصر …»
    if bisect_left(starts, found.end) < bisect_left(starts, joined):
        return ""
    after = Spot(case.around.folded, following)
    force = case.around.first(found.sentence, after.first, after.clause_end())
    if force is None:
        return ""
    if not elided:
        return force.victims
    # «5 آخرين من قسد», but «5 آخرين هاجموا قسد», «هاجمت النصرة الفرقة وقتلت 5 وجرحت 16 من مقاتليها»
    of_it = after.forms[force.first - 1] == "من" and force.first - after.at <= _OF_IT
    doers = {side_of(attack.agent) for attack in case.here}
    return force.victims if of_it and side_of(force.victims) not in doers else ""


def _last_attack(case: Case) -> list[Attack]:
    """The attack told last before the count's sentence."""
    index = case.found.sentence
    for attack in reversed(case.attacks):
        if index - CARRIED <= attack.sentence < index:
            return [attack]
    return []


def _bystanders(case: Case) -> str:
    return "civilians" if not arms_of(case.found.head) and beside_bystanders(case.around, case.found) else ""


def _target_near(case: Case) -> str:
    """The headline may be told in full by the next sentences; else what follows tells of others."""
    index = case.found.sentence
    first, last = index - CARRIED, index + (2 if index == 0 else 0)
    striker = _striker(case)
    known = [a for a in case.attacks if a.target and first <= a.sentence <= last and not _is_aimed(a, case.found)]
    known = [a for a in known if side_of(a.target) != striker]
    before_it = [a for a in known if a.sentence < index]
    return (before_it or known)[-1 if before_it else 0].target if known else ""


def _striker(case: Case) -> str:
    """The side that the attack told nearest to the count in its sentence is of: it hit no people of its own."""
    near = [abs(a.start - case.found.position) for a in case.here]
    if not near or any(attack.infighting for attack in case.attacks):
        return ""
    attack = case.here[near.index(min(near))]
    return "" if attack.two_sided else side_of(attack.agent)


_BOMBS: Final = frozenset({"airstrike", "shelling"})


def _is_aimed(attack: Attack, found: Found) -> bool:
    """Bombs aimed at a force kill whoever is there: their target in another sentence says little of the dead."""
    return attack.sentence != found.sentence and attack.attack_type in _BOMBS and attack.target in NOBODY


def said(case: Case) -> tuple[str, str] | None:
    """Whom the text says the counted are, and the rule; nothing where it leaves that open."""
    for victims, rule in _said(case):
        if victims:
            return victims, rule
    return None


def _said(case: Case) -> Iterator[tuple[str, str]]:
    """What the text says of the counted; the first that says anything decides, and no other is asked."""
    around, found, attacks = case.around, case.found, case.here or case.attacks
    yield _civilians(case), NOUN
    yield _nameless(case), NOUN
    yield loser_beside(around, found), LOSING
    yield of_the_attackers(around, found, attacks), OWN
    yield of_the_attacked(around, found, attacks), ATTACKED
    yield of_both_sides(around, found, attacks), "both sides of the clash"
    yield of_force(around, found, case.here), FORCE
    yield of_whose_toll(around, found) or of_the_topic(around, found), TOLL
    yield case.noun, NOUN
    yield _share(case), SHARE
    yield _these(case), BEFORE
    yield _guards(case), GUARDING
    yield _of_those_named(case), "those named before of whom they are"
    yield held_for(around, found), HELD_FOR
    yield told_of(around, found), "whom the sentence says it is about"
    yield case.memory.same_people(around, found, case.setting), SAME


def _killers(case: Case) -> set[str]:
    """The sides whose verb counts the people: «قتلنا تسعة»; in a fight among its own a side may count its own."""
    if any(a.infighting for a in case.attacks):
        return set()
    return {side_of(a.agent) for a in case.here if a.local and a.start <= case.found.start < a.end}


def hints(case: Case) -> Iterator[tuple[str, str]]:
    """Whose they may be, each with its rule, the likeliest first; never of those who did it to them."""
    killers = _killers(case)
    for victims, rule in _hints(case):
        if victims and side_of(victims) not in killers:
            yield victims, rule


def _hints(case: Case) -> Iterator[tuple[str, str]]:
    """Whose they may be, the likeliest first; who asks goes on to the next where one does not fit the counted."""
    around, found = case.around, case.found
    yield fellows(around, found, case.here), "whose companions they are"
    yield riders(around, found.sentence), RIDERS
    yield described(around, found), NEXT
    yield loser(around, found), LOSING
    yield losing(around, found.sentence), LOSING
    yield _told_with(case), "those told with them"
    yield _target(case), TARGET
    for victims in _other_side(case):
        yield victims, OTHER_SIDE
    for victims in _carried(case):
        yield victims, BEFORE
    for victims in riders_before(around, found):
        yield victims, "the passengers told of before"
    yield _bystanders(case), "the civilians whom the text says were there"
    yield only_force(around, found, case.attacks), "the only force beside the attackers"
    yield _target_near(case), "the target of the attack told nearest to it"
