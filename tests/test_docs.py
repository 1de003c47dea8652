"""What the documents say is so: commands, targets, files and links exist, and no command is left unsaid."""

from __future__ import annotations

import argparse
import re
from importlib import import_module
from pathlib import Path

import pytest

import report_lib
from report_lib.cli import build_parser

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("seeds/*.md"), *ROOT.glob("tests/**/*.md")]
)


def commands() -> dict[str, argparse.ArgumentParser]:
    parser = build_parser()
    (action,) = (action for action in parser._actions if isinstance(action, argparse._SubParsersAction))
    return dict(action.choices)


def targets() -> set[str]:
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


@pytest.mark.parametrize("name", commands())
def test_the_readme_names_every_command(name: str) -> None:
    assert f"brief {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", commands())
def test_every_command_has_an_example_that_its_parser_takes(name: str) -> None:
    epilog = commands()[name].epilog or ""
    example = re.search(r"example:\n  brief (.+)\n", epilog)
    assert example
    assert build_parser().parse_args(example.group(1).split()).command


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_document_speaks_of_what_there_is(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    said = set(re.findall(r"`brief ([a-z]+)", text)) | set(re.findall(r"^    brief ([a-z]+)", text, re.MULTILINE))
    assert said <= set(commands())
    assert set(re.findall(r"(?:`|^    )make ([a-z]+)", text, re.MULTILINE)) <= targets()
    links = [link for link in re.findall(r"\]\(([^)#]+)", text) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_contributing_names_modules_and_tests_by_the_folders_they_lie_in() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    named = set(re.findall(r"`([a-z_/]+(?:\.[a-z]+|/))`", text))
    places = (ROOT, ROOT / "src/report_lib", ROOT / "tests")
    assert [name for name in sorted(named) if not any((place / name).exists() for place in places)] == []


def test_contributing_lists_every_folder_with_its_promise() -> None:
    """In the order of report_lib's own docstring, each with what its data are there."""
    text = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    stages = re.findall(r"^    (\w+) {2,}(.+)$", report_lib.__doc__ or "", re.MULTILINE)
    folders = [(data, folder) for data, those in stages for folder in those.split(", ")]
    promises = [import_module(f"report_lib.{folder}").__doc__ for _, folder in folders]
    rows = [f"| {data} | `{folder}/` | {says} |" for (data, folder), says in zip(folders, promises, strict=True)]
    assert "\n".join(rows) in text
