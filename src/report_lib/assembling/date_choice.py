"""Choose when a count happened among the dates of its clause, its sentence, and what was told before and after."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from datetime import date as Day
from itertools import pairwise
from typing import Final

from report_lib.arabic.vocabulary import words
from report_lib.assembling.cues import CUES, SHARE_ASIDE, TIMED
from report_lib.assembling.distances import distance, is_within
from report_lib.assembling.layout import Layout, Scene
from report_lib.assembling.scenes import is_short
from report_lib.assembling.turns import is_of_all, is_of_one, rises
from report_lib.counting.counts import Found
from report_lib.dating.date_ranges import UNTIL
from report_lib.dating.date_relative import SOME_TIME_AGO
from report_lib.dating.dates import DateMention
from report_lib.edtf_dates import interval

BEFORE: Final = "before what"
# How far, in sentences, an attack may be dated after it was announced; in words, a day after the verb of saying.
_RETOLD, _SAID_REACH = 4, 14
_DAYS_APART: Final = 3
_CONSEQUENCE: Final = "، ف"  # «أمس، بعدما ركنوا شاحنة، فسقط 11 قتيلاً»
_SIDE_BY_SIDE: Final = 4  # characters between two counts
_THAT: Final = frozenset(("ان", "انه", "انها", "بان"))
_RELATIVE: Final = frozenset(CUES["relative"])
_SAYING: Final = frozenset(CUES["saying"])
_RELATIVE_NIGHTS: Final = frozenset(words()["settings"]["bare_relative_rules"])


class DateChooser:
    """Chooses among the dates of one article."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    def of_event(self, count: Found, scene: Scene, nearest: DateMention | None) -> tuple[DateMention | None, str]:
        """The date of an event, None for none, and the rule that decided; `nearest` is the date nearest to it."""
        mention, rule = self._chosen(count, scene, nearest)
        if mention is not None and mention.kind in TIMED and (deed := self._day_of_deed(mention, count)) is not None:
            return deed, f"{deed.rule}, in the next sentences, where the attack itself is dated"
        return mention, rule

    def _day_of_deed(self, said: DateMention, count: Found) -> DateMention | None:
        """«قالت الوزارة الاثنين إن …» and then «… وقع مساء الأحد»: the day of the attack, the first being of speech."""
        if said.edtf and not self.is_of_speech(said):
            return None
        for later in range(count.sentence + 1, min(count.sentence + _RETOLD, self.layout.last + 1)):
            if self.layout.marker(later):
                return None
            if later not in self.layout.attack_sentences:
                continue
            for day in self.layout.dates[later]:
                apart = day.kind in TIMED and bool(day.edtf) and not self.is_of_speech(day)
                if apart and (_just_before(day.edtf, said.edtf) if said.edtf else day.edtf[:4].isdigit()):
                    return day
        return None

    def is_of_speech(self, mention: DateMention) -> bool:
        """Whether a day stands beside a verb of saying that opens its sentence: «قالت وسائل إعلام يوم الاثنين إن»."""
        if mention.said:
            return True
        sentence = self.layout.folded.sentences[self.layout.folded.sentence_at(mention.start)]
        at = bisect_left(sentence.starts, mention.start)
        if at > _SAID_REACH:
            return False
        said = False
        for form in sentence.forms[:at]:
            said = said or form in _SAYING
            if said and form in _THAT:
                return False
        return said

    def _chosen(self, count: Found, scene: Scene, nearest: DateMention | None) -> tuple[DateMention | None, str]:
        index = count.sentence
        if nearest is not None and nearest.kind == "period" and self.is_aside(nearest, count):
            nearest = None
        risen = count.update or self.layout.says(index, "earlier toll")
        if risen and (told := self._told_elsewhere(index)) is not None:
            return told, f"{told.rule}, of the attack whose toll rises"
        if nearest is not None and scene.date is not None and self._is_told_later(nearest, scene, index):
            return scene.date, f"{scene.date.rule}, of the attack that «{nearest.rule}» tells more of"
        if nearest is not None and not nearest.edtf and scene.date is not None and not _is_relative(nearest):
            nearest = None
        if nearest is not None and self.is_after(nearest, count):
            return None, f"{BEFORE} «{nearest.rule}» dates"
        if nearest is not None and (self.layout.reaches(nearest, count) or not scene.told):
            return nearest, f"{nearest.rule}, in the sentence"
        if self.layout.says(index, "that day") and (told := self._told_just_before(index, scene)) is not None:
            return told, f"{told.rule}, of the day told of"
        if self._is_some_time_ago(count):
            return None, "some time ago, in the sentence"
        if marker := self.layout.marker(index):
            return None, f"an undated sentence of {marker}"
        following = self._following_date(index)
        if scene.date is not None:
            if following is not None and scene.date.rule in _RELATIVE_NIGHTS and following.rule not in _RELATIVE_NIGHTS:
                return following, f"{following.rule}, in the next sentences, which is plainer than «{scene.date.rule}»"
            return scene.date, f"{scene.date.rule}, in an earlier sentence"
        if following is not None:
            return following, f"{following.rule}, in the next sentences"
        return None, "no date in the text"

    def _is_some_time_ago(self, count: Found) -> bool:
        """«وقُتل ثلاثة رعاة قبل أيام في بادية السخنة»: a time of its own, though nobody knows which."""
        for mention in self.layout.dates[count.sentence]:
            if mention.kind == "vague" and mention.rule == SOME_TIME_AGO and mention.start >= count.end:
                between = self.layout.text[count.end : mention.start]
                if "،" not in between and _RELATIVE.isdisjoint(between.split()):
                    return True
        return False

    def _is_told_later(self, mention: DateMention, scene: Scene, index: int) -> bool:
        """«وتبنى التنظيم الهجوم في اليوم التالي، زاعماً …», «ثم عُدّلت الحصيلة ظهر اليوم إلى تسعة عشر»."""
        if mention.kind not in TIMED or not scene.told or scene.date is None or self.layout.marker(index):
            return False
        later = _just_before(scene.date.edtf, mention.edtf)
        return later and (self.layout.revises(index) or self.is_of_speech(mention))

    def _told_just_before(self, index: int, scene: Scene) -> DateMention | None:
        """«وكانت الوزارة قد أعلنت يومها …»: the day of the sentence before, or of the scene."""
        before = self.layout.dates[index - 1] if index else []
        return next((d for d in reversed(before) if d.kind in TIMED and d.edtf and not d.said), scene.date)

    def nearest(self, count: Found, *, vague: bool = False) -> DateMention | None:
        """The date of the sentence that is nearest to the count by clauses; those that only say «often» if `vague`."""
        here = self.layout.dates[count.sentence]
        if not here:
            return None
        usable = [m for m in here if vague or m.kind != "vague"]
        if not vague and not (len(usable) == 1 and usable[0].kind in TIMED):  # a day alone may be a report's too
            own = [m for m in usable if not self.layout.is_of_report(m, count.sentence)]
            usable = own or [m for m in usable if m.kind in TIMED]
        usable = [m for m in usable if not self._is_of_others(m, count, usable)]
        if len(usable) > 1:
            compared = [m for m in usable if m.kind == "period" and m.start > count.end and self.layout.is_record(m)]
            usable = [m for m in usable if m not in compared] or usable
        if any(m.kind == "month" and m.edtf for m in usable):  # «شهد آب مقتل 581 حتى أمس»
            usable = [m for m in usable if not m.rule.startswith(UNTIL)]
        if not usable:
            return None
        nearest = self.layout.nearest(usable, count)
        if vague or nearest.edtf or self.layout.reaches(nearest, count):
            return nearest
        # «قبل ثلاثة أيام» in another clause, which nothing resolves, is not the date of this one.
        resolved = [m for m in usable if m.edtf]
        return self.layout.nearest(resolved, count) if resolved else nearest

    def _is_of_others(self, mention: DateMention, count: Found, beside: Sequence[DateMention]) -> bool:
        """Whether a date is of what came later, of one attack of those counted, or of all where one is counted.

        «قُتل 13 خلال أسبوع في هجمات، أعنفها أوقع ستة قتلى».
        """
        if self.layout.comes_after(mention, count, beside) or is_of_one(self.layout, mention, count):
            return True
        return mention.kind == "period" and is_of_all(self.layout, mention, count)

    def _told_elsewhere(self, index: int) -> DateMention | None:
        """The day of the attack, where another sentence tells of it; a risen toll stands beside the day it rose."""
        for other in range(len(self.layout.dates)):
            if other != index and other in self.layout.attack_sentences and not self.layout.marker(other):
                timed = [
                    d for d in self.layout.dates[other] if d.kind in TIMED and d.edtf and not self.layout.counts[other]
                ]
                if timed:
                    return timed[0]
        return None

    def is_after(self, mention: DateMention, count: Found) -> bool:
        """«منذ مطلع أيلول بدأت … بعد هجوم أدى إلى مقتل اثنين»: the date is that of what came after the count."""
        between = self.layout.text[mention.end : count.start]
        after = mention.end <= count.start and any(cue in between for cue in CUES["after"])
        return after and _CONSEQUENCE not in between

    def _is_of_another(self, period: DateMention, count: Found, here: Sequence[Found]) -> bool:
        """«أحصى المرصد 5 قتلى في الضربة، لافتاً إلى أن الضربات … منذ 2019، قُتل فيها 46»: of a count after a comma."""
        text, start, end = self.layout.text, period.start, period.end
        own = distance(text, start, end, count)
        return any(c.position > count.end and is_within(own, text, start, end, c) for c in here)

    def is_aside(self, period: DateMention, count: Found) -> bool:
        """«عثرت على ثلاث جثث، وحررت فتاة محتجزة منذ 2014», «ما يرفع الحصيلة منذ آذار»: a period of another clause."""
        here = self.layout.counts[count.sentence]
        between_counts = [c for c in here if count.end <= c.position < period.start]
        if any(c.part_of is None for c in between_counts):
            return self._is_of_another(period, count, here) and not _is_one_run([count, *between_counts])
        if rises(self.layout, count.sentence, count.end, period.start):
            return True
        between = SHARE_ASIDE.sub("", self.layout.text[count.end : period.start])
        plain = period.start > count.end and "،" in between and not self.layout.tallies(count.sentence)
        return plain and not is_short(period.edtf)

    def _following_date(self, index: int) -> DateMention | None:
        for later in range(index + 1, min(index + 3, self.layout.last + 1)):
            if self.layout.marker(later) or (self.layout.counts[later] and not self._leads(index)):
                return None
            timed = [d for d in self.layout.dates[later] if d.kind in TIMED and d.edtf]
            if (
                timed
                and self.layout.counts[later]
                and self.layout.opens(timed[0], later)
                and self.layout.folded.sentences[index].paragraph
            ):
                return None  # «وفي 2 آذار قُتلت …»: another day's incident
            if timed and (self.layout.counts[later] or later in self.layout.attack_sentences):
                return timed[-1]
        return None

    def _leads(self, index: int) -> bool:
        """The headline, or the first sentence of the body that counts: what follows tells the same again."""
        sentences, counts = self.layout.folded.sentences, self.layout.counts
        return not any(counts[before] and sentences[before].paragraph > 0 for before in range(index))


def _is_one_run(counts: Sequence[Found]) -> bool:
    """«مقتل 6 أشخاص وإصابة 11 آخرين خلال تموز»: counts side by side, which share what follows."""
    return all(later.start - earlier.end <= _SIDE_BY_SIDE for earlier, later in pairwise(counts))


def _just_before(day: str, said: str) -> bool:
    """Whether a day lies shortly before another."""
    (first, _), (second, _) = interval(day), interval(said)
    if not first or not second:
        return False
    return 0 < (Day.fromisoformat(second) - Day.fromisoformat(first)).days <= _DAYS_APART


def moment(mention: DateMention, count: Found) -> str:
    """The EDTF date of a count: people missing or held «منذ 5 آذار» went missing on that day."""
    day, _, _ = mention.edtf.partition("/")
    since_day = (
        mention.rule.startswith("since") and count.measure in ("missing", "captured") and len(day) == len("2021-03-05")
    )
    return day if since_day else mention.edtf


def _is_relative(mention: DateMention) -> bool:
    return mention.kind in TIMED
