"""Find every party that a text names, with the codes it has as perpetrator and as victim."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import Any, Generic, NamedTuple, TypeVar

from report_lib.arabic.text import Folded, Token, fold_word
from report_lib.lexicon_files import lexicon_file

T = TypeVar("T")

# The article and the particles that are written as one word with the next.
_PROCLITICS = ("", "و", "ف", "ب", "ل", "ك", "وب", "ول", "وك", "فب", "فل")
# How far, in words, the head of a mention may stand before the name: «عناصر من خلايا تابعة لـتنظيم…».
_HEAD_REACH = 5


class ActorMention(NamedTuple):
    """A party where the text names it; `start` and `end` index the folded text, head words included."""

    start: int
    end: int
    actor: str  # perpetrator code of the tables
    victims: str  # victims code if these people are the casualties
    name: str  # Arabic name, as in lexicon/actors.yml
    kind: str  # force, aircraft, government, media, unnamed, weapon
    sentence: int = 0  # index into folded.sentences
    first: int = 0  # its tokens are tokens[first:last] of that sentence
    last: int = 0
    prefix: str = ""  # particles before the first word: و ف ب ل ك
    head: str = ""  # the leftmost head word, folded, without particles
    people: bool = False  # the head is of persons: «عناصر», «مقاتلو»
    owner: bool = False  # read from an adjective: «غارات روسية», «جنود أتراك»


class Phrases(Generic[T]):
    """Phrases looked up at a token: longest first, with particles before the first word; "#" stands for any number."""

    def __init__(self) -> None:
        # first word with its particles → second word or "" → (words from the second on, particles, value)
        self._at: dict[str, dict[str, list[tuple[tuple[str, ...], str, T]]]] = {}

    def add(self, phrase: str, value: T) -> None:
        first, *rest = fold_word(phrase).split()
        for prefix, form in with_particles(first):
            self._at.setdefault(form, {}).setdefault(rest[0] if rest else "", []).append((tuple(rest), prefix, value))

    def seal(self) -> Phrases[T]:
        """Longest phrase first, fewest particles first; the order of the file decides among equals."""
        for seconds in self._at.values():
            for found in seconds.values():
                found.sort(key=lambda entry: (-len(entry[0]), len(entry[1])))
        return self

    def begin_in(self, forms: Sequence[str]) -> bool:
        """Whether one of the words may begin a phrase."""
        return not self._at.keys().isdisjoint(forms)

    def scan(self, forms: Sequence[str]) -> Iterator[tuple[int, int, str, T]]:
        """(first, last, particles, value) of every longest phrase of the words forms[first:last], left to right."""
        at = self._at
        for i in [i for i, form in enumerate(forms) if form in at]:
            if (found := _longest(at[forms[i]], forms, i + 1)) is not None:
                rest, prefix, value = found
                yield i, i + 1 + len(rest), prefix, value


def _longest(
    seconds: dict[str, list[tuple[tuple[str, ...], str, T]]], forms: Sequence[str], start: int
) -> tuple[tuple[str, ...], str, T] | None:
    if start < len(forms):
        following = forms[start]
        for entry in seconds.get("#" if following[0].isdigit() else following, ()):
            if _follows(forms, start, entry[0]):
                return entry
    alone = seconds.get("")
    return alone[0] if alone else None


def with_particles(word: str) -> Iterator[tuple[str, str]]:
    """(particles, form) of each way to write a folded `word` with particles before it: لل for ل and the article."""
    for prefix in _PROCLITICS:
        if prefix.endswith("ل") and word.startswith("ال"):
            yield prefix, f"{prefix}ل{word[2:]}"
        else:
            yield prefix, prefix + word


def _follows(forms: Sequence[str], start: int, words: tuple[str, ...]) -> bool:
    if start + len(words) > len(forms):
        return False
    for form, word in zip(forms[start:], words, strict=False):
        if form != word and not (word == "#" and form[0].isdigit()):
            return False
    return True


@dataclass(frozen=True)
class _Entry:
    """One line of the lexicon: a named party, or a noun that takes its owner's adjective."""

    name: str
    perpetrator: str = ""
    victims: str = ""
    kind: str = "force"  # force, government, media, unnamed, weapon, none; for a noun: aircraft, strike, force
    noun: bool = False
    local: bool = False
    quoted: bool = False
    headed: bool = False
    anaphor: bool = False
    names: frozenset[str] = frozenset()  # what an anaphor may point back to: these names, these heads; empty for any
    heads: frozenset[str] = frozenset()

    def may_mean(self, mention: ActorMention) -> bool:
        if not self.names and not self.heads:
            parties = mention.kind in ("force", "government", "aircraft")
            return parties and not mention.owner and mention.actor != "unknown aircraft"
        return mention.name in self.names or mention.head in self.heads


