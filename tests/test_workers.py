"""Workers: the results come in the order of the chunks, few are under way, and a worker lost loses nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest

from report_lib.errors import ReportError
from report_lib.reading.archives import Unread
from report_lib.scaling.chunks import Chunk
from report_lib.scaling.workers import by_cluster, by_processes, here, in_order

# A program of its own finds what the tests find, and this module.
OF_PROGRAMS = os.environ | {"PYTHONPATH": os.pathsep.join(path for path in (*sys.path, str(Path.cwd())) if path)}
IN_ORDER = """
from tests.test_workers import backwards, numbered
from report_lib.scaling.workers import by_processes
if __name__ == "__main__":
    print(*(result.split()[0].decode() for result in by_processes(2)(backwards, numbered(4))))
"""


def command_of(folder: Path, code: str) -> list[str]:
    """The command that runs the code, written into the folder."""
    (folder / "program.py").write_text(code)
    return [sys.executable, str(folder / "program.py")]


def numbered(chunks: int) -> list[Chunk]:
    return [(Unread(str(number), "", "text", b""),) for number in range(chunks)]


def backwards(chunk: Chunk) -> bytes:
    """Stands for reading: the earlier chunks take longer."""
    time.sleep(0.02 * (5 - int(chunk[0].file) % 5))
    return f"{chunk[0].file} {os.getpid()}".encode()


def end_oneself(chunk: Chunk) -> bytes:
    os.kill(os.getpid(), signal.SIGKILL)
    return b""


def test_here_results_come_in_the_order_of_the_chunks() -> None:
    results = [result.split() for result in here(backwards, numbered(6))]
    assert results == [[b"%d" % number, b"%d" % os.getpid()] for number in range(6)]


def test_processes_share_the_chunks_and_give_results_in_their_order() -> None:
    results = [result.split() for result in by_processes(2)(backwards, numbered(12))]
    assert [int(number) for number, _ in results] == list(range(12))
    assert len({process for _, process in results} - {b"%d" % os.getpid()}) == 2


def test_few_chunks_are_taken_ahead() -> None:
    taken: list[int] = []

    def chunks() -> Iterator[Chunk]:
        for number, chunk in enumerate(numbered(100)):
            taken.append(number)
            yield chunk

    def submit(chunk: Chunk) -> Future[bytes]:
        done: Future[bytes] = Future()
        done.set_result(chunk[0].file.encode())
        return done

    results = in_order(submit, chunks(), lambda: 3)
    assert [next(results) for _ in range(4)] == [b"0", b"1", b"2", b"3"]
    assert taken == list(range(6))
    assert list(results) == [b"%d" % number for number in range(4, 100)]


def test_a_process_ended_from_outside_is_told() -> None:
    with pytest.raises(ReportError, match="a worker process: was ended from outside"):
        list(by_processes(2)(end_oneself, numbered(3)))


def test_processes_are_started_where_a_socket_cannot_lie(tmp_path: Path) -> None:
    too_long = tmp_path / ("folder of temporary files " * 8)
    too_long.mkdir()
    environment = OF_PROGRAMS | {"TMPDIR": str(too_long)}
    done = subprocess.run(command_of(tmp_path, IN_ORDER), env=environment, capture_output=True, text=True, check=True)
    assert done.stdout == "0 1 2 3\n"


def test_processes_import_nothing_from_the_folder_where_the_command_runs(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("calendar", "pandas", "report_lib"):
        (elsewhere / f"{name}.py").write_text("raise ValueError('not ours')")
    done = subprocess.run(
        command_of(tmp_path, IN_ORDER),
        cwd=elsewhere,
        env={name: value for name, value in OF_PROGRAMS.items() if name != "PYTHONSAFEPATH"},
        capture_output=True,
        text=True,
    )
    assert (done.stdout, done.stderr) == ("0 1 2 3\n", "")


def test_an_interrupt_while_the_packages_load_is_left_to_the_command(tmp_path: Path) -> None:
    code = """
