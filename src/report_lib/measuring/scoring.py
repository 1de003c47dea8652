"""Measure extracted counts against counts annotated by hand, and say how sure the figure is.

An annotated and an extracted count match when they are of one article and measure and state the same number; a count
without a number matches one without. Attributes are compared on matched counts alone. The annotation's rules stand in
tests/gold/README.md.
"""

from __future__ import annotations

import hashlib
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NamedTuple

from report_lib.errors import Broken, Problem, ReportError, shown
from report_lib.files import decode, read_bytes
from report_lib.measuring.agreement import SAME
from report_lib.measuring.annotation import Claim, Stated, read_annotation, stated_number

HEADLINE = ("killed", "wounded")
KINDS = ("headline.number", "headline.unspecified", "other.number", "other.unspecified")
ATTRIBUTES = ("qualifier", "scope", "date", "governorates", "perpetrator", "victims", "source", "provenance")
RESAMPLES = 1000


class Miss(NamedTuple):
    """Something that is not as annotated: `kind` is "missed", "spurious" or the name of an attribute."""

    article_id: str
    kind: str
    measure: str
    stated: Stated
    detail: str

    def __str__(self) -> str:
        return " | ".join((self.article_id, self.kind, self.measure, str(self.stated), shown(self.detail, 200)))


@dataclass(frozen=True)
class ArticleScore:
    """One article's figures: `found` counts tp, fp and fn by kind, `right` and `compared` count attributes."""

    found: Counter[str]
    right: Counter[str]
    compared: Counter[str]
    misses: tuple[Miss, ...] = ()


@dataclass(frozen=True)
class Score:
    """The figures over all articles of an annotated set; `digest` tells this set from another."""

    articles: tuple[ArticleScore, ...]
    digest: str

    @property
    def misses(self) -> tuple[Miss, ...]:
        return tuple(miss for article in self.articles for miss in article.misses)

    def figures(self) -> dict[str, Any]:
        """By kind tp, fp, fn, precision, recall, f1 and its 95 % interval; by attribute the share that is right."""
        resampled = _resample(self.articles)
        total = _total(self.articles)
        figures: dict[str, Any] = {"articles": len(self.articles)}
        for kind in KINDS:
            tp, fp, fn = (total.found[f"{kind}.{name}"] for name in ("tp", "fp", "fn"))
            figures[kind] = {
                "tp": tp,
                "fp": fp,
                "fn": fn,
                "precision": _share(tp, tp + fp),
                "recall": _share(tp, tp + fn),
                "f1": _f1(total, kind),
                "f1_95": [_faultless(tp), 1.0]
                if tp and not fp and not fn
                else _interval([_f1(sample, kind) for sample in resampled if _is_measured(sample, kind)]),
            }
        figures["attributes"] = {
            name: _share(total.right[name], total.compared[name]) if total.compared[name] else None
            for name in ATTRIBUTES
        }
        return figures


def score(
    gold: Path,
    extracted: Mapping[str, Sequence[Claim]],
    texts: Path | None = None,
    headline: Sequence[str] = HEADLINE,
) -> Score:
    """Score the extracted counts of each article against the folder `gold` (one NAME.json an article).

    With `texts`, the folder of NAME.txt, provenance is the share of counts whose quote stands in the text.
    Raises `ReportError` where a file is missing or not what it should be.
    """
    files = sorted(gold.glob("*.json"))
    if not files:
        raise ReportError(Problem(shown(gold, 500), "", "holds no annotation", "name a folder of NAME.json files"))
    digest = hashlib.sha256()
    scores = []
    for file in files:
        data = _read(file)
        digest.update(file.name.encode() + b"\0" + data)
        text = _decoded(texts / f"{file.stem}.txt") if texts else None
        annotated = read_annotation(file, data)
        scores.append(score_article(file.stem, annotated, extracted.get(file.stem, ()), text, headline))
    return Score(tuple(scores), f"sha256:{digest.hexdigest()}")


