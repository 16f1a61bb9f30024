"""The order in which lines of a page are read: column by column, what spans them in between.

Blocks are ordered by the two rules of T. M. Breuel, "High Performance Document Layout Analysis"
(2003): one above another comes first, and so does one in a column to the left, unless something
between them spans both.
"""

from collections.abc import Iterator, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Final

from msgspec import Struct

from briefdeck.intake.paper.pdf_lines import Line
from briefdeck.intake.paper.pdf_tables import rows_of, spread, tables

_LEADING: Final = 2.2
"""Sizes from one baseline to the next inside a block, at most."""
_LIKE: Final = 0.07
"""The share by which sizes of lines in a region differ, at most."""
_NARROW: Final = 5.0
"""Points: the narrowest gap between two columns."""
_CROSSING: Final = 0.15
"""The share of lines that may cross a gap between columns: titles, tables and the like."""
_FILLED: Final = 0.5
"""How much of a column its lines fill; cells of a table fill less."""
_FEWEST: Final = 5
"""Lines of a column, at least."""


class Region(Struct):
    """Lines of a page that follow one another: a column, or a part of it.

    rows: the texts of the cells, where it is a table; its lines are the cells then.
    """

    lines: list[Line]
    x0: float
    x1: float
    rows: tuple[tuple[str, ...], ...] = ()

    @property
    def top(self) -> float:
        """Where it begins."""
        return self.lines[0].y - self.lines[0].size

    @property
    def bottom(self) -> float:
        """Where it ends."""
        return self.lines[-1].y


def regions(lines: Sequence[Line], gaps: Sequence[float]) -> list[Region]:
    """Return the regions of a page in the order in which they are read.

    gaps: where its columns are parted.
    """
    columns: dict[object, list[Line]] = {}
    for line in lines:
        crossed = _crossed(line, gaps)
        columns.setdefault(crossed if any(crossed) else _column(line, gaps), []).append(line)
    found = [region for column in columns.values() for region in _regions(column)]
    for region in found:
        below = _head_of(region, found)
        if below is not None and any(region.x1 <= gap < below.x1 for gap in gaps):
            region.x1 = below.x1
    return _ordered(found, gaps)


def _head_of(region: Region, found: Sequence[Region]) -> Region | None:
    """Return what a region of a line or two stands close above, as a heading does."""
    if len(region.lines) > 2:
        return None
    below = [each for each in found if each.top > region.top and _overlap(each, region)]
    nearest = min(below, key=lambda each: each.top, default=None)
    if nearest is None or nearest.top - region.bottom > 2 * region.lines[0].size:
        return None
    return nearest


def _regions(column: Sequence[Line]) -> list[Region]:
    """Return the regions of one column, tables among them."""
    rows = rows_of(column)
    found = [_table(table) for table in tables(rows)]
    cells = {id(line) for region in found for line in region.lines}
    left, right = min(line.x0 for line in column), max(line.x1 for line in column)
    text = [row for row in rows if id(row[0]) not in cells]
    for line in [line for row in text for line in spread(row, left, right)]:
        above = [region for region in found if not region.rows and _goes_on(region, line)]
        if above:
            region = max(above, key=lambda region: region.bottom)
            region.lines.append(line)
            region.x0, region.x1 = min(region.x0, line.x0), max(region.x1, line.x1)
        else:
            found.append(Region([line], line.x0, line.x1))
    return found


def _table(rows: Sequence[Sequence[Line]]) -> Region:
    cells = [cell for row in rows for cell in row]
    return Region(
        cells,
        min(cell.x0 for cell in cells),
        max(cell.x1 for cell in cells),
        tuple([tuple([cell.text for cell in row]) for row in rows]),
    )


def _column(line: Line, gaps: Sequence[float]) -> int:
    """The number of the column in which a line stands."""
    return sum(gap < line.x0 for gap in gaps)


