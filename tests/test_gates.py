"""Readers look only where one of their words stands: without these gates they find nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from itertools import product
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import pytest

from report_lib.arabic import bare_numbers, numerals, triggers
from report_lib.arabic.number_words import number_words
from report_lib.arabic.phrases import Beginnings, Phrases
from report_lib.arabic.text import fold
from report_lib.arabic.triggers import pulled, trigger_where
from report_lib.assembling import cues, layout, passengers, sentence_dates, sentence_places, statements, surroundings
from report_lib.assembling.incidents import parse_article
from report_lib.attribution import citations, cited, sources, speakers
from report_lib.attribution.sources import find_attributions
from report_lib.attribution.speech import lexicon
from report_lib.conflict import actors, attack_words, blame, clause
from report_lib.conflict.actor_words import actor_words
from report_lib.conflict.attack_words import words as attack_vocabulary
from report_lib.conflict.attacks import find_attacks
from report_lib.counting import counts, denials, furniture, governing, sentence_reading, unnumbered
from report_lib.counting.counts import find_counts
from report_lib.dating import date_anchors, date_phrases, date_words
from report_lib.dating.date_grammar import core_classes
from report_lib.dating.dates import find_dates
from report_lib.lexicon_files import lexicon_file
from report_lib.placing import place_phrases, place_roles, places, unlisted_villages
from report_lib.placing.gazetteer import heads
from report_lib.placing.places import find_places
from report_lib.records import Article

ROOT: Final = Path(__file__).parent.parent
FOLDERS: Final = ("tests/gold/annotated", "seeds/articles")
TEXTS: Final = [
    path.read_text(encoding="utf-8") for folder in FOLDERS for path in sorted(ROOT.joinpath(folder).glob("*.txt"))
]
PUBLISHED: Final = "2021-05-12"

EVERY_WORD: Final = trigger_where(lambda form: True)
OF_TIME: Final = trigger_where(lambda form: date_words.word(form) is not date_words.UNKNOWN)
# What a sentence or a word is asked for before a reader looks closer; whatever pulls it, the reader asks again itself.
GATES: Final[list[tuple[ModuleType, str]]] = [
    (bare_numbers, "DIGITS"),
    (bare_numbers, "SPELLED"),
    (bare_numbers, "_LISTED"),
    (numerals, "SPELLED"),
    (date_anchors, "_FUTURE"),
    (place_roles, "_HOSPITALS"),
    (place_roles, "_TELLING"),
    (places, "NOUNS"),
    (places, "ROUTES"),
    (attack_words, "_BEGINNINGS"),
    (blame, "RARE_WORDS"),
    (clause, "RARE_WORDS"),
    (sources, "_PERIOD"),
    (speakers, "_LISTED"),
    (speakers, "_MAY_END"),
    (denials, "_DENYING"),
    (denials, "_NO_ATTACK"),
    (denials, "_NO_ATTACK_ALONE"),
    (denials, "_RELEASES"),
    (denials, "_SPORTING"),
    (furniture, "_FURNITURE"),
    (governing, "BEFALLS"),
    (governing, "PHRASE_MARKS"),
    (governing, "_COMPLETES"),
    (sentence_reading, "KNOWN"),
    (sentence_reading, "_OPENS_CLAUSE"),
    (unnumbered, "COUNTS_ALONE"),
    (passengers, "_TELLING"),
    (sentence_dates, "_SAME_PERIOD_END"),
    (sentence_places, "_ELSEWHERE_SAID"),
    (sentence_places, "_MAY_BE_NONE"),
    (statements, "_ADDING"),
    (surroundings, "LISTED"),
]


def open_gates(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the readers look at every sentence and word."""
    for module, name in GATES:
        monkeypatch.setattr(module, name, EVERY_WORD)
    monkeypatch.setattr(date_phrases, "_CORE", OF_TIME)
    monkeypatch.setattr(counts, "may_count", lambda sentence: True)
    monkeypatch.setattr(sources, "cues", lambda sentence: sentence.places(citations._HEADS | citations._CITING))
    monkeypatch.setattr(layout, "hints_of", lambda sentence: -1)
    over = sentence_dates._OVER
    monkeypatch.setattr(sentence_dates._SentenceDates, "_over_lengths", lambda self: list(over.finditer(self.text)))


