"""Builds what is stale and nothing else: tables, the notebooks of each month, their pages, the site around them.

Content alone decides. An edition follows from the excerpt of the collection that it may show, the notebooks and the
library; so an article added runs the months that it belongs to, and a build of nothing new starts no kernel.
"""

from __future__ import annotations

import fcntl
import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from report_lib.building.plan import FONTS, OnStep, Plan, Project, plan
from report_lib.building.render import (
    Renderer,
    choose_renderer,
    page_names,
    render_edition,
    render_with_quarto,
)
from report_lib.building.runs import run_month
from report_lib.building.site_folder import TABLES, lay_out_site, make_site
from report_lib.charting.fonts import font_files
from report_lib.composing.editions import NOTEBOOKS, Edition
from report_lib.errors import Problem, ReportError
from report_lib.files import clear_unfinished, disk_failed, unwritable, write_files
from report_lib.freshness import MANIFEST, code_digest, digest_of, digest_of_files, is_fresh, manifest
from report_lib.wording import LANGUAGES, Language

JOBS = 2
PAGES = "pages.json"


@dataclass(frozen=True)
class Built:
    """What a build did: all editions, those it ran, those it rendered, with what, what went wrong, and what to know."""

    editions: tuple[Edition, ...]
    ran: tuple[Edition, ...] = ()
    rendered: tuple[Edition, ...] = ()
    renderer: Renderer | None = None
    rejected: int = 0
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def build(
    project: Project | None = None,
    *,
    engine: str = "auto",
    languages: Sequence[Language] = LANGUAGES,
    render: bool = True,
    day: str = "",
    on_step: OnStep = lambda says: None,
) -> Built:
    """Bring everything up to date. An edition that fails is in `problems`, the others go on. Raises `ReportError`.

    With `day` (YYYY-MM-DD) what a month says otherwise than the build before is logged under that day.
    """
    at = project or Project()
    renderer = choose_renderer(engine=engine) if render else None
    with _one_at_a_time(at.reports, on_step):
        for folder in (at.reports, at.site):
            clear_unfinished(folder)
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
    return Built(planned.editions, ran, rendered, renderer, planned.rejected, problems, planned.notes)


def run_editions(
    month: str,
    against: str | None,
    languages: Sequence[Language] = LANGUAGES,
    *,
    project: Project | None = None,
    on_step: OnStep = lambda says: None,
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
            raise ReportError(Problem("request", month, "this month has no pages", remedy), *planned.notes)
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
    on_step: OnStep = lambda says: None,
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


def _run_stale(at: Project, planned: Plan, on_step: OnStep) -> tuple[tuple[Edition, ...], tuple[Problem, ...]]:
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
        data=str(at.reports / TABLES),
        notebooks=at.notebooks,
        reports=at.reports,
    )
    files = {path.name: path.read_bytes() for path in paths}
    made = manifest(inputs, files, against=edition.against)
    write_files(at.reports / edition.folder, {MANIFEST: made})


def _render_stale(
    at: Project, editions: Sequence[Edition], renderer: Renderer, on_step: OnStep
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
    editions: Sequence[Edition], work: Callable[[Edition], None], said: str, on_step: OnStep
) -> tuple[tuple[Edition, ...], tuple[Problem, ...]]:
    """Do the work for each edition, some at a time; the editions it was done for, and what went wrong with others."""
    done: list[Edition] = []
    problems: list[Problem] = []

    def one(edition: Edition) -> None:
        try:
            work(edition)
        except (ReportError, OSError) as error:
            found = error if isinstance(error, ReportError) else disk_failed(error)
            problems.extend(Problem(p.file, edition.folder.as_posix(), p.rule, p.remedy) for p in found.problems)
        else:
            done.append(edition)
            on_step(f"{said} {edition.folder.as_posix()} ({len(done)} of {len(editions)})")

    with ThreadPoolExecutor(JOBS) as pool:
        list(pool.map(one, editions))
    order = {edition: place for place, edition in enumerate(editions)}
    return tuple(sorted(done, key=order.__getitem__)), tuple(sorted(problems, key=str))


@contextmanager
def _one_at_a_time(reports: Path, on_step: OnStep) -> Iterator[None]:
    """Two builds of one project take turns."""
    try:
        reports.mkdir(parents=True, exist_ok=True)
        handle = os.open(reports / ".build", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise unwritable(reports, error) from error
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            on_step("waiting for another build of this project to end")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)  # gives the lock back, as the end of the program does
