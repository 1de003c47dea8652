"""Say whose people the words around a count make them: each rule knows one way of writing it, and gives "" without."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from report_lib.arabic.text import fold_word
from report_lib.arabic.vocabulary import read, reading_of
from report_lib.assembling.surroundings import CARRIED, JIHADISTS, Spot, Surroundings
from report_lib.conflict.actor_words import in_list, side_of, victims_of
from report_lib.conflict.attack_words import listed
from report_lib.conflict.attacks import Attack
from report_lib.counting.counts import Found

_KIN: Final = 3  # words: «أربعة من أولاده»


def called_civilians(around: Surroundings, found: Found) -> bool:
    """«80 قتيلاً مدنياً», «14 من الأبرياء»."""
    index, spot = found.sentence, around.spot(found)
    if around.says("unarmed", index, spot.first + 1, spot.qualified) or (
        around.says("unarmed", index, spot.last, spot.last + 1)
    ):
        return True
    for at in range(spot.first, min(spot.first + _KIN, spot.last)):
        if reading_of(spot.sentence.pieces[at]).word.governing:
            break  # «16 جندياً وأسر ثلاثة»
        if around.people(index, at) == "civilians":
            return True
    return _of_a_family(around, found) or at_relief_work(around, found) or _of_civilian_toll(around, found)


_AT_WORK: Final = 6  # words from «موظفي» to «إغاثية»


def at_relief_work(around: Surroundings, found: Found) -> bool:
    """«خمسة من عمال الإغاثة», «متطوعَين في الدفاع المدني»."""
    index, spot = found.sentence, around.spot(found)
    forms, end = spot.forms, spot.first
    if not around.places("relief", index) and "المدني" not in spot.counted:
        return False
    while end < min(spot.first + _AT_WORK, spot.last) and not forms[end].startswith("و"):
        end += 1
    civil_defence = any(forms[at] == "الدفاع" and forms[at + 1] == "المدني" for at in range(spot.first, end - 1))
    return civil_defence or around.says("relief", index, spot.first, end)


_FAMILY: Final = 4  # words: «أشخاص من عائلة واحدة»


def _of_a_family(around: Surroundings, found: Found) -> bool:
    """«ستة أشخاص من عائلة واحدة», «عائلة من ستة أفراد»."""
    families = around.places("families", found.sentence)
    if not families:
        return False
    spot = around.spot(found)
    if any(spot.first < at < spot.first + _FAMILY and spot.forms[at - 1] == "من" for at in families):
        return True
    led = spot.at > 0 and spot.forms[spot.at - 1] == "من"
    return led and around.says("families", found.sentence, spot.at - _KIN, spot.at - 1)


_TOLL: Final = 10  # words from a bare number to «القتلى المدنيين»


def _of_civilian_toll(around: Surroundings, found: Found) -> bool:
    """«إلى 691 العدد الذي يعترف به للقتلى المدنيين»: a bare number of a toll of civilians."""
    if found.head:
        return False
    spot = around.spot(found)
    civil = [i for i in around.places("unarmed", found.sentence) if max(1, spot.at - _TOLL) <= i < spot.at + _TOLL]
    return any(read(spot.forms[i - 1]).word.counted for i in civil)


def guards_of_oil(around: Surroundings, found: Found) -> bool:
    """«أربعة من حراس الحقل», «ثلاثة من عناصر حماية المنشآت النفطية»."""
    index, spot = found.sentence, around.spot(found)
    guards = around.says("guards", index, spot.first, spot.qualified) or (
        around.says("guarding", index, spot.first, spot.qualified)
    )
    return guards and bool(around.places("oil", index) or around.places("oil", 0))


_OF_THEM: Final = frozenset(("منهم", "منهما", "بينهم"))
_POINTING: Final = 6  # words from «المهاجمون» to «منهم», and from «خسرت» to the count


def of_the_attackers(around: Surroundings, found: Found, attacks: Sequence[Attack]) -> str:
    """«مقتل ثلاثة من المهاجمين»: the people of whoever attacked, "other" where nobody says who did."""
    index = found.sentence
    attackers = around.places("attackers", index)
    if not attackers and not around.places("defenders", index):
        return ""
    spot = around.spot(found)
    before = range(spot.at - _POINTING, spot.at)
    pointed = any(form in _OF_THEM for form in spot.forms[spot.first : spot.last + 1])
    left = around.says("leaving", index, before.start, before.stop)  # «ترك المهاجمون خلفهم جثة»
    named = [at for at in attackers if at in before] if pointed else []
    if not pointed:
        named = [at for at in attackers if spot.first <= at <= spot.last and not _fended_off(spot, at)]
        named += [at for at in attackers if left and at in before]
    if not named:
        defended = pointed and not left and around.says("defenders", index, before.start, before.stop)
        return next((a.own for a in attacks if a.own), "") if defended else ""
    # «المهاجمين» themselves tell of an attack, but «قتلت عشرة من المهاجمين» of one by those who fought them.
    counted = bisect_left(spot.starts, found.start)
    others = [a for a in attacks if a.sentence != index or not counted <= a.first < named[0] < a.last]
    spoken = [a for a in others if a.sentence == index and a.first <= named[0] < a.last]
    return next((a.own for a in spoken or others if a.own), "other")


def _fended_off(spot: Spot, at: int) -> bool:
    """«أثناء تصديهم للمهاجمين»; but «ثلاثة قتلى للمهاجمين»."""
    return spot.forms[at].startswith("لل") and at > spot.first + 1


def of_whose_toll(around: Surroundings, found: Found) -> str:
    """«عدد قتلى قوات النظام 12», «القتلى في صفوف الفصائل بلغ 40»: whose dead the toll counts."""
    spot = around.spot(found)
    start = bisect_left(spot.starts, found.start)
    if not found.head and around.says("regulars", found.sentence, start + 1, start + 2) and not around.abroad():
        return around.army  # «القتلى العسكريين … إلى 121»
    forces = around.forces_in(found.sentence, 0, spot.at)
    dead = read(found.head).word.counted if found.head else ""  # «عدد قتلى النظام خلال الشهر 80 قتيلاً»
    for force in forces:
        if not force.first or force.prefix or (force.first <= start and not dead):
            continue
        toll = spot.forms[force.first - 1]
        counted = read(toll).word.counted
        if force.first <= start and not (counted == dead and _goes_on_to(spot, force.last, start)):
            continue
        if counted in ("killed", "wounded") or in_list("ranks", toll):
            return force.victims
    return ""


def _goes_on_to(spot: Spot, last: int, start: int) -> bool:
    """Whether no comma and few words stand between a force and a number."""
    return start - last < _TOLL and "،" not in spot.forms[last:start]


_TOPIC: Final = 8  # words from «أما تنظيم الدولة» to «فقُتل منه 58»


def of_the_topic(around: Surroundings, found: Found) -> str:
    """«أما تنظيم الدولة فقُتل منه 58 مسلحاً»: whose the fighters are of whom the sentence tells."""
    spot = around.spot(found)
    if not spot.at or spot.forms[spot.at - 1] not in ("منه", "منها"):
        return ""
    forces = around.forces_in(found.sentence, spot.at - _TOPIC, spot.at - 1)
    return forces[-1].victims if forces else ""


_THEM: Final = frozenset(("منهم", "منهما", "منهن"))
_OTHERS_OF: Final = 12  # words from «أطفال» to «ثلاثة منهم»


def of_those_named(around: Surroundings, found: Found) -> Sequence[int]:
    """«انفجرت قذيفة بأطفال …، فقضى ثلاثة منهم»: the places of words in which they are named, the last first."""
    if found.head or found.part_of is not None:
        return ()
    spot = around.spot(found)
    pointed = spot.first + 1 < len(spot.forms) and spot.forms[spot.first + 1] in _THEM
    return range(spot.at - 1, max(-1, spot.at - 1 - _OTHERS_OF), -1) if pointed else ()


def of_the_attacked(around: Surroundings, found: Found, attacks: Sequence[Attack]) -> str:
    """«القوة المدافعة قدمت خمسة قتلى»: the people of whoever was attacked."""
    spot = around.spot(found)
    before = listed(spot.sentence, spot.at - _KIN, spot.at, "defenders")
    if not before and not listed(spot.sentence, spot.first, spot.last, "defenders"):
        return ""
    attack = next((a for a in reversed(attacks) if a.target or a.defender), None)
    if attack is None or attack.target:
        return attack.target if attack is not None else ""
    named = around.forces(0, found.position)
    return next((force.victims for force in reversed(named) if force.actor == attack.defender), "")


_HELD: Final = 5  # words from «بالانتماء» to the party


def held_for(around: Surroundings, found: Found) -> str:
    """«سجينين», «14 مشتبهاً بهم»: the party that the text says they are of, or suspected to be of."""
    spot = around.spot(found)
    suspects = around.says("suspects", found.sentence, spot.first, spot.qualified)
    if not suspects and not around.says("prisoners", found.sentence, spot.first, spot.qualified):
        return ""
    for index in range(found.sentence, max(-1, found.sentence - CARRIED), -1):
        for at in around.places("membership", index):
            if party := around.first(index, at + 1, at + _HELD):
                return party.victims
    accused = [a for a in around.forces_in(found.sentence, 0, spot.at) if a.actor in JIHADISTS]
    return accused[-1].victims if accused and suspects else ""


_ABOUT: Final = frozenset(map(fold_word, ("عن", "حول", "بشأن")))


def told_of(around: Surroundings, found: Found) -> str:
    """«وعن المدنيين، ذكر التقرير مقتل …»: the people whom a sentence announces that it is about."""
    forms = around.forms(found.sentence)
    about = len(forms) > 2 and forms[2] in ("،", ",", ":") and forms[0].removeprefix("و") in _ABOUT
    return victims_of(forms[1]) if about else ""


def creed(around: Surroundings, found: Found) -> str:
    """Whom «24 جهادياً» means: the party of that kind named last before, else first after."""
    jihadists = around.jihadists() if in_list("jihadists", found.head) else []
    before = [a for a in jihadists if a.start < found.position]
    return before[-1].victims if before else jihadists[0].victims if jihadists else ""


def fellows(around: Surroundings, found: Found, here: Sequence[Attack]) -> str:
    """«قُتل عريف وأصيب ثلاثة من رفاقه»: the people of whoever is named last before his companions."""
    index, spot = found.sentence, around.spot(found)
    near = [at for at in around.places("companions", index) if spot.first <= at < min(spot.first + _KIN + 1, spot.last)]
    if not any(at == spot.first or spot.forms[at - 1] == "من" for at in near):
        return ""
    attackers = {attack.own for attack in here}
    for at in range(spot.at - 1, -1, -1):
        people = around.people(index, at)
        if people and people not in attackers:
            return people
    return ""


_DESCRIBED: Final = 2  # sentences after a count in which its people may be described
_MEMBERSHIP: Final = 3  # words from «وهم من», or «خسائر», to the force


def described(around: Surroundings, found: Found) -> str:
    """«… وهم من الدفاع الوطني», «المجموعة، وهي من …»: the force that later words say they belong to."""
    last = min(found.sentence + _DESCRIBED, len(around.folded.sentences))
    for index in range(found.sentence, last):
        for at in around.places("belonging", index):
            if not _is_of_the_counted(around, index, at, found):
                continue
            if found.sentence == index and around.says("unarmed", index, at + 1, at + 1 + _MEMBERSHIP):
                return "civilians"
            force = around.first(index, at + 1, at + 1 + _MEMBERSHIP)
            if force is not None and force.victims != "other":
                return force.victims
    return ""


_THEY: Final = frozenset(map(fold_word, ("وهم", "وهي")))
_RELATIVE: Final = 8  # words from «المهاجمون، الذين قال … إنهم» to «ينتمون»


def _is_of_the_counted(around: Surroundings, index: int, at: int, found: Found) -> bool:
    """Whether «وهم من», «ينتمون إلى» is told of a count before it, and not of attackers named since."""
    sentence = around.folded.sentences[index]
    if sentence.starts[at] < found.end or at >= len(sentence.forms) - 2:
        return False
    since = bisect_left(sentence.starts, found.end)  # «الجرحى … والمهاجمون ينتمون إلى …»
    if around.says("attackers", index, min(at - _RELATIVE, since), at):
        return False
    return sentence.forms[at] not in _THEY or sentence.forms[at + 1] == "من"


def loser(around: Surroundings, found: Found) -> str:
    """«خسرت حامية الرتل … مقاتلَين»: the force of the sentence that loses them."""
    at = around.spot(found).at
    if not around.says("losing", found.sentence, at - _POINTING, at):
        return ""
    forces = around.forces_in(found.sentence, 0, at)
    return forces[-1].victims if forces else ""


def loser_beside(around: Surroundings, found: Found) -> str:
    """«فقد تنظيم داعش 22 قتيلاً»: the force that alone stands between a verb of losing and the count."""
    spot = around.spot(found)
    begins = (bisect_left(spot.starts, found.start), spot.at)  # with «نحو» before the number, or without
    for force in around.forces_in(found.sentence, 1, spot.at):
        before = (found.sentence, force.first - 1, force.first)
        if force.last in begins and (around.says("losing", *before) or around.says("losing_or_so", *before)):
            return force.victims
    return ""


def losing(around: Surroundings, index: int) -> str:
    """«خسائر لميليشيات الأسد», «الفرقة 11 تفقد قائداً»: whose losses the title, or the sentence, announces."""
    for number in (index, 0):
        for at in around.places("losses", number):
            end = at + 1 + _MEMBERSHIP
            if around.says("ranks", number, at + 1, end):  # «الخسائر البشرية في صفوف قوات النظام»
                end += _MEMBERSHIP
            if force := around.first(number, at + 1, end):
                return force.victims
    for at in around.places("losing", 0):
        if forces := around.forces_in(0, 0, at):
            return forces[-1].victims
    return ""


def beside_bystanders(around: Surroundings, found: Found) -> bool:
    """Whether the title, the sentence or the next one tells of people at their work or in the street."""
    near = (0, found.sentence, found.sentence + 1)
    return any(around.places("bystanders", index) for index in near if index < len(around.folded.sentences))


def only_force(around: Surroundings, found: Found, attacks: Sequence[Attack]) -> str:
    """The one force that the text has named so far beside those who attacked, for fighters of no named side."""
    if not around.arms(found):
        return ""
    sides = {side_of(a.agent) for a in attacks}
    named = {a.victims for a in around.forces(0, found.position) if side_of(a.actor) not in sides} - {"other"}
    return named.pop() if len(named) == 1 else ""
