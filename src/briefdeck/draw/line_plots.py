"""Lines over time: one or several in a plot, a value axis at the left, an axis of time under it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.draw import axis
from briefdeck.draw.lettering import CELLS, Lettering
from briefdeck.draw.lines import Line, Span, Style, merged
from briefdeck.draw.periods import covered, gaps, middle, round_periods, slots
from briefdeck.draw.plots import (
    PLOT_ROWS,
    Cells,
    Frame,
    break_down,
    period_names,
    plot_row,
    point_signs,
)
from briefdeck.draw.units import Units
from briefdeck.draw.values import point_style, point_target, reach, spread
from briefdeck.model.briefing import Point, Series
from briefdeck.model.figures import is_hedged

SEVERAL = "&"
"""Stands where points of several lines meet."""
_STROKES = frozenset("─│╭╮╰╯┄┆")


def line_frame(series: Series, units: Units, width: int, letters: Lettering = CELLS) -> Frame:
    """Return the room of a line.

    It begins at zero where that leaves the line half of the height, else near its lowest value.
    """
    low, high = reach(series)
    if 0 < low <= high / 2 or low == high > 0:
        low = 0.0
    if high < 0 and high >= low / 2:
        high = 0.0
    return Frame.of(series, units, (low, high), width, PLOT_ROWS, letters)


class Course(Struct, frozen=True):
    """A series as one of the lines of a plot.

    mark, hedged: what stands at its points; stroke: what lies and what stands between them. A line
    has a `style` of its own where there are several.
    """

    series: Series
    mark: str = "●"
    hedged: str = "○"
    stroke: str = "─│"
    style: Style = "line"


def line(series: Series, units: Units, width: int) -> Iterator[Line]:
    """Return a line through points at their true places in time, broken where a value is missing.

    Of every point at least one end is known.
    """
    return lines([Course(series)], series, units, width)


def lines(courses: Sequence[Course], whole: Series, units: Units, width: int) -> Iterator[Line]:
    """Return several lines in one plot; see `line`.

    whole: the points of all, by time, in base units.
    """
    frame = line_frame(whole, units, width)
    times = Times.of(whole)

    def places_of(series: Series) -> list[int]:
        return times.places(series, frame.cells)

    cells: Cells = [{} for _ in range(frame.rows + 1)]
    for course in courses:
        _connect(cells, course, frame, places_of(course.series))
    for course in courses:
        points, places = course.series.points, places_of(course.series)
        for point, place in zip(points, places, strict=True):
            _mark(cells, course, point, frame, place)
        for before, after in pairwise(range(len(places))):
            if points[after].is_counted_otherwise:
                break_down(cells, max(places[after] - 1, places[before]))
    for row in range(frame.rows, -1, -1):
        yield plot_row(frame.margin(row), cells[row])
    yield from _foot(whole, frame, times)


class Times(NamedTuple):
    """The time under a line: its first second, and for how many it goes on."""

    first: int
    length: int

    @classmethod
    def of(cls, series: Series) -> "Times":
        """Return the time that the middles of a series' points span."""
        middles = _middles(series)
        return cls(min(middles), max(max(middles) - min(middles), 1))

    def places(self, series: Series, cells: int) -> list[int]:
        """Return the cell of each point of a series."""
        return [
            round((second - self.first) / self.length * (cells - 1)) for second in _middles(series)
        ]

    def scale(self, frame: Frame) -> axis.Scale:
        """Return the scale of an axis of time."""
        view = axis.Viewport(self.first, self.first + self.length)
        return axis.Scale(view, frame.cells, letters=frame.letters)


def _middles(series: Series) -> list[int]:
    return [middle(point.at, series.calendar) or 0 for point in series.points]


