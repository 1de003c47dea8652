"""Builds what is stale and nothing else: tables, the notebooks of each month, their pages, the site around them.

Content alone decides. An edition follows from the excerpt of the collection that it may show, the notebooks and the
library; so an article added runs the months that it belongs to, and a build of nothing new starts no kernel.
"""

from __future__ import annotations

import fcntl
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from report_lib.building.render import (
    Renderer,
    choose_renderer,
    page_names,
    render_edition,
    render_with_quarto,
)
from report_lib.building.runs import run_month
from report_lib.building.site_folder import SITE, lay_out_site, make_site
from report_lib.charting.fonts import font_files
from report_lib.composing.editions import NOTEBOOKS, Edition
from report_lib.errors import Problem, ReportError
from report_lib.files import write_files
from report_lib.freshness import MANIFEST, code_digest, digest_of, digest_of_files, is_fresh, manifest
from report_lib.wording import LANGUAGES, Language

if TYPE_CHECKING:
    pass

JOBS = 2
PAGES = "pages.json"
FONTS = ".fonts"
_Step = Callable[[str], None]


@dataclass(frozen=True)
class Project:
    """Where things lie; paths relative to the folder that a build is started in keep its results the same anywhere."""

    root: Path = Path()

    @property
    def seeds(self) -> Path:
        return self.root / "seeds"

    @property
    def notebooks(self) -> Path:
        return self.root / "notebooks"

    @property
    def reports(self) -> Path:
        return self.root / "reports"

    @property
    def site(self) -> Path:
        return self.root / "_site"


@dataclass(frozen=True)
class Built:
    """What a build did: all editions, those it ran, those it rendered, with what, and what went wrong."""

    editions: tuple[Edition, ...]
    ran: tuple[Edition, ...] = ()
    rendered: tuple[Edition, ...] = ()
    renderer: Renderer | None = None
    rejected: int = 0
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class Plan:
    """The editions that there are to be, and by month the digest of what each may show.

    `rejected` articles; `parsed` is the digest that the tables follow from.
    """

    editions: tuple[Edition, ...]
    digests: Mapping[str, str]
    rejected: int
    parsed: str


def build(
    project: Project | None = None,
    *,
    engine: str = "auto",
    languages: Sequence[Language] = LANGUAGES,
    render: bool = True,
    day: str = "",
    on_step: _Step = lambda says: None,
) -> Built:
    """Bring everything up to date. An edition that fails is in `problems`, the others go on. Raises `ReportError`.

    With `day` (YYYY-MM-DD) what a month says otherwise than the build before is logged under that day.
    """
    at = project or Project()
    renderer = choose_renderer(engine=engine) if render else None
    with _one_at_a_time(at.reports, on_step):
        planned = plan(at, languages, on_step, day)
        ran, problems = _run_stale(at, planned, on_step)
        _bring_fonts(at)
        if make_site(at.root, at.reports, planned.editions, planned.parsed):
            on_step("made the front page, the explorer, the documents, the data and the feed")
    rendered: tuple[Edition, ...] = ()
    if renderer:
        failed = {problem.record for problem in problems}
        ready = [edition for edition in planned.editions if edition.folder.as_posix() not in failed]
        rendered, more = _render_stale(at, ready, renderer, on_step)
        problems += more
    return Built(planned.editions, ran, rendered, renderer, planned.rejected, problems)


def run_editions(
    month: str,
    against: str | None,
    languages: Sequence[Language] = LANGUAGES,
    *,
    project: Project | None = None,
    on_step: _Step = lambda says: None,
) -> tuple[Edition, ...]:
    """Run the notebooks of one month, fresh or not, beside `against` or the month it is compared with by rule.

    Raises `ReportError`.
    """
    at = project or Project()
    Edition(month, against or "2000-01")  # what is no month fails before anything is read
    with _one_at_a_time(at.reports, on_step):
        planned = plan(at, on_step=on_step)
        by_rule = {edition.month: edition.against for edition in planned.editions}
        if month not in by_rule:
            remedy = f"there are {', '.join(by_rule)}"
            raise ReportError(Problem("request", month, "nothing is reported of this month", remedy))
        editions = tuple(Edition(month, against or by_rule[month], lang) for lang in languages)
        for edition in editions:
            _run_edition(at, edition, _inputs(at, planned, edition))
            on_step(f"ran {edition.folder.as_posix()}")
    return editions


