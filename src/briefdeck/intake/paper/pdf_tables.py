"""Tables of print: rows of cells that begin below each other."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from briefdeck.intake.paper.pdf_lines import Line

_LEAST: Final = 3
"""Rows in a row from which on they make a table."""
_ALIGNED: Final = 0.6
"""The share of rows in which a cell begins at the same place."""
_FARTHEST: Final = 5.0
"""Sizes between two words of a line that is spread over its column, at most."""


def rows_of(lines: Sequence[Line]) -> list[list[Line]]:
    """Return lines row by row: those on one baseline, from left to right."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: line.y):
        if rows and abs(rows[-1][0].y - line.y) < 0.25 * line.size:
            rows[-1].append(line)
        else:
            rows.append([line])
    return [sorted(row, key=lambda line: line.x0) for row in rows]


def tables(rows: Sequence[Sequence[Line]]) -> list[list[Sequence[Line]]]:
    """Return the rows that make up tables, table by table."""
    found: list[list[Sequence[Line]]] = []
    current: list[Sequence[Line]] = []
    for row in [*rows, ()]:
        if len(row) > 1:
            current.append(row)
            continue
        if len(current) >= _LEAST and _are_aligned(current):
            found.append(current)
        current = []
    return found


def _are_aligned(rows: Sequence[Sequence[Line]]) -> bool:
    starts = Counter(round(cell.x0 / 4) for row in rows for cell in row)
    ends = Counter(round(cell.x1 / 4) for row in rows for cell in row)
    often = sum(max(starts[x], starts[x + 1]) >= _ALIGNED * len(rows) for x in starts)
    often_at_end = sum(max(ends[x], ends[x + 1]) >= _ALIGNED * len(rows) for x in ends)
    return often >= 2 or (often > 0 and often_at_end >= 2)


def spread(row: Sequence[Line], left: float, right: float) -> list[Line]:
    """Return a row that is no table's as lines: words that are only spread out are one line.

    left, right: the edges of its column. A line that is spread over all of it may have wide gaps.
    """
    is_full = row[0].x0 - left < row[0].size and right - row[-1].x1 < row[0].size
    lines = [row[0]]
    for line in row[1:]:
        last = lines[-1]
        gap = line.x0 - last.x1
        is_like = abs(line.size - last.size) < 0.5 and line.is_boxed == last.is_boxed
        is_near = is_full or gap < _FARTHEST * line.size
        if is_like and is_near and gap >= 0:
            for span, is_raised in line.spans:
                last.add(span, is_raised=is_raised)
        else:
            lines.append(line)
    return lines
