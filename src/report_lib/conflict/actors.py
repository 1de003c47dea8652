"""Find every party that a text names, with the codes it has as perpetrator and as victim."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache, partial
from typing import NamedTuple

from report_lib.arabic.text import Folded, Token
from report_lib.arabic.triggers import trigger
from report_lib.conflict.actor_words import ActorWords, Party, actor_words, are_people, in_list, is_abroad

_NAMES = trigger(lambda: actor_words().phrases.first_words)
# How far, in words, the head of a mention may stand before the name: «عناصر من خلايا تابعة لـتنظيم…».
_HEAD_REACH = 6
_BEFORE_NAMES = ("(", "#")  # «عنصران من #قسد»


class ActorMention(NamedTuple):
    """A party where the text names it; `start` and `end` index the folded text, head words included."""

    start: int
    end: int
    actor: str  # perpetrator code of the tables
    victims: str  # victims code if these people are the casualties
    name: str  # Arabic name, as in lexicon/actors.yml
    kind: str  # force, aircraft, fire, government, media, unnamed, weapon
    sentence: int = 0  # index into folded.sentences
    first: int = 0  # its tokens are tokens[first:last] of that sentence
    last: int = 0
    prefix: str = ""  # particles before the first word: و ف ب ل ك
    head: str = ""  # the leftmost head word, folded, without particles
    people: bool = False  # the head is of persons: «عناصر», «مقاتلو»
    owner: bool = False  # read from an adjective: «غارات روسية», «جنود أتراك»


def find_actors(folded: Folded, year: int | None = None) -> list[ActorMention]:
    """Every party named, in order, without overlaps, the longest name at each place.

    `year` is the year of publication if known: from 2025 on the government's forces are no "regime forces", and
    their casualties are "other".
    """
    found = _mentions(folded)
    if year is not None and year >= 2025:
        found = [
            m._replace(victims="other") if m.actor == "regime" and m.victims == "regime forces" else m for m in found
        ]
    return list(found)


@lru_cache(maxsize=1)  # asked by several readers of one article
def _mentions(folded: Folded) -> list[ActorMention]:
    return _Reader(folded).mentions()


class _Reader:
    """Reads an article from its beginning, so that «الميليشيا» may point back to a name."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.lexicon = actor_words()
        self.found: list[ActorMention] = []
        self.number = 0  # of the sentence that is being read
        self._abroad = cache(partial(is_abroad, folded))

    def mentions(self) -> list[ActorMention]:
        for number, sentence in enumerate(self.folded.sentences):
            named = sentence.places(_NAMES)
            if not named:
                continue
            tokens, done, self.number = sentence.tokens, 0, number
            for first, last, prefix, entry in self.lexicon.phrases.scan(sentence.forms, named):
                if first < done:
                    continue
                mention = (_owned if entry.noun else self._named)(self.lexicon, tokens, first, last, prefix, entry)
                if mention is not None:
                    done = mention.last
                    start, end = tokens[mention.first].start, tokens[done - 1].end
                    self._append(mention._replace(sentence=number, start=start, end=end), tokens)
                elif entry.kind == "none":
                    done = last
        return self.found

    def _named(
        self, lexicon: ActorWords, tokens: Sequence[Token], first: int, last: int, prefix: str, entry: Party
    ) -> ActorMention | None:
        """The mention around the name at tokens[first:last]: head words to the left, adjectives to the right."""
        if entry.kind == "none" or (entry.quoted and not _quoted(self.folded.text, tokens[first], tokens[last - 1])):
            return None
        told = None
        if entry.anaphor:
            if first > 0 and in_list("adjectival", tokens[first].form) and tokens[first - 1].form.startswith("ال"):
                return None  # «الأسابيع الأخيرة»
            told = self._meant(entry, tokens, tokens[last - 1].form)
            if told is not None:
                entry = Party(told.name, told.actor, told.victims)
            elif not entry.perpetrator:
                return None
        start, head, group, backed = _head(lexicon, tokens, first)
        a_place = entry.kind == "government" and first > 0 and tokens[first - 1].form == "في"  # «في أنقرة»
        if (backed or a_place or entry.headed) and not head:
            return None
        if start < first:
            prefix = lexicon.heads[tokens[start].form][0]
        perpetrator, victims, kind = entry.perpetrator, entry.victims, entry.kind
        if entry.local and self._abroad():
            perpetrator, victims = "other", "other"
        if group == "aircraft":
            kind = "aircraft"
        elif head and kind == "government":
            # A militia is named by its patron: Iran's, or one that Russia or Turkey keeps.
            kind = "force"
            if backed:
                perpetrator, victims = lexicon.clients.get(perpetrator, (perpetrator, victims))
        people = group == "people" or (told is not None and _are_their_people(tokens[first].form))
        while last < len(tokens) and tokens[last].form in lexicon.tails:
            last += 1
        return ActorMention(0, 0, perpetrator, victims, entry.name, kind, 0, start, last, prefix, head, people)

    def _meant(self, anaphor: Party, tokens: Sequence[Token], pronoun: str) -> ActorMention | None:
        """The last party named that fits; «وأضافت أن ثمانية من مقاتليها …» has the one that spoke before."""
        fitting = (m for m in reversed(self.found) if self._may_mean(anaphor, m) and self._agrees(m, pronoun))
        last = next(fitting, None)
        goes_on = len(tokens) > 1 and tokens[1].form == "ان" and in_list("speaking", tokens[0].form)
        if last is None or last.sentence == self.number or not goes_on or self._speaks(last):
            return last
        return next((m for m in fitting if self._speaks(m)), last)

    def _speaks(self, mention: ActorMention) -> bool:
        """«قالت قسد»."""
        return mention.first > 0 and in_list(
            "speaking", self.folded.sentences[mention.sentence].forms[mention.first - 1]
        )

    def _may_mean(self, anaphor: Party, mention: ActorMention) -> bool:
        """Whether «الميليشيا» may point back to this mention."""
        if anaphor.word:
            return any(form in (anaphor.word, "ال" + anaphor.word) for form in self._forms(mention))
        if not anaphor.names and not anaphor.heads:
            parties = mention.kind in ("force", "government", "aircraft")
            return parties and not mention.owner and mention.actor != "unknown aircraft"
        return mention.name in anaphor.names or mention.head in anaphor.heads

    def _forms(self, mention: ActorMention) -> list[str]:
        """The words of a mention, the first without the particles before it."""
        first, *rest = self.folded.sentences[mention.sentence].forms[mention.first : mention.last]
        return [first.removeprefix(mention.prefix), *rest]

    def _agrees(self, mention: ActorMention, form: str) -> bool:
        """Whether the pronoun at the end of «وحداتها» may stand for a party of that name's gender."""
        feminine = form.endswith("ها")
        if not feminine and not form.endswith("ه"):
            return True
        first, *rest = self._forms(mention)
        other_gender = "masculine" if feminine else "feminine"
        if mention.people:  # «عناصر من تنظيم …»: of the gender of the organisation
            return not any(in_list(other_gender, word) for word in rest)
        return not first.endswith(("تان", "تين")) and not in_list(other_gender, first)

    def _append(self, mention: ActorMention, tokens: Sequence[Token]) -> None:
        """Add a mention in place of those it holds; a second name beside it («تنظيم الدولة (داعش)») joins the first."""
        found = self.found
        while found and found[-1].sentence == mention.sentence and found[-1].last > mention.first:
            found.pop()
        last = found[-1] if found else None
        if (
            last
            and last.sentence == mention.sentence
            and last.actor == mention.actor
            and last.victims == mention.victims
        ):
            between = tokens[last.last : mention.first]
            if not mention.prefix and all(token.form in "(-[" for token in between):
                end = mention.last
                if between and end < len(tokens) and tokens[end].form in ")]":
                    end += 1
                found[-1] = last._replace(end=tokens[end - 1].end, last=end)
                return
        found.append(mention)


