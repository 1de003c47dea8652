"""Whose people a count counts: by name, by noun, by what was hit, by what was told before; else left open."""

from __future__ import annotations

import pytest

from report_lib.assembling.incidents import parse_article
from report_lib.records import Article


def victims(text: str, published: str = "") -> list[str]:
    return [count.victims for count in parse_article(Article(article_id="a", published=published), text).counts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتل ضابطان بانفجار عبوة قرب تدمر في سوريا.", ["regime forces"]),
        ("أصيب ثمانية من رجال الشرطة بهجوم مسلح في مدينة حمص.", ["regime forces"]),
        ("قُتل مجند من الحاجز برصاص مجهولين شرقي حماة.", ["regime forces"]),
        # A rank says nothing of whose it is where the text says whom it hit.
        ("استهدفت عبوة ناسفة سيارة لقسد في الشحيل ما أدى إلى مقتل ضابط.", ["SDF"]),
        ("أطلق متطرفون النار على مركز للجيش التركي ما أدى إلى مقتل ضابط.", ["other"]),
        # Abroad it is nobody's of Syria.
        ("قُتل ثلاثة جنود في بغداد بالعراق بهجوم شنه مسلحون.", ["other"]),
    ],
)
def test_ranks_are_of_the_force_that_was_hit_or_else_of_the_army(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


def test_fighters_are_never_civilians_for_standing_after_civilians() -> None:
    text = "قُتل ثلاثة مدنيين بقصف على الباب.\nوزعمت صفحات أن ستة إرهابيين قُتلوا."
    assert victims(text) == ["civilians", "other"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("انفجرت عبوة بحافلة تقل عسكريين شرقي حمص.\nواستقبل المشفى 6 جثث و17 مصاباً.", ["regime forces"] * 2),
        ("استهدف مسلحون حافلة تقل عمالاً قرب الطبقة ما أسفر عن مقتل أربعة.", ["civilians"]),
    ],
)
def test_the_dead_of_a_vehicle_are_its_passengers(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


def test_those_who_are_cited_are_no_passengers() -> None:
    text = "نقلت مصادر عن سكان المنطقة أن اشتباكات دارت في الرصافة.\nوشاهد قرويون جثثاً لأشخاص بلباس عسكري."
    assert "civilians" not in victims(text)


def test_a_force_told_of_next_as_theirs_is_whose_they_are() -> None:
    text = "عُثر على إحدى عشرة جثة في بادية الرصافة.\nوكان عدد أفراد المجموعة، وهي من الدفاع الوطني، كبيراً."
    assert victims(text) == ["pro-regime militia"]


def test_whose_losses_a_title_announces() -> None:
    text = (
        "خسائر لميليشيات الأسد في السعن\n"
        "وقعت اشتباكات بين ميليشيات الأسد وخلايا لتنظيم داعش، وأن أعداداً كبيرة من القتلى وصلت."
    )
    assert victims(text)[-1] == "pro-regime militia"


def test_people_arrested_in_a_campaign_are_of_those_it_is_against() -> None:
    assert victims("نفذت قسد حملة ضد خلايا تنظيم داعش انتهت بتوقيف 48 شخصاً.") == ["ISIS"]


def test_people_whom_bombs_kill_are_not_of_the_force_that_was_aimed_at() -> None:
    assert victims("قصفت طائرات التحالف مواقع لتنظيم داعش في الرقة ما أدى إلى مقتل 12 شخصاً.") == ["people"]


def test_the_attackers_own_dead_are_the_attackers() -> None:
    text = "هاجم تنظيم داعش نقطة لقوات النظام قرب السخنة، وقُتل ثلاثة من المهاجمين."
    (count,) = parse_article(Article(article_id="a"), text).counts
    assert count.victims == "ISIS"


def test_each_side_of_a_clash_takes_the_others_people() -> None:
    text = "اندلعت مواجهات بين الأسايش ومسلحي الدفاع الوطني في الحسكة، وأسرت الأسايش ثلاثة عشر مسلحاً."
    assert victims(text) == ["pro-regime militia"]


def test_those_at_work_where_a_mine_went_off_are_civilians() -> None:
    text = "لغمان يفتكان بباحثين عن الكمأة شرقي حماة\nتسبب انفجار لغمين في وفاة 10 أشخاص وإصابة 12."
    assert victims(text) == ["civilians", "civilians"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("غارات على جيوب تسيطر عليها المعارضة في الغوطة أوقعت 80 قتيلاً مدنياً.", ["civilians"]),
        ("قصف الجيش الجيوب المحاصرة للمعارضة المسلحة في الغوطة موقعاً 80 قتيلاً.", ["people"]),
        ("قُتل 14 من الأبرياء بغارات على مدينة دوما.", ["civilians"]),
        ("قصفت طائرات مواقعنا ما أدى لسقوط قتلى لكن قوات سوريا الديمقراطية نفت علمها.", ["people"]),
    ],
)
def test_those_who_hold_an_area_are_not_its_dead(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


def test_a_share_says_nothing_of_later_totals() -> None:
    text = "قُتل ستة أشخاص بينهم طفلة في غارات على دوما.\nوقُتل أكثر من 580 شخصاً في الغوطة الشرقية منذ 18 شباط 2018."
    assert victims(text)[-1] == "people"


def test_another_days_dead_are_not_those_of_the_day_before() -> None:
    text = "قُتل ضابط تركي في كلس في 23 تموز 2015 بنيران داعش.\nوأوقع هجوم انتحاري في كلس في 20 تموز 2015 ثلاثين قتيلاً."
    assert victims(text)[-1] == "people"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أصيب أربعة آخرون بجروح جراء انفجار لغم من مخلفات تنظيم داعش قرب تدمر.", ["people"]),
        ("نقلت الطواقم خمسة جرحى، جميعهم من المدنيين.", ["civilians"]),
        ("قُتل رجل وأربعة من أولاده بغارة على إدلب.", ["people", "civilians"]),
        ("ارتقت شهيدتان وأصيب سبعة أشخاص بقذائف على حلب.", ["civilians", "civilians"]),
        ("قُتل 12 جندياً تركيين بعبوة قرب إدلب.", ["other"]),
        ("قُتل 20 من أفراد فصيل مسلح موال للحكومة بهجوم قرب الشولا.", ["pro-regime militia"]),
    ],
)
def test_the_words_around_a_number_say_whose_it_is(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


def test_what_an_outlet_claims_are_the_enemys_dead() -> None:
    text = (
        "قُتل 15 عنصراً من قوات النظام في هجوم شنه تنظيم داعش قرب السخنة.\nوفقد المهاجمون أربعة من عناصرهم.\n"
        "وادّعت وكالة أعماق مقتل 31 عنصراً من الجيش النصيري وأسر اثنين."
    )
    article = parse_article(Article(article_id="a"), text)
    assert victims(text)[-2:] == ["regime forces"] * 2
    assert article.incidents[-1].perpetrator == "ISIS"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هاجم تنظيم داعش حقل الخراطة.\nوترك المهاجمون خلفهم جثة واحدة.", ["ISIS"]),
        ("داست عربة لـ«الفيلق الخامس» لغماً قرب تدمر، فقُتل اثنان ممن فيها.", ["regime forces"]),
        ("قال مسؤول إن حامية الرتل من مسلحي مجموعة القاطرجي خسرت أربعة مقاتلين.", ["pro-regime militia"]),
        ("ارتفع عدد قتلى النظام إلى 30، فيما فقد تنظيم داعش نحو 22 قتيلاً.", ["regime forces", "ISIS"]),
        ("تكبد تنظيم داعش تسعة قتلى في المعارك مع قوات النظام.", ["ISIS"]),
        ("فقد أعلن تنظيم داعش مقتل سبعة جنود.", ["regime forces"]),
        ("قُتل سبعة أشخاص في بلدة الباب الخاضعة لسيطرة فصائل المعارضة.", ["people"]),
        ("أدى القصف إلى مقتل شخصين في المناطق التي تسيطر عليها قسد.", ["people"]),
        ("قُتل ثلاثة عناصر من قوات النظام في مناطق سيطرة المعارضة.", ["regime forces"]),
        ("قُتل شخصان قرب حاجز لقوات النظام في درعا.", ["people"]),
        ("قُتل خمسة أشخاص ينتمون إلى تنظيم داعش.", ["ISIS"]),
        ("مقتل شخصين وإصابة ثلاثة آخرين بهجوم على نقطة للجيش السوري.", ["people", "people"]),
        ("مقتل 3 عناصر وإصابة 5 آخرين من قوات النظام بهجوم لتنظيم داعش.", ["regime forces", "regime forces"]),
        ("قُتل 3 عناصر وأُسر 2 من قسد في هجوم لداعش.", ["SDF", "SDF"]),
        ("قُتل خمسة جنود في تدمر وسبعة في الرقة.", ["regime forces", "regime forces"]),
        ("مقتل 3 عناصر وإصابة 5 آخرين على يد قوات النظام.", ["other", "other"]),
        ("قُتل ثلاثة مسلحين في مدينة الرقة الخاضعة لسيطرة قسد برصاص مجهولين.", ["other"]),
        ("قُتل 30 شخصاً في تدمر، بينهم 10 جنود و20 مدنياً.", ["people", "regime forces", "civilians"]),
        ("قُتل جنديان وثلاثة من داعش في اشتباك.", ["regime forces", "ISIS"]),
        ("طال الهجوم حافلة تنقل حراساً لخط الغاز شرقي تدمر، ما أدى إلى مقتل تسعة.", ["regime forces"]),
        ("دارت مواجهات بين مجموعتين من الجيش الوطني، إحداهما من فرقة الحمزة، قُتل فيها ثلاثة مقاتلين.", ["SNA"]),
        ("شن تنظيم داعش هجوماً قرب الشعفة.\nوقتلت القوات 24 جهادياً كما اعتقلت سبعة آخرين.", ["ISIS", "ISIS"]),
        ("بلغت حصيلة القتلى ستة، جميعهم من عشيرة واحدة.", ["people"]),
    ],
)
def test_whose_people_the_sentence_counts(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("سقط ثلاثة أشخاص، بينهم طفلان، جراء قصف على قرية كفر عمة.", ["civilians", "children"]),
        ("وقال المصدر إن ثلاثة أشخاص من عائلة واحدة قُتلوا بقصف على بلدة النيرب.", ["civilians"]),
        (
            "قُتل تسعة مقاتلين من حزب الله بغارات.\nوقتلت غارات أميركية سابقة 14 من هؤلاء المقاتلين.",
            ["Iran-backed militia"] * 2,
        ),
        ("عُثر على ست جثث تعود إلى أفراد دورية لحرس الحدود في تلول الصفا في سوريا.", ["regime forces"]),
        ("قُتل ثلاثة مسلحين برصاص مجهولين في درعا.", ["other"]),
        ("شنت الطائرات غارات على مناطق تسيطر عليها المعارضة، وقُتل أربعون.", ["people"]),
    ],
)
def test_what_is_said_beside_the_number_decides(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتل ملازم وجُرح اثنان من زملائه بانفجار لغم شرقي السخنة.", ["regime forces"] * 2),
        ("قُتل عنصر من قسد برصاص مجهولين وأصيب اثنان من رفاقه قرب البصيرة.", ["SDF"] * 2),
        ("قُتل مزارع وأصيب ثلاثة من رفاقه بلغم قرب صوران.", ["civilians"] * 2),
    ],
)
def test_companions_are_of_those_whose_companions_they_are(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("تمرد نزلاء متهمون بالانتماء إلى تنظيم داعش في سجن غويران.\nوقُتل ثلاثة سجناء.", ["ISIS"]),
        ("اتهمت الأسايش خلايا داعش بالجريمة وأوقفت تسعة مشتبه بهم في مخيم الهول.", ["ISIS"]),
        # Those whom it holds are not its own.
        ("أعدم تنظيم داعش ثلاثة معتقلين في الميادين.", ["people"]),
    ],
)
def test_prisoners_and_suspects_are_of_the_party_they_are_held_for(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("أصيب ستة أفراد من أسرة واحدة بقصف على أطراف أريحا.", "civilians"),
        ("قُتل عشرة من مزارعي القمح برصاص مسلحين في ريف الحسكة.", "civilians"),
        ("أصيبت خمس نازحات بقصف على مخيم قرب سرمدا.", "civilians"),
        ("قُتل ثلاثة من صيادي داعش بلغم قرب الكوم.", "pro-regime militia"),
        # «مصرعهم» is no word of Egypt.
        ("لقي ثلاثة جنود مصرعهم بعبوة قرب البوكمال.", "regime forces"),
    ],
)
def test_what_people_do_says_whose_they_are(text: str, expected: str) -> None:
    assert victims(text) == [expected]


