"""Parsing with several processes at once; a worker that dies costs nothing but its time."""

from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from itertools import chain
from multiprocessing import get_context

import msgspec

from briefdeck.library.parsing import Job, Parsed, parse_file
from briefdeck.workers import end_with_the_program, no_interrupt, start_tracker

Result = tuple[Job, Parsed | None]
AHEAD = 3
"""Batches for each worker at once: enough to keep it busy, few enough to hold in memory."""
PAUSE = 0.05
"""Seconds after which a caller that has changed its mind is heard."""

_results = msgspec.msgpack.Decoder(tuple[Parsed | None, ...])


def parsed_in_parallel(
    work: Sequence[Job], count: int, batch: int, cancelled: Callable[[], bool], sample: bytes = b""
) -> Iterator[Result]:
    """Yield each job with its file parsed, in any order; end early where cancelled.

    `sample`: what the index's blocks are compressed with.
    What workers leave undone, because they die or cannot be started, is parsed in this process.
    """
    waiting = deque(work[start : start + batch] for start in range(0, len(work), batch))
    running: dict[Future[bytes], Sequence[Job]] = {}
    start_tracker()
    # A forked worker would hold locks of threads that it does not have. It has to be told to end:
    # the executor's workers hold both ends of its queue, so that they would wait forever.
    pool = ProcessPoolExecutor(count, get_context("spawn"), end_with_the_program)
    try:
        while waiting or running:
            while waiting and len(running) < AHEAD * count:
                # It leaves the queue only when it is on its way: starting a worker may fail.
                future = _submitted(pool, waiting[0], sample)
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
        yield job, parse_file(*job, sample=sample)


def _submitted(pool: ProcessPoolExecutor, jobs: Sequence[Job], sample: bytes) -> "Future[bytes]":
    """Send a batch to the workers.

    They start here, with the interrupt blocked, which is for this process to answer.
    """
    with no_interrupt():
        return pool.submit(_parse_all, tuple(jobs), sample)


def _parse_all(jobs: Sequence[Job], sample: bytes) -> bytes:
    """Return the files parsed, in a worker: as msgpack, which takes a fraction of pickle's time."""
    return msgspec.msgpack.encode([parse_file(*job, sample=sample) for job in jobs])
