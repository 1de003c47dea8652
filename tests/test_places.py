import csv
import json
from collections import Counter
from importlib import resources
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from report_lib.arabic.text import fold, fold_word
from report_lib.placing.gazetteer import Place, capitals, gazetteer, governorates, heads, lexicon_rows, place_words
from report_lib.placing.places import ROLES, PlaceMention, find_places
from report_lib.records import GOVERNORATES

LEXICON = Path(str(resources.files("report_lib") / "lexicon"))
TOLERANCE = 0.15  # degrees; the outlines are coarse and stop at the ceasefire line on the Golan


def places(text: str) -> list[PlaceMention]:
    return find_places(fold(text))


def named(text: str, *roles: str) -> list[str]:
    return [m.place.name for m in places(text) if not roles or m.role in roles]


def only(text: str) -> PlaceMention:
    mentions = places(text)
    assert len(mentions) == 1, mentions
    return mentions[0]


# --- the lexicon ------------------------------------------------------------------------------------------------------


def _outside(place: Place) -> bool:
    boxes = [governorates()[g] for g in place.governorates if g in governorates()]
    return bool(boxes) and not any(
        box.south - TOLERANCE <= place.latitude <= box.north + TOLERANCE
        and box.west - TOLERANCE <= place.longitude <= box.east + TOLERANCE
        for box in boxes
        if place.latitude is not None and place.longitude is not None
    )


def test_every_line_of_the_gazetteer_is_sound():
    problems = []
    seen: dict[tuple[str, str], int] = {}
    for line, row in enumerate(lexicon_rows(), start=2):
        at = f"places.csv line {line}: {row['name']}"
        codes = [g for g in row["governorates"].split(";") if g]
        spellings = [row["name"], *(a for a in row["also"].split(";") if a)]
        folded = [fold_word(spelling) for spelling in spellings]
        if any(not code.isascii() for code in codes) or (len(codes) > 1 and not set(codes) <= _known_codes()):
            problems.append(f"{at}: unknown governorate in {codes}")
        if any(spelling != spelling.strip() or not spelling for spelling in spellings):
            problems.append(f"{at}: blanks around a spelling")
        if len(set(folded)) < len(folded):
            problems.append(f"{at}: two spellings fold to one")
        key = (folded[0], row["governorates"])
        if key in seen:
            problems.append(f"{at}: name and governorate are those of line {seen[key]}")
        seen[key] = line
        if row["cue"] not in ("", "preposition", "head"):
            problems.append(f"{at}: cue «{row['cue']}» is none of preposition, head")
        if not row["kind"] or not row["source"]:
            problems.append(f"{at}: kind or source is missing")
        if bool(row["latitude"]) != bool(row["longitude"]) or bool(row["latitude"]) != bool(row["geo_precision"]):
            problems.append(f"{at}: latitude, longitude and geo_precision go together")
        elif row["latitude"]:
            if row["geo_precision"] not in ("1", "2", "3", "4"):
                problems.append(f"{at}: geo_precision is a code of where_prec, 1 to 4")
            if _outside(Place(row["name"], tuple(codes), float(row["latitude"]), float(row["longitude"]))):
                problems.append(f"{at}: outside {codes}")
    assert not problems, "\n".join(problems)


def _known_codes() -> set[str]:
    return {*GOVERNORATES, "Palestine", "Israel"}


def test_governorates_are_those_of_the_tables():
    assert tuple(governorates()) == GOVERNORATES
    assert all(g.iso_3166_2.startswith("SY-") and len(g.iso_3166_2) == 5 for g in governorates().values())
    assert len({g.iso_3166_2 for g in governorates().values()}) == 14
    assert all(g.south < g.latitude < g.north and g.west < g.longitude < g.east for g in governorates().values())
    assert {places_of[0].governorates for places_of in (gazetteer()[fold_word(name)] for name in capitals())} == {
        (governorate,) for governorate in GOVERNORATES
    }


