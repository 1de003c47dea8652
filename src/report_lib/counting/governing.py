"""Find the words that say what befell people: verbs, verbal nouns, idioms, and nouns that announce a toll."""

from __future__ import annotations

from functools import cache
from typing import Final, Literal

from report_lib.arabic.readings import PLURAL, GoverningKind
from report_lib.arabic.text import fold_word
from report_lib.arabic.triggers import trigger, trigger_where
from report_lib.arabic.vocabulary import Phrase, completions, governing_phrases, read, required_company
from report_lib.counting.sentence_reading import KNOWN, SentenceReading

_OPENING: Final = 3  # tokens: «وبلغ عددهم 12» opens its sentence
# Tokens from «فقدت» to «من عناصرها», and on to «في كمين».
_OWN_REACH, _FIGHT_REACH = 8, 6
_WHO: Final = frozenset({"من", "الذين"})
# The lists of which a word may befall people though it is no verb and no casualty.
_BEFALLING_FLAGS: Final = frozenset({"opens_completion", "anaphoric_tolls", "rising_tolls", "raiding"})
_AMOUNTING: Final = 3  # tokens from «قتلى التنظيم» to «تجاوزوا»
_CASE: Final = fold_word("حالة")
_COMPLETED: Final = 14  # tokens from «فقد» to «حياتهم»: the people stand between

PEOPLE_MEASURES: Final = frozenset({"killed", "wounded", "captured", "missing"})

GovernorKind = (
    GoverningKind
    | Literal[
        "phrase",  # في عداد المفقودين
        "bodies",  # جثث
        "toll",  # القتلى, ضحايا: announce a number without a noun
        "headed toll",  # عدد القتلى: announces any number
        "anaphor",  # الحصيلة: of what was counted before
    ]
)


class Governor:
    """A word, or several, that govern people; the tokens are first:stop of the sentence."""

    def __init__(
        self, first: int, stop: int, measures: tuple[str, ...], kind: GovernorKind, needs_person: bool = False
    ) -> None:
        self.first = first
        self.stop = stop
        self.measures = measures  # two where «قُتل وجُرح» have one number between them
        self.kind = kind
        self.needs_person = needs_person
        self.is_toll = kind in ("toll", "headed toll", "anaphor")


def find_governors(sentence: SentenceReading, announced: str = "") -> list[Governor]:
    """The governing words in order; `announced` is the measure that «الحصيلة» alone refers to, "" for none."""
    governors: list[Governor] = []
    stop = 0
    for at in sentence.plain.places(BEFALLS | _OPENS if sentence.plain.pulls & PHRASE_MARKS else BEFALLS):
        if at < stop or (governor := _governor_at(sentence, at, announced, governors)) is None:
            continue
        if governors and _goes_on_heading(sentence, governors[-1], governor):
            continue
        if governors and _share_people(sentence, governors[-1], governor):
            first = governors.pop()
            measures = first.measures + governor.measures
            governor = Governor(first.first, governor.stop, measures, first.kind, first.needs_person)
        governors.append(governor)
        stop = governor.stop
    return governors


def names_casualties(sentence: SentenceReading) -> bool:
    """Whether a noun of the sentence is itself a casualty, or tells of raids."""
    return bool(sentence.plain.pulls & _NAMES)


def _names(form: str) -> bool:
    word = read(form).word
    return bool(word.counted) or word.has("raiding")


def _befalls(form: str) -> bool:
    """Whether a word may say by itself what befell people, or tells of raids."""
    word = read(form).word
    governs = word.counted or word.governing or word.lemma == _CASE
    return bool(governs) or not word.flags.isdisjoint(_BEFALLING_FLAGS)


@cache
def _marks_of_phrases() -> frozenset[str]:
    """Of each phrase that governs («في عداد المفقودين») its longest word, since «في» is everywhere."""
    phrases = (phrase for entries in governing_phrases().values() for phrase, _ in entries)
    return frozenset(max(phrase, key=len) for phrase in phrases)


def _marks_phrase(form: str) -> bool:
    """«المفقودين», and «والقبض» of «القبض على»."""
    return form in _marks_of_phrases() or (read(form).word.has("opens_phrase") and form[1:] in _marks_of_phrases())


def _completing() -> frozenset[str]:
    words = frozenset[str]().union(*(by for entries in completions().values() for _, by in entries))
    return words.union("ل" + word for word in words)


BEFALLS: Final = trigger_where(_befalls, among=KNOWN)
_NAMES: Final = trigger_where(_names, among=BEFALLS)
_OPENS: Final = trigger_where(lambda form: read(form).word.has("opens_phrase"), among=KNOWN)
PHRASE_MARKS: Final = trigger_where(_marks_phrase)
_COMPLETES: Final = trigger(_completing)


