"""Read who attacked whom, and how sure the text is of it, so that each count of casualties finds its perpetrator."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from report_lib.actors import ActorMention, find_actors, side_of
from report_lib.attack_words import Clause, breaks, flags_of, opens_elsewhere
from report_lib.deeds import Deed, deeds_of
from report_lib.doubt import Accusation, accusations, claim, denial
from report_lib.text import Folded, Sentence, Token

# How far, in sentences, an attack explains casualties told after it, or before the first attack is told.
_CARRY = 4
# How far, in sentences, the attack of a headline is told; a page's furniture may stand between.
_TITLE_REACH = 15
# How far, in characters, after a number the force whose people it counts may begin.
_COUNTED_REACH = 25
# How many attacks back a definite noun may point.
_MEMORY = 8
_UNKNOWN = frozenset({"", "unknown"})
# Casualties that may be of any side.
_ANYBODY = frozenset({"", "people", "civilians", "mixed", "other"})
# Nouns of these types may mean any attack told before: «الهجوم», «العملية», «المهاجمون».
_GENERAL = frozenset({"other", "clash", "armed assault"})
# One word may stand for either: «القصف».
_KIN = {"airstrike": "shelling"}
# An attack that names no agent and one that does may be the same if both are fought on the ground.
_GROUND = frozenset({"armed assault", "ambush", "other", "execution", "assassination", "abduction", "bombing"})
# What one party did to some people, told in a word; it tells little of the casualties in later sentences.
_LOCAL = frozenset({"harm verb", "harm act", "by", "share"})
_TAKES_NO_ONE = frozenset({"landmine", "airstrike", "shelling", "bombing"})
# Who flies in Syria.
_FLIERS = frozenset({"US", "Coalition", "Russia", "Israel", "Turkey", "regime"})


class Attack(NamedTuple):
    """One attack as one place of the text tells it; spans index the folded text."""

    start: int
    end: int
    sentence: int
    agent: str  # perpetrator code; "unknown" where the text says unknown gunmen, or nothing
    status: str  # reported, claimed, suspected, disputed, unknown
    target: str  # victims code of who was attacked, "" if not said
    attack_type: str  # one of records.ATTACK_TYPES, or ""
    rule: str  # what decided the agent
    cue: tuple[int, int]  # the words that decided it
    defender: str = ""  # perpetrator code of the target, for the attackers' own dead
    own: str = ""  # victims code of the agent's people
    first: int = 0  # token where it begins, and the token after its last, in its sentence
    last: int = 0
    two_sided: bool = False  # «بين … و…»: each side's dead are the other's, anyone else's are of both
    infighting: bool = False
    listed: bool = False  # one party's share in a list; explains the number beside it and nothing else
    local: bool = False  # what one party did to some people; tells little of the casualties in later sentences


@dataclass
class _Told:
    """A deed in the article's story; deeds of one thread are the same attack."""

    deed: Deed
    sentence: int
    thread: int
    agent: str = ""
    own: str = ""
    status: str = ""
    rule: str = ""
    cue: tuple[int, int] = (0, 0)
    target: str = ""
    defender: str = ""
    type: str = ""
    two_sided: bool = False
    infighting: bool = False

    def take(self, agent: str, own: str, status: str, rule: str, cue: tuple[int, int]) -> None:
        self.agent, self.own, self.status, self.rule, self.cue = agent, own, status, rule, cue

    @property
    def open(self) -> bool:
        """Whether the text may still say who did it."""
        return self.agent in _UNKNOWN and self.status != "disputed"


def find_attacks(folded: Folded, actors: list[ActorMention] | None = None) -> list[Attack]:
    """Every attack told in the text, in order, each with the agent that the whole text gives it."""
    mentions: dict[int, list[ActorMention]] = {}
    for mention in find_actors(folded) if actors is None else actors:
        mentions.setdefault(mention.sentence, []).append(mention)
    story = _Story(folded.sentences)
    for number in range(len(folded.sentences)):
        clause = Clause(folded, number, mentions.get(number, ()))
        if clause.cues or clause.mentions:
            story.tell(clause)
    return story.attacks()


