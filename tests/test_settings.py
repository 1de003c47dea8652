"""Where and when a count happened: the clause before the sentence, the sentence before the scene, a tally apart."""

from __future__ import annotations

import pytest

from report_lib.arabic.text import fold
from report_lib.assembling.cues import CUES, HINT, hints_of
from report_lib.assembling.layout import Layout
from report_lib.assembling.settings import Setting, Stage
from report_lib.conflict.actors import find_actors
from report_lib.conflict.attacks import find_attacks
from report_lib.counting.counts import find_counts
from report_lib.dating.dates import find_dates
from report_lib.placing.places import find_places


def settings(text: str, published: str = "") -> list[Setting]:
    """The setting of each count of the text, in order."""
    folded = fold(text)
    counts = find_counts(folded)
    attacks = {attack.sentence for attack in find_attacks(folded, find_actors(folded))}
    stage = Stage(Layout(folded, counts, find_dates(folded, published), find_places(folded), attacks, published))
    return [stage.setting(count) for count in counts]


def place(setting: Setting) -> str:
    return setting.place.place.name if setting.place else ""


# --- When


@pytest.mark.parametrize(
    "text",
    [
        "أعلن الفصيل في 9 أيار 2021 أن ثلاثة من مقاتليه قُتلوا في 2 أيار 2021 قرب تدمر.",
        "أعلن المتحدث، الجمعة 14 أيار 2021، مقتل أربعة رعاة بهجوم وقع في 2 أيار 2021 شرق السخنة.",
    ],
)
def test_the_date_in_the_clause_beats_that_of_the_announcement(text: str) -> None:
    (setting,) = settings(text)
    assert (setting.date, setting.date_basis) == ("2021-05-02", "stated")


def test_a_date_goes_on_to_the_next_sentences() -> None:
    killed, wounded = settings("قُتل خمسة رعاة في 3 نيسان 2022 قرب السخنة.\nوأصيب ثلاثة آخرون بجروح.")
    assert killed.date == wounded.date == "2022-04-03"
    assert "earlier sentence" in wounded.date_rule
    assert place(wounded) == place(killed) == "السخنة"


@pytest.mark.parametrize(
    "second",
    ["وفي سياق متصل، قُتل حارسان في مدينة الرقة.", "من جهة أخرى، لقي حارسان مصرعهما في مدينة الرقة."],
)
def test_another_incident_does_not_inherit_the_date(second: str) -> None:
    first, other = settings(f"قُتل خمسة رعاة في 3 نيسان 2022 قرب السخنة.\n{second}")
    assert first.date == "2022-04-03"
    assert (other.date, other.date_basis) == ("", "unknown")
    assert other.governorates == ("Raqqa",)


def test_background_does_not_inherit_the_date_and_may_have_its_own() -> None:
    news = "قُتل خمسة رعاة في 3 نيسان 2022 قرب السخنة."
    _, undated = settings(f"{news}\nوكان تسعة عمال قد قُتلوا بلغم قرب تدمر.")
    _, dated = settings(f"{news}\nوكان تسعة عمال قد قُتلوا بلغم في 5 آذار 2022 قرب تدمر.")
    assert undated.habitual and undated.date == ""
    assert dated.habitual and dated.date == "2022-03-05"


def test_background_leaves_the_scene_as_it_was() -> None:
    *_, last = settings(
        "قُتل خمسة رعاة في 3 نيسان 2022 قرب السخنة.\n"
        "وكان تسعة عمال قد قُتلوا بلغم في 5 آذار 2022 قرب تدمر.\n"
        "ونُقل أربعة جرحى إلى المشفى."
    )
    assert (last.date, place(last)) == ("2022-04-03", "السخنة")


def test_a_headline_takes_the_date_from_the_sentence_that_tells_it_again() -> None:
    headline, body = settings("مقتل راعيين قرب السخنة\nقُتل راعيان بهجوم على خيامهم مساء الأحد 4 تموز 2021.")
    assert headline.date == body.date == "2021-07-04"


def test_a_relative_day_needs_a_day_of_writing() -> None:
    text = "قُتل راعيان أمس قرب السخنة."
    (dated,), (undated,) = settings(text, "2021-07-06"), settings(text)
    assert (dated.date, dated.date_basis) == ("2021-07-05", "relative")
    assert (undated.date, undated.date_basis) == ("", "unknown")


def test_who_is_missing_since_a_day_went_missing_on_that_day() -> None:
    (setting,) = settings("فُقد 11 راعياً منذ 5 آذار 2021 في بادية السخنة.")
    assert (setting.date, setting.aggregate) == ("2021-03-05", False)


def test_a_day_governs_what_follows_it_in_its_sentence() -> None:
    first, second = settings(
        "قُتل راعيان مساء الثلاثاء قرب السخنة.\n"
        "وفجر اليوم، استهدفت مسيّرة سيارة على طريق تل رفعت شمال حلب، في طريقها إلى اعزاز، فأصابت ثلاثة حراس.",
        "2023-05-10",
    )
    assert (first.date, second.date) == ("2023-05-09", "2023-05-10")


def test_a_day_of_its_own_takes_a_count_out_of_the_tally() -> None:
    _, event = settings(
        "أودت الألغام، منذ 8 كانون الأول 2024، بحياة 118 مدنياً.\n"
        "وأحدثها وقع الثلاثاء في قرية قرب حماة، حيث انفجر لغم بأطفال يرعون الأغنام، فقُتل ثلاثة أطفال.",
        "2025-03-20",
    )
    assert (event.date, event.aggregate) == ("2025-03-18", False)


def test_a_paragraph_of_history_dates_its_sentences() -> None:
    *_, later = settings(
        "قُتل في سوريا 26 مسعفاً خلال عام 2018.\n"
        "وفي تشرين الثاني 2015 أصابت غارة روسية قافلة في إدلب، فقُتل خمسة سائقين. وأُصيب فيها تسعة مدنيين.",
        "2019-08-19",
    )
    assert (later.date, later.aggregate) == ("2015-11", False)