@pytest.mark.parametrize(("file", "licence"), [("governorates", "MIT"), ("euphrates", "BSD-3-Clause")])
def test_outlines_say_where_they_come_from(file: str, licence: str):
    outline = json.loads((LEXICON / f"{file}.geojson").read_text(encoding="utf-8"))
    assert outline["licence"].startswith(licence) and outline["source"]
    notice = (Path(__file__).parents[1] / "NOTICE").read_text(encoding="utf-8")
    assert f"{file}.geojson" in notice
    if file == "governorates":
        assert [f["properties"]["governorate"] for f in outline["features"]] == list(GOVERNORATES)


def test_geonames_rows_are_attributed():
    assert any(row["source"].startswith("GeoNames") for row in lexicon_rows())
    assert "GeoNames" in (Path(__file__).parents[1] / "NOTICE").read_text(encoding="utf-8")


def test_every_nahiya_is_in_the_gazetteer():
    nahiyas = yaml.safe_load((Path(__file__).parent / "nahiyas.yml").read_text(encoding="utf-8"))
    missing = [
        f"{governorate}: {name}"
        for governorate, names in nahiyas.items()
        for name in names.split("، ")
        if (governorate,) not in {place.governorates for place in gazetteer().get(fold_word(name), ())}
    ]
    assert not missing, "\n".join(missing)


def test_words_are_listed_once():
    listed = Counter(
        fold_word(form)
        for nouns in place_words()["heads"].values()
        for word, many in nouns.items()
        for form in {word, *many}
    )
    assert [form for form, n in listed.items() if n > 1] == []


# --- names in running text --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "governorate"),
    [
        ("انفجار لغم بالرقة", "الرقة", "Raqqa"),
        ("هجوم بديرالزور", "دير الزور", "Deir ez-Zor"),
        ("انفجار في أبو كمال", "البوكمال", "Deir ez-Zor"),
        ("اشتباكات في البو كمال", "البوكمال", "Deir ez-Zor"),
        ("قتلى في الحسكه", "الحسكة", "Hasakah"),
        ("هجوم على حقل «التيم» النفطي", "حقل التيم", "Deir ez-Zor"),
        ("انفجار في قرية (السعن)", "السعن", "Hama"),
        ("كمين قرب مطار التيفور", "مطار التيفور العسكري", "Homs"),
        ("عصيان في سجن غويران", "سجن الصناعة", "Hasakah"),
        ("هجوم على محطة T2", "محطة T2", "Deir ez-Zor"),
        ("قتلى في مناجم خنيفيس", "مناجم خنيفيس", "Homs"),
        ("قصف على ريف دمشق", "ريف دمشق", "Rif Dimashq"),
    ],
)
def test_names_with_prefixes_quotes_and_other_spellings(text: str, name: str, governorate: str):
    mention = only(text)
    assert (mention.place.name, mention.place.governorates, mention.role) == (name, (governorate,), "where")


@pytest.mark.parametrize(
    "text",
    [
        "اندلعت الثورة في الربيع",
        "نشرت الوكالة الصور",
        "قال العمر إن الورد ذبل",
        "وصل حيان والحصان",
        "خرجت مظاهرة سلمية",
        "غارات تدمر المنازل",
        "الطبقة الوسطى",
        "فتح الباب",
        "زار المدينة مرتين",
        "باراك أوباما",
        "نصب درع الفرات",
    ],
)
def test_ordinary_words_are_no_places(text: str):
    assert places(text) == []


def test_a_noun_before_makes_an_ordinary_word_a_place():
    assert only("انفجار في بلدة الصور").place.governorates == ("Deir ez-Zor",)
    assert only("غارات على مدينة تدمر").place.name == "تدمر"
    assert [m.place.governorates for m in places("السوسة والباغوز")] == [("Deir ez-Zor",)] * 2


def test_a_doubtful_name_is_believed_after_a_clear_one():
    assert named("هجوم على بلدة حميمة. وتقع حميمة عند الحدود") == ["حميمة", "حميمة"]


