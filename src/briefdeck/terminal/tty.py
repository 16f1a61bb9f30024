"""The terminal as it was found, and how it is given back whatever happens."""

from __future__ import annotations

import fcntl
import os
import select
import signal
import sys
import termios
from contextlib import suppress
from copy import deepcopy
from typing import IO, Any

MODES_OFF = (
    # Mouse reports and their encodings, focus, pastes in brackets, whole frames, sizes as input.
    "\x1b[?1000l\x1b[?1002l\x1b[?1003l\x1b[?1005l\x1b[?1006l\x1b[?1015l\x1b[?1016l"
    "\x1b[?1004l\x1b[?2004l\x1b[?2026l\x1b[?2048l"
    # Lines wrap; the cursor is seen, in its own shape.
    "\x1b[?7h\x1b[?25h\x1b[0 q"
)
SWEEP = (
    MODES_OFF
    # Plain keys, plain characters, the whole screen to scroll, the cursor where it is.
    + "\x1b[=0u\x1b[?1l\x1b>\x1b[4l\x1b(B\x0f\x1b[m\x1b7\x1b[r\x1b8"
)
"""After another program, which may have left anything on."""
ALTERNATE_SCREEN = "\x1b[?1049h"
MAIN_SCREEN = "\x1b[?1049l"
HIDE_CURSOR = "\x1b[?25l"
LEAVE = f"{SWEEP}\x1b[<u{MAIN_SCREEN}"
"""Also out of our level of the keyboard protocol (kitty) and of the alternate screen."""
IMPATIENT = os.O_NONBLOCK | os.O_ASYNC
"""What another program may have set for all that share the terminal.

Reads and writes fail that would have to wait, or a signal comes with each key.
"""
WRITE_SECONDS = 0.2
"""How long a terminal that takes nothing is waited for."""

UNKNOWN = frozenset({"", "dumb", "unknown"})
"""Terminals, by TERM, of which nothing is known."""
PIECE = 4096
"""Bytes written at a time: as much as a terminal takes that says that it takes anything."""


class Terminal:
    """Standard input and output, if they are a terminal; one for the process."""

    def __init__(self) -> None:
        self.input, self.output = _number(sys.__stdin__), _number(sys.__stdout__)
        self.found: list[Any] | None = None
        """The line discipline as `termios` gives it, from before this program."""
        self.flags: dict[int, int] = {}
        """The flags of its two open files, from before this program."""
        self.typed = b""
        """What has been typed and not been taken by the driver yet."""
        self.owed = ""
        """What has to be written to give the terminal back; nothing on the main screen."""

    def find(self) -> None:
        """Remember how the terminal is now: this is how it is given back.

        From the background this waits for `fg`, as long as SIGTTOU has its default action.
        """
        with suppress(termios.error):
            now = termios.tcgetattr(self.input)
            termios.tcsetattr(self.input, termios.TCSANOW, now)
            self.found = now
        for number in (self.input, self.output):
            with suppress(OSError, ValueError):
                self.flags[number] = fcntl.fcntl(number, fcntl.F_GETFL)

    def take(self) -> None:
        """Have keys at once and without an echo; what was typed before is kept in `typed`."""
        if self.found is None:
            self.find()
        if self.found is None:
            return
        taken = deepcopy(self.found)
        taken[0] &= ~(termios.ICRNL | termios.INLCR | termios.IGNCR)
        taken[3] &= ~(termios.ECHO | termios.ICANON)
        taken[6][termios.VMIN], taken[6][termios.VTIME] = 1, 0
        with suppress(termios.error):
            termios.tcsetattr(self.input, termios.TCSANOW, taken)
        for number, flags in self.flags.items():
            _set_flags(number, flags & ~IMPATIENT)
        # Enter was made a line feed as long as the terminal gave whole lines.
        self.typed += self.read(0).replace(b"\n", b"\r")

    def enter(self) -> None:
        """Show the alternate screen, without a cursor; from now on it is owed to leave it."""
        self.owed = LEAVE
        self.write(ALTERNATE_SCREEN + HIDE_CURSOR)

    def read(self, seconds: float) -> bytes:
        """What is typed within some seconds; nothing at the end of all input."""
        with suppress(OSError, ValueError):
            if self.is_ours and select.select([self.input], [], [], seconds)[0]:
                return os.read(self.input, 4096)
        return b""

    def restore(self) -> None:
        """Set the line discipline as it was found."""
        if self.found is not None:
            with suppress(termios.error):
                termios.tcsetattr(self.input, termios.TCSANOW, self.found)
        for number, flags in self.flags.items():
            _set_flags(number, flags)

    def come_forward(self) -> None:
        """Be in the foreground again if a program that was put there is gone without a word."""
        with suppress(OSError):
            group = os.tcgetpgrp(self.input)
            try:
                os.killpg(group, 0)
            except ProcessLookupError:
                before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTOU})
                os.tcsetpgrp(self.input, os.getpgrp())
                signal.pthread_sigmask(signal.SIG_SETMASK, before)

    def sweep(self) -> None:
        """Set everything as it was found after another program."""
        self.owed = ""
        self.restore()
        self.write(SWEEP)

    def give_back(self) -> None:
        """Give the terminal back at once, past everything that may be stuck."""
        owed, self.owed = self.owed, ""
        if owed:
            self.write(owed)
        self.restore()

    def write(self, text: str) -> None:
        """Write past all buffers, unless the terminal is stuck, or another program's now."""
        with suppress(OSError, ValueError):
            left = memoryview(text.encode())
            while left and self.is_ours and select.select([], [self.output], [], WRITE_SECONDS)[1]:
                left = left[os.write(self.output, left[:PIECE]) :]

    @property
    def takes_pictures(self) -> bool:
        """Whether it is of a known kind, and takes every character, so that it can be drawn on."""
        encoding = (sys.__stdout__.encoding if sys.__stdout__ is not None else "").lower()
        is_known = os.environ.get("TERM", "") not in UNKNOWN
        return self.found is not None and is_known and encoding.replace("-", "") == "utf8"

    @property
    def is_ours(self) -> bool:
        """Whether this program is in the foreground; also where nobody can say."""
        try:
            return os.tcgetpgrp(self.input) == os.getpgrp()
        except OSError:
            return True


def _set_flags(number: int, flags: int) -> None:
    with suppress(OSError, ValueError):
        fcntl.fcntl(number, fcntl.F_SETFL, flags)


def _number(stream: IO[str] | None) -> int:
    try:
        return stream.fileno() if stream is not None else -1
    except (OSError, ValueError):
        return -1


TERMINAL = Terminal()