@pytest.mark.parametrize(
    "later",
    ["وتبنى تنظيم داعش الهجوم في اليوم التالي، زاعماً مقتل عشرين جندياً.", "وقالت الوزارة الاثنين إن عشرين جندياً قُتلوا."],
)
def test_the_day_of_a_claim_is_not_that_of_the_attack_told_before(later: str) -> None:
    _, claimed = settings(f"قُتل خمسة جنود بهجوم لتنظيم داعش مساء الأحد 4 تموز 2021 قرب السخنة.\n{later}")
    assert claimed.date == "2021-07-04"


def test_what_sums_up_a_chain_of_days_is_of_all_of_them() -> None:
    *_, summed = settings(
        "قُتل ثلاثة جنود في 4 نيسان 2018 قرب السخنة.\nفي اليوم التالي قُتل جنديان.\nوبعد يومين قُتل أربعة جنود.\n"
        "وبلغت المحصلة النهائية تسعة قتلى."
    )
    assert (summed.date, summed.aggregate) == ("2018-04-04/2018-04-07", True)


def test_what_came_before_the_attack_dates_its_own_alone() -> None:
    text = "وأودت ضربة في 14 أيار 2017 بحياة 11 مدنياً في مدرسة مهجورة، وأخرى بعدها بأسبوع قُتل فيها مدنيان."
    assert [setting.date for setting in settings(text)] == ["2017-05-14", "2017-05-21"]
    text = "وفي 21 آذار 2017 قُتل 33 مدنياً، بينما قُتل 40 مدنياً في غارة أخرى قبلها بخمسة أيام."
    assert [setting.date for setting in settings(text)] == ["2017-03-21", "2017-03-16"]


def test_the_day_of_a_heading_is_that_of_the_list_below_it() -> None:
    first, second, third = settings(
        "أخبار الشرقية\nالجمعة 6 كانون الثاني 2023\n- إصابة حارسين قرب الصور\n"
        "السبت 7 كانون الثاني 2023\n- اعتقال 5 أشخاص في الحوايج\n- العثور على جثتي راعيين في البادية"
    )
    assert (first.date, second.date, third.date) == ("2023-01-06", "2023-01-07", "2023-01-07")


def test_that_day_is_the_day_of_the_sentence_before() -> None:
    *_, then = settings(
        "قُتل راعيان أمس قرب السخنة.\nوكان المطار قد تعرّض لغارة في 9 نيسان. وأعلنت الوزارة حينها مقتل سبعة جنود.",
        "2018-04-17",
    )
    assert then.date == "2018-04-09"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        (
            "نشرة المتابعة - العدد 12\n\nالبادية، 1–15 آذار 2021\n\nخلاصة\nقُتل سبعة جنود في خمس هجمات.\n",
            "2021-03-01/2021-03-15",
        ),
        ("حصاد أسبوع من المعارك\nنشر المركز ما وثقه بين 6 و12 أيار 2021:\nمقتل 46 عنصراً.\n", "2021-05-06/2021-05-12"),
        (
            "نشرت الصحيفة حصيلة عمليات الخلايا بين 2 و8 آذار 2021.\nسوريا: تسع هجمات قُتل فيها ستة جنود.\n",
            "2021-03-02/2021-03-08",
        ),
        (
            "في 3 أيار 2020 قُتل راعٍ.\nأما 2021 فكان عام الكمائن. أحصى المرصد فيه 82 هجوماً قُتل فيها سبعون جندياً.\n",
            "2021",
        ),
        (
            "اغتالت الخلايا منذ مطلع 2020 حتى نهاية 2021، وفق الإدارة، ستين وجيهاً، وأوقفت في المدة ذاتها مئة شخص.\n",
            "2020-01/2021-12",
        ),
    ],
)
def test_what_a_bulletin_or_a_year_counts_is_of_all_of_it(text: str, date: str) -> None:
    last = settings(text)[-1]
    assert (last.date, last.aggregate) == (date, True)


def test_days_that_are_called_a_week_are_counted_over() -> None:
    (setting,) = settings("سقط 31 قتيلاً بمخلفات الحرب خلال الأسبوع الممتد من 3 إلى 9 أيار 2021.")
    assert (setting.date, setting.aggregate) == ("2021-05-03/2021-05-09", True)


def test_the_day_of_a_funeral_is_not_that_of_the_fight() -> None:
    fight = "تقدمت وحدات الجيش فجر 7 أيار 2021 شرق تدمر."
    (setting,) = settings(f"{fight} وقُتل أربعة مقاتلين شُيّعوا أمس في قراهم.", "2021-05-10")
    assert setting.date == "2021-05-07"


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("شُيّع في مدينة جبلة أمس ستة عناصر قُتلوا قرب الرصافة.", ""),
        ("نعت صفحات محلية اليوم ضابطين قُتلا في بادية السخنة.", ""),
        ("ودُفن اليوم في قريته جندي مع ثلاثة جنود قُتلوا بلغم قبل يومين قرب الرصافة.", "2021-08-16"),
        ("شُيّع الضابط في طرطوس، وقُتل اليوم جنديان في بادية الرصافة.", "2021-08-18"),
        ("عثر الأهالي أمس على جثث ثلاثة رعاة في بادية السعن.", "2021-08-17"),
    ],
)
def test_the_day_of_a_funeral_or_an_obituary_is_not_that_of_the_death(text: str, date: str) -> None:
    assert settings(text, "2021-08-18")[-1].date == date


def test_the_day_of_one_of_the_attacks_is_not_that_of_all_of_them() -> None:
    all_of_them, one = settings("سقط عشرون قتيلاً في هجمات، آخرها أمس قرب كباجب وأودى بحياة جنديين.", "2021-08-18")
    assert (all_of_them.date, place(all_of_them)) == ("", "")
    assert (one.date, place(one)) == ("2021-08-17", "كباجب")


