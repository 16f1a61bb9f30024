"""Processes that work for this one: they leave its interrupt alone and end with it.

Guarded ones read what strangers wrote, within limits of time and memory.
"""

import contextlib
import os
import signal
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

SECONDS: Final = 20.0
"""How long guarded work on a file may take."""
MEGABYTES: Final = 1024
"""How much memory guarded work may have beyond what its process begins with."""

Work = Callable[[bytes], bytes]
"""Guarded work: a function of a module, from a file's bytes to a result that is bytes too."""

_DONE: Final = b"+"
_REFUSED: Final = b"-"
_EXHAUSTED: Final = b"!"


class RefusedError(ValueError):
    """A file that is not read; the message says why, as in "the file … because it is nested"."""


def guarded(work: Work, content: bytes) -> bytes:
    """Return what a function makes of a file, in a process of its own that may well break down.

    Raises RefusedError where the function does, and where it takes too long or too much memory.
    """
    [(_, answer)] = guarded_each([(work, lambda: content)], processes=1)
    if isinstance(answer, RefusedError):
        raise answer
    return answer


def guarded_each(
    jobs: Sequence[tuple[Work, Callable[[], bytes]]], *, processes: int
) -> Iterator[tuple[int, bytes | RefusedError]]:
    """Do the same for many files, several at once; yield the place of each and what came of it.

    They come in any order. jobs: the work, and what gives a file's bytes once it is its turn, or
    raises RefusedError. processes: how many there may be, as far as there are cores for them.
    A process takes one file after the other. Where a file breaks it another takes its place; unless
    it was the first, that file is tried once more: what came before in that process may be why.
    A process rather than a thread: only a process can be stopped in the middle of foreign code, and
    only its memory can be limited. It is Python's own, so no other program is started.
    """
    from multiprocessing.connection import wait

    if not jobs:
        return
    start_tracker()
    waiting = deque(range(len(jobs)))
    most = min(processes, _cores())
    idle: list[_Process] = []
    busy: list[_Process] = []
    try:
        while waiting or busy:
            while waiting and len(busy) < most:
                place = waiting.popleft()
                work, file = jobs[place]
                try:
                    content = file()
                except RefusedError as error:
                    yield place, error
                    continue
                busy.append(idle.pop() if idle else _Process())
                busy[-1].take(place, work, content)
            if not busy:
                break
            due = min([process.deadline for process in busy])
            ready = wait([process.ours for process in busy], max(0.0, due - time.monotonic()))
            for process in _finished(busy, ready):
                answer = process.answer()
                busy.remove(process)
                if not process.is_broken:
                    idle.append(process)
                elif process.files > 1:
                    waiting.appendleft(process.place)
                    continue
                yield process.place, answer
    finally:
        for process in (*idle, *busy):
            process.end()


def _finished(busy: "Sequence[_Process]", ready: Sequence[object]) -> "list[_Process]":
    """Return those that have answered or, where none has, those whose time is over."""
    if ready:
        return [process for process in busy if process.ours in ready]
    return [process for process in busy if process.deadline <= time.monotonic()]


def _cores() -> int:
    """How many cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1  # pragma: no cover - not Linux


class _Process:
    """A process for guarded work.

    files: how many it has taken. place: of the last of them. deadline: when that has to be done.
    is_broken: whether that has broken it, and it has ended.
    """

    def __init__(self) -> None:
        from multiprocessing import get_context

        # A forked process would hold locks of threads that it does not have.
        context = get_context("spawn")
        self.ours, theirs = context.Pipe()
        self.files = 0
        self.place = 0
        self.deadline = 0.0
        self.is_broken = False
        self._process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with no_interrupt():
            self._process.start()
        theirs.close()

    def take(self, place: int, work: Work, content: bytes) -> None:
        """Give it a file to work on."""
        self.files += 1
        self.place = place
        self.deadline = time.monotonic() + SECONDS
        # Not as arguments of the process: its start would wait for ever on one that has ended.
        # That it has ended also shows where its answer is read.
        with contextlib.suppress(BrokenPipeError, ConnectionResetError):
            self.ours.send(work)
            self.ours.send_bytes(content)

    def answer(self) -> bytes | RefusedError:
        """Return what came of the file, or why nothing did."""
        if not self.ours.poll():
            # Whatever it has done before, it would only take its time again.
            self.files = 1
            self.end()
            return RefusedError(f"reading it takes longer than {SECONDS:.0f} seconds")
        try:
            answer = self.ours.recv_bytes()
        except (EOFError, ConnectionResetError):
            self.end()
            return RefusedError("its reader breaks down over it; the file may be damaged")
        if answer[:1] == _EXHAUSTED:
            self.end()
        return answer[1:] if answer[:1] == _DONE else RefusedError(answer[1:].decode())

    def end(self) -> None:
        """End the process, whatever it is doing."""
        self.is_broken = True
        self.ours.close()
        self._process.kill()
        self._process.join()


def _serve(connection: "Connection[Any, Any]") -> None:
    """Do the work, in the process that is there for it."""
    end_with_the_program()
    _fall_silent()
    _limit_memory()
    # It waits here until it is told to end.
    while True:
        connection.send_bytes(_answer(connection.recv(), connection.recv_bytes()))


def _answer(work: Work, content: bytes) -> bytes:
    try:
        return _DONE + work(content)
    except RefusedError as error:
        return _REFUSED + str(error).encode()
    except MemoryError:
        return _EXHAUSTED + f"reading it takes more than {MEGABYTES} MB of memory".encode()
    except RecursionError:
        return _REFUSED + b"its parts are nested too deeply"
    except Exception as error:  # noqa: BLE001  # a hostile file may break a foreign parser anyhow
        return _REFUSED + f"its reader breaks down over it ({type(error).__name__})".encode()


def _fall_silent() -> None:
    """Say nothing on the terminal: parsers print warnings with words of the file in them."""
    nowhere = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(nowhere, descriptor)


def _limit_memory() -> None:
    """Limit the memory, and let no file be written, where the system has such limits."""
    try:
        import resource
    except ImportError:  # pragma: no cover - Windows
        return
    limits = {
        resource.RLIMIT_AS: _taken() + (MEGABYTES << 20),
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


def _taken() -> int:
    """How many bytes of addresses this process has by now; 0 where the system does not say it."""
    # What `resource` says counts also what the program had that has started this process.
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:  # pragma: no cover - not Linux
        return 0


def start_tracker() -> None:
    """Start the process that takes away what workers share, before `multiprocessing` does.

    It would warn on the terminal of semaphores that it takes away where the program ends in the
    middle, which a reader may ask for at any moment. It asks for the file of `sys.stderr`,
    which has none where an interface has put something of its own there.
    """
    if os.name != "posix":  # pragma: no cover - Windows
        return
    from multiprocessing import resource_tracker

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


@contextlib.contextmanager
def no_interrupt() -> Iterator[None]:
    """Block the interrupt, which is for this process to answer, in processes that begin here."""
    if not hasattr(signal, "pthread_sigmask"):  # pragma: no cover - Windows
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_with_the_program() -> None:
    """End a worker when the program ends, however it dies."""
    threading.Thread(target=_wait_for_the_end, daemon=True).start()


def _wait_for_the_end() -> None:
    from multiprocessing import parent_process

    program = parent_process()
    if program is not None:
        program.join()
        os._exit(0)
