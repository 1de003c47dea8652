"""Read from one sentence what was done, by whom and to whom, as far as the sentence itself says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from report_lib.conflict.actor_words import in_list, side_of
from report_lib.conflict.actors import ActorMention
from report_lib.conflict.attack_words import Cue, parted, words
from report_lib.conflict.clause import Clause
from report_lib.conflict.parties import Deed, act_parties, harm_parties, noun_parties, verb_parties
from report_lib.conflict.sides import sides_of
from report_lib.conflict.subjects import ANNEXING, party

# Of several words for one attack the most telling gives its type.
_TYPES: Final = (
    *("landmine", "suicide bombing", "bombing", "airstrike", "ambush", "execution", "assassination"),
    *("abduction", "shelling", "clash", "armed assault", "other", ""),
)
_TELLING: Final = {attack_type: at for at, attack_type in enumerate(_TYPES)}

_DUAL: Final[tuple[str, ...]] = ("تان", "تين", "ومين", "ومان")
_THREAT_REACH: Final = 5  # tokens between a threat and its attack
_BELONGING_REACH: Final = 9  # tokens between the attackers and the word that says whose they are
_HELD_REACH: Final = 3  # tokens between «بالانتماء» and the party
_DEFENDERS_REACH: Final = 3  # tokens between «المدافعون» and what they did
_DATED_REACH: Final = 4  # tokens between «بعد» and the «من» before what happened first
_GROUND_REACH: Final = 3  # tokens between «مصدره» and the party
_ASPECT_REACH: Final = 12  # tokens between «بدأت» and the attack
_SEIZED_REACH: Final = 8  # tokens between a seizure and the weapons seized


def deeds_of(clause: Clause) -> list[Deed]:
    """The deeds that the sentence tells, in order; words of one attack in one clause are one deed."""
    deeds: list[Deed] = []
    for first, last, prefix, cue in clause.cues:
        deed = _deed(clause, first, last, prefix, cue)
        if deed is not None and not _is_threatened(clause, deed):
            deeds.append(deed)
    of_cues = len(deeds)
    for mention in clause.mentions:
        if mention.kind == "weapon" and not _is_one_of_several(clause, mention):
            mine = Deed(mention.first, mention.last, "noun", "landmine", mention, "a mine or remnant of war")
            mine.definite = clause.has(mention.first, "the_mine")
            deeds.append(mine)
    deeds += _shares(clause, deeds)
    if not deeds and (led := clause.find("consequences")) is not None:
        deeds += _unnamed(clause, led)
    if len(deeds) < 2:
        return deeds
    if len(deeds) > of_cues:  # those of cues are in order
        deeds.sort(key=lambda deed: (deed.first, deed.last))
    return _joined(clause, deeds)


def _is_one_of_several(clause: Clause, mine: ActorMention) -> bool:
    """«هجمات بعبوات وألغام ومفخخات»: one of the weapons of an attack, which is no mine's alone."""
    return mine.prefix.startswith("و") and any(cue[1] == mine.first and cue[3].kind == "noun" for cue in clause.cues)


def _is_threatened(clause: Clause, deed: Deed) -> bool:
    """«هددت واشنطن بشن ضربات»: an attack that is only spoken of."""
    return not deed.definite and clause.any_rare(deed.first - _THREAT_REACH, deed.first + 1, "threatening")


def _unnamed(clause: Clause, led: int) -> list[Deed]:
    """A deed of any verb: «اعترضت خلايا … قافلة …، ما أدى إلى مقتل…»."""
    subject = party(clause.at(1)) or party(clause.at(2))
    leads = clause.form(led - 1) in ("ما", "مما") or clause.stops(led - 1)
    if leads and subject is not None and subject.last < led and not subject.prefix.endswith(ANNEXING):
        return [Deed(0, subject.last, "verb", "other", subject, "party that opens a sentence of consequences")]
    return []


