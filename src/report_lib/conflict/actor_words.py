"""The words that name parties and people, with their codes (lexicon/actors.yml), as folded text spells them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Final

from report_lib.arabic.phrases import Phrases, with_particles
from report_lib.arabic.remembered import Remembered
from report_lib.arabic.text import Folded, fold, fold_word, tokenise
from report_lib.arabic.triggers import trigger, trigger_where
from report_lib.lexicon_files import lexicon_file
from report_lib.records import victim_group


class Party:
    """One line of the lexicon: a named party, or a noun that takes its owner's adjective."""

    noun: bool = False
    local: bool = False
    quoted: bool = False
    headed: bool = False
    anaphor: bool = False
    word: str = ""  # or a mention with this word in it: «حركة الزنكي» for «الحركة»

    def __init__(self, name: str, perpetrator: str = "", victims: str = "", kind: str = "force") -> None:
        self.name, self.perpetrator, self.victims = name, perpetrator, victims
        self.kind = kind  # force, government, media, unnamed, weapon, none; for a noun: aircraft, strike, force
        # What an anaphor may point back to: these names, these heads; empty for any.
        self.names: frozenset[str] = frozenset()
        self.heads: frozenset[str] = frozenset()


def vocabulary() -> Mapping[str, Any]:
    """lexicon/actors.yml as loaded."""
    loaded: dict[str, Any] = lexicon_file("actors.yml")
    return loaded


class ActorWords:
    """lexicon/actors.yml, folded; what each list is for is said there."""

    def __init__(self, loaded: Mapping[str, Any]) -> None:
        self.phrases: Phrases[Party] = Phrases()
        for party in loaded["actors"]:
            entry = _party(party)
            for alias in party["aliases"]:
                self.phrases.add(alias, entry)
        for kind, nouns in loaded["nouns"].items():
            for noun in nouns.split():
                entry = Party(noun, kind=kind)
                entry.noun = True
                self.phrases.add(noun, entry)
        self.phrases.seal()
        # Form → (particles, word, group).
        self.heads: dict[str, tuple[str, str, str]] = {
            form: (prefix, fold_word(word), group)
            for group, words in loaded["heads"].items()
            for word in words.split()
            for prefix, form in with_particles(fold_word(word))
        }
        self.links = _folded(loaded["links"].split())
        self.tails = _folded(loaded["tails"].split())
        self.backing = _with_particles(loaded["backing"].split())
        self.fillers = _folded(loaded["fillers"].split())
        # Adjective → perpetrator code, and that code → victims code.
        self.owners = {fold_word(form): str(code) for code, forms in loaded["owners"].items() for form in forms}
        self.owner_victims: dict[str, str] = loaded["owner_victims"]
        # Noun, with particles → victims code, as closely as it tells it.
        self.people: dict[str, str] = {}
        for code, nouns in loaded["people"].items():
            for noun in _folded(nouns.split()):
                for bare in (noun, "ال" + noun):
                    for _, form in with_particles(bare):
                        self.people.setdefault(form, code)
        # The same → victims code.
        self.victims = {noun: victim_group(code) for noun, code in self.people.items()}
        # Patron's code → (perpetrator, victims) of the militias it keeps.
        self.clients = {patron: (str(codes[0]), str(codes[1])) for patron, codes in loaded["clients"].items()}
        # Code → its side.
        self.sides = {str(code): str(side) for side, codes in loaded["sides"].items() for code in codes}
        # Victims code of a force → its perpetrator code.
        self.forces: dict[str, str] = loaded["forces"]
        # Further lists: attackers, carrying, belonging, regulars, fighters.
        self.words = {str(name): _with_particles(words.split()) for name, words in loaded["victim_words"].items()}
        self.regulars, self.fighters = self.words["regulars"], self.words["fighters"]
        self.foreign = _named_in(loaded["foreign_countries"])
        self.syrian = _named_in(loaded["syrian"])


_known: Final[list[ActorWords]] = []


def actor_words() -> ActorWords:
    """The vocabulary, read once."""
    if not _known:
        _known.append(ActorWords(vocabulary()))
    return _known[0]


