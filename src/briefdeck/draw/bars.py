"""Bars in rows, with a label before and a value behind each; stacked parts; ranges."""

from collections.abc import Callable, Iterator, Sequence
from itertools import zip_longest

from msgspec import Struct

from briefdeck.draw.legend import BREAK_ACROSS, keys
from briefdeck.draw.lines import Line, Span, Style, flow, line_width, merged
from briefdeck.draw.periods import gaps
from briefdeck.draw.ticks import label_line, round_ticks, rule
from briefdeck.draw.units import Units
from briefdeck.draw.values import (
    ValueScale,
    is_hedged,
    least_step,
    point_style,
    point_target,
    reach,
    spread,
    value_spans,
)
from briefdeck.model.briefing import Point, Series
from briefdeck.model.datewords import short_date
from briefdeck.model.figures import NO_FIGURE, amount
from briefdeck.text.width import cell_width
from briefdeck.text.words import one_line

EIGHTHS = ("", "▏", "▎", "▍", "▌", "▋", "▊", "▉")
FULL, HEDGED = "█", "▒"
PARTS = "█▒░▓▚╱╲┼"
PART_STYLES: tuple[Style, ...] = (
    "series-1",
    "series-2",
    "series-3",
    "series-4",
    "series-5",
    "series-6",
)
SHORTEST_BAR = 6
ZERO_LINE = Span("│", "axis")
Body = Callable[[Series, Point, ValueScale], Line]
"""How a point's value is drawn beside its label: with the zero line, and a blank behind it."""


def rows(series: Series, units: Units, width: int) -> Iterator[Line]:
    """Return a row for each point: label, bar from zero, value with its hedge; then the axis."""
    return _rows(series, units, width, bar)


def ranges(series: Series, units: Units, width: int) -> Iterator[Line]:
    """Return a row for each point: a stroke from its low to its high end, marked at its value."""
    return _rows(series, units, width, stroke)


def _rows(series: Series, units: Units, width: int, draw: Body) -> Iterator[Line]:
    labels = [label(series, point) for point in series.points]
    column = label_width(labels, width)
    room = width - column - 2
    values = _values(units, series, room)
    scale = bar_scale(series, room, max(map(line_width, values)))
    left_out = gaps(series)
    for number, (point, text, value) in enumerate(zip(series.points, labels, values, strict=True)):
        if number in left_out:
            yield Span(" " * (column + scale.zero)), Span("┊", "gap")
        if number and point.is_counted_otherwise:
            yield break_line(column + scale.zero)
        target = point_target(series, point)
        yield from LabelledBar(text, draw(series, point, scale), value, target).lines(column, width)
    yield from axis(series, units, scale, column, width)


def break_line(indent: int) -> Line:
    """Return what stands between bars that must not be compared."""
    return Span(" " * indent), Span(BREAK_ACROSS * SHORTEST_BAR, "gap")


def _values(units: Units, series: Series, room: int) -> list[Line]:
    """Return what stands behind bars: hedges in words if that leaves the bars most of the room."""
    values = [value_spans(units, series, point, in_words=True) for point in series.points]
    if max(map(line_width, values)) * 5 <= room * 2:
        return values
    return [value_spans(units, series, point) for point in series.points]


def bar_scale(series: Series, room: int, widest: int) -> ValueScale:
    """Return a scale from zero or below to the highest amount.

    The widest value has room behind the bars, unless that makes them too short: it then stands
    under them.
    """
    low, high = reach(series)
    cells = room - widest
    if cells < SHORTEST_BAR:
        cells = max(room, 1)
    low, high = min(low, 0.0), max(high, 0.0)
    if low == high:
        high = 1.0
    return ValueScale(low, high, cells)


def label(series: Series, point: Point) -> str:
    """Return what stands before a point's bar."""
    where = _whole(series, point)
    if not point.part:
        return where or "–"
    return f"{where}, {point.part}" if where else point.part