def _deed(clause: Clause, first: int, last: int, prefix: str, cue: Cue) -> Deed | None:
    """The deed of one cue; a spelling that is verb and verbal noun is the noun where grammar asks for one."""
    if cue.its and prefix.endswith("ب"):  # «بقصفها», but «متهمون بزرعها» is of something told before
        noun = words().nouns.get(clause.form(first)[len(prefix) :])
        return _read(clause, first, last, prefix, noun) if noun else None
    if cue.its or cue.kind not in ("verb", "harm verb"):
        return _read(clause, first, last, prefix, cue)
    noun = words().nouns.get(clause.form(first)[len(prefix) :]) if last - first == 1 else None
    if prefix.endswith(ANNEXING) or (noun and clause.has(first - 1, "governing")):
        return _read(clause, first, last, prefix, noun) if noun else None
    deed = _read(clause, first, last, prefix, cue)
    return deed if noun is None or (deed and deed.agent) else _read(clause, first, last, prefix, noun)


def _read(clause: Clause, first: int, last: int, prefix: str, cue: Cue) -> Deed | None:
    deed = Deed(first, last, cue.kind, cue.type)
    needs_agent = clause.has(first, "needing_agent")
    match cue.kind:
        case "verb":
            if clause.has(first, "aspectual") and not _goes_with_an_attack(clause, last):
                return None
            verb_parties(clause, deed, its=cue.its)
            deed.another = clause.has(first, "answering")
            needs_agent = cue.its or (cue.type == "other" and needs_agent)
        case "claimed":
            verb_parties(clause, deed, its=True)
            deed.claimed = needs_agent = True
        case "harm verb":
            harm_parties(clause, deed, its=cue.its)
            deed.defending = deed.agent is None and clause.any_rare(first - _DEFENDERS_REACH, first, "defenders")
            needs_agent = not deed.defending
        case "by":
            deed.by(party(clause.at(_past_ground(clause, last))), "«by» and the party after it")
            needs_agent = True
            if clause.writes(first - 4, first, "اي") and clause.any(first - 10, first, "negations"):
                return None  # «لم يوثق أي حالة … على يد»
        case "doer":
            if clause.has(first, "doers_as_subjects") and not clause.has(first - 1, "complementizers"):
                return None  # «أن المسلحين أطلقوا النار», but «مقتل المسلحين»
            deed.type, deed.definite, deed.word = "other", True, "other"
            if clause.form(last) == ":":  # «المهاجمون: خلايا داعش»
                deed.by(party(clause.at(last + 1)), "party that the attackers are said to be")
            else:
                deed.by(_said_to_belong(clause, last), "party that the attackers are said to belong to")
        case "suffering":
            deed.target, deed.type = clause.first_at(last, last + 6) or clause.ending(first), "other"
            return deed if deed.target else None
        case "noun":
            if clause.any_rare(first - _SEIZED_REACH, first, "seizing"):
                return None
            if clause.writes(first - 4, first, "اي") and clause.any(first - 10, first, "negations"):
                return None  # «لم يسجل سقوط أي ضحية بنيران التحالف»
            _mark(clause, deed, prefix)
            if clause.has(first, "mutinies"):
                return _mutiny(clause, deed)
            if not (cue.type in ("clash", "other") and sides_of(clause, deed)):
                noun_parties(clause, deed)
                if clause.has(first, "quarrels"):
                    return None
        case _:
            _mark(clause, deed, prefix)
            act_parties(clause, deed)
            needs_agent = cue.kind == "harm act"
    return None if needs_agent and deed.agent is None else deed


def _past_ground(clause: Clause, index: int) -> int:
    """«مصدره مناطق سيطرة قوات النظام», «أطلقت من مواقع الفصائل»: behind the ground that it came from."""
    stop = index + _GROUND_REACH
    while index < stop and clause.at(index) is None and clause.has(index, "targets"):
        index += 1
    return index


def _goes_with_an_attack(clause: Clause, last: int) -> bool:
    """«واصلت قوات … قصف البلدة», but «واصلت موسكو دعمها»."""
    return any(clause.tells(index) for index in range(last, last + _ASPECT_REACH))


def _mutiny(clause: Clause, deed: Deed) -> Deed | None:
    """«استعادت قسد السجن بعد تمرد قاده متهمون بالانتماء إلى داعش»: the prisoners' party against who puts it down."""
    forces = [mention for mention in clause.mentions if mention.kind == "force"]
    held = next((m for m in forces if clause.any(m.first - _HELD_REACH, m.first, "membership")), None)
    keeper = next((m for m in forces if held is not None and side_of(m.actor) != side_of(held.actor)), None)
    if held is None or keeper is None:
        return None
    deed.by(held, "the party that the prisoners are held for")
    deed.target = keeper
    return deed


