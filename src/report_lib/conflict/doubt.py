"""Read whom a sentence suspects or accuses of an attack, who claims it, and whether it is denied."""

from __future__ import annotations

from typing import Final

from report_lib.conflict.actor_words import owner_of, side_of
from report_lib.conflict.actors import ActorMention
from report_lib.conflict.attack_words import words
from report_lib.conflict.clause import Clause

# How far, in words, a party may stand from the word of doubt, and from a claim.
_DOUBT_REACH: Final = 25
_CLAIM_REACH: Final = 10
_OWNER_REACH: Final = 7


class Accusation:
    """A party that the sentence suspects or accuses, and the token of the word that does."""

    def __init__(self, cue: int, party: ActorMention, rule: str) -> None:
        self.cue = cue
        self.party = party
        self.rule = rule  # suspected, accused, attributed to, blamed


class Claim:
    """A party that claims an attack; `span` of the words in the folded text."""

    def __init__(self, party: str, victims: str, span: tuple[int, int], mouthpiece: bool, enemy: str = "") -> None:
        self.party = party  # perpetrator code
        self.victims = victims
        self.span = span
        self.mouthpiece = mouthpiece  # an outlet of the party speaks, and says nothing of responsibility
        self.enemy = enemy  # perpetrator code of those whose dead it boasts of


def accusations(clause: Clause) -> list[Accusation]:
    """Each party that the sentence suspects or accuses, in order."""
    places = clause.places("suspecting", "accusing", "attributing", "blaming")
    found = [_accusation(clause, index) for index in places]
    return [accusation for accusation in found if accusation is not None]


def _accusation(clause: Clause, index: int) -> Accusation | None:
    """The party that the word at `index` suspects or accuses."""
    parties = [m for m in clause.mentions if m.kind not in ("media", "weapon", "unnamed")]
    after = [m for m in parties if index < m.first <= index + _DOUBT_REACH]
    if clause.has(index, "suspecting"):
        party = _owned_by(clause, index) or _suspected(clause, index, after)
        return Accusation(index, party, "suspected") if party is not None else None
    if clause.has(index, "accusing") and after and not clause.any(index + 1, index + 3, "membership"):
        # «اتهم بيان للميليشيا تنظيم داعش بالوقوف…»: the last party before what it is accused of
        instrument = next((k for k in range(after[0].last, len(clause.forms)) if _instrument(clause, k)), None)
        named = [m for m in after if instrument is None or m.last <= instrument]
        accused = named and not _accuses_others(clause, index, named)
        return Accusation(index, named[-1], "accused") if accused else None
    if clause.has(index, "attributing"):
        to = next((m for m in after if m.prefix.endswith("ل") or clause.form(m.first - 1) == "الي"), None)
        return Accusation(index, to, "attributed to") if to is not None else None
    if clause.has(index, "blaming") and after and clause.any(index, index + 12, "responsibility"):
        accuser_first = len(after) > 1 and after[0].first == index + 1
        return Accusation(index, after[1] if accuser_first else after[0], "blamed")
    return None


def _accuses_others(clause: Clause, index: int, named: list[ActorMention]) -> bool:
    """«اتهمت قيادة الجيش تنظيمات إرهابية بـ…»: the one party named accuses some that are not."""
    unnamed = any(m.kind == "unnamed" and m.first == named[0].last for m in clause.mentions)
    return len(named) == 1 and named[0].first == index + 1 and unnamed


def _suspected(clause: Clause, index: int, after: list[ActorMention]) -> ActorMention | None:
    """«رجّح أن تكون خلايا داعش وراء»: the party after the suspicion, if it is one of having done it."""
    if not after or clause.any(index + 1, after[0].first, "not_deeds"):
        return None
    party = after[0]
    if party.first == index + 1 and clause.has(index, "right_before"):
        return party  # «يحمل بصمات داعش», «نفذته على الأرجح خلايا داعش»
    before = clause.any(index + 1, party.first, "deed_words")
    return party if before or clause.any(party.last, party.last + 5, "deed_words") else None


def _owned_by(clause: Clause, index: int) -> ActorMention | None:
    """«يرجح أنها إسرائيلية», «رجحت مصادر أن الطائرات إسرائيلية»: whose an adjective says they are."""
    for at in range(index + 1, min(index + _OWNER_REACH, len(clause.forms))):
        form = clause.forms[at]
        owner = owner_of(form) if clause.has(at - 1, "deed_words") else ""
        if owner:
            start, end = clause.sentence.span(at, at + 1)
            return ActorMention(start, end, clause.number, at, at + 1, owner, "other", form, "aircraft")
    return None


def _instrument(clause: Clause, index: int) -> bool:
    """Whether what a party is accused of begins here: «بـ…», «بارتكاب»."""
    form = clause.form(index)
    return (
        form.startswith("ب") and len(form) != 2 and clause.at(index) is None and not clause.has(index, "no_instrument")
    )


def denial(clause: Clause) -> int | None:
    """The token of the first word that denies."""
    return clause.find("denying")


def _boast(clause: Clause, index: int) -> Claim | None:
    """«أعلن تنظيم داعش مقتل 32 عنصراً من الجيش»: an armed party that announces the dead of another side."""
    forces = [m for m in clause.mentions if m.kind == "force" and m.first > index]
    if not forces or forces[0].first > index + 3:
        return None
    party = forces[0]
    for other in forces[1:]:
        laid_for = other.prefix.endswith("ل") and clause.any(0, other.first, "harm_words")
        hurt = (
            laid_for or clause.any(other.first - 6, other.first, "harm_words") or clause.has(other.first - 1, "targets")
        )
        if hurt and other.actor == party.actor:
            return None  # «أعلنت قسد مقتل ثلاثة من عناصرها بهجوم لداعش»
        if side_of(other.actor) != side_of(party.actor) and hurt:
            return Claim(party.actor, party.victims, (party.start, party.end), False, other.actor)
    return None


def claim(clause: Clause) -> Claim | None:
    """The party that claims an attack in this sentence, negated claims left out."""
    mouthpieces = words().mouthpieces
    for index in clause.places("mouthpieces", "announcing", "claiming"):
        if clause.has(index, "mouthpieces"):
            party = mouthpieces[clause.forms[index]]
            # «النبأ تتبنى كميناً», «نشرت النبأ حصيلة عمليات»: as if the party itself claimed it
            claims = clause.places("claiming", "reckoning")
            quietly = not claims or clause.any(claims[0] - 2, claims[0], "negations")
            return Claim(party, party, clause.sentence.span(index, index + 1), quietly)
        announcing = clause.has(index, "announcing")
        if announcing and (boast := _boast(clause, index)) is not None:
            return boast
        announced = announcing and clause.any(index + 1, index + 8, "responsibility")
        if not announced and not clause.has(index, "claiming"):
            continue
        if clause.any(index - 2, index, "negations") or clause.any(index + 1, index + 4, "other_claims"):
            continue
        near = [
            m for m in clause.mentions if m.kind in ("force", "government") and abs(m.first - index) <= _CLAIM_REACH
        ]
        after = [m for m in near if index < m.first <= index + 3]
        chosen = after[:1] or [m for m in near if m.last <= index][-1:]
        if chosen:
            mention = chosen[0]
            return Claim(mention.actor, mention.victims, (mention.start, mention.end), False)
    return None