class _Story:
    """Deeds in the order told; each takes its agent from itself, from one it points back to, or from a later word."""

    def __init__(self, sentences: Sequence[Sentence]) -> None:
        self.sentences = sentences
        self.told: list[_Told] = []
        self.planes: ActorMention | None = None  # the last aircraft with an owner

    def tell(self, clause: Clause) -> None:
        for mention in clause.mentions:
            if mention.kind == "aircraft" and mention.actor != "unknown aircraft":
                self.planes = mention
        elsewhere = opens_elsewhere(clause.tokens)
        new = [self._place(clause, deed, elsewhere) for deed in deeds_of(clause)]
        self._accuse(clause, new)
        self._claim(clause, new)

    def _place(self, clause: Clause, deed: Deed, elsewhere: bool = False) -> _Told:
        told = _Told(deed, clause.number, thread=len(self.told), rule=deed.rule, type=deed.type)
        told.two_sided, told.infighting = deed.two_sided, deed.infighting
        told.cue = clause.tokens[deed.first].start, clause.tokens[deed.last - 1].end
        if deed.target is not None:
            told.target, told.defender = deed.target.victims, deed.target.actor
        if deed.agent is not None:
            self._by(clause, told, deed.agent)
            self._retell(told, elsewhere)
        elif (earlier := self._antecedent(told, elsewhere)) is not None:
            _repeat(told, earlier)
        elif self.told and self._is_title(self.told[-1]) and not deed.another and not elsewhere:
            told.thread = self.told[-1].thread
        if not told.defender and told.agent:
            told.defender = _facing(clause, told)
        self.told.append(told)
        self._settle(told.thread)
        return told

    def _by(self, clause: Clause, told: _Told, agent: ActorMention) -> None:
        status = "claimed" if told.deed.claimed else "reported"
        told.take(agent.actor, agent.victims, status, told.rule, (agent.start, agent.end))
        if agent.kind == "aircraft" and told.type in ("other", "armed assault", "shelling"):
            told.type = "airstrike"
        if agent.actor == "unknown aircraft" and not agent.owner:
            flier = _announcer(clause, agent) or self.planes
            if flier is not None:
                told.agent, told.rule = flier.actor, "aircraft of the party named before"
        if told.agent.startswith("unknown"):
            told.status, told.rule = "unknown", "the text calls them unknown"

    def _retell(self, told: _Told, elsewhere: bool) -> None:
        """A deed with an agent may be the attack told before, whose agent was left open."""
        deed, last = told.deed, self.told[-1] if self.told else None
        new = elsewhere or deed.another or (deed.again and not deed.definite)
        near = last is not None and 0 < told.sentence - last.sentence <= (_CARRY if last.sentence else _TITLE_REACH)
        if last is not None and near and not new and self._retells(last, told):
            told.thread = last.thread
        elif deed.definite and (earlier := self._antecedent(told, elsewhere)) is not None and earlier.open:
            told.thread = earlier.thread

    def _retells(self, last: _Told, told: _Told) -> bool:
        if told.agent == "unknown":
            return last.agent in _UNKNOWN
        if last.agent or any(earlier.agent not in _UNKNOWN for earlier in self.told):
            return False
        told_in_full = told.deed.kind != "noun" or told.deed.definite
        return told.type == last.type or ({told.type, last.type} <= _GROUND and told_in_full)

    def _is_title(self, told: _Told) -> bool:
        return told.sentence == 0 and self.sentences[0].tokens[-1].form not in ".!"

    def _antecedent(self, told: _Told, elsewhere: bool) -> _Told | None:
        """The attack that a definite, repeated or counted noun points back to."""
        deed = told.deed
        pointing = deed.definite or deed.again or deed.type == "clash"
        if elsewhere or deed.another or deed.infighting or not (pointing or deed.counted):
            return None
        # «حملة ضد خلايا التنظيم» is no attack by the ones it is against.
        candidates = [t for t in self.told[-_MEMORY:] if not t.deed.listed and not (t.own and t.own == told.target)]
        for earlier in reversed(candidates):
            alike = _KIN.get(earlier.type, earlier.type) == _KIN.get(deed.type, deed.type)
            # «الهجوم» after a raid by others is rather the attack on the ground before it.
            if alike or (pointing and deed.type in _GENERAL and earlier.type != "airstrike"):
                return earlier
        return candidates[-1] if candidates and pointing else None

    def _settle(self, thread: int) -> None:
        """Give a thread's agent to those of its deeds that name none."""
        members = [t for t in self.told if t.thread == thread]
        # A party goes before "unknown", "unknown" before nothing.
        named = min(members, key=lambda t: (t.agent in _UNKNOWN, not t.agent))
        if not named.agent:
            return
        for told in members:
            calls_unknown = told.agent == "unknown" != named.agent and told.status == "unknown"
            if (not told.agent or calls_unknown) and not told.infighting:
                rule = "the same attack, told elsewhere: " + named.rule
                told.take(named.agent, named.own, named.status, rule, named.cue)
            told.target, told.defender = told.target or named.target, told.defender or named.defender

    # Doubt, accusation and claim

    def _accuse(self, clause: Clause, new: list[_Told]) -> None:
        accused = [] if any(told.deed.listed for told in new) else list(accusations(clause))
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

    def _accused_of(self, clause: Clause, new: list[_Told], accusation: Accusation) -> list[_Told]:
        """The deeds that the accusation is about: of its own sentence, else the attack just told."""
        party, before = accusation.party, self.told[: len(self.told) - len(new)]
        named = {t.agent for t in new or self.told[-1:]} - _UNKNOWN - {"unknown aircraft"}
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

    def _suspect(self, told: _Told, accusation: Accusation) -> None:
        party = accusation.party
        for member in self.told:
            undecided = member.agent in _UNKNOWN | {"unknown aircraft"} and member.status != "disputed"
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

    def _dispute(self, told: _Told, party: ActorMention, rule: str) -> None:
        for member in self.told:
            if member.thread == told.thread and member.status != "reported":
                member.take("unknown", "", "disputed", rule, (party.start, party.end))

    def _claim(self, clause: Clause, new: list[_Told]) -> None:
        """A claim settles the attack of its sentence, or the one just told; so does a party's outlet, for its own."""
        made = claim(clause)
        if made is None:
            return
        for told in new or self.told[-1:]:
            if told.agent == made.party or (told.agent in _UNKNOWN and not made.mouthpiece):
                for member in self.told:
                    if member.thread == told.thread and member.agent in _UNKNOWN | {made.party}:
                        member.take(made.party, made.victims, "claimed", "claimed by the party", made.span)

    def attacks(self) -> list[Attack]:
        return [_frozen(told, self.sentences[told.sentence].tokens) for told in self.told]