def score_article(
    article_id: str,
    annotated: Sequence[Claim],
    extracted: Sequence[Claim],
    text: str | None = None,
    headline: Sequence[str] = HEADLINE,
) -> ArticleScore:
    """Match one article's counts, each extracted one at most once, and count what agrees."""
    result = ArticleScore(Counter(), Counter(), Counter())
    misses: list[Miss] = []
    if text is not None:
        result.compared["provenance"] = len(extracted)
        result.right["provenance"] = sum(bool(claim.quote) and claim.quote in text for claim in extracted)

    def kind_of(claim: Claim) -> str:
        group = "headline" if claim.measure in headline else "other"
        return f"{group}.{'number' if claim.stated.is_number else 'unspecified'}"

    left = list(extracted)
    required_first = sorted(_summed_where_given_as_sum(annotated, extracted), key=lambda claim: claim.soft)
    for claim in required_first:
        candidates = [n for n, other in enumerate(left) if _same_count(claim, other)]
        if not candidates:
            if not claim.soft:
                result.found[f"{kind_of(claim)}.fn"] += 1
                misses.append(Miss(article_id, "missed", claim.measure, claim.stated, claim.quote))
            continue
        match = left.pop(max(candidates, key=lambda n: _likeness(claim, left[n])))
        if claim.soft:
            continue
        result.found[f"{kind_of(claim)}.tp"] += 1
        for name, same in SAME.items():
            accepted = [claim.values.get(name), *claim.also.get(name, ())]
            right = any(same(value, match.values.get(name)) for value in accepted)
            result.compared[name] += 1
            result.right[name] += right
            if not right:
                detail = f"annotated {claim.values.get(name)!r}, extracted {match.values.get(name)!r}"
                misses.append(Miss(article_id, name, claim.measure, claim.stated, detail))
    numbered = {claim.measure for claim in required_first if claim.stated.is_number}
    for claim in left:
        # "A number of soldiers" where the article numbers them elsewhere says nothing wrong.
        if claim.stated.is_number or claim.measure not in numbered:
            result.found[f"{kind_of(claim)}.fp"] += 1
            misses.append(Miss(article_id, "spurious", claim.measure, claim.stated, claim.quote))
    return replace(result, misses=tuple(misses))


def _same_count(claim: Claim, other: Claim) -> bool:
    if claim.measure != other.measure:
        return False
    if claim.stated == other.stated:
        return True
    # "More than 30" may be kept as 30 or as 31.
    if "more_than" not in (claim.values.get("qualifier"), other.values.get("qualifier")):
        return False
    numbers = [stated.low for stated in (claim.stated, other.stated) if stated.low is not None and not stated.is_range]
    return len(numbers) == 2 and abs(numbers[0] - numbers[1]) == 1


def _likeness(claim: Claim, other: Claim) -> int:
    names = ("governorates", "perpetrator", "date", "victims", "scope")
    return sum(SAME[name](claim.values.get(name), other.values.get(name)) for name in names)


def _summed_where_given_as_sum(annotated: Sequence[Claim], extracted: Sequence[Claim]) -> list[Claim]:
    """The annotation, with the parts of a sum ("an officer and three men") as one count where the output gives that."""
    claims = list(annotated)
    groups: dict[tuple[str, str], list[Claim]] = {}
    for claim in annotated:
        if claim.sum_group:
            groups.setdefault((claim.sum_group, claim.measure), []).append(claim)
    for (_, measure), parts in groups.items():
        lows = [part.low for part in parts]
        numbers = [low for low in lows if low is not None]
        given = Counter(claim.low for claim in extracted if claim.measure == measure)
        total = sum(numbers)
        if len(parts) > 1 and len(numbers) == len(parts) and total in given and not Counter(numbers) <= given:
            whole = replace(
                parts[0],
                stated=stated_number(total, total, parts[0].values["qualifier"]),
                low=total,
                also={**parts[0].also, "victims": ["mixed"]},
            )
            claims = [claim for claim in claims if not any(claim is part for part in parts)] + [whole]
    return claims


def _total(scores: Iterable[ArticleScore]) -> ArticleScore:
    total = ArticleScore(Counter(), Counter(), Counter())
    for one in scores:
        total.found.update(one.found)
        total.right.update(one.right)
        total.compared.update(one.compared)
    return total


def _share(part: int, whole: int) -> float:
    return round(part / whole, 3) if whole else 0.0


def _f1(total: ArticleScore, kind: str) -> float:
    tp, fp, fn = (total.found[f"{kind}.{name}"] for name in ("tp", "fp", "fn"))
    return round(2 * tp / (2 * tp + fp + fn), 3) if tp else 0.0


def _resample(scores: Sequence[ArticleScore]) -> list[ArticleScore]:
    """Sets of as many articles drawn with repetition, always the same ones: articles, not counts, are independent."""
    draw = random.Random(0)
    return [_total(draw.choices(scores, k=len(scores))) for _ in range(RESAMPLES)]


def _is_measured(total: ArticleScore, kind: str) -> bool:
    return any(total.found[f"{kind}.{name}"] for name in ("tp", "fp", "fn"))


def _faultless(counts: int) -> float:
    """The lower end where every count is right: drawing again shows no fault that did not occur.

    The exact binomial bound of Clopper and Pearson (1934), as if the counts were independent.
    """
    return round(float(0.025 ** (1 / counts)), 3)


def _interval(values: Sequence[float]) -> list[float]:
    ordered = sorted(values) or [0.0]
    return [ordered[int(0.025 * len(ordered))], ordered[int(0.975 * len(ordered) - 0.5)]]


def _read(path: Path) -> bytes:
    try:
        return read_bytes(path)
    except Broken as broken:
        raise ReportError(broken.problem(path)) from None


def _decoded(path: Path) -> str:
    data = _read(path)
    try:
        return decode(data)
    except Broken as broken:
        raise ReportError(broken.problem(path)) from None
