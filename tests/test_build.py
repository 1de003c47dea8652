"""A build makes what is stale and nothing else, and a build cut short is mended by the next one."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from report_lib.building import build as build_module
from report_lib.building.build import Built, build, render_editions, run_editions
from report_lib.building.plan import Project, plan
from report_lib.building.render import page_names
from report_lib.composing.editions import NOTEBOOKS, Edition
from report_lib.errors import Problem, ReportError
from report_lib.files import write_files

SOME = ("000_75b3902d17d9828a.txt", "003_0c529a9f9173ff95.txt")  # September and October 2020, a tally of August
LATER = "002_9f85879f41c62b7f.txt"  # December 2021
MONTHS = ["2020-08", "2020-09", "2020-10"]
CORRECTION = """
corrections:
  - table: counts
    row: {article_id: 003_0c529a9f9173ff95, measure: killed, qualifier: at_least}
    column: low
    expect: "20"
    value: "21"
    reason: a case made up for this test
    evidence: https://example.org/evidence
links: []
"""


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Built]:
    """A project of two articles, built once in English by the embedded renderer."""
    root = tmp_path_factory.mktemp("project")
    (root / "seeds" / "articles").mkdir(parents=True)
    for name in SOME:
        shutil.copy(f"seeds/articles/{name}", root / "seeds" / "articles")
    for name in ("articles.csv", "tallies.csv"):
        shutil.copy(f"seeds/{name}", root / "seeds")
    shutil.copy("index.qmd", root)
    shutil.copytree("notebooks", root / "notebooks")
    return root, build_at(root)


@pytest.fixture
def project(fresh: tuple[Path, Built], tmp_path: Path) -> Path:
    """A copy of that project to change."""
    return shutil.copytree(fresh[0], tmp_path / "project")


def build_at(root: Path, **options: object) -> Built:
    with pytest.MonkeyPatch.context() as here:
        here.chdir(root)
        return build(engine="embedded", languages=("en",), **options)  # type: ignore[arg-type]


def contents(root: Path) -> dict[str, str]:
    """The digest of every file that a build has made."""
    return {
        path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in ("reports", "_site")
        for path in (root / folder).rglob("*")
        if path.is_file()
    }


def months(editions: tuple[Edition, ...]) -> list[str]:
    return [edition.month for edition in editions]


@pytest.fixture
def no_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Running a notebook or rendering a page fails the test."""

    def start(*arguments: object, **options: object) -> None:
        pytest.fail("something was run or rendered")

    monkeypatch.setattr(build_module, "run_month", start)
    monkeypatch.setattr(build_module, "render_edition", start)


def test_a_first_build_makes_every_month_and_the_front_page(fresh: tuple[Path, Built]) -> None:
    root, built = fresh
    assert months(built.editions) == months(built.ran) == months(built.rendered) == MONTHS
    assert built.problems == ()
    assert built.rejected == 3  # rows of articles.csv without their file
    for month in MONTHS:
        assert all((root / "reports" / month / f"{name}.ipynb").is_file() for name in NOTEBOOKS)
        assert all((root / "_site" / "reports" / month / name).is_file() for name in page_names())
    front = (root / "_site" / "index.html").read_text()
    assert all(f'href="reports/{month}/brief.html"' in front for month in MONTHS)
    assert (root / "reports" / "tables" / "datapackage.json").is_file()
    assert (root / "reports" / ".fonts" / "fonts.css").is_file()


def test_a_month_is_set_beside_the_latest_one_with_a_quoted_tally(fresh: tuple[Path, Built]) -> None:
    against = {edition.month: edition.against for edition in fresh[1].editions}
    assert against == {"2020-08": "2020-07", "2020-09": "2020-08", "2020-10": "2020-08"}


@pytest.mark.usefixtures("no_run")
def test_nothing_changed_is_nothing_done(project: Path) -> None:
    before = contents(project)
    built = build_at(project)
    assert months(built.editions) == MONTHS
    assert built.ran == built.rendered == ()
    assert contents(project) == before


