"""What `brief explain` shows of an article: the spans that were read, the rules that decided, what was left out."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from report_lib.arabic.numerals import quantities
from report_lib.arabic.text import fold
from report_lib.assembling.incidents import STRETCH, parse_article
from report_lib.cli import main
from report_lib.explaining.explain import explain
from report_lib.explaining.explain_page import page
from report_lib.explaining.explain_text import terminal
from report_lib.explaining.explanation import MARKED, Explanation, Row, printable
from report_lib.reading.articles import read_articles
from report_lib.records import Article

ARTICLE = Article(article_id="a", outlet="عنب بلدي", published="2021-08-13", published_basis="metadata")
TEXT = """مقتل خمسة جنود بهجوم لتنظيم «داعش» في بادية السخنة

قُتل خمسة جنود من قوات النظام أمس الخميس، بهجوم شنه تنظيم «داعش» في بادية السخنة شرقي حمص، بحسب المرصد السوري.
وأضاف المرصد أن بين القتلى ضابطين، ولم يُصب أي مدني.
وقُتل أربعة أشخاص في حادث سير على طريق حمص.
ويوقع التنظيم قتلى وجرحى في صفوف قوات النظام بشكل متكرر.
وتبعد السخنة 70 كيلومتراً عن تدمر.

مقالات ذات صلة
مقتل تسعة جنود قرب تدمر"""
FOLDERS = [Path("seeds/articles"), Path("tests/gold/annotated")]
HOSTILE = (
    "قُتل خمسة جنود في \x1b[31mتدمر\x1b]0;title\x07 أمس\u202e <script>alert(1)</script>"
    ' <img src=x onerror=alert(1)> "&quot; </article></main>\u2069\u2066 ${about} $style\n'
    "وأصيب 3 مدنيين في ريف <b>حمص</b>\x9b2J."
)


@pytest.fixture(scope="module")
def explained() -> Explanation:
    return explain(ARTICLE, TEXT)


@pytest.fixture(scope="module")
def everything() -> list[Explanation]:
    """The seeds and the annotated articles, explained."""
    return [explain(*each) for each in read_articles(FOLDERS).articles]


def rows(explanation: Explanation, number: int) -> dict[str, Row]:
    (one,) = (each for each in explanation.counts if each.number == number)
    return {row.attribute: row for row in one.rows}


def words(explanation: Explanation, row: Row) -> str:
    return explanation.text[slice(*row.words)] if row.words else ""


def marked(explanation: Explanation, kind: str) -> list[str]:
    return [explanation.text[mark.start : mark.end] for mark in explanation.marks if mark.kind == kind]


# --- what is said --------------------------------------------------------------------------------------------------


def test_soldiers_of_2025_are_shown_by_the_words_that_name_their_army() -> None:
    text = "قُتل خمسة جنود من قوات النظام قرب السخنة."
    for published in ("2021-08-13", "2025-06-14"):
        victims = rows(explain(Article(article_id="a", published=published), text), 1)["victims"]
        assert victims.words is not None
        assert text[slice(*victims.words)].endswith("قوات النظام")


def test_each_attribute_has_its_value_its_basis_its_rule_and_its_words(explained: Explanation) -> None:
    said = {name: (row.value, row.basis, row.rule, words(explained, row)) for name, row in rows(explained, 1).items()}
    assert said["measure"] == (
        "killed",
        "",
        "a verb of harm, active or passive, before the people counted",
        "قُتل خمسة جنود",
    )
    assert said["number"] == ("5", "exact", "", "")
    assert said["victims"] == ("regime forces", "", "the force named with the number", "جنود من قوات النظام")
    assert said["date"] == ("2021-08-12", "relative", "yesterday, in the sentence", "أمس الخميس")
    assert said["place"] == ("بادية السخنة (Homs)", "within 25 km", "nearest in the sentence", "بادية السخنة")
    assert said["perpetrator"] == ("ISIS", "reported", "subject of the verb, after it", "تنظيم «داعش")
    assert said["source"] == (
        "المرصد السوري",
        "monitor",
        "citing word, then source",
        "بحسب",
    )
    assert said["scope"] == ("event", "", "no period is told", "")
    assert "part of" not in said


def test_marks_lie_exactly_on_what_was_read(explained: Explanation) -> None:
    counts = {
        (mark.number, explained.text[mark.start : mark.end], mark.retold) for mark in explained.marks if mark.number
    }
    assert counts == {(1, "قُتل خمسة جنود", False), (1, "مقتل خمسة جنود", True), (2, "ضابطين", False)}
    assert marked(explained, "date") == ["أمس الخميس"]
    places = ["بادية السخنة", "بادية السخنة", "شرقي حمص", "طريق حمص", "السخنة", "تدمر", "قرب تدمر"]
    assert marked(explained, "place") == places
    assert "تنظيم «داعش" in marked(explained, "actor")
    assert marked(explained, "source") == ["بحسب", "وأضاف"]


def test_what_is_left_out_is_said_with_its_reason(explained: Explanation) -> None:
    left_out = {explained.text[each.start : each.end]: each.reason for each in explained.left_out}
    assert left_out["أربعة أشخاص"] == "an accident, an illness or a disaster"
    assert left_out["قتلى"].startswith("no event: told as a habit")
    assert left_out["70 كيلومتراً"].startswith("a number of something else")
    assert left_out["مقالات ذات صلة\nمقتل تسعة جنود قرب تدمر"].startswith("site furniture")
    assert sorted(marked(explained, "left out")) == sorted(left_out)


def test_the_counts_are_those_of_the_tables(everything: list[Explanation]) -> None:
    for each in everything:
        parsed = parse_article(each.article, each.text)
        assert tuple(one.count for one in each.counts) == parsed.counts
        assert [one.number for one in each.counts] == list(range(1, len(parsed.counts) + 1))
        for one in each.counts:
            value = {row.attribute: row for row in one.rows}
            assert one.incident in parsed.incidents
            assert value["date"].value == one.incident.date
            assert value["date"].basis == one.incident.date_basis
            assert value["perpetrator"].value == one.incident.perpetrator
            assert value["scope"].value == one.incident.scope
            assert one.incident.place in value["place"].value
            assert one.incident.source in value["source"].value
            assert ("part of" in value) == bool(one.count.part_of)


def test_every_value_has_a_rule_and_what_is_inferred_has_its_words(everything: list[Explanation]) -> None:
    for each in everything:
        for one in each.counts:
            for row in one.rows:
                where = (each.article.article_id, one.headline, row)
                assert row.rule or row.attribute in ("number", "part of"), where
                assert row.words is None or words(each, row).strip(), where
                if row.attribute in ("date", "place", "perpetrator") and row.value not in ("", "unknown"):
                    assert row.words, where


def test_a_value_that_another_telling_gave_says_so() -> None:
    text = """غارات على تدمر

