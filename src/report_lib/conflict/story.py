"""Follow an article's attacks from sentence to sentence: which are the same, and who is said to have done each."""

from __future__ import annotations

from typing import Final

from report_lib.conflict.actor_words import side_of
from report_lib.conflict.actors import ActorMention
from report_lib.conflict.attack_words import opens_elsewhere
from report_lib.conflict.clause import Clause
from report_lib.conflict.doubt import Accusation, accusations, claim, denial
from report_lib.conflict.fliers import FLIERS, admitting, announcer, the_planes, unnamed_planes
from report_lib.conflict.parties import Deed
from report_lib.conflict.sides import opposed
from report_lib.conflict.tallied import Division, one_of
from report_lib.conflict.told_deeds import UNKNOWN, Told

# How far, in sentences, an open attack may be told again with its agent.
_RETOLD_REACH: Final = 4
# The same for the attack of a headline; a page's furniture may stand between.
_TITLE_REACH: Final = 15
# How far, in words, the opening of a sentence reaches.
_OPENING: Final = 4
# How many attacks back a definite noun may point.
_MEMORY: Final = 8
# Of whom an article may be that only tells of their attacks.
_TITULAR: Final = frozenset({"ISIS", "HTS"})
# Nouns of these types may mean any attack told before: «الهجوم», «العملية», «المهاجمون».
_GENERAL: Final = frozenset({"other", "clash", "armed assault"})
# Men do these, never a mine.
_FOUGHT: Final = frozenset({"clash", "armed assault"})
# One word may stand for either: «القصف».
_KIN: Final = {"airstrike": "shelling"}
# A mine may be told of as an explosion.
_MINES: Final = frozenset({"landmine", "bombing"})
_KINDS: Final = frozenset({"airstrike", "shelling", "bombing", "landmine"})
# Agents that an accusation may put a name to.
_UNNAMED: Final = UNKNOWN | {"unknown aircraft"}
# An attack that names no agent and one that does may be the same if both are fought on the ground.
_GROUND: Final = frozenset({"armed assault", "ambush", "other", "execution", "assassination", "abduction", "bombing"})


