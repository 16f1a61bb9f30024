"""What the interface remembers: the place in each briefing, and what was opened last."""

import re
import time
from pathlib import Path
from typing import Any, Final

import msgspec
from msgspec import Struct, field

from briefdeck.durable import locked, sweep, write_atomically
from briefdeck.files import read_kept
from briefdeck.library.folders import Folders, folders
from briefdeck.library.newer import RECENTS, STATE_FORMAT, others, read_json

MOST_RECENT = 50
LONGEST_PLAIN = 100
_KINDS = ("", "place", "notes", "read", "exports", "removed", "shared")
_UNREADABLE = (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError)


class ReadingState(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Where a reader was in one briefing: ids, so that it survives a changed file.

    `extra` is free for the interface.
    """

    section: str = ""
    entry: str = ""
    entries: dict[str, str] = field(default_factory=dict)
    offset: int = 0
    theme: str = ""
    sizes: dict[str, int] = field(default_factory=dict)
    extra: dict[str, Any] = field(default_factory=dict)


class Recent(Struct, frozen=True, kw_only=True):
    """A briefing opened lately: its id, its file and when (seconds since 1970)."""

    id: str
    path: str
    at: float


# Made while nobody else can use the types: see `model.codec.converted`.
_PLACE: Final = msgspec.json.Decoder(ReadingState)
_RECENTS: Final = msgspec.json.Decoder(tuple[Recent, ...])


def load_state(briefing_id: str, places: Folders | None = None) -> ReadingState:
    """Return the place kept for a briefing.

    It is an empty one where nothing is kept or the file is damaged.
    """
    try:
        raw = read_kept(state_file(briefing_id, "place", places or folders()))
        return _PLACE.decode(raw)
    except _UNREADABLE:
        return ReadingState()


def save_state(briefing_id: str, state: ReadingState, places: Folders | None = None) -> None:
    """Keep a briefing's place; what a later program has added to it stays.

    Raises OSError where the state folder cannot be written, or holds a newer program's place.
    """
    path = state_file(briefing_id, "place", places or folders())
    added = others(read_json(path, STATE_FORMAT), ReadingState.__struct_fields__)
    data = {**added, **msgspec.to_builtins(state)}
    # Not durable: a place lost with the power harms nobody, and waiting for the disk is felt.
    write_atomically(path, msgspec.json.encode(data), durable=False)


def recents(places: Folders | None = None) -> tuple[Recent, ...]:
    """Return the briefings opened lately, the last first, at most `MOST_RECENT`."""
    try:
        raw = read_kept(_recents_file(places or folders()))
        return _RECENTS.decode(raw)[:MOST_RECENT]
    except _UNREADABLE:
        return ()


def remember_opened(briefing_id: str, path: str, places: Folders | None = None) -> None:
    """Put a briefing at the head of the recent ones.

    Raises OSError where the state folder cannot be written, or a newer program keeps the list.
    """
    places = places or folders()
    # Names of files may hold bytes that are no text, which JSON cannot.
    name = briefing_id.encode("utf-8", "replace").decode()
    file = path.encode("utf-8", "backslashreplace").decode()
    # Once in a while is enough, and while a briefing opens a few listings more are not felt.
    written_into = [places.state / kind for kind in _KINDS]
    for folder in (*written_into, places.own):
        sweep(folder)
    with locked(places.state / "recents.lock"):
        read_json(_recents_file(places), STATE_FORMAT)
        before = [recent for recent in recents(places) if recent.id != name]
        latest = (Recent(id=name, path=file, at=time.time()), *before)[:MOST_RECENT]
        write_atomically(_recents_file(places), msgspec.json.encode(latest), durable=False)


def state_file(briefing_id: str, kind: str, places: Folders, suffix: str = ".json") -> Path:
    """Return the file that holds one kind of state of one briefing.

    It has a name that any file system takes, another one for each id.
    """
    name = briefing_id
    if len(name) > LONGEST_PLAIN or not _is_plain(name):
        from hashlib import blake2b  # 2 ms, which few names need

        raw = name.encode("utf-8", "surrogateescape")
        name = f"~{blake2b(raw, digest_size=16).hexdigest()}"
    return places.state / kind / f"{name}{suffix}"


def _is_plain(name: str) -> bool:
    """Whether a name is a file's on every system, and no other name is the same to any of them."""
    return re.fullmatch(r"-*[a-z0-9][a-z0-9-]*", name) is not None


def _recents_file(places: Folders) -> Path:
    return places.state / RECENTS
