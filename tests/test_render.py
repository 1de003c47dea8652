"""A month from notebooks to pages: every number of the facts is in both, from either renderer at the same address."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from conftest import AGAINST, MONTH
from report_lib.building.render import choose_renderer, page_names, render_edition, render_with_quarto
from report_lib.composing.editions import Edition
from report_lib.composing.page import open_page
from report_lib.errors import ReportError
from report_lib.wording import local_digits
from test_embedded import Tags, assert_harmless, pdf_text

needs_quarto = pytest.mark.skipif(
    not shutil.which("quarto"), reason="no quarto on PATH; Quarto's pages were not tested"
)


@pytest.fixture(scope="module")
def site(reports: Path, editions: tuple[Edition, ...], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for edition in editions:
        render_edition(edition, reports=reports, site=folder)
    return folder


NOTES = re.compile(r"\[\d+\]")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_every_fact_and_number_is_on_screen_and_in_print(lang: str, tables: Path, site: Path) -> None:
    page = open_page(MONTH, AGAINST, lang, str(tables))
    folder = site / "reports" / Edition(MONTH, AGAINST, page.lang).folder
    screen = NOTES.sub("", " ".join(Tags((folder / "brief.html").read_bytes()).text.split()))
    print_ = letters(NOTES.sub("", "".join(pdf_text((folder / "brief.pdf").read_bytes()).split())))
    said = [fact.text for fact in page.facts.facts if fact.month == MONTH and fact.kind != "likeness"]
    alike = page.view.likeness  # a table on the page, not sentences
    rows = page.view.side_by_side
    numbers = [text for text in (*rows["killed"], *rows["wounded"], *rows["attacks"]) if text]
    assert len(said) > 8 and len(numbers) > 8 and len(alike) == 7
    for plain in (*said, *numbers, *alike["month_says"], *alike["against_says"]):
        text = local_digits(plain, page.lang)
        assert text in screen or text[0].upper() + text[1:] in screen
        # What is extracted from right to left has its words in another order.
        parts = [letters(text)] if lang == "en" else re.findall(r"\d+", text)
        assert all(part.lower() in print_.lower() for part in parts), text


def test_both_editions_state_the_same_facts_with_the_same_numbers(tables: Path) -> None:
    english, arabic = (open_page(MONTH, AGAINST, lang, str(tables)).facts.facts for lang in ("en", "ar"))
    assert [fact.fact_id for fact in english] == [fact.fact_id for fact in arabic]
    for one, other in zip(english, arabic, strict=True):
        assert one.value == other.value and one.count_ids == other.count_ids
        assert [ids for _, ids in one.links] == [ids for _, ids in other.links], one.fact_id


def letters(text: str) -> str:
    """Letters and digits alone: lines break at spaces and hyphens, and a hyphen there is not extracted."""
    return re.sub(r"\W", "", text)


def test_arabic_is_found_in_the_pdf(site: Path) -> None:
    text = pdf_text((site / "reports" / MONTH / "ar" / "brief.pdf").read_bytes())
    assert "حقل التيم" in " ".join(text.split())


def test_every_page_is_harmless_and_every_link_leads_somewhere(site: Path) -> None:
    for path in site.rglob("*.html"):
        page = Tags(path.read_bytes())
        assert_harmless(page)
        ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
        assert len(ids) == len(set(ids))
        targets = [attributes["href"] for tag, attributes in page.tags if tag == "a"]
        assert {target[1:] for target in targets if target.startswith("#")} <= set(ids)
        for target in targets:
            led_to = (path.parent / target).resolve()
            of_month = led_to.is_relative_to((site / "reports").resolve())  # the rest is made with the site
            if target.endswith((".html", ".pdf")) and "://" not in target and of_month:
                assert led_to.is_file(), target


def test_pages_are_small_enough_to_send(site: Path) -> None:
    for path in site.rglob("*.html"):
        assert path.stat().st_size < 1_500_000
    for path in site.rglob("*.pdf"):
        assert path.stat().st_size < 1_000_000


def test_the_same_notebooks_give_the_same_pages(
    reports: Path, editions: tuple[Edition, ...], site: Path, tmp_path: Path
) -> None:
    pages = render_edition(editions[0], reports=reports, site=tmp_path)
    assert sorted(page.name for page in pages) == sorted(page_names())
    for page in pages:
        assert page.read_bytes() == (site / "reports" / MONTH / page.name).read_bytes()


def test_an_edition_that_was_not_run_is_said(tmp_path: Path) -> None:
    with pytest.raises(ReportError, match="there is no such notebook; brief run 2020-10"):
        render_edition(Edition(MONTH, AGAINST), reports=tmp_path, site=tmp_path)


def test_the_renderer_is_chosen_by_what_there_is_and_says_why() -> None:
    assert choose_renderer(lambda name: f"/bin/{name}").name == "quarto"
    assert choose_renderer(lambda name: f"/bin/{name}").reason == "found at /bin/quarto"
    assert choose_renderer(lambda name: None).name == "embedded"
    assert "no quarto on PATH" in choose_renderer(lambda name: None).reason
    assert choose_renderer(lambda name: f"/bin/{name}", "embedded").name == "embedded"
    with pytest.raises(ReportError, match=r"there is no quarto on PATH; install it from https://quarto\.org"):
        choose_renderer(lambda name: None, "quarto")
    with pytest.raises(ReportError, match="«latex» is not a renderer; write one of auto, quarto, embedded"):
        choose_renderer(engine="latex")


def test_a_quarto_that_fails_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fake = tmp_path / "quarto"
    fake.write_text("#!/bin/sh\necho the end of the world >&2\nexit 3\n")
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=":")
    with pytest.raises(ReportError, match="quarto render: failed: the end of the world; see the whole message"):
        render_with_quarto(tmp_path)


def table_roles(page: Tags) -> list[str]:
    """What readers of a screen are told of the page's tables, which are cards where it is narrow."""
    return [
        values["role"] or "" for tag, values in page.tags if tag in ("table", "tr", "td", "th") and "role" in values
    ]


