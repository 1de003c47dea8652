"""The licences of the pinned packages as their metadata state them: `python tests/licences.py` renews the page."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
_PINNED = re.compile(r"^([A-Za-z0-9][\w.-]*)==([^\s;\\]+)([^\\\n]*)", re.MULTILINE)
_CLASSIFIER = "License :: OSI Approved :: "
# By what a statement holds: the licence in SPDX's name. The longest statements are whole licence texts.
_NAMES = (
    ("apache", "Apache-2.0"),
    ("mozilla public", "MPL-2.0"),
    ("mpl-2.0", "MPL-2.0"),
    ("python software foundation", "PSF-2.0"),
    ("psf", "PSF-2.0"),
    ("lgpl", "LGPL"),
    ("lesser general public", "LGPL"),
    ("sil open font", "OFL-1.1"),
    ("ofl-1.1", "OFL-1.1"),
    ("gpl", "GPL"),
    ("general public", "GPL"),
    ("bsd", "BSD"),
    ("redistribution and use in source and binary forms", "BSD"),
    ("isc", "ISC"),
    ("hpnd", "HPND"),
    ("mit", "MIT"),
    ("unlicense", "Unlicense"),
    ("zlib", "Zlib"),
    ("public domain", "public domain"),
    ("cc0", "CC0-1.0"),
)


def pinned(requirements: Path = ROOT / "requirements.txt") -> dict[str, tuple[str, str]]:
    """Name → (version, on which systems) of every package that is installed."""
    text = requirements.read_text(encoding="utf-8")
    return {name.lower(): (version, marker.strip(" ;")) for name, version, marker in _PINNED.findall(text)}


def stated(name: str) -> str:
    """What a package's metadata say of its licence, in one line; "" where it is not installed here."""
    try:
        about = metadata(name)
    except PackageNotFoundError:
        return ""
    classifiers = about.get_all("Classifier") or []
    expression = about.get("License-Expression") or ""
    listed = [each.removeprefix(_CLASSIFIER) for each in classifiers if each.startswith(_CLASSIFIER)]
    return " ".join((expression or "; ".join(listed) or about.get("License") or "not stated").split())


def licence(name: str) -> str:
    """The licences that a statement names, in short."""
    says = stated(name)
    if not says:
        return ""
    found = [short for words, short in _NAMES if re.search(rf"(?<![a-z]){re.escape(words)}", says.lower())]
    if "LGPL" in found and "GPL" in found:
        found.remove("GPL")
    return ", ".join(dict.fromkeys(found)) or f"unknown: {says[:60]}"


def page() -> str:
    """docs/licences.md."""
    lines = [
        "# Licences of the packages",
        "",
        "What the pinned packages state in their own metadata; made by `make licences`. One that is not installed here",
        "is for other systems. None is part of this repository, and none is changed. `pypandoc-binary` brings pandoc",
        "(GPL-2.0-or-later), which is run as a program of its own and not linked.",
        "",
        "| package | version | licence | installed |",
        "|---|---|---|---|",
    ]
    for name, (version, marker) in sorted(pinned().items()):
        shown = marker.replace("|", "\\|") or "everywhere"
        lines.append(f"| {name} | {version} | {licence(name) or 'not installed here'} | {shown} |")
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
