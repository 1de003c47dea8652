"""Which numbers a sentence states: one line per way of saying it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from report_lib.arabic.text import fold
from report_lib.counting.counts import find_counts, find_refused

K, W, C, M, A, S = "killed", "wounded", "captured", "missing", "attacks", "airstrikes"


def stated(text: str) -> list[tuple[str, int | None, int | None, str]]:
    return [(c.measure, c.low, c.high, c.qualifier) for c in find_counts(fold(text))]


def exact(measure: str, n: int) -> tuple[str, int, int, str]:
    return (measure, n, n, "exact")


def vague(measure: str) -> tuple[str, None, None, str]:
    return (measure, None, None, "unspecified")


STATEMENTS = {
    # digits, words, duals, singulars
    "قُتل 9 جنود بهجوم على حاجز شرق تدمر.": [exact(K, 9)],
    "مقتل ١٢ عنصراً من الفرقة 18 في كمين.": [exact(K, 12)],
    "وقُتل /14/ مدنياً بقصف مدفعي.": [exact(K, 14)],
    "قتل أحد عشر جندياً وجرح ثلاثة وعشرون آخرون.": [exact(K, 11), exact(W, 23)],
    "أسفر الهجوم عن سقوط قتيلين وأربعة جرحى.": [exact(K, 2), exact(W, 4)],
    "عُثر على جثتين قرب البئر.": [exact(K, 2)],
    "مقتل مدني وثلاثة ضباط بانفجار.": [exact(K, 1), exact(K, 3)],
    "أودى الانفجار بحياة طفل وأصاب امرأتين.": [exact(K, 1), exact(W, 2)],
    "أوقع الهجوم قتيلاً واحداً وجريحين اثنين.": [exact(K, 1), exact(W, 2)],
    "قُتل جندي وأصيب آخر برصاص مجهولين.": [exact(K, 1), exact(W, 1)],
    "قُتل جنديان وجُرح ثالث.": [exact(K, 2), exact(W, 1)],
    "مقتل شخص وإصابة آخر بجروح.": [exact(K, 1), exact(W, 1)],
    "مقتل امرأة وإصابة أخرى بقصف على القرية.": [exact(K, 1), exact(W, 1)],
    "سُجلت إصابة أخرى في المخيم.": [],
    "قُتل 4 مدنيين من عائلة واحدة بينهم ثلاثة أطفال.": [exact(K, 4), exact(K, 3)],
    "قُتل أربعة مدنيين من عائلة واحدة، بينهم طفلان.": [exact(K, 4), exact(K, 2)],
    "انفجر لغم بصهريج نفط، ما أسفر عن مقتل سائقه وإصابة مرافقه.": [exact(K, 1), exact(W, 1)],
    "هاجموا السيارة وقتلوا سائقها.": [exact(K, 1)],
    "غادر البلاد بعد مقتل شقيقه.": [],
    "قُتل قيادي ومعه أربعة عناصر من قسد.": [exact(K, 1), exact(K, 4)],
    "قُتل قيادي في الحرس الثوري مع اثنين من مرافقيه بغارة.": [exact(K, 1), exact(K, 2)],
    "قُتل ضابط مع أربعة جنود بانفجار لغم.": [exact(K, 1), exact(K, 4)],
    "قُتل قيادي في اشتباك مع ثلاثة مسلحين.": [exact(K, 1)],
    "قُتل قيادي كان برفقة ثلاثة عناصر.": [exact(K, 1)],
    "وذكر أن السائق أُصيب بشظايا.": [exact(W, 1)],
    # hedges and ranges
    "قتل ما لا يقل عن 13 عنصرا.": [(K, 13, None, "at_least")],
    "أصيب نحو 40 شخصا بجروح.": [(W, 40, 40, "about")],
    "مقتل أكثر من عشرين مسلحا.": [(K, 20, None, "more_than")],
    "قتل بين 5 و7 عناصر من قوات النظام.": [(K, 5, 7, "range")],
    "قُتل خمسة عناصر على الأقل في الكمين.": [(K, 5, None, "at_least")],
    "وقال إن المسلحين أسروا عنصرين على الأقل قبل أن ينسحبوا.": [(C, 2, None, "at_least")],
    "قُتل شخص على الأقل بقصف على إدلب.": [(K, 1, None, "at_least")],
    "وتحدث المصدر عن أقل من ثمانية قتلى.": [(K, None, 8, "at_most")],
    # unspecified
    "مقتل وجرح عدد من عناصر الميليشيا بانفجار عبوة.": [vague(K), vague(W)],
    "خلّف القصف قتلى وجرحى.": [vague(K), vague(W)],
    "وأصيب آخرون بجروح متفاوتة بعد مقتل 3 جنود.": [vague(W), exact(K, 3)],
    "سقط عشرات القتلى والجرحى في صفوف المهاجمين.": [vague(K), vague(W)],
    "قُتل أحد عناصر الحرس وأصيب أحد المارة.": [exact(K, 1)],
    "لقي طفلان شقيقان مصرعهما بلغم.": [exact(K, 2)],
    "لقي ثلاثة أطفال أشقاء حتفهم.": [exact(K, 3)],
    "لقي طفل رضيع مصرعه.": [exact(K, 1)],
    "قُتل حارسان، أحدهما طباخ والآخر سائق.": [exact(K, 2)],
    # a verb in the plural has its people before it, one in the singular after it
    "ذكر المصدر أن ستة من حراس الحقل قُتلوا وجُرح أربعة.": [exact(K, 6), exact(W, 4)],
    "قتلت القوات المهاجمة في المقابل سبعة من عناصر الفصيل.": [exact(K, 7)],
    "أكد أن التنظيم لم يخسر في المقابل سوى ثلاثة عشر مقاتلاً.": [exact(K, 13)],
    "وجُرح في الاشتباك، الذي استُخدمت فيه رشاشات، سبعة أشخاص.": [exact(W, 7)],
    "وأضاف أن أربعة مدنيين، أحدهم طفل، قضوا بالرصاص.": [exact(K, 4)],
    "وأضاف أن ثلاثة من المارة سُحبوا جثثاً من تحت الركام.": [exact(K, 3)],
    "وقالت صفحات إن قتلى الفصائل تجاوزوا الثلاثين.": [(K, 30, None, "more_than")],
    "قال المشفى إن عدد الإصابات لدينا 12.": [exact(W, 12)],
    "تجاوز عدد القتلى في الغارات على المدينة 30.": [(K, 30, None, "more_than")],
    "لم يتجاوز عدد قتلى الغارة على السوق ثلاثين.": [(K, None, 30, "at_most")],
    "عندما لم يتجاوز عدد الغارات 41 غارة.": [(S, None, 41, "at_most")],
    "فقدنا ثلاثة من مقاتلينا في الكمين.": [exact(K, 3)],
    "تسلم المشفى خمس جثث وسبعة أو ثمانية جرحى.": [exact(K, 5), (W, 7, 8, "range")],
    "نقل المشفى ست جثث وتسعة جرحى من الحشد سقطوا في الغارات.": [exact(K, 6), exact(W, 9)],
    "قال إن المسلحين ساقوا معهم أربع نساء وطفلين.": [exact(C, 4), exact(C, 2)],
    "أودت الغارة قبل يومين بحياة عائلة نازحة بأكملها مؤلفة من تسعة أفراد.": [exact(K, 9)],
    # the same elsewhere, or since another day
    "قُتل خمسة جنود في تدمر وسبعة في السخنة.": [exact(K, 5), exact(K, 7)],
    "قُتل أربعة مدنيين هذا الشهر، و17 منذ بداية 2019.": [exact(K, 4), exact(K, 17)],
    "أصيب خمسة جنود وثلاثة في حالة حرجة.": [exact(W, 5)],
    "مقتل 24 مدنياً في يوم واحد في دوما.": [exact(K, 24)],
    # verbs and idioms
    "لقي ثلاثة رعاة مصرعهم شرق السلمية.": [exact(K, 3)],
    "لقيت أربع نساء حتفهن بقذيفة.": [exact(K, 4)],
    "حصد اللغم أرواح ستة أطفال.": [exact(K, 6)],
    "استشهد خمسة مدنيين وأصيب 12.": [exact(K, 5), exact(W, 12)],
    "فقضى ثمانية منهم على الفور.": [exact(K, 8)],
    "وقال إن 33 من العمال قد سقطوا برصاص التنظيم.": [exact(K, 33)],
    "وفارق رجلان الحياة في المشفى.": [exact(K, 2)],
    "ارتفعت حصيلة القتلى إلى 21.": [exact(K, 21)],
    "بلغ عدد الجرحى 34.": [exact(W, 34)],
    "استشهاد خمس معلمات في القرية.": [exact(K, 5)],
    "انفجر لغم وراح ضحيته ستة أطفال.": [exact(K, 6)],
    "تسبب القصف بسقوط ثلاثة مدنيين.": [exact(K, 3)],
    "عثر الرعاة على جثث سبعة تجار في الوادي.": [exact(K, 7)],
    "وانقطع الاتصال بعشرة رعاة منذ الفجر.": [exact(M, 10)],
    "توفي الجريح متأثراً بجراحه.": [exact(K, 1)],
    "سقط خمسة بقذيفة هاون.": [exact(K, 5)],
    "قُتل رجل زوجته معلمة.": [exact(K, 1)],
    "قُتل 13 جندياً في الكمين وضابط.": [exact(K, 13), exact(K, 1)],
    "قُتل 13 قيادياً وعنصراً.": [exact(K, 13)],
    "سقط 15 قتيلاً وجرحى آخرون.": [exact(K, 15), vague(W)],
    "قُتل واستشهد عدد من الجنود.": [vague(K)],
    "قتيل وجريح بانفجار لغم.": [exact(K, 1), exact(W, 1)],
    "خلّف القصف المدفعي قتلى وجرحى.": [vague(K), vague(W)],
    "وصول قتلى إلى المشفى.": [vague(K)],
    "لدى الفصيل ثلاثة أسرى جرحى.": [exact(C, 3)],
    "أفرج التنظيم عن الرهائن وقتل ثلاثة حراس.": [exact(K, 3)],
    "ممن هم دون 15 قُتل ثلاثة فتيان.": [exact(K, 3)],
    "لم ترد معلومات عن الجرحى بينما قُتل خمسة جنود.": [exact(K, 5)],
    "خسرت الميليشيا في المعركة ستة مقاتلين.": [exact(K, 6)],
    "قُتل مساء أمس ضابط في المدينة.": [exact(K, 1)],
    "قُتل أمس مدنيون بالقصف.": [vague(K)],
    "اختفى في البادية خمسة رعاة.": [exact(M, 5)],
    "سقط 52 شخصاً قتلى.": [exact(K, 52)],
    "سقوط خمسة جرحى.": [exact(W, 5)],
    "أعدم مسلحان ثلاثة مدنيين.": [exact(K, 3)],
    "وقُتل عدد من الجنود، بينهم ضباط.": [vague(K)],
    "مقتل ضابط وجندي بانفجار.": [exact(K, 2)],
    "مقتل ضابط وجرح جندي.": [exact(K, 1), exact(W, 1)],
    "قُتل مدنيان وطفل أُصيبا بلغم.": [exact(K, 2), exact(K, 1)],
    "قُتل وجُرح أكثر من 15 عنصراً.": [vague(K)],
    # shares and what is none
    "قُتل خمسة بينهم طفل وامرأة.": [exact(K, 5), exact(K, 1), exact(K, 1)],
    "قُتل 12 جندياً، وأُصيب منهم خمسة.": [exact(K, 12), exact(W, 5)],
    "قُتل 9 جنود ورحب بهم ثلاثة ضباط في الحفل.": [exact(K, 9)],
    "قُتل ضابطان (30 جندياً كانوا معهما).": [exact(K, 2)],
    "قُتل تسعة جنود بينهم ضابطان، وأصيب أمس ثلاثة مدنيين.": [exact(K, 9), exact(K, 2), exact(W, 3)],
    # tolls
    "وبلغت ضحايا القصف حتى المساء إلى 21.": [exact(K, 21)],
    "وأجمل الطبيب عدد القتلى 194 والجرحى بـ850 شخصاً.": [exact(K, 194), exact(W, 850)],
    "ارتفاع عدد قتلى القصف، الذي طال السوق، إلى 15.": [exact(K, 15)],
    "حصيلة القتلى: 15.": [exact(K, 15)],
    "زار المحافظ الجرحى و12 جندياً في المشفى.": [],
    "ووصل عدد من قضوا تحت التعذيب إلى 391.": [exact(K, 391)],
    "بلغ عدد القتلى والجرحى 30.": [(K, None, 30, "at_most")],
    "قُتل ثلاثة رعاة ووصلت حصيلة التبرعات إلى 40 شخصاً.": [exact(K, 3)],
    "بلغ عدد القتلى 12 والجرحى 30.": [exact(K, 12), exact(W, 30)],
    "ارتفع عدد القتلى إلى ثمانية أشخاص.": [exact(K, 8)],
    "وقال إن حصيلة الجرحى كانت 50 شخصاً.": [exact(W, 50)],
    "نُقل الجرحى الذين بلغ عددهم نحو مئة إلى المشفى.": [(W, 100, 100, "about")],
    "قُتل راعيان، لترتفع حصيلة القصف إلى 15 مدنياً.": [exact(K, 2), exact(K, 15)],
    "قُتل سبعة جنود، بينما بكى الأطفال الذين يقدر عددهم بألفي طفل.": [exact(K, 7)],
    "نُقلت جثامين القتلى إلى 12 قرية.": [],
    "خسرت الميليشيا ستة من عناصرها في الاشتباك.": [exact(K, 6)],
    "أعدم التنظيم ثلاثة أسرى.": [exact(K, 3)],
    "وفاة جريحين متأثرين بإصابتهما.": [exact(K, 2)],
    "أسر المهاجمون خمسة جنود.": [exact(C, 5)],
    "خطف مسلحون سبعة مدنيين من جامعي الكمأة.": [exact(C, 7)],
    "قُتل عنصران من قسد بهجوم مسلح قرب البصيرة.": [exact(K, 2)],
    "حصدت الذخائر غير المنفجرة أرواح ستة مدنيين.": [exact(K, 6)],
    "انفجار قنبلة غير منفجرة يقتل طفلين في سرمين.": [exact(K, 2)],
    "غير أن الشبكة وثقت مقتل ثلاثة مدنيين.": [exact(K, 3)],
    "وردت أنباء غير مؤكدة عن مقتل ثلاثة مدنيين.": [],
    "شنّت مقاتلات روسية غارات عدة على تلال قريبة.": [(S, None, None, "unspecified")],
    "بلغ عدد من قُتلوا داخل السجن منذ مطلع العام 26 شخصاً.": [exact(K, 26)],
    "بلغ عدد الذين أصيبوا في الغارة على السوق عشرين.": [exact(W, 20)],
    "عدد من قُتلوا في الغارات التي طالت 3 قرى غير معروف.": [],
    "وهي حوادث أودت بـ 9 رعاة في البادية.": [exact(K, 9)],
    "قبضت الشرطة صباح اليوم على خمسة مشتبهين.": [exact(C, 5)],
    "قبضت العائلة ثلاثة آلاف دولار تعويضاً.": [],
    "احتجز الحاجز أربعة شبان قبل أن يفرج عن واحد منهم.": [exact(C, 4)],
    "قال إن تسعة عمال، معظمهم من الرقة، أصيبوا في الغارة.": [exact(W, 9)],
    "قُتل مقاتلان بهجوم لمسلحين مجهولين.": [exact(K, 2)],
    "ألقت القبض على 4 مطلوبين.": [exact(C, 4)],
    "ثلاثة منهم وقعوا في قبضة التنظيم.": [exact(C, 3)],
    "انقطع الاتصال بعشرة مقاتلين في البادية.": [exact(M, 10)],
    "ولا يزال 9 آخرون في عداد المفقودين.": [exact(M, 9)],
    "شنت الطائرات 15 غارة على البادية.": [exact(S, 15)],
    "نفذ الطيران عدة غارات جوية.": [vague(S)],
    "شن التنظيم 22 هجوماً خلال الشهر.": [exact(A, 22)],
    "وأوردت المصادر أن جنديين وخمسة مقاتلين سوريين أصيبوا بقذيفة.": [exact(W, 2), exact(W, 5)],
    "قتل جندي تركي وآخر من التنظيم في تبادل لإطلاق النار.": [exact(K, 1), exact(K, 1)],
    # one number for two measures
    "قُتل وجُرح 15 عنصراً في الهجوم.": [(K, None, 15, "at_most")],
    "سقط 20 شخصاً بين قتيل وجريح.": [(K, None, 20, "at_most")],
    "سقط 30 شخصاً ما بين قتيل وجريح.": [(K, None, 30, "at_most")],
    "قتل أو جرح ثمانون طفلاً منذ مطلع العام.": [(K, None, 80, "at_most")],
    "وسقط عدد من المدنيين بين قتيل وجريح.": [vague(K), vague(W)],
    "وصف القصف الذي أودى بحياة 9 أشخاص بالعنيف.": [exact(K, 9)],
    # two verbs, each with people of its own
    "وقال الطبيب إن ستة عمال لقوا مصرعهم وأصيب 21 آخرون.": [exact(K, 6), exact(W, 21)],
    "إن حارسا واحدا على الأقل قتل وأصيب 4 مدنيين.": [(K, 1, None, "at_least"), exact(W, 4)],
    # people and their verb, with shares or others between
    "وأحصت الشبكة أن 80 مدنيا على الأقل، بينهم 12 طفلا، قتلوا في الحملة.": [(K, 80, None, "at_least"), exact(K, 12)],
    "إن جنديين آخرين من بين الجرحى السبعة قد لقوا مصرعهم لاحقا.": [exact(K, 2), exact(W, 7)],
    "قُتل 11 شخصاً في السوق. وقال المسعفون إن ثلاث نساء بين القتلى.": [exact(K, 11), exact(K, 3)],
    "قُتل 20 جندياً مقابل 9 مقاتلين من الفصيل.": [exact(K, 20), exact(K, 9)],
    "ذكر المرصد ارتفاع عدد قتلى الغارات، التي طالت سوقا في البلدة، إلى 13 على الأقل.": [(K, 13, None, "at_least")],
    "وبلغت آخر حصيلة للقتلى الخميس 17 مدنيا.": [exact(K, 17)],
    "قال مسعفون وعمال إنقاذ إن 12 شخصا قتلوا بغارة.": [exact(K, 12)],
    "وترجح المصادر أعدادا أكبر قد تصل إلى 90 ضحية.": [(K, None, 90, "at_most")],
    "قُتل رجلان. وقالت المنظمة إن النازحين تجمعوا في المخيم وعددهم ألفا شخص.": [exact(K, 2)],
    "وزار الوفد عائلات لمقاتلين قُتلوا في صفوف الفصيل.": [],
    "دخلت الحافلات البلدة ثم خرجت منها بأمان بعد قتل وتدمير.": [],
    "وأظهر الهجومان أن الهدنة انتهت.": [],
    # no casualties
    "اعتصم أكثر من ألف شخص في المدينة احتجاجاً على قتل شاب.": [exact(K, 1)],
    "ولم يُقتل أحد في الهجوم.": [],
    "دون وقوع إصابات بشرية.": [],
    "لم يوقع القصف ضحايا.": [],
    "نفى المصدر سقوط أي قتيل.": [],
    "هاجم 15 مسلحاً الحاجز وفروا.": [],
    "دمر القصف ثلاثة منازل و5 آليات.": [],
    "إصابة ثلاث آليات وتدمير دبابتين.": [],
    "إصابة خمسة من المنازل بالقذائف.": [],
    "إصابة مدرسة بقذيفة.": [],
    "القائد سقط في الحفرة.": [],
    "قُتل القائد بعد وصول 300 مقاتل إلى المدينة.": [],
    "خسر الفريق لاعباً أساسياً في المباراة.": [],
    "خسر التنظيم بلدة في الريف الشرقي يسكنها مئة شخص.": [],
    "بعد مقتل زعيمه عاد مسافر إلى بيته.": [],
    "فقد التنظيم السيطرة على قرية فيها خمسة مدنيين.": [],
    "وأضاف أن ستة مدنيين فقدوا الوعي بعد القصف.": [],
    "فقدت عائلة في البلدة ابنها.": [],
    "بلغ عدد القتلى 12، وعدد النازحين جراء العمليات العسكرية تجاوز 120 ألفاً.": [exact(K, 12)],
    "اشتباكات بين عائلتين توقع قتلى.": [],
    "شن تسعة هجمات خلّفت 20 قتيلاً، خمسة منها في الرقة.": [exact(A, 9), exact(K, 20)],
    "وانتُشلت 22 جثة، سبع منها لنساء، وأحصى أحد المسعفين أربعين مصاباً.": [exact(K, 22), exact(K, 7), exact(W, 40)],
    "بعد مقتل القائد؛ ثلاثة جنود يحرسون المكان.": [],
    "أجرى الأطباء لمن أُصيب ثلاث عمليات جراحية.": [],
    "قتل 3 أشخاص وأصيب 5 بحادث سير على طريق حمص.": [],
    "أفرج التنظيم عن 12 مدنياً.": [],
    "فشلت محاولة اغتيال قيادي في الفصيل.": [],
    "يبلغ من العمر 35 عاماً وقدم من اللواء 47.": [],
    "عيار 130 ملم على بعد 40 كيلومتراً عند الساعة 21:15.": [],
    "وصل سعر الليتر إلى 4500 ليرة.": [],
    "سقطت 7 قذائف على الحي.": [],
    "وصل 300 مقاتل من الفيلق الخامس إلى المدينة.": [],
    "تطالب العشيرة بإعدام أحد أقارب الوزير.": [],
    "قُتل 9 رعاة ونزح 80 شخصاً، بينهم 20 طفلاً.": [exact(K, 9)],
}


@pytest.mark.parametrize(
    ("text", "expected"), STATEMENTS.items(), ids=lambda value: value[:40] if isinstance(value, str) else ""
)
def test_statement(text: str, expected: list[tuple[str, int | None, int | None, str]]) -> None:
    assert stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "قتل 12 عنصراً بينهم ضابطان.",
        "أصيب ثمانية مدنيين، من بينهم طفلان.",
        "سقط سبعة قتلى: أربعة من الدفاع الوطني.",
        "مقتل 6 عناصر، اثنان منهم من حماة.",
    ],
)
def test_a_share_points_to_its_total(text: str) -> None:
    total, share = find_counts(fold(text))
    assert total.part_of is None
    assert share.part_of == 0
    assert share.measure == total.measure


def test_a_risen_toll_takes_the_earlier_one_as_its_part() -> None:
    first, *_, last = find_counts(fold("قُتل ستة عمال بلغم.\nوتوفي عامل لاحقاً لترتفع الحصيلة إلى 7 قتلى."))
    assert (first.low, last.low) == (6, 7)
    assert first.part_of is not None
    assert last.part_of is None


def test_a_share_is_of_the_total_that_is_large_enough_for_it() -> None:
    counts = find_counts(fold("مقتل 11 مدنياً بينهم أربعة أطفال.\nوقُتل عشرة من الضحايا في البلدة."))
    assert [(count.low, count.part_of) for count in counts] == [(11, None), (4, 0), (10, 0)]


def test_what_stands_beside_a_risen_toll_has_risen_too() -> None:
    *earlier, killed, missing = find_counts(
        fold("فُقد عامل وأصيب آخر وقُتل ثلاثة.\nلترتفع الحصيلة إلى 19 قتيلاً و5 مفقودين.")
    )
    assert [(count.measure, count.part_of) for count in earlier] == [("missing", 4), ("wounded", None), ("killed", 3)]
    assert killed.update and missing.update


def test_a_number_that_rose_is_no_toll_of_what_was_told_before() -> None:
    counts = find_counts(fold("قُتل أربعة جنود في كمين.\nوارتفعت أسعار الخبز في المدينة وقُتل تسعة مدنيين بقصف."))
    assert [(count.low, count.part_of) for count in counts] == [(4, None), (9, None)]


@pytest.mark.parametrize(
    "furniture",
    [
        "اقرأ أيضاً: 11 قتيلاً بانهيار مبنى",
        "قد يهمك أيضاً: مقتل 5 أشخاص في مدريد",
        "الصورة: 3 قتلى من الأرشيف",
    ],
)
def test_site_furniture_states_nothing(furniture: str) -> None:
    assert stated(f"قتل 4 جنود قرب تدمر.\n{furniture}") == [exact(K, 4)]


def test_a_heading_of_links_ends_the_news_only_far_down_the_page() -> None:
    links = "أخبار ذات صلة\nمقتل 5 أشخاص\nمقتل 6 أشخاص"
    assert stated(f"قُتل 4 جنود.\nنهاية الخبر.\n{links}") == [exact(K, 4)]
    assert stated("أخبار ذات صلة\nقُتل 4 جنود.\nأولاً.\nثانياً.\nثالثاً.") == [exact(K, 4)]
    assert stated("التعليقات على مقتل 5 جنود قرب الحقل توالت منذ الصباح") == [exact(K, 5)]


def test_a_line_of_furniture_is_one_from_its_start_to_its_end() -> None:
    assert stated("شاهد أيضاً: تقرير مصور. مقتل 5 أشخاص.\nقُتل راعيان.") == [exact(K, 2)]
    assert stated("قُتل 4 جنود. صورة الوضع قاتمة، وقُتل 3 رعاة.") == [exact(K, 4), exact(K, 3)]


def test_a_title_may_begin_with_its_casualties() -> None:
    assert stated("صباحاً: قتلى وجرحى\nلا شيء") == stated("انفجرت عبوة.\nقتلى وجرحى.") == [vague(K), vague(W)]


def test_quotes_are_the_words_of_the_text() -> None:
    text = "أعلنت المصادر مقتلَ سبعةَ عشرَ عنصراً وإصابة أكثر من ٣٠ آخرين."
    folded = fold(text)
    quotes = [folded.quote(c.start, c.end) for c in find_counts(folded)]
    assert quotes == ["مقتلَ سبعةَ عشرَ عنصراً", "وإصابة أكثر من ٣٠ آخرين"]
    assert all(quote in text for quote in quotes)


@given(st.text(alphabet="قتلجرحىمصابوأ ،.ـًُ1234567890بينهملادون:()\n", max_size=200))
def test_any_text_is_read_without_failing(text: str) -> None:
    folded = fold(text)
    for index, count in enumerate(find_counts(folded)):
        assert 0 <= count.start < count.end <= len(folded.text)
        assert count.part_of is None or count.part_of != index
        assert count.low is None or count.high is None or count.low <= count.high
        assert folded.quote(count.start, count.end) in text


@pytest.mark.parametrize(
    ("text", "words", "reason"),
    [
        ("لم يُقتل أي من المدنيين ولم يُصب خمسة جنود.", "خمسة جنود", "denied, or not reported"),
        ("قُتل أربعة أشخاص في حادث سير على طريق حمص.", "أربعة أشخاص", "an accident, an illness or a disaster"),
        ("أُطلق سراح تسعة معتقلين من السجن بعد مقتل حارسه.", "تسعة معتقلين", "people set free"),
        ("هاجمت دورية تضم عشرين عنصراً المقر وقُتل قائدها.", "عشرين عنصراً", "people who do something, or are somewhere"),
    ],
)
def test_what_is_refused_is_named_with_its_reason(text: str, words: str, reason: str) -> None:
    folded = fold(text)
    refused = [(folded.quote(each.start, each.end), each.reason) for each in find_refused(folded)]
    assert (words, reason) in refused
    assert not any(folded.quote(c.start, c.end).endswith(words) for c in find_counts(folded))


def test_nothing_that_is_counted_is_refused() -> None:
    for text in STATEMENTS:
        folded = fold(text)
        counted = {c.position for c in find_counts(folded)}
        assert counted.isdisjoint(each.start for each in find_refused(folded))
