"""Say whose people the words around a count make them: each rule knows one way of writing it, and gives "" without."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from report_lib.arabic.text import Sentence, Token, fold_word
from report_lib.arabic.vocabulary import read
from report_lib.assembling.surroundings import CARRIED, JIHADISTS, QUALIFYING, Surroundings, mention_start
from report_lib.conflict.actor_words import arms_of, in_list, lists_any, side_of, victims_of
from report_lib.conflict.attack_words import flags_of
from report_lib.conflict.attacks import Attack
from report_lib.counting.counts import Found

_KIN = 3  # words: «أربعة من أولاده»


def called_civilians(around: Surroundings, found: Found) -> bool:
    """«80 قتيلاً مدنياً», «14 من الأبرياء»."""
    following = around.between(found.people_end, around.folded.sentences[found.sentence].end)
    adjectives = [*around.counted(found)[1:QUALIFYING], *(token.form for token in following[:1])]
    if lists_any("unarmed", adjectives) or _of_a_family(around, found):
        return True
    words = around.between(found.people_start, found.people_end)[:_KIN]
    near = takewhile(lambda word: not read(word.form).word.governing, words)  # «16 جندياً وأسر ثلاثة»
    if any(around.people(word) == "civilians" for word in near) or at_relief_work(around, found):
        return True
    return _of_civilian_toll(around, found)


_AT_WORK = 6  # words from «موظفي» to «إغاثية»


def at_relief_work(around: Surroundings, found: Found) -> bool:
    """«خمسة من عمال الإغاثة», «متطوعَين في الدفاع المدني»."""
    words = list(takewhile(lambda word: not word.startswith("و"), around.counted(found)[:_AT_WORK]))
    return lists_any("relief", words) or ("الدفاع", "المدني") in pairwise(words)


_FAMILY = 4  # words: «أشخاص من عائلة واحدة»


def _of_a_family(around: Surroundings, found: Found) -> bool:
    """«ستة أشخاص من عائلة واحدة»."""
    end = around.folded.sentences[found.sentence].end
    words = [token.form for token in around.between(found.people_start, end)][:_FAMILY]
    return any(one == "من" and in_list("families", two) for one, two in pairwise(words))


_TOLL = 10  # words from a bare number to «القتلى المدنيين»


def _of_civilian_toll(around: Surroundings, found: Found) -> bool:
    """«إلى 691 العدد الذي يعترف به للقتلى المدنيين»: a bare number of a toll of civilians."""
    if found.head:
        return False
    sentence = around.folded.sentences[found.sentence]
    at = bisect_left(sentence.starts, found.position)
    civil = (i for i in around.places("unarmed", found.sentence) if max(1, at - _TOLL) <= i < at + _TOLL)
    return any(read(sentence.forms[i - 1]).word.counted for i in civil)


def guards_of_oil(around: Surroundings, found: Found) -> bool:
    """«أربعة من حراس الحقل», «ثلاثة من عناصر حماية المنشآت النفطية»."""
    words = around.counted(found)[:QUALIFYING]
    guards = lists_any("guards", words) or lists_any("guarding", words)
    return guards and any(around.places("oil", index) for index in {0, found.sentence})


_OF_THEM = frozenset(("منهم", "منهما", "بينهم"))
_POINTING = 6  # words from «المهاجمون» to «منهم», and from «خسرت» to the count


def of_the_attackers(around: Surroundings, found: Found, attacks: Sequence[Attack]) -> str:
    """«مقتل ثلاثة من المهاجمين»: the people of whoever attacked, "other" where nobody says who did."""
    words = around.between(found.people_start, found.people_end)
    words += around.between(found.people_end, around.folded.sentences[found.sentence].end)[:1]
    before = around.before(found, _POINTING)
    if any(token.form in _OF_THEM for token in words):
        words = before
    if lists_any("leaving", (token.form for token in before)):
        words = words + before  # «ترك المهاجمون خلفهم جثة»
    named = next((token for token in words if in_list("attackers", token.form)), None)
    if named is None:
        defended = words is before and lists_any("defenders", (token.form for token in before))
        return next((a.own for a in attacks if a.own), "") if defended else ""
    spoken = [a for a in attacks if a.start <= named.start < a.end]  # «المهاجمين» themselves tell of an attack
    return next((a.own for a in spoken or attacks if a.own), "other")


def of_whose_toll(around: Surroundings, found: Found) -> str:
    """«عدد قتلى قوات النظام 12», «القتلى في صفوف الفصائل بلغ 40»: whose dead the toll counts."""
    for toll, owner in pairwise(around.between(found.start, found.position)):
        ranks = in_list("ranks", toll.form) or read(toll.form).word.counted in ("killed", "wounded")
        force = around.first([owner]) if ranks else None
        if force is not None and not force.prefix:
            return force.victims
    return ""


_TOPIC = 8  # words from «أما تنظيم الدولة» to «فقُتل منه 58»


def of_the_topic(around: Surroundings, found: Found) -> str:
    """«أما تنظيم الدولة فقُتل منه 58 مسلحاً»: whose the fighters are of whom the sentence tells."""
    before = around.before(found, _TOPIC)
    if not before or before[-1].form not in ("منه", "منها"):
        return ""
    forces = around.forces(before[0].start, before[-1].start)
    return forces[-1].victims if forces else ""


_THEM = frozenset(("منهم", "منهما", "منهن"))
_OTHERS_OF = 12  # words from «أطفال» to «ثلاثة منهم»


def of_those_named(around: Surroundings, found: Found) -> Sequence[Token]:
    """«انفجرت قذيفة بأطفال …، فقضى ثلاثة منهم»: the words in which they are named, the last first."""
    end = around.folded.sentences[found.sentence].end
    words = around.between(found.people_start, end)[1:2]
    pointed = not found.head and found.part_of is None and any(token.form in _THEM for token in words)
    return around.before(found, _OTHERS_OF)[::-1] if pointed else ()


def of_the_attacked(around: Surroundings, found: Found, attacks: Sequence[Attack]) -> str:
    """«القوة المدافعة قدمت خمسة قتلى»: the people of whoever was attacked."""
    words = [*around.before(found, _KIN), *around.between(found.people_start, found.people_end)]
    if not any("defenders" in flags for flags in flags_of(words)):
        return ""
    attack = next((a for a in reversed(attacks) if a.target or a.defender), None)
    if attack is None or attack.target:
        return attack.target if attack is not None else ""
    named = around.forces(0, found.position)
    return next((force.victims for force in reversed(named) if force.actor == attack.defender), "")


_HELD = 5  # words from «بالانتماء» to the party


def held_for(around: Surroundings, found: Found) -> str:
    """«سجينين», «14 مشتبهاً بهم»: the party that the text says they are of, or suspected to be of."""
    words = around.counted(found)[:QUALIFYING]
    suspects = lists_any("suspects", words)
    if not suspects and not lists_any("prisoners", words):
        return ""
    for index in range(found.sentence, max(-1, found.sentence - CARRIED), -1):
        tokens = around.folded.sentences[index].tokens
        for at in around.places("membership", index):
            if party := around.first(tokens[at + 1 : at + _HELD]):
                return party.victims
    start = around.folded.sentences[found.sentence].start
    accused = [a for a in around.forces(start, found.position) if a.actor in JIHADISTS]
    return accused[-1].victims if accused and suspects else ""


_ABOUT = frozenset(map(fold_word, ("عن", "حول", "بشأن")))


def told_of(around: Surroundings, found: Found) -> str:
    """«وعن المدنيين، ذكر التقرير مقتل …»: the people whom a sentence announces that it is about."""
    opening = [token.form for token in around.folded.sentences[found.sentence].tokens]
    first, second, third = (opening + [""] * 3)[:3]
    return victims_of(second) if first.removeprefix("و") in _ABOUT and third in ("،", ",", ":") else ""


def creed(around: Surroundings, found: Found) -> str:
    """Whom «24 جهادياً» means: the party of that kind named last before, else first after."""
    if not in_list("jihadists", found.head):
        return ""
    at = bisect_left(around.jihadists, found.position, key=mention_start)
    return around.jihadists[max(0, at - 1)].victims if around.jihadists else ""


def fellows(around: Surroundings, found: Found, here: Sequence[Attack]) -> str:
    """«قُتل عريف وأصيب ثلاثة من رفاقه»: the people of whoever is named last before his companions."""
    words = ["من", *around.counted(found)][: _KIN + 2]
    if not any(one == "من" and in_list("companions", two) for one, two in pairwise(words)):
        return ""
    before = around.before(found, len(around.folded.sentences[found.sentence].tokens))
    attackers = {attack.own for attack in here}
    return next((p for p in map(around.people, reversed(before)) if p and p not in attackers), "")


_OWNED, _RIDING = 4, 6  # words from «عربة» to the force that has it, and from «تقل» to the passengers


def riders(around: Surroundings, index: int) -> str:
    """«حافلة تقل عسكريين», «سيارة تنقل عمالاً»: the passengers of what a sentence says was hit."""
    tokens = around.folded.sentences[index].tokens
    for at in around.places("vehicles", index):  # «عربة لـ«الفيلق الخامس»»
        if owner := next(filter(None, map(around.owner, tokens[at + 1 : at + _OWNED])), ""):
            return owner
    for at in around.places("carrying", index):
        riding = tokens[at + 1 : at + _RIDING]
        guards = lists_any("guarding", (rider.form for rider in riding))
        if guards and not around.abroad() and any(arms_of(rider.form) for rider in riding):
            return "regime forces"
        for rider in riding:
            if (people := around.people(rider)) or rider.form in "،,." or in_list("told_from", rider.form):
                return people
    return ""


_DESCRIBED = 2  # sentences after a count in which its people may be described
_MEMBERSHIP = 3  # words from «وهم من», or «خسائر», to the force


def described(around: Surroundings, found: Found) -> str:
    """«… وهم من الدفاع الوطني», «المجموعة، وهي من …»: the force that later words say they belong to."""
    last = min(found.sentence + _DESCRIBED, len(around.folded.sentences))
    for index in range(found.sentence, last):
        sentence = around.folded.sentences[index]
        for at in around.places("belonging", index):
            if not _is_of_the_counted(sentence, at, found):
                continue
            near = sentence.tokens[at + 1 : at + 1 + _MEMBERSHIP]
            if found.sentence == index and lists_any("unarmed", (word.form for word in near)):
                return "civilians"
            force = around.first(near)
            if force is not None and force.victims != "other":
                return force.victims
    return ""


_THEY = frozenset(map(fold_word, ("وهم", "وهي")))
_RELATIVE = 8  # words from «المهاجمون، الذين قال … إنهم» to «ينتمون»


def _is_of_the_counted(sentence: Sentence, at: int, found: Found) -> bool:
    """Whether «وهم من», «ينتمون إلى» is told of a count before it, and not of attackers named since."""
    tokens = sentence.tokens
    if tokens[at].start < found.end or at >= len(tokens) - 2:
        return False
    since = sentence.tokens_between(found.end, tokens[at].start)  # «الجرحى … والمهاجمون ينتمون إلى …»
    if lists_any("attackers", (word.form for word in [*tokens[max(0, at - _RELATIVE) : at], *since])):
        return False
    return tokens[at].form not in _THEY or tokens[at + 1].form == "من"


def loser(around: Surroundings, found: Found) -> str:
    """«خسرت حامية الرتل … مقاتلَين»: the force of the sentence that loses them."""
    if not lists_any("losing", (token.form for token in around.before(found, _POINTING))):
        return ""
    start = around.folded.sentences[found.sentence].start
    forces = around.forces(start, found.position)
    return forces[-1].victims if forces else ""


def losing(around: Surroundings, index: int) -> str:
    """«خسائر لميليشيات الأسد», «الفرقة 11 تفقد قائداً»: whose losses the title, or the sentence, announces."""
    for number in (index, 0):
        tokens = around.folded.sentences[number].tokens
        for at in around.places("losses", number):
            if force := around.first(tokens[at + 1 : at + 1 + _MEMBERSHIP]):
                return force.victims
    title = around.folded.sentences[0]
    for at in around.places("losing", 0):
        if forces := around.forces(title.start, title.tokens[at].start):
            return forces[-1].victims
    return ""


def riders_before(around: Surroundings, found: Found) -> Iterator[str]:
    """The passengers that the sentences before tell of, the last first."""
    near = range(found.sentence - 1, max(-1, found.sentence - CARRIED - 1), -1)
    return filter(None, (riders(around, index) for index in near))


def beside_bystanders(around: Surroundings, found: Found) -> bool:
    """Whether the title, the sentence or the next one tells of people at their work or in the street."""
    near = {0, found.sentence, found.sentence + 1}
    return any(around.places("bystanders", index) for index in near if index < len(around.folded.sentences))


def only_force(around: Surroundings, found: Found, attacks: Sequence[Attack]) -> str:
    """The one force that the text has named so far beside those who attacked, for fighters of no named side."""
    if not around.arms(found):
        return ""
    sides = {side_of(a.agent) for a in attacks}
    named = {a.victims for a in around.forces(0, found.position) if side_of(a.actor) not in sides} - {"other"}
    return named.pop() if len(named) == 1 else ""
