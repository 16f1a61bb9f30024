"""How the process starts and ends: collector, Escape, what is imported when, way out.

What each costs and saves is measured in `tests/benchmarks/bench_tui.py`.
"""

from __future__ import annotations

import gc
import os
import sys
from contextlib import suppress
from importlib import import_module
from typing import TYPE_CHECKING, NoReturn

from briefdeck.terminal.signals import WATCH, die
from briefdeck.terminal.tty import TERMINAL

if TYPE_CHECKING:
    import asyncio

ESCAPE_MILLISECONDS = "10"


def before_imports() -> None:
    """Hold the garbage collector until the first frame, and set what Textual reads at its import.

    That is how long it waits after Escape, and the size of the terminal.
    """
    gc.disable()
    os.environ.setdefault("ESCDELAY", ESCAPE_MILLISECONDS)
    _forget_exported_size()


def _forget_exported_size() -> None:
    """Take `COLUMNS` and `LINES` away where the terminal itself knows its size.

    They would beat it, also after every change of it.
    """
    with suppress(OSError, ValueError):
        if TERMINAL.output >= 0 and os.get_terminal_size(TERMINAL.output).columns:
            os.environ.pop("COLUMNS", None)
            os.environ.pop("LINES", None)


SOON_NEEDED = (
    "briefdeck.reading.pages",
    "briefdeck.draw.figure",
    "briefdeck.reading.peek",
    "briefdeck.reading.times",
    "briefdeck.tui.widgets.prompt",
    "briefdeck.tui.screens.choosing",
    "briefdeck.output.takeaway",
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


def leave(status: int) -> NoReturn:
    """End the process now, with everything written, as the signal that ended the interface wants.

    Taking Textual's modules apart would take a tenth of a second.
    """
    for stream in (sys.stdout, sys.stderr):
        try:
            if stream is not None:
                stream.flush()
        except (OSError, ValueError):
            status = status or 1
    if WATCH.asked_by is not None:
        die(WATCH.asked_by)
    os._exit(status)