def render_editions(
    month: str,
    languages: Sequence[Language] = LANGUAGES,
    *,
    engine: str = "auto",
    project: Project | None = None,
    on_step: _Step = lambda says: None,
) -> tuple[Renderer, tuple[Path, ...]]:
    """Render the executed notebooks of one month; Quarto renders the whole project. Raises `ReportError`."""
    at = project or Project()
    renderer = choose_renderer(engine=engine)
    editions = [Edition(month, "2000-01", lang) for lang in languages]  # pages lie by month and language alone
    if renderer.name == "quarto":
        on_step("rendering with quarto")
        render_with_quarto(at.root)
        return renderer, tuple(at.site / "reports" / e.folder / name for e in editions for name in page_names())
    return renderer, tuple(
        page for edition in editions for page in render_edition(edition, reports=at.reports, site=at.site)
    )


def plan(
    at: Project, languages: Sequence[Language] = LANGUAGES, on_step: _Step = lambda says: None, day: str = ""
) -> Plan:
    """What there is to build; parses the articles and writes tables where seeds or library have changed."""
    inputs = digest_of([digest_of_files(_files(at.seeds), at.seeds), code_digest(), *languages])
    if is_fresh(at.reports, inputs):
        made = json.loads((at.reports / MANIFEST).read_text(encoding="utf-8"))
        editions = tuple(Edition(**entry) for entry in made["editions"])
        return Plan(editions, made["digests"], made["rejected"], inputs)
    on_step("reading the articles")
    from report_lib.assembling.tables import write_tables
    from report_lib.comparing.project import excerpt, excerpt_digest, open_collection, parse_seeds
    from report_lib.comparing.revisions import log_edition
    from report_lib.composing.front import compared_with
    from report_lib.linking.collection import months

    frames, rejected = parse_seeds(at.root)
    write_tables(at.reports / "tables", frames, rejected)
    opened = open_collection(str(at.reports / "tables"), start=at.root)
    if opened.collection.problems:  # rows kept by hand that cannot be used: told with the articles that cannot
        rejected = (*rejected, *opened.collection.problems)
        write_tables(at.reports / "tables", frames, rejected)
        opened = open_collection(str(at.reports / "tables"), start=at.root)
    pairs = {month: compared_with(opened.collection, month) for month in months(opened.collection)}
    if day:
        for month in pairs:
            log_edition(at.reports / month, opened.collection, month, day)
        opened = open_collection(str(at.reports / "tables"), start=at.root)
    digests = {month: excerpt_digest(excerpt(opened, pair)) for month, pair in ((m, (m, a)) for m, a in pairs.items())}
    editions = tuple(Edition(month, against, lang) for month, against in pairs.items() for lang in languages)
    _forget(at, editions)
    about = {
        "editions": [{"month": e.month, "against": e.against, "lang": e.lang} for e in editions],
        "digests": digests,
        "rejected": len(rejected),
    }
    tables = {f"tables/{path.name}": path.read_bytes() for path in _files(at.reports / "tables")}
    write_files(at.reports, {MANIFEST: manifest(inputs, tables, **about)})
    return Plan(editions, digests, len(rejected), inputs)


def _run_stale(at: Project, planned: Plan, on_step: _Step) -> tuple[tuple[Edition, ...], tuple[Problem, ...]]:
    inputs = {edition: _inputs(at, planned, edition) for edition in planned.editions}
    stale = [edition for edition in planned.editions if not is_fresh(at.reports / edition.folder, inputs[edition])]
    return _each(stale, lambda edition: _run_edition(at, edition, inputs[edition]), "ran", on_step)