def label_width(labels: Sequence[str], width: int) -> int:
    """Return the cells of the label column, with two blanks at its end."""
    return min(max(map(cell_width, labels)), max(width * 2 // 5, 10)) + 2


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


def axis(
    series: Series, units: Units, scale: ValueScale, column: int, width: int
) -> Iterator[Line]:
    """Return the axis under bars: a rule with ticks where bars of those values end, and numbers.

    Where nothing has a length there is none.
    """
    drawn = [spread(series, point) for point in series.points]
    if not any(any(values) for values in drawn if values is not None):
        return
    ticks = round_ticks(scale.low, scale.high, max(scale.cells // 10, 2), least_step(series))
    # Bars begin at a whole cell, so a tick is as far from it as the bar of its value is long.
    cells = [scale.zero + round(scale.at(tick) - scale.at(0.0)) for tick in ticks]
    yield Span(" " * column), Span(rule(cells, scale.cells + 1), "axis")
    placed = [column + cell for cell in cells]
    yield label_line(zip(placed, units.ticks(ticks), strict=True), width)


class _Part(Struct, frozen=True):
    """A part of a whole, and its place in the order of all parts."""

    point: Point
    place: int


def stacked(series: Series, units: Units, width: int) -> Iterator[Line]:
    """Return a row for each period or category, parts end to end; then what their fills mean."""
    names = list(dict.fromkeys(point.part or "" for point in series.points))
    wholes: dict[str, list[_Part]] = {}
    for point in series.points:
        part = _Part(point, names.index(point.part or ""))
        wholes.setdefault(_whole(series, point) or "all", []).append(part)
    column = label_width(list(wholes), width)
    totals = {name: _total(series, parts) for name, parts in wholes.items()}
    behind = {
        name: _total_words(series, units, parts, totals[name]) for name, parts in wholes.items()
    }
    cells = width - column - 3 - max(map(cell_width, behind.values()))
    scale = ValueScale(0.0, max(totals.values()) or 1.0, max(cells, SHORTEST_BAR))
    for number, (name, parts) in enumerate(wholes.items()):
        if number and any(part.point.is_counted_otherwise for part in parts):
            yield break_line(column)
        body = (ZERO_LINE, *_parts(series, parts, scale), Span(" "))
        total = (Span(behind[name], "total"),)
        yield from LabelledBar(name, body, total, series.id).lines(column, width)
    yield from axis(series, units, scale, column, width)
    fills = [
        Span(f"{PARTS[place]} {name or 'rest'}", part_style(place))
        for place, name in enumerate(names)
    ]
    yield from keys(fills, width)


def _total(series: Series, parts: Sequence[_Part]) -> float:
    return float(sum(amount(series, part.point) or 0 for part in parts))


def _total_words(series: Series, units: Units, parts: Sequence[_Part], total: float) -> str:
    """Return a total as it stands behind its bar; what it lacks is said: "$2M without Courts"."""
    missing = [part.point.part or "rest" for part in parts if amount(series, part.point) is None]
    if len(missing) == len(parts):
        return NO_FIGURE
    about = "≈ " if any(is_hedged(part.point) for part in parts) else ""
    words = about + units.amount(total)
    match missing:
        case []:
            return words
        case [name]:
            return f"{words} without {name}"
        case _:
            return f"{words} without {len(missing)} parts"


def _parts(series: Series, parts: Sequence[_Part], scale: ValueScale) -> Iterator[Span]:
    """Return the fills of parts; each ends nearest to the sum so far, so that no error adds up."""
    sum_so_far, at = 0.0, 0
    for part in sorted(parts, key=lambda part: part.place):
        sum_so_far += amount(series, part.point) or 0
        end = round(scale.at(sum_so_far))
        fill = PARTS[part.place] * (end - at)
        yield Span(fill, part_style(part.place), point_target(series, part.point))
        at = end


def part_style(place: int) -> Style:
    """Return the style of the part or series at a place in their order."""
    return PART_STYLES[place % len(PART_STYLES)]


def can_stack(series: Series) -> bool:
    """Whether the series is of parts that add up: few enough to tell apart, none below zero."""
    names = {point.part for point in series.points}
    if not 1 < len(names) <= len(PARTS):
        return False
    values = [amount(series, point) or 0 for point in series.points]
    return min(values) >= 0 and max(values) > 0


def _whole(series: Series, point: Point) -> str:
    """Return the period or category that a point is of; empty where it has neither."""
    if point.at is not None:
        return short_date(point.at, series.calendar)
    return one_line(point.category or "")
