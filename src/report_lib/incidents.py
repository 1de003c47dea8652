"""Assemble one article's counts into incidents: where, when, by whom, whose dead and who says so."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from report_lib.actors import ActorMention, find_actors, victims_of
from report_lib.attacks import Attack, attack_type_at, find_attacks, perpetrator
from report_lib.counts import Found, find_counts
from report_lib.dates import find_dates, interval, precision, printed_date
from report_lib.places import find_places
from report_lib.records import Article, Count, Incident
from report_lib.settings import WAR_TOLL, Setting, Stage
from report_lib.sources import Attribution, find_attributions, source_at
from report_lib.text import Folded, Sentence, fold, fold_word
from report_lib.vocabulary import read

_CASUALTIES = frozenset({"killed", "wounded", "captured", "missing"})
_TITLE_LENGTH = 200  # characters
_CARRIED = 6  # sentences over which it goes unsaid whose the casualties are
STRETCH = 30_000  # characters; the longest news text we know of has a fifth of that
_WIDE_KINDS = frozenset({"governorate", "region", "desert", "country", "district"})


@dataclass(frozen=True)
class Parsed:
    """An article with what was read from it."""

    article: Article
    incidents: tuple[Incident, ...]
    counts: tuple[Count, ...]


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


def parse_article(article: Article, text: str) -> Parsed:
    """Read one article; the published date printed in the text is used where `article` has none.

    A text longer than a `STRETCH` is read in stretches, each by itself: the time is linear in the length.
    """
    incidents: list[Incident] = []
    counts: list[Count] = []
    for start, end in _stretches(text):
        folded = fold(text[start:end])
        article = _dated(article, folded) if start == 0 else article
        statements = _merge_repeated(_with_own_totals(_without_habits(read_statements(article, folded))))
        parsed = _tables(article, folded, statements, start)
        incidents += parsed.incidents
        counts += parsed.counts
    return Parsed(article, tuple(incidents), tuple(counts))


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    """Where the stretches of a text begin and end: at the end of a line where there is one, else of a word."""
    start = 0
    while len(text) - start > STRETCH:
        places = (text.rfind(mark, start + STRETCH // 2, start + STRETCH) + 1 for mark in "\n ")
        end = next((place for place in places if place), start + STRETCH)
        yield start, end
        start = end
    yield start, len(text)


def _dated(article: Article, folded: Folded) -> Article:
    if article.published:
        return article
    printed = printed_date(folded)
    return replace(article, published=printed, published_basis="text") if printed else article


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


_PLAIN_RULES = frozenset(
    {
        "the force named with the number",
        "the noun that is counted",
        "the total of which it is a share",
        "the target of the attack in the sentence",
    }
)


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
    if _lemma(found) in _PERSONS:
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


def _same_number(one: Found, other: Found) -> bool:
    return (one.measure, *_number(one)) == (other.measure, *_number(other))


def _number(found: Found) -> tuple[int | None, int | None, bool]:
    return found.low, found.high, found.qualifier == "unspecified"


def _compatible(one: Setting, other: Setting) -> bool:
    """Whether two settings can be those of one incident."""
    if one.aggregate != other.aggregate:
        return False
    here, there = set(one.governorates), set(other.governorates)
    if here and there and (not here & there or (here != there and max(len(here), len(there)) > 2)):
        return False
    if one.date and other.date and one.date != other.date:
        (a_start, a_end), (b_start, b_end) = interval(one.date), interval(other.date)
        if not (a_start and b_start) or a_end < b_start or b_end < a_start:
            return False
    named = [s.place.place.name for s in (one, other) if s.place and s.place.place.kind not in _WIDE_KINDS]
    return len(named) < 2 or named[0] == named[1]


def _is_headline(folded: Folded, found: Found) -> bool:
    """Whether a count stands in the title: a first line that is short, not all there is, and no full sentence."""
    line = [s for s in folded.sentences if s.paragraph == folded.sentences[0].paragraph]
    if found.sentence >= len(line) or len(line) == len(folded.sentences):
        return False
    return found.end < _TITLE_LENGTH and line[-1].tokens[-1].form != "."


def _with_own_totals(statements: list[Statement]) -> list[Statement]:
    """A toll that has risen over a period, or elsewhere, does not take in the counts of other incidents before it."""

    def is_foreign(index: int, statement: Statement) -> bool:
        total = statement.found.part_of
        return total is not None and total > index and not _compatible(statement.setting, statements[total].setting)

    return [
        replace(statement, found=replace(statement.found, part_of=None)) if is_foreign(index, statement) else statement
        for index, statement in enumerate(statements)
    ]


def _merge_repeated(statements: list[Statement]) -> list[Statement]:
    """The same number of the same incident told again is one count; the best attributed telling stays."""
    kept: list[Statement] = []
    moved: dict[int, int] = {}  # index of a statement → index of the one that stands for it
    for index, statement in enumerate(statements):
        home = next((i for i, other in enumerate(kept) if _repeats(statement, other)), None)
        if home is None:
            moved[index] = len(kept)
            kept.append(statement)
        else:
            moved[index] = home
            kept[home] = _better(kept[home], statement)
    merged = [_with_part_of(s, i, moved) for i, s in enumerate(kept)]
    return _without(merged, [i for i, s in enumerate(merged) if _says_nothing_new(i, s, merged)])


def _with_part_of(statement: Statement, index: int, moved: Mapping[int, int]) -> Statement:
    part_of = statement.found.part_of
    target = moved.get(part_of) if part_of is not None else None
    return replace(statement, found=replace(statement.found, part_of=target if target != index else None))


def _without(statements: list[Statement], dropped: Collection[int]) -> list[Statement]:
    keep = [i for i in range(len(statements)) if i not in dropped]
    new = {old: position for position, old in enumerate(keep)}
    return [_with_part_of(statements[old], position, new) for position, old in enumerate(keep)]


def _repeats(statement: Statement, other: Statement) -> bool:
    one, two = statement.found, other.found
    if not _same_number(one, two) or (one.sentence == two.sentence and one.position != two.position):
        return False
    if (statement.headline or other.headline) and one.low is not None:
        return True  # a headline's number is the body's
    if not _compatible(statement.setting, other.setting) or (one.part_of is None) != (two.part_of is None):
        return False
    if one.low == two.low == 1 and len({_lemma(one), _lemma(two)} - _ANYBODY) == 2:
        return False  # «قُتل ضابط … وقُتل طفل»: two people
    return statement.perpetrator == other.perpetrator or "unknown" in (statement.perpetrator, other.perpetrator)


_ABOUT = frozenset(map(fold_word, ("عن", "حول", "بشأن")))
_ANYBODY = frozenset(
    map(fold_word, ("شخص", "فرد", "مواطن", "إنسان", "قتيل", "جريح", "مصاب", "شهيد", "جثة", "ضحية", ""))
) | {""}


_PERSONS = frozenset(map(fold_word, ("شخص", "إنسان", "نسمة")))


def _lemma(found: Found) -> str:
    return read(found.head).word.lemma if found.head else ""


def _better(one: Statement, two: Statement) -> Statement:
    """The telling with a named source, then in the body, then with the narrower place; gaps filled from the other."""

    def rank(statement: Statement) -> tuple[bool, bool, int]:
        place = statement.setting.place
        precision = (place.place.geo_precision or 5) if place else 6
        return statement.source is None, statement.headline, precision

    best, rest = (one, two) if rank(one) <= rank(two) else (two, one)
    setting = best.setting
    if not setting.date and rest.setting.date and not setting.aggregate:
        filled = rest.setting
        setting = replace(setting, date=filled.date, date_basis=filled.date_basis, date_rule=filled.date_rule)
    if not setting.governorates and rest.setting.governorates and not setting.aggregate:
        setting = replace(setting, governorates=rest.setting.governorates, place=rest.setting.place)
    agent, status = best.perpetrator, best.status
    if agent == "unknown" and rest.perpetrator != "unknown":
        agent, status = rest.perpetrator, rest.status
    victims = rest.victims if best.victims == "people" else best.victims
    part_of = best.found.part_of if best.found.part_of is not None else rest.found.part_of
    found = replace(best.found, part_of=part_of)
    return replace(best, found=found, setting=setting, perpetrator=agent, status=status, victims=victims)


def _without_habits(statements: list[Statement]) -> list[Statement]:
    """Drop what happens again and again without a number («يوقع قتلى وجرحى بشكل متكرر»)."""
    habits = {i for i, s in enumerate(statements) if s.found.qualifier == "unspecified" and s.setting.habitual}
    return _without(statements, habits)


def _says_nothing_new(index: int, statement: Statement, statements: Sequence[Statement]) -> bool:
    """A headline that only announces what the body counts."""
    found = statement.found
    if not statement.headline:
        return False
    body = [s.found for i, s in enumerate(statements) if i != index and not s.headline]
    same = [f for f in body if f.measure == found.measure]
    if found.qualifier == "unspecified":
        return bool(same)
    if found.qualifier in ("more_than", "about") and any(_rounds(found, f) for f in same):
        return True
    if found.low is not None and any(f.low == found.low and f.measure != found.measure for f in body):
        return True  # «143 منهم تحولوا إلى مختفين» over a body that counts them as missing
    return any(
        a.low is not None and b.low is not None and a.low + b.low == found.low and a.sentence == b.sentence
        for a, b in pairwise(same)
    )


def _rounds(headline: Found, body: Found) -> bool:
    return headline.low is not None and body.low is not None and 0 <= body.low - headline.low <= 0.15 * body.low


def _tables(article: Article, folded: Folded, statements: Sequence[Statement], offset: int) -> Parsed:
    incidents: dict[tuple[object, ...], Incident] = {}
    counts: list[Count] = []
    ids: list[str] = []
    for statement in statements:
        start, _ = folded.raw_span(statement.found.position, statement.found.position + 1)
        ids.append(f"{article.article_id}-{offset + start}-{statement.found.measure}")
    for statement, count_id in zip(statements, ids, strict=True):
        key = _incident_key(statement)
        if key not in incidents:
            incidents[key] = _incident(article, statement, incident_id=count_id.rsplit("-", 1)[0])
        found = statement.found
        start, end = folded.raw_span(found.start, found.end)
        counts.append(
            Count(
                count_id=count_id,
                incident_id=incidents[key].incident_id,
                article_id=article.article_id,
                measure=found.measure,
                low=found.low,
                high=found.high,
                qualifier=found.qualifier,
                victims=statement.victims,
                part_of=ids[found.part_of] if found.part_of is not None else "",
                quote=folded.raw[start:end],
                start=offset + start,
                end=offset + end,
            )
        )
    return Parsed(article, tuple(incidents.values()), tuple(counts))


def _incident_key(statement: Statement) -> tuple[object, ...]:
    setting = statement.setting
    return (
        setting.aggregate,
        setting.date,
        setting.governorates,
        setting.place.place.name if setting.place else "",
        statement.perpetrator,
        statement.status,
        statement.source.source if statement.source else "",
    )


def _incident(article: Article, statement: Statement, incident_id: str) -> Incident:
    setting = statement.setting
    place = setting.place.place if setting.place else None
    start, end = interval(setting.date) if setting.date else ("", "")
    month, month_basis = _month(start, end, article)
    return Incident(
        incident_id=incident_id,
        article_id=article.article_id,
        scope="aggregate" if setting.aggregate else "event",
        date=setting.date,
        date_start=start,
        date_end=end,
        date_precision=precision(setting.date) if setting.date else "unknown",
        date_basis=setting.date_basis,
        governorates=setting.governorates,
        place=place.name if place else "",
        latitude=place.latitude if place else None,
        longitude=place.longitude if place else None,
        geo_precision=place.geo_precision if place else None,
        perpetrator=statement.perpetrator,
        perpetrator_status=statement.status,
        month=month,
        month_basis=month_basis,
        attack_type=statement.attack_type,
        source=statement.source.source if statement.source else "",
        source_type=statement.source.source_type if statement.source else "outlet",
        source_chain=statement.source.chain if statement.source else "",
    )


def _month(start: str, end: str, article: Article) -> tuple[str, str]:
    """The month of an incident, or for an undated one the month it was reported in, labelled as such."""
    if start and end and start[:7] == end[:7]:
        return start[:7], "incident"
    if start and end:
        return end[:7], "incident"
    first, last = interval(article.published) if article.published else ("", "")
    if first and first[:7] == last[:7]:
        return first[:7], "publication"
    return "", ""
