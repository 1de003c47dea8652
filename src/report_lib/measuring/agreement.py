"""Say of each attribute when what is annotated and what is extracted agree, however either is spelt."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable
from typing import Any

from report_lib.records import victim_group

# Codes that say the same for the purpose of a comparison.
_SAME_PERPETRATOR = {
    "us": "coalition",
    "landmine (isis remnant)": "landmine",
    "unidentified aircraft": "unknown aircraft",
    "unknown (isis suspected)": "isis",
}
_SAME_VICTIMS = {"pro-regime militia": "regime forces"}
_MARKS = re.compile("[\u0610-\u061a\u064b-\u065f\u0670\u0640\u200c-\u200f\u202a-\u202e\u2066-\u2069]")
_LETTERS = str.maketrans("إأآٱىةؤئ", "اااايهوي")


def _equal(annotated: Any, extracted: Any) -> bool:
    return (annotated or None) == (extracted or None)


def _same_qualifier(annotated: Any, extracted: Any) -> bool:
    return bool(annotated == (extracted or "exact"))


def _same_set(annotated: Iterable[str] | None, extracted: Iterable[str] | None) -> bool:
    return set(annotated or ()) == set(extracted or ())


def _same_perpetrator(annotated: str | None, extracted: str | None) -> bool:
    one, other = ((value or "unknown").strip().lower() for value in (annotated, extracted))
    return _SAME_PERPETRATOR.get(one, one) == _SAME_PERPETRATOR.get(other, other)


def _same_victims(annotated: str | None, extracted: str | None) -> bool:
    """Whether both mean the same people; told more closely than annotated they are the same: a child is a civilian."""
    one, other = ((value or "").strip().lower() for value in (annotated, extracted))
    same = _SAME_VICTIMS.get(one, one) in (_SAME_VICTIMS.get(other, other), victim_group(other))
    return same or "mixed" in (one, other)


def _same_source(annotated: str | None, extracted: str | None) -> bool:
    """Whether one name holds the other, or they share three words in five of the shorter one."""
    if not annotated or not extracted:
        return not annotated and not extracted
    one, other = _plain(annotated), _plain(extracted)
    if one in other or other in one:
        return True
    words, other_words = set(one.split()), set(other.split())
    return len(words & other_words) >= max(1, 0.6 * min(len(words), len(other_words)))


def _plain(name: str) -> str:
    letters = _MARKS.sub("", unicodedata.normalize("NFKC", name)).translate(_LETTERS)
    return " ".join(re.sub(r"[^\w\s]", " ", letters).split())


# By attribute, annotated value first.
SAME: dict[str, Callable[[Any, Any], bool]] = {
    "qualifier": _same_qualifier,
    "scope": _equal,
    "date": _equal,
    "governorates": _same_set,
    "perpetrator": _same_perpetrator,
    "victims": _same_victims,
    "source": _same_source,
}
