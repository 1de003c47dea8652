"""Joins the ends of a period, «من … إلى», and lets «منذ، حتى، خلال، قبل، بعد» before a date have their say."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

from report_lib.dating.date_anchors import Context, Meaning, anchor
from report_lib.dating.date_chains import LAPSE
from report_lib.dating.date_meanings import MEANINGS, Item
from report_lib.dating.date_phrases import Phrase, Reading
from report_lib.dating.date_relative import up_to_now
from report_lib.dating.date_words import HIJRI, word
from report_lib.edtf_dates import exact_day, span

UNTIL: Final = "until"  # how the rule of a date begins that only bounds what is told
_SPAN: Final = timedelta(days=7)  # from-to of more days is the period of a tally
_FEW_DAYS: Final = timedelta(days=3)
_OWN_YEAR: Final = frozenset(("past", "current", "next", "previous", "this_year"))  # «آذار الماضي»
_LEADS: Final = frozenset(("since", "during", "to", "between", "of", "before", "after"))
_SEASON_STARTS: Final = {21: "03", 22: "06", 23: "09", 24: "12"}
_HOUR: Final = {"hour_word", "feminine", "ordinal", "number", "part", "night", "day_word", "article", "hedge"}
_TIME_OF_DAY: Final = _HOUR | {"start", "middle", "end", "of", "in"}
_LINKS: Final = _TIME_OF_DAY | {"to", "and", "dash", "comma"}
_FURTHEST: Final = 6  # so many words may stand between the two ends of a range, or «منذ» and its date


def share_years(reading: Reading) -> None:
    """Give «24 مارس» in «من 24 مارس حتى 12 أبريل 2018» the year of the other end."""
    phrases = reading.phrases
    for at in range(1, len(phrases)):
        first, second = phrases[at - 1], phrases[at]
        if not (first.months and second.months) or max(first.months[0], second.months[0]) > HIJRI:
            continue
        if bool(first.years) == bool(second.years) or not _linked(first, second, reading):
            continue
        over_new_year = second.months[0] < first.months[0]
        if first.years and not second.kinds & _OWN_YEAR:
            second.years = [first.years[-1] + over_new_year]
        elif second.years and not first.kinds & _OWN_YEAR:
            first.years = [second.years[-1] - over_new_year]


def _linked(first: Phrase, second: Phrase, reading: Reading) -> bool:
    """Whether only «إلى، حتى، و» and the time of day stand between two phrases."""
    if second.first - first.last > _FURTHEST:
        return False
    gap = [reading.kind(index) for index in range(first.last, second.first)]
    joined = word(reading.form(second.first)).joined or "and" in gap or "to" in gap or gap == ["dash"]
    return joined and all(kind in _LINKS for kind in gap)


def joined_periods(items: list[Item], context: Context) -> list[Item]:
    """Join the ends of a range; let «منذ، حتى، خلال، قبل، بعد» before a mention have their say."""
    joined: list[Item] = []
    waiting = items[:]
    waiting.reverse()
    while waiting:
        item = waiting.pop()
        lead, at = _lead(item, context.reading)
        both = _range(item, waiting[-1], lead, context) if waiting else None
        if both:
            start = at if lead in ("of", "between", "since") else item.first
            joined.append(Item(item.phrase, both, start, waiting.pop().last))
        else:
            joined.append(_after_lead(item, lead, at, context))
            if lead == "since" and (when := _when(item.last, context.reading)):
                joined.append(Item(item.phrase, item.meaning, when, when + 1))
    return joined


def _when(after: int, reading: Reading) -> int:
    """«الأوسع منذ حزيران، عندما قُتل …»: what follows was then; 0 if nothing does."""
    at = after + (reading.kind(after) == "comma")
    return at if reading.kind(at) == "when" else 0


def same_periods(items: list[Item]) -> list[Item]:
    """«في تلك المدة», «خلال الفترة نفسها»: the period named before, but for one that is set against it."""
    found: list[Item] = []
    for item in items:
        if item.meaning.rule != LAPSE:
            found.append(item)
        elif period := next(filter(_is_period, reversed(found)), None):
            found.append(
                item.with_lead(Meaning(period.meaning.edtf, period.meaning.basis, "period", LAPSE), item.first)
            )
    return found


def _is_period(item: Item) -> bool:
    found = item.meaning
    first, _, last = found.edtf.partition("/")
    days = exact_day(first), exact_day(last)
    long = found.kind == "span" and days[0] and days[1] and days[1] - days[0] > _FEW_DAYS  # «6 إلى 12 كانون الثاني»
    return bool(found.kind in ("period", "month") or long) and bool(found.edtf) and "before" not in found.rule


def _lead(item: Item, reading: Reading) -> tuple[str, int]:
    """The word that governs a mention and where it stands; an hour may follow it («منذ التاسعة مساء الخميس»)."""
    before = item.phrase.before
    if before in _LEADS and before != "of":
        return before, item.first - 1
    if before not in _TIME_OF_DAY:
        return "", item.first
    for at in range(item.first - 1, max(item.first - _FURTHEST, 0) - 1, -1):
        if reading.kind(at) == "since":
            return "since", at
        if reading.kind(at) not in _TIME_OF_DAY:
            break
    return (before, item.first - 1) if before == "of" else ("", item.first)


def _range(first: Item, second: Item, lead: str, context: Context) -> Meaning | None:
    """«من … إلى»، «بين … و»، «مساء الخميس حتى فجر الجمعة» as one interval; None if the two are no range."""
    if not _is_range(first, second, lead, context.reading):
        return None
    to_the_day = {first.meaning.kind, second.meaning.kind} <= {"day", "span"}
    end = _ended(second)
    start = _begun(first.phrase, first.meaning, to_the_day=exact_day(end) is not None)
    if _has_year(end) and not first.phrase.years and not (_has_year(start) and start <= end):
        # The first end as seen from the last.
        seen = MEANINGS[first.phrase.rule](first.phrase, Context(context.reading, anchor(end)))
        start = seen.edtf.partition("/")[0] if seen else ""
    if not start or not end or _has_year(start) != _has_year(end):
        return Meaning("", "unknown", "span" if to_the_day else "period", "from-to, one end open")
    if _has_year(start) and start > end:
        return None
    days = exact_day(start), exact_day(end)
    short = to_the_day and not (days[0] and days[1] and days[1] - days[0] > _SPAN)
    bases = (first.meaning.basis, second.meaning.basis)
    basis = next(each for each in ("weekday", "relative", "stated", "unknown") if each in bases)
    return Meaning(span(start, end), basis, "span" if short else "period", "from-to")


def _is_range(first: Item, second: Item, lead: str, reading: Reading) -> bool:
    if not _linked(first.phrase, second.phrase, reading):
        return False
    pair = (first.meaning, second.meaning)
    if any(each.rule == "dateline" or each.kind == "vague" for each in pair):
        return False
    gap = [reading.kind(index) for index in range(first.last, second.first)]
    to_the_day = all(each.kind in ("day", "span") for each in pair)
    if "to" in gap and (to_the_day or lead in ("of", "between", "since")):
        return True
    return lead == "between" or (gap == ["dash"] and bool(first.phrase.years and second.phrase.years))


def _ended(second: Item) -> str:
    """The last moment of a range: of «نهاية 2021» its last month."""
    end = second.meaning.edtf.rpartition("/")[2]
    at_end = "end" in second.phrase.kinds and end.isdigit() and len(end) == len("2021")
    return f"{end}-12" if at_end else end


def _begun(phrase: Phrase, found: Meaning, *, to_the_day: bool = False) -> str:
    """Where a period starts that is named at first: a year in its first month, «هذا الشهر» on its first day."""
    start = found.edtf.partition("/")[0]
    if phrase.season and start:
        return f"{start[:4]}-{_SEASON_STARTS[phrase.season]}"
    if "start" not in phrase.kinds:
        return start
    year, month = len(start) == len("2021"), len(start) == len("2021-03")
    start = f"{start}-01" if year else start
    return f"{start}-01" if (month and phrase.rule == "this unit") or (to_the_day and (year or month)) else start


def _has_year(edtf: str) -> bool:
    return edtf[:4].isdigit()


def _after_lead(item: Item, lead: str, at: int, context: Context) -> Item:
    """A mention with the word before it."""
    phrase, found = item.phrase, item.meaning
    if not lead or found.kind == "vague" or found.rule == "dateline":
        return item
    match lead:
        case "since":
            return item.with_lead(_since(phrase, found, context), at)
        case "during" if found.kind in ("month", "year"):
            return item.with_lead(Meaning(found.edtf, found.basis, "period", found.rule), at)
        case "to" if context.reading.form(at) not in ("الي", "والي"):
            if found.kind == "day":
                return item.with_lead(Meaning(found.edtf, found.basis, "day", f"{UNTIL}, {found.rule}"), at)
            last_day = found.edtf.rpartition("/")[2]
            edtf = f"../{last_day}" if last_day and not last_day.startswith("XXXX") else ""
            return item.with_lead(Meaning(edtf, found.basis, "period", UNTIL), at)
        case "before" | "after" if found.edtf and found.kind in ("day", "month", "year"):
            if context.reading.kind(phrase.first) in ("part", "night"):
                return item  # «قبل ظهر اليوم» is today
            if not _has_year(found.edtf):  # EDTF has no open interval from «نوفمبر» of any year
                return item.with_lead(Meaning("", "unknown", "vague", lead), at)
            first, last = found.edtf.partition("/")[0], found.edtf.rpartition("/")[2]
            edtf = f"../{first}" if lead == "before" else f"{last}/.."
            return item.with_lead(Meaning(edtf, found.basis, "vague", lead), at)
        case _:
            return item


def _since(phrase: Phrase, found: Meaning, context: Context) -> Meaning:
    """«منذ …» up to the day of writing."""
    start = _begun(phrase, found)
    if not _has_year(start):
        return Meaning("", "unknown", "period", f"since, {found.rule}")
    if phrase.rule == "this unit" and not context.now and context.last_month >= start:
        return Meaning(span(start, context.last_month), found.basis, "period", f"since, {found.rule}")
    return Meaning(up_to_now(start, context), found.basis, "period", f"since, {found.rule}")
