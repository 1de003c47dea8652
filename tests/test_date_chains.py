"""Days that hang on one told of before: the next day, two days earlier, the same month, the week of a report."""

from __future__ import annotations

import pytest

from report_lib.arabic.text import fold
from report_lib.dating.dates import find_dates


def edtf(text: str, published: str = "") -> list[str]:
    """What the dates of a body below a title mean, in order."""
    return [found.edtf for found in find_dates(fold(f"خبر من البادية\n\n{text}"), published)]


TOLD = "قُتل ثلاثة رعاة في 4 نيسان 2018 قرب السخنة."


@pytest.mark.parametrize(
    ("then", "day"),
    [
        ("وفي اليوم التالي قُتل حارسان", "2018-04-05"),
        ("وفي اليوم السابق قُتل حارسان", "2018-04-03"),
        ("وفي اليوم السابق، الثلاثاء، قُتل حارسان", "2018-04-03"),
        ("ومساء اليوم نفسه قُتل حارسان", "2018-04-04"),
        ("وفي الليلة السابقة للهجوم قُتل حارسان", "2018-04-03"),
        ("وبعد يومين قُتل حارسان", "2018-04-06"),
        ("وبعد أسبوع على الهجوم قُتل حارسان", "2018-04-11"),
        ("وقُتل حارسان بعد ذلك بيومين", "2018-04-06"),
        ("وقبل ذلك بثلاثة أيام قُتل حارسان", "2018-04-01"),
        ("وقبله بعشرة أيام قُتل حارسان", "2018-03-25"),
        ("وقبلها بنحو أسبوع قُتل حارسان", "2018-03-28~"),
        ("وقبل ذلك بشهرين قُتل حارسان", "2018-02"),
        ("وقبلها بعام قُتل حارسان", "2017"),
        ("وفي السابع من الشهر نفسه قُتل حارسان", "2018-04-07"),
        ("وفي السابع من الشهر قُتل حارسان", "2018-04-07"),
        ("وفي السابع من الشهر التالي قُتل حارسان", "2018-05-07"),
        ("وفي الشهر التالي قُتل حارسان", "2018-05"),
        ("وفي خريف العام التالي قُتل حارسان", "2019-23"),
        ("وفي اليوم الذي تلاه قُتل حارسان", "2018-04-05"),
        ("ومساء ذلك اليوم قُتل حارسان", "2018-04-04"),
        ("وفي ذات اليوم قُتل حارسان", "2018-04-04"),
        ("وغداة الهجوم قُتل حارسان", "2018-04-05"),
        ("وبعد مرور أسبوع قُتل حارسان", "2018-04-11"),
        ("وبعد 48 ساعة قُتل حارسان", "2018-04-06"),
        ("وسبق ذلك بيومين مقتل حارسين", "2018-04-02"),
        ("وقبل الهجوم بيومين قُتل حارسان", "2018-04-02"),
        ("وقبل يومين من الهجوم قُتل حارسان", "2018-04-02"),
        ("وفي 10 منه قُتل حارسان", "2018-04-10"),
        ("وخلال الأيام الثلاثة التالية قُتل حارسان", "2018-04-05/2018-04-07"),
        ("وخلال الأشهر الثلاثة التالية قُتل حارسان", "2018-05/2018-07"),
        ("وفي صيف ذلك العام قُتل حارسان", "2018-22"),
        ("وفي آذار من العام التالي قُتل حارسان", "2019-03"),
        ("وفي العام الذي يليه، وتحديداً في 14 آذار، قُتل حارسان", "2019-03-14"),
    ],
)
def test_what_follows_hangs_on_the_day_told_of(then: str, day: str) -> None:
    for published in ("", "2020-06-01"):
        found = edtf(f"{TOLD}\n{then} قرب تدمر.", published)
        assert (found[0], found[-1]) == ("2018-04-04", day)


@pytest.mark.parametrize(
    "alone",
    ["وقُتل حارسان بعد ذلك بيومين", "وبعد يومين قُتل حارسان", "ومساء اليوم نفسه قُتل حارسان", "في المدة نفسها"],
)
def test_without_a_day_told_of_it_hangs_on_nothing(alone: str) -> None:
    assert edtf(alone, "2018-06-01") == []


def test_a_wrong_weekday_leaves_the_day_open() -> None:
    assert edtf(f"{TOLD}\nوفي اليوم السابق، الجمعة، قُتل حارسان.")[1] == ""


def test_the_next_day_is_none_after_the_day_of_writing() -> None:
    assert edtf("قُتل ثلاثة رعاة اليوم. وفي اليوم التالي قُتل حارسان.", "2018-04-04") == ["2018-04-04", ""]


def test_the_day_of_a_statement_is_not_the_day_told_of() -> None:
    text = "قُتل ثلاثة رعاة في 4 نيسان 2018، وفق بيان صدر في 9 نيسان 2018. وفي اليوم التالي قُتل حارسان."
    assert edtf(text)[-1] == "2018-04-05"


