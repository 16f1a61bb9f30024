"""Windows that are a text to scroll: keys, problems, notes, changes, a comparison."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.app import ComposeResult

from briefdeck.tui.geometry import Box
from briefdeck.tui.page import Page
from briefdeck.tui.screens.overlay import Overlay
from briefdeck.tui.widgets.reader import ReaderPane

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from briefdeck.draw.lines import Line
    from briefdeck.tui.actions.reader import Also
    from briefdeck.tui.palette import ThemeName


class PagingScreen(Overlay):
    """A framed text with links that can be marked. It ends with the target of one, or nothing."""

    CLOSING: frozenset[str] = frozenset({"escape", "q"})

    def __init__(self, title: str, theme_name: ThemeName, *, width: int, height: int) -> None:
        super().__init__(title, theme_name, width=width, height=height)
        self.pane = ReaderPane()

    def compose(self) -> ComposeResult:
        """The frame and the text."""
        yield from self.frame()
        yield self.pane

    def inner(self, box: Box) -> dict[str, Box]:
        """The text fills the box."""
        return {"reader": box}

    def page_lines(self, width: int) -> Iterator[Line]:
        """The text, laid out to a width."""
        raise NotImplementedError

    def result_of(self, target: str) -> object:
        """What the window ends with when a link is followed."""
        return target

    def fill(self) -> None:
        """Lay the text out anew."""
        self._show(Page(self.page_lines(max(20, self.pane.width - 2))), self.pane.top, None)

    def _show(self, page: Page, top: int, marked: int | None) -> None:
        self.pane.show(page, self.pane.clamp_on(page, top), marked, "")
        self.right_side.show(self.pane.top, page.finish(), self.pane.height, is_on=True)

    def _mark(self, page: Page, by: int) -> None:
        if not page.links:
            return
        shown = self.pane.links_on_screen()
        first = shown[0][0] if shown else 0
        at = first if self.pane.marked is None else (self.pane.marked + by) % len(page.links)
        line = page.links[at].line
        is_seen = self.pane.top <= line < self.pane.top + self.pane.height
        self._show(page, self.pane.top if is_seen else line - self.pane.height // 3, at)

    def _go_to_heading(self, page: Page, by: int) -> None:
        """The next or previous heading to the top of the box."""
        headings = [at for at, line in enumerate(page.lines) if line and line[0].style == "heading"]
        beyond = [at for at in headings if (at - self.pane.top) * by > 0]
        if beyond:
            self._show(page, beyond[0 if by > 0 else -1], self.pane.marked)

    def on_reader_pane_wheel_turned(self, event: ReaderPane.WheelTurned) -> None:
        """The wheel scrolls."""
        if self.pane.page is not None:
            self._show(self.pane.page, self.pane.top + event.by, self.pane.marked)

    def on_reader_pane_link_chosen(self, event: ReaderPane.LinkChosen) -> None:
        """A click goes where the link leads."""
        self.dismiss(self.result_of(event.target))

    def on_key(self, event: events.Key) -> None:
        """Scroll, mark, go, or leave."""
        event.stop()
        event.prevent_default()
        pane, page, key = self.pane, self.pane.page, event.key
        if page is None:
            return
        leap, whole = max(1, pane.height - 2), page.finish()
        steps = {
            "down": 1,
            "j": 1,
            "up": -1,
            "k": -1,
            "pagedown": leap,
            "space": leap,
            "pageup": -leap,
        }
        steps |= {"home": -whole, "g": -whole, "end": whole, "G": whole}
        if key in steps:
            self._show(page, pane.top + steps[key], pane.marked)
        elif key in {"n", "N"}:
            self._go_to_heading(page, 1 if key == "n" else -1)
        elif key in {"full_stop", "tab", "comma", "shift+tab"}:
            self._mark(page, 1 if key in {"full_stop", "tab"} else -1)
        elif key == "enter" and pane.marked is not None:
            self.dismiss(self.result_of(page.links[pane.marked].target))
        elif key == "enter" and page.links:
            self._mark(page, 1)
        elif key in self.CLOSING or key == "enter":
            self.dismiss(None)


class TextScreen(PagingScreen):
    """A text that is given, whose links lead to entries."""

    def __init__(
        self,
        title: str,
        lines_of: Callable[[int], Sequence[Line]],
        theme_name: ThemeName,
        also: Also | None = None,
    ) -> None:
        """`also` is one more thing that a key does, after the window is closed."""
        super().__init__(title, theme_name, width=96, height=40)
        self._lines_of = lines_of
        self._also = also

    def page_lines(self, width: int) -> Iterator[Line]:
        """The text, laid out to a width."""
        return iter(self._lines_of(width))

    def foot(self) -> str:
        """What the keys do."""
        also = f"  {self._also.key} {self._also.words}" if self._also else ""
        return f"j/k scroll  Tab mark  Enter go there{also}  Esc close"

    def on_key(self, event: events.Key) -> None:
        """Do what one more key does; else as in any text."""
        if self._also is None or event.key != self._also.key:
            super().on_key(event)
            return
        event.stop()
        event.prevent_default()
        self.dismiss(None)
        self.app.call_later(self._also.do)
