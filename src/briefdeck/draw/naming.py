"""Where an item's name stands: inside its bar, after it or before it, as much of it as has room."""

from typing import Literal, NamedTuple

from msgspec import Struct

from briefdeck.draw.axis import Scale
from briefdeck.draw.items import Item
from briefdeck.draw.legend import CAVEAT
from briefdeck.draw.lines import Line, Span, Style, line_width
from briefdeck.draw.marks import drawn, extent
from briefdeck.text.width import boundary

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
        rooms = _rooms(item, first, last, scale)
        letter = scale.letters.size
        most = scale.width
        if item.lane == "event" and not is_whole:
            most = max(20 * letter, scale.width // 3)
        title, short = (name[: boundary(name, LONGEST_NAME)] for name in (item.title, item.short))
        for name in filter(None, (title, short)):
            size = scale.letters.width(name) + _caveat_width(item, scale)
            for room in rooms:
                # Beside its bar a name may be cut to `most`, inside it not.
                needed = size if room.spot == "inside" else min(size, most)
                if needed <= room.cells:
                    size = min(size, most) + letter
                    return cls._placed(item, first, last, room.spot, name, size)
        widest = max(rooms, key=lambda room: room.cells)
        if widest.cells < SHORTEST_NAME * letter + _caveat_width(item, scale):
            return cls(item, first, last, "none", "", first, last)
        return cls._placed(item, first, last, widest.spot, title, widest.cells + letter)

    @classmethod
    def _placed(
        cls, item: Item, first: int, last: int, spot: Spot, name: str, size: int
    ) -> "Naming":
        start = first - size if spot == "before" else first
        end = last + size if spot == "after" else last
        return cls(item, first, last, spot, name, start, end)

    def fitted(self, scale: Scale, before: int, after: int) -> "Naming":
        """Return the item with its name as long as it can be between two cells."""
        letter, caveat = scale.letters.size, _caveat_width(self.item, scale)
        match self.spot:
            case "none":
                return self
            case "inside":
                room = _inside(self.first, self.last, letter)
            case "after":
                room = after - self.last - 1 - letter
            case "before":
                room = self.first - before - 1 - letter
        name = scale.letters.cut(self.name, room - caveat)
        size = scale.letters.width(name) + caveat + letter
        return self._placed(self.item, self.first, self.last, self.spot, name, size)

    def name_start(self, letter: int) -> int:
        """Return the cell in which the name of what is fitted starts."""
        match self.spot:
            case "inside":
                return self.first + 3 * letter
            case "before":
                return self.start
            case "after" | "none":
                return self.last + 1 + letter

    def spans(self, scale: Scale, *, is_selected: bool = False) -> Line:
        """Return what is fitted, drawn from its `start` on."""
        item = self.item
        shown = drawn(item, scale, is_selected=is_selected)
        label = _label(item, self.name, is_selected=is_selected)
        match self.spot:
            case "none":
                return shown
            case "inside":
                return _inscribed(shown, label, item, is_selected=is_selected)
            case "after":
                return (*shown, Span(" "), *label)
            case "before":
                return (*label, Span(" "), *shown)


def _rooms(item: Item, first: int, last: int, scale: Scale) -> list[_Room]:
    """Return the room for a name at each spot, in the order in which they are tried.

    Only a program's name stands in its bar rather than beside it.
    """
    letter = scale.letters.size
    inside = _Room("inside", _inside(first, last, letter))
    beside = [_Room("after", scale.width - last - 1 - letter), _Room("before", first - letter)]
    if item.is_span and item.lane == "program":
        return [inside, *beside]
    return [*beside, inside]


def _inside(first: int, last: int, letter: int) -> int:
    """Return the room for a name in a bar, with a blank at both of its ends."""
    return last - first + 1 - (2 + FRAME) * letter


def _caveat_width(item: Item, scale: Scale) -> int:
    return 2 * scale.letters.size if item.has_caveat else 0


def _label(item: Item, name: str, *, is_selected: bool) -> Line:
    style: Style = "selected" if is_selected else "label"
    label = Span(name, style, item.id)
    return (label, Span(f" {CAVEAT}", "caveat", item.id)) if item.has_caveat else (label,)


def _inscribed(shown: Line, label: Line, item: Item, *, is_selected: bool) -> Line:
    """Return a bar (of single-cell signs) with the name set into it after its second cell.

    Two cells of it are left behind the name.
    """
    *before, (text, style, target) = shown
    kept = 2 - sum(len(span.text) for span in before)
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
