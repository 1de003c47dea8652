"""Articles that carry code for every engine they pass, through the whole pipeline, without a network: nothing runs."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import openpyxl
import pypdfium2
import pytest
from playwright.sync_api import sync_playwright

from faults import BUILD, project
from test_browser import CHROMIUM, Opened
from test_embedded import Tags, pdf_text

CANARY = "canary-7f3a"
PAYLOADS = (
    f"<script>fetch('/{CANARY}')</script>",
    f"<img src=x onerror=touch('{CANARY}')>",
    f"`<b>{CANARY}</b>`{{=html}}",
    f'`#eval("1") #read("/etc/{CANARY}")`{{=typst}}',
    f'#read("/etc/passwd") {CANARY}',
    f"[x](javascript:{CANARY})",
    f"![x](file:///etc/{CANARY})",
    f"{{{{< include /etc/passwd >}}}} {CANARY}",
    f"%%bash touch {CANARY}",
    f"!touch {CANARY}",
    f"${{jndi:ldap://{CANARY}}}",
    f"$\\input{{/etc/{CANARY}}}$",
    f"=cmd|' /C {CANARY}'!A0",
    f"@SUM(1+1)*{CANARY}",
    f"!!python/object/apply:os.system [{CANARY}]",
    f"--- title {CANARY} ---",
    f"</title><meta http-equiv=refresh content=0;//{CANARY}>",
    f"\x1b]0;{CANARY}\x07\x1b[31m",
    f"../../{CANARY}",
    f"<svg/onload=fetch('//{CANARY}')>",
    f"</script><script src=//{CANARY}></script>",
    f"<!-- after the text --> <style>@import '//{CANARY}'</style>",
    f"![x](http://127.0.0.1:9/{CANARY}.png)",
    f"<http://127.0.0.1:9/{CANARY}> [y]{{onclick=touch('{CANARY}') .x style=color:red}}",
    f"::: {{#{CANARY} .x onclick=1}} :::",
    f"[^1]: {CANARY} [@{CANARY}] ^[{CANARY}]",
    f"$$\\def\\x{{{CANARY}}}$$ \\write18{{touch {CANARY}}}",
    f'#image("/etc/{CANARY}") #sys.inputs #import "@preview/{CANARY}:1.0.0"',
    f"```{{=typst}} #panic({CANARY}) ```",
    f"{{{{7*7}}}} {{% include '{CANARY}' %}} <%= {CANARY} %>",
    f"]]></title><script>{CANARY}</script><![CDATA[",
    f"<!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]>&y; {CANARY}",
    f"$(touch {CANARY}) `touch {CANARY}` ; touch {CANARY} | tee {CANARY}",
    f"\x9b31m \u2028{CANARY}\u2029 \x85",
    f'＝HYPERLINK("http://127.0.0.1:9/{CANARY}")',
    f"<a href='data:text/html,<script>{CANARY}</script>'>z</a> <base href=//{CANARY}>",
    f"| a | b |\n|---|---|\n| <b>{CANARY} | -- |",
)


class Made(NamedTuple):
    root: Path
    denied: str
    said: str


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """A project whose articles carry the payloads in title, text, source and outlet, built with every socket denied."""
    root = project(tmp_path_factory.mktemp("injection") / "project")
    articles = root / "seeds" / "articles"
    with (root / "seeds" / "articles.csv").open("a", encoding="utf-8", newline="") as table:
        header = (root / "seeds" / "articles.csv").read_text(encoding="utf-8").split("\n")[0].split(",")
        rows = csv.DictWriter(table, header)
        for number, payload in enumerate(PAYLOADS):
            text = (
                f"{payload} مقتل {number + 3} عناصر\n\nقُتل {number + 3} عناصر من قوات النظام {payload} بهجوم لتنظيم "
                f"داعش في بادية حمص يوم {number % 27 + 1} تشرين الأول 2020، وفق ما أفادت شبكة «{payload}».\n"
            )
            (articles / f"hostile-{number:02}.txt").write_text(text, encoding="utf-8")
            outlet = payload if payload.isprintable() else CANARY
            url = f"https://example.org/{number}?q=%22%3E{CANARY}"
            known = {"article_id": f"hostile-{number:02}", "outlet": outlet, "published": "2020-10-28"}
            rows.writerow({**known, "published_basis": "external", "evidence_url": url})
    log = root.parent / "denied"
    paths = os.pathsep.join((str(Path(__file__).parent / "offline"), os.environ.get("PYTHONPATH", "")))
    done = subprocess.run(
        [sys.executable, "-c", BUILD],
        cwd=root,
        env={**os.environ, "PYTHONPATH": paths, "OFFLINE_LOG": str(log)},
        capture_output=True,
        timeout=600,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return Made(root, log.read_text() if log.exists() else "", done.stdout.decode() + done.stderr.decode())


def test_nothing_reached_for_the_network(made: Made) -> None:
    assert made.denied == ""


def test_the_denial_of_the_network_denies(tmp_path: Path) -> None:
    code = "import socket; socket.create_connection(('example.org', 80))"
    environment = {
        **os.environ,
        "PYTHONPATH": str(Path(__file__).parent / "offline"),
        "OFFLINE_LOG": str(tmp_path / "log"),
    }
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=False)
    assert b"no network at run time" in done.stderr
    assert "example.org" in (tmp_path / "log").read_text()


def test_no_payload_made_a_file(made: Made) -> None:
    assert [path for path in made.root.parent.rglob("*") if CANARY in path.name] == []


def test_pages_hold_the_payloads_as_words_alone(made: Made) -> None:
    pages = sorted((made.root / "_site" / "reports").rglob("*.html"))
    assert any(CANARY in page.read_text(encoding="utf-8") for page in pages)
    for path in pages:
        page = Tags(path.read_bytes())
        for tag, attributes in page.tags:
            assert not [name for name in attributes if name.startswith("on")], path
            assert (tag, attributes.get("http-equiv")) != ("meta", "refresh")
            for name in ("href", "src", "action", "data"):
                address = (attributes.get(name) or "").strip().lower()
                assert not address.startswith(("javascript:", "file:", "vbscript:", "data:text")), (path, address)
            if tag in ("img", "script", "iframe", "object", "embed", "link", "meta"):
                assert CANARY not in json.dumps(attributes), (path, tag)


def test_print_holds_no_action_and_leads_to_the_web_alone(made: Made) -> None:
    printed = sorted((made.root / "_site" / "reports").rglob("*.pdf"))
    assert printed
    for path in printed:
        document = pypdfium2.PdfDocument(path.read_bytes())
        assert not document.count_attachments() and document.get_formtype() == pypdfium2.raw.FORMTYPE_NONE
        for action in (b"/JavaScript", b"/JS", b"/Launch", b"/OpenAction", b"/SubmitForm", b"/EmbeddedFile"):
            assert action not in path.read_bytes(), path
        for address in re.findall(rb"/URI\s*\(([^)]*)\)", path.read_bytes()):
            assert address.startswith((b"http://", b"https://")), (path, address)


def test_the_feed_is_whole_and_holds_no_markup_of_an_article(made: Made) -> None:
    feed = ElementTree.fromstring((made.root / "_site" / "feed.xml").read_bytes())
    assert {element.tag.rsplit("}", 1)[-1] for element in feed.iter()} <= {
        *("feed", "title", "id", "link", "updated", "entry", "summary", "content", "author", "name", "subtitle"),
    }


@pytest.mark.skipif(not CHROMIUM, reason="no Chromium on PATH; the hostile pages were not opened in a browser")
def test_in_a_real_browser_nothing_of_it_runs(made: Made) -> None:
    pages = sorted((made.root / "_site").rglob("*.html"))
    assert len(pages) > 10
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        for path in pages:
            with Opened(browser, path.as_uri()) as opened:
                asked = [url for url in opened.requests if not url.startswith("data:")]
                assert asked == [path.as_uri()], path
                assert opened.complaints == [], path
                policy = opened.page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content")
                assert policy and "default-src 'none'" in policy and "unsafe-eval" not in policy
                links = opened.page.eval_on_selector_all("a[href]", "links => links.map(link => link.protocol)")
                assert set(links) <= {"http:", "https:", "file:"}, path
                assert opened.page.locator("iframe, object, embed, form, base").count() == 0, path
        browser.close()


def test_no_file_of_the_machine_is_in_a_page_or_in_print(made: Made) -> None:
    secret = Path("/etc/passwd").read_text().split("\n")[0]
    for path in (made.root / "_site").rglob("*"):
        if path.suffix == ".html":
            assert secret not in path.read_text(encoding="utf-8")
        elif path.suffix == ".pdf":
            assert secret not in pdf_text(path.read_bytes())


def test_notebooks_are_code_of_the_project_alone(made: Made) -> None:
    for path in (made.root / "reports").rglob("*.ipynb"):
        for cell in json.loads(path.read_text(encoding="utf-8"))["cells"]:
            assert CANARY not in "".join(cell["source"]), path
            for output in cell.get("outputs", ()):
                assert set(output.get("data", {})) <= {"text/markdown", "text/plain", "image/svg+xml"}, path


_FORMULA = re.compile(r"[=+@\t\r\n＝＋－＠]|-\D")


def test_no_cell_is_a_formula(made: Made, tmp_path: Path) -> None:
    for path in (made.root / "reports").rglob("*.csv"):
        with path.open(encoding="utf-8", newline="") as table:
            for row in csv.reader(table):
                assert not [cell for cell in row if _FORMULA.match(cell)], path
    for form in ("csv", "xlsx"):
        command = [sys.executable, "-m", "report_lib", "export", "--format", form, "--out", str(tmp_path / form)]
        subprocess.run(command, cwd=made.root, check=True, capture_output=True)
    for path in (tmp_path / "csv").glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as table:
            assert not [cell for row in csv.reader(table) for cell in row if _FORMULA.match(cell)], path
    book = openpyxl.load_workbook(tmp_path / "xlsx" / "report-lib.xlsx")
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_nothing_that_steers_a_terminal_is_printed(made: Made) -> None:
    assert "\x1b" not in made.said
    code = "import sys; from report_lib.cli import main; [main(['explain', path]) for path in sys.argv[1:]]"
    articles = [str(path) for path in sorted((made.root / "seeds" / "articles").glob("hostile-*.txt"))]
    done = subprocess.run([sys.executable, "-c", code, *articles], cwd=made.root, capture_output=True, check=True)
    said = (done.stdout + done.stderr).decode()
    assert said.count(CANARY) >= len(PAYLOADS)
    # Isolates keep a text's direction to itself; nothing else that steers is let through.
    steering = re.findall(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]", said)
    assert set(steering) <= set("\u2066\u2067\u2068\u2069")
