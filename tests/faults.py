"""Interrupts and hinders parses and builds, and checks that every file is whole and the next build as if undisturbed.

    python tests/faults.py [KILLS OF PARSES [KILLS OF BUILDS]]

Prints what was done and what it left. `FAULT_SEED` (a number) chooses the moments.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ("000_75b3902d17d9828a.txt", "003_0c529a9f9173ff95.txt")
BUILD = (
    "from report_lib.building.build import build; built = build(engine='embedded', languages=('en',));"
    "assert not built.problems, built.problems"
)


def start(code: Sequence[str], folder: Path) -> subprocess.Popen[bytes]:
    """Python with these arguments in a process group of its own."""
    return subprocess.Popen(
        [sys.executable, *code], cwd=folder, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    )


def parse(out: Path) -> list[str]:
    return ["-m", "report_lib", "parse", str(ROOT / "seeds" / "articles"), "--out", str(out)]


def contents(*folders: Path) -> dict[str, str]:
    """The digest of every file below folders."""
    return {
        f"{folder.name}/{path.relative_to(folder)}": hashlib.sha256(path.read_bytes()).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob("*"))
        if path.is_file() and ".writing" not in path.parts
    }


def killed(code: Sequence[str], folder: Path, after: float) -> bool:
    """Start, and kill it with all that it started after so many seconds; whether it was still running."""
    running = start(code, folder)
    try:
        running.communicate(timeout=after)
        return False
    except subprocess.TimeoutExpired:
        os.killpg(running.pid, signal.SIGKILL)
        running.communicate()
        return True


def kill_parses(folder: Path, times: int, chance: random.Random) -> Counter[str]:
    """Kill parses over tables that another version left; each file must be the old one or the new one."""
    new, out = folder / "new", folder / "out"
    began = time.monotonic()
    start(parse(new), ROOT).communicate()
    length = time.monotonic() - began
    fresh = {name.split("/", 1)[1]: digest for name, digest in contents(new).items()}
    old = {name: hashlib.sha256(f"old {name}".encode()).hexdigest() for name in fresh}
    seen: Counter[str] = Counter()
    for _ in range(times):
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir(parents=True)
        for name in fresh:
            (out / name).write_text(f"old {name}")
        # Half of the moments lie where files are written, at the end.
        share = chance.uniform(0, 1.1) if chance.random() < 0.5 else chance.uniform(0.8, 1.05)
        seen["killed" if killed(parse(out), ROOT, share * length) else "ended before"] += 1
        found = {name.split("/", 1)[1]: digest for name, digest in contents(out).items()}
        for name, digest in found.items():
            if digest not in (old[name], fresh[name]):
                seen["half-written"] += 1
        mixed = len({found[name] == fresh[name] for name in fresh})
        seen["mixed sets"] += mixed > 1
        start(parse(out), ROOT).communicate()
        if {name.split("/", 1)[1]: digest for name, digest in contents(out).items()} != fresh:
            seen["next parse differs"] += 1
    return seen


def project(root: Path) -> Path:
    """A project of two articles."""
    (root / "seeds" / "articles").mkdir(parents=True)
    for name in SEEDS:
        shutil.copy(ROOT / "seeds" / "articles" / name, root / "seeds" / "articles")
    for name in ("articles.csv", "tallies.csv"):
        shutil.copy(ROOT / "seeds" / name, root / "seeds")
    for name in ("index.qmd", "_quarto.yml", "docs", "notebooks", "NOTICE", "LICENSE", "README.md"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, root / name)
        elif source.exists():
            shutil.copy(source, root)
    return root


def kill_builds(folder: Path, times: int, chance: random.Random) -> Counter[str]:
    """Kill a build again and again at random moments, let two go on at once, and compare with an undisturbed one."""
    undisturbed, disturbed = project(folder / "a"), project(folder / "b")
    began = time.monotonic()
    _, said = start(["-c", BUILD], undisturbed).communicate()
    length = time.monotonic() - began
    seen: Counter[str] = Counter(seconds=round(length))
    whole = contents(undisturbed / "reports", undisturbed / "_site")
    if not whole:
        raise SystemExit(said.decode())
    for _ in range(times):
        was_killed = killed(["-c", BUILD], disturbed, chance.uniform(0.02, 0.6) * length)
        seen["killed" if was_killed else "ended before"] += 1
        for name, digest in contents(disturbed / "reports", disturbed / "_site").items():
            if name.endswith((".html", ".pdf", ".ipynb", ".csv", ".parquet")) and whole.get(name) != digest:
                seen["files not as undisturbed"] += 1
        if chance.random() < 0.3:
            shutil.rmtree(disturbed / "reports" / "2020-09", ignore_errors=True)
    both = [start(["-c", BUILD], disturbed) for _ in range(2)]
    seen["two at once failed"] = sum(each.wait() != 0 for each in both)
    if contents(disturbed / "reports", disturbed / "_site") != whole:
        seen["next build differs"] += 1
    return seen


def main() -> int:
    parses, builds = (int(number) for number in [*sys.argv[1:], "100", "10"][:2])
    chance = random.Random(int(os.environ.get("FAULT_SEED", "7")))
    with TemporaryDirectory(prefix="brief-faults-") as name:
        bad = 0
        for kind, work, times in (("parses", kill_parses, parses), ("builds", kill_builds, builds)):
            if times:
                seen = work(Path(name, kind), times, chance)
                print(f"{kind}: {', '.join(f'{key} {number}' for key, number in seen.items() if number)}", flush=True)
                bad += sum(
                    seen[key]
                    for key in ("half-written", "next parse differs", "files not as undisturbed", "two at once failed")
                )
                bad += seen["next build differs"]
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