def _said_to_belong(clause: Clause, last: int) -> ActorMention | None:
    """«المهاجمون، الذين قال المرصد إنهم ينتمون إلى تنظيم …»."""
    for index in range(last, last + _BELONGING_REACH):
        if in_list("belonging", clause.form(index)):
            return party(clause.first_at(index + 1, index + 4))
    return None


def _mark(clause: Clause, deed: Deed, prefix: str) -> None:
    """Which attack a noun means: the one told before, one more like it, another, or a number of them."""
    form = clause.form(deed.first)[len(prefix) :]
    if form.startswith("ال"):
        means = prefix.endswith("ب") and clause.ending(deed.first) is not None  # «فرقها عناصر من … بالرصاص»: any shots
        article = not means and not clause.has(deed.first, "torture")
    else:
        article = prefix.endswith("ل") and form.startswith("ل")
    # «قصف البلدة», but «مدفعية الجيش» is a party.
    annexed = clause.form(deed.last).startswith("ال") and clause.at(deed.last) is None and clause.at(deed.first) is None
    said_of = annexed and (clause.has(deed.last, "relative") or clause.has(deed.last, "weekdays"))
    deed.definite = article or (annexed and not said_of)
    deed.word = deed.type if deed.definite else ""
    again = clause.any(deed.last, deed.last + 3, "again") or clause.has(deed.first - 1, "again")
    deed.again = again and not _of_a_place(clause, deed)
    deed.another = clause.any(deed.last, deed.last + 3, "another") and not deed.again
    beside = deed.first - (2 if clause.form(deed.first - 1) == "من" else 1)  # «ثلاث غارات», «سلسلة من الغارات»
    numbered = clause.numbered(deed.last) or (clause.numbered(beside) and not prefix.endswith(ANNEXING))
    deed.counted = numbered or form.endswith(_DUAL)  # but not «وأصيب 21 بقذائف»
    if deed.type == "clash":
        deed.infighting = clause.any_rare(deed.first, deed.last + 14, "infighting")


def _of_a_place(clause: Clause, deed: Deed) -> bool:
    """«انفجرت دراجة قرب الساحة نفسها»: the same square, not the same attack."""
    place = clause.form(deed.last + 1).startswith("ال") and clause.at(deed.last) is None
    return place and clause.has(deed.last + 2, "itself")


def _shares(clause: Clause, deeds: Sequence[Deed]) -> list[Deed]:
    """«وحمّل … قوات النظام مسؤولية ٩٧ حالة، و«قسد» ٧٦»: each number has the party right before it."""
    if len(clause.mentions) < 2:
        return []
    sharing = [mention for mention in clause.mentions if clause.has_digits(mention.last, mention.last + 3)]
    if len(sharing) < 2:
        return []
    starts = clause.places("blaming", "accusing")
    starts += [deed.first for deed in deeds if deed.agent and deed.kind == "harm verb"]
    if not starts:
        return []
    sharing = [mention for mention in sharing if mention.first > min(starts)]
    if len({mention.actor for mention in sharing}) < 2:
        return []
    shares = [Deed(m.first, m.last, "share", "", m, "party before the number") for m in sharing]
    for share in shares:
        share.listed = True
    return shares


# --- Words of one attack


