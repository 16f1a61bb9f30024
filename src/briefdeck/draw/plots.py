"""Columns and lines over time: block characters, a value axis at the left, periods under it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from briefdeck.draw import axis
from briefdeck.draw.bars import FULL, HEDGED
from briefdeck.draw.legend import BREAK_DOWN
from briefdeck.draw.lines import Line, Span, Style, merged
from briefdeck.draw.periods import Slot, covered, gaps, middle, round_periods, slots
from briefdeck.draw.ticks import covering_ticks, label_line, rule, with_room
from briefdeck.draw.units import HEDGE_SIGNS, Units
from briefdeck.draw.values import (
    caution_sign,
    least_step,
    point_style,
    point_target,
    reach,
    spread,
)
from briefdeck.model.briefing import Point, Series
from briefdeck.model.datewords import short_date
from briefdeck.model.figures import is_hedged
from briefdeck.text.width import cell_width

UPRIGHT = "▁▂▃▄▅▆▇█"
SEVERAL = "&"
"""Stands where points of several lines meet."""
_STROKES = frozenset("─│╭╮╰╯┄┆")
COLUMN_ROWS, LINE_ROWS = 8, 8
"""About so many rows a plot has above its lowest tick."""
WIDEST_COLUMN = 11
Cells = list[dict[int, Span]]
"""What a plot shows, row by row from below; a span of several cells stands at its first."""


class Frame(Struct, frozen=True):
    """The room of a plot: value ticks from below, rows up to the highest, and where cells begin."""

    ticks: tuple[float, ...]
    labels: tuple[str, ...]
    rows: int
    left: int
    width: int

    @classmethod
    def of(
        cls, series: Series, units: Units, reach: tuple[float, float], width: int, height: int
    ) -> "Frame":
        """Return room for values of that reach in about `height` rows, a tick on whole rows."""
        low, high = reach
        ticks = covering_ticks(low, high, max(height // 2, 1), least_step(series))
        labels = units.ticks(ticks)
        steps = len(ticks) - 1
        rows = max(round(height / steps), 1) * steps
        return cls(ticks, labels, rows, max(map(cell_width, labels)) + 2, width)

    @property
    def has_zero(self) -> bool:
        """Whether zero is on the axis, so that heights can be compared as sizes."""
        return self.ticks[0] <= 0 <= self.ticks[-1]

    @property
    def cells(self) -> int:
        """The cells across."""
        return max(self.width - self.left, 1)

    def height_of(self, value: float) -> float:
        """Return how many rows a value reaches above the lowest tick."""
        return (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0]) * self.rows

    def margin(self, row: int) -> Span:
        """Return the axis beside the row whose top edge is `row` rows above the lowest tick."""
        tick, between = divmod(row, self.rows // (len(self.ticks) - 1))
        if between:
            return Span(" " * (self.left - 1) + "│", "axis")
        return Span(self.beside(self.labels[tick]) + "┤", "axis")

    def beside(self, label: str) -> str:
        """Return a tick's label, set against the axis with a blank between them."""
        return " " * (self.left - 2 - cell_width(label)) + label + " "

    def foot(self, corner: str, labels: Sequence[tuple[int, str]], cells: int) -> Iterator[Line]:
        """Return the axis of periods, so many cells long, and the labels that have room under it.

        Labels come with the cell of the whole line that they belong to.
        """
        ticks = {label.tick - self.left for label in with_room(labels, self.width)}
        yield (Span(corner + rule(ticks, cells), "axis"),)
        yield label_line(labels, self.width)


def columns(series: Series, units: Units, periods: Sequence[Slot], width: int) -> Iterator[Line]:
    """Return a column for each period, and an empty place for one that is missing.

    Above each stand the signs of its hedge and caveat.
    """
    return _Columns.of(series, units, periods, width).lines()


