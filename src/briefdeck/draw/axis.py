"""Days to cells and back (viewports, zoom and pan), and the axis of time with round ticks."""

from collections.abc import Iterator
from typing import NamedTuple

from msgspec import Struct

from briefdeck.draw.lines import Line, Span, merged
from briefdeck.model.calendar import SHORT_MONTHS, civil_to_day, day_to_civil
from briefdeck.model.datewords import year_words
from briefdeck.text.width import cell_width

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


DAY_STEPS = (1, 2, 5, 10, 15)
MONTH_STEPS = (1, 3, 6)
NEAREST = 5
"""Cells between ticks: a month's name and two blanks, so that none of a row of labels drops out."""
MOST_TICKS = 400


class Tick(NamedTuple):
    """A place on the axis: its cell, what is written there, and its rank when there is no room for all (0 first)."""

    cell: int
    label: str
    rank: int


def axis(scale: Scale) -> tuple[Line, Line]:
    """Two lines: labels, each beginning at its tick (the last may end at the edge), and the rule with the ticks."""
    placed = ticks(scale)
    return _labels(placed, scale.width), _rule(placed, scale.width)


def ticks(scale: Scale) -> tuple[Tick, ...]:
    """The ticks of a scale, in order, no two in one cell."""
    found: dict[int, Tick] = {}
    for tick in _all_ticks(scale):
        if 0 <= tick.cell < scale.width and (
            tick.cell not in found or tick.rank < found[tick.cell].rank
        ):
            found[tick.cell] = tick
    return tuple(found[cell] for cell in sorted(found))


def _all_ticks(scale: Scale) -> Iterator[Tick]:
    view = scale.view
    for step in DAY_STEPS:
        if scale.width * step >= NEAREST * view.days:
            return _day_ticks(scale, step)
    for step in MONTH_STEPS:
        if scale.width * step * 30 >= NEAREST * view.days:
            return _month_ticks(scale, step)
    return _year_ticks(scale)


def _day_ticks(scale: Scale, step: int) -> Iterator[Tick]:
    is_first = True
    for day in range(scale.view.first, scale.view.last + 1):
        year, month, number = day_to_civil(day)
        if (
            (number - 1) % step
            or (number > 31 - step // 2 and step > 1)
            or (step == 2 and number == 31)
        ):
            continue
        if is_first:
            label, rank = f"{number} {SHORT_MONTHS[month - 1]} {year_words(year)}", 0
        elif number == 1:
            label, rank = (
                SHORT_MONTHS[month - 1] + (f" {year_words(year)}" if month == 1 else ""),
                1,
            )
        else:
            label, rank = str(number), 2
        yield Tick(scale.cell(day), label, rank)
        is_first = False


def _month_ticks(scale: Scale, step: int) -> Iterator[Tick]:
    year, month, number = day_to_civil(scale.view.first)
    index = year * 12 + month - 1 + (number > 1)
    index += -index % step
    is_first = True
    while (day := civil_to_day(index // 12, index % 12 + 1)) <= scale.view.last:
        year, month = index // 12, index % 12 + 1
        if month == 1:
            label, rank = year_words(year), 0
        else:
            label, rank = (
                SHORT_MONTHS[month - 1] + (f" {year_words(year)}" if is_first else ""),
                1 if is_first else 2,
            )
        yield Tick(scale.cell(day), label, rank)
        is_first = False
        index += step


def _year_ticks(scale: Scale) -> Iterator[Tick]:
    first, last = _years(scale.view)
    room = max(cell_width(year_words(first)), cell_width(year_words(last))) + 2
    years = _round_years(first, last, _year_step(scale, room))
    if len(years) < 2:
        years = _round_years(first, last, _year_step(scale, room // 2))
    for year in years[:MOST_TICKS]:
        yield Tick(scale.cell(civil_to_day(year)), year_words(year), 1)


def _round_years(first: int, last: int, step: int) -> list[int]:
    """Years that are round as people write them: 2000, and 500 BC rather than astronomical -500."""
    bc = -(-(1 - min(last, 0)) // step) * step
    years = [1 - count for count in range(bc, 1 - first + 1, step)][::-1] if first <= 0 else []
    beginning = [1] if first <= 1 <= last and step > 1 else []
    return [*years, *beginning, *range(max(first + -first % step, step), last + 1, step)]


def _year_step(scale: Scale, room: int) -> int:
    """The smallest of 1, 2, 5, 10, 20 … years that takes at least `room` cells."""
    step, unit = 1, 1
    while scale.width * step * 1461 < room * scale.view.days * 4:
        for factor in (1, 2, 5):
            step = unit * factor
            if scale.width * step * 1461 >= room * scale.view.days * 4:
                break
        unit *= 10
    return step


def _years(view: Viewport) -> tuple[int, int]:
    return day_to_civil(view.first)[0], day_to_civil(view.last)[0]


def _labels(placed: tuple[Tick, ...], width: int) -> Line:
    """Labels by rank, those that would touch another left out."""
    taken: list[tuple[int, int, str]] = []
    for tick in sorted(placed, key=lambda tick: tick.rank):
        size = cell_width(tick.label)
        start = min(tick.cell, width - size)
        end = start + size
        if start >= 0 and all(end + 1 < left or start > right + 1 for left, right, _ in taken):
            taken.append((start, end, tick.label))
    spans, at = [], 0
    for start, end, label in sorted(taken):
        spans += [Span(" " * (start - at)), Span(label, "axis")]
        at = end
    return (*merged(spans), Span(" " * (width - at))) if at < width else merged(spans)


def _rule(placed: tuple[Tick, ...], width: int) -> Line:
    cells = {tick.cell for tick in placed}
    return (Span("".join("┴" if cell in cells else "─" for cell in range(width)), "axis"),)
