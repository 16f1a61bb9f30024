"""Figures as charts of block characters, as tables, and in words."""

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from briefdeck.draw.bars import can_stack, ranges, rows, stacked
from briefdeck.draw.figure_table import Cited, chart_table
from briefdeck.draw.lines import Line, Span, Style, flow
from briefdeck.draw.marks import legend
from briefdeck.draw.periods import Slot, slots
from briefdeck.draw.plots import columns, line, line_frame
from briefdeck.draw.values import (
    PERCENT,
    SIGN_WORDS,
    Units,
    extremes,
    is_hedged,
    point_target,
    reach,
    without_number,
)
from briefdeck.model.briefing import Point, Series
from briefdeck.model.figures import in_order, point_label, trend_words, value_words

__all__ = ["ChartKind", "Cited", "chart", "chart_kind", "chart_table", "chart_words", "sparkline"]

ChartKind = Literal["rows", "columns", "line", "stacked", "range"]
MANY = 12
NARROWEST = 20
SPARKS = "▁▂▃▄▅▆▇█"


def chart(
    series: Series,
    width: int,
    *,
    height: int | None = None,
    kind: ChartKind | None = None,
    selected: int | None = None,
) -> tuple[Line, ...]:
    """A series drawn to scale, with its unit, axis, values and a legend of the signs used.

    Bars without a hedge are exact to an eighth of a cell, everything else to half a cell. `selected` is a point's position in the file;
    each point's spans lead to its source. Where a height is given, a chart of more lines is drawn upright if it can be.
    """
    if not series.points or series.chart == "none":
        return ()
    width = max(width, NARROWEST)
    ordered, lit = _by_time(series, selected)
    chosen = kind or chart_kind(ordered, width, height)
    body = tuple(_draw(ordered, chosen, width, height, lit))
    is_line = chosen == "line" and all(extremes_or_gap(ordered, point) for point in ordered.points)
    is_cut = is_line and not line_frame(ordered, width, height).has_zero
    caption = _caption(ordered) + (", axis does not reach zero" if is_cut else "")
    return (
        *flow((Span(caption, "muted"),), width),
        *body,
        *_legend(body, width, fills_are_parts=chosen == "stacked"),
    )


def chart_kind(series: Series, width: int, height: int | None = None) -> ChartKind:
    """How a series is best drawn: few points in rows with their labels, many upright, parts stacked, ranges as strokes.

    What the author calls bars is never a line: where some stand at no period of a row of them, all lie in rows.
    """
    if any(point.part for point in series.points) and can_stack(series):
        return "stacked"
    if series.chart == "range" or any(
        point.low is not None or point.high is not None for point in series.points
    ):
        return "range"
    timed = all(point.at is not None and extremes_or_gap(series, point) for point in series.points)
    if series.chart == "line" and timed:
        return "line"
    periods = slots(series)
    few = len(series.points) <= MANY and (height is None or len(series.points) + 4 <= height)
    if few or not timed:
        return "rows"
    if periods is not None and _pitch(periods, width) >= 1:
        return "columns"
    return "rows" if series.chart == "bar" else "line"


def extremes_or_gap(series: Series, point: Point) -> bool:
    """Whether a point can stand on an axis of time: it has a date of which a day is known."""
    return point.at is not None and any(day is not None for day in point.at.bounds(series.calendar))


def _pitch(periods: tuple[Slot, ...], width: int) -> int:
    numbers = [period.number for period in periods]
    return max(width - 10, 1) // (max(numbers) - min(numbers) + 1)


def _draw(
    series: Series, kind: ChartKind, width: int, height: int | None, selected: int | None
) -> Iterator[Line]:
    periods = slots(series)
    match kind:
        case "stacked" if can_stack(series):
            return stacked(series, width, selected=selected)
        case "range":
            return ranges(series, width, selected=selected)
        case "columns" if periods is not None and _pitch(periods, width) >= 1:
            return columns(series, periods, width, height, selected=selected)
        case "line" | "columns" if all(extremes_or_gap(series, point) for point in series.points):
            return line(series, width, height, selected=selected)
        case _:
            return rows(series, width, selected=selected)


def _by_time(series: Series, selected: int | None) -> tuple[Series, int | None]:
    """The series with its points in order of time, and where the selected one then stands."""
    ordered = in_order(series)
    if ordered == series.points:
        return series, selected
    chosen = (
        series.points[selected]
        if selected is not None and 0 <= selected < len(series.points)
        else None
    )
    place = next((number for number, point in enumerate(ordered) if point is chosen), None)
    return replace(series, points=ordered), place


def _caption(series: Series) -> str:
    """What is counted; that labels are rounded; and which years they are of."""
    rounded = ", rounded" if Units.of([series]).is_rounded else ""
    calendar = ", U.S. fiscal years" if series.calendar == "us-fiscal" else ""
    return ("%" if series.unit in PERCENT else series.unit) + rounded + calendar


def _legend(lines: tuple[Line, ...], width: int, *, fills_are_parts: bool) -> tuple[Line, ...]:
    """The signs used by bars and values; those inside names and numbers mean nothing."""
    meaning = {
        sign: words for sign, words in SIGN_WORDS.items() if not fills_are_parts or sign != "▒"
    }
    return legend([tuple(map(without_number, line)) for line in lines], width, meaning)


def chart_words(series: Series) -> tuple[str, ...]:
    """The same in sentences, for plain output: first, last, lowest, highest, trend, and every value."""
    course = trend_words(series)
    values = [
        f"{point_label(series, point)}: {value_words(series, point)}{_beside(point)}."
        for point in in_order(series)
    ]
    return ((course,) if course else ()) + tuple(values)


def _beside(point: Point) -> str:
    said = f" ({point.text})" if point.text else ""
    return said + (f". Caveat: {point.caveat.rstrip('.')}" if point.caveat else "")


def sparkline(series: Series, width: int) -> Line:
    """The series as one line of eighth blocks from zero, gaps as gaps; the latest points where there is no room for all."""
    points = in_order(series)
    periods = slots(series)
    low, high = min(reach(series)[0], 0.0), max(reach(series)[1], 0.0)
    cells: dict[int, Span] = {}
    numbers = sorted(period.number for period in periods) if periods else list(range(len(points)))
    if numbers and numbers[-1] - numbers[0] >= width:
        numbers = list(range(len(points)))
    for number, point in zip(numbers, points, strict=True):
        found = extremes(series, point)
        sign = (
            " "
            if found is None
            else SPARKS[min(int((found[1] - low) / ((high - low) or 1) * 8), 7)]
        )
        style: Style = "uncertain" if is_hedged(point) else "bar"
        cells[number - numbers[0]] = Span(sign, style, point_target(series, point))
    last = max(cells, default=-1) + 1
    spans = [cells.get(cell, Span(" ")) for cell in range(last)]
    return tuple(spans[-width:]) if width > 0 else ()