def test_one_of_the_attacks_of_a_period_is_an_event() -> None:
    week, one = settings("قُتل 13 جندياً خلال أسبوع في بادية حمص، أعنفها هجوم قرب السخنة أوقع 6 قتلى.", "2021-04-20")
    assert (week.aggregate, place(week)) == (True, "بادية حمص")
    assert (one.aggregate, place(one)) == (False, "السخنة")


def test_the_first_of_two_attacks_has_its_place_for_itself() -> None:
    text = "قُتل 34 جندياً في هجومين الأربعاء، الأول قرب الرصافة أودى بحياة 21 جندياً، والثاني في بادية السخنة وقتل 13."
    assert [place(setting) for setting in settings(text, "2023-11-10")] == ["", "", "الرصافة", "بادية السخنة"]
    (soldiers,) = settings("قُتل جنديان، أحدهما ضابط، بانفجار لغم قرب الرصافة.")
    assert place(soldiers) == "الرصافة"


@pytest.mark.parametrize(
    ("title", "date"),
    [
        ("النشرة الأسبوعية: من 13 إلى 19 آذار 2022", "2022-03-13/2022-03-19"),
        ("أخبار البادية", "2022-03-07/2022-03-13"),
    ],
)
def test_the_last_week_of_a_bulletin_is_that_of_its_title(title: str, date: str) -> None:
    (tally,) = settings(f"{title}\nوثق فريقنا خلال الأسبوع الماضي مقتل 21 مدنياً.", "2022-03-20")
    assert (tally.aggregate, tally.date) == (True, date)


def test_since_the_beginning_is_since_the_day_that_the_text_has_named() -> None:
    begun = "قُتل 25 مدنياً أمس، في حصيلة هي الأكثر دموية منذ بدء التصعيد على درعا في 19 حزيران."
    event, tally = settings(f"{begun}\nوارتفعت حصيلة القتلى منذ بدء التصعيد إلى 93 مدنياً.", "2018-06-29")
    assert (event.aggregate, event.date) == (False, "2018-06-28")
    assert (tally.aggregate, tally.date) == (True, "2018-06-19/2018-06-29")
    *_, other = settings(f"{begun}\nوارتفعت حصيلة القتلى منذ بدء الحملة إلى 93 مدنياً.", "2018-06-29")
    assert (other.aggregate, other.date) == (True, "")


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("وقال المرصد الاثنين إنه منذ بدء قوات النظام هجومها بدعم روسي قُتل أكثر من 150 مدنياً.", ""),
        ("وقُتل 40 جندياً منذ بدأت تركيا عمليتها في 20 كانون الثاني 2018.", "2018-01-20/2018-07-10"),
    ],
)
def test_what_is_counted_since_somebody_began_something_is_a_tally(text: str, date: str) -> None:
    (tally,) = settings(text, "2018-07-10")
    assert (tally.aggregate, tally.date) == (True, date)


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("بعد يوم من مقتل خمسة جنود قرب السخنة، قُتل أمس أربعة جنود قرب تدمر.", ["2018-07-08", "2018-07-09"]),
        ("بعد يومين من هجوم أوقع خمسة قتلى، قُتل الأحد أربعة جنود قرب تدمر.", ["2018-07-06", "2018-07-08"]),
        ("بعد يوم من مقتل خمسة جنود قرب السخنة، قُتل أربعة جنود قرب تدمر.", ["2018-07-09"]),
        ("قُتل جندي أمس في تدمر.\nوقُتل ثلاثة رعاة قبل أيام في بادية السخنة.", ["2018-07-09", ""]),
        ("قُتل جندي أمس في تدمر.\nوأصيب راع في البلدة التي سقطت قبل أيام.", ["2018-07-09", "2018-07-09"]),
    ],
)
def test_what_came_before_by_days_is_not_of_the_same_day(text: str, dates: list[str]) -> None:
    assert [setting.date for setting in settings(text, "2018-07-10")][: len(dates)] == dates


def test_a_record_of_a_war_is_one_event() -> None:
    told = "وكان الفصيل قد شن في 25 تموز هجمات على المدينة، أسفرت عن مقتل 260 شخصاً"
    (setting,) = settings(f"{told}، في اعتداء هو الأكثر دموية يطالها منذ بداية النزاع.", "2018-10-02")
    assert (setting.aggregate, setting.date) == (False, "2018-07-25")


def test_a_war_toll_is_a_tally_though_something_came_after_it() -> None:
    (setting,) = settings("يدخل النزاع في 15 آذار عامه الثامن، بعد أن أودى بحياة نحو 350 ألف شخص.", "2018-03-15")
    assert (setting.aggregate, setting.date) == (True, "")


def test_a_new_total_has_neither_the_place_nor_the_event_the_period_of_the_other() -> None:
    text = "وثق المرصد مقتل جنديين بلغم قرب معدان، ليرتفع عدد القتلى منذ مطلع الشهر إلى 19."
    event, total = settings(text, "2021-04-20")
    assert (event.aggregate, event.date, place(event)) == (False, "", "معدان")
    assert (total.aggregate, total.date, place(total)) == (True, "2021-04-01/2021-04-20", "")


def test_an_aside_on_some_of_them_puts_no_day_further_away() -> None:
    news = "أعلن الفصيل، اليوم الاثنين (10 أيار 2021)، خطف خمسة من الفرقة، بينهم ضابط كبير، في كمين نُصب فجر أمس."
    *_, wounded = settings(f"{news}\nوقال في بيان إن أحد مقاتليه أُصيب.", "2021-05-10")
    assert wounded.date == "2021-05-09"


def test_who_fell_before_several_attacks_are_told_of_fell_where_the_news_is() -> None:
    text = (
        "هاجم الفصيل ثكنة في محور الراشدين غرب حلب.\nوأكد قيادي مقتل ستة مهاجمين، بينهم منفذا تفجيرين بعربتين مفخختين."
    )
    assert settings(text)[0].governorates == ("Aleppo",)


