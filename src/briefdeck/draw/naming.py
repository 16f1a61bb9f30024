"""Where an item's name stands: inside its bar, after it or before it, as much of it as has room."""

from typing import Literal, NamedTuple

from msgspec import Struct

from briefdeck.draw.axis import Scale
from briefdeck.draw.items import Item
from briefdeck.draw.legend import CAVEAT
from briefdeck.draw.lines import Line, Span, Style, line_width
from briefdeck.draw.marks import drawn, extent
from briefdeck.text.width import boundary, cell_width, truncate

SHORTEST_NAME = 6
LONGEST_NAME = 2000
"""Characters: no screen shows more, and measuring more would take long."""
FRAME = 4
"""Cells of a bar that stay around a name inside it: two at each end."""
Spot = Literal["inside", "after", "before", "none"]


class _Room(NamedTuple):
    """The cells that a name has at a spot."""

    spot: Spot
    cells: int


class Naming(Struct, frozen=True):
    """An item over its own cells, first to last; with its name it takes those from start to end."""

    item: Item
    first: int
    last: int
    spot: Spot
    name: str
    start: int
    end: int

    @classmethod
    def of(cls, item: Item, scale: Scale, *, is_whole: bool = False) -> "Naming":
        """Return an item with its title, else its short name, else a shortened title, else none.

        An event's title takes a third of the width at most, for there are many, unless it is to
        be whole.
        """
        first, last = extent(item, scale)
        rooms = _rooms(item, first, last, scale.width)
        most = scale.width
        if item.lane == "event" and not is_whole:
            most = max(20, scale.width // 3)
        title, short = (name[: boundary(name, LONGEST_NAME)] for name in (item.title, item.short))
        for name in filter(None, (title, short)):
            size = _size(item, name)
            for room in rooms:
                # Beside its bar a name may be cut to `most`, inside it not.
                needed = size if room.spot == "inside" else min(size, most)
                if needed <= room.cells:
                    return cls._placed(item, first, last, room.spot, name, min(size, most))
        widest = max(rooms, key=lambda room: room.cells)
        if widest.cells < SHORTEST_NAME + _caveat_width(item):
            return cls(item, first, last, "none", "", first, last)
        return cls._placed(item, first, last, widest.spot, title, widest.cells)

    @classmethod
    def _placed(
        cls, item: Item, first: int, last: int, spot: Spot, name: str, size: int
    ) -> "Naming":
        start = first - size - 1 if spot == "before" else first
        end = last + size + 1 if spot == "after" else last
        return cls(item, first, last, spot, name, start, end)

    def spans(
        self, scale: Scale, before: int, after: int, *, is_selected: bool = False
    ) -> tuple[int, Line]:
        """Return the first cell and the spans.

        The name is as long as it can be between the cells `before` and `after`.
        """
        item = self.item
        shown = drawn(item, scale, is_selected=is_selected)
        match self.spot:
            case "none":
                return self.first, shown
            case "inside":
                return self.first, _inscribed(shown, self.name, item, is_selected=is_selected)
            case "after":
                room = after - self.last - 2
                label = _label(item, self.name, room, is_selected=is_selected)
                return self.first, (*shown, Span(" "), *label)
            case "before":
                room = self.first - before - 2
                label = _label(item, self.name, room, is_selected=is_selected)
                return self.first - 1 - line_width(label), (*label, Span(" "), *shown)


def _rooms(item: Item, first: int, last: int, width: int) -> list[_Room]:
    """Return the room for a name at each spot, in the order in which they are tried.

    Only a program's name stands in its bar rather than beside it.
    """
    inside = _Room("inside", last - first + 1 - 2 - FRAME)
    beside = [_Room("after", width - last - 2), _Room("before", first - 1)]
    if item.is_span and item.lane == "program":
        return [inside, *beside]
    return [*beside, inside]


def _size(item: Item, name: str) -> int:
    return cell_width(name) + _caveat_width(item)


def _caveat_width(item: Item) -> int:
    return 2 if item.has_caveat else 0


def _label(item: Item, name: str, room: int, *, is_selected: bool) -> Line:
    style: Style = "selected" if is_selected else "label"
    label = Span(truncate(name, room - _caveat_width(item)), style, item.id)
    return (label, Span(f" {CAVEAT}", "caveat", item.id)) if item.has_caveat else (label,)


def _inscribed(shown: Line, name: str, item: Item, *, is_selected: bool) -> Line:
    """Return a bar (of single-cell signs) with the name set into it after its second cell.

    Two cells of it are left behind the name.
    """
    *before, (text, style, target) = shown
    kept = 2 - sum(len(span.text) for span in before)
    label = _label(item, name, len(text) - kept - FRAME, is_selected=is_selected)
    if item.lane == "era" and not is_selected:
        # A name in another style would look like a hole in the band.
        label = (label[0]._replace(style=item.style), *label[1:])
    behind = text[kept + 2 + line_width(label) :]
    return (
        *before,
        Span(f"{text[:kept]} ", style, target),
        *label,
        Span(f" {behind}", style, target),
    )
