"""A text that opens over the screen, with links to go to; and the two that are the reader's own: changes, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from briefdeck.draw.lines import Line
from briefdeck.tui.geometry import Box
from briefdeck.tui.page import Page
from briefdeck.tui.screens.overlay import Overlay
from briefdeck.tui.widgets.reader import ReaderPane

if TYPE_CHECKING:
    from briefdeck.tui.palette import ThemeName

LinesOf = Callable[[int], Iterator[Line]]
"""The lines of the text in a width."""


class Leaflet(Overlay):
    """Lines to scroll; a link is marked with `.` or Tab, and Enter goes there."""

    def __init__(self, title: str, lines: LinesOf, theme_name: ThemeName, *, closes: tuple[str, ...] = ()) -> None:
        super().__init__(title, theme_name, width=96, height=40)
        self._lines = lines
        self._closes = {"escape", "q", *closes}
        self.pane = ReaderPane()

    def compose(self) -> ComposeResult:
        """The frame and the text."""
        yield from self.frame()
        yield self.pane

    def inner(self, box: Box) -> dict[str, Box]:
        """The text fills the box."""
        return {"reader": box}

    def foot(self) -> str:
        """What the keys do."""
        return "j/k scroll  Tab mark  Enter go there  Esc close"

    def fill(self) -> None:
        """Lay the text out anew."""
        self._show(Page(self._lines(max(20, self.pane.width - 2))), 0, None)

    def _show(self, page: Page, top: int, marked: int | None) -> None:
        self.pane.show(page, self.pane.clamp_on(page, top), marked, "")
        self.right_side.show(self.pane.top, page.finish(), self.pane.height, is_on=True)

    def on_reader_pane_wheel_turned(self, event: ReaderPane.WheelTurned) -> None:
        """The wheel scrolls."""
        if self.pane.page is not None:
            self._show(self.pane.page, self.pane.top + event.by, self.pane.marked)

    def on_reader_pane_link_chosen(self, event: ReaderPane.LinkChosen) -> None:
        """A click goes to the entry."""
        self.dismiss(f"entry:{event.target}")

    def on_key(self, event: events.Key) -> None:
        """Scroll, mark, go, or leave."""
        event.stop()
        event.prevent_default()
        pane, page = self.pane, self.pane.page
        if page is None:
            return
        leap = max(1, pane.height - 2)
        steps = {"down": 1, "j": 1, "up": -1, "k": -1, "pagedown": leap, "space": leap, "pageup": -leap}
        steps |= {"home": -(10**6), "g": -(10**6), "end": 10**6, "G": 10**6}
        if event.key in steps:
            self._show(page, pane.top + steps[event.key], pane.marked)
        elif event.key in {"full_stop", "tab", "n"}:
            self._mark(page, 1)
        elif event.key in {"comma", "shift+tab", "N"}:
            self._mark(page, -1)
        elif event.key == "enter" and pane.marked is not None:
            self.dismiss(f"entry:{page.links[pane.marked].target}")
        elif event.key in self._closes or event.character in self._closes or event.key == "enter":
            self.dismiss(None)
        elif event.character == "x":
            self.dismiss("export:")

    def _mark(self, page: Page, by: int) -> None:
        page.finish()
        if page.links:
            marked = self.pane.marked
            at = (0 if by > 0 else len(page.links) - 1) if marked is None else (marked + by) % len(page.links)
            line = page.links[at].line
            is_seen = self.pane.top <= line < self.pane.top + self.pane.height
            self._show(page, self.pane.top if is_seen else line, at)


class MarksLeaflet(Leaflet):
    """The reader's notes and bookmarks."""

    def foot(self) -> str:
        """What the keys do."""
        return "j/k scroll  Tab mark  Enter go there  x write them to a file  Esc close"
