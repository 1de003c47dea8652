"""Says on standard error how far long work has come, and how fast."""

from __future__ import annotations

import sys
import time


class Progress:
    """Says on standard error how far long work has come: steadily on a terminal, every ten seconds elsewhere."""

    def __init__(self, things: str) -> None:
        self._things = things
        self._done = 0
        self._terminal = sys.stderr.isatty()
        self._every = 0.2 if self._terminal else 10.0

    def __enter__(self) -> Progress:
        self._start = self._said = time.monotonic()
        return self

    def __exit__(self, *exception: object) -> None:
        if self._terminal and self._said > self._start:
            print("\r\033[K", end="", file=sys.stderr, flush=True)

    def step(self, things: int = 1) -> None:
        self._done += things
        now = time.monotonic()
        if now - self._said >= self._every:
            self._said = now
            line = f"{self._done:,} {self._things}, {self._done / (now - self._start):,.0f} a second"
            print(
                f"\r\033[K{line}" if self._terminal else line,
                end="" if self._terminal else "\n",
                file=sys.stderr,
                flush=True,
            )


class Steps:
    """Says on standard error each step of long work when it is done, and when that was."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def __call__(self, says: str) -> None:
        print(f"{time.monotonic() - self._start:6.1f} s  {says}", file=sys.stderr, flush=True)
