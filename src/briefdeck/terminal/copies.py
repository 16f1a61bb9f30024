"""Handing a stored copy to a program that shows it: at its page, its words, or its line.

A copy is named by its absolute path, or by an address made of that. What is quoted of it gets into
a command percent-encoded, as a part of that address.
"""

import os
import shlex
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final
from urllib.parse import quote

from briefdeck.terminal import launch
from briefdeck.terminal.browser import OPENERS, browsers

LONGEST_WHOLE: Final = 8
"""Words that are looked for as they stand; of more, the first and the last few."""
ENDS: Final = 4
"""Words at either end by which a longer passage is found; it may go on over paragraphs."""
AS_IT_STANDS: Final = ("-+r", "-+R")
"""What has `less` show control characters as signs, whatever `$LESS` says."""

Run = Callable[[Sequence[str]], str]
"""Lends the terminal to a program; gives what went wrong, or nothing."""


def page_address(path: Path, page: int) -> str:
    """Return the address of a PDF file, at a page counted from 1; at its beginning for 0."""
    return f"{path.as_uri()}#page={page}" if page else path.as_uri()


def words_address(path: Path, words: str) -> str:
    """Return the address of an HTML file, at words of its text; at its beginning without any.

    The words are a text fragment, as browsers know it.
    """
    every = words.split()
    if not every:
        return path.as_uri()
    parts = [every] if len(every) <= LONGEST_WHOLE else [every[:ENDS], every[-ENDS:]]
    return f"{path.as_uri()}#:~:text={','.join(map(_in_fragment, parts))}"


def _in_fragment(words: Sequence[str]) -> str:
    """Words without the signs that mean something in a fragment."""
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")


def show_in_browser(path: Path, address: str, run: Run, *, has_pages: bool = False) -> bool:
    """Show a file at an address that begins with its own; say whether a program has taken it.

    has_pages: no browser in a terminal can show it.
    """
    for browser in browsers(goes_to_place="#" in address):
        name = browser.words[0]
        if launch.program(name) is None or (browser.takes_terminal and has_pages):
            continue
        command = browser.command(str(path) if os.path.basename(name) in OPENERS else address)
        if browser.takes_terminal:
            return not run(command)
        if launch.start(command):
            return True
    return False


def pager_command(path: Path, line: int) -> list[str]:
    """Return the command that shows a text file from a line on; empty without `less`.

    Other pagers would hand the terminal whatever the file says.
    """
    try:
        words = shlex.split(os.environ.get("PAGER", ""))
    except ValueError:
        words = []
    if not words or os.path.basename(words[0]) != "less":
        words = ["less"]
    if launch.program(words[0]) is None:
        return []
    return [*words, *AS_IT_STANDS, f"+{line}", "--", str(path)]
