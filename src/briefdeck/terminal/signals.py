"""Every signal that can be caught ends, stops or continues the interface in order.

The interpreter's own handlers wait for the main thread. So the number of each signal also goes
through a pipe to a thread, which ends the process where the main thread is stuck.
"""

from __future__ import annotations

import os
import select
import signal
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, NoReturn, Protocol

from briefdeck.terminal.tty import TERMINAL

if TYPE_CHECKING:
    import asyncio
    from types import FrameType


def _known(*names: str) -> frozenset[int]:
    """The numbers of those signals that this system has."""
    return frozenset(getattr(signal, name) for name in names if hasattr(signal, name))


def _real_time() -> frozenset[int]:
    if not hasattr(signal, "SIGRTMIN"):
        return frozenset()
    return frozenset(range(signal.SIGRTMIN, signal.SIGRTMAX + 1))


CORE = _known("SIGQUIT", "SIGABRT", "SIGXCPU", "SIGSYS", "SIGTRAP")
"""Whoever sends one of these may want a core: the process dies by it."""
ENDING = CORE | _known(
    "SIGHUP", "SIGINT", "SIGTERM", "SIGALRM", "SIGVTALRM", "SIGPROF", "SIGUSR1", "SIGUSR2",
    "SIGIO", "SIGPWR", "SIGSTKFLT",
) | _real_time()  # fmt: skip
"""What would end the process without a word.

Not among them: SIGPIPE and SIGXFSZ, which the interpreter ignores, and the faults of the machine
(SIGSEGV, SIGBUS, SIGFPE, SIGILL), after which no handler in Python would ever run.
"""
STOPPING = _known("SIGTSTP", "SIGTTIN", "SIGTTOU")
KEYS = _known("SIGINT", "SIGQUIT", "SIGTSTP", "SIGTTIN", "SIGTTOU")
"""What keys and job control send to every program in the foreground."""
IGNORED_BY_PYTHON = _known("SIGPIPE", "SIGXFSZ")
END_SECONDS = 3.0
"""From the signal to the end of a process that does not end in order."""
CHILD_SECONDS = 1.0


class Told(Exception):  # noqa: N818  # not an error
    """A signal asks to end while another program is waited for."""


class Drawing(Protocol):
    """What stops and continues: the interface on its terminal."""

    @property
    def is_drawing(self) -> bool:
        """Whether it has the terminal now."""

    def pause(self) -> None:
        """Give the terminal back for a while."""

    def resume(self) -> None:
        """Take the terminal again and draw everything."""

    def take_again(self) -> None:
        """Set again what others may have changed, and draw everything."""


