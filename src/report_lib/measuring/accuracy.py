"""Say how accurately articles are read: measured on the project's annotated articles, kept with the code, and told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from functools import cache
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from report_lib import __version__
from report_lib.assembling.parsing import parse_articles
from report_lib.errors import ReportError
from report_lib.files import write_files
from report_lib.measuring.annotation import by_article
from report_lib.measuring.scoring import KINDS, Score, score
from report_lib.wording import Language, counted, phrase

# Each annotated set: the folder of its annotations and that of its texts, from the root of the repository.
SETS = {
    "annotated": ("tests/gold/annotated", "tests/gold/annotated"),
    "seeds": ("tests/gold/seeds", "seeds/articles"),
    "further": ("tests/gold/further", "tests/gold/further"),
    "unseen": ("tests/gold/unseen", "tests/gold/unseen"),
}
# What the parser read of the unseen set at first: measured once, and never again.
FIRST = "tests/gold/first_reading.json"
FIGURES = "src/report_lib/lexicon/accuracy.json"
PAGE = "docs/accuracy.md"
_TOGETHER = "together"
_KINDS = {
    "headline.number": "killed and wounded, with a number",
    "headline.unspecified": "killed and wounded, without a number",
    "other.number": "attacks, air strikes, captured, missing, with a number",
    "other.unspecified": "the same, without a number",
}
_ATTRIBUTES = {
    "qualifier": "how the text hedges the number: exact, at least, about …",
    "scope": "one event, or a tally of many",
    "date": "the same EDTF value: day, interval, month, or none",
    "governorates": "the same set, or none",
    "perpetrator": "the actor that caused these casualties; US and Coalition count as one",
    "victims": "who was hit; *mixed* agrees with everything, militia with regime forces, children with civilians",
    "source": "who is cited for it: one name holds the other, or three words in five are shared; or nobody",
    "provenance": "the quotation stands in the article word for word; of all counts read",
}


def measure(root: Path) -> dict[str, Any]:
    """Parse the texts of every set under `root` and score them: figures by set, of all together, and at first reading.

    Raises `ReportError` where an article or an annotation cannot be used.
    """
    scores = {name: _score(root / gold, root / texts) for name, (gold, texts) in SETS.items()}
    together = Score(tuple(article for each in scores.values() for article in each.articles), "")
    sets = {name: {"gold": each.digest, **each.figures()} for name, each in scores.items()}
    first = json.loads((root / FIRST).read_text(encoding="utf-8"))
    return {"version": __version__, "sets": sets, _TOGETHER: together.figures(), "first": first}


def _score(gold: Path, texts: Path) -> Score:
    parsed = parse_articles([texts])
    if parsed.rejected:
        raise ReportError(*parsed.rejected)
    return score(gold, by_article(map(asdict, parsed.incidents), map(asdict, parsed.counts)), texts)


def renew(root: Path) -> None:
    """Measure, and write the figures and the page made from them."""
    measured = measure(root)
    for name, text in ((FIGURES, json.dumps(measured, indent=1) + "\n"), (PAGE, accuracy_page(measured))):
        path = root / name
        write_files(path.parent, {path.name: text.encode()})


@cache
def figures() -> Mapping[str, Any]:
    """What `renew` measured last."""
    return dict(json.loads((files("report_lib") / "lexicon" / "accuracy.json").read_bytes()))


def line(lang: Language = "en") -> str:
    """What a brief says of its accuracy: what share of the numbers was found where nobody had tuned it."""
    measured = figures()
    numbers = measured["first"]["headline.number"]
    low, high = numbers["f1_95"]
    return phrase(
        "accuracy.line",
        lang,
        version=measured["version"],
        measured=measured["first"]["version"],
        articles=counted(measured["first"]["articles"], "article", lang),
        found=numbers["tp"],
        annotated=_annotated(numbers),
        wrong=numbers["fp"] or phrase("accuracy.no_wrong", lang),
        f1=f"{numbers['f1']:.2f}",
        low=f"{low:.2f}",
        high=f"{high:.2f}",
    )


def accuracy_page(measured: Mapping[str, Any]) -> str:
    """docs/accuracy.md, from what `measure` returns."""
    together = measured[_TOGETHER]
    numbers = together["headline.number"]
    first = measured["first"]
    return Template((files("report_lib") / "templates" / "accuracy.md").read_text(encoding="utf-8")).substitute(
        version=measured["version"],
        articles=together["articles"],
        counts=sum(_annotated(together[kind]) for kind in KINDS),
        f1=f"{numbers['f1']:.3f}",
        interval=_interval(numbers),
        first="\n".join(_first(measured)),
        first_version=first["version"],
        first_articles=first["articles"],
        first_f1=f"{first['headline.number']['f1']:.3f}",
        first_interval=_interval(first["headline.number"]),
        found="\n".join(_found(measured)),
        attributes="\n".join(_attributes(measured)),
    )


def _found(measured: Mapping[str, Any]) -> Iterator[str]:
    yield "| what is counted | set | annotated | found | wrong | missed | precision | recall | F1 | 95 % interval |"
    yield "|---|---|--:|--:|--:|--:|--:|--:|--:|---|"
    for kind, name in _KINDS.items():
        for label, each in _columns(measured).items():
            f = each[kind]
            cells = [name, label, _annotated(f), f["tp"], f["fp"], f["fn"]]
            if _annotated(f) or f["fp"]:
                cells += [f"{f[key]:.3f}" for key in ("precision", "recall", "f1")] + [_interval(f)]
            else:
                cells += ["–"] * 4
            yield f"| {' | '.join(map(str, cells))} |"


def _attributes(measured: Mapping[str, Any]) -> Iterator[str]:
    columns = _columns(measured)
    yield f"| attribute | what agrees | {' | '.join(columns)} |"
    yield f"|---|---|{'--:|' * len(columns)}"
    for name, meaning in _ATTRIBUTES.items():
        shares = [each["attributes"][name] for each in columns.values()]
        yield f"| {name} | {meaning} | {' | '.join(map(_share, shares))} |"
    matched = [str(sum(each[kind]["tp"] for kind in KINDS)) for each in columns.values()]
    yield f"| *matched counts* | | {' | '.join(matched)} |"


def _first(measured: Mapping[str, Any]) -> Iterator[str]:
    """The first reading of the unseen articles beside what is read of them now."""
    first, now = measured["first"], measured["sets"]["unseen"]
    yield "| | at the first reading | now |"
    yield "|---|--:|--:|"
    for kind, name in _KINDS.items():
        if _annotated(first[kind]):
            yield f"| {name}: F1 | {first[kind]['f1']:.3f} | {now[kind]['f1']:.3f} |"
            yield f"| precision | {first[kind]['precision']:.3f} | {now[kind]['precision']:.3f} |"
            yield f"| recall | {first[kind]['recall']:.3f} | {now[kind]['recall']:.3f} |"
    for name in _ATTRIBUTES:
        yield f"| {name} | {_share(first['attributes'][name])} | {_share(now['attributes'][name])} |"


def _columns(measured: Mapping[str, Any]) -> dict[str, Mapping[str, Any]]:
    """Figures under the heads of the tables: each set with its number of articles, then all together."""
    named = {**measured["sets"], _TOGETHER: measured[_TOGETHER]}
    return {f"{name} ({each['articles']} articles)": each for name, each in named.items()}


def _share(share: float | None) -> str:
    return "–" if share is None else f"{share:.3f}"


def _annotated(found: Mapping[str, int]) -> int:
    return found["tp"] + found["fn"]


def _interval(found: Mapping[str, Any]) -> str:
    return "{:.3f}–{:.3f}".format(*found["f1_95"])
