"""How items look and where their names stand: bands, bars and marks, and the signs that show how sure an end is."""

from typing import Literal, NamedTuple

from msgspec import Struct

from briefdeck.draw.axis import Scale
from briefdeck.draw.items import Certainty, Item, Lane
from briefdeck.draw.legend import CAVEAT
from briefdeck.draw.lines import Line, Span, Style, line_width
from briefdeck.text.width import cell_width, truncate

EVENT_SIGNS: dict[Certainty, str] = {
    "exact": "●",
    "about": "◐",
    "uncertain": "○",
    "unspecified": "◌",
    "open": "▸",
    "unknown": "?",
}
PROGRAM_SIGNS: dict[Certainty, str] = EVENT_SIGNS | {
    "exact": "◆",
    "about": "◈",
    "uncertain": "◇",
    "unspecified": "◇",
}
SELECTED_SIGN = "◉"
END_SIGNS: dict[Certainty, str] = {
    "about": "≈",
    "uncertain": "?",
    "unspecified": "╍",
    "unknown": "?",
}
WITHIN, PERHAPS, LASTING = "┄", "╍", "━"
EARLIER, LATER = "‹", "›"


def extent(item: Item, scale: Scale) -> tuple[int, int]:
    """First and last cell of an item, cut to the view."""
    return scale.extent(item.begin, item.end)


def drawn(item: Item, scale: Scale, *, is_selected: bool = False) -> Line:
    """An item's bar or mark over its own cells, without its name."""
    if item.is_span and item.lane != "event":
        return bar(item, scale, is_selected=is_selected)
    first, last = extent(item, scale)
    signs = PROGRAM_SIGNS if item.lane == "program" else EVENT_SIGNS
    opening = (
        SELECTED_SIGN
        if is_selected
        else EARLIER
        if item.begin < scale.view.first
        else signs[item.starts]
    )
    style: Style = "selected" if is_selected else item.lane
    if first == last:
        sign = (
            opening if opening in {SELECTED_SIGN, EARLIER} else signs[worse(item.starts, item.ends)]
        )
        return (Span(sign, style, item.id),)
    if not item.is_span and last - first < 2:
        return (Span(opening, style, item.id),)
    if not item.is_span:
        closing = LATER if item.end > scale.view.last else WITHIN
        rest = Span(WITHIN * (last - first - 1) + closing, "muted", item.id)
        return Span(opening, style, item.id), rest
    closing = LATER if item.end > scale.view.last else signs[item.ends]
    return (Span(opening + LASTING * (last - first - 1) + closing, style, item.id),)


class Strokes(NamedTuple):
    """What bars are drawn with: both exact ends, what lies between, what does when lit, and a bar of a single cell."""

    opening: str
    closing: str
    fill: str
    lit: str
    single: str


STROKES: dict[Lane, Strokes] = {
    "era": Strokes("├", "┤", "─", "═", "│"),
    "program": Strokes("┣", "┫", "━", "█", "┃"),
    "event": Strokes("●", "●", "━", "█", "●"),
}


def bar(item: Item, scale: Scale, *, is_selected: bool = False) -> Line:
    """A program's or an era's bar: drawn through where it surely was, dashed where it perhaps was, a sign at each unsure end."""
    first, last = extent(item, scale)
    style: Style = "selected" if is_selected else item.lane
    strokes = STROKES[item.lane]
    opening, closing = end_signs(item, scale, strokes.opening, strokes.closing)
    if first == last:
        sign = strokes.single if item.starts == item.ends == "exact" else closing
        return (Span(opening if sign == strokes.closing else sign, style, item.id),)
    fill = strokes.lit if is_selected else strokes.fill
    if item.starts in {"unspecified", "open"} or item.ends == "unspecified":
        inner = "".join(
            fill if _is_sure(item, scale, cell) else PERHAPS for cell in range(first + 1, last)
        )
    else:
        inner = fill * (last - first - 1)
    return (Span(opening + inner + closing, style, item.id),)


def end_signs(item: Item, scale: Scale, opening: str, closing: str) -> tuple[str, str]:
    """What stands at both ends of a bar or band: the signs given where they are exact and in view."""
    first = (
        EARLIER
        if item.begin < scale.view.first
        else "◂"
        if item.starts == "open"
        else END_SIGNS.get(item.starts, opening)
    )
    last = (
        LATER
        if item.end > scale.view.last
        else "▸"
        if item.ends == "open"
        else END_SIGNS.get(item.ends, closing)
    )
    return first, last


def _is_sure(item: Item, scale: Scale, cell: int) -> bool:
    return scale.cell(item.solid_from) < cell < scale.last_cell(item.solid_to)


def worse(one: Certainty, other: Certainty) -> Certainty:
    """The less sure of two."""
    order: tuple[Certainty, ...] = ("exact", "open", "about", "unspecified", "uncertain", "unknown")
    return max(one, other, key=order.index)


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
    def _placed(
        cls, item: Item, first: int, last: int, side: Side, name: str, size: int
    ) -> "Naming":
        start = first - size - 1 if side == "before" else first
        end = last + size + 1 if side == "after" else last
        return cls(item, first, last, side, name, start, end)

    def spans(
        self, scale: Scale, before: int, after: int, *, is_selected: bool = False
    ) -> tuple[int, Line]:
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
                label = _label(
                    self.item, self.name, self.first - before - 2, is_selected=is_selected
                )
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
    return (
        *before,
        Span(f"{text[:kept]} ", style, target),
        *label,
        Span(f" {behind}", style, target),
    )