@pytest.mark.parametrize(
    ("text", "name", "precision", "kind"),
    [
        ("في ريف حمص الشرقي", "ريف حمص الشرقي", 4, "region"),
        ("في ريف محافظة الرقة الجنوبي الغربي", "ريف الرقة الجنوبي الغربي", 4, "region"),
        ("في بادية الرصافة", "بادية الرصافة", 2, "desert"),
        ("في بادية قرية «المسرب»", "بادية المسرب", 2, "desert"),
        ("في بادية جنوب بلدة الشميطية", "بادية الشميطية", 2, "desert"),
        ("في بادية حمص", "بادية حمص", 4, "desert"),
        ("جنوب غرب دير الزور", "دير الزور", 4, "city"),
        ("شرقيّ حماة", "حماة", 4, "city"),
        ("في محافظة حماة", "حماة", 4, "governorate"),
        ("وسط مدينة حمص", "حمص", 1, "city"),
        ("في محيط بلدة الشحيل", "الشحيل", 2, "village"),
        ("في ناحية عقيربات", "عقيربات", 3, "town"),
        ("على حاجز الشيخ هلال", "حاجز الشيخ هلال", 2, "checkpoint"),
        ("مخيم قرب أعزاز", "أعزاز", 2, "city"),
    ],
)
def test_the_nouns_before_a_name_say_how_precise_it_is(text: str, name: str, precision: int, kind: str):
    place = only(text).place
    assert (place.name, place.geo_precision, place.kind) == (name, precision, kind)


def test_a_dual_or_plural_noun_governs_the_whole_list():
    assert named("في ريفي حمص وحماة") == ["ريف حمص", "ريف حماة"]
    assert named("بوادي حمص وحماة والرقة") == ["بادية حمص", "بادية حماة", "بادية الرقة"]
    assert named("في حقلي التيم والورد") == ["حقل التيم", "حقل الورد"]
    assert [(m.place.kind, m.place.governorates) for m in places("بمحافظات حمص والرقة ودير الزور")] == [
        ("governorate", ("Homs",)),
        ("governorate", ("Raqqa",)),
        ("governorate", ("Deir ez-Zor",)),
    ]


def test_the_span_holds_nouns_and_prefix():
    folded = fold("هجومٌ ببادية “المسرب” أمس")
    mention = find_places(folded)[0]
    assert folded.quote(mention.start, mention.end) == "ببادية “المسرب"


# --- names that governorates share ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "governorates"),
    [
        ("هجوم في بادية المنصورة ومنطقة الرصافة بريف الرقة الجنوبي", ("Raqqa",)),
        ("قصف المنصورة في ريف حلب الغربي", ("Aleppo",)),
        ("حريق في المنصورة المصرية", ("Egypt",)),
        ("قتلى في المنصورة", ()),
        ("قصف على بلدة صوران بريف حماة", ("Hama",)),
        ("انفجار في بلدة صوران. وقال ناشط من مدينة أعزاز إن القصف تجدد", ("Aleppo",)),
        ("هجوم قرب سنجار في العراق", ("Iraq",)),
        ("هجوم قرب سنجار بريف إدلب", ("Idlib",)),
        ("اشتباكات في طرابلس الليبية", ("Libya",)),
        ("اشتباكات في طرابلس شمالي لبنان", ("Lebanon",)),
        ("حقل حيان للغاز", ("Homs",)),
        ("بلدة حيان شمال حلب", ("Aleppo",)),
    ],
)
def test_a_shared_name_is_settled_by_context_or_left_open(text: str, governorates: tuple[str, ...]):
    place = places(text)[0].place
    assert place.governorates == governorates
    assert governorates or place.latitude is None


def test_the_area_that_the_text_names_overrules_a_namesake_in_the_gazetteer():
    place = places("في قرية الدشيشة بريف حلب الشمالي")[0].place  # the gazetteer knows the one in Hasakah
    assert (place.name, place.governorates, place.geo_precision) == ("الدشيشة", ("Aleppo",), 4)
    assert places("انسحب من السخنة إلى ريف دير الزور")[0].place.governorates == ("Homs",)
    assert places("مدن السخنة والسعن في ريفي حمص وحماة")[1].place.governorates == ("Hama",)


def test_a_mountain_between_governorates_is_narrowed_by_the_area_named_after_it():
    assert only("في بادية جبل البشري").place.governorates == ("Raqqa", "Deir ez-Zor")
    assert places("في جبل البشري بريف دير الزور")[0].place.governorates == ("Deir ez-Zor",)


