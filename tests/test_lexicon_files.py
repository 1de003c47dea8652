"""The vocabularies are read once, alike with and without libyaml."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from report_lib.lexicon_files import lexicon_file

FILES = sorted(Path("src/report_lib/lexicon").glob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_says_the_same_to_every_reader(path: Path) -> None:
    assert lexicon_file(path.name) == yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
    assert lexicon_file(path.name) is lexicon_file(path.name)


def test_a_file_that_is_not_there() -> None:
    with pytest.raises(FileNotFoundError):
        lexicon_file("nothing.yml")