قُتل سبعة جنود من قوات النظام، بحسب المرصد السوري.

وتشهد المنطقة توتراً. وأغلقت الطرق. وتوقفت المدارس.

كما قصفت طائرات روسية حافلة في 10 آب 2021، ما أدى إلى مقتل سبعة جنود."""
    (one,) = explain(ARTICLE, text).counts
    said = {row.attribute: row for row in one.rows}
    assert said["date"].value == "2021-08-10"
    assert said["date"].rule == "day month year, in the sentence, in another telling of the number"
    assert said["date"].words and text[slice(*said["date"].words)] == "10 آب 2021"


def test_of_two_attacks_the_nearest_one_decided() -> None:
    text = """قتل تنظيم داعش خمسة جنود قرب تدمر في 3 آب 2021.

وقتل مسلحو تنظيم الدولة سبعة مدنيين قرب السخنة في 5 آب 2021."""
    first, second = ({row.attribute: row for row in one.rows} for one in explain(ARTICLE, text).counts)
    quoted = [text[slice(*row.words)] for each in (first, second) if (row := each["perpetrator"]).words]
    assert quoted == ["تنظيم داعش", "مسلحو تنظيم الدولة"]
    dated = [text[slice(*row.words)] for each in (first, second) if (row := each["date"]).words]
    assert dated == ["3 آب 2021", "5 آب 2021"]


def test_every_number_of_things_is_accounted_for(everything: list[Explanation]) -> None:
    """It is a count, or stands in a date, a place or what is left out."""
    for each in everything:
        folded = fold(each.text)
        spans = [(mark.start, mark.end) for mark in each.marks if mark.kind not in ("actor", "source")]
        for sentence in folded.sentences:
            for quantity in quantities(sentence):
                if quantity.form == "digits":
                    number = sentence.tokens[quantity.number_first]
                    start, end = folded.raw_span(number.start, number.end)
                    assert any(a <= start and end <= b for a, b in spans), (
                        each.article.article_id,
                        each.text[start:end],
                    )


def test_segments_are_the_whole_text_in_order(everything: list[Explanation]) -> None:
    for each in everything:
        segments = list(each.segments())
        assert "".join(each.text[s.start : s.end] for s in segments) == each.text
        for segment in segments:
            assert list(segment.marks) == [m for m in each.marks if m.start <= segment.start and segment.end <= m.end]


@given(st.text(alphabet="قتل خمسة جنود أمس في حمص\n0123456789()«»\u200f\u202e\x1b<>&", max_size=120))
@settings(max_examples=60, deadline=None)
def test_any_text_can_be_explained_and_shown(text: str) -> None:
    explanation = explain(ARTICLE, text or "ا")
    assert set(mark.kind for mark in explanation.marks) <= set(MARKED)
    Tags(page(explanation))
    assert "\x1b" not in terminal(explanation)


# --- in a terminal -------------------------------------------------------------------------------------------------


def test_the_terminal_shows_each_mark_between_its_signs(explained: Explanation) -> None:
    shown = terminal(explained)
    assert "[قُتل خمسة /جنود]¹ من قوات النظام/ {أمس الخميس}" in shown
    assert "<بادية السخنة>" in shown
    assert "|بحسب|" in shown
    assert "~أربعة أشخاص~" in shown
    for row in rows(explained, 1).values():
        assert row.rule in shown


def test_arabic_lines_and_quotations_are_isolated_from_right_to_left(explained: Explanation) -> None:
    for line in terminal(explained).splitlines():
        depth = 0
        for c in line:
            depth += (c == "\u2067") - (c == "\u2069")
            assert depth in (0, 1)
            assert depth == 1 or not "\u0621" <= c <= "\u064a", line
        assert depth == 0


def test_colours_come_beside_the_signs_and_only_when_asked_for(explained: Explanation) -> None:
    plain, coloured = terminal(explained), terminal(explained, colours=True)
    assert "\x1b" not in plain
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain != coloured


@pytest.mark.parametrize("colours", [False, True])
def test_a_text_steers_no_terminal(colours: bool) -> None:
    shown = terminal(explain(ARTICLE, HOSTILE), colours=colours)
    left = re.sub(r"\x1b\[[0-9;]+m", "", shown)
    assert "�[31m" in left and "�2J" in left
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066]", left)
    assert left.count("\u2067") == left.count("\u2069")


def test_what_is_printable_is_left_as_it_is() -> None:
    assert printable("قُتل\u200c خمسة\n«5»") == "قُتل\u200c خمسة\n«5»"
    assert printable("a\tb\u00a0c\u200f\ufeffd\x00") == "a b cd�"


# --- as a page ------------------------------------------------------------------------------------------------------


class Tags(HTMLParser):
    """A page's tags in the order they open, checked to be closed in turn, and its text."""

    def __init__(self, data: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.open: list[str] = []
        self.text = ""
        self.inside: dict[str, str] = {}
        self.feed(data.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data
        for tag in set(self.open):
            self.inside[tag] = self.inside.get(tag, "") + data

    def of(self, name: str) -> Iterator[dict[str, str]]:
        return (attributes for tag, attributes in self.tags if tag == name)


def test_the_page_holds_the_article_from_right_to_left_with_its_marks(explained: Explanation) -> None:
    tags = Tags(page(explained))
    (article,) = tags.of("article")
    assert article == {"lang": "ar", "dir": "rtl"}
    classes = {attributes["class"] for attributes in tags.of("mark")}
    assert classes == {kind.replace(" ", "-") for kind in MARKED}
    without_labels = re.sub(rb'<span class="label".*?</span>|<sup.*?</sup>', b"", page(explained))
    said = " ".join(Tags(without_labels).inside["article"].split())
    assert said == " ".join(TEXT.split())


def test_each_count_leads_to_its_table_and_back(explained: Explanation) -> None:
    tags = Tags(page(explained))
    ids = {attributes["id"] for _, attributes in tags.tags if "id" in attributes}
    targets = {attributes["href"] for attributes in tags.of("a")}
    assert {"#count-1", "#words-1", "#count-2", "#words-2", "#content"} == targets
    assert all(target[1:] in ids for target in targets)
    all_ids = [attributes["id"] for _, attributes in tags.tags if "id" in attributes]
    assert len(all_ids) == len(ids)


def test_a_mark_says_in_words_how_it_was_read(explained: Explanation) -> None:
    titles = [attributes["title"] for attributes in Tags(page(explained)).of("mark") if "title" in attributes]
    assert "date: 2021-08-12 (relative, yesterday)" in titles
    assert "count 1: killed 5" in titles
    assert "count 1 told again" in titles


def test_every_page_closes_what_it_opens_and_asks_for_nothing(everything: list[Explanation]) -> None:
    for each in everything:
        tags = Tags(page(each))
        assert_harmless(tags)
        ids = [attributes["id"] for _, attributes in tags.tags if "id" in attributes]
        assert len(ids) == len(set(ids))


def test_a_hostile_text_is_shown_and_not_done() -> None:
    article = Article(article_id="a", title=HOSTILE.split("\n")[0], outlet="<script>", url='javascript:"><script>')
    explanation = explain(article, HOSTILE)
    assert explanation.counts
    tags = Tags(page(explanation))
    assert_harmless(tags)
    assert "<script>alert(1)</script>" in tags.text and "${about} $style" in tags.text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", page(explanation).decode())


def assert_harmless(tags: Tags) -> None:
    assert {tag for tag, _ in tags.tags} <= {
        *(
            "html",
            "head",
            "meta",
            "title",
            "style",
            "body",
            "a",
            "main",
            "h1",
            "h2",
            "h3",
            "dl",
            "dt",
            "dd",
            "p",
            "mark",
        ),
        *("article", "span", "sup", "section", "div", "table", "thead", "tbody", "tr", "th", "td", "ul", "li"),
    }
    for _, attributes in tags.tags:
        assert not [name for name in attributes if name.startswith("on") or name in ("src", "style")]
        assert attributes.get("href", "#").startswith("#")
    (policy,) = (a["content"] for a in tags.of("meta") if a.get("http-equiv") == "Content-Security-Policy")
    assert policy == "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def test_a_long_article_is_explained_to_its_end() -> None:
    sentence = (
        "قُتل {} عنصراً من قوات النظام بهجوم لتنظيم داعش في بادية السخنة يوم {} تشرين الأول 2020، بحسب المرصد السوري.\n"
    )
    text = "".join(sentence.format(10 + number % 80, 1 + number % 28) for number in range(400))
    assert len(text) > 3 * STRETCH
    explanation = explain(ARTICLE, text)
    parsed = parse_article(ARTICLE, text)
    assert [each.count for each in explanation.counts] == list(parsed.counts)
    assert [each.number for each in explanation.counts] == [*range(1, len(parsed.counts) + 1)]
    for each in explanation.counts:
        rows = {row.attribute: row for row in each.rows}
        assert text[slice(*rows["measure"].words)] == each.count.quote
        assert text[slice(*rows["place"].words)].endswith("السخنة")
        assert text[slice(*rows["source"].words)].startswith("بحسب")
        assert abs(rows["source"].words[0] - each.count.start) < 120
    assert max(mark.end for mark in explanation.marks) > len(text) - 30


# --- on the command line ---------------------------------------------------------------------------------------------


def test_the_command_prints_or_writes_a_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = tmp_path / "a.txt"
    article.write_text(TEXT, encoding="utf-8")
    (tmp_path / "known.csv").write_text(
        "article_id,file,outlet,published\nb,a.txt,عنب بلدي,2021-08-13\n", encoding="utf-8"
    )
    assert main(["explain", str(article), "--articles", str(tmp_path / "known.csv")]) == 0
    shown = capsys.readouterr().out
    assert "2021-08-12" in shown and "\x1b" not in shown
    assert main(["explain", str(article), "--html", str(tmp_path / "out" / "a.html")]) == 0
    assert capsys.readouterr().out == f"page       {tmp_path}/out/a.html\n"
    assert b"yesterday, no day of writing" in (tmp_path / "out" / "a.html").read_bytes()


def test_one_article_of_several_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lines = "".join(f'{{"article_id": "{name}", "text": "قُتل {n} جنود في تدمر"}}\n' for name, n in (("a", 5), ("b", 6)))
    (tmp_path / "all.jsonl").write_text(lines, encoding="utf-8")
    assert main(["explain", str(tmp_path / "all.jsonl")]) == 2
    assert "all.jsonl: holds 2 articles; name one with --id ARTICLE_ID" in capsys.readouterr().err
    assert main(["explain", str(tmp_path / "all.jsonl"), "--id", "b"]) == 0
    assert "killed 6" in capsys.readouterr().out
    assert main(["explain", str(tmp_path / "all.jsonl"), "--id", "c"]) == 2
    assert "holds no article «c»" in capsys.readouterr().err
    assert main(["explain", str(tmp_path / "none.txt")]) == 2
    assert "there is no such file" in capsys.readouterr().err
