"""Measures how the time to read one line grows with its length, up to what an article may be: `make lengths`."""

from __future__ import annotations

import sys
import time

from invariants import assert_whole
from report_lib.assembling.incidents import parse_article
from report_lib.records import Article

SIZES = (100_000, 1_000_000, 5_000_000)  # bytes
LINES = {
    "one word without a space": "و",
    "one tatweel": "ـ",
    "digits": "1",
    "sentences of news": "قُتل 17 عنصراً من قوات النظام في بادية حمص يوم 2020-10-02. ",
    "a count in every clause": "قتل 17 وجرح 30 وأسر 5 و",
    "clauses without an end": "مقتل 17 عنصراً وجرح 30 آخرين في حمص وفق مصدر يوم الجمعة و",
}
FURTHER = 2.0  # times as long a megabyte as at first, and no more


def seconds(phrase: str, size: int) -> float:
    text = phrase * (size // len(phrase.encode()))
    start = time.process_time()
    parsed = parse_article(Article(article_id="a", published="2020-10-03", published_basis="text"), text)
    taken = time.process_time() - start
    assert_whole(parsed, text)
    return taken


def main() -> int:
    seconds("قُتل 17 ", 1000)  # loads the vocabularies
    failed = False
    print("| one line of | 0.1 MB | 1 MB | 5 MB |\n|---|--:|--:|--:|")
    for name, phrase in LINES.items():
        taken = [seconds(phrase, size) for size in SIZES]
        print(f"| {name} | {' | '.join(f'{each:.1f} s' for each in taken)} |", flush=True)
        failed = failed or taken[2] / 50 > FURTHER * taken[0] + 0.05
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
