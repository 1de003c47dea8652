"""What is denied, foiled, only feared or not reported is no count."""

from __future__ import annotations

import pytest

from counting import K, Stated, exact, stated


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("هاجمت مسيّرات القاعدة، بدون أن يسفر ذلك عن سقوط ضحايا.", []),
        ("سقطت قذيفة على بعد غير بعيد عن السوق وأدت إلى مقتل سبعة باعة.", [exact(K, 7)]),
        ("أحبطت القوات تفجيرين في المدينة.", []),
        ("وقال إن استهدافها كان سيؤدي إلى قتل مدنيين.", []),
        ("ولم ترد معلومات عن خسائر بشرية، في حين قُتل عنصر بقذيفة.", [exact(K, 1)]),
        ("ولم ترد أنباء عن إصابات، كذلك قُتل خمسة جنود.", [exact(K, 5)]),
        ("وقال المدير إن المشفى لم يستقبل سوى ثلاث جثث.", [exact(K, 3)]),
        ("وقال مسؤول طلب عدم نشر اسمه إن ثلاثة جنود قُتلوا.", [exact(K, 3)]),
        ("وقال طبيب طلب عدم ذكر اسمه إن ثلاثة جنود قُتلوا.", [exact(K, 3)]),
        ("قضى في الريف 58 شخصاً، أي بمعدل قتيلين كل أسبوع.", [exact(K, 58)]),
        ("رفعت الطائرات وتيرتها إلى 20 غارة كمعدل يومي.", []),
    ],
)
def test_what_did_not_happen(text: str, expected: list[Stated]) -> None:
    assert stated(text) == expected
