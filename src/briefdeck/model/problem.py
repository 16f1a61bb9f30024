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


Deed = Literal[
    "write",
    "say",
    "respell",
    "rename",
    "rename-id",
    "wrap",
    "unwrap",
    "remove",
    "swap",
    "reorder",
    "move",
    "begin",
    "rewrite",
]


class Edit(Struct, frozen=True):
    """How to mend what a complaint points at.

    write, say: the value becomes `new`, as TOML has it, or a string that says it. respell: the word
    pointed at, or what begins at the offset, is `old` and becomes `new`; or so does each of `parts`
    of the string (offset, old, new). rename: the key becomes `new`, that of a table in each header.
    rename-id: the value `old` becomes `new`, and so does every reference to it at `paths`. wrap:
    both signs of `new` come around the value, or one more pair of brackets around a header's name.
    unwrap: a list of one value becomes that value, and a header has one pair less. remove: the key
    with its value, the list item, or the entry goes. swap: the values of the keys `old` and `new`
    change places. reorder: the items of the list stand in `order`. move: the statement goes below
    the header of the table `new`, or above all tables. begin: the file's first line becomes `new`.
    rewrite: the text gets `changes`, by whoever has it at hand.
    """

    deed: Deed
    new: str = ""
    old: str = ""
    parts: tuple[tuple[int, str, str], ...] = ()
    paths: tuple[KeyPath, ...] = ()
    order: tuple[int, ...] = ()
    changes: tuple[Change, ...] = ()


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
