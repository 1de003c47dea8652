"""Decide for each count whose people it counts, by the words nearest to it that say so."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from typing import NamedTuple

from report_lib.arabic.text import Folded, Sentence, Token, fold_word
from report_lib.arabic.vocabulary import read
from report_lib.assembling.layout import SYRIAN
from report_lib.assembling.settings import Setting
from report_lib.conflict.actors import ActorMention, actor_of, arms_of, in_list, side_of, victims_of, word_list
from report_lib.conflict.attack_words import flags_of
from report_lib.conflict.attacks import Attack
from report_lib.counting.counts import Found
from report_lib.dating.dates import interval

_CASUALTIES = frozenset({"killed", "wounded", "captured", "missing"})
_CARRIED = 6  # sentences over which it goes unsaid whose the casualties are
_DESCRIBED = 2  # sentences after a count in which its people may be described
_OWNED = 4  # words from «عربة» to the force that has it
_RIDING, _MEMBERSHIP = 6, 3  # words from «تقل» to the passengers, from «وهم من» to the force
_QUALIFYING, _POINTING = 4, 6  # words: «ثمانية من رجال الشرطة»; from «المهاجمون» to «منهم»
_IRREGULARS = frozenset({"ISIS", "HTS", "rebels"})
_JIHADISTS = frozenset({"ISIS", "HTS"})
_CLAUSE_ENDS = frozenset({"clause_openings", "causes"})
_BOMBS = frozenset({"airstrike", "shelling"})
_ANSWERS = frozenset({"answering", "replying"})
_ABOUT = frozenset(map(fold_word, ("عن", "حول", "بشأن")))
_PERSONS = frozenset(map(fold_word, ("شخص", "إنسان", "نسمة", "رجل", "فرد")))
_KIN, _TOLL = 3, 10  # words: «أربعة من أولاده»; from a bare number to «القتلى المدنيين»
_FAMILY, _HELD = 4, 5  # words: «أشخاص من عائلة واحدة»; from «بالانتماء» to the party
_THEY = frozenset(map(fold_word, ("وهم", "وهي")))
_THESE = frozenset(map(fold_word, ("هؤلاء", "هذين")))
_SHARES = 6  # counts after a total among which its shares stand
_RELATIVE = 8  # words from «المهاجمون، الذين قال … إنهم» to «ينتمون»
_OF_THEM = frozenset(("منهم", "منهما", "بينهم"))
_NOBODY = frozenset({"people", "mixed", "other"})
# Rules that say whose the casualties are, rather than guess it; only these may decide who the attacker was.
PLAIN_RULES = frozenset(
    {
        "the force named with the number",
        "the noun that is counted",
        "the total of which it is a share",
        "the target of the attack in the sentence",
        "the passengers of what was hit",
        "ranks of a regular army",
        "the jihadists named before",
        "the attackers' own",
        "whose losses the text announces",
        "the other side of the clash",
        "the group that they are held for",
        "others of those told of right before",
    }
)
_BEFORE = "the count before it"
_FORCE, _NOUN, _SHARE, _TARGET, _RIDERS, OWN, _LOSING, _OTHER_SIDE, SAME = (
    "the force named with the number",
    "the noun that is counted",
    "the total of which it is a share",
    "the target of the attack in the sentence",
    "the passengers of what was hit",
    "the attackers' own",
    "whose losses the text announces",
    "the other side of the clash",
    "others of those told of right before",
)


class Told(NamedTuple):
    """What was decided for a count before."""

    found: Found
    setting: Setting
    victims: str


class VictimReader:
    """Reads one article's counts in their order; each may be of the people of one before it."""

    def __init__(
        self, folded: Folded, counts: Sequence[Found], actors: Sequence[ActorMention], *, abroad: bool
    ) -> None:
        self.folded = folded
        self.counts = counts
        self.actors = [a for a in actors if a.victims and a.kind == "force"]
        self.abroad = abroad
        self.told: list[Told] = []
        self._beginning = {a.start: a for a in self.actors}
        self._jihadists = [a for a in self.actors if a.actor in _JIHADISTS]
        self._saying: list[Told] = []  # those of them that name somebody
        self._standing: dict[tuple[str, int], list[int]] = {}

    def victims(self, found: Found, attacks: Sequence[Attack], setting: Setting) -> tuple[str, str]:
        """Who was hit, and the rule that decided; `attacks` are those that may explain the count."""
        victims, rule = self._decide(found, attacks, setting)
        self.told.append(Told(found, setting, victims))
        self._saying += self.told[-1:] if victims != "people" else []
        return victims, rule

    def _decide(self, found: Found, attacks: Sequence[Attack], setting: Setting) -> tuple[str, str]:
        own, arms = victims_of(found.head) or victims_of(lemma(found)), self._arms(found)
        here = [a for a in attacks if a.sentence == found.sentence]
        if own == "civilians" or self._called_civilians(found):
            return "civilians", _NOUN
        if (attackers := self._attackers(found, here or attacks)) is not None:
            return attackers, OWN
        agents = {attack.cue for attack in here}
        end = self._clause_end(found)
        named = [a for a in self._forces(found.people_start, end) if (a.start, a.end) not in agents]
        if named:
            return named[0].victims, _FORCE
        if own and own != "people":
            return own, _NOUN
        if found.part_of is not None and found.part_of < len(self.told):
            total = self.told[found.part_of].victims
            if not (arms and total in _NOBODY | {"civilians"}):
                return total, _SHARE
        if self._saying and any(t.form in _THESE for t in self._between(found.people_start, end)):
            return self._saying[-1].victims, _BEFORE
        if held_for := self._held_for(found):
            return held_for, "the group that they are held for"
        if told_of := self._told_of(found):
            return told_of, "whom the sentence says it is about"
        if earlier := self._same_people(found, setting):
            return earlier, SAME
        if arms:
            return self._armed(found, here, attacks, setting, arms)
        return self._unarmed(found, here, attacks, setting)

    def _same_people(self, found: Found, setting: Setting) -> str:
        """«قتلت 24 جهادياً، كما اعتقلت سبعة آخرين», «… وأضاف أن عشرات المقاتلين أصيبوا», «واثنين من مرافقيه»."""
        last = self.told[-1] if self.told else None
        if last is None or last.found.measure not in _CASUALTIES or not self._goes_on(last, found, setting):
            return ""
        words = [token.form for token in self._between(found.people_start, found.people_end)]
        if any(in_list("companions", word) for word in words[:_QUALIFYING]):
            return last.victims if found.sentence - last.found.sentence <= 1 else ""
        again = found.others and last.found.sentence == found.sentence
        again |= found.head.startswith("ال") and bool(arms_of(found.head)) and found.sentence - last.found.sentence == 1
        return last.victims if again and last.victims not in _NOBODY else ""

    def _arms(self, found: Found) -> str:
        """Of what kind the noun says that the counted are, or the next word does: «ثمانية من رجال الشرطة»."""
        words = [token.form for token in self._between(found.people_start, found.people_end)]
        regulars = any(arms_of(word) == "regulars" for word in words[:_QUALIFYING])
        return "regulars" if regulars else arms_of(found.head)

    def _called_civilians(self, found: Found) -> bool:
        """«80 قتيلاً مدنياً», «14 من الأبرياء»."""
        words = [token.form for token in self._between(found.people_start, found.people_end)]
        following = self._between(found.people_end, self.folded.sentences[found.sentence].end)
        adjectives = [*words[1:_QUALIFYING], *(token.form for token in following[:1])]
        if any(in_list("unarmed", word) for word in adjectives) or self._of_a_family(found):
            return True
        near = self._between(found.people_start, found.people_end)[:_KIN]
        return any(self._people(word) == "civilians" for word in near) or self._of_civilian_toll(found)

    def _of_a_family(self, found: Found) -> bool:
        """«ستة أشخاص من عائلة واحدة»."""
        end = self.folded.sentences[found.sentence].end
        words = [token.form for token in self._between(found.people_start, end)][:_FAMILY]
        return any(one == "من" and in_list("families", two) for one, two in pairwise(words))

    def _of_civilian_toll(self, found: Found) -> bool:
        """«إلى 691 العدد الذي يعترف به للقتلى المدنيين»: a bare number of a toll of civilians."""
        tokens = self.folded.sentences[found.sentence].tokens
        at = next((index for index, token in enumerate(tokens) if token.start >= found.position), 0)
        near = range(max(1, at - _TOLL), min(at + _TOLL, len(tokens)))
        civil = (i for i in near if in_list("unarmed", tokens[i].form))
        return not found.head and any(read(tokens[i - 1].form).word.counted for i in civil)

    def _clause_end(self, found: Found) -> int:
        """Where what qualifies the counted ends: at a word that opens another clause, or tells how it came about."""
        words = self._between(found.people_start, found.people_end)
        ends = (word.start for word in words if not flags_of([word])[0].isdisjoint(_CLAUSE_ENDS))
        return next((end for end in ends if end > found.people_start), found.people_end)

    def _armed(
        self, found: Found, here: Sequence[Attack], attacks: Sequence[Attack], setting: Setting, arms: str
    ) -> tuple[str, str]:
        """Soldiers and fighters of no named side: of the force that was hit or told of before, else the army."""
        if in_list("jihadists", found.head) and (party := self._creed(found)):
            return party, "the jihadists named before"
        for victims, rule in self._hints(found, here, attacks, setting):
            irregular = arms == "regulars" and victims in _IRREGULARS
            if victims not in {"people", "mixed", "civilians"} and not irregular:
                return victims, rule
        agents = {side_of(a.agent) for a in here}
        abroad = self.abroad or (setting.governorates and SYRIAN.isdisjoint(setting.governorates))
        if arms == "regulars" and not abroad and side_of("regime") not in agents:
            return "regime forces", "ranks of a regular army"
        return "other", "fighters of no named side"

    def _at_home(self, found: Found) -> bool:
        """«ثلاثة أشخاص، بينهم طفلان»."""
        total = len(self.told)
        shares = (c for c in self.counts[total + 1 : total + _SHARES] if c.part_of == total and c.low)
        civil = sum(c.low or 0 for c in shares if victims_of(c.head) == "civilians")
        return 0 < (found.low or 0) <= 2 * civil

    def _creed(self, found: Found) -> str:
        """Whom «24 جهادياً» means: the party of that kind named last before, else first after."""
        at = bisect_left(self._jihadists, found.position, key=_start)
        return self._jihadists[max(0, at - 1)].victims if self._jihadists else ""

    def _only_force(self, found: Found, attacks: Sequence[Attack]) -> str:
        """The one force that the text has named so far beside those who attacked, for fighters of no named side."""
        if not self._arms(found):
            return ""
        sides = {side_of(a.agent) for a in attacks}
        named = {a.victims for a in self._forces(0, found.position) if side_of(a.actor) not in sides} - {"other"}
        return named.pop() if len(named) == 1 else ""

    def _unarmed(
        self, found: Found, here: Sequence[Attack], attacks: Sequence[Attack], setting: Setting
    ) -> tuple[str, str]:
        persons = lemma(found) in _PERSONS
        if persons and self._at_home(found):
            return "civilians", "women and children for the most part"
        for victims, rule in self._hints(found, here, attacks, setting):
            force = victims not in _NOBODY | {"civilians"}
            if victims == "other" and rule not in (_TARGET, _RIDERS):
                continue
            if victims != "people" and not (persons and force and not self._may_be_a_force(found, here, rule)):
                return victims, rule
        return "people", _NOUN if persons else "nothing says who"

    def _may_be_a_force(self, found: Found, here: Sequence[Attack], rule: str) -> bool:
        """Whether «أشخاص» may be a force's: those it arrests or loses, not those that bombs kill beside it."""
        return rule in (_RIDERS, _LOSING, "what is told of them next") or (
            rule == _TARGET and found.measure == "captured"
        )

    def _hints(
        self, found: Found, here: Sequence[Attack], attacks: Sequence[Attack], setting: Setting
    ) -> Iterator[tuple[str, str]]:
        """Whose they may be, the likeliest first."""
        if fellows := self._fellows(found, here):
            yield fellows, "whose companions they are"
        if riders := self._riders(found.sentence):
            yield riders, _RIDERS
        if described := self._described(found):
            yield described, "what is told of them next"
        doers = {side_of(a.agent) for a in here if a.local and a.agent != "unknown"}
        if loser := self._loser(found):
            yield loser, _LOSING
        if losing := self._losing(found.sentence):
            yield losing, _LOSING
        if targets := [a for a in here if a.target and side_of(a.target) not in doers]:
            nearest = min(targets, key=lambda a: abs(a.start - found.position))
            yield nearest.target, _TARGET
        for attack in attacks:
            sides = {attack.own, attack.target} - {""}
            if attack.two_sided and len(doers) == 1 and any(side_of(side) in doers for side in sides):
                yield from ((side, _OTHER_SIDE) for side in sides if side_of(side) not in doers)
        agents = {
            side_of(a.agent) for a in here or self._last(attacks, found) if a.agent != "unknown" and not a.two_sided
        }
        last_told = found.sentence if here else max((a.sentence for a in self._last(attacks, found)), default=-1)
        for earlier in self._carried(found):
            total = earlier.found.part_of is None and earlier.found.measure in _CASUALTIES
            # The attackers' own dead are no one's victims but theirs.
            own = side_of(earlier.victims) in agents and earlier.found.sentence <= last_told
            own = own and earlier.found.sentence != found.sentence
            if total and self._goes_on(earlier, found, setting) and not own:
                yield earlier.victims, _BEFORE
        for sentence in range(found.sentence - 1, max(-1, found.sentence - _CARRIED - 1), -1):
            if riders := self._riders(sentence):
                yield riders, "the passengers told of before"
        if not arms_of(found.head) and any(
            self._bystanders(index) for index in {0, found.sentence, found.sentence + 1}
        ):
            yield "civilians", "the civilians whom the text says were there"
        if alone := self._only_force(found, attacks):
            yield alone, "the only force beside the attackers"
        # The headline may be told in full by the next sentences; else what follows tells of others.
        first, last = found.sentence - _CARRIED, found.sentence + (2 if found.sentence == 0 else 0)
        known = [a for a in attacks if a.target and first <= a.sentence <= last and not _is_aimed(a, found)]
        if known:
            before_it = [a for a in known if a.sentence < found.sentence]
            yield (before_it or known)[-1 if before_it else 0].target, "the target of the attack told nearest to it"

    def _carried(self, found: Found) -> Iterator[Told]:
        """What was decided for the counts before, the last first, where it says something and is near.

        «القتلى لا يتجاوزون اثنين» is rather the toll of the dead told before than of others told since.
        """
        near = list(takewhile(lambda told: found.sentence - told.found.sentence <= _CARRIED, reversed(self._saying)))
        if in_list("the_toll", found.head):
            near.sort(key=lambda told: told.found.measure != found.measure or told.found.part_of is not None)
        return iter(near)

    def _places(self, name: str, index: int) -> list[int]:
        """Where in a sentence words of the list `name` stand; looked up once, not for each count."""
        key = (name, index)
        if key not in self._standing:
            words, forms = word_list(name), self.folded.sentences[index].forms
            self._standing[key] = [at for at, form in enumerate(forms) if form in words]
        return self._standing[key]

    @staticmethod
    def _last(attacks: Sequence[Attack], found: Found) -> list[Attack]:
        """The attack told last before a count's sentence."""
        return [a for a in attacks if found.sentence - _CARRIED <= a.sentence < found.sentence][-1:]

    def _attackers(self, found: Found, attacks: Sequence[Attack]) -> str | None:
        """«مقتل ثلاثة من المهاجمين»: the people of whoever attacked."""
        words = self._between(found.people_start, found.people_end)
        words += self._between(found.people_end, self.folded.sentences[found.sentence].end)[:1]
        if any(token.form in _OF_THEM for token in words):
            words = self._before(found, _POINTING)
        before = [token.form for token in self._before(found, _POINTING)]
        if any(in_list("leaving", form) for form in before):
            words += self._before(found, _POINTING)  # «ترك المهاجمون خلفهم جثة»
        named = next((token for token in words if in_list("attackers", token.form)), None)
        if named is None:
            return None
        spoken = [a for a in attacks if a.start <= named.start < a.end]  # «المهاجمين» themselves tell of an attack
        return next((a.own for a in spoken or attacks if a.own), "other")

    def are_armed(self, found: Found) -> bool:
        """Whether the words of a count say that its people are soldiers or fighters."""
        return bool(self._arms(found))

    def attacked(self, found: Found) -> str:
        """The perpetrator code of the force whose dead were told of last: who fought attackers that lost men."""
        own = side_of(self.told[-1].victims) if self.told else ""
        others = (told.victims for told in self._carried(found) if side_of(told.victims) != own)
        return next((who for victims in others if (who := actor_of(victims))), "")

    def _before(self, found: Found, reach: int) -> list[Token]:
        """The words before a count in its sentence, as many as `reach`."""
        return [t for t in self.folded.sentences[found.sentence].tokens if t.start < found.position][-reach:]

    def _losing(self, index: int) -> str:
        """«خسائر لميليشيات الأسد», «الفرقة 11 تفقد قائداً»: whose losses the title, or the sentence, announces."""
        for number in (index, 0):
            tokens = self.folded.sentences[number].tokens
            for at in self._places("losses", number):
                if force := self._first(tokens[at + 1 : at + 1 + _MEMBERSHIP]):
                    return force.victims
        title = self.folded.sentences[0]
        for at in self._places("losing", 0):
            if forces := self._forces(title.start, title.tokens[at].start):
                return forces[-1].victims
        return ""

    def _loser(self, found: Found) -> str:
        """«خسرت حامية الرتل … مقاتلَين»: the force of the sentence that loses them."""
        before = self._before(found, _POINTING)
        if not any(in_list("losing", token.form) for token in before):
            return ""
        start = self.folded.sentences[found.sentence].start
        forces = self._forces(start, found.position)
        return forces[-1].victims if forces else ""

    def _bystanders(self, index: int) -> bool:
        """Whether a sentence tells of people at their work or in the street."""
        return index < len(self.folded.sentences) and bool(self._places("bystanders", index))

    def _fellows(self, found: Found, here: Sequence[Attack]) -> str:
        """«قُتل عريف وأصيب ثلاثة من رفاقه»: the people of whoever is named last before his companions, "" for none."""
        words = ["من", *(word.form for word in self._between(found.people_start, found.people_end))][: _KIN + 2]
        if not any(one == "من" and in_list("companions", two) for one, two in pairwise(words)):
            return ""
        before = self._before(found, len(self.folded.sentences[found.sentence].tokens))
        attackers = {attack.own for attack in here}
        return next((p for p in map(self._people, reversed(before)) if p and p not in attackers), "")

    def _held_for(self, found: Found) -> str:
        """«سجينين», «14 مشتبهاً بهم»: the party that the text says they are of, or suspected to be of."""
        words = [token.form for token in self._between(found.people_start, found.people_end)][:_QUALIFYING]
        if not any(in_list("prisoners", word) or in_list("suspects", word) for word in words):
            return ""
        for index in range(found.sentence, max(-1, found.sentence - _CARRIED), -1):
            tokens = self.folded.sentences[index].tokens
            for at in self._places("membership", index):
                if party := self._first(tokens[at + 1 : at + _HELD]):
                    return party.victims
        start = self.folded.sentences[found.sentence].start
        accused = [a for a in self._forces(start, found.position) if a.actor in _JIHADISTS]
        return accused[-1].victims if accused and any(in_list("suspects", word) for word in words) else ""

    def _riders(self, index: int) -> str:
        """«حافلة تقل عسكريين», «سيارة تنقل عمالاً»: the passengers of what a sentence says was hit, "" for none."""
        tokens = self.folded.sentences[index].tokens
        for at in self._places("vehicles", index):  # «عربة لـ«الفيلق الخامس»»
            if owner := next(filter(None, map(self._owner, tokens[at + 1 : at + _OWNED])), ""):
                return owner
        for at in self._places("carrying", index):
            riding = tokens[at + 1 : at + _RIDING]
            guards = any(in_list("guarding", rider.form) for rider in riding)
            if guards and not self.abroad and any(arms_of(rider.form) for rider in riding):
                return "regime forces"
            for rider in riding:
                if (riders := self._people(rider)) or rider.form in "،,.":
                    return riders
        return ""

    def _owner(self, token: Token) -> str:
        """The side of the force that begins at a word and owns what stands before it."""
        force = self._beginning.get(token.start)
        return force.victims if force is not None and (force.prefix.endswith("ل") or not force.people) else ""

    def _people(self, token: Token) -> str:
        """The side of the people that one word names, a force's that begins there included."""
        at = bisect_right(self.actors, token.start, key=_start) - 1
        if at >= 0 and token.start < self.actors[at].end:
            return self.actors[at].victims
        if arms_of(token.form) == "regulars" and not self.abroad:
            return "regime forces"
        return victims_of(token.form).replace("people", "")

    def _described(self, found: Found) -> str:
        """«… وهم من الدفاع الوطني», «المجموعة، وهي من …»: the force that later words say they belong to."""
        last = min(found.sentence + _DESCRIBED, len(self.folded.sentences))
        for index in range(found.sentence, last):
            tokens = self.folded.sentences[index].tokens
            for at in self._places("belonging", index):
                others = any(in_list("attackers", word.form) for word in tokens[max(0, at - _RELATIVE) : at])
                if others or tokens[at].start < found.end or at >= len(tokens) - 2:
                    continue
                near = tokens[at + 1 : at + 1 + _MEMBERSHIP]
                if any(in_list("attackers", token.form) for token in _within(tokens[:at], found.end, tokens[at].start)):
                    continue  # «الجرحى … والمهاجمون ينتمون إلى …»
                if tokens[at].form in _THEY and near[0].form != "من":
                    continue
                if found.sentence == index and any(in_list("unarmed", word.form) for word in near):
                    return "civilians"
                force = self._first(near)
                if force is not None and force.victims != "other":
                    return force.victims
        return ""

    def _forces(self, start: int, end: int) -> Sequence[ActorMention]:
        """The forces named from `start` on and before `end`, in order."""
        first, last = (bisect_left(self.actors, place, key=_start) for place in (start, end))
        return self.actors[first:last]

    def _first(self, words: Sequence[Token]) -> ActorMention | None:
        """The first force that begins at one of these words."""
        return next((self._beginning[word.start] for word in words if word.start in self._beginning), None)

    def _between(self, start: int, end: int) -> list[Token]:
        """The tokens that begin in a stretch of the text."""
        sentences = self.folded.sentences
        first = bisect_right(sentences, start, key=lambda sentence: sentence.end)
        last = bisect_left(sentences, end, key=lambda sentence: sentence.start)
        return [token for sentence in sentences[first:last] for token in _within(sentence.tokens, start, end)]

    def _told_of(self, found: Found) -> str:
        """«وعن المدنيين، ذكر التقرير مقتل …»: the people whom a sentence announces that it is about, "" for none."""
        opening = [token.form for token in self.folded.sentences[found.sentence].tokens]
        first, second, third = (opening + [""] * 3)[:3]
        return victims_of(second) if first.removeprefix("و") in _ABOUT and third in ("،", ",", ":") else ""

    @staticmethod
    def _goes_on(earlier: Told, found: Found, setting: Setting) -> bool:
        """Whether a count may be of the people of one before it: near, and not told of elsewhere."""
        here, there = set(setting.governorates), set(earlier.setting.governorates)
        elsewhere = here and there and here.isdisjoint(there)
        other_day = bool(setting.date and earlier.setting.date) and not _meet(setting.date, earlier.setting.date)
        return found.sentence - earlier.found.sentence <= _CARRIED and not elsewhere and not other_day


