"""Texts over a briefing that are the reader's own: what has changed, notes and bookmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from textual import events

from briefdeck.draw.lines import Line
from briefdeck.tui.screens.paging import PagingScreen

if TYPE_CHECKING:
    from briefdeck.tui.palette import ThemeName

LinesOf = Callable[[int], Iterator[Line]]
"""The lines of the text in a width."""


class ChangesScreen(PagingScreen):
    """What has changed since the briefing was last read."""

    CLOSING = frozenset({"escape", "q", "D"})

    def __init__(self, title: str, lines: LinesOf, theme_name: ThemeName) -> None:
        super().__init__(title, theme_name, width=96, height=40)
        self._lines_of = lines

    def page_lines(self, width: int) -> Iterator[Line]:
        """The text, laid out to a width."""
        return self._lines_of(width)

    def foot(self) -> str:
        """What the keys do."""
        return "j/k scroll  Tab mark  Enter go there  Esc close"


class MarksScreen(ChangesScreen):
    """The reader's notes and bookmarks; `x` writes them to a file."""

    CLOSING = frozenset({"escape", "q", "M"})

    def foot(self) -> str:
        """What the keys do."""
        return "j/k scroll  Tab mark  Enter go there  x write them to a file  Esc close"

    def on_key(self, event: events.Key) -> None:
        """Write to a file; else as any text."""
        if event.key == "x":
            event.stop()
            event.prevent_default()
            self.dismiss("export:notes")
        else:
            super().on_key(event)
