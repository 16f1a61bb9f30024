"""Reading a file whole: a regular one of an allowed size, none that keeps its reader waiting."""

import os
import stat
from pathlib import Path
from typing import Final

LARGEST_BRIEFING: Final = 10 * 1024 * 1024
"""Bytes: a briefing above this is refused unread. The longest real ones are a few hundred KB."""

_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)

_KINDS: Final = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
}


class NotRegularError(ValueError):
    """The path names something else than a regular file; `kind` says what: "a pipe"."""

    def __init__(self, kind: str) -> None:
        super().__init__(f"it is {kind}, not a file")
        self.kind = kind


class TooLargeError(ValueError):
    """The file has more bytes than are read; `size` says how many."""

    def __init__(self, size: int, most: int) -> None:
        super().__init__(f"it is larger than {most >> 20} MB")
        self.size = size


def read_regular(path: Path | bytes, most: int) -> tuple[bytes, os.stat_result]:
    """Return a regular file's bytes, `most` at most, and its status.

    Raises NotRegularError, TooLargeError, OSError, or ValueError for what cannot be a path.
    """
    # Looked at before it is opened: opening may already act on a device, or wait on a pipe.
    _refuse_unusual(os.stat(path), most)
    descriptor = os.open(path, _FLAGS)
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        _refuse_unusual(status, most)
        content = file.read(most + 1)
    if len(content) > most:
        raise TooLargeError(len(content), most)
    return content, status


def _refuse_unusual(status: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotRegularError(_KINDS.get(stat.S_IFMT(status.st_mode), "something else"))
    if status.st_size > most:
        raise TooLargeError(status.st_size, most)
