"""A series as a chart of block characters, with what is counted above it and its signs below."""

from collections.abc import Iterator
from typing import Literal

from msgspec.structs import replace

from briefdeck.draw.bars import HEDGED, can_stack, ranges, rows, stacked
from briefdeck.draw.figure_table import Cited, chart_table
from briefdeck.draw.legend import VALUE_SIGNS, value_legend
from briefdeck.draw.lines import Line, Span, flow
from briefdeck.draw.periods import covered, middle, slots
from briefdeck.draw.plots import columns, line, line_frame
from briefdeck.draw.units import Units, caption
from briefdeck.model.briefing import Series
from briefdeck.model.figures import in_order

__all__ = ["ChartKind", "Cited", "chart", "chart_kind", "chart_table"]

ChartKind = Literal["rows", "columns", "line", "stacked", "range"]
MANY = 12
"""Points that have a row each, with their labels, at most."""
NARROWEST = 20
AXIS_WIDTH = 10
"""About so many cells stand before the columns of a chart."""
STACKED_SIGNS = {sign: words for sign, words in VALUE_SIGNS.items() if sign != HEDGED}
"""Without the sign that is the fill of a part there."""


def chart(series: Series, width: int, *, kind: ChartKind | None = None) -> tuple[Line, ...]:
    """Return a series drawn to scale in at most `width` cells (20 at least).

    Its unit stands above it, values, axis and a legend of the signs used with it. Bars without a
    hedge are exact to an eighth of a cell, everything else to half a cell. Each point's spans
    lead to its source. A `kind` that cannot show the series is drawn as rows.
    """
    if not series.points or series.chart == "none":
        return ()
    width = max(width, NARROWEST)
    ordered = replace(series, points=in_order(series))
    chosen = kind or chart_kind(ordered, width)
    if not _can_draw(ordered, chosen, width):
        chosen = "rows"
    units = Units.of([ordered])
    body = tuple(_draw(ordered, units, chosen, width))
    head = caption([ordered], units)
    if chosen == "line" and not line_frame(ordered, units, width).has_zero:
        head += ", axis does not reach zero"
    signs = STACKED_SIGNS if chosen == "stacked" else VALUE_SIGNS
    return (*flow((Span(head, "muted"),), width), *body, *value_legend(body, width, signs))


def chart_kind(series: Series, width: int) -> ChartKind:
    """Return how a series is best drawn in so many cells.

    Parts are stacked, ranges are strokes, few points stand in rows with their labels, and many
    upright. What the author calls bars is never a line: where they are not periods of one row,
    all lie in rows.
    """
    if any(point.part for point in series.points) and can_stack(series):
        return "stacked"
    if series.chart == "range" or _has_ranges(series):
        return "range"
    if not _is_timed(series):
        return "rows"
    if series.chart == "line":
        return "line"
    if len(series.points) <= MANY:
        return "rows"
    if _has_room_for_columns(series, width):
        return "columns"
    return "rows" if series.chart == "bar" else "line"


def _has_ranges(series: Series) -> bool:
    return any(point.low is not None or point.high is not None for point in series.points)


def _is_timed(series: Series) -> bool:
    """Whether every point can stand on an axis of time: a day of its date is known."""
    days = [middle(point.at, series.calendar) for point in series.points]
    return None not in days


def _has_room_for_columns(series: Series, width: int) -> bool:
    periods = slots(series)
    return periods is not None and len(covered(periods)) <= max(width - AXIS_WIDTH, 1)


def _can_draw(series: Series, kind: ChartKind, width: int) -> bool:
    match kind:
        case "stacked":
            return can_stack(series)
        case "columns":
            return _has_room_for_columns(series, width)
        case "line":
            return _is_timed(series)
        case "range" | "rows":
            return True


def _draw(series: Series, units: Units, kind: ChartKind, width: int) -> Iterator[Line]:
    match kind:
        case "stacked":
            return stacked(series, units, width)
        case "range":
            return ranges(series, units, width)
        case "columns":
            return columns(series, units, slots(series) or (), width)
        case "line":
            return line(series, units, width)
        case "rows":
            return rows(series, units, width)
