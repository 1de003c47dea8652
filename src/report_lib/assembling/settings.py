"""Decide for each count where and when it happened, and whether it tells of one event or of a tally of many."""

from __future__ import annotations

from report_lib.assembling.cues import CUES
from report_lib.assembling.date_choice import BEFORE, DateChooser, moment
from report_lib.assembling.layout import Layout
from report_lib.assembling.periods import GOES_ON, SUM, PeriodChooser
from report_lib.assembling.place_choice import PlaceChooser
from report_lib.assembling.scenes import SceneReader, is_short
from report_lib.counting.counts import Found
from report_lib.placing.places import PlaceMention


class Setting:
    """Where and when a count happened; empty fields are unknown. `…_rule` says what decided."""

    def __init__(
        self,
        date: str,
        date_basis: str,
        governorates: tuple[str, ...],
        place: PlaceMention | None,
        aggregate: bool,
        habitual: bool,  # told as what happens again and again, or as background
        date_rule: str,
        place_rule: str,
        scope_rule: str,
    ) -> None:
        self.date = date
        self.date_basis = date_basis
        self.governorates = governorates
        self.place = place
        self.aggregate = aggregate
        self.habitual = habitual
        self.date_rule = date_rule
        self.place_rule = place_rule
        self.scope_rule = scope_rule

    def dated_like(self, other: Setting) -> Setting:
        """The same, but on the day of another."""
        rules = other.date_rule, self.place_rule, self.scope_rule
        date, basis = other.date, other.date_basis
        return Setting(date, basis, self.governorates, self.place, self.aggregate, self.habitual, *rules)

    def placed_like(self, other: Setting) -> Setting:
        """The same, but in the place of another."""
        rules = self.date_rule, self.place_rule, self.scope_rule
        governorates, place = other.governorates, other.place
        return Setting(self.date, self.date_basis, governorates, place, self.aggregate, self.habitual, *rules)


class Stage:
    """The article's sentences with their dates and places, read once; `setting` answers for one count."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.chooser = PlaceChooser(self.layout)
        self.dating = DateChooser(self.layout)
        self.scenes = SceneReader(self.layout, self.chooser).scenes()
        self.periods = PeriodChooser(self.layout, self.dating, self.scenes)

    def setting(self, count: Found) -> Setting:
        """Where and when `count` happened."""
        index, scene = count.sentence, self.scenes[count.sentence]
        background = self.layout.marker(index) == "background"
        habitual = background or self.layout.says(index, "habit") or self._is_vague(count)
        nearest = self.dating.nearest(count)
        period, scope_rule = self.periods.of_count(count, nearest)
        if period is not None:
            governorates, place, place_rule = self.chooser.of_tally(count, scene, goes_on=scope_rule == GOES_ON)
            if not governorates and (scope_rule == SUM or is_short(period.edtf)):
                # Some days of fighting are in one place, like an event.
                governorates, place, place_rule = self.chooser.of_event(count, scene, carried=True)
            date, date_rule, basis = period.edtf, period.rule, period.basis if period.edtf else "unknown"
        else:
            mention, date_rule = self.dating.of_event(count, scene, nearest)
            elsewhere = mention is None and date_rule.startswith(BEFORE)
            governorates, place, place_rule = self.chooser.of_event(count, scene, carried=not elsewhere)
            own = mention is not None and (count.measure == "missing" or self.layout.covers(index, mention))
            date = (moment(mention, count) if own else mention.edtf) if mention else ""
            basis = mention.basis if mention and mention.edtf else "unknown"
        return Setting(
            date, basis, governorates, place, period is not None, habitual, date_rule, place_rule, scope_rule
        )

    def _is_vague(self, count: Found) -> bool:
        """«قُتل المئات» at no time, «يُقتل … غالباً»: told of no one event."""
        hundreds = self.layout.says(count.sentence, "hundreds") and any(
            cue in self.layout.text[count.start : count.end] for cue in CUES["hundreds"]
        )
        if not hundreds and all(date.kind != "vague" for date in self.layout.dates[count.sentence]):
            return False
        nearest = self.dating.nearest(count, vague=True)
        return nearest.kind == "vague" if nearest is not None else hundreds
