"""Plans a build: parses what has changed, and says which editions there are to be and what each may show."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from report_lib.building.site_folder import SITE, TABLES
from report_lib.composing.editions import Edition
from report_lib.files import write_files
from report_lib.freshness import MANIFEST, code_digest, digest_of, digest_of_files, is_fresh, manifest
from report_lib.wording import LANGUAGES, Language

FONTS = ".fonts"  # below reports/
OnStep = Callable[[str], None]


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
class Plan:
    """The editions that there are to be, and by month the digest of what each may show.

    `rejected` articles; `parsed` is the digest that the tables follow from.
    """

    editions: tuple[Edition, ...]
    digests: Mapping[str, str]
    rejected: int
    parsed: str


def plan(
    at: Project, languages: Sequence[Language] = LANGUAGES, on_step: OnStep = lambda says: None, day: str = ""
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
    write_tables(at.reports / TABLES, frames, rejected)
    opened = open_collection(str(at.reports / TABLES), start=at.root)
    if opened.collection.problems:  # rows kept by hand that cannot be used: told with the articles that cannot
        rejected = (*rejected, *opened.collection.problems)
        write_tables(at.reports / TABLES, frames, rejected)
        opened = open_collection(str(at.reports / TABLES), start=at.root)
    pairs = {month: compared_with(opened.collection, month) for month in months(opened.collection)}
    if day:
        for month in pairs:
            log_edition(at.reports / month, opened.collection, month, day)
        opened = open_collection(str(at.reports / TABLES), start=at.root)
    digests = {month: excerpt_digest(excerpt(opened, pair)) for month, pair in ((m, (m, a)) for m, a in pairs.items())}
    editions = tuple(Edition(month, against, lang) for month, against in pairs.items() for lang in languages)
    _forget(at, editions)
    about = {
        "editions": [{"month": e.month, "against": e.against, "lang": e.lang} for e in editions],
        "digests": digests,
        "rejected": len(rejected),
    }
    tables = {f"{TABLES}/{path.name}": path.read_bytes() for path in _files(at.reports / TABLES)}
    write_files(at.reports, {MANIFEST: manifest(inputs, tables, **about)})
    return Plan(editions, digests, len(rejected), inputs)


def _forget(at: Project, editions: Iterable[Edition]) -> None:
    """Remove what an earlier build made for months that there are no longer."""
    kept = {edition.month for edition in editions}
    for made in at.reports.glob(f"*/{MANIFEST}"):
        if made.parent.name not in {*kept, SITE, FONTS}:
            shutil.rmtree(at.site / "reports" / made.parent.name, ignore_errors=True)
            shutil.rmtree(made.parent)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
