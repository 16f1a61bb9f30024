"""What the machine makes slow, and what is done about it: collector, Escape, signals, way out.

Everything here is about how a process starts and ends, nothing about briefings. Figures:
`tests/benchmarks/bench_tui.py`.
"""

from __future__ import annotations

import gc
import os
import signal
import sys
import threading
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    import asyncio

    from textual.app import App

ESCAPE_MILLISECONDS = "10"
EXIT_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def before_imports() -> None:
    """Hold the garbage collector until the first frame, and set Textual's wait for Escape.

    The wait is read when Textual is imported.
    """
    gc.disable()
    os.environ.setdefault("ESCDELAY", ESCAPE_MILLISECONDS)


SOON_NEEDED = (
    "briefdeck.tui.pages",
    "briefdeck.tui.commands.following",
    "briefdeck.draw.chart",
    "briefdeck.tui.times",
    "briefdeck.tui.widgets.prompt",
    "briefdeck.tui.commands.finding",
    "briefdeck.tui.screens.choosing",
    "briefdeck.tui.commands.taking",
)
"""Modules that the first keys need: loaded one by one while the reader looks at the first frame."""


def after_first_frame(names: tuple[str, ...] = SOON_NEEDED) -> None:
    """Load what the first keys need, a module at a time.

    Then let the collector work, but not on what was loaded so far.
    """
    if names:
        import_module(names[0])
        _loop().call_later(0.005, after_first_frame, names[1:])
        return
    gc.freeze()
    gc.enable()


def _loop() -> asyncio.AbstractEventLoop:
    from asyncio import get_running_loop

    return get_running_loop()


def watch_signals(app: App[Any]) -> None:
    """End the app in order when a signal asks for it, with the status that shells expect."""
    loop = _loop()
    for number in EXIT_SIGNALS:
        loop.add_signal_handler(number, end_with, app, 128 + number)


def end_with(app: App[Any], status: int) -> None:
    """End the app with an exit status; if it cannot end within two seconds, end the process."""
    app.exit(return_code=status)
    timer = threading.Timer(2.0, os._exit, (status,))
    timer.daemon = True
    timer.start()


def terminal_lost(app: App[Any], loop: asyncio.AbstractEventLoop) -> None:
    """The terminal is gone: nothing is left to restore.

    Runs in the input thread, which must not wait for the app.
    """
    loop.call_soon_threadsafe(end_with, app, 128 + signal.SIGHUP)


def leave(status: int) -> NoReturn:
    """End the process now, with everything written.

    Taking Textual's modules apart would take a tenth of a second.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            status = status or 1
    os._exit(status)
