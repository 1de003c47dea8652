"""Short forms lead to the name given before, documents to whoever issued them, titles to the person."""

import pytest

from report_lib.arabic.text import fold
from report_lib.attribution.sources import find_attributions


def last_source(text: str, outlet: str = "") -> str:
    return find_attributions(fold(text), outlet)[-1].source


def last_chain(text: str, outlet: str = "") -> str:
    return find_attributions(fold(text), outlet)[-1].chain


@pytest.mark.parametrize(
    ("first", "then", "source"),
    [
        ("قال مصدر عسكري إن الهجوم وقع.", "وذكر المصدر أن 5 قُتلوا.", "مصدر عسكري"),
        ("قال مصدر عسكري إن الهجوم وقع.", "وأضاف المصدر نفسه أن 5 قُتلوا.", "مصدر عسكري"),
        ("أفادت مصادر محلية بأن الهجوم وقع.", "وأشارت المصادر إلى أن 5 قُتلوا.", "مصادر محلية"),
        ("ذكر المرصد السوري لحقوق الإنسان أن الهجوم وقع.", "ويقول المرصد إن 5 قُتلوا.", "المرصد السوري لحقوق الإنسان"),
        ("قالت شبكة «ضفاف» إن الهجوم وقع.", "ونوّهت الشبكة إلى أن 5 قُتلوا.", "شبكة «ضفاف»"),
        ("قال الناشط سالم الحسن إن الهجوم وقع.", "وأوضح الحسن أن 5 قُتلوا.", "سالم الحسن"),
        ("قال الناشط سالم الحسن إن الهجوم وقع.", "قُتل 5، بحسب الناشط.", "سالم الحسن"),
        ("قال الناشط سالم الحسن إن الهجوم وقع.", "قُتل 5 وفقاً للحسن.", "سالم الحسن"),
        ("أعلنت قيادة العمليات في بيانها أن الغارة وقعت.", "وأفاد البيان بأن 5 قُتلوا.", "قيادة العمليات"),
        ("أصدرت شبكة «ضفاف» تقريرها السنوي.", "وذكر التقرير مقتل 5.", "شبكة «ضفاف»"),
        ("أصدرت شبكة «ضفاف» تقريرها السنوي.", "ويقدّر معدّو التقرير أن 5 قُتلوا.", "شبكة «ضفاف»"),
        # indefinite: somebody new
        ("قال مصدر عسكري إن الهجوم وقع.", "وأضاف مصدر طبي أن 5 قُتلوا.", "مصدر طبي"),
        ("قال مصدر طبي في مشفى السلام إن الهجوم وقع.", "وقال مصدر طبي إن 5 قُتلوا.", "مصدر طبي"),
        # nobody to lead to
        ("وقع هجوم.", "وذكر التقرير أن 5 قُتلوا.", "التقرير"),
    ],
)
def test_a_short_form_stands_for_the_name_before(first: str, then: str, source: str) -> None:
    assert last_source(f"{first} {then}") == source


def test_a_short_form_stands_for_the_nearest_of_its_kind() -> None:
    text = "قال مصدر طبي إن المشفى امتلأ. وقال مصدر عسكري إن الهجوم وقع. وأضاف المصدر أن 5 قُتلوا."
    assert last_source(text) == "مصدر عسكري"


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("وبحسب أرقام المرصد، قُتل 5.", "المرصد"),
        ("قُتل 5، بحسب توثيق شبكة «ضفاف».", "شبكة «ضفاف»"),
        ("أفاد بيان صادر عن وزارة الدفاع بأن 5 قُتلوا.", "وزارة الدفاع"),
        ("رصد تقرير صدر اليوم عن «مرصد الشمال» مقتل 5.", "مرصد الشمال"),
        ("وبحسب إحصائية نشرتها شبكة ضفاف، قُتل 5.", "شبكة ضفاف"),
        ("قُتل 5 وفق حصيلة جديدة للمرصد السوري.", "المرصد السوري"),
        ("وجاء في بيان لوزارة الدفاع أن 5 قُتلوا.", "وزارة الدفاع"),
    ],
)
def test_a_document_stands_for_whoever_issued_it(text: str, source: str) -> None:
    assert last_source(text) == source


@pytest.mark.parametrize(
    "text", ["وبحسب معلومات أولية، قُتل 5.", "وفق حصيلة جديدة قُتل 5.", "قُتل 5، بحسب ما رصد موقعنا."]
)
def test_nobody_is_cited_by_figures_without_an_author_or_by_the_outlet_itself(text: str) -> None:
    assert find_attributions(fold(text)) == []


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("قال الناشط الإعلامي سالم الحسن إن 5 قُتلوا.", "سالم الحسن"),
        ("قال العقيد سالم الحسن إن 5 قُتلوا.", "سالم الحسن"),
        ("قال الناشط في البلدة إن 5 قُتلوا.", "الناشط في البلدة"),
        ("قال المتحدث باسم التحالف، العقيد جون سميث، إن 5 قُتلوا.", "المتحدث باسم التحالف، العقيد جون سميث"),
    ],
)
def test_a_title_gives_way_to_the_name(text: str, source: str) -> None:
    assert last_source(text) == source


def test_the_gender_of_a_verb_tells_who_goes_on() -> None:
    text = "قالت الشبكة إن الهجوم وقع. وقال مدير المشفى إن الجرحى وصلوا. وأضافت أن 5 قُتلوا."
    assert last_source(text) == "الشبكة"


@pytest.mark.parametrize(
    ("text", "outlet", "chain"),
    [
        ("نقلت وكالة سانا عن مصدر عسكري قوله إن 5 قُتلوا.", "", "وكالة سانا → مصدر عسكري"),
        ("نقلت وكالة سانا عن مصدر عسكري قوله إن 5 قُتلوا.", "عنب بلدي", "عنب بلدي → وكالة سانا → مصدر عسكري"),
        ("قال الناشط سالم الحسن، لـ«العربي الجديد»، إن 5 قُتلوا.", "Al-Araby Al-Jadeed", "العربي الجديد → سالم الحسن"),
        ("ذكرت وكالة سانا نقلاً عن مصدر طبي أن 5 قُتلوا.", "", "وكالة سانا → مصدر طبي"),
        ("قُتل 5، حسبما نقلت رويترز عن مسعفين.", "", "رويترز → مسعفين"),
        ("قال مصدر عسكري لموقعنا إن 5 قُتلوا.", "عنب بلدي", ""),
        ("قال مصدر عسكري إن 5 قُتلوا.", "عنب بلدي", ""),
    ],
)
def test_the_chain_says_who_passed_it_on(text: str, outlet: str, chain: str) -> None:
    assert last_chain(text, outlet) == chain