class _Lexicon(NamedTuple):
    phrases: Phrases[_Entry]
    heads: Mapping[str, tuple[str, str, str]]  # form → (particles, word, group)
    links: frozenset[str]
    tails: frozenset[str]
    backing: frozenset[str]
    fillers: frozenset[str]
    owners: Mapping[str, str]  # adjective → perpetrator code
    owner_victims: Mapping[str, str]
    people: Mapping[str, str]  # noun, with particles → victims code
    clients: Mapping[str, tuple[str, str]]  # patron's code → (perpetrator, victims) of the militias it keeps
    sides: Mapping[str, str]  # code → its side
    forces: Mapping[str, str]  # victims code of a force → its perpetrator code
    words: Mapping[str, frozenset[str]]  # further lists: attackers, carrying, belonging, regulars, fighters
    foreign: re.Pattern[str]
    syrian: re.Pattern[str]


def vocabulary() -> Mapping[str, Any]:
    """lexicon/actors.yml as loaded."""
    loaded: dict[str, Any] = lexicon_file("actors.yml")
    return loaded


@cache
def _lexicon() -> _Lexicon:
    loaded = vocabulary()
    phrases: Phrases[_Entry] = Phrases()
    for party in loaded["actors"]:
        points = party.get("anaphor", {})
        entry = _Entry(
            party["name"],
            party.get("perpetrator", ""),
            party.get("victims", ""),
            party.get("kind", "force"),
            local=party.get("local", False),
            quoted=party.get("quoted", False),
            headed=party.get("headed", False),
            anaphor=bool(points),
            names=frozenset(points.get("names", ())),
            heads=_folded(points.get("heads", ())),
        )
        for alias in party["aliases"]:
            phrases.add(alias, entry)
    for kind, nouns in loaded["nouns"].items():
        for noun in nouns.split():
            phrases.add(noun, _Entry(noun, kind=kind, noun=True))
    heads = {
        form: (prefix, fold_word(word), group)
        for group, words in loaded["heads"].items()
        for word in words.split()
        for prefix, form in with_particles(fold_word(word))
    }
    owners = {fold_word(form): code for code, forms in loaded["owners"].items() for form in forms}
    people: dict[str, str] = {}
    for code, nouns in loaded["people"].items():
        for noun in _folded(nouns.split()):
            for bare in (noun, "ال" + noun):
                for _, form in with_particles(bare):
                    people.setdefault(form, code)
    return _Lexicon(
        phrases.seal(),
        heads,
        _folded(loaded["links"].split()),
        _folded(loaded["tails"].split()),
        frozenset(form for word in loaded["backing"].split() for _, form in with_particles(fold_word(word))),
        _folded(loaded["fillers"].split()),
        owners,
        loaded["owner_victims"],
        people,
        {patron: (codes[0], codes[1]) for patron, codes in loaded["clients"].items()},
        {code: side for side, codes in loaded["sides"].items() for code in codes},
        loaded["forces"],
        {
            name: frozenset(form for word in entries.split() for _, form in with_particles(fold_word(word)))
            for name, entries in loaded["victim_words"].items()
        },
        _named_in(loaded["foreign_countries"]),
        _named_in(loaded["syrian"]),
    )


