"""Columns over time: block characters, a value axis at the left, periods under it."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from briefdeck.draw.bars import FULL, HEDGED
from briefdeck.draw.legend import BREAK_DOWN
from briefdeck.draw.lettering import CELLS, Lettering
from briefdeck.draw.lines import Line, Span, merged
from briefdeck.draw.periods import Slot, covered, round_periods
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
PLOT_ROWS = 8
"""About so many rows a plot has above its lowest tick."""
WIDEST_COLUMN = 11
Cells = list[dict[int, Span]]
"""What a plot shows, row by row from below; a span of several cells stands at its first."""


class Frame(Struct, frozen=True):
    """The room of a plot: value ticks from below, rows up to the highest, and where cells begin.

    letters: how long texts are in cells.
    """

    ticks: tuple[float, ...]
    labels: tuple[str, ...]
    rows: int
    left: int
    width: int
    letters: Lettering

    @classmethod
    def of(
        cls,
        series: Series,
        units: Units,
        reach: tuple[float, float],
        width: int,
        height: int,
        letters: Lettering,
    ) -> "Frame":
        """Return room for values of that reach in about `height` rows, a tick on whole rows."""
        low, high = reach
        ticks = covering_ticks(low, high, max(height // 2, 1), least_step(series))
        labels = units.ticks(ticks)
        steps = len(ticks) - 1
        rows = max(round(height / steps), 1) * steps
        left = max(map(letters.width, labels)) + 2 * letters.size
        return cls(ticks, labels, rows, left, width, letters)

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
        ticks = {label.tick - self.left for label in with_room(labels, self.width, self.letters)}
        yield (Span(corner + rule(ticks, cells), "axis"),)
        yield label_line(labels, self.width)


def columns(series: Series, units: Units, periods: Sequence[Slot], width: int) -> Iterator[Line]:
    """Return a column for each period, and an empty place for one that is missing.

    Above each stand the signs of its hedge and caveat.
    """
    return Columns.of(series, units, periods, width).lines()


class Columns(Struct, frozen=True):
    """Columns `pitch` cells apart, each of `thick` cells; `starts`: the first cell of each."""

    series: Series
    periods: Sequence[Slot]
    frame: Frame
    pitch: int
    thick: int
    starts: tuple[int, ...]

    @classmethod
    def of(
        cls,
        series: Series,
        units: Units,
        periods: Sequence[Slot],
        width: int,
        letters: Lettering = CELLS,
    ) -> "Columns":
        """Return the columns that have room in a width."""
        low, high = reach(series)
        ends = (min(low, 0.0), max(high, 0.0))
        frame = Frame.of(series, units, ends, width, PLOT_ROWS, letters)
        numbers = covered(periods)
        pitch = min(frame.cells // len(numbers), WIDEST_COLUMN * letters.size)
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
        """Yield the columns drawn, over their axis."""
        rows = self.frame.rows
        cells: Cells = [{} for _ in range(rows + 2)]
        for place in range(len(self.periods)):
            self._stand(cells, place)
        for place, point in enumerate(self.series.points):
            if place and point.is_counted_otherwise:
                break_down(cells, max(self.starts[place] - 1, 0))
        if cells[rows + 1]:
            yield plot_row(Span(" " * self.frame.left), cells[rows + 1])
        for row in range(rows, 0, -1):
            yield plot_row(self.frame.margin(row), cells[row])
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
        signs = point_signs(self.series, self.series.points[place])[: self.pitch]
        at = max(start + (self.thick - len(signs)) // 2, 0)
        row |= {at + number: sign for number, sign in enumerate(signs)}

    def _foot(self) -> Iterator[Line]:
        """Return the axis of periods, with as many labels as have room."""
        frame = self.frame
        length = min(len(covered(self.periods)) * self.pitch, frame.cells)
        return frame.foot(frame.beside(frame.labels[0]) + "┼", self.labels(), length)

    def labels(self) -> list[tuple[int, str]]:
        """Return the names of round periods, each with the cell below its column."""
        frame = self.frame
        names = period_names(self.series)
        widest = max(map(frame.letters.width, names)) + frame.letters.size - 1
        chosen = round_periods(self.periods, self.pitch, widest)
        middle = frame.left + self.thick // 2
        return [(middle + self.starts[place], names[place]) for place in chosen]


def point_signs(series: Series, point: Point) -> list[Span]:
    """Return the signs of a point's hedge and caveat, each in a cell."""
    target = point_target(series, point)
    hedge = HEDGE_SIGNS[point.qualifier] if point.qualifier else ""
    signs = [Span(sign, "uncertain", target) for sign in hedge]
    return [*signs, *caution_sign(point.warning, target)]


def break_down(cells: Cells, place: int) -> None:
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


def plot_row(margin: Span, cells: dict[int, Span]) -> Line:
    """Return a row of a plot behind its margin."""
    spans = [margin]
    at = 0
    for cell in sorted(cells):
        if cell >= at:
            spans += [Span(" " * (cell - at)), cells[cell]]
            at = cell + cell_width(cells[cell].text)
    return merged(spans)


def period_names(series: Series) -> list[str]:
    """Return what stands under each point."""
    return [short_date(point.at, series.calendar) if point.at else "" for point in series.points]
