"""Lay an article out by sentences: their counts, dates and places, and how each sentence stands to the news."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, zip_longest

from report_lib.arabic.text import Folded, fold_word
from report_lib.arabic.triggers import trigger
from report_lib.arabic.vocabulary import words
from report_lib.counting.counts import Found
from report_lib.dating.date_chains import AFTER, TOLD_OF
from report_lib.dating.dates import DateMention
from report_lib.edtf_dates import exact_day
from report_lib.placing.places import PlaceMention
from report_lib.records import GOVERNORATES

_LOCATING = frozenset({"where", "toward", "distance", "road_end"})
# A comma, or a word that opens another clause, puts what follows this many characters further away.
CLAUSE = 60.0
# A date this far away in its sentence gives way to the date that the article has established.
_REMOTE = 2 * CLAUSE
_DAYS_SUMMED = 3  # as many days told of one by one are summed up
# «وفي», «ثم في», a bullet: no more characters than these stand before what a sentence opens with.
_NEAR_OPENING = 8
# «أعلن في 9 أيار أن …»: what is said begins after it.
_THAT = " ان "
# How far, in characters: «منذ بدء …» before its date, «القريبة من …» after the place it describes.
_BEGINNING_REACH, _NEAR_REACH, _OPEN_REACH, _REPORT_REACH, _APPOSITION_REACH = 90, 25, 25, 25, 110
# In characters: what is read before a place; in words: how far before it those may be named who sit there.
_WORDS_BEFORE, _STATION_REACH, _HOSPITAL_REACH = 60, 4, 3
_OPENING = 60  # characters of a sentence that may lead away from the news
_ABOUT = 30  # characters in which a sentence says what it is about
_RECORD_REACH = 30  # … and before a period the word that something is compared
TIMED = frozenset({"day", "span"})
# «منذ بدء …», «منذ توقيع اتفاق 5 آذار», «منذ أن سيطرت … في»: what stands between is no time and no clause of its own.
_SINCE_BEGINNING = re.compile(r"منذ (?:\S+ ){0,10}$")
_SINCE_THEN = re.compile(rf"منذ (?:{'|'.join(fold_word(word) for word in words()['settings']['since then'])})")
_SINCE_OPEN = re.compile(
    rf"منذ (?:{'|'.join(fold_word(word) for word in words()['settings']['beginnings'])})"
    rf" (?:{'|'.join(fold_word(word) for word in words()['settings']['open beginnings'])})\b"
    rf"|منذ (?:{'|'.join(fold_word(word) for word in words()['settings']['founding'])})\b"
)
_OVER = re.compile(
    rf"\b(?:{'|'.join(fold_word(word) for word in words()['settings']['over'])})"
    rf" (?:\S+ )?(?:{'|'.join(fold_word(word) for word in words()['settings']['lengths'])})\b"
)
OPEN_PERIOD, SAME_PERIOD = "a period without dates", "the period named before"
_UNDATED = frozenset({OPEN_PERIOD, SAME_PERIOD})
_SAME_PERIOD = re.compile("|".join(fold_word(cue) for cue in words()["settings"]["same period"]))
NO_PARAGRAPH = -1
_UNTIL = "../"
SYRIAN = frozenset(GOVERNORATES)
CUES = {
    kind: tuple(fold_word(cue) + (" " if kind == "aside" else "") for cue in cues)
    for kind, cues in words()["settings"].items()
    if kind != "bare_relative_rules"
}
_HOURS = trigger(lambda: frozenset(CUES["hour"]))
_BORDERS = [re.compile(re.escape(border)) for border in (*"،؛:", _THAT, *CUES["aside"])]


@dataclass(frozen=True)
class Scene:
    """What the sentences so far have established."""

    date: DateMention | None = None
    told: bool = False  # the date stands with casualties, not only with something said
    place: PlaceMention | None = None
    governorates: tuple[str, ...] = ()
    period: DateMention | None = None  # the period of a running tally
    region: tuple[str, ...] = ()  # the governorate that the title gives the running tally
    events: bool = False  # an event has been told
    aside: int = (
        NO_PARAGRAPH  # the paragraph out of which the running tally does not lead, since it was told in passing
    )


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
        self._said: dict[tuple[int, str], bool] = {}
        self._governorates: dict[int, frozenset[str]] = {}
        self.last = len(folded.sentences) - 1
        self.dates: list[list[DateMention]] = [[] for _ in folded.sentences]
        self.places: list[list[PlaceMention]] = [[] for _ in folded.sentences]
        self.counts: list[list[Found]] = [[] for _ in folded.sentences]
        for date, following in zip_longest(dates, dates[1:]):
            if date.rule != "dateline" and not self._is_of_a_state(date) and not self._is_a_name(date):
                self._put(self._since(date, published or self._counted_until(date, following)))
        self._add_open_periods(published)
        self._add_same_periods()
        self._add_hours(dates)
        for place in places:
            here = self.places[self._sentence_of(place.start)]
            if place.role in _LOCATING and self._locates(place) and not (here and self._is_near(here[-1], place)):
                here.append(place)
        for count in counts:
            self.counts[count.sentence].append(count)
        self.last_count = max((count.sentence for count in counts), default=-1)
        self.attack_sentences = attack_sentences
        self.markers = [self._marker(i) for i in range(len(folded.sentences))]

    def is_of_report(self, mention: DateMention) -> bool:
        """«في تقريرها الصادر اليوم», «تقريره الصادر العام الماضي»: the day of the report."""
        before = self.text[max(0, mention.start - _REPORT_REACH) : mention.start].rpartition(_THAT)[2]
        cues = CUES["reporting"] if mention.kind in TIMED else CUES["issued"]
        return mention.kind != "period" and any(cue in before for cue in cues)

    def _put(self, date: DateMention) -> None:
        """Add a date to its sentence; «منذ … 2014 وحتى نهاية 2018» are one period."""
        here = self.dates[self._sentence_of(date.start)]
        last = here[-1] if here else None
        if last is not None and date.edtf.startswith(_UNTIL) and last.rule.startswith("since, "):
            here[-1] = last._replace(
                end=date.end, edtf=f"{last.edtf.partition('/')[0]}/{date.edtf.removeprefix(_UNTIL)}"
            )
        else:
            here.append(date)

    def _add_open_periods(self, published: str) -> None:
        """«منذ ذلك الحين» hangs on the date named last before it, «منذ بدء الموسم» on none."""
        for found in _SINCE_THEN.finditer(self.text):
            index = self._sentence_of(found.start())
            before = [d for each in self.dates[max(0, index - 1) : index + 1] for d in each if d.end <= found.start()]
            start = before[-1].edtf.partition("/")[0] if before else ""
            edtf = f"{start}/{published or '..'}" if start[:4].isdigit() else ""
            since = DateMention(*found.span(), edtf, "relative", "period", "since then")
            # The moment itself dates what ended then, not what has been counted since.
            self.dates[index] = [d for d in self.dates[index] if d not in before[-1:]] + [since]
        for found in (*_SINCE_OPEN.finditer(self.text), *_OVER.finditer(self.text)):
            index = self._sentence_of(found.start())
            reaches = ((d, _BEGINNING_REACH if d.rule.startswith("since") else _OPEN_REACH) for d in self.dates[index])
            if not any(found.start() <= d.start < found.end() + reach for d, reach in reaches):
                self.dates[index].append(DateMention(*found.span(), "", "unknown", "period", OPEN_PERIOD))

    def _add_same_periods(self) -> None:
        """«قُتل في تلك المدة 33 شخصاً»: in the period named before."""
        if not any(cue in self.text for cue in CUES["same period"]):
            return  # found in a fraction of the time that the pattern takes
        for found in _SAME_PERIOD.finditer(self.text):
            index = self._sentence_of(found.start())
            named = self._period_before(index)
            edtf, basis = (named.edtf, named.basis) if named else ("", "unknown")
            self.dates[index].append(DateMention(*found.span(), edtf, basis, "period", SAME_PERIOD))

    def _period_before(self, index: int) -> DateMention | None:
        """The period named last before a sentence."""
        before = (date for dates in self.dates[:index][::-1] for date in reversed(dates))
        return next((date for date in before if date.kind in ("span", "period")), None)

    def _add_hours(self, dates: Sequence[DateMention]) -> None:
        """«هاجموا النقطة قرابة الخامسة فجراً» under a printed date: that day."""
        printed = next((d for d in dates if d.rule == "dateline" and d.kind == "day" and d.edtf), None)
        if printed is None:
            return
        for index, sentence in enumerate(self.folded.sentences):
            hours = sentence.places(_HOURS)
            if hours and not self.dates[index]:
                hour = sentence.tokens[hours[0]]
                rule = "an hour of the day of writing"
                self.dates[index].append(DateMention(hour.start, hour.end, printed.edtf, "relative", "day", rule))

    def _sentence_of(self, position: int) -> int:
        return self.folded.sentence_at(position)

    def covers(self, index: int, mention: DateMention) -> bool:
        """Whether a mention stands in a sentence."""
        sentence = self.folded.sentences[index]
        return sentence.start <= mention.start < sentence.end

    def says(self, index: int, kind: str) -> bool:
        """Whether a cue of a kind stands in a sentence; looked for once."""
        if (index, kind) not in self._said:
            sentence = self.folded.sentences[index]
            text = self.text[sentence.start : sentence.end]
            self._said[index, kind] = any(cue in text for cue in CUES[kind])
        return self._said[index, kind]

    def governorates_named(self, index: int) -> frozenset[str]:
        """The governorates of the places where something happens in a sentence; empty if it names none."""
        if index not in self._governorates:
            named = frozenset(g for place in self.places[index] for g in place.place.governorates)
            self._governorates[index] = named
        return self._governorates[index]

    def revises(self, index: int) -> bool:
        """Whether a sentence corrects a toll told before: «ثم عدّلت الإذاعة الحصيلة ظهر اليوم إلى تسعة عشر»."""
        if self.says(index, "earlier toll") or any(c.update for c in self.counts[index]):
            return True
        return self.says(index, "the toll") and any(
            form in CUES["revising"] for form in self.folded.sentences[index].forms
        )

    def tallies(self, index: int) -> bool:
        """Whether the sentence speaks of a total, a report, a year's or month's attacks."""
        return self.says(index, "tally")

    def is_over(self, mention: DateMention) -> bool:
        """«خلال آذار», «في 2022 كلها», «شهد عام 2021 مقتل …»: all of a month or year, over which one counts."""
        before = self.text[: mention.start].rstrip()
        after = self.text[mention.end :].lstrip()
        text = self.text[mention.start : mention.end]
        saw = mention.kind == "year" and (before.endswith(CUES["saw"]) or after.startswith(CUES["saw"]))
        return saw or after.startswith(CUES["whole"]) or text.startswith(CUES["over"]) or before.endswith(CUES["over"])

    def is_record(self, mention: DateMention) -> bool:
        """«في هجوم هو الأوسع من نوعه خلال عامين»: over so long nothing like it has happened."""
        before = self.text[max(0, mention.start - _RECORD_REACH) : mention.start].split()
        return any(word.strip('،"():') in CUES["record"] for word in before)

    def sums_up(self, index: int) -> bool:
        """Whether a sentence opens the sum of a list: «▪️ المجموع خلال الأسبوع: 7 قتلى»."""
        first = next((token for token in self.folded.sentences[index].tokens if token.is_word), None)
        return first is not None and self.text.startswith((*CUES["sum"], *CUES["sums up"]), first.start)

    def is_example(self, index: int) -> bool:
        """«ومن أبرز العمليات، مقتل قيادي في طفس»: one event of the tally told before."""
        first = next((token for token in self.folded.sentences[index].tokens if token.is_word), None)
        opening = self.text[first.start : first.start + _ABOUT] if first is not None else ""
        return any(cue in opening for cue in CUES["example"])

    @cached_property
    def heading(self) -> DateMention | None:
        """The period of the tally that the title announces, dated or not: «حصاد الأسبوع من 2 حتى 8 حزيران»."""
        for index, sentence in enumerate(self.folded.sentences):
            if sentence.paragraph != self.folded.sentences[0].paragraph:
                return None
            if self.says(index, "harvest"):
                undated = DateMention(sentence.start, sentence.start, "", "unknown", "period", OPEN_PERIOD)
                first = next((date for date in self.dates[index] if date.rule not in _UNDATED), undated)
                return first if first.kind != "day" else None  # «حصاد الأربعاء 22 كانون الأول»
        return None

    def distance(self, start: int, end: int, count: Found) -> float:
        """Characters between a mention and the count; each border of clauses in between counts as sixty more."""
        if start >= count.end:
            first, last = count.end, start
        elif end <= count.start:
            first, last = end, count.start
        else:
            return 0.0
        starts, ends = self._borders
        borders = bisect_right(ends, last) - bisect_left(starts, first)  # that lie wholly in between
        return last - first + CLAUSE * max(0, borders)

    def reaches(self, date: DateMention, count: Found) -> bool:
        """Whether a date of a count's sentence may be the count's: it is near, or a day or month that stands before it.

        «وفجر اليوم، استهدفت مسيّرة سيارة على طريق تل رفعت، فأصابت شخصين».
        """
        dated = date.kind in TIMED or date.kind == "month"
        governs = date.end <= count.start and dated and bool(date.edtf) and not date.said
        return governs or self.distance(date.start, date.end, count) < _REMOTE

    def comes_after(self, mention: DateMention, count: Found, beside: Sequence[DateMention]) -> bool:
        """«احتجزت 12 مقاتلاً …، قبل أن يُفتح السوق صباح اليوم التالي»: what happened later.

        «ضربة في 14 أيار أودت بحياة 11 مدنياً، وأخرى بعدها بأسبوع …»: what is counted from a day named before.
        """
        if mention.start < count.end:
            return False
        if mention.rule == AFTER:
            return True  # «خطفوا 230 مدنياً غداة سيطرتهم على المدينة»
        if mention.rule.endswith(TOLD_OF) and any(m.kind in TIMED and m.end <= count.start for m in beside):
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
        heading = next((d for d in days if d.kind == "span" and not self.counts[self._sentence_of(d.start)]), None)
        if heading is not None:
            return heading._replace(kind="period")
        ends = sorted({end for day in days if not self.is_of_report(day) for end in day.edtf.split("/")})
        if len(ends) < _DAYS_SUMMED or not all(map(exact_day, ends)):
            return None
        return days[0]._replace(edtf=f"{ends[0]}/{ends[-1]}", basis="relative", kind="period", rule="the days told of")

    @cached_property
    def _borders(self) -> tuple[list[int], list[int]]:
        """Where the borders of clauses begin, and where they end; looked up for every pair of mention and count."""
        spans = [found.span() for border in _BORDERS for found in border.finditer(self.text)]
        return sorted(start for start, _ in spans), sorted(end for _, end in spans)

    def _counted_until(self, date: DateMention, following: DateMention | None) -> str:
        """«منذ اندلاع المعارك الثلاثاء 21 آذار 2017 …، وفق ما أفاد المرصد الخميس»: the later day of the sentence."""
        if following is None or not exact_day(following.edtf) or following.edtf <= date.edtf:
            return ""
        return following.edtf if self._sentence_of(following.start) == self._sentence_of(date.start) else ""

    def _since(self, date: DateMention, published: str) -> DateMention:
        """«منذ بدء الحملة في 18 شباط»: a period until the day of publication."""
        begun = _SINCE_BEGINNING.search(self.text, max(0, date.start - _BEGINNING_REACH), date.start)
        if date.kind == "period" and self._is_then(date):
            return date._replace(edtf=date.edtf.partition("/")[0], kind="month", rule=date.rule.removeprefix("since, "))
        fresh = date.kind in ("day", "month") and date.edtf[:4].isdigit() and "/" not in date.edtf
        if begun is not None and date.kind == "day" and date.edtf.startswith("XXXX") and self._is_since(begun, date):
            return date._replace(edtf="", kind="period", rule=f"since, {date.rule}")
        if not fresh or begun is None or (published and date.edtf > published) or not self._is_since(begun, date):
            return date
        until = published[: len(date.edtf)] if published else ".."
        edtf = date.edtf if until == date.edtf else f"{date.edtf}/{until}"
        return date._replace(edtf=edtf, kind="period", rule=f"since, {date.rule}")

    def _is_then(self, date: DateMention) -> bool:
        """«منذ حزيران، عندما قُتل أحد عشر»: the time of what happened then."""
        when, *after = self.text[date.end : date.end + _NEAR_REACH].lstrip("، ").split() or [""]
        return when in CUES["then"] and any(word in CUES["own clause"] for word in after[:2])

    def _is_since(self, begun: re.Match[str], date: DateMention) -> bool:
        """Whether «منذ» reaches to a date: over no mark, no number and no time of its own."""
        words_between = [word.strip('"()') for word in begun.group().split()[1:]]
        if any(word in CUES["own clause"] or word[-1:] in ("،", ".", ":", "؛", ",") for word in words_between):
            return False
        hedged = not words_between or words_between[0] not in CUES["beginnings"]  # «منذ نحو أسبوع …»
        if any(word in CUES["no since"] for word in words_between[: 1 + hedged]):
            return False
        return date.kind == "day" or bool(words_between)

    def _is_a_name(self, date: DateMention) -> bool:
        """«قناة «حلب اليوم»»: the end of an outlet's name in quotation marks."""
        before = self.text[max(0, date.start - _NEAR_REACH) : date.start]
        return (
            self.text[date.end : date.end + 1] == '"' and before.count('"') % 2 == 1 and date.rule.startswith("today")
        )

    def _is_of_a_state(self, date: DateMention) -> bool:
        """«البلدة المحاصرة منذ 2013»: the period of a state, not of a toll."""
        return date.kind == "period" and self.text[: date.start].rstrip().endswith(CUES["states"])

    def _is_near(self, place: PlaceMention, other: PlaceMention) -> bool:
        """«دوما قرب العاصمة دمشق», «الغوطة الشرقية، القريبة من دمشق»: the second only says where the first lies."""
        between = self.text[place.end : other.end]
        called = between.lstrip(' ،"').split(" ", 1)[0] in CUES["apposition"]
        if called and between.startswith("،") and between.count("،") == 1 and len(between) < _APPOSITION_REACH:
            before, name = self.text[: other.start].rstrip(), self.text[other.start : other.end]
            return name.startswith(CUES["near"]) or before.endswith(CUES["near"])
        apart = other.start - place.end > _NEAR_REACH or place.place.governorates == other.place.governorates
        return bool(place.place.governorates) and not apart and between.lstrip(' ،"').startswith(CUES["near"])

    def _locates(self, mention: PlaceMention) -> bool:
        """A country or foreign capital is a place only after a word of place: «في تركيا», not «نفت أنقرة»."""
        before = self.text[max(0, mention.start - _WORDS_BEFORE) : mention.start].split()
        if self._is_beside_the_event(mention, before):
            return False
        before = before[-1:]
        if mention.place.kind != "country" and set(mention.place.governorates) <= SYRIAN:
            return not (before and before[0] in CUES["acting"])  # «غارات شنتها دمشق»
        if any(word in CUES["seat"] for word in self.text[: mention.start].rsplit(None, 2)[-2:]):
            return False  # «المرصد من مقره في بريطانيا»
        if self.text[mention.end :].lstrip(' "').startswith("مقر"):
            return False  # «الذي يتخذ من بريطانيا مقراً له»
        inside = bool(before) and before[0].strip('"(«') in CUES["inside"]
        return (
            inside
            or self._heads_item(mention)
            or self.text[mention.start] == "ب"
            or self.text[mention.start : mention.end].startswith(CUES["inside"])
        )

    def _heads_item(self, mention: PlaceMention) -> bool:
        """«2) العراق: 15 هجوماً»."""
        start = self.folded.sentences[self._sentence_of(mention.start)].start
        return self.text[mention.end : mention.end + 1] == ":" and not any(
            letter.isalpha() for letter in self.text[start : mention.start]
        )

    def _is_beside_the_event(self, mention: PlaceMention, before: list[str]) -> bool:
        """Where those sit who shoot, where it was heard, where people came from, where a government has its seat.

        Nor where the dead were buried, where the wounded were taken, what lies opposite, or where only a part was hit.
        """
        near = before[-_STATION_REACH:]
        if not {word.strip('،"(') for word in near}.isdisjoint(CUES["stationed"]) and {"علي", "نحو"}.isdisjoint(near):
            return True
        if not {word.removeprefix("و") for word in before[-2:]}.isdisjoint(CUES["heard"]):
            return True
        if before[-1:] == ["من"] and any(word in CUES["coming"] for word in before[-2:-1]):
            return True
        if not {word.strip("،") for word in before[-_STATION_REACH:]}.isdisjoint(CUES["buried"]):
            return True
        if any(word in CUES["hospitals"] and prior == "الي" for prior, word in pairwise(before[-_HOSPITAL_REACH:])):
            return True
        if before and before[-1] in CUES["opposite"]:
            return True
        if before[-1:] != ["في"] or len(before) == 1:
            return False
        government = before[-2] in CUES["government"] and mention.place.kind in ("city", "country")
        return government or before[-2] in CUES["fractions"]

    def _marker(self, index: int) -> str:
        """ "background" for what lies before the news, "other" for another incident, "" otherwise."""
        sentence = self.folded.sentences[index]
        opening = self.text[sentence.start : min(sentence.start + _OPENING, sentence.end)].lstrip("\"'(- \n")
        for kind in ("background", "other"):
            if opening.startswith(CUES[kind]) and not self._goes_on(opening):
                return kind
        return ""

    def _goes_on(self, opening: str) -> bool:
        """«وكان أعنفها …», «وكانت حصيلة سابقة …»: no background for all that «كان»."""
        return opening.partition(" ")[2].startswith(CUES["goes_on"]) and "كان" in opening.partition(" ")[0]
