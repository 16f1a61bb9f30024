"""A reader's own notes, bookmarks and read marks, kept in the state folder and never in a briefing.

A mark holds on to an entry by id, and knows what the entry said. Where that has changed or gone the mark says so; it is
never moved to another entry but by the reader. Writes are atomic and durable, one backup is kept.
"""

import contextlib
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import msgspec
from msgspec import Struct

from briefdeck.library.durable import backup_of, locked, write_atomically
from briefdeck.library.fingerprint import entry_fingerprint, front_fingerprint
from briefdeck.library.folders import Folders, folders
from briefdeck.library.state import state_file
from briefdeck.model.prose import plain_line
from briefdeck.text.visible import visible
from briefdeck.text.words import one_line

if TYPE_CHECKING:
    from briefdeck.loader import Loaded

FORMAT: Final = 1
Standing = Literal["here", "changed", "gone"]
"""Whether the entry that a mark is on says what it said then, says something else, or is no longer in the briefing."""


class Mark(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a reader has put on one entry (empty: the front matter). `label`, `noun`, `fingerprint`: the entry as it was then."""

    entry: str
    note: str = ""
    bookmarked: bool = False
    read: bool = False
    label: str = ""
    noun: str = ""
    fingerprint: str = ""
    made: float = 0.0
    touched: float = 0.0

    @property
    def is_empty(self) -> bool:
        """Whether nothing is left of it."""
        return not (self.note or self.bookmarked or self.read)


class Notes(Struct, frozen=True, kw_only=True):
    """All marks on one briefing. `problem` says what was wrong with the file that they were read from."""

    format: int = FORMAT
    briefing: str
    title: str = ""
    marks: dict[str, Mark] = {}
    problem: str = ""

    def on(self, entry_id: str) -> Mark:
        """The mark on an entry; an empty one where there is none."""
        return self.marks.get(entry_id) or Mark(entry=entry_id)


class Placed(NamedTuple):
    """A mark, and how the entry that it is on stands now."""

    mark: Mark
    standing: Standing


def load_notes(briefing_id: str, places: Folders | None = None) -> Notes:
    """A briefing's marks. A damaged file is put aside and its backup read; then `problem` says so."""
    path = _file(briefing_id, places or folders())
    found = _read(path)
    if isinstance(found, Notes):
        return found
    backup = _read(backup_of(path)) if found or backup_of(path).exists() else None
    if isinstance(backup, Notes):
        return msgspec.structs.replace(
            backup, problem=f"{found or 'The file of notes was gone.'} Its backup was read instead."
        )
    return Notes(briefing=briefing_id, problem=found or "")


def set_note(loaded: "Loaded", entry_id: str, text: str, places: Folders | None = None) -> Notes:
    """Write a note on an entry, or take it away with an empty text."""
    clean = visible(text.strip(), keep_newlines=True)
    return _changed(
        loaded, entry_id, lambda mark: msgspec.structs.replace(mark, note=clean), places
    )


def set_bookmark(
    loaded: "Loaded", entry_id: str, places: Folders | None = None, *, on: bool = True
) -> Notes:
    """Put a bookmark on an entry, or take it away."""
    return _changed(
        loaded, entry_id, lambda mark: msgspec.structs.replace(mark, bookmarked=on), places
    )


def set_read(
    loaded: "Loaded", entry_id: str, places: Folders | None = None, *, on: bool = True
) -> Notes:
    """Mark an entry as read, or as not read."""
    return _changed(loaded, entry_id, lambda mark: msgspec.structs.replace(mark, read=on), places)


def confirm(loaded: "Loaded", entry_id: str, places: Folders | None = None) -> Notes:
    """Say that a mark still holds for the entry as it now is."""
    return _changed(loaded, entry_id, lambda mark: mark, places)


def move_mark(loaded: "Loaded", old: str, new: str, places: Folders | None = None) -> Notes:
    """Move a mark to another entry, at the reader's wish: what stands there already stays, the notes are joined."""

    def moved(notes: Notes) -> Notes:
        mark, there = notes.on(old), notes.on(new)
        if mark.is_empty or old == new:
            return notes
        note = "\n\n".join(part for part in (there.note, mark.note) if part)
        joined = msgspec.structs.replace(
            there, note=note, bookmarked=there.bookmarked or mark.bookmarked, read=there.read or mark.read
        )  # fmt: skip
        others = {key: value for key, value in notes.marks.items() if key != old}
        return _with(msgspec.structs.replace(notes, marks=others), _attached(joined, loaded))

    return _write(loaded.id, moved, places)


def placed(notes: Notes, loaded: "Loaded") -> tuple[Placed, ...]:
    """All marks with how their entries stand now: in the briefing's order, those whose entry is gone last."""
    found = {mark.entry: Placed(mark, _standing(mark, loaded)) for mark in notes.marks.values()}
    order = ["", *(entry.id for entry in loaded.briefing.entries())] if loaded.briefing else []
    here = [found[entry] for entry in order if entry in found]
    return (*here, *(one for one in found.values() if one.standing == "gone"))


def as_markdown(notes: Notes, loaded: "Loaded | None" = None) -> str:
    """All marks as Markdown, with the entry that each stands on and whether it has changed since."""
    marks = (
        placed(notes, loaded)
        if loaded
        else tuple(Placed(mark, "here") for mark in notes.marks.values())
    )
    title = notes.title or notes.briefing
    parts = [f"# Notes on {_escaped(title)}", f"Briefing `{notes.briefing}`"]
    for mark, standing in marks:
        if mark.note or mark.bookmarked:
            parts += _markdown_of(mark, standing)
    return "\n\n".join(parts) + "\n"


def as_json(notes: Notes, loaded: "Loaded | None" = None) -> str:
    """All marks as JSON, with how their entries stand now where the briefing is given."""
    standings = {one.mark.entry: one.standing for one in placed(notes, loaded)} if loaded else {}
    marks: list[dict[str, Any]] = [
        {
            **msgspec.structs.asdict(mark),
            **({"standing": standings[mark.entry]} if mark.entry in standings else {}),
        }
        for mark in notes.marks.values()
    ]
    data = {
        "format": notes.format,
        "briefing": notes.briefing,
        "title": notes.title,
        "marks": marks,
    }
    return msgspec.json.format(msgspec.json.encode(data), indent=2).decode()


def _markdown_of(mark: Mark, standing: Standing) -> list[str]:
    signs = [
        mark.noun or "briefing",
        f"`{mark.entry}`" if mark.entry else "",
        "bookmarked" if mark.bookmarked else "",
    ]
    if standing != "here":
        signs.append(
            "the entry has changed since"
            if standing == "changed"
            else "the entry is no longer in the briefing"
        )
    parts = [
        f"## {_escaped(mark.label or mark.entry or 'The briefing')}",
        " · ".join(sign for sign in signs if sign),
    ]
    return [*parts, mark.note] if mark.note else parts


def _escaped(text: str) -> str:
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>#" else sign for sign in one_line(text))


def _changed(
    loaded: "Loaded", entry_id: str, change: Callable[[Mark], Mark], places: Folders | None
) -> Notes:
    """Change a mark. Where it holds a note that stays as it is, it goes on knowing the entry that the note was written on."""

    def changed(notes: Notes) -> Notes:
        named = msgspec.structs.replace(notes, title=_title(loaded) or notes.title)
        before = notes.on(entry_id)
        after = change(before)
        keeps_hold = bool(before.note) and after.note == before.note and after != before
        return _with(named, after if keeps_hold else _attached(after, loaded))

    return _write(loaded.id, changed, places)


def _with(notes: Notes, mark: Mark) -> Notes:
    others = {key: value for key, value in notes.marks.items() if key != mark.entry}
    return msgspec.structs.replace(
        notes, marks=others if mark.is_empty else {**others, mark.entry: mark}
    )


def _attached(mark: Mark, loaded: "Loaded") -> Mark:
    """The mark as made now: it knows the entry as it is, or as it was where the entry is gone."""
    label, noun, fingerprint = _entry(loaded, mark.entry) or (
        mark.label,
        mark.noun,
        mark.fingerprint,
    )
    moment = time.time()
    return msgspec.structs.replace(
        mark,
        label=label,
        noun=noun,
        fingerprint=fingerprint,
        made=mark.made or moment,
        touched=moment,
    )


def _entry(loaded: "Loaded", entry_id: str) -> tuple[str, str, str] | None:
    """(label, noun, fingerprint) of what a mark is on; None where it is not in the briefing."""
    if loaded.briefing is None or loaded.links is None:
        return None
    if not entry_id:
        front = loaded.briefing.front
        return plain_line(front.title), "briefing", front_fingerprint(front)
    entry = loaded.links.entries.get(entry_id)
    return (plain_line(entry.label), entry.noun, entry_fingerprint(entry)) if entry else None


def _standing(mark: Mark, loaded: "Loaded") -> Standing:
    now = _entry(loaded, mark.entry)
    if now is None:
        return "gone"
    return "here" if now[2] == mark.fingerprint else "changed"


def _title(loaded: "Loaded") -> str:
    return plain_line(loaded.briefing.front.title) if loaded.briefing else ""


def _write(briefing_id: str, change: Callable[[Notes], Notes], places: Folders | None) -> Notes:
    """Read, change and write under a lock. Raises OSError or TimeoutError where that cannot be done."""
    places = places or folders()
    path = _file(briefing_id, places)
    with locked(path.with_name(f".{path.stem}.lock")):
        before = load_notes(briefing_id, places)
        if before.problem and path.exists():
            with contextlib.suppress(OSError):
                path.rename(path.with_name(f"{path.stem}.damaged-{int(time.time())}"))
        after = msgspec.structs.replace(change(before), problem="")
        write_atomically(
            path, msgspec.json.format(msgspec.json.encode(after), indent=1), backup=True
        )
        return after


def _read(path: Path) -> "Notes | str | None":
    """The notes in a file; what is wrong with it; None where it is not there."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=Notes)
    except FileNotFoundError:
        return None
    except OSError as error:
        return f"The file of notes `{visible(str(path))}` cannot be read: {error.strerror}."
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return f"The file of notes `{visible(str(path))}` is damaged; the next note puts it aside."


def _file(briefing_id: str, places: Folders) -> Path:
    return state_file(briefing_id, "notes", places)
