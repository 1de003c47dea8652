"""Parties are found by all their names, with their codes, head words and kind."""

from __future__ import annotations

from collections import Counter

import pytest

from report_lib.arabic.phrases import Phrases
from report_lib.arabic.text import fold, fold_word
from report_lib.conflict.actor_words import owner_of, side_of, victims_of, vocabulary
from report_lib.conflict.actors import ActorMention, as_of, find_actors
from report_lib.records import PERPETRATORS, VICTIMS

KINDS = {"force", "government", "media", "unnamed", "weapon", "none"}


def mentions(text: str) -> list[ActorMention]:
    return find_actors(fold(text))


def only(text: str) -> ActorMention:
    (mention,) = mentions(text)
    return mention


@pytest.mark.parametrize(
    ("text", "actor", "victims"),
    [
        ("تنظيم «داعش» الإرهابي", "ISIS", "ISIS"),
        ("تنظيمُ الدولةِ الإسلاميةِ", "ISIS", "ISIS"),
        ("داعـ ـش", "ISIS", "ISIS"),
        ('لـ"داعش"', "ISIS", "ISIS"),
        ("أنهم من «الدولة»", "ISIS", "ISIS"),
        ("للنظام السوري", "regime", "regime forces"),
        ("وقوات الأسد", "regime", "regime forces"),
        ("الفرقة ١٧", "regime", "regime forces"),
        ("للفوج 137", "regime", "regime forces"),
        ("مليشيا الدفاع الوطني", "regime", "pro-regime militia"),
        ("المليشيات الموالية لها", "regime", "pro-regime militia"),
        ("لواء «فاطميون» الأفغاني", "Iran-backed", "Iran-backed militia"),
        ("ميليشيات تدعمها إيران", "Iran-backed", "Iran-backed militia"),
        ("ميليشيات موالية لتركيا", "SNA", "SNA"),
        ("«قوات سورية الديمقراطية» (قسد)", "SDF", "SDF"),
        ("مقاتلات في «وحدات حماية المرأة»", "SDF", "SDF"),
        ("هيئة تحرير الشام", "HTS", "HTS"),
        ("فصائل المعارضة", "other", "rebels"),
        ("الطيران الحربي الروسي", "Russia", "other"),
        ("طائرة مسيّرة تركية", "Turkey", "other"),
        ("مقاتلات التحالف الدولي", "Coalition", "other"),
        ("جنود أميركيين", "US", "other"),
        ("مسلحين مجهولين", "unknown", "other"),
        ("ألغام", "landmine", "other"),
        ("جسم من مخلفات الحرب", "landmine", "other"),
    ],
)
def test_a_party_is_known_by_its_names(text: str, actor: str, victims: str) -> None:
    mention = only(text)
    assert (mention.actor, mention.victims) == (actor, victims)


def test_a_mention_spans_its_head_words_and_keeps_its_place() -> None:
    folded = fold("وهاجمت خلايا تابعة لتنظيم «داعش» نقطةً لعناصر من قوات النظام.")
    attackers, attacked = find_actors(folded)
    assert folded.quote(attackers.start, attackers.end) == "خلايا تابعة لتنظيم «داعش"
    assert folded.quote(attacked.start, attacked.end) == "لعناصر من قوات النظام"
    assert (attackers.head, attackers.people) == ("خلايا", False)
    assert (attacked.head, attacked.people, attacked.prefix) == ("عناصر", True, "ل")
    assert folded.sentences[0].tokens[attacked.first].form == "لعناصر"


def test_a_second_name_in_brackets_is_the_same_mention() -> None:
    folded = fold("قوات سوريا الديمقراطية (قسد) وتنظيم الدولة (داعش)")
    assert [folded.quote(m.start, m.end) for m in find_actors(folded)] == [
        "قوات سوريا الديمقراطية (قسد)",
        "وتنظيم الدولة (داعش)",
    ]


def test_a_patron_is_no_party_of_its_own() -> None:
    assert [m.actor for m in mentions("التحالف الدولي بقيادة الولايات المتحدة")] == ["Coalition"]
    assert [m.actor for m in mentions("ميليشيا أسود الشرقية الموالية لروسيا")] == ["regime"]


def test_the_strikes_of_an_owner_are_mentioned_by_the_adjective_alone() -> None:
    folded = fold("ألفا غارة جوية روسية")
    (mention,) = find_actors(folded)
    assert folded.quote(mention.start, mention.end) == "روسية"
    assert (mention.actor, mention.kind, mention.owner) == ("Russia", "aircraft", True)


def test_aircraft_without_an_owner_are_unknown_aircraft() -> None:
    assert only("طائرات حربية").actor == "unknown aircraft"
    assert only("غارات جوية مجهولة الهوية").actor == "unknown aircraft"
    assert only("الضربة نفذها طيران سوري أو روسي").actor == "unknown aircraft"


def test_shots_of_unknown_source_are_nobodys_aircraft() -> None:
    assert only("قذائف مجهولة المصدر").actor == "unknown"
    assert only("رصاص مجهول المصدر").kind == "fire"
    assert mentions("قاذفات RPG ورشاشات مضادة") == []


def test_aircraft_are_whose_they_are_said_to_be_whatever_their_make() -> None:
    assert only("طائرة حربية من طراز سوخوي تابعة للنظام").actor == "regime"
    assert (only("قصف مدفعي تركي").kind, only("قصف جوي تركي").kind) == ("fire", "aircraft")


