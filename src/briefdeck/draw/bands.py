"""Eras as bands side by side, or one a row like stairs where their names need room."""

from collections.abc import Sequence
from typing import NamedTuple

from briefdeck.draw.items import Item
from briefdeck.draw.lines import Line, Span, Style, cell_width, truncate
from briefdeck.draw.marks import PERHAPS, end_signs, extent
from briefdeck.draw.naming import Naming
from briefdeck.draw.packing import Packing, pack
from briefdeck.draw.rows import Row
from briefdeck.draw.scale import Scale

LONGEST_STAIRCASE = 16
BOTH = "╱"
Place = tuple[Item, int, int]


def bands(items: Sequence[Item], scale: Scale, most: int | None, selected: Item | None = None) -> Packing:
    """Bands in at most `most` rows, overlapping ones below each other, or all in one row where those are too few.

    In print (None) every name is whole, or beside its band.
    """
    rows: list[list[Place]] = []
    is_full = False
    for item in items:
        first, last = extent(item, scale)
        row, first = _row_for(rows, item, first, last)
        if row is not None:
            row.append((item, first, last))
        elif most is None or len(rows) < most:
            rows.append([(item, first, last)])
        else:
            is_full = True
    if most is None and any(not _holds_name(place) for row in rows for place in row):
        return (
            staircase(items, scale, selected) if len(items) <= LONGEST_STAIRCASE else pack(items, scale, None, selected)
        )
    if is_full:
        return Packing([one_row(items, scale, selected)] if most else [], is_full=True)
    return Packing([_drawn(row, scale, selected) for row in rows])


def _holds_name(place: Place) -> bool:
    item, first, last = place
    return cell_width(item.title) <= last - first - 3


def staircase(items: Sequence[Item], scale: Scale, selected: Item | None = None) -> Packing:
    """Every item on a row of its own, in order, with its name."""
    packing = Packing()
    for item in items:
        row = Row()
        row.put(*Naming.of(item, scale).spans(scale, -1, scale.width, is_selected=item is selected))
        packing.rows.append(row)
    return packing


def _row_for(rows: list[list[Place]], item: Item, first: int, last: int) -> tuple[list[Place] | None, int]:
    """The first row where the band has room, and its first cell: one that two eras share goes to the earlier one."""
    for row in rows:
        before, _, end = row[-1]
        if end < first:
            return row, first
        if end == first < last and before.end < item.begin:
            return row, first + 1
    return None, first


def _drawn(places: list[Place], scale: Scale, selected: Item | None) -> Row:
    row = Row()
    for number, (item, first, last) in enumerate(places):
        following = places[number + 1][1] if number + 1 < len(places) else None
        row.put(
            first,
            band(
                item,
                scale,
                (first, last),
                is_selected=item is selected,
                is_closed=following != last + 1,
                is_alternate=number % 2 == 1,
            ),
        )
    return row


def band(
    item: Item, scale: Scale, cells: tuple[int, int], *, is_selected: bool, is_closed: bool, is_alternate: bool
) -> Line:
    """One era from cell to cell: `│ Bush–Fox ────│`, its name cut to the room there is; open where the next follows at once."""
    size = cells[1] - cells[0] + 1
    style: Style = "selected" if is_selected else "era-alt" if is_alternate else "era"
    first, last = extent(item, scale)
    opening, closing = end_signs(item, scale, "│", "│")
    opening = opening if cells[0] <= first + 1 else "│"
    closing = closing if cells[1] == last else "│"
    fill = "═" if is_selected else PERHAPS if item.starts == "open" else "─"
    if size == 1:
        return (Span(closing if opening == "│" else opening, style, item.id),)
    if closing == "│" and not is_closed:
        closing = fill
    room = size - 4
    name = truncate(item.title, room) if room >= min(3, cell_width(item.title)) else ""
    inner = f" {name} " if name else ""
    return (Span(opening + inner + fill * (size - 2 - cell_width(inner)) + closing, style, item.id),)


def one_row(items: Sequence[Item], scale: Scale, selected: Item | None = None) -> Row:
    """Eras in one row: a band where there is one alone, slanted lines where there are several at once, dots where none is."""
    row = Row()
    runs = _runs(items, scale, selected)
    for number, (places, first, last) in enumerate(runs):
        there = [items[place] for place in places]
        is_selected = any(item is selected for item in there)
        if not there:
            row.put(first, (Span("·" * (last - first + 1), "muted"),))
        elif len(there) > 1:
            target = selected if is_selected and selected is not None else there[-1]
            style: Style = "selected" if is_selected else "era"
            row.put(first, (Span(BOTH * (last - first + 1), style, target.id),))
        else:
            is_closed = number + 1 == len(runs) or not runs[number + 1].places
            is_alternate = places[0] % 2 == 1
            cells = (first, last)
            row.put(
                first,
                band(there[0], scale, cells, is_selected=is_selected, is_closed=is_closed, is_alternate=is_alternate),
            )
    return row


class Run(NamedTuple):
    """A stretch of cells over which the same eras last (of many, two and the selected one): their places, its ends."""

    places: tuple[int, ...]
    first: int
    last: int


def _runs(items: Sequence[Item], scale: Scale, selected: Item | None) -> list[Run]:
    """The row in stretches; a cell in which one era ends and the next begins belongs to the next, if that leaves the other any."""
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
    runs: list[Run] = []
    for cell, places in enumerate(cells):
        if runs and runs[-1].places == places:
            runs[-1] = runs[-1]._replace(last=cell)
        else:
            runs.append(Run(places, cell, cell))
    return runs
