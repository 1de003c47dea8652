"""Tell which people a governing word reaches: across how many words, over which marks, before it or after."""

from __future__ import annotations

from typing import Final

from report_lib.arabic.text import fold_word
from report_lib.counting.governing import PEOPLE_MEASURES, Governor
from report_lib.counting.numbered import Candidate
from report_lib.counting.sentence_reading import SentenceReading
from report_lib.counting.shares import is_marked_share

# How far, in words, a governing word reaches to a number with its noun.
_NOUN_REACH, _VERB_REACH, _BACK_REACH = 5, 30, 14
# … an idiom, the links of a toll, and a toll to a number that «إلى» brings.
_PHRASE_REACH, _LINKS_REACH, _TOLL_REACH = 6, 6, 25
# … a toll to what it amounts to, with what it is a toll of between.
_AMOUNT_REACH: Final = 15
# … and a toll that has risen to a number before it.
_RISEN_REACH: Final = 25
# … and from people a verb that does not agree with them.
_AGREEING: Final = 1
# … and past shares that stand between people and their verb.
_SHARES_REACH: Final = 12
# … and an active verb to its object, where the time stands between: «قتل أول من أمس (الأحد) جندياً».
_TIME_REACH: Final = 6
_TIME_WORDS: Final = frozenset(map(fold_word, ("أول", "من", "(", ")")))
_NO_BELONGINGS: Final = frozenset({"prepositions", "of_them", "among", "losing_members"})


def reaches(sentence: SentenceReading, governor: Governor, candidate: Candidate, *, used: bool) -> bool:
    """Whether a governing word before the candidate governs it; `used` says that it has its people already."""
    gap = candidate.first - governor.stop
    if governor.kind == "anaphor" and gap <= _TOLL_REACH and is_brought(sentence, candidate):
        return True
    if used or sentence.breaks(governor.stop, candidate.first, "."):
        return not used and _is_risen_toll(sentence, governor, candidate, gap)
    takes_b = governor.kind == "either" and sentence.word(governor.first).has("takes_b")
    if takes_b and not (sentence.forms[candidate.first].startswith("ب") or sentence.forms[candidate.first - 1] == "ب"):
        return False  # «أودى قبل أيام بسبعة جنود», «أودت بـ13 صياداً»
    if sentence.word(governor.first).has("takes_on") and sentence.forms[candidate.first - 1] != "علي":
        return False  # «قبضت الشرطة على خمسة»
    if sentence.word(governor.first).has("bringing") and sentence.forms[candidate.first - 1] == "علي":
        return False  # «سقط جدار على عاملين»
    if sentence.word(governor.first).has("active") and sentence.word(candidate.head).has("attackers"):
        return False  # «اغتال مسلحان رئيس البلدية»
    if governor.is_toll:
        return _toll_reaches(sentence, governor, candidate, gap)
    if governor.kind == "bodies":
        return gap == 0 and not candidate.joined  # «جثث سبعة رعاة»; but «ست جثث وتسعة جرحى»
    completed = governor.kind == "passive"  # «فقد تسعة فتيان أطرافهم»
    if (sentence.word(governor.first).has("loses") and not completed) or governor.kind == "losing":
        belongings = sentence.forms[candidate.stop]
        if belongings.endswith(("هم", "ه", "ها", "هما")) and not sentence.word(candidate.stop).flags & _NO_BELONGINGS:
            return False  # «فقد 200 عامل وظائفهم»
    if governor.kind == "losing":
        of_its_own = candidate.kind == "person" or is_of_its_own(sentence, candidate)
        return gap <= 3 and candidate.form in ("number", "dual") and of_its_own
    if governor.needs_person and candidate.kind not in ("person", "group", "others", "bare"):
        return False
    if governor.kind == "phrase":
        return gap <= (1 if candidate.kind == "bare" else _PHRASE_REACH)
    if candidate.kind == "bare":
        return gap <= 1  # «قُتل خمسة وجُرح …»
    if candidate.kind == "unknown":
        return gap == 0
    return gap <= _reach_to_noun(sentence, governor, candidate)


def _reach_to_noun(sentence: SentenceReading, governor: Governor, candidate: Candidate) -> int:
    missing = governor.measures[0] == "missing"
    if candidate.form == "singular":
        return 0 if governor.kind == "noun" or missing else 4  # «مقتل ضابط», «قُتل مساء أمس ضابط»
    if candidate.form == "plural":
        timed = all(sentence.word(i).has("times_of_day") for i in range(governor.stop, candidate.first))
        return 2 if timed else 0  # «قُتل أمس مدنيون»
    if missing and governor.kind == "either":
        if is_of_its_own(sentence, candidate):
            return 3  # «فقدت القوات المهاجمة 18 من عناصرها»
        return 1  # «فقد خمسة مدنيين», not «فقد سيطرته على … خمسة مدنيين»
    return _NOUN_REACH if governor.kind == "noun" else _VERB_REACH


