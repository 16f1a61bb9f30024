"""The lists of the library: rows of one line or several, drawn only where they are seen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Generic, TypeVar

from textual.strip import Strip

from briefdeck.draw.lines import Line, Span, line_width
from briefdeck.reading.roles import ACCENT
from briefdeck.tui.widgets.rows import RowsPane

if TYPE_CHECKING:
    from textual import events

Item = TypeVar("Item")
LinesOf = Callable[[Item, int], tuple[Line, ...]]
"""The lines of an item in a width: at most as many as a row has."""


class ItemsPane(RowsPane, Generic[Item]):
    """Items, each `tall` lines high. `top` counts items."""

    def __init__(self, lines_of: LinesOf[Item], *, tall: int = 1) -> None:
        super().__init__("list")
        self.items: Sequence[Item] = ()
        self.tall = tall
        self._lines_of = lines_of

    def show(self, items: Sequence[Item]) -> None:
        """Show other items; the list stands where it stood."""
        if items is not self.items:
            self.items = items
            self.count = len(items)
            self.top = max(0, min(self.top, self.count - self.rows_on_screen))
            self.changed()

    @property
    def rows_on_screen(self) -> int:
        """How many items fit."""
        return max(1, self.height // self.tall)

    @property
    def cursor_line(self) -> int:
        """The line of the pane on which the cursor's item begins."""
        return ((self.cursor or 0) - self.top) * self.tall

    @property
    def first_line(self) -> int:
        """The number of the line at the top."""
        return self.top * self.tall

    def point(self, cursor: int | None, *, is_active: bool) -> None:
        """Move the cursor; only what changes is drawn again."""
        old, was_active, top = self.cursor, self.is_active, self.top
        self.cursor, self.is_active = cursor, is_active
        self.reveal()
        if self.top != top:
            self.changed()
        elif old != cursor or was_active != is_active:
            for position in {old, cursor} - {None}:
                assert position is not None
                if 0 <= position - self.top <= self.rows_on_screen:
                    self.refresh_lines((position - self.top) * self.tall, self.tall)

    def reveal(self) -> None:
        """Scroll as little as possible so that the cursor's item is seen, with one to spare."""
        rows = self.rows_on_screen
        if self.cursor is not None:
            spare = 1 if rows > 4 else 0
            if self.cursor - spare < self.top:
                self.top = self.cursor - spare
            elif self.cursor + spare >= self.top + rows:
                self.top = self.cursor + spare - rows + 1
        self.top = max(0, min(self.top, self.count - rows))

    def scroll_rows(self, by: int) -> None:
        """Scroll the items and leave the cursor where it is."""
        top = max(0, min(self.top + by, self.count - self.rows_on_screen))
        if top != self.top:
            self.top = top
            self.changed()
            self.post_message(self.Scrolled())

    def row_line(self, position: int, width: int) -> Line:
        """The first line of one row."""
        return self._lines_of(self.items[position], width)[0]

    def draw_line(self, y: int) -> Strip:
        """The strip at a height."""
        position, part = self.top + y // self.tall, y % self.tall
        if position >= self.count:
            return self.blank()
        lines = self._lines_of(self.items[position], self.width - 2)
        line = lines[part] if part < len(lines) else ()
        if position != self.cursor:
            return self.paint((Span(" "), *line))
        filled = " " * max(0, self.width - 2 - line_width(line))
        ends = ("▌", "▐") if self.is_active else ("▏", " ")
        marked = (Span(ends[0], ACCENT), *line, Span(filled), Span(ends[1], "event"))
        return self.paint(marked, base="cursor" if self.is_active else "rest")

    def on_click(self, event: events.Click) -> None:
        """A click chooses what is under it."""
        position = self.top + event.y // self.tall
        if position < self.count:
            self.post_message(self.RowChosen(self, position, again=position == self.cursor))

    def selectable_text(self) -> str:
        """What can be selected: the items up to the end of the screen, line by line."""
        texts: list[str] = []
        for item in self.items[: self.top + self.rows_on_screen + 1]:
            lines = self._lines_of(item, self.width - 2)
            texts += [
                f" {''.join(span.text for span in line)}"
                for line in (*lines, *[()] * (self.tall - len(lines)))
            ]
        return "\n".join(texts)
