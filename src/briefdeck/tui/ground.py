"""Whether the terminal is dark or light: asked (OSC 11) before Textual loads, so nothing waits.

A device query (DA1) goes along, which every terminal answers: after that answer nothing more will
come. Answers that come too late are taken out of the input by `AnswerFilter`, or they would be read
as keys.
"""

import os
import re
import select
import signal
import sys
import termios
import time
import tty
from types import FrameType
from typing import Any

from briefdeck.tui.palette import ThemeName, luminance

QUERY = b"\x1b]11;?\x1b\\\x1b[c"
LAST = re.compile(rb"\x1b\[\?[0-9;]*c")
COLOUR = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
ANSWERS = re.compile(rb"\x1b\]1[01];[^\x07\x1b]*(?:\x1b\\|\x07)|\x1b\[\?[0-9;]*c")
BEGUN = re.compile(rb"\x1b(?:\](?:1(?:[01](?:;[^\x07\x1b]{0,64}\x1b?)?)?)?|\[\?[0-9;]{0,32})$")
PATIENCE = 0.08
"""Seconds from asking to giving up; loading Textual takes longer."""


class GroundQuery:
    """One question to the terminal.

    Between asking and `answer` the terminal neither echoes nor waits for whole lines.
    """

    def __init__(self) -> None:
        self._input = sys.__stdin__.fileno() if sys.__stdin__ else -1
        self._before: list[Any] | None = None
        self._asked = time.monotonic()

    def ask(self) -> None:
        """Send the question; nothing happens where standard input is no terminal."""
        try:
            self._before = termios.tcgetattr(self._input)
            for number in (signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, self._end)
            tty.setcbreak(self._input, termios.TCSANOW)
            os.write(self._input, QUERY)
        except (termios.error, OSError):
            self._restore()

    def answer(self) -> ThemeName | None:
        """The theme that fits the terminal, if it has said its colour by now."""
        if self._before is None:
            return None
        heard = b""
        try:
            while not LAST.search(heard):
                left = self._asked + PATIENCE - time.monotonic()
                if not select.select([self._input], [], [], max(0.0, left))[0]:
                    break
                heard += os.read(self._input, 1024)
        except OSError:
            return None
        finally:
            self._restore()
        return theme_for(heard)

    def _end(self, number: int, _: FrameType | None) -> None:
        self._restore()
        os._exit(128 + number)

    def _restore(self) -> None:
        if self._before is not None:
            before, self._before = self._before, None
            for number in (signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_DFL)
            try:
                termios.tcsetattr(self._input, termios.TCSANOW, before)
            except termios.error:
                return


def theme_for(heard: bytes) -> ThemeName | None:
    """The theme for the ground colour in a terminal's answer; None where there is none in it."""
    found = COLOUR.search(heard)
    if found is None:
        return None
    red, green, blue = (int(part, 16) * 255 // (16 ** len(part) - 1) for part in found.groups())
    return "light" if luminance(f"#{red:02x}{green:02x}{blue:02x}") > 0.35 else "dark"


class AnswerFilter:
    """Takes answers to our question out of the input, however late, in however many pieces."""

    def __init__(self) -> None:
        self.held = b""
        """The beginning of what may be an answer."""

    def feed(self, data: bytes) -> bytes:
        """The input without answers; what may be the beginning of one waits for the next piece."""
        data = self.held + data
        self.held = b""
        if b"\x1b" not in data:
            return data
        data = ANSWERS.sub(b"", data)
        begun = BEGUN.search(data)
        if begun is not None:
            self.held = begun[0]
        return data[: begun.start()] if begun else data

    def release(self) -> bytes:
        """What was held back and has not become an answer."""
        held, self.held = self.held, b""
        return held
