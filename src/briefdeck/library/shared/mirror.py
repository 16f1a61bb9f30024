"""What is kept here of a shared shelf: its state, comments, and what own files were made from.

A mirror is a folder of our own with one file a briefing. Beside its files the state folder says
which revisions they are, and what a watching `pull` has found newer. Nothing here opens a socket.
"""

import contextlib
import hashlib
import os
import re
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Final, TypeVar

import msgspec
from msgspec import Struct

from briefdeck.durable import write_atomically
from briefdeck.files import read_kept
from briefdeck.library.folders import Folders
from briefdeck.library.newer import STATE_FORMAT, refuse_newer
from briefdeck.library.shared.address import SharedShelf
from briefdeck.library.walk import SUFFIX
from briefdeck.text.file_names import name_problem

LARGEST_STATE: Final = 256 << 20
"""Bytes: of some 200 for each briefing."""
LOOK_AFTER: Final = 86_400
"""Seconds after which a pull looks at each file though nothing is new and none came or went."""
STATES: Final = ("published", "review", "draft")
"""What a revision is, by its level on the server, which is counted from 1."""
COMMENTS: Final = "comments"
"""The folder in a mirror that holds the comments, one file a briefing."""
_Kept = TypeVar("_Kept")
_HASH: Final = re.compile(r"[0-9a-f]{64}")


class Held(Struct, frozen=True, array_like=True):
    """A revision in the mirror: the SHA-256 of its bytes, how many, and what the server says of it.

    `at` is a time in UTC as ISO 8601 has it; `comments` how many there are.
    """

    hash: str
    size: int
    revision: int
    state: str
    author: str
    at: str
    comments: int = 0


class Marked(Struct, frozen=True, kw_only=True):
    """Up to where a mirror knows what has happened on the server, and what stands for its files.

    `lineage` and `mark` are the server's words; `rank` is that of `caller` on the shelf. `total` is
    how many briefings there are, `looked` when each was last looked at, in seconds since 1970, and
    `folder` the time of their folder then, in nanoseconds.
    """

    format: int = STATE_FORMAT
    lineage: str = ""
    mark: str = ""
    rank: int = 0
    caller: str = ""
    total: int = 0
    looked: float = 0.0
    folder: int = 0


class Mirror(Marked, frozen=True, kw_only=True):
    """The same with what the mirror holds, by name."""

    briefings: dict[str, Held] = {}


class Comment(Struct, frozen=True, array_like=True):
    """A comment of a member's on an entry (empty: the briefing itself), and on which revision."""

    entry: str
    author: str
    at: str
    revision: int
    text: str


class Newer(Struct, frozen=True, kw_only=True):
    """How many briefings a watching `pull` found newer than the mirror, and when."""

    format: int = STATE_FORMAT
    newer: int = 0
    at: float = 0.0


class Bases(Struct, frozen=True, kw_only=True):
    """Of which version, by SHA-256, own files are changes, by name."""

    format: int = STATE_FORMAT
    bases: dict[str, str] = {}


_MARKED: Final = msgspec.json.Decoder(Marked)
_MIRROR: Final = msgspec.json.Decoder(Mirror)
_COMMENTS: Final = msgspec.json.Decoder(tuple[Comment, ...])
_NEWER: Final = msgspec.json.Decoder(Newer)
_BASES: Final = msgspec.json.Decoder(Bases)


def load_marked(shelf: SharedShelf, places: Folders) -> Marked:
    """Return what is known of a mirror without its list, which takes forty times as long to read.

    Raises NewerError and OSError as `load_mirror` does.
    """
    return _load(mirror_file(shelf, places), _MARKED, Marked())


def load_mirror(shelf: SharedShelf, places: Folders) -> Mirror:
    """Return the state of a mirror, an empty one where nothing is kept or that is damaged.

    Raises NewerError where a newer program keeps it, and OSError where it cannot be read.
    """
    kept = _load(mirror_file(shelf, places), _MIRROR, Mirror())
    # A damaged state must not lead out of the folder, nor be taken for one that holds a version.
    sound = {
        name: held
        for name, held in kept.briefings.items()
        if unfit_name(name) is None and _HASH.fullmatch(held.hash)
    }
    return msgspec.structs.replace(kept, briefings=sound)


def save_mirror(shelf: SharedShelf, mirror: Mirror, places: Folders) -> None:
    """Keep the state of a mirror."""
    _save(mirror_file(shelf, places), mirror)


def is_untouched(marked: Marked, folder: Path) -> bool:
    """Whether no file has come into a mirror's folder or gone since each was looked at, of late.

    One that was written over where it stands does not change its folder: `LOOK_AFTER` is for it.
    """
    return 0 <= time.time() - marked.looked < LOOK_AFTER and marked.folder == folder_time(folder)


def folder_time(folder: Path) -> int:
    """Return when a folder was last changed, in nanoseconds; 0, and never so, where it is not."""
    with contextlib.suppress(OSError):
        return os.stat(folder).st_mtime_ns
    return 0


def pulled_at(shelf: SharedShelf, places: Folders) -> float:
    """Return when the server was asked last, in seconds since 1970; raises OSError."""
    return mirror_file(shelf, places).stat().st_mtime


def remember_asked(shelf: SharedShelf, places: Folders) -> None:
    """Keep that the server was asked now, and had nothing new; raises OSError."""
    os.utime(mirror_file(shelf, places))
    save_newer(shelf, 0, places)


