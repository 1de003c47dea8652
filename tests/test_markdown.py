"""Markdown that both renderers read alike: whatever a text holds, it is words and nothing else."""

from __future__ import annotations

import html
import json
import subprocess
from collections.abc import Sequence

import pypandoc
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from report_lib.building.embedded import DIALECT
from report_lib.composing.markdown import (
    anchor,
    div,
    escape_markdown,
    evidence_link,
    figure,
    link,
    page_link,
    quotation,
    script_runs,
    table,
    worded,
)

# Quarto reads pandoc's whole Markdown, the embedded renderer a part of it.
DIALECTS = (DIALECT, "markdown+autolink_bare_uris+tex_math_single_backslash")
HOSTILE = (
    "<script>alert(1)</script>",
    '`<img src=x onerror="alert(1)">`{=html}',
    '`#read("/etc/passwd")`{=typst}',
    "```{=html}\n<script>alert(1)</script>\n```",
    "[click](javascript:alert(1))",
    "![x](/etc/passwd)",
    "<https://example.org>",
    "https://example.org/x",
    "$\\input{/etc/passwd}$ \\(x\\)",
    "@cite [-@cite] ^[note] [^1]",
    "{{< include /etc/passwd >}}",
    "::: {.hidden}\n:::",
    "# heading\n- list\n1. one\n> quote\n| a | b |\n|---|---|\n***\n---",
    "*a* **b** _c_ ~d~ ^e^ ~~f~~ `g` ==h== \\* &lt; &#60; -- ... \"q\" 'r'",
    "[span]{.mark onclick=alert(1)} []{#anchor}",
    "\u202eturned\u202c \u2067x\u2069 a\x07b\x1b[31m",
    "line\none\r\ntwo\u2028three",
    "%%html",
    "=1+1",
)


def pandoc(markdown: str, to: str, dialect: str) -> str:
    command = [pypandoc.get_pandoc_path(), f"--from={dialect}", f"--to={to}", "--wrap=none", "--sandbox"]
    return subprocess.run(command, input=markdown.encode(), capture_output=True, check=True).stdout.decode()


def shown(text: str) -> str:
    """What a reader is to see of a text."""
    return html.unescape(escape_markdown(text))


@pytest.mark.parametrize("dialect", DIALECTS)
def test_hostile_text_is_shown_as_it_is(dialect: str) -> None:
    assert_words_alone(HOSTILE, dialect)


@pytest.mark.parametrize("dialect", DIALECTS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(texts=st.lists(st.text(st.characters(codec="utf-8"), min_size=1), min_size=30, max_size=60))
def test_any_text_is_words_alone(dialect: str, texts: list[str]) -> None:
    assert_words_alone(texts, dialect)


def assert_words_alone(texts: Sequence[str], dialect: str) -> None:
    """Each text is a paragraph of its own words and spaces: no markup, link, code, raw block or turned quote."""
    said = [text for text in texts if shown(text)]
    blocks = json.loads(pandoc("\n\n".join(map(escape_markdown, said)), "json", dialect))["blocks"]
    assert [block["t"] for block in blocks] == ["Para"] * len(said)
    for block, text in zip(blocks, said, strict=True):
        assert {inline["t"] for inline in block["c"]} <= {"Str", "Space"}
        assert "".join(inline.get("c", " ") for inline in block["c"]).split() == shown(text).split()


def test_control_characters_and_turned_directions_are_left_out() -> None:
    assert shown("a\x00b\x1b[31m\u202ec\u2066d\u200fe\ufefff\ud800g") == "ab[31mcdefg"
    assert shown("می\u200cروم") == "می\u200cروم"
    assert shown(" a \n\t b ") == "a b"


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "//host/x",
        "https://a b",
        'https://a"b',
        "",
        "HTTPS:x",
    ],
)
def test_what_is_no_web_address_is_no_link(address: str) -> None:
    assert link("words", address) == "words"


