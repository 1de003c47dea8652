"""An article becomes incidents and counts: told twice is one, told differently is two, all with their words."""

from __future__ import annotations

import gc
from dataclasses import fields
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_lib.assembling.incidents import parse_article
from report_lib.reading.articles import read_articles
from report_lib.records import Article, Count, Incident, Parsed

NEAR = "قرب السخنة في 3 نيسان 2022"


def parsed(text: str, published: str = "") -> Parsed:
    return parse_article(Article(article_id="a", published=published), text)


def stated(text: str) -> list[tuple[str, int | None]]:
    return [(count.measure, count.low) for count in parsed(text).counts]


@pytest.mark.parametrize("text", ["قُتل خمسة جنود في تدمر وسبعة في السخنة.", "قُتل 3 جنود في تدمر وأصيب 2 في السخنة."])
def test_of_two_counts_with_a_place_each_every_one_has_its_own(text: str) -> None:
    assert [incident.place for incident in parsed(text).incidents] == ["تدمر", "السخنة"]


def test_who_counts_those_it_killed_claims_it() -> None:
    (incident,) = parsed(f"أعلن تنظيم داعش مسؤوليته عن قتل سبعة جنود {NEAR}.").incidents
    assert (incident.perpetrator, incident.perpetrator_status) == ("ISIS", "claimed")


def test_a_government_s_forces_are_where_they_are_said_to_be() -> None:
    assert parsed("مقتل خمسة عناصر من قوات النظام في تدمر.").incidents[0].place == "تدمر"
    assert parsed("أعلن النظام في دمشق مقتل خمسة جنود.").incidents[0].place == ""


def test_a_long_text_is_cut_between_sentences_where_it_has_no_lines() -> None:
    filling = "قال شهود إن الطقس بارد في القرى. "
    told = "قُتل تسعة مدنيين وأصيب أربعة جنود في السخنة."
    for length in range(345, 366):
        assert stated(filling * length + told) == [("killed", 9), ("wounded", 4)]


# --- Told twice


def test_a_title_repeated_in_the_body_is_one_count_with_the_bodys_words_and_source() -> None:
    article = parsed("مقتل ستة رعاة قرب السخنة\nقُتل ستة رعاة بهجوم مسلح قرب السخنة، وفق مصدر محلي.")
    (count,) = article.counts
    assert count.quote == "قُتل ستة رعاة"
    assert article.incidents[0].source == "مصدر محلي"


def test_a_title_without_a_number_is_left_out_where_the_body_counts() -> None:
    assert stated("قتلى وجرحى بهجوم قرب السخنة\nقُتل خمسة رعاة وأصيب ثلاثة بهجوم قرب السخنة.") == [
        ("killed", 5),
        ("wounded", 3),
    ]


def test_a_title_without_a_number_stays_where_the_body_does_not_count() -> None:
    assert stated("قتلى بهجوم قرب السخنة\nتعرض حاجز للهجوم فجراً.") == [("killed", None)]


def test_a_title_that_rounds_is_left_out_where_the_body_counts_exactly() -> None:
    assert stated("أكثر من 40 قتيلاً بقصف سوق\nقُتل 43 مدنياً بقصف سوق في مدينة الرقة.") == [("killed", 43)]


def test_the_same_number_of_one_incident_is_told_once() -> None:
    assert stated(f"قُتل سبعة رعاة {NEAR}.\nوكرر المصدر أن سبعة رعاة قُتلوا في الهجوم.") == [("killed", 7)]


@pytest.mark.parametrize(
    "second",
    ["وقُتل سبعة رعاة في مدينة الرقة في 3 نيسان 2022.", "وقُتل سبعة رعاة قرب السخنة في 20 نيسان 2022."],
)
def test_the_same_number_elsewhere_or_on_another_day_is_another_count(second: str) -> None:
    article = parsed(f"قُتل سبعة رعاة {NEAR}.\n{second}")
    assert len(article.counts) == len(article.incidents) == 2


