"""A line in the making: spans at exact cells, grid lines in what is empty."""

from collections.abc import Iterable, Sequence

from briefdeck.draw.lines import Line, Span, line_width, merged


class Row:
    """Spans placed at cells, in any order; whoever places them keeps them apart."""

    __slots__ = ("_placed",)

    def __init__(self) -> None:
        self._placed: list[tuple[int, Line]] = []

    @classmethod
    def of(cls, spans: Iterable[Span]) -> "Row":
        """A row that begins with these spans."""
        row = cls()
        row.put(0, spans)
        return row

    def put(self, cell: int, spans: Iterable[Span]) -> None:
        """Place spans from a cell on."""
        self._placed.append((cell, tuple(spans)))

    def line(self, width: int, grid: Sequence[int] = ()) -> Line:
        """The row as a line of exactly `width` cells."""
        spans: list[Span] = []
        at = 0
        for start, placed in sorted(self._placed, key=lambda entry: entry[0]):
            spans += _empty(at, start, grid)
            spans += placed
            at = start + line_width(placed)
        return merged([*spans, *_empty(at, width, grid)])


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