def test_a_tally_is_not_of_the_place_of_one_of_its_shares() -> None:
    text = "ووثقت خلال آذار 2021 وفاة ستة محتجزين، خمسة منهم في سجون النظام وواحد في سجن بمدينة الرقة."
    assert settings(text)[0].governorates == ()


def test_an_item_of_a_list_has_its_own_day_however_far() -> None:
    items = "🔻 ذيبان: مقتل عنصرين بهجوم على حاجز قبل أسبوع.\n"
    items += (
        "🔻 السخنة: مقتل أربعة من عناصر ميليشيا محلية بانفجار عبوة ناسفة بحافلتهم شرق المدينة قرب المحطة، ليلة أمس.\n"
    )
    assert [setting.date for setting in settings(items, "2020-10-28")] == ["2020-10-21", "2020-10-27"]


def test_what_follows_the_next_day_does_not_date_what_came_before() -> None:
    taken, *_ = settings(
        "واعترض مسلحون يوم الأحد 7 آذار 2021 شاحنة وخطفوا تسعة عمال، عُثر في اليوم التالي على جثث ثلاثة منهم."
    )
    assert taken.date == "2021-03-07"


def test_what_is_said_of_that_attack_has_its_day() -> None:
    *_, that = settings(
        "نفت الوزارة أن تكون طائراتها قصفت دوما يوم 6 آذار 2018.\nوكان المرصد قد أعلن مقتل تسعة مدنيين في تلك الغارة."
    )
    assert that.date == "2018-03-06"


def test_a_month_that_is_told_of_up_to_a_day_is_the_month() -> None:
    (setting,) = settings("كان كانون الأول الجاري الأكثر دموية، إذ قُتل فيه حتى أمس 581 مدنياً.", "2015-12-28")
    assert setting.date == "2015-12"


def test_the_sum_of_a_weekly_report_is_of_its_week() -> None:
    *_, killed, before = settings(
        "حصاد الأسبوع من 2 حتى 8 حزيران 2024\n- الأحد: مقتل جنديين قرب نوى\n- الثلاثاء: مقتل ثلاثة جنود قرب طفس\n"
        "الخلاصة: 5 قتلى، مقابل 7 قتلى في الأسبوع الذي سبقه"
    )
    assert (killed.date, before.date) == ("2024-06-02/2024-06-08", "2024-05-26/2024-06-01")


# --- Tally or event


def test_a_period_makes_an_aggregate() -> None:
    (setting,) = settings("وثقت الشبكة مقتل 41 مدنياً من مطلع آذار 2022 حتى نهاية أيار 2022 في بادية السخنة.")
    assert setting.aggregate
    assert setting.date == "2022-03/2022-05"


def test_a_few_days_of_fighting_are_one_event() -> None:
    (setting,) = settings("قُتل سبعة جنود في المواجهات المستمرة منذ الخميس قرب السخنة.", "2022-04-09")
    assert not setting.aggregate
    assert setting.date == "2022-04-07/2022-04-09"


def test_the_month_of_a_report_is_carried_through_its_numbers() -> None:
    attacks, killed = settings(
        "قال المركز في تقريره عن شهر حزيران 2020 إن التنظيم شن 22 هجوماً.\nوقُتل في هذه الهجمات 45 عنصراً."
    )
    assert attacks.aggregate and killed.aggregate
    assert attacks.date == killed.date == "2020-06"
    assert killed.scope_rule == "the tally goes on"


def test_an_event_within_a_report_keeps_its_own_day() -> None:
    tally, event = settings(
        "قال المركز في تقريره عن شهر حزيران 2020 إن التنظيم شن 22 هجوماً.\nوقُتل ستة عناصر في 12 حزيران 2020 قرب السخنة."
    )
    assert (tally.aggregate, event.aggregate) == (True, False)
    assert event.date == "2020-06-12"


def test_a_toll_of_thousands_is_of_no_one_event() -> None:
    (setting,) = settings("أودت الحرب بحياة 300 ألف شخص.")
    assert setting.aggregate and setting.date == ""


# --- One event or a tally


WEEK = "#الرقة | حصاد الأسبوع من 3 إلى 9 تموز 2022\n\n"


def test_the_sum_of_a_list_is_of_the_period_and_the_region_that_the_title_announces() -> None:
    event, total = settings(
        f"{WEEK}▪️ الاثنين 4 تموز: لغم يقتل راعيين في معدان.\n▪️ المجموع خلال الأسبوع: 9 قتلى.", "2022-07-10"
    )
    assert (event.aggregate, event.date) == (False, "2022-07-04")
    assert (total.aggregate, total.date, total.governorates) == (True, "2022-07-03/2022-07-09", ("Raqqa",))
    assert (total.scope_rule, total.place_rule) == (
        "the sum of the days told of",
        "the region of the list that is summed up",
    )


def test_what_stands_under_a_tallys_title_is_counted_over_its_period_in_its_region() -> None:
    killed, wounded = settings("حصيلة شهر آذار 2022 للضحايا في محافظة إدلب\n\n- القتلى: 23\n- المصابون: 61")
    assert killed.aggregate and wounded.aggregate
    assert killed.date == wounded.date == "2022-03"
    assert killed.governorates == wounded.governorates == ("Idlib",)


def test_a_tally_told_in_passing_ends_with_its_paragraph() -> None:
    event, tally, more, again = settings(
        "عنوان\nقُتل تسعة عناصر فجر 4 تموز 2022 بغارات على البوكمال.\n"
        "وبلغ عدد القتلى منذ مطلع 2022 نحو 74 شخصاً. وأصيب 33.\nوذكرت سانا أن جنديين جُرحا."
    )
    assert [each.aggregate for each in (event, tally, more, again)] == [False, True, True, False]
    assert again.date == event.date


