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
from report_lib.assembling.sentence_places import without_tellers_place
from report_lib.assembling.turns import is_of_earlier, is_of_one, rises
from report_lib.conflict.actor_words import arms_of
from report_lib.counting.counts import Found
from report_lib.placing.places import PlaceMention

# (governorates, place, the rule that decided)
Whereabouts = tuple[tuple[str, ...], PlaceMention | None, str]
WEAK: Final = frozenset({"toward", "distance", "road_end"})
_IN_THEM: Final = frozenset(CUES["in them"])
_HOME_REACH: Final = 60  # characters before a place that say who is from there
_APPOSED: Final = 5  # a comma, and words between a place and the one in which it lies: «، الواقعة في أقصى جنوب محافظة»
_AND_SYRIA: Final = (" وسوريا", " وسوريه", " وفي سوريا")
_SERVING: Final = CUES["serving"]
# «جنود من مطار تدمر» are on duty there.
_POSTS: Final = frozenset({"airport", "base", "crossing", "dam", "field", "mine", "plant", "prison", "station"})
_VAGUE_KINDS: Final = frozenset({"desert", "region", "country"})
_DIRECTIONS: Final = CUES["directions"]
_CHAIN_REACH: Final = 40  # characters between places that contain one another


class PlaceChooser:
    """Chooses among the places of one article."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    def of_event(self, count: Found, scene: Scene, *, carried: bool) -> Whereabouts:
        """Where an event happened; unless `carried`, no place of another sentence is its own."""
        index = count.sentence
        here = [p for p in self.layout.places[index] if p.place.governorates or p.place.kind not in _VAGUE_KINDS]
        here = [p for p in here if not self._is_of_others(p, count)]
        homes = self._homes(here)
        strong = [p for p in here if p.role not in WEAK and p not in homes]
        if not strong and (scene.place is None or not carried):
            posts = [p for p in here if p not in homes or p.place.kind in _POSTS]
            strong = posts if _are_soldiers(count) else here
        told = without_tellers_place(self.layout.folded, strong, known=carried and scene.place is not None)
        if told:
            chosen = self.nearest(told, count)
            narrower = self._narrowed_next(index, chosen)
            if narrower is not None:
                return narrower.place.governorates, narrower, "narrowed by the next sentence on the same attack"
            listed = self.governorates(index, chosen, scene)
            return self._within_others(listed, chosen, strong), chosen, "nearest in the sentence"
        if not carried:
            return (), None, "another incident, without a place"
        if any(self._is_with_syria(place) for place in self.layout.places[index]):
            return (), None, "several countries"
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
        here = [p for p in here if not (self._is_of_others(p, count) or self._is_of_what_rose(p, count))]
        if not any(c.part_of is not None for c in self.layout.counts[index]):  # else it is shared out among them
            for place in here:
                if len(listed := self.with_list(index, place)) > 1:
                    return listed, place, "the list in the sentence"
        beside = [p for p in here if self._is_beside(p, count)]
        if beside:
            chosen = self.nearest(beside, count)
            return self.with_list(index, chosen), chosen, "beside the tally"
        if len({p.place.governorates for p in here}) == 1 and not any(self._is_of_another(p, count) for p in here):
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
        if (region := self._place_of_list()) is not None and (self.layout.sums_up(index) or self._is_rubric(region)):
            return region.place.governorates, region, "the region of the list that is summed up"
        return (), None, "no region named for the tally"

    def governorates(self, index: int, chosen: PlaceMention, scene: Scene) -> tuple[str, ...]:
        """Those of a place and of what is listed with it; of a road's ends that of the attack told before."""
        listed = self.with_list(index, chosen)
        if chosen.place.kind != "road":
            return listed
        told = set(scene.governorates)
        return scene.governorates if told and told < set(listed) else listed

    def nearest(self, here: list[PlaceMention], count: Found) -> PlaceMention:
        return self.narrowest(self.layout.nearest(here, count), here)

    def narrowest(self, chosen: PlaceMention, here: list[PlaceMention]) -> PlaceMention:
        """The narrowest of a chain of mentions that contain one another («حقل التيم جنوب مدينة دير الزور»)."""
        at = here.index(chosen)
        while at > 0 and self._is_in_chain(here[at - 1], here[at], narrower=here[at - 1]):
            at -= 1
        while at + 1 < len(here) and self._is_in_chain(here[at], here[at + 1], narrower=here[at + 1]):
            at += 1
        return here[at]

    def _is_in_chain(self, first: PlaceMention, second: PlaceMention, *, narrower: PlaceMention) -> bool:
        """Whether the one of two neighbours lies in the other."""
        if second.start - first.end > _CHAIN_REACH:
            return False
        wider = second if narrower is first else first
        if not any(governorate in wider.place.governorates for governorate in narrower.place.governorates):
            return False
        return self._width(narrower) < self._width(wider) and not self._told_apart(first, second)

    def _told_apart(self, first: PlaceMention, second: PlaceMention) -> bool:
        """«قُتل ثلاثة في بادية دير الزور، وقُتل اثنان في التبني», «… في السخنة، هاجم الفصيل أمس رتلاً على طريق تدمر …».

        A count before the first and another between the two, a share of it, or a clause between them.
        """
        text = self.layout.text
        if text.startswith("،", first.end) and len(text[first.end : second.start].split()) > _APPOSED:
            return True
        counts = self.layout.counts[self.layout.folded.sentence_at(first.start)]
        inside = [count for count in counts if first.end <= count.start and count.end <= second.start]
        return any(count.part_of is not None for count in inside) or (
            bool(inside) and len(counts) > 1 and counts[0].position < first.start
        )

    def _is_of_others(self, place: PlaceMention, count: Found) -> bool:
        """Whether a place is only one of those where the counted were hit, or where others were before."""
        if self._is_with_syria(place):
            return True
        if place.start < count.end:
            return False
        return is_of_one(self.layout, place, count) or is_of_earlier(self.layout, place, count)

    def _is_with_syria(self, place: PlaceMention) -> bool:
        """«30 هجوماً في العراق وسوريا»: not all of them in Iraq."""
        return place.place.kind == "country" and self.layout.text.startswith(_AND_SYRIA, place.end)

    def _is_of_what_rose(self, place: PlaceMention, count: Found) -> bool:
        """«مقتل جنديين قرب معدان، ليرتفع عدد القتلى منذ آذار إلى 19»: where those fell that come on top of a tally."""
        first = self.layout.counts[count.sentence][0]
        between = first.end <= place.start and place.end <= count.end
        return between and rises(self.layout, count.sentence, place.end, count.end)

    def _width(self, mention: PlaceMention) -> int:
        """UCDP where_prec, but what only gives a direction («جنوب مدينة دير الزور») is as wide as a governorate."""
        directed = self.layout.text[mention.start : mention.end].lstrip("وفبل").startswith(_DIRECTIONS)
        return 4 if directed else mention.place.geo_precision or 5

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
        if len(here) < 2 or chosen not in here:
            return chosen.place.governorates
        first = last = at = here.index(chosen)
        while last + 1 < len(here) and self._is_listed(here, last):
            last += 1
        while first > 0 and self._is_listed(here, first - 1):
            first -= 1
        if first == last:
            return chosen.place.governorates
        listed = here[at : last + 1] + here[first:at][::-1]
        return tuple(dict.fromkeys([governorate for place in listed for governorate in place.place.governorates]))

    def _is_listed(self, here: list[PlaceMention], at: int) -> bool:
        """Whether a place is listed with the next one."""
        end, start = here[at].end, here[at + 1].start
        between = self.layout.text[end:start].strip()
        return between in ("و", "،", ",") or (between == "" and self.layout.text[start] == "و")

    def _homes(self, here: list[PlaceMention]) -> list[PlaceMention]:
        """Those of the places where somebody comes from: «جنود من حماة وحمص»."""
        homes: list[PlaceMention] = []
        for at, mention in enumerate(here):
            listed = at > 0 and here[at - 1] in homes and self._is_listed(here, at - 1)
            if listed or self._is_home(mention):
                homes.append(mention)
        return homes

    def _is_home(self, mention: PlaceMention) -> bool:
        """«رائد من بلدة القدموس», «ثلاثة من مرتبات مطار التيفور», «عناصر من قوات النظام من سلمية»: home, or post."""
        before = self.layout.text[max(0, mention.start - _HOME_REACH) : mention.start].rstrip()
        if before.endswith(_SERVING):
            return True
        if not before.endswith("من"):
            return False
        *words, last = before.rsplit(None, 3)[-3:]
        if last == "من" and any(read(word.strip('"()،:')).word.person for word in words):
            return True
        of_force = before.rsplit(None, 5)[-5:]
        return len(of_force) == 5 and of_force[1] == of_force[4] == "من" and read(of_force[0]).word.person

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

    def _is_of_another(self, place: PlaceMention, count: Found) -> bool:
        """Whether a share, or a count but the first of its sentence, stands beside the place: «… ودير الزور 12»."""
        for other in self.layout.counts[count.sentence][1:]:
            beside = abs(other.position - place.end) < 15 or abs(place.start - other.end) < 15
            if beside and self._first_of_run(other) is not self._first_of_run(count):
                return True
        return self._is_of_share(place, count)

    def _told_with(self, count: Found) -> Found | None:
        """«الضربات في إدلب بلغت تسعاً، قُتل فيها 46»: what the count is said to be in."""
        before = self.layout.counts[count.sentence][: self._place_in_sentence(count)]
        words = self.layout.text[before[-1].end : count.end].split() if before else []
        return before[-1] if not _IN_THEM.isdisjoint(words) else None

    def _is_campaign(self, index: int) -> bool:
        """«منذ بدء التصعيد»: of a campaign that the text has told of."""
        return self.layout.says(index, "since the campaign")

    def _place_of_list(self) -> PlaceMention | None:
        """The one governorate of a list of events under a title: «#درعا | …», «حصاد الأسبوع من 2 حتى 8 حزيران»."""
        first: PlaceMention | None = None
        for index in range(self.layout.last + 1):
            for place in self.layout.places[index]:
                if not place.place.governorates or place.role in WEAK:
                    continue
                if first is None:
                    first = place
                    if self.layout.heading is None and not self._is_rubric(first):
                        return None
                elif place.place.governorates != first.place.governorates:
                    return None
        return first

    def _is_rubric(self, place: PlaceMention) -> bool:
        """«#درعا | أربع عمليات اغتيال»: a place that opens the text, under which what follows is listed."""
        if self.layout.text[: place.start].strip(' #"'):
            return False
        return self.layout.text[place.end :].lstrip().startswith("|")

    def of_heading(self) -> tuple[str, ...]:
        """The one governorate of the tally that the title announces: «حصيلة آذار في محافظة إدلب»."""
        if self.layout.heading is None:
            return ()
        named = {p.place.governorates for p in self.layout.places[0] if p.place.governorates}
        return next(iter(named)) if len(named) == 1 else ()

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
        here, at = self.layout.counts[count.sentence], self._place_in_sentence(count)
        while at and here[at].start - here[at - 1].end < 4:
            at -= 1
        return here[at]

    def _place_in_sentence(self, count: Found) -> int:
        """The how manieth count of its sentence it is."""
        at, here = 0, self.layout.counts[count.sentence]
        while here[at] is not count:
            at += 1
        return at


def _are_soldiers(count: Found) -> bool:
    """Soldiers who were hit; others from a village are mostly hit there, and whoever is taken is taken from it."""
    return count.measure in ("killed", "wounded") and arms_of(count.head) == "regulars"
