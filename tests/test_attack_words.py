"""The lexicon of attacks is usable line by line, and tells where clauses and other incidents begin."""

from __future__ import annotations

import re
from importlib import resources
from pathlib import Path
from typing import Any

import pytest
import yaml

from report_lib.arabic.text import fold, fold_word
from report_lib.conflict import attack_words
from report_lib.conflict.actors import find_actors
from report_lib.conflict.attack_words import RARE, breaks, opens_elsewhere, words
from report_lib.conflict.clause import Clause
from report_lib.records import ATTACK_TYPES, PERPETRATORS


def forms(text: str) -> list[str]:
    return fold(text).sentences[0].forms


def clause(text: str) -> Clause:
    folded = fold(text)
    return Clause(folded, 0, find_actors(folded))


def test_what_is_looked_for_in_all_of_a_sentence_is_a_rare_list() -> None:
    sources = "".join(path.read_text(encoding="utf-8") for path in Path(attack_words.__file__).parent.glob("*.py"))
    asked = re.findall(r"\.(?:find|places|any_rare)\(((?:[^()]|\([^()]*\))*)\)", sources)
    names = {name for arguments in asked for name in re.findall(r'"(\w+)"', arguments)}
    assert names >= {"denying", "claiming", "threatening"}
    assert names <= set(RARE)


def test_every_line_of_the_lexicon_is_usable() -> None:
    text = resources.files("report_lib").joinpath("lexicon/attacks.yml").read_text(encoding="utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    problems = [f"deeds: {kind} is no attack type" for kind in loaded["deeds"] if kind not in ATTACK_TYPES]
    kinds = {kind for forms in loaded["deeds"].values() for kind in forms} | set(loaded["harms"])
    problems += [f"deeds: {kind} is not verbs, nouns or acts" for kind in kinds - {"verbs", "nouns", "acts"}]
    problems += [f"mouthpieces: {party}" for party in loaded["mouthpieces"].values() if party not in PERPETRATORS]
    for name, entries in loaded.items():
        forms = entries.split() if isinstance(entries, str) else []
        problems += [f"{name}: «{form}» is not Arabic" for form in forms if not fold_word(form)[0].isalpha()]
    # What needs an agent, or is an abduction, must be listed as a deed or harm too.
    listed = {form for deeds in loaded["deeds"].values() for forms in deeds.values() for form in forms.split()}
    listed |= {form for forms in loaded["harms"].values() for form in forms.split()}
    first_words = {form.split("|")[0] for form in listed}
    for name in ("needing_agent", "hitting", "quarrels", "answering"):  # with or without the article
        problems += [
            f"{name}: «{form}» is no deed"
            for form in loaded[name].split()
            if form.removeprefix("ال") not in first_words
        ]
    problems += [f"abductions: «{form}» is no harm" for form in loaded["abductions"].split() if form not in listed]
    assert problems == []


@pytest.mark.parametrize(
    ("form", "kind", "attack_type", "its"),
    [
        ("هاجمت", "verb", "armed assault", False),
        ("شنّه", "verb", "other", True),
        ("وشنّوها", "verb", "other", True),
        ("تبنّاه", "claimed", "", False),
        ("الكمائن", "noun", "ambush", False),
        ("وللغارات", "noun", "airstrike", False),
        ("المهاجمون", "doer", "", False),
    ],
)
def test_a_cue_is_known_with_its_particles_and_pronouns(form: str, kind: str, attack_type: str, its: bool) -> None:
    ((_, _, _, cue),) = words().cues.scan(forms(form))
    assert (cue.kind, cue.type, cue.its) == (kind, attack_type, its)


def test_the_longest_phrase_is_the_cue() -> None:
    assert [cue.type for _, _, _, cue in words().cues.scan(forms("قصف جوي"))] == ["airstrike"]
    assert [cue.type for _, _, _, cue in words().cues.scan(forms("قصف مدفعي"))] == ["shelling"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("قتل جندي بهجوم", 0),
        ("قتل جندي، وأصيب آخر بهجوم", 0),
        ("نجا السائق، وإن رتلا تعرض لهجوم", 1),
        ("نجا السائق فيما تعرض رتل لهجوم", 1),
        ("نجا السائق، وذلك بعد هجوم", 0),
    ],
)
def test_where_a_clause_of_its_own_begins(text: str, expected: int) -> None:
    (line,) = fold(text).sentences
    assert breaks(line, 0, len(line.forms) - 1) == expected


def test_a_sentence_that_leads_elsewhere() -> None:
    assert opens_elsewhere(fold("وفي سياق منفصل، قتل جندي").sentences[0])
    assert not opens_elsewhere(fold("وفي دير الزور، قتل جندي").sentences[0])


def test_a_clause_knows_its_words_and_parties() -> None:
    seen = clause("هاجم تنظيم داعش 5 نقاط.")
    assert seen.form(0) == "هاجم" and seen.form(99) == ""
    (mention,) = seen.mentions
    assert mention.actor == "ISIS" and seen.at(1) is mention and seen.ending(3) is mention
    assert seen.at(0) is None and seen.at(-1) is None and seen.ending(99) is None
    assert seen.first_at(0, 9) is mention and seen.first_at(2, 9) is None
    assert seen.tells(0) and not seen.tells(1) and not seen.tells(99)
    assert seen.has(4, "targets") and not seen.has(99, "targets")
    assert seen.numbered(3) and not seen.numbered(0)
    assert seen.any(0, 5, "targets") and not seen.any(0, 4, "targets")


def test_a_clause_knows_where_its_rare_words_stand() -> None:
    seen = clause("نفت قسد وهددت بشن هجوم.")
    assert seen.find("denying") == 0 and seen.find("claiming") is None
    assert seen.places("denying", "threatening") == [0, 2]
    assert seen.any_rare(0, 3, "threatening") and not seen.any_rare(0, 2, "threatening")