# --- What is read


def read_counts(text: str) -> object:
    return told(find_counts(fold(text)))


def read_places(text: str) -> object:
    return told(find_places(fold(text)))


def read_dates(text: str) -> object:
    return told(find_dates(fold(text), PUBLISHED))


def read_attributions(text: str) -> object:
    return told(find_attributions(fold(text)))


def read_attacks(text: str) -> object:
    """The attacks, and to whom five people are laid wherever they stand."""
    folded = fold(text)
    attacks = find_attacks(folded)
    fives = [s.starts[at] for s in folded.sentences for at, form in enumerate(s.forms) if form == "خمسة"]
    return told(attacks), [blame.perpetrator(folded, attacks, five, "civilians") for five in fives]


def read_incidents(text: str) -> object:
    return parse_article(Article(article_id="A", published=PUBLISHED), text)


def told(found: Iterable[object]) -> list[dict[str, Any]]:
    return [vars(each) for each in found]


# --- What it is read in: each word of a vocabulary where a reader acts on it


def entries(file: str, *keys: str) -> list[str]:
    """The words and phrases under these keys of a file of the lexicon, or in all of it."""
    loaded = lexicon_file(file)
    return sorted({entry for key in keys or loaded for entry in _entries(loaded[key], listed=False)})


def _entries(part: object, *, listed: bool) -> Iterator[str]:
    if isinstance(part, str):  # in a block of words a bar joins those of a phrase
        yield from [part] if listed else (word.replace("|", " ") for word in part.split())
    elif isinstance(part, dict | list):
        for each in part.values() if isinstance(part, dict) else part:
            yield from _entries(each, listed=isinstance(part, list))


def put(words: Iterable[str], *sentences: str) -> list[str]:
    """The sentences with each of the words in place of «#»."""
    return [sentence.replace("#", word) for word in words for sentence in sentences]


def telling_counts() -> list[str]:
    """Casualties with what befell them, what denies or undoes it, and the furniture of a page around them."""
    sport, flags = entries("words.yml", "sport"), lexicon_file("words.yml")["flags"]
    return [
        *put(entries("words.yml", "people", "others", "counted", "flags"), "أُصيب # بقصف القرية."),
        *put(entries("words.yml", "counted"), "# بقصف القرية."),
        *put(entries("words.yml", "governing", "phrases"), "# خمسة جنود في القرية.", "و# خمسة جنود."),
        *put(entries("words.yml", "no_attack", "no_attack_alone"), "قُتل خمسة جنود # القرية."),
        *put(entries("words.yml", "furniture"), "# قُتل خمسة جنود.", "خبر.\nخبر.\n#\nقُتل خمسة جنود."),
        *put(
            entries("words.yml", "flags"),
            "قال المصدر # مقتل خمسة جنود.",
            "ولم ترد # عن مقتل خمسة جنود؛ # عن ستة معتقلين.",
            "قال # من مقتل خمسة جنود.",
            "# من هجومين.",
        ),
        *put(product_of(flags["denying"], flags["rumours"]), "# مقتل خمسة جنود."),
        *put(denials._EVERY, "قال إن # خمسة قتلى يقابلهم جريح."),
        f"{denials._MAY} يقتل الهجوم خمسة جنود.",
        *completed(),
        *(f"{' '.join(sport[at : at + denials._SPORT])} وأُصيب خمسة." for at in range(len(sport))),
        *put(entries("numerals.yml"), "قُتل # خمسة # جندياً.", "قُتل 24 # جندياً."),
    ]


