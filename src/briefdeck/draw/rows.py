"""Rows that are filled at exact cells and never twice: lanes for bars, marks and their names."""

from collections.abc import Iterable, Sequence

from briefdeck.draw.lines import Line, Span, cell_width, merged


class Row:
    """One line in the making. `free_at`: the first cell with nothing at or after it but what is `reserved`."""

    __slots__ = ("_placed", "free_at", "reserved")

    def __init__(self) -> None:
        self.free_at = 0
        self.reserved: tuple[int, int] | None = None
        self._placed: list[tuple[int, Line, int]] = []

    def takes(self, first: int, last: int) -> bool:
        """Whether the cells from first to last are free."""
        if first < self.free_at:
            return False
        return self.reserved is None or last < self.reserved[0] or first > self.reserved[1]

    def put(self, cell: int, spans: Iterable[Span], *, gap: int = 0) -> None:
        """Place spans from a cell on, and keep `gap` cells after them free."""
        self._put(cell, tuple(spans))
        _, _, end = self._placed[-1]
        self.free_at = max(self.free_at, end + gap)

    def reserve(self, cell: int, spans: Iterable[Span], *, gap: int = 0) -> None:
        """Place spans ahead of what comes later, which then keeps clear of them."""
        self._put(cell, tuple(spans))
        start, _, end = self._placed[-1]
        self.reserved = (start - gap, end + gap - 1)

    def line(self, width: int, grid: Sequence[int] = ()) -> Line:
        """The row as a line of exactly `width` cells, with grid lines in what is empty."""
        spans: list[Span] = []
        at = 0
        for start, placed, end in sorted(self._placed, key=lambda entry: entry[0]):
            spans += _empty(at, start, grid)
            spans += placed
            at = end
        return merged([*spans, *_empty(at, width, grid)])

    def _put(self, cell: int, spans: Line) -> None:
        self._placed.append((cell, spans, cell + sum(cell_width(span.text) for span in spans)))


def _empty(start: int, end: int, grid: Sequence[int]) -> list[Span]:
    if start >= end:
        return []
    inside = [cell for cell in grid if start <= cell < end]
    if not inside:
        return [Span(" " * (end - start))]
    spans, at = [], start
    for cell in inside:
        spans += [Span(" " * (cell - at)), Span("┊", "grid")]
        at = cell + 1
    return [*spans, Span(" " * (end - at))]


class Lanes:
    """Rows that things are packed into, each into the first that has room; at most `most` rows."""

    def __init__(self, most: int | None = None) -> None:
        self.rows: list[Row] = []
        self._most = most

    def row(self, first: int, last: int) -> Row | None:
        """The first row where these cells are free; None where there is none and no more may be added."""
        for row in self.rows:
            if row.takes(first, last):
                return row
        if self._most is not None and len(self.rows) >= self._most:
            return None
        self.rows.append(Row())
        return self.rows[-1]

    @property
    def free_at(self) -> int:
        """The first cell at which some row may be free: 0 while rows may be added."""
        if self._most is None or len(self.rows) < self._most:
            return 0
        return min((row.free_at for row in self.rows), default=1 << 60)

    def lines(self, width: int, grid: Sequence[int] = ()) -> list[Line]:
        """All rows as lines."""
        return [row.line(width, grid) for row in self.rows]