def test_these_fighters_are_those_told_of_before() -> None:
    text = "قُتل تسعة مقاتلين من لواء فاطميون في الميادين.\nوفي 3 كانون الثاني قتلت غارات 12 من هؤلاء المقاتلين."
    assert victims(text) == ["Iran-backed militia"] * 2


def test_a_toll_of_the_dead_is_that_of_the_dead_told_before() -> None:
    text = "قُتل ثلاثة عناصر من لواء القدس وأصيبت امرأة برصاصة.\nوقال مصدر إن القتلى لا يتجاوزون اثنين."
    assert victims(text)[-1] == "pro-regime militia"


def test_attackers_said_to_belong_to_a_party_are_not_the_wounded_before_them() -> None:
    text = (
        "قُتل تسعة بهجوم على حافلة عمال شرقي حمص.\nوقال مشفى إن 14 جريحاً يتعالجون.\n"
        "وكان المهاجمون ينتمون إلى تنظيم داعش."
    )
    assert victims(text) == ["civilians", "civilians"]


def test_fighters_are_of_the_force_whose_loss_the_title_tells() -> None:
    text = "الفوج 137 يفقد قائداً في بادية المسرب\nانفجر لغم بالعربة، وأُسعف ثلاثة عناصر مصابين إلى المشفى."
    assert victims(text) == ["regime forces"]