def test_a_web_address_stays_as_it_is() -> None:
    address = "https://example.org/a_(b)_*c*/%22?x=1&y=2~3~$4$#end"
    assert pandoc(link("words", address), "html", DIALECT) == f'<p><a href="{html.escape(address)}">words</a></p>\n'


def test_anchors_hold_in_html_and_typst_alike() -> None:
    assert anchor("e-12ab") == "#e-12ab"
    for name in ("", "1a", "a b", "a>", "a]", "é"):
        with pytest.raises(ValueError, match="cannot be an anchor"):
            anchor(name)


def test_a_number_leads_to_its_note_and_cannot_be_read_with_it() -> None:
    out = pandoc(evidence_link("16", "e-a", "1", name="u-a"), "html", DIALECT)
    assert out == '<p><a href="#e-a" id="u-a">16<sup>[1]</sup></a></p>\n'
    assert 'id="' not in pandoc(evidence_link("16", "e-a", "1"), "html", DIALECT)


def test_a_path_within_the_site_is_a_link_and_no_other_is() -> None:
    assert pandoc(page_link("data", "../../data/counts.csv"), "html", DIALECT) == (
        '<p><a href="../../data/counts.csv">data</a></p>\n'
    )
    for path in ("/etc/passwd", "javascript:x", "a/../../b.csv", "https://example.org/x.csv", "data", ""):
        with pytest.raises(ValueError, match="no path within the site"):
            page_link("data", path)


def test_words_of_the_other_script_are_marked() -> None:
    assert worded("at حقل التيم, 17", "en") == "at [حقل التيم]{lang=ar dir=rtl}&#44; 17"
    assert worded("North Press: مصادر", "ar") == "[North Press]{lang=en dir=ltr}&#58; مصادر"
    assert worded("قتل 17 عنصراً", "ar") == "قتل 17 عنصراً"
    assert worded("مشروع (CEP): 35 في SY24", "ar") == (
        "مشروع &#40;[CEP]{lang=en dir=ltr}&#41;&#58; 35 في [SY24]{lang=en dir=ltr}"
    )


def test_a_quotation_marks_the_words_of_the_count() -> None:
    sentence, words = "أعلن <b> مقتل 17 عنصراً، أمس", "مقتل 17 عنصراً"
    start = sentence.index(words)
    out = pandoc(quotation(sentence, start, start + len(words)), "html", DIALECT)
    assert f"<p>أعلن &lt;b&gt; <mark>{words}</mark>، أمس</p>" in out
    assert '<div class="quotation" lang="ar" dir="rtl">' in out


def test_a_cell_cannot_end_its_row() -> None:
    out = pandoc(table(["A", "B"], [[escape_markdown("a | b\nc"), ""]], numbers=[1]), "html", DIALECT)
    assert out.count("<td") == 2
    assert "<td>a | b c</td>" in out


def test_a_table_bears_its_columns_shares_of_a_printed_page() -> None:
    out = pandoc(table(["A", "B"], [["a", "b"]], widths=(3, 1)), "native", DIALECT)
    assert '( "widths" , "3 1" )' in " ".join(out.split())


def test_a_figure_says_its_alternative_text() -> None:
    native = pandoc(figure(b"<svg/>", alt='17 "dead" <b>\\', caption="Killed", name="fig-x"), "native", DIALECT)
    assert '( "fig-alt" , "17 \\"dead\\" <b>\\\\" )' in " ".join(native.split())
    assert "data:image/svg+xml;base64,PHN2Zy8+" in native


def test_blocks_stand_apart_from_what_is_around_them() -> None:
    out = pandoc("before" + div("e-1", "inside", classes="evidence") + "after", "html", DIALECT)
    assert '<p>before</p>\n<div id="e-1" class="evidence">\n<p>inside</p>\n</div>\n<p>after</p>' in out


def test_a_version_stays_with_its_name_in_an_arabic_line() -> None:
    assert [part for part, other in script_runs("قرأها report-lib 0.1.0. وفي 17 مقالاً", "ar") if other] == [
        "report-lib 0.1.0"
    ]
