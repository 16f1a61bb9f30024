"""Taking along: copy, open an address, edit the file, see its problems."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from briefdeck.library.lookup import is_made_anew
from briefdeck.model.briefing import Series, Source, Table
from briefdeck.terminal.clipboard import copy as copy_text
from briefdeck.tui import takeaway
from briefdeck.tui.widgets.choices import Choice

if TYPE_CHECKING:
    from briefdeck.tui.screens.reading import ReadingScreen

WITH_GOTO = frozenset({"code", "codium", "code-insiders", "cursor"})
WITH_COLON = frozenset({"subl", "hx", "helix", "zed"})
WITH_PLUS = frozenset(
    {"vi", "vim", "nvim", "view", "nano", "emacs", "emacsclient", "micro", "kak", "joe", "ne", "mg"}
    | {"pico", "gedit", "kate"}
)
"""Editors by how they take a line."""


def copy(screen: ReadingScreen) -> None:
    """The selected text, else the entry with its citations."""
    selected = screen.get_selected_text()
    entry = screen.reading.place.entry
    if selected:
        _copy(screen, selected, "the selection")
        screen.clear_selection()
    elif entry:
        _copy(screen, takeaway.entry_text(screen.deck, entry), "the entry with its sources")
    else:
        _copy(screen, takeaway.cover_text(screen.deck), "the bottom line")


def copy_as(screen: ReadingScreen) -> None:
    """Choose a form to copy in."""
    entry_id = screen.reading.place.entry
    entry = screen.deck.entry(entry_id)
    if entry is None:
        copy(screen)
        return
    choices = [Choice("copy:entry", "The entry with its sources", "text")]
    if isinstance(entry, Series | Table):
        choices += [
            Choice("copy:csv", "The table", "CSV"),
            Choice("copy:markdown", "The table", "Markdown"),
        ]
    if isinstance(entry, Source) or screen.deck.sources_of(entry.id):
        choices += [
            Choice("copy:reference", "The references", "text"),
            Choice("copy:bibtex", "The references", "BibTeX"),
        ]
    choices.append(Choice("copy:id", "The entry's id", entry.id))
    screen.choose("Copy as", choices)


def copy_form(screen: ReadingScreen, form: str) -> None:
    """Copy the present entry in one of the forms that `copy_as` offers."""
    entry = screen.deck.entry(screen.reading.place.entry)
    if entry is None:
        return
    match form:
        case "csv" if isinstance(entry, Series | Table):
            _copy(screen, takeaway.table_csv(screen.deck, entry), "the table as CSV")
        case "markdown" if isinstance(entry, Series | Table):
            _copy(screen, takeaway.table_markdown(screen.deck, entry), "the table as Markdown")
        case "reference":
            _copy(screen, takeaway.references_text(screen.deck, entry.id), "the references")
        case "bibtex":
            _copy(screen, takeaway.bibtex_text(screen.deck, entry.id), "the references as BibTeX")
        case "id":
            _copy(screen, entry.id, "the entry's id")
        case _:
            _copy(screen, takeaway.entry_text(screen.deck, entry.id), "the entry with its sources")


def _copy(screen: ReadingScreen, text: str, what: str) -> None:
    done = copy_text(text, what, folder=screen.state_folder, write=screen.terminal_writer())
    screen.say(done.sentence, is_warning=not done.is_sure)


def open(screen: ReadingScreen) -> None:  # noqa: A001  # the action's name
    """The address of the source that is shown, or of the entry's only source that has one."""
    deck, entry_id = screen.deck, screen.reading.place.entry or ""
    ids = (entry_id, *deck.sources_of(entry_id))
    found = [
        (source, address)
        for source in map(deck.entry, ids)
        if isinstance(source, Source) and (address := _address(source))
    ]
    if not found:
        screen.say("No address is known here.")
    elif len(found) == 1 or found[0][0].id == entry_id:
        open_address(screen, found[0][1])
    else:
        screen.choose(
            "Open the address of",
            [Choice(f"open:{address}", source.title, address) for source, address in found],
        )


