"""Each way of citing is recognised by its own rule, and what only looks like one by none."""

import pytest

from report_lib.arabic.text import fold
from report_lib.attribution.sources import find_attributions


@pytest.mark.parametrize(
    ("text", "source", "rule"),
    [
        # a verb of saying, then the source
        ("وقال مسعفون إن 5 قُتلوا.", "مسعفون", "verb of saying, then source"),
        ("وتحدث مسعفون عن أكثر من 5 قتلى.", "مسعفون", "verb of saying, then source"),
        ("بدوره، أكد المجلس المحلي مقتل 5.", "المجلس المحلي", "verb of saying, then source"),
        ("ووثّقت شبكة «ضفاف» مقتل 5.", "شبكة «ضفاف»", "verb of saying, then source"),
        ("وقدّر «مرصد الشمال» الخسائر بـ 5 قتلى.", "مرصد الشمال", "verb of saying, then source"),
        ("وبيّن مصدر في المديرية أن 5 قُتلوا.", "مصدر في المديرية", "verb of saying, then source"),
        ("نعت صفحات موالية العميد علي حسن و5 من مرافقيه.", "صفحات موالية", "verb of saying, then source"),
        ("واعترفت وزارة الدفاع بمقتل 5.", "وزارة الدفاع", "verb of saying, then source"),
        ("رفعت الشبكة الحصيلة إلى 5 قتلى.", "الشبكة", "verb of saying, then source"),
        ("وأعلنت أنقرة «تحييد» 5 من المقاتلين.", "أنقرة", "verb of saying, then source"),
        ("أقرّت موسكو لاحقاً بخسارة 5 من جنودها.", "موسكو", "verb of saying, then source"),
        ("وأقرّ الجيش بثلاثة قتلى.", "الجيش", "verb of saying, then source"),
        ("علمت شبكتنا من مصدر خاص أن 5 قُتلوا.", "مصدر خاص", "verb of saying, then source"),
        # the source, then the verb
        ("أما مختار البلدة فقدّر العدد بـ 5.", "مختار البلدة", "source, then verb of saying"),
        ("شبكة «ضفاف» قدّمت حصيلة من 5 قتلى.", "شبكة «ضفاف»", "source, then verb of saying"),
        ("غير أن مصدراً ميدانياً قلّل من الحصيلة، وتحدث عن 5.", "مصدراً ميدانياً", "source, then verb of saying"),
        ("وكان المرصد قد وثّق مقتل 5.", "المرصد", "source, then verb of saying"),
        ("السائق روى لمراسلنا أن 5 قُتلوا.", "السائق", "source, then verb of saying"),
        ("إلا أن الطبيب سامر الحاج قلّل من الحصيلة، وتحدث عن 5.", "الطبيب سامر الحاج", "source, then verb of saying"),
        ("وقصفت «كتيبة الضفاف» المعسكر، وقالت إنها قتلت 5.", "كتيبة الضفاف", "source, then verb of saying"),
        ("أصيب 9، بحسب المشفى الذي كان قد تحدث عن 5.", "المشفى", "who is cited says more"),
        ("والمعلومات أكدتها شبكة «ضفاف» التي تحدثت عن 5 قتلى.", "شبكة «ضفاف»", "who is cited says more"),
        ("واتهمت دمشق أنقرة بقصف قرية، وقالت إن 5 قُتلوا.", "دمشق", "source, then verb of saying"),
        ("ومن الوقائع التي قال التحالف إنه راجعها ضربة قتلت 5.", "التحالف", "told in a relative clause"),
        ("وتشير حصيلة نشرتها «إدارة الضفاف» إلى أن 5 قُتلوا.", "إدارة الضفاف", "verb of saying, then source"),
        ("أما قيادة الشرطة فاكتفت بالحديث عن فقدان 5.", "قيادة الشرطة", "source, then verb of saying"),
        ("أُخرجت 5 جثث، على ما أبلغنا به الطبيب الشرعي.", "الطبيب الشرعي", "cited with a verb of saying"),
        ("وقُتل، والكلام دائماً للمرصد، 5 جنود.", "المرصد", "citing word, then source"),
        ("من جهتها، لم تحدد «ضفاف» السبب، وذكرت أن 5 قُتلوا.", "ضفاف", "subject of the verb before"),
        # a citing word
        ("قُتل 5، بحسب طبيب في المشفى.", "طبيب في المشفى", "citing word, then source"),
        ("قُتل 5 وفقاً لـ«مرصد الشمال» (NM).", "مرصد الشمال", "citing word, then source"),
        ("قُتل 5، طبقاً للمجلس المحلي.", "المجلس المحلي", "citing word, then source"),
        ("وبحسب مراسلنا فإن 5 قُتلوا.", "مراسلنا", "citing word, then source"),
        ("قُتل 5، على حد قول ناشطين.", "ناشطين", "citing word, then source"),
        # a citing word with a verb
        ("قُتل 5، على ما أفاد فرع المرور.", "فرع المرور", "cited with a verb of saying"),
        ("الحادثة، وفق ما رواه لنورث برس مصدر عسكري، أودت بـ 5.", "مصدر عسكري", "cited with a verb of saying"),
        ("دُفع بنحو 5، بحسب ما علم موقعنا من مصدر عسكري.", "مصدر عسكري", "cited with a verb of saying"),
        ("قُتل 5، وهو ما أكده مدير المشفى.", "مدير المشفى", "cited with a verb of saying"),
        ("قُتل 5، كما نقل مراسل ديرالزور24.", "مراسل ديرالزور24", "cited as passed on"),
        ("قُتل 5، بحسب ما تسرّب إلى موقعنا من مصادر أهلية.", "مصادر أهلية", "cited after «من»"),
        # passed on
        ("ونقلت مصادر إعلامية عن سكان المنطقة أن 5 قُتلوا.", "سكان المنطقة", "passed on"),
        ("ونُقل عن شهود عيان قولهم إن 5 قُتلوا.", "شهود عيان", "passed on"),
        # neither
        ("الدفاع المدني: 5 مصابين في قصف على البلدة", "الدفاع المدني", "source and colon"),
        ("مصدر طبي في مشفى السلام لشبكتنا: استقبلنا 5 جثث", "مصدر طبي في مشفى السلام", "source and colon"),
        ("مكتب توثيق الخروقات في الباب: 5 قتلى", "مكتب توثيق الخروقات في الباب", "source and colon"),
        ("عاجل | مراسل الشرقية: 5 قتلى بانفجار", "مراسل الشرقية", "source and colon"),
        ("▪️ إعلام النظام: «ارتقاء 5 شهداء»", "إعلام النظام", "source and colon"),
        ("المجلس المحلي يتحدث عن 7 جرحى، والدفاع المدني عن 5.", "الدفاع المدني", "the same verb, left out"),
        ("ارتفع العدد صباح اليوم إلى 5 (المرصد السوري).", "المرصد السوري", "source in brackets"),
        ("قُتل 5 في غارات، وفق ما أعلن عنه المرصد السوري.", "المرصد السوري", "cited with a verb of saying"),
        ("تبنى تنظيم داعش تفجير عبوة، وقال إنه قتل 5.", "تنظيم داعش", "verb of saying, then source"),
        ("اتهم الرئيس التركي التنظيم بقتل 5.", "الرئيس التركي", "verb of saying, then source"),
        ("ارتفعت الحصيلة التي أعلنتها وزارة الصحة إلى 5.", "وزارة الصحة", "toll and its author"),
        ("وأشارت حصيلة صادرة عن مشفى البلدة إلى 5 قتلى.", "مشفى البلدة", "toll and its author"),
        ("وفصّلت الشبكة السورية حصيلة القتلى، وهم 5.", "الشبكة السورية", "first word, source, toll"),
        ("بينما قدّرها مجلس القرية بخمسة قتلى.", "مجلس القرية", "counts it, then source"),
        ("ورفعها ناشطون إلى 5 قتلى.", "ناشطون", "counts it, then source"),
        ("ولم تعترف وزارة الدفاع إلا بمقتل 5.", "وزارة الدفاع", "says no more than this"),
        ("غير أن المرصد لم يحصِ سوى 5 قتلى.", "المرصد", "says no more than this"),
        ("لكن الجيش لم يعلن في بيانه سوى مقتل 5.", "الجيش", "says no more than this"),
        ("وتقدّر جهات حقوقية أن 5 قُتلوا.", "جهات حقوقية", "verb of saying, then source"),
        ("قال ضابط طلب عدم ذكر اسمه إن 5 قُتلوا.", "ضابط", "verb of saying, then source"),
        ("نُقل 5 إلى المشفى، يقول أحد الأطباء.", "أحد الأطباء", "verb of saying at the end"),
        ("وجاء في بيان لقيادة الشرطة أن 5 قُتلوا.", "قيادة الشرطة", "it says in a document"),
        ("قُتل عدد من العناصر، لم تذكر الشبكة عددهم، و5 مدنيين.", "الشبكة", "number withheld"),
    ],
)
def test_who_is_cited_and_by_which_rule(text: str, source: str, rule: str) -> None:
    found = find_attributions(fold(text))[-1]
    assert (found.source, found.rule) == (source, rule)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("وزعمت «أعماق» أن 5 قُتلوا.", "أعماق"),
        ("وادّعت صفحات موالية مقتل 5.", "صفحات موالية"),
        ("وتبنّى تنظيم «الدولة» الهجوم.", "تنظيم «الدولة»"),
        ("وأعلن التنظيم مسؤوليته عن مقتل 5.", "التنظيم"),
    ],
)
def test_a_claim_is_called_a_claim(text: str, source: str) -> None:
    found = find_attributions(fold(text))[-1]
    assert (found.source, found.source_type) == (source, "claim")


