"""Find every party that a text names, with the codes it has as perpetrator and as victim."""

from __future__ import annotations

from typing import Final

from report_lib.arabic.phrases import Beginnings
from report_lib.arabic.text import Folded, Sentence
from report_lib.arabic.triggers import trigger
from report_lib.conflict.actor_words import ActorWords, Party, actor_words, are_people, in_list, is_abroad, lists_any

_NAMES: Final = Beginnings(lambda: actor_words().phrases)
# How far, in words, the head of a mention may stand before the name: «عناصر من خلايا تابعة لـتنظيم…».
_HEAD_REACH: Final = 6
_MARKS: Final = frozenset({"(", "#"})  # «عنصران من #قسد»
# What may stand before a name: heads of a mention, and what ties them to it.
_BEFORE_NAMES: Final = trigger(
    lambda: actor_words().heads.keys() | actor_words().backing | actor_words().links | _MARKS
)
_PLANES: Final = "unknown aircraft"


class ActorMention:
    """A party where the text names it; `start` and `end` index the folded text, head words included."""

    def __init__(
        self,
        start: int,
        end: int,
        sentence: int,  # index into folded.sentences
        first: int,  # its tokens are tokens[first:last] of that sentence
        last: int,
        actor: str,  # perpetrator code of the tables
        victims: str,  # victims code if these people are the casualties
        name: str,  # Arabic name, as in lexicon/actors.yml
        kind: str,  # force, aircraft, fire, government, media, unnamed, weapon
        prefix: str = "",  # particles before the first word: و ف ب ل ك
        head: str = "",  # the leftmost head word, folded, without particles
        people: bool = False,  # the head is of persons: «عناصر», «مقاتلو»
        owner: bool = False,  # read from an adjective: «غارات روسية», «جنود أتراك»
    ) -> None:
        self.start, self.end = start, end
        self.sentence, self.first, self.last = sentence, first, last
        self.actor, self.victims, self.name, self.kind = actor, victims, name, kind
        self.prefix, self.head, self.people, self.owner = prefix, head, people, owner

    def coded(self, actor: str, victims: str) -> ActorMention:
        """The same mention with other codes."""
        where = self.start, self.end, self.sentence, self.first, self.last
        return ActorMention(
            *where, actor, victims, self.name, self.kind, self.prefix, self.head, self.people, self.owner
        )


def find_actors(folded: Folded) -> list[ActorMention]:
    """Every party named, in order, without overlaps, the longest name at each place, with the codes of before 2025."""
    return _Reader(folded).mentions()


def army_of(year: int | None) -> str:
    """The victims code of Syria's soldiers in a year: from 2025 on the government's are no "regime forces"."""
    return "regime forces" if year is None or year < 2025 else "other"


def as_of(year: int | None, mentions: list[ActorMention]) -> list[ActorMention]:
    """The same parties with the codes of the year of publication, if it is known."""
    army = army_of(year)
    if army == "regime forces":
        return mentions
    return [m.coded(m.actor, army) if m.actor == "regime" and m.victims == "regime forces" else m for m in mentions]


