"""Days to cells and back: viewports, zoom and pan as pure functions, all in whole numbers, however long ago."""

from msgspec import Struct

LONGEST_VIEW = 366 * 10**19
"""Days: longer than any date that EDTF level 1 can write."""


class Viewport(Struct, frozen=True):
    """The days in view, first and last included (0 = 1970-01-01)."""

    first: int
    last: int

    @property
    def days(self) -> int:
        """How many days are in view."""
        return self.last - self.first + 1

    @property
    def middle(self) -> int:
        """The day in the middle."""
        return self.first + self.days // 2

    def covers(self, first: int, last: int) -> bool:
        """Whether any day from first to last is in view."""
        return first <= self.last and last >= self.first


def zoom(view: Viewport, factor: float, about: int | None = None) -> Viewport:
    """The view made `factor` times as long (0.5: twice as near), with the day `about` (else the middle) staying where it is."""
    day = view.middle if about is None else min(max(about, view.first), view.last)
    days = min(max(int(view.days * factor), 1), LONGEST_VIEW)
    if days == view.days and factor != 1:
        days = min(max(days + (1 if factor > 1 else -1), 1), LONGEST_VIEW)
    first = day - (day - view.first) * days // view.days
    return Viewport(first, first + days - 1)


def pan(view: Viewport, fraction: float) -> Viewport:
    """The view moved by a fraction of its length: 0.25 a quarter to later days, -0.25 to earlier ones; at least a day."""
    days = int(view.days * fraction)
    if days == 0 and fraction:
        days = 1 if fraction > 0 else -1
    return Viewport(view.first + days, view.last + days)


def center(view: Viewport, day: int) -> Viewport:
    """The view moved, at the same length, so that a day stands in its middle."""
    first = day - view.days // 2
    return Viewport(first, first + view.days - 1)


def reveal(view: Viewport, first: int, last: int) -> Viewport:
    """The view unchanged if it shows any of these days, else moved, at the same length, so that their middle is its own."""
    return view if view.covers(first, last) else center(view, (first + last) // 2)


class Scale(Struct, frozen=True):
    """A view laid over a number of cells; every cell is as long as every other."""

    view: Viewport
    width: int

    def cell(self, day: int) -> int:
        """The cell in which a day begins (outside 0 … width - 1 when the day is out of view)."""
        return (day - self.view.first) * self.width // self.view.days

    def last_cell(self, day: int) -> int:
        """The cell in which a day ends."""
        return ((day + 1 - self.view.first) * self.width - 1) // self.view.days

    def day(self, cell: int) -> int:
        """The day at the left edge of a cell: what a click there means."""
        return self.view.first + cell * self.view.days // self.width

    def first_day(self, cell: int) -> int:
        """The first day that begins in a cell or after it."""
        return self.view.first - (-cell * self.view.days // self.width)

    def extent(self, first: int, last: int) -> tuple[int, int]:
        """First and last cell of a stretch of days, cut to what is in view."""
        start = self.cell(first) if first > self.view.first else 0
        return start, self.last_cell(last) if last < self.view.last else self.width - 1