class Story:
    """Deeds in the order told; each takes its agent from itself, from one it points back to, or from a later word."""

    def __init__(self, items: frozenset[int] = frozenset()) -> None:
        self.items = items  # the paragraphs that tell of an incident each
        self.told: list[Told] = []
        self.titled = False  # whether the first sentence is a headline, which ends without a full stop
        self.planes: ActorMention | None = None  # the last aircraft with an owner
        self.subjects: set[str] = set()  # whom the headline names
        self.division = Division()
        self.before: Clause | None = None  # the sentence before
        self.barrels = False  # whether barrel bombs have been told of

    def tell(self, clause: Clause, deeds: list[Deed]) -> None:
        """Take up the deeds of the next sentence, and what it says of who did them."""
        if clause.number == 0:
            self.subjects = {mention.actor for mention in clause.mentions if mention.kind == "force"}
            self.titled = clause.forms[-1] not in ".!"
        for mention in clause.mentions:
            if mention.kind == "aircraft" and mention.actor != "unknown aircraft":
                self.planes = mention
        if clause.find("barrels") is not None and clause.find("explosive") is not None:
            self.barrels = True
        elsewhere = bool(deeds) and opens_elsewhere(clause.sentence)
        new = [self._place(clause, deed, elsewhere) for deed in deeds]
        if clause.rare:  # the words that accuse, deny or claim are
            self._accuse(clause, new)
            self._claim(clause, new)
        self.division.begin(clause, self.told)
        self.before = clause

    def _place(self, clause: Clause, deed: Deed, elsewhere: bool = False) -> Told:
        told = Told(deed, clause.number, len(self.told))
        deed.another |= deed.agent is not None and clause.any_rare(0, min(deed.first, _OPENING), "replying")
        told.raid = clause.any_rare(deed.first, deed.last, "raids")
        told.item = clause.sentence.paragraph if clause.sentence.paragraph in self.items else 0
        told.cue = clause.sentence.span(deed.first, deed.last)
        if deed.target is not None:
            told.target, told.defender = deed.target.victims, deed.target.actor
        barrels = self.barrels and clause.any(deed.first, deed.last + 1, "barrels")
        whole = one_of(clause, deed, self.told)
        if barrels and (deed.agent is None or deed.agent.actor == "unknown aircraft"):
            told.take("regime", "regime forces", "reported", "barrel bombs are the government's", told.cue)
            self._retell(clause, told, elsewhere)
        elif whole is not None and (deed.agent is None or deed.agent.actor == "unknown"):
            _repeat(told, whole)
        elif deed.agent is not None:
            self._by(clause, told, deed.agent)
            self._retell(clause, told, elsewhere)
        elif (whole := self.division.part(clause, deed)) is not None:
            _repeat(told, whole)
        elif (earlier := self._antecedent(told, elsewhere)) is not None:
            _repeat(told, earlier)
        elif deed.kind == "noun" and deed.counted and (attacker := self._only_attacker()) is not None:
            told.take(attacker.agent, attacker.own, "reported", "the only party said to attack", attacker.cue)
        elif self.titled and self.told and self.told[-1].sentence == 0 and not deed.another and not elsewhere:
            told.thread = self.told[-1].thread
        raid = told.type == "airstrike" and not told.agent
        if raid and (admits := admitting(clause, deed.first)) is not None:
            told.take(admits.actor, admits.victims, "claimed", "party that admits it", (admits.start, admits.end))
            self._retell(clause, told, elsewhere)
        elif raid and deed.agent is None and not elsewhere and (flier := self._only_flier()) is not None:
            told.take(flier.agent, flier.own, flier.status, "the only party said to bomb", flier.cue)
            told.thread = len(self.told)
        answers = not told.agent and clause.has(deed.first, "answering")
        unsaid = deed.type == "clash" and deed.definite and not told.agent and not elsewhere
        if unsaid and self.before is not None and (forces := opposed(self.before)) is not None:
            one, other = forces  # «وكلفت المواجهة …»: those whom the sentence before sets against each other
            told.take(one.actor, one.victims, "reported", "sides of the clash", (one.start, one.end))
            told.two_sided, told.target, told.defender = True, other.victims, other.actor
        if deed.defending or (answers and deed.last > deed.first + 1):  # «ردت على مصادر النيران», but «ردت بالقول»
            self._by_the_attacked(told)
        if not told.defender and told.agent:
            told.defender = _facing(clause, told)
        self.told.append(told)
        self._settle(told.thread)
        return told

    def _by_the_attacked(self, told: Told) -> None:
        """«المدافعون قتلوا تسعة»: whoever was attacked in the attack told last."""
        attack = next((t for t in reversed(self.told) if t.agent not in UNKNOWN), None)
        if attack is not None:
            told.take(attack.defender or "unknown", attack.target, "reported", "those who were attacked", attack.cue)
            told.target, told.defender, told.two_sided, told.infighting = attack.own, attack.agent, False, False

    def _only_attacker(self) -> Told | None:
        """The one party that the text has told of as attacking, if its title is about that party alone."""
        known = [t for t in self.told if t.agent not in UNKNOWN]
        alone = known and len({t.agent for t in known}) == 1 and self.subjects == {known[0].agent}
        return known[-1] if alone and known[-1].agent in _TITULAR else None

    def _only_flier(self) -> Told | None:
        """The one air force that the text has told of so far: «غارات منبج» are its too."""
        raids = [t for t in self.told if t.type == "airstrike" and t.agent]
        return raids[0] if raids and len({t.agent for t in raids}) == 1 and raids[0].agent in FLIERS else None

    def _by(self, clause: Clause, told: Told, agent: ActorMention) -> None:
        status = "claimed" if told.deed.claimed else "reported"
        told.take(agent.actor, agent.victims, status, told.rule, (agent.start, agent.end))
        landing = clause.any_rare(told.deed.first, told.deed.last, "landings")
        if agent.kind == "aircraft" and not landing and told.type in ("", "other", "armed assault", "shelling"):
            told.type = "airstrike"
        if agent.actor == "unknown aircraft" and not agent.owner:
            flier = announcer(clause, agent) or self.planes
            if flier is not None:
                told.agent, told.rule = flier.actor, "aircraft of the party named before"
        elif (landing or told.type == "airstrike") and agent.actor in FLIERS:
            self.planes = agent
        if told.agent.startswith("unknown"):
            told.status, told.rule = "unknown", "the text calls them unknown"

    def _retell(self, clause: Clause, told: Told, elsewhere: bool) -> None:
        """A deed with an agent may be the attack told before, whose agent was left open."""
        deed, last = told.deed, self.told[-1] if self.told else None
        if last is not None and last.item not in (0, told.item):
            return
        earlier_days = clause.any_rare(max(0, deed.first - 12), deed.first, "before_that")
        earlier_days |= clause.any_rare(0, min(deed.first, _OPENING), "replying")  # «ورداً على ذلك قصفت …»
        new = elsewhere or deed.another or (deed.again and not deed.definite) or earlier_days
        reach = _RETOLD_REACH if last is not None and last.sentence else _TITLE_REACH
        if (
            last is not None
            and not new
            and 0 < told.sentence - last.sentence <= reach
            and self._retells(clause, last, told)
        ):
            told.thread = last.thread
        elif not new and deed.definite and (earlier := self._antecedent(told, elsewhere)) is not None and earlier.open:
            told.thread = earlier.thread

    def _retells(self, clause: Clause, last: Told, told: Told) -> bool:
        if told.agent == "unknown":
            return last.agent in UNKNOWN
        if unnamed_planes(last.agent, last.deed.agent):
            return (
                told.type == "airstrike"
                and told.agent in FLIERS
                and (last.sentence == 0 or the_planes(clause, told.deed.agent))
            )
        if last.agent or any(earlier.agent not in UNKNOWN for earlier in self.told):
            return False
        told_in_full = told.deed.kind != "noun" or told.deed.definite
        return told.type == last.type or ({told.type, last.type} <= _GROUND and told_in_full)

    def _antecedent(self, told: Told, elsewhere: bool) -> Told | None:
        """The attack that a definite, repeated or counted noun points back to."""
        deed = told.deed
        pointing = deed.definite or deed.again or deed.type == "clash"
        if elsewhere or deed.another or deed.infighting or not (pointing or deed.counted):
            return None
        candidates = [earlier for earlier in self.told[-_MEMORY:] if _may_be_meant(earlier, told)]
        if deed.type == "clash":  # rather than the arrests made since
            candidates = [t for t in candidates if t.type != "abduction"] or candidates
        if deed.again:  # «ورد الجيش بصواريخ. وكان قصف مماثل …»: like the first, not like the answer
            candidates = [t for t in candidates if not t.deed.another] or candidates
        kin = _KIN.get(deed.type, deed.type)
        for earlier in reversed(candidates):
            alike = _KIN.get(earlier.type, earlier.type) == kin
            # «الهجوم» after a raid by others is rather the attack on the ground before it.
            if alike or (pointing and deed.type in _GENERAL and earlier.type != "airstrike"):
                return earlier
        if not candidates or not pointing:
            return None
        return candidates[-1] if _may_be(candidates[-1].type, deed.word or deed.type) else None

    def _settle(self, thread: int) -> None:
        """Give a thread's agent to those of its deeds that name none."""
        if thread == len(self.told) - 1:
            return  # an attack of its own
        members = [t for t in self.told if t.thread == thread]
        named = members[0]
        for told in members:
            if told.vagueness < named.vagueness:
                named = told
        if not named.agent:
            return
        for told in members:
            calls_unknown = told.agent == "unknown" != named.agent and told.status == "unknown"
            calls_unknown |= named.agent in FLIERS and unnamed_planes(told.agent, told.deed.agent)
            if (not told.agent or calls_unknown) and not told.infighting:
                rule = "the same attack, told elsewhere: " + named.rule
                told.take(named.agent, named.own, named.status, rule, named.cue)
            told.target, told.defender = told.target or named.target, told.defender or named.defender

    # Doubt, accusation and claim

    def _accuse(self, clause: Clause, new: list[Told]) -> None:
        accused = [] if any(told.deed.listed for told in new) else accusations(clause)
        if not accused:
            self._deny(clause)
            return
        first = accused[0]
        mine = self._accused_of(clause, new, first)
        contradicted = any(other.party.actor != first.party.actor for other in accused)
        denied = denial(clause)
        refused = denied is not None and denied > first.cue and first.rule != "suspected"
        for told in mine:
            said_otherwise = told.status == "suspected" and told.agent != first.party.actor
            if refused and not contradicted:
                self._dispute(told, first.party, "the accused denies it")
            elif contradicted or (said_otherwise and told.deed.agent is not first.party):
                self._dispute(told, first.party, "accusations contradict")
            else:
                self._suspect(told, first)

    def _accused_of(self, clause: Clause, new: list[Told], accusation: Accusation) -> list[Told]:
        """The deeds that the accusation is about: of its own sentence, else the attack just told."""
        party, before = accusation.party, self.told[: len(self.told) - len(new)]
        named = {t.agent for t in new or self.told[-1:]} - _UNNAMED
        suspected = bool(self.told) and self.told[-1].status == "suspected"
        if not self.told or (named and party.actor not in named and not suspected):
            # the accusation is all that is told of the attack
            deed = Deed(accusation.cue, accusation.cue + 1, "accusation", "")
            return [self._place(clause, deed)]
        own = [t for t in new if t.deed.agent is party]
        open_here = [t for t in new if t.deed.agent is None or t.agent in ("unknown", "unknown aircraft")]
        mine = own or [t for t in open_here if t.deed.first > accusation.cue] or open_here or self.told[-1:]
        if before and before[-1].open:  # «ورجحت أن تكون خلايا … هي من هاجمت»: the attack just told
            for told in mine:
                if told.deed.kind == "verb" and not told.deed.another:
                    told.thread = before[-1].thread
        return mine

    def _suspect(self, told: Told, accusation: Accusation) -> None:
        party = accusation.party
        for member in self.told:
            undecided = member.agent in _UNNAMED and member.status != "disputed"
            if member.thread == told.thread and (undecided or (member is told and member.deed.agent is party)):
                member.take(party.actor, party.victims, "suspected", accusation.rule, (party.start, party.end))

    def _deny(self, clause: Clause) -> None:
        """«ونفت قسد …» after an accusation."""
        index, last = denial(clause), self.told[-1] if self.told else None
        if index is None or last is None or last.status != "suspected":
            return
        party = next((m for m in clause.mentions if abs(m.first - index) < 6), None)
        if party is not None and party.actor == last.agent:
            self._dispute(last, party, "the accused denies it")

    def _dispute(self, told: Told, party: ActorMention, rule: str) -> None:
        for member in self.told:
            if member.thread == told.thread and member.status != "reported":
                member.take("unknown", "", "disputed", rule, (party.start, party.end))

    def _claim(self, clause: Clause, new: list[Told]) -> None:
        """A claim settles the attack of its sentence, or the one just told; so does a party's outlet, for its own."""
        made = claim(clause)
        if made is None:
            return
        harm = not self.told and not made.mouthpiece and clause.any(0, len(clause.forms), "harm_words")
        if not new and (made.enemy or harm):  # «ادعى داعش مسؤوليته عن مقتل أربعة جنود»
            new = [self._place(clause, Deed(len(clause.forms) - 1, len(clause.forms), "accusation", ""))]
        before = self.told[: len(self.told) - len(new)]
        if new and before and before[-1].open and not made.mouthpiece and not made.enemy:
            new = [*new, before[-1]]  # «وأعلن داعش مسؤوليته، زاعماً قتل أربعة»: of the attack told before
        for told in new or self.told[-1:]:
            if made.enemy and side_of(told.agent) == side_of(made.enemy):
                told.agent = ""  # «… مقتل جنود من الجيش وأسر آخرين»: theirs, not by them
            claimed = told.agent == made.party and not made.enemy
            if claimed or (told.agent in UNKNOWN and not made.mouthpiece):
                for member in self.told:
                    if member.thread == told.thread and member.agent in UNKNOWN | {made.party}:
                        member.take(made.party, made.victims, "claimed", "claimed by the party", made.span)


