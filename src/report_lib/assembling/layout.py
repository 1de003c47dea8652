"""Lay an article out by sentences: their counts, dates and places, and how each sentence stands to the news."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Final

from report_lib.arabic.remembered import Remembered
from report_lib.arabic.text import Folded
from report_lib.assembling.cues import CUES, HINT, OPEN_PERIOD, SAME_PERIOD, SHARE_ASIDE, THAT, TIMED, hints_of
from report_lib.assembling.distances import CLAUSE, AnyMention, is_within, nearest, own
from report_lib.assembling.sentence_dates import dates_by_sentence
from report_lib.assembling.sentence_places import SentencePlaces
from report_lib.counting.counts import Found
from report_lib.dating.date_chains import AFTER, NEXT, TOLD_OF
from report_lib.dating.dates import DateMention
from report_lib.edtf_dates import exact_day
from report_lib.placing.places import PlaceMention

# A date this far away in its sentence gives way to the date that the article has established.
_REMOTE: Final = 2 * CLAUSE
_DAYS_SUMMED: Final = 3  # as many days told of one by one are summed up
# «وفي», «ثم في», a bullet: no more characters than these stand before what a sentence opens with.
_NEAR_OPENING: Final = 8
_LINE_LENGTH, _LINE_REST = 12, 3  # tokens of a line under a title; characters after the date that it ends with
_REPORT_REACH: Final = 25  # characters before the day of a report
_OPENING: Final = 60  # characters of a sentence that may lead away from the news
# Most sentences begin with other words than what leads away from the news.
_FIRST_WORDS: Final = tuple({cue.split()[0] for kind in ("background", "other") for cue in CUES[kind]})
_may_lead_away: Final = Remembered(lambda form: form.startswith(_FIRST_WORDS))
_ABOUT: Final = 30  # characters in which a sentence says what it is about
_RECORD_REACH: Final = 40  # … and before a period the word that something is compared
_UNDATED: Final = frozenset({OPEN_PERIOD, SAME_PERIOD})
_OPENING_MARKS: Final = "\"'(["
NO_PARAGRAPH: Final = -1
_SUMMING: Final = (*CUES["sum"], *CUES["sums up"])
_OVER: Final = CUES["over"]
_OVER_YEAR: Final = (*_OVER, *CUES["saw"])
_WHOLE_YEAR: Final = (*CUES["whole"], *CUES["saw"])
_RECORD: Final = frozenset(CUES["record"])
_REVISING: Final = frozenset(CUES["revising"])
_UNASKED: Final = -1
_NO_COUNTS: Final[list[Found]] = []


class Scene:
    """What the sentences so far have established; made for each sentence, never changed."""

    def __init__(
        self,
        date: DateMention | None,
        told: bool,  # the date stands with casualties, not only with something said
        place: PlaceMention | None,
        governorates: tuple[str, ...],
        period: DateMention | None,  # the period of a running tally
        region: tuple[str, ...],  # the governorate that the title gives the running tally
        events: bool,  # an event has been told
        aside: int = NO_PARAGRAPH,  # the paragraph out of which the running tally does not lead, told in passing
    ) -> None:
        self.date = date
        self.told = told
        self.place = place
        self.governorates = governorates
        self.period = period
        self.region = region
        self.events = events
        self.aside = aside


class Layout:
    """An article's sentences, each with the counts, dates and places that stand in it; lists are by sentence."""

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
        sentences = folded.sentences
        # What is found out of a sentence when it is first asked for.
        self._hints = [_UNASKED] * len(sentences)  # the kinds of cues that may stand in it, as bits
        self._said = [0] * len(sentences)  # … and those of them that were found to
        self._governorates: list[set[str] | None] = [None] * len(sentences)
        self._markers: list[str | None] = [None] * len(sentences)
        self.last = len(sentences) - 1
        self.dates = dates_by_sentence(folded, dates, published)
        self.places = SentencePlaces(folded, places)
        self.counts: list[list[Found]] = [_NO_COUNTS] * len(sentences)
        for count in counts:
            self.counts[count.sentence] = [*self.counts[count.sentence], count]
        self.last_count = counts[-1].sentence if counts else -1
        self.attack_sentences = attack_sentences
        self.heading = self._heading()

    def is_of_report(self, mention: DateMention, index: int) -> bool:
        """«في تقريرها الصادر اليوم», «تقريره الصادر العام الماضي»: the day of the report, in the sentence `index`."""
        if mention.kind == "period":
            return False
        kind = "reporting" if mention.kind in TIMED else "issued"
        start = max(0, mention.start - _REPORT_REACH)
        inside = self.covers(index, mention) and start >= self.folded.sentences[index].start
        if inside and not self.says(index, kind):
            return False
        before = self.text[start : mention.start].rpartition(THAT)[2]
        return any(cue in before for cue in CUES[kind])

    def covers(self, index: int, mention: DateMention) -> bool:
        """Whether a mention stands in a sentence."""
        sentence = self.folded.sentences[index]
        return sentence.start <= mention.start < sentence.end

    def says(self, index: int, kind: str) -> bool:
        """Whether a cue of a kind stands in a sentence; looked for once."""
        hints = self._hints[index]
        if hints == _UNASKED:
            hints = self._hints[index] = hints_of(self.folded.sentences[index])
        hint = HINT[kind]
        if not hints & hint:
            return False
        if self._said[index] & hint:
            return True
        sentence = self.folded.sentences[index]
        text = self.text[sentence.start : sentence.end]
        if any(cue in text for cue in CUES[kind]):
            self._said[index] |= hint
            return True
        self._hints[index] = hints & ~hint
        return False

    def is_elsewhere(self, index: int, governorates: tuple[str, ...]) -> bool:
        """Whether what happens in a sentence happens in governorates that it names, and in none of these."""
        named = self._governorates[index]
        if named is None:
            named = self._governorates[index] = {g for place in self.places[index] for g in place.place.governorates}
        return bool(named) and not any(governorate in named for governorate in governorates)

    def revises(self, index: int) -> bool:
        """Whether a sentence corrects a toll told before: «ثم عدّلت الإذاعة الحصيلة ظهر اليوم إلى تسعة عشر»."""
        if self.says(index, "earlier toll") or any(c.update for c in self.counts[index]):
            return True
        return self.says(index, "the toll") and not _REVISING.isdisjoint(self.folded.sentences[index].forms)

    def tallies(self, index: int) -> bool:
        """Whether the sentence speaks of a total, a report, a year's or month's attacks."""
        return self.says(index, "tally")

    def is_over(self, mention: DateMention) -> bool:
        """«خلال آذار», «في 2022 كلها», «شهد عام 2021 مقتل …»: all of a month or year, over which one counts."""
        before, after = self._end_before(mention.start), self._start_after(mention.end)
        year = mention.kind == "year"
        return (
            self.text.endswith(_OVER_YEAR if year else _OVER, 0, before)
            or self.text.startswith(_WHOLE_YEAR if year else CUES["whole"], after)
            or self.text[mention.start : mention.end].startswith(_OVER)
        )

    def _end_before(self, at: int) -> int:
        """Where the text before a place ends, without the spaces between."""
        while at and self.text[at - 1].isspace():
            at -= 1
        return at

    def _start_after(self, at: int) -> int:
        """Where the text after a place begins, without the spaces between."""
        while at < len(self.text) and self.text[at].isspace():
            at += 1
        return at

    def is_record(self, mention: DateMention) -> bool:
        """«في هجوم هو الأوسع من نوعه خلال عامين»: over so long nothing like it has happened."""
        before = self.text[max(0, mention.start - _RECORD_REACH) : mention.start].split()
        return any(word.strip('،"():') in _RECORD for word in before)

    def sums_up(self, index: int) -> bool:
        """Whether a sentence opens the sum of a list: «▪️ المجموع خلال الأسبوع: 7 قتلى»."""
        return self.text.startswith(_SUMMING, self._first_word(index))

    def is_example(self, index: int) -> bool:
        """«ومن أبرز العمليات، مقتل قيادي في طفس»: one event of the tally told before."""
        first = self._first_word(index)
        opening = self.text[first : first + _ABOUT]
        return any(cue in opening for cue in CUES["example"])

    def _first_word(self, index: int) -> int:
        """Where the first word of a sentence begins, behind bullets and numbers; the text's end where it has none."""
        sentence = self.folded.sentences[index]
        for at, form in enumerate(sentence.forms):
            if form[0].isalpha():
                return sentence.starts[at]
        return len(self.text)

    def _heading(self) -> DateMention | None:
        """The period of the tally that the title announces, dated or not: «حصاد الأسبوع من 2 حتى 8 حزيران»."""
        for index, sentence in enumerate(self.folded.sentences):
            if sentence.paragraph != self.folded.sentences[0].paragraph:
                break
            if self.says(index, "harvest"):
                undated = DateMention(sentence.start, sentence.start, "", "unknown", "period", OPEN_PERIOD)
                first = next((date for date in self.dates[index] if date.rule not in _UNDATED), undated)
                return first if first.kind != "day" else None  # «حصاد الأربعاء 22 كانون الأول»
        return self._printed_period()

    def _printed_period(self) -> DateMention | None:
        """«البادية السورية، 1–15 شباط 2022»: the period of a bulletin, which a line under its title ends with."""
        for index, sentence in enumerate(self.folded.sentences):
            if sentence.paragraph - self.folded.sentences[0].paragraph > 1:
                break
            last = self.dates[index][-1] if self.dates[index] else None
            if last is None or last.kind != "span" or self.counts[index] or sentence.end - last.end > _LINE_REST:
                continue
            if len(sentence.forms) <= _LINE_LENGTH and sentence.forms[-1] != ".":
                return last.as_period()
        return None

    def nearest(self, mentions: list[AnyMention], count: Found) -> AnyMention:
        """The mention that follows a count as its own, else the nearest to it by clauses, the first of several."""
        its_own = own(self.text, mentions, count, self.counts[count.sentence])
        return nearest(self.text, mentions, count) if its_own is None else its_own

    def reaches(self, date: DateMention, count: Found) -> bool:
        """Whether a date of a count's sentence may be the count's: it is near, or a day or month that stands before it.

        «وفجر اليوم، استهدفت مسيّرة سيارة على طريق تل رفعت، فأصابت شخصين».
        """
        timed = date.kind in TIMED
        if timed and date.edtf and self._is_item(count.sentence):
            return True
        if date.end <= count.start and (timed or date.kind == "month") and date.edtf and not date.said:
            return True
        reach = _REMOTE
        if date.start > count.end and (aside := SHARE_ASIDE.search(self.text, count.end, date.start)):
            reach += 2 * CLAUSE + len(aside[0])  # «خمسة عناصر، بينهم مسؤول، في عملية جرت فجر أمس»
        return is_within(reach, self.text, date.start, date.end, count)

    def _is_item(self, index: int) -> bool:
        """«🔻 #السخنة: قتلى بانفجار عبوة شرق المدينة، ليلة أمس»: an item of a list tells its own time."""
        first = self.text[self.folded.sentences[index].start]
        return not (first.isalnum() or first.isspace() or first in _OPENING_MARKS)

    def comes_after(self, mention: DateMention, count: Found, beside: Sequence[DateMention]) -> bool:
        """«احتجزت 12 مقاتلاً …، قبل أن يُفتح السوق صباح اليوم التالي»: what happened later.

        «ضربة في 14 أيار أودت بحياة 11 مدنياً، وأخرى بعدها بأسبوع …»: what is counted from a day named before.
        """
        if mention.start < count.end:
            return False
        if mention.rule == AFTER:
            return True  # «خطفوا 230 مدنياً غداة سيطرتهم على المدينة»
        if mention.rule.endswith((TOLD_OF, NEXT)) and any(m.kind in TIMED and m.end <= count.start for m in beside):
            another = any(c.start >= mention.end for c in self.counts[count.sentence])
            return another or "،" in self.text[count.end : mention.start]
        return CUES["later"][0] in self.text[count.end : mention.start]

    def opens(self, mention: DateMention, index: int) -> bool:
        """Whether a sentence opens with a date: «وفي آذار 2016 …»."""
        return 0 <= mention.start - self.folded.sentences[index].start <= _NEAR_OPENING

    def is_heading(self, index: int) -> bool:
        """Whether a line is a day and nothing else: «⬅️ الجمعة 6 كانون الثاني 2023», of what is listed below it."""
        here, sentence = self.dates[index], self.folded.sentences[index]
        covered = here[-1].end - here[0].start if here else 0
        return bool(covered) and here[0].kind in TIMED and sentence.end - sentence.start - covered <= _NEAR_OPENING

    def days_told(self, index: int) -> DateMention | None:
        """The days told of one by one before a sentence: those of the heading, or from the first to the last."""
        days = [d for dates in self.dates[:index] for d in dates if d.kind in TIMED and d.edtf]
        heading = next(
            (d for d in days if d.kind == "span" and not self.counts[self.folded.sentence_at(d.start)]), None
        )
        if heading is not None:
            return heading.as_period()
        told = [d for d in days if not self.is_of_report(d, self.folded.sentence_at(d.start))]
        ends = sorted({end for day in told for end in day.edtf.split("/")})
        if len(ends) < _DAYS_SUMMED or not all(map(exact_day, ends)):
            return None
        edtf, first = f"{ends[0]}/{ends[-1]}", days[0]
        return DateMention(first.start, first.end, edtf, "relative", "period", "the days told of", said=first.said)

    def marker(self, index: int) -> str:
        """ "background" for what lies before the news, "other" for another incident, "" otherwise."""
        marker = self._markers[index]
        if marker is None:
            marker = self._markers[index] = self._marker(index)
        return marker

    def _marker(self, index: int) -> str:
        sentence = self.folded.sentences[index]
        if not _may_lead_away[next((form for form in sentence.forms if form not in "(-"), "")]:
            return ""
        opening = self.text[sentence.start : min(sentence.start + _OPENING, sentence.end)].lstrip("\"'(- \n")
        for kind in ("background", "other"):
            if opening.startswith(CUES[kind]) and not self._goes_on(opening):
                return kind
        return ""

    def _goes_on(self, opening: str) -> bool:
        """«وكان أعنفها …», «وكانت حصيلة سابقة …»: no background for all that «كان»."""
        return opening.partition(" ")[2].startswith(CUES["goes_on"]) and "كان" in opening.partition(" ")[0]
