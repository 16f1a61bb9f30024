"""A program on a pseudo-terminal of its own, for tests of what only a terminal can show."""

import fcntl
import os
import pty
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

    def send(self, keys: bytes) -> None:
        """Press keys."""
        os.write(self.master, keys)

    def hang_up(self) -> None:
        """Take the terminal away."""
        if self.is_open:
            self.is_open = False
            os.close(self.slave)
            os.close(self.master)

    def wait(self) -> int:
        """Wait for the end; gives the exit status as shells do."""
        end = time.monotonic() + SECONDS
        while self.status is None:
            assert time.monotonic() < end, f"it never ended; last: {self.output[-400:]!r}"
            self.read(0.02) if self.is_open else time.sleep(0.01)
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self.status = os.waitstatus_to_exitcode(status)
        while self.is_open and select.select([self.master], [], [], 0.05)[0]:
            self.read(0)
        return self.status

    @property
    def is_restored(self) -> bool:
        """Whether the terminal is as it was before, by its settings and by what was written last."""
        tail = self.output[-600:]
        modes = (b"\x1b[?1049l", b"\x1b[?25h", b"\x1b[?1004l", b"\x1b[<u")
        earlier = (
            b"\x1b[?1000l",
            b"\x1b[?1003l",
            b"\x1b[?1006l",
            b"\x1b[?2004l",
            b"\x1b[?7h",
            b"\x1b[0 q",
        )
        settings: list[Any] = termios.tcgetattr(self.slave)
        return (
            settings == self.before
            and all(mode in tail for mode in modes)
            and all(mode in self.output for mode in earlier)
        )