class _Reader:
    """Reads an article from its beginning, so that «الميليشيا» may point back to a name."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.lexicon = actor_words()
        self.found: list[ActorMention] = []
        self.number = 0  # of the sentence that is being read
        self.abroad: bool | None = None

    def mentions(self) -> list[ActorMention]:
        phrases = self.lexicon.phrases
        for number, sentence in enumerate(self.folded.sentences):
            named = _NAMES.places(sentence)
            if not named:
                continue
            self.number, done = number, 0
            for first, last, prefix, entry in phrases.scan(sentence.forms, named):
                if first < done:
                    continue
                if entry.noun:
                    mention = self._owned(sentence, first, last, prefix, entry)
                else:
                    mention = self._named(sentence, first, last, prefix, entry)
                if mention is not None:
                    done = mention.last
                    self._append(mention, sentence.forms)
                elif entry.kind == "none":
                    done = last
        return self.found

    def _is_abroad(self) -> bool:
        if self.abroad is None:
            self.abroad = is_abroad(self.folded)
        return self.abroad

    def _named(self, sentence: Sentence, first: int, last: int, prefix: str, entry: Party) -> ActorMention | None:
        """The mention around the name at tokens[first:last]: head words to the left, adjectives to the right."""
        if entry.kind == "none" or (entry.quoted and not _quoted(self.folded.text, sentence.span(first, last))):
            return None
        forms = sentence.forms
        told = None
        if entry.anaphor:
            if first > 0 and in_list("adjectival", forms[first]) and forms[first - 1].startswith("ال"):
                return None  # «الأسابيع الأخيرة»
            told = self._meant(entry, forms, forms[last - 1])
            if told is not None:
                entry = Party(told.name, told.actor, told.victims)
            elif not entry.perpetrator:
                return None
        name, head, group, backed = _head(self.lexicon, sentence, first)
        a_place = entry.kind == "government" and first > 0 and forms[first - 1] == "في"  # «في أنقرة»
        if (backed or a_place or entry.headed) and not head:
            return None
        perpetrator, victims, kind = entry.perpetrator, entry.victims, entry.kind
        if entry.local and self._is_abroad():
            perpetrator, victims = "other", "other"
        if group == "aircraft":
            kind = "aircraft"
        elif head and kind == "government":
            # A militia is named by its patron: Iran's, or one that Russia or Turkey keeps.
            kind = "force"
        if head and backed and group != "aircraft":
            perpetrator, victims = self.lexicon.clients.get(perpetrator, (perpetrator, victims))
        people = group == "people" or (told is not None and _are_their_people(forms[first]))
        if name < first:
            first, prefix = name, self.lexicon.heads[forms[name]][0]
        while last < len(forms) and forms[last] in self.lexicon.tails:
            last += 1
        start, end = sentence.span(first, last)
        return ActorMention(
            start, end, self.number, first, last, perpetrator, victims, entry.name, kind, prefix, head, people
        )

    def _owned(self, sentence: Sentence, first: int, last: int, prefix: str, entry: Party) -> ActorMention | None:
        """«طائرات حربية روسية»: the noun's owner; an aircraft without one is a mention of an unknown aircraft."""
        forms, owners = sentence.forms, self.lexicon.owners
        at = last
        while at < len(forms) and at - last < 3 and forms[at] in self.lexicon.fillers:
            at += 1
        if at == len(forms) or forms[at] not in owners:
            if entry.kind != "aircraft":
                return None
            start, end = sentence.span(first, at)
            return ActorMention(
                start, end, self.number, first, at, _PLANES, "other", entry.name, "aircraft", prefix, entry.name
            )
        owner, name = owners[forms[at]], forms[at]
        last = at + 1
        if last + 1 < len(forms) and forms[last] in ("او", "ام") and forms[last + 1] in owners:
            owner, last = "unknown", last + 2
        words = forms[first:at]
        if owner == "unknown" and lists_any("flying", words):
            owner = _PLANES  # but «رصاص مجهول المصدر»
        victims = self.lexicon.owner_victims.get(owner, "other")
        people = are_people(forms[first])
        grounded = entry.kind == "fire" or lists_any("grounded", words)
        kind = "force" if entry.kind == "force" else "fire" if grounded else "aircraft"
        if entry.kind in ("strike", "fire"):  # the strikes are what is counted; the mention is their owner alone
            first, prefix = at, ""
        start, end = sentence.span(first, last)
        return ActorMention(
            start, end, self.number, first, last, owner, victims, name, kind, prefix, entry.name, people, True
        )

    def _meant(self, anaphor: Party, forms: list[str], pronoun: str) -> ActorMention | None:
        """The last party named that fits; «وأضافت أن ثمانية من مقاتليها …» has the one that spoke before."""
        goes_on = len(forms) > 1 and forms[1] == "ان" and in_list("speaking", forms[0])
        last: ActorMention | None = None
        for mention in reversed(self.found):
            if pronoun.endswith("نا") and mention.sentence != self.number:
                return None  # «استشهاد تسعة من مقاتلينا»: whoever speaks, and who that is the sentence must say
            if not self._may_mean(anaphor, mention) or not self._agrees(mention, pronoun):
                continue
            if self._is_accused(mention, forms, pronoun):
                continue
            if self._speaks(mention) or mention.sentence == self.number or not goes_on:
                return mention
            last = last or mention
        return last

    def _is_accused(self, mention: ActorMention, forms: list[str], pronoun: str) -> bool:
        """«اتهمت قسد داعش بقتل أربعة من عناصرها»: theirs who accuse, if the pronoun may stand for them."""
        for accuser in self.found:
            if accuser.sentence == mention.sentence == self.number and accuser.last == mention.first:
                accuses = accuser.first > 0 and in_list("accusing", forms[accuser.first - 1])
                return accuses and self._agrees(accuser, pronoun)
        return False

    def _speaks(self, mention: ActorMention) -> bool:
        """«قالت قسد»."""
        return mention.first > 0 and in_list(
            "speaking", self.folded.sentences[mention.sentence].forms[mention.first - 1]
        )

    def _may_mean(self, anaphor: Party, mention: ActorMention) -> bool:
        """Whether «الميليشيا» may point back to this mention."""
        if anaphor.word:
            forms = self._forms(mention)
            return anaphor.word in forms or "ال" + anaphor.word in forms
        if not anaphor.names and not anaphor.heads:
            parties = mention.kind in ("force", "government", "aircraft")
            return parties and not mention.owner and mention.actor != _PLANES
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

    def _append(self, mention: ActorMention, forms: list[str]) -> None:
        """Add a mention in place of those it holds; a second name beside it («تنظيم الدولة (داعش)») joins the first."""
        found = self.found
        while found and found[-1].sentence == mention.sentence and found[-1].last > mention.first:
            found.pop()
        last = found[-1] if found else None
        if (
            last is None
            or last.sentence != mention.sentence
            or last.actor != mention.actor
            or last.victims != mention.victims
            or mention.prefix
            or any(forms[at] not in "(-[" for at in range(last.last, mention.first))
        ):
            found.append(mention)
            return
        bracketed = last.last < mention.first and mention.last < len(forms) and forms[mention.last] in ")]"
        last.end, last.last = mention.end, mention.last
        if bracketed:
            last.last += 1
            _, last.end = self.folded.sentences[last.sentence].span(last.first, last.last)


