"""Which files stand on the shelf: a walk that no folder can trap, stop or mislead."""

import contextlib
import os
from collections.abc import Iterator
from operator import attrgetter
from pathlib import Path
from stat import S_ISREG
from typing import NamedTuple

from briefdeck.files import COPIES
from briefdeck.library.folders import Folders, Origin, shipped_texts
from briefdeck.version import __version__

SUFFIX = ".toml"
PACK_SUFFIX = ".briefpack"
DEEPEST = 32
"""A link to a folder above would otherwise be followed on systems that number no files."""
MOST = 100_000


class Spot(NamedTuple):
    """A file on the shelf: its path as the system has it, its briefing's id, and what it is.

    The id is safe to show. `modified` may be set by anybody; `changed` is when the system last saw
    the file change. A folder that was not looked into is a spot too, with the reason; its id ends
    in a slash, as no briefing's does.
    """

    path: str
    id: str
    origin: Origin
    folder: str
    size: int
    modified: int
    regular: bool = True
    problem: str | None = None
    changed: int = 0


def spots(places: Folders) -> Iterator[Spot]:
    """Yield every file that ends in `.toml` on all shelves, in the order of lookup.

    Each real folder is visited once.
    """
    seen: set[tuple[int, int]] = set()
    for origin, folder in places.shelves:
        yield from _walk(origin, str(folder), seen)


def on_disk(places: Folders) -> Folders:
    """Return the folders, with a real one for the briefings that ship.

    Where they ship inside a zip archive they are copied into the cache, and found there.
    """
    if places.shipped is not None:
        return places
    return places._replace(shipped=_unzipped(places.cache))


def firsts(found: Iterator[Spot]) -> dict[str, list[Spot]]:
    """Return files by id, in the order of lookup: the first one is the one that the id means.

    What is not a regular file comes last, whatever its folder: a broken link hides no briefing.
    """
    by_id: dict[str, list[Spot]] = {}
    for spot in found:
        by_id.setdefault(spot.id, []).append(spot)
    for same in by_id.values():
        same.sort(key=_is_irregular)
    return by_id


def _is_irregular(spot: Spot) -> bool:
    return not spot.regular


def _walk(origin: Origin, root: str, seen: set[tuple[int, int]]) -> Iterator[Spot]:
    """Yield files breadth first, names sorted, so that the shallower path comes first."""
    level = [root]
    count = 0
    for _ in range(DEEPEST):
        below: list[str] = []
        for folder in level:
            if not _is_new(folder, seen):
                continue
            room = MOST - count
            found = _in_folder(folder, origin, root, below, room + 1)
            yield from found[:room]
            if len(found) > room:
                problem = f"Only the first {MOST:,} files of a shelf are read."
                yield _unread(folder, origin, root, problem)
                return
            count += len(found)
        level = below
    if any(_is_new(folder, seen) for folder in level):
        problem = f"Folders more than {DEEPEST} deep are not looked into."
        yield _unread(level[0], origin, root, problem)


def _in_folder(folder: str, origin: Origin, root: str, below: list[str], most: int) -> list[Spot]:
    """Return the first files of one folder, and add the folders in it to those `below`."""
    try:
        files, folders = _read(folder)
    except OSError as error:
        return [_unread(folder, origin, root, f"The folder cannot be read: {error.strerror}.")]
    below += folders
    return [_spot(entry, origin, root) for entry in files[:most]]


def _is_new(folder: str, seen: set[tuple[int, int]]) -> bool:
    """Whether a folder is there and was not visited before, by whatever path."""
    try:
        status = os.stat(folder)
    except (OSError, ValueError):
        return False
    key = (status.st_dev, status.st_ino)
    # Some network folders number all their files 0.
    if key in seen and status.st_ino:
        return False
    seen.add(key)
    return True


def _read(folder: str) -> tuple[list["os.DirEntry[str]"], list[str]]:
    """Return (briefing files, folders below) of a folder, sorted by name.

    Nothing of a folder that is gone. Raises OSError where one cannot be read.
    """
    files: list[os.DirEntry[str]] = []
    folders: list[str] = []
    with contextlib.suppress(FileNotFoundError, NotADirectoryError), os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name[0] == ".":
                continue
            is_named_so = name.endswith(SUFFIX)
            if is_named_so and entry.is_file(follow_symlinks=False):
                files.append(entry)
            elif _is_folder(entry):
                folders.append(entry.path)
            elif is_named_so:
                files.append(entry)
    if files:
        # What is beside a briefing under this name are copies of its sources.
        folders = [path for path in folders if os.path.basename(path) != COPIES]
    files.sort(key=attrgetter("name"))
    folders.sort()
    return files, folders


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False


def _spot(entry: "os.DirEntry[str]", origin: Origin, root: str) -> Spot:
    name = shown(entry.name.removesuffix(SUFFIX))
    try:
        status = entry.stat()
    except OSError as error:
        problem = f"The file cannot be read: {error.strerror}."
        return Spot(entry.path, name, origin, root, 0, 0, regular=False, problem=problem)
    modified = status.st_mtime_ns
    if not S_ISREG(status.st_mode):
        problem = "This is not a regular file; nothing was read."
        return Spot(entry.path, name, origin, root, 0, modified, regular=False, problem=problem)
    size, changed = status.st_size, status.st_ctime_ns
    # `Spot(…)` would be a call of Python's for each of many files.
    return tuple.__new__(
        Spot, (entry.path, name, origin, root, size, modified, True, None, changed)
    )


def _unread(folder: str, origin: Origin, root: str, problem: str) -> Spot:
    """Return a folder that was not looked into, or not to its end, as a spot."""
    name = f"{shown(os.path.basename(folder))}/"
    return Spot(folder, name, origin, root, 0, 0, regular=False, problem=problem)


def shown(name: str) -> str:
    """Return a name safe to show."""
    # Nearly every name is as it stands, and then nothing more is loaded.
    if name.isascii() and name.isprintable():
        return name
    from briefdeck.text.visible import visible

    return visible(name)


def _unzipped(cache: Path) -> Path:
    """Return a folder in the cache with the briefings that ship; it is empty where none can be."""
    from briefdeck.durable import write_atomically

    folder = cache / f"shipped-{__version__}"
    for name, raw in shipped_texts():
        path = folder / name
        with contextlib.suppress(OSError):
            if not path.is_file() or path.read_bytes() != raw:
                write_atomically(path, raw)
    return folder
