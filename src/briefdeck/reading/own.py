"""What is the reader's own in a briefing: notes, bookmarks, changes since the last reading.

No Textual.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.draw.changes import SIGN as CHANGED_SIGN
from briefdeck.draw.lines import Line, Span, flow
from briefdeck.files import read_kept
from briefdeck.model.calendar import SHORT_MONTHS
from briefdeck.reading.roles import ACCENT
from briefdeck.text.words import counted

if TYPE_CHECKING:
    from briefdeck.library.diff import Changes
    from briefdeck.library.folders import Folders
    from briefdeck.library.notes import Notes, Placed
    from briefdeck.loader import Loaded

BOOKMARK_SIGN: Final = "⚑"
NOTE_SIGN: Final = "✎"
STANDINGS: Final = {
    "here": "",
    "changed": "the entry has changed since",
    "gone": "the entry is no longer in the briefing",
}


class Looked(Struct, frozen=True, kw_only=True):
    """What looking into the reader's own folders has found.

    `since`: when the briefing was last read.
    """

    notes: Notes
    placed: dict[str, Placed]
    changes: Changes | None = None
    since: float = 0.0
    is_kept: bool = False


def look(loaded: Loaded, places: Folders) -> Looked:
    """Read the notes.

    Compare the briefing with how it was when it was last read, and remember one that never was.
    """
    from briefdeck.library.notes import load_notes, placed
    from briefdeck.library.state import state_file

    notes = load_notes(loaded.id, places)
    marks = {one.mark.entry: one for one in placed(notes, loaded)}
    try:
        file = state_file(loaded.id, "read", places, ".toml")
        since, before = file.stat().st_mtime, read_kept(file)
    except OSError:
        return Looked(notes=notes, placed=marks, is_kept=keep_read(loaded, places))
    if before == loaded.text.encode("utf-8", "surrogatepass"):
        return Looked(notes=notes, placed=marks, since=since, is_kept=True)
    from briefdeck.library.last_read import changes_since_read

    changes = changes_since_read(loaded, places)
    is_kept = not changes and keep_read(loaded, places)
    return Looked(notes=notes, placed=marks, changes=changes or None, since=since, is_kept=is_kept)


def keep_read(loaded: Loaded, places: Folders) -> bool:
    """Remember the briefing as read; a state folder that cannot be written costs only that.

    Says whether it was.
    """
    from briefdeck.library.last_read import remember_read

    try:
        remember_read(loaded, places)
    except (OSError, TimeoutError):
        return False
    return True


class Own:
    """The reader's own side of one sitting with a briefing. What takes time is done in a thread."""

    def __init__(self) -> None:
        self.looked: Looked | None = None
        self.unkept: dict[str, str] = {}
        self._kept_text: str | None = None
        self._changed: frozenset[str] = frozenset()
        self.thread: threading.Thread | None = None

    def begin(self, loaded: Loaded, places: Folders, found: Callable[[Looked], object]) -> None:
        """Look, in a thread, and hand over what was found."""

        def work() -> None:
            with suppress(OSError, TimeoutError):
                found(look(loaded, places))

        self.thread = threading.Thread(target=work, daemon=True)
        self.thread.start()

    def take(self, looked: Looked, loaded: Loaded) -> None:
        """Take what was found."""
        self.looked = looked
        self._kept_text = loaded.text if looked.is_kept else None
        entries = looked.changes.entries if looked.changes else ()
        self._changed = frozenset(
            change.entry for change in entries if change.changes != ("removed",)
        )

    def take_notes(self, notes: Notes, loaded: Loaded) -> None:
        """Take other notes."""
        from briefdeck.library.notes import placed

        marks = {one.mark.entry: one for one in placed(notes, loaded)}
        old = self.looked or Looked(notes=notes, placed=marks)
        self.looked = replace(old, notes=notes, placed=marks)

    def end(self, loaded: Loaded, places: Folders) -> None:
        """Remember the briefing as it is now read, unless that is known already."""
        if self.looked is not None and loaded.text != self._kept_text and keep_read(loaded, places):
            self._kept_text = loaded.text

    @property
    def changes(self) -> Changes | None:
        """What has changed since the briefing was last read."""
        return self.looked.changes if self.looked else None

    def signs(self, entry_id: str) -> Line:
        """The reader's own signs in an entry's row."""
        spans = [Span(CHANGED_SIGN, ACCENT)] if entry_id in self._changed else []
        placed = self.looked.placed.get(entry_id) if self.looked else None
        if placed is not None:
            spans += [Span(NOTE_SIGN, ACCENT)] * bool(placed.mark.note)
            spans += [Span(BOOKMARK_SIGN, ACCENT)] * placed.mark.bookmarked
        return tuple(spans)

    def lines(self, entry_id: str, width: int) -> Iterator[Line]:
        """What stands under an entry's page: the reader's note and bookmark."""
        placed = self.looked.placed.get(entry_id) if self.looked else None
        if placed is None or not (placed.mark.note or placed.mark.bookmarked):
            return
        yield ()
        head = [Span(f"{BOOKMARK_SIGN} bookmark  ", ACCENT)] * placed.mark.bookmarked
        head += [Span(f"{NOTE_SIGN} your note", ACCENT)] * bool(placed.mark.note)
        doubt = STANDINGS[placed.standing] if placed.mark.note else ""
        yield tuple(head) + ((Span(f"  ⚠ {doubt}", "caveat"),) if doubt else ())
        if placed.mark.note:
            yield from flow(
                (Span(placed.mark.note),), width, first=(Span("  "),), rest=(Span("  "),)
            )