def completed() -> Iterator[str]:
    """«فقد خمسة جنود حياتهم», «تعرض خمسة جنود لإعاقات»"""
    for kinds in lexicon_file("words.yml")["completed"].values():
        for entry in kinds.values():
            verbs, completing = entry["verbs"], entry["by"]
            yield from put(verbs, f"# خمسة جنود {completing[0]}.")
            yield from put(completing, f"{verbs[0]} خمسة جنود #.", f"{verbs[0]} خمسة جنود ل#.")


def telling_places() -> list[str]:
    return [
        *put(
            entries("place_words.yml"),
            "قُتل خمسة # حمص # أمس.",
            "قُتل خمسة # من دير الزور # القصف.",
            "قُتل خمسة ومن # حمص.",
            "قُتل خمسة # عن مدينة حمص.",
            "نُقل خمسة إلى # حمص.",
            "قُتل خمسة # في تدمر والسخنة بلغم.",
            "قُتل خمسة # بين تدمر والسخنة بلغم.",
            "قُتل خمسة قرب # الحسيان للنفط.",
        ),
        *put(entries("place_words.yml", "name_tails"), "قالت «حمص #» إن خمسة قُتلوا."),
    ]


def telling_dates() -> list[str]:
    """Each word of time by itself and near a date, and one of each class that no date rests on beside another."""
    idle = {word.kind: form for form, word in sorted(date_words.words().items()) if word.kind not in core_classes()}
    pairs = product(idle, repeat=2)
    return [
        *put(entries("dates.yml", "classes"), "قُتل خمسة # قرب القرية.", "قُتل خمسة قبل # في 12 آب."),
        *put(entries("dates.yml", "months", "hijri_months"), "قُتل خمسة في 12 # قرب القرية."),
        *put((f"{idle[one]} {idle[other]}" for one, other in pairs), "قُتل خمسة # قرب القرية."),
    ]


def telling_sources() -> list[str]:
    """What may stand around a verb of saying, and a lead that reports on a period."""
    made = {"ends", "issuing", "issued_by"}  # of lists that have their words already
    lists = [words for name, words in vars(lexicon()).items() if isinstance(words, frozenset) and name not in made]
    lead = "خبر\nأحصى المرصد السوري مقتل خمسة مدنيين في مناطق متفرقة من سوريا خلال # نفسه.\nوقُتل ستة في حمص."
    return [
        *put(
            sorted(frozenset[str]().union(*lists)),
            "قال # المرصد السوري إن خمسة قُتلوا.",
            "أعلن المرصد السوري # مقتل خمسة جنود.",
            "وكان المرصد السوري # أعلن مقتل خمسة جنود # أمس.",
            "أعلن # لوكالة سانا عن مقتل خمسة.",
            "بحسب المرصد السوري الذي # أعلن مقتل خمسة.",
        ),
        *put(
            [*sorted(lexicon().quoting), *".؛!؟?:"],
            "أكد خالد أمس عند الصباح # خمسة قُتلوا.",
            "أكد خالد أمس عند الصباح # علماً أن خمسة قُتلوا.",
        ),
        *put(sorted(lexicon().periods | lexicon().months), lead),
        *put(sorted(lexicon().titles), "نعت صفحات موالية ال# خالد."),
        *put([form for form in number_words().words if form.startswith("ب")], "أقر المرصد السوري # قتلى."),
        *put([form for form in number_words().before if form.startswith("ب")], "أقر المرصد السوري # من مئة قتيل."),
    ]


def telling_attacks() -> list[str]:
    return [
        *put(
            entries("attacks.yml"),
            "هاجم داعش القرية.\nقُتل خمسة # قصفت طائرات روسية المدينة.",
            "قصفت طائرات روسية القرية.\n# خمسة مدنيين.",
        ),
        *put(entries("attacks.yml", "those_sides"), "قُتل خمسة من # باشتباك بين داعش وقسد."),
    ]