def _inputs(at: Project, planned: Plan, edition: Edition) -> str:
    """The digest of everything that an edition's notebooks follow from."""
    notebooks = digest_of_files(at.notebooks.glob("*.ipynb"), at.notebooks)
    shown = planned.digests[edition.month]
    return digest_of([notebooks, code_digest(), shown, edition.month, edition.against, edition.lang])


def _run_edition(at: Project, edition: Edition, inputs: str) -> None:
    paths = run_month(
        edition.month,
        edition.against,
        edition.lang,
        data=str(at.reports / "tables"),
        notebooks=at.notebooks,
        reports=at.reports,
    )
    files = {path.name: path.read_bytes() for path in paths}
    made = manifest(inputs, files, against=edition.against)
    write_files(at.reports / edition.folder, {MANIFEST: made})


def _render_stale(
    at: Project, editions: Sequence[Edition], renderer: Renderer, on_step: _Step
) -> tuple[tuple[Edition, ...], tuple[Problem, ...]]:
    inputs = {}
    for edition in editions:
        notebooks = [at.reports / edition.folder / f"{name}.ipynb" for name in NOTEBOOKS]
        inputs[edition] = digest_of([renderer.name, code_digest(), digest_of_files(notebooks, at.reports)])
    stale = [
        e for e in editions if not is_fresh(at.site / "reports" / e.folder, inputs[e], at.reports / e.folder / PAGES)
    ]

    def remember(edition: Edition) -> None:
        folder = at.site / "reports" / edition.folder
        files = {name: (folder / name).read_bytes() for name in page_names()}
        write_files(at.reports / edition.folder, {PAGES: manifest(inputs[edition], files)})

    def render(edition: Edition) -> None:
        render_edition(edition, reports=at.reports, site=at.site)
        remember(edition)

    done: tuple[Edition, ...] = tuple(stale)
    problems: tuple[Problem, ...] = ()
    if renderer.name == "quarto" and stale:
        on_step("rendering with quarto")
        render_with_quarto(at.root)
        for edition in editions:
            remember(edition)
    elif renderer.name == "embedded":
        done, problems = _each(stale, render, "rendered", on_step)
    if lay_out_site(at.reports, at.site):
        on_step(f"laid out {at.site / 'index.html'} and what it leads to")
    return done, problems


def _bring_fonts(at: Project) -> None:
    """Lay the fonts out where _quarto.yml looks for them."""
    folder = at.reports / FONTS
    if not is_fresh(folder, code_digest()):
        files = font_files()
        write_files(folder, {**files, MANIFEST: manifest(code_digest(), files)})


def _each(
    editions: Sequence[Edition], work: Callable[[Edition], None], said: str, on_step: _Step
) -> tuple[tuple[Edition, ...], tuple[Problem, ...]]:
    """Do the work for each edition, some at a time; the editions it was done for, and what went wrong with others."""
    done: list[Edition] = []
    problems: list[Problem] = []

    def one(edition: Edition) -> None:
        try:
            work(edition)
        except ReportError as error:
            problems.extend(Problem(p.file, edition.folder.as_posix(), p.rule, p.remedy) for p in error.problems)
        else:
            done.append(edition)
            on_step(f"{said} {edition.folder.as_posix()} ({len(done)} of {len(editions)})")

    with ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(one, editions))
    order = {edition: place for place, edition in enumerate(editions)}
    return tuple(sorted(done, key=order.__getitem__)), tuple(sorted(problems, key=str))


def _forget(at: Project, editions: Iterable[Edition]) -> None:
    """Remove what an earlier build made for months that there are no longer."""
    kept = {edition.month for edition in editions}
    for made in at.reports.glob(f"*/{MANIFEST}"):
        if made.parent.name not in {*kept, SITE, FONTS}:
            shutil.rmtree(at.site / "reports" / made.parent.name, ignore_errors=True)
            shutil.rmtree(made.parent)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))


@contextmanager
def _one_at_a_time(reports: Path, on_step: _Step) -> Iterator[None]:
    """Two builds of one project take turns."""
    reports.mkdir(parents=True, exist_ok=True)
    handle = os.open(reports / ".build", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_step("waiting for another build of this project to end")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)  # gives the lock back, as the end of the program does
