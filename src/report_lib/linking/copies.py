"""Find articles that repeat another's sentences, so that independent sources can be counted; no row is dropped."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from report_lib.arabic.text import fold
from report_lib.records import Article
from report_lib.tallying.columns import DECIMAL, TEXT, Column, frame

COPIES = (
    Column("article_id", TEXT, "the copy"),
    Column("copy_of", TEXT, "the article it repeats, the earliest of all that share the wording"),
    Column("shared", DECIMAL, "share of the copy's word sequences (five words each) that the original has too, 0 to 1"),
)
SHINGLE = 5  # words; long enough that two writers do not hit on the same sequences
COPY = 0.5  # from this share on an article counts as a copy
_CROWDED = 200  # articles alike, from which on a copy is compared with no later one
_PERMUTATIONS = 128
_CANDIDATE = 0.25  # Jaccard similarity from which pairs are looked at; a copy among much new text has little


@dataclass(frozen=True)
class Copies:
    """`copy_of` maps an article_id to its original's; `frame` says how much is shared (`COPIES`)."""

    copy_of: Mapping[str, str] = field(default_factory=dict)
    frame: pd.DataFrame = field(default_factory=lambda: frame([], COPIES))


def near_copies(texts: Mapping[str, str], articles: Mapping[str, Article]) -> Copies:
    """The articles of `texts` that repeat an earlier one; where dates do not tell which is, the lower id is earlier."""
    if len(texts) < 2:
        return Copies()
    # Loads scipy, which who reads no texts need not wait for.
    from datasketch.lsh import MinHashLSH
    from datasketch.minhash import MinHash

    shingles = {article_id: _shingles(text) for article_id, text in texts.items()}
    shingles = {article_id: found for article_id, found in shingles.items() if found}
    order = sorted(shingles, key=lambda article_id: (_published(articles, article_id), article_id))
    index = MinHashLSH(threshold=_CANDIDATE, num_perm=_PERMUTATIONS)
    rows = []
    copy_of: dict[str, str] = {}
    for article_id in order:
        own = shingles[article_id]
        sketch = MinHash(num_perm=_PERMUTATIONS, seed=1)
        sketch.update_batch([shingle.encode() for shingle in sorted(own)])
        near = [(len(own & shingles[earlier]) / len(own), earlier) for earlier in index.query(sketch)]
        shared, original = max(near, key=lambda pair: (pair[0], pair[1]), default=(0.0, ""))
        if shared >= COPY:
            copy_of[article_id] = copy_of.get(original, original)
            rows.append({"article_id": article_id, "copy_of": copy_of[article_id], "shared": round(shared, 3)})
        if shared < COPY or len(near) < _CROWDED:
            index.insert(article_id, sketch)
    return Copies(copy_of, frame(sorted(rows, key=lambda row: str(row["article_id"])), COPIES))


def _shingles(text: str) -> frozenset[str]:
    words = [form for sentence in fold(text).sentences for form in sentence.forms if form.isalnum()]
    return frozenset(" ".join(words[at : at + SHINGLE]) for at in range(len(words) - SHINGLE + 1))


def _published(articles: Mapping[str, Article], article_id: str) -> str:
    article = articles.get(article_id)
    return (article.published if article else "") or "9999"
