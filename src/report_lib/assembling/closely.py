"""Say who a count's people are more closely than whose they are: women, children, aid workers, guards of oil fields."""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from report_lib.arabic.readings import PLURAL, SINGULAR
from report_lib.arabic.vocabulary import read
from report_lib.assembling.belonging import at_relief_work, guards_of_oil, of_those_named
from report_lib.assembling.surroundings import Surroundings
from report_lib.assembling.told import GUARDS, Memory
from report_lib.conflict.actor_words import closely, victims_of
from report_lib.counting.counts import Found
from report_lib.records import victim_group

_WITH_SINGULAR: Final = 11  # from here on the noun of a number is a singular
_GUARDED: Final = frozenset({"regime forces", "pro-regime militia"})  # whose people guards of oil may be


def told_closely(around: Surroundings, found: Found, victims: str, memory: Memory) -> str:
    """The code within `victims` that the text gives the counted, or those that they are of; else `victims` itself."""
    if victims in _GUARDED and guards_of_oil(around, found):
        return GUARDS
    if victims == "civilians" and at_relief_work(around, found):
        return "aid workers"
    closer = _noun(around, found) or memory.closely(found) or _named_before(around, found)
    if not closer or closer == victims:
        return victims
    return closer if victim_group(closer) == victims or (closer == GUARDS and victims in _GUARDED) else victims


def _noun(around: Surroundings, found: Found) -> str:
    """«خمسة أطفال», «ثلاثة من الأطفال» are children; «تسعة أطفال ونساء», «36 سيدة وطفلاً» are both."""
    spot = around.spot(found)
    following = spot.forms[spot.first + 1 : spot.first + 3]
    if _is_of_several(found):
        said = spot.forms[spot.first : bisect_left(spot.starts, found.end)]
    elif found.head:
        said = [found.head]
        if following and _is_counted_too(following[0], found):
            said.append(following[0])
    else:
        said = following if following[:1] == ["من"] else []
    code = _only_code(said) or victims_of(found.head)
    return "" if code == "people" else code


def _only_code(words: list[str]) -> str:
    """What each of the words that tell it tells of who they are; "" where one tells another than the next."""
    only = ""
    for word in words:
        code = closely(word)
        if code and only and code != only:
            return ""
        only = code or only
    return only


def _named_before(around: Surroundings, found: Found) -> str:
    """«انفجرت قذيفة بأطفال يرعون الأغنام، فقضى ثلاثة منهم»."""
    forms = around.forms(found.sentence)
    return next((code for at in of_those_named(around, found) if (code := closely(forms[at]))), "")


def _is_of_several(found: Found) -> bool:
    """Whether it counts several nouns without a number: «طفل وامرأة»."""
    return found.position == found.people_start and (found.low or 0) > 1 and read(found.head).word.number == SINGULAR


def _is_counted_too(word: str, found: Found) -> bool:
    """Whether the word after the noun has the same number: «ونساء» after «تسعة أطفال», «وطفلاً» after «36 سيدة»."""
    if not word.startswith("و"):
        return False
    number = read(word).word.number
    return number == PLURAL or (number == SINGULAR and (found.low or 0) >= _WITH_SINGULAR)