def test_what_is_told_of_the_attackers_is_not_told_of_the_wounded() -> None:
    text = (
        "قال المرصد إن 14 جريحاً يتلقون العلاج بعد الهجوم.\n"
        "واستخدم المهاجمون، الذين قال المرصد إنهم ينتمون إلى تنظيم الدولة، قذائف."
    )
    assert victims(text) == ["people"]


def test_attackers_who_lost_men_lost_them_to_those_they_attacked() -> None:
    text = "قُتل ثلاثة جنود بهجوم على حاجز قرب نوى.\nوفقد المهاجمون اثنين من عناصرهم."
    article = parse_article(Article(article_id="a"), text)
    assert victims(text) == ["regime forces", "other"]
    assert article.incidents[-1].perpetrator == "regime"


def test_attackers_of_a_suspected_party_are_not_laid_to_it() -> None:
    text = (
        "قُتل ثمانية جنود من قوات النظام، الاثنين 7 حزيران، في كمين نصبه مسلحون قرب السخنة.\n"
        "ويُعتقد أن المهاجمين من خلايا تنظيم الدولة، وعُثر على جثتي مهاجمين في المكان."
    )
    article = parse_article(Article(article_id="a"), text)
    assert victims(text) == ["regime forces", "ISIS"]
    assert article.incidents[-1].perpetrator == "regime"


