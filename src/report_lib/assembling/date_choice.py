"""Choose when a count happened among the dates of its clause, its sentence, and what was told before and after."""

from __future__ import annotations

from functools import cached_property

from report_lib.arabic.vocabulary import words
from report_lib.assembling.layout import CUES, Layout, Scene
from report_lib.assembling.scenes import REMOTE, TIMED, is_short
from report_lib.counting.counts import Found
from report_lib.dating.dates import DateMention

BEFORE = "before what"
_RELATIVE_NIGHTS = frozenset(words()["settings"]["bare_relative_rules"])


class DateChooser:
    """Chooses among the dates of one article."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout

    def of_event(self, count: Found, scene: Scene) -> tuple[DateMention | None, str]:
        """The date of an event, None for none, and the rule that decided."""
        index = count.sentence
        nearest = self.nearest(count)
        if nearest is not None and nearest.kind == "period" and self.is_aside(nearest, count):
            nearest = None
        risen = count.update or any(cue in self.layout.sentence_text(index) for cue in CUES["earlier toll"])
        if risen and (told := self._told_elsewhere(index)) is not None:
            return told, f"{told.rule}, of the attack whose toll rises"
        if nearest is not None and not nearest.edtf and scene.date is not None and not _is_relative(nearest):
            nearest = None
        if nearest is not None and self.is_after(nearest, count):
            return None, f"{BEFORE} «{nearest.rule}» dates"
        if nearest is not None:
            remote = self.layout.distance(nearest.start, nearest.end, count) >= REMOTE
            if not (remote and scene.told):
                return nearest, f"{nearest.rule}, in the sentence"
        if self.layout.markers[index]:
            return None, f"an undated sentence of {self.layout.markers[index]}"
        following = self._following_date(index)
        if scene.date is not None:
            if following is not None and scene.date.rule in _RELATIVE_NIGHTS and following.rule not in _RELATIVE_NIGHTS:
                return following, f"{following.rule}, in the next sentences, which is plainer than «{scene.date.rule}»"
            return scene.date, f"{scene.date.rule}, in an earlier sentence"
        if following is not None:
            return following, f"{following.rule}, in the next sentences"
        return None, "no date in the text"

    def nearest(self, count: Found, *, vague: bool = False) -> DateMention | None:
        """The date of the sentence that is nearest to the count by clauses; those that only say «often» if `vague`."""
        usable = [m for m in self.layout.dates[count.sentence] if vague or m.kind != "vague"]
        if not vague:
            usable = [m for m in usable if not self._is_of_report(m)] or usable

        def distance(mention: DateMention) -> float:
            return self.layout.distance(mention.start, mention.end, count)

        nearest = min(usable, key=distance, default=None)
        if nearest is None or vague or nearest.edtf or distance(nearest) < REMOTE:
            return nearest
        # «قبل ثلاثة أيام» in another clause, which nothing resolves, is not the date of this one.
        return min((m for m in usable if m.edtf), key=distance, default=nearest)

    def _is_of_report(self, mention: DateMention) -> bool:
        """«في تقريرها الصادر اليوم»: the day of the report."""
        before = self.layout.text[max(0, mention.start - 25) : mention.start]
        return mention.kind in TIMED and any(cue in before for cue in CUES["reporting"])

    def _told_elsewhere(self, index: int) -> DateMention | None:
        """The day of the attack, where another sentence tells of it; a risen toll stands beside the day it rose."""
        for other in range(len(self.layout.dates)):
            if other != index and other in self.layout.attack_sentences and not self.layout.markers[other]:
                timed = [
                    d for d in self.layout.dates[other] if d.kind in TIMED and d.edtf and not self.layout.counts[other]
                ]
                if timed:
                    return timed[0]
        return None

    def is_after(self, mention: DateMention, count: Found) -> bool:
        """«منذ مطلع أيلول بدأت … بعد هجوم أدى إلى مقتل اثنين»: the date is that of what came after the count."""
        between = self.layout.text[mention.end : count.start]
        return mention.end <= count.start and any(cue in between for cue in CUES["after"])

    def is_aside(self, period: DateMention, count: Found) -> bool:
        """«عثرت على ثلاث جثث، وحررت فتاة محتجزة منذ 2014»: a period of another clause."""
        between = self.layout.text[count.end : period.start]
        plain = period.start > count.end and "،" in between and not self.layout.tallies(count.sentence)
        return plain and not is_short(period.edtf)

    def _following_date(self, index: int) -> DateMention | None:
        for later in range(index + 1, min(index + 3, self.layout.last + 1)):
            if self.layout.markers[later] or (self.layout.counts[later] and not self._leads(index)):
                return None
            timed = [d for d in self.layout.dates[later] if d.kind in TIMED and d.edtf]
            if (
                timed
                and self.layout.counts[later]
                and self._opens(timed[0], later)
                and self.layout.folded.sentences[index].paragraph
            ):
                return None  # «وفي 2 آذار قُتلت …»: another day's incident
            if timed:
                return timed[-1]
        return None

    def _opens(self, mention: DateMention, index: int) -> bool:
        return mention.start - self.layout.folded.sentences[index].start <= 4

    def _leads(self, index: int) -> bool:
        """The headline, or the first sentence of the body that counts: what follows tells the same again."""
        return index <= self._first_that_counts

    @cached_property
    def _first_that_counts(self) -> int:
        """The number of the first sentence of the body that counts; looked for once, not for each count."""
        sentences, counts = self.layout.folded.sentences, self.layout.counts
        return next((i for i, sentence in enumerate(sentences) if counts[i] and sentence.paragraph > 0), len(counts))


def moment(mention: DateMention, count: Found) -> str:
    """The EDTF date of a count: people missing or held «منذ 5 آذار» went missing on that day."""
    day, _, _ = mention.edtf.partition("/")
    since_day = mention.kind == "period" and count.measure in ("missing", "captured") and len(day) == len("2021-03-05")
    return day if since_day else mention.edtf


def _is_relative(mention: DateMention) -> bool:
    return mention.kind in TIMED
