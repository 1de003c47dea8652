"""Forks Jupyter kernels from one process that has imported the heavy packages already, each isolated from the next.

Runs on its own, `python -m report_lib.building.forkserver`, so that it has a single thread and a fork is safe. It reads
one JSON request a line from stdin and answers each with one line on stdout:

    {"start": ["-f", "connection.json"], "cwd": "/folder"}  ->  {"pid": 123}
    {"poll": 123}                                           ->  {"exit": null} while it runs, then its exit status

It ends, and its kernels with it, when stdin ends.
"""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import signal
import sys
from typing import Any

# What every notebook needs, dearest first. A kernel that is forked has them; nothing else is shared.
PRELOADED = (
    "report_lib.composing.display",
    "ipykernel.kernelapp",
    "IPython.display",
    "datasketch.lsh",
    "datasketch.minhash",
)


def serve() -> None:
    """Answer requests until stdin ends."""
    for name in PRELOADED:
        with contextlib.suppress(ImportError):  # the notebook that needs it will say so in its own cell
            importlib.import_module(name)
    gc.collect()
    gc.freeze()  # leaves the memory pages of what is imported shared between the kernels
    running: dict[int, int | None] = {}
    for line in sys.stdin:
        request = json.loads(line)
        if "start" in request:
            pid = os.fork()
            if pid == 0:
                _become_kernel(request["start"], request["cwd"])
            running[pid] = None
            answer: dict[str, Any] = {"pid": pid}
        else:
            answer = {"exit": _exit_status(request["poll"], running)}
        print(json.dumps(answer), flush=True)
    for pid in [pid for pid in running if _exit_status(pid, running) is None]:
        os.killpg(pid, signal.SIGKILL)


def _exit_status(pid: int, running: dict[int, int | None]) -> int | None:
    if running[pid] is None:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            running[pid] = os.waitstatus_to_exitcode(status)
    return running[pid]


def _become_kernel(arguments: list[str], cwd: str) -> None:
    status = 1
    try:
        os.setsid()
        os.chdir(cwd)
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(2, 1)  # stdout carries answers; what a kernel prints outside its cells is for the terminal
        from ipykernel.kernelapp import IPKernelApp

        IPKernelApp.launch_instance([*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])
        status = 0
    finally:
        os._exit(status)  # never back into the loop of the parent


if __name__ == "__main__":
    serve()