def mirror_file(shelf: SharedShelf, places: Folders) -> Path:
    """Return the file that keeps the state of a mirror."""
    return places.state / "shared" / f"{shelf.key}.json"


def newer_file(shelf: SharedShelf, places: Folders) -> Path:
    """Return the file in which a watching `pull` says how many briefings are newer."""
    return places.state / "shared" / f"{shelf.key}.newer.json"


def newer_count(shelf: SharedShelf, places: Folders) -> int:
    """Return how many briefings of a shelf are newer than the mirror, as far as is known."""
    with contextlib.suppress(OSError):
        return max(0, _load(newer_file(shelf, places), _NEWER, Newer()).newer)
    return 0


def save_newer(shelf: SharedShelf, newer: int, places: Folders) -> None:
    """Keep how many briefings are newer; nothing is written where that is known already."""
    if newer != newer_count(shelf, places):
        _save(newer_file(shelf, places), Newer(newer=newer, at=time.time()), durable=False)


def base_of(shelf: SharedShelf, name: str, places: Folders) -> str | None:
    """Return of which version the own file of that name is a change; None where nobody knows."""
    return _load(_bases_file(shelf, places), _BASES, Bases()).bases.get(name)


def save_base(shelf: SharedShelf, name: str, base: str, places: Folders) -> None:
    """Keep of which version the own file of that name is a change."""
    known = _load(_bases_file(shelf, places), _BASES, Bases())
    if known.bases.get(name) != base:
        _save(_bases_file(shelf, places), Bases(bases={**known.bases, name: base}))


def remember_copied(path: Path, copy: Path, places: Folders) -> None:
    """Keep of which version an own file is a copy, where it is one of a mirror's file."""
    shelf = shelf_of(path, places)
    if shelf is not None:
        digest = hashlib.sha256(copy.read_bytes()).hexdigest()
        save_base(shelf, copy.name.removesuffix(SUFFIX), digest, places)


def shelf_of(path: Path, places: Folders) -> SharedShelf | None:
    """Return the shared shelf whose mirror holds a file; None for any other file."""
    for shelf in places.shared:
        if path.parent == places.mirror(shelf):
            return shelf
    return None


def comments_on(path: Path, places: Folders) -> tuple[Comment, ...]:
    """Return what members have said of the briefing in a file, the oldest first.

    The file is a mirror's, or an own one that was made from one or published.
    """
    name = path.name.removesuffix(SUFFIX)
    for shelf in places.shared:
        if path.parent == places.mirror(shelf) or base_of(shelf, name, places) is not None:
            nothing: tuple[Comment, ...] = ()
            with contextlib.suppress(OSError):
                return _load(comments_file(shelf, name, places), _COMMENTS, nothing)
    return ()


def comments_file(shelf: SharedShelf, name: str, places: Folders) -> Path:
    """Return the file that holds the comments on a briefing."""
    return places.mirror(shelf) / COMMENTS / f"{name}.json"


def unfit_name(name: str) -> str | None:
    """Return why a briefing's name cannot be that of a file everywhere; None where it can.

    Names from a server become paths only if this finds nothing.
    """
    if "/" in name:
        return "leads to a folder"
    if name.endswith((".", " ")):
        return "ends with a dot or a blank"
    return name_problem(f"{name}{SUFFIX}")


def put_file(path: Path, content: bytes) -> None:
    """Write a file of a mirror, which nobody is to change; raises OSError."""
    # Windows does not let a file take the place of one that is not to be written.
    if os.name == "nt":  # pragma: no cover - Windows
        with contextlib.suppress(OSError):
            os.chmod(path, 0o644)
    write_atomically(path, content, durable=False)
    os.chmod(path, 0o444)


def take_file(path: Path) -> None:
    """Take a file out of a mirror; raises OSError."""
    with contextlib.suppress(FileNotFoundError):
        if os.name == "nt":  # pragma: no cover - Windows
            os.chmod(path, 0o644)
        os.unlink(path)


def put_comments(
    shelf: SharedShelf, comments: Mapping[str, tuple[Comment, ...]], places: Folders
) -> None:
    """Keep the comments on some briefings, by name; those on a briefing with none go."""
    for name, said in comments.items():
        path = comments_file(shelf, name, places)
        if said:
            put_file(path, msgspec.json.encode(said))
        else:
            take_file(path)


def _bases_file(shelf: SharedShelf, places: Folders) -> Path:
    return places.state / "shared" / f"{shelf.key}.bases.json"


def _load(path: Path, decoder: "msgspec.json.Decoder[_Kept]", nothing: _Kept) -> _Kept:
    """Return what a file of ours holds; `nothing` where it is missing or damaged."""
    try:
        raw = read_kept(path, LARGEST_STATE)
    except FileNotFoundError:
        return nothing
    try:
        found = decoder.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        _refuse_newer(raw, path)
        return nothing
    refuse_newer({"format": getattr(found, "format", None)}, path, STATE_FORMAT)
    return found


def _refuse_newer(raw: bytes, path: Path) -> None:
    """Raise NewerError where what cannot be decoded says that it is of a newer format."""
    with contextlib.suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        refuse_newer(msgspec.json.decode(raw), path, STATE_FORMAT)


def _save(path: Path, data: Struct, *, durable: bool = True) -> None:
    write_atomically(path, msgspec.json.encode(data), durable=durable)
