"""What holds the parts together: edges, draggable dividers, header, ribbon, footer."""

from __future__ import annotations

from textual import events
from textual.message import Message
from textual.strip import Strip

from briefdeck.draw.lines import Line, Span
from briefdeck.text.width import cell_width
from briefdeck.tui.widgets.pane import Pane


class Bar(Pane):
    """A few fixed lines; spans with a target can be clicked."""

    class TargetChosen(Message):
        """Something in the bar was clicked."""

        def __init__(self, bar: Bar, target: str) -> None:
            super().__init__()
            self.bar = bar
            self.target = target

    class WheelTurned(Message):
        """The wheel was turned over the bar."""

        def __init__(self, bar: Bar, by: int) -> None:
            super().__init__()
            self.bar = bar
            self.by = by

    def __init__(self, name: str) -> None:
        super().__init__(id=name)
        self.lines: tuple[Line, ...] = ()

    def show(self, *lines: Line) -> None:
        """Show lines; drawn again only if they differ."""
        if lines != self.lines:
            self.lines = lines
            self.changed()

    def draw_line(self, y: int) -> Strip:
        """The strip at a height."""
        return self.paint(self.lines[y]) if y < len(self.lines) else self.blank()

    def target_at(self, x: int, y: int) -> str | None:
        """The target of the span under a cell, if it has one."""
        at = 0
        for text, _, target in self.lines[y] if y < len(self.lines) else ():
            at += cell_width(text)
            if x < at:
                return target
        return None

    def on_click(self, event: events.Click) -> None:
        """A click chooses what is under it."""
        target = self.target_at(event.x, event.y)
        if target is not None:
            self.post_message(self.TargetChosen(self, target))

    def on_mouse_scroll_down(self) -> None:
        """The wheel, towards the reader."""
        self.post_message(self.WheelTurned(self, 1))

    def on_mouse_scroll_up(self) -> None:
        """The wheel, away from the reader."""
        self.post_message(self.WheelTurned(self, -1))


class Divider(Pane):
    """A vertical line of the frame.

    Its heavy stretch shows which part of the pane at its left is on the screen.
    """

    ALLOW_SELECT = False

    class Dragged(Message):
        """The divider was pulled to a column of the screen."""

        def __init__(self, divider: Divider, column: int) -> None:
            super().__init__()
            self.divider = divider
            self.column = column

    def __init__(self, name: str, *, is_movable: bool = False) -> None:
        super().__init__(id=name)
        self._is_movable = is_movable
        self._is_dragged = False
        self._thumb = (0, 0)
        self._is_on = False

    def show(self, top: int, total: int, seen: int, *, is_on: bool) -> None:
        """Show that `seen` of `total` lines are on the screen from `top` on.

        `is_on`: the keys go to the part at its left.
        """
        height, thumb = max(1, self.height), (0, 0)
        if total > seen > 0:
            size = max(1, min(height, height * seen // total))
            thumb = (min(height - size, round(top * (height - size) / (total - seen))), size)
        if (thumb, is_on) != (self._thumb, self._is_on):
            self._thumb, self._is_on = thumb, is_on
            self.changed()

    def draw_line(self, y: int) -> Strip:
        """The strip at a height."""
        first, size = self._thumb
        is_thumb = first <= y < first + size
        role = "frame-on" if is_thumb and self._is_on else "frame"
        return self.paint((Span("┃" if is_thumb else "│", role),))  # type: ignore[arg-type]  # a role of the interface

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin to pull."""
        if self._is_movable:
            self._is_dragged = True
            self.capture_mouse()
            event.stop()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Pull."""
        if self._is_dragged:
            self.post_message(self.Dragged(self, event.screen_x))

    def on_mouse_up(self, event: events.MouseUp) -> None:
        """Let go."""
        if self._is_dragged:
            self._is_dragged = False
            self.release_mouse()
            event.stop()


def edge(
    width: int, joints: dict[int, str], titles: list[tuple[int, int, Line]], *, ends: str
) -> Line:
    """A horizontal line of the frame: joints at columns, titles laid over it, two end signs.

    A title is (column, room, line).
    """
    signs = ["─"] * width
    if width > 1:
        signs[0], signs[-1] = ends[0], ends[-1]
    for column, sign in joints.items():
        if 0 < column < width - 1:
            signs[column] = sign
    spans: list[Span] = []
    at = 0
    for column, room, title in sorted(titles, key=_column):
        spans.append(Span("".join(signs[at:column]), "frame"))
        used = 0
        for span in title:
            if used + cell_width(span.text) > room:
                break
            spans.append(span)
            used += cell_width(span.text)
        at = column + used
    spans.append(Span("".join(signs[at:]), "frame"))
    return tuple(spans)


def _column(title: tuple[int, int, Line]) -> int:
    return title[0]
