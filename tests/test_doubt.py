"""Whom a sentence suspects, accuses or lets claim, and how it is denied."""

from __future__ import annotations

import pytest

from report_lib.arabic.text import fold
from report_lib.conflict.actors import find_actors
from report_lib.conflict.clause import Clause
from report_lib.conflict.doubt import accusations, claim, denial


def clause(text: str) -> Clause:
    folded = fold(text)
    return Clause(folded, 0, find_actors(folded))


@pytest.mark.parametrize(
    ("text", "party", "rule"),
    [
        ("ورجحت الشبكة أن تكون خلايا داعش هي من هاجمت الحافلة", "ISIS", "suspected"),
        ("مرجّحاً أن يكون تنظيم داعش وراء العملية", "ISIS", "suspected"),
        ("زارعو العبوة مجهولون يُعتقد أنهم من خلايا داعش", "ISIS", "suspected"),
        ("ترجّح وقوف خلايا داعش خلف الكمين", "ISIS", "suspected"),
        ("يرجح أنها إسرائيلية", "Israel", "suspected"),
        ("يُعتقد أنها تعود للتحالف الدولي", "Coalition", "suspected"),
        ("واتهم بيان للميليشيا تنظيم داعش بالوقوف وراء الغدر", "ISIS", "accused"),
        ("وتتهم فصائل الجيش الوطني وأنقرة قسد بإطلاق الصواريخ", "SDF", "accused"),
        ("ونسب الأهالي الجريمة إلى تنظيم داعش", "ISIS", "attributed to"),
        ("وحمّل الأهالي قسد مسؤولية الاغتيال", "SDF", "blamed"),
        ("وحمّلت قسد تركيا مسؤولية القصف", "Turkey", "blamed"),
    ],
)
def test_who_is_suspected(text: str, party: str, rule: str) -> None:
    (found,) = accusations(clause(text))
    assert (found.party.actor, found.rule) == (party, rule)


@pytest.mark.parametrize(
    "text",
    [
        "ورجّح المشروع استمرار هجمات تنظيم داعش",
        "استهدف مواقع يُعتقد بوجود عناصر داعش داخلها",
        "قُتل ثلاثة من داعش",
        "اتهم المحامي الشركة بالتزوير",
    ],
)
def test_what_is_no_accusation(text: str) -> None:
    assert list(accusations(clause(text))) == []


@pytest.mark.parametrize(
    ("text", "party", "mouthpiece"),
    [
        ("وتبنّى تنظيم داعش الهجوم", "ISIS", False),
        ("أعلن داعش مسؤوليته عن التفجير", "ISIS", False),
        ("وأعلنت إسرائيل مسؤوليتها عن الضربة", "Israel", False),
        ("قالت وكالة «أعماق» إن الهجوم أوقع قتلى", "ISIS", True),
    ],
)
def test_who_claims(text: str, party: str, mouthpiece: bool) -> None:
    made = claim(clause(text))
    assert made is not None
    assert (made.party, made.mouthpiece) == (party, mouthpiece)


@pytest.mark.parametrize(
    "text",
    [
        "ولم يتبنَّ تنظيم داعش الهجوم",
        "دون أن يتبنى تنظيم داعش الهجوم",
        "ولم تعلن أي جهة مسؤوليتها",
        "تنظيم داعش الذي تبنى أغلب الهجمات السابقة",
        "أعلن داعش انسحابه",
    ],
)
def test_what_is_no_claim(text: str) -> None:
    assert claim(clause(text)) is None


def test_a_denial() -> None:
    assert denial(clause("الأمر الذي نفاه المتحدث")) == 2
    assert denial(clause("الأمر الذي أكده المتحدث")) is None
