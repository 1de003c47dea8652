"""Read every count of an article together with what it says around it: where, when, whom, by whom, who says so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report_lib.arabic.text import Folded, Sentence, fold_word
from report_lib.arabic.vocabulary import read
from report_lib.assembling.settings import WAR_TOLL, Setting, Stage
from report_lib.attribution.sources import Attribution, find_attributions, source_at
from report_lib.conflict.actors import ActorMention, find_actors, victims_of
from report_lib.conflict.attacks import Attack, attack_type_at, find_attacks, perpetrator
from report_lib.counting.counts import Found, find_counts
from report_lib.dating.dates import find_dates
from report_lib.placing.places import find_places
from report_lib.records import Article

_CASUALTIES = frozenset({"killed", "wounded", "captured", "missing"})
_TITLE_LENGTH = 200  # characters
_CARRIED = 6  # sentences over which it goes unsaid whose the casualties are
_ABOUT = frozenset(map(fold_word, ("عن", "حول", "بشأن")))
_PERSONS = frozenset(map(fold_word, ("شخص", "إنسان", "نسمة")))
_PLAIN_RULES = frozenset(
    {
        "the force named with the number",
        "the noun that is counted",
        "the total of which it is a share",
        "the target of the attack in the sentence",
    }
)


@dataclass(frozen=True)
class Statement:
    """One count with everything that the article says around it, before repetitions are merged."""

    found: Found
    setting: Setting
    victims: str
    perpetrator: str
    status: str
    attack_type: str
    source: Attribution | None
    headline: bool  # told in the title
    rules: tuple[tuple[str, str], ...]  # attribute → the rule that decided


def read_statements(article: Article, folded: Folded) -> list[Statement]:
    """Every count of the text in its surroundings, repetitions included."""
    counts = find_counts(folded)
    if not counts:
        return []
    dates = find_dates(folded, article.published)
    places = find_places(folded)
    actors = find_actors(folded, _year(article.published))
    attacks = find_attacks(folded, actors)
    attributions = find_attributions(folded, article.outlet)
    stage = Stage(folded, counts, dates, places, {attack.sentence for attack in attacks}, article.published)
    statements: list[Statement] = []
    for index, found in enumerate(counts):
        setting = stage.setting(found)
        total = statements[found.part_of] if found.part_of is not None and found.part_of < index else None
        near_attacks = [attack for attack in attacks if _may_explain(attack, found, setting, stage)]
        victims, victims_rule = _victims(
            found, actors, near_attacks, statements, total, setting, _told_of(folded, found)
        )
        # An attack that is counted is its agent's own, whomever it names.
        # A guess at the victims must not decide who the attacker was.
        counted = found.measure in ("attacks", "airstrikes")
        dead = "" if counted else victims if victims_rule in _PLAIN_RULES else "people"
        agent, status, agent_rule = perpetrator(folded, near_attacks, found.position, dead)
        struck = None if not counted else _struck(found, folded.sentences[found.sentence], actors, agent)
        victims, victims_rule = struck or (victims, victims_rule)
        rules = (
            ("count", found.rule),
            ("date", setting.date_rule),
            ("place", setting.place_rule),
            ("scope", setting.scope_rule),
            ("victims", victims_rule),
            ("perpetrator", agent_rule),
        )
        statements.append(
            Statement(
                found,
                setting,
                victims,
                agent,
                status,
                attack_type_at(folded, attacks, found.position),
                source_at(attributions, found.position),
                _is_headline(folded, found),
                rules,
            )
        )
    return statements


def _may_explain(attack: Attack, found: Found, setting: Setting, stage: Stage) -> bool:
    """Not an attack in another governorate; and nothing outside its sentence explains the toll of a war."""
    if attack.sentence == found.sentence:
        return True
    if setting.aggregate and found.measure == "killed" and (found.low or 0) >= WAR_TOLL:
        return False
    there = stage.governorates_named(attack.sentence)
    return not (there and setting.governorates and there.isdisjoint(setting.governorates))


def _year(published: str) -> int | None:
    return int(published[:4]) if published[:4].isdigit() else None


def _victims(
    found: Found,
    actors: Sequence[ActorMention],
    attacks: Sequence[Attack],
    before: Sequence[Statement],
    total: Statement | None,
    setting: Setting,
    told_of: str,
) -> tuple[str, str]:
    """Who was hit, by the nearest words that say so, and the rule that decided."""
    own = victims_of(found.head)
    if own == "civilians":
        return own, "the noun that is counted"
    agents = {attack.cue for attack in attacks if attack.sentence == found.sentence}
    forces = [a for a in actors if a.victims and a.kind == "force" and (a.start, a.end) not in agents]
    named = [a for a in forces if found.people_start <= a.start < found.people_end]
    if named:
        return named[0].victims, "the force named with the number"
    if own and own != "people":
        return own, "the noun that is counted"
    if total is not None:
        return total.victims, "the total of which it is a share"
    if told_of:
        return told_of, "whom the sentence says it is about"
    if lemma(found) in _PERSONS:
        return "people", "the noun that is counted"
    targets = [a for a in attacks if a.sentence == found.sentence and a.target]
    if targets:
        nearest = min(targets, key=lambda a: abs(a.start - found.position))
        return nearest.target, "the target of the attack in the sentence"
    for earlier in reversed(before):
        if earlier.victims != "people" and earlier.found.measure in _CASUALTIES and _goes_on(earlier, found, setting):
            return earlier.victims, "the count before it"
    known = [a for a in attacks if a.target and abs(a.sentence - found.sentence) <= _CARRIED]
    if known:
        before_it = [a for a in known if a.sentence < found.sentence]
        return (before_it or known)[-1 if before_it else 0].target, "the target of the attack told nearest to it"
    return "people", "nothing says who"


def _told_of(folded: Folded, found: Found) -> str:
    """«وعن المدنيين، ذكر التقرير مقتل …»: the people whom a sentence announces that it is about, "" for none."""
    first, second, third = ([token.form for token in folded.sentences[found.sentence].tokens] + [""] * 3)[:3]
    return victims_of(second) if first.removeprefix("و") in _ABOUT and third in ("،", ",", ":") else ""


def _goes_on(earlier: Statement, found: Found, setting: Setting) -> bool:
    """Whether a count may be of the people of one before it: near, and not told of elsewhere."""
    here, there = set(setting.governorates), set(earlier.setting.governorates)
    elsewhere = here and there and here.isdisjoint(there)
    return found.sentence - earlier.found.sentence <= _CARRIED and not elsewhere


def _struck(found: Found, sentence: Sentence, actors: Sequence[ActorMention], agent: str) -> tuple[str, str] | None:
    """Whom counted attacks or strikes were aimed at: the nearest other force of the sentence, what follows first."""
    forces = [
        a
        for a in actors
        if a.kind == "force" and a.victims and sentence.start <= a.start < sentence.end and a.actor != agent
    ]
    after = [a for a in forces if a.start >= found.end]
    chosen = after[0] if after else forces[-1] if forces else None
    return (chosen.victims, "the force that the attacks were aimed at") if chosen else None


def _is_headline(folded: Folded, found: Found) -> bool:
    """Whether a count stands in the title: a first line that is short, not all there is, and no full sentence."""
    line = [s for s in folded.sentences if s.paragraph == folded.sentences[0].paragraph]
    if found.sentence >= len(line) or len(line) == len(folded.sentences):
        return False
    return found.end < _TITLE_LENGTH and line[-1].tokens[-1].form != "."


def lemma(found: Found) -> str:
    """The singular of the noun that is counted, as in lexicon/words.yml; "" for a bare number."""
    return read(found.head).word.lemma if found.head else ""
