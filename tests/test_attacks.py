"""Each count of casualties finds the attack that explains it, and how sure the text is of who did it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from report_lib.arabic.text import Folded, fold, fold_word
from report_lib.conflict.attacks import Attack, find_attacks
from report_lib.conflict.blame import attack_type_at, perpetrator
from report_lib.records import ATTACK_TYPES, PERPETRATOR_STATUSES, PERPETRATORS, VICTIMS

GOLD = Path(__file__).parent / "gold"
SEEDS = Path(__file__).parent.parent / "seeds" / "articles"

# Made-up reports, most of one sentence, and the party that each count in them is laid to.
REPORTS = yaml.safe_load((Path(__file__).parent / "attacks.yml").read_text(encoding="utf-8"))


def read(text: str) -> tuple[Folded, list[Attack]]:
    folded = fold(text)
    return folded, find_attacks(folded)


def blamed(text: str, quote: str, victims: str) -> tuple[str, str, str]:
    folded, attacks = read(text)
    return perpetrator(folded, attacks, folded.text.index(fold_word(quote)), victims)


@pytest.mark.parametrize(
    ("text", "count"), [(report["text"], count) for report in REPORTS for count in report["counts"]]
)
def test_a_count_finds_its_perpetrator(text: str, count: dict[str, Any]) -> None:
    agent, status, rule = blamed(text, count["at"], count["of"])
    assert agent in count["by"], rule
    assert status == count.get("status", status), rule


@pytest.mark.parametrize(
    ("text", "quote", "expected"),
    [
        ("قُتل جندي بكمين لتنظيم داعش.", "جندي", "ambush"),
        ("قُتل جندي بغارة روسية.", "جندي", "airstrike"),
        ("قُتل جندي بانفجار عبوة ناسفة.", "جندي", "bombing"),
        ("قُتل راعٍ بانفجار لغم.", "راع", "landmine"),
        ("أعدم التنظيم ثلاثة مدنيين. وداعش ينشط هناك.", "ثلاثة", "execution"),
        ("خطف تنظيم داعش ثلاثة مدنيين.", "ثلاثة", "abduction"),
        ("قُتل جندي باشتباكات مع داعش.", "جندي", "clash"),
        ("أكد المسؤول أن المؤتمر انتهى.", "المؤتمر", ""),
    ],
)
def test_the_type_of_attack(text: str, quote: str, expected: str) -> None:
    folded, attacks = read(text)
    assert attack_type_at(folded, attacks, folded.text.index(fold_word(quote))) == expected


def test_an_attack_names_its_target_and_the_words_that_decide() -> None:
    folded, (attack,) = read("شنّ تنظيم داعش هجوماً على مواقع لقوات النظام.")
    assert (attack.agent, attack.status, attack.target) == ("ISIS", "reported", "regime forces")
    assert folded.quote(*attack.cue) == "تنظيم داعش"
    assert folded.quote(attack.start, attack.end) == "شنّ تنظيم داعش هجوماً"


def test_a_party_does_not_kill_its_own() -> None:
    assert blamed("قصفت قوات النظام البلدة، وقُتل ثلاثة من عناصرها.", "ثلاثة", "regime forces")[0] == "unknown"
    assert blamed("قصف الطيران الروسي البادية. وقُتل جنديان من الفرقة 11.", "جنديان", "regime forces")[0] == "unknown"


def test_a_contradicted_accusation_is_disputed() -> None:
    text = "قُتل سبعة رعاة في البادية. واتهم الأهالي فاطميون بارتكاب الجريمة، فيما نسبتها سانا إلى تنظيم داعش."
    assert blamed(text, "سبعة", "civilians")[:2] == ("unknown", "disputed")


def test_a_claim_that_is_denied_or_missing_settles_nothing() -> None:
    text = "قُتل جندي بهجوم على حاجز. ولم يتبنَّ تنظيم داعش الهجوم."
    assert blamed(text, "جندي", "regime forces")[:2] == ("unknown", "unknown")


def test_an_attack_far_back_explains_nothing() -> None:
    filler = " وقال المسؤول إن الطريق مفتوح." * 6
    assert blamed(f"هاجم تنظيم داعش حاجزاً.{filler} وتوفي جندي في المشفى.", "جندي", "regime forces")[0] == "unknown"


def test_another_incident_takes_no_agent_from_the_one_before() -> None:
    text = "قتل تنظيم داعش ثلاثة جنود. وفي حادثة أخرى، قُتل رجل في بلدة قريبة."
    assert blamed(text, "رجل", "people")[:2] == ("unknown", "unknown")


def test_empty_and_foreign_text_tells_no_attack() -> None:
    assert find_attacks(fold("")) == []
    assert find_attacks(fold("The quick brown fox.")) == []
    for text in ("", "x"):
        assert perpetrator(fold(text), [], 0, "people")[:2] == ("unknown", "unknown")


WORDS = (
    "قتل هاجم هاجمت شنه الهجوم هجوم غارات لغم عبوة تنظيم داعش قوات النظام لقسد عناصر مجهولون بين من على يد "
    "، : . و 5 ثلاثة اتهم نسب إلى رجح أن تكون وراء حمل "
    "مسؤولية تبنى لم نفى اشتباكات مع آخر مماثل روسية الطيران مدنيا منهم أعماق \n"
)


@given(st.lists(st.sampled_from(WORDS.split(" ")), max_size=40), st.sampled_from(VICTIMS), st.integers(0, 200))
def test_any_order_of_words_is_read(forms: list[str], victims: str, position: int) -> None:
    folded, attacks = read(" ".join(forms))
    agent, status, rule = perpetrator(folded, attacks, position, victims)
    assert agent in PERPETRATORS and status in PERPETRATOR_STATUSES and rule
    assert attack_type_at(folded, attacks, position) in ("", *ATTACK_TYPES)


@pytest.mark.parametrize("text", [report["text"] for report in REPORTS])
def test_attacks_speak_in_the_codes_of_the_tables(text: str) -> None:
    folded, attacks = read(text)
    for attack in attacks:
        assert attack.agent in PERPETRATORS
        assert attack.status in PERPETRATOR_STATUSES
        assert attack.target in ("", *VICTIMS)
        assert attack.attack_type in ("", *ATTACK_TYPES)
        sentence = folded.sentences[attack.sentence]
        assert sentence.start <= attack.start < attack.end <= sentence.end


def annotated() -> list[tuple[str, str]]:
    """(text, annotation) of every annotated article of the project."""
    pairs = [(path.with_suffix(".txt"), path) for path in sorted((GOLD / "annotated").glob("*.json"))]
    pairs += [(SEEDS / f"{path.stem}.txt", path) for path in sorted((GOLD / "seeds").glob("*.json"))]
    return [(text.read_text(encoding="utf-8"), gold.read_text(encoding="utf-8")) for text, gold in pairs]


def test_annotated_counts_find_their_perpetrator() -> None:
    same = {"US": "Coalition", "landmine (ISIS remnant)": "landmine", "unknown (ISIS suspected)": "ISIS"}
    right: list[bool] = []
    for raw, gold in annotated():
        folded, attacks = read(raw)
        for count in json.loads(gold)["counts"]:
            position = folded_position(folded, raw.index(count["quote"]))
            victims = count["victims"] if count["victims"] in VICTIMS else "civilians"
            agent, _, _ = perpetrator(folded, attacks, position, victims)
            accepted: list[Any] = [count["perpetrator"], *count.get("alt", {}).get("perpetrator", ())]
            right.append(same.get(agent, agent) in {same.get(code, code) for code in accepted})
    assert len(right) > 80
    assert sum(right) >= 0.95 * len(right)


def folded_position(folded: Folded, raw_position: int) -> int:
    return next(at for at in range(len(folded.text)) if folded.raw_position(at) >= raw_position)


@pytest.mark.parametrize("threat", ["وهددت واشنطن بشن ضربات جديدة", "وأعلن ترامب أن واشنطن ستوجه ضربة جديدة"])
def test_a_threat_is_no_attack(threat: str) -> None:
    assert read(f"{threat} في البلاد.")[1] == []
