"""Decide for each count where and when it happened, and whether it tells of one event or of a tally of many."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date as Day

from report_lib.counts import Found
from report_lib.dates import DateMention, interval
from report_lib.places import PlaceMention
from report_lib.records import GOVERNORATES
from report_lib.text import Folded, fold_word
from report_lib.vocabulary import read, words

_LOCATING = frozenset({"where", "toward", "distance", "road_end"})
_WEAK = frozenset({"toward", "distance", "road_end"})
_TIMED = frozenset({"day", "span"})
# A comma, or a word that opens another clause, puts what follows this many characters further away.
_CLAUSE = 60.0
# «أعلن في 9 أيار أن …»: what is said begins after it.
_THAT = " ان "
# A date this far away in its sentence gives way to the date that the article has established.
_REMOTE = 2 * _CLAUSE
_BEFORE = "before what"
# More dead than any one event of this war; such a number counts years of it.
WAR_TOLL = 2000
# «منذ الخميس» is one event that lasted; «منذ آذار» is a tally.
_LASTING_DAYS = 10


@dataclass(frozen=True)
class Setting:
    """Where and when a count happened; empty fields are unknown. `…_rule` says what decided."""

    date: str = ""
    date_basis: str = "unknown"
    governorates: tuple[str, ...] = ()
    place: PlaceMention | None = None
    aggregate: bool = False
    habitual: bool = False  # told as what happens again and again, or as background
    date_rule: str = ""
    place_rule: str = ""
    scope_rule: str = ""


@dataclass(frozen=True)
class _Scene:
    """What the sentences so far have established."""

    date: DateMention | None = None
    told: bool = False  # the date stands with casualties, not only with something said
    place: PlaceMention | None = None
    governorates: tuple[str, ...] = ()
    period: DateMention | None = None  # the period of a running tally


class Stage:
    """The article's sentences with their dates and places, read once; `setting` answers for one count."""

    def __init__(
        self,
        folded: Folded,
        counts: Sequence[Found],
        dates: Sequence[DateMention],
        places: Sequence[PlaceMention],
        attack_sentences: Collection[int],
        published: str = "",
    ) -> None:
        self.folded = folded
        self.text = folded.text
        self.last = len(folded.sentences) - 1
        self.dates: list[list[DateMention]] = [[] for _ in folded.sentences]
        self.places: list[list[PlaceMention]] = [[] for _ in folded.sentences]
        self.counts: list[list[Found]] = [[] for _ in folded.sentences]
        for date in dates:
            if date.rule != "dateline" and not self._is_of_a_state(date):
                self.dates[self._sentence_of(date.start)].append(self._since(date, published))
        self._add_hours(dates)
        for place in places:
            here = self.places[self._sentence_of(place.start)]
            if place.role in _LOCATING and self._locates(place) and not (here and self._is_near(here[-1], place)):
                here.append(place)
        for count in counts:
            self.counts[count.sentence].append(count)
        self.attack_sentences = attack_sentences
        self.markers = [self._marker(i) for i in range(len(folded.sentences))]
        self.scenes = self._scenes()

    def _add_hours(self, dates: Sequence[DateMention]) -> None:
        """«هاجموا النقطة قرابة الخامسة فجراً» under a printed date: that day."""
        printed = next((d for d in dates if d.rule == "dateline" and d.kind == "day" and d.edtf), None)
        if printed is None:
            return
        for index, sentence in enumerate(self.folded.sentences):
            hour = next((token for token in sentence.tokens if token.form in _CUES["hour"]), None)
            if hour is not None and not self.dates[index]:
                rule = "an hour of the day of writing"
                self.dates[index].append(DateMention(hour.start, hour.end, printed.edtf, "relative", "day", rule))

    def _sentence_of(self, position: int) -> int:
        for index, sentence in enumerate(self.folded.sentences):
            if position < sentence.end:
                return index
        return self.last

    def _sentence_text(self, index: int) -> str:
        sentence = self.folded.sentences[index]
        return self.text[sentence.start : sentence.end]

    def governorates_named(self, index: int) -> frozenset[str]:
        """The governorates of the places where something happens in a sentence; empty if it names none."""
        return frozenset(g for place in self.places[index] for g in place.place.governorates)

    def _since(self, date: DateMention, published: str) -> DateMention:
        """«منذ بدء الحملة في 18 شباط»: a period until the day of publication."""
        begun = _SINCE_BEGINNING.search(self.text, max(0, date.start - _BEGINNING_REACH), date.start)
        if date.kind != "day" or not date.edtf or not published or begun is None or date.edtf > published:
            return date
        return date._replace(edtf=f"{date.edtf}/{published}", kind="period", rule=f"since, {date.rule}")

    def _is_of_a_state(self, date: DateMention) -> bool:
        """«البلدة المحاصرة منذ 2013»: the period of a state, not of a toll."""
        before = self.text[: date.start].rstrip()
        return date.kind == "period" and before.endswith(_CUES["states"])

    def _is_near(self, place: PlaceMention, other: PlaceMention) -> bool:
        """«دوما قرب العاصمة دمشق», «الغوطة الشرقية، القريبة من دمشق»: the second only says where the first lies."""
        between = self.text[place.end : other.end]
        apart = other.start - place.end > _NEAR_REACH or place.place.governorates == other.place.governorates
        return bool(place.place.governorates) and not apart and between.lstrip(' ،"').startswith(_CUES["near"])

    def _locates(self, mention: PlaceMention) -> bool:
        """A country or foreign capital is a place only after a word of place: «في تركيا», not «نفت أنقرة»."""
        before = self.text[: mention.start].rsplit(None, 1)[-1:]
        if mention.place.kind != "country" and set(mention.place.governorates) <= _SYRIAN:
            return not (before and before[0] in _CUES["acting"])  # «غارات شنتها دمشق»
        if any(word in _CUES["seat"] for word in self.text[: mention.start].rsplit(None, 2)[-2:]):
            return False  # «المرصد من مقره في بريطانيا»
        inside = bool(before) and before[0].strip('"(«') in _CUES["inside"]
        return (
            inside
            or self.text[mention.start] == "ب"
            or self.text[mention.start : mention.end].startswith(_CUES["inside"])
        )

    def _marker(self, index: int) -> str:
        """ "background" for what lies before the news, "other" for another incident, "" otherwise."""
        opening = self._sentence_text(index)[:60].lstrip("\"'(- \n")
        for kind in ("background", "other"):
            if opening.startswith(_CUES[kind]) and not self._goes_on(opening):
                return kind
        return ""

    def _goes_on(self, opening: str) -> bool:
        """«وكان أعنفها …», «وكانت حصيلة سابقة …»: no background for all that «كان»."""
        return opening.partition(" ")[2].startswith(_CUES["goes_on"]) and "كان" in opening.partition(" ")[0]

    def _tallies(self, index: int) -> bool:
        text = self._sentence_text(index)
        return any(cue in text for cue in _CUES["tally"])

    # --- the running scene ------------------------------------------------------------------------------------------

    def _scenes(self) -> list[_Scene]:
        """The scene that holds when each sentence begins."""
        scenes: list[_Scene] = []
        scene = _Scene()
        for index in range(len(self.folded.sentences)):
            scenes.append(scene)
            if self.markers[index] != "background":
                scene = self._next_scene(index, scene)
        return scenes

    def _next_scene(self, index: int, scene: _Scene) -> _Scene:
        events = [c for c in self.counts[index] if c.part_of is None]
        tells = bool(events) or index in self.attack_sentences
        timed = [d for d in self.dates[index] if d.kind in _TIMED or (d.kind == "period" and _is_short(d.edtf))]
        date, told = scene.date, scene.told
        if self.markers[index] == "other":
            date, told = None, False
        if timed and (tells or date is None):
            near = [d for d in timed if not events or self._distance(d.start, d.end, events[0]) < _REMOTE]
            if near or not told:
                # Of two dates in one sentence the later is the report's, the earlier the event's.
                date, told = min(near or timed, key=lambda d: interval(d.edtf)[0] or "9999"), bool(events)
        period = None if timed and events else self._running_period(index, scene)
        located = [p for p in self.places[index] if p.place.governorates and p.role not in _WEAK]
        place, governorates = scene.place, scene.governorates
        if located and period is None and (tells or place is None):
            place = self._nearest_place(located, events[0]) if events else self._narrowest(located[0], located)
            governorates = self._with_list(index, place)
        return _Scene(date, told, place, governorates, period)

    def _running_period(self, index: int, scene: _Scene) -> DateMention | None:
        found = next((d for d in self.dates[index] if self._is_tally_period(d, index)), None)
        if found is None or (scene.period is not None and _within(found.edtf, scene.period.edtf)):
            return scene.period
        return found

    def _is_tally_period(self, date: DateMention, index: int) -> bool:
        if date.kind == "period":
            # «الحرب المستمرة منذ 2011» beside no number runs on into nothing.
            counted = bool(self.counts[index]) or self._tallies(index) or not date.rule.startswith("since")
            return counted and bool(date.edtf) and not _is_short(date.edtf)
        return date.kind in ("month", "year") and self._tallies(index)

    # --- tally or event ---------------------------------------------------------------------------------------------

    def setting(self, count: Found) -> Setting:
        """Where and when `count` happened."""
        index = count.sentence
        nearest = self._nearest_date(self.dates[index], count, vague=True)
        habitual = (nearest is not None and nearest.kind == "vague") or self.markers[index] == "background"
        if nearest is None and any(cue in self.text[count.start : count.end] for cue in _CUES["hundreds"]):
            habitual = True
        if any(cue in self._sentence_text(index) for cue in _CUES["habit"]):
            habitual = True
        period, scope_rule = self._period(count)
        if period is not None:
            governorates, place, place_rule = self._aggregate_place(count)
            date, date_rule, basis = period.edtf, period.rule, period.basis if period.edtf else "unknown"
        else:
            mention, date_rule = self._date(count)
            elsewhere = mention is None and date_rule.startswith(_BEFORE)
            governorates, place, place_rule = self._place(count, carried=not elsewhere)
            date = _moment(mention, count) if mention else ""
            basis = mention.basis if mention and mention.edtf else "unknown"
        return Setting(
            date, basis, governorates, place, period is not None, habitual, date_rule, place_rule, scope_rule
        )

    def _period(self, count: Found) -> tuple[DateMention | None, str]:
        index = count.sentence
        nearest = self._nearest_date(self.dates[index], count)
        running = self.scenes[index].period
        if nearest is not None and self._is_after(nearest, count):
            return None, ""
        long = nearest is not None and nearest.kind == "period" and not _is_short(nearest.edtf)
        if count.measure in ("killed", "wounded") and (count.low or 0) >= WAR_TOLL and not long and running is None:
            at = count.position
            return DateMention(at, at, "", "unknown", "period", "no period named"), "a toll of a war"
        if (
            nearest is not None
            and nearest.kind in _TIMED
            and self._distance(nearest.start, nearest.end, count) < _REMOTE
        ):
            return None, ""
        if nearest is not None and nearest.kind == "period" and self._is_aside(nearest, count):
            nearest = None  # «عثرت على ثلاث جثث، وحررت فتاة محتجزة منذ 2014»
        if nearest is not None and nearest.kind == "period" and (nearest.edtf or self._is_long(nearest)):
            lasting = _is_short(nearest.edtf) or (
                count.measure == "missing" and _moment(nearest, count) != nearest.edtf
            )
            return (None, "") if lasting else (nearest, "a period in the sentence")
        if nearest is not None and nearest.kind in ("month", "year"):
            many = count.measure in ("attacks", "airstrikes") and (count.low or 0) > 2
            if many or self._tallies(index) or (running is not None and _within(nearest.edtf, running.edtf)):
                return nearest, "a tally's month or year in the sentence"
            return None, ""
        if running is not None:
            return running, "the tally goes on"
        return None, ""

    def _is_aside(self, period: DateMention, count: Found) -> bool:
        between = self.text[count.end : period.start]
        plain = period.start > count.end and "،" in between and not self._tallies(count.sentence)
        return plain and not _is_short(period.edtf)

    def _is_long(self, mention: DateMention) -> bool:
        return any(cue in self.text[mention.start : mention.end] for cue in _CUES["long"])

    # --- when -------------------------------------------------------------------------------------------------------

    def _nearest_date(
        self, mentions: Sequence[DateMention], count: Found, *, vague: bool = False
    ) -> DateMention | None:
        usable = [m for m in mentions if vague or m.kind != "vague"]
        if not vague:
            usable = [m for m in usable if not self._is_of_report(m)] or usable

        def distance(mention: DateMention) -> float:
            return self._distance(mention.start, mention.end, count)

        nearest = min(usable, key=distance, default=None)
        if nearest is None or vague or nearest.edtf or distance(nearest) < _REMOTE:
            return nearest
        # «قبل ثلاثة أيام» in another clause, which nothing resolves, is not the date of this one.
        return min((m for m in usable if m.edtf), key=distance, default=nearest)

    def _is_of_report(self, mention: DateMention) -> bool:
        """«في تقريرها الصادر اليوم»: the day of the report."""
        before = self.text[max(0, mention.start - 25) : mention.start]
        return mention.kind in _TIMED and any(cue in before for cue in _CUES["reporting"])

    def _date(self, count: Found) -> tuple[DateMention | None, str]:
        index = count.sentence
        scene = self.scenes[index]
        nearest = self._nearest_date(self.dates[index], count)
        if nearest is not None and nearest.kind == "period" and self._is_aside(nearest, count):
            nearest = None
        risen = count.update or any(cue in self._sentence_text(index) for cue in _CUES["earlier toll"])
        if risen and (told := self._told_elsewhere(index)) is not None:
            return told, f"{told.rule}, of the attack whose toll rises"
        if nearest is not None and not nearest.edtf and scene.date is not None and not _is_relative(nearest):
            nearest = None
        if nearest is not None and self._is_after(nearest, count):
            return None, f"{_BEFORE} «{nearest.rule}» dates"
        if nearest is not None:
            remote = self._distance(nearest.start, nearest.end, count) >= _REMOTE
            if not (remote and scene.told):
                return nearest, f"{nearest.rule}, in the sentence"
        if self.markers[index]:
            return None, f"an undated sentence of {self.markers[index]}"
        following = self._following_date(index)
        if scene.date is not None:
            if following is not None and scene.date.rule in _RELATIVE_NIGHTS and following.rule not in _RELATIVE_NIGHTS:
                return following, f"{following.rule}, in the next sentences, which is plainer than «{scene.date.rule}»"
            return scene.date, f"{scene.date.rule}, in an earlier sentence"
        if following is not None:
            return following, f"{following.rule}, in the next sentences"
        return None, "no date in the text"

    def _told_elsewhere(self, index: int) -> DateMention | None:
        """The day of the attack, where another sentence tells of it; a risen toll stands beside the day it rose."""
        for other in range(len(self.dates)):
            if other != index and other in self.attack_sentences and not self.markers[other]:
                timed = [d for d in self.dates[other] if d.kind in _TIMED and d.edtf and not self.counts[other]]
                if timed:
                    return timed[0]
        return None

    def _is_after(self, mention: DateMention, count: Found) -> bool:
        """«منذ مطلع أيلول بدأت … بعد هجوم أدى إلى مقتل اثنين»: the date is that of what came after the count."""
        between = self.text[mention.end : count.start]
        return mention.end <= count.start and any(cue in between for cue in _CUES["after"])

    def _following_date(self, index: int) -> DateMention | None:
        for later in range(index + 1, min(index + 3, self.last + 1)):
            if self.markers[later] or (self.counts[later] and not self._leads(index)):
                return None
            timed = [d for d in self.dates[later] if d.kind in _TIMED and d.edtf]
            if timed and self.counts[later] and self._opens(timed[0], later) and self.folded.sentences[index].paragraph:
                return None  # «وفي 2 آذار قُتلت …»: another day's incident
            if timed:
                return timed[-1]
        return None

    def _opens(self, mention: DateMention, index: int) -> bool:
        return mention.start - self.folded.sentences[index].start <= 4

    def _leads(self, index: int) -> bool:
        """The headline, or the first sentence of the body that counts: what follows tells the same again."""
        return not any(self.counts[i] for i in range(index) if self.folded.sentences[i].paragraph > 0)

    # --- where ------------------------------------------------------------------------------------------------------

    def _place(self, count: Found, *, carried: bool) -> tuple[tuple[str, ...], PlaceMention | None, str]:
        index = count.sentence
        here = [p for p in self.places[index] if p.place.governorates or p.place.kind not in _VAGUE_KINDS]
        scene = self.scenes[index]
        strong = [p for p in here if p.role not in _WEAK and not self._is_home(p)]
        strong = strong or (here if scene.place is None or not carried else [])
        if strong:
            chosen = self._nearest_place(strong, count)
            narrower = self._narrowed_next(index, chosen)
            if narrower is not None:
                return narrower.place.governorates, narrower, "narrowed by the next sentence on the same attack"
            return self._with_list(index, chosen), chosen, "nearest in the sentence"
        if not carried:
            return (), None, "another incident, without a place"
        if any(c.measure == "attacks" and (c.low or 0) > 1 for c in self.counts[index]):
            return (), None, "several attacks, whose places follow"
        home = next((p for p in self.places[index] if p.place.kind == "country" and not p.place.governorates), None)
        if home is not None and not set(scene.governorates) <= _SYRIAN:
            return (), home, "the country named, where the article was told of another"
        if scene.place is not None:
            return scene.governorates, scene.place, "in an earlier sentence"
        for later in range(index + 1, min(index + 6, self.last + 1)):
            if self.markers[later]:
                break
            places = [p for p in self.places[later] if p.role not in _WEAK and p.place.governorates]
            if len({g for p in places for g in p.place.governorates}) > 2:
                break  # a survey of many places says nothing of this one
            if places:
                chosen = self._narrowest(places[0], places)
                return self._with_list(later, chosen), chosen, "in the next sentences"
        return (), None, "no place in the text"

    def _is_home(self, mention: PlaceMention) -> bool:
        """«رائد من بلدة القدموس»: where somebody comes from."""
        *before, last = self.text[: mention.start].rsplit(None, 3)[-3:] or [""]
        return last == "من" and any(read(word.strip('"()،:')).word.person for word in before)

    def _narrowed_next(self, index: int, chosen: PlaceMention) -> PlaceMention | None:
        """«هجمات في ريف الرقة الجنوبي … وتركّزت الهجمات قرب بلدة الرصافة»: a region is narrowed by what follows."""
        later = index + 1
        if (chosen.place.geo_precision or 0) < 4 or later > self.last or self.counts[later] or self.markers[later]:
            return None
        if not any(cue in self._sentence_text(later) for cue in _CUES["same attack"]):
            return None
        inside = [p for p in self.places[later] if p.place.governorates == chosen.place.governorates]
        return next((p for p in inside if (p.place.geo_precision or 5) < 3), None)

    def _aggregate_place(self, count: Found) -> tuple[tuple[str, ...], PlaceMention | None, str]:
        """A tally's region is one it names itself: a list, a place beside it, or «المنطقة»."""
        index = count.sentence
        here = [p for p in self.places[index] if p.place.governorates]
        shared_out = any(c.part_of is not None for c in self.counts[index])
        lists = [] if shared_out else [p for p in here if len(self._with_list(index, p)) > 1]
        if lists:
            return self._with_list(index, lists[0]), lists[0], "the list in the sentence"
        beside = [p for p in here if self._is_beside(p, count)]
        if beside:
            chosen = self._nearest_place(beside, count)
            return self._with_list(index, chosen), chosen, "beside the tally"
        if len({p.place.governorates for p in here}) == 1 and not any(self._is_own(p, count) for p in here):
            return here[0].place.governorates, here[0], "the only place in the sentence"
        scene = self.scenes[index]
        if scene.place is not None and any(cue in self._sentence_text(index) for cue in _CUES["same place"]):
            return scene.governorates, scene.place, "the region told of before"
        return (), None, "no region named for the tally"

    def _is_beside(self, place: PlaceMention, count: Found) -> bool:
        if self._distance(place.start, place.end, count) >= _CLAUSE * 1.7:
            return False
        return not self._counted_between(place, self._first_of_run(count))

    def _is_own(self, place: PlaceMention, count: Found) -> bool:
        """Whether another count of the sentence stands beside the place: «… ودير الزور 12»."""
        return any(
            abs(c.position - place.end) < 15 or abs(place.start - c.end) < 15
            for c in self.counts[count.sentence]
            if c is not count
        )

    def _counted_between(self, place: PlaceMention, count: Found) -> bool:
        low, high = sorted((place.start, count.position))
        return any(low < c.position < high for c in self.counts[count.sentence] if c is not count)

    def _first_of_run(self, count: Found) -> Found:
        """«19 قتيلاً و5 مفقودين»: counts side by side share what stands beside the first."""
        here = self.counts[count.sentence]
        at = here.index(count)
        while at and here[at].start - here[at - 1].end < 4:
            at -= 1
        return here[at]

    def _nearest_place(self, here: Sequence[PlaceMention], count: Found) -> PlaceMention:
        return self._narrowest(min(here, key=lambda p: self._distance(p.start, p.end, count)), here)

    def _narrowest(self, chosen: PlaceMention, here: Sequence[PlaceMention]) -> PlaceMention:
        """The narrowest of a chain of mentions that contain one another («حقل التيم جنوب مدينة دير الزور»)."""

        def width(mention: PlaceMention) -> int:
            """UCDP where_prec, but what only gives a direction («جنوب مدينة دير الزور») is as wide as a governorate."""
            directed = self.text[mention.start : mention.end].lstrip("وفبل").startswith(_CUES["directions"])
            return 4 if directed else mention.place.geo_precision or 5

        at = list(here).index(chosen)
        for step in (-1, 1):
            while 0 <= at + step < len(here):
                other = here[at + step]
                first, second = (other, chosen) if step < 0 else (chosen, other)
                contained = set(chosen.place.governorates) & set(other.place.governorates)
                if not contained or second.start - first.end > 40 or width(other) >= width(chosen):
                    break
                chosen, at = other, at + step
        return chosen

    def _with_list(self, index: int, chosen: PlaceMention) -> tuple[str, ...]:
        """The governorates of a place, and of those listed with it («بمحافظات حمص ودير الزور والرقة»)."""
        here = self.places[index]
        governorates = list(chosen.place.governorates)
        if chosen in here:
            at = here.index(chosen)
            for step in (1, -1):
                other = at + step
                while 0 <= other < len(here) and self._listed(*sorted((here[other - step], here[other]), key=_start)):
                    governorates += [g for g in here[other].place.governorates if g not in governorates]
                    other += step
        return tuple(governorates)

    def _listed(self, first: PlaceMention, second: PlaceMention) -> bool:
        between = self.text[first.end : second.start].strip()
        return between in ("و", "،", ",") or (between == "" and self.text[second.start] == "و")

    def _distance(self, start: int, end: int, count: Found) -> float:
        """Characters between a mention and the count; each border of clauses in between counts as sixty more."""
        if start >= count.end:
            gap, between = start - count.end, self.text[count.end : start]
        elif end <= count.start:
            gap, between = count.start - end, self.text[end : count.start]
        else:
            return 0.0
        marks = sum(between.count(mark) for mark in "،؛:") + between.count(_THAT)
        return gap + _CLAUSE * (marks + sum(between.count(cue) for cue in _CUES["aside"]))