def _party(said: Mapping[str, Any]) -> Party:
    entry = Party(said["name"], said.get("perpetrator", ""), said.get("victims", ""), said.get("kind", "force"))
    entry.local, entry.quoted, entry.headed = (said.get(name, False) for name in ("local", "quoted", "headed"))
    points = said.get("anaphor", {})
    entry.anaphor = bool(points)
    entry.names, entry.heads = frozenset(points.get("names", ())), _folded(points.get("heads", ()))
    entry.word = fold_word(points.get("word", ""))
    return entry


def _named_in(names: Iterable[str]) -> re.Pattern[str]:
    """A country, what is of it, and its people, as a word of its own; of «دير الزور» the last."""
    stems = "|".join(sorted(stem.split()[-1] for stem in _folded(names)))
    return re.compile(rf"[وفبلك]{{0,2}}(?:ا?ل)?(?:{stems})(?:ا|[هة]|ي|يا|ي[هة]|ين|ون|يين|يون|يات)?")


def _with_particles(words: Iterable[str]) -> frozenset[str]:
    return frozenset(form for word in words for _, form in with_particles(fold_word(word)))


def _folded(words: Iterable[str]) -> frozenset[str]:
    return frozenset(fold_word(word) for word in words)


def victims_of(noun: str) -> str:
    """Whom a folded person noun means («راعيين», «طفلين» → civilians, «شخصا» → people); "" where the side of an armed
    man depends on the words around («عنصر», «ضابط»), or the noun is unknown."""
    return actor_words().victims.get(noun, "")


def closely(noun: str) -> str:
    """The same as closely as the noun tells it: «راعيين» → civilians, «طفلين» → children."""
    return actor_words().people.get(noun, "")


def names_party(name: str, perpetrator: str) -> bool:
    """Whether a source's name, as the raw text has it, names the party of a code: «تنظيم “داعش”» for ISIS."""
    forms = [token.form for token in tokenise(fold(name).text)]
    return any(party.perpetrator == perpetrator for _, _, _, party in actor_words().phrases.scan(forms))


def are_people(form: str) -> bool:
    """Whether a folded word, particles included, heads a mention of persons: «عناصر», «قائد»."""
    return form in actor_words().heads and actor_words().heads[form][2] == "people"


def in_list(name: str, form: str) -> bool:
    """Whether a folded word, particles included, stands in the list `name` of victim_words."""
    return form in actor_words().words[name]


def _lists_of(form: str) -> list[str]:
    return [name for name, words in actor_words().words.items() if form in words]


# The words of any list of victim_words.
LISTED: Final = trigger(lambda: frozenset[str]().union(*actor_words().words.values()))


# The lists of victim_words that a word stands in, looked up in each once.
LISTS_OF: Final = Remembered(_lists_of)


def lists_any(name: str, forms: list[str]) -> bool:
    """Whether one of these words stands in the list `name` of victim_words."""
    listed = actor_words().words[name]
    return any(form in listed for form in forms)


def arms_of(noun: str) -> str:
    """ "regulars" for a folded noun of soldiers, officers or police, "fighters" for other armed people, else ""."""
    words = actor_words()
    return "regulars" if noun in words.regulars else "fighters" if noun in words.fighters else ""


_FOREIGN: Final = trigger_where(lambda form: actor_words().foreign.fullmatch(form))
_SYRIAN: Final = trigger_where(lambda form: actor_words().syrian.fullmatch(form))
_NATIONAL: Final = _FOREIGN | _SYRIAN


def is_abroad(folded: Folded) -> bool:
    """Whether the article tells more of other countries than of Syria."""
    foreign = syrian = 0
    for sentence in folded.sentences:
        if sentence.pulls & _NATIONAL:
            foreign += len(sentence.places(_FOREIGN))
            syrian += len(sentence.places(_SYRIAN))
    return foreign > syrian


def side_of(code: str) -> str:
    """The side that a perpetrator or victims code fights on; the code itself where it has no ally."""
    return actor_words().sides.get(code, code)


def actor_of(victims: str) -> str:
    """The perpetrator code of the force whose people a victims code means («regime forces» → regime), or ""."""
    return actor_words().forces.get(victims, "")


def owner_of(adjective: str) -> str:
    """The perpetrator code of a folded adjective of nationality («اسراييلية» → Israel), or ""."""
    return actor_words().owners.get(adjective, "")