def _joined(clause: Clause, deeds: Sequence[Deed]) -> list[Deed]:
    """«شن … هجوماً بقذائف على …» is one deed."""
    joined: list[Deed] = []
    for deed in deeds:
        group = joined[-1] if joined else None
        deed.another |= group is not None and (_follows(clause, group, deed) or _dated_by(clause, group, deed))
        if group is None or not _same(clause, group, deed):
            answered = group is not None and group.agent and clause.any(deed.first - 3, deed.first, "answered")
            deed.another |= bool(answered) and not clause.form(deed.first).startswith("ال")
            joined.append(deed)
            continue
        if group.agent is None:
            group.by(deed.agent, deed.rule)
        group.target = group.target or deed.target
        if group.target is group.agent:  # «بقذائف أطلقت من مواقع الفصائل»: from there, not at them
            group.target = None
        group.word = group.word or deed.word
        group.last = max(group.last, deed.last)
        group.again = group.again or deed.again
        group.definite = group.definite or (deed.definite and deed.type != "clash")  # «ألغام خلفتها المعارك»
        group.counted, group.claimed = group.counted or deed.counted, group.claimed or deed.claimed
        group.two_sided, group.infighting = group.two_sided or deed.two_sided, group.infighting or deed.infighting
        group.kind = next((kind for kind in ("verb", "noun") if kind in (group.kind, deed.kind)), deed.kind)
        if _TELLING[deed.type] < _TELLING[group.type]:
            group.type = deed.type
    return joined


def _follows(clause: Clause, group: Deed, deed: Deed) -> bool:
    """«وتلا الانفجار بساعة سقوط قذيفتين»: the second is another attack."""
    after = clause.any(group.first - 2, group.first, "following")
    return after and deed.kind == "noun" and not deed.definite and not deed.again


def _dated_by(clause: Clause, group: Deed, deed: Deed) -> bool:
    """«يأتي الكمين بعد يومين من هجوم على حافلة»: the second came first, and only says when."""
    for index in range(group.last, deed.first):
        if clause.has(index, "answered") and clause.any(index + 1, index + _DATED_REACH, "time_units"):
            return clause.writes(index + 2, min(deed.first, index + _DATED_REACH) + 1, "من")
    return False


def _same(clause: Clause, group: Deed, deed: Deed) -> bool:
    """Whether a word tells of the same attack as the words before it in the sentence."""
    if deed.another or deed.listed or group.listed:
        return False
    if deed.kind == "suffering" and group.agent and deed.target and _allied(group.agent, deed.target):
        return False  # «أسرت «الأسايش» 13 مسلحاً، مقابل خمسة من أفرادها وقعوا في قبضة…»
    if group.agent is not None and deed.agent is not None:
        laid = group if deed.agent.actor == "landmine" else deed if group.agent.actor == "landmine" else None
        if laid is not None and clause.any(laid.first, laid.last, "laying"):
            # Who laid the mine does not make it anything but a mine.
            if laid is group:
                group.by(deed.agent, deed.rule)
            return deed.first - group.last < 6
        if group.agent.actor == "unknown aircraft" and clause.has(deed.agent.first - 1, "owned_by"):
            group.by(deed.agent, deed.rule)  # «الطائرة التي نفذت الضربة تابعة للتحالف»
        if group.agent.actor != deed.agent.actor:
            return False
    if group.agent is None and clause.any_rare(group.first - 2, group.first, "replying"):
        return False  # «ورداً على الاعتداء وجهت وحدات من الجيش رمايات»
    if parted(clause.sentence, group.last, deed.first):
        return deed.agent is None and (deed.definite or (deed.kind == "verb" and deed.target is None))
    if deed.kind == "noun" and any(_another_count(clause, index) for index in range(group.last, deed.first)):
        return False
    unsaid = group.agent is not None and deed.agent is None
    if unsaid and deed.definite and clause.form(deed.first - 1) == "اثر":
        return False  # «استهدفت تركيا التنظيم إثر الهجوم على …»
    if unsaid and clause.any(max(group.last, deed.first - 3), deed.first, "answered"):
        return False
    # «وعقب الهجوم، قصف الطيران…» are two attacks, «الهجوم الذي شنه…» is one.
    apart = group.agent is None and group.definite and deed.agent is not None
    return not (apart and any(form in ("،", ",") for form in clause.forms[group.last : deed.first]))


def _allied(one: ActorMention, two: ActorMention) -> bool:
    return side_of(one.actor) == side_of(two.actor)


def _another_count(clause: Clause, index: int) -> bool:
    """«15 منهم بغارات … وستة في اشتباكات»: a further count begins."""
    form = clause.form(index)
    if form == "و":
        return clause.numbered(index + 1)
    return form.startswith("و") and clause.has(index, "number_words") and clause.has(index + 1, "ties")
