"""Say what a place does in its sentence: a scene, a hospital, a home, a part of a name, a direction, a dateline."""

from __future__ import annotations

from functools import cache
from typing import Final

from report_lib.arabic.remembered import Remembered
from report_lib.arabic.text import Folded, fold_word
from report_lib.arabic.triggers import trigger
from report_lib.placing.gazetteer import WORDS, place_words
from report_lib.placing.place_phrases import Phrase, between, lies_in, opens_item

ROLES: Final = ("where", "hospital", "origin", "name", "dateline", "toward", "distance", "control", "road_end")

# Roles that the names of one list share.
_SHARED: Final = frozenset({"name", "origin", "toward", "distance", "hospital"})
_WITHIN: Final = frozenset({"hospital", "origin"})  # roles that the area around takes over: «من الرحيبة بريف دمشق»
_AREAS: Final = frozenset({"governorate", "region", "country"})

_NEARBY: Final = frozenset({"border", "river"})  # say what a place lies near, not where

_SHORT_LINE: Final = 9  # so many words has a line between title and text at most
_HOSPITALS: Final = trigger(lambda: WORDS["hospital"])


def role_of(folded: Folded, phrase: Phrase, previous: Phrase | None) -> str:
    """The role of a phrase whose place is settled; `previous` is the phrase before it in the same sentence."""
    place = phrase.place
    assert place is not None
    if previous and phrase.linked and not phrase.heads:
        if previous.role in _SHARED:
            return previous.role
        if previous.role == "where" and place.kind == "country":
            return "where"
    if previous and previous.role in _WITHIN and previous.place and not previous.linked and lies_in(previous, phrase):
        beyond = previous.role == "origin" and _is_beyond(previous, phrase)
        if not beyond:
            return previous.role
    # The first that fits. Those that a word beside the place tells are asked only where one stands there.
    led = _has_telling_word(phrase)
    role = (_name(folded, phrase) or _origin(phrase)) if led else ""
    role = role or _hospital(phrase)
    if led and not role:
        role = _distance(phrase) or _toward(phrase) or _station(phrase)
    return (
        role
        or _dateline(folded, phrase)
        or _government(phrase)
        or ("distance" if place.kind in _NEARBY and not place.governorates else "where")
    )


def _has_telling_word(phrase: Phrase) -> bool:
    """Whether a word directly beside the phrase, or the second before it, may give it another role than the scene's."""
    sentence, start = phrase.sentence, phrase.start
    return (
        sentence.pulls_at(start - 1, _TELLING)
        or sentence.pulls_at(start - 2, _TELLING)
        or sentence.pulls_at(phrase.end, _TELLING)
    )


def _name(folded: Folded, phrase: Phrase) -> str:
    """«شبكة الرقة تذبح بصمت», «قائد شرطة حماة», «درعا 24»."""
    organisation = phrase.before() in WORDS["organisations"]
    if organisation and not phrase.prefix and phrase.head in ("", "governorate", "settlement"):
        return "name"
    tail = phrase.after()
    if tail == "24":
        start, end = phrase.span()
        joined = phrase.sentence.starts[phrase.end] == end
        return "name" if joined or folded.text[start - 1 : start] in ('"', "'") else ""
    return "name" if not phrase.heads and tail in _tails() else ""


@cache
def _tails() -> frozenset[str]:
    return frozenset(fold_word(str(word)) for word in place_words()["name_tails"])


_TELLING: Final = trigger(
    lambda: {"من", "عن", "24"}.union(
        WORDS["organisations"], WORDS["origin"], WORDS["toward"], WORDS["stationed"], _tails()
    )
)


def _origin(phrase: Phrase) -> str:
    """«من أبناء السعن», «ينحدر من درعا», «العميد فلان، من ريف جبلة، …»."""
    before = phrase.before()
    if before in WORDS["origin"] and phrase.before(2) in ("من", "ومن"):
        return "origin"
    if before == "من":
        if phrase.before(2) in WORDS["origin_verbs"] or phrase.before(3) in WORDS["origin_verbs"]:
            return "origin"
        closed = phrase.after() in ("،", ",", ".", ")", "") or phrase.after().startswith("ب")
        aged = phrase.before(2) == ")" and phrase.before(3) in ("عاما", "سنة", "عام")
        if closed and (aged or (phrase.before(2) in ("،", ",") and phrase.before(3))):
            return "origin"
    return ""


def _is_beyond(home: Phrase, phrase: Phrase) -> bool:
    """«شاب من أبناء الشحيل في بلدة ذيبان»: what does not hold his home, as «… حي المشلب في مدينة الرقة» does."""
    assert home.place is not None and phrase.place is not None
    prefix = phrase.heads[0].prefix if phrase.heads else phrase.prefix
    inside = prefix == "ب" or between(home, phrase) == ["في"]
    return inside and phrase.place.kind not in _AREAS and home.place.kind != "neighbourhood"