def _are_their_people(form: str) -> bool:
    """«عناصرها», «مقاتليه»: persons, with the pronoun of their party."""
    stem = next((form.removesuffix(end) for end in ("ها", "هم", "ه") if form.endswith(end)), form)
    return are_people(stem)


def _quoted(text: str, first: Token, last: Token) -> bool:
    return text[first.start - 1 : first.start] == '"' == text[last.end : last.end + 1]


def _head(lexicon: ActorWords, tokens: Sequence[Token], first: int) -> tuple[int, str, str, bool]:
    """(first token with its head words, leftmost head, its group, whether a patron's word stands between)."""
    start, head, group, backed = first, "", "", False
    for i in range(first - 1, max(-1, first - 1 - _HEAD_REACH), -1):
        form = tokens[i].form
        if form in lexicon.backing:
            backed = True
        elif (word := lexicon.heads.get(form)) is not None and (form not in lexicon.links or i == first - 1):
            start, head = i, word[1]
            group = _group(group, word[2], linked=i + 1 < first and tokens[i + 1].form in lexicon.links)
        elif form not in lexicon.links and form not in _BEFORE_NAMES:
            break
    return start, head, group, backed


def _group(inner: str, outer: str, *, linked: bool) -> str:
    """The kind of head that two heads make: aircraft stay aircraft, whoever flies them."""
    if outer == "aircraft_or_women":
        outer = "people" if linked else "aircraft"
    return "aircraft" if "aircraft" in (inner, outer) else outer


def _owned(
    lexicon: ActorWords, tokens: Sequence[Token], first: int, last: int, prefix: str, entry: Party
) -> ActorMention | None:
    """«طائرات حربية روسية»: the noun's owner; an aircraft without one is a mention of an unknown aircraft."""
    at = last
    while at < len(tokens) and at - last < 3 and tokens[at].form in lexicon.fillers:
        at += 1
    owner = lexicon.owners.get(tokens[at].form) if at < len(tokens) else None
    if owner is None:
        if entry.kind != "aircraft":
            return None
        return ActorMention(0, 0, "unknown aircraft", "other", entry.name, "aircraft", 0, first, at, prefix, entry.name)
    last = at + 1
    if last + 1 < len(tokens) and tokens[last].form in ("او", "ام") and lexicon.owners.get(tokens[last + 1].form):
        owner, last = "unknown", last + 2
    if owner == "unknown" and any(in_list("flying", token.form) for token in tokens[first:at]):
        owner = "unknown aircraft"  # but «رصاص مجهول المصدر»
    victims = lexicon.owner_victims.get(owner, "other")
    people = are_people(tokens[first].form)
    grounded = entry.kind == "fire" or any(in_list("grounded", token.form) for token in tokens[first:at])
    kind = "force" if entry.kind == "force" else "fire" if grounded else "aircraft"
    mention = ActorMention(
        0, 0, owner, victims, tokens[at].form, kind, 0, first, last, prefix, entry.name, people, True
    )
    if entry.kind in ("strike", "fire"):  # the strikes are what is counted; the mention is their owner alone
        return mention._replace(first=at, prefix="")
    return mention
