"""The library from within a briefing: there, and what works only there."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from briefdeck.tui.screens.reading import ReadingScreen


def library(screen: ReadingScreen) -> None:
    """Go to the library."""
    screen.briefdeck.open_library()


def _only_there(screen: ReadingScreen) -> None:
    """Say where that works."""
    screen.say("That works in the library; L goes there.")


sort = read_again = add = remove = _only_there
