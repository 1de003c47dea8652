"""Read who attacked whom, and how sure the text is of it."""

from __future__ import annotations

from typing import Final

from report_lib.arabic.text import Folded, Sentence
from report_lib.conflict.actor_words import side_of
from report_lib.conflict.actors import ActorMention, find_actors
from report_lib.conflict.attack_words import CUES, listed, words
from report_lib.conflict.clause import Clause
from report_lib.conflict.deeds import deeds_of
from report_lib.conflict.story import Story
from report_lib.conflict.subjects import DAMMA
from report_lib.conflict.told_deeds import Told

# What one party did to some people, told in a word; it tells little of the casualties in later sentences.
_LOCAL: Final = frozenset({"harm verb", "harm act", "by", "share"})
# Words of these kinds tell of an attack, not of harm alone.
_ATTACKS: Final = frozenset({"verb", "noun", "act", "claimed"})

UNSAID: Final = "the text does not say who"


class Attack:
    """One attack as one place of the text tells it; spans index the folded text."""

    def __init__(self, told: Told, sentence: Sentence) -> None:
        deed = told.deed
        self.start, self.end = sentence.span(deed.first, deed.last)
        self.sentence = told.sentence
        # Perpetrator code; "unknown" where the text says unknown gunmen, or nothing.
        self.agent = told.agent or "unknown"
        # reported, claimed, suspected, disputed, unknown
        self.status = told.status or ("reported" if told.infighting else "unknown")
        self.target = told.target  # victims code of who was attacked, "" if not said
        self.attack_type = told.type  # one of records.ATTACK_TYPES, or ""
        self.rule = told.rule if told.agent else UNSAID  # what decided the agent
        self.cue = told.cue  # the words that decided it
        self.defender = told.defender  # perpetrator code of the target, for the attackers' own dead
        self.own = told.own  # victims code of the agent's people
        self.first, self.last = deed.first, deed.last  # token where it begins, and the one after its last
        self.two_sided = told.two_sided  # «بين … و…»: each side's dead are the other's, anyone else's are of both
        self.infighting = told.infighting
        self.listed = deed.listed  # one party's share in a list; explains the number beside it and nothing else
        self.item = told.item  # the paragraph, if it is an item of a list of incidents; explains no count outside it
        self.raid = told.raid  # «مداهمة», «إنزال»: made to take people, whom a later sentence may count
        self.local = deed.kind in _LOCAL  # what one party did; tells little of the casualties in later sentences
        if told.infighting:
            self.agent, self.rule = (self.agent if told.target and told.agent else "other"), "infighting"
        if self.target and (
            self.agent == "landmine" or (not told.infighting and side_of(self.target) == side_of(self.agent))
        ):
            self.target, self.defender = "", ""


def find_attacks(folded: Folded, actors: list[ActorMention] | None = None) -> list[Attack]:
    """Every attack told in the text, in order, each with the agent that the whole text gives it."""
    mentions = find_actors(folded) if actors is None else actors
    voweled = DAMMA in folded.raw  # as few texts are
    clauses: list[Clause] = []
    last = 0
    for number, sentence in enumerate(folded.sentences):
        first = last
        while last < len(mentions) and mentions[last].sentence == number:
            last += 1
        places = CUES.places(sentence)
        if first == last and not places:
            continue
        clause = Clause(folded, number, mentions[first:last], places, voweled=voweled)
        if clause.cues or clause.mentions:
            clauses.append(clause)
    # All deeds are read before any is told: the processor forgets the code of the one while it runs that of the other.
    deeds = [deeds_of(clause) for clause in clauses]
    story = Story(_incidents(folded))
    for at, clause in enumerate(clauses):
        story.tell(clause, deeds[at])
    return [Attack(told, folded.sentences[told.sentence]) for told in story.told]


def _incidents(folded: Folded) -> frozenset[int]:
    """The paragraphs that are items of a list of incidents: two or more of them tell of an attack and of casualties."""
    items = folded.items()
    telling = {s.paragraph for s in folded.sentences if s.paragraph in items and _tells_a_toll(s)} if items else ()
    return items if len(telling) > 1 else frozenset()


def _tells_a_toll(sentence: Sentence) -> bool:
    """Whether a sentence has words both of an attack and of casualties."""
    attack = any(cue.kind in _ATTACKS for _, _, _, cue in words().cues.scan(sentence.forms, CUES.places(sentence)))
    return attack and listed(sentence, 0, len(sentence.forms), "casualties")
