"""The app as its screens see it: what they may ask of it, without knowing it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from textual.screen import Screen

    from briefdeck.library.folders import Folders
    from briefdeck.reading.actions.reader import Choice
    from briefdeck.reading.palette import ThemeName


class Desk(Protocol):
    """Opens briefings, the library and the search over the present screen, and closes them."""

    folders: Folders
    first_screen: Screen[None]
    pressed: str
    """The key that was pressed last."""
    chosen: list[str]
    """The names of what was chosen in palettes, the last one last."""

    def use_theme(self, name: ThemeName) -> None:
        """Give Textual's own widgets a theme's colours."""

    def open_briefing(self, path: Path, *, at: str | None = None) -> str:
        """Open a briefing; return why it cannot be read, or an empty text."""

    def open_library(self) -> None:
        """Open the library."""

    def open_search(self, words: str = "") -> None:
        """Open the search of the library, with words already typed."""

    @property
    def below(self) -> str:
        """What leaving what is shown leads to; empty where it ends the program."""

    def go_below(self) -> None:
        """Show what was shown before, and leave open what is shown."""

    def open_briefings(self) -> Sequence[Choice[Callable[[], None]]]:
        """Give the briefings that are open, each with what shows it."""

    def clipboard_sender(self) -> Callable[[str], None] | None:
        """Give what sends a text to the terminal's clipboard; nothing without a terminal."""

    def run_outside(self, command: Sequence[str]) -> str:
        """Lend the terminal to another program; return what went wrong, or an empty text."""

    def leave_screen(self, screen: Screen[None]) -> None:
        """Close a screen, or end the app with the last one."""
