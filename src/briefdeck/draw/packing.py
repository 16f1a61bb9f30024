"""Items with their names packed into rows, and marks and counts for what finds no room."""

from bisect import bisect_left
from collections.abc import Sequence
from operator import attrgetter

from msgspec import Struct, field

from briefdeck.draw.axis import Scale
from briefdeck.draw.items import Item
from briefdeck.draw.lines import Line, Row, Span, Style, line_width
from briefdeck.draw.marks import LASTING, SELECTED_SIGN, Naming, drawn, extent

GAP = 2
ROWS_FOR_NAMES = 200
"""In print: so many items have whole names, however many rows that takes."""
BEGIN = attrgetter("begin")


class Lane(Struct):
    """One row being packed from left to right. `free_at`: the first cell after all that is placed but the reserved.

    `places`: where the row's items stand among all items.
    """

    placed: list[Naming] = field(default_factory=list)
    free_at: int = 0
    reserved: Naming | None = None
    places: list[int] = field(default_factory=list)

    def clears(self, naming: Naming) -> bool:
        """Whether the cells that an item takes, and a gap beside them, are apart from the reserved ones."""
        held = self.reserved
        return held is None or naming.end + GAP < held.start or naming.start > held.end + GAP

    def add(self, naming: Naming, place: int) -> None:
        """Put an item after all others."""
        self.placed.append(naming)
        self.places.append(place)
        self.free_at = naming.end + 1 + GAP

    def row(self, scale: Scale, selected: Item | None) -> Row:
        """The items drawn, each name as long as its neighbours let it."""
        row = Row()
        everything = sorted(
            [*self.placed, *([self.reserved] if self.reserved else [])],
            key=lambda naming: naming.start,
        )
        before = -1
        for number, naming in enumerate(everything):
            after = (
                everything[number + 1].start - GAP if number + 1 < len(everything) else scale.width
            )
            cell, spans = naming.spans(scale, before, after, is_selected=naming.item is selected)
            row.put(cell, spans)
            before = cell + line_width(spans) - 1 + GAP
        return row


class Packing(Struct):
    """Rows of a drawing, and whether something found no room in them."""

    rows: list[Row] = field(default_factory=list)
    is_full: bool = False

    def lines(self, width: int, grid: Sequence[int] = ()) -> list[Line]:
        """The rows as lines of exactly `width` cells."""
        return [row.line(width, grid) for row in self.rows]


def pack(
    items: Sequence[Item], scale: Scale, most: int | None, selected: Item | None = None
) -> Packing:
    """Items with their names, each in the first of at most `most` rows that has room; the selected one is placed first.

    What finds none becomes marks and counts in the last row.
    """
    if most == 0:
        return Packing(is_full=bool(items))
    lanes, is_full = _lanes(items, scale, most, selected)
    if not is_full:
        return Packing([lane.row(scale, selected) for lane in lanes])
    named = sorted(place for lane in lanes[:-1] for place in lane.places)
    crowded = _crowd_row(items, scale, selected, named)
    return Packing([*(lane.row(scale, selected) for lane in lanes[:-1]), crowded], is_full=True)


def _lanes(
    items: Sequence[Item], scale: Scale, most: int | None, selected: Item | None
) -> tuple[list[Lane], bool]:
    """Lanes with what has room in them, and whether anything has none; names are whole where each could have its own row."""
    lanes: list[Lane] = []
    chosen = place_of(items, selected)
    is_whole = len(items) <= (ROWS_FOR_NAMES if most is None else most)
    if chosen is not None:
        lanes.append(
            Lane(reserved=Naming.of(items[chosen], scale, is_whole=is_whole), places=[chosen])
        )
    is_full = False
    place = 0
    while place < len(items):
        if place == chosen or _add(
            lanes, Naming.of(items[place], scale, is_whole=is_whole), place, most
        ):
            place += 1
            continue
        is_full = True
        next_cell = max(min(lane.free_at for lane in lanes), scale.cell(items[place].begin) + 1)
        place = bisect_left(items, scale.first_day(next_cell), place + 1, key=BEGIN)
    return lanes, is_full


def place_of(items: Sequence[Item], item: Item | None) -> int | None:
    """Where an item stands among others in order of time; None where it is not one of them."""
    if item is None:
        return None
    place = bisect_left(items, item.begin, key=BEGIN)
    while place < len(items) and items[place].begin == item.begin:
        if items[place] is item:
            return place
        place += 1
    return None


def _add(lanes: list[Lane], naming: Naming, place: int, most: int | None) -> bool:
    """Put an item into the first lane that has room, or into a new one; False where there may be no more lanes."""
    for lane in lanes:
        if naming.start >= lane.free_at and lane.clears(naming):
            lane.add(naming, place)
            return True
    if most is not None and len(lanes) >= most:
        return False
    lanes.append(Lane())
    lanes[-1].add(naming, place)
    return True


def _crowd_row(
    items: Sequence[Item], scale: Scale, selected: Item | None, named: Sequence[int]
) -> Row:
    row = Row()
    for cell, span in crowd(items, scale, selected, named).items():
        row.put(cell, (span,))
    return row


def crowd(
    items: Sequence[Item], scale: Scale, selected: Item | None = None, named: Sequence[int] = ()
) -> dict[int, Span]:
    """Many items in one row, cell by cell: a mark or a count where items begin, a stroke where a program lasts.

    `named`: the places, in order, of items that stand elsewhere.
    """
    cells: dict[int, Span] = {}
    covered = 0
    elsewhere = frozenset(named)
    for place, item in enumerate(items) if items and items[0].lane == "program" else ():
        if item.is_span and place not in elsewhere:
            first, last = extent(item, scale)
            for cell in range(max(first, covered), last + 1):
                cells[cell] = Span(LASTING, "muted", item.id)
            covered = max(covered, last + 1)
    for cell, text, style, target in counts(items, scale, selected, named):
        for offset, sign in enumerate(text):
            cells[cell + offset] = Span(sign, style, target)
    return cells


def counts(
    items: Sequence[Item], scale: Scale, selected: Item | None = None, named: Sequence[int] = ()
) -> list[tuple[int, str, Style, str]]:
    """One mark or count for each cell in which items begin: (cell, sign, style, the entry that a click leads to)."""
    groups: list[tuple[int, int, int, int]] = []
    place = 0
    while place < len(items):
        cell = max(scale.cell(items[place].begin), 0)
        until = bisect_left(items, scale.first_day(cell + 1), place + 1, key=BEGIN)
        elsewhere = named[bisect_left(named, place) : bisect_left(named, until)]
        if count := until - place - len(elsewhere):
            first = next(member for member in range(place, until) if member not in elsewhere)
            groups.append((cell, first, until, count))
        place = until
    ends = [cell for cell, _, _, _ in groups[1:]] + [scale.width]
    chosen = place_of(items, selected)
    return [
        (cell, SELECTED_SIGN, "selected", items[chosen].id)
        if chosen is not None and first <= chosen < until and chosen not in named
        else _mark(items[first], cell, count, scale, end - cell)
        for (cell, first, until, count), end in zip(groups, ends, strict=False)
    ]


def _mark(
    first: Item, cell: int, count: int, scale: Scale, room: int
) -> tuple[int, str, Style, str]:
    """The mark of a single item, or how many there are, the first of them leading.

    A count of several digits has a `×`: without it, it would look like the counts of neighbouring cells.
    """
    if count == 1:
        span = drawn(first, scale)[0]
        return cell, span.text[0], span.style, first.id
    digits = str(count) if count < 10 else f"×{count}"
    return cell, digits if len(digits) <= max(room - 1, 1) else "+", "cluster", first.id
