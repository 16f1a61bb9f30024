"""Processes that work for this one: they leave its interrupt alone and end with it.

Guarded ones read what strangers wrote, within limits of time and memory.
"""

import contextlib
import os
import signal
import threading
from collections.abc import Callable, Iterator
from multiprocessing import get_context, parent_process, resource_tracker
from multiprocessing.connection import Connection
from typing import Final

SECONDS: Final = 20.0
"""How long guarded work may take."""
MEGABYTES: Final = 1024
"""How much memory guarded work may have beyond what its process begins with."""

Work = Callable[[bytes], bytes]
"""Guarded work: a function of a module, from a file's bytes to a result that is bytes too."""

_DONE: Final = b"+"
_REFUSED: Final = b"-"


class RefusedError(ValueError):
    """A file that is not read; the message says why, as in "the file … because it is nested"."""


def guarded(work: Work, content: bytes) -> bytes:
    """Return what a function makes of a file, in a process of its own that may well break down.

    Raises RefusedError where the function does, and where it takes too long or too much memory.
    A process rather than a thread: only a process can be stopped in the middle of foreign code, and
    only its memory can be limited. It is Python's own, so no other program is started.
    """
    start_tracker()
    # A forked process would hold locks of threads that it does not have.
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_serve, args=(theirs, work), daemon=True)
    try:
        with no_interrupt():
            process.start()
        theirs.close()
        return _answer(ours, content)
    finally:
        ours.close()
        if process.pid is not None:
            process.kill()
            process.join()


def _answer(connection: "Connection[bytes, bytes]", content: bytes) -> bytes:
    try:
        # Not as an argument of the process: its start would wait for ever on one that has ended.
        connection.send_bytes(content)
        if not connection.poll(SECONDS):
            raise RefusedError(f"reading it takes longer than {SECONDS:.0f} seconds")
        answer = connection.recv_bytes()
    except (EOFError, BrokenPipeError, ConnectionResetError):
        raise RefusedError("its reader breaks down over it; the file may be damaged") from None
    if answer[:1] == _REFUSED:
        raise RefusedError(answer[1:].decode())
    return answer[1:]


def _serve(connection: "Connection[bytes, bytes]", work: Work) -> None:
    """Do the work, in the process that is there for it."""
    end_with_the_program()
    content = connection.recv_bytes()
    _fall_silent()
    _limit_memory()
    try:
        answer = _DONE + work(content)
    except RefusedError as error:
        answer = _REFUSED + str(error).encode()
    except MemoryError:
        answer = _REFUSED + f"reading it takes more than {MEGABYTES} MB of memory".encode()
    except RecursionError:
        answer = _REFUSED + b"its parts are nested too deeply"
    except Exception as error:  # noqa: BLE001  # a hostile file may break a foreign parser anyhow
        answer = _REFUSED + f"its reader breaks down over it ({type(error).__name__})".encode()
    connection.send_bytes(answer)


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
    now = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss << 10
    limits = {
        resource.RLIMIT_AS: now + (MEGABYTES << 20),
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, most in limits.items():
        with contextlib.suppress(OSError, ValueError):
            resource.setrlimit(kind, (most, most))


def start_tracker() -> None:
    """Start the process that takes away what workers share, before `multiprocessing` does.

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
    program = parent_process()
    if program is not None:
        program.join()
        os._exit(0)
