"""The library reads like the pipeline: imports run one way, clock and environment stay outside."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from itertools import chain
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
LIBRARY = ROOT / "src/report_lib"
MODULES = {
    path.relative_to(LIBRARY).with_suffix("").as_posix(): path
    for path in sorted(LIBRARY.rglob("*.py"))
    if not path.stem.startswith("__")
}

# The order in which to read the library: each module imports from those before it alone.
STAGES = {
    "": "errors records files edtf_dates rows spreadsheets freshness lexicon_files wording",
    "arabic": "remembered triggers readings chunks text mentions vocabulary phrases number_words "
    "bare_numbers number_context numerals",
    "dating": "date_words date_grammar date_phrases date_anchors date_hijri date_calendar date_relative "
    "date_chains date_meanings date_ranges date_writing dates",
    "placing": "gazetteer place_phrases composed_places place_roles place_routes unlisted_villages places",
    "conflict": "actor_words actors attack_words clause subjects parties sides deeds doubt fliers told_deeds tallied "
    "story attacks blame",
    "attribution": "speech_words speech speakers kinds cited clauses marks passing_on citing_words subjects saying "
    "unsaid citations sources",
    "reading": "metadata archives pages articles",
    "counting": "furniture sentence_reading governing numbered counting_words unnumbered signs denials shares reach "
    "assignment counts",
    "assembling": "cues distances sentence_dates sentence_places layout turns place_choice scenes date_choice periods "
    "settings surroundings passengers belonging named_forces told closely victim_rules victims statements repetitions "
    "incidents parsing schemas tables",
    "tallying": "ranges columns tallies restated reports one_report tolls",
    "measuring": "annotation agreement scoring floor accuracy",
    "linking": "copies evidence events corrections collection paged",
    "scaling": "chunks workers doubles partitions",
    "comparing": "compare accounts likeness reconcile months revisions project",
    "explaining": "explanation explain explain_text explain_page",
    "charting": "fonts charts maps timeline",
    "stating": "fact events headlines series facts",
    "exporting": "datasets exports codebook",
    "composing": "markdown editions page notes beside breakdowns about display front explorer feed",
    "building": "kernels forkserver runs embedded site site_folder render plan build",
}
COMMAND_LINE = ("doctor", "progress", "cli")
ORDER = [f"{stage}/{name}".lstrip("/") for stage, names in STAGES.items() for name in names.split()] + [*COMMAND_LINE]

# Modules that need the clock or the environment all the same, and what for.
CLOCK_OR_ENVIRONMENT = {
    "cli": "a build is logged under its day",
    "progress": "it says how far and how fast long work goes",
    "doctor": "it looks at the machine, which is all it does",
    "building/kernels": "a kernel is a process, which is given an environment and waited for",
    "building/forkserver": "the same",
    "scaling/workers": "a process is started, which is given an environment",
}
_READS = {
    "time": {"time", "monotonic", "perf_counter", "localtime", "gmtime", "strftime"},
    "datetime": {"now", "utcnow", "today"},
    "date": {"today"},
    "os": {"environ", "getenv"},
    "locale": {"setlocale", "getlocale", "getdefaultlocale"},
}


def imports(path: Path) -> Iterator[tuple[str, ...]]:
    """The dotted names that a module imports, also inside functions, and with them what is taken from each."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield tuple(node.module.split("."))
            yield from ((*node.module.split("."), alias.name) for alias in node.names)


def tracked_files() -> list[Path]:
    listing = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout.decode()
    return [ROOT / name for name in listing.split("\0") if name and (ROOT / name).is_file()]


def test_every_module_has_its_place_in_the_order() -> None:
    assert sorted(ORDER) == sorted(MODULES)


@pytest.mark.parametrize("name", MODULES)
def test_a_module_imports_from_those_before_it_alone(name: str) -> None:
    own = {"/".join(parts[1:]) for parts in imports(MODULES[name]) if parts[0] == "report_lib"}
    assert own & set(ORDER) <= set(ORDER[: ORDER.index(name)])


def test_the_library_names_its_folders_in_their_order() -> None:
    promise = ast.get_docstring(ast.parse((LIBRARY / "__init__.py").read_text(encoding="utf-8"))) or ""
    assert [word.strip(",") for word in promise.split() if word.strip(",") in STAGES] == [*filter(None, STAGES)]


@pytest.mark.parametrize("name", sorted(MODULES.keys() - CLOCK_OR_ENVIRONMENT.keys()))
def test_a_module_reads_neither_clock_nor_environment(name: str) -> None:
    tree = ast.parse(MODULES[name].read_text(encoding="utf-8"))
    found = [
        f"{ast.unparse(node)} in line {node.lineno}"
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in _READS.get(ast.unparse(node.value).split(".")[-1], ())
    ]
    assert found == []


@pytest.mark.parametrize("name", MODULES)
def test_a_module_says_its_promise_in_its_docstring(name: str) -> None:
    promise = ast.get_docstring(ast.parse(MODULES[name].read_text(encoding="utf-8")))
    assert promise and promise[0].isupper() and ":" not in promise.split()[0]


def test_what_is_imported_is_declared_and_what_is_declared_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    dependencies = [*project["dependencies"], *chain.from_iterable(project["optional-dependencies"].values())]
    declared = {normal(re.split(r"[\s<>=!~;\[]", dependency)[0]) for dependency in dependencies}
    by_module = packages_distributions()
    used = {
        normal(by_module[parts[0]][0])
        for path in MODULES.values()
        for parts in imports(path)
        if parts[0] not in sys.stdlib_module_names and parts[0] != "report_lib"
    }
    named = {normal(name) for path in MODULES.values() for name in re.findall(r"fontpkg_\w+", path.read_text())}
    indirect = {
        "jupyter",  # the user's: notebooks are opened with it
        *named,  # fonts are read as files, not imported
        "quarto-cli",  # a program
    }
    # What comes with a declared package by that package's own promise: papermill and nbconvert are made of these.
    parts_of_jupyter = {"nbclient", "nbformat", "jupyter-client", "traitlets", "ipykernel", "ipython"}
    assert used - declared - parts_of_jupyter == set()
    assert declared - used - indirect == set()


def normal(distribution: str) -> str:
    return re.sub(r"[-_.]+", "-", distribution).lower()


def test_the_requirements_are_pinned_with_hashes_and_name_no_host() -> None:
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        pins = [line for line in text.splitlines() if line and not line.startswith((" ", "#"))]
        assert len(pins) > 20
        assert all(re.match(r"[A-Za-z0-9._-]+==\S+( ;.*)? \\$", pin) for pin in pins)
        assert len(re.findall(r"\\\n    --hash=sha256:[0-9a-f]{64}", text)) >= len(pins)
        assert "://" not in text


def test_the_repository_names_no_place_of_one_machine() -> None:
    # Each with a letter in brackets, so that this file does not hold what it looks for.
    local = re.compile(r"/[w]ork/|/[r]oot/|/[h]ome/|/[U]sers/|[p]ypi\.org|[p]ythonhosted|[r]egistry\.npm|[d]eb\.debian")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()[:100]}"
        for path in tracked_files()
        if path.suffix not in {".ttf", ".png", ".parquet", ".pdf"}
        for line in path.read_text(encoding="utf-8", errors="replace").splitlines()
        if local.search(line)
    ]
    assert found == []


def test_texts_are_kept_byte_for_byte() -> None:
    attributes = subprocess.run(
        ["git", "check-attr", "text", "seeds/articles/x.txt", "tests/gold/annotated/x.txt"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    ).stdout
    assert attributes.count("text: unset") == 2