def _repeat(told: _Told, earlier: _Told) -> None:
    """«الهجوم»: what was told of the attack before holds of this one."""
    told.thread = earlier.thread
    rule = "the attack told before: " + earlier.rule.removeprefix("the attack told before: ")
    told.take(earlier.agent, earlier.own, earlier.status, rule, earlier.cue)
    told.target, told.defender = told.target or earlier.target, told.defender or earlier.defender
    told.two_sided, told.infighting = told.two_sided or earlier.two_sided, told.infighting or earlier.infighting
    if told.type == "other":
        told.type = earlier.type


def _facing(clause: Clause, told: _Told) -> str:
    """The force of another side that the sentence names beside an agent: who fought it, if nothing else says so."""
    if told.agent in ("landmine", "unknown"):
        return ""
    forces = (m for m in clause.mentions if m.kind == "force" and not clause.has(m.first - 1, "aside"))
    others = [m for m in forces if side_of(m.actor) != side_of(told.agent)]
    nearest = min(others, key=lambda m: abs(m.first - told.deed.first), default=None)
    return nearest.actor if nearest is not None else ""


def _announcer(clause: Clause, planes: ActorMention) -> ActorMention | None:
    """«أعلن الجيش الأميركي … بغارة نفذتها طائرة»: the party that announces what aircraft did."""
    before = (m for m in clause.mentions if m.last <= planes.first and clause.any(m.first - 3, m.first, "able"))
    return next((m for m in before if m.actor in _FLIERS), None)


def _frozen(told: _Told, tokens: Sequence[Token]) -> Attack:
    deed = told.deed
    agent, rule = told.agent or "unknown", told.rule if told.agent else "the text does not say who"
    if told.infighting:
        agent, rule = (agent if told.target and told.agent else "other"), "infighting"
    target, defender = told.target, told.defender
    if target and (agent == "landmine" or (not told.infighting and side_of(target) == side_of(agent))):
        target, defender = "", ""
    return Attack(
        start=tokens[deed.first].start,
        end=tokens[deed.last - 1].end,
        sentence=told.sentence,
        agent=agent,
        status=told.status or ("reported" if told.infighting else "unknown"),
        target=target,
        attack_type=told.type,
        rule=rule,
        cue=told.cue,
        defender=defender,
        own=told.own,
        first=deed.first,
        last=deed.last,
        two_sided=told.two_sided,
        infighting=told.infighting,
        listed=deed.listed,
        local=deed.kind in _LOCAL,
    )


# --- Which attack explains a count


def perpetrator(folded: Folded, attacks: Sequence[Attack], position: int, victims: str) -> tuple[str, str, str]:
    """(perpetrator, status, rule) of the casualties of code `victims` that are counted at the folded `position`.

    The attack of the same clause decides, then of the sentence, then the one told last before, then the next one.
    A party's own dead are laid to the side it attacked. ("unknown", "unknown", …) where the text does not say.
    """
    rule = "no attack is told"
    if victims == "other":
        victims = _foreigners(folded, position)
    for attack in _explaining(folded, attacks, position, victims):
        if _own(attack, victims) and (not attack.defender or side_of(attack.defender) == side_of(victims)):
            rule = "the attackers' own dead, and no one said to have fought them"
            continue
        return _blame(attack, victims)
    return "unknown", "unknown", rule


