"""A reader's own notes and bookmarks, kept in the state folder and never in a briefing.

A mark holds on to an entry by id, and knows what the entry said. Where that has changed or gone the
mark says so; it is never moved to another entry. Writes are atomic and durable, one backup is kept.
"""

import contextlib
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from briefdeck.durable import backup_of, free_name, locked, write_atomically
from briefdeck.files import read_kept
from briefdeck.library.fingerprint import entry_fingerprint, front_fingerprint
from briefdeck.library.folders import Folders, folders
from briefdeck.library.newer import NewerError, others, refuse_newer
from briefdeck.library.state import state_file
from briefdeck.model.prose import plain_line
from briefdeck.text.visible import visible

if TYPE_CHECKING:
    from briefdeck.loader import Loaded

FORMAT: Final = 1
Standing = Literal["here", "changed", "gone"]
"""Whether the entry that a mark is on says what it said, something else, or is gone."""


class Mark(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a reader has put on one entry, which is the front matter where `entry` is empty.

    `label`, `noun` and `fingerprint` are of the entry as it was then. `made` and `touched` are in
    seconds since 1970. `read` is kept for files that hold it; no command sets it.
    """

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
    """All marks on one briefing. `problem` says what was wrong with the file they come from."""

    format: int = FORMAT
    briefing: str
    title: str = ""
    marks: dict[str, Mark] = {}
    problem: str = ""

    def on(self, entry_id: str) -> Mark:
        """Return the mark on an entry; an empty one where there is none."""
        return self.marks.get(entry_id) or Mark(entry=entry_id)


_NOTES: Final = msgspec.json.Decoder(Notes)  # as in `state`


class Placed(NamedTuple):
    """A mark, and how the entry that it is on stands now."""

    mark: Mark
    standing: Standing


def load_notes(briefing_id: str, places: Folders | None = None) -> Notes:
    """Return a briefing's marks.

    Where the file is damaged they are those of its backup, and `problem` says so; it also says why
    a file cannot be read, or that a newer program wrote it.
    """
    path = _file(briefing_id, places or folders())
    try:
        return _load(briefing_id, path)
    except NewerError as error:
        return Notes(briefing=briefing_id, problem=f"Your notes are not shown. {error.sentence}")
    except OSError as error:
        file = visible(str(error.filename or path))
        problem = f"The file of notes `{file}` cannot be read: {error.strerror}."
        return Notes(briefing=briefing_id, problem=problem)


def _load(briefing_id: str, path: Path) -> Notes:
    """Return the marks in a file, or in its backup.

    Raises NewerError for a file of a newer program, and OSError for one that cannot be read.
    """
    found = _read(path)
    if isinstance(found, Notes):
        return found
    backup = _read(backup_of(path))
    if isinstance(backup, Notes):
        problem = f"{found or 'The file of notes was gone.'} Its backup was read instead."
        return msgspec.structs.replace(backup, problem=problem)
    return Notes(briefing=briefing_id, problem=found or "")


def set_note(loaded: "Loaded", entry_id: str, text: str, places: Folders | None = None) -> Notes:
    """Write a note on an entry, or take it away with an empty text."""
    clean = visible(text.strip(), keep_newlines=True)
    return _changed(loaded, entry_id, lambda mark: replace(mark, note=clean), places)


def set_bookmark(
    loaded: "Loaded", entry_id: str, places: Folders | None = None, *, on: bool = True
) -> Notes:
    """Put a bookmark on an entry, or take it away."""
    return _changed(loaded, entry_id, lambda mark: replace(mark, bookmarked=on), places)


def placed(notes: Notes, loaded: "Loaded") -> tuple[Placed, ...]:
    """Return all marks with how their entries stand now, in file order; gone ones last."""
    found = [Placed(mark, _standing(mark, loaded)) for mark in notes.marks.values()]
    order = _order(loaded)
    return tuple(sorted(found, key=lambda one: order.get(one.mark.entry, len(order))))


def _order(loaded: "Loaded") -> dict[str, int]:
    """Return where each entry stands in a briefing, the front matter first."""
    if loaded.briefing is None:
        return {}
    ids = ["", *(entry.id for entry in loaded.briefing.entries())]
    return {entry_id: number for number, entry_id in enumerate(ids)}


def _changed(
    loaded: "Loaded", entry_id: str, change: Callable[[Mark], Mark], places: Folders | None
) -> Notes:
    """Change a mark under a lock. Raises OSError or TimeoutError where it cannot be written."""
    with _opened(loaded.id, places or folders()) as file:
        before = file.notes.on(entry_id)
        after = change(before)
        if not _keeps_hold(before, after):
            after = _attached(after, loaded)
        marks = {key: mark for key, mark in file.notes.marks.items() if key != entry_id}
        if not after.is_empty:
            marks[entry_id] = after
        return file.write(marks, _title(loaded))


def follow_rename(
    before: "Loaded", after: "Loaded", old: str, new: str, places: Folders | None = None
) -> bool:
    """Have marks follow an entry to another id, under which its briefing says the same.

    before, after: the briefing with the old id, and with the new. Marks on entries that refer to it
    still fit these, and links in notes lead to it. Says whether there was a mark on the entry
    itself. Raises as `set_note`.
    """
    from briefdeck.editing.references import renamed_in_prose

    with _opened(before.id, places or folders()) as file:
        marks: dict[str, Mark] = {}
        for entry_id, mark in file.notes.marks.items():
            name = new if entry_id == old else entry_id
            found = replace(mark, entry=name, note=renamed_in_prose(mark.note, old, new))
            entry = _entry(after, name)
            if entry is not None and _standing(mark, before) == "here":
                found = replace(found, **entry._asdict())
            # The new id may have had an entry before, whose mark was left without one.
            left = marks.get(name)
            if left is not None:
                note = "\n\n".join(filter(None, [left.note, found.note]))
                found = replace(found, note=note, bookmarked=left.bookmarked or found.bookmarked)
            marks[name] = found
        if marks != file.notes.marks:
            file.write(marks, renamed={new: old})
        return old in file.notes.marks


class _File(NamedTuple):
    """A file of notes that nobody else writes meanwhile: its notes, and all that it holds."""

    path: Path
    notes: Notes
    raw: dict[str, Any]

    def write(
        self, marks: dict[str, Mark], title: str = "", renamed: Mapping[str, str] | None = None
    ) -> Notes:
        """Write other marks. renamed: new id to old, of what else the file holds of marks."""
        if self.notes.problem:
            _put_aside(self.path)
        title = title or self.notes.title
        notes = replace(self.notes, title=title, marks=marks, problem="")
        kept = _as_kept(notes, self.raw, renamed or {})
        write_atomically(self.path, _as_json_text(kept), backup=True)
        return notes


@contextlib.contextmanager
def _opened(briefing_id: str, places: Folders) -> Iterator[_File]:
    """Give a briefing's file of notes under a lock."""
    path = _file(briefing_id, places)
    with locked(path.with_name(f".{path.stem}.lock")):
        # Read under the lock: another program may have written since this one looked.
        notes = _load(briefing_id, path)
        yield _File(path, notes, _raw(path))


def _as_kept(notes: Notes, raw: Any, renamed: Mapping[str, str]) -> dict[str, Any]:
    """Return the notes as their file holds them.

    What a later program has added to this format stays, on the file and on each mark.
    """
    data = msgspec.to_builtins(notes)
    marks_before = raw.get("marks", {})
    for entry_id, mark in data["marks"].items():
        before = marks_before.get(renamed.get(entry_id, entry_id))
        mark.update(others(before, Mark.__struct_fields__))
    return {**others(raw, Notes.__struct_fields__), **data}


def _keeps_hold(before: Mark, after: Mark) -> bool:
    """Whether a mark goes on knowing the entry as it was when its note was written.

    It does where the note stays and something else is changed; writing the same note anew says
    that it fits the entry as it is.
    """
    if not before.note or before.note != after.note:
        return False
    return before != after


def _put_aside(path: Path) -> None:
    """Keep a damaged file under another name, for somebody who may mend it."""
    with contextlib.suppress(FileNotFoundError):
        path.rename(free_name(path.parent, f"{path.stem}.damaged-{int(time.time())}"))


def _attached(mark: Mark, loaded: "Loaded") -> Mark:
    """Return the mark as made now: it knows the entry as it is, or as it was where that is gone."""
    moment = time.time()
    touched = replace(mark, made=mark.made or moment, touched=moment)
    entry = _entry(loaded, mark.entry)
    if entry is None:
        return touched
    return replace(touched, **entry._asdict())


class _Entry(NamedTuple):
    """What a mark knows of the entry it is on."""

    label: str
    noun: str
    fingerprint: str


def _entry(loaded: "Loaded", entry_id: str) -> _Entry | None:
    """Return the entry that a mark is on as it now is; None where it is not in the briefing."""
    if loaded.briefing is None or loaded.links is None:
        return None
    if not entry_id:
        front = loaded.briefing.front
        return _Entry(plain_line(front.title), "briefing", front_fingerprint(front))
    entry = loaded.links.entries.get(entry_id)
    if entry is None:
        return None
    return _Entry(plain_line(entry.label), entry.noun, entry_fingerprint(entry))


def _standing(mark: Mark, loaded: "Loaded") -> Standing:
    now = _entry(loaded, mark.entry)
    if now is None:
        return "gone"
    if now.fingerprint != mark.fingerprint:
        return "changed"
    return "here"


def _title(loaded: "Loaded") -> str:
    if loaded.briefing is None:
        return ""
    return plain_line(loaded.briefing.front.title)


def _read(path: Path) -> "Notes | str | None":
    """Return the notes in a file, or what is wrong with it; None where it is not there.

    Raises NewerError for one of a newer program, and OSError for one that cannot be read.
    """
    try:
        raw = read_kept(path)
        refuse_newer(msgspec.json.decode(raw), path, FORMAT)
        return _NOTES.decode(raw)
    except FileNotFoundError:
        return None
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
        return f"The file of notes `{visible(str(path))}` is damaged; the next note puts it aside."


def _raw(path: Path) -> dict[str, Any]:
    """Return all that the file holds that notes were read from, also what is not known here."""
    for file in (path, backup_of(path)):
        if isinstance(_read(file), Notes):
            raw: dict[str, Any] = msgspec.json.decode(read_kept(file))
            return raw
    return {}


def _as_json_text(value: object) -> bytes:
    return msgspec.json.format(msgspec.json.encode(value), indent=1)


def _file(briefing_id: str, places: Folders) -> Path:
    return state_file(briefing_id, "notes", places)
