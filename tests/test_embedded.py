"""The embedded renderer: pages that hold all they need, in which nothing that a text says is done."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import nbformat
import pypdfium2
import pytest
import yaml

from conftest import AGAINST, MONTH
from report_lib.building import embedded
from report_lib.building.embedded import print_pdf, read_document, read_notebook, render_notebook, typst_source
from report_lib.composing.editions import Edition
from report_lib.composing.markdown import div, escape_markdown, evidence_link, figure, link, quotation, table, worded
from report_lib.errors import ReportError
from report_lib.wording import Language
from test_markdown import HOSTILE

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="60" height="20"><rect width="60" height="20"/></svg>'
SECRET = "the-secret-of-this-file"


class Tags(HTMLParser):
    """The start tags of a page with their attributes, and its text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        self.tags.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        if self.tags and self.tags[-1][0] != "style":
            self.text += data


def notebook(folder: Path, *outputs: str, lang: Language = "en") -> Path:
    """An executed notebook with these outputs, under a heading."""
    edition = Edition(MONTH, AGAINST, lang)
    front = yaml.safe_dump(edition.front_matter("brief", {"title": "{month} in brief"}), allow_unicode=True)
    shown = [nbformat.v4.new_output("display_data", {"text/markdown": output}) for output in outputs]
    cells = [nbformat.v4.new_raw_cell(f"---\n{front}---"), nbformat.v4.new_markdown_cell("## Heading {#heading}")]
    cells.append(nbformat.v4.new_code_cell("secret_code()", outputs=shown))
    nbformat.write(nbformat.v4.new_notebook(cells=cells), folder / "brief.ipynb")
    return folder / "brief.ipynb"


def rendered(folder: Path, *outputs: str, lang: Language = "en") -> tuple[Tags, str]:
    """The web page and the text of the PDF."""
    pages = render_notebook(notebook(folder, *outputs, lang=lang), pdf=True)
    return Tags(pages["brief.html"]), pdf_text(pages["brief.pdf"])


def pdf_text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    return "\n".join(page.get_textpage().get_text_bounded() for page in document)