def test_what_came_before_an_attack_is_seen_from_its_day() -> None:
    text = "قُتل ثلاثة رعاة صباح اليوم.\nويأتي الهجوم بعد يوم من مقتل جنديين، وبعد ثلاثة أيام من خطف راع."
    assert edtf(text, "2020-11-18") == ["2020-11-18", "2020-11-17", "2020-11-15"]


# --- Days whose year is open


def test_a_chain_goes_on_where_the_year_is_open() -> None:
    text = "السبت 19 تشرين الثاني: قُتل راع.\nالأحد: قُتل حارس.\nوفي اليوم التالي قُتل جندي."
    assert edtf(text) == ["XXXX-11-19", "XXXX-11-20", "XXXX-11-21"]


def test_the_end_of_february_of_an_open_year_is_open() -> None:
    assert edtf("في 28 شباط قُتل راع. وفي اليوم التالي قُتل حارس.") == ["XXXX-02-28", ""]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("في شباط 2014 قُتل راع. وفي السادس عشر من أيار قُتل حارس", ["2014-02", "2014-05-16"]),
        ("في تشرين الثاني 2014 قُتل راع. وفي 3 كانون الثاني قُتل حارس", ["2014-11", "2015-01-03"]),
        ("بين مطلع 2023 ونيسان من العام نفسه. في 12 آذار قُتل حارس", ["2023-01/2023-04", "2023-03-12"]),
        ("نزحوا منذ شباط 2014. وفي السادس عشر من أيار قُتل حارس", ["2014-02/..", "XXXX-05-16"]),
    ],
)
def test_the_year_of_the_month_before_goes_on(text: str, days: list[str]) -> None:
    assert edtf(text) == days


def test_the_year_of_history_goes_on_where_the_day_of_writing_is_known() -> None:
    text = "في آب 2013 قُتل راع. وفي 14 تشرين الأول قُتل حارس.\nثم هدأت.\nثم هدأت.\nثم هدأت.\nوقُتل جندي في 2 أيار."
    assert edtf(text, "2019-06-01") == ["2013-08", "2013-10-14", "2019-05-02"]


@pytest.mark.parametrize(
    ("day", "hung_on_it"),
    [
        ("31.12.9999", "في اليوم التالي"),
        ("31.12.9999", "بعد يومين من ذلك"),
        ("31.12.9999", "في الشهر التالي"),
        ("31.12.9999", "في العام التالي"),
        ("1.1.0001", "في اليوم السابق"),
        ("1.1.0001", "وقبل ذلك بأسبوع"),
        ("1.1.0001", "قبل 5 أعوام"),
        ("السبت 1.1.0001", "أمس الأحد"),
        ("أمس 31.12.9999", "اليوم"),
    ],
)
def test_a_day_beyond_the_calendar_is_not_known(day: str, hung_on_it: str) -> None:
    assert "".join(edtf(f"قُتل راع في {day}. وقُتل حارس {hung_on_it}.")[1:]) == ""


def test_a_range_over_the_end_of_the_calendar_has_no_end() -> None:
    assert edtf("من 12.12.9999 حتى آذار قُتل راع") == ["9999-12-12"]
    assert edtf("نزحوا في 31.12.0000") == []


# --- Weekdays and weeks without a day of writing


def test_the_weekdays_of_a_weekly_report_are_of_its_week() -> None:
    text = "حصاد الأسبوع من 2 حتى 8 حزيران 2024\n◀ الأحد: مقتل راع\n◀ الثلاثاء: مقتل حارس\n◀ السبت: مقتل جندي"
    assert edtf(text) == ["2024-06-02/2024-06-08", "2024-06-02", "2024-06-04", "2024-06-08"]


def test_the_week_of_a_report_is_its_own() -> None:
    text = "من 2 حتى 8 حزيران 2024\nقُتل 7 خلال الأسبوع، مقابل 9 في الأسبوع الذي سبقه"
    assert edtf(text) == ["2024-06-02/2024-06-08", "2024-06-02/2024-06-08", "2024-05-26/2024-06-01"]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("في الأسبوع الأول من آذار 2023", "2023-03-01/2023-03-07"),
        ("في الأسبوع الأخير من شباط 2023", "2023-02-22/2023-02-28"),
        ("في النصف الثاني من شهر آب 2021", "2021-08-16/2021-08-31"),
        ("في الثلث الأول من آب 2021", "2021-08-01/2021-08-10"),
        ("في الأيام العشرة الأخيرة من شباط 2019", "2019-02-19/2019-02-28"),
        ("في الأيام الخمسة الأولى من شباط 2019", "2019-02-01/2019-02-05"),
        ("في النصف الأول من آب", "XXXX-08"),
    ],
)
def test_parts_of_a_month(text: str, days: str) -> None:
    assert edtf(text) == [days]


def test_the_day_in_the_title_of_a_round_up_is_the_day_of_writing() -> None:
    text = "دير الزور 24 || الثلاثاء 3 أيار 2022\nفجر اليوم: مقتل حارس\nأمس: العثور على جثة"
    assert [found.edtf for found in find_dates(fold(text))][1:] == ["2022-05-03", "2022-05-02"]


