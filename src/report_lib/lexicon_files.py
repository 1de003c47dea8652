"""Reads the vocabularies of lexicon/ as they are written, each file once."""

from __future__ import annotations

from functools import cache
from importlib import resources
from typing import Any

import yaml

# libyaml, where it is built in, is seven times faster, and a first article waits for nine of these files.
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@cache
def lexicon_file(name: str) -> Any:
    """What lexicon/`name` holds, in normal orthography; it is shared by all that read it, so nobody changes it."""
    text = resources.files("report_lib").joinpath("lexicon", name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)
