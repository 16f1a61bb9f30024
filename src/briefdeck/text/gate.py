"""The gate before the terminal: whatever leaves as text is made visible here, and messages leave.

Standard output has its writers in `cli/streams.py`, which use this gate. Styles and links are added
behind it by Rich, and the interface's own codes by Textual.
"""

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from typing import Any, TextIO


def seen(text: str) -> str:
    """Return the text as it may leave the process: newlines stay, all else is made visible."""
    # Nearly all is plain, and need not wait for regular expressions to be imported.
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    from briefdeck.text.visible import visible

    return visible(text, keep_newlines=True)


def seen_line(line: str) -> str:
    """Return a line as it may leave the process, newlines in it made visible too."""
    if line.isascii() and line.isprintable():
        return line
    from briefdeck.text.visible import visible

    return visible(line)


def write_err(lines: "Iterable[str]") -> None:
    """Write messages to standard error, each on one line whatever it quotes."""
    if sys.stderr is None:
        return
    for line in lines:
        sys.stderr.write(f"{seen_line(line)}\n")


def show_progress(said: str) -> None:
    """Write over the present line of standard error, and leave the cursor at its start."""
    if sys.stderr is None:
        return
    stream = getattr(sys.stderr, "ungated", sys.stderr)
    stream.write(f"\r{seen_line(said)}\r")
    stream.flush()


class GatedStream:
    """A stream that makes visible what anybody writes to it: warnings, tracebacks, libraries."""

    def __init__(self, stream: "TextIO") -> None:
        self.ungated = stream

    def write(self, text: str) -> int:
        """Write a text, made visible; return how many of its characters were written: all."""
        self.ungated.write(seen(text))
        return len(text)

    def writelines(self, lines: "Iterable[str]") -> None:
        """Write several texts."""
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> "Any":
        """Answer to all else that a stream is asked for."""
        return getattr(self.ungated, name)


def gate_standard_error() -> None:
    """Lead all that is written to standard error through the gate, until the process ends."""
    if sys.stderr is not None:
        sys.stderr = GatedStream(sys.stderr)