def _governor_at(sentence: SentenceReading, at: int, announced: str, before: list[Governor]) -> Governor | None:
    reading = sentence.reading(at)
    word, definite = reading.word, reading.definite
    if sentence.plain.pulls & PHRASE_MARKS and word.has("opens_phrase"):
        for phrase, measure in governing_phrases().get(sentence.bare(at), ()):
            if _goes_on(sentence, at, phrase):
                return Governor(at, at + len(phrase), (measure,), "phrase")
    if not definite and word.has("opens_completion") and (measure := _completed_measure(sentence, at)):
        return Governor(at, at + 1, (measure,), "passive")
    if word.counted and word.number == PLURAL:
        if _is_headed(sentence, at, before):
            return Governor(at, at + 1, (word.counted,), "headed toll")
        if before and before[-1].kind == "headed toll" and before[-1].stop == at:
            return None  # «عدد قتلى الغارات» counts the dead
        if definite or word.has("tolls") or _amount_to(sentence, at):
            return Governor(at, at + 1, (word.counted,), "toll")
        if word.has("bodies"):
            return Governor(at, at + 1, (word.counted,), "bodies")
    if word.lemma == _CASE and (case := _case_counted(sentence, at)):
        return Governor(at, at + 2, (case,), "headed toll")
    if word.flags and _is_anaphoric(sentence, at):
        measure = _referred_to(sentence, at, announced, before)
        return Governor(at, at + 1, (measure,), "anaphor") if measure in PEOPLE_MEASURES else None
    if word.governing is None or definite or not _means_it(sentence, at):
        return None
    if word.has("loses_own") and _loses_in_fight(sentence, at):
        return Governor(at, at + 1, ("killed",), "losing")
    kind: GovernorKind = word.governing.kind
    if sentence.forms[at - 1] in _WHO and sentence.word(at - 2).has("toll_heads"):
        kind = "headed toll"  # «عدد من قضوا», «بلغ عدد الذين قُتلوا في المخيم 26»
    return Governor(at, at + 1, (word.governing.measure,), kind, needs_person=word.has("needs_person"))


def _goes_on(sentence: SentenceReading, at: int, phrase: Phrase) -> bool:
    """Whether the words after the one at `at` are those of the phrase after its first."""
    forms = sentence.forms
    if at + len(phrase) > sentence.length:
        return False
    return all(forms[at + nth] == phrase[nth] for nth in range(1, len(phrase)))


def _case_counted(sentence: SentenceReading, at: int) -> str:
    """«عدد حالات الخطف»: the measure of cases that are counted, "" for none."""
    if not sentence.word(at - 1).has("toll_heads"):
        return ""
    case = sentence.word(at + 1).governing
    return case.measure if case else ""


def _completed_measure(sentence: SentenceReading, at: int) -> str:
    """What befalls the people between a verb and the word that completes it: «فقد أربعة تلاميذ حياتهم»; "" if none."""
    if not sentence.plain.pulls & _COMPLETES:
        return ""
    for measure, completing in completions().get(sentence.bare(at), ()):
        for end in range(at + 1, min(at + 1 + _COMPLETED, sentence.length)):
            if sentence.forms[end] == "." or (end > at + 1 and sentence.word(end).has("clause_openers")):
                break
            if sentence.forms[end] in completing or sentence.forms[end].removeprefix("ل") in completing:
                return measure
    return ""


def _loses_in_fight(sentence: SentenceReading, at: int) -> bool:
    """«فقد الجيش ستة من جنوده في كمين»."""
    for member in range(at + 1, min(at + 1 + _OWN_REACH, sentence.length)):
        if sentence.word(member).has("losing_members"):
            return sentence.has("violence", member + 1, member + 1 + _FIGHT_REACH)
    return False


def _amount_to(sentence: SentenceReading, at: int) -> bool:
    """«قتلى التنظيم تجاوزوا العشرين», «جرحى القصف بلغ عددهم 12»."""
    amounts = sentence.places("amounts", at + 2, at + 2 + _AMOUNTING)
    return bool(amounts) and (sentence.forms[at + 1].startswith("ال") or sentence.forms[amounts[0]].endswith("وا"))


def _is_headed(sentence: SentenceReading, at: int, before: list[Governor]) -> bool:
    """«عدد القتلى 194 والجرحى 850»."""
    joined = bool(before) and before[-1].kind == "headed toll" and sentence.is_joined(at)
    return joined or sentence.word(at - 1).has("toll_heads")


def _is_anaphoric(sentence: SentenceReading, at: int) -> bool:
    """«رفعت الحصيلة إلى», «لترتفع حصيلة القصف إلى»."""
    word = sentence.word(at)
    if word.has("rising_tolls"):
        return sentence.has("rising", at - 3, at)
    return word.has("anaphoric_tolls")