@pytest.mark.parametrize(
    "text",
    [
        "قصفت الطائرات مدينة معدان في الرقة.\nوارتفع عدد القتلى منذ بدء التصعيد إلى 93 مدنياً.",
        "#الرقة | هجوم على رعاة\nقُتل راعٍ في معدان.\nوقُتل 11 راعياً منذ بداية العام.",
        "بلغت الضربات في الرقة تسعاً منذ حزيران 2019، قُتل فيها 46 شخصاً.",
    ],
)
def test_a_tally_is_of_the_region_of_its_campaign_its_rubric_or_what_it_counts_in(text: str) -> None:
    *_, tally = settings(text, "2022-08-01")
    assert (tally.aggregate, tally.governorates) == (True, ("Raqqa",))


def test_a_total_does_not_take_the_place_of_a_share() -> None:
    (attacks,) = settings("نفذ التنظيم في أيار 2022 نحو 19 هجوماً: ثمانية في حمص و6 في دير الزور.")
    assert (attacks.aggregate, attacks.governorates) == (True, ())


def test_a_place_in_two_governorates_is_in_the_one_that_the_sentence_names() -> None:
    bodies, *_ = settings("عُثر في بادية السويداء على ست جثث لجنود في تلول الصفا.")
    assert bodies.governorates == ("Suwayda",)


def test_a_sum_without_a_list_is_that_of_an_event() -> None:
    *_, total = settings("قصف الطيران سوق معدان الاثنين 4 تموز 2022.\nالمجموع: 9 قتلى.")
    assert not total.aggregate


@pytest.mark.parametrize(
    "text",
    [
        "قُتل 41 شخصاً بالألغام خلال العام الدراسي في ريف الرقة.",
        "قُتل 41 شخصاً بالألغام على مدى ثلاثة أشهر.",
        "وهو ضعف ما شهدته المدينة في 2021 كلها، أي 16 قتيلاً.",
        "قُتل 41 شخصاً منذ سقوط النظام.",
        "قُتل 12 مدنياً خلال الأسبوع الماضي.",
        "شهد عام 2021 مقتل 176 شخصاً.",
        "بلغ قتلى المنظمة 293 متطوعاً منذ تأسيسها.",
        "أقر الجيش الأربعاء بأنه قتل عن طريق الخطأ 12 مدنياً خلال عام 2021.",
        "سقط 4 ضحايا على الحدود هذا الشهر، و17 منذ بداية 2022.",
        "دامت الحملة من 3 إلى 9 تموز 2022.\nوقُتل في تلك المدة 33 شخصاً.",
        "شن التنظيم تسع هجمات من 3 إلى 9 تموز 2022، خلّفت 26 قتيلاً.",
        "شن التنظيم تسع هجمات من 3 إلى 9 تموز 2022.\nوأصيب في الهجمات ذاتها 19 شخصاً.",
    ],
)
def test_what_is_counted_over_a_time_is_a_tally(text: str) -> None:
    assert all(setting.aggregate for setting in settings(text, "2022-08-01"))


@pytest.mark.parametrize(
    "second",
    [
        "وأحدثها وقع الثلاثاء في الحردانة شمال شرق حماة، حيث انفجر لغم بأطفال كانوا يجمعون حطباً، فمات ثلاثة منهم.",
        "وفي تشرين الثاني 2019 أصابت قذيفة حافلة قرب معدان، فقُتل ثلاثة.",
        "ومن أبرز الحوادث، مقتل ثلاثة رعاة في بلدة معدان.",
        "وقُتل ثلاثة رعاة في معدان في أكبر هجوم منذ آذار 2019.",
        "وهي الأعلى منذ آذار 2019، عندما قُتل ثلاثة في كمين.",
    ],
)
def test_an_event_told_within_a_tally_is_one(second: str) -> None:
    tally, event = settings(f"قُتل 118 شخصاً بالألغام منذ مطلع 2022.\n{second}", "2022-08-01")
    assert (tally.aggregate, event.aggregate) == (True, False)


def test_a_month_that_saw_an_event_is_its_time() -> None:
    (event,) = settings("وكان شهر شباط 2022 قد شهد مقتل ثلاثة رعاة في معدان.")
    assert (event.aggregate, event.date) == (False, "2022-02")


def test_a_place_before_several_numbers_of_a_tally_is_of_all_of_them() -> None:
    text = "أودت الألغام بحياة 41 شخصاً في محافظة الرقة خلال عام 2021، أكثر من نصفهم فتيان، وخلّفت 63 مصاباً."
    assert [setting.governorates for setting in settings(text)] == [("Raqqa",), ("Raqqa",)]


# --- Where


def test_a_tally_has_the_governorates_it_lists() -> None:
    (setting,) = settings("شن التنظيم في شهر حزيران 2020 نحو 22 هجوماً في محافظات حمص ودير الزور والرقة.")
    assert setting.governorates == ("Homs", "Deir ez-Zor", "Raqqa")


def test_a_tally_without_a_place_of_its_own_does_not_take_that_of_an_event() -> None:
    event, tally = settings("قُتل راعيان قرب السخنة في 3 نيسان 2022.\nوقُتل 215 مدنياً منذ مطلع عام 2022 في عموم البلاد.")
    assert event.governorates == ("Homs",)
    assert tally.aggregate and tally.governorates == ()


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قُتل ستة جنود من سلمية وحمص بهجوم لتنظيم داعش في بادية الرصافة.", "بادية الرصافة"),
        ("قُتل عنصران من قوات النظام من مدينة سلمية بانفجار لغم في بادية الرصافة.", "بادية الرصافة"),
        ("قُتل ستة جنود من تدمر.\nووقع الهجوم في بادية الرصافة.", "بادية الرصافة"),
        ("قُتل ستة جنود من تدمر بهجوم لتنظيم داعش.", ""),
        # On duty there, living there, or taken from there.
        ("قُتل ستة جنود من مطار تدمر بهجوم لتنظيم داعش.", "مطار تدمر العسكري"),
        ("قُتل أربعة مدنيين من السخنة بهجوم لتنظيم داعش.", "السخنة"),
        ("خطف التنظيم ستة جنود من تدمر.", "تدمر"),
    ],
)
def test_where_soldiers_come_from_is_not_where_they_were_hit(text: str, name: str) -> None:
    (setting,) = settings(text)
    assert place(setting) == name