def test_singulars_of_different_nouns_are_two_people() -> None:
    assert stated(f"قُتل ضابط {NEAR}.\nوقُتل طفل {NEAR}.") == [("killed", 1), ("killed", 1)]
    assert stated(f"قُتل ضابط {NEAR}.\nوتأكد أن شخصاً قُتل {NEAR}.") == [("killed", 1)]


# --- Told differently


def test_two_sources_with_two_tolls_are_two_counts_in_two_incidents() -> None:
    article = parsed(
        "قال المرصد السوري لحقوق الإنسان إن 12 عنصراً من قوات النظام قُتلوا بهجوم لتنظيم الدولة قرب السخنة.\n"
        "وقالت وكالة أعماق إن 20 عنصراً من قوات النظام قُتلوا بهجوم لتنظيم الدولة قرب السخنة."
    )
    assert [(count.low, count.part_of) for count in article.counts] == [(12, ""), (20, "")]
    first, second = article.incidents
    assert (first.source_type, second.source_type) == ("monitor", "claim")
    assert first.perpetrator == second.perpetrator == "ISIS"


def test_the_attackers_own_dead_are_another_incident() -> None:
    article = parsed("قُتل تسعة من عناصر قوات النظام بهجوم لتنظيم الدولة قرب السخنة، فيما قُتل أربعة من مقاتلي التنظيم.")
    defenders, attackers = article.counts
    assert (defenders.victims, attackers.victims) == ("regime forces", "ISIS")
    assert [incident.perpetrator for incident in article.incidents] == ["ISIS", "regime"]
    assert defenders.incident_id != attackers.incident_id


def test_killed_and_wounded_of_one_attack_are_one_incident() -> None:
    article = parsed(f"قُتل خمسة رعاة وأصيب ثلاثة {NEAR}.")
    assert {count.incident_id for count in article.counts} == {article.incidents[0].incident_id}


def test_a_share_names_its_total() -> None:
    total, share = parsed(f"قُتل 12 جندياً بينهم ضابطان {NEAR}.").counts
    assert (total.part_of, share.part_of) == ("", total.count_id)


def test_a_risen_toll_takes_in_what_it_replaces() -> None:
    *parts, total = parsed(f"قُتل أربعة جنود {NEAR}.\nوتوفي جنديان لاحقاً لترتفع الحصيلة إلى ستة قتلى.").counts
    assert [part.part_of for part in parts] == [total.count_id] * 2


def test_a_toll_of_a_month_does_not_take_in_an_event() -> None:
    event, tally = parsed(f"قُتل أربعة جنود {NEAR}.\nوارتفعت حصيلة القتلى منذ مطلع نيسان 2022 إلى 40 جندياً.").counts
    assert event.part_of == tally.part_of == ""
    assert event.incident_id != tally.incident_id


# --- Months


@pytest.mark.parametrize(
    ("text", "published", "month", "basis"),
    [
        ("قُتل خمسة رعاة قرب السخنة.", "2022-04-09", "2022-04", "publication"),
        ("قُتل خمسة رعاة قرب السخنة في 30 آذار 2022.", "2022-04-09", "2022-03", "incident"),
        ("قُتل خمسة رعاة قرب السخنة.", "", "", ""),
        ("قُتل خمسة رعاة قرب السخنة.", "2022", "", ""),
    ],
)
def test_the_month_of_publication_is_never_passed_off_as_the_incidents(
    text: str, published: str, month: str, basis: str
) -> None:
    (incident,) = parsed(text, published).incidents
    assert (incident.month, incident.month_basis) == (month, basis)


def test_a_date_printed_in_the_text_is_the_articles_and_says_so() -> None:
    article = parsed("مقتل راعيين قرب السخنة\n9 نيسان 2022\nقُتل راعيان أمس قرب السخنة.").article
    assert (article.published, article.published_basis) == ("2022-04-09", "text")