def _named_in(names: Iterable[str]) -> re.Pattern[str]:
    """Finds a country, what is of it, and its people, as whole words: «مصر» is not in «مصرع»."""
    stems = "|".join(sorted(_folded(names)))
    return re.compile(rf"(?<!\w)[وفبلك]{{0,2}}(?:ا?ل)?(?:{stems})(?:ا|[هة]|ي|يا|ي[هة]|ين|ون|يين|يون|يات)?(?!\w)")


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_word(word) for word in words)


def victims_of(noun: str) -> str:
    """The victims code of a folded person noun («راعيين» → civilians, «شخصا» → people); "" where the side of an armed
    man depends on the words around («عنصر», «ضابط»), or the noun is unknown."""
    return _lexicon().people.get(noun, "")


def word_list(name: str) -> frozenset[str]:
    """The list `name` of victim_words: folded words, particles included."""
    return _lexicon().words[name]


def in_list(name: str, form: str) -> bool:
    """Whether a folded word, particles included, stands in the list `name` of victim_words."""
    return form in _lexicon().words[name]


def arms_of(noun: str) -> str:
    """ "regulars" for a folded noun of soldiers, officers or police, "fighters" for other armed people, else ""."""
    return next((kind for kind in ("regulars", "fighters") if in_list(kind, noun)), "")


def is_abroad(folded: Folded) -> bool:
    """Whether the article tells more of other countries than of Syria."""
    return _is_abroad(folded.text)


@lru_cache(maxsize=1)  # asked by several readers of one article
def _is_abroad(text: str) -> bool:
    lexicon = _lexicon()
    return len(lexicon.foreign.findall(text)) > len(lexicon.syrian.findall(text))


def side_of(code: str) -> str:
    """The side that a perpetrator or victims code fights on; the code itself where it has no ally."""
    return _lexicon().sides.get(code, code)


def actor_of(victims: str) -> str:
    """The perpetrator code of the force whose people a victims code means («regime forces» → regime), or ""."""
    return _lexicon().forces.get(victims, "")


def owner_of(adjective: str) -> str:
    """The perpetrator code of a folded adjective of nationality («اسراييلية» → Israel), or ""."""
    return _lexicon().owners.get(adjective, "")


def find_actors(folded: Folded, year: int | None = None) -> list[ActorMention]:
    """Every party named, in order, without overlaps, the longest name at each place.

    `year` is the year of publication if known: from 2025 on the government's forces are no "regime forces", and
    their casualties are "other".
    """
    found = _Reader(folded).mentions()
    if year is not None and year >= 2025:
        found = [
            m._replace(victims="other") if m.actor == "regime" and m.victims == "regime forces" else m for m in found
        ]
    return found


