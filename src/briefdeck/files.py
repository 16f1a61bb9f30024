"""Reading a file whole: a regular one of an allowed size, none that keeps its reader waiting."""

import errno
import os
import select
import stat
from pathlib import Path
from typing import Final

LARGEST_BRIEFING: Final = 10 * 1024 * 1024
"""Bytes: a briefing above this is refused unread. The longest real ones are a few hundred KB."""

COPIES: Final = "copies"
"""The folder beside a briefing in which copies of its sources are, and no briefings."""

_FLAGS: Final = (
    os.O_RDONLY
    | getattr(os, "O_NONBLOCK", 0)
    | getattr(os, "O_BINARY", 0)
    | getattr(os, "O_CLOEXEC", 0)
)

PATIENCE: Final = 10
"""Seconds in which somebody has to begin to write to a pipe that has a name."""

_AT_ONCE: Final = 1 << 16
"""Bytes that are asked of a stream at once: as many as a pipe holds."""

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
        # Room for what is asked for is set aside first, which for `most` takes longer than reading.
        content = file.read(status.st_size + 1)
        if content is not None and len(content) > status.st_size:
            content += file.read(most + 1 - len(content)) or b""
    # Some files of /proc look regular, and have nothing to give yet.
    if content is None:
        raise BlockingIOError(errno.EAGAIN, "it keeps its reader waiting", os.fsdecode(path))
    if len(content) > most:
        raise TooLargeError(len(content), most)
    return content, status


def read_kept(path: Path, most: int = LARGEST_BRIEFING) -> bytes:
    """Return the bytes of a file that the program itself keeps, or of its configuration.

    Raises OSError, also where it is not a regular file or has more than `most` bytes.
    """
    try:
        return read_regular(path, most)[0]
    except NotRegularError as error:
        raise OSError(errno.EINVAL, str(error), str(path)) from error
    except TooLargeError as error:
        raise OSError(errno.EFBIG, str(error), str(path)) from error


def read_stream(path: str | None, most: int) -> bytes:
    """Return what comes from a pipe or a device to its end, or one byte more than `most`.

    path: None is standard input. OSError where it cannot be read, or nobody writes to the pipe.
    """
    descriptor = os.dup(0) if path is None else os.open(path, _FLAGS)
    if stat.S_ISFIFO(os.fstat(descriptor).st_mode) and path is not None:
        _await_writer(descriptor)
    content = bytearray()
    with open(descriptor, "rb", buffering=0) as stream:
        while len(content) <= most:
            piece = stream.read(min(most + 1 - len(content), _AT_ONCE))
            if piece is None:
                # Somebody writes to it, and nothing is there yet.
                select.select([stream], [], [])
                continue
            if not piece:
                break
            content += piece
    return bytes(content)


def _await_writer(descriptor: int) -> None:
    """Wait a moment for somebody to write to a pipe; OSError where nobody does."""
    # A pipe with a name is opened by its reader and its writer in any order.
    ready, _, _ = select.select([descriptor], [], [], PATIENCE)
    if ready:
        return
    try:
        os.read(descriptor, 1)
    except BlockingIOError:
        # There is a writer, who takes a while to begin.
        return
    os.close(descriptor)
    raise OSError(errno.EPIPE, "nobody writes to it")


def _refuse_unusual(status: os.stat_result, most: int) -> None:
    if not stat.S_ISREG(status.st_mode):
        raise NotRegularError(_KINDS.get(stat.S_IFMT(status.st_mode), "something else"))
    if status.st_size > most:
        raise TooLargeError(status.st_size, most)
