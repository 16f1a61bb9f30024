"""The widget that shows a view: a part of the screen made of lines, straight to strips."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import events
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from briefdeck.reading.paint import overlaid, segments, styles
from briefdeck.reading.views.view import BLANK, Bar, Divider
from briefdeck.tui.seam.layout import SteadyWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.selection import Selection

    from briefdeck.reading.geometry import Box
    from briefdeck.reading.palette import ThemeName
    from briefdeck.reading.views.view import Row, View

WHEEL_LINES = 3


class Viewer(SteadyWidget):
    """Shows a view; nothing of a briefing is ever read as markup.

    Only rows that differ from what was shown before are drawn again.
    """

    DEFAULT_CSS = ""
    ALLOW_SELECT: ClassVar[bool] = True

    class Clicked(Message):
        """Something was clicked: the target of a span, the number of an item, or nothing."""

        def __init__(self, viewer: Viewer, target: str | int | None) -> None:
            super().__init__()
            self.viewer = viewer
            self.target = target

    class Hovered(Message):
        """The mouse has come to something else, or to nothing."""

        def __init__(self, viewer: Viewer, target: str | int | None) -> None:
            super().__init__()
            self.viewer = viewer
            self.target = target

    class WheelTurned(Message):
        """The wheel asks to move by some lines."""

        def __init__(self, viewer: Viewer, by: int) -> None:
            super().__init__()
            self.viewer = viewer
            self.by = by

    class Dragged(Message):
        """A divider was pulled to a column of the screen."""

        def __init__(self, column: int) -> None:
            super().__init__()
            self.column = column

    is_quiet: ClassVar[bool] = False
    """Whether views are being filled in while the screen is laid out: it is drawn after that."""

    def __init__(self, part: str, theme_name: ThemeName = "dark") -> None:
        super().__init__(id=part)
        self.theme_name: ThemeName = theme_name
        self.view: View = Bar()
        self.box: Box | None = None
        self.rows: Sequence[Row] = ()
        self._strips: dict[int, Strip] = {}
        self._drawn_for: tuple[int, int, ThemeName] = (0, 0, "dark")
        self._is_dragged = False
        self._hovered: str | int | None = None

    @property
    def width(self) -> int:
        """Cells of a line."""
        return self.box.width if self.box else self.size.width

    @property
    def height(self) -> int:
        """Lines on the screen."""
        return self.box.height if self.box else self.size.height

    def show(self, view: View, box: Box, theme_name: ThemeName) -> None:
        """Show a view; only what differs is drawn again."""
        before = self.rows
        self.view, self.box, self.theme_name = view, box, theme_name
        self.rows = view.rows(box.width, box.height)
        drawn_for = (box.width, box.height, theme_name)
        if drawn_for != self._drawn_for:
            self._drawn_for = drawn_for
            self._redraw(list(range(box.height)))
        else:
            rows = range(box.height)
            self._redraw([y for y in rows if _row(before, y) != _row(self.rows, y)])

    def draw_again(self, y: int) -> None:
        """Send a line to the terminal as it is."""
        if not self.is_quiet:
            self.refresh(Region(0, y, self.width, 1))

    def _redraw(self, rows: list[int]) -> None:
        for y in rows:
            self._strips.pop(y, None)
        if not self.is_quiet and rows:
            self.refresh(*(Region(0, y, self.width, 1) for y in rows))

    # Strips are complete (ground, width, theme): nothing is left for Textual's style cache to do.
    # Textual asks every widget between the first and the last change for all its lines: keeping
    # them is what makes a key's answer quick.
    def render_lines(self, crop: Region) -> list[Strip]:
        """The strips of a region."""
        strips = [self._strip(y) for y in range(crop.y, crop.bottom)]
        if self.text_selection is not None:
            strips = [self._selected(y, strip) for y, strip in enumerate(strips, crop.y)]
        whole = crop.x == 0 and crop.width == self.width
        return strips if whole else [strip.crop(crop.x, crop.right) for strip in strips]

    def _strip(self, y: int) -> Strip:
        """A line as it was last drawn, if nothing has changed since."""
        strip = self._strips.get(y)
        if strip is None:
            strip = self._strips[y] = self._draw(y)
        return strip

    def _draw(self, y: int) -> Strip:
        line, band, marks = _row(self.rows, y)
        painted = segments(line, self.width, self.theme_name, band=band, marks=marks)
        return Strip(painted, self.width)

    def render_line(self, y: int) -> Strip:
        """One strip with the places of its characters, which Textual asks for to select text."""
        return self._draw(y).apply_offsets(0, self.view.first_line + y)

    def _selected(self, y: int, strip: Strip) -> Strip:
        selection = self.text_selection
        if selection is None:
            return strip
        span = selection.get_span(self.view.first_line + y)
        if span is None:
            return strip
        text = strip.text
        first, end = span
        cells = Strip(strip).index_to_cell_position
        stop = strip.cell_length if end == -1 else cells(min(end, len(text)))
        lit = styles(self.theme_name)["selection"]
        painted = overlaid(list(strip), cells(min(first, len(text))), stop, lit)
        return Strip(painted, strip.cell_length)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, without the blanks that fill lines."""
        shown = self.view.text(self.width, self.height)
        if selection.start is not None and selection.start.y >= len(shown.splitlines()):
            return None
        text = selection.extract(shown)
        return "\n".join(line.rstrip().removeprefix(" ") for line in text.split("\n")), "\n"

    # The mouse

    def on_click(self, event: events.Click) -> None:
        """A click means what is under it, unless text was selected."""
        if not self.screen.get_selected_text():
            target = self.view.target_at(event.x, event.y, self.width, self.height)
            self.post_message(self.Clicked(self, target))

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """The wheel, towards the reader."""
        event.stop()
        self.post_message(self.WheelTurned(self, WHEEL_LINES))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """The wheel, away from the reader."""
        event.stop()
        self.post_message(self.WheelTurned(self, -WHEEL_LINES))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to pull a divider."""
        if isinstance(self.view, Divider) and self.view.is_movable:
            self._is_dragged = True
            self.capture_mouse()
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Pull, or come to something else."""
        if self._is_dragged:
            self.post_message(self.Dragged(event.screen_x))
            return
        self._hover_over(self.view.target_at(event.x, event.y, self.width, self.height))

    def on_leave(self) -> None:
        """The mouse is elsewhere."""
        self._hover_over(None)

    def _hover_over(self, target: str | int | None) -> None:
        if target != self._hovered:
            self._hovered = target
            self.post_message(self.Hovered(self, target))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        if self._is_dragged:
            self._is_dragged = False
            self.release_mouse()
            event.stop()


def _row(rows: Sequence[Row], y: int) -> Row:
    return rows[y] if y < len(rows) else BLANK
