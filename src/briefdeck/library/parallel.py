"""Parsing with several processes at once; a worker that dies costs nothing but its time."""

import contextlib
import os
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from multiprocessing import get_context, parent_process, resource_tracker

import msgspec

from briefdeck.library.parsing import Job, Parsed, parse_file

Result = tuple[Job, Parsed | None]
AHEAD = 3
"""Batches for each worker at once: enough to keep it busy, few enough to hold in memory."""
PAUSE = 0.05
"""Seconds after which a caller that has changed its mind is heard."""

_results = msgspec.msgpack.Decoder(tuple[Parsed | None, ...])


def parsed_in_parallel(
    work: Sequence[Job], count: int, batch: int, cancelled: Callable[[], bool]
) -> Iterator[Result]:
    """Yield each job with its file parsed, in any order; end early where cancelled.

    What workers leave undone, because they die or cannot be started, is parsed in this process.
    """
    waiting = deque(work[start : start + batch] for start in range(0, len(work), batch))
    running: dict[Future[bytes], Sequence[Job]] = {}
    _start_tracker()
    # A forked worker would hold locks of threads that it does not have.
    pool = ProcessPoolExecutor(count, get_context("spawn"), _end_with_the_program)
    try:
        while waiting or running:
            while waiting and len(running) < AHEAD * count:
                # It leaves the queue only when it is on its way: starting a worker may fail.
                future = _submitted(pool, waiting[0])
                running[future] = waiting.popleft()
            done, _ = wait(running, PAUSE, FIRST_COMPLETED)
            if cancelled():
                return
            for future in done:
                results = _results.decode(future.result())
                yield from zip(running.pop(future), results, strict=True)
    except (BrokenProcessPool, OSError):
        waiting.extend(running.values())
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
    for job in chain.from_iterable(waiting):
        if cancelled():
            return
        yield job, parse_file(*job)


def _start_tracker() -> None:
    """Start the process that takes away what workers share, before the executor does.

    It would warn on the terminal of semaphores that it takes away where the program ends in the
    middle, which a reader may ask for at any moment. It asks for the file of `sys.stderr`,
    which has none where an interface has put something of its own there.
    """
    if os.name != "posix":  # pragma: no cover - Windows
        return
    before = os.environ.get("PYTHONWARNINGS")
    os.environ["PYTHONWARNINGS"] = "ignore"
    try:
        with contextlib.redirect_stderr(None):
            resource_tracker.ensure_running()
    finally:
        if before is None:
            del os.environ["PYTHONWARNINGS"]
        else:
            os.environ["PYTHONWARNINGS"] = before


def _submitted(pool: ProcessPoolExecutor, jobs: Sequence[Job]) -> "Future[bytes]":
    """Send a batch to the workers.

    They start here, with the interrupt blocked, which is for this process to answer.
    """
    with _no_interrupt():
        return pool.submit(_parse_all, tuple(jobs))


@contextlib.contextmanager
def _no_interrupt() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover - Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _parse_all(jobs: Sequence[Job]) -> bytes:
    """Return the files parsed, in a worker: as msgpack, which takes a fraction of pickle's time."""
    return msgspec.msgpack.encode([parse_file(*job) for job in jobs])


def _end_with_the_program() -> None:
    """End a worker when the program ends, however it dies.

    The executor's workers hold both ends of its queue, so that they would wait forever.
    """
    threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    program = parent_process()
    if program is not None:
        program.join()
        os._exit(0)
