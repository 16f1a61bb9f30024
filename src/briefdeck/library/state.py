"""What the interface remembers: the place in each briefing, and what was opened last."""

import hashlib
import time
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct, field

from briefdeck.library.durable import locked, sweep, write_atomically
from briefdeck.library.folders import Folders, folders

MOST_RECENT = 50


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


def load_state(briefing_id: str, places: Folders | None = None) -> ReadingState:
    """The place kept for a briefing; an empty one where nothing is kept or the file is damaged."""
    try:
        raw = state_file(briefing_id, "place", places or folders()).read_bytes()
        return msgspec.json.decode(raw, type=ReadingState)
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ReadingState()


def save_state(briefing_id: str, state: ReadingState, places: Folders | None = None) -> None:
    """Keep a briefing's place. Raises OSError where the state folder cannot be written."""
    path = state_file(briefing_id, "place", places or folders())
    write_atomically(path, msgspec.json.encode(state), durable=False)


def recents(places: Folders | None = None) -> tuple[Recent, ...]:
    """Briefings opened lately, the last first, at most 50."""
    try:
        raw = _recents_file(places or folders()).read_bytes()
        return msgspec.json.decode(raw, type=tuple[Recent, ...])[:MOST_RECENT]
    except (OSError, msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return ()


def remember_opened(briefing_id: str, path: str, places: Folders | None = None) -> None:
    """Put a briefing at the head of the recent ones.

    Raises OSError where the state folder cannot be written.
    """
    places = places or folders()
    name = briefing_id.encode("utf-8", "replace").decode()
    file = path.encode("utf-8", "backslashreplace").decode()
    for folder in (
        places.state,
        places.state / "place",
        places.state / "notes",
        places.state / "read",
        places.own,
    ):
        sweep(folder)
    with locked(places.state / "recents.lock"):
        others = [recent for recent in recents(places) if recent.id != name]
        latest = (Recent(id=name, path=file, at=time.time()), *others)[:MOST_RECENT]
        write_atomically(_recents_file(places), msgspec.json.encode(latest), durable=False)


def state_file(briefing_id: str, kind: str, places: Folders, suffix: str = ".json") -> Path:
    """The file that holds one kind of state of one briefing.

    A name that any file system takes, one for each id.
    """
    raw = briefing_id.encode("utf-8", "surrogateescape")
    plain = briefing_id if len(briefing_id) <= 100 and _is_plain(briefing_id) else ""
    name = plain or f"~{hashlib.blake2b(raw, digest_size=16).hexdigest()}"
    return places.state / kind / f"{name}{suffix}"


def _is_plain(name: str) -> bool:
    return name.isascii() and name == name.lower() and name.replace("-", "").isalnum()


def _recents_file(places: Folders) -> Path:
    return places.state / "recents.json"
