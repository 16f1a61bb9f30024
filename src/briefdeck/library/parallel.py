"""Parsing with several processes at once; a worker that dies costs nothing but its time."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence

from briefdeck.library.parsing import Parsed, parse_file
from briefdeck.library.worker import Job, Worker

Result = tuple[Job, Parsed | None]
AHEAD = 6


def parsed_in_parallel(
    work: Sequence[Job], count: int, batch: int, cancelled: Callable[[], bool]
) -> Iterator[Result]:
    """Each job with its file parsed, in any order; ends early where cancelled. Parses here where no worker starts."""
    workers = _started(count)
    todo: queue.SimpleQueue[Sequence[Job]] = queue.SimpleQueue()
    batches = [work[start : start + batch] for start in range(0, len(work), batch)]
    for one in batches:
        todo.put(one)
    done: queue.Queue[list[Result]] = queue.Queue(maxsize=AHEAD)
    stop = threading.Event()
    threads = [
        threading.Thread(target=_serve, args=(worker, todo, done, stop), daemon=True)
        for worker in workers
    ]
    for thread in threads:
        thread.start()
    try:
        yield from _collected(len(batches), todo, done, threads, cancelled)
    finally:
        stop.set()
        for worker in workers:
            worker.stop()
        while any(thread.is_alive() for thread in threads):
            _drain(done)
            for thread in threads:
                thread.join(0.01)


def _started(count: int) -> list[Worker]:
    workers: list[Worker] = []
    try:
        workers.extend(Worker() for _ in range(count))
    except OSError:
        return workers
    return workers


def _serve(
    worker: Worker,
    todo: "queue.SimpleQueue[Sequence[Job]]",
    done: "queue.Queue[list[Result]]",
    stop: threading.Event,
) -> None:
    """Feed a worker until there is nothing to do; hand a batch back undone where the worker dies."""
    while not stop.is_set():
        try:
            batch = todo.get_nowait()
        except queue.Empty:
            return
        try:
            results = worker.parse(batch)
        except (OSError, EOFError, ValueError):
            if not stop.is_set():
                todo.put(batch)
            return
        done.put(list(zip(batch, results, strict=True)))


def _collected(
    expected: int,
    todo: "queue.SimpleQueue[Sequence[Job]]",
    done: "queue.Queue[list[Result]]",
    threads: Sequence[threading.Thread],
    cancelled: Callable[[], bool],
) -> Iterator[Result]:
    arrived = 0
    while arrived < expected:
        if cancelled():
            return
        try:
            results = done.get(timeout=0.05)
        except queue.Empty:
            if any(thread.is_alive() for thread in threads) or not done.empty():
                continue
            yield from _parsed_here(todo, cancelled)
            return
        arrived += 1
        yield from results


def _parsed_here(
    todo: "queue.SimpleQueue[Sequence[Job]]", cancelled: Callable[[], bool]
) -> Iterator[Result]:
    """What the workers have left undone."""
    while not todo.empty():
        for job in todo.get_nowait():
            if cancelled():
                return
            yield job, parse_file(*job)


def _drain(done: "queue.Queue[list[Result]]") -> None:
    while not done.empty():
        try:
            done.get_nowait()
        except queue.Empty:
            return
