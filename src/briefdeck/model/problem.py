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


class Write(Struct, frozen=True):
    """The value is to be another, which is given as TOML has it."""

    toml: str


class Say(Struct, frozen=True):
    """The value is to be a string that says something else."""

    words: str


class Respell(Struct, frozen=True):
    """The word that is pointed at, or what begins at the offset, is to read otherwise."""

    old: str
    new: str


class RespellEach(Struct, frozen=True):
    """Several parts of the string are to read otherwise: offset, old and new words of each."""

    parts: tuple[tuple[int, str, str], ...]


class Rename(Struct, frozen=True):
    """The key is to be another; that of a table is so in each of its headers."""

    key: str


class RenameId(Struct, frozen=True):
    """The value is to be another id, and so is every reference to it that stands at `paths`."""

    old: str
    new: str
    paths: tuple[KeyPath, ...] = ()


class Wrap(Struct, frozen=True):
    """Signs are to stand around the value as it is written: brackets, or quotes.

    Around the name in a header it is one more pair of brackets.
    """

    before: str
    after: str


class Unwrap(Struct, frozen=True):
    """A list of one value is to be that value, a header to have one pair of brackets less."""


class Remove(Struct, frozen=True):
    """The key with its value, the item of a list, or the entry is to go."""


class Swap(Struct, frozen=True):
    """The values of two keys of the table are to change places."""

    one: str
    other: str


class Reorder(Struct, frozen=True):
    """The items of the list are to stand in another order, which names their positions."""

    order: tuple[int, ...]


class Move(Struct, frozen=True):
    """The line that sets the key is to stand below the header of a table.

    table: its name; empty: in front of all tables.
    """

    table: str


class Begin(Struct, frozen=True):
    """A line is to be the file's first."""

    line: str


class Rewrite(Struct, frozen=True):
    """Changes of the file's text, by whoever has that at hand."""

    changes: tuple[Change, ...]


Edit = (
    Write
    | Say
    | Respell
    | RespellEach
    | Rename
    | RenameId
    | Wrap
    | Unwrap
    | Remove
    | Swap
    | Reorder
    | Move
    | Begin
    | Rewrite
)
"""How to mend what a complaint points at."""


class Remedy(Struct, frozen=True):
    """What to do about a complaint, in words and as an edit that does exactly that.

    is_safe: whether it only respells what the author unmistakably wrote; else it is what was
    probably meant. above: how many keys above the complaint's path the edit is about.
    """

    words: str
    edit: Edit
    is_safe: bool = True
    above: int = 0

    def among(self, before: str = "", behind: str = "") -> "Remedy":
        """Return the same remedy with sentences around its words."""
        words = f"{before} {self.words} {behind}".strip()
        return Remedy(words, self.edit, self.is_safe, self.above)


class Fix(Struct, frozen=True):
    """The changes of a file's text after which a problem is gone.

    is_safe: whether nothing but what the author unmistakably meant can come of it.
    """

    changes: tuple[Change, ...]
    is_safe: bool


class Complaint(Struct, frozen=True):
    """What is wrong with a file's data, before anybody has looked up where in the file that stands.

    remedy: what to do, as a sentence; as a Remedy where the file could be mended without asking.
    rule, severity: a complaint that a check yields may leave both to its rule; loading names its
    rules, and complains of errors where no severity is given.
    mark: what of the path to point at; or the first appearance of `word` in the value, or the
    character at `offset` of the string there. place: given where the data has no such path.
    """

    path: KeyPath
    message: str
    remedy: str | Remedy = ""
    rule: str = ""
    severity: Severity | None = None
    mark: Mark = "value"
    word: str = ""
    offset: int | None = None
    place: Place | None = None

    @property
    def advice(self) -> str:
        """The remedy's words."""
        return self.remedy.words if isinstance(self.remedy, Remedy) else self.remedy


class Problem(Struct, frozen=True, kw_only=True):
    """One thing wrong or doubtful. `message` and `remedy` are sentences, safe to show.

    fix: what would mend it; None where only its author can.
    """

    rule: str
    severity: Severity
    message: str
    remedy: str = ""
    path: KeyPath = ()
    entry: str | None = None
    file: str = ""
    place: Place | None = None
    fix: Fix | None = None


def key_path_text(path: KeyPath) -> str:
    """A key path as authors write it: `events[3].date` (positions count from 0)."""
    parts = [f"[{key}]" if isinstance(key, int) else f".{key}" for key in path]
    return "".join(parts).lstrip(".")
