"""A mirror brought up to date: what has changed on the server is fetched, verified and written.

Whoever is killed midway loses nothing: files are written whole, the mark last, and what is there
already is not fetched again.
"""

import hashlib
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from msgspec.structs import replace

from briefdeck.durable import locked, sweep
from briefdeck.files import LARGEST_BRIEFING
from briefdeck.library.folders import Folders
from briefdeck.library.shared.address import SharedShelf
from briefdeck.library.shared.connection import (
    RANKS,
    Head,
    Session,
    SharedError,
    session,
    strange,
    told,
)
from briefdeck.library.shared.mirror import (
    COMMENTS,
    STATES,
    Comment,
    Held,
    Marked,
    Mirror,
    folder_time,
    is_untouched,
    load_marked,
    load_mirror,
    mirror_file,
    put_comments,
    put_file,
    remember_asked,
    save_mirror,
    save_newer,
    take_file,
    unfit_name,
)
from briefdeck.library.walk import SUFFIX
from briefdeck.text.file_names import folded_name
from briefdeck.text.visible import visible

Progress = Callable[[int, int], None]
"""Called with (briefings fetched, briefings to fetch), now and then."""

MOST_AT_ONCE: Final = 200
BYTES_AT_ONCE: Final = 4 << 20
_CHANGES: Final = (
    "select name, number, level, hash, size, author,"
    """ to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), comments"""
    " from briefdeck.changes(%s, %s::xid8)"
)
_COUNT: Final = "select count(*) from briefdeck.changes(%s, %s::xid8)"
_CONTENTS: Final = (
    "select name, number, level, hash, octet_length(content), author,"
    """ to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), 0, content"""
    " from briefdeck.contents(%s, %s)"
)
_COMMENTS: Final = (
    "select name, entry, author,"
    """ to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'), number, body"""
    " from briefdeck.comments(%s, %s)"
)
_WHO: Final = (
    "select briefdeck.caller()::text, lineage::text || '.' || xmin::text from briefdeck.about"
)


class Pulled(NamedTuple):
    """What a pull did: names of briefings that came, changed and went; `total` are there now.

    `refused` says which ones were not taken, and why. `is_gone`: the shelf is there no more for
    whoever asked, and the mirror has been emptied.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    total: int = 0
    is_gone: bool = False


class _Row(NamedTuple):
    """What the server lists of a briefing; of one that is seen no more only the name.

    `content` only where it was asked for.
    """

    name: str
    number: int | None
    level: int | None
    digest: bytes | None
    size: int | None
    author: str | None
    at: str | None
    comments: int
    content: bytes = b""


class _Said(NamedTuple):
    """A comment, as the server has it."""

    briefing: str
    entry: str
    author: str
    at: str
    revision: int
    text: str


class Listed(NamedTuple):
    """What the server lists of a shelf: briefings by name, None for what is seen no more.

    `is_whole`: all of them are listed, else what has changed since the mirror's mark.
    """

    head: Head
    briefings: dict[str, Held | None]
    refused: tuple[str, ...]
    is_whole: bool


def pull(shelf: SharedShelf, places: Folders, progress: Progress | None = None) -> Pulled:
    """Bring the mirror of a shelf up to date.

    Raises SharedError, OSError where a file cannot be written, and TimeoutError where another
    program is pulling.
    """
    with locked(mirror_file(shelf, places).with_suffix(".lock")):
        marked, folder = load_marked(shelf, places), places.mirror(shelf)
        with session(shelf) as server:
            try:
                if is_untouched(marked, folder) and not _has_news(server, marked):
                    remember_asked(shelf, places)
                    return Pulled(total=marked.total)
                mirror = load_mirror(shelf, places)
                listed = list_changes(server, mirror)
            except SharedError as error:
                if not error.is_unknown or not _was_member(server, marked):
                    raise
                return _emptied(shelf, marked, places)
            for each in (folder, folder / COMMENTS):
                sweep(each, older_than=0)
            return _brought(server, mirror, listed, places, progress or _unheard)


def _has_news(server: Session, marked: Marked) -> bool:
    """Whether anything has changed since a mark, or that cannot be said by it."""
    with told(server.shelf), server.turn():
        if not server.head().knows(marked):
            return True
        (count,) = server.one(tuple[int], _COUNT, server.shelf.name, marked.mark)
        return count > 0


def list_changes(server: Session, mirror: Mirror) -> Listed:
    """Ask for what has changed since the mirror's mark, or for all where that means nothing."""
    shelf = server.shelf
    with told(shelf), server.turn():
        head = server.head()
        is_whole = not head.knows(mirror)
        rows = server.rows(_Row, _CHANGES, shelf.name, None if is_whole else mirror.mark)
    briefings: dict[str, Held | None] = {}
    refused: list[str] = []
    known_names = mirror.briefings if rows and not is_whole else ()
    taken = {folded_name(name): name for name in known_names}
    for row in rows:
        name = row.name
        unfit = unfit_name(name)
        if unfit is None and taken.setdefault(folded_name(name), name) != name:
            unfit = f"has the name of `{visible(taken[folded_name(name)])}` on some systems"
        if unfit is None:
            briefings[name] = _held(row, shelf)
        elif row.number is not None:
            refused.append(f"`{visible(name)}` was not taken: it {unfit}.")
    return Listed(head, briefings, tuple(refused), is_whole)


