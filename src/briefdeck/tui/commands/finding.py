"""Finding: words, filters, commands, keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefdeck.tui import state

if TYPE_CHECKING:
    from briefdeck.tui.screens.reading import ReadingScreen


def find(screen: ReadingScreen) -> None:
    """Ask for words, and show what matches while they are typed."""
    screen.open_prompt("find")


def next_hit(screen: ReadingScreen) -> None:
    """The next match."""
    _go(screen, 1)


def previous_hit(screen: ReadingScreen) -> None:
    """The match before."""
    _go(screen, -1)


def filter(screen: ReadingScreen) -> None:  # noqa: A001  # the action's name
    """Choose what the lists show."""
    from briefdeck.tui.screens.choices import filter_choices

    screen.choose("Show only", filter_choices(screen))


def search(screen: ReadingScreen) -> None:
    """Search all briefings."""
    screen.briefdeck.open_search()


def palette(screen: ReadingScreen) -> None:
    """Choose among everything by typing."""
    from briefdeck.tui.screens.choices import palette_choices

    screen.choose("Go to or do", palette_choices(screen))


def help(screen: ReadingScreen) -> None:  # noqa: A001  # the action's name
    """Show the keys."""
    from briefdeck.tui.screens.help import PARTS, HelpScreen

    screen.app.push_screen(HelpScreen(PARTS[screen.focus_part], screen.keymap, screen.theme_name))


def _go(screen: ReadingScreen, step: int) -> None:
    reading = screen.reading
    if not reading.hits:
        screen.say("Nothing has been searched for; / finds.")
        return
    moved = state.go_to_hit(reading, step, screen.deck.section_of)
    at = moved.hits.index(moved.place.entry or "") + 1
    screen.go(moved)
    screen.say(f"“{reading.query}” {at} of {len(reading.hits)}")
