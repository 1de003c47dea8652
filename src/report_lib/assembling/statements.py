"""Read every count of an article together with what it says around it: where, when, whom, by whom, who says so."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from report_lib.arabic.text import Folded, fold_word
from report_lib.arabic.triggers import trigger
from report_lib.assembling.layout import Layout
from report_lib.assembling.scenes import WAR_TOLL
from report_lib.assembling.settings import Setting, Stage
from report_lib.assembling.victim_rules import OWN, PLAIN_RULES, SAME
from report_lib.assembling.victims import VictimReader, struck
from report_lib.attribution.sources import Attribution, find_attributions, source_at
from report_lib.attribution.speech import lexicon
from report_lib.conflict.actor_words import names_party, side_of
from report_lib.conflict.actors import army_of, as_of, find_actors
from report_lib.conflict.attacks import Attack, find_attacks
from report_lib.conflict.blame import attack_type_at, perpetrator
from report_lib.counting.counts import Found, find_counts
from report_lib.dating.dates import find_dates
from report_lib.placing.places import find_places
from report_lib.records import Article, victim_group

_TITLE_LENGTH: Final = 200  # characters
_ALSO: Final = frozenset(map(fold_word, ("أيضا", "كذلك")))
_AS_WELL: Final = frozenset({"كما"})
_ADDING: Final = trigger(lambda: _ALSO | _AS_WELL)
_ADDED_REACH, _SAYING_REACH = 3, 3  # words from «كذلك» to the count, and from a verb of saying to «كذلك»


class Statement:
    """One count with everything that the article says around it, before repetitions are merged."""

    def __init__(
        self,
        found: Found,
        setting: Setting,
        victims: str,
        perpetrator: str,
        status: str,
        source: Attribution | None,
        headline: bool,  # told in the title
        added: bool,  # «تسلّم أيضاً جثتي شابين»: beside those told of before
        victims_rule: str,  # the rule that decided
        perpetrator_rule: str,
        folded: Folded,
        attacks: list[Attack],  # of the text
    ) -> None:
        self.found = found
        self.setting = setting
        self.victims = victims
        self.perpetrator = perpetrator
        self.status = status
        self.source = source
        self.headline = headline
        self.added = added
        self.victims_rule = victims_rule
        self.perpetrator_rule = perpetrator_rule
        self._folded = folded
        self._attacks = attacks

    @property
    def attack_type(self) -> str:
        """The kind of attack; only one statement of an incident is asked."""
        return attack_type_at(self._folded, self._attacks, self.found.position)

    def share_of(self, total: int | None) -> Statement:
        """The same, but a share of the total of that number, or of none."""
        found = self.found.share_of(total)
        return self.told_as(found, self.setting, self.victims, self.perpetrator, self.status)

    def told_as(self, found: Found, setting: Setting, victims: str, perpetrator: str, status: str) -> Statement:
        """The same, but for what may be known better from another telling."""
        return Statement(
            found,
            setting,
            victims,
            perpetrator,
            status,
            self.source,
            self.headline,
            self.added,
            self.victims_rule,
            self.perpetrator_rule,
            self._folded,
            self._attacks,
        )


def read_statements(article: Article, folded: Folded) -> list[Statement]:
    """Every count of the text in its surroundings, repetitions included."""
    counts = find_counts(folded)
    if not counts:
        return []
    dates = find_dates(folded, article.published)
    places = find_places(folded)
    named = find_actors(folded)
    year = year_of(article.published)
    actors = as_of(year, named)
    attacks = find_attacks(folded, actors)
    attributions = find_attributions(folded, article.outlet, [count.position for count in counts])
    layout = Layout(folded, counts, dates, places, {attack.sentence for attack in attacks}, article.published)
    stage = Stage(layout)
    settings = [stage.setting(found) for found in counts]
    near = [_that_may_explain(found, attacks, settings[at], layout) for at, found in enumerate(counts)]
    reader = VictimReader(folded, counts, actors, army_of(year))
    statements: list[Statement] = []
    for at, found in enumerate(counts):
        setting = settings[at]
        near_attacks = near[at]
        victims, closely, victims_rule = reader.victims(found, near_attacks, setting)
        # An attack that is counted is its agent's own, whomever it names.
        # A guess at the victims must not decide who the attacker was.
        counted = found.measure in ("attacks", "airstrikes")
        dead = "" if counted else victims if victims_rule in PLAIN_RULES else "people"
        explaining = _alone(near_attacks, found, dead) if setting.aggregate else near_attacks
        agent, status, agent_rule = perpetrator(folded, explaining, found.position, dead, named)
        last = statements[-1] if statements else None
        if victims_rule == OWN and agent == "unknown" and (fought := reader.attacked(found)):
            agent, status, agent_rule = fought, "reported", "the force that the attackers hit"
        elif dead == "people" != victims and side_of(agent) == side_of(victims):
            # A guess at whose the fighters are, or those hit beside others, says who did not attack them.
            beside = (
                last is not None and last.found.sentence == found.sentence and victim_group(last.victims) == victims
            )
            sure = last is not None and last.victims_rule in PLAIN_RULES
            if (beside and sure) or reader.are_armed(found):
                agent, status, agent_rule = perpetrator(folded, near_attacks, found.position, victims, named)
        if agent == "unknown" and victims_rule == SAME and last and last.found.sentence == found.sentence:
            agent, status, agent_rule = last.perpetrator, last.status, "who hit those told of before"
        hit = None if not counted else struck(found, folded.sentences[found.sentence], actors, agent, near_attacks)
        closely, victims_rule = hit or (closely, victims_rule)
        source = source_at(attributions, found.position)
        own_word = source is not None and source.source_type == "claim" and names_party(source.source, agent)
        if own_word and status == "reported":
            status = "claimed"  # «أعلن داعش قتل سبعة جنود»: nobody but the attacker says so
        statements.append(
            Statement(
                found,
                setting,
                closely,
                agent,
                status,
                source,
                _is_headline(folded, found),
                _is_added(folded, found),
                victims_rule,
                agent_rule,
                folded,
                attacks,
            )
        )
    return statements


def _that_may_explain(found: Found, attacks: list[Attack], setting: Setting, layout: Layout) -> list[Attack]:
    """Without those in another governorate, and of a tally those of its parts.

    Nothing outside its sentence explains the toll of a war.
    """
    tally = setting.aggregate
    alone = tally and found.measure == "killed" and (found.low or 0) >= WAR_TOLL
    near: list[Attack] = []
    for attack in attacks:
        if attack.sentence != found.sentence:
            # What follows a tally tells of a part of it.
            if alone or (tally and attack.sentence > found.sentence):
                continue
            if setting.governorates and layout.is_elsewhere(attack.sentence, setting.governorates):
                continue
        near.append(attack)
    return _without_shares(near, found) if tally or len(setting.governorates) > 1 else near


def _without_shares(attacks: list[Attack], found: Found) -> list[Attack]:
    """A tally or a toll of several governorates is of none of several parties that later sentences name."""
    later = {a.agent for a in attacks if a.sentence > found.sentence and a.agent != "unknown"}
    return [a for a in attacks if a.sentence <= found.sentence] if len(later) > 1 else attacks


def _alone(attacks: list[Attack], found: Found, victims: str) -> list[Attack]:
    """A tally told after attacks by several sides is of none of these, unless one stands in its sentence."""
    agents = {a.agent for a in attacks if a.sentence < found.sentence}
    before = {side_of(agent) for agent in agents}
    several = len(before - {"unknown", side_of(victims)}) > 1
    return [a for a in attacks if a.sentence >= found.sentence] if several else attacks


def year_of(published: str) -> int | None:
    """The year of a date of publication, None if it is not known."""
    return int(published[:4]) if published[:4].isdigit() else None


def _is_headline(folded: Folded, found: Found) -> bool:
    """Whether a count stands in the title: a first line that is short, not all there is, and no full sentence."""
    if found.end >= _TITLE_LENGTH:
        return False  # without a look at every sentence, of which there may be thousands
    line = [s for s in folded.sentences if s.paragraph == folded.sentences[0].paragraph]
    if found.sentence >= len(line) or len(line) == len(folded.sentences):
        return False
    return line[-1].forms[-1] != "."


def _is_added(folded: Folded, found: Found) -> bool:
    """«أدى كذلك إلى مقتل اثنين», «كما قُتل جنديان»; but «أكد أيضاً مقتل جنديين» may tell again."""
    sentence = folded.sentences[found.sentence]
    if not sentence.pulls & _ADDING:
        return False
    forms, at = sentence.forms, bisect_left(sentence.starts, found.start)
    if at and forms[at - 1] in _AS_WELL:
        return True
    also = next((index for index in range(max(0, at - _ADDED_REACH), at) if forms[index] in _ALSO), 0)
    return bool(also) and not any(form in lexicon().verbs for form in forms[max(0, also - _SAYING_REACH) : also])
