"""Read a name together with the nouns before it, and part the names from ordinary words that look like them."""

from __future__ import annotations

from functools import cache
from typing import Final

from report_lib.arabic.text import Sentence, fold_word
from report_lib.arabic.triggers import trigger
from report_lib.placing.gazetteer import WORDS, Entry, Head, Place, Spelling, Spellings, heads, index, place_words

# Kinds of rows that a noun of this kind can stand before.
_NAMED: Final = {
    "settlement": frozenset({"city", "town", "village"}),
    "governorate": frozenset({"city", "governorate", "region"}),
    "neighbourhood": frozenset({"neighbourhood", "town", "village"}),
}
_VAGUE_KINDS: Final = frozenset({"beside", "inside"})
_OF_COUNTRIES: Final = frozenset({"", "around", "beside", "inside", "border", "road"})  # «مدينة سورية» names no country
WITH_DIRECTION: Final = frozenset({"countryside", "desert"})  # «ريف حمص الشرقي»
_LINKS, _BRIDGE = 2, 4  # so many words may link the names of a list, and stand between a place and its area


class Phrase:
    """A name, first..last, and its nouns, start..end, in one sentence; these number its words, ends are exclusive."""

    def __init__(
        self, sentence: Sentence, number: int, first: int, last: int, prefix: str, entries: list[Entry]
    ) -> None:
        self.sentence = sentence
        self.number = number  # of the sentence
        self.first = first
        self.last = last
        self.start = first
        self.end = last
        self.prefix = prefix
        self.entries = entries
        self.heads: tuple[Head, ...] = ()  # innermost first
        self.linked = False  # goes on with a list
        self.directions: tuple[str, ...] = ()
        self.place: Place | None = None
        self.role = ""

    @property
    def head(self) -> str:
        """The kind of the noun directly before the name."""
        return self.heads[0].kind if self.heads else ""

    def before(self, steps: int = 1) -> str:
        """The form of the token `steps` before the phrase."""
        at = self.start - steps
        return self.sentence.forms[at] if at >= 0 else ""

    def after(self, steps: int = 0) -> str:
        """The form of the token `steps` after the phrase."""
        at = self.end + steps
        return self.sentence.forms[at] if at < len(self.sentence.forms) else ""

    def span(self) -> tuple[int, int]:
        """Where it begins and ends in the folded text."""
        return self.sentence.span(self.start, self.end)

    def has_head(self, kinds: frozenset[str]) -> bool:
        """Whether one of its nouns is of these kinds."""
        return any(head.kind in kinds for head in self.heads)


def read_phrases(
    number: int, sentence: Sentence, names: dict[str, Spellings], nouns: dict[str, Head]
) -> tuple[list[Phrase], list[Phrase]]:
    """The phrases of a sentence whose name is a place, and those that are one only if the text says so elsewhere.

    `names` and `nouns` are the gazetteer's `index()` and `heads()`.
    Which place a phrase means is settled later, where several share the name.
    """
    if not sentence.pulls & _SPELLINGS:
        return [], []
    found = _matches(number, sentence, names)
    headed = bool(sentence.pulls & _HEADS)
    previous: Phrase | None = None
    for phrase in found:
        if headed and not phrase.prefix:
            _gather(phrase, previous.end if previous else 0, nouns)
        if previous:
            _go_on_with_list(previous, phrase)
        previous = phrase
    return _attested(found) if found else ([], [])


_SPELLINGS: Final = trigger(index)
_HEADS: Final = trigger(heads)


def _matches(number: int, sentence: Sentence, names: dict[str, Spellings]) -> list[Phrase]:
    forms = sentence.forms
    found: list[Phrase] = []
    after = 0
    for at in sentence.places(_SPELLINGS):
        if at < after:
            continue
        spelling = _spelling(names[forms[at]], forms, at)
        if spelling:
            after = at + 1 + len(spelling.rest)
            found.append(Phrase(sentence, number, at, after, spelling.prefix, spelling.entries))
    return found


