"""The reader: one page of lines, its links to mark and follow, matches lit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events
from textual.message import Message
from textual.strip import Strip

from briefdeck.draw.lines import Span
from briefdeck.reading.paint import Mark
from briefdeck.text.matching import phrase_marks
from briefdeck.text.width import cell_width
from briefdeck.tui.widgets.pane import Pane

if TYPE_CHECKING:
    from briefdeck.reading.page import Link, Page


class ReaderPane(Pane):
    """Shows a page from a line on, with a blank column at each side."""

    class LinkChosen(Message):
        """A citation, link or address was clicked."""

        def __init__(self, target: str) -> None:
            super().__init__()
            self.target = target

    class WheelTurned(Message):
        """The wheel asks to move the page by some lines."""

        def __init__(self, by: int) -> None:
            super().__init__()
            self.by = by

    def __init__(self) -> None:
        super().__init__(id="reader")
        self.page: Page | None = None
        self.top = 0
        self.marked: int | None = None
        self.words = ""
        self.letters: dict[int, str] = {}
        self._matches: dict[int, list[Mark]] | None = None

    @property
    def first_line(self) -> int:
        """The number of the line at the top."""
        return self.top

    @property
    def last_top(self) -> int:
        """The last line that may stand at the top; lays the page out to its end."""
        return max(0, self.page.finish() - self.height) if self.page else 0

    @property
    def fits(self) -> bool:
        """Whether the whole page is on the screen."""
        return self.page is None or self.page.ensure(self.height + 1) <= self.height

    def clamp(self, top: int) -> int:
        """The nearest line of the page that can stand at the top."""
        return self.clamp_on(self.page, top) if self.page else 0

    def clamp_on(self, page: Page, top: int) -> int:
        """The nearest line of any page that can stand at the top."""
        return max(0, min(top, page.ensure(top + self.height + 1) - self.height))

    def show(self, page: Page, top: int, marked: int | None, query: str) -> None:
        """Show a page from a line on, with a link marked and the matches of a folded query lit."""
        if page is not self.page:
            self.letters = {}
        changed = (page, top, marked, query) != (self.page, self.top, self.marked, self.words)
        self.page, self.top, self.marked, self.words = page, top, marked, query
        if changed:
            self._matches = None
            self.changed()

    def show_letters(self, letters: dict[int, str]) -> None:
        """Put letters over the links at these positions."""
        self.letters = letters
        self.changed()

    def links_on_screen(self) -> list[tuple[int, Link]]:
        """(position, link) of the links that begin on the screen."""
        return self.page.links_between(self.top, self.top + self.height) if self.page else []

    def draw_line(self, y: int) -> Strip:
        """The strip at a height."""
        if self.page is None:
            return self.blank()
        number = self.top + y
        line = self.page.line(number)
        strip = self.paint((Span(" "), *line), marks=self._marks(number))
        for position, letter in self.letters.items():
            place, first, _ = self.page.links[position].pieces[0]
            if place == number:
                strip = self._letter(strip, first + 1, letter)
        return strip

    def _letter(self, strip: Strip, at: int, letter: str) -> Strip:
        end = min(at + cell_width(letter), strip.cell_length)
        parts = strip.divide([at, end, strip.cell_length])
        from rich.segment import Segment

        from briefdeck.reading.paint import styles

        return Strip.join(
            [
                parts[0],
                Strip([Segment(letter, styles(self.theme_name)["hint"])], end - at),
                *parts[2:],
            ]
        )

    def _marks(self, number: int) -> list[Mark]:
        marks = list(self._found().get(number, ()))
        if self.page is not None and self.marked is not None and self.marked < len(self.page.links):
            link = self.page.links[self.marked]
            marks += [
                (first + 1, end + 1, "marked") for line, first, end in link.pieces if line == number
            ]
        return marks

    def _found(self) -> dict[int, list[Mark]]:
        """Where the query occurs on the screen, across the ends of lines."""
        if self._matches is not None:
            return self._matches
        self._matches = {}
        if not self.words or self.page is None:
            return self._matches
        first = max(0, self.top - 3)
        texts = [
            "".join(span.text for span in self.page.line(at))
            for at in range(first, self.top + self.height + 3)
        ]
        starts = [0]
        for text in texts:
            starts.append(starts[-1] + len(text) + 1)
        for begin, end in phrase_marks(" ".join(texts), self.words):
            for at, text in enumerate(texts):
                low, high = (
                    max(begin, starts[at]) - starts[at],
                    min(end, starts[at] + len(text)) - starts[at],
                )
                if low < high:
                    left = cell_width(text[:low]) + 1
                    mark = (left, left + cell_width(text[low:high]), "match")
                    self._matches.setdefault(first + at, []).append(mark)
        return self._matches

    def target_at(self, x: int, y: int) -> str | None:
        """The target of the link under a cell."""
        if self.page is None:
            return None
        at = 1
        for text, _, target in self.page.line(self.top + y):
            at += cell_width(text)
            if x < at:
                return target if x >= 1 else None
        return None

    def on_click(self, event: events.Click) -> None:
        """A click chooses what is under it."""
        target = self.target_at(event.x, event.y)
        if target is not None and not self.screen.get_selected_text():
            self.post_message(self.LinkChosen(target))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel, towards the reader."""
        event.stop()
        self.post_message(self.WheelTurned(3))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel, away from the reader."""
        event.stop()
        self.post_message(self.WheelTurned(-3))

    def selectable_text(self) -> str:
        """Everything that can be selected, line by line."""
        if self.page is None:
            return ""
        self.page.ensure(self.top + self.height)
        return "\n".join(" " + "".join(span.text for span in line) for line in self.page.lines)
