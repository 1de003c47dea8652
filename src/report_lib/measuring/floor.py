"""Hold accuracy where it is: figures fall below the committed floor only by an explicit command."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from report_lib.errors import Problem, ReportError, reason, shown
from report_lib.files import write_files
from report_lib.measuring.scoring import KINDS

_ABOUT = ("gold", "articles")
_WRITE = "run brief score … --floor FILE --write-floor if this is meant"


def write_floor(path: Path, name: str, digest: str, figures: Mapping[str, Any]) -> None:
    """Make the figures of the annotated set `name` the floor, and leave those of other sets as they are."""
    floors = _read(path) if path.exists() else {}
    floors[name] = {"gold": digest, "articles": figures["articles"], **_held(figures)}
    text = json.dumps(dict(sorted(floors.items())), ensure_ascii=False, indent=2) + "\n"
    write_files(path.parent, {path.name: text.encode()})


def fallen(path: Path, name: str, digest: str, figures: Mapping[str, Any]) -> list[Problem]:
    """What lies below the floor of the set `name`, or that the set is not the one the floor was measured on."""
    floor = _read(path).get(name)
    file = shown(path, 500)
    if floor is None:
        return [Problem(file, name, "has no floor", _WRITE)]
    if floor.get("gold") != digest:
        return [Problem(file, name, "its annotation is not the one that the floor was measured on", _WRITE)]
    now = _held(figures)
    falls = []
    for figure, least in floor.items():
        if figure in _ABOUT:
            continue
        if figure not in now:
            falls.append(Problem(file, f"{name} {figure}", f"was {least} and is not compared any more", _WRITE))
        elif now[figure] < least:
            rule = f"fell from {least} to {now[figure]}"
            falls.append(Problem(file, f"{name} {figure}", rule, f"mend the rule, or {_WRITE}"))
    return falls


def _held(figures: Mapping[str, Any]) -> dict[str, float]:
    """The figures that are held: F1 by kind, and each attribute that was compared."""
    f1 = {kind: figures[kind]["f1"] for kind in KINDS}
    return f1 | {name: value for name, value in figures["attributes"].items() if value is not None}


def _read(path: Path) -> dict[str, Any]:
    try:
        floors = json.loads(path.read_bytes())
        if not isinstance(floors, dict) or not all(isinstance(floor, dict) for floor in floors.values()):
            raise ValueError("not a table of floors")
    except (OSError, ValueError) as error:
        rule = f"is not a floor ({reason(error)})"
        raise ReportError(Problem(shown(path, 500), "", rule, "name the file that --write-floor made")) from None
    return floors
