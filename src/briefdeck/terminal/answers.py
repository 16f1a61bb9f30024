"""What the terminal says of itself when asked: dark or light, and how wide it draws.

A device query (DA1) goes along, which every terminal answers: after that answer nothing more will
come. Answers that come too late are taken out of the input by `AnswerFilter`, or they would be read
as keys.
"""

import re
import time
from typing import Literal

from briefdeck.terminal import cells
from briefdeck.terminal.tty import TERMINAL

COLOUR_QUERY = "\x1b]11;?\x1b\\"
LAST_QUERY = "\x1b[c"
LAST = re.compile(rb"\x1b\[\?[0-9;]*c")
COLOUR = re.compile(rb"\x1b\]11;rgba?:([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})/([0-9a-fA-F]{1,4})")
ANSWERS = re.compile(
    rb"\x1b\]1[01];[^\x07\x1b]*(?:\x1b\\|\x07)|\x1b\[\?[0-9;]*c"
    # A place of the cursor; on the first line it may be F3 with other keys held.
    rb"|\x1b\[(?!1;[2-8]R)[0-9]+;[0-9]+R"
)
BEGUN = re.compile(rb"\x1b(?:\](?:1(?:[01](?:;[^\x07\x1b]{0,64}\x1b?)?)?)?|\[\?[0-9;]{0,32})$")
LIGHT_FROM = 0.35
"""The relative luminance (WCAG 2) from which a background is a light one."""
Shade = Literal["dark", "light"]
PATIENCE = 0.08
"""Seconds from asking to giving up; loading Textual takes longer."""


class Question:
    """One question to the terminal, which is taken already."""

    def __init__(self) -> None:
        self._asked: float | None = None
        self._heard = b""
        self._is_measured = False

    def ask(self, *, colour: bool) -> None:
        """Send the question; nothing happens where standard input is not a terminal."""
        if TERMINAL.found is not None:
            self._asked = time.monotonic()
            TERMINAL.write(cells.QUERY + (COLOUR_QUERY if colour else "") + LAST_QUERY)

    def answer(self, patience: float = PATIENCE) -> Shade | None:
        """Whether the terminal is dark or light, if it says its colour in time.

        patience: seconds from asking to giving up. When this is asked first, text is measured from
        then on as the terminal draws it, or if it has not said how, as widely as any does. Keys
        that are pressed meanwhile are kept for the driver, which takes answers out of them.
        """
        if self._asked is None:
            return None
        while not LAST.search(self._heard):
            left = self._asked + patience - time.monotonic()
            piece = TERMINAL.read(max(0.0, left))
            if not piece:
                break
            self._heard += piece
            TERMINAL.typed += piece
        if not self._is_measured:
            self._is_measured = True
            cells.adopt(cells.widths(self._heard) or cells.WIDEST)
        return shade(self._heard)


def shade(heard: bytes) -> Shade | None:
    """Whether the background in a terminal's answer is light; None where there is none in it."""
    found = COLOUR.search(heard)
    if found is None:
        return None
    # Near enough to sRGB's own curve for telling light from dark.
    red, green, blue = ((int(part, 16) / (16 ** len(part) - 1)) ** 2.2 for part in found.groups())
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return "light" if luminance > LIGHT_FROM else "dark"


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