def telling_incidents() -> list[str]:
    """What says where and when people were counted, and whose they are."""
    elsewhere = [*sentence_places._ELSEWHERE_KINDS, "acting", "government", "fractions"]
    return [
        *put(
            sorted(frozenset().union(*cues.CUES.values())),
            "قصفت روسيا القرية في 3 أيار.\nأدى القصف # إلى مقتل # خمسة في # حمص.",
        ),
        *put(
            [cue for kind in elsewhere for cue in cues.CUES[kind]],
            "قُتل خمسة # في حمص.",
            "قُتل خمسة # من حمص.",
            "قُتل خمسة إلى # حمص.",
            "# دمشق وقُتل خمسة.",
        ),
        *put(cues.CUES["same period"], "قُتل عشرة في أيار 2021.\nوقُتل في # خمسة جنود."),
        *put(product_of(cues.CUES["over"], cues.CUES["lengths"]), "قُتل خمسة # في حمص."),
        *put(sorted(statements._ALSO | statements._AS_WELL), "قُتل خمسة في حمص.\nأمس # قُتل خمسة في حمص."),
        *put(
            entries("actors.yml", "victim_words"),
            "استهدف داعش # تقل # عسكريين وقُتل خمسة من # القرية.",
            "انفجر لغم تحت # لقسد وقُتل خمسة.",
        ),
    ]


def product_of(*lists: Iterable[str]) -> list[str]:
    return [" ".join(words) for words in product(*lists)]


READERS: Final[dict[str, tuple[Callable[[str], object], Callable[[], list[str]]]]] = {
    "counts": (read_counts, telling_counts),
    "places": (read_places, telling_places),
    "dates": (read_dates, telling_dates),
    "attributions": (read_attributions, telling_sources),
    "attacks": (read_attacks, telling_attacks),
    "incidents": (read_incidents, telling_incidents),
}


@pytest.mark.parametrize("reader", READERS)
def test_a_reader_that_looks_at_every_word_finds_nothing_else(reader: str, monkeypatch: pytest.MonkeyPatch) -> None:
    read, telling = READERS[reader]
    texts = telling()
    found = [read(text) for text in texts]
    open_gates(monkeypatch)
    assert [text for text, before in zip(texts, found, strict=True) if read(text) != before] == []


def test_articles_say_nothing_else_to_readers_that_look_at_every_word(monkeypatch: pytest.MonkeyPatch) -> None:
    found = [read_incidents(text) for text in TEXTS]
    open_gates(monkeypatch)
    assert [text for text, before in zip(TEXTS, found, strict=True) if read_incidents(text) != before] == []


def test_a_source_is_read_behind_bullets_too() -> None:
    line = "وفصّل المرصد السوري حصيلة القتلى في المدينة."
    assert [found.source for found in find_attributions(fold(line))] == ["المرصد السوري"]
    assert [found.source for found in find_attributions(fold(f"*** {line}"))] == ["المرصد السوري"]


@pytest.mark.parametrize("evening", ["مساء غد", "صباح الغد"])
def test_a_part_of_tomorrow_is_read(evening: str) -> None:
    assert [found.edtf for found in find_dates(fold(f"قُتل خمسة {evening} قرب القرية."), PUBLISHED)] == ["2021-05-13"]