def test_a_country_is_a_place_after_a_word_of_place_alone() -> None:
    (inside,) = settings("قُتل ثلاثة عمال بانفجار في تركيا.")
    (metonym,) = settings("نفت تركيا ذلك، وقُتل ثلاثة عمال بانفجار.")
    assert inside.governorates == ("Turkey",)
    assert metonym.governorates == () and metonym.place is None


def test_a_capital_that_speaks_is_no_place() -> None:
    (setting,) = settings("قالت أنقرة إن ثلاثة من جنودها قُتلوا قرب مدينة الباب.")
    assert setting.governorates == ("Aleppo",)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قُتل أربعة جنود قرب حقل التيم جنوب مدينة دير الزور.", "حقل التيم"),
        ("قُتل أربعة جنود في بلدة السخنة في ريف حمص الشرقي.", "السخنة"),
    ],
)
def test_of_places_that_contain_one_another_the_narrowest(text: str, name: str) -> None:
    (setting,) = settings(text)
    assert place(setting) == name


def test_each_count_has_the_place_of_its_clause() -> None:
    first, second = settings("قُتل راعيان قرب السخنة، فيما أصيب ثلاثة عمال في مدينة الرقة.")
    assert (place(first), place(second)) == ("السخنة", "الرقة")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("قُتل ثلاثة رعاة في بادية دير الزور، وفي اليوم التالي قُتل اثنان في التبني.", ["بادية دير الزور", "التبني"]),
        ("انفجار في تدمر.\nقُتل تسعة جنود أمس، بعد يومين من مقتل خمسة جنود قرب السخنة.", ["تدمر", "السخنة"]),
        ("انفجار في تدمر.\nقُتل جنديان أمس، وسبق ذلك بيوم مقتل أربعة جنود في بادية الدوة.", ["تدمر", "بادية الدوة"]),
        ("انفجار في تدمر.\nقُتل تسعة جنود أمس، بعد يومين من هجوم مماثل قرب السخنة.", ["تدمر"]),
        (
            "بعد يوم على مقتل ضابط في السخنة، هاجم مسلحون أمس رتلاً على طريق تدمر - دير الزور وقتلوا أربعة جنود.",
            ["السخنة", "طريق تدمر - دير الزور"],
        ),
        ("خُطف عشرون مدنياً أمس، غداة سيطرة المسلحين على مدينة القريتين.", ["القريتين"]),
        ("قُتل جنديان أمس بعد هجوم على حاجز قرب السخنة.", ["السخنة"]),
        ("قُتل جنديان بعد إصابة سيارتهما بلغم قرب السخنة.", ["السخنة"]),
        ("قُتل ثلاثة في تدمر وأصيب خمسة آخرون بجروح خطيرة في السخنة.", ["تدمر", "السخنة"]),
        ("انفجار في تدمر.\nقُتل تسعة جنود وأصيب خمسة بهجوم قرب السخنة.", ["السخنة", "السخنة"]),
    ],
)
def test_what_happened_before_or_besides_has_its_place_for_itself(text: str, places: list[str]) -> None:
    assert [place(setting) for setting in settings(text, "2021-08-18")] == places


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("القامشلي – نورث برس: قُتل ثلاثة عناصر بهجوم، أمس الجمعة، على حاجز في بلدة الجرذي.", "الجرذي"),
        ("دمشق، 14 آب 2020 – قُتل سبعة عناصر، أمس، وجُرح كثيرون في كمين قرب السخنة.", "السخنة"),
        ("دمشق - سانا: قُتل ثلاثة مدنيين بانفجار.", "دمشق"),
        ("🔻 #معدان (مناطق النظام): لغم قتل جنديين، ونُقل ثالث نحو السخنة.", "معدان"),
        ("أفاد مراسل «الفجر» في حمص بمقتل خمسة جنود في محيط حقل الشاعر.", "حقل الشاعر"),
        ("أفاد مراسل «الفجر» في حمص بمقتل خمسة جنود.", "حمص"),
        ("قُتل مراسل قناة «الفجر» في تدمر مع جنديين، ونُقل زميله إلى السخنة.", "تدمر"),
        ("تدمر: قُتل ثلاثة مدنيين بلغم، ونُقلت جثثهم نحو السخنة.", "تدمر"),
    ],
)
def test_where_the_news_was_written_is_not_where_it_happened_if_that_is_named(text: str, name: str) -> None:
    assert place(settings(text)[0]) == name


def test_a_tally_of_two_countries_is_not_of_the_other_one_alone() -> None:
    (both,) = settings("نفذ التنظيم 30 هجوماً في العراق وسوريا خلال شباط 2021.")
    (iraq,) = settings("نفذ التنظيم 30 هجوماً في العراق خلال شباط 2021، ولم يهاجم في سوريا.")
    assert (both.governorates, iraq.governorates) == ((), ("Iraq",))
    (event,) = settings("أقر التحالف بقتل 62 مدنياً في العراق وسوريا.\nومما راجعه ضربة قرب الرقة.")
    assert event.governorates == ()


def test_a_total_is_not_where_a_share_of_it_is() -> None:
    total, share = settings("قُتل في ريف الحسكة الجنوبي ثلاثة جنود: اثنان في مركدة وثالث قرب الشدادي.")
    assert (place(total), place(share)) == ("ريف الحسكة الجنوبي", "مركدة")


def test_where_somebody_serves_is_not_where_he_was_killed() -> None:
    (setting,) = settings("قُتل ثلاثة جنود من مرتبات مطار دير الزور العسكري أمس بكمين نُصب لهم قرب كباجب.")
    assert place(setting) == "كباجب"