def _goes_on(region: Region, line: Line) -> bool:
    last = region.lines[-1]
    is_like = abs(last.size - line.size) < _LIKE * last.size
    if last.is_boxed != line.is_boxed or not is_like:
        return False
    overlap = min(region.x1, line.x1) - max(region.x0, line.x0)
    is_below = 0.3 * line.size < line.y - last.y < _LEADING * max(line.size, last.size)
    return is_below and overlap > 0.5 * min(region.x1 - region.x0, line.x1 - line.x0)


def _crossed(line: Line, gaps: Sequence[float]) -> tuple[bool, ...]:
    """Which gaps between columns a line crosses."""
    return tuple([line.x0 < gap < line.x1 for gap in gaps])


def gaps_of(lines: Sequence[Line]) -> list[float]:
    """Return where columns of text are parted: upright strips that hardly any line crosses."""
    if len(lines) < 2 * _FEWEST:
        return []
    left, right = min(line.x0 for line in lines), max(line.x1 for line in lines)
    most = max(1, int(_CROSSING * len(lines)))
    gaps = []
    start = None
    for x in range(int(left) + 1, int(right) + 1):
        crossing = sum(line.x0 < x < line.x1 for line in lines)
        if crossing <= most and x < int(right):
            start = x if start is None else start
        elif start is not None:
            if x - start >= _NARROW and _parts_columns(lines, start, x):
                gaps.append((start + x) / 2)
            start = None
    return gaps


def _parts_columns(lines: Sequence[Line], start: float, end: float) -> bool:
    """Whether there is text on both sides of a strip that fills its column."""
    for side in (
        [line for line in lines if line.x1 <= start + 1],
        [line for line in lines if line.x0 >= end - 1],
    ):
        if len(side) < _FEWEST:
            return False
        width = max(line.x1 for line in side) - min(line.x0 for line in side)
        filled = sum(line.x1 - line.x0 for line in side) / len(side)
        if filled < _FILLED * width or width < 8 * side[0].size:
            return False
    return True


def _ordered(found: Sequence[Region], gaps: Sequence[float]) -> list[Region]:
    """Return regions in the order in which they are read."""
    places = sorted(range(len(found)), key=lambda place: (found[place].top, found[place].x0))
    sorter: TopologicalSorter[int] = TopologicalSorter(dict.fromkeys(places, ()))
    for before, after in _pairs(found, gaps):
        sorter.add(after, before)
    try:
        sorter.prepare()
    except CycleError:
        return [found[place] for place in places]
    order: list[int] = []
    ready: list[int] = []
    while sorter.is_active():
        ready = sorted([*ready, *sorter.get_ready()], key=places.index)
        order.append(ready.pop(0))
        sorter.done(order[-1])
    return [found[place] for place in order]


def _pairs(found: Sequence[Region], gaps: Sequence[float]) -> Iterator[tuple[int, int]]:
    """Yield pairs of places, the first of which is read before the second."""
    for place, one in enumerate(found):
        for other_place, other in enumerate(found):
            if place == other_place:
                continue
            if _is_above(one, other) or _is_left(one, other, found, gaps):
                yield place, other_place


def _overlap(one: Region, other: Region) -> bool:
    return min(one.x1, other.x1) - max(one.x0, other.x0) > 1


def _is_above(one: Region, other: Region) -> bool:
    return _overlap(one, other) and one.top < other.top


def _is_left(one: Region, other: Region, found: Sequence[Region], gaps: Sequence[float]) -> bool:
    """Whether a region stands to the left of another one: beside it, or in another column."""
    is_beside = min(one.bottom, other.bottom) > max(one.top, other.top)
    if one.x1 > other.x0 + 1 or not (is_beside or any(one.x1 <= gap <= other.x0 for gap in gaps)):
        return False
    low, high = sorted((one.top, other.top))
    return not any(
        low < each.top < high and _overlap(each, one) and _overlap(each, other) for each in found
    )
