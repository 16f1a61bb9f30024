"""Handing an address to the reader's browser without letting it write over the screen."""

import os
import webbrowser
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress


def browse(address: str, lend_terminal: Callable[[], AbstractContextManager[None]]) -> bool:
    """Open an address; a browser that runs in the terminal (lynx, w3m) is lent it.

    Says whether it was taken.
    """
    try:
        browser = webbrowser.get()
        with lend_terminal() if is_in_terminal(browser) else _quiet():
            return browser.open(address)
    except (webbrowser.Error, OSError):
        return False


def is_in_terminal(browser: webbrowser.BaseBrowser) -> bool:
    """Whether a browser takes the terminal for itself: the standard library waits for those."""
    waits = isinstance(browser, webbrowser.UnixBrowser) and not browser.background
    return waits or type(browser) is webbrowser.GenericBrowser


@contextmanager
def _quiet() -> Iterator[None]:
    """What a browser's starter complains of goes nowhere.

    The screen is drawn on standard output alone.
    """
    kept = -1
    with suppress(OSError):
        kept = os.dup(2)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 2)
        os.close(nowhere)
    try:
        yield
    finally:
        if kept >= 0:
            os.dup2(kept, 2)
            os.close(kept)
