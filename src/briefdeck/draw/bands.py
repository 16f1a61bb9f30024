"""Eras as bands side by side, or one a row like stairs, or all in one row."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct

from briefdeck.draw.axis import Scale
from briefdeck.draw.items import Item
from briefdeck.draw.lines import Line, Row, Span, Style
from briefdeck.draw.marks import PERHAPS, end_signs, extent
from briefdeck.draw.naming import Naming
from briefdeck.draw.packing import MOST_ROWS, Packing, pack
from briefdeck.text.width import cell_width, truncate

LONGEST_STAIRCASE = 16
BOTH = "╱"
WALL = "│"


class _Stretch(NamedTuple):
    """The cells over which an era's band is drawn, which may leave its first one to another."""

    item: Item
    first: int
    last: int

    @property
    def holds_name(self) -> bool:
        return cell_width(self.item.title) <= self.last - self.first - 3


def bands(
    items: Sequence[Item], scale: Scale, most: int | None, selected: Item | None = None
) -> Packing:
    """Return bands in at most `most` rows, overlapping ones below each other.

    Where those rows are too few all stand in one. In print (None) every name is whole, in its
    band or beside it.
    """
    rows, is_full = _rows(items, scale, MOST_ROWS if most is None else most)
    if is_full and most is None:
        return pack(items, scale, MOST_ROWS, selected)
    if is_full:
        return Packing([one_row(items, scale, selected)] if most else [], is_full=True)
    if most is None and not all(stretch.holds_name for row in rows for stretch in row):
        if len(items) <= LONGEST_STAIRCASE:
            return staircase(items, scale, selected)
        return pack(items, scale, MOST_ROWS, selected)
    return Packing([_drawn(row, scale, selected) for row in rows])


def _rows(
    items: Sequence[Item], scale: Scale, most: int | None
) -> tuple[list[list[_Stretch]], bool]:
    """Return bands in rows, and whether there are too few rows for all of them."""
    rows: list[list[_Stretch]] = []
    is_full = False
    for item in items:
        stretch = _Stretch(item, *extent(item, scale))
        if _add(rows, stretch):
            continue
        if most is None or len(rows) < most:
            rows.append([stretch])
        else:
            is_full = True
    return rows, is_full


def _add(rows: list[list[_Stretch]], stretch: _Stretch) -> bool:
    """Put a band into the first row that has room; False where none has.

    A cell that two eras share, one ending and one beginning in it, goes to the earlier one.
    """
    for row in rows:
        before = row[-1]
        if before.last < stretch.first:
            row.append(stretch)
            return True
        is_after = before.item.end < stretch.item.begin
        if is_after and before.last == stretch.first < stretch.last:
            row.append(stretch._replace(first=stretch.first + 1))
            return True
    return False


def staircase(items: Sequence[Item], scale: Scale, selected: Item | None = None) -> Packing:
    """Return every item on a row of its own, in order, with its name."""
    packing = Packing()
    for item in items:
        row = Row()
        row.put(*Naming.of(item, scale).spans(scale, -1, scale.width, is_selected=item is selected))
        packing.rows.append(row)
    return packing


def _drawn(stretches: Sequence[_Stretch], scale: Scale, selected: Item | None) -> Row:
    row = Row()
    followers = [stretch.first for stretch in stretches[1:]]
    for stretch, following in zip(stretches, [*followers, None], strict=True):
        band = Band(
            item=stretch.item,
            first=stretch.first,
            last=stretch.last,
            is_selected=stretch.item is selected,
            is_closed=following != stretch.last + 1,
        )
        row.put(band.first, band.line(scale))
    return row


