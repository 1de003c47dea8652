"""Tell what is a share of a total before it, and what «و» joins to a count before it."""

from __future__ import annotations

from typing import Final

from report_lib.counting.governing import Governor
from report_lib.counting.numbered import ATTACKS, Candidate, is_their_people
from report_lib.counting.sentence_reading import SentenceReading

# How far, in words: «بينهم» before a share, before a later one, a share after another, «و» after a count.
_AMONG_REACH, _SHARES_REACH, _NEXT_SHARE_REACH, _CHAIN_REACH = 3, 12, 6, 14
_OF_A_FORCE: Final = frozenset({"في", "من"})  # «قيادي في تنظيم داعش مع اثنين من مرافقيه»
_WHO: Final = frozenset({"الذين", "اللذين"})
_MANY: Final = 10  # «13 قيادياً وعنصراً» says what the thirteen are; «مقتل مدني وضابط» are two


def is_marked_share(sentence: SentenceReading, candidate: Candidate) -> bool:
    """«بينهم نساء وأطفال», «بينهم ثلاثة أطفال»."""
    return sentence.has("among", candidate.first - 2, candidate.first)


def is_share(
    sentence: SentenceReading, governors: list[Governor], candidate: Candidate, previous: Candidate | None
) -> bool:
    """Whether the candidate is a share of the count before it, or of the total that that is a share of."""
    if previous is None or candidate.form == "plural":
        return False
    if previous.measure in ATTACKS and candidate.kind == "person":
        return False  # «15 هجوماً … بينهم 3 جنود»: attacks have no people among them
    if candidate.share:
        return not _is_of_things(sentence, candidate, previous)  # «اثنان منهم من حماة»
    if sentence.is_besides(candidate.first):
        return False
    if candidate.first > previous.stop:
        before = candidate.first - 1
        if _says_namely(sentence, before):
            return candidate.kind == "person" or (candidate.kind == "group" and candidate.form == "number")
        if sentence.word(before).has("of_them") and not any(g.stop == before for g in governors):
            return True  # «منهم خمسة»; but «قُتل منهم خمسة» is a count of its own
        if sentence.has("among", max(previous.stop, candidate.first - _AMONG_REACH), candidate.first):
            return True
        if _goes_on_from_share(sentence, governors, candidate, previous):
            return True
    return _is_part_of_list(sentence, governors, candidate, previous)


def _is_of_things(sentence: SentenceReading, candidate: Candidate, previous: Candidate) -> bool:
    """«درس 61 بلاغاً عن مقتل مدنيين واعتبر 57 منها», «هجمات خلّفت 31 قتيلاً، عشرة منها»: people are «منهم»."""
    if sentence.forms[candidate.stop - 1] != "منها":
        return False
    return previous.kind != "counted" or sentence.word(previous.head).has("persons_hit")


def is_told_again(sentence: SentenceReading, candidate: Candidate, previous: Candidate) -> bool:
    """«وفاة مدنيين اثنين …، هما عاملان في مصفاة»: no share, but all of them."""
    both = candidate.form == "dual" and _says_namely(sentence, candidate.first - 1)
    return both and previous.low == previous.high == candidate.low


def _says_namely(sentence: SentenceReading, at: int) -> bool:
    """«… وهم ثلاثة ضباط»."""
    return sentence.word(at).has("namely") and not sentence.reading(at).prep


def _goes_on_from_share(
    sentence: SentenceReading, governors: list[Governor], candidate: Candidate, previous: Candidate
) -> bool:
    """«9 أشخاص بينهم رئيس المجلس المحلي في البلدة وخمسة أطفال»: the first of the shares has no number."""
    first = max(previous.stop, candidate.first - _SHARES_REACH)
    return (
        candidate.joined
        and sentence.has("among", first, candidate.first)
        and not sentence.breaks(first, candidate.first, "،.:")
        and not _governs_anew(governors, previous, candidate)
    )