@needs_quarto
def test_quarto_makes_the_same_pages_at_the_same_addresses(
    reports: Path, editions: tuple[Edition, ...], site: Path, tmp_path: Path
) -> None:
    for name in ("_quarto.yml", "index.qmd"):
        shutil.copy(name, tmp_path)
    shutil.copytree("src/report_lib/templates", tmp_path / "src/report_lib/templates")
    shutil.copytree(reports, tmp_path / "reports")
    from report_lib.charting.fonts import font_files
    from report_lib.files import write_files
    from report_lib.freshness import manifest

    write_files(tmp_path / "reports" / ".fonts", font_files())
    around = {"index.html": b"the front page", "data/counts.csv": b"the data"}
    for name, data in around.items():
        write_files((tmp_path / "reports/site" / name).parent, {name.rpartition("/")[2]: data})
    write_files(tmp_path / "reports/site", {"manifest.json": manifest("", around)})
    render_with_quarto(tmp_path)
    for edition in editions:
        folder = tmp_path / "_site" / "reports" / edition.folder
        made = {path.name for path in folder.iterdir() if path.suffix in (".html", ".pdf")}
        assert made == set(page_names())
        for name in page_names():
            if name.endswith(".html"):
                ours = Tags((site / "reports" / edition.folder / name).read_bytes())
                theirs = Tags((folder / name).read_bytes())
                words = ours.text.split()
                assert theirs.text.split()[-len(words) :] == words  # behind the name of the site in the title
                assert table_roles(theirs) == table_roles(ours) != []
            else:
                pdfs = ((root / "reports" / edition.folder / name).read_bytes() for root in (site, tmp_path / "_site"))
                ours_printed, theirs_printed = (pdf_text(pdf).split() for pdf in pdfs)
                assert theirs_printed == ours_printed  # in their order, so on the same pages
    for name, data in around.items():
        assert (tmp_path / "_site" / name).read_bytes() == data