def test_as_much_is_asked_as_is_read_before_a_place(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "قُتل عشرة من قوات النظام المتمركزة\nأمس\nاليوم\nفي حمص قُتل خمسة جنود."
    folded = fold(text)
    found = [told(sentence_places.SentencePlaces(folded, find_places(folded))[at]) for at in range(4)]
    open_gates(monkeypatch)
    folded = fold(text)
    assert found == [told(sentence_places.SentencePlaces(folded, find_places(folded))[at]) for at in range(4)]


# --- Lists that hold others


def test_a_trigger_among_the_words_of_another_is_pulled_by_all_that_it_knows() -> None:
    lists = [entries(file) for file in ("words.yml", "numerals.yml")]
    forms = {form for text in [*TEXTS, *map(" ".join, lists)] for each in fold(text).sentences for form in each.forms}
    among = [each for each in triggers._triggers if each.among]
    assert len(among) > 5
    lost = [(form, each.bit) for each in among for form in forms if each.knows(form) and not pulled(form) & each.bit]
    assert lost == []


@pytest.mark.parametrize(
    ("gate", "phrases"),
    [(attack_words.CUES, lambda: attack_vocabulary().cues), (actors._NAMES, lambda: actor_words().phrases)],
)
def test_every_phrase_begins_where_phrases_may_begin(gate: Beginnings, phrases: Callable[[], Phrases[Any]]) -> None:
    known = phrases()
    lines = "\n".join([*TEXTS, *spelled_out(known)])
    assert [s.forms for s in fold(lines).sentences if known.scan(s.forms, gate.places(s)) != known.scan(s.forms)] == []


def spelled_out(phrases: Phrases[Any]) -> Iterator[str]:
    """Each phrase by itself and joined on, with a number where it has one."""
    for first, begun in phrases._at.items():
        for entry in [*begun.alone, *(entry for longer in begun.longer.values() for entry in longer)]:
            if entry.prefix in ("", "و"):
                yield " ".join([first, *entry.rest]).replace("#", "12")


# A trigger, and the words that a reader looks up where it is pulled.
LOOKED_UP: Final[dict[str, tuple[int, Callable[[], Iterable[Iterable[str]]]]]] = {
    "numbers and hedges": (
        numerals.SPELLED | numerals.FOLLOWED,
        lambda: (
            number_words().words,
            number_words().before,
            number_words().after,
            number_words().vague,
            number_words().vague_from,
            number_words().number_of,
            number_words().lists.below,
            number_words().lists.above,
            number_words().lists.excess,
        ),
    ),
    "second words of hedges": (numerals.FOLLOWING, lambda: number_words().followed.values()),
    "number words": (bare_numbers.SPELLED, lambda: [number_words().words]),
    "names of numbers": (bare_numbers._LISTED, lambda: [[phrase[0] for phrase in number_words().phrases]]),
    "days of speech": (date_anchors._SAYING, lambda: [date_words.LISTS["saying"]]),
    "nouns of places": (place_phrases._HEADS, lambda: [heads()]),
    "nouns of villages": (unlisted_villages.NOUNS, lambda: [unlisted_villages._village_nouns()]),
    "before names of parties": (
        actors._BEFORE_NAMES,
        lambda: (actor_words().heads, actor_words().backing, actor_words().links, "(#"),
    ),
    "lists of people": (surroundings.LISTED, lambda: actor_words().words.values()),
    "openings elsewhere": (attack_words._ELSEWHERE, lambda: [attack_vocabulary().elsewhere.first_words]),
    "beside a count": (
        blame.RARE_WORDS,
        lambda: [attack_vocabulary().standing_in("arrests", "abductions", "those_sides")],
    ),
    "documents": (cited._CITED_AGAIN, lambda: [lexicon().cited_again]),
    "citing": (citations._HEADS | citations._CITING, lambda: [citations._cues()]),
    "ends of names": (speakers._LISTED, lambda: (lexicon().ends, lexicon().never_first)),
    "lengths of time": (sentence_dates._OVER_END, lambda: [sentence_dates._OVER_ENDS]),
    "hours": (sentence_dates._HOURS, lambda: [cues.CUES["hour"]]),
}


@pytest.mark.parametrize("what", LOOKED_UP)
def test_a_word_that_is_looked_up_pulls_the_trigger_that_leads_to_it(what: str) -> None:
    trigger, lists = LOOKED_UP[what]
    assert forms_without(trigger, *lists()) == []


def test_every_list_that_is_asked_for_around_a_number_is_among_the_listed_words() -> None:
    folder = Path(bare_numbers.__file__).parent
    asked = {
        key
        for path in folder.glob("*.py")
        for key in re.findall(r"\.on\(\s*\w+\.lists\.(\w+)", path.read_text("utf-8"))
    }
    assert len(asked) > 10
    assert forms_without(bare_numbers._LISTED, *(getattr(number_words().lists, key) for key in asked)) == []


def forms_without(trigger: int, *lists: Iterable[str]) -> list[str]:
    """The words of the lists that do not pull a trigger."""
    return sorted({form for words in lists for form in words if not pulled(form) & trigger})