def newer_than(mirror: Mirror, listed: Listed) -> int:
    """Return how many briefings on the server are others than those in the mirror."""
    count = 0
    for name, held in listed.briefings.items():
        known = mirror.briefings.get(name)
        if (held and held.hash) != (known and known.hash):
            count += 1
    if listed.is_whole:
        count += len(mirror.briefings.keys() - listed.briefings.keys())
    return count


def look(server: Session, places: Folders) -> int:
    """Ask how many briefings are newer than those in the mirror, and keep it for the interface."""
    newer = 0
    if _has_news(server, load_marked(server.shelf, places)):
        mirror = load_mirror(server.shelf, places)
        newer = newer_than(mirror, list_changes(server, mirror))
    save_newer(server.shelf, newer, places)
    return newer


def comments_from(server: Session, names: Sequence[str]) -> dict[str, tuple[Comment, ...]]:
    """Ask for the comments on some briefings; each of them is in the answer."""
    rows = server.ask(_Said, _COMMENTS, server.shelf.name, list(names))
    found: dict[str, tuple[Comment, ...]] = dict.fromkeys(names, ())
    for name, entry, author, at, revision, text in rows:
        if name in found:
            found[name] = (*found[name], Comment(entry, author, at, revision, text))
    return found


def _held(row: _Row, shelf: SharedShelf) -> Held | None:
    """Return a briefing of the list; None for one that is seen no more."""
    if row.number is None:
        return None
    if (
        row.digest is None
        or len(row.digest) != hashlib.sha256().digest_size
        or row.level not in {1, 2, 3}
        or row.size is None
        or row.author is None
        or row.at is None
    ):
        raise strange(shelf)
    state = STATES[row.level - 1]
    return Held(row.digest.hex(), row.size, row.number, state, row.author, row.at, row.comments)


def _brought(
    server: Session, mirror: Mirror, listed: Listed, places: Folders, progress: Progress
) -> Pulled:
    """Bring files and comments, take away what is gone, and then set the mark."""
    shelf, folder = server.shelf, places.mirror(server.shelf)
    briefings = {name: held for name, held in listed.briefings.items() if held is not None}
    if not listed.is_whole:
        kept = {n: held for n, held in mirror.briefings.items() if n not in listed.briefings}
        briefings = {**kept, **briefings}
    wanted = _to_fetch(folder, mirror, briefings)
    refused = [*listed.refused]
    came = dict(_fetched(server, wanted, folder, progress, refused))
    for name in wanted:
        # What the server has no more, or sent damaged, comes with the next pull.
        held = came.get(name) or mirror.briefings.get(name)
        listed_one = briefings.pop(name)
        if held is not None:
            briefings[name] = replace(held, comments=listed_one.comments)
    _bring_comments(server, mirror, briefings, listed.head, places)
    removed = _take_away(shelf, briefings, places)
    is_complete = len(refused) == len(listed.refused)
    before = "" if listed.is_whole else mirror.mark
    new = Mirror(
        lineage=listed.head.lineage,
        mark=listed.head.mark if is_complete else before,
        rank=listed.head.rank,
        caller=listed.head.caller,
        total=len(briefings),
        looked=time.time(),
        # What came damaged is asked for again though nothing may be new.
        folder=folder_time(folder) if is_complete else 0,
        briefings=briefings,
    )
    save_mirror(shelf, new, places)
    save_newer(shelf, 0, places)
    known = mirror.briefings
    return Pulled(
        added=tuple(sorted(briefings.keys() - known.keys())),
        changed=tuple(
            sorted(
                name
                for name, held in briefings.items()
                if name in known and held.hash != known[name].hash
            )
        ),
        removed=removed,
        refused=tuple(refused),
        total=len(briefings),
    )