def attack_type_at(folded: Folded, attacks: Sequence[Attack], position: int) -> str:
    """The type of the attack that explains a count at the folded `position`, one of records.ATTACK_TYPES or ""."""
    return next((a.attack_type for a in _explaining(folded, attacks, position, "people")), "")


def _foreigners(folded: Folded, position: int) -> str:
    """The perpetrator code of the foreign force whose people are counted at `position` («8 من جنوده»), or "other"."""
    forces = (m for m in find_actors(folded) if m.kind == "force" and m.victims == "other")
    near = (m for m in forces if position - 1 <= m.start <= position + _COUNTED_REACH)
    return next((m.actor for m in near if side_of(m.actor) != m.actor or m.actor in _FLIERS), "other")


def _explaining(folded: Folded, attacks: Sequence[Attack], position: int, victims: str) -> Iterator[Attack]:
    """Attacks that may explain the count, the likeliest first."""
    sentences = folded.sentences
    number = max(0, bisect_right(sentences, position, key=lambda sentence: sentence.start) - 1)
    tokens = sentences[number].tokens
    at = max(0, bisect_right(tokens, position, key=lambda token: token.start) - 1)
    told = [a for a in attacks if a.sentence <= number + _CARRY]
    around = frozenset[str]().union(*flags_of(tokens[max(0, at - 3) : at + 3]))
    if "arrests" in around:
        # Arrests are no part of an attack told before.
        told = [a for a in told if a.sentence == number or a.attack_type == "abduction"]
    elif "abductions" in around:
        told = [a for a in told if a.sentence == number or a.attack_type not in _TAKES_NO_ONE]
    here = _of_this_count(tokens, at, [a for a in told if a.sentence == number])
    told = [a for a in told if a.sentence != number or a in here]
    near = [(cost, a) for a in here if (cost := _distance(tokens, at, a, victims)) is not None]
    yield from (a for _, a in sorted(near, key=lambda pair: pair[0]))
    before = [a for a in told if a.sentence < number and not a.listed]
    if not before:
        yield from (a for a in told if a.sentence >= number and not a.listed)
    elif number - before[-1].sentence <= _CARRY and not opens_elsewhere(tokens):
        latest = [a for a in reversed(before) if a.sentence >= before[-1].sentence - 2]
        yield from sorted(latest, key=lambda a: a.local)[:4]


def _of_this_count(tokens: Sequence[Token], at: int, here: Sequence[Attack]) -> list[Attack]:
    """The sentence's attacks without those that explain other counts of a breakdown alone.

    A total is of several parties: «120 …، بينهم 40 على يد … و22 على يد …». After a colon each share has its own attack:
    «…: 235 قُتلوا بغارات …، و144 مدنياً».
    """
    colon = next((index for index, token in enumerate(tokens) if token.form == ":"), None)
    if colon is not None and at > colon:
        return [a for a in here if a.first < colon or not _shares_between(tokens, min(at, a.last), max(at, a.first))]
    later = [a for a in here if a.first > at and (a.local or (colon is not None and a.first > colon))]
    if len({a.agent for a in later}) < 2 or not any(token.is_number for token in tokens[at + 3 : later[0].first]):
        return list(here)
    return [a for a in here if a not in later]


def _shares_between(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether a further count of a list begins in tokens[start + 1 : end + 1]: «، و144»."""
    for index in range(start + 1, end + 1):
        if tokens[index - 1].form in ("،", ",") and tokens[index].form.startswith("و"):
            following = tokens[index + 1 : index + 2] if tokens[index].form == "و" else tokens[index : index + 1]
            if any(token.is_number or "number_words" in flags_of([token])[0] for token in following):
                return True
    return False


def _distance(tokens: Sequence[Token], at: int, attack: Attack, victims: str) -> int | None:
    """How far, in words, the attack is from the count; None if a clause of its own keeps them apart."""
    if attack.first <= at < attack.last:
        cost = 0
    elif attack.first > at:
        if attack.listed or breaks(tokens, at, attack.first):
            return None
        tied = (
            tokens[attack.first].form.startswith("ب") or "ties" in flags_of(tokens[attack.first - 1 : attack.first])[0]
        )
        cost = attack.first - at - 10 * tied
    else:
        cost = at - attack.last + 8 * breaks(tokens, attack.last - 1, at) - 20 * attack.listed
    if _own(attack, victims):
        return cost + 6
    if not attack.target or victims in _ANYBODY:
        return cost
    return cost - 3 if attack.target == victims else cost + 3 * (side_of(attack.target) != side_of(victims))


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
        return "other", "reported", "dead of a clash between two sides"
    decided = attack.agent != "unknown" or attack.status == "disputed"
    return attack.agent, attack.status if decided else "unknown", attack.rule
