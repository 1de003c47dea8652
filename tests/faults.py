"""Interrupts and hinders parses and builds, and checks that every file is whole and the next build as if undisturbed.

    python tests/faults.py [KILLS OF PARSES [KILLS OF BUILDS [FULL DISKS]]]

Prints what was done and what it left. `FAULT_SEED` (a number) chooses the moments. Full disks are small ones of
their own, which must be allowed to be mounted (Linux, root).
"""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
SEEDS = ("000_75b3902d17d9828a.txt", "003_0c529a9f9173ff95.txt")
BUILD = (
    "from report_lib.building.build import build; built = build(engine='embedded', languages=('en',));"
    "assert not built.problems, built.problems"
)
CLI_BUILD = ("-m", "report_lib", "build", "--engine", "embedded")
FAULTS = (
    "half-written",
    "next parse differs",
    "next build differs",
    "two at once failed",
    "two at once differ",
    "badly told",
)
DISK = 48_000_000  # bytes


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


def small_project(root: Path) -> Path:
    """A project of one month whose notebooks ask one question each, which takes a tenth of the time to build."""
    (root / "seeds" / "articles").mkdir(parents=True)
    (root / "notebooks").mkdir()
    shutil.copy(ROOT / "index.qmd", root)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        notebook = json.loads(path.read_text(encoding="utf-8"))
        notebook["cells"] = [*notebook["cells"][:5], *notebook["cells"][-2:]]  # the first question, and the evidence
        (root / "notebooks" / path.name).write_text(json.dumps(notebook), encoding="utf-8")
    return root


def write_article(root: Path, killed: int) -> None:
    text = (
        f"قُتل {killed} عنصراً من قوات النظام بهجوم لتنظيم داعش في بادية حمص يوم 2 تشرين الأول 2020، وفق المرصد السوري.\n"
    )
    (root / "seeds" / "articles" / "a.txt").write_text(text, encoding="utf-8")


def made(root: Path) -> dict[str, str]:
    return contents(root / "reports", root / "_site")


def is_list(path: Path) -> bool:
    """Whether a manifest is the whole one that names what is being put in place and taken out, until that is done."""
    return path.name in ("manifest.json", "site.json") and json.loads(path.read_text())["inputs"] == ""


def kill_builds(folder: Path, times: int, chance: random.Random) -> Counter[str]:
    """Kill builds at random moments, the article another each time: each file must be one or the other, and whole.

    Every tenth kill the next build is let through and compared with an undisturbed one; at the end two go on at once.
    """
    versions = (17, 19)
    whole: list[dict[str, str]] = []
    lengths: list[float] = []
    for number in versions:
        root = small_project(folder / str(number))
        write_article(root, number)
        began = time.monotonic()
        _, said = start(["-c", BUILD], root).communicate()
        lengths.append(time.monotonic() - began)
        whole.append(made(root))
        if not whole[-1]:
            raise SystemExit(said.decode())
    seen: Counter[str] = Counter()
    disturbed = small_project(folder / "disturbed")
    while seen["killed"] < times and seen["ended before"] <= times:
        kind = sum(seen[key] for key in ("killed", "ended before")) % len(versions)
        write_article(disturbed, versions[kind])
        was_killed = killed(["-c", BUILD], disturbed, chance.uniform(0, 1) * sum(lengths) / len(lengths))
        seen["killed" if was_killed else "ended before"] += 1
        for name, digest in made(disturbed).items():
            if digest not in (each.get(name) for each in whole) and not is_list(disturbed / name):
                seen["half-written"] += 1
                print(f"half-written: {name}", file=sys.stderr)
        if seen["killed"] % 10 == 0:
            began = time.monotonic()
            start(["-c", BUILD], disturbed).communicate()
            lengths.append(time.monotonic() - began)
            seen["compared"] += 1
            seen["next build differs"] += made(disturbed) != whole[kind]
            print(f"{seen['killed']} of {times} builds killed", file=sys.stderr, flush=True)
    write_article(disturbed, versions[0])
    both = [start(["-c", BUILD], disturbed) for _ in range(2)]
    seen["two at once failed"] = sum(each.wait() != 0 for each in both)
    seen["two at once differ"] = made(disturbed) != whole[0]
    return seen


