"""Decide for each count whose people it counts, by the words nearest to it that say so."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from report_lib.arabic.text import Folded, Sentence, fold_word
from report_lib.assembling.belonging import creed
from report_lib.assembling.closely import told_closely
from report_lib.assembling.cues import SYRIAN
from report_lib.assembling.settings import Setting
from report_lib.assembling.surroundings import Surroundings, lemma
from report_lib.assembling.told import NOBODY, Memory, Told
from report_lib.assembling.victim_rules import CREED, LOSING, NEXT, NOUN, RANKS, RIDERS, TARGET, Case, hints, said
from report_lib.conflict.actor_words import arms_of, in_list, lists_any, side_of, victims_of
from report_lib.conflict.actors import ActorMention
from report_lib.conflict.attack_words import listed
from report_lib.conflict.attacks import Attack
from report_lib.counting.counts import Found

_IRREGULARS: Final = frozenset({"ISIS", "HTS", "rebels"})
_PERSONS: Final = frozenset(map(fold_word, ("شخص", "إنسان", "نسمة", "رجل", "فرد")))
_SHARES: Final = 6  # counts after a total among which its shares stand


class VictimReader:
    """Reads one article's counts in their order; each may be of the people of one before it."""

    def __init__(self, folded: Folded, counts: Sequence[Found], actors: Sequence[ActorMention], army: str) -> None:
        self.around = Surroundings(folded, actors, army)
        self.counts = counts
        self.memory = Memory()

    def victims(self, found: Found, attacks: Sequence[Attack], setting: Setting) -> tuple[str, str, str]:
        """(who was hit, the same as closely as the text tells it, the rule that decided).

        `attacks` are those that may explain the count.
        """
        following = len(self.memory.told) + 1
        after = self.counts[following] if following < len(self.counts) else None
        case = Case(self.around, self.memory, found, setting, attacks, after)
        victims, rule = said(case) or (_armed(case) if self.are_armed(found) else self._unarmed(case))
        closely = told_closely(self.around, found, victims, self.memory)
        self.memory.add(Told(found, setting, victims, closely))
        return victims, closely, rule

    def are_armed(self, found: Found) -> bool:
        """Whether the words of a count say that its people are soldiers or fighters."""
        return bool(self.around.arms(found))

    def attacked(self, found: Found) -> str:
        """The perpetrator code of the force whose dead were told of last: who fought attackers that lost men."""
        return self.memory.attacked(found)

    def _unarmed(self, case: Case) -> tuple[str, str]:
        """People of whom no word says that they are armed: a force's only where more than a guess makes them so."""
        persons = self._are_persons(case.found)
        if persons and self._at_home(case.found):
            return "civilians", "women and children for the most part"
        for victims, rule in hints(case):
            force = victims not in NOBODY | {"civilians"}
            if victims == "other" and rule not in (TARGET, RIDERS):
                continue
            if victims != "people" and not (persons and force and not _may_be_a_force(case.found, rule)):
                return victims, rule
        return "people", NOUN if persons else "nothing says who"

    def _are_persons(self, found: Found) -> bool:
        """«أشخاص», and others beside them: «مقتل شخصين وإصابة ثلاثة آخرين»."""
        last = self.memory.told[-1].found if self.memory.told else None
        if last is not None and last.sentence == found.sentence and (found.others or not found.head):
            return lemma(last) in _PERSONS
        return lemma(found) in _PERSONS or in_list("creeds", found.head)

    def _at_home(self, found: Found) -> bool:
        """«ثلاثة أشخاص، بينهم طفلان»; but «30 شخصاً، بينهم 10 جنود و20 مدنياً» are of both kinds."""
        total = len(self.memory.told)
        shares = [c for c in self.counts[total + 1 : total + _SHARES] if c.part_of == total and c.low]
        if any(arms_of(c.head) for c in shares):
            return False
        civil = sum(c.low or 0 for c in shares if victims_of(c.head) == "civilians")
        return 0 < (found.low or 0) <= 2 * civil


def _armed(case: Case) -> tuple[str, str]:
    """Soldiers and fighters of no named side: of the force that was hit or told of before, else the army."""
    if party := creed(case.around, case.found):
        return party, CREED
    spot = case.around.spot(case.found)
    unnamed = case.around.says("unnamed", case.found.sentence, spot.first + 1, spot.qualified)
    if unnamed and case.found.measure != "missing":  # «مسلحين مجهولي الهوية», but «مصير سبعة جنود مجهول»
        return "other", "the text calls them unknown"
    terrorists = in_list("called_terrorists", case.found.head)
    if terrorists and any(a.agent == "Turkey" for a in case.here):
        return "SDF", "whom Turkey calls terrorists"
    regulars = case.around.arms(case.found) == "regulars"
    for victims, rule in hints(case):
        if victims in {"people", "mixed", "civilians"} or (regulars and victims in _IRREGULARS):
            continue
        if not (terrorists and side_of(victims) == side_of("regime")):
            return victims, rule
    agents = {side_of(a.agent) for a in case.here}
    governorates = case.setting.governorates
    elsewhere = governorates and SYRIAN.isdisjoint(governorates)
    if regulars and not elsewhere and side_of("regime") not in agents and not case.around.abroad():
        return case.around.army, RANKS
    return "other", "fighters of no named side"


def _may_be_a_force(found: Found, rule: str) -> bool:
    """Whether «أشخاص» may be a force's: those it arrests or loses, not those that bombs kill beside it."""
    arrested = found.measure == "captured" and not in_list("creeds", found.head)
    return rule in (RIDERS, LOSING, NEXT) or (rule == TARGET and arrested)


def struck(
    found: Found, sentence: Sentence, actors: Sequence[ActorMention], agent: str, attacks: Sequence[Attack]
) -> tuple[str, str] | None:
    """Whom counted attacks or strikes were aimed at: the nearest other force of the sentence, what follows first."""
    forces = [
        a
        for a in actors
        if a.kind == "force" and a.victims and sentence.start <= a.start < sentence.end and a.actor != agent
    ]
    forces = [a for a in forces if side_of(a.actor) != side_of(agent)]
    after = [a for a in forces if a.start >= found.end]
    chosen = after[0] if after else forces[-1] if forces else None
    if chosen is not None:
        return chosen.victims, "the force that the attacks were aimed at"
    # «ورد الطيران بعشر غارات», «غارات على تلال انسحب إليها المهاجمون»
    answers = any(listed(sentence, 0, len(sentence.pieces), name) for name in ("answering", "replying"))
    if not answers and not lists_any("attackers", sentence.forms):
        return None
    before = [a for a in attacks if a.sentence < found.sentence and a.own and side_of(a.own) != side_of(agent)]
    return (before[-1].own, "those who attacked before") if before else None
