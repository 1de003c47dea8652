"""Dates are read as far as the text and its publication date allow, and never further."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import dateparser
import pytest
from edtf import parse_edtf
from hypothesis import example, given, settings
from hypothesis import strategies as st

from report_lib.arabic.text import fold
from report_lib.dating.date_words import HIJRI, entries, letters, lexicon, months, words, years_covered
from report_lib.dating.dates import DateMention, find_dates, interval, is_edtf, precision, printed_date
from report_lib.records import DATE_BASES
from steps import steps

KINDS = {"day", "span", "month", "year", "period", "vague"}
TUESDAY = "2021-03-09"  # the publication date of most examples
WEEKDAYS = {1: "الاثنين", 2: "الثلاثاء", 3: "الأربعاء", 4: "الخميس", 5: "الجمعة", 6: "السبت", 7: "الأحد"}
DAYS = st.dates(date(2011, 1, 1), date(2026, 12, 31))


def mentions(text: str, published: str = "") -> list[tuple[str, DateMention]]:
    """(raw words, mention) of a body below a title."""
    folded = fold(f"خبر من البادية\n\n{text}")
    return [(folded.quote(found.start, found.end), found) for found in find_dates(folded, published)]


def edtf(text: str, published: str = "") -> list[str]:
    return [found.edtf for _, found in mentions(text, published)]


def only(text: str, published: str = "") -> DateMention:
    ((_, found),) = mentions(text, published)
    return found


# --- Calendar dates in full


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("هاجموا القرية في 12 آب 2021 من ثلاث جهات", "2021-08-12"),
        ("هاجموا القرية يوم الخميس، ١٢ آب ٢٠٢١، من ثلاث جهات", "2021-08-12"),
        ("هاجموا القرية فجر الخميس (12 آب 2021) من ثلاث جهات", "2021-08-12"),
        ("هاجموا القرية في الـ12 من آب/أغسطس 2021 من ثلاث جهات", "2021-08-12"),
        ("هاجموا القرية في 12 من شهر أغسطس آب عام 2021 من ثلاث جهات", "2021-08-12"),
        ("هاجموا القرية في 1 مارس (آذار) 2021 من ثلاث جهات", "2021-03-01"),
        ("هاجموا القرية في 3 سبتمبر/ أيلول 2020م من ثلاث جهات", "2020-09-03"),
        ("هاجموا القرية في الثامن من تشرين الأول/ أكتوبر 2020 من ثلاث جهات", "2020-10-08"),
        ("هاجموا القرية في الخامس عشر من شباط 2021 من ثلاث جهات", "2021-02-15"),
        ("هاجموا القرية في الخامس والعشرين من كانون الأول 2021 من ثلاث جهات", "2021-12-25"),
        ("هاجموا القرية في العشرين من حزيران من عام 2021 من ثلاث جهات", "2021-06-20"),
        ("هاجموا القرية في الحادي والثلاثين من تموز 2021 من ثلاث جهات", "2021-07-31"),
        ("هاجموا القرية بتاريخ 24/05/2017 من ثلاث جهات", "2017-05-24"),
        ("هاجموا القرية بتاريخ 06-04-2021 من ثلاث جهات", "2021-04-06"),
        ("هاجموا القرية بتاريخ 2021/04/06 من ثلاث جهات", "2021-04-06"),
        ("هاجموا القرية بتاريخ 2021-04-06 من ثلاث جهات", "2021-04-06"),
        ("هاجموا القرية بتاريخ 2024.07.08 من ثلاث جهات", "2024-07-08"),
        ("هاجموا القرية بتاريخ 8.7.2024 من ثلاث جهات", "2024-07-08"),
        ("هاجموا القرية بتاريخ 04/24/2017 من ثلاث جهات", "2017-04-24"),
        ("هاجموا القرية بتاريخ 12-آب-2021 من ثلاث جهات", "2021-08-12"),
        ("هاجموا القرية في أغسطس 12, 2021 من ثلاث جهات", "2021-08-12"),
    ],
)
def test_a_full_date_is_read_however_it_is_written(text: str, day: str) -> None:
    found = only(text)
    assert (found.edtf, found.basis, found.kind) == (day, "stated", "day")


def test_the_span_covers_the_words_of_the_date_alone() -> None:
    ((words_read, _),) = mentions("هاجموا «القرية»، فجرَ يومِ الخميس 12 آب/ أغسطس 2021، من ثلاث جهات")
    assert words_read == "فجرَ يومِ الخميس 12 آب/ أغسطس 2021"


@pytest.mark.parametrize(
    "text",
    [
        "في 30 شباط 2021 قتل",
        "بتاريخ 31/11/2021 قتل",
        "بتاريخ 12/8/21 قتل",
        "الساعة 12:24 قتل",
        "فوز 3-2 أمام 2021 متفرج",
    ],
)
def test_what_is_on_no_calendar_is_no_date(text: str) -> None:
    assert edtf(text, TUESDAY) == []


_LOCALE = {name: "ar-SY" for name in months()}
_LOCALE |= dict.fromkeys(("جانفي", "فيفري", "افريل", "ماي", "جوان", "جويلية", "اوت"), "ar-DZ")
_LOCALE |= dict.fromkeys(("يوليوز", "غشت", "شتنبر", "نونبر", "دجنبر"), "ar-MA")
# Spellings that no locale of the oracle knows.
_UNKNOWN_TO_ORACLE = {
    *("كانون ثاني", "كانون ثان", "كانون اول", "تشرين اول", "تشرين ثاني", "تشرين ثان"),
    *("ينايير", "ابرايل", "اغسطوس", "اوكتوبر", "دسمبر"),
}
_NAMES = sorted(name for name, number in months().items() if number < HIJRI and not name.isascii())


def named(day: date) -> st.SearchStrategy[tuple[date, str]]:
    """The day with each name of its month."""
    return st.tuples(st.just(day), st.sampled_from([name for name in _NAMES if months()[name] == day.month]))


@settings(max_examples=300, deadline=None)
@given(DAYS.flatmap(named).filter(lambda pair: pair[1] not in _UNKNOWN_TO_ORACLE))
def test_full_dates_agree_with_dateparser(pair: tuple[date, str]) -> None:
    day, name = pair
    written = f"{day.day} {_raw_month(name)} {day.year}"
    oracle = dateparser.parse(written, locales=[_LOCALE[name]])
    assert oracle is not None and oracle.date() == day
    assert edtf(f"قتل ثلاثة جنود في {written} شرقي القرية") == [day.isoformat()]


def _raw_month(folded_name: str) -> str:
    """The month as the lexicon writes it: the oracle knows no folded spelling."""
    listed = (name for names in lexicon()["months"].values() for name in names)
    return next(name for name in listed if fold(name).text == folded_name)


@pytest.mark.parametrize("name", _NAMES)
def test_every_month_name_is_read(name: str) -> None:
    month = f"2021-{months()[name]:02}"
    assert edtf(f"قتل ثلاثة جنود في 9 {name} 2021 شرقي القرية") == [f"{month}-09"]
    assert edtf(f"قتل ثلاثة جنود خلال شهر {name} 2021 شرقي القرية") == [month]


# --- Hijri


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("أغارت الطائرات في 22 صفر 1437 هـ على أهداف", "2015-12-04"),
        ("أغارت الطائرات في الثاني والعشرين من صفر 1437هـ على أهداف", "2015-12-04"),
        ("أغارت الطائرات في 3 جمادى الآخرة 1440 على أهداف", "2019-02-08"),
        ("أغارت الطائرات يوم الخميس الموافق 14 / 10 / 1436هـ على أهداف", "2015-07-30"),
        ("أغارت الطائرات في 1437/2/22 على أهداف", "2015-12-04"),
        # A sighting of the moon may put the day off by one; the weekday says so.
        ("أغارت الطائرات يوم السبت 22 صفر 1437 هـ على أهداف", "2015-12-05"),
    ],
)
def test_a_hijri_date_is_converted(text: str, day: str) -> None:
    assert edtf(text) == [day]


def test_the_gregorian_date_beside_a_hijri_one_decides() -> None:
    assert edtf("أغارت في 22 صفر 1437 هـ الموافق 5 ديسمبر 2015 على أهداف") == ["2015-12-05", "2015-12-05"]


def test_a_hijri_date_without_its_year_hangs_on_publication() -> None:
    assert edtf("أغارت في 22 صفر على أهداف", "2016-01-10") == ["2015-12-04"]
    assert edtf("أغارت في 22 صفر على أهداف") == [""]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("24 عملية في كانون الثاني 2022، مقابل 31 في الشهر الذي سبقه", ["2022-01", "2021-12"]),
        ("24 عملية في حزيران 2022، وكانت 31 في الشهر الذي سبق", ["2022-06", "2022-05"]),
        ("240 عملية في عام 2021، بعد 310 في العام الذي سبقه", ["2021", "2020"]),
    ],
)
def test_what_came_before_a_month_or_year_is_counted_from_it(text: str, meant: list[str]) -> None:
    assert edtf(text, TUESDAY) == meant


@pytest.mark.parametrize("text", ["قال رجب لمراسلنا", "قتل رمضان وشعبان", "في عيد محرم عليهم"])
def test_hijri_months_that_are_names_are_no_dates(text: str) -> None:
    assert edtf(text, TUESDAY) == []


# --- The year that is not written


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("قتلوا يوم الخميس 12 آب الجاري", "2021-08-12"),
        ("قتلوا ظهر السبت 6 تشرين الثاني", "2021-11-06"),
        ("قتلوا صباح الأربعاء 1 كانون الأول", "2021-12-01"),
    ],
)
def test_a_weekday_that_fits_one_year_gives_the_year(text: str, day: str) -> None:
    found = only(text)
    assert (found.edtf, found.basis) == (day, "weekday")


def test_a_weekday_that_fits_several_years_leaves_the_year_open() -> None:
    found = only("قتلوا ليل السبت 16 كانون الثاني")  # 2016 and 2021
    assert (found.edtf, found.basis, precision(found.edtf)) == ("XXXX-01-16", "stated", "unknown")


def test_what_the_text_tells_as_past_bounds_the_year_from_below() -> None:
    text = "قتلوا ليل السبت 16 كانون الثاني، في أعنف هجوم منذ انسحاب التنظيم {}"
    assert edtf(text.format("أواخر عام 2017")) == ["2021-01-16", "2017"]
    assert edtf(text.format("في آذار 2019")) == ["2021-01-16", "2019-03"]
    assert edtf(text.format("في آذار 2015"))[0] == "XXXX-01-16"


def test_a_bare_year_is_no_date_and_no_bound() -> None:
    assert edtf("قتلوا ليل السبت 16 كانون الثاني\nكلمات مفتاحية: حماة، داعش، 2019") == ["XXXX-01-16"]


@pytest.mark.parametrize("weekday_of", [date(2016, 1, 16), date(2021, 8, 12), date(2019, 2, 28)])
def test_the_years_of_a_weekday_are_those_of_the_calendar(weekday_of: date) -> None:
    month = next(name for name, n in months().items() if n == weekday_of.month)
    found = only(f"قتلوا يوم {WEEKDAYS[weekday_of.isoweekday()]} {weekday_of.day} {month}")
    fitting = [y for y in years_covered() if weekday_of.replace(year=y).isoweekday() == weekday_of.isoweekday()]
    assert (found.basis == "weekday") == (len(fitting) == 1)
    assert found.edtf == (weekday_of.isoformat() if len(fitting) == 1 else f"XXXX-{weekday_of:%m-%d}")


@pytest.mark.parametrize(
    ("text", "published", "meant"),
    [
        ("في 24 شباط", TUESDAY, "2021-02-24"),
        ("يوم 24/2", TUESDAY, "2021-02-24"),
        ("في 9 آذار", TUESDAY, "2021-03-09"),
        ("في 24 تشرين الأول", TUESDAY, "2020-10-24"),
        ("في 2 آذار الجاري", TUESDAY, "2021-03-02"),
        ("في 27 آذار الجاري", TUESDAY, "2021-03-27"),
        ("في 20 يناير/ كانون الثاني الماضي", TUESDAY, "2021-01-20"),
        ("في 9 آذار الماضي", TUESDAY, "2020-03-09"),
        ("في 4 فبراير من العام الجاري", TUESDAY, "2021-02-04"),
        ("في 4 أيار من العام الماضي", TUESDAY, "2020-05-04"),
        ("في 15 أيار المقبل", TUESDAY, "2021-05-15"),
        ("في 12 الشهر الجاري", "2021-03-15", "2021-03-12"),
        ("في السابع من الشهر الماضي", TUESDAY, "2021-02-07"),
        ("اليوم الأربعاء 24 أيار", "2017-05-24", "2017-05-24"),
        ("أمس السابع من آذار", TUESDAY, "2021-03-07"),
        ("يوم السبت 16 كانون الثاني", TUESDAY, "2021-01-16"),
        ("يوم السبت 16 كانون الثاني", "2020-03-09", "2016-01-16"),
        ("في 29 شباط", TUESDAY, "2020-02-29"),
        ("في 28 أيار", "2020-05", "XXXX-05-28"),  # published somewhere in May: before or after?
        ("في 5 نيسان", "2021", "XXXX-04-05"),
    ],
)
def test_a_day_without_its_year_is_the_latest_not_after_publication(text: str, published: str, meant: str) -> None:
    assert edtf(f"قتل ثلاثة جنود {text} في القرية", published) == [meant]


def test_a_day_soon_after_publication_may_be_meant_as_well() -> None:
    assert edtf("الموعد الذي حددوه في 5 نيسان", TUESDAY) == ["2021-04-05"]
    assert edtf("اجتماع في 5 نيسان", TUESDAY) == ["XXXX-04-05"]


def test_a_date_known_by_itself_is_not_given_the_year_of_publication() -> None:
    assert edtf("منذ بدء الحرب في السابع من أكتوبر، قتل", "2024-12-01") == ["XXXX-10-07"]
    assert edtf("منذ بدء الحرب في السابع من أكتوبر 2023، قتل", "2024-12-01") == ["2023-10-07"]
    assert edtf("في السابع من أكتوبر الماضي قتل", "2024-12-01") == ["2024-10-07"]


@pytest.mark.parametrize(
    ("text", "published", "meant"),
    [
        ("شهر آب الماضي", "2020-09-12", "2020-08"),
        ("شهر آب الماضي", "2020-08-30", "2019-08"),
        ("شهر آب الفائت", "", "XXXX-08"),
        ("في سبتمبر/ أيلول المنصرم", "2020-10-03", "2020-09"),
        ("مطلع سبتمبر/ أيلول الفائت", "2020-10-03", "2020-09"),
        ("منتصف تموز", "2020-10-03", "2020-07"),
        ("أواخر كانون الأول", "2020-10-03", "2019-12"),
        ("في آذار 2019", "", "2019-03"),
        ("في آذار من العام الماضي", "2020-10-03", "2019-03"),
        ("الشهر الماضي", "2021-01-05", "2020-12"),
        ("الشهر الجاري", "2021-01-05", "2021-01"),
        ("هذا الشهر", "2021-01-05", "2021-01"),
        ("العام الماضي", "2021-01-05", "2020"),
        ("العام قبل الماضي", "2021-01-05", "2019"),
        ("هذه السنة", "2021-01-05", "2021"),
        ("الشهر المقبل", "2021-12-05", "2022-01"),
        ("الشهر الماضي", "", ""),
        ("عام 2017", "", "2017"),
        ("أواخر عام 2017", "", "2017"),
        ("صيف 2018", "", "2018-22"),
        ("في 2017", "", "2017"),
        ("عامي 2014 و2015", "", "2014/2015"),
        ("الربع الأول من عام 2023", "", "2023-01/2023-03"),
        ("الربع الأخير من 2022", "", "2022-10/2022-12"),
        ("النصف الثاني من العام الماضي", "2021-01-05", "2020-07/2020-12"),
        ("الأشهر الستة الأولى من عام 2020", "", "2020-01/2020-06"),
        ("الشهرين الأولين من العام الجاري", "2021-04-05", "2021-01/2021-02"),
        ("تموز/آب 2020", "", "2020-07/2020-08"),
    ],
)
def test_months_years_and_their_parts(text: str, published: str, meant: str) -> None:
    assert edtf(f"قتل ثلاثة جنود {text} في القرية", published) == [meant]


def test_a_report_names_its_year_once() -> None:
    text = "أصدر المرصد تقريره السنوي عن عام 2021.\nكان شهر حزيران الأشد، ثم تشرين الثاني.\nتأسس المرصد في 2018."
    assert edtf(text) == ["2021", "2021-06", "2021-11", "2018"]
    assert edtf(text, "2022-07-15")[1] == "2021-06"
    assert [m.edtf for m in find_dates(fold("2021 في أرقام المرصد\nكان شهر حزيران الأشد."))] == ["2021-06"]


# --- Relative words


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("اليوم", "2021-03-09"),
        ("فجر اليوم", "2021-03-09"),
        ("صباح اليوم الثلاثاء", "2021-03-09"),
        ("صباح هذا اليوم", "2021-03-09"),
        ("اليوم (الثلاثاء)", "2021-03-09"),
        ("قبل ظهر اليوم", "2021-03-09"),
        ("أمس", "2021-03-08"),
        ("أمس الاثنين", "2021-03-08"),
        ("مساء يوم أمس، الاثنين", "2021-03-08"),
        ("صباح الاثنين (أمس)", "2021-03-08"),
        ("ليلة أمس", "2021-03-08"),
        ("أول أمس", "2021-03-07"),
        ("أول من أمس", "2021-03-07"),
        ("أمس الأول", "2021-03-07"),
        ("قبل أمس", "2021-03-07"),
        ("الليلة الماضية", "2021-03-08/2021-03-09"),
        ("غداً الأربعاء", "2021-03-10"),
        ("السبت", "2021-03-06"),
        ("الثلاثاء", "2021-03-09"),
        ("الثلاثاء الماضي", "2021-03-02"),
        ("الأحد الفائت", "2021-03-07"),
        ("السبت قبل الماضي", "2021-02-27"),
        ("عصر يوم الجمعة", "2021-03-05"),
        ("ليل الجمعة السبت", "2021-03-05/2021-03-06"),
        ("ليل الجمعة - السبت", "2021-03-05/2021-03-06"),
        ("ليل أمس الاثنين - الثلاثاء", "2021-03-08/2021-03-09"),
        ("ليلة الخميس على الجمعة", "2021-03-04/2021-03-05"),
        ("الخميس المقبل", "2021-03-11"),
        ("قبل يومين", "2021-03-07"),
        ("قبل ثلاثة أيام", "2021-03-06"),
        ("قبل 15 يوماً", "2021-02-22"),
        ("قبل أسبوع", "2021-03-02"),
        ("قبل نحو أسبوع", "2021-03-02~"),
        ("قبل أسبوعين", "2021-02-23~"),
        ("قبل شهر", "2021-02"),
        ("قبل شهرين", "2021-01"),
        ("قبل عام", "2020"),
        ("قبل عشرة أعوام", "2011"),
        ("الأسبوع الماضي", "2021-03-01/2021-03-07"),
        ("هذا الأسبوع", "2021-03-08/2021-03-09"),
        ("خلال الأيام الثلاثة الماضية", "2021-03-06/2021-03-09"),
        ("خلال اليومين الماضيين", "2021-03-07/2021-03-09"),
        ("خلال الـ24 ساعة الماضية", "2021-03-08/2021-03-09"),
        ("خلال الساعات الـ48 الأخيرة", "2021-03-07/2021-03-09"),
        ("خلال الأشهر الستة الماضية", "2020-09/2021-03"),
        ("خلال السنوات الخمس الماضية", "2016/2021"),
        ("بعد خمسة أيام على خطف رعاة", "2021-03-04"),
    ],
)
def test_relative_words_hang_on_the_publication_date_alone(text: str, meant: str) -> None:
    sentence = f"قتل ثلاثة جنود، {text}، في القرية"
    found = only(sentence, TUESDAY)
    assert (found.edtf, found.basis) == (meant, "relative")
    bare = only(sentence)
    assert (bare.edtf, bare.basis) == ("", "unknown")


@pytest.mark.parametrize(
    "text",
    ["منذ أسابيع", "قبل أيام", "الأشهر الماضية", "الساعات القليلة الماضية", "في وقت سابق", "مؤخراً", "قبل ساعات"],
)
def test_vague_words_are_mentions_without_a_date(text: str) -> None:
    found = only(f"قتل ثلاثة جنود {text} قرب القرية", TUESDAY)
    assert (found.edtf, found.basis, found.kind) == ("", "unknown", "vague")


def test_a_time_within_a_day_leaves_the_day_to_its_word() -> None:
    assert edtf("قالت في وقت سابق من اليوم الثلاثاء إن", TUESDAY) == ["2021-03-09"]
    assert edtf("قالت في وقت سابق الاثنين إن", TUESDAY) == ["2021-03-08"]


def test_a_printed_date_takes_the_place_of_an_unknown_publication_date() -> None:
    text = "الخميس 16 أكتوبر 2025 12:24 مساءً\n\nانفجرت عبوة صباح اليوم بحافلة. وكان يوم السبت الفائت هادئاً."
    assert edtf(text) == ["2025-10-16", "2025-10-16", "2025-10-11"]
    assert next(found.rule for _, found in mentions(text)) == "dateline"
    assert edtf(text, "2025-10-18") == ["2025-10-16", "2025-10-18", "2025-10-11"]


def test_a_day_dated_in_the_text_carries_the_weekdays_after_it() -> None:
    assert edtf("نشر التنظيم يوم الثلاثاء 15 آب 2017 صوراً من الهجوم الذي بدأ فجر الاثنين.") == [
        "2017-08-15",
        "2017-08-14",
    ]
    assert edtf("قتلوا صباح الاثنين 1 مارس 2021. ويوم الجمعة الماضي قتل رجل.") == ["2021-03-01", "2021-02-26"]
    assert edtf("قصف السوق يوم الثلاثاء 16 جويلية 2019، وشيعوا في شهر ماي الماضي ثلاثة.")[1] == "2019-05"
    assert edtf("قتلوا ظهر السبت 6 تشرين الثاني، والضربة هي الأربعون منذ مطلع العام.")[1] == "2021-01/2021-11"


def test_yesterday_hangs_on_a_dated_day_only_where_its_weekday_fits() -> None:
    dated = "قتلوا يوم الخميس 12 آب 2021. "
    assert edtf(dated + "وقتل آخر أمس.")[1] == ""
    assert edtf(dated + "وقتل آخر أمس الأربعاء.")[1] == "2021-08-11"
    assert edtf(dated + "وقتل آخر أمس السبت.")[1] == ""


def test_today_with_its_date_is_the_day_of_writing() -> None:
    assert edtf("قتلوا أمس. وقال المرصد اليوم الخميس 12 آب 2021 إنهم ثلاثة.") == ["2021-08-11", "2021-08-12"]


def test_an_old_day_without_its_weekday_carries_nothing() -> None:
    assert edtf("منذ مجزرة 21 آب 2013 في الغوطة. وقتل ثلاثة السبت.")[1] == ""


def test_a_weekday_tells_the_day_of_writing_where_publication_is_late() -> None:
    # Collected on Monday, written on Sunday.
    assert edtf("قتلوا أمس السبت، وجرح آخرون فجر اليوم.", "2021-03-08") == ["2021-03-06", "2021-03-07"]


def test_a_weekday_that_contradicts_publication_leaves_the_day_open() -> None:
    found = only("قتلوا اليوم السبت في القرية", TUESDAY)
    assert (found.edtf, found.basis) == ("2021-03-06", "relative")
    assert only("قتلوا اليوم الأربعاء في القرية", TUESDAY).edtf == ""


def test_an_uncertain_publication_date_stays_uncertain() -> None:
    assert edtf("قتلوا أمس الأول", "2020-05-28~") == ["2020-05-26~"]
    assert edtf("قتلوا السبت", "2020-05-28~") == [""]
    assert edtf("قتلوا العام الماضي", "2020-05-28~") == ["2019"]
    assert edtf("قتلوا الشهر الماضي", "2020-05-01~") == [""]
    assert edtf("قتلوا أمس، بعد هدنة الشهر الماضي", "2020-05") == ["", "2020-04"]
    assert edtf("قتلوا أمس", "no date") == [""]


def test_words_of_the_future_look_ahead() -> None:
    assert edtf("تنحسر العاصفة اعتباراً من الثلاثاء", "2022-01-24") == ["2022-01-25"]
    assert edtf("منخفض جوي يبدأ الأحد", "2020-01-16") == ["2020-01-19"]
    assert edtf("سيزور المدينة الأحد", "2020-01-16") == ["2020-01-19"]
    assert edtf("ويفترض أن تنسحب هذه الجماعات الاثنين من المنطقة", "2018-10-14") == ["2018-10-15"]
    assert edtf("وكان من المقرر أن تصل البعثة الخميس", "2018-04-15") == ["2018-04-12"]
    assert edtf("ومن المقرر في 15 أيار", "2018-04-18") == ["2018-05-15"]
    assert edtf("جمدت الحسابات اعتباراً من 22 تموز", "2015-07-24") == ["2015-07-22"]
    assert edtf("سيطر التنظيم الأحد على التل", "2020-01-16") == ["2020-01-12"]


def test_days_after_something_hang_on_the_day_in_the_sentence() -> None:
    text = "قصفت الطائرات القرية السبت، بعد يوم من فشل القمة."
    assert edtf(text, TUESDAY) == ["2021-03-06", "2021-03-05"]
    history = "قتل ثلاثة.\nنزح كثيرون.\nوعاد بعضهم.\nوغادر المشفى بعد شهر من الهجوم."
    assert [(found.edtf, found.kind) for _, found in mentions(history, TUESDAY)] == [("", "vague")]


def test_the_days_before_and_after_a_named_one() -> None:
    text = "قصفوا المدينة أمس الاثنين، وقتل آخرون خلال اليومين السابقين. وهدأ القصف في اليوم التالي."
    assert edtf(text, TUESDAY)[1] == "2021-03-06/2021-03-07"


# --- Ranges and periods


@pytest.mark.parametrize(
    ("text", "published", "meant", "kind"),
    [
        ("مساء يوم الخميس حتى فجر الجمعة", "2020-09-12", "2020-09-10/2020-09-11", "span"),
        ("منذ التاسعة والنصف مساء يوم الخميس حتى فجر الجمعة", "2020-09-12", "2020-09-10/2020-09-11", "span"),
        ("من 5 إلى 7 آب 2021", "", "2021-08-05/2021-08-07", "span"),
        ("بين 5 و7 آب", "2021-08-10", "2021-08-05/2021-08-07", "span"),
        ("في 5 و6 شباط", TUESDAY, "2021-02-05/2021-02-06", "span"),
        ("من 5 إلى 7 آب", "", "XXXX-08-05/XXXX-08-07", "span"),
        ("ليلة 11-12 كانون الثاني 2019", "", "2019-01-11/2019-01-12", "span"),
        ("من 24 مارس حتى 12 أبريل 2018", "", "2018-03-24/2018-04-12", "period"),
        ("بين 28 كانون الأول و3 كانون الثاني 2021", "", "2020-12-28/2021-01-03", "span"),
        ("من السبت إلى الاثنين", TUESDAY, "2021-03-06/2021-03-08", "span"),
        ("من 1/1/2021 - 30/6/2021", "", "2021-01-01/2021-06-30", "period"),
        ("شباط 2020 – آذار 2021", "", "2020-02/2021-03", "period"),
        ("بين مطلع كانون الثاني 2020 ونهاية آذار من العام نفسه", "", "2020-01/2020-03", "period"),
        ("من شباط إلى آذار 2020", "", "2020-02/2020-03", "period"),
        ("بين عامي 2013 و2015", "", "2013/2015", "period"),
        ("من عام 2013 إلى عام 2015", "", "2013/2015", "period"),
        ("منذ الخميس", TUESDAY, "2021-03-04/2021-03-09", "period"),
        ("منذ ليلة السبت", TUESDAY, "2021-03-06/2021-03-09", "period"),
        ("منذ 24 آذار 2019", "2021-12-11", "2019-03-24/2021-12-11", "period"),
        ("منذ 24 آذار 2019", "", "2019-03-24/..", "period"),
        ("منذ آذار 2011", "2021-12-02", "2011-03/2021-12", "period"),
        ("منذ 2017", "2020-09-12", "2017/2020", "period"),
        ("منذ مطلع شهر آذار", "2020-05-04", "2020-03/2020-05", "period"),
        ("منذ مطلع الشهر", TUESDAY, "2021-03-01/2021-03-09", "period"),
        ("منذ بداية العام", TUESDAY, "2021-01/2021-03", "period"),
        ("منذ مطلع العام الجاري", "2023-02-28", "2023-01/2023-02", "period"),
        ("منذ شهرين", TUESDAY, "2021-01/2021-03", "period"),
        ("منذ سبع سنوات", TUESDAY, "2014/2021", "period"),
        ("منذ بداية السنة الجارية", "", "", "period"),
        ("خلال شهر آب الماضي", "2020-09-12", "2020-08", "period"),
        ("خلال عام 2021", "", "2021", "period"),
        ("من 20 شباط إلى أمس", "", "", "span"),
    ],
)
def test_ranges_and_periods(text: str, published: str, meant: str, kind: str) -> None:
    found = only(f"قتل ثلاثة جنود {text} في القرية", published)
    assert (found.edtf, found.kind) == (meant, kind)


def test_ends_the_wrong_way_round_are_no_range() -> None:
    assert edtf("من 12 آب 2021 إلى 5 تموز 2021 قتل") == ["2021-08-12", "2021-07-05"]


def test_a_tally_up_to_a_day_names_the_day() -> None:
    assert edtf("بلغت الحصيلة حتى ظهر اليوم الثلاثاء سبعة قتلى", TUESDAY) == ["2021-03-09"]


def test_a_date_as_a_bound_is_no_date_of_what_happened() -> None:
    assert [(m.edtf, m.kind) for _, m in mentions("كانت القرية آمنة قبل عام 2011", TUESDAY)] == [("../2011", "vague")]
    assert [(m.edtf, m.kind) for _, m in mentions("غادروا بعد آذار 2019", TUESDAY)] == [("2019-03/..", "vague")]


@pytest.mark.parametrize("bound", ["بعد", "قبل", "فبعد"])
@pytest.mark.parametrize("when", ["نوفمبر", "5 نوفمبر"])
def test_a_date_of_no_year_bounds_nothing(bound: str, when: str) -> None:
    found = only(f"غادروا {bound} {when}")
    assert (found.edtf, found.basis, found.kind) == ("", "unknown", "vague")


@pytest.mark.parametrize("part", ["الأسبوع الأول", "النصف الثاني", "الأيام العشرة الأخيرة"])
def test_a_part_of_a_hijri_month_of_no_year_is_open(part: str) -> None:
    assert edtf(f"قُتل راع في {part} من رمضان") == [""]


# --- Words that only look like dates


@pytest.mark.parametrize(
    "text",
    [
        "مارس الجنود ضغوطاً",
        "أب لثلاثة أطفال من أب سوري",
        "قالت تيريزا ماي في لندن",
        "إصابة اثنين بجروح",
        "مصير الاثنين الباقيين",
        "قتل أحمد الجمعة وخالد الخميس",
        "قصف سوق الجمعة",
        "أيام الجمعة من كل شهر",
        "الأمين العام السابق",
        "في هذا اليوم وفي اليوم نفسه",
        "قناة روسيا اليوم",
        "اليوم العالمي للمرأة",
        "خلال أسبوع من القتال",
        "بأمس الحاجة إلى الدواء",
        "غدا الطريق آمناً",
        "ثورة 25 يناير",
        "في حرب تموز",
        "قوى 14 آذار",
        "بعد هجمات 11 سبتمبر",
        "قتل 2017 شخصاً وجرح 1437",
        "عمره 22 سنة و3 أشهر",
        "مدة 24 ساعة",
        "قبل يومين من مقتله",
        "كل عام وأنتم بخير",
    ],
)
def test_words_that_are_no_dates(text: str) -> None:
    assert edtf(f"{text}، كما قالوا", TUESDAY) == []


@pytest.mark.parametrize("weekday", WEEKDAYS.values())
def test_every_weekday_is_read_free_and_after_a_part_of_the_day(weekday: str) -> None:
    for text in (
        f"قتل 5 جنود {weekday} في القرية",
        f"وقتلوا مساء {weekday}",
        f"وقال، {weekday}، إن",
        f"و{weekday} قتل آخر",
    ):
        found = only(text, TUESDAY)
        assert date.fromisoformat(found.edtf).isoweekday() == next(n for n, name in WEEKDAYS.items() if name == weekday)


# --- The printed date


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("03 أكتوبر 2020", "2020-10-03"),
        ("الثلاثاء 2021/04/06", "2021-04-06"),
        ("2024.07.08 | 21:33 دمشق", "2024-07-08"),
        ("الإثنين 27 فبراير 2023 1:03 مساءً - بتوقيت القدس", "2023-02-27"),
        ("الرياض 22 صفر 1437 هـ واس", "2015-12-04"),
        ("تاريخ النشر: 07.04.2021 | 08:12 GMT", "2021-04-07"),
        ("نُشر: 15:33-6 أبريل 2021 م ـ 24 شَعبان 1442 هـ", "2021-04-06"),
        ("آخر تحديث 13 آب 2021 | نشر في 12 آب 2021", "2021-08-12"),
        ("06.04.2021 - محدث : 07.04.2021", "2021-04-06"),
        ("آخر تحديث: 6/4/2021 10:45 PM (مكة المكرمة)", "2021-04-06"),
        ("2021-04-06T15:24:00+03:00", "2021-04-06"),
        ("Apr 6, 2021", "2021-04-06"),
        ("دمشق (رويترز) 12 آب 2021 - قتل ثلاثة جنود في هجوم على حاجزهم", "2021-08-12"),
        ("دمشق، 12 آب 2021 – قتل ثلاثة جنود، أمس، في هجوم على حاجزهم.", "2021-08-12"),
        ("وقع الهجوم الخميس 12 آب 2021 - وفق الوكالة - في البادية.", ""),
        ("12 آب 2021 - قتل ثلاثة جنود.", ""),
        ("في 12 آب 2021 قتل ثلاثة جنود", ""),
        ("قتل ثلاثة جنود يوم الخميس 12 آب 2021", ""),
        ("31 أغسطس 2014: الطيران يقصف مستودعاً قرب المدينة ويقتل حارسين", ""),
        ("الصورة: الباغوز 12 آذار 2019", ""),
        ("الخميس 12 آب", ""),
        ("المصدر: بيروت، عمّان - الوكالات      التاريخ: 12 آذار 2021", "2021-03-12"),
        ("البادية، 1–15 آذار 2021", ""),
    ],
)
def test_the_printed_date(line: str, day: str) -> None:
    assert printed_date(fold(f"مقتل جنود في البادية\n\n{line}\n\nهاجم مجهولون حاجزاً.")) == day


def test_a_title_or_a_line_further_down_prints_no_date() -> None:
    assert printed_date(fold("مجزرة السوق 16 تموز 2019\n\nقتل أربعون.")) == ""
    assert printed_date(fold("خبر\n" + "قتل ثلاثة جنود.\n" * 12 + "12 آب 2021")) == ""


# --- What holds for any text


WORDS = st.sampled_from(sorted(word for word in words() if not word.isascii()))
PIECES = st.one_of(WORDS, WORDS, st.integers(0, 2100).map(str), st.sampled_from([*"،./-()\n:", "قتل", "جنود", "هـ"]))
TEXTS = st.lists(PIECES, max_size=25).map(" ".join)
PUBLISHED = st.one_of(
    st.just(""), DAYS.map(date.isoformat), DAYS.map(lambda day: f"{day}~"), DAYS.map(lambda day: f"{day:%Y-%m}")
)


@settings(max_examples=400, deadline=None)
@given(TEXTS, PUBLISHED)
@example("في 12 / 8 2021 آب آب", "2021-03-09")
@example("وذو 1980", "")
@example("تشرين الثالث 2019", "")
@example("5 جمادي الرابع", "")
@example("فبامس فالسابع اكتوبر", "")
@example("فلغاية وبالمحرم 1487", "")
def test_every_mention_is_valid(text: str, published: str) -> None:
    folded = fold(text)
    end = 0
    for found in find_dates(folded, published):
        assert end <= found.start < found.end <= len(folded.text)
        end = found.end
        assert found.basis in DATE_BASES and found.kind in KINDS and found.rule
        assert found.edtf == "" or is_edtf(found.edtf)
        assert found.basis != "unknown" or found.edtf == ""
        assert not (found.kind == "day" and "/" in found.edtf)


@settings(max_examples=100, deadline=None)
@given(TEXTS, PUBLISHED)
@example("فبعد فلنوفمبر", "")
def test_every_date_is_valid_to_the_edtf_library(text: str, published: str) -> None:
    for found in find_dates(fold(text), published):
        if found.edtf:
            assert parse_edtf(found.edtf)


_PAST_FORMS = [
    *("اليوم", "أمس", "أول أمس", "الليلة الماضية", "{weekday}", "{weekday} الماضي", "فجر {weekday}", "أمس {weekday}"),
    *("ليل {weekday} {next}", "قبل {n} أيام", "قبل {n} أشهر", "الشهر الماضي", "العام الماضي", "الأسبوع الماضي"),
    *("{month} الماضي", "{day} {month} الماضي", "{weekday} {day} {month}", "منذ {weekday}", "منذ {day} {month} الماضي"),
    *("خلال الأيام الخمسة الماضية", "منذ مطلع العام", "بعد {n} أيام على خطفهم", "من {weekday} حتى {next}"),
]


@settings(max_examples=400, deadline=None)
@given(
    st.sampled_from(_PAST_FORMS),
    st.integers(1, 7),
    st.sampled_from(_NAMES),
    st.integers(1, 28),
    st.integers(2, 20),
    DAYS,
)
def test_the_past_never_lies_after_publication(
    form: str, weekday: int, month: str, day: int, n: int, now: date
) -> None:
    text = form.format(weekday=WEEKDAYS[weekday], next=WEEKDAYS[weekday % 7 + 1], month=month, day=day, n=n)
    for found in _dated(f"قتل ثلاثة جنود {text} قرب القرية", now.isoformat()):
        # A weekday with its date may lie ahead, where no earlier year has it so soon.
        ahead = timedelta(days=60 if "{weekday} {day}" in form else 0)
        assert date.fromisoformat(interval(found.edtf)[0]) <= now + ahead
        assert found.kind != "day" or date.fromisoformat(interval(found.edtf)[1]) <= now + ahead


def _dated(text: str, published: str) -> Iterator[DateMention]:
    return (found for _, found in mentions(text, published) if interval(found.edtf)[0])


@settings(max_examples=200, deadline=None)
@given(st.integers(1, 7), DAYS, st.sampled_from(["{}", "يوم {}", "مساء {}", "{} الماضي", "أمس {}", "فجر يوم {}"]))
def test_a_weekday_resolves_to_that_weekday(weekday: int, now: date, form: str) -> None:
    for found in _dated(f"قتل ثلاثة جنود {form.format(WEEKDAYS[weekday])} قرب القرية", now.isoformat()):
        day = date.fromisoformat(found.edtf)
        assert day.isoweekday() == weekday
        assert timedelta(0) <= now - day <= timedelta(days=7)


@settings(max_examples=200, deadline=None)
@given(DAYS.flatmap(named))
def test_a_day_and_month_with_their_weekday_find_the_year_or_leave_it_open(pair: tuple[date, str]) -> None:
    day, name = pair
    found = only(f"قتل ثلاثة جنود يوم {WEEKDAYS[day.isoweekday()]} {day.day} {name} قرب القرية")
    assert found.edtf in (day.isoformat(), f"XXXX-{day:%m-%d}")


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=300), st.one_of(PUBLISHED, st.text(max_size=12)))
@example("12.8.2021", "0001-01-02")
@example("قبل 999 عام", "1901-01-01")
@example("منذ 31 شباط وأمس", "9999-12-31")
def test_no_text_breaks_it(text: str, published: str) -> None:
    folded = fold(text)
    find_dates(folded, published)
    printed_date(folded)


@pytest.mark.parametrize("unit", ["12 آب ", "بعد يومين من ", "عام 2021 و", "2021.08.12 ", "في من إلى ", "أمس السبت، "])
def test_the_work_grows_with_the_length_of_the_text_alone(unit: str) -> None:
    def work(times: int) -> int:
        folded = fold(unit * times)
        assert folded.sentences
        return steps(lambda: find_dates(folded))

    find_dates(fold(unit))
    # Eight times the text: eight times the work, where a quadratic step would make it 64 times.
    assert work(4_000) < 9 * work(500) + 1_000


# --- The lexicon


def test_every_word_of_the_lexicon_has_one_class() -> None:
    classes: dict[str, set[str]] = {}
    for kind, spelling, _ in entries():
        classes.setdefault(spelling, set()).add(kind)
    assert {spelling: found for spelling, found in classes.items() if len(found) > 1} == {}


def test_every_class_that_the_lexicon_names_exists() -> None:
    known = {*lexicon()["classes"], "month", "month_first", "hijri_month", "hijri_first"}
    named = [*lexicon()["with_preposition"], *lexicon()["without_prefix"]]
    assert [kind for kind in named if kind not in known] == []
    assert [kind for kind in lexicon()["classes"] if kind not in letters()] == []


def _lists(value: Any) -> Iterator[list[Any]]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from _lists(inner)
    elif isinstance(value, list):
        yield value


def test_the_lexicon_holds_words_and_none_twice() -> None:
    # Unquoted, «on» and «no» are true and false in YAML.
    assert [word for listed in _lists(lexicon()) for word in listed if not isinstance(word, str)] == []
    assert [word for listed in _lists(lexicon()) for word in {*listed} if listed.count(word) > 1] == []