def _spelling(begun: Spellings, forms: list[str], at: int) -> Spelling | None:
    """The longest name that begins with the word at `at`, of those with that first word."""
    if begun.longer and at + 1 < len(forms):
        longer = begun.longer.get(forms[at + 1])
        if longer is not None and (found := _fitting(longer, forms, at)):
            return found
    return _fitting(begun.alone, forms, at)


def _fitting(spellings: list[Spelling], forms: list[str], at: int) -> Spelling | None:
    for spelling in spellings:
        more = len(spelling.rest)
        if more > 1 and forms[at + 1 : at + 1 + more] != spelling.rest:
            continue
        if not spelling.head or spelling.prefix or _headed(forms, at, spelling.head):
            return spelling
    return None


def _headed(forms: list[str], at: int, kind: str) -> bool:
    """Whether a name that needs a noun of this kind may have it: before it, or before the list it stands in."""
    before = forms[at - 1] if at else ""
    noun = heads().get(before)
    return noun.kind == kind if noun else before in _linking()


def _gather(phrase: Phrase, floor: int, nouns: dict[str, Head]) -> None:
    """Take in the nouns before the name, from token `floor` on, and after a countryside the direction."""
    forms, at = phrase.sentence.forms, phrase.first
    if at > floor + 1 and forms[at - 1] == "(" and forms[at - 2] in nouns:
        at -= 1
    sentence = phrase.sentence
    while at > floor and sentence.pulls_at(at - 1, _HEADS):
        head = nouns[forms[at - 1]]
        phrase.heads += (head,)
        at -= 1
        if head.prefix:
            break
    if phrase.heads or forms[at] != "(":
        phrase.start = at
    if phrase.heads and phrase.has_head(WITH_DIRECTION):
        _take_directions(phrase)


def _take_directions(phrase: Phrase) -> None:
    while direction := _directions().get(phrase.after()):
        phrase.directions += (direction,)
        phrase.end += 1


@cache
def _directions() -> dict[str, str]:
    return {fold_word(form): form for word in place_words()["directions"] for form in (word, f"و{word}")}


def between(one: Phrase, other: Phrase) -> list[str]:
    """The words between two phrases of a sentence."""
    return one.sentence.forms[one.end : other.start]


def _go_on_with_list(previous: Phrase, phrase: Phrase) -> None:
    """«ريفي حمص وحماة»: the second name is of the countryside too."""
    if phrase.start - previous.end > _LINKS:
        return
    gap = between(previous, phrase)
    joined = phrase.sentence.forms[phrase.start].startswith("و") and (
        phrase.prefix.startswith("و") or bool(phrase.heads and phrase.heads[-1].prefix.startswith("و"))
    )
    linking = all(form in _linking() for form in gap)
    phrase.linked = linking and (joined or (bool(gap) and not phrase.heads))
    if phrase.linked and not phrase.heads and previous.heads and previous.heads[0].many:
        phrase.heads = previous.heads
        if phrase.has_head(WITH_DIRECTION):
            _take_directions(phrase)


_linking_words: Final[set[str]] = set()


def _linking() -> set[str]:
    if not _linking_words:
        _linking_words.update(fold_word(word) for word in place_words()["linking"])
    return _linking_words


# --- is it a place? ---------------------------------------------------------------------------------------------------