def _hospital(phrase: Phrase) -> str:
    """Where the wounded were brought or treated; a hospital that was hit is a scene like any other."""
    if not phrase.sentence.pulls & _HOSPITALS:
        return ""
    words = WORDS["hospital"]
    for back in range(1, 5):
        if phrase.before(back) in words:
            context = phrase.sentence.forms[max(0, phrase.start - back - 6) : phrase.start - back]
            return "hospital" if any(_treats(form) for form in context) else ""
        if phrase.before(back) in ("،", ".", ""):
            break
    return ""


def _treats(form: str) -> bool:
    stems = _treating()
    return form.startswith(stems) or form[1:].startswith(stems)


@cache
def _treating() -> tuple[str, ...]:
    return tuple(fold_word(stem) for stem in place_words()["treating"])


def _distance(phrase: Phrase) -> str:
    """«تبعد عن مدينة دير الزور 30 كم», «على بعد 30 كم من الرقة»."""
    before = phrase.before()
    if before not in ("من", "عن"):
        return ""
    forms = phrase.sentence.forms[max(0, phrase.start - 9) : phrase.start - 1]
    far = next((at for at, form in enumerate(forms) if form in WORDS["far"]), None)
    if far is None:
        return ""
    counted = any(form[0].isdigit() or form.startswith(("كيلو", "كم", "متر")) for form in forms[far:])
    return "distance" if counted or before == "عن" else ""


def _toward(phrase: Phrase) -> str:
    before = phrase.before()
    if before in ("الي", "حتي") and any(phrase.before(back) in WORDS["extending"] for back in range(2, 10)):
        return ""
    if before in WORDS["toward"]:
        return "toward"
    return "toward" if before == "من" and phrase.before(2) in WORDS["toward"] else ""


def _station(phrase: Phrase) -> str:
    """«القوات المتمركزة في معسكر»: where those who shoot stand, and only then the scene if no other place is told."""
    return "toward" if phrase.before() == "في" and phrase.before(2) in WORDS["stationed"] else ""


def _dateline(folded: Folded, phrase: Phrase) -> str:
    """The city before the report («دمشق - سانا»), or in the short lines between title and text."""
    sentence = phrase.sentence
    if sentence.paragraph == 0 or phrase.heads or phrase.prefix:
        return ""
    if (phrase.start > 0 and len(sentence.forms) > _SHORT_LINE) or opens_item(phrase):
        return ""
    opens = sentence.start == 0 or folded.text[sentence.start - 1 : sentence.start] == "\n"
    if opens and phrase.start == 0:
        after = phrase.after()
        if after in ("-", ":", "(", "/", "") or after.isdigit():
            return "dateline"
        if after in ("،", ",") and "(" in (phrase.after(step) for step in range(2, 6)):  # «دبي، الإمارات (وكالة)»
            return "dateline"
    if len(sentence.forms) > _SHORT_LINE or phrase.before() in WORDS["locating"]:
        return ""
    return "dateline" if sentence.paragraph < _body(folded) else ""


def _body(folded: Folded) -> int:
    """The number of the first paragraph that is long enough to tell something."""
    for sentence in folded.sentences:
        if sentence.paragraph > 0 and len(sentence.forms) > 14:
            return sentence.paragraph
    return 0


def _government(phrase: Phrase) -> str:
    """A country or capital that acts, speaks or is sided with is no scene; «في» or a noun makes it one."""
    place = phrase.place
    assert place is not None
    capital = _CAPITALS[place.name]
    if not (place.kind == "country" or capital or place.name == "دمشق"):
        return ""
    before = phrase.before()
    located = bool(phrase.heads) or "ب" in phrase.prefix or before in WORDS["locating"]
    if place.kind == "country" or capital:  # «بين واشنطن وموسكو», «على أنقرة أن …»
        located = located and before != "بين" and not (capital and before in ("علي", "عن"))
        return "" if located and not _is_sided_with(phrase) else "name"
    sided = _is_sided_with(phrase)
    if located and not sided:
        return ""
    speaks = before in WORDS["speaking"] or (phrase.after() in WORDS["speaking"] and not phrase.heads)
    return "name" if speaks or sided or before in WORDS["organisations"] else ""


def _is_sided_with(phrase: Phrase) -> bool:
    before = phrase.before()
    return before in WORDS["siding"] or (before in ("من", "في") and phrase.before(2) in WORDS["siding"])


@cache
def _capitals() -> frozenset[str]:
    return frozenset(fold_word(name) for name in place_words()["capitals"])


_CAPITALS: Final = Remembered(lambda name: fold_word(name) in _capitals())
