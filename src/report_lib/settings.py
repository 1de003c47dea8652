"""Decide for each count where and when it happened, and whether it tells of one event or of a tally of many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from report_lib.counts import Found
from report_lib.dates import DateMention
from report_lib.places import PlaceMention
from report_lib.text import Folded, fold_word
from report_lib.vocabulary import words

_LOCATING = frozenset({"where", "toward", "distance", "road_end"})
_WEAK = frozenset({"toward", "distance", "road_end"})
_TIMED = frozenset({"day", "span"})


@dataclass(frozen=True)
class Setting:
    """Where and when a count happened; empty fields are unknown. `rules` says what decided each."""

    date: str = ""
    date_basis: str = "unknown"
    governorates: tuple[str, ...] = ()
    place: PlaceMention | None = None
    aggregate: bool = False
    date_rule: str = ""
    place_rule: str = ""
    scope_rule: str = ""


@dataclass(frozen=True)
class _Scene:
    """What the sentences so far have established."""

    date: DateMention | None = None
    place: PlaceMention | None = None
    governorates: tuple[str, ...] = ()
    period: DateMention | None = None  # the period of a running tally


class Stage:
    """The article's sentences with their dates and places, read once; `setting` answers for one count."""

    def __init__(self, folded: Folded, dates: Sequence[DateMention], places: Sequence[PlaceMention]) -> None:
        self.folded = folded
        self.text = folded.text
        self.dates: list[list[DateMention]] = [[] for _ in folded.sentences]
        self.places: list[list[PlaceMention]] = [[] for _ in folded.sentences]
        for date in dates:
            if date.rule != "dateline":
                self.dates[self._sentence_of(date.start)].append(date)
        for place in places:
            if place.role in _LOCATING:
                self.places[self._sentence_of(place.start)].append(place)
        self.markers = [self._marker(i) for i in range(len(folded.sentences))]
        self.scenes = self._scenes()

    def _sentence_of(self, position: int) -> int:
        for index, sentence in enumerate(self.folded.sentences):
            if position < sentence.end:
                return index
        return len(self.folded.sentences) - 1

    def _marker(self, index: int) -> str:
        """ "background" for what lies before the news, "other" for another incident, "" otherwise."""
        sentence = self.folded.sentences[index]
        opening = self.text[sentence.start : sentence.start + 60].lstrip('"«» \n')
        for kind in ("background", "other"):
            if any(opening.startswith(cue) for cue in _CUES[kind]):
                return kind
        return ""

    def _scenes(self) -> list[_Scene]:
        """The scene that holds when each sentence begins."""
        scenes: list[_Scene] = []
        scene = _Scene()
        for index in range(len(self.folded.sentences)):
            scenes.append(scene)
            dates = self.dates[index]
            timed = [d for d in dates if d.kind in _TIMED]
            period = next(
                (d for d in dates if d.kind == "period" or (d.kind in ("month", "year") and self._tallies(index))), None
            )
            if self.markers[index] == "background":
                continue
            if self.markers[index] == "other":
                scene = _Scene(period=None, place=scene.place, governorates=scene.governorates)
            places = [p for p in self.places[index] if p.role not in _WEAK and p.place.kind != "country"]
            place = places[0] if places else scene.place
            scene = _Scene(
                date=timed[0] if timed else scene.date,
                place=place,
                governorates=self._around(index, place) if places and place else scene.governorates,
                period=period if period else (None if timed else scene.period),
            )
        return scenes

    def _tallies(self, index: int) -> bool:
        sentence = self.folded.sentences[index]
        text = self.text[sentence.start : sentence.end]
        return any(cue in text for cue in _CUES["tally"])

    def setting(self, count: Found) -> Setting:
        """Where and when `count` happened."""
        period, scope_rule = self._period(count)
        if period is not None:
            governorates, place, place_rule = self._place(count, aggregate=True)
            return Setting(
                period.edtf,
                period.basis if period.edtf else "unknown",
                governorates,
                place,
                aggregate=True,
                date_rule=period.rule,
                place_rule=place_rule,
                scope_rule=scope_rule,
            )
        date, date_rule = self._date(count)
        governorates, place, place_rule = self._place(count, aggregate=False)
        return Setting(
            date.edtf if date else "",
            date.basis if date and date.edtf else "unknown",
            governorates,
            place,
            date_rule=date_rule,
            place_rule=place_rule,
        )

    # --- tally or event ---------------------------------------------------------------------------------------------

    def _period(self, count: Found) -> tuple[DateMention | None, str]:
        index = count.sentence
        here = self.dates[index]
        nearest = self._nearest(here, count)
        if nearest is not None and nearest.kind in _TIMED:
            return None, ""
        if nearest is not None and nearest.kind == "period":
            return nearest, "a period in the sentence"
        if nearest is not None and nearest.kind in ("month", "year"):
            many = count.measure in ("attacks", "airstrikes") and (count.low or 0) > 2
            if many or self._tallies(index) or self.scenes[index].period is not None:
                return nearest, "a tally's month or year in the sentence"
            return None, ""
        if self.markers[index] == "other":
            return None, ""
        if self._tallies(index) and any(cue in self._sentence_text(index) for cue in _CUES["running"]):
            running = self.scenes[index].period
            return (
                running or DateMention(count.position, count.position, "", "unknown", "period", "tally")
            ), "a tally's words"
        running = self.scenes[index].period
        if running is not None:
            return running, "the tally goes on"
        return None, ""

    def _sentence_text(self, index: int) -> str:
        sentence = self.folded.sentences[index]
        return self.text[sentence.start : sentence.end]

    # --- when -------------------------------------------------------------------------------------------------------

    def _nearest(self, mentions: Sequence[DateMention], count: Found) -> DateMention | None:
        usable = [m for m in mentions if m.kind != "vague"]
        if not usable:
            return None
        return min(usable, key=lambda m: self._distance(m.start, m.end, count))

    def _date(self, count: Found) -> tuple[DateMention | None, str]:
        index = count.sentence
        here = [d for d in self.dates[index] if d.kind != "period"]
        nearest = self._nearest(here, count)
        if nearest is not None:
            return nearest, f"{nearest.rule} in the sentence"
        if self.markers[index]:
            return None, f"an undated {self.markers[index]} sentence"
        scene = self.scenes[index]
        if scene.date is not None:
            return scene.date, f"{scene.date.rule}, carried on from an earlier sentence"
        for later in range(index + 1, min(index + 4, len(self.folded.sentences))):
            if self.markers[later]:
                break
            timed = [d for d in self.dates[later] if d.kind in _TIMED]
            if timed:
                return timed[0], f"{timed[0].rule} in a sentence that follows"
        return None, "no date in the text"

    # --- where ------------------------------------------------------------------------------------------------------

    def _place(self, count: Found, *, aggregate: bool) -> tuple[tuple[str, ...], PlaceMention | None, str]:
        index = count.sentence
        here = [p for p in self.places[index] if not (p.place.kind == "country" and not p.place.governorates)]
        strong = [p for p in here if p.role not in _WEAK] or here
        if strong:
            chosen = min(strong, key=lambda p: self._distance(p.start, p.end, count))
            chosen = self._most_specific(chosen, strong)
            return self._around(index, chosen), chosen, "nearest in the sentence"
        scene = self.scenes[index]
        if aggregate and scene.period is not None and scene.place is None:
            return (), None, "no place in the text"
        if scene.place is not None:
            return scene.governorates, scene.place, "carried on from an earlier sentence"
        for later in range(index + 1, min(index + 6, len(self.folded.sentences))):
            if self.markers[later]:
                break
            places = [p for p in self.places[later] if p.role not in _WEAK and p.place.governorates]
            if places:
                return self._around(later, places[0]), places[0], "in a sentence that follows"
        return (), None, "no place in the text"

    def _most_specific(self, chosen: PlaceMention, here: Sequence[PlaceMention]) -> PlaceMention:
        """The narrowest of a chain of mentions that contain one another («حقل التيم جنوب مدينة دير الزور»)."""
        at = list(here).index(chosen)
        while at > 0:
            before = here[at - 1]
            contains = set(chosen.place.governorates) & set(before.place.governorates)
            if not contains or self._gap(before, chosen) > 40 or not self._narrower(before, chosen):
                break
            chosen, at = before, at - 1
        while at + 1 < len(here):
            after = here[at + 1]
            contains = set(chosen.place.governorates) & set(after.place.governorates)
            if not contains or self._gap(chosen, after) > 40 or not self._narrower(after, chosen):
                break
            chosen, at = after, at + 1
        return chosen

    @staticmethod
    def _narrower(one: PlaceMention, other: PlaceMention) -> bool:
        return (one.place.geo_precision or 5) < (other.place.geo_precision or 5)

    def _gap(self, one: PlaceMention, other: PlaceMention) -> int:
        return other.start - one.end

    def _around(self, index: int, chosen: PlaceMention) -> tuple[str, ...]:
        """The governorates of a place, and of those listed with it («بمحافظات حمص ودير الزور والرقة»)."""
        here = self.places[index]
        governorates = list(chosen.place.governorates)
        if chosen not in here:
            return tuple(governorates)
        at = here.index(chosen)
        for step in (1, -1):
            other = at + step
            while 0 <= other < len(here):
                first, second = sorted((here[other - step], here[other]), key=lambda p: p.start)
                between = self.text[first.end : second.start].strip()
                if between not in ("", "،", "و", ",", "-") or not self._listed(first, second):
                    break
                governorates += [g for g in here[other].place.governorates if g not in governorates]
                other += step
        return tuple(governorates)

    def _listed(self, first: PlaceMention, second: PlaceMention) -> bool:
        return self.text[second.start] == "و" or self.text[first.end : second.start].strip() in ("و", "،", ",")

    def _distance(self, start: int, end: int, count: Found) -> float:
        """Characters between a mention and the count; a clause border in between counts as sixty more."""
        if start >= count.end:
            gap, between = start - count.end, self.text[count.end : start]
        elif end <= count.start:
            gap, between = count.start - end, self.text[end : count.start]
        else:
            return 0.0
        borders = sum(between.count(mark) for mark in "،؛:") + 2 * sum(between.count(cue) for cue in _CUES["aside"])
        return gap + 60.0 * borders


_CUES = {kind: tuple(fold_word(cue) for cue in cues) for kind, cues in words()["settings"].items()}
