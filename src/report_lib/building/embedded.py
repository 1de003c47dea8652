"""Turns an executed notebook into a web page and a PDF with the engines that Quarto itself uses, and without Quarto.

Notebook → Markdown (nbconvert) → HTML, or Typst → PDF (pandoc, typst). Pandoc reads a dialect in which no text can be
code of the page, runs sandboxed, and Typst sees an empty folder, the fonts and nothing else.
"""

from __future__ import annotations

import base64
import json
import re
import subprocess
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from report_lib.charting.fonts import FOLDERS, printed, web_fonts
from report_lib.errors import Problem, ReportError, shown

# Raw HTML, TeX and Typst, macros, citations, mathematics and metadata are no part of a brief.
DIALECT = (
    "markdown-raw_html-raw_tex-raw_attribute-latex_macros-citations-tex_math_dollars-yaml_metadata_block"
    "-pandoc_title_block-markdown_in_html_blocks-native_divs-native_spans"
)
PANDOC_SECONDS = 300  # as a cell of a notebook has
_AFTER = "<!-- after the text -->"  # where page.html takes what is HTML already
_FRONT_MATTER = re.compile(r"---\n(.*?)^---\s*?(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_CREATED = 946684800  # 2000-01-01: a PDF states a time of creation, and the same input gives the same bytes


def render_notebook(notebook: Path, *, pdf: bool) -> dict[str, bytes]:
    """The pages of an executed notebook by their names, `brief.html` and, where `pdf`, `brief.pdf`.

    Raises `ReportError`.
    """
    front, markdown = read_notebook(notebook)
    pages = {f"{notebook.stem}.html": html(markdown, front, notebook)}
    if pdf:
        pages[f"{notebook.stem}.pdf"] = print_pdf(typst_source(markdown, front, notebook), notebook)
    return pages


def read_notebook(notebook: Path) -> tuple[dict[str, Any], str]:
    """An executed notebook's front matter, and its text and outputs as Markdown."""
    import nbformat
    from nbconvert import MarkdownExporter

    try:
        node: Any = nbformat.read(notebook, as_version=4)  # type: ignore[no-untyped-call]  # nbformat leaves it untyped
    except (OSError, ValueError) as error:
        problem = Problem(str(notebook), "", f"is not a notebook ({shown(error)})", "run the month again")
        raise ReportError(problem) from None
    front: dict[str, Any] = {}
    if node.cells and node.cells[0].cell_type == "raw":
        front, _ = read_document(node.cells[0].source)
    exporter: Any = MarkdownExporter(exclude_input=True, exclude_raw=True)  # type: ignore[no-untyped-call]
    markdown, resources = exporter.from_notebook_node(node)
    for name, drawing in resources.get("outputs", {}).items():
        if name.endswith(".svg"):
            data = base64.b64encode(drawing).decode()
            markdown = markdown.replace(f"]({name})", f"](data:image/svg+xml;base64,{data})")
    return front, markdown


def read_document(text: str) -> tuple[dict[str, Any], str]:
    """A document's front matter, and the Markdown after it."""
    match = _FRONT_MATTER.match(text)
    return (dict(yaml.safe_load(match.group(1)) or {}), text[match.end() :]) if match else ({}, text)


def html(
    markdown: str, front: dict[str, Any], notebook: Path, *, style: str = "", after: str = "", script_hash: str = ""
) -> bytes:
    """A page that holds all it needs: no request to anywhere, and no script but one of the page's own.

    `style` names a template with further CSS. `after` is HTML that stands after the text; `script_hash` is that of
    the script in it, which alone may run.
    """
    styles = "".join(_template(name) for name in ("brief.css", style) if name)
    header = f"<style>\n{web_fonts()}\n{styles}</style>\n"
    options = ["--to=html5", "--template=page.html", "--email-obfuscation=none"]
    if script_hash:
        options.append(f"--variable=script-hash:{script_hash}")
    page = _pandoc(markdown, front, notebook, options, header=header)
    return page.replace(_AFTER, after).encode()


def typst_source(markdown: str, front: dict[str, Any], notebook: Path) -> str:
    """The page as a Typst document; headings begin at level 1, as the title is none.

    What the fonts have no letter for is marked, and shown by the web page: one emoji must not cost a month its brief.
    """
    options = ["--to=typst", "--template=page.typ", "--shift-heading-level-by=-1"]
    return printed(_pandoc(markdown, front, notebook, options))


def print_pdf(source: str, notebook: Path) -> bytes:
    """An A4 PDF, tagged, checked against PDF/UA-1; a warning, such as of a missing letter, is an error."""
    import typst

    with TemporaryDirectory(prefix="brief-") as folder:
        main = Path(folder, "page.typ")
        main.write_text(source, encoding="utf-8")
        try:
            compiler = typst.Compiler(root=folder, font_paths=[str(path) for path in FOLDERS], ignore_system_fonts=True)
            pdf, warnings = compiler.compile_with_warnings(
                str(main), format="pdf", pdf_standards=["ua-1"], timestamp=_CREATED
            )
        except typst.TypstError as error:
            raise _refused(notebook, "Typst", error) from None
    if warnings:
        raise _refused(notebook, "Typst", "; ".join(str(warning) for warning in warnings))
    assert isinstance(pdf, bytes)
    return pdf


def _pandoc(markdown: str, metadata: dict[str, Any], notebook: Path, options: list[str], header: str = "") -> str:
    import pypandoc

    with as_file(files("report_lib") / "templates") as templates, TemporaryDirectory(prefix="brief-") as folder:
        about = Path(folder, "metadata.json")
        about.write_text(json.dumps(metadata, ensure_ascii=False), encoding="utf-8")
        if header:
            Path(folder, "header").write_text(header, encoding="utf-8")
            options = [*options, f"--include-in-header={folder}/header"]
        command = [
            pypandoc.get_pandoc_path(),
            f"--from={DIALECT}",
            "--sandbox",
            "--standalone",
            "--wrap=none",
            "--fail-if-warnings",
            "--lua-filter=brief.lua",
            f"--metadata-file={about}",
            *options,
        ]
        try:
            done = subprocess.run(
                command,
                input=markdown.encode(),
                capture_output=True,
                cwd=templates,
                timeout=PANDOC_SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise _refused(notebook, "pandoc", f"no end after {PANDOC_SECONDS} seconds") from None
    if done.returncode:
        raise _refused(notebook, "pandoc", done.stderr.decode("utf-8", "replace"))
    return done.stdout.decode()


def _refused(notebook: Path, engine: str, message: object) -> ReportError:
    said = " ".join(str(message).split())
    return ReportError(Problem(str(notebook), "", f"{engine} refuses it: {shown(said, 500)}", "mend the notebook"))


@cache
def _template(name: str) -> str:
    return (files("report_lib") / "templates" / name).read_text(encoding="utf-8")