def _are_their_people(form: str) -> bool:
    """«عناصرها», «مقاتليه»: persons, with the pronoun of their party."""
    stem = next((form.removesuffix(end) for end in ("ها", "هم", "ه") if form.endswith(end)), form)
    return are_people(stem)


def _quoted(text: str, span: tuple[int, int]) -> bool:
    start, end = span
    return text[start - 1 : start] == '"' == text[end : end + 1]


def _head(lexicon: ActorWords, sentence: Sentence, first: int) -> tuple[int, str, str, bool]:
    """(first token with its head words, leftmost head, its group, whether a patron's word stands between)."""
    forms, start, head, group, backed = sentence.forms, first, "", "", False
    for i in range(first - 1, max(-1, first - 1 - _HEAD_REACH), -1):
        if not sentence.pulls_at(i, _BEFORE_NAMES):
            break
        form = forms[i]
        if form in lexicon.backing:
            backed = True
        elif (word := lexicon.heads.get(form)) is not None and (form not in lexicon.links or i == first - 1):
            start, head = i, word[1]
            group = _group(group, word[2], linked=i + 1 < first and forms[i + 1] in lexicon.links)
    return start, head, group, backed


def _group(inner: str, outer: str, *, linked: bool) -> str:
    """The kind of head that two heads make: aircraft stay aircraft, whoever flies them."""
    if outer == "aircraft_or_women":
        outer = "people" if linked else "aircraft"
    return "aircraft" if "aircraft" in (inner, outer) else outer
