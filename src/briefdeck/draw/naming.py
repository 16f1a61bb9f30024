"""Where an item's name stands: inside its bar, after it or before it, whichever is the first to have room."""

from typing import Literal

from msgspec import Struct

from briefdeck.draw.items import Item
from briefdeck.draw.lines import Line, Span, Style, cell_width, line_width, truncate
from briefdeck.draw.marks import CAVEAT, drawn, extent
from briefdeck.draw.scale import Scale

SHORTEST_NAME = 6
LONGEST_NAME = 2000
"""Characters: no screen shows more, and measuring more would take long."""
Side = Literal["inside", "after", "before", "none"]


class Naming(Struct, frozen=True):
    """An item over its own cells (first to last), and the cells that it takes with its name (start to end)."""

    item: Item
    first: int
    last: int
    side: Side
    name: str
    start: int
    end: int

    @classmethod
    def of(cls, item: Item, scale: Scale, *, is_whole: bool = False) -> "Naming":
        """The item with its title, else its short name, else a shortened title, else none, wherever there is room.

        An event's title takes a third of the width at most, for there are many, unless it is to be whole.
        """
        first, last = extent(item, scale)
        rooms = _rooms(item, first, last, scale.width)
        most = scale.width if is_whole or item.lane != "event" else max(20, scale.width // 3)
        title = item.title[:LONGEST_NAME]
        for name in (title, item.short[:LONGEST_NAME]) if item.short else (title,):
            needed = min(_size(item, name), most)
            side = next(
                (
                    side
                    for side, room in rooms
                    if needed <= (room if side != "inside" else room - _excess(item, name, most))
                ),
                None,
            )
            if side is not None:
                return cls._placed(item, first, last, side, name, needed)
        side, room = max(rooms, key=lambda entry: entry[1])
        if room < SHORTEST_NAME + 2 * item.has_caveat:
            return cls(item, first, last, "none", "", first, last)
        return cls._placed(item, first, last, side, title, room)

    @classmethod
    def _placed(cls, item: Item, first: int, last: int, side: Side, name: str, size: int) -> "Naming":
        start = first - size - 1 if side == "before" else first
        end = last + size + 1 if side == "after" else last
        return cls(item, first, last, side, name, start, end)

    def spans(self, scale: Scale, before: int, after: int, *, is_selected: bool = False) -> tuple[int, Line]:
        """The first cell and the spans, the name as long as it can be between the cells `before` and `after`."""
        shown = drawn(self.item, scale, is_selected=is_selected)
        match self.side:
            case "none":
                return self.first, shown
            case "inside":
                return self.first, _inscribed(shown, self.name, self.item, is_selected=is_selected)
            case "after":
                label = _label(self.item, self.name, after - self.last - 2, is_selected=is_selected)
                return self.first, (*shown, Span(" "), *label)
            case "before":
                label = _label(self.item, self.name, self.first - before - 2, is_selected=is_selected)
                return self.first - 1 - line_width(label), (*label, Span(" "), *shown)


def _rooms(item: Item, first: int, last: int, width: int) -> list[tuple[Side, int]]:
    """The cells for a name on each side, in the order in which they are tried: only a program's stands in its bar first."""
    inside: tuple[Side, int] = ("inside", last - first - 5)
    beside: list[tuple[Side, int]] = [("after", width - last - 2), ("before", first - 1)]
    return [inside, *beside] if item.is_span and item.lane == "program" else [*beside, inside]


def _size(item: Item, name: str) -> int:
    return cell_width(name) + 2 * item.has_caveat


def _excess(item: Item, name: str, most: int) -> int:
    """What a name inside a bar may not be shortened by."""
    return max(_size(item, name) - most, 0)


def _label(item: Item, name: str, room: int, *, is_selected: bool) -> Line:
    style: Style = "selected" if is_selected else "label"
    label = Span(truncate(name, room - 2 * item.has_caveat), style, item.id)
    return (label, Span(f" {CAVEAT}", "caveat", item.id)) if item.has_caveat else (label,)


def _inscribed(shown: Line, name: str, item: Item, *, is_selected: bool) -> Line:
    """A bar (of single-cell signs) with the name set into it after its second cell, two cells of it left behind the name.

    An era's name has the band's style, which would have a hole else.
    """
    *before, (text, style, target) = shown
    kept = 2 - sum(len(span.text) for span in before)
    label = _label(item, name, len(text) - kept - 4, is_selected=is_selected)
    if item.lane == "era" and not is_selected:
        label = (label[0]._replace(style="era"), *label[1:])
    behind = text[kept + 2 + line_width(label) :]
    return (*before, Span(f"{text[:kept]} ", style, target), *label, Span(f" {behind}", style, target))