def _may_be_meant(earlier: Told, told: Told) -> bool:
    """Whether a deed may point back to one told before, whatever the types of both."""
    deed = told.deed
    if earlier.deed.listed or (earlier.own and earlier.own == told.target):
        return False  # «حملة ضد خلايا التنظيم» is no attack by the ones it is against
    if earlier.item not in (0, told.item) and not deed.again:
        return False
    return earlier.agent != "landmine" or not (deed.type in _FOUGHT or deed.kind == "doer")


def _may_be(earlier: str, later: str) -> bool:
    """Whether «القصف» or «اللغم» may mean an attack told in other words; «القصف» after a raid on foot is another."""
    if later in _MINES or earlier in _MINES:
        return {earlier, later} <= _MINES or later in _GENERAL
    return later not in _KINDS or earlier in ("", "other")


def _repeat(told: Told, earlier: Told) -> None:
    """«الهجوم»: what was told of the attack before holds of this one."""
    told.thread = earlier.thread
    rule = "the attack told before: " + earlier.rule.removeprefix("the attack told before: ")
    told.take(earlier.agent, earlier.own, earlier.status, rule, earlier.cue)
    told.target, told.defender = told.target or earlier.target, told.defender or earlier.defender
    told.two_sided, told.infighting = told.two_sided or earlier.two_sided, told.infighting or earlier.infighting
    told.raid = told.raid or earlier.raid
    if told.type == "other":
        told.type = earlier.type


def _facing(clause: Clause, told: Told) -> str:
    """The force of another side that the sentence names beside an agent: who fought it, if nothing else says so."""
    if told.agent in ("landmine", "unknown"):
        return ""
    side, facing, nearest = side_of(told.agent), "", len(clause.forms)
    for mention in clause.mentions:
        distance = abs(mention.first - told.deed.first)
        near = mention.kind == "force" and distance < nearest
        if near and side_of(mention.actor) != side and not clause.has(mention.first - 1, "aside"):
            facing, nearest = mention.actor, distance
    return facing
