"""Every pinned package has a licence that allows what is done with it, and the page tells of each."""

from __future__ import annotations

import re

import pytest

from licences import PAGE, ROOT, licence, pinned

# Free to use and pass on beside this project's own; weak copyleft only of packages that are used unchanged.
ALLOWED = {"MIT", "BSD", "Apache-2.0", "PSF-2.0", "ISC", "HPND", "OFL-1.1", "MPL-2.0", "Zlib", "CC0-1.0", "Unlicense"}
UNCHANGED = {"tld": "LGPL"}  # reads the domain of an address; its metadata offer MPL-1.1 as well


@pytest.mark.parametrize("name", pinned())
def test_a_package_is_free_to_use(name: str) -> None:
    says = licence(name)
    if not says:
        assert pinned()[name][1], f"{name} is pinned for every system and is not installed here"
        return
    assert set(says.split(", ")) <= ALLOWED or UNCHANGED.get(name) == says


def test_the_page_tells_of_every_package_and_its_version() -> None:
    told = dict(re.findall(r"^\| ([\w.-]+) \| (\S+) \|", PAGE.read_text(encoding="utf-8"), re.MULTILINE))
    assert {name: version for name, version in told.items() if name != "package"} == {
        name: version for name, (version, _) in pinned().items()
    }


def test_every_pin_has_hashes_and_names_no_registry() -> None:
    for path in (ROOT / "requirements.txt", ROOT / "requirements-dev.txt", ROOT / "fuzz" / "requirements.txt"):
        text = path.read_text(encoding="utf-8")
        names = re.findall(r"^[a-zA-Z][\w.-]*==", text, re.MULTILINE)
        blocks = re.findall(
            r"^[a-zA-Z][\w.-]*==[^\n]*\\\n(?:\s+--hash=sha256:[0-9a-f]{64}[ \\]*\n)+", text, re.MULTILINE
        )
        assert len(blocks) == len(names) > 0, path
        assert "://" not in text
