"""Phrases exist in both languages with the same blanks, every code has its label, and prose is formed as each asks."""

from __future__ import annotations

import re
import string

import pytest
from babel import Locale

from report_lib import records
from report_lib.lexicon_files import lexicon_file
from report_lib.wording import (
    LANGUAGES,
    caveat,
    counted,
    date_text,
    is_nobody,
    label,
    listed,
    local_digits,
    month_name,
    named,
    noun_forms,
    phrase,
    source_name,
)

LABELLED = {
    "governorate": records.GOVERNORATES,
    "perpetrator": records.PERPETRATORS,
    "status": records.PERPETRATOR_STATUSES,
    "measure": records.MEASURES,
    "victims": records.VICTIMS,
    "source_type": records.SOURCE_TYPES,
}


def blanks(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_phrase_is_in_both_languages_with_the_same_blanks() -> None:
    wrong = [
        code
        for code, texts in lexicon_file("phrases.yml")["phrases"].items()
        if set(texts) != set(LANGUAGES) or blanks(texts["en"]) != blanks(texts["ar"])
    ]
    # A nested quotation may be turned round in Arabic, but no phrase may lose a number.
    assert wrong == []


@pytest.mark.parametrize("kind", LABELLED)
def test_every_code_has_its_label(kind: str) -> None:
    labels = lexicon_file("phrases.yml")["labels"][kind]
    assert [code for code in LABELLED[kind] if set(labels.get(code, {})) != set(LANGUAGES)] == []
    assert label(kind, "no such code", "ar") == "no such code"


@pytest.mark.parametrize("noun", lexicon_file("phrases.yml")["nouns"])
@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("number", [1, 2, 3, 10, 11, 35, 100, 1000])
def test_every_noun_goes_with_every_number(noun: str, lang: str, number: int) -> None:
    assert re.sub(r"[\d,]", "", noun_forms(noun, number, lang))  # type: ignore[arg-type]


def test_numbers_in_running_prose() -> None:
    assert [counted(n, "attack") for n in (1, 2, 11)] == ["one attack", "two attacks", "11 attacks"]
    assert [counted(n, "attack", "ar") for n in (1, 2, 5, 35, 100)] == [
        "هجوم واحد",
        "هجومان",
        "5 هجمات",
        "35 هجوماً",
        "100 هجوم",
    ]
    assert noun_forms("report", 2) == "2 reports"


def test_lists() -> None:
    assert listed([]) == ""
    assert listed(["Homs"]) == "Homs"
    assert listed(["Homs", "Raqqa", "Hama"]) == "Homs, Raqqa and Hama"
    assert listed(["حمص", "الرقة", "حماة"], "ar") == "حمص والرقة وحماة"


@pytest.mark.parametrize(
    ("edtf", "english"),
    [
        ("2020-10-02", "2 October 2020"),
        ("2020-09-10/2020-09-11", "10–11 September 2020"),
        ("2020-09-30/2020-10-01", "30 September 2020 to 1 October 2020"),
        ("2020-08", "August 2020"),
        ("XXXX-08", "August, year not given"),
        ("XXXX-01-16", "16 January, year not given"),
        ("2011-03/..", "March 2011 to …"),
        ("2021", "2021"),
        ("", "undated"),
        ("2020-05-28~", "2020-05-28~"),
    ],
)
def test_dates(edtf: str, english: str) -> None:
    assert date_text(edtf) == english
    assert date_text(edtf, "ar")


def test_months() -> None:
    assert month_name("2020-10", "ar") == "تشرين الأول/أكتوبر 2020"
    assert month_name("undated") == "Undated reports"


@pytest.mark.parametrize(
    ("place", "english"),
    [
        ("الرصافة", "Rusafa"),
        ("بادية المنصورة", "al-Mansura desert"),
        ("ريف دير الزور الشرقي", "eastern Deir ez-Zor countryside"),
        ("طريق تدمر - السخنة", "Palmyra–al-Sukhna road"),
        ("بادية قرية لا يعرفها أحد", "بادية قرية لا يعرفها أحد"),
        ("", ""),
    ],
)
def test_places_made_of_others(place: str, english: str) -> None:
    assert named("places", place) == english
    assert named("places", place, "ar") == place


def test_a_source_is_known_by_its_name() -> None:
    assert source_name("شبكة “عين الفرات”") == source_name("عين الفرات") == "عين الفرات"
    assert named("sources", "الناشط أحمد موسى") == "Ahmad Mousa"
    assert named("sources", "أبو فلان") == "أبو فلان"
    assert named("outlets", "Radio Alkul", "ar") == "راديو الكل"


@pytest.mark.parametrize("source", ["مصادر محلية", "عدّة شبكات محلية", "سكان المنطقة", "مراسلنا", "مصدر عسكري"])
def test_some_sources_are_nobody_in_particular(source: str) -> None:
    assert is_nobody(source)
    assert not is_nobody("عين الفرات")


def test_an_unknown_phrase_or_blank_is_an_error() -> None:
    with pytest.raises(KeyError):
        phrase("no.such.phrase")
    with pytest.raises(KeyError):
        phrase("number.exact")
    assert caveat("tally").startswith("A tally")


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("من 16 إلى 1,037", "من ١٦ إلى ١٬٠٣٧"),
        ("45.5", "٤٥٫٥"),
        ("2–3 تشرين", "٢–٣ تشرين"),
        ("SY24 0.1.0 e-12 2020-10-02", "SY24 0.1.0 e-12 2020-10-02"),
    ],
)
def test_arabic_numbers_have_the_digits_of_readers_in_syria_and_names_keep_theirs(text: str, local: str) -> None:
    assert local_digits(text, "ar") == local
    assert local_digits(text, "en") == text


def test_the_digits_are_those_of_the_unicode_locale_data() -> None:
    syria = Locale.parse("ar_SY")
    assert syria.default_numbering_system == "arab"
    marks = syria.number_symbols["arab"]
    assert local_digits("1,037.5", "ar") == f"١{marks['group']}٠٣٧{marks['decimal']}٥"
