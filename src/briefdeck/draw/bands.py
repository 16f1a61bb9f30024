"""Eras as bands side by side, or one a row like stairs; and the ribbon, the whole period in one or two lines."""

from collections.abc import Sequence
from typing import NamedTuple

from briefdeck.draw.axis import Scale, Viewport
from briefdeck.draw.items import Item, TimelineIndex
from briefdeck.draw.lines import Line, Row, Span, Style, merged
from briefdeck.draw.marks import EARLIER, LATER, PERHAPS, Naming, bar, drawn, end_signs, extent
from briefdeck.draw.packing import Packing, crowd, pack, place_of
from briefdeck.model.calendar import day_to_civil
from briefdeck.model.datewords import year_words
from briefdeck.text.width import cell_width, truncate

LONGEST_STAIRCASE = 16
BOTH = "╱"
Place = tuple[Item, int, int]


def bands(
    items: Sequence[Item], scale: Scale, most: int | None, selected: Item | None = None
) -> Packing:
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
            staircase(items, scale, selected)
            if len(items) <= LONGEST_STAIRCASE
            else pack(items, scale, None, selected)
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


def _row_for(
    rows: list[list[Place]], item: Item, first: int, last: int
) -> tuple[list[Place] | None, int]:
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
    item: Item,
    scale: Scale,
    cells: tuple[int, int],
    *,
    is_selected: bool,
    is_closed: bool,
    is_alternate: bool,
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
    return (
        Span(opening + inner + fill * (size - 2 - cell_width(inner)) + closing, style, item.id),
    )


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
                band(
                    there[0],
                    scale,
                    cells,
                    is_selected=is_selected,
                    is_closed=is_closed,
                    is_alternate=is_alternate,
                ),
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


def ribbon(
    index: TimelineIndex,
    width: int,
    *,
    view: Viewport | None = None,
    height: int = 2,
    selected: str | None = None,
) -> tuple[Line, ...]:
    """The whole period in one or two lines: bands, and marks with counts where they collide; what is selected is lit."""
    view = view or index.fitted
    before, after = _edge(view.first), _edge(view.last)
    left, right = cell_width(before) + 1, cell_width(after) + 1
    if width - left - right < 10:
        left, right, before, after = 0, 0, "", ""
    scale = Scale(view, max(width - left - right, 1))
    edges = _edges(index, scale) if height == 1 else {}
    chosen = index.by_id.get(selected or "")
    marks = _marks(index, scale, chosen, edges)
    if height == 1 or not index.tracks["era"].items:
        return (_framed(marks, before, after),)
    bands = _framed(
        one_row(index.tracks["era"].within(view), scale, chosen).line(scale.width), before, after
    )
    if not left:
        return bands, marks
    return bands, merged(
        (
            *_outside(index, view, chosen, left, is_before=True),
            *marks,
            *_outside(index, view, chosen, right, is_before=False),
        )
    )


def _edge(day: int) -> str:
    return year_words(day_to_civil(day)[0])


def _framed(line: Line, before: str, after: str) -> Line:
    if not before and not after:
        return line
    return merged((Span(f"{before} ", "axis"), *line, Span(f" {after}", "axis")))


def _outside(
    index: TimelineIndex, view: Viewport, selected: Item | None, room: int, *, is_before: bool
) -> Line:
    """How many events lie before or after the ribbon, lit where the selected one is among them."""
    track = index.tracks["event"]
    items = track.before(view) if is_before else list(track.after(view))
    if not items:
        return (Span(" " * room),)
    is_among = place_of(items, selected) is not None
    nearest = selected if selected is not None and is_among else items[-1 if is_before else 0]
    style: Style = "selected" if is_among else "muted"
    text = truncate(f"{EARLIER}{len(items)}" if is_before else f"{len(items)}{LATER}", room - 1)
    blank = Span(" " * (room - cell_width(text)))
    shown = Span(text, style, nearest.id)
    return (shown, blank) if is_before else (blank, shown)


def _edges(index: TimelineIndex, scale: Scale) -> dict[int, Span]:
    """Where eras begin, for a ribbon of one line."""
    eras = index.tracks["era"].within(scale.view)
    return {extent(item, scale)[0]: Span("│", "era", item.id) for item in eras}


def _marks(index: TimelineIndex, scale: Scale, chosen: Item | None, under: dict[int, Span]) -> Line:
    """Marks and counts; a selected program, era or long event as a bar under them, and under that what is given."""
    row = Row()
    cells = dict(under)
    if chosen is not None and scale.view.covers(chosen.begin, chosen.end):
        first, _ = extent(chosen, scale)
        shown = (
            bar(chosen, scale, is_selected=True)
            if chosen.lane != "event"
            else drawn(chosen, scale, is_selected=True)
        )
        text = "".join(span.text for span in shown).replace("█", "━").replace("═", "━")
        cells |= {
            first + offset: Span(sign, "selected", chosen.id) for offset, sign in enumerate(text)
        }
    cells |= crowd(index.tracks["event"].within(scale.view), scale, chosen)
    for cell in sorted(cells):
        row.put(cell, (cells[cell],))
    return row.line(scale.width)
