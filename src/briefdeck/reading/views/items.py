"""A list of items with a cursor. Items may be several lines high; only those seen are made."""

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.draw.lines import Line, Span, flow, line_text, line_width
from briefdeck.reading.roles import ACCENT
from briefdeck.reading.views.view import Row

LinesOf = Callable[[int, int], Sequence[Line]]
"""The lines of an item, by its position and the width: at least one."""


NO_HEADING = Span("")


def no_heading(_: int) -> Span:
    """Nothing: items stand under each other without a heading."""
    return NO_HEADING


def _never(_: int) -> bool:
    return False


class ItemsView(Struct, frozen=True):
    """Items from `top` on, the one under the cursor lit.

    `heading_of` gives the heading under which an item stands; it is shown over the first item on
    the screen, and wherever it changes, but not over an item that `says_heading` itself.
    `gap`: blank rows between items. `is_active`: the keys go here. `is_plain`: nothing but words,
    for a reader who has the row under the cursor spoken.
    """

    count: int
    lines_of: LinesOf
    cursor: int | None = None
    top: int = 0
    gap: int = 0
    is_active: bool = False
    is_plain: bool = False
    heading_of: Callable[[int], Span] = no_heading
    says_heading: Callable[[int], bool] = _never

    @property
    def first_line(self) -> int:
        """The number of the item at the top."""
        return self.top

    def revealed(self, width: int, height: int) -> "ItemsView":
        """The same list, moved as little as possible so that the cursor's item is seen whole.

        One more item is seen on either side of it, where there is room.
        """
        top = max(0, min(self.top, self.count - 1))
        if self.cursor is None:
            return replace(self, top=self._filled(top, width, height))
        spare = 1 if height > 4 else 0
        highest = max(0, self.cursor - spare)
        lowest = self._top_for(min(self.cursor + spare, self.count - 1), width, height)
        if lowest > highest:
            # No room for both neighbours: the one before is seen, if its item is whole then.
            lowest = highest = max(highest, self._top_for(self.cursor, width, height))
        return replace(self, top=self._filled(max(lowest, min(top, highest)), width, height))

    def _filled(self, top: int, width: int, height: int) -> int:
        """The nearest top that leaves no empty rows under the last item."""
        return min(top, self._top_for(self.count - 1, width, height)) if self.count else 0

    def _top_for(self, last: int, width: int, height: int) -> int:
        """The first item at the top with which an item is whole at the bottom."""
        used, place = 0, last
        while place >= 0:
            heading = len(self._heading(place, width))
            # The item at the top has its heading over it in any case.
            if used + self._height(place, width) + heading > height:
                return min(place + 1, last)
            used += self._height(place, width) + (heading if self._has_heading(place) else 0)
            place -= 1
        return 0

    def _height(self, place: int, width: int) -> int:
        return len(self.lines_of(place, width - 2)) + (self.gap if place else 0)

    def _has_heading(self, place: int) -> bool:
        if not self._is_headed(place):
            return False
        return place == 0 or self.heading_of(place - 1).text != self.heading_of(place).text

    def _is_headed(self, place: int) -> bool:
        """Whether an item has its heading over it at the top of the screen."""
        return bool(self.heading_of(place).text) and not self.says_heading(place)

    def _heading(self, place: int, width: int) -> Sequence[Line]:
        """The heading of an item at the top of the screen, whole."""
        return flow((self.heading_of(place),), width - 2) if self._is_headed(place) else ()

    def laid(self, width: int, height: int) -> list[tuple[int | None, Line]]:
        """(item, line) of the rows on the screen; None: a heading."""
        found: list[tuple[int | None, Line]] = []
        place = self.top
        while len(found) < height and place < self.count:
            if self._has_heading(place) or (place == self.top and self._is_headed(place)):
                found += [(None, line) for line in self._heading(place, width)]
            elif place > self.top:
                found += [(None, ())] * self.gap
            found += [(place, line) for line in self.lines_of(place, width - 2)]
            place += 1
        return found[:height]

    def rows(self, width: int, height: int) -> Sequence[Row]:
        """The rows on the screen."""
        return list(self._rows(width, height))

    def _rows(self, width: int, height: int) -> Iterator[Row]:
        for place, line in self.laid(width, height):
            if self.is_plain:
                yield Row(line)
            elif place is None or place != self.cursor:
                yield Row((Span(" "), *line))
            else:
                yield self._lit(line, width)

    def _lit(self, line: Line, width: int) -> Row:
        filled = Span(" " * max(0, width - 2 - line_width(line)))
        if self.is_active:
            return Row((Span("▌", ACCENT), *line, filled, Span("▐", ACCENT)), "cursor")
        return Row((Span("▏", ACCENT), *line, filled, Span(" ")), "rest")

    def cursor_row(self, width: int, height: int) -> int:
        """The row on which the cursor's item begins."""
        for y, (place, _) in enumerate(self.laid(width, height)):
            if place is not None and place == self.cursor:
                return y
        return 0

    def seen(self, width: int, height: int) -> int:
        """How many items are on the screen, at least one."""
        return max(1, len({place for place, _ in self.laid(width, height)} - {None}))

    def target_at(self, x: int, y: int, width: int, height: int) -> str | int | None:  # noqa: ARG002
        """The item under a cell."""
        laid = self.laid(width, height)
        return laid[y][0] if 0 <= y < len(laid) else None

    def text(self, width: int, height: int) -> str:
        """The items on the screen, under as many blank lines as there are items before."""
        lines = [f" {line_text(line)}" for _, line in self.laid(width, height)]
        return "\n" * self.top + "\n".join(lines)
