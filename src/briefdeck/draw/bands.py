"""Eras as bands side by side, or one a row like stairs where their names need room."""

from collections.abc import Sequence

from briefdeck.draw.items import Item
from briefdeck.draw.lines import Line, Span, Style, cell_width, truncate
from briefdeck.draw.marks import PERHAPS, end_signs, extent
from briefdeck.draw.naming import Naming
from briefdeck.draw.packing import Packing, pack
from briefdeck.draw.rows import Row
from briefdeck.draw.scale import Scale

LONGEST_STAIRCASE = 16
Place = tuple[Item, int, int]


def bands(items: Sequence[Item], scale: Scale, most: int | None, selected: Item | None = None) -> Packing:
    """Bands in at most `most` rows, overlapping ones below each other; in print (None) every name whole, or beside its band."""
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
    return Packing([_drawn(row, scale, selected) for row in rows], is_full)


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
    opening, closing = end_signs(item, scale, "│", "│")
    fill = "═" if is_selected else PERHAPS if item.starts == "open" else "─"
    if size == 1:
        return (Span(closing if opening == "│" else opening, style, item.id),)
    if closing == "│" and not is_closed:
        closing = fill
    room = size - 4
    name = truncate(item.title, room) if room >= min(3, cell_width(item.title)) else ""
    inner = f" {name} " if name else ""
    return (Span(opening + inner + fill * (size - 2 - cell_width(inner)) + closing, style, item.id),)
