"""Hands papermill a fresh kernel for each notebook, forked from a warm process where the system allows it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
from functools import cache
from pathlib import Path
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from jupyter_client.provisioning.local_provisioner import LocalProvisioner
from traitlets.config import Config

# macOS may not fork a process that has loaded its system libraries, Windows forks none.
CAN_FORK = sys.platform == "linux"

_SOCKET_PATH_LIMIT = 90  # a Unix socket's path holds 107 bytes; jupyter adds up to ten


def kernel_options(folder: Path, *, warm: bool = CAN_FORK) -> dict[str, Any]:
    """What papermill's engine is to be told so that a kernel keeps its files in `folder`, empty and its own."""
    config = Config()
    config.KernelManager.connection_file = str(folder / "kernel.json")
    if os.name == "posix" and len(os.fsencode(folder)) < _SOCKET_PATH_LIMIT:
        config.KernelManager.transport = "ipc"  # open to this user alone, unlike a TCP port
        config.KernelManager.ip = str(folder / "ipc")
    options: dict[str, Any] = {"config": config}
    if warm:
        options["kernel_manager_class"] = WarmKernelManager
        options["shutdown_kernel"] = "immediate"
    return options


class WarmKernelManager(AsyncKernelManager):
    """Starts its kernel by a fork of the warm process."""

    async def _async_pre_start_kernel(self, **options: Any) -> Any:
        if self.provisioner is None:
            self.provisioner = _ForkProvisioner(kernel_id=self.kernel_id, kernel_spec=self.kernel_spec, parent=self)
        return await super()._async_pre_start_kernel(**options)

    pre_start_kernel = _async_pre_start_kernel


class _ForkProvisioner(LocalProvisioner):
    process: Any = None

    async def launch_kernel(self, cmd: list[str], **options: Any) -> Any:
        # `cmd` is python -m ipykernel_launcher and the arguments; the fork is that launcher already.
        arguments = cmd[cmd.index("-m") + 2 :]
        self.cwd = options.get("cwd") or str(Path.cwd())
        self.process = _server().start(arguments, str(self.cwd))
        self.pid = self.pgid = self.process.pid
        return self.connection_info


class ForkedKernel:
    """A kernel of the warm process, with the part of `subprocess.Popen` that jupyter asks for."""

    stdin = stdout = stderr = None

    def __init__(self, server: _Server, pid: int) -> None:
        self.server = server
        self.pid = pid

    def poll(self) -> int | None:
        """Its exit status, or None while it runs."""
        return self.server.exit_status(self.pid)

    def wait(self) -> int:
        """Its exit status; jupyter asks only once it has ended."""
        status = self.poll()
        return 0 if status is None else status

    def send_signal(self, signum: int) -> None:
        os.kill(self.pid, signum)


class _Server:
    """The warm process, as seen from this one."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "report_lib.building.forkserver"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            # Threads of the linear algebra library do not survive a fork, and nothing here needs them.
            env={**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"},
        )

    def start(self, arguments: list[str], cwd: str) -> ForkedKernel:
        answer = self._ask({"start": arguments, "cwd": cwd})
        return ForkedKernel(self, answer["pid"])

    def exit_status(self, pid: int) -> int | None:
        try:
            status = self._ask({"poll": pid})["exit"]
        except RuntimeError:
            return 1  # the kernels go with the warm process
        return None if status is None else int(status)

    def _ask(self, request: dict[str, Any]) -> dict[str, Any]:
        assert self._process.stdin and self._process.stdout
        with self._turn:
            try:
                self._process.stdin.write(json.dumps(request) + "\n")
                self._process.stdin.flush()
                answer = self._process.stdout.readline()
            except OSError:
                answer = ""
        if not answer:
            raise RuntimeError("the process that kernels are forked from has ended")
        return dict(json.loads(answer))


_starting = threading.Lock()


@cache
def _started() -> _Server:
    return _Server()


def _server() -> _Server:
    with _starting:
        return _started()