# --- roads, borders, villages that the gazetteer lacks ----------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "name", "governorates"),
    [
        ("على الطريق الواصل بين مدينتي تدمر والسخنة", "طريق تدمر - السخنة", ("Homs",)),
        ("على الطريق الرابط بين دير الزور والميادين", "طريق دير الزور - الميادين", ("Deir ez-Zor",)),
        ("كمين على طريق سلمية – أثريا", "طريق سلمية - أثريا", ("Hama",)),
        ("على طريق حمص - طرطوس", "طريق حمص - طرطوس", ("Homs", "Tartus")),
        ("الحدود الإدارية بين حمص ودير الزور", "الحدود بين حمص ودير الزور", ("Homs", "Deir ez-Zor")),
        ("الحدود العراقية - السورية", "الحدود السورية العراقية", ()),
        ("الحدود مع تركيا", "الحدود مع تركيا", ()),
    ],
)
def test_a_road_or_border_is_one_place_of_both_ends(text: str, name: str, governorates: tuple[str, ...]):
    mention = only(text)
    assert (mention.place.name, mention.place.governorates) == (name, governorates)
    assert mention.role == ("where" if governorates else "distance")


def test_an_area_named_after_a_road_overrules_its_ends():
    road, _ = places("هاجم مواقع على الطريق بين أثريا وخناصر، جنوب شرق مدينة حلب")
    assert road.place.governorates == ("Aleppo",)


def test_a_road_known_by_one_end_is_weaker_evidence():
    mention = only("النار أطلقت على طريق السبخة")
    assert (mention.place.name, mention.place.governorates, mention.role) == ("طريق السبخة", ("Raqqa",), "road_end")


@pytest.mark.parametrize(
    ("text", "name", "governorates", "precision"),
    [
        ("قرب قرية رسم السرحاني بناحية الشيخ هلال", "رسم السرحاني", ("Hama",), 3),
        ("قرية أبو يليا الواقعة في ريف حمص الشرقي", "أبو يليا", ("Homs",), 4),
        ("قرية الغزيلات. وكان هجوم سابق قد وقع شرقي حماة", "الغزيلات", ("Hama",), None),
        ("قرية الغزيلات", "الغزيلات", (), None),
        ("قرية الغزيلات. هجمات شرقي حماة وشرقي حمص", "الغزيلات", (), None),
        ("هاجم قرية الغزيلات شرقي حماة وانسحب إلى بادية حمص", "الغزيلات", ("Hama",), 4),
        ("هاجم قرية الغزيلات بعدما خرج من بادية حمص ومر بريف حماة", "الغزيلات", (), None),
        ("مدينة سالزبوري. قصف شرقي حماة", "سالزبوري", (), None),
        ("بلدة موري الباكستانية", "موري", ("Pakistan",), None),
    ],
)
def test_an_unlisted_village_has_the_governorate_that_the_text_gives_it(
    text: str, name: str, governorates: tuple[str, ...], precision: int | None
):
    place = places(text)[0].place
    assert (place.name, place.governorates, place.geo_precision) == (name, governorates, precision)


@pytest.mark.parametrize(
    "text", ["قرية صغيرة", "بلدة حدودية مع", "مدينة تقع", "في قرية", "قرية تسيطر عليها قوات", "القرية"]
)
def test_a_village_without_a_name_is_no_place(text: str):
    assert places(text) == []


