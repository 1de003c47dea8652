"""One sentence: what was done, by whom and to whom, as far as it says so itself."""

from __future__ import annotations

import pytest

from report_lib.arabic.text import fold
from report_lib.conflict.actors import find_actors
from report_lib.conflict.clause import Clause
from report_lib.conflict.deeds import deeds_of
from report_lib.conflict.parties import Deed


def deeds(text: str) -> list[Deed]:
    folded = fold(text)
    return deeds_of(Clause(folded, 0, find_actors(folded)))


def parties(deed: Deed) -> tuple[str, str]:
    return deed.agent.actor if deed.agent else "", deed.target.victims if deed.target else ""


@pytest.mark.parametrize(
    ("text", "agent", "target"),
    [
        # verb before subject, with what stands between
        ("هاجم تنظيم داعش مواقع لقوات النظام", "ISIS", "regime forces"),
        ("هاجم، فجر الأحد، مسلحون من تنظيم داعش قرية", "ISIS", ""),
        ("استهدف عناصر التنظيم حافلة لقوات النظام", "ISIS", "regime forces"),
        ("استهدفت مواقع لقوات النظام", "", "regime forces"),
        ("استهدف عناصر من قوات النظام قرب تدمر", "", "regime forces"),
        # subject before verb
        ("قال المرصد إن خلايا داعش هاجمت نقطة لقسد", "ISIS", "SDF"),
        ("خلايا داعش التي هاجمت الحاجز", "ISIS", ""),
        ("أن مدفعية قوات النظام المتمركزة في المطار قصفت القرية", "regime", ""),
        ("أعلنت قسد أنها قتلت 3 من داعش", "SDF", "ISIS"),
        # nouns
        ("في هجوم لتنظيم داعش على حاجز لقسد", "ISIS", "SDF"),
        ("هجمات داعش على قوات النظام", "ISIS", "regime forces"),
        ("هجوم شنه تنظيم داعش", "ISIS", ""),
        ("بغارة نفذتها طائرات روسية على مقار داعش", "Russia", "ISIS"),
        ("في غارات جوية روسية", "Russia", ""),
        ("بنيران رشاش عيار 23 ملم من مجهولين", "unknown", ""),
        ("كثف عناصر التنظيم هجماتهم على قوات النظام", "ISIS", "regime forces"),
        ("في كمين لقوات النظام", "", "regime forces"),
        ("في كمين لتنظيم داعش", "ISIS", ""),
        # verbal nouns
        ("استهداف التنظيم لحافلة", "ISIS", ""),
        ("مهاجمة عناصر قوات النظام", "", "regime forces"),
        ("تمكنت قسد من قتل قيادي في داعش", "SDF", "ISIS"),
        # harm, and who did it
        ("قتلت قوات النظام ثلاثة مدنيين", "regime", ""),
        ("خطف عناصر التنظيم ثمانية من الرعاة", "ISIS", ""),
        ("برصاص حرس الحدود التركي", "Turkey", ""),
        ("قتل مدني على يد قسد", "SDF", ""),
        ("موسكو: تصفية ثلاثين مسلحاً من داعش", "Russia", "ISIS"),
        ("قوات سوريا الديمقراطية، بدعم من التحالف، داهمت وكراً", "SDF", ""),
        ("مداهمة لقسد في قرية الحوايج", "SDF", ""),
        ("الطيران الإسرائيلي يقتل عنصرين من حزب الله وثلاثة جنود", "Israel", "Iran-backed militia"),
        ("تسلل عناصر من داعش إلى نقطة لقوات النظام", "ISIS", "regime forces"),
        ("مداهمة مشتركة للتحالف وقسد", "Coalition", ""),
        ("مداهمة لخلية من داعش", "", "ISIS"),
        ("الطيران الروسي يوقع جرحى في بنش", "Russia", ""),
        ("وصلت دورية لقسد إلى السوق فاعتقلت ستة باعة", "SDF", ""),
        ("ذكرت وزارة الدفاع التركية أنه تم تحييد أربعة من إرهابيي واي بي جي", "Turkey", "SDF"),
        ("دخلت دورية لقوات النظام البلدة واعتقلت نحو ثلاثين شاباً", "regime", ""),
        ("قال تنظيم داعش إنه فجر يوم الجمعة عبوة بآلية لقوات النظام", "ISIS", "regime forces"),
        ("أُعدم ستة أسرى من قوات النظام", "", "regime forces"),
        # a damma before the plural's long vowel makes no passive
        ("مقاتلو التنظيم هاجمُوا موقعاً لقوات النظام", "ISIS", "regime forces"),
        ("هُوجم موقع لقوات النظام", "", "regime forces"),
        ("الطائرة التي نفذت الضربة تابعة للتحالف الدولي", "Coalition", ""),
        # patients
        ("تعرضت مواقع قوات النظام لقصف", "", "regime forces"),
    ],
)
def test_who_attacks_whom(text: str, agent: str, target: str) -> None:
    (deed,) = deeds(text)
    assert parties(deed) == (agent, target), deed.rule