def test_days_alone_in_their_lines_head_what_is_listed_below_them() -> None:
    text = "⬅️ الجمعة 6 كانون الثاني 2023\n- مقتل راع\n⬅️ السبت 7 كانون الثاني 2023\n- مقتل حارس"
    found = find_dates(fold(text))
    assert [(each.edtf, each.rule) for each in found] == [
        ("2023-01-06", "day month year"),
        ("2023-01-07", "day month year"),
    ]


def test_a_statement_with_its_full_date_is_as_good_as_a_day_of_writing() -> None:
    text = "قال مدير المشفى، في 3 آذار 2021، إن العدد بلغ 37 منذ مطلع العام، و164 في العام الفائت."
    assert edtf(text) == ["2021-03-03", "2021-01/2021-03", "2020"]


def test_a_weekday_is_of_the_week_that_it_is_said_to_be_of() -> None:
    assert edtf("قُتل راع السبت من الأسبوع الماضي", "2021-03-14") == ["2021-03-06"]
    text = "قُتل 7 من 4 حتى 10 كانون الأول 2022، أولهم الثلاثاء من الأسبوع نفسه، والأعنف السبت من الأسبوع الذي سبقه"
    assert edtf(text)[1:] == ["2022-12-06", "2022-12-03"]


def test_a_weekday_that_opens_a_sentence_follows_the_day_told_of() -> None:
    text = "اقتتلوا عصر الاثنين 9 آب 2021.\n{}"
    assert edtf(text.format("الأربعاء تدخلت دورية."))[1] == "2021-08-11"
    assert edtf(text.format("الجمعة تدخلت دورية."))[1] == "2021-08-13"
    assert edtf(text.format("وتدخلت دورية كانت وصلت الجمعة."))[1] == "2021-08-06"
    assert edtf(text.format("والأحد كان آخر أيام الهدنة."))[1] == "2021-08-08"


def test_the_weekday_of_a_statement_follows_the_day_told_of() -> None:
    text = "قُتلوا منذ اندلاع المعارك الثلاثاء 21 آذار 2017، وفق ما أفاد المرصد الخميس."
    assert edtf(text)[-1] == "2017-03-23"


def test_two_weekdays_are_a_span() -> None:
    assert edtf("نفذت 28 غارة يومي الأحد والاثنين", "2017-09-27") == ["2017-09-24/2017-09-25"]


# --- Periods named again, anniversaries, beginnings


def test_a_period_is_named_again() -> None:
    text = "بين 3 آذار 2020 و12 أيار 2020 نفذوا 9 هجمات، مقابل 4 في 2019. وقُتل في تلك المدة 33 شخصاً."
    assert edtf(text)[-1] == "2020-03-03/2020-05-12"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("في مثل هذا اليوم قبل خمسة أعوام قُتل راع", "2013-08-24"),
        ("في مثل هذا اليوم من عام 2014 قُتل راع", "2014-08-24"),
        ("في مثل هذا اليوم من العام الماضي قُتل راع", "2017-08-24"),
    ],
)
def test_an_anniversary_is_this_day_of_another_year(text: str, day: str) -> None:
    assert edtf(text, "2018-08-24") == [day]


def test_what_happened_when_a_period_began_is_of_its_beginning() -> None:
    assert edtf("الهجوم الأعنف منذ حزيران، عندما قُتل تسعة", "2017-10-09") == ["2017-06/2017-10", "2017-06"]


def test_the_beginning_of_the_year_of_an_undated_report_is_of_its_days() -> None:
    assert edtf("بين 24 شباط و1 آذار 2024 قُتل 9، والعدد منذ بداية العام 121")[-1] == "2024-01/2024-03"
    assert edtf("من بداية العام وحتى نهاية حزيران", "2022-07-04") == ["2022-01/2022-06"]


# --- Hijri


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("من 5 إلى 11 رجب 1443 هـ", ["2022-02-06/2022-02-12"]),
        ("قُتل راع في 5 رجب 1443 هـ، وحارس يوم الخميس 9 رجب", ["2022-02-06", "2022-02-10"]),
        ("قُتل 41 خلال العام الهجري 1443", ["2021-08-09/2022-07-29"]),
        ("قُتل راع في 4 نيسان 2023، وحارس عشية عيد الفطر", ["2023-04-04", "2023-04-20"]),
    ],
)
def test_hijri_spans_and_years(text: str, days: list[str]) -> None:
    assert edtf(text) == days


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("قُتل راع أول أيام عيد الأضحى", "2023-06-28"),
        ("قُتل راع في ثاني أيام عيد الأضحى", "2023-06-29"),
        ("قُتل راع في اليوم الثالث من عيد الأضحى", "2023-06-30"),
        ("قُتل راع صباح عيد الفطر", "2023-04-21"),
        ("قُتل 14 خلال شهر رمضان", "2023-03-23/2023-04-20"),
    ],
)
def test_feasts_and_hijri_months_are_the_latest_before_the_day_of_writing(text: str, days: str) -> None:
    assert edtf(text, "2023-07-02") == [days]
    assert edtf(text) == [""]
