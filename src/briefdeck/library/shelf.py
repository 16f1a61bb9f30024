"""The shelf: which briefings there are, and which one a name means.

A name means: a path, else a briefing in the reader's own library, else in the configured folders in their order, else one
that ships. Within a folder the shallower path wins, then the earlier name. Light: no Rich, no Textual, and while the
index knows the files no model either. Values are named tuples, which cost nothing to import.
"""

from pathlib import Path
from typing import Literal, NamedTuple

from briefdeck.library.folders import Folders, Origin


class Found(NamedTuple):
    """A briefing's file. `hidden` are files of the same id that the order of the folders puts behind it."""

    id: str
    path: Path
    origin: Origin
    hidden: tuple[Path, ...] = ()


class NotFound(NamedTuple):
    """No briefing of that name; `suggestions` are close names, best first."""

    name: str
    suggestions: tuple[str, ...] = ()


class Card(NamedTuple):
    """What a list says of a briefing's file. `problem` is the first problem of a file that cannot be read as a briefing.

    `cited`, `single`, `uncited` count statements by support; `hidden_by` is the file of the same id that comes first;
    `changed`: whether the file has changed since it was last read (None: never read). All text is safe to show.
    """

    id: str
    path: str
    origin: Origin
    folder: str
    size: int
    modified: int
    title: str = ""
    subtitle: str = ""
    as_of: str = ""
    stance: str = ""
    language: str = ""
    tags: tuple[str, ...] = ()
    entries: int = 0
    cited: int = 0
    single: int = 0
    uncited: int = 0
    errors: int = 0
    warnings: int = 0
    problem: str | None = None
    problem_line: int | None = None
    hidden_by: str | None = None
    changed: bool | None = None
    pending: bool = False

    @property
    def coverage(self) -> int | None:
        """Percent of statements with a source, rounded down; None for a broken or not yet parsed file."""
        raise NotImplementedError


class Refused(NamedTuple):
    """Something was not done: why, and what to do."""

    message: str
    remedy: str = ""


def resolve(name: str, places: Folders | None = None) -> Found | NotFound:
    """The briefing that a name or a path means."""
    raise NotImplementedError


def names(places: Folders | None = None) -> tuple[str, ...]:
    """The ids of all briefings on the shelf, sorted, each once."""
    raise NotImplementedError


def listing(places: Folders | None = None, *, parse: bool = True) -> tuple[Card, ...]:
    """A card for every file on the shelf, in the order of lookup; broken and hidden files included.

    Cards come from the index's cache; a file that it does not know is parsed now, or with `parse=False` listed as
    `pending` with what its path says (for a first frame that waits for nothing).
    """
    raise NotImplementedError


def add(path: Path, places: Folders | None = None, *, replace: bool = False) -> Found | Refused:
    """Copy a briefing's file into the reader's own library; never over another one unless asked to replace it."""
    raise NotImplementedError


def remove(name: str, places: Folders | None = None) -> Found | Refused:
    """Take a briefing out of the reader's own library (into its `.removed` folder's place in the state folder)."""
    raise NotImplementedError


Sorting = Literal["title", "as_of", "size", "coverage", "changed", "recent"]