# --- Words and identifiers


@pytest.mark.parametrize(
    "text",
    [
        "مقتلُ سبعةَ عشرَ عنصرًا وإصابةُ أكثرَ من ٣٠ آخرينَ في كمينٍ قربَ السخنة.",
        "قُتِـــلَ ثــلاثــة جنـود، و«أُصيب» /١٢/ آخرون.\r\nوقـ.ـتل طفــلٌ.",
        "\ufeffقُتل ١٬٢٠٠ شخص منذ ٢٠١٩\u200f، وجُرح عددٌ   كبيرٌ من المدنيّين.",
    ],
)
def test_every_quote_is_the_articles_own_words(text: str) -> None:
    counts = parsed(text).counts
    assert len(counts) >= 2
    assert all(count.quote and text[count.start : count.end] == count.quote for count in counts)


def test_the_same_text_gives_the_same_identifiers_whatever_is_known_beside_it() -> None:
    text = f"قُتل 12 جندياً بينهم ضابطان {NEAR}.\nوفي سياق متصل، قُتل حارسان في مدينة الرقة."
    one, again, dated = parsed(text), parsed(text), parsed(text, "2022-04-09")
    assert one == again
    assert [count.count_id for count in dated.counts] == [count.count_id for count in one.counts]
    assert [incident.incident_id for incident in dated.incidents] == [i.incident_id for i in one.incidents]


def test_every_row_holds_every_column_in_the_order_of_the_table() -> None:
    read = parsed("قُتل 3 مدنيين قرب السخنة في 3 نيسان 2022.")
    for row in (*read.incidents, *read.counts):
        assert list(vars(row)) == [field.name for field in fields(row)]
        assert row == type(row)(**vars(row))


@pytest.mark.parametrize("text", ["", " \n\n", "ارتفعت أسعار الخبز في دمشق بنسبة 20 بالمئة.", "Nothing to see: 12."])
def test_an_article_without_counts_has_no_incidents(text: str) -> None:
    article = parsed(text)
    assert article.counts == article.incidents == ()


LINES = (
    "قُتل مقتل وقُتل أصيب وأُصيب إصابة جرح وجرح استشهد لقي مصرعهم حتفه اعتقل أسر خطف فُقد القتلى الجرحى قتلى وجرحى جثث",
    "عدد حصيلة الحصيلة ارتفعت لترتفع بلغ إلى بينهم منهم هم آخرون آخر ثالث كلاهما عناصر عنصر جنود جندي ضابط وضابط طفل",
    "وطفلة مدنيين رعاة عائلة وزوجته شخص ثلاثة 12 ٤٠ عشرون وخمسة نحو أكثر من ما لا يقل عن على الأقل بين و عشرات تنظيم",
    "الدولة داعش قوات النظام قسد الطيران الروسي غارة غارات عدة هجوم هجمات هجوماً لغم كمين بقصف قرب السخنة تدمر الرقة",
    "ريف حمص الشرقي في محافظات وحماة دير الزور أمس الخميس 3 نيسان 2022 شهر خلال منذ مطلع وكان وفي سياق متصل المرصد",
    "قال وقال إن أعلن نفى لم دون وقوع أن الذي فيما بعد تقرير مصدر محلي مرة ( ) : ، . « »",
)
WORDS = [word for line in LINES for word in line.split()] + ["\n"]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)