def test_a_definite_noun_means_the_party_that_is_called_so() -> None:
    found = mentions("هاجمت حركة نور الدين الزنكي حاجزاً لهيئة تحرير الشام. وخسرت الحركة مقاتلين.")
    assert [m.victims for m in found] == ["rebels", "HTS", "rebels"]
    assert mentions("على الجبهة الشرقية هدوء") == []


def test_a_pronoun_means_a_party_of_its_gender() -> None:
    ambush = "وقعت مجموعة من فاطميون في كمين نصبه عناصر من تنظيم داعش، وقُتل خمسة من أفرادها."
    assert mentions(ambush)[-1].actor == "Iran-backed"
    assert mentions("اعتقلت قسد شباناً من العشيرتين، وأصيب اثنان من عناصرها.")[-1].actor == "SDF"
    assert mentions("هاجم داعش حاجزاً في الأيام الأخيرة")[-1].name == "تنظيم الدولة"


def test_the_militia_and_the_army_are_those_named_before() -> None:
    assert mentions("نعت «فاطميون» قتيلاً. وقالت الميليشيا إنه قضى بعبوة.")[1].actor == "Iran-backed"
    assert mentions("أعلن الجيش التركي العملية. وقال الجيش إنها انتهت.")[1].actor == "Turkey"
    assert only("قال الجيش إن الطريق آمن في سوريا.").actor == "regime"


def test_the_organisation_is_isis_unless_another_is_named() -> None:
    assert only("نفّذ التنظيم هجوماً").actor == "ISIS"
    assert mentions("قال تنظيم القاعدة إنه انسحب. ونفى التنظيم ذلك.")[1].actor == "other"


def test_words_that_hold_a_name_and_mean_no_party() -> None:
    assert mentions("قرب بحيرة الأسد وعند مبنى الدفاع المدني") == []
    assert mentions("النظام الصحي") == []


def test_outlets_are_named_and_do_not_act() -> None:
    assert only("وكالة «أعماق»").kind == "media"
    assert only("إعلام النظام").kind == "media"


def test_forces_without_a_country_are_not_syrian_in_an_article_on_another() -> None:
    assert mentions("في العراق، قال ضابط عراقي إن القوات الحكومية تقدمت")[0].actor == "other"
    assert only("تقدمت القوات الحكومية في سوريا").actor == "regime"


def test_from_2025_on_the_government_has_no_regime_forces() -> None:
    folded = fold("قتل عنصر من الجيش السوري")
    assert [m.victims for m in as_of(2024, find_actors(folded))] == ["regime forces"]
    assert [m.victims for m in as_of(2025, find_actors(folded))] == ["other"]


@pytest.mark.parametrize(
    ("noun", "victims"),
    [
        ("رعاة", "civilians"),
        ("والمدنيين", "civilians"),
        ("راعيين", "civilians"),
        ("طفلين", "civilians"),
        ("شخصاً", "people"),
        ("عنصرين", ""),
        ("ضابط", ""),
        ("حافلة", ""),
    ],
)
def test_persons_by_what_they_do(noun: str, victims: str) -> None:
    assert victims_of(fold_word(noun)) == victims


def test_sides_and_owners() -> None:
    assert side_of("Russia") == side_of("regime forces") != side_of("SDF")
    assert side_of("tribal") == "tribal"
    assert owner_of(fold_word("إسرائيلية")) == "Israel"
    assert owner_of("جوية") == ""


def test_phrases_take_the_longest_and_any_number() -> None:
    phrases: Phrases[str] = Phrases()
    for phrase in ("لواء", "لواء القدس", "لواء #", "لواء 12"):
        phrases.add(phrase, phrase)
    assert [value for *_, value in phrases.scan(["لواء", "12", "لواء", "13"])] == ["لواء 12", "لواء #"]
    forms = fold("ولواء القدس واللواء ولواء 47").sentences[0].forms
    found = list(phrases.seal().scan(forms))
    assert [(first, last, prefix, value) for first, last, prefix, value in found] == [
        (0, 2, "و", "لواء القدس"),
        (3, 5, "و", "لواء #"),
    ]


def test_every_line_of_the_lexicon_is_usable() -> None:
    loaded = vocabulary()
    problems = []
    aliases = Counter(fold_word(alias) for party in loaded["actors"] for alias in party["aliases"])
    problems += [f"alias «{alias}» stands {times} times" for alias, times in aliases.items() if times > 1]
    names = {party["name"] for party in loaded["actors"]}
    for party in loaded["actors"]:
        name, anaphor = party["name"], party.get("anaphor", {})
        if party.get("kind", "force") not in KINDS:
            problems.append(f"{name}: kind {party['kind']} is none of {sorted(KINDS)}")
        if party.get("perpetrator", "other") not in PERPETRATORS or party.get("victims", "other") not in VICTIMS:
            problems.append(f"{name}: a code is not one of the tables'")
        if "perpetrator" not in party and not anaphor and party.get("kind") != "none":
            problems.append(f"{name}: no perpetrator")
        problems += [
            f"{name}: points back to {other}, which is not listed"
            for other in anaphor.get("names", ())
            if other not in names
        ]
    problems += [f"owner {code} is no perpetrator" for code in loaded["owners"] if code not in PERPETRATORS]
    problems += [f"people: {code} is no victims code" for code in loaded["people"] if code not in VICTIMS]
    codes = [code for side in loaded["sides"].values() for code in side]
    problems += [f"sides: {code} is no code" for code in codes if code not in {*PERPETRATORS, *VICTIMS}]
    assert problems == []