import os, signal, time
from report_lib.scaling.workers import by_processes
if __name__ == "__main__":
    by_processes(2)
    time.sleep(0.3)
    signal.signal(signal.SIGINT, lambda *_: print("interrupted"))
    os.killpg(0, signal.SIGINT)
    time.sleep(0.5)
"""
    done = subprocess.run(command_of(tmp_path, code), capture_output=True, text=True, start_new_session=True)
    assert (done.stdout, done.stderr) == ("interrupted\n", "")


@pytest.mark.parametrize(
    ("module", "heavy"), [("report_lib.scaling.workers", "pyarrow"), ("report_lib.scaling.chunks", "pandas")]
)
def test_what_starts_processes_and_what_they_run_load_little(module: str, heavy: str) -> None:
    code = f"import sys, {module}; print({heavy!r} in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "False\n"


def test_interrupts_end_the_command_and_its_processes_at_once(tmp_path: Path) -> None:
    code = """
import os, signal, threading, time
from tests.test_workers import numbered, sleep_long
from report_lib.scaling.workers import by_processes
def interrupt():
    for _ in range(2):
        time.sleep(2)
        os.killpg(0, signal.SIGINT)
if __name__ == "__main__":
    threading.Thread(target=interrupt, daemon=True).start()
    list(by_processes(2)(sleep_long, numbered(9)))
"""
    done = subprocess.run(
        command_of(tmp_path, code),
        env=OF_PROGRAMS,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        timeout=60,
    )
    assert done.returncode == -signal.SIGINT


def sleep_long(chunk: Chunk) -> bytes:
    time.sleep(600)
    return b""


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGKILL])
def test_processes_end_with_the_one_that_started_them(tmp_path: Path, how: signal.Signals) -> None:
    code = """
import sys
from pathlib import Path
from tests.test_workers import note_oneself, numbered
from report_lib.scaling.workers import by_processes
if __name__ == "__main__":
    list(by_processes(2)(note_oneself, [(chunk[0]._replace(name=sys.argv[1]),) for chunk in numbered(1000)]))
"""
    noted = tmp_path / "noted"
    noted.mkdir()
    command = [*command_of(tmp_path, code), str(noted)]
    with subprocess.Popen(command, env=OF_PROGRAMS, stderr=subprocess.DEVNULL) as program:
        _wait_until(lambda: program.poll() is not None or len(list(noted.iterdir())) == 2)
        program.send_signal(how)
    assert program.returncode == -how
    workers = [int(file.name) for file in noted.iterdir()]
    assert len(workers) == 2
    try:
        _wait_until(lambda: not any(map(_runs, workers)), 10)
    finally:
        for worker in filter(_runs, workers):
            os.kill(worker, signal.SIGKILL)


def note_oneself(chunk: Chunk) -> bytes:
    (Path(chunk[0].name) / str(os.getpid())).touch()  # type: ignore[union-attr]
    time.sleep(0.02)
    return b""


def _runs(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text()
    except FileNotFoundError:
        return False
    return state.rpartition(")")[2].split()[0] != "Z"  # one that nobody has asked after yet


def _wait_until(done: Callable[[], bool], seconds: float = 30) -> None:
    end = time.monotonic() + seconds
    while not done():
        assert time.monotonic() < end
        time.sleep(0.02)


def test_a_scheduler_that_is_not_there() -> None:
    import dask
    import distributed  # noqa: F401  # its configuration must be there before a part of it is set

    with dask.config.set({"distributed.comm.timeouts.connect": "0.5s"}), pytest.raises(ReportError) as caught:
        list(by_cluster("tcp://127.0.0.1:9")(backwards, numbered(1)))
    (problem,) = caught.value.problems
    assert problem.file == "tcp://127.0.0.1:9"
    assert problem.rule.startswith("no scheduler answers (")
    with pytest.raises(ReportError, match="no scheduler answers"):
        list(by_cluster("gopher://127.0.0.1")(backwards, numbered(1)))


def test_without_dask_its_installation_is_advised(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(ReportError, match=r"Dask is not installed; pip install 'report-lib\[dask\]'"):
        list(by_cluster("tcp://127.0.0.1:9")(backwards, numbered(1)))
