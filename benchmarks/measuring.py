"""Take times so that they can be compared: contenders in turn, medians and ratios, whole programs from outside."""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True)
class Row:
    """One line of the table; `met` is whether the goal was, empty where there is none."""

    work: str
    ours: str
    against: str
    ratio: str
    goal: str = ""
    met: bool | None = None


def in_turn(contenders: Mapping[str, Callable[[], object]], rounds: int) -> dict[str, list[float]]:
    """Seconds of processor time of each contender in each round, after one that is not counted.

    They take turns within a round, so that what slows the machine down for a while slows all of them.
    """
    seconds: dict[str, list[float]] = {name: [] for name in contenders}
    for number in range(rounds + 1):
        for name, work in contenders.items():
            start = time.process_time()
            work()
            if number:
                seconds[name].append(time.process_time() - start)
    return seconds


def ratio(ours: list[float], theirs: list[float]) -> float:
    """The median of the ratios round by round."""
    return statistics.median(a / b for a, b in zip(ours, theirs, strict=True))


@dataclass(frozen=True)
class Ran:
    """A whole program: seconds on the wall, its largest memory in megabytes, and what it printed."""

    seconds: float
    megabytes: float
    out: str

    def json(self) -> Any:
        return json.loads(self.out)


def run(arguments: list[str], *, cwd: Path | None = None, path: str | None = None) -> Ran:
    """Run a program of this Python to its end; `path` is where it looks for modules first, as here if None."""
    start = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, *arguments],
        cwd=cwd,
        env=None if path is None else os.environ | {"PYTHONPATH": path},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
    )
    assert process.stdout
    out = process.stdout.read().decode()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in (0, 2):  # 2: some articles were left out
        raise RuntimeError(f"{arguments} ended with status {process.returncode}")
    unit = 1_000_000 if sys.platform == "darwin" else 1_000
    return Ran(seconds, usage.ru_maxrss / unit, out)