class _Reader:
    """Reads an article from its beginning, so that «الميليشيا» may point back to a name."""

    def __init__(self, folded: Folded) -> None:
        self.folded = folded
        self.lexicon = _lexicon()
        self.found: list[ActorMention] = []

    def mentions(self) -> list[ActorMention]:
        for number, sentence in enumerate(self.folded.sentences):
            tokens, done = sentence.tokens, 0
            for first, last, prefix, entry in self.lexicon.phrases.scan(sentence.forms):
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

    @cached_property
    def _abroad(self) -> bool:
        return is_abroad(self.folded)

    def _named(
        self, lexicon: _Lexicon, tokens: Sequence[Token], first: int, last: int, prefix: str, entry: _Entry
    ) -> ActorMention | None:
        """The mention around the name at tokens[first:last]: head words to the left, adjectives to the right."""
        if entry.kind == "none" or (entry.quoted and not _quoted(self.folded.text, tokens[first], tokens[last - 1])):
            return None
        if entry.anaphor:
            pronoun = tokens[last - 1].form
            told = next((m for m in reversed(self.found) if entry.may_mean(m) and self._agrees(m, pronoun)), None)
            if told is not None:
                entry = _Entry(told.name, told.actor, told.victims)
            elif not entry.perpetrator:
                return None
        start, head, group, backed = _head(lexicon, tokens, first)
        a_place = entry.kind == "government" and first > 0 and tokens[first - 1].form == "في"  # «في أنقرة»
        if (backed or a_place or entry.headed) and not head:
            return None
        if start < first:
            prefix = lexicon.heads[tokens[start].form][0]
        perpetrator, victims, kind = entry.perpetrator, entry.victims, entry.kind
        if entry.local and self._abroad:
            perpetrator, victims = "other", "other"
        if group == "aircraft":
            kind = "aircraft"
        elif head and kind == "government":
            # A militia is named by its patron: Iran's, or one that Russia or Turkey keeps.
            kind = "force"
            if backed:
                perpetrator, victims = lexicon.clients.get(perpetrator, (perpetrator, victims))
        while last < len(tokens) and tokens[last].form in lexicon.tails:
            last += 1
        return ActorMention(
            0, 0, perpetrator, victims, entry.name, kind, 0, start, last, prefix, head, group == "people"
        )

    def _agrees(self, mention: ActorMention, form: str) -> bool:
        """Whether the pronoun at the end of «وحداتها» may stand for a party of that name's gender."""
        feminine = form.endswith("ها")
        if not feminine and not form.endswith("ه"):
            return True
        first = self.folded.sentences[mention.sentence].tokens[mention.first].form
        return not in_list("masculine" if feminine else "feminine", first)

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


def _quoted(text: str, first: Token, last: Token) -> bool:
    return text[first.start - 1 : first.start] == '"' == text[last.end : last.end + 1]


def _head(lexicon: _Lexicon, tokens: Sequence[Token], first: int) -> tuple[int, str, str, bool]:
    """(first token with its head words, leftmost head, its group, whether a patron's word stands between)."""
    start, head, group, backed = first, "", "", False
    for i in range(first - 1, max(-1, first - 1 - _HEAD_REACH), -1):
        form = tokens[i].form
        if form in lexicon.backing:
            backed = True
        elif (word := lexicon.heads.get(form)) is not None and (form not in lexicon.links or i == first - 1):
            start, head = i, word[1]
            group = _group(group, word[2], linked=i + 1 < first and tokens[i + 1].form in lexicon.links)
        elif form not in lexicon.links and form != "(":
            break
    return start, head, group, backed


def _group(inner: str, outer: str, *, linked: bool) -> str:
    """The kind of head that two heads make: aircraft stay aircraft, whoever flies them."""
    if outer == "aircraft_or_women":
        outer = "people" if linked else "aircraft"
    return "aircraft" if "aircraft" in (inner, outer) else outer


def _owned(
    lexicon: _Lexicon, tokens: Sequence[Token], first: int, last: int, prefix: str, entry: _Entry
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
    if last + 1 < len(tokens) and tokens[last].form == "او" and lexicon.owners.get(tokens[last + 1].form):
        owner, last = "unknown", last + 2
    if owner == "unknown" and entry.kind != "force":
        owner = "unknown aircraft"
    victims = lexicon.owner_victims.get(owner, "other")
    people = lexicon.heads.get(tokens[first].form, ("", "", ""))[2] == "people"
    mention = ActorMention(
        0, 0, owner, victims, tokens[at].form, "aircraft", 0, first, last, prefix, entry.name, people, True
    )
    if entry.kind == "strike":  # the strikes are what is counted; the mention is their owner alone
        return mention._replace(first=at, prefix="")
    return mention._replace(kind="force") if entry.kind == "force" else mention
