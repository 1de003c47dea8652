"""The parser compiled says what it says as it is, and its sources stay such that it can be compiled."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from report_lib.assembling.incidents import parse_article
from report_lib.reading.articles import read_articles

ROOT = Path(__file__).parent.parent
TEXTS = ("seeds/articles", "tests/gold/annotated")
NEEDED = ("src", "setup.py", "pyproject.toml", "README.md", "LICENSE", "NOTICE")
# Printed by a process that has the compiled parser alone.
PARSE = """
import sys
from pathlib import Path
from report_lib.assembling import incidents
from report_lib.reading.articles import read_articles
print(incidents.__file__)
for item in read_articles(map(Path, sys.argv[1:])).articles:
    print(repr(incidents.parse_article(*item)))
"""


def folders() -> list[str]:
    """The folders that setup.py compiles."""
    tree = ast.parse((ROOT / "setup.py").read_text(encoding="utf-8"))
    found = next(node for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets) == "FOLDERS")
    return list(ast.literal_eval(found.value))


def can_compile() -> bool:
    compiler = (sysconfig.get_config_var("CC") or "cc").split()[0]
    return bool(shutil.which(compiler)) and Path(sysconfig.get_path("include"), "Python.h").exists()


@pytest.mark.skipif(not can_compile(), reason="no C compiler with Python's headers")
def test_the_compiled_parser_says_the_same(tmp_path: Path) -> None:
    for name in NEEDED:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, tmp_path / name)
    made = subprocess.run(
        [sys.executable, "setup.py", "--quiet", "build", "--build-lib", "compiled"],
        cwd=tmp_path,
        env=os.environ | {"REPORT_LIB_COMPILED": "1"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert "warning: Unsupported" not in made.stdout + made.stderr  # of what compiled code would leave out
    ran = subprocess.run(
        [sys.executable, "-c", PARSE, *TEXTS],
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(tmp_path / "compiled"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    module, *said = ran.stdout.splitlines()
    assert Path(module).is_relative_to(tmp_path) and Path(module).suffix != ".py"
    assert said == [repr(parse_article(*item)) for item in read_articles(map(Path, TEXTS)).articles]


@pytest.mark.parametrize("folder", folders())
def test_no_property_is_cached_where_compiled_code_would_work_it_out_each_time(folder: str) -> None:
    modules = sorted((ROOT / "src/report_lib" / folder).glob("*.py"))
    assert modules and not [
        module.name for module in modules if "cached_property" in module.read_text(encoding="utf-8")
    ]