def _start(mention: ActorMention) -> int:
    return mention.start


def _within(tokens: Sequence[Token], start: int, end: int) -> Sequence[Token]:
    """Those of a sentence's tokens that begin in a stretch of the text."""
    first, last = (bisect_left(tokens, place, key=lambda token: token.start) for place in (start, end))
    return tokens[first:last]


def _is_aimed(attack: Attack, found: Found) -> bool:
    """Bombs aimed at a force kill whoever is there: their target in another sentence says little of the dead."""
    return attack.sentence != found.sentence and attack.attack_type in _BOMBS and attack.target in _NOBODY


def _meet(one: str, two: str) -> bool:
    """Whether two EDTF dates may be of one day."""
    (one_start, one_end), (two_start, two_end) = interval(one), interval(two)
    return not (one_start and two_start) or (one_start <= two_end and two_start <= one_end)


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
    answers = any(not flags_of([token])[0].isdisjoint(_ANSWERS) for token in sentence.tokens)
    if not answers and not any(in_list("attackers", token.form) for token in sentence.tokens):
        return None
    before = [a for a in attacks if a.sentence < found.sentence and a.own and side_of(a.own) != side_of(agent)]
    return (before[-1].own, "those who attacked before") if before else None


def lemma(found: Found) -> str:
    """The singular of the noun that is counted, as in lexicon/words.yml; "" for a bare number."""
    return read(found.head).word.lemma if found.head else ""