def _is_part_of_list(
    sentence: SentenceReading, governors: list[Governor], candidate: Candidate, previous: Candidate
) -> bool:
    """«سبعة قتلى: أربعة من الدفاع الوطني وثلاثة من …»."""
    between = sentence.forms[previous.stop : candidate.first]
    # «12 جندياً: خمسة في تدمر وسبعة في السخنة», «12 جندياً، خمسة في تدمر وسبعة …»
    bare = candidate.kind == "bare" and not candidate.joined and previous.measure not in ATTACKS
    at_places = bare and sentence.word(candidate.stop).has("apart_by")
    if candidate.kind not in ("person", "group") and not at_places:
        return False
    if len(between) <= 3 and (":" in between or "(" in between or (at_places and "،" in between)):
        return candidate.low is not None and previous.low is not None and candidate.low <= previous.low
    return (
        previous.share
        and "،" in between
        and (candidate.joined or between[-1] in ("،", "و"))  # «، وأحصى أحد المسعفين» is of another
        and len(between) <= _NEXT_SHARE_REACH
        and not _governs_anew(governors, previous, candidate)
    )


def is_chained(sentence: SentenceReading, governors: list[Governor], candidate: Candidate, previous: Candidate) -> bool:
    """«مقتل مدني وثلاثة ضباط»: joined to a count by «و», «مقابل» or «مع», with nothing between that governs anew."""
    gap = candidate.first - previous.stop
    opposed = sentence.word(candidate.first - 1).has("opposed")  # «قُتل 20 جندياً مقابل 9 مسلحين»
    beside = opposed or _is_along(sentence, candidate, previous)
    if not (candidate.joined or beside) or gap > _CHAIN_REACH or previous.measure in ATTACKS:
        return False
    border = candidate.first - 1 if beside else candidate.first
    if _governs_anew(governors, previous, candidate) or sentence.breaks(previous.stop, border, "."):
        return False
    if candidate.form == "singular" and gap == 0 and (previous.low or 0) > _MANY:
        return False
    if candidate.form == "plural" and not previous.is_vague:
        return False  # «36 مدنياً، نساء وأطفالاً»: what they are
    if candidate.is_vague and previous.kind == "counted" and previous.governor is None:
        return False  # «مئات القتلى وملايين المشردين»
    if candidate.form in ("singular", "plural"):
        return gap <= 4 and candidate.kind in ("person", "others")
    return candidate.kind in ("person", "others", "group") or _is_of_another_place(sentence, previous, candidate)


def _is_along(sentence: SentenceReading, candidate: Candidate, previous: Candidate) -> bool:
    """«قُتل قيادي ومعه ثلاثة عناصر», «ضابط مع أربعة جنود», «قيادي في التنظيم مع اثنين من مرافقيه»: as many more.

    «اشتباك مع ثلاثة مسلحين» tells of others.
    """
    first = candidate.first
    if previous.low != 1 or previous.form != "singular":
        return False
    if sentence.word(first - 1).has("along"):
        return not sentence.word(first - 2).has("copulas")  # «وكان برفقة ثلاثة عناصر»
    between = range(previous.stop, first - 1)
    if sentence.forms[first - 1] != "مع" or not all(_may_be_of_name(sentence, at) for at in between):
        return False
    after = sentence.forms[first + 1 : candidate.stop + 2]
    theirs = any(is_their_people(form) for form in after if form.endswith(("ه", "ها", "هم")))
    return (theirs or candidate.kind == "person") and _WHO.isdisjoint(after)  # «من عناصره الذين نجوا»


def _may_be_of_name(sentence: SentenceReading, at: int) -> bool:
    """«قيادي في تنظيم داعش مع …», «قائد الفرقة نديم الحسن مع …»; but «خلال اجتماعه مع …», «كان يتنقل مع …»."""
    form, word = sentence.forms[at], sentence.word(at)
    if form in _OF_A_FORCE:
        return True
    parts = word.has("prepositions") or word.has("copulas") or word.has("meeting")
    return not parts and not form.startswith("ل") and sentence.is_word(at)


def _is_of_another_place(sentence: SentenceReading, previous: Candidate, candidate: Candidate) -> bool:
    """«قُتل خمسة جنود في تدمر وسبعة في السخنة», «17 هذا الشهر، و40 منذ بداية العام»; but not «وثلاثة في حالة حرجة»."""
    bare = candidate.kind == "bare" and previous.form == "number" and not candidate.is_vague
    one_day = sentence.forms[candidate.first].startswith("واحد")  # «24 قتيلاً في يوم واحد في دوما»
    return (
        bare
        and not one_day
        and sentence.word(candidate.stop).has("apart_by")
        and not sentence.has("conditions", candidate.stop, candidate.stop + 2)
    )


def _governs_anew(governors: list[Governor], previous: Candidate, candidate: Candidate) -> bool:
    return any(previous.stop <= governor.first < candidate.first for governor in governors)