def changes_sentence(changes: Changes, since: float, now: float | None = None) -> str:
    """`3 entries reworded, 1 added since 2 Nov`."""
    from briefdeck.library.diff import CHANGES, change_words

    words: list[str] = []
    for change in CHANGES:
        count = changes.count(change)
        if count:
            what = str(count) if words else counted(count, "entry")
            words.append(f"{what} {change_words(change)}")
    return f"{', '.join(words)} since {day_words(since, now)}"


def day_words(moment: float, now: float | None = None) -> str:
    """A moment as a reader says it: `10:40` today, `2 Nov`, `2 Nov 2024` in another year."""
    then, present = time.localtime(moment), time.localtime(now)
    if then[:3] == present[:3]:
        return time.strftime("%H:%M", then)
    day = f"{then.tm_mday} {SHORT_MONTHS[then.tm_mon - 1]}"
    return day if then.tm_year == present.tm_year else f"{day} {then.tm_year}"


def mark_lines(placed: tuple[Placed, ...], width: int) -> Iterator[Line]:
    """All notes and bookmarks, each with the entry that it is on and how that stands now."""
    if not placed:
        yield (Span("You have no notes or bookmarks in this briefing.", "title"),)
        yield ()
        yield (Span("m sets a bookmark, a writes a note.", "muted"),)
    for number, (mark, standing) in enumerate(placed):
        if number:
            yield ()
        signs = NOTE_SIGN * bool(mark.note) + BOOKMARK_SIGN * mark.bookmarked
        is_there = standing != "gone" and bool(mark.entry)
        label = Span(
            mark.label or mark.entry or "The briefing",
            "link" if is_there else "strong",
            mark.entry if is_there else None,
        )
        head = [
            Span(f"{signs} ", ACCENT),
            Span(f"{mark.noun}  " if mark.noun else "", "muted"),
            label,
        ]
        if standing != "here":
            head.append(Span(f"  ⚠ {STANDINGS[standing]}", "caveat"))
        yield from flow(head, width, rest=(Span("  "),))
        if mark.note:
            yield from flow((Span(mark.note),), width, first=(Span("  "),), rest=(Span("  "),))
