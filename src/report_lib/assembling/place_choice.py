"""Choose where a count happened among the places of its clause, its sentence, and what was told before and after."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from report_lib.arabic.number_words import number_words
from report_lib.arabic.vocabulary import read
from report_lib.assembling.cues import CUES, SYRIAN
from report_lib.assembling.distances import CLAUSE, is_within
from report_lib.assembling.layout import Layout, Scene
from report_lib.counting.counts import Found
from report_lib.placing.places import PlaceMention

# (governorates, place, the rule that decided)
Whereabouts = tuple[tuple[str, ...], PlaceMention | None, str]
WEAK: Final = frozenset({"toward", "distance", "road_end"})
_IN_THEM: Final = frozenset(CUES["in them"])
_HOME_REACH: Final = 60  # characters before a place that say who is from there
_VAGUE_KINDS: Final = frozenset({"desert", "region", "country"})


class PlaceChooser:
    """Chooses among the places of one article."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self._of_list = self._place_of_list()

    def of_event(self, count: Found, scene: Scene, *, carried: bool) -> Whereabouts:
        """Where an event happened; unless `carried`, no place of another sentence is its own."""
        index = count.sentence
        here = [p for p in self.layout.places[index] if p.place.governorates or p.place.kind not in _VAGUE_KINDS]
        strong = [p for p in here if p.role not in WEAK and not self._is_home(p)]
        strong = strong or (here if scene.place is None or not carried else [])
        if strong:
            chosen = self.nearest(strong, count)
            narrower = self._narrowed_next(index, chosen)
            if narrower is not None:
                return narrower.place.governorates, narrower, "narrowed by the next sentence on the same attack"
            listed = self.governorates(index, chosen, scene)
            return self._within_others(listed, chosen, strong), chosen, "nearest in the sentence"
        if not carried:
            return (), None, "another incident, without a place"
        before = (c for c in self.layout.counts[index] if c.position <= count.position)
        if any(c.measure == "attacks" and (c.low or 0) > 1 for c in before):
            return (), None, "several attacks, whose places follow"
        home = next(
            (p for p in self.layout.places[index] if p.place.kind == "country" and not p.place.governorates), None
        )
        if home is not None and not set(scene.governorates) <= SYRIAN:
            return (), home, "the country named, where the article was told of another"
        if scene.place is not None:
            return scene.governorates, scene.place, "in an earlier sentence"
        for later in range(index + 1, min(index + 6, self.layout.last + 1)):
            if self.layout.marker(later):
                break
            places = [p for p in self.layout.places[later] if p.role not in WEAK and p.place.governorates]
            if len({g for p in places for g in p.place.governorates}) > 2:
                break  # a survey of many places says nothing of this one
            if places:
                chosen = self.narrowest(places[0], places)
                return self.with_list(later, chosen), chosen, "in the next sentences"
        return (), None, "no place in the text"

    def of_tally(self, count: Found, scene: Scene, *, goes_on: bool = False) -> Whereabouts:
        """A tally's region is one that it names, now or before: a list, a place beside it, or «المنطقة»."""
        index = count.sentence
        here = [p for p in self.layout.places[index] if p.place.governorates]
        shared_out = any(c.part_of is not None for c in self.layout.counts[index])
        lists = [] if shared_out else [p for p in here if len(self.with_list(index, p)) > 1]
        if lists:
            return self.with_list(index, lists[0]), lists[0], "the list in the sentence"
        beside = [p for p in here if self._is_beside(p, count)]
        if beside:
            chosen = self.nearest(beside, count)
            return self.with_list(index, chosen), chosen, "beside the tally"
        of_another = any(self._is_own(p, count) or self._is_of_share(p, count) for p in here)
        if len({p.place.governorates for p in here}) == 1 and not of_another:
            return here[0].place.governorates, here[0], "the only place in the sentence"
        if scene.place is not None and self.layout.says(index, "same place"):
            return scene.governorates, scene.place, "the region told of before"
        everywhere = self.layout.places[index] or self.layout.says(index, "everywhere")
        if goes_on and scene.region and not everywhere:
            return scene.region, None, "the region that the title gives its tally"
        if (told := self._told_with(count)) is not None:
            return self.of_tally(told, scene)
        if self._is_campaign(index) and scene.place is not None:
            return scene.governorates, scene.place, "where the campaign is told of before"
        if (region := self._of_list) is not None and (self.layout.sums_up(index) or self._is_rubric(region)):
            return region.place.governorates, region, "the region of the list that is summed up"
        return (), None, "no region named for the tally"

    def governorates(self, index: int, chosen: PlaceMention, scene: Scene) -> tuple[str, ...]:
        """Those of a place and of what is listed with it; of a road's ends that of the attack told before."""
        listed = self.with_list(index, chosen)
        told = set(scene.governorates)
        return scene.governorates if chosen.place.kind == "road" and told and told < set(listed) else listed

    def nearest(self, here: Sequence[PlaceMention], count: Found) -> PlaceMention:
        return self.narrowest(self.layout.nearest(here, count), here)

    def narrowest(self, chosen: PlaceMention, here: Sequence[PlaceMention]) -> PlaceMention:
        """The narrowest of a chain of mentions that contain one another («حقل التيم جنوب مدينة دير الزور»)."""

        def width(mention: PlaceMention) -> int:
            """UCDP where_prec, but what only gives a direction («جنوب مدينة دير الزور») is as wide as a governorate."""
            directed = self.layout.text[mention.start : mention.end].lstrip("وفبل").startswith(CUES["directions"])
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

    def _within_others(
        self, governorates: tuple[str, ...], chosen: PlaceMention, here: Sequence[PlaceMention]
    ) -> tuple[str, ...]:
        """«تلول الصفا» lies in two governorates, of which «بادية السويداء» in the same sentence means one."""
        if len(chosen.place.governorates) < 2 or governorates != chosen.place.governorates:
            return governorates
        one = {p.place.governorates for p in here if len(p.place.governorates) == 1}
        return next((each for each in one if len(one) == 1 and each[0] in governorates), governorates)

    def with_list(self, index: int, chosen: PlaceMention) -> tuple[str, ...]:
        """The governorates of a place, and of those listed with it («بمحافظات حمص ودير الزور والرقة»)."""
        here = self.layout.places[index]
        governorates = list(chosen.place.governorates)
        if chosen in here:
            at = here.index(chosen)
            for step in (1, -1):
                other = at + step
                while 0 <= other < len(here) and self._is_listed(here, min(other, other - step)):
                    governorates += [g for g in here[other].place.governorates if g not in governorates]
                    other += step
        return tuple(governorates)

    def _is_listed(self, here: Sequence[PlaceMention], at: int) -> bool:
        """Whether a place is listed with the next one."""
        end, start = here[at].end, here[at + 1].start
        between = self.layout.text[end:start].strip()
        return between in ("و", "،", ",") or (between == "" and self.layout.text[start] == "و")

    def _is_home(self, mention: PlaceMention) -> bool:
        """«رائد من بلدة القدموس»: where somebody comes from."""
        start = mention.start
        *before, last = self.layout.text[max(0, start - _HOME_REACH) : start].rsplit(None, 3)[-3:] or [""]
        return last == "من" and any(read(word.strip('"()،:')).word.person for word in before)

    def _narrowed_next(self, index: int, chosen: PlaceMention) -> PlaceMention | None:
        """«هجمات في ريف الرقة الجنوبي … وتركّزت الهجمات قرب بلدة الرصافة»: a region is narrowed by what follows."""
        later = index + 1
        if (
            (chosen.place.geo_precision or 0) < 4
            or later > self.layout.last
            or self.layout.counts[later]
            or self.layout.marker(later)
        ):
            return None
        if not self.layout.says(later, "same attack"):
            return None
        inside = [p for p in self.layout.places[later] if p.place.governorates == chosen.place.governorates]
        return next((p for p in inside if (p.place.geo_precision or 5) < 3), None)

    def _is_beside(self, place: PlaceMention, count: Found) -> bool:
        near = is_within(CLAUSE * 1.7, self.layout.text, place.start, place.end, count)
        if not near or self._is_share(place, count):
            return False
        return not self._counted_between(place, self._first_of_run(count))

    def _is_share(self, place: PlaceMention, count: Found) -> bool:
        """«19 هجوماً: ثمانية في حمص، 6 في دير الزور»: a number that is not counted by itself stands before the place."""
        sentence = self.layout.folded.sentences[count.sentence]
        forms, at = sentence.forms, bisect_left(sentence.starts, place.start)
        at -= 1 + (at > 0 and forms[at - 1] == "في")
        if at < 0 or not (forms[at][0].isdigit() or forms[at] in number_words().words):
            return False
        counts, dates = self.layout.counts[count.sentence], self.layout.dates[count.sentence]
        taken = [(c.start, c.end) for c in counts] + [(d.start, d.end) for d in dates]
        return not any(start <= sentence.starts[at] < end for start, end in taken)

    def _is_own(self, place: PlaceMention, count: Found) -> bool:
        """Whether another count of the sentence stands beside the place, and is not the first: «… ودير الزور 12»."""
        return any(
            abs(c.position - place.end) < 15 or abs(place.start - c.end) < 15
            for c in self.layout.counts[count.sentence][1:]
            if self._first_of_run(c) is not self._first_of_run(count)
        )

    def _told_with(self, count: Found) -> Found | None:
        """«الضربات في إدلب بلغت تسعاً، قُتل فيها 46»: what the count is said to be in."""
        here = self.layout.counts[count.sentence]
        before = here[: here.index(count)]
        words = self.layout.text[before[-1].end : count.end].split() if before else []
        return before[-1] if not _IN_THEM.isdisjoint(words) else None

    def _is_campaign(self, index: int) -> bool:
        """«منذ بدء التصعيد»: of a campaign that the text has told of."""
        return self.layout.says(index, "since the campaign")

    def _place_of_list(self) -> PlaceMention | None:
        """The one governorate of a list of events under a title: «#درعا | …», «حصاد الأسبوع من 2 حتى 8 حزيران»."""
        here = [p for places in self.layout.places for p in places if p.place.governorates and p.role not in WEAK]
        listed = here and (self.layout.heading is not None or self._is_rubric(here[0]))
        return here[0] if listed and len({p.place.governorates for p in here}) == 1 else None

    def _is_rubric(self, place: PlaceMention) -> bool:
        """«#درعا | أربع عمليات اغتيال»: a place that opens the text, under which what follows is listed."""
        before, after = self.layout.text[: place.start], self.layout.text[place.end :]
        return not before.strip(' #"') and after.lstrip()[:1] == "|"

    def of_heading(self) -> tuple[str, ...]:
        """The one governorate of the tally that the title announces: «حصيلة آذار في محافظة إدلب»."""
        named = {p.place.governorates for p in self.layout.places[0] if p.place.governorates}
        return next(iter(named)) if self.layout.heading is not None and len(named) == 1 else ()

    def _is_of_share(self, place: PlaceMention, count: Found) -> bool:
        """«وفاة أربعة محتجزين، ثلاثة منهم …، وواحد في سجن بمدينة الرقة»: where one of them died."""
        shares = (c for c in self.layout.counts[count.sentence] if c.part_of is not None and c is not count)
        between = (self.layout.text[c.end : place.start] for c in shares if count.end <= c.position < place.start)
        return any("،" not in words for words in between)

    def _counted_between(self, place: PlaceMention, count: Found) -> bool:
        low, high = sorted((place.start, count.position))
        return any(low < c.position < high for c in self.layout.counts[count.sentence] if c is not count)

    def _first_of_run(self, count: Found) -> Found:
        """«19 قتيلاً و5 مفقودين»: counts side by side share what stands beside the first."""
        here = self.layout.counts[count.sentence]
        at = here.index(count)
        while at and here[at].start - here[at - 1].end < 4:
            at -= 1
        return here[at]
