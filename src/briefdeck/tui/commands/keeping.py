"""What is the reader's own: bookmarks, notes, what has changed since last read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from briefdeck.draw.changes import change_lines
from briefdeck.tui.own import changes_sentence, day_words, mark_lines

if TYPE_CHECKING:
    from briefdeck.library.notes import Notes
    from briefdeck.tui.screens.reading import ReadingScreen

FAILED = "Nothing was written: {}."
STILL = "a has your text still."


def changes(screen: ReadingScreen) -> None:
    """List what has changed since the briefing was last read."""
    looked = screen.own.looked
    if looked is None or looked.changes is None:
        when = f" on {day_words(looked.since)}" if looked is not None and looked.since else ""
        screen.say(
            f"Nothing has changed since you read it{when}."
            if when
            else "You have not read it before."
        )
        return
    from briefdeck.tui.screens.leaflet import ChangesScreen

    title = f"Changed: {changes_sentence(looked.changes, looked.since)}"
    lines = partial(change_lines, looked.changes)
    screen.app.push_screen(ChangesScreen(title, lines, screen.theme_name), screen.take_choice)


def bookmark(screen: ReadingScreen) -> None:
    """Set a bookmark on the entry, or take it away."""
    from briefdeck.library.notes import load_notes, set_bookmark

    entry, places = screen.reading.place.entry or "", screen.briefdeck.folders
    try:
        is_on = not load_notes(screen.deck.loaded.id, places).on(entry).bookmarked
        notes = set_bookmark(screen.deck.loaded, entry, places, on=is_on)
    except (OSError, TimeoutError) as error:
        screen.say(_failed(error), is_warning=True)
        return
    _take(screen, notes)
    screen.say("Bookmark set; M lists them." if is_on else "Bookmark taken away.")


def note(screen: ReadingScreen) -> None:
    """Write a note on the entry."""
    from briefdeck.library.notes import load_notes
    from briefdeck.tui.screens.noting import NotingScreen

    entry = screen.reading.place.entry or ""
    before = load_notes(screen.deck.loaded.id, screen.briefdeck.folders).on(entry).note
    title = f"Note on {screen.deck.row(entry).label if entry else screen.deck.title}"
    keep, unkept = partial(_keep_note, screen, entry), screen.own.unkept.get(entry)
    screen.app.push_screen(NotingScreen(title, before, keep, screen.theme_name, text=unkept))


def _keep_note(screen: ReadingScreen, entry: str, text: str) -> None:
    from briefdeck.library.notes import set_note

    try:
        notes = set_note(screen.deck.loaded, entry, text, screen.briefdeck.folders)
    except (OSError, TimeoutError) as error:
        screen.own.unkept[entry] = text
        screen.say(f"{_failed(error)} {STILL}", is_warning=True)
        return
    screen.own.unkept.pop(entry, None)
    _take(screen, notes)
    screen.say(
        "The note is kept; M lists your notes." if text.strip() else "The note is taken away."
    )


def marks(screen: ReadingScreen) -> None:
    """List the reader's notes and bookmarks."""
    from briefdeck.library.notes import load_notes, placed
    from briefdeck.tui.screens.leaflet import MarksScreen

    notes = load_notes(screen.deck.loaded.id, screen.briefdeck.folders)
    found = placed(notes, screen.deck.loaded)
    shown = tuple(one for one in found if one.mark.note or one.mark.bookmarked)
    title = f"Notes and bookmarks {len(shown) or ''}".rstrip()
    screen.app.push_screen(
        MarksScreen(title, partial(mark_lines, shown), screen.theme_name), screen.take_choice
    )
    if notes.problem:
        screen.say(notes.problem, is_warning=True)


def export_notes(screen: ReadingScreen) -> None:
    """Write the notes as Markdown into the state folder, and say where."""
    from briefdeck.library.durable import write_atomically
    from briefdeck.library.notes import as_markdown, load_notes
    from briefdeck.library.state import state_file
    from briefdeck.text.visible import visible

    loaded, places = screen.deck.loaded, screen.briefdeck.folders
    path = state_file(loaded.id, "exports", places, "-notes.md")
    try:
        write_atomically(
            path, as_markdown(load_notes(loaded.id, places), loaded).encode("utf-8", "replace")
        )
    except OSError as error:
        screen.say(_failed(error), is_warning=True)
        return
    screen.say(f"Your notes are in {visible(str(path))}")


def _failed(error: OSError) -> str:
    """Why the reader's own could not be written, in the system's words."""
    return FAILED.format((error.strerror or str(error)).lower())


def _take(screen: ReadingScreen, notes: Notes) -> None:
    screen.own.take_notes(notes, screen.deck.loaded)
    screen.show_own()
