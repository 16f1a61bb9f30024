"""A problem with a briefing, as a value: what rule, how bad, where, what is wrong, and what to do."""

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "note"]
KeyPath = tuple[str | int, ...]
"""Where in the file's data: `("events", 3, "date")`; `()` is the file itself."""


class Place(Struct, frozen=True, kw_only=True):
    """A place in a file: line and column from 1, in characters; the line's text, made safe to show.

    `text` may be an excerpt of a long line; `marked` is the part of it that is meant (from, to; empty: nothing to mark).
    """

    line: int
    column: int
    end_column: int | None = None
    text: str = ""
    marked: tuple[int, int] = (0, 0)


class Problem(Struct, frozen=True, kw_only=True):
    """One thing wrong or doubtful. `message` and `remedy` are sentences, safe to show."""

    rule: str
    severity: Severity
    message: str
    remedy: str = ""
    path: KeyPath = ()
    entry: str | None = None
    file: str = ""
    place: Place | None = None


def key_path_text(path: KeyPath) -> str:
    """A key path as authors write it: `events[3].date` (positions count from 0)."""
    parts = [f"[{key}]" if isinstance(key, int) else f".{key}" for key in path]
    return "".join(parts).lstrip(".")
