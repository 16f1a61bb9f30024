"""What is wrong with a briefing, as values: complaints about data, problems with places."""

from typing import Literal

from msgspec import Struct

Severity = Literal["error", "warning", "note"]
KeyPath = tuple[str | int, ...]
"""Where in the file's data: `("events", 3, "date")`; `()` is the file itself."""


Mark = Literal["value", "key", "entry", "file"]
"""What to point at: a path's value, its key, the header of its entry, or nothing in the file.

A value that fills several lines is pointed at by its key.
"""


class Place(Struct, frozen=True, kw_only=True):
    """A place in a file: line and column from 1, in characters; the line's text, made safe to show.

    `text` may be an excerpt of a long line; `marked` is the part of it that is meant (from, to;
    empty: nothing to mark).
    """

    line: int
    column: int
    end_column: int | None = None
    text: str = ""
    marked: tuple[int, int] = (0, 0)


class Change(Struct, frozen=True):
    r"""A span of a file's text, and what is to stand there instead.

    start, end: offsets in characters, of the text that loading gives (line ends as `\n`).
    """

    start: int
    end: int
    text: str


class Complaint(Struct, frozen=True):
    """What is wrong with a file's data, before anybody has looked up where in the file that stands.

    rule, severity: a complaint that a check yields may leave both to its rule; loading names its
    rules, and complains of errors where no severity is given.
    mark: what of the path to point at; or the first appearance of `word` in the value, or the
    character at `offset` of the string there. place: given where the data has no such path.
    """

    path: KeyPath
    message: str
    remedy: str = ""
    rule: str = ""
    severity: Severity | None = None
    mark: Mark = "value"
    word: str = ""
    offset: int | None = None
    place: Place | None = None


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
