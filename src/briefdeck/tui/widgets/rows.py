"""Lists of one-line rows with a cursor: the sections and the entries.

Virtual: only rows on the screen are ever drawn.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from textual import events
from textual.message import Message
from textual.strip import Strip

from briefdeck.draw.lines import Line, Span, line_width
from briefdeck.reading.roles import ACCENT
from briefdeck.text.width import cell_width, truncate
from briefdeck.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from briefdeck.reading.deck import Row

LEAD_LIMIT = 13


class RowsPane(Pane):
    """Rows and a cursor.

    `row_line` gives the line of a row, `width` cells wide, without the cursor's marks.
    """

    class RowChosen(Message):
        """A row was clicked."""

        def __init__(self, pane: RowsPane, position: int, *, again: bool) -> None:
            super().__init__()
            self.pane = pane
            self.position = position
            self.again = again

    class Scrolled(Message):
        """The rows moved under the cursor."""

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.count = 0
        self.cursor: int | None = None
        self.is_active = False
        self.top = 0

    @property
    def first_line(self) -> int:
        """The number of the line at the top."""
        return self.top

    def row_line(self, position: int, width: int) -> Line:
        """The words of one row."""
        raise NotImplementedError

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
                if 0 <= position - self.top < self.height:
                    self.refresh_lines(position - self.top)

    def reveal(self) -> None:
        """Scroll as little as possible so that the cursor is seen, with a row to spare."""
        height = max(1, self.height)
        if self.cursor is not None:
            spare = 1 if height > 4 else 0
            if self.cursor - spare < self.top:
                self.top = self.cursor - spare
            elif self.cursor + spare >= self.top + height:
                self.top = self.cursor + spare - height + 1
        self.top = max(0, min(self.top, self.count - height))

    def scroll_rows(self, by: int) -> None:
        """Scroll the rows and leave the cursor where it is."""
        top = max(0, min(self.top + by, self.count - self.height))
        if top != self.top:
            self.top = top
            self.changed()
            self.post_message(self.Scrolled())

    def draw_line(self, y: int) -> Strip:
        """The strip at a height."""
        position = self.top + y
        if position >= self.count:
            return self.blank()
        is_here = position == self.cursor
        line = self.row_line(position, self.width - 2)
        if not is_here:
            return self.paint((Span(" "), *line))
        filled = " " * max(0, self.width - 2 - line_width(line))
        ends = ("▌", "▐") if self.is_active else ("▏", " ")
        marked = (Span(ends[0], ACCENT), *line, Span(filled), Span(ends[1], "event"))
        return self.paint(marked, base="cursor" if self.is_active else "rest")

    def on_click(self, event: events.Click) -> None:
        """A click chooses what is under it."""
        position = self.top + event.y
        if position < self.count:
            self.post_message(self.RowChosen(self, position, again=position == self.cursor))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel, towards the reader."""
        event.stop()
        self.scroll_rows(3)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel, away from the reader."""
        event.stop()
        self.scroll_rows(-3)

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self.reveal()

    def selectable_text(self) -> str:
        """Everything that can be selected, line by line."""
        return "\n".join(
            f" {''.join(span.text for span in self.row_line(at, self.width - 2))}"
            for at in range(self.count)
        )


class SectionsPane(RowsPane):
    """The sections with their numbers and counts."""

    def __init__(self) -> None:
        super().__init__("sections")
        self._sections: Sequence[tuple[str, int]] = ()

    def show(self, sections: Sequence[tuple[str, int]]) -> None:
        """Show (title, number of entries) of each section."""
        if sections != self._sections:
            self._sections = sections
            self.count = len(sections)
            self.changed()

    def row_line(self, position: int, width: int) -> Line:
        """The words of one row."""
        title, count = self._sections[position]
        number = str(position) if position < 10 else " "
        tail = str(count) if count else ""
        room = width - 2 - cell_width(tail) - 1
        words = truncate(title, room)
        gap = " " * (width - 2 - cell_width(words) - cell_width(tail))
        return (Span(f"{number} ", "muted"), Span(words), Span(gap), Span(tail, "muted"))


class EntriesPane(RowsPane):
    """The entries of a section, or the matches of a search."""

    def __init__(self) -> None:
        super().__init__("list")
        self._rows: Sequence[Row] = ()
        self._signs: Callable[[str], Line] = lambda _: ()
        self._widest = 0

    def show(self, rows: Sequence[Row], signs: Callable[[str], Line]) -> None:
        """Show rows.

        `signs` gives the signs (support, caveat) that stand at the end of an entry's row.
        """
        if rows is not self._rows:
            self._rows = rows
            self.count = len(rows)
            self._widest = max((cell_width(row.lead) for row in rows), default=0)
            self.top = 0
            self.changed()
        self._signs = signs

    @property
    def rows(self) -> Sequence[Row]:
        """The rows shown."""
        return self._rows

    def row_line(self, position: int, width: int) -> Line:
        """The words of one row."""
        row = self._rows[position]
        signs = self._signs(row.entry)
        spans = []
        # Leads stand in a column, but for a few long ones where it would be wide.
        column = self._widest if self._widest * 3 <= width else min(self._widest, LEAD_LIMIT)
        if column:
            # A date is never cut: one that is longer than the column takes of the title's room.
            lead = truncate(row.lead, max(width - 2, 1))
            taken = max(column, cell_width(lead)) + 1
            spans.append(Span(lead + " " * (taken - cell_width(lead)), "muted"))
        else:
            taken = 0
        room = max(width - taken - (line_width(signs) + 1 if signs else 0), 0)
        words = truncate(row.label, room)
        spans.append(Span(words))
        if signs:
            spans += [Span(" " * (room - cell_width(words) + 1)), *signs]
        return tuple(spans)