class Band(Struct, frozen=True, kw_only=True):
    """One era from cell to cell: `│ Bush–Fox ────│`, its name cut to the room there is.

    `is_closed`: its end has a wall, because no other follows at once.
    """

    item: Item
    first: int
    last: int
    is_selected: bool
    is_closed: bool

    def line(self, scale: Scale) -> Line:
        """Return the band over its own cells."""
        size = self.last - self.first + 1
        opening, closing = self._ends(scale)
        if size == 1:
            sign = closing if opening == WALL else opening
            return (Span(sign, self._style, self.item.id),)
        if closing == WALL and not self.is_closed:
            closing = self._fill
        name = self._name(size - 4)
        fill = self._fill * (size - 2 - cell_width(name))
        return (Span(opening + name + fill + closing, self._style, self.item.id),)

    def _ends(self, scale: Scale) -> tuple[str, str]:
        """Return the signs at both ends; an end that another band covers is only a wall."""
        first, last = extent(self.item, scale)
        opening, closing = end_signs(self.item, scale, WALL, WALL)
        if self.first > first + 1:
            opening = WALL
        if self.last != last:
            closing = WALL
        return opening, closing

    def _name(self, room: int) -> str:
        """Return the name between blanks, cut; empty where fewer than three cells are left."""
        title = self.item.title
        if room < min(3, cell_width(title)):
            return ""
        name = truncate(title, room)
        return f" {name} " if name else ""

    @property
    def _style(self) -> Style:
        if self.is_selected:
            return "selected"
        return self.item.style

    @property
    def _fill(self) -> str:
        if self.is_selected:
            return "═"
        return PERHAPS if self.item.starts == "open" else "─"


class _Run(NamedTuple):
    """A stretch of cells over which the same eras last: their places, and its ends.

    Of many eras it has two and the selected one.
    """

    places: tuple[int, ...]
    first: int
    last: int


def one_row(items: Sequence[Item], scale: Scale, selected: Item | None = None) -> Row:
    """Return eras in one row.

    It shows a band where there is one alone, slanted lines where there are several at once, and
    dots where there is none.
    """
    row = Row()
    runs = _runs(items, scale, selected)
    for run, following in pairwise([*runs, _Run((), scale.width, scale.width)]):
        row.put(run.first, _run_line(run, items, scale, selected, is_closed=not following.places))
    return row


def _run_line(
    run: _Run, items: Sequence[Item], scale: Scale, selected: Item | None, *, is_closed: bool
) -> Line:
    size = run.last - run.first + 1
    there = [items[place] for place in run.places]
    is_selected = any(item is selected for item in there)
    match there:
        case []:
            return (Span("·" * size, "muted"),)
        case [item]:
            band = Band(
                item=item,
                first=run.first,
                last=run.last,
                is_selected=is_selected,
                is_closed=is_closed,
            )
            return band.line(scale)
    if is_selected and selected is not None:
        return (Span(BOTH * size, "selected", selected.id),)
    return (Span(BOTH * size, there[-1].style, there[-1].id),)


def _runs(items: Sequence[Item], scale: Scale, selected: Item | None) -> list[_Run]:
    """Return the row in stretches over which the same eras last."""
    runs: list[_Run] = []
    for cell, places in enumerate(_places_by_cell(items, scale, selected)):
        if runs and runs[-1].places == places:
            runs[-1] = runs[-1]._replace(last=cell)
        else:
            runs.append(_Run(places, cell, cell))
    return runs


def _places_by_cell(
    items: Sequence[Item], scale: Scale, selected: Item | None
) -> list[tuple[int, ...]]:
    """Return the places of the eras that are in each cell.

    A cell in which one era ends and the next begins belongs to the next, if that leaves the other
    any.
    """
    cells: list[tuple[int, ...]] = [()] * scale.width
    before = (-1, -1)
    for place, item in enumerate(items):
        first, last = extent(item, scale)
        if before[1] == first and items[place - 1].end < item.begin:
            if before[0] < first:
                cells[first] = tuple(other for other in cells[first] if other != place - 1)
            elif first < last:
                first += 1
        for cell in range(first, last + 1):
            if len(cells[cell]) < 2 or item is selected:
                cells[cell] = (*cells[cell], place)
        before = first, last
    return cells