def may_mount() -> bool:
    command = ["unshare", "--mount", "true"]
    return shutil.which(command[0]) is not None and not subprocess.run(command, capture_output=True).returncode


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """A disk of its own. Raises `subprocess.CalledProcessError` where none may be mounted."""
    folder.mkdir(parents=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={DISK}", "tmpfs", str(folder)]
    subprocess.run(mount, check=True, capture_output=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def fill(disk: Path, left: int) -> Path:
    """A file that leaves so many bytes of the disk."""
    ballast = disk / "ballast"
    ballast.write_bytes(bytes(max(0, shutil.disk_usage(disk).free - left)))
    return ballast


def told_well(done: subprocess.CompletedProcess[bytes]) -> bool:
    """Whether a command that failed says that there is no space, and what to do."""
    return done.returncode in (1, 2) and b"Traceback" not in done.stderr and b"the space left" in done.stderr


def fill_disks(folder: Path, times: int, chance: random.Random) -> Counter[str]:
    """Parse and build where the disk has room for a part alone; then make room, and do it again."""
    seen: Counter[str] = Counter()
    undisturbed = small_project(folder / "undisturbed")
    old, new = folder / "old", {}
    for number in (17, 19):
        write_article(undisturbed, number)
        subprocess.run([sys.executable, *CLI_BUILD], cwd=undisturbed, check=True, capture_output=True)
        new = made(undisturbed)
        if number == 17:
            shutil.copytree(undisturbed, old)
    was = made(old)
    need = sum(path.stat().st_size for path in undisturbed.rglob("*") if path.is_file()) // 3
    with small_disk(folder / "disk") as disk:
        for number in range(times):
            root = shutil.copytree(old, disk / "project")
            write_article(root, 19)
            (disk / "tmp").mkdir()
            # Half of the times what is temporary has no room either.
            environment = {**os.environ, **({"TMPDIR": str(disk / "tmp")} if number % 2 else {})}
            ballast = fill(disk, int(chance.uniform(0, 1) ** 2 * need))
            command = [sys.executable, *CLI_BUILD]
            done = subprocess.run(command, cwd=root, capture_output=True, env=environment, check=False)
            seen["full" if done.returncode else "had room"] += 1
            if done.returncode and not told_well(done):
                seen["badly told"] += 1
                print(done.stderr.decode(), file=sys.stderr)
            for name, digest in made(root).items():
                if digest not in (was.get(name), new.get(name)) and not is_list(root / name):
                    seen["half-written"] += 1
                    print(f"half-written: {name}", file=sys.stderr)
            ballast.unlink()
            subprocess.run(command, cwd=root, capture_output=True, check=False)
            seen["next build differs"] += made(root) != new
            shutil.rmtree(root)
            shutil.rmtree(disk / "tmp")
    return seen


def main() -> int:
    parses, builds, disks = (int(number) for number in [*sys.argv[1:], *("100", "10", "0")[len(sys.argv) - 1 :]])
    chance = random.Random(int(os.environ.get("FAULT_SEED", "7")))
    with TemporaryDirectory(prefix="brief-faults-") as name:
        bad = 0
        for kind, work, times in (
            ("parses", kill_parses, parses),
            ("builds", kill_builds, builds),
            ("full disks", fill_disks, disks),
        ):
            if times and kind == "full disks" and not may_mount():
                print("full disks: not tried, no disk may be mounted here", flush=True)
            elif times:
                seen = work(Path(name, kind), times, chance)
                told = {
                    **{key: number for key, number in seen.items() if number},
                    "faults": sum(seen[k] for k in FAULTS),
                }
                print(f"{kind}: {', '.join(f'{key} {number}' for key, number in told.items())}", flush=True)
                bad += sum(seen[key] for key in FAULTS)
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(main())
