"""Compiles the parser to machine code where REPORT_LIB_COMPILED=1 asks for it; pyproject.toml says all else.

mypyc compiles the sources as they are, so there is one parser, which also runs without being compiled. It takes a C
compiler, the packages of requirements-dev.txt and some minutes. What compiled code does otherwise is told in
CONTRIBUTING.md. With REPORT_LIB_PROFILE=FOLDER gcc is told what runs often: `make compiled` compiles twice.
"""

import os
import shlex
import subprocess
import sysconfig
from pathlib import Path

from setuptools import setup

PACKAGE = Path("src/report_lib")
FOLDERS = ("arabic", "dating", "placing", "conflict", "attribution", "counting", "assembling")
# What reads files and writes tables gains nothing.
AS_THEY_ARE = {PACKAGE / "assembling/parsing.py", PACKAGE / "assembling/schemas.py", PACKAGE / "assembling/tables.py"}


def extensions() -> list:
    from mypyc.build import mypycify  # only a compiled build needs it

    modules = [module for folder in FOLDERS for module in sorted((PACKAGE / folder).glob("*.py"))]
    paths = [str(module) for module in modules if module not in AS_THEY_ARE]
    # The second level lays the code that runs often together, which the processor's caches profit from.
    found = mypycify(["--config-file=pyproject.toml", *paths], opt_level="2", multi_file=True)
    # So that one module calls another straight, and Python's own functions without a detour.
    options = ["-fvisibility=hidden", "-fno-plt", *profile_options(os.environ.get("REPORT_LIB_PROFILE", ""))]
    for extension in found:
        extension.extra_compile_args = [*extension.extra_compile_args, *options]
        extension.extra_link_args = [*extension.extra_link_args, *options]
    return found


def profile_options(folder: str) -> list[str]:
    """Have what is compiled note in the folder what runs how often; once notes lie there, compile by them."""
    if not folder:
        return []
    compiler = shlex.split(os.environ.get("CC") or sysconfig.get_config_var("CC"))
    version = subprocess.run([*compiler, "--version"], capture_output=True, text=True, check=True).stdout
    if "Free Software Foundation" not in version:  # another compiler than gcc keeps them otherwise
        return []
    if any(Path(folder).glob("*.gcda")):
        return [f"-fprofile-use={folder}", "-Wno-missing-profile", "-flto=auto"]
    return ["-fprofile-generate", f"-fprofile-dir={folder}"]


setup(ext_modules=extensions() if os.environ.get("REPORT_LIB_COMPILED") == "1" else [])
