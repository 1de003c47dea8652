"""Read a name together with the nouns before it and say which place the whole phrase means («بريف حمص الشرقي»)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from report_lib.arabic.text import Sentence, Token, fold_word
from report_lib.arabic.triggers import trigger
from report_lib.placing.gazetteer import Entry, Head, Place, capitals, gazetteer, heads, index, place_words, word_set

# Kinds of rows that a noun of this kind can stand before.
_NAMED = {
    "settlement": frozenset({"city", "town", "village"}),
    "governorate": frozenset({"city", "governorate", "region"}),
    "neighbourhood": frozenset({"neighbourhood", "town", "village"}),
}
_PLAIN_KINDS = frozenset({"settlement", "neighbourhood", "inside"})  # the name alone says where
_VAGUE_KINDS = frozenset({"beside", "inside"})
_OF_COUNTRIES = frozenset({"", "around", "beside", "inside", "border", "road"})  # «مدينة سورية» names no country
_WITH_DIRECTION = frozenset({"countryside", "desert"})  # «ريف حمص الشرقي»
_NO_KINDS: frozenset[str] = frozenset()
_SETTLED = frozenset({"city", "town", "village", "district", "governorate"})


@dataclass(slots=True, eq=False)
class Phrase:
    """A name and its nouns in one sentence; token numbers index `sentence.tokens`, ends are exclusive."""

    sentence: Sentence
    number: int  # of the sentence
    first: int
    last: int
    start: int
    end: int
    prefix: str
    entries: tuple[Entry, ...]
    heads: tuple[Head, ...] = ()  # innermost first
    linked: bool = False  # goes on with a list
    directions: tuple[str, ...] = ()
    place: Place | None = None
    role: str = ""

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

    def kinds(self) -> frozenset[str]:
        return frozenset([head.kind for head in self.heads]) if self.heads else _NO_KINDS


def read_phrases(number: int, sentence: Sentence) -> tuple[list[Phrase], list[Phrase]]:
    """The phrases of a sentence whose name is a place, and those that are one only if the text says so elsewhere.

    Which place a phrase means is settled later, where several share the name.
    """
    found: list[Phrase] = []
    for phrase in _matches(number, sentence):
        _gather(phrase, found[-1].end if found else 0)
        if found:
            _go_on_with_list(found[-1], phrase)
        found.append(phrase)
    return _attested(found)


_SPELLINGS = trigger(index)


def _matches(number: int, sentence: Sentence) -> list[Phrase]:
    spellings, forms = index(), sentence.forms
    found: list[Phrase] = []
    after = 0
    for at in sentence.places(_SPELLINGS):
        if at < after:
            continue
        second = forms[at + 1] if at + 1 < len(forms) else ""
        for rest, prefix, entries, head in (*spellings.get(f"{forms[at]} {second}", ()), *spellings[forms[at]]):
            if head and not prefix and not _headed(forms, at, head):
                continue
            if tuple(forms[at + 1 : at + 1 + len(rest)]) != rest:
                continue
            after = at + 1 + len(rest)
            found.append(Phrase(sentence, number, at, after, at, after, prefix, entries))
            break
    return found


def _headed(forms: Sequence[str], at: int, kind: str) -> bool:
    """Whether a name that needs a noun of this kind may have it: before it, or before the list it stands in."""
    before = forms[at - 1] if at else ""
    noun = heads().get(before)
    return noun.kind == kind if noun else before in _linking()


def _gather(phrase: Phrase, floor: int) -> None:
    """Take in the nouns before the name, from token `floor` on, and after a countryside the direction."""
    tokens, nouns, at = phrase.sentence.tokens, heads(), phrase.first
    gathered: list[Head] = []
    if not phrase.prefix:
        if at > floor + 1 and tokens[at - 1].form == "(" and tokens[at - 2].form in nouns:
            at -= 1
        while at > floor and (head := nouns.get(tokens[at - 1].form)):
            gathered.append(head)
            at -= 1
            if head.prefix:
                break
        if gathered or tokens[at].form != "(":
            phrase.start, phrase.heads = at, tuple(gathered)
    if phrase.kinds() & _WITH_DIRECTION:
        _take_directions(phrase)


def _take_directions(phrase: Phrase) -> None:
    tokens = phrase.sentence.tokens
    while phrase.end < len(tokens) and (direction := _directions().get(tokens[phrase.end].form)):
        phrase.directions += (direction,)
        phrase.end += 1


@cache
def _directions() -> dict[str, str]:
    return {fold_word(form): form for word in place_words()["directions"] for form in (word, f"و{word}")}


def between(one: Phrase, other: Phrase) -> Sequence[Token]:
    """The tokens between two phrases of a sentence."""
    return one.sentence.tokens[one.end : other.start]


def _go_on_with_list(previous: Phrase, phrase: Phrase) -> None:
    """«ريفي حمص وحماة»: the second name is of the countryside too."""
    tokens = phrase.sentence.tokens
    gap = between(previous, phrase)
    joined = tokens[phrase.start].form.startswith("و") and (
        phrase.prefix.startswith("و") or bool(phrase.heads and phrase.heads[-1].prefix.startswith("و"))
    )
    linking = all(token.form in _linking() for token in gap) and len(gap) <= 2
    phrase.linked = linking and (joined or (bool(gap) and not phrase.heads))
    if phrase.linked and not phrase.heads and previous.heads and previous.heads[0].many:
        phrase.heads = previous.heads
        if phrase.kinds() & _WITH_DIRECTION:
            _take_directions(phrase)


@cache
def _linking() -> frozenset[str]:
    return frozenset(fold_word(word) for word in place_words()["linking"])


# --- is it a place? ---------------------------------------------------------------------------------------------------


def _attested(phrases: Sequence[Phrase]) -> tuple[list[Phrase], list[Phrase]]:
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
        bare = tuple(entry for entry in phrase.entries if not entry.head)
        entries = tuple(entry for entry in bare if placed or _listed(entry, phrase, before, after))
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
    return before.isalpha() and before not in word_set("locating") and not phrase.heads


def _with_cue(phrase: Phrase) -> tuple[Entry, ...]:
    head, entries = phrase.head, tuple([entry for entry in phrase.entries if _is_attested(phrase, entry)])
    if not head or not entries:
        return entries
    named = _NAMED.get(head, {head})
    return tuple([entry for entry in entries if entry.place.kind in named]) or entries


def _is_attested(phrase: Phrase, entry: Entry) -> bool:
    if entry.place.kind == "country" and phrase.head not in _OF_COUNTRIES:
        return False
    if entry.head:
        return phrase.head == entry.head
    if not entry.cue or not phrase.kinds() <= _VAGUE_KINDS:
        return True
    return entry.cue == "preposition" and (
        bool(phrase.heads)
        or "ب" in phrase.prefix
        or phrase.before() in word_set("locating")
        or phrase.before() in word_set("hospital")
        or (phrase.first == 0 and phrase.after() in ("-", ":", "("))
        or opens_item(phrase)
    )


def opens_item(phrase: Phrase) -> bool:
    """«• الميادين: …»: the place of an item in a round-up."""
    bullet = phrase.sentence.forms[: phrase.first]
    return bool(bullet) and not any(form[0].isalpha() for form in bullet) and phrase.after() == ":"


def lies_in(phrase: Phrase, wider: Phrase) -> bool:
    """Whether `wider` follows as the area that holds the place: «السوسة شرقي دير الزور», «تدمر بريف حمص»."""
    gap = between(phrase, wider)
    if phrase.sentence is not wider.sentence or len(gap) > 4 or wider.linked:
        return False
    for at, token in enumerate(gap):
        if token.form in ("الي", "من") and not any(t.form in word_set("near") for t in gap):
            return False  # «من السخنة إلى ريف دير الزور»; but «إلى الشرق من سلمية»
        if token.form not in _bridging() and (at == 0 or token.form not in word_set("near")):
            return False
    return bool(wider.heads) or "ب" in wider.prefix or any(t.form in ("في", "من") for t in gap)


@cache
def _bridging() -> frozenset[str]:
    return frozenset(fold_word(word) for word in place_words()["bridging"])


# --- which place? -----------------------------------------------------------------------------------------------------


def compose(place: Place, nouns: tuple[Head, ...], directions: tuple[str, ...]) -> Place:
    """The place that nouns and name mean together, as precise as the words are."""
    return _compose(place, tuple((noun.kind, noun.word) for noun in nouns), directions)


@cache
def _compose(place: Place, nouns: tuple[tuple[str, str], ...], directions: tuple[str, ...]) -> Place:
    capital = capitals().get(place.name) if place.kind in ("city", "governorate") else None
    kinds = {kind for kind, _ in nouns}
    if capital and capital.governorate != "Damascus" and place.kind == "city":
        # «في حمص» may mean the city or the governorate; «وسط مدينة حمص» means the city.
        if not kinds & {"settlement", "inside", "neighbourhood"}:
            place = replace(place, geo_precision=4)
        if kinds & {"governorate", "countryside", "desert"}:
            place = replace(
                place, latitude=capital.latitude, longitude=capital.longitude, geo_precision=4, kind="governorate"
            )
    near = False
    for kind, word in nouns:
        if not near or kind in ("desert", "countryside"):  # «مخيم قرب اعزاز» is not the camp of that name
            place = _with_noun(place, kind, word, directions)
        near = near or kind in ("around", "beside")
    return place


def _with_noun(place: Place, kind: str, word: str, directions: tuple[str, ...]) -> Place:
    if kind in _PLAIN_KINDS or place.kind == kind or kind in ("governorate", "road", "border"):
        return place
    if kind in ("around", "beside"):
        return coarser(place, 2)
    if kind == "area":
        return coarser(place, 3) if place.kind in _SETTLED else place
    name = " ".join((word, place.name, *(directions if kind in _WITH_DIRECTION else ())))
    known = gazetteer().get(fold_word(name))
    if known and len(known) == 1:
        return known[0]
    if kind == "countryside" and fold_word(f"{word} {place.name}") in gazetteer():  # ريف دمشق
        return replace(gazetteer()[fold_word(f"{word} {place.name}")][0], name=name)
    return replace(coarser(place, 2), name=name, kind="region" if kind == "countryside" else kind)


def coarser(place: Place, precision: int) -> Place:
    """The place with at least this where_prec, if it has one."""
    return replace(place, geo_precision=max(place.geo_precision, precision)) if place.geo_precision else place
