"""Bars from zero and strokes of ranges, labels before and values behind them, and their axis."""

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct

from briefdeck.draw.legend import BREAK_ACROSS
from briefdeck.draw.lettering import CELLS, Lettering
from briefdeck.draw.lines import Line, Span, flow, line_width, merged
from briefdeck.draw.ticks import covering_ticks, label_line, rule, thinned
from briefdeck.draw.units import Units
from briefdeck.draw.values import (
    ValueScale,
    least_step,
    point_style,
    point_target,
    reach,
    spread,
)
from briefdeck.model.briefing import Point, Series
from briefdeck.model.figures import is_hedged

EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
FULL, HEDGED = "█", "▒"
SHORTEST_BAR = 6
CELLS_A_TICK = 10
ZERO_LINE = Span("│", "axis")


def break_line(indent: int) -> Line:
    """Return what stands between bars that must not be compared."""
    return Span(" " * indent), Span(BREAK_ACROSS * SHORTEST_BAR, "gap")


def bar_scale(series: Series, room: int, widest: int, letters: Lettering = CELLS) -> ValueScale:
    """Return a scale from zero or below to the highest amount or beyond it, both ends round.

    The widest value has room behind the bars, unless that makes them too short: it then stands
    under them.
    """
    low, high = reach(series)
    cells = room - widest
    if cells < SHORTEST_BAR * letters.size:
        cells = max(room, 1)
    most = most_ticks(cells // letters.size)
    return covering_scale(low, high, cells, most, least_step(series))


def most_ticks(cells: int) -> int:
    """Return how many ticks an axis so long has at most."""
    return max(cells // CELLS_A_TICK, 2)


def covering_scale(low: float, high: float, cells: int, most: int, least: float) -> ValueScale:
    """Return a scale with zero on it whose ends are round: ticks at or beyond all amounts.

    most, least: how many steps it has, about, and how long one is at least.
    """
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = 1.0
    ticks = covering_ticks(low, high, most, least)
    return ValueScale(ticks[0], ticks[-1], cells)


def label_width(labels: Sequence[str], width: int, letters: Lettering = CELLS) -> int:
    """Return the cells of the label column, with two blanks at its end."""
    widest = max(map(letters.width, labels))
    return min(widest, max(width * 2 // 5, 10 * letters.size)) + 2 * letters.size


class LabelledBar(Struct, frozen=True):
    """A bar between its label, which leads to `target`, and its value."""

    label: str
    body: Line
    value: Line
    target: str

    def lines(self, column: int, width: int) -> Iterator[Line]:
        """Return the label wrapped in its column, beside it the bar with its value behind it.

        The value stands under the bar where the line is too short for both.
        """
        label = flow((Span(self.label, "label", self.target),), column - 2)
        heads = [(*line, Span(" " * (column - line_width(line)))) for line in label]
        if column + line_width(self.body) + line_width(self.value) <= width:
            bodies = [(*self.body, *self.value)]
        else:
            bodies = [self.body, *flow(self.value, width - column)]
        margin: Line = (Span(" " * column),)
        for head, body in zip_longest(heads, bodies):
            yield merged((*(head or margin), *(body or ())))


def bar(series: Series, point: Point, scale: ValueScale) -> Line:
    """Return the bar from zero with the zero line, and a blank behind it.

    It is exact to an eighth of a cell; below zero, and where the value is hedged, to half a cell.
    """
    found = spread(series, point)
    zero = scale.zero
    if found is None:
        return Span(" " * zero), ZERO_LINE, Span(" ")
    style = point_style(point, "bar")
    target = point_target(series, point)
    if found.value < 0:
        text = _below_zero(scale, found.value, is_hedged=is_hedged(point))
        return Span(" " * (zero - len(text))), Span(text, style, target), ZERO_LINE, Span(" ")
    text = _above_zero(scale, found.value, is_hedged=is_hedged(point))
    return Span(" " * zero), ZERO_LINE, Span(text, style, target), Span(" ")


def _below_zero(scale: ValueScale, value: float, *, is_hedged: bool) -> str:
    if not scale.zero:
        return ""
    halves = max(round((scale.at(0.0) - scale.at(value)) * 2), 1)
    half = "▐" if halves % 2 else ""
    text = half + (HEDGED if is_hedged else FULL) * (halves // 2)
    return text[-scale.zero :]


def _above_zero(scale: ValueScale, value: float, *, is_hedged: bool) -> str:
    length = min(scale.at(value) - scale.at(0.0), scale.cells - scale.zero)
    if is_hedged:
        text = HEDGED * round(length)
    else:
        eighths = round(length * 8)
        text = FULL * (eighths // 8) + EIGHTHS[eighths % 8]
    # Whatever is not nothing is seen.
    return text or ("▏" if value else "")


def stroke(series: Series, point: Point, scale: ValueScale) -> Line:
    """Return the stroke from low to high with a mark at the value, and a blank behind it."""
    cells = {scale.zero: ZERO_LINE}
    found = spread(series, point)
    if found is not None:
        target = point_target(series, point)
        style = point_style(point, "bar")
        low, value, high = (min(max(round(scale.at(end)), 0), scale.cells) for end in found)
        cells |= {cell: Span("━", style, target) for cell in range(low, high + 1)}
        if low < high:
            cells |= {low: Span("┣", style, target), high: Span("┫", style, target)}
        if point.value is not None:
            cells[value] = Span("●", style, target)
    return (*merged(cells.get(cell, Span(" ")) for cell in range(max(cells) + 1)), Span(" "))


def scale_ticks(series: Series, scale: ValueScale, letters: Lettering = CELLS) -> tuple[float, ...]:
    """Return the ticks of a scale, from end to end."""
    most = most_ticks(scale.cells // letters.size)
    return covering_ticks(scale.low, scale.high, most, least_step(series))


def axis(
    series: Series, units: Units, scale: ValueScale, column: int, width: int
) -> Iterator[Line]:
    """Return the axis under bars: a rule with ticks where bars of those values end, and numbers.

    Where nothing has a length there is none.
    """
    drawn = [spread(series, point) for point in series.points]
    if not any(any(values) for values in drawn if values is not None):
        return
    ticks = scale_ticks(series, scale)
    # Bars begin at a whole cell, so a tick is as far from it as the bar of its value is long.
    cells = [scale.zero + round(scale.at(tick) - scale.at(0.0)) for tick in ticks]
    yield Span(" " * column), Span(rule(cells, scale.cells + 1), "axis")
    placed = [column + cell for cell in cells]
    labels = list(zip(placed, units.ticks(ticks), strict=True))
    yield label_line(thinned(labels, width), width)
