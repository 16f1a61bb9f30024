"""A terminal driver that answers at once and always gives the terminal back.

Textual's own driver polls: it waits up to 100 ms for each Escape, twice 100 ms on the way out, and
spins when the terminal is gone. This one sleeps on a pipe that wakes it, decides on Escape after
`ESCAPE_SECONDS`, and reports a lost terminal. Textual's private names are used here and in
`physical.py` alone.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import sys
from codecs import getincrementaldecoder
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver

from briefdeck.tui.ground import AnswerFilter

if TYPE_CHECKING:
    from textual.app import App

ESCAPE_SECONDS = 0.0105
SHOW_CURSOR = "\x1b[?25h\x1b[6 q"
"""Visible, as a steady bar: screen readers and magnifiers follow it."""
DEFAULT_CURSOR = "\x1b[0 q"


class QuickDriver(LinuxDriver):
    """Textual's driver for terminals, woken by a pipe instead of polling."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        super().__init__(app, **options)
        if sys.__stdout__ is not None:
            self._file = sys.__stdout__  # Textual draws on standard error, which may lead to a file
        self._wake: tuple[int, int] | None = None
        self.is_lost = False
        self.on_lost: Callable[[], None] = lambda: None

    def start_application_mode(self) -> None:
        """Take the terminal over, with a cursor to be seen."""
        self._wake = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual has no annotation here
        self.write(SHOW_CURSOR)
        self.flush()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        self.write(DEFAULT_CURSOR)
        super().stop_application_mode()
        if self._wake is not None:
            for end in self._wake:
                os.close(end)
            self._wake = None

    def write(self, data: str) -> None:
        """Write to the terminal, as long as there is one."""
        if not self.is_lost:
            super().write(data)

    def flush(self) -> None:
        """Nothing to do for a terminal that is gone."""
        if not self.is_lost:
            super().flush()

    def disable_input(self) -> None:
        """Wake the input thread, so that it ends now."""
        if self._wake is not None and not self.exit_event.is_set():
            with contextlib.suppress(OSError):
                os.write(self._wake[1], b"x")
        super().disable_input()

    def _run_input_thread(self) -> None:
        """Read keys; a fault in that ends the app as any other fault does."""
        try:
            self.run_input_thread()
        except Exception as error:  # noqa: BLE001  # the outermost edge of the thread
            self._app.call_later(self._app._handle_exception, error)  # noqa: SLF001

    def run_input_thread(self) -> None:
        """Read keys and report them until woken; a closed terminal is reported once."""
        assert self._wake is not None, "the driver is not in application mode"
        selector = selectors.DefaultSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        selector.register(self._wake[0], selectors.EVENT_READ)
        parser, answers = XTermParser(self._debug), AnswerFilter()
        decode = getincrementaldecoder("utf-8")("replace").decode

        def take(data: bytes) -> None:
            if text := decode(data):  # to the parser an empty text is the end of all input
                for event in parser.feed(text):
                    self.process_message(event)

        try:
            while not self.exit_event.is_set():
                waiting = parser._timeout_time is not None or answers.held  # noqa: SLF001
                ready = {key.fd for key, _ in selector.select(ESCAPE_SECONDS if waiting else None)}
                if self.fileno in ready:
                    data = self._read()
                    if not data:
                        self.is_lost = True
                        self.on_lost()
                        break
                    take(answers.feed(data))
                elif not ready:
                    take(answers.release())
                    for event in parser.tick():
                        self.process_message(event)
        finally:
            selector.close()
            with contextlib.suppress(EOFError, ParseError):
                list(parser.feed(""))

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""
