"""Near-copies are found by their wording, whoever posts them, and no row is lost."""

from __future__ import annotations

from pathlib import Path

from report_lib.linking.copies import COPIES, near_copies
from report_lib.records import Article

SEEDS = Path(__file__).parent.parent / "seeds/articles"
TEXTS = {path.stem: path.read_bytes().decode() for path in sorted(SEEDS.glob("*.txt"))}


def articles(**published: str) -> dict[str, Article]:
    return {name: Article(article_id=name, published=date) for name, date in published.items()}


def test_the_seeds_are_no_copies_of_each_other() -> None:
    assert near_copies(TEXTS, {}).copy_of == {}


def test_an_article_that_repeats_anothers_sentences_is_a_copy() -> None:
    original = TEXTS["000_75b3902d17d9828a"]
    paragraphs = original.split("\n\n")
    # Another lead and no page furniture, the sentences between them the same, without vowel marks.
    repeated = "\n\n".join(["هجوم جديد في بادية الرقة بحسب ناشطين من أبناء المنطقة", *paragraphs[3:10]]).replace("ّ", "")
    texts = {"early": original, "late": repeated, **{k: v for k, v in TEXTS.items() if not k.startswith("000")}}
    copies = near_copies(texts, articles(early="2020-09-11", late="2020-09-12"))
    assert copies.copy_of == {"late": "early"}
    (row,) = copies.frame.to_dict("records")
    assert list(copies.frame.columns) == [column.name for column in COPIES]
    assert 0.8 < row["shared"] <= 1


def test_the_earlier_article_is_the_original() -> None:
    text = TEXTS["003_0c529a9f9173ff95"]
    assert near_copies({"a": text, "b": text}, articles(a="2020-10-04", b="2020-10-03")).copy_of == {"a": "b"}
    assert near_copies({"b": text, "a": text}, {}).copy_of == {"b": "a"}


def test_a_copy_of_a_copy_leads_to_the_original() -> None:
    text = TEXTS["003_0c529a9f9173ff95"]
    dates = articles(a="2020-10-03", b="2020-10-04", c="2020-10-05")
    assert near_copies({"a": text, "b": text, "c": text}, dates).copy_of == {"b": "a", "c": "a"}


def test_a_quoted_sentence_makes_no_copy() -> None:
    quotation = TEXTS["002_9f85879f41c62b7f"].split("\n")[3]
    citing = TEXTS["001_2598c4080b36a02f"] + "\n" + quotation
    assert near_copies({"a": TEXTS["002_9f85879f41c62b7f"], "b": citing}, {}).copy_of == {}


def test_texts_too_short_to_compare() -> None:
    assert near_copies({"a": "", "b": "كلمتان فقط"}, {}).copy_of == {}