def _referred_to(sentence: SentenceReading, at: int, announced: str, before: list[Governor]) -> str:
    """What the toll at `at` counts: what this sentence tells of before it, or what the one before announced."""
    last = next((g for g in reversed(before) if not g.needs_person), None)
    attackers = next((i for i in range(max(at - 3, 0), at) if sentence.word(i).has("attackers")), None)
    if attackers is not None and not (last and 0 <= attackers - last.stop <= 1):
        return ""  # «المهاجمون، وعددهم خمسة عشر»; but «قُتل جميع المهاجمين وعددهم ستة»
    if sentence.has("relatives", at - 3, at):
        # «الجرحى الذين بلغ عددهم نحو مئة», but not «الأطفال الذين يقدّر عددهم بعشرة ملايين».
        return last.measures[0] if last and last.is_toll and at - last.stop <= 3 else ""
    if last is None and at > _OPENING and sentence.word(at).has("their_number"):
        return ""  # «قال إن النازحين … وعددهم مليونان»: of people in this sentence
    return last.measures[0] if last else announced


def _means_it(sentence: SentenceReading, at: int) -> bool:
    """«لقي ثلاثة … مصرعهم», but not «لقي ترحيباً»."""
    word = sentence.word(at)
    if word.flags:
        if word.has("with_hamza") and "أ" not in sentence.raw(at):
            return False  # «السوري ياسر»
        if word.has("rules") and sentence.has("courts", at - 2, at + 3):
            return False  # «قضت المحكمة بسجن خمسة»
        if word.has("loses") and sentence.word(at + 1).has("lost_things"):
            return False  # «فقدوا الوعي»
        if word.has("falls") and _is_last_of_things(sentence, at + 1):
            return False
    company = required_company("only_with").get(sentence.bare(at))
    return company is None or sentence.has_one_of(company)


def _is_last_of_things(sentence: SentenceReading, at: int) -> bool:
    """«سقط آخر جيب للتنظيم»; but «سقط آخر بقصف», «سقط آخر متأثراً بجراحه» are of a person."""
    last = sentence.word(at).others and not sentence.reading(at).conj and not sentence.leaves_subject_out(at + 1)
    return last and not sentence.forms[at + 1].endswith("ا")


def _share_people(sentence: SentenceReading, first: Governor, second: Governor) -> bool:
    """«قُتل وجُرح 15»: two governing words with one number between them."""
    beside = first.stop == second.first and sentence.reading(second.first).conj
    either = first.stop + 1 == second.first and sentence.forms[first.stop] == "او"  # «قُتل أو جُرح 15»
    return (
        (beside or either)
        and not sentence.word(first.first).has("completions")  # «لقي … مصرعهم وأُصيب 40»
        and first.measures != second.measures
        and len(first.measures) == 1
        and ({first.kind, second.kind} <= {"either", "passive", "noun"} or (first.is_toll and second.is_toll))
        and not _has_own_people(sentence, first, second)
        and (_is_of_people_before(sentence, first) <= _is_of_people_before(sentence, second))
    )


def _goes_on_heading(sentence: SentenceReading, first: Governor, second: Governor) -> bool:
    """«عدد الذين قضوا وقُتلوا جراءها»: a second verb of those whose number follows."""
    beside = first.stop == second.first and sentence.reading(second.first).conj
    return beside and first.kind == "headed toll" and first.measures == second.measures and second.kind != "toll"


def _is_of_people_before(sentence: SentenceReading, governor: Governor) -> bool:
    """«خمسة قُتلوا وجُرح ثمانية»: a verb in the plural has its people before it, one in the singular after it."""
    return governor.kind != "noun" and sentence.forms[governor.first].endswith("وا")


def _has_own_people(sentence: SentenceReading, first: Governor, second: Governor) -> bool:
    """«إن طفلاً استشهد وجرح آخر»: the first verb's people stand before it, the second's after it."""
    at = first.first - 1
    while at > 0 and (sentence.word(at).governing or sentence.word(at).has("after_people")):
        at -= 1  # «خمسة أشخاص لقوا مصرعهم», «رجلاً واحداً على الأقل قتل»
    if sentence.forms[at].endswith("ا") and sentence.forms[at - 1].endswith("ا") and sentence.word(at - 1).person:
        at -= 1  # «جندياً سورياً قُتل»
    after = sentence.reading(second.stop)
    return (
        (sentence.word(at).person or sentence.word(at).has("losing_members"))
        and (sentence.is_word(second.stop) or sentence.is_number(second.stop))
        and not (after.prep or after.word.has("prepositions"))
    )