@settings(deadline=None)
@given(TEXTS, st.sampled_from(["", "2022", "2022-04", "2022-04-09"]))
def test_whatever_news_is_made_of_the_tables_hold_together(text: str, published: str) -> None:
    article = parsed(text, published)
    counts = {count.count_id: count for count in article.counts}
    incidents = {incident.incident_id: incident for incident in article.incidents}
    assert len(counts) == len(article.counts) and len(incidents) == len(article.incidents)
    assert {count.incident_id for count in article.counts} == set(incidents)
    for count in article.counts:
        assert text[count.start : count.end] == count.quote != ""
        assert count.low is None or count.high is None or 0 < count.low <= count.high
        assert (count.qualifier == "unspecified") == (count.low is None and count.high is None)
        assert not count.part_of or counts[count.part_of].measure == count.measure
        assert ends(count, counts)
    for incident in article.incidents:
        assert incident.date_start <= incident.date_end or not incident.date_end
        assert (incident.month == "") == (incident.month_basis == "")
    for row in (*article.counts, *article.incidents):
        assert outside_codes(row) == []


def ends(count: Count, counts: dict[str, Count]) -> bool:
    """Whether the totals of a count come to an end: no count is a share of its own share."""
    seen = set()
    while count.part_of:
        if count.count_id in seen:
            return False
        seen.add(count.count_id)
        count = counts[count.part_of]
    return True


def outside_codes(row: Count | Incident) -> list[str]:
    """The columns of a row that hold what is no code of theirs; places outside Syria are no governorates' codes."""
    return [
        f"{field.name}: {value}"
        for field in fields(row)
        if field.metadata["codes"] and field.name != "governorates"
        if (value := getattr(row, field.name)) and value not in field.metadata["codes"]
    ]


# --- Whose dead, and by whom


def perpetrators(text: str, published: str = "") -> dict[int | None, str]:
    """The perpetrator of each number of the text."""
    article = parsed(text, published)
    by_id = {incident.incident_id: incident.perpetrator for incident in article.incidents}
    return {count.low: by_id[count.incident_id] for count in article.counts}


def test_an_attack_in_another_country_explains_nothing() -> None:
    text = "قصفت مقاتلات تركية مواقع في عفرين وقتلت تسعة مقاتلين.\nوقُتل أربعة عمال بتفجير في بغداد بالعراق."
    assert perpetrators(text) == {9: "Turkey", 4: "unknown"}


def test_no_single_attack_explains_the_dead_of_a_war() -> None:
    text = "هاجمت قوات النظام مواقع الفصائل في درعا وقتلت ستة مقاتلين.\nوأوقع النزاع 200 ألف قتيل منذ عام 2011."
    assert perpetrators(text, "2016-05-02") == {6: "regime", 200_000: "unknown"}


def test_a_count_elsewhere_is_not_of_the_people_counted_before() -> None:
    text = "قُتل ثلاثة جنود من قوات النظام قرب تدمر.\nوفي مدينة الرقة أصيب خمسة بانفجار لغم."
    assert [count.victims for count in parsed(text).counts] == ["regime forces", "people"]


def test_a_sentence_may_say_whom_it_is_about() -> None:
    text = "قُتل 30 جندياً خلال العام.\nوعن المدنيين، أورد التقرير مقتل 12 شخصاً وإصابة 7 آخرين."
    assert [count.victims for count in parsed(text).counts][1:] == ["civilians", "civilians"]


@pytest.mark.parametrize(("published", "victims"), [("2024-02-03", "regime forces"), ("2025-02-03", "other")])
def test_the_governments_forces_are_the_regimes_until_it_fell(published: str, victims: str) -> None:
    (count,) = parsed("قُتل خمسة عناصر من الجيش السوري قرب تدمر.", published).counts
    assert count.victims == victims


@pytest.mark.parametrize("collecting", [True, False])
def test_reading_leaves_the_garbage_collector_as_it_was_and_nothing_for_it(collecting: bool) -> None:
    texts = read_articles([Path("seeds/articles"), Path("tests/gold/annotated")]).articles
    for item in texts:  # what is remembered of words stays
        parse_article(*item)
    gc.collect()
    (gc.enable if collecting else gc.disable)()
    try:
        for item in texts:
            parse_article(*item)
            assert gc.isenabled() is collecting
        gc.disable()
        assert gc.collect() == 0
    finally:
        gc.enable()