def _toll_reaches(sentence: SentenceReading, governor: Governor, candidate: Candidate, gap: int) -> bool:
    """«عدد القتلى 18», «حصيلة ضحايا القصف منذ الأحد إلى 21»."""
    if candidate.form not in ("number", "dual"):
        return False
    linked = all(_links(sentence, i) for i in range(governor.stop, candidate.first))
    of_people = governor.measures[0] in PEOPLE_MEASURES  # «عدد النازحين جراء العمليات تجاوز 120 ألفاً» counts no attacks
    amounts = sentence.has("amounts", candidate.first - 2, candidate.first + of_people) or (
        governor.kind == "headed toll" and sentence.has("amounts", governor.first - 3, governor.first - 1)
    )
    if amounts and gap <= _AMOUNT_REACH and not sentence.breaks(governor.stop, candidate.first, "،"):
        return True  # «القتلى في صفوف الفصائل بلغ 12», «بلغ عدد القتلى في حماة 13»
    return (gap <= _LINKS_REACH and linked) or (gap <= _TOLL_REACH and is_brought(sentence, candidate))


def _is_risen_toll(sentence: SentenceReading, governor: Governor, candidate: Candidate, gap: int) -> bool:
    """«ارتفاع عدد قتلى القصف، الذي طال …، إلى 15»: a relative clause may stand before the number."""
    rising = sentence.has("rising", governor.first - 3, governor.first)
    brought = sentence.forms[candidate.first - 1] == "الي"
    return governor.is_toll and rising and brought and candidate.form == "number" and gap <= _TOLL_REACH


def _links(sentence: SentenceReading, at: int) -> bool:
    word = sentence.word(at)
    civil = word.person and sentence.reading(at).definite  # «القتلى المدنيين»
    return civil or word.has("toll_links") or word.has("times_of_day") or sentence.forms[at] in ("،", ":")


def is_brought(sentence: SentenceReading, candidate: Candidate) -> bool:
    """A number brought by «إلى», «عن» or «ب»: «قدّر العدد بما بين 20 و25»."""
    first = candidate.first
    return sentence.forms[first - 1] in ("الي", "ب", "عن") or sentence.forms[first].startswith("ب")


def is_of_its_own(sentence: SentenceReading, candidate: Candidate) -> bool:
    """«خسرت ستة من عناصرها»."""
    return sentence.has("losing_members", candidate.first, candidate.stop + 2)


def governor_after(
    sentence: SentenceReading, governors: list[Governor], candidates: list[Candidate], candidate: Candidate
) -> Governor | None:
    """The governing word that follows its people: «53 من جامعي الكمأة قد سقطوا», «إلى 21 عدد القتلى»."""
    if not governors or governors[-1].first < candidate.stop:
        return None
    if candidate.kind == "bare" and sentence.forms[candidate.first - 1] == "الي":
        # «ارتفع إلى 9، بينهم خمسة أطفال، عدد القتلى الذين …»
        risen = sentence.has("rising", candidate.first - 3, candidate.first - 1)
        reach = _RISEN_REACH if risen else 2
        for toll in governors:
            far = toll.first - candidate.stop
            if toll.is_toll and 1 <= far <= (reach if toll.kind == "headed toll" else 2):
                return toll
    if candidate.kind == "unknown" or (candidate.form == "plural" and candidate.kind != "person"):
        return None
    if candidate.form == "plural" and sentence.reading(candidate.first).prep:
        return None  # «عائلات لمقاتلين قُتلوا» only says whose
    start = _after_shares(sentence, candidate.stop)
    among = [g for g in governors if g.is_toll and sentence.forms[g.first - 1] == "بين"]  # «من بين الجرحى الخمسة»
    governor = next((g for g in governors if g.first >= start and g not in among), None)
    if governor is None or governor.kind not in ("passive", "either", "phrase"):
        return None
    loses = sentence.word(governor.first).has("loses") and governor.kind != "passive"  # but «فقدوا أرواحهم»
    if loses and sentence.forms[governor.stop].endswith(("هم", "ه", "ها", "هما")):
        return None  # «40 عاملاً فقدوا وظائفهم»
    if sentence.word(governor.stop).has("some_of_them"):
        return None  # «30 عسكرياً قُتل منهم 13»
    if sentence.word(governor.stop).has("kin_one"):
        return None  # «شاب من البلدة قُتل شقيقه»
    if governor.kind == "phrase" and sentence.word(governor.stop - 1).has("before_nouns"):
        return None  # «ثلاث شركات أمام القضاء على خلفية …»
    if sentence.word(governor.first).has("takes_b"):
        return None  # «انتحارياً أودى بحياة ستة»
    if sentence.word(governor.first).has("takes_on") and not sentence.forms[governor.stop].startswith("علي"):
        return None  # «مئة فلاح قبضوا مستحقاتهم»
    others = [c for c in candidates if c.first >= start and not any(g.stop == c.first for g in among)]
    if candidate.form == "singular" and _is_outcome(sentence, governor, candidate, others):
        return governor
    if sentence.reading(governor.first).conj or _has_people_between(sentence, others, candidate, governor):
        return None
    if governor.kind == "either" and _has_object(sentence, candidates, governor):
        return None
    if governor.kind == "either" and _is_verbal_noun(sentence, governor):
        return None  # «اعتصم ألف شخص احتجاجاً على قتل …»
    gap = governor.first - start
    if (
        gap > _AGREEING
        and governor.kind != "phrase"
        and (candidate.low or 0) > 2
        and not _is_plural(sentence, governor)
    ):
        return None  # «كتيبة من 120 مقاتلاً تعرضت لكمين قُتل فيه قائدها»
    reach = 1 if candidate.form in ("singular", "plural") else _BACK_REACH
    return None if gap > reach or sentence.breaks(start, governor.first, "،.:") else governor