@pytest.mark.parametrize(
    "text",
    [
        "يُذكر أن 15 عنصراً قُتلوا في هجوم سابق.",
        "ويُعتقد أن 15 عنصراً قُتلوا.",
        "وأُعلن عن مقتل 5 عناصر.",
        "سُجّلت 5 حالات وفاة.",
        "وسجّل المنتخب 5 أهداف.",
        "ويبلغ عدد السكان 5 آلاف.",
        "وصلت 5 جثث إلى المشفى.",
        "وفق الاتفاق ينسحب 300 مقاتل.",
        "وتبين أن 5 قُتلوا.",
        "جرت اشتباكات بين مصدر النيران والحاجز أدت إلى مقتل 5.",
        "ولم يقرّ إعلام النظام بمقتل 5.",
        "المعركة التي قدّرتها المنظمة بألف قذيفة.",
        "خاص – SY24",
        "دير الزور – نورث برس",
        "وقُتل 9 أشخاص، وهو ما نفته وزارة الدفاع.",
        "انتهى رتل تابع لمليشيا موالية إلى مقتل 5.",
        "القيادي الذي أعلن التحالف مقتله قبل عام.",
        "الأحد 12 أيلول: عبوة تقتل 5",
        "قُتل مع 5 آخرين صحفي يدعى أمين الراعي بقذيفة.",
        "موسكو: مقتل 5 بانفجار",
    ],
)
def test_what_only_looks_like_citing_cites_nobody(text: str) -> None:
    assert find_attributions(fold(text)) == []
