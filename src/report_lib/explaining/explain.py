"""Explain what was read from one article: each value with the rule that decided and the words it decided by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, takewhile

from report_lib.arabic.numerals import quantities
from report_lib.arabic.text import fold
from report_lib.assembling.incidents import parse_article, stretches
from report_lib.assembling.statements import Statement, read_statements, year_of
from report_lib.attribution.sources import Attribution, find_attributions
from report_lib.conflict.actors import ActorMention, as_of, find_actors
from report_lib.conflict.attacks import Attack, find_attacks
from report_lib.conflict.blame import BOTH_SIDES
from report_lib.counting.counts import find_refused
from report_lib.counting.furniture import content_sentences
from report_lib.dating.dates import DateMention, find_dates
from report_lib.explaining.explanation import MARKED, Explained, Explanation, LeftOut, Mark, Row, Span
from report_lib.placing.places import PlaceMention, find_places
from report_lib.records import Article, Count, Incident
from report_lib.tallying.ranges import stated
from report_lib.wording import listed

_PRECISIONS = {1: "exact", 2: "within 25 km", 3: "district", 4: "governorate"}
_RETOLD = ", in another telling of the number"
# For a reader who does not know the code: the rules of counting/, most of them a `GovernorKind` and where it stands.
_COUNT_RULES = {
    "counted noun": "the noun counted is itself a casualty or an attack",
    "governed counted noun": "the noun counted is a casualty, and the word before it says what became of it",
    "casualty noun after the people": "a casualty noun after the people counted",
    "either before it": "a verb of harm, active or passive, before the people counted",
    "passive before it": "a verb of dying or being harmed before the people counted",
    "object before it": "a verb of harm before the people counted",
    "noun before it": "a noun of death, injury or capture before the people counted",
    "losing before it": "a verb of losing before the losing party's own people",
    "bodies before it": "bodies before the people counted",
    "phrase before it": "a set phrase before the people counted",
    "toll before it": "the toll is announced before the number",
    "headed toll before it": "the toll is announced before the number",
    "anaphor before it": "«the number», of those told of before",
    "toll after it": "the toll is named after the number",
    "verb after it": "the verb follows the people counted",
}


def explain(article: Article, text: str) -> Explanation:
    """Read an article as `parse_article` does, and keep what each value rests on."""
    parsed = parse_article(article, text)
    numbers = {count.count_id: number for number, count in enumerate(parsed.counts, start=1)}
    incidents = {incident.incident_id: incident for incident in parsed.incidents}
    counts: list[Explained] = []
    marks: list[Mark] = []
    left_out: set[LeftOut] = set()
    for start, end in stretches(text):
        reading = _Reading(parsed.article, text[start:end], start)
        further = islice(parsed.counts, len(counts), None)
        own = tuple(takewhile(reading.holds, further))
        for count in own:
            incident = incidents[count.incident_id]
            rows = tuple(reading.rows(count, incident, numbers))
            counts.append(Explained(numbers[count.count_id], count, incident, rows))
        retold, not_kept = reading.not_in_the_tables(own, numbers)
        left_out.update((*reading.furniture(), *reading.refused(), *not_kept, *reading.other_numbers()))
        marks += (*retold, *reading.mentions())
    marks += (Mark(*each.span, "count", f"count {each.number}: {each.headline}", each.number) for each in counts)
    marks += (Mark(each.start, each.end, "left out", each.reason) for each in sorted(left_out))
    marks.sort(key=lambda mark: (mark.start, -mark.end, MARKED.index(mark.kind), mark.number))
    return Explanation(parsed.article, text, tuple(marks), tuple(counts), tuple(sorted(left_out)))


class _Reading:
    """The mentions and statements of a stretch of an article, each step of the parser done once more and kept."""

    def __init__(self, article: Article, stretch: str, start: int) -> None:
        self.start = start
        self.folded = fold(stretch)
        self.dates: list[DateMention] = find_dates(self.folded, article.published)
        self.places: list[PlaceMention] = find_places(self.folded)
        self.actors: list[ActorMention] = as_of(year_of(article.published), find_actors(self.folded))
        self.attacks: list[Attack] = find_attacks(self.folded, self.actors)
        self.sources: list[Attribution] = find_attributions(self.folded, article.outlet)
        self.statements = {self._count_id(article, each): each for each in read_statements(article, self.folded)}

    def _count_id(self, article: Article, statement: Statement) -> str:
        """The identifier that the statement's row has in the tables, if it has one."""
        position = self.start + self.folded.raw_position(statement.found.position)
        return f"{article.article_id}-{position}-{statement.found.measure}"

    def holds(self, count: Count) -> bool:
        return count.count_id in self.statements

    def raw(self, start: int, end: int) -> Span:
        """Where in the article's text the folded words of the stretch stand."""
        first, last = self.folded.raw_span(start, end)
        return self.start + first, self.start + last

    def words(self, span: Span | None) -> Span | None:
        return self.raw(*span) if span and span[0] < span[1] else None

    # --- one count ----------------------------------------------------------------------------------------------------

    def rows(self, count: Count, incident: Incident, numbers: Mapping[str, int]) -> Iterator[Row]:
        """The attributes of a count in the order in which a reader asks for them."""
        rule = self.statements[count.count_id].found.rule
        yield Row("measure", count.measure, "", _COUNT_RULES.get(rule, rule), (count.start or 0, count.end or 0))
        yield Row("number", stated(count).text(), count.qualifier.replace("_", " "))
        yield self._victims(count)
        yield self._date(count, incident)
        yield self._place(count, incident)
        yield self._perpetrator(count, incident)
        yield self._source(count, incident)
        scope_rule = self.statements[count.count_id].setting.scope_rule
        yield Row("scope", incident.scope, "", scope_rule or "no period is told")
        if count.part_of:
            yield Row("part of", f"count {numbers[count.part_of]}")

    def _teller(self, count: Count, says_so: Callable[[Statement], bool]) -> tuple[Statement, str]:
        """The statement that gave a count its value, its own or the number told again, with a note on the rule."""
        own = self.statements[count.count_id]
        others = (s for s in self.statements.values() if s is not own and _same_number(count, s) and says_so(s))
        other = None if says_so(own) else next(others, None)
        return (other, _RETOLD) if other else (own, "")

    def _victims(self, count: Count) -> Row:
        statement, note = self._teller(count, lambda s: s.victims == count.victims)
        found, rule = statement.found, statement.victims_rule
        words: Span | None = None
        if rule == "the force named with the number":
            named = [a for a in self.actors if found.people_start <= a.start < found.people_end and a.kind == "force"]
            words = next(((a.start, a.end) for a in named if a.victims == count.victims), None)
        elif rule == "the noun that is counted":
            words = found.people_start, found.people_start + len(found.head)
        return Row("victims", count.victims, "", rule + note, self.words(words))

    def _date(self, count: Count, incident: Incident) -> Row:
        statement, note = self._teller(count, lambda s: s.setting.date == incident.date)
        mention = _decisive_date(self.dates, statement)
        words = self.words((mention.start, mention.end)) if mention else None
        return Row("date", incident.date, incident.date_basis, statement.setting.date_rule + note, words)

    def _place(self, count: Count, incident: Incident) -> Row:
        where = listed(list(incident.governorates)) if incident.governorates else ""
        value = f"{incident.place} ({where})" if incident.place and where else incident.place or where
        basis = _PRECISIONS.get(incident.geo_precision or 0, "")
        statement, note = self._teller(count, lambda s: s.setting.governorates == incident.governorates)
        mention = statement.setting.place
        words = self.words((mention.start, mention.end)) if mention else None
        return Row("place", value, basis, statement.setting.place_rule + note, words)

    def _perpetrator(self, count: Count, incident: Incident) -> Row:
        value, status = incident.perpetrator, incident.perpetrator_status
        statement, note = self._teller(count, lambda s: (s.perpetrator, s.status) == (value, status))
        rule = statement.perpetrator_rule
        attack = self._decisive_attack(statement, rule)
        return Row("perpetrator", value, status, rule + note, self.words(attack.cue) if attack else None)

    def _decisive_attack(self, statement: Statement, rule: str) -> Attack | None:
        """The attack nearest to the count whose parties and rule are those that the count was given."""
        agent, position = statement.perpetrator, statement.found.position
        named = (a for a in self.attacks if rule.endswith(a.rule) and agent in (a.agent, a.defender))
        clashes = (a for a in self.attacks if rule == BOTH_SIDES and (a.two_sided or a.infighting))
        return min((*named, *clashes), key=lambda a: _gap((a.start, a.end), position), default=None)

    def _source(self, count: Count, incident: Incident) -> Row:
        cited = self.statements[count.count_id].source
        if cited is None:
            return Row("source", "the outlet itself", incident.source_type, "nobody is cited")
        value = incident.source_chain or incident.source
        return Row("source", value, incident.source_type, cited.rule, self.words(cited.cue))

    # --- what is no row of the tables ---------------------------------------------------------------------------------

    def not_in_the_tables(
        self, counts: Sequence[Count], numbers: Mapping[str, int]
    ) -> tuple[list[Mark], list[LeftOut]]:
        """Numbers told again, as marks of the count that stands for them; and what was read and not kept."""
        retold: list[Mark] = []
        left_out: list[LeftOut] = []
        for count_id, statement in self.statements.items():
            if count_id in numbers:
                continue
            found = statement.found
            start, end = self.raw(found.start, found.end)
            same = [c for c in counts if _same_number(c, statement)]
            if found.qualifier == "unspecified" and statement.setting.habitual:
                left_out.append(LeftOut(start, end, "no event: told as a habit or as background, without a number"))
            elif same:
                number = numbers[min(same, key=lambda c: abs((c.start or 0) - start)).count_id]
                retold.append(Mark(start, end, "count", f"count {number} told again", number, retold=True))
            else:
                left_out.append(LeftOut(start, end, "a headline that announces what the body counts"))
        return retold, left_out

    def refused(self) -> Iterator[LeftOut]:
        """What could be a count by its words and is none by what stands around them."""
        for each in find_refused(self.folded):
            yield LeftOut(*self.raw(each.start, each.end), each.reason)

    def furniture(self) -> Iterator[LeftOut]:
        """The sentences that are the site's and not the article's, those side by side as one."""
        content = set(content_sentences(self.folded))
        span: Span | None = None
        for index, sentence in enumerate(self.folded.sentences):
            if index not in content:
                tokens = sentence.tokens
                span = (span[0] if span else tokens[0].start, tokens[-1].end)
            if span and (index in content or index == len(self.folded.sentences) - 1):
                yield LeftOut(*self.raw(*span), "site furniture: buttons, related links, captions, forms")
                span = None

    def other_numbers(self) -> Iterator[LeftOut]:
        """The numbers of the article's own sentences that count something else, or nothing that is reported."""
        taken = [(s.found.start, s.found.end) for s in self.statements.values()]
        taken += [(each.start, each.end) for each in find_refused(self.folded)]
        taken += [(date.start, date.end) for date in self.dates]
        taken += [(place.start, place.end) for place in self.places]
        for index in content_sentences(self.folded):
            sentence = self.folded.sentences[index]
            tokens = sentence.tokens
            for quantity in quantities(sentence):
                span = tokens[quantity.first].start, tokens[quantity.stop - 1].end
                if quantity.form in ("digits", "word") and not any(_overlap(span, each) for each in taken):
                    noun = tokens[quantity.stop : quantity.stop + 1]
                    end = noun[0].end if noun and noun[0].is_word else span[1]
                    yield LeftOut(*self.raw(span[0], end), "a number of something else, or of nothing told of here")

    def mentions(self) -> Iterator[Mark]:
        """Dates, places, actors and sources wherever the text names them, used or not."""
        for date in self.dates:
            label = f"{date.edtf or 'not resolved'} ({date.basis}, {date.rule})"
            yield Mark(*self.raw(date.start, date.end), "date", label)
        for place in self.places:
            where = listed(list(place.place.governorates)) or place.place.kind or "open"
            yield Mark(*self.raw(place.start, place.end), "place", f"{where} ({place.role})")
        for actor in self.actors:
            yield Mark(*self.raw(actor.start, actor.end), "actor", f"{actor.actor} ({actor.kind})")
        for cited in self.sources:
            label = f"{cited.source_type} ({cited.rule})"
            yield Mark(*self.raw(*cited.cue), "source", label)


def _decisive_date(mentions: Iterable[DateMention], statement: Statement) -> DateMention | None:
    """The mention whose rule and value are those of the count's date, the nearest to it of several."""
    setting, found = statement.setting, statement.found
    same = (m for m in mentions if setting.date in (m.edtf, m.edtf.split("/")[0]) or not setting.date)
    decisive = (m for m in same if setting.date_rule.startswith(m.rule) or f"«{m.rule}» dates" in setting.date_rule)
    return min(decisive, key=lambda m: _gap((m.start, m.end), found.position), default=None)


def _same_number(count: Count, statement: Statement) -> bool:
    found = statement.found
    return (count.measure, count.low, count.high) == (found.measure, found.low, found.high)


def _gap(span: Span, position: int) -> int:
    return max(span[0] - position, position - span[1], 0)


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]
