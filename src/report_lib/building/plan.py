"""Plans a build: parses what has changed, and says which editions there are to be and what each may show."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from report_lib.building.site_folder import TABLES
from report_lib.composing.editions import UNDATED, Edition
from report_lib.errors import Problem
from report_lib.files import write_files
from report_lib.freshness import MANIFEST, code_digest, digest_of, digest_of_files, is_fresh, manifest
from report_lib.wording import LANGUAGES, Language

FONTS = ".fonts"  # below reports/
_A_MONTH = "[12][0-9][0-9][0-9]-[01][0-9]"  # the folder of its pages
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

    `rejected` articles; `parsed` is the digest that the tables follow from; `notes` say which articles tell of more
    months than have pages.
    """

    editions: tuple[Edition, ...]
    digests: Mapping[str, str]
    rejected: int
    parsed: str
    notes: tuple[Problem, ...] = ()


def plan(
    at: Project, languages: Sequence[Language] = LANGUAGES, on_step: OnStep = lambda says: None, day: str = ""
) -> Plan:
    """What there is to build; parses the articles and writes tables where seeds or library have changed."""
    inputs = digest_of([digest_of_files(_files(at.seeds), at.seeds), code_digest(), *languages])
    if is_fresh(at.reports, inputs):
        made = json.loads((at.reports / MANIFEST).read_text(encoding="utf-8"))
        if made["logged"] or not day:
            editions = tuple(Edition(**entry) for entry in made["editions"])
            notes = tuple(Problem(**note) for note in made["notes"])
            return Plan(editions, made["digests"], made["rejected"], inputs, notes)
    on_step("reading the articles")
    from report_lib.assembling.tables import write_tables
    from report_lib.comparing.project import excerpt, excerpt_digest, open_collection, parse_seeds
    from report_lib.comparing.revisions import log_edition
    from report_lib.linking.paged import compared, paged

    frames, rejected = parse_seeds(at.root)
    write_tables(at.reports / TABLES, frames, rejected)
    opened = open_collection(str(at.reports / TABLES), start=at.root)
    if opened.collection.problems:  # rows kept by hand that cannot be used: told with the articles that cannot
        rejected = (*rejected, *opened.collection.problems)
        write_tables(at.reports / TABLES, frames, rejected)
        opened = open_collection(str(at.reports / TABLES), start=at.root)
    has = paged(opened.collection)
    pairs = compared(opened.collection, has.months)
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
        "notes": [asdict(note) for note in has.notes],
        "logged": bool(day),
    }
    tables = {f"{TABLES}/{path.name}": path.read_bytes() for path in _files(at.reports / TABLES)}
    write_files(at.reports, {MANIFEST: manifest(inputs, tables, **about)})
    return Plan(editions, digests, len(rejected), inputs, has.notes)


def _forget(at: Project, editions: Iterable[Edition]) -> None:
    """Remove what an earlier build made for months that there are no longer, whole or half removed."""
    kept = {edition.month for edition in editions}
    for made in (at.site / "reports", at.reports):
        for folder in (*made.glob(_A_MONTH), made / UNDATED):
            if folder.name not in kept and folder.is_dir():
                shutil.rmtree(folder)


def _files(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
