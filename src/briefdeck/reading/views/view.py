"""A view: what one part of the screen shows, as rows of a width, ready to be painted."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple, Protocol

from briefdeck.draw.lines import Line, Span, lines_text
from briefdeck.reading.roles import FRAME_ON, Mark
from briefdeck.text.width import cell_width


class Row(NamedTuple):
    """One row: its line, the role of the band that lies under it, stretches that are lit.

    Rows are compared to see what has to be drawn again.
    """

    line: Line
    band: str = ""
    marks: tuple[Mark, ...] = ()


BLANK = Row(())


class View(Protocol):
    """What a part of the screen shows."""

    @property
    def first_line(self) -> int:
        """The number of its line at the top, for selections that outlive scrolling."""

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """At most `height` rows; what is missing at the end is blank."""

    def target_at(self, x: int, y: int, width: int, height: int) -> str | int | None:
        """What a click on a cell means: the target of a span, the number of an item, nothing."""

    def text(self, width: int, height: int) -> str:
        """The lines that can be selected, from line 0 to the last on the screen."""


def target_in(line: Line, x: int) -> str | None:
    """The target of the span that covers a cell, if it has one."""
    at = 0
    for text, _, target in line:
        at += cell_width(text)
        if x < at:
            return target
    return None


class Bar:
    """A few fixed lines; spans with a target can be clicked."""

    __slots__ = ("lines",)
    first_line = 0

    def __init__(self, *lines: Line) -> None:
        self.lines = lines

    def rows(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002  # laid out already
        """The lines as they are."""
        return tuple(map(Row, self.lines[:height]))

    def target_at(self, x: int, y: int, width: int, height: int) -> str | int | None:  # noqa: ARG002
        """The target of the span under a cell."""
        return target_in(self.lines[y], x) if y < len(self.lines) else None

    def text(self, width: int, height: int) -> str:  # noqa: ARG002
        """All lines."""
        return lines_text(self.lines)


class Divider:
    """A vertical line of the frame; its heavy stretch shows which part of a pane is seen.

    `seen` of `total` lines are on the screen from `top` on. `lit`: the rows beside the part that
    the keys go to. `joints`: the signs of rows where a line across meets it.
    """

    __slots__ = ("is_movable", "joints", "lit", "seen", "top", "total")
    first_line = 0

    def __init__(
        self,
        top: int = 0,
        total: int = 0,
        seen: int = 0,
        *,
        lit: range = range(0),
        is_movable: bool = False,
        joints: Mapping[int, str] | None = None,
    ) -> None:
        self.top, self.total, self.seen = top, total, seen
        self.lit, self.is_movable = lit, is_movable
        self.joints = joints or {}

    def thumb(self, height: int) -> tuple[int, int]:
        """First row and length of the heavy stretch; nothing where everything is seen."""
        if not self.total > self.seen > 0:
            return 0, 0
        size = max(1, min(height, height * self.seen // self.total))
        room = height - size
        return min(room, round(self.top * room / (self.total - self.seen))), size

    def rows(self, width: int, height: int) -> Sequence[Row]:  # noqa: ARG002
        """One cell a row."""
        first, size = self.thumb(height)
        found = []
        for y in range(height):
            sign = self.joints.get(y, "┃" if first <= y < first + size else "│")
            found.append(Row((Span(sign, FRAME_ON if y in self.lit else "frame"),)))
        return found

    def target_at(self, x: int, y: int, width: int, height: int) -> str | int | None:  # noqa: ARG002
        """Nothing: it is dragged, not clicked."""
        return None

    def text(self, width: int, height: int) -> str:  # noqa: ARG002
        """Nothing to select."""
        return ""