# --- roles ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("وأسعف الجرحى إلى مشفى سلمية الوطني", "hospital"),
        ("بحسب طبيب في مشفى سلمية", "hospital"),
        ("غارة على مشفى سراقب", "where"),
        ("خطف سبعين شخصا من أبناء السعن", "origin"),
        ("ينحدر القتيل من درعا", "origin"),
        ("العميد فلان (54 عاما)، من ريف جبلة، الذي قضى أمس", "origin"),
        ("شبكة “البوكمال” المحلية", "name"),
        ("قائد شرطة حماة", "name"),
        ("مسلحون موالون لروسيا", "name"),
        ("وكلاهما موال لدمشق", "name"),
        ("نفت دمشق الاتهامات", "name"),
        ("قصف على دمشق", "where"),
        ("وقالت السلطات في دمشق", "name"),
        ("أعلنت موسكو", "name"),
        ("هجوم في موسكو", "where"),
        ("حاولت إيران", "name"),
        ("هجوم في غرب العراق", "where"),
        ("انسحب الرتل باتجاه مدينة السخنة", "toward"),
        ("قصفتها الكتائب المتمركزة في مدينة السخنة", "toward"),
        ("تبعد عن مركز مدينة دير الزور 30 كم", "distance"),
        ("على مسافة 30 كم من مدينة الرقة", "distance"),
        ("في مناطق سيطرة النظام", "control"),
        ("على طريق اللاذقية", "road_end"),
        ("قرب الحدود السورية العراقية", "distance"),
        ("على ضفة نهر الفرات", "distance"),
    ],
)
def test_roles(text: str, role: str):
    assert [m.role for m in places(text)] == [role]


def test_a_home_is_a_home_with_its_area():
    assert [m.role for m in places("الملازم فلان، من الرحيبة بريف دمشق، وفق صفحات")] == ["origin", "origin"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("قُتل شاب من أبناء بلدة الشحيل في بلدة ذيبان", ["origin", "where"]),
        ("قُتل شاب من أبناء بلدة الشحيل ببلدة ذيبان", ["origin", "where"]),
        ("قُتل خمسة رعاة من أهالي قرية الفاسدة في بادية جب الجراح", ["origin", "where"]),
        ("قُتل شاب من أبناء حي المشلب في مدينة الرقة", ["origin", "origin"]),
        ("قُتل شاب من أبناء حي المشلب بمدينة الرقة", ["origin", "origin"]),
        ("قُتل شاب من أبناء بلدة الشحيل شرق دير الزور", ["origin", "origin"]),
        ("قُتل شاب من أبناء بلدة الشحيل في ريف دير الزور الشرقي", ["origin", "origin"]),
    ],
)
def test_another_town_behind_a_home_is_the_scene(text: str, roles: list[str]):
    assert [m.role for m in places(text)] == roles


def test_an_item_of_a_round_up_opens_with_its_place():
    text = "حصاد اليوم\n• الميادين: قُتل جنديان بعبوة.\n– البصيرة: اعتقال شاب."
    assert named(text, "where") == ["الميادين", "البصيرة"]
    assert named("قناة الميادين: مقتل جنديين.") == []


def test_datelines():
    body = "قتل أمس ستة عناصر من القوات الحكومية في هجوم نفذته مجموعة مسلحة على نقطة لهم في بادية السخنة."
    text = f"مقتل عناصر شرقي حمص\nتدمر - خاص\n{body}"
    assert [(m.place.name, m.role) for m in places(text)] == [
        ("حمص", "where"),
        ("تدمر", "dateline"),
        ("بادية السخنة", "where"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "قوات سوريا الديمقراطية",
        "الدولة الإسلامية في العراق والشام",
        "صفحة «الرقة تذبح بصمت»",
        "لواء القدس",
        "مراسل ديرالزور24",
    ],
)
def test_names_made_of_places_are_no_scenes(text: str):
    assert named(text, *(role for role in ROLES if role != "name")) == []


def test_a_stretch_of_land_is_where_both_its_ends_are():
    assert named("جيوب تمتد من السويداء إلى حمص وحماة", "where") == ["السويداء", "حمص", "حماة"]


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.sampled_from([*list(heads())[:60], *list(gazetteer())[::40], "و", "في", "،", ".", "(", "24", "\n"]),
        max_size=25,
    )
)
def test_mentions_are_in_order_and_never_overlap(words: list[str]):
    folded = fold(" ".join(words))
    end = 0
    for mention in find_places(folded):
        assert end <= mention.start < mention.end <= len(folded.text)
        assert mention.role in ROLES
        assert mention.place.name
        end = mention.end


def test_rows_are_read_as_written():
    with (LEXICON / "places.csv").open(encoding="utf-8", newline="") as file:
        assert [row["name"] for row in csv.DictReader(file)] == [row["name"] for row in lexicon_rows()]
