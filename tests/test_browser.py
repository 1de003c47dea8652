"""In a real browser every kind of page, in both languages, is whole, silent, open to all and asks for nothing."""

from __future__ import annotations

import re
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pypdfium2
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, ConsoleMessage, Error, Page, Request, sync_playwright

from report_lib.building.embedded import html, render_notebook
from report_lib.comparing.project import open_collection
from report_lib.composing.explorer import explorer_table, script_hash
from report_lib.composing.markdown import div, escape_markdown, figure, link, quotation, table, worded
from test_embedded import SVG, notebook

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(
    not CHROMIUM, reason="no Chromium on PATH; no page was looked at in a browser (on Debian: apt install chromium)"
)

BRIEFS = [f"reports/2020-10/{lang}{name}.html" for lang in ("", "ar/") for name in ("brief", "regions", "sources")]
AROUND = ["index.html", "explorer.html", "method.html", "ar/index.html", "ar/explorer.html"]
PERPETRATORS = ["reports/2020-10/perpetrators.html", "reports/2020-10/ar/perpetrators.html"]
PAGES = [*AROUND, *BRIEFS, *PERPETRATORS]
WCAG_2_2_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
NO_MORE_THAN = 600  # presses of the tabulator key on one page


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield launched
        launched.close()


@pytest.fixture(scope="module")
def served(whole_site: Path) -> Iterator[str]:
    """The address at which a server of this machine has the site."""

    class Silent(SimpleHTTPRequestHandler):
        def log_message(self, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Silent, directory=str(whole_site)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()


class Opened:
    """A page in the browser, with all that it asked for and complained of."""

    def __init__(self, browser: Browser, address: str, width: int = 1200, scripts: bool = True) -> None:
        self.context = browser.new_context(viewport={"width": width, "height": 800}, java_script_enabled=scripts)
        self.page: Page = self.context.new_page()
        self.requests: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", self._asked)
        self.page.on("console", self._said)
        self.page.on("pageerror", self._failed)
        self.page.goto(address)

    def _asked(self, request: Request) -> None:
        self.requests.append(request.url)

    def _said(self, message: ConsoleMessage) -> None:
        self.complaints.append(message.text)

    def _failed(self, error: Error) -> None:
        self.complaints.append(str(error))

    def __enter__(self) -> Opened:
        return self

    def __exit__(self, *exception: object) -> None:
        self.context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_accessible_silent_and_asks_for_nothing(name: str, browser: Browser, served: str) -> None:
    with Opened(browser, served + name) as opened:
        found = Axe().run(opened.page, options={"runOnly": {"type": "tag", "values": WCAG_2_2_AA}})
        asked = [url for url in opened.requests if not url.startswith("data:") and not url.endswith("/favicon.ico")]
        assert asked == [served + name]
        assert [says for says in opened.complaints if "favicon" not in says] == []
        broken = [
            f"{violation['id']}: {node['target']} {node['failureSummary']}"
            for violation in found.response["violations"]
            for node in violation["nodes"]
        ]
        assert broken == []
        assert len(found.response["passes"]) > 10


@pytest.mark.parametrize("name", [*PAGES, "codebook.html", "exports.html", "accuracy.html"])
def test_a_page_opens_from_a_folder_and_fits_a_small_screen(name: str, browser: Browser, whole_site: Path) -> None:
    with Opened(browser, (whole_site / name).as_uri(), width=320) as opened:
        assert opened.page.evaluate("document.documentElement.scrollWidth") == 320
        assert opened.page.evaluate("document.fonts.ready.then(() => document.fonts.size)") >= 2
        assert [url for url in opened.requests if not url.startswith(("data:", "file://"))] == []
        assert opened.complaints == []


@pytest.mark.parametrize("name", [*BRIEFS[:1], *BRIEFS[3:4], "explorer.html", "index.html"])
def test_the_keyboard_reaches_every_link(name: str, browser: Browser, whole_site: Path) -> None:
    with Opened(browser, (whole_site / name).as_uri()) as opened:
        every = opened.page.evaluate("[...document.querySelectorAll('a[href]')].map((a, i) => (a.dataset.nth = i))")
        reached = []
        for _ in range(NO_MORE_THAN):
            opened.page.keyboard.press("Tab")
            nth, ring = opened.page.evaluate(
                "[document.activeElement.dataset.nth, getComputedStyle(document.activeElement).outlineStyle]"
            )
            if nth is not None:
                reached.append(int(nth))
                assert ring != "none"
            if len(set(reached)) == len(every):
                break
        assert sorted(set(reached)) == every
        assert reached[0] == 0  # the way past the navigation comes first


def test_a_number_leads_to_its_evidence_by_keyboard(browser: Browser, whole_site: Path) -> None:
    with Opened(browser, (whole_site / BRIEFS[0]).as_uri()) as opened:
        number = opened.page.locator("a[href^='#e-']").first
        target = number.get_attribute("href")
        number.focus()
        opened.page.keyboard.press("Enter")
        opened.page.wait_for_url(f"**{target}")
        assert opened.page.locator(f"{target}:target").bounding_box()["y"] < 800  # type: ignore[index]


@pytest.mark.parametrize("name", [BRIEFS[0], BRIEFS[3], "ar/index.html", "explorer.html"])
def test_a_page_prints_on_a4(name: str, browser: Browser, whole_site: Path) -> None:
    with Opened(browser, (whole_site / name).as_uri()) as opened:
        printed = pypdfium2.PdfDocument(opened.page.pdf(format="A4", margin={"left": "15mm", "right": "15mm"}))
        assert len(printed) > (not name.endswith("index.html"))
        assert all(page.get_size() == pytest.approx((595, 842), abs=1.5) for page in printed)
        text = [page.get_textpage().get_text_bounded().strip() for page in printed]
        assert all(text), "an empty page"
        title = opened.page.locator("h1").inner_text()
        assert name.startswith(("ar/", "reports/2020-10/ar")) or text[0].startswith(title)


def shown(opened: Opened, column: int) -> list[str]:
    return opened.page.locator(f"#explorer tbody td:nth-child({column})").all_inner_texts()


def test_the_explorer_sorts_by_keyboard_unknown_last(browser: Browser, whole_site: Path) -> None:
    with Opened(browser, (whole_site / "explorer.html").as_uri()) as opened:
        head = opened.page.locator("th[data-sort=killed]")
        for order, last in (("ascending", False), ("descending", True)):
            head.locator("button").focus()
            opened.page.keyboard.press("Enter")
            assert head.get_attribute("aria-sort") == order
            keys = opened.page.eval_on_selector_all("#explorer tbody tr", "rows => rows.map(row => row.dataset.killed)")
            known = [int(key) for key in keys if key]
            assert known == sorted(known, reverse=last)
            assert keys[: len(known)] == [str(number) for number in known]
        assert opened.page.locator("th[aria-sort]").count() == 1
        assert opened.complaints == []


@pytest.mark.parametrize("name", ["explorer.html", "ar/explorer.html"])
def test_the_explorer_filters_and_finds_words_however_they_are_spelt(
    name: str, browser: Browser, whole_site: Path
) -> None:
    with Opened(browser, (whole_site / name).as_uri()) as opened:
        page, rows = opened.page, opened.page.locator("#explorer tbody tr")
        every = rows.count()
        page.get_by_role("searchbox").fill("حَقْلُ التيـم")
        taym = rows.count()
        assert 0 < taym < every
        assert all("التيم" in row or "al-Taym" in row for row in shown(opened, 2))
        page.get_by_role("searchbox").fill("AL-TAYM isis")
        assert 0 < rows.count() <= taym
        page.get_by_role("searchbox").fill("٢٠٢٠-١٠")
        assert rows.count() > 0
        page.locator(".tools button").click()
        assert rows.count() == every
        page.locator("#governorate").select_option("Raqqa")
        page.locator("#kind").select_option("event")
        chosen = page.eval_on_selector_all(
            "#explorer tbody tr", "rows => rows.map(row => [row.dataset.kind, row.dataset.governorate])"
        )
        assert chosen and all(kind == "event" and "Raqqa" in where.split(";") for kind, where in chosen)
        said = page.get_by_role("status").inner_text()
        numbers = [int(number) for number in re.findall(r"\d+", said)]  # int() reads Arabic digits too
        assert sorted(numbers) == [len(chosen), every]


def test_the_explorer_is_a_whole_table_without_scripts(browser: Browser, whole_site: Path) -> None:
    with Opened(browser, (whole_site / "explorer.html").as_uri(), scripts=False) as opened:
        assert opened.page.locator("#explorer tbody tr").count() > 40
        assert not opened.page.locator(".tools").is_visible()
        assert opened.page.locator("#explorer button:visible").count() == 0


CANARIES = (
    "<script>window.canary = 1</script>",
    "<img src=x onerror=window.canary=1>",
    "\"><svg onload='window.canary = 1'>",
    "</script><script>window.canary = 1</script>",
    "`<img src=x onerror=window.canary=1>`{=html}",
    "[x](javascript:window.canary=1)",
)


def test_what_an_article_says_is_not_run(browser: Browser, tables: Path, tmp_path: Path) -> None:
    collection = open_collection(str(tables)).collection
    says = " ".join(CANARIES)
    incidents = {key: replace(row, source=says) for key, row in collection.incidents.items()}
    rows = explorer_table(replace(collection, incidents=incidents), {}, "en")
    front = {"title": "T", "lang": "en"}
    page = html(worded(says, "en"), front, Path("x"), after=rows, script_hash=script_hash())
    (tmp_path / "explorer.html").write_bytes(page)
    outputs = [
        div(f"e-{n}", quotation(text, 0, 3) + link(escape_markdown(text), text)) for n, text in enumerate(CANARIES)
    ]
    outputs += [table(["A"], [[escape_markdown(says)]]), figure(SVG, alt=says, caption=escape_markdown(says))]
    (tmp_path / "brief.html").write_bytes(render_notebook(notebook(tmp_path, *outputs), pdf=False)["brief.html"])
    for name in ("explorer.html", "brief.html"):
        with Opened(browser, (tmp_path / name).as_uri()) as opened:
            assert says in opened.page.locator("main").inner_text()
            hrefs = opened.page.eval_on_selector_all("main a", "links => links.map(link => link.href)")
            assert not [href for href in hrefs if "canary" in href]
            assert opened.page.evaluate("window.canary") is None
            assert opened.complaints == []


def test_even_code_that_got_into_a_page_is_not_run(browser: Browser, whole_site: Path, tmp_path: Path) -> None:
    for name in ("explorer.html", BRIEFS[0]):
        page = (whole_site / name).read_text(encoding="utf-8")
        (tmp_path / "broken.html").write_text(page.replace("<h1>", f"{''.join(CANARIES[:2])}<h1>"), encoding="utf-8")
        with Opened(browser, (tmp_path / "broken.html").as_uri()) as opened:
            assert opened.page.locator("main img[src=x]").count() == 1
            assert opened.page.evaluate("window.canary") is None
            assert sum("Content Security Policy" in says for says in opened.complaints) >= 2