def _foot(whole: Series, frame: Frame, times: Times) -> Iterator[Line]:
    """Return the axis under a line: the periods of points in a row, else an axis of time."""
    corner = " " * (frame.left - 1) + "└"
    labels = period_labels(whole, frame, times)
    if labels:
        yield from frame.foot(corner, labels, frame.cells)
        return
    labelled, ruled = axis.axis(times.scale(frame))
    yield merged((Span(corner, "axis"), *ruled))
    yield merged((Span(" " * frame.left), *labelled))


def period_labels(whole: Series, frame: Frame, times: Times) -> list[tuple[int, str]]:
    """Return the names of periods under a line, each with its cell in the whole line.

    There are none where an axis of time says more.
    """
    points = {point.at: point for point in whole.points}
    series = replace(whole, points=tuple(points.values()))
    chosen = _named(series, frame)
    if not chosen and series.calendar != "us-fiscal":
        return []
    names, places = period_names(series), times.places(series, frame.cells)
    widest = max(map(frame.letters.width, names))
    named = chosen or _apart(places, widest + 2 * frame.letters.size)
    return [(frame.left + places[number], names[number]) for number in named]


def _named(series: Series, frame: Frame) -> list[int]:
    """Return the points whose periods are named under a line; none where too few are in a row."""
    periods = slots(series)
    if periods is None:
        return []
    count = len(covered(periods))
    if len(periods) * 2 < count:
        return []
    widest = max(map(frame.letters.width, period_names(series))) + frame.letters.size - 1
    return round_periods(periods, frame.cells / count, widest)


def _apart(places: Sequence[int], least: int) -> list[int]:
    """Return points at least so far apart, the last one among them."""
    chosen: list[int] = []
    from_the_right = sorted(range(len(places)), key=lambda number: (places[number], number))[::-1]
    for number in from_the_right:
        if not chosen or places[chosen[-1]] - places[number] >= least:
            chosen.append(number)
    return chosen[::-1]


def _mark(cells: Cells, course: Course, point: Point, frame: Frame, place: int) -> None:
    """Set a point's mark, and over it the signs of its hedge and caveat where there is room."""
    series = course.series
    found = spread(series, point)
    target = point_target(series, point)
    if found is None:
        cells[0].setdefault(place, Span("·", "gap", target))
        return
    row = round(frame.height_of(found.value))
    mark = course.hedged if is_hedged(point) else course.mark
    other = cells[row].get(place)
    if other is not None and other.text not in {*_STROKES, course.mark, course.hedged}:
        mark = SEVERAL
    cells[row][place] = Span(mark, point_style(point, course.style), target)
    signs = point_signs(series, point)
    if row == frame.rows:
        return
    above = cells[row + 1]
    if any(place <= cell < place + len(signs) for cell in above):
        return
    above |= {cell: sign for cell, sign in enumerate(signs, place) if cell < frame.cells}


def _connect(cells: Cells, course: Course, frame: Frame, places: Sequence[int]) -> None:
    """Draw strokes between neighbours: level, and steps up or down where the row changes."""
    series = course.series
    left_out = gaps(series)
    drawn = [spread(series, point) for point in series.points]
    for before, after in pairwise(range(len(places))):
        start, end = drawn[before], drawn[after]
        if start is None or end is None or after in left_out:
            continue
        if series.points[after].is_counted_otherwise:
            continue
        low, high = frame.height_of(start.value), frame.height_of(end.value)
        length = places[after] - places[before]
        rise = high - low
        rows = [round(low + rise * step / max(length, 1)) for step in range(length + 1)]
        for step, (here, there) in enumerate(pairwise(rows)):
            _step(cells, course, places[before] + step, here, there)


def _step(cells: Cells, course: Course, place: int, here: int, there: int) -> None:
    lying, standing = course.stroke[0], course.stroke[1]
    if here == there:
        cells[here].setdefault(place, Span(lying, course.style))
        return
    leaving, arriving = "╯╭" if there > here else "╮╰"
    cells[here][place] = Span(leaving, course.style)
    cells[there][place] = Span(arriving, course.style)
    for row in range(min(here, there) + 1, max(here, there)):
        cells[row][place] = Span(standing, course.style)
