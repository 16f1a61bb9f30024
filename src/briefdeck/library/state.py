"""What the interface remembers: per briefing the place, theme and sizes; and which briefings were opened last.

Small JSON files in the state folder, replaced atomically; a damaged one counts as empty.
"""

from typing import Any

from msgspec import Struct, field

from briefdeck.library.folders import Folders


class ReadingState(Struct, frozen=True, kw_only=True):
    """Where a reader was in one briefing: ids, so that it survives a changed file. `extra` is free for the interface."""

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
    raise NotImplementedError


def save_state(briefing_id: str, state: ReadingState, places: Folders | None = None) -> None:
    """Keep a briefing's place. Raises OSError where the state folder cannot be written."""
    raise NotImplementedError


def recents(places: Folders | None = None) -> tuple[Recent, ...]:
    """Briefings opened lately, the last first, at most 50."""
    raise NotImplementedError


def remember_opened(briefing_id: str, path: str, places: Folders | None = None) -> None:
    """Put a briefing at the head of the recent ones. Raises OSError where the state folder cannot be written."""
    raise NotImplementedError