def test_fighters_are_not_laid_to_their_own_side() -> None:
    text = (
        "وقع صهريج للجيش السوري في كمين نفذه عناصر داعش قرب أرك.\nوشن الطيران الروسي غارات على مغارات قرب السخنة.\n"
        "واستقبل مشفى تدمر ثمانية مصابين من العسكريين."
    )
    article = parse_article(Article(article_id="a"), text)
    assert [(c.victims, i.perpetrator) for c, i in zip(article.counts[-1:], article.incidents[-1:], strict=True)] == [
        ("regime forces", "ISIS")
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتلت قسد 14 داعشياً قرب الشحيل، كما أسرت ستة آخرين.", ["ISIS", "ISIS"]),
        ("قُتل تسعة عناصر من قسد قرب الشحيل.\nوأضاف أن عشرات المقاتلين أصيبوا.", ["SDF", "SDF"]),
        ("أودت قذيفة بحياة طفلة في درعا وأدت إلى إصابة ستة آخرين.", ["children", "civilians"]),
    ],
)
def test_others_are_of_those_told_of_right_before(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


@pytest.mark.parametrize(
    "strikes",
    [
        "ورد الطيران الروسي بعشر غارات على مواقع في جبل البشري.",
        "وشن الطيران الروسي عشر غارات على تلال انسحب إليها المهاجمون.",
    ],
)
def test_strikes_in_answer_are_aimed_at_those_who_attacked(strikes: str) -> None:
    text = f"قُتل سبعة جنود بهجوم شنه تنظيم داعش على حاجز قرب معدان.\n{strikes}"
    assert victims(text) == ["regime forces", "ISIS"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتل خمسة أطفال وثلاث نساء بقصف على بنش.", ["children", "women"]),
        ("قُتل 14 مدنياً بينهم 5 أطفال وامرأتان بقصف على أريحا.", ["civilians", "children", "women"]),
        ("انتُشلت جثث أربعة من الأطفال بعد غارة على كفرنبل.", ["children"]),
        # Told together they are civilians.
        ("قُتل تسعة أطفال ونساء بقصف على بنش.", ["civilians"]),
        ("قُتل طفل وامرأة بقصف على بنش.", ["civilians"]),
        ("خطف التنظيم 36 سيدة وطفلاً شرقي السويداء.", ["civilians"]),
        # A share, or others of them, are of those told of before.
        ("أصيب سبعة أطفال، حالة ثلاثة منهم حرجة، بقصف على بنش.", ["children", "children"]),
        ("أصيبت طفلة بقصف على بنش كما أصيب أربعة آخرون.", ["children", "civilians"]),
        ("قُتل رجل وزوجته بقصف على بنش.", ["civilians"]),
        ("قُتل طفلان وأصيب ثلاثة رعاة آخرين بلغم شرقي حماة.", ["children", "civilians"]),
        ("قُتل مسعفان وأصيب متطوعان في الدفاع المدني بغارة على سراقب.", ["aid workers", "aid workers"]),
        ("قُتل عدد من أفراد قوات النظام والدفاع المدني بقصف على اللاذقية.", ["regime forces"]),
        ("خطف مسلحون أربعة من موظفي منظمة إغاثية قرب الحسكة.", ["aid workers"]),
        ("قُتل أربعة من حراس حقل الورد النفطي بهجوم لتنظيم داعش.\nوفُقد اثنان آخران.", ["oil facility guards"] * 2),
        ("قُتل ثلاثة من عناصر حماية المنشآت النفطية بعبوة قرب الشدادي.", ["oil facility guards"]),
        ("قُتل حارسان من قسد في حقل العمر النفطي بهجوم مسلح.", ["SDF"]),
    ],
)
def test_who_they_are_is_told_as_closely_as_the_noun_tells_it(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a noun left out is the one before it, where the sentence has numbered one kind alone
        ("قُتل 26 عامل إغاثة العام الماضي وجُرح تسعة.", ["aid workers", "aid workers"]),
        ("قُتلت ثلاث نساء وخمسة أطفال وجُرح تسعة.", ["women", "children", "civilians"]),
        ("انفجرت قذيفة بأطفال يرعون الأغنام شرقي حماة، فقضى ثلاثة منهم.", ["children"]),
        ("أُصيب رجل بلغم قرب سراقب، وإصابة شقيقتيه خطيرة.", ["people", "civilians"]),
        # verbs are no people: «أسر» is «families» too
        ("باغت تنظيم داعش حاجزاً وقتل ستة عشر جندياً وأسر ثلاثة.", ["regime forces", "regime forces"]),
    ],
)
def test_people_are_those_whom_the_words_before_name(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ارتفع عدد قتلى قوات النظام جراء هجمات تنظيم داعش إلى 209.", ["regime forces"]),
        ("تداولت صفحات أن قتلى تنظيم داعش تجاوزوا الثلاثين.", ["ISIS"]),
        ("بلغ عدد قتلى غارات التحالف على الرقة 12.", ["people"]),
        ("هاجم تنظيم داعش القرية، وقال وجيه إن المدافعين أردوا تسعة منهم.", ["ISIS"]),
        ("عُثر على مسلحين مجهولي الهوية مقتولين، ثم قُتل مسلحان مجهولان في درعا.", ["other"]),
        ("قُتل 15 مسلحاً موالياً لإيران بغارات قرب البوكمال.", ["Iran-backed militia"]),
        ("نقل المشفى ست جثث وتسعة جرحى من مقاتلي حزب الله.", ["Iran-backed militia"] * 2),
        ("مقتل سبعة من القوات الموالية لنظام الأسد بكمين شرقي حماة.", ["regime forces"]),
        ("قالت وزارة الدفاع التركية إن قواتها قتلت 17 إرهابياً قرب تل رفعت.", ["SDF"]),
        (
            "سقطت قذائف أطلقتها قوات النظام على نقطة تركية فأصيب جنديان، وقصفت المدفعية التركية مواقع قوات النظام.",
            ["other"],
        ),
        ("ذكر المرصد أن حصيلة القتلى في صفوف مقاتلي المعارضة بلغت 42 ألفاً.", ["rebels"]),
        ("سقط 37 قتيلاً من قسد. أما تنظيم داعش فقُتل منه 58 مسلحاً.", ["SDF", "ISIS"]),
        ("قال إن خمسة من مقاتلي قسد قُتلوا وجُرح ثمانية بقصف لمدفعية تركية استهدف الجيش السوري.", ["SDF", "SDF"]),
        ("قتل جندي سوري واحد على الأقل وأصيب سبعة آخرون بغارة للتحالف على موقع عسكري.", ["regime forces"] * 2),
        # the pronoun agrees with the party that it stands for
        ("وقعت مجموعة من لواء فاطميون في كمين نصبه عناصر من تنظيم داعش وقُتل خمسة من أفرادها.", ["Iran-backed militia"]),
        ("تدخلت قسد بين أبناء العشيرتين، فيما أُصيب اثنان من عناصرها.", ["SDF"]),
    ],
)
def test_whose_dead_they_are(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


def test_a_division_known_by_its_number_is_no_other_division() -> None:
    text = "أسرت جبهة النصرة ثمانية من عناصر الفرقة {} شمالي حلب."
    assert [victims(text.format(number)) for number in (30, 17)] == [["rebels"], ["regime forces"]]


def test_a_tally_is_not_of_the_people_of_the_event_told_before_it() -> None:
    text = "قُتل ثلاثة مدنيين قرب السخنة في 3 نيسان 2022.\nووثق المكتب منذ مطلع 2022 مقتل 22 شخصاً في البادية."
    assert victims(text) == ["civilians", "people"]
    made_up = text.replace(
        "ووثق المكتب منذ مطلع 2022 مقتل 22 شخصاً", "وبذلك يبلغ عدد القتلى منذ مطلع 2022 في البادية 22"
    )
    assert victims(made_up) == ["civilians", "civilians"]


def test_from_2025_on_soldiers_are_no_regime_forces() -> None:
    text = "قُتل عسكري وأصيب شرطيان بانفجار عبوة قرب السخنة."
    assert victims(text) == ["regime forces", "regime forces"]
    article = parse_article(Article(article_id="a", published="2025-06-14"), text)
    assert {count.victims for count in article.counts} == {"other"}


def test_of_two_tellings_the_closer_one_stays() -> None:
    text = "مقتل خمسة مدنيين بغارة على بنش\nقُتل خمسة أطفال بغارة استهدفت مدرسة في بلدة بنش بريف إدلب."
    assert victims(text) == ["children"]


def test_defenders_are_of_the_force_that_was_attacked() -> None:
    text = "هاجم تنظيم داعش نقطة لقسد جنوب الشدادي. وخسر المهاجمون سبعة قتلى، وقدمت القوة المدافعة أربعة قتلى."
    assert victims(text) == ["ISIS", "SDF"]


def test_nobody_counts_his_own_people_as_those_he_killed() -> None:
    text = (
        "هاجم تنظيم داعش نقطة للجيش السوري وقُتل خمسة من قوات النظام.\n"
        "وزعم التنظيم أن عناصر داعش قتلوا تسعة آخرين، من دون أن يذكر خسائر التنظيم."
    )
    assert victims(text) == ["regime forces", "regime forces"]


def test_a_bare_number_beside_another_counts_the_same_people() -> None:
    text = "زعم داعش أن كميناً قُتل فيه ثمانية من عناصر «الدفاع الوطني» وأُسر اثنان، قبل هجوم على حاجز لقسد."
    assert victims(text) == ["pro-regime militia", "pro-regime militia"]


def test_nameless_bodies_are_of_nobodys_people() -> None:
    for bodies in ("جثتين مجهولتي الهوية", "جثتي شابين مجهولي الهوية"):
        text = f"قُتل عنصر من قسد في الصور. وفي اليوم نفسه عُثر على {bodies} قرب النهر."
        assert victims(text) == ["SDF", "people"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("دارت اشتباكات بين قوات النظام وتنظيم داعش قرب الشولا وسقط تسعة قتلى من الطرفين.", ["mixed"]),
        ("قُتل ستة من الجانبين في اشتباكات بين قسد وداعش قرب هجين.", ["mixed"]),
        ("أُصيب 14 مسلحاً من قسد وتنظيم داعش في اشتباكات قرب هجين.", ["mixed"]),
        # Of one side, or the second does something else.
        ("قُتل 14 عنصراً من قوات النظام والدفاع الوطني بهجوم لتنظيم داعش.", ["regime forces"]),
        ("قُتل 14 عنصراً من قوات النظام وداعش يعلن مسؤوليته.", ["regime forces"]),
        ("دارت اشتباكات بين قوات النظام وتنظيم داعش، وقصف الطيران مواقع الطرفين وقُتل ستة مدنيين.", ["civilians"]),
    ],
)
def test_people_of_two_sides_are_mixed(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Those who fight in the sentence may be its dead, those at whose hands they died are not.
        ("أفاد المرصد بمقتل سبعة من قوات النظام في المعارك بعد أن شنت الفصائل هجومها.", ["regime forces"]),
        ("وثقت الشبكة 33 حالة وفاة على يد قوات النظام في حماة.", ["people"]),
        ("قُتل خمسة مقاتلين سوريين بقصف تركي على عفرين.", ["other"]),
        ("قُتل خمسة جنود سوريين بهجوم لتنظيم داعش.", ["regime forces"]),
    ],
)
def test_a_force_named_with_the_number_is_theirs_or_did_it(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


def test_others_beside_foreigners_are_foreigners() -> None:
    text = "أعلن الجيش التركي مقتل أربعة من جنوده وإصابة ستة آخرين في عفرين حيث يحارب المقاتلين الأكراد."
    assert victims(text) == ["other", "other"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتل جنرال إيراني وعسكري آخر بهجوم لتنظيم داعش قرب تدمر.", ["Iran-backed militia"]),
        ("قُتل عقيد روسي بهجوم لتنظيم داعش قرب تدمر.", ["other"]),
        ("قُتل جندي تركي بهجوم لتنظيم داعش قرب الباب.", ["other"]),
        ("قُتل جنرال وأصيب عسكري آخر بانفجار لغم قرب تدمر.", ["regime forces", "regime forces"]),
    ],
)
def test_officers_are_of_the_country_that_is_named(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


def test_who_is_hit_by_an_attack_is_not_its_perpetrator() -> None:
    article = parse_article(Article(article_id="a"), "قُتل جندي تركي بهجوم لتنظيم داعش قرب الباب.")
    assert article.incidents[0].perpetrator == "ISIS"


def test_nobody_is_struck_by_his_own_aircraft() -> None:
    text = (
        "استهدفت الفصائل مواقع لقوات النظام في اللاذقية.\n"
        "ونفذ طيران النظام غارة على بلدة اليادودة، وأنباء عن سقوط قتلى."
    )
    assert victims(text) == ["people"]


def test_whom_the_army_calls_terrorists_are_not_its_own() -> None:
    text = "قُتل خمسة من قوات النظام في ريف حلب.\nوقال مصدر عسكري إن وحدة قضت على تسعة إرهابيين هناك."
    assert victims(text) == ["regime forces", "other"]


def test_news_that_is_carried_has_no_passengers() -> None:
    news = "نقلت مجموعات تابعة للمعارضة أخباراً عن هجوم على دوما خلّف عشرات القتلى."
    bus = "هاجم مسلحون حافلة نقلت عمالاً إلى الحقل ما خلّف ستة قتلى."
    assert victims(news) == ["people"]
    assert victims(bus) == ["civilians"]


def test_who_fends_off_the_attackers_is_none_of_them() -> None:
    text = "هاجم تنظيم داعش رتلاً لقسد وقُتل خمسة من الحراس أثناء تصديهم للمهاجمين."
    assert victims(text) == ["SDF"]
    assert victims("هاجم تنظيم داعش نقطة لقوات النظام وسقط ثلاثة قتلى للمهاجمين.") == ["ISIS"]


def test_a_toll_of_soldiers_is_of_the_army() -> None:
    text = "ارتفع عدد القتلى العسكريين بعمليات تنظيم داعش في البادية منذ بداية 2023 إلى 87."
    assert victims(text) == ["regime forces"]
    assert victims(text.replace("العسكريين", "المدنيين")) == ["civilians"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قُتل خمسة من المسلحين الموالين لإيران قرب البوكمال.", ["Iran-backed militia"]),
        ("قُتل سبعة من مقاتلي الفصائل الموالية لإيران قرب تدمر.", ["Iran-backed militia"]),
        ("قُتل سبعة من مقاتلي الفصائل الموالية لأنقرة قرب عفرين.", ["SNA"]),
        ("قُتل سبعة من المسلحين الموالين قرب تدمر.", ["pro-regime militia"]),
        # «their» people are theirs who accuse, not of those accused
        ("اتهمت قسد خلايا داعش بقتل أربعة من عناصرها.", ["SDF"]),
        ("اتهم النظام تنظيم داعش بقتل أربعة من عناصره.", ["regime forces"]),
        ("استهدفت قسد خلايا داعش وقتلت أربعة من عناصرها.", ["ISIS"]),
        ("قال المتحدث باسم قسد إن ثلاثة من مقاتليهم قُتلوا.", ["SDF"]),
        ("قالت وزارة الدفاع إن سبعة من جنودها قُتلوا قرب تدمر.", ["regime forces"]),
        ("أعلن تنظيم داعش مقتل أحد قيادييه في غارة للتحالف.", ["ISIS"]),
        # those who attack, also where those they attacked count them
        ("صدّت قوات النظام هجوماً لتنظيم داعش، وقتلت عشرة من المهاجمين.", ["ISIS"]),
        ("هاجم تنظيم داعش نقاط النظام، وقُتل عشرة من المهاجمين.", ["ISIS"]),
        # two numbers and one «of»
        ("قُتل 3 وجرح 7 من عناصر الفرقة الرابعة بانفجار.", ["regime forces", "regime forces"]),
        ("قُتل 3 مدنيين وجرح 7 من عناصر الفرقة الرابعة بانفجار.", ["civilians", "regime forces"]),
        ("قُتل خمسة بقذائف أطلقت من مواقع فصائل المعارضة.", ["people"]),
    ],
)
def test_whose_they_are_is_read_past_those_who_did_it(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("بلغت حصيلة الخسائر البشرية في صفوف قوات النظام 21 قتيلاً و9 جرحى.", ["regime forces", "regime forces"]),
        ("تجاوز عدد قتلى النظام خلال الشهر الماضي 60 قتيلاً.", ["regime forces"]),
        ("دُفن قتلى النظام في حمص، وأسفر القصف عن 12 قتيلاً.", ["people"]),
        ("سقط ستة قتلى عسكريين بهجوم مسلح.", ["regime forces"]),
        ("أسفر الهجوم عن ستة قتلى وعسكري جريح.", ["people", "regime forces"]),
        ("لا يزال مصير ستة جنود مجهولاً بعد هجوم لتنظيم داعش.", ["regime forces"]),
        ("قُتل ستة جنود مجهولي الهوية بهجوم لتنظيم داعش.", ["other"]),
        ("أسر تنظيم داعش أربعة عناصر وذبح اثنين منهم.", ["other", "other"]),
        ("قُتل قيادي وأربعة عناصر من تنظيم داعش بإنزال جوي.", ["ISIS", "ISIS"]),
        ("قُتل العميد فلان مع أربعة من مرافقيه بانفجار لغم.", ["regime forces"]),
        ("قُتل 11 مقاتلاً موالياً للنظام بهجوم لتنظيم داعش.", ["pro-regime militia"]),
        ("لا يزال هناك أربعة أسرى لدى تنظيم داعش.", ["people"]),
        ("عُثر على ست جثث مجهولة الهوية في بادية الشولا تعود لعناصر من النظام.", ["regime forces"]),
        ("مقتل عائلة من ستة أفراد بانفجار لغم شرق الرصافة.", ["civilians"]),
        ("هاجم تنظيم داعش حاجزاً للنظام وخطف 20 مسيحياً في القريتين.", ["people"]),
    ],
)
def test_losses_escorts_and_prisoners_are_of_their_own_side(text: str, expected: list[str]) -> None:
    assert victims(text) == expected


@pytest.mark.parametrize("end", ["", "."])
@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("داعش يهاجم حاجزاً قرب السخنة ويوقع 12 قتيلاً", ["people"]),
        ("قسد تقصف بلدة الشحيل وتوقع 5 قتلى", ["people"]),
        ("5 قتلى في عائلة من", ["people"]),
    ],
)
def test_a_title_says_the_same_with_and_without_a_full_stop(text: str, expected: list[str], end: str) -> None:
    assert victims(text + end) == expected