def test_a_place_told_next_is_used_where_nothing_else_is() -> None:
    (setting,) = settings("قُتل راعيان بلغم.\nووقع الانفجار قرب السخنة.")
    assert place(setting) == "السخنة"
    assert "next sentences" in setting.place_rule


def test_without_date_or_place_both_stay_empty_and_say_why() -> None:
    (setting,) = settings("قُتل راعيان بلغم.")
    assert (setting.date, setting.date_rule) == ("", "no date in the text")
    assert (setting.governorates, setting.place_rule) == ((), "no place in the text")


# --- What only looks like a date, a period or a place of the count


def test_a_day_after_since_the_beginning_begins_a_period() -> None:
    (setting,) = settings("وقُتل 90 مدنياً في حلب منذ بدء الحملة في 3 آذار.", "2016-03-28")
    assert (setting.date, setting.aggregate) == ("2016-03-03/2016-03-28", True)


def test_how_long_a_siege_has_lasted_is_no_period_of_a_toll() -> None:
    (setting,) = settings("قصفت الطائرات بلدة مضايا المحاصرة منذ عام 2015 وقتلت سبعة مدنيين.", "2016-03-28")
    assert not setting.aggregate and setting.date == ""


def test_how_long_a_war_has_lasted_is_no_running_tally() -> None:
    text = "وتستمر الحرب منذ عام 2011 بلا أفق.\nوقُتل ثلاثة رعاة قرب السخنة."
    (setting,) = settings(text, "2016-03-28")
    assert not setting.aggregate


def test_the_dead_of_a_war_are_a_tally_of_no_week() -> None:
    (setting,) = settings("دخلت الحرب هذا الأسبوع عامها السادس وأزهقت أرواح ربع مليون شخص.", "2016-03-16")
    assert (setting.aggregate, setting.date, setting.governorates) == (True, "", ())


@pytest.mark.parametrize("where", ["قرب العاصمة دمشق", "القريبة من دمشق"])
def test_what_a_town_lies_near_is_not_the_place(where: str) -> None:
    (setting,) = settings(f"وفي بلدة سقبا {where} قُتل تسعة مدنيين بقصف مدفعي.")
    assert setting.governorates == ("Rif Dimashq",)


def test_a_capital_that_acts_is_no_place() -> None:
    text = "وفي بلدة سقبا تسببت غارات شنتها دمشق بمقتل تسعة مدنيين."
    (setting,) = settings(text)
    assert setting.governorates == ("Rif Dimashq",)


def test_the_country_alone_inherits_no_place_abroad() -> None:
    text = "قُتل خمسة جنود بتفجير في أنقرة.\nوقال الوزير إن سبعة جنود آخرين قُتلوا في سوريا."
    abroad, home = settings(text)
    assert abroad.governorates == ("Turkey",)
    assert home.governorates == ()


def test_the_seat_of_a_source_abroad_is_no_place() -> None:
    (setting,) = settings("وأحصت الشبكة من مقرها في فرنسا مقتل 15 مدنياً.")
    assert setting.governorates == ()


# --- What is counted since a day, and what was only said on one


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        (
            "ومنذ توقيع اتفاق 5 مارس/آذار 2020 بين تركيا وروسيا، قُتل 61 مدنياً في خروقات النظام في إدلب.",
            "2020-11-19",
            "2020-03-05/2020-11-19",
        ),
        (
            "شهدت المدينة منذ أن سيطرت عليها أنقرة في تشرين الأول 2019 تفجيرات قُتل فيها 83 شخصاً.",
            "2020-06-24",
            "2019-10/2020-06",
        ),
        (
            "فقد التنظيم آخر معاقله في آذار 2019، غير أن هجماته أودت منذ ذلك الحين بحياة 200 عنصر من قوات النظام.",
            "2019-08-22",
            "2019-03/2019-08-22",
        ),
        (
            "نفذ التحالف منذ بداية حملته في آب 2014 وحتى نهاية آذار 2018 غارات قُتل فيها 883 مدنياً.",
            "2018-05-03",
            "2014-08/2018-03",
        ),
        ("يقدَّر عدد القتلى من جامعي الكمأة منذ بدء الموسم بنحو 60 شخصاً.", "2024-02-07", ""),
        (
            "أودت الألغام بحياة 70 مدنياً، بينهم عشرون طفلاً، في عموم البلاد منذ توقيع الاتفاق في 5 آذار 2020.",
            "2020-11-19",
            "2020-03-05/2020-11-19",
        ),
        ("نفذ التنظيم 11 هجوماً في سوريا بين 5 و11 تشرين الأول 2023.", "", "2023-10-05/2023-10-11"),
    ],
)
def test_what_is_counted_since_an_event_is_a_tally_until_the_day_of_writing(
    text: str, published: str, date: str
) -> None:
    (setting,) = [s for s in settings(text, published) if s.date or s.aggregate][-1:]
    assert (setting.date, setting.aggregate) == (date, True)