def _moment(mention: DateMention, count: Found) -> str:
    """The EDTF date of a count: people missing or held «منذ 5 آذار» went missing on that day."""
    day, _, _ = mention.edtf.partition("/")
    since_day = mention.kind == "period" and count.measure in ("missing", "captured") and len(day) == len("2021-03-05")
    return day if since_day else mention.edtf


def _start(mention: PlaceMention) -> int:
    return mention.start


def _is_relative(mention: DateMention) -> bool:
    return mention.kind in _TIMED


def _is_short(edtf: str) -> bool:
    start, end = interval(edtf)
    return bool(start and end) and (Day.fromisoformat(end) - Day.fromisoformat(start)).days <= _LASTING_DAYS


def _within(inner: str, outer: str) -> bool:
    (inner_start, inner_end), (outer_start, outer_end) = interval(inner), interval(outer)
    return bool(inner_start and outer_start) and outer_start <= inner_start and inner_end <= outer_end


# How far, in characters: «منذ بدء …» before its date, «القريبة من …» after the place it describes.
_BEGINNING_REACH, _NEAR_REACH = 70, 25
_SINCE_BEGINNING = re.compile(
    rf"منذ (?:{'|'.join(fold_word(word) for word in words()['settings']['beginnings'])}) [^،.]*$"
)
_SYRIAN = frozenset(GOVERNORATES)
_VAGUE_KINDS = frozenset({"desert", "region", "country"})
_RELATIVE_NIGHTS = frozenset(words()["settings"]["bare_relative_rules"])
_CUES = {
    kind: tuple(fold_word(cue) + (" " if kind in ("aside",) else "") for cue in cues)
    for kind, cues in words()["settings"].items()
    if kind != "bare_relative_rules"
}