@pytest.mark.parametrize(
    "text",
    [
        "قُتلت عناصر من قوات النظام",
        "قتل عناصر من قوات النظام قرب تدمر",
        "وصلت قوات النظام فجر اليوم",
        "لم يوثق التقرير أي حالة احتجاز على يد داعش",
        "بدأ المؤتمر",
        "في مواجهة التحديات",
        "أحكام الإعدام",
        "العملية السياسية",
        "فرق نزع الألغام",
        "الخلاف على الطريق",
        "بعيداً عن خطوط القتال",
        "أضافت الحملة أن الطريق مقطوع",
        "وردت في التقرير أسماء",
        "عليها آثار التعذيب",
    ],
)
def test_what_tells_of_no_deed(text: str) -> None:
    assert deeds(text) == []


def test_a_verb_after_a_preposition_is_a_noun() -> None:
    (deed,) = deeds("إثر قصف على المدينة")
    assert (deed.kind, deed.agent) == ("noun", None)


@pytest.mark.parametrize(
    ("text", "definite", "again", "another", "counted"),
    [
        ("أسفر الهجوم", True, False, False, False),
        ("في هجوم مماثل", False, True, False, False),
        ("في هجوم آخر", False, False, True, False),
        ("ثلاث غارات", False, False, False, True),
        ("في هجومين", False, False, False, True),
        ("هجمات البادية", True, False, False, False),
        ("هجوم كيماوي", False, False, True, False),
    ],
)
def test_which_attack_a_noun_means(text: str, definite: bool, again: bool, another: bool, counted: bool) -> None:
    (deed,) = deeds(text)
    assert (deed.definite, deed.again, deed.another, deed.counted) == (definite, again, another, counted)


def test_what_followed_an_attack_is_another_one() -> None:
    first, second = deeds("وأعقب التفجير سقوط قذيفتي هاون على حي مجاور")
    assert (first.type, second.type) == ("bombing", "shelling")
    assert second.another and not first.another
    assert len(deeds("بدأ الهجوم بتفجير دراجة تلاه إطلاق نار")) == 1


def test_both_sides_of_a_clash() -> None:
    (deed,) = deeds("اشتباكات بين «الأسايش» من جهة و«الدفاع الوطني» من جهة أخرى")
    assert parties(deed) == ("SDF", "pro-regime militia")
    assert deed.two_sided and not deed.infighting


def test_a_fight_among_ones_own() -> None:
    (deed,) = deeds("اشتباك بين الأمن العسكري والدفاع الوطني")
    assert deed.infighting


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("أوقف حاجز لقسد رتلاً لقوات النظام، وتبادل الطرفان النار", ("SDF", "regime forces")),
        ("قُتل أربعة من قوات النظام واثنان من قسد في معارك على أطراف البلدة", ("regime", "SDF")),
        ("أعلنت قسد مقتل ستة في اشتباك معها", ("SDF", "")),
    ],
)
def test_sides_that_are_named_before_their_clash(text: str, sides: tuple[str, str]) -> None:
    (deed,) = [deed for deed in deeds(text) if deed.type == "clash"]
    assert parties(deed) == sides


@pytest.mark.parametrize("text", ["اشتباك بين عائلتين", "اشتباكات بين فصائل من الجيش الوطني", "قتال بين عشيرتين"])
def test_two_of_a_kind_fight_among_themselves(text: str) -> None:
    (deed,) = deeds(text)
    assert deed.infighting


def test_an_attack_that_only_dates_another_is_one_of_its_own() -> None:
    ambush, mine = deeds("يأتي الكمين بعد يومين من انفجار لغم بسيارة")
    assert (ambush.type, mine.type, mine.another) == ("ambush", "landmine", True)
    assert len(deeds("بعد يومين من انفجار لغم، هاجم تنظيم داعش رتلاً")) == 2


def test_who_laid_the_mine_does_not_make_it_less_of_a_mine() -> None:
    (deed,) = deeds("بانفجار لغم زرعه تنظيم داعش")
    assert (parties(deed)[0], deed.type) == ("landmine", "landmine")
    (deed,) = deeds("بانفجار عبوة زرعها تنظيم داعش")
    assert (parties(deed)[0], deed.type) == ("ISIS", "bombing")


def test_words_of_one_attack_are_one_deed_and_other_attacks_are_not() -> None:
    assert len(deeds("شن تنظيم داعش هجوماً بقذائف الهاون على نقطة")) == 1
    assert len(deeds("هاجم داعش نقطة تزامناً مع هجوم آخر على حاجز")) == 2
    assert len(deeds("وعقب الهجوم، قصف الطيران الروسي البادية")) == 2
    assert len(deeds("قصفت قوات النظام البلدة، فيما قصفت قسد القرية")) == 2


def test_each_number_of_a_list_has_the_party_before_it() -> None:
    shares = [d for d in deeds("وحمّل التقرير قوات النظام مسؤولية 9 حالات، وقسد 7 حالات") if d.listed]
    assert [parties(share)[0] for share in shares] == ["regime", "SDF"]


def test_attacks_shared_by_several_are_of_others() -> None:
    (deed,) = deeds("نُفذت 9 حملات، 5 منها لقسد و4 لقوات النظام")
    assert parties(deed)[0] == "other"
