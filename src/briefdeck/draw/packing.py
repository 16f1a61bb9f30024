"""Where things go: bars, marks and their names packed into rows, and counts for what finds no room."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from briefdeck.draw.items import Item
from briefdeck.draw.lines import Line, Span, Style, cell_width, truncate
from briefdeck.draw.marks import CAVEAT, LASTING, SELECTED_SIGN, drawn, end_signs, extent
from briefdeck.draw.rows import Row
from briefdeck.draw.scale import Scale

SHORTEST_NAME = 6
GAP = 2
LONGEST_STAIRCASE = 16


@dataclass(slots=True)
class Packing:
    """Rows, and the items that found no room in them, in order of time. `placed`: the items of each row."""

    rows: list[Row] = field(default_factory=list)
    placed: list[list[Item]] = field(default_factory=list)
    left: list[Item] = field(default_factory=list)
    is_full: bool = False

    def lines(self, width: int, grid: Sequence[int] = ()) -> list[Line]:
        """The rows as lines of exactly `width` cells."""
        return [row.line(width, grid) for row in self.rows]

    def blank(self, width: int, grid: Sequence[int] = ()) -> Line:
        """An empty row."""
        return Row().line(width, grid)


def pack(items: Sequence[Item], scale: Scale, most: int | None, selected: str | None = None) -> Packing:
    """Items with their names, each in the first of at most `most` rows that has room; the selected one is placed first."""
    packing = Packing()
    if most == 0:
        return replace(packing, left=list(items), is_full=bool(items))
    begins = [item.begin for item in items]
    for item in items:
        if item.id == selected:
            _place(packing, item, scale, most, is_selected=True)
    position = 0
    while position < len(items):
        item = items[position]
        if item.id == selected or _place(packing, item, scale, most):
            position += 1
            continue
        next_cell = max(min(row.free_at for row in packing.rows), scale.cell(item.begin) + 1)
        until = bisect_left(begins, scale.first_day(next_cell), position + 1)
        packing.left += [other for other in items[position:until] if other.id != selected]
        position = until
    packing.is_full = bool(packing.left)
    return packing


def _place(packing: Packing, item: Item, scale: Scale, most: int | None, *, is_selected: bool = False) -> bool:
    """Whether the item was placed, named or, where there is no room for any name at all, without one."""
    start, spans = named(item, scale, is_selected=is_selected)
    end = start + sum(cell_width(span.text) for span in spans) - 1
    for row, placed in zip(packing.rows, packing.placed, strict=True):  # noqa: B007 - both go on
        if row.takes(start, end):
            break
    else:
        if most is not None and len(packing.rows) >= most:
            return False
        row, placed = Row(), []
        packing.rows.append(row)
        packing.placed.append(placed)
    if is_selected:
        row.reserve(start, spans, gap=GAP)
    else:
        row.put(start, spans, gap=GAP)
    placed.append(item)
    return True


def named(item: Item, scale: Scale, *, is_selected: bool = False) -> tuple[int, Line]:
    """An item with its name inside, after or before it, whichever is the first to have room; and the cell it starts at."""
    first, last = extent(item, scale)
    spans = drawn(item, scale, is_selected=is_selected)
    inside, right, left = (
        last - first - 5 if item.is_span and item.lane != "event" else 0,
        scale.width - last - 2,
        first - 1,
    )
    mark = 2 * item.has_caveat
    cap = max(20, scale.width // 3) if item.lane == "event" else scale.width
    for name in (item.title, item.short or item.title):
        size = cell_width(name) + mark
        if size <= inside:
            return first, _inscribed(spans, name, item, is_selected=is_selected)
        if min(size, cap) <= max(right, left):
            break
    else:
        name = item.title
    if min(cell_width(name) + mark, cap) <= right or right >= left:
        label = _name(name, min(right, cap), item, is_selected=is_selected)
        return first, (*spans, Span(" "), *label) if label else spans
    label = _name(name, min(left, cap), item, is_selected=is_selected)
    if not label:
        return first, spans
    return first - 1 - sum(cell_width(span.text) for span in label), (*label, Span(" "), *spans)


def _name(name: str, room: int, item: Item, *, is_selected: bool) -> Line:
    room -= 2 * item.has_caveat
    if room < min(SHORTEST_NAME, cell_width(name)):
        return ()
    style: Style = "selected" if is_selected else "label"
    label = Span(truncate(name, room), style, item.id)
    return (label, Span(f" {CAVEAT}", "caveat", item.id)) if item.has_caveat else (label,)


def _inscribed(spans: Line, name: str, item: Item, *, is_selected: bool) -> Line:
    """A bar (one span of single-cell signs) with the name set into it after its second cell."""
    text, style = spans[0].text, spans[0].style
    label = _name(name, len(text), item, is_selected=is_selected)
    size = sum(cell_width(span.text) for span in label)
    return (
        Span(f"{text[:2]} ", style, item.id),
        *label,
        Span(f" {text[4 + size :]}", style, item.id),
    )


def bands(items: Sequence[Item], scale: Scale, most: int | None, selected: str | None = None) -> Packing:
    """Eras as bands side by side; overlapping ones in further rows. In print (`most` None) every name is whole or beside its band."""
    rows: list[list[tuple[Item, int, int]]] = []
    left: list[Item] = []
    for item in items:
        first, last = extent(item, scale)
        row, first = _band_row(rows, item, first, last)
        if row is None and most is not None and len(rows) >= most:
            left.append(item)
        elif row is None:
            rows.append([(item, first, last)])
        else:
            row.append((item, first, last))
    if most is None and any(cell_width(item.title) > last - first - 3 for row in rows for item, first, last in row):
        return (
            staircase(items, scale, selected) if len(items) <= LONGEST_STAIRCASE else pack(items, scale, None, selected)
        )
    packing = Packing(placed=[[item for item, _, _ in row] for row in rows], left=left, is_full=bool(left))
    for row in rows:
        packing.rows.append(_drawn_bands(row, scale, selected))
    return packing


def staircase(items: Sequence[Item], scale: Scale, selected: str | None = None) -> Packing:
    """Every item on a row of its own, in order, with its name."""
    packing = Packing(placed=[[item] for item in items])
    for item in items:
        row = Row()
        row.put(*named(item, scale, is_selected=item.id == selected))
        packing.rows.append(row)
    return packing


def _band_row(
    rows: list[list[tuple[Item, int, int]]], item: Item, first: int, last: int
) -> tuple[list[tuple[Item, int, int]] | None, int]:
    """The first row where the band has room; a cell that two eras share goes to the earlier one."""
    for row in rows:
        before, _, end = row[-1]
        if end < first:
            return row, first
        if end == first < last and before.end < item.begin:
            return row, first + 1
    return None, first


def _drawn_bands(row: list[tuple[Item, int, int]], scale: Scale, selected: str | None) -> Row:
    drawn_row = Row()
    for position, (item, first, last) in enumerate(row):
        following = row[position + 1][1] if position + 1 < len(row) else None
        spans = band(
            item,
            scale,
            first,
            last,
            is_selected=item.id == selected,
            is_closed=following != last + 1,
            is_alternate=position % 2 == 1,
        )
        drawn_row.put(first, spans)
    return drawn_row


def band(
    item: Item, scale: Scale, first: int, last: int, *, is_selected: bool, is_closed: bool, is_alternate: bool = False
) -> Line:
    """One era from cell to cell: `│ Bush–Fox ────│`, its name cut to the room there is."""
    size = last - first + 1
    style: Style = "selected" if is_selected else "era-alt" if is_alternate else "era"
    opening, closing = end_signs(item, scale, "│", "│")
    fill = "═" if is_selected else "─"
    if size == 1:
        return (Span(closing if opening == "│" else opening, style, item.id),)
    if closing == "│" and not is_closed:
        closing = fill
    room = size - 4
    name = truncate(item.title, room) if room >= min(3, cell_width(item.title)) else ""
    inner = f" {name} " if name else ""
    return (Span(opening + inner + fill * (size - 2 - cell_width(inner)) + closing, style, item.id),)


def density(packing: Packing, scale: Scale, selected: str | None = None) -> Packing:
    """The last row given up for marks and counts of everything that found no room."""
    left = list(packing.left)
    for item in packing.placed[-1] if packing.rows else ():
        insort(left, item, key=lambda item: item.begin)
    row = Row()
    for cell, span in sorted(crowd(left, scale, selected).items()):
        row.put(cell, (span,))
    return Packing([*packing.rows[:-1], row], [*packing.placed[:-1], left], packing.left, is_full=True)


def crowd(items: Sequence[Item], scale: Scale, selected: str | None = None) -> dict[int, Span]:
    """Many items in one row, cell by cell: a mark or a count where items begin, a stroke where a program lasts."""
    cells: dict[int, Span] = {}
    for item in items:
        if item.is_span and item.lane == "program":
            first, last = extent(item, scale)
            cells |= {cell: Span(LASTING, "muted", item.id) for cell in range(first, last + 1) if cell not in cells}
    for cell, text, style, target in counts(items, scale, selected):
        cells |= {cell + offset: Span(sign, style, target) for offset, sign in enumerate(text)}
    return cells


def counts(items: Sequence[Item], scale: Scale, selected: str | None = None) -> list[tuple[int, str, Style, str]]:
    """One mark or count for each cell in which items begin: (cell, sign, style, the entry that a click leads to)."""
    begins = [item.begin for item in items]
    groups: list[tuple[int, int, int]] = []
    position = 0
    while position < len(items):
        cell = max(scale.cell(begins[position]), 0)
        until = bisect_left(begins, scale.first_day(cell + 1), position + 1)
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