def test_nothing_changed_loads_no_pandas(project: Path) -> None:
    code = (
        "import sys; from report_lib.building.build import build; build(engine='embedded', languages=('en',));"
        "print(*{'pandas', 'papermill', 'nbconvert', 'matplotlib', 'ipykernel'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=project, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""


def test_an_article_more_runs_its_own_month_alone(project: Path) -> None:
    before = contents(project)
    shutil.copy(f"seeds/articles/{LATER}", project / "seeds" / "articles")
    built = build_at(project)
    assert months(built.ran) == months(built.rendered) == ["2021-12"]
    after = contents(project)
    kept = {name for name in before if any(f"reports/{month}/" in name for month in MONTHS)}
    assert len(kept) > 20
    assert {name: after[name] for name in kept} == {name: before[name] for name in kept}


def test_an_article_less_forgets_its_month(project: Path) -> None:
    (project / "seeds" / "articles" / SOME[1]).unlink()
    built = build_at(project)
    assert "2020-10" not in months(built.editions)
    assert not (project / "reports" / "2020-10").exists()
    assert not (project / "_site" / "reports" / "2020-10").exists()
    assert "2020-10" not in (project / "_site" / "index.html").read_text()


def test_a_month_half_forgotten_is_forgotten(project: Path) -> None:
    (project / "seeds" / "articles" / SOME[1]).unlink()
    (project / "reports" / "2020-10" / "manifest.json").unlink()
    shutil.rmtree(project / "_site" / "reports" / "2020-10")
    build_at(project, render=False)
    assert not (project / "reports" / "2020-10").exists()


def test_what_was_mended_by_hand_or_cut_short_is_made_again(project: Path) -> None:
    before = contents(project)
    (project / "reports" / "2020-09" / "brief.ipynb").write_text("half a noteb")
    (project / "_site" / "reports" / "2020-10" / "brief.pdf").unlink()
    built = build_at(project)
    assert months(built.ran) == ["2020-09"]
    assert months(built.rendered) == ["2020-10"]  # the pages of 2020-09 are still those of its notebooks
    assert contents(project) == before


def test_a_notebook_that_changes_runs_every_month(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def run(at: Project, edition: Edition, inputs: str) -> None:
        ran.append(edition.month)

    monkeypatch.setattr(build_module, "_run_edition", run)
    path = project / "notebooks" / "sources.ipynb"
    path.write_text(path.read_text().replace("Who says what?", "Who says what, then?"))
    build_at(project, render=False)
    assert sorted(ran) == MONTHS


def test_an_edition_that_fails_is_named_and_the_others_go_on(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def run(at: Project, edition: Edition, inputs: str) -> None:
        if edition.month == "2020-09":
            raise ReportError(Problem("notebooks/brief.ipynb", "cell 3", "its kernel died", "look"))
        write_files(at.reports / edition.folder, {f"{name}.ipynb": b"new" for name in NOTEBOOKS})

    monkeypatch.setattr(build_module, "_run_edition", run)
    monkeypatch.setattr(build_module, "render_edition", lambda *arguments, **options: ())
    shutil.rmtree(project / "reports" / "2020-08")
    shutil.rmtree(project / "reports" / "2020-09")
    built = build_at(project)
    assert months(built.ran) == ["2020-08"]
    assert [problem.record for problem in built.problems] == ["2020-09"]
    assert "2020-09" not in months(built.rendered)


def test_a_renderer_that_fails_leaves_the_pages_as_they_were(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    before = contents(project)
    pages = {name: digest for name, digest in before.items() if name.startswith("_site/reports/2020-09/")}
    (project / "_site" / "reports" / "2020-10" / "brief.pdf").unlink()
    (project / "reports" / "2020-09" / "pages.json").unlink()

    def refuse(notebook: Path, *, pdf: bool) -> dict[str, bytes]:
        raise ReportError(Problem(str(notebook), "", "Typst refuses it: no reason", "mend the notebook"))

    with monkeypatch.context() as failing:
        failing.setattr("report_lib.building.embedded.render_notebook", refuse)
        built = build_at(project)
    assert [(problem.record, problem.remedy) for problem in built.problems] == [
        ("2020-09", "mend the notebook"),
        ("2020-10", "mend the notebook"),
    ]
    after = contents(project)
    assert pages and {name: after[name] for name in pages} == pages
    assert months(build_at(project).rendered) == ["2020-09", "2020-10"]
    assert contents(project) == before


def test_one_month_is_run_beside_another_when_asked(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    (edition,) = run_editions("2020-10", "2020-09", ("en",))
    assert edition == Edition("2020-10", "2020-09")
    renderer, pages = render_editions("2020-10", ("en",), engine="embedded")
    assert renderer.name == "embedded"
    assert "September 2020" in next(page for page in pages if page.name == "brief.html").read_text()


@pytest.mark.usefixtures("no_run")
def test_a_month_that_nothing_is_known_of_is_said(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(project)
    with pytest.raises(ReportError, match="this month has no pages; there are 2020-08, 2020-09, 2020-10"):
        run_editions("2019-01", None)
    with pytest.raises(ReportError, match="is not a month"):
        run_editions("2019-13", None)


def test_a_list_of_years_opens_the_months_nearest_to_its_day_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "seeds" / "articles").mkdir(parents=True)
    told = "قُتل 5 عناصر من قوات النظام بهجوم لتنظيم داعش في بادية حمص يوم 2 تشرين الأول {}.\n"
    (tmp_path / "seeds" / "articles" / "list.txt").write_text("".join(map(told.format, range(1995, 2025))))
    (tmp_path / "seeds" / "articles.csv").write_text("article_id,file,published\nlist,list.txt,2024-11-05\n")
    monkeypatch.chdir(tmp_path)
    for _ in range(2):  # planned anew, and remembered
        planned = plan(Project(), ["en"])
        assert [edition.month for edition in planned.editions] == [f"{year}-10" for year in range(2001, 2025)]
        assert [note.rule.split(";")[0] for note in planned.notes] == ["tells of 30 months"]
    assert "2000-10-02" in Path("reports/tables/incidents.csv").read_text()
    with pytest.raises(ReportError, match=r"has no pages; there are(.|\n)*article list: tells of 30 months"):
        run_editions("2000-10", None)


@pytest.mark.usefixtures("no_run")
def test_two_builds_take_turns(project: Path) -> None:
    said: list[str] = []
    with build_module._one_at_a_time(project / "reports", said.append):
        other = threading.Thread(target=build_at, args=(project,), kwargs={"on_step": said.append})
        other.start()
        other.join(0.5)
        assert other.is_alive()
    other.join(30)
    assert said == ["waiting for another build of this project to end"]


def test_folder_time_zone_locale_hash_seed_and_jobs_of_a_build_leave_no_trace(
    fresh: tuple[Path, Built], tmp_path: Path
) -> None:
    root = shutil.copytree(fresh[0], tmp_path / "elsewhere", ignore=shutil.ignore_patterns("reports", "_site"))
    code = (
        "from report_lib.building import build as module; module.JOBS = 1;"
        "module.build(engine='embedded', languages=('en',))"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "7", "TZ": "Pacific/Auckland", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", code], cwd=root, env=environment, capture_output=True, check=True)
    assert contents(root) == contents(fresh[0])


def test_a_correction_is_logged_under_the_day_of_the_build_that_brings_it(project: Path) -> None:
    (project / "seeds" / "corrections.yml").write_text("corrections: []\nlinks: []\n", encoding="utf-8")
    build_at(project, render=False, day="2026-01-01")
    (project / "seeds" / "corrections.yml").write_text(CORRECTION, encoding="utf-8")
    build_at(project, render=False, day="2026-01-02")
    log = (project / "reports" / "2020-10" / "revisions.csv").read_text(encoding="utf-8").splitlines()
    assert all(line.startswith("2026-01-02,2020-10,") for line in log[1:])
    assert any("at least 20,at least 21" in line for line in log)
    assert (project / "reports" / "2020-09" / "revisions.csv").read_text(encoding="utf-8").count("\n") == 1


def test_a_correction_that_was_run_without_a_log_is_logged_by_the_next_build(project: Path) -> None:
    (project / "seeds" / "corrections.yml").write_text("corrections: []\nlinks: []\n", encoding="utf-8")
    build_at(project, render=False, day="2026-01-01")
    (project / "seeds" / "corrections.yml").write_text(CORRECTION, encoding="utf-8")
    build_at(project, render=False)
    build_at(project, render=False, day="2026-01-03")
    log = (project / "reports" / "2020-10" / "revisions.csv").read_text(encoding="utf-8")
    assert "\n2026-01-03,2020-10," in log
