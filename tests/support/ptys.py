"""A program on a pseudo-terminal of its own, for tests of what only a terminal can show."""

import fcntl
import os
import pty
import re
import resource
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Any, Self

SECONDS = 20.0


class Terminal:
    """Runs Python with arguments on a fresh terminal; `output` is all that it has written."""

    def __init__(
        self,
        arguments: Sequence[str],
        environment: Mapping[str, str],
        size: tuple[int, int] = (36, 120),
    ) -> None:
        self.master, self.slave = pty.openpty()
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", *size, 0, 0))
        self.before: list[Any] = termios.tcgetattr(self.slave)
        self.output = b""
        self.is_open = True
        self.pid = os.fork()
        if self.pid == 0:
            os.setsid()
            fcntl.ioctl(self.slave, termios.TIOCSCTTY, 0)
            resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
            for each in (signal.SIGINT, signal.SIGQUIT):  # ignored where a shell runs the tests in
                signal.signal(each, signal.SIG_DFL)  # the background
            for number in range(3):
                os.dup2(self.slave, number)
            os.execve(sys.executable, [sys.executable, *arguments], dict(environment))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        self.hang_up()

    status: int | None = None

    def until(self, wanted: bytes) -> None:
        """Read until the program has written something, from now on."""
        start, end = len(self.output), time.monotonic() + SECONDS
        while wanted not in self.output[start:]:
            assert time.monotonic() < end, (
                f"never written: {wanted!r}; last: {self.output[-400:]!r}"
            )
            self.read(0.2)

    def read(self, seconds: float) -> None:
        """Take what the program writes."""
        if self.is_open and select.select([self.master], [], [], seconds)[0]:
            try:
                self.output += os.read(self.master, 65536)
            except OSError:
                self.is_open = False

    def until_taken(self) -> None:
        """Wait until the program has taken the terminal out of the mode that gives whole lines."""
        end = time.monotonic() + SECONDS
        while termios.tcgetattr(self.slave)[3] & termios.ICANON:
            assert time.monotonic() < end, "the terminal was never taken"
            self.read(0.002)

    def send(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self.master, keys)

    def resize(self, lines: int, columns: int) -> None:
        """Give the terminal another size."""
        size = struct.pack("HHHH", lines, columns, 0, 0)
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, size)

    def hang_up(self) -> None:
        """Take the terminal away."""
        if self.is_open:
            self.is_open = False
            os.close(self.slave)
            os.close(self.master)

    @property
    def has_ended(self) -> bool:
        """Whether the program has ended by now."""
        if self.status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self.status = os.waitstatus_to_exitcode(status) if pid else None
        return self.status is not None

    def wait(self) -> int:
        """Wait for the end; gives the exit status as shells do."""
        end = time.monotonic() + SECONDS
        while not self.has_ended:
            assert time.monotonic() < end, f"it never ended; last: {self.output[-400:]!r}"
            self.read(0.02) if self.is_open else time.sleep(0.01)
        while self.is_open and select.select([self.master], [], [], 0.05)[0]:
            self.read(0)
        assert self.status is not None
        return self.status

    @property
    def is_restored(self) -> bool:
        """Whether the terminal is as it was before, by its settings and by all that was written."""
        settings: list[Any] = termios.tcgetattr(self.slave)
        return settings == self.before and not modes_left(self.output)


MODE = re.compile(
    rb"\x1b\[(?:\?(?P<modes>[\d;]+)(?P<is_on>[hl])|(?P<keys>[<>=])(?P<flags>\d*)(?:;\d+)?u"
    rb"|(?P<shape>\d*) q)"
)
ON_BEFORE = frozenset({b"7", b"25"})


def modes_left(output: bytes) -> set[str]:
    """What is otherwise than on a fresh terminal after all that was written to it.

    Modes by their number, levels of the keyboard protocol on each screen, the cursor's shape.
    """
    modes: dict[bytes, bool] = {}
    levels: dict[bool, list[int]] = {False: [0], True: [0]}
    shape = 0
    for found in MODE.finditer(output):
        stack = levels[modes.get(b"1049", False)]
        if found["modes"]:
            modes |= dict.fromkeys(found["modes"].split(b";"), found["is_on"] == b"h")
        elif found["keys"] == b">":
            stack.append(int(found["flags"] or 0))
        elif found["keys"] == b"=":
            stack[-1] = int(found["flags"] or 0)
        elif found["keys"] == b"<":
            del stack[max(1, len(stack) - int(found["flags"] or 1)) :]
        else:
            shape = int(found["shape"] or 0)
    left = {mode.decode() for mode, is_on in modes.items() if is_on != (mode in ON_BEFORE)}
    left |= {"keys"} if any(any(stack) for stack in levels.values()) else set()
    return left | ({"cursor"} if shape else set())
