"""Stored copies of sources: where each is, whether it is still the one that was stored, and what.

Nothing is parsed here, and no path that a briefing names leads out of its folder. What is only
needed where a copy is there is imported then: most briefings have none.
"""

import os
import stat
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal

from msgspec import Struct

from briefdeck.files import NotRegularError, TooLargeError, read_regular
from briefdeck.text.visible import visible

if TYPE_CHECKING:
    from briefdeck.evidence.kinds import CopyKind
    from briefdeck.model.briefing import Source

LARGEST_COPY: Final = 128 << 20
"""Bytes: a copy above this is refused unread."""

CopyState = Literal["kept", "changed", "no-copy", "unreadable"]
"""kept: its bytes are those that were stored, or nobody has said which those were."""


class Copy(Struct, frozen=True):
    """What became of a source's copy.

    source: the source's id. name: its path beside the briefing, as the source has it. path: where
    the file is, None where it is not to be read. sha256, size: of the bytes that it has now. why:
    what is wrong with it, as in "it is empty"; empty where it is kept. addresses: the source's, by
    which an archive of the web is asked for it.
    """

    source: str
    name: str = ""
    path: Path | None = None
    sha256: str = ""
    size: int = 0
    kind: "CopyKind | None" = None
    state: CopyState = "kept"
    why: str = ""
    addresses: tuple[str, ...] = ()


def copy_of(folder: Path, source: "Source") -> Copy:
    """Return a source's copy as it is now. folder: where its briefing's file is.

    It is read whole and hashed; nothing of it is understood but what kind of file it is.
    """
    if not source.copy:
        why = "it is not passed on with the briefing" if source.sha256 else "none is stored"
        return Copy(source.id, state="no-copy", why=why)
    read = bytes_of(folder, source.copy)
    if not isinstance(read, bytes):
        return Copy(source.id, source.copy, state=read.state, why=read.why)
    from hashlib import sha256

    digest = sha256(read).hexdigest()
    kind, state, why = _looked_at(read, source.copy)
    if source.sha256 and digest != source.sha256:
        state, why = "changed", "its bytes are others than those that were stored"
    return Copy(
        source=source.id,
        name=source.copy,
        path=folder / source.copy,
        sha256=digest,
        size=len(read),
        kind=kind,
        state=state,
        why=why,
        addresses=addresses_of(source),
    )


def addresses_of(source: "Source") -> tuple[str, ...]:
    """Return the addresses by which an archive of the web is asked for a source."""
    return tuple([each for each in (source.url, source.doi) if each])


def _looked_at(content: bytes, name: str) -> "tuple[CopyKind | None, CopyState, str]":
    from briefdeck.evidence.kinds import kind_of
    from briefdeck.workers import RefusedError

    try:
        return kind_of(content, name), "kept", ""
    except RefusedError as error:
        return None, "unreadable", str(error)


class Unread(Struct, frozen=True):
    """Why the bytes of a copy are not had."""

    state: Literal["no-copy", "unreadable"]
    why: str


def bytes_of(folder: Path, name: str) -> bytes | Unread:
    """Return the bytes of a copy, or why they are not had."""
    problem = place_problem(folder, name)
    if problem:
        return Unread("unreadable", problem)
    try:
        content, _ = read_regular(folder / name, LARGEST_COPY)
    except FileNotFoundError:
        return Unread("no-copy", f"`{visible(name)}` is not there")
    except (NotRegularError, TooLargeError, ValueError) as error:
        return Unread("unreadable", str(error))
    except OSError as error:
        return Unread("unreadable", f"it cannot be read ({error.strerror})")
    return content


def file_problem(folder: Path, name: str) -> str:
    """Return why a copy cannot be read, as far as that is seen without reading it; else empty."""
    problem = place_problem(folder, name)
    if problem:
        return problem
    try:
        is_file = stat.S_ISREG(os.stat(folder / name).st_mode)
    except OSError:
        return f"`{visible(name)}` is not there"
    return "" if is_file else f"`{visible(name)}` is not a file"


def place_problem(folder: Path, name: str) -> str:
    """Return why a path beside a briefing is not followed; empty where it may be.

    It may be where it is a file's name on every system and stays in the folder, links included.
    """
    from briefdeck.text.file_names import name_problem

    problem = name_problem(name)
    if problem:
        return f"`{visible(name)}` {problem}"
    try:
        is_inside = (folder / name).resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        # A circle of links.
        is_inside = False
    return "" if is_inside else f"`{visible(name)}` leads out of the briefing's folder"