class Watch:
    """What signals do; one for the process."""

    def __init__(self) -> None:
        self.asked_by: int | None = None
        """The signal that ends the program, if one does."""
        self._told: int | None = None
        self._is_waiting = False
        self._is_serving = False
        self._pipe: tuple[int, int] | None = None

    @property
    def is_told(self) -> bool:
        """Whether a signal has asked to end, perhaps in the background: draw nothing more."""
        return self._told is not None

    def begin(self) -> None:
        """Before the interface is up a signal gives the terminal back and acts at once.

        What this program was started to ignore (`nohup`) stays ignored.
        """
        for number in (*ENDING, signal.SIGTSTP, signal.SIGCONT):
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._handle)

    def serve(
        self, drawing: Drawing, loop: asyncio.AbstractEventLoop, end: Callable[[int], object]
    ) -> None:
        """From now on signals end (with an exit status), stop and continue what is drawn."""
        self._drawing, self._loop, self._end = drawing, loop, end
        if self._pipe is None:
            self._pipe = os.pipe()
            os.set_blocking(self._pipe[1], False)
            signal.set_wakeup_fd(self._pipe[1], warn_on_full_buffer=False)
            threading.Thread(target=self._listen, name="signals", daemon=True).start()
        self._is_serving = True

    def serve_stops(self) -> None:
        """Let also those signals stop in order that the terminal sends to the background."""
        for number in STOPPING:
            if signal.getsignal(number) is not signal.SIG_IGN:
                signal.signal(number, self._handle)

    def ask(self, number: int) -> None:
        """Act as if a signal had come; from any thread."""
        if self._pipe is not None:
            os.write(self._pipe[1], bytes([number]))

    # In the main thread

    def _handle(self, number: int, _: FrameType | None) -> None:
        if self._is_serving:
            self._interrupt(number)
        elif number in ENDING:
            TERMINAL.give_back()
            die(number)
        elif number == signal.SIGTSTP:
            TERMINAL.give_back()
            with defaults():
                signal.raise_signal(number)
                TERMINAL.take()
        else:
            TERMINAL.take()

    def _interrupt(self, number: int) -> None:
        """Leave waiting for another program: the thread does all the rest."""
        if number not in ENDING:
            return
        self._told = number
        if self._is_waiting:
            self._is_waiting = False
            raise Told

    def run(self, start: Callable[[Sequence[int]], int]) -> int | None:
        """Run another program in the foreground to its end.

        Return its exit code, negative for a signal; None where a signal asks us to end.
        start: starts it with the default action of those signals and gives its process id; what it
        raises is passed on.

        As git does with an editor: what the keys send is the other program's alone, from before it
        is there. A signal that ends us is passed on, and the program gets a moment to end too.
        """
        ours = {number: signal.signal(number, signal.SIG_IGN) for number in KEYS}
        usual = [number for number, before in ours.items() if before is not signal.SIG_IGN]
        try:
            pid = start([*usual, *IGNORED_BY_PYTHON])
            self._is_waiting = True
            if self.is_told:
                raise Told  # noqa: TRY301  # as from the handler
            return _ended(pid, may_stop=ours[signal.SIGTSTP] is not signal.SIG_IGN)
        except Told:
            _end_too(pid, signal.SIGHUP if self._told == signal.SIGHUP else signal.SIGTERM)
            return None
        finally:
            self._is_waiting = False
            for number, handler in ours.items():
                signal.signal(number, handler)

    def stop(self, *, is_key: bool = False, number: int = signal.SIGTSTP) -> None:
        """Give the terminal back, stop, and be there again after `fg`.

        A key stops the whole group, as the terminal does: a wrapper that waits for us has to stop
        too, or the shell would never know.
        """
        if not self._drawing.is_drawing or self.asked_by is not None:
            return
        self._drawing.pause()
        with defaults():
            if is_key:
                os.kill(0, number)
            else:
                signal.raise_signal(number)
            if not self.is_told:
                TERMINAL.find()
        self._drawing.resume()

    def _continue(self) -> None:
        """Continued, though nothing here has stopped: it was SIGSTOP, or nothing at all."""
        if not self._drawing.is_drawing or self.asked_by is not None:
            return
        if not TERMINAL.is_ours:
            with defaults():
                signal.raise_signal(signal.SIGTTIN)
        self._drawing.take_again()

    # In the thread

    def _listen(self) -> None:
        assert self._pipe is not None, "serving"
        last: float | None = None
        while True:
            left = None if last is None else max(0.0, last - time.monotonic())
            if not select.select([self._pipe[0]], [], [], left)[0]:
                TERMINAL.give_back()
                os._exit(128 + (self.asked_by or 0))
            for number in os.read(self._pipe[0], 512):
                self._act(number)
            if self.asked_by is not None and last is None:
                last = time.monotonic() + END_SECONDS

    def _act(self, number: int) -> None:
        # A loop that is closed already needs no telling: the program is about to end.
        with suppress(RuntimeError):
            if number in ENDING and self.asked_by is None:
                self.asked_by = number
                self._loop.call_soon_threadsafe(self._end, 128 + number)
            elif number in STOPPING:
                self._loop.call_soon_threadsafe(lambda: self.stop(number=number))
            elif number == signal.SIGCONT:
                self._loop.call_soon_threadsafe(self._continue)


WATCH = Watch()


def die(number: int) -> NoReturn:
    """End now because of a signal: by the signal itself where it may leave a core.

    Else with the status that shells know it by.
    """
    if number in CORE:
        signal.signal(number, signal.SIG_DFL)
        signal.raise_signal(number)
    os._exit(128 + number)


@contextmanager
def defaults() -> Iterator[None]:
    """Let the signals that stop do what they do to programs that know nothing of them.

    The system itself leaves a program running that no shell could continue.
    """
    ours: dict[int, Any] = {
        number: signal.getsignal(number)
        for number in STOPPING
        if signal.getsignal(number) is not signal.SIG_IGN
    }
    for number in ours:
        signal.signal(number, signal.SIG_DFL)
    try:
        yield
    finally:
        for number, handler in ours.items():
            signal.signal(number, handler)


def _ended(pid: int, *, may_stop: bool) -> int:
    """Wait for the end of another program, and stop with it whenever it stops."""
    while True:
        try:
            _, status = os.waitpid(pid, os.WUNTRACED)
        except ChildProcessError:  # SIGCHLD was ignored when we were started: nobody knows
            return 0
        if not os.WIFSTOPPED(status):
            return os.waitstatus_to_exitcode(status)
        if may_stop:
            signal.signal(signal.SIGTSTP, signal.SIG_DFL)
            signal.raise_signal(signal.SIGTSTP)
            signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        os.kill(pid, signal.SIGCONT)


def _end_too(pid: int, number: int) -> None:
    """Ask another program to end, and give it a moment.

    It is never killed, for what it holds may not be saved.
    """
    last = time.monotonic() + CHILD_SECONDS
    with suppress(ProcessLookupError, ChildProcessError):
        os.kill(pid, number)
        os.kill(pid, signal.SIGCONT)
        while not os.waitpid(pid, os.WNOHANG)[0] and time.monotonic() < last:
            time.sleep(0.01)
