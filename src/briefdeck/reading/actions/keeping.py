"""What is the reader's own: bookmarks, notes, what has changed since last read."""

from functools import partial
from pathlib import Path

from briefdeck.draw.changes import change_lines
from briefdeck.draw.lines import Line
from briefdeck.model.briefing import Entry
from briefdeck.reading.actions.reader import Also, Choice, Reader
from briefdeck.reading.actions.registry import action
from briefdeck.reading.actions.taking import offer_own_copy
from briefdeck.reading.own import changes_sentence, day_words, mark_lines
from briefdeck.text.visible import visible
from briefdeck.text.words import article

FAILED = "Nothing was written: {}."
STILL = "a has your text still."


@action("changes", "What has changed",
        "List what has changed since you last read the briefing, entry by entry.",
        "D", group="Notes", words="new updated diff difference since last",
        verb="diff")  # fmt: skip
def changes(reader: Reader) -> None:
    """List what has changed since the briefing was last read."""
    looked = reader.own.looked
    if looked is None or looked.changes is None:
        since = looked.since if looked is not None else 0
        when = f"Nothing has changed since you read it on {day_words(since)}."
        reader.say(when if since else "You have not read it before.")
        return
    title = f"Changed: {changes_sentence(looked.changes, looked.since)}"
    found = looked.changes
    reader.read_text(title, lambda width: tuple(change_lines(found, width)))


@action("bookmark", "Bookmark", "Set a bookmark on the entry, or take it away.",
        "m", group="Notes", hint="bookmark",
        words="star favourite favorite mark pin highlight")  # fmt: skip
def bookmark(reader: Reader) -> None:
    """Set a bookmark on the entry, or take it away."""
    from briefdeck.library.notes import load_notes, set_bookmark

    entry, folders = reader.reading.place.entry or "", reader.folders
    try:
        is_on = not load_notes(reader.deck.loaded.id, folders).on(entry).bookmarked
        notes = set_bookmark(reader.deck.loaded, entry, folders, on=is_on)
    except (OSError, TimeoutError) as error:
        reader.say(_failed(error), is_warning=True)
        return
    reader.own.take_notes(notes, reader.deck.loaded)
    reader.scene.forget_pages()
    reader.go(reader.reading)
    reader.say("Bookmark set; M lists them." if is_on else "Bookmark taken away.")


@action("note", "Note", "Write a note on the entry; it is kept outside the briefing.",
        "a", group="Notes", hint="note",
        words="annotate comment remark write memo todo")  # fmt: skip
def note(reader: Reader) -> None:
    """Write a note on the entry."""
    from briefdeck.library.notes import load_notes

    entry = reader.reading.place.entry or ""
    before = load_notes(reader.deck.loaded.id, reader.folders).on(entry).note
    title = f"Note on {reader.deck.name(entry) if entry else reader.deck.title}"
    text = reader.own.unkept.get(entry, before)
    reader.write_note(title, text, before, partial(_keep_note, reader, entry))


def _keep_note(reader: Reader, entry: str, text: str) -> None:
    from briefdeck.library.notes import set_note

    try:
        notes = set_note(reader.deck.loaded, entry, text, reader.folders)
    except (OSError, TimeoutError) as error:
        reader.own.unkept[entry] = text
        reader.say(f"{_failed(error)} {STILL}", is_warning=True)
        return
    reader.own.unkept.pop(entry, None)
    reader.own.take_notes(notes, reader.deck.loaded)
    reader.scene.forget_pages()
    reader.go(reader.reading)
    kept = "The note is kept; M lists your notes."
    reader.say(kept if text.strip() else "The note is taken away.")


@action("note-to-file", "Add the note to the file",
        "Add your note on the entry to the briefing's file, as a finding that cites what it cites.",
        "A", group="Notes", words="finding entry statement write key point recommendation",
        verb="edit")  # fmt: skip
def note_to_file(reader: Reader) -> None:
    """Choose what the note on the entry becomes in the briefing's file."""
    from briefdeck.library.notes import load_notes
    from briefdeck.reading.note_entry import KINDS, is_programs_own

    entry, path = reader.reading.place.entry or "", reader.deck.loaded.path
    note = load_notes(reader.deck.loaded.id, reader.folders).on(entry).note
    if not note:
        reader.say("There is no note here that could be added; a writes one.")
    elif path is None:
        reader.say("This briefing is not a file that could be changed.")
    elif is_programs_own(path, reader.folders):
        offer_own_copy(reader, path)
    else:
        title = f"Add your note to {visible(path.name)} as"
        choices = [Choice(kind, article(kind.noun), kind.table) for kind in KINDS]
        reader.choose(title, choices, partial(_add_to_file, reader, path, note, entry))


def _add_to_file(reader: Reader, path: Path, note: str, entry: str, kind: type[Entry]) -> None:
    from briefdeck.reading.note_entry import Written, write_note

    done = write_note(path, note, kind, entry, reader.folders)
    if isinstance(done, Written):
        file = visible(path.name)
        said = f"The {kind.noun} {done.id} is in {file} now, on line {done.line}."
        reader.take_file(done.loaded, said)
    else:
        said = f"Nothing was written. {done.message} {done.remedy}"
        reader.say(said.rstrip(), is_warning=True)


@action("marks", "Notes and bookmarks",
        "List your notes and bookmarks, and write them to a file.",
        "M", group="Notes", words="annotations favourites list export stars",
        verb="notes")  # fmt: skip
def marks(reader: Reader) -> None:
    """List the reader's notes and bookmarks; the last line writes them to a file."""
    from briefdeck.library.notes import load_notes, placed

    notes = load_notes(reader.deck.loaded.id, reader.folders)
    found = placed(notes, reader.deck.loaded)
    shown = tuple(one for one in found if one.mark.note or one.mark.bookmarked)
    title = f"Notes and bookmarks {len(shown) or ''}".rstrip()

    def lines_of(width: int) -> tuple[Line, ...]:
        return tuple(mark_lines(shown, width))

    also = (Also("x", "write them to a file", lambda _: export_notes(reader)),)
    reader.read_text(title, lines_of, also)
    if notes.problem:
        reader.say(notes.problem, is_warning=True)


@action("export-notes", "Export your notes",
        "Write your notes and bookmarks as Markdown, with the words and sources they are on.",
        "X", group="Notes", words="export save markdown annotations download")  # fmt: skip
def export_notes(reader: Reader) -> None:
    """Write the notes as Markdown into the state folder, and say where."""
    from briefdeck.durable import write_atomically
    from briefdeck.library.folders import from_home
    from briefdeck.library.notes import load_notes
    from briefdeck.library.state import state_file
    from briefdeck.output.notes_text import as_markdown

    loaded, folders = reader.deck.loaded, reader.folders
    path = state_file(loaded.id, "exports", folders, "-notes.md")
    try:
        text = as_markdown(load_notes(loaded.id, folders), loaded)
        write_atomically(path, text.encode("utf-8", "replace"))
    except OSError as error:
        reader.say(_failed(error), is_warning=True)
        return
    reader.say(f"Your notes are in {visible(from_home(str(path)))}")


def _failed(error: OSError) -> str:
    """Why the reader's own could not be written, in the system's words."""
    return FAILED.format((error.strerror or str(error)).lower())
