"""The site around the briefs: every link leads somewhere, every file is whole, the same input gives the same bytes."""

from __future__ import annotations

import json
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urldefrag

import pypandoc
import pytest

from conftest import AGAINST, MONTH
from report_lib.building.site import site_files
from report_lib.comparing.project import open_collection
from report_lib.composing.editions import Edition
from report_lib.composing.front import front_page
from report_lib.composing.page import open_page
from report_lib.files import write_files
from report_lib.freshness import manifest
from report_lib.wording import local_digits
from test_paged import EVERY, telling

PAGES = ("index.html", "explorer.html", "ar/index.html", "ar/explorer.html")


class Addresses(HTMLParser):
    """What a page leads to, what of it can be led to, and its text."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.hrefs: list[str] = []
        self.ids: set[str] = set()
        self.text = ""
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        given = dict(attrs)
        self.ids |= {given["id"]} if "id" in given else set()
        self.hrefs += [given["href"]] if tag in ("a", "link") and "href" in given else []

    def handle_data(self, data: str) -> None:
        self.text += data


def test_every_link_of_every_page_leads_somewhere(whole_site: Path) -> None:
    pages = {path.resolve(): Addresses(path.read_bytes()) for path in whole_site.rglob("*.html")}
    assert len(pages) >= 14
    missing = []
    for path, page in pages.items():
        for href in page.hrefs:
            if href.startswith(("http://", "https://")):
                continue
            address, fragment = urldefrag(href)
            target = (path.parent / unquote(address)).resolve() if address else path
            found = target.is_file() and (not fragment or target not in pages or fragment in pages[target].ids)
            if not found:
                missing.append(f"{path.relative_to(whole_site.resolve())}: {href}")
    assert missing == []


def test_every_page_is_reached_from_the_front_page(whole_site: Path) -> None:
    reached, waiting = set(), [(whole_site / "index.html").resolve()]
    while waiting:
        path = waiting.pop()
        if path in reached:
            continue
        reached.add(path)
        if path.suffix == ".html":
            hrefs = [urldefrag(href)[0] for href in Addresses(path.read_bytes()).hrefs if "://" not in href]
            waiting += [(path.parent / href).resolve() for href in hrefs if href]
    made = {path.resolve() for path in whole_site.rglob("*") if path.is_file()}
    assert made == reached


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_the_front_page_has_the_key_numbers_of_the_month(lang: str, tables: Path, whole_site: Path) -> None:
    facts = open_page(MONTH, AGAINST, lang, str(tables)).facts
    folder = whole_site if lang == "en" else whole_site / lang
    text = " ".join(Addresses((folder / "index.html").read_bytes()).text.split())
    headline, killed = (
        local_digits(says, facts.lang) for says in (facts.headline, facts.facts[0].value.text(facts.lang))
    )
    assert headline in text
    assert killed in text.replace(headline, "")


def test_the_documents_are_pages_with_their_title_and_links(whole_site: Path) -> None:
    for path in Path("docs").glob("*.md"):
        page = Addresses((whole_site / f"{path.stem}.html").read_bytes())
        title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")
        assert title.split("`")[0] in page.text
        assert not [href for href in page.hrefs if href.endswith(".md")]


def test_a_link_of_a_document_into_the_repository_is_words_alone(tables: Path) -> None:
    collection = open_collection(str(tables)).collection
    text = "# T\n\n[code](../src/x.py), [method](method.md#a), [other](https://example.org/), ![x](x.png)\n"
    notes = {Edition(MONTH, AGAINST): {}}
    page = Addresses(site_files(collection, notes, {}, {"method": text}, {})["method.html"])
    assert "code, method, other" in page.text
    assert [h for h in page.hrefs if "py" in h or "png" in h] == []
    assert {"method.html#a", "https://example.org/"} <= set(page.hrefs)


def test_the_data_are_whole_and_described(whole_site: Path, tables: Path) -> None:
    package = json.loads((whole_site / "data" / "datapackage.json").read_text())
    for resource in package["resources"]:
        data = (whole_site / "data" / resource["path"]).read_bytes()
        assert data == (tables / resource["path"]).read_bytes()
        assert len(data) == resource["bytes"]
    assert {path.name for path in (whole_site / "data" / "exports").iterdir()} == {
        "events.csv",
        "ucdp-ged.csv",
        "acled.csv",
        "report-lib.xlsx",
    }


def test_the_same_input_gives_the_same_bytes(tables: Path, around: dict[str, bytes]) -> None:
    collection = open_collection(str(tables)).collection
    names = [name for name in around if name.startswith("data/") and "/exports/" not in name]
    data = {name.removeprefix("data/"): around[name] for name in names}
    notes = {Edition(MONTH, AGAINST, lang): {} for lang in ("en", "ar")}  # type: ignore[arg-type]
    once, again = (site_files(collection, notes, data, {}, {}) for _ in range(2))
    assert once == again


@pytest.mark.parametrize(
    ("lang", "says"),
    [
        ("en", "Months without pages of their own: 696, from January 1990 to December 2049."),
        ("ar", "شهور بلا صفحات خاصة بها: ٦٩٦، من"),
    ],
)
def test_the_front_page_says_which_months_have_no_pages(lang: str, says: str) -> None:
    collection = telling(list=("2020-10-02", EVERY))
    assert says in front_page(collection, [Edition(MONTH, AGAINST, lang)], (), {}, lang)
    few = telling(list=("2020-10-02", EVERY[:5]))
    assert says[:10] not in front_page(few, [Edition(MONTH, AGAINST, lang)], (), {}, lang)


def test_a_month_alone_has_a_front_page_without_other_languages(tables: Path) -> None:
    collection = open_collection(str(tables)).collection
    page = front_page(collection, [Edition(MONTH, AGAINST)], (), {}, "en")
    assert "reports/2020-10/brief.html" in page
    assert "ar/" not in page
    assert "codebook" not in page


def test_quarto_lays_the_site_out_with_its_own_lua(tmp_path: Path) -> None:
    files = {"index.html": b"front \xff page", "data/exports/events.csv": b"a\r\n"}
    for name, data in files.items():
        path = tmp_path / "reports/site" / name
        write_files(path.parent, {path.name: data})
    script = Path("src/report_lib/templates/quarto_site.lua").resolve()
    # As Quarto 1.9 runs a script of `post-render` whose name ends in .lua.
    command = [pypandoc.get_pandoc_path(), "--from", "markdown", "--to", "plain", "--lua-filter", str(script)]
    bare = subprocess.run(command, cwd=tmp_path, input=b"", capture_output=True, check=True)
    assert b"brief run makes it" in bare.stderr
    assert not (tmp_path / "_site").exists()
    write_files(tmp_path / "reports/site", {"manifest.json": manifest("", files)})
    for output in ("", str(tmp_path / "elsewhere")):
        env = {"QUARTO_PROJECT_OUTPUT_DIR": output} if output else {}
        subprocess.run(command, cwd=tmp_path, input=b"", env=env, capture_output=True, check=True)
        for name, data in files.items():
            assert (Path(output or tmp_path / "_site") / name).read_bytes() == data
    (tmp_path / "reports/site/index.html").unlink()
    broken = subprocess.run(command, cwd=tmp_path, input=b"", capture_output=True, check=False)
    assert broken.returncode and b"index.html is missing; run brief run again" in broken.stderr