def _to_fetch(folder: Path, mirror: Mirror, briefings: Mapping[str, Held]) -> dict[str, int]:
    """Return the briefings whose bytes are not here yet, with their sizes."""
    sizes = _sizes(folder)
    wanted: dict[str, int] = {}
    for name, held in briefings.items():
        known = mirror.briefings.get(name)
        is_here = sizes.get(f"{name}{SUFFIX}") == held.size
        if is_here and known is not None and known.hash == held.hash:
            continue
        # Whoever was killed may have written the file, but not that it is there.
        if is_here and _digest(folder / f"{name}{SUFFIX}") == held.hash:
            continue
        wanted[name] = held.size
    return wanted


def _sizes(folder: Path) -> dict[str, int]:
    """Return the regular files in a folder, with their sizes."""
    try:
        with os.scandir(folder) as entries:
            return {
                entry.name: entry.stat(follow_symlinks=False).st_size
                for entry in entries
                if entry.is_file(follow_symlinks=False)
            }
    except FileNotFoundError:
        return {}


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def _fetched(
    server: Session,
    wanted: Mapping[str, int],
    folder: Path,
    progress: Progress,
    refused: list[str],
) -> Iterator[tuple[str, Held]]:
    """Fetch some briefings and write them; yield what each is."""
    done = 0
    for part in _parts(list(wanted), wanted):
        for row in server.ask(_Row, _CONTENTS, server.shelf.name, part):
            name, content = row.name, row.content
            held = _held(row, server.shelf)
            if name not in wanted or held is None:
                continue
            is_sound = hashlib.sha256(content).hexdigest() == held.hash
            if not is_sound or len(content) > LARGEST_BRIEFING:
                refused.append(f"`{visible(name)}` was not taken: it came damaged.")
                continue
            put_file(folder / f"{name}{SUFFIX}", content)
            yield name, held
        done += len(part)
        progress(done, len(wanted))


def _parts(names: Sequence[str], sizes: Mapping[str, int]) -> Iterator[list[str]]:
    """Yield names in parts that are fetched at once: neither too many nor too large."""
    part: list[str] = []
    size = 0
    for name in names:
        if part and (len(part) == MOST_AT_ONCE or size + sizes[name] > BYTES_AT_ONCE):
            yield part
            part, size = [], 0
        part.append(name)
        size += sizes[name]
    if part:
        yield part


def _bring_comments(
    server: Session, mirror: Mirror, briefings: Mapping[str, Held], head: Head, places: Folders
) -> None:
    """Fetch the comments on briefings that have more or fewer of them than before."""
    counts = {name: held.comments for name, held in mirror.briefings.items()}
    said = [name for name, held in briefings.items() if held.comments != counts.get(name, 0)]
    for part in _parts(said, dict.fromkeys(said, 0)):
        if head.rank < RANKS.index("reviewer") + 1:
            put_comments(server.shelf, dict.fromkeys(part, ()), places)
        else:
            put_comments(server.shelf, comments_from(server, part), places)


def _take_away(
    shelf: SharedShelf, briefings: Mapping[str, Held], places: Folders
) -> tuple[str, ...]:
    """Take out of the mirror what does not belong into it; return the names of briefings."""
    folder = places.mirror(shelf)
    removed: list[str] = []
    for file in sorted(_sizes(folder)):
        name = file.removesuffix(SUFFIX)
        if file.endswith(SUFFIX) and name not in briefings:
            take_file(folder / file)
            put_comments(shelf, {name: ()}, places)
            removed.append(name)
    return tuple(removed)


def _was_member(server: Session, mirror: Marked) -> bool:
    """Whether the mirror is of this very database, and was pulled by who asks now."""
    if not mirror.total:
        return False
    with told(server.shelf), server.turn():
        caller, lineage = server.one(tuple[str, str], _WHO)
    return bool((caller, lineage) == (mirror.caller, mirror.lineage))


def _emptied(shelf: SharedShelf, mirror: Marked, places: Folders) -> Pulled:
    removed = _take_away(shelf, {}, places)
    save_mirror(shelf, Mirror(lineage=mirror.lineage, caller=mirror.caller), places)
    save_newer(shelf, 0, places)
    return Pulled(removed=removed, is_gone=True)


def _unheard(_done: int, _total: int) -> None:
    """Hear of no progress."""
