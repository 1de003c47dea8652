"""Has chunks read here, by processes or by a cluster, and hands back their tables in the order of the chunks."""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import active_children, get_context, parent_process
from multiprocessing.context import BaseContext
from multiprocessing.forkserver import ensure_running
from typing import TYPE_CHECKING, Any

from report_lib.errors import Problem, ReportError, reason, shown

if TYPE_CHECKING:  # not loaded before the processes have begun to load it
    from report_lib.scaling.chunks import Chunk

Work = Callable[["Chunk"], bytes]
Spread = Callable[[Work, Iterable["Chunk"]], Iterator[bytes]]
_SAFE_PATH = "PYTHONSAFEPATH"
_GO_ON = "run the command again: what is finished is kept"


def here(work: Work, chunks: Iterable[Chunk]) -> Iterator[bytes]:
    """One after another in this process."""
    return map(work, chunks)


def by_processes(jobs: int) -> Spread:
    """In so many processes of this machine, for which the packages begin to load at once; for the main thread.

    Raises `ReportError` where one of them is ended from outside.
    """
    context = _context()

    def spread(work: Work, chunks: Iterable[Chunk]) -> Iterator[bytes]:
        pool = ProcessPoolExecutor(jobs, context, _follow_the_parent)
        try:
            yield from in_order(lambda chunk: pool.submit(work, chunk), chunks, lambda: 2 * jobs)
        except (BrokenProcessPool, EOFError, ConnectionError):  # the last two where what starts them was ended
            rule = "was ended from outside, perhaps for want of memory"
            raise ReportError(Problem("a worker process", "", rule, f"{_GO_ON}, with fewer --jobs")) from None
        except (KeyboardInterrupt, GeneratorExit):
            for worker in active_children():
                worker.kill()  # what it reads is read again; a second interrupt would have it waited for
            raise
        finally:
            pool.shutdown(wait=False, cancel_futures=True)  # they end while the tables are put in their place

    return spread


def by_cluster(address: str) -> Spread:
    """By the workers of the Dask scheduler at `address`; the chunks of a worker that is lost go to another one.

    Raises `ReportError` where Dask is not installed, the scheduler not found or lost, or a chunk ends every worker it
    goes to.
    """

    def spread(work: Work, chunks: Iterable[Chunk]) -> Iterator[bytes]:
        try:
            from distributed import CancelledError, Client, KilledWorker
            from distributed.comm.core import CommClosedError
        except ImportError:
            remedy = "pip install 'report-lib[dask]'"
            raise ReportError(Problem("--scheduler", "", "Dask is not installed", remedy)) from None
        try:
            client: Any = Client(address, set_as_default=False)  # type: ignore[no-untyped-call]  # it has no types
        except (OSError, ValueError, KeyError) as error:  # the last for a protocol that there is not
            rule = f"no scheduler answers ({reason(error)})"
            raise ReportError(Problem(shown(address), "", rule, "start one: dask scheduler")) from None
        with client:
            try:
                yield from in_order(
                    lambda chunk: client.submit(work, chunk, pure=False),
                    chunks,
                    lambda: 2 + 2 * sum(client.nthreads().values()),
                )
            except KilledWorker as error:
                rule = f"a chunk ended every worker that read it ({reason(error)})"
                raise ReportError(Problem(shown(address), "", rule, f"see the workers' logs; {_GO_ON}")) from None
            except (OSError, CancelledError) as error:
                if client.status == "running" and not isinstance(error, CommClosedError | CancelledError):
                    raise  # of a disk
                rule = f"the cluster was lost ({reason(error)})"
                raise ReportError(Problem(shown(address), "", rule, f"start it again; {_GO_ON}")) from None

    return spread


def in_order(submit: Callable[[Chunk], Any], chunks: Iterable[Chunk], ahead: Callable[[], int]) -> Iterator[bytes]:
    """The results in the order of the chunks, of which so many are under way at a time."""
    waiting: deque[Any] = deque()
    for chunk in chunks:
        waiting.append(submit(chunk))
        if len(waiting) >= ahead():
            yield waiting.popleft().result()
    while waiting:
        yield waiting.popleft().result()


def _context() -> BaseContext:
    """Processes forked from one that loads the packages and does nothing with them.

    This one is not safe to fork, since it may have threads, as Arrow has them; one started anew takes two seconds.
    """
    context = get_context("forkserver")
    context.set_forkserver_preload(["pandas", "report_lib.scaling.chunks"])
    given = os.environ.get(_SAFE_PATH)
    os.environ[_SAFE_PATH] = "1"  # it imports nothing that lies in the folder where the command runs
    interrupts = signal.signal(signal.SIGINT, signal.SIG_IGN)  # and leaves interrupts to the command
    try:
        ensure_running()
    except OSError:  # the folder of temporary files has too long a name for a socket
        return get_context("spawn")
    finally:
        signal.signal(signal.SIGINT, interrupts)
        del os.environ[_SAFE_PATH]
        if given is not None:
            os.environ[_SAFE_PATH] = given
    return context


def _follow_the_parent() -> None:
    """Leave interrupts to the parent, and end with it, however it ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_the_parent, daemon=True).start()


def _end_with_the_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(1)
