"""Items with their names packed into rows, and marks and counts for what finds no room."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import attrgetter

from briefdeck.draw.items import Item
from briefdeck.draw.lines import Line, Span, Style, line_width
from briefdeck.draw.marks import LASTING, SELECTED_SIGN, drawn, extent
from briefdeck.draw.naming import Naming
from briefdeck.draw.rows import Row
from briefdeck.draw.scale import Scale

GAP = 2
BEGIN = attrgetter("begin")


@dataclass(slots=True)
class Lane:
    """One row being packed from left to right. `free_at`: the first cell after all that is placed but the reserved."""

    placed: list[Naming] = field(default_factory=list)
    free_at: int = 0
    reserved: Naming | None = None

    def takes(self, naming: Naming) -> bool:
        """Whether the cells that an item takes are free, and a gap beside them."""
        if naming.start < self.free_at:
            return False
        held = self.reserved
        return held is None or naming.end + GAP < held.start or naming.start > held.end + GAP

    def add(self, naming: Naming) -> None:
        """Place an item after all others."""
        self.placed.append(naming)
        self.free_at = naming.end + 1 + GAP

    def row(self, scale: Scale, selected: str | None) -> Row:
        """The items drawn, each name as long as its neighbours let it."""
        row = Row()
        everything = sorted(
            [*self.placed, *([self.reserved] if self.reserved else [])], key=lambda naming: naming.start
        )
        before = -1
        for number, naming in enumerate(everything):
            after = everything[number + 1].start - GAP if number + 1 < len(everything) else scale.width
            cell, spans = naming.spans(scale, before, after, is_selected=naming.item.id == selected)
            row.put(cell, spans)
            before = cell + line_width(spans) - 1 + GAP
        return row


@dataclass(slots=True)
class Packing:
    """Rows of a drawing; whether something found no room in them, and which items those are, in order of time."""

    rows: list[Row] = field(default_factory=list)
    left: list[Item] = field(default_factory=list)

    @property
    def is_full(self) -> bool:
        """Whether something was left over."""
        return bool(self.left)

    def lines(self, width: int, grid: Sequence[int] = ()) -> list[Line]:
        """The rows as lines of exactly `width` cells."""
        return [row.line(width, grid) for row in self.rows]


def pack(items: Sequence[Item], scale: Scale, most: int | None, selected: str | None = None) -> Packing:
    """Items with their names, each in the first of at most `most` rows that has room; the selected one is placed first.

    What finds none becomes marks and counts in the last row.
    """
    if most == 0:
        return Packing(left=list(items))
    lanes, left = _lanes(items, scale, most, selected)
    if not left:
        return Packing([lane.row(scale, selected) for lane in lanes])
    crowded = list(left)
    last = lanes.pop() if lanes else Lane()
    for naming in [*last.placed, *([last.reserved] if last.reserved else [])]:
        insort(crowded, naming.item, key=BEGIN)
    return Packing([*(lane.row(scale, selected) for lane in lanes), _crowd_row(crowded, scale, selected)], left)


def _lanes(
    items: Sequence[Item], scale: Scale, most: int | None, selected: str | None
) -> tuple[list[Lane], list[Item]]:
    lanes: list[Lane] = []
    if selected:
        lanes += [Lane(reserved=Naming.of(item, scale)) for item in items if item.id == selected]
    left: list[Item] = []
    position = 0
    while position < len(items):
        item = items[position]
        if item.id == selected or _place(lanes, Naming.of(item, scale), most):
            position += 1
            continue
        next_cell = max(min(lane.free_at for lane in lanes), scale.cell(item.begin) + 1)
        until = bisect_left(items, scale.first_day(next_cell), position + 1, key=BEGIN)
        left += (
            [other for other in items[position:until] if other.id != selected] if selected else items[position:until]
        )
        position = until
    return lanes, left


def _place(lanes: list[Lane], naming: Naming, most: int | None) -> bool:
    for lane in lanes:
        if lane.takes(naming):
            lane.add(naming)
            return True
    if most is not None and len(lanes) >= most:
        return False
    lanes.append(Lane())
    lanes[-1].add(naming)
    return True


def _crowd_row(items: Sequence[Item], scale: Scale, selected: str | None) -> Row:
    row = Row()
    for cell, span in crowd(items, scale, selected).items():
        row.put(cell, (span,))
    return row


def crowd(items: Sequence[Item], scale: Scale, selected: str | None = None) -> dict[int, Span]:
    """Many items in one row, cell by cell: a mark or a count where items begin, a stroke where a program lasts."""
    cells: dict[int, Span] = {}
    covered = 0
    for item in items if items and items[0].lane == "program" else ():
        if item.is_span:
            first, last = extent(item, scale)
            cells |= {cell: Span(LASTING, "muted", item.id) for cell in range(max(first, covered), last + 1)}
            covered = max(covered, last + 1)
    for cell, text, style, target in counts(items, scale, selected):
        cells |= {cell + offset: Span(sign, style, target) for offset, sign in enumerate(text)}
    return cells


def counts(items: Sequence[Item], scale: Scale, selected: str | None = None) -> list[tuple[int, str, Style, str]]:
    """One mark or count for each cell in which items begin: (cell, sign, style, the entry that a click leads to)."""
    groups: list[tuple[int, int, int]] = []
    position = 0
    while position < len(items):
        cell = max(scale.cell(items[position].begin), 0)
        until = bisect_left(items, scale.first_day(cell + 1), position + 1, key=BEGIN)
        groups.append((cell, position, until))
        position = until
    ends = [cell for cell, _, _ in groups[1:]] + [scale.width]
    chosen = next((place for place, item in enumerate(items) if item.id == selected), -1) if selected else -1
    return [
        _mark(items, cell, start, until, scale, end - cell, chosen if start <= chosen < until else None)
        for (cell, start, until), end in zip(groups, ends, strict=False)
    ]


def _mark(
    items: Sequence[Item], cell: int, start: int, until: int, scale: Scale, room: int, chosen: int | None
) -> tuple[int, str, Style, str]:
    if chosen is not None:
        return cell, SELECTED_SIGN, "selected", items[chosen].id
    if until - start == 1:
        span = drawn(items[start], scale)[0]
        return cell, span.text[0], span.style, items[start].id
    count = str(until - start)
    return cell, count if len(count) == 1 or len(count) < room else "+", "cluster", items[start].id