@pytest.mark.parametrize(
    ("text", "published", "date"),
    [
        (
            "قالت وسائل إعلام رسمية يوم الاثنين إن مسلحين قتلوا 12 جندياً في هجوم.\n"
            "ونسبت الوكالة إلى مصدر قوله إن الاعتداء وقع مساء الأحد قرب الميادين.",
            "2021-03-22",
            "2021-03-21",
        ),
        (
            "أعلنت وزارة الدفاع التركية، الأحد، استشهاد جنديين بإدلب.\n"
            "وقالت الوزارة إن عبوة ناسفة انفجرت السبت بعربة على الطريق.",
            "2021-09-12",
            "2021-09-11",
        ),
        (
            "أعلنت قسد، أمس السبت، القبض على سبعة من داعش في عملية بمركدة.\n"
            "وقالت إن العملية جرت فجر الجمعة 7 تموز 2023، واستهدفت خلية.",
            "",
            "2023-07-07",
        ),
        ("أعلنت الوزارة، الأحد، استشهاد جنديين بإدلب.", "2021-09-12", "2021-09-12"),
        ("لم يقرّ التحالف في تقريره الصادر العام الماضي سوى بوفاة تسعة مدنيين في غارة على الرقة.", "2020-10-18", ""),
        ("وثقت الشبكة في تقريرها الصادر اليوم الثلاثاء مقتل 267 مدنياً خلال شهر آب الفائت.", "2019-09-03", "2019-08"),
        ("خلّف الاعتداء 33 قتيلاً، في حين رفعت قناة «حلب اليوم» عدد الموتى.", "2016-08-12", ""),
        ("احتجزت الشرطة 12 مقاتلاً، قبل أن يُفتح السوق صباح اليوم التالي.", "2016-08-12", ""),
        (
            "أسقطت إسرائيل طائرة في هجوم قبل نحو شهرين.\nوأدت ضربة الاثنين الماضي إلى مقتل 14 شخصاً.",
            "2018-04-14",
            "2018-04-09",
        ),
    ],
)
def test_the_day_of_a_statement_or_report_is_not_that_of_what_happened(text: str, published: str, date: str) -> None:
    assert settings(text, published)[0].date == date


def test_a_period_beside_another_count_is_of_that_one() -> None:
    text = (
        "وجّهت طائرة، الأحد، ضربة قرب سلقين.\n"
        "وأحصى المرصد خمسة قتلى في الضربة، لافتاً إلى أن الضربات بلغت تسعاً منذ حزيران 2019، قُتل فيها 46 متشدداً."
    )
    first, *_, last = settings(text, "2020-12-08")
    assert (first.date, first.aggregate) == ("2020-12-06", False)
    assert last.aggregate


# --- Where it did not happen


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتل سبعة في بليون بإدلب بقصف لقوات النظام المتمركزة في معسكر جورين.", ("Idlib",)),
        (
            "طالت الضربات مقراً في الهري بدير الزور، وسُمعت في مدينة القائم العراقية، وأصيب عشرون مقاتلاً.",
            ("Deir ez-Zor",),
        ),
        ("خُطف ثلاثة شبان أثناء عودتهم من دمشق قرب بلدة المتونة شمال السويداء.", ("Suwayda",)),
        ("هاجم مسلحون تمولهم الأجهزة الأمنية في دمشق مدينة البصيرة، وقُتل ثلاثة.", ("Deir ez-Zor",)),
        ("أدى الهجوم على دوما، آخر جيب للمعارضة السورية قرب دمشق، إلى مقتل عشرين شخصاً.", ("Rif Dimashq",)),
        ("قصفت طائرات أقلعت من قاعدة حميميم كهوفاً قرب معدان، وقُتل ثلاثة.", ("Raqqa",)),
        ("بلغت خسائر النظام 268 قتيلاً منذ مطلع 2021، بحسب المرصد، الذي يتخذ من بريطانيا مقراً له.", ()),
        ("سقطت قذائف على قرية الزيارة بسهل الغاب وأُسعف خمسة جرحى إلى مشفى في إدلب.", ("Hama",)),
        ("هاجموا حاجزاً في بادية معدان، وقُتل جنديان من تعزيزات وصلت من دير الزور.", ("Raqqa",)),
        ("قُتل خمسة جنود في هجوم على رتل متجه من دمشق قرب معدان.", ("Raqqa",)),
        ("وصل خمسة جرحى إلى المشفى الوطني بدير الزور بعد هجوم قرب معدان.", ("Raqqa",)),
        ("قصفت مدفعية متمركزة في جورين بلدة السرمانية فقُتل مزارعان.", ("Hama",)),
        ("انفجر لغم قرب معدان.\nوقال مراسل الشبكة في دير الزور إن جنديين قُتلا.", ("Raqqa",)),
        ("أطلقت طائرات انطلقت من مطار الشعيرات، على بلدة خان شيخون، صواريخ قتلت خمسة.", ("Idlib",)),
        ("اشتبك الطرفان قرب تدمر، وقُتل ثلاثة مقاتلين شُيّعوا أمس في مدينة جبلة.", ("Homs",)),
        ("شهدت مدينة القائم العراقية، المقابلة للبوكمال، تفجيراً أودى بحياة أربعة جنود.", ("Iraq",)),
        ("وثقت اللجان مقتل 50 شخصاً في يوم واحد، ثلثهم في حلب.", ()),
        ("2) العراق: 15 هجوماً أسفرت عن مقتل ستة جنود.", ("Iraq",)),
        ("ووثقت خلال آذار إصابة ستين مدنياً، بينهم سبعة أطفال، في هجمات على الغوطة الشرقية.", ("Rif Dimashq",)),
        (
            "خُطف شاب من قرية بريف السويداء الغربي.\nواحتجز الأهالي جنديين على طريق دمشق - السويداء.",
            ("Suwayda",),
        ),
    ],
)
def test_where_people_sit_hear_or_come_from_is_not_where_it_happened(text: str, expected: tuple[str, ...]) -> None:
    assert settings(text, "2021-07-01")[-1].governorates == expected


def test_since_the_beginning_of_something_that_is_named_by_a_time() -> None:
    text = "قُتل ستة أشخاص في دوما منذ بدء ساعات التهدئة اليومية الثلاثاء الماضي."
    (setting,) = settings(text, "2018-03-01")
    assert setting.date == "2018-02-27/2018-03-01"


@pytest.mark.parametrize("kind", HINT)
def test_a_sentence_hints_at_each_cue_that_stands_in_it_whatever_clings_to_it(kind: str) -> None:
    for cue in CUES[kind]:
        for text in (f"أفادت {cue} أمس.", f"و{cue}هم", f'1"{cue}":3', f"•{cue}"):
            (sentence,) = fold(text).sentences
            assert cue in fold(text).text
            assert hints_of(sentence) & HINT[kind]