def assert_harmless(page: Tags) -> None:
    for tag, attributes in page.tags:
        assert tag not in {"script", "iframe", "object", "embed", "form", "input", "base", "svg", "video", "audio"}
        assert not [name for name in attributes if name.startswith("on") or name == "srcdoc"]
        for name in ("src", "srcset", "poster", "data"):
            assert attributes.get(name, "data:").startswith("data:"), attributes
        target = attributes.get("href", "")
        assert re.match(r"#|https?://|[\w./-]+\.(html|pdf)$|(\.\./)+data/[\w.]+$|$", target), target
    policy = next(a["content"] for t, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert "default-src 'none'" in policy and "script-src" not in policy


def test_what_a_text_says_is_shown_and_not_done(tmp_path: Path) -> None:
    cells = [[escape_markdown(text), worded(f"قتل {text}", "en")] for text in HOSTILE]
    page, pdf = rendered(
        tmp_path,
        table(["A", "B"], cells),
        *(div("e-1", f"{quotation(text, 0, 3)}\n\n{link(escape_markdown(text), text)}") for text in HOSTILE),
        figure(SVG, alt=HOSTILE[0] + HOSTILE[2], caption=escape_markdown(HOSTILE[2])),
    )
    assert_harmless(page)
    assert "<script>alert(1)</script>" in page.text
    assert '#read("/etc/passwd")' in page.text
    assert '#read("/etc/passwd")' in pdf
    assert "root:" not in pdf + page.text


@pytest.mark.parametrize(
    "markdown",
    [
        "<script>alert(1)</script>",
        '<img src="x" onerror="alert(1)">',
        "`<script>alert(1)</script>`{=html}",
        "```{=html}\n<script>alert(1)</script>\n```",
        "[click](javascript:alert(1))",
        "[click]( JavaScript:alert(1))",
        "[click](data:text/html;base64,PHNjcmlwdD4=)",
        '[span]{onclick="alert(1)" style="position: fixed" srcdoc="x"}',
        '::: {onmouseover="alert(1)"}\nx\n:::',
        '# h {onclick="alert(1)"}',
        '`x`{onclick="alert(1)"}',
        "![x](http://127.0.0.1/canary.png)",
        "---\nheader-includes: <script>alert(1)</script>\n---",
        '`#read("SECRET")`{=typst}',
        '```{=typst}\n#read("SECRET")\n```',
        "![x](SECRET)",
        "![x](../SECRET)",
        "\\input{SECRET}",
        "{{< include SECRET >}}",
    ],
)
def test_even_markdown_that_was_not_escaped_does_nothing(markdown: str, tmp_path: Path) -> None:
    secret = tmp_path / "secret.svg"
    secret.write_text(f'<svg xmlns="http://www.w3.org/2000/svg"><text>{SECRET}</text></svg>')
    page, pdf = rendered(tmp_path, markdown.replace("SECRET", str(secret)))
    assert_harmless(page)
    assert SECRET not in page.text + pdf


def test_a_page_holds_all_it_needs_and_no_code(tmp_path: Path) -> None:
    page, pdf = rendered(tmp_path, "Text.")
    assert_harmless(page)
    assert {tag for tag, _ in page.tags} >= {"main", "nav", "h1", "h2"}
    assert "secret_code" not in page.text + pdf


def test_language_and_direction_are_those_of_the_edition(tmp_path: Path) -> None:
    name = worded("at حقل التيم, 17", "en")
    page, _ = rendered(tmp_path, name)
    assert page.tags[0] == ("html", {"lang": "en"})
    assert ("span", {"lang": "ar", "dir": "rtl"}) in page.tags
    front, markdown = read_notebook(tmp_path / "brief.ipynb")
    assert '#box[#text(lang: "ar", dir: rtl, size: 1.12em)[حقل التيم]]' in typst_source(markdown, front, tmp_path)
    arabic, pdf = rendered(tmp_path, worded("في Radio Alkul، 17", "ar"), lang="ar")
    assert arabic.tags[0] == ("html", {"lang": "ar", "dir": "rtl"})
    assert "Radio" in pdf and "Alkul" in pdf


def test_long_words_of_the_other_script_can_break_and_keep_their_place(tmp_path: Path) -> None:
    front, markdown = read_notebook(notebook(tmp_path, worded("كلمة " * 20 + ", 17", "en")))
    assert "\u200e#text(lang" in typst_source(markdown, front, tmp_path)


def test_links_lead_to_their_notes_in_both(tmp_path: Path) -> None:
    outputs = evidence_link("16", "e-a", "1", name="u-a"), div("e-a", "[back](#u-a)")
    page, pdf = rendered(tmp_path, *outputs)
    assert [a["href"] for t, a in page.tags if t == "a" and a["href"][:2] in ("#e", "#u")] == ["#e-a", "#u-a"]
    assert "16[1]" in "".join(pdf.split())


def test_a_link_without_its_note_stops_the_pdf(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match=r"Typst refuses it: .*label `<e-none>` does not exist"):
        rendered(tmp_path, evidence_link("16", "e-none", "1"))


@pytest.mark.parametrize("letter", ["手", "\U0001f534", "\u2764\ufe0f", "क्षि", "\uff1d", "\U0010ffff", "a\u0489"])
def test_a_letter_that_no_font_has_is_marked_in_print_and_shown_on_the_page(letter: str, tmp_path: Path) -> None:
    page, printed = rendered(tmp_path, f"قتل {letter} 17", f"**{letter}**")
    assert letter in "".join(page.text) and letter not in printed
    assert "◌" in printed and "17" in printed


def test_a_warning_stops_the_pdf(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="Typst refuses it"):
        print_pdf('#set document(title: [T])\n#set text(font: "Amiri", fallback: false)\n手', tmp_path)


def test_a_drawing_without_words_for_it_stops_the_pdf(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="alt"):
        rendered(tmp_path, figure(SVG, alt=""))


def test_the_pdf_is_tagged_titled_and_bookmarked(tmp_path: Path) -> None:
    pdf = render_notebook(notebook(tmp_path, "Text.", lang="ar"), pdf=True)["brief.pdf"]
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_dict()["Title"] == "موجز تشرين الأول/أكتوبر ٢٠٢٠"
    assert [entry.get_title() for entry in document.get_toc()] == ["Heading"]
    assert document[0].get_size() == pytest.approx((595.3, 841.9), abs=0.1)
    for mark in (b"/MarkInfo", b"/Lang", b"pdfuaid"):
        assert mark in pdf


def test_the_same_notebook_gives_the_same_bytes(tmp_path: Path) -> None:
    path = notebook(tmp_path, "Text.", figure(SVG, alt="a bar"))
    assert render_notebook(path, pdf=True) == render_notebook(path, pdf=True)


def test_what_is_no_notebook_and_what_does_not_end_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = notebook(tmp_path, "Text.")
    monkeypatch.setattr(embedded, "PANDOC_SECONDS", 0.0001)
    with pytest.raises(ReportError, match="pandoc refuses it: no end after"):
        render_notebook(path, pdf=False)
    path.write_text("{")
    with pytest.raises(ReportError, match="is not a notebook"):
        render_notebook(path, pdf=False)


def test_front_matter_is_told_from_text() -> None:
    assert read_document("---\ntitle: T\n---\n\ntext\n---\n") == ({"title": "T"}, "\ntext\n---\n")
    assert read_document("text\n") == ({}, "text\n")
