"""Items with their names packed into rows, and marks and columns for what finds no room."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from operator import attrgetter
from typing import NamedTuple

from msgspec import Struct, field

from briefdeck.draw.axis import Scale
from briefdeck.draw.density import height_sign
from briefdeck.draw.items import Item
from briefdeck.draw.lines import Line, Row, Span, Style
from briefdeck.draw.marks import LASTING, SELECTED_SIGN, drawn, extent
from briefdeck.draw.naming import Naming

GAP = 2
MOST_ROWS = 200
"""Rows of one lane in print: so many items have whole names, and of more the rest is counted."""
BEGIN = attrgetter("begin")


class PackedRow(Struct):
    """One row being packed from left to right.

    `gap`: the cells between two items. `free_at`: the first cell after what is placed. `reserved`:
    what was placed before all else. `places`: where the row's items stand among all.
    """

    gap: int
    placed: list[Naming] = field(default_factory=list)
    free_at: int = 0
    reserved: Naming | None = None
    places: list[int] = field(default_factory=list)

    def clears(self, naming: Naming) -> bool:
        """Whether an item, with a gap beside it, is apart from what is reserved."""
        held = self.reserved
        if held is None:
            return True
        return naming.end + self.gap < held.start or naming.start > held.end + self.gap

    def add(self, naming: Naming, place: int) -> None:
        """Put an item after all others."""
        self.placed.append(naming)
        self.places.append(place)
        self.free_at = naming.end + 1 + self.gap

    def row(self, scale: Scale, selected: Item | None) -> Row:
        """Return the items drawn."""
        row = Row()
        for naming in self.fitted(scale):
            row.put(naming.start, naming.spans(scale, is_selected=naming.item is selected))
        return row

    def fitted(self, scale: Scale) -> Iterator[Naming]:
        """Yield the items from left to right, each name as long as its neighbours let it."""
        every = list(self.placed)
        if self.reserved is not None:
            every.append(self.reserved)
        every.sort(key=lambda naming: naming.start)
        until = [naming.start - self.gap for naming in every[1:]] + [scale.width]
        before = -1
        for naming, after in zip(every, until, strict=True):
            fitted = naming.fitted(scale, before, after)
            yield fitted
            before = fitted.end + self.gap


class Packing(Struct):
    """Rows of a drawing, whether something found no room, and how many items are only counted."""

    rows: list[Row] = field(default_factory=list)
    is_full: bool = False
    left_out: int = 0

    def lines(self, width: int) -> list[Line]:
        """Return the rows as lines of exactly `width` cells."""
        return [row.line(width) for row in self.rows]


def pack(
    items: Sequence[Item], scale: Scale, most: int | None, selected: Item | None = None
) -> Packing:
    """Return items with their names, each in the first of at most `most` rows that has room.

    The selected one is placed first. What finds no room becomes marks and columns in the last row.
    """
    if most == 0:
        return Packing(is_full=bool(items))
    placed = packed(items, scale, most, selected)
    rows = [row.row(scale, selected) for row in placed.rows]
    if placed.named is None:
        return Packing(rows)
    crowded = Row()
    for cell, span in crowd(items, scale, selected, placed.named).items():
        crowded.put(cell, (span,))
    return Packing([*rows, crowded], is_full=True, left_out=len(items) - len(placed.named))


class Packed(NamedTuple):
    """Rows of items, and the places of those in them, in order, where not all have room there."""

    rows: list[PackedRow]
    named: list[int] | None


def packed(
    items: Sequence[Item], scale: Scale, most: int | None, selected: Item | None = None
) -> Packed:
    """Return items in rows; where there are more than `most`, one is left to what has no room.

    Names are whole where each could have its own row.
    """
    gap = GAP * scale.letters.size
    rows: list[PackedRow] = []
    chosen = place_of(items, selected)
    is_whole = len(items) <= (MOST_ROWS if most is None else most)
    if chosen is not None:
        reserved = Naming.of(items[chosen], scale, is_whole=is_whole)
        rows.append(PackedRow(gap, reserved=reserved, places=[chosen]))
    is_full = False
    place = 0
    while place < len(items):
        item = items[place]
        naming = Naming.of(item, scale, is_whole=is_whole)
        if place == chosen or _add(rows, naming, place, most, gap):
            place += 1
            continue
        is_full = True
        # Nothing that begins before a row is free has room either: thousands are skipped at once.
        next_cell = max(min(row.free_at for row in rows), scale.cell(item.begin) + 1)
        place = bisect_left(items, scale.first_second(next_cell), place + 1, key=BEGIN)
    if not is_full:
        return Packed(rows, None)
    rows.pop()
    return Packed(rows, sorted(place for row in rows for place in row.places))


def place_of(items: Sequence[Item], item: Item | None) -> int | None:
    """Return where an item stands among others in order of time; None if it is not one of them."""
    if item is None:
        return None
    place = bisect_left(items, item.begin, key=BEGIN)
    while place < len(items) and items[place].begin == item.begin:
        if items[place] is item:
            return place
        place += 1
    return None


def _add(rows: list[PackedRow], naming: Naming, place: int, most: int | None, gap: int) -> bool:
    """Put an item into the first row that has room, or a new one; False if there are too many."""
    start = naming.start
    for row in rows:
        # Of the many rows of a long print nearly all end here, so this is not worth a call.
        if row.free_at > start:
            continue
        if row.clears(naming):
            row.add(naming, place)
            return True
    if most is not None and len(rows) >= most:
        return False
    rows.append(PackedRow(gap))
    rows[-1].add(naming, place)
    return True


def crowd(
    items: Sequence[Item], scale: Scale, selected: Item | None = None, named: Sequence[int] = ()
) -> dict[int, Span]:
    """Return many items of one lane in one row, cell by cell.

    A mark stands where one item begins, a column where several do, a stroke where a program lasts.
    `named`: the places, in order, of items that stand elsewhere.
    """
    cells: dict[int, Span] = {}
    if items and items[0].lane == "program":
        cells = _strokes(items, scale, named)
    for count in counts(items, scale, selected, named):
        cells[count.cell] = Span(count.text, count.style, count.target)
    return cells


def _strokes(items: Sequence[Item], scale: Scale, named: Sequence[int]) -> dict[int, Span]:
    cells: dict[int, Span] = {}
    covered = 0
    elsewhere = frozenset(named)
    for place, item in enumerate(items):
        if item.is_span and place not in elsewhere:
            first, last = extent(item, scale)
            stroke = Span(LASTING, "muted", item.id)
            for cell in range(max(first, covered), last + 1):
                cells[cell] = stroke
            covered = max(covered, last + 1)
    return cells


class Count(NamedTuple):
    """The mark or column in the cell where items begin; `target` is where a click on it leads."""

    cell: int
    text: str
    style: Style
    target: str
    size: int


class _Group(NamedTuple):
    """Items that begin in one cell: the place of the first to be counted, and of the next group."""

    cell: int
    first: int
    until: int
    size: int


def counts(
    items: Sequence[Item], scale: Scale, selected: Item | None = None, named: Sequence[int] = ()
) -> list[Count]:
    """Return one mark or column for each cell in which items begin that stand nowhere else."""
    chosen = place_of(items, selected)
    if chosen in named:
        chosen = None
    groups = list(_groups(items, scale, named))
    most = max((group.size for group in groups), default=0)
    found: list[Count] = []
    for group in groups:
        item = items[group.first]
        sign, style = height_sign(group.size, most), item.style
        if group.size == 1:
            sign = drawn(item, scale)[0].text[0]
        if chosen is not None and group.first <= chosen < group.until:
            item, sign, style = items[chosen], SELECTED_SIGN, "selected"
        found.append(Count(group.cell, sign, style, item.id, group.size))
    return found


def _groups(items: Sequence[Item], scale: Scale, named: Sequence[int]) -> Iterator[_Group]:
    place = 0
    while place < len(items):
        cell = max(scale.cell(items[place].begin), 0)
        until = bisect_left(items, scale.first_second(cell + 1), place + 1, key=BEGIN)
        elsewhere: Sequence[int] = ()
        if named:
            elsewhere = named[bisect_left(named, place) : bisect_left(named, until)]
        size = until - place - len(elsewhere)
        if size:
            first = place
            while first in elsewhere:
                first += 1
            yield _Group(cell, first, until, size)
        place = until