def _attested(phrases: list[Phrase]) -> tuple[list[Phrase], list[Phrase]]:
    """Part the names from ordinary words that look like them: what needs a cue and has none."""
    sure = [_with_cue(phrase) for phrase in phrases]
    kept: list[Phrase] = []
    doubtful: list[Phrase] = []
    for at, phrase in enumerate(phrases):
        if sure[at]:
            phrase.entries = sure[at]
            kept.append(phrase)
            continue
        before = phrases[at - 1] if phrase.linked and kept and kept[-1] is phrases[at - 1] else None
        after = phrases[at + 1] if at + 1 < len(phrases) and sure[at + 1] else None
        placed = after is not None and lies_in(phrase, after)
        bare = [entry for entry in phrase.entries if not entry.head]
        entries = [entry for entry in bare if placed or _listed(entry, phrase, before, after)]
        if entries and not _after_a_noun(phrase):
            phrase.entries = entries
            kept.append(phrase)
        elif any(entry.cue == "preposition" for entry in bare):
            phrase.entries = bare
            doubtful.append(phrase)
    return kept, doubtful


def _listed(entry: Entry, phrase: Phrase, before: Phrase | None, after: Phrase | None) -> bool:
    """Whether the names before or after make the doubtful one a member of a list of places."""
    if entry.cue == "head":
        if before is None or not before.heads:
            return False
        # «شرق الجنينة وغريبة», but not «المدينة، شرق حلب، غريبة عن …»
        return before.head != "around" or phrase.before() not in ("،", ",")
    beside = [phrase for phrase in (before, after if after and after.linked else None) if phrase]
    return any(entry.place.kind != "country" for phrase in beside for entry in phrase.entries)


def _after_a_noun(phrase: Phrase) -> bool:
    """Whether the doubtful name rather describes the word before it: «الخوذ البيضاء في محافظة إدلب»."""
    if phrase.prefix:
        return phrase.prefix[-1] not in "وب"
    before = phrase.before()
    return before.isalpha() and before not in WORDS["locating"] and not phrase.heads


def _with_cue(phrase: Phrase) -> list[Entry]:
    if len(phrase.entries) == 1:  # as nearly all have
        return phrase.entries if _is_attested(phrase, phrase.entries[0]) else []
    head, entries = phrase.head, [entry for entry in phrase.entries if _is_attested(phrase, entry)]
    if not head or not entries:
        return entries
    kinds = _NAMED.get(head)
    return [entry for entry in entries if (entry.place.kind in kinds if kinds else entry.place.kind == head)] or entries


def _is_attested(phrase: Phrase, entry: Entry) -> bool:
    if entry.place.kind == "country" and phrase.head not in _OF_COUNTRIES:
        return False
    if entry.head:
        return phrase.head == entry.head
    if not entry.cue or any(head.kind not in _VAGUE_KINDS for head in phrase.heads):
        return True
    return entry.cue == "preposition" and (
        bool(phrase.heads)
        or "ب" in phrase.prefix
        or phrase.before() in WORDS["locating"]
        or phrase.before() in WORDS["hospital"]
        or (phrase.first == 0 and phrase.after() in ("-", ":", "("))
        or opens_item(phrase)
    )


def opens_item(phrase: Phrase) -> bool:
    """«• الميادين: …»: the place of an item in a round-up."""
    if phrase.first == 0 or phrase.after() != ":":
        return False
    return not any(form[0].isalpha() for form in phrase.sentence.forms[: phrase.first])


def lies_in(phrase: Phrase, wider: Phrase) -> bool:
    """Whether `wider` follows as the area that holds the place: «السوسة شرقي دير الزور», «تدمر بريف حمص»."""
    if phrase.sentence is not wider.sentence or wider.start - phrase.end > _BRIDGE or wider.linked:
        return False
    gap = between(phrase, wider)
    for at, form in enumerate(gap):
        if form in ("الي", "من") and not any(each in WORDS["near"] for each in gap):
            return False  # «من السخنة إلى ريف دير الزور»; but «إلى الشرق من سلمية»
        if form not in _bridging() and (at == 0 or form not in WORDS["near"]):
            return False
    return bool(wider.heads) or "ب" in wider.prefix or "في" in gap or "من" in gap


@cache
def _bridging() -> frozenset[str]:
    return frozenset(fold_word(word) for word in place_words()["bridging"])