def _has_object(sentence: SentenceReading, candidates: list[Candidate], governor: Governor) -> bool:
    """«مسلحون قتلوا ثلاثة مدنيين», «مسلحاً قتل مساء أمس جندياً»: other people follow, after the time at most."""
    other = next((c for c in candidates if c.first >= governor.stop), None)
    if other is None or other.first == governor.stop:
        return other is not None
    between = range(governor.stop, other.first)
    return (
        len(between) <= _TIME_REACH
        and not (other.joined or other.share)
        and all(sentence.word(at).has("times_of_day") or sentence.forms[at] in _TIME_WORDS for at in between)
    )


def _is_outcome(sentence: SentenceReading, governor: Governor, candidate: Candidate, others: list[Candidate]) -> bool:
    """«إن عنصراً فجّر حزامه الناسف فقُتل»: what somebody does brings it about."""
    near = 0 < governor.first - candidate.stop <= _BACK_REACH
    return (
        near
        and sentence.forms[governor.first].startswith("ف")
        and bool(sentence.reading(governor.first).conj)
        and sentence.leaves_subject_out(governor.stop)
        and not _has_people_between(sentence, others, candidate, governor)
        and not sentence.breaks(candidate.stop, governor.first, "،.:")
    )


def _is_plural(sentence: SentenceReading, governor: Governor) -> bool:
    """«قُتلوا», «قُتلن»: after its people a verb has their number."""
    return sentence.forms[governor.first].endswith(("وا", "ون", "ن", "هم"))


def _after_shares(sentence: SentenceReading, at: int) -> int:
    """Where the sentence goes on after an aside: «80 مدنياً، بينهم 12 طفلاً، قُتلوا», «ثلاثة، أحدهم طفل، قضوا»."""
    if sentence.forms[at] == "من" and sentence.forms[at + 1].startswith("ال") and sentence.word(at + 2).governing:
        return at + 2  # «شاباً من الجيران أُصيب»
    comma = at + 2 if sentence.forms[at] == "علي" else at
    comma += sentence.forms[comma].startswith("ال")  # «22 من مسلحي التنظيم، خمسة منهم أجانب، لقوا مصرعهم»
    aside = sentence.has("among", comma + 1, comma + 3) or sentence.has("most_of_them", comma + 1, comma + 2)
    aside |= sentence.has("one_of_them", comma + 1, comma + 3)
    if sentence.forms[comma] != "،" or not aside:
        return at
    closing = (i for i in range(comma + 1, min(comma + 1 + _SHARES_REACH, sentence.length)) if sentence.forms[i] == "،")
    return next(closing, at - 1) + 1


def _is_verbal_noun(sentence: SentenceReading, governor: Governor) -> bool:
    """«على قتل», «بقتل»: after a preposition the spelling is no verb."""
    return bool(sentence.reading(governor.first).prep) or sentence.word(governor.first - 1).has("before_nouns")


def _has_people_between(
    sentence: SentenceReading, candidates: list[Candidate], candidate: Candidate, governor: Governor
) -> bool:
    """Whether a verb is nearer to other people; «آخرون» and «بينهم طفلان» belong to those before them."""
    return any(
        candidate.stop <= other.first < governor.first
        and other.kind != "others"
        and not other.share
        and not is_marked_share(sentence, other)
        for other in candidates
    )
