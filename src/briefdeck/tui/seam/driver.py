"""A terminal driver that answers at once and always gives the terminal back.

Textual's own driver polls: it waits up to 100 ms for each Escape, twice 100 ms on the way out, and
spins when the terminal is gone. This one sleeps on a pipe that wakes it, decides on Escape after
`ESCAPE_SECONDS`, and reports a lost terminal. What signals do to it is in
`terminal/signals.py`.
"""

from __future__ import annotations

import contextlib
import os
import selectors
import signal
import sys
import termios
from codecs import getincrementaldecoder
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from textual._parser import ParseError
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.events import Key
from textual.keys import Keys

from briefdeck.terminal.answers import AnswerFilter
from briefdeck.terminal.signals import WATCH
from briefdeck.terminal.tty import ALTERNATE_SCREEN, LEAVE, MODES_OFF, TERMINAL
from briefdeck.text.anchors import anchored_frame

if TYPE_CHECKING:
    from textual.app import App
    from textual.message import Message

ESCAPE_SECONDS = 0.0105
SHOW_CURSOR = "\x1b[?25h\x1b[6 q"
"""Visible, as a steady bar: screen readers and magnifiers follow it."""


@contextlib.contextmanager
def _own_handlers() -> Iterator[None]:
    """Keep ours, where Textual would set handlers that write from within a signal."""
    numbers = (signal.SIGTSTP, signal.SIGCONT)
    ours = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in ours.items():
        signal.signal(number, handler)


class LenientParser(XTermParser):
    """Passes over reports that make no sense, over which Textual's parser would fail."""

    def parse_mouse_code(self, code: str) -> Message | None:
        """The event of a report of the mouse; None where pixels cannot be told in cells."""
        try:
            return super().parse_mouse_code(code)
        except ZeroDivisionError:  # a terminal that gives its size in pixels as 0
            return None

    def _sequence_to_key_events(
        self,
        sequence: str,
        alt: bool = False,  # noqa: FBT001, FBT002
    ) -> Iterable[Key]:
        try:
            yield from super()._sequence_to_key_events(sequence, alt)
        except (ValueError, OverflowError):  # a key's number that no character has
            yield Key(Keys.Ignore, sequence)


class QuickDriver(LinuxDriver):
    """Textual's driver for terminals, woken by a pipe instead of polling."""

    def __init__(self, app: App[Any], **options: Any) -> None:
        with _own_handlers():
            super().__init__(app, **options)
        if sys.__stdout__ is not None:
            self._file = sys.__stdout__  # Textual draws on standard error, which may lead to a file
        self._wake: tuple[int, int] | None = None
        self._taken: list[Any] | None = None
        self._has_picture = False
        """Whether the first frame stands there while the terminal is taken over."""
        self.is_lost = False
        self.is_drawing = False

    def start_application_mode(self) -> None:
        """Take the terminal over, with a cursor to be seen."""
        WATCH.serve(self, self._loop, self._end)
        TERMINAL.take()
        self._has_picture = bool(TERMINAL.owed)
        TERMINAL.owed = LEAVE
        self._wake = os.pipe()
        super().start_application_mode()  # type: ignore[no-untyped-call]  # Textual has no annotation here
        self._has_picture = False
        if self._writer_thread is None or not self._writer_thread.is_alive():
            self._lose()
        WATCH.serve_stops()
        self.attrs_before = TERMINAL.found
        with contextlib.suppress(termios.error):
            self._taken = termios.tcgetattr(self.fileno)
        self.is_drawing = True
        self.write(SHOW_CURSOR)
        self.flush()

    def stop_application_mode(self) -> None:
        """Give the terminal back as it was."""
        if not self.is_drawing:
            return
        self.is_drawing = False
        self.write(MODES_OFF)
        super().stop_application_mode()
        if self._wake is not None:
            for end in self._wake:
                os.close(end)
            self._wake = None

    def close(self) -> None:
        """Have everything written; from now on nothing is owed to the terminal."""
        super().close()
        TERMINAL.owed = ""

    def resume_application_mode(self) -> None:
        """Take the terminal again, unless a signal has asked to end meanwhile."""
        if not WATCH.is_told:
            super().resume_application_mode()

    def _end(self, status: int) -> None:
        self._app.exit(return_code=status)

    def _lose(self) -> None:
        """The terminal is gone: nothing is left to restore."""
        self.is_lost = True
        WATCH.ask(signal.SIGHUP)

    # Stopping and continuing

    def pause(self) -> None:
        """Give the terminal back for a while."""
        self.suspend_application_mode()

    def resume(self) -> None:
        """Take the terminal again and draw everything."""
        self.resume_application_mode()
        self._app.refresh(layout=True)

    def take_again(self) -> None:
        """Set again what others may have changed while the process was stopped, and draw."""
        if self._taken is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self._taken)
        self.write(f"{ALTERNATE_SCREEN}\x1b[?1004h")
        self._enable_mouse_support()
        self._enable_bracketed_paste()
        self._disable_line_wrap()
        if self._in_band_window_resize:
            self._enable_in_band_window_resize()
            self._enable_mouse_pixels()
        self.write(SHOW_CURSOR)
        self._app.refresh(layout=True)

    def write(self, data: str) -> None:
        """Write to the terminal, as long as there is one, so that columns hold whatever it is."""
        # Some terminals would clear the first frame, which stands on the alternate screen already.
        is_repeated = self._has_picture and data == ALTERNATE_SCREEN
        if not self.is_lost and not is_repeated:
            super().write(anchored_frame(data))

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
            self._app.call_later(self._app._handle_exception, error)

    def run_input_thread(self) -> None:
        """Read keys and report them until woken; a closed terminal is reported once."""
        assert self._wake is not None, "the driver is not in application mode"
        # A read from the background fails then, where it would stop the process without a word.
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTTIN})
        selector = selectors.DefaultSelector()
        selector.register(self.fileno, selectors.EVENT_READ)
        selector.register(self._wake[0], selectors.EVENT_READ)
        parser, answers = LenientParser(self._debug), AnswerFilter()
        decode = getincrementaldecoder("utf-8")("replace").decode

        def take(data: bytes) -> None:
            if text := decode(data):  # to the parser an empty text is the end of all input
                for event in parser.feed(text):
                    self.process_message(event)

        try:
            typed, TERMINAL.typed = TERMINAL.typed, b""
            take(answers.feed(typed))
            while not self.exit_event.is_set():
                waiting = parser._timeout_time is not None or answers.held
                ready = {key.fd for key, _ in selector.select(ESCAPE_SECONDS if waiting else None)}
                if self.fileno in ready:
                    data = self._read()
                    if not data:
                        self._miss()
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

    def _miss(self) -> None:
        """Nothing could be read: the terminal is another program's for now, or gone."""
        if TERMINAL.is_ours:
            self._lose()
        else:
            WATCH.ask(signal.SIGTTIN)

    def _read(self) -> bytes:
        try:
            return os.read(self.fileno, 4096)
        except OSError:
            return b""