class _Columns(Struct, frozen=True):
    """Columns `pitch` cells apart, each of `thick` cells; `starts`: the first cell of each."""

    series: Series
    periods: Sequence[Slot]
    frame: Frame
    pitch: int
    thick: int
    starts: tuple[int, ...]

    @classmethod
    def of(cls, series: Series, units: Units, periods: Sequence[Slot], width: int) -> "_Columns":
        low, high = reach(series)
        frame = Frame.of(series, units, (min(low, 0.0), max(high, 0.0)), width, COLUMN_ROWS)
        numbers = covered(periods)
        pitch = min(frame.cells // len(numbers), WIDEST_COLUMN)
        thick = max(pitch - 1, 1) if pitch < 5 else pitch - 2
        starts = tuple((period.number - numbers.start) * pitch for period in periods)
        return cls(
            series=series,
            periods=periods,
            frame=frame,
            pitch=pitch,
            thick=thick,
            starts=starts,
        )

    def lines(self) -> Iterator[Line]:
        rows = self.frame.rows
        cells: Cells = [{} for _ in range(rows + 2)]
        for place in range(len(self.periods)):
            self._stand(cells, place)
        for place, point in enumerate(self.series.points):
            if place and point.is_counted_otherwise:
                _break(cells, max(self.starts[place] - 1, 0))
        if cells[rows + 1]:
            yield _row(Span(" " * self.frame.left), cells[rows + 1])
        for row in range(rows, 0, -1):
            yield _row(self.frame.margin(row), cells[row])
        yield from self._foot()

    def _stand(self, cells: Cells, place: int) -> None:
        """Set a column, from zero up or down, and above it its signs."""
        point, start = self.series.points[place], self.starts[place]
        across = range(start, start + self.thick)
        found = spread(self.series, point)
        target = point_target(self.series, point)
        if found is None:
            cells[1] |= dict.fromkeys(across, Span("·", "gap", target))
            return
        style = point_style(point, "bar")
        base, top = sorted((self.frame.height_of(0.0), self.frame.height_of(found.value)))
        for row in range(1, self.frame.rows + 1):
            block = _block(row, base, top, is_negative=found.value < 0)
            if block == FULL and is_hedged(point):
                block = HEDGED
            if block:
                cells[row] |= dict.fromkeys(across, Span(block, style, target))
        self._mark(cells[self._row_above(top)], place, start)

    def _row_above(self, top: float) -> int:
        """Return the row over a column; the thinnest block hides behind a sign."""
        rows, rest = divmod(top, 1)
        above = int(rows) + 1 if rest <= 0.06 else int(rows) + 2
        return min(above, self.frame.rows + 1)

    def _mark(self, row: dict[int, Span], place: int, start: int) -> None:
        """Write the signs of a column's hedge and caveat centered over it, if they have room."""
        signs = _signs(self.series, self.series.points[place])[: self.pitch]
        at = max(start + (self.thick - len(signs)) // 2, 0)
        row |= {at + number: sign for number, sign in enumerate(signs)}

    def _foot(self) -> Iterator[Line]:
        """Return the axis of periods, with as many labels as have room, at round periods."""
        frame = self.frame
        names = _period_names(self.series)
        chosen = round_periods(self.periods, self.pitch, max(map(cell_width, names)))
        middle = frame.left + self.thick // 2
        labels = [(middle + self.starts[place], names[place]) for place in chosen]
        length = min(len(covered(self.periods)) * self.pitch, frame.cells)
        return frame.foot(frame.beside(frame.labels[0]) + "┼", labels, length)


def _signs(series: Series, point: Point) -> list[Span]:
    """Return the signs of a point's hedge and caveat, each in a cell."""
    target = point_target(series, point)
    hedge = HEDGE_SIGNS[point.qualifier] if point.qualifier else ""
    signs = [Span(sign, "uncertain", target) for sign in hedge]
    return [*signs, *caution_sign(point.warning, target)]


def _break(cells: Cells, place: int) -> None:
    """Draw a line down a plot, behind all else, where values must not be compared across it."""
    for row in cells:
        row.setdefault(place, Span(BREAK_DOWN, "gap"))


def _block(row: int, base: float, top: float, *, is_negative: bool) -> str:
    """Return what a row shows of a column from base to top: an eighth block at its upper end."""
    filled = min(top, row) - max(base, row - 1)
    if filled <= 0:
        is_flat = base == top == row - 1
        return UPRIGHT[0] if is_flat else ""
    if is_negative:
        # There are few blocks that hang from above.
        return next(
            block for least, block in ((0.75, FULL), (0.3, "▀"), (0, "▔")) if filled > least
        )
    eighths = round(filled * 8)
    if eighths:
        return UPRIGHT[min(eighths, 8) - 1]
    # A column of next to nothing is seen, but the end of a higher one is not made longer.
    return UPRIGHT[0] if row - 1 <= base else ""


def _row(margin: Span, cells: dict[int, Span]) -> Line:
    spans = [margin]
    at = 0
    for cell in sorted(cells):
        if cell >= at:
            spans += [Span(" " * (cell - at)), cells[cell]]
            at = cell + cell_width(cells[cell].text)
    return merged(spans)


def _period_names(series: Series) -> list[str]:
    return [short_date(point.at, series.calendar) if point.at else "" for point in series.points]


def line_frame(series: Series, units: Units, width: int) -> Frame:
    """Return the room of a line.

    It begins at zero where that leaves the line half of the height, else near its lowest value.
    """
    low, high = reach(series)
    if 0 < low <= high / 2 or low == high > 0:
        low = 0.0
    if high < 0 and high >= low / 2:
        high = 0.0
    return Frame.of(series, units, (low, high), width, LINE_ROWS)


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
    middles = _middles(whole)
    first, length = min(middles), max(max(middles) - min(middles), 1)

    def places_of(series: Series) -> list[int]:
        return [round((second - first) / length * (frame.cells - 1)) for second in _middles(series)]

    cells: Cells = [{} for _ in range(frame.rows + 1)]
    for course in courses:
        _connect(cells, course, frame, places_of(course.series))
    for course in courses:
        points, places = course.series.points, places_of(course.series)
        for point, place in zip(points, places, strict=True):
            _mark(cells, course, point, frame, place)
        for before, after in pairwise(range(len(places))):
            if points[after].is_counted_otherwise:
                _break(cells, max(places[after] - 1, places[before]))
    for row in range(frame.rows, -1, -1):
        yield _row(frame.margin(row), cells[row])
    named = _one_a_period(whole)
    yield from _foot(named, frame, places_of(named), (first, first + length))


def _one_a_period(series: Series) -> Series:
    """Return a series with one point for each of its times."""
    points = {point.at: point for point in series.points}
    return replace(series, points=tuple(points.values()))


def _middles(series: Series) -> list[int]:
    return [middle(point.at, series.calendar) or 0 for point in series.points]


def _foot(
    series: Series, frame: Frame, places: Sequence[int], seconds: tuple[int, int]
) -> Iterator[Line]:
    """Return the axis under a line: the periods of points in a row, else an axis of time."""
    corner = " " * (frame.left - 1) + "└"
    chosen = _named(series, frame)
    if chosen or series.calendar == "us-fiscal":
        names = _period_names(series)
        named = chosen or _apart(places, max(map(cell_width, names)) + 2)
        labels = [(frame.left + places[number], names[number]) for number in named]
        yield from frame.foot(corner, labels, frame.cells)
        return
    labelled, ruled = axis.axis(axis.Scale(axis.Viewport(*seconds), frame.cells))
    yield merged((Span(corner, "axis"), *ruled))
    yield merged((Span(" " * frame.left), *labelled))


def _named(series: Series, frame: Frame) -> list[int]:
    """Return the points whose periods are named under a line; none where too few are in a row."""
    periods = slots(series)
    if periods is None:
        return []
    count = len(covered(periods))
    if len(periods) * 2 < count:
        return []
    widest = max(map(cell_width, _period_names(series)))
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
    signs = _signs(series, point)
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
