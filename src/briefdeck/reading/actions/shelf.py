"""The library: there from anywhere, and what works only there."""

from typing import Any

from briefdeck.reading.actions.reader import Anyone, Reader
from briefdeck.reading.actions.registry import LIBRARY, READING, SHELF, action


@action("library", "Library",
        "Go to the library: all briefings, what is known of each, and a look into it.",
        "L", group="Library", where=READING, hint="library",
        words="shelf all briefings list home open file", verb="list")  # fmt: skip
def library(screen: Anyone) -> None:
    """Go to the library."""
    screen.open_library()


@action("tabs", "Open briefings", "Choose among the briefings that are open.",
        "T", group="Library", words="tabs windows switch other next buffers",
        verb="open")  # fmt: skip
def tabs(reader: Reader) -> None:
    """Choose among the briefings that are open."""
    choices = reader.open_briefings()
    if len(choices) < 2:
        reader.say("No other briefing is open; L goes to the library.")
        return
    reader.choose("Open briefings", choices, lambda show: show())


@action("sort", "Sort",
        "Sort the library: by last use, title, date, size, coverage, or what has changed.",
        "S", group="Library", where=LIBRARY, hint="sort", words="order arrange")  # fmt: skip
def sort(screen: Any) -> None:
    """Choose the order."""
    screen.choose_order()


@action("together", "Together",
        "Lay the listed or marked briefings together: one timeline, their recommendations, "
        "what they disagree on.",
        "V", group="Library", where=SHELF, hint="together",
        words="merge timeline ledger recommendations disagreements differ across all",
        verb="timeline")  # fmt: skip
def together(screen: Any) -> None:
    """Show what the briefings that are listed say together."""
    screen.show_together()


@action("mark", "Mark", "Mark the briefing, to lay only the marked ones together; or unmark it.",
        "c", group="Library", where=LIBRARY, words="select choose tick pick")  # fmt: skip
def mark(screen: Any) -> None:
    """Mark the briefing under the cursor, or take its mark away."""
    screen.mark()


@action("read-again", "Read again", "Look at the shelf again, and read what has changed.",
        "R", "f5", group="Library", where=LIBRARY, words="refresh reload rescan")  # fmt: skip
def read_again(screen: Any) -> None:
    """Look at the shelf again."""
    screen.read_again()


@action("add", "Add", "Copy a file into your own library.",
        "insert", group="Library", where=LIBRARY, words="import new copy file",
        verb="add")  # fmt: skip
def add(screen: Any) -> None:
    """Ask for a file to copy into the reader's own library."""
    screen.ask_for_file()


@action("remove", "Remove",
        "Take a briefing out of your own library; its file is kept aside.",
        "delete", group="Library", where=LIBRARY, words="delete trash forget",
        verb="remove")  # fmt: skip
def remove(screen: Any) -> None:
    """Ask whether the briefing is to go."""
    screen.ask_to_remove()
