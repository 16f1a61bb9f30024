"""Columns and lines over time: upright block characters, a value axis at the left, periods under it."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from briefdeck.draw.bars import FULL, HEDGED, apart, centered
from briefdeck.draw.lines import Line, Span, Style, merged
from briefdeck.draw.periods import Slot, gaps, round_periods, slots
from briefdeck.draw.values import (
    CAVEAT,
    HEDGE_SIGNS,
    Units,
    covering_ticks,
    extremes,
    is_hedged,
    is_whole,
    point_target,
    reach,
)
from briefdeck.model.briefing import Point, Series
from briefdeck.text.width import cell_width

UPRIGHT = " ▁▂▃▄▅▆▇█"
DEFAULT_HEIGHT = 14
WIDEST_COLUMN = 11


class Frame(Struct, frozen=True):
    """The room of a plot: value ticks from bottom to top, rows between two ticks, and where its cells begin."""

    ticks: tuple[float, ...]
    labels: tuple[str, ...]
    rows: int
    left: int
    width: int

    @classmethod
    def of(
        cls, series: Series, units: Units, low: float, high: float, width: int, height: int
    ) -> "Frame":
        """Room for values from low to high in about `height` rows, so that every tick falls on a row."""
        ticks = covering_ticks(
            low, high, max(height // 2, 1), least=1.0 if is_whole(series) else 0.0
        )
        labels = units.ticks(ticks)
        steps = len(ticks) - 1
        rows = max(round(height / steps), 1) * steps
        return cls(ticks, labels, rows, max(cell_width(text) for text in labels) + 2, width)

    @property
    def has_zero(self) -> bool:
        """Whether zero is on the axis, so that heights can be compared as sizes."""
        return self.ticks[0] <= 0 <= self.ticks[-1]

    @property
    def cells(self) -> int:
        """The cells across."""
        return max(self.width - self.left, 1)

    def height_of(self, value: float) -> float:
        """How many rows a value reaches above the lowest tick."""
        return (value - self.ticks[0]) / (self.ticks[-1] - self.ticks[0]) * self.rows

    def margin(self, row: int) -> Line:
        """The axis beside the row whose top edge is `row` rows above the lowest tick."""
        per_tick = self.rows // (len(self.ticks) - 1)
        text = self.labels[row // per_tick] if row % per_tick == 0 else ""
        sign = "┤" if row % per_tick == 0 else "│"
        return (Span(" " * (self.left - 2 - cell_width(text)) + text + " " + sign, "axis"),)


def columns(
    series: Series,
    periods: Sequence[Slot],
    width: int,
    height: int | None,
    *,
    selected: int | None = None,
) -> Iterator[Line]:
    """A column for each period, an empty place for one that is missing, signs and where there is room values on top."""
    low, high = reach(series)
    units = Units.of([series])
    frame = Frame.of(
        series, units, min(low, 0.0), max(high, 0.0), width, max((height or DEFAULT_HEIGHT) - 3, 2)
    )
    first = min(period.number for period in periods)
    pitch = min(
        frame.cells // (max(period.number for period in periods) - first + 1), WIDEST_COLUMN
    )
    thick = max(pitch - 1, 1) if pitch < 5 else pitch - 2
    valued = [point for point in series.points if extremes(series, point) is not None]
    with_values = all(
        cell_width(units.label(series, point)) + bool(point.caveat) < pitch for point in valued
    )
    grid: list[dict[int, Span]] = [{} for _ in range(frame.rows + 2)]
    for number, (point, period) in enumerate(zip(series.points, periods, strict=True)):
        at = (period.number - first) * pitch
        value = units.label(series, point) if with_values else None
        _stand(
            grid,
            series,
            point,
            frame,
            at,
            thick,
            pitch,
            is_selected=number == selected,
            value=value,
        )
    for row in range(frame.rows + 1, 0, -1):
        if row == frame.rows + 1 and not grid[row]:
            continue
        margin = frame.margin(row) if row <= frame.rows else (Span(" " * frame.left),)
        yield _row(margin, grid[row])
    yield from _foot(series, periods, frame, pitch, thick)


def _stand(
    grid: list[dict[int, Span]],
    series: Series,
    point: Point,
    frame: Frame,
    at: int,
    thick: int,
    pitch: int,
    *,
    is_selected: bool,
    value: str | None,
) -> None:
    """One column, from zero up or down, and above it its value or its signs."""
    found = extremes(series, point)
    target = point_target(series, point)
    if found is None:
        grid[1] |= {at + offset: Span("·", "gap", target) for offset in range(thick)}
        return
    style: Style = "selected" if is_selected else "uncertain" if is_hedged(point) else "bar"
    base, top = sorted((frame.height_of(0.0), frame.height_of(found[1])))
    for row in range(1, frame.rows + 1):
        sign = _block(
            row, base, top, HEDGED if is_hedged(point) else FULL, is_negative=found[1] < 0
        )
        if sign:
            grid[row] |= {at + offset: Span(sign, style, target) for offset in range(thick)}
    above = min(int(top) + 1 + (top % 1 > 0.06), frame.rows + 1)
    text = value if value is not None else HEDGE_SIGNS[point.qualifier] if point.qualifier else ""
    size = cell_width(text) + bool(point.caveat)
    start = max(at + (thick - size) // 2, 0)
    if text:
        grid[above][start] = Span(text, "value", target)
    if point.caveat and size <= max(pitch, 1):
        grid[above][start + cell_width(text)] = Span(CAVEAT, "caveat", target)


def _block(row: int, base: float, top: float, full: str, *, is_negative: bool) -> str:
    """What a row shows of a column from base to top: full, an eighth block at its upper end, or nothing."""
    filled = min(top, row) - max(base, row - 1)
    if filled <= 0:
        return "▁" if base == top == row - 1 else ""
    if is_negative:
        return full if filled > 0.75 else "▀" if filled > 0.3 else "▔"
    eighths = round(filled * 8)
    return (
        full if eighths >= 8 else UPRIGHT[eighths] if eighths else ("▁" if row - 1 <= base else "")
    )


def _row(margin: Line, cells: dict[int, Span]) -> Line:
    spans: list[Span] = [*margin]
    at = 0
    for cell in sorted(cells):
        if cell < at:
            continue
        spans += [Span(" " * (cell - at)), cells[cell]]
        at = cell + cell_width(cells[cell].text)
    return merged(spans)


def _foot(
    series: Series, periods: Sequence[Slot], frame: Frame, pitch: int, thick: int
) -> Iterator[Line]:
    """The axis of periods: a rule, and as many labels as there is room for, at round periods."""
    used = max(period.number for period in periods) - min(period.number for period in periods) + 1
    bottom = frame.labels[0]
    first = min(period.number for period in periods)
    names = [point.at.short(series.calendar) if point.at else "" for point in series.points]
    chosen = round_periods(periods, pitch, max(cell_width(name) for name in names))
    places = [frame.left + (periods[place].number - first) * pitch + thick // 2 for place in chosen]
    labels = [(cell, names[place]) for cell, place in zip(places, chosen, strict=True)]
    head = " " * (frame.left - 2 - cell_width(bottom)) + f"{bottom} ┼"
    yield (Span(head + _rule(labels, frame, min(used * pitch, frame.cells)), "axis"),)
    yield centered(labels, frame.width)


def _rule(labels: Sequence[tuple[int, str]], frame: Frame, cells: int) -> str:
    """The line under a plot, with a tick over each label that is shown."""
    ticks = {cell - frame.left for cell, _, _ in apart(labels, frame.width)}
    return "".join("┴" if cell in ticks else "─" for cell in range(cells))


def line_frame(series: Series, width: int, height: int | None) -> Frame:
    """The room of a line: from zero where that leaves it half of the height, else from near its lowest value."""
    low, high = reach(series)
    if 0 < low <= high / 2 or low == high > 0:
        low = 0.0
    if high < 0 and high >= low / 2:
        high = 0.0
    return Frame.of(
        series, Units.of([series]), low, high, width, max((height or DEFAULT_HEIGHT) - 4, 2)
    )


def line(
    series: Series, width: int, height: int | None, *, selected: int | None = None
) -> Iterator[Line]:
    """A line through points at their true places in time, broken where a value is missing."""
    frame = line_frame(series, width, height)
    days = [_day(series, point) for point in series.points]
    first, last = min(days), max(days)
    places = [round((day - first) / max(last - first, 1) * (frame.cells - 1)) for day in days]
    grid: list[dict[int, Span]] = [{} for _ in range(frame.rows + 1)]
    _connect(grid, series, frame, places)
    for number, (point, place) in enumerate(zip(series.points, places, strict=True)):
        _mark(grid, series, point, frame, place, is_selected=number == selected)
    for row in range(frame.rows, -1, -1):
        yield _row(frame.margin(row), grid[row])
    names = [point.at.short(series.calendar) if point.at else "" for point in series.points]
    widest = max(cell_width(name) for name in names)
    periods = slots(series)
    count = 0 if periods is None else max(periods).number - min(periods).number + 1
    if periods is not None and len(periods) * 2 >= count:
        chosen = round_periods(periods, frame.cells / count, widest)
    else:
        chosen = _spread(
            [min(place, frame.cells - (widest + 1) // 2) for place in places], widest + 2
        )
    labels = [(frame.left + places[number], names[number]) for number in chosen]
    yield (Span(" " * (frame.left - 1) + "└" + _rule(labels, frame, frame.cells), "axis"),)
    yield centered(labels, frame.width)


def _spread(places: Sequence[int], apart: int) -> list[int]:
    """Points at least so far apart, the last one among them."""
    chosen: list[int] = []
    for number in sorted(
        range(len(places)), key=lambda number: (places[number], number), reverse=True
    ):
        if not chosen or places[chosen[-1]] - places[number] >= apart:
            chosen.append(number)
    return chosen[::-1]


def _day(series: Series, point: Point) -> int:
    """The middle of a point's period: a fiscal year's is at the end of March."""
    lower, upper = point.at.bounds(series.calendar) if point.at else (0, 0)
    known = [day for day in (lower, upper) if day is not None]
    return sum(known) // len(known)


def _mark(
    grid: list[dict[int, Span]],
    series: Series,
    point: Point,
    frame: Frame,
    place: int,
    *,
    is_selected: bool,
) -> None:
    found = extremes(series, point)
    target = point_target(series, point)
    if found is None:
        grid[0].setdefault(place, Span("·", "gap", target))
        return
    sign = "◉" if is_selected else "○" if is_hedged(point) else "●"
    style: Style = "selected" if is_selected else "uncertain" if is_hedged(point) else "line"
    row = round(frame.height_of(found[1]))
    grid[row][place] = Span(sign, style, target)
    signs = (HEDGE_SIGNS[point.qualifier] if point.qualifier else "") + (
        CAVEAT if point.caveat else ""
    )
    if (
        signs
        and row < frame.rows
        and not any(place <= cell < place + len(signs) for cell in grid[row + 1])
    ):
        grid[row + 1] |= {
            place + offset: Span(sign, "caveat" if sign == CAVEAT else "uncertain", target)
            for offset, sign in enumerate(signs)
            if place + offset < frame.cells
        }


def _connect(
    grid: list[dict[int, Span]], series: Series, frame: Frame, places: Sequence[int]
) -> None:
    """Strokes between neighbouring points: level, and steps up or down where the row changes."""
    left_out = gaps(series)
    for before, after in pairwise(range(len(places))):
        start, end = extremes(series, series.points[before]), extremes(series, series.points[after])
        if start is None or end is None or after in left_out:
            continue
        low, high = frame.height_of(start[1]), frame.height_of(end[1])
        length = places[after] - places[before]
        rows = [round(low + (high - low) * step / max(length, 1)) for step in range(length + 1)]
        for step, (here, there) in enumerate(pairwise(rows)):
            _step(grid, places[before] + step, here, there)


def _step(grid: list[dict[int, Span]], place: int, here: int, there: int) -> None:
    if here == there:
        grid[here].setdefault(place, Span("─", "line"))
        return
    rising = there > here
    grid[here][place] = Span("╯" if rising else "╮", "line")
    grid[there][place] = Span("╭" if rising else "╰", "line")
    for row in range(min(here, there) + 1, max(here, there)):
        grid[row][place] = Span("│", "line")
