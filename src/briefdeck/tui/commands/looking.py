"""Looks and leaving: themes, widths, the way out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefdeck.tui.palette import PALETTES, next_theme

if TYPE_CHECKING:
    from briefdeck.tui.screens.reading import ReadingScreen


def theme(screen: ReadingScreen) -> None:
    """The next theme."""
    name = next_theme(screen.theme_name)
    screen.set_theme(name)
    screen.say(f"Theme: {PALETTES[name].title}")


def wider(screen: ReadingScreen) -> None:
    """A wider list."""
    resize_list(screen, screen.shape.list_columns + 4)


def narrower(screen: ReadingScreen) -> None:
    """A narrower list."""
    resize_list(screen, screen.shape.list_columns - 4)


def resize_list(screen: ReadingScreen, width: int) -> None:
    """Give the list a width, as far as there is room."""
    screen.list_width = max(20, min(width, screen.shape.width - 60))
    screen.show()


def quit(screen: ReadingScreen) -> None:  # noqa: A001  # the action's name
    """Leave."""
    screen.leave()


def exit(screen: ReadingScreen) -> None:  # noqa: A001  # the action's name
    """Leave everything."""
    screen.app.exit()