def _address(source: Source) -> str:
    return source.url or (f"https://doi.org/{source.doi}" if source.doi else "")


def open_address(screen: ReadingScreen, address: str) -> None:
    """Hand an address to the browser; nothing but the web is ever opened."""
    from briefdeck.terminal.browser import browse, web_address

    safe = web_address(address)
    if not safe:
        screen.say(f"Not opened, because it is not a web address: {address}", is_warning=True)
        return
    is_open = browse(safe, screen.briefdeck.run_outside)
    screen.say(
        f"Opened {safe}" if is_open else f"No browser here; the address is {safe}",
        is_warning=not is_open,
    )


def editor_words() -> list[str]:
    """The reader's editor with its arguments; ValueError, with a sentence, for broken quotes."""
    for variable in ("VISUAL", "EDITOR"):
        try:
            words = shlex.split(os.environ.get(variable, ""))
        except ValueError:
            raise ValueError(
                f"${variable} cannot be understood: its quotes do not match."
            ) from None
        if words:
            return words
    return ["vi"]


def editor_command(path: Path, line: int) -> list[str]:
    """The reader's editor with the file, at a line where the editor is known to take one.

    The file by its absolute path, so that no name is taken for an option or a command. ValueError,
    with a sentence, where the reader's wish cannot be read.
    """
    words, file = editor_words(), str(path.absolute())
    name = os.path.basename(words[0])
    if name in WITH_GOTO:
        return [*words, "--wait", "--goto", f"{file}:{line}"]
    if name in WITH_COLON:
        return [*words, f"{file}:{line}"]
    if name in WITH_PLUS:
        return [*words, f"+{line}", file]
    return [*words, file]


def edit(screen: ReadingScreen) -> None:
    """Open the file in the reader's editor at the entry, and come back to the same place."""
    path = screen.deck.loaded.path
    if path is None:
        screen.say("This briefing is not a file that could be edited.")
        return
    if not path.is_file():
        screen.say("The file is no longer there to be edited.", is_warning=True)
        return
    if is_made_anew(path, screen.briefdeck.folders):
        screen.choose(
            "This copy is the program's own, and read-only",
            [Choice("add:", "Add it to your own library, and open it there")],
        )
        return
    try:
        command = editor_command(path, screen.line_of(screen.reading.place.entry))
    except ValueError as error:
        screen.say(str(error), is_warning=True)
        return
    screen.run_outside(command)


def add_and_open(screen: ReadingScreen, _: str) -> None:
    """Copy the file into the reader's own library, and open it there at the same entry."""
    from briefdeck.library.lookup import Refused
    from briefdeck.library.shelf import add

    path = screen.deck.loaded.path
    if path is None:
        return
    done = add(path, screen.briefdeck.folders)
    if isinstance(done, Refused):
        screen.say(done.message, is_warning=True)
        return
    screen.briefdeck.open_briefing(done.path, at=screen.reading.place.entry)


def problems(screen: ReadingScreen) -> None:
    """What is wrong or doubtful in the file."""
    from briefdeck.tui.screens.problems import ProblemsScreen

    screen.app.push_screen(ProblemsScreen(screen.problems(), screen.theme_name), screen.take_choice)


def compare(screen: ReadingScreen) -> None:
    """Choose a briefing to lay beside this one."""
    from briefdeck.library.folders import folders
    from briefdeck.tui.screens.comparing import comparison_choices

    choices = comparison_choices(folders(), screen.deck.loaded.id)
    if choices:
        screen.choose("Lay beside", choices)
    else:
        screen.say("There is no other briefing in the library.")


def compare_with(screen: ReadingScreen, path: str) -> None:
    """Lay a briefing's file beside the present one."""
    from briefdeck.loader import load
    from briefdeck.tui.screens.comparing import ComparisonScreen

    other = load(Path(path))
    if other.briefing is None:
        screen.say(f"{other.name} cannot be read any more.", is_warning=True)
        return
    screen.app.push_screen(
        ComparisonScreen(screen.deck.loaded, other, screen.theme_name), screen.take_choice
    )
