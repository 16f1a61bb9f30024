"""A copy stored beside a briefing: whole or not at all, and never in the place of another file."""

import contextlib
import os
import stat
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Final

from msgspec import Struct

from briefdeck.durable import write_new
from briefdeck.evidence.copies import place_problem
from briefdeck.evidence.kinds import CopyKind
from briefdeck.files import COPIES, read_regular
from briefdeck.text.file_names import name_problem
from briefdeck.workers import RefusedError

_ENDINGS: Final[dict[CopyKind, str]] = {
    "text": ".txt",
    "markdown": ".md",
    "csv": ".csv",
    "html": ".html",
    "pdf": ".pdf",
    "warc": ".warc",
}
_LONGEST: Final = 120
"""Characters of a source's id that its copy is called by."""


class Stored(Struct, frozen=True):
    """A copy that is stored: its path beside the briefing, and whether it was not there before."""

    folder: Path
    name: str
    is_new: bool

    def take_back(self) -> None:
        """Take it away again, where nobody else can have known of it."""
        if self.is_new:
            with contextlib.suppress(OSError):
                os.unlink(self.folder / self.name)
                os.rmdir(self.folder / COPIES)


def store(folder: Path, source: str, kind: CopyKind, content: bytes) -> Stored:
    """Store a source's copy in the folder of its briefing; the same bytes are stored once.

    source: its id, by which the file is called. RefusedError where the folder for copies leads
    elsewhere; OSError where it cannot be written.
    """
    problem = place_problem(folder, COPIES)
    if problem:
        raise RefusedError(problem)
    name = _name_of(folder / COPIES, content)
    if name:
        return Stored(folder, f"{COPIES}/{name}", is_new=False)
    for name in _free_names(source, kind, content):
        try:
            write_new(folder / COPIES / name, content, private=False)
        except FileExistsError:
            continue
        return Stored(folder, f"{COPIES}/{name}", is_new=True)
    raise AssertionError("there is always another number")


def _name_of(folder: Path, content: bytes) -> str:
    """Return the name under which these bytes are stored already; empty where they are not."""
    try:
        names = sorted(os.listdir(folder))
    except FileNotFoundError:
        return ""
    for name in names:
        path = folder / name
        status = os.lstat(path)
        if not stat.S_ISREG(status.st_mode) or status.st_size != len(content):
            continue
        if not name_problem(name) and read_regular(path, len(content))[0] == content:
            return name
    return ""


def _free_names(source: str, kind: CopyKind, content: bytes) -> Iterator[str]:
    """Yield the names that a copy may have: `gao-2019.pdf`, then `gao-2019-2.pdf` and so on."""
    ending = _ENDINGS[kind]
    if kind == "warc" and not content.startswith(b"WARC"):
        ending += ".gz"
    stem = source[:_LONGEST].rstrip("-")
    if name_problem(stem + ending):
        # Windows has a device of this name.
        stem = f"source-{stem}"
    yield stem + ending
    for number in count(2):
        yield f"{stem}-{number}{ending}"
