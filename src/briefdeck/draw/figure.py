"""A figure drawn: a table with inline bars, or from eight points on a chart over its values."""

from collections.abc import Iterator
from typing import Literal

from briefdeck.draw.figure_table import bar_table, values_below
from briefdeck.draw.inline_bars import Bars
from briefdeck.draw.legend import VALUE_SIGNS, value_legend
from briefdeck.draw.line_plots import line, line_frame
from briefdeck.draw.lines import Line, Span, Style, flow
from briefdeck.draw.periods import covered, middle, slots
from briefdeck.draw.plots import columns
from briefdeck.draw.shown import Shown
from briefdeck.draw.stacks import can_stack
from briefdeck.draw.values import point_style, point_target, spread
from briefdeck.model.briefing import Series
from briefdeck.model.figures import point_label, unit_words, value_words
from briefdeck.text.words import one_line

ChartKind = Literal["rows", "columns", "line", "stacked", "range", "none"]
MANY = 8
"""Values from which on a chart shows more than a row for each."""
NARROWEST = 20
AXIS_WIDTH = 10
"""About so many cells stand before the columns of a chart."""


def figure(shown: Shown, width: int, *, kind: ChartKind | None = None) -> tuple[Line, ...]:
    """Return a figure in at most `width` cells (20 at least), each of its numbers once.

    Few points are rows of a table with inline bars; many are a chart with their values below it.
    Then come its notes. A value by itself is a line of words. Each point's spans lead to its
    source. A `kind` that cannot show the series is drawn as rows.
    """
    if not shown.series.points:
        return ()
    width = max(width, NARROWEST)
    if kind is None and len(shown.series.points) == 1:
        return (*_single(shown, width), *shown.footer_lines(width))
    chosen = kind or chart_kind(shown.series, width)
    if not _can_draw(shown.series, chosen, width):
        chosen = "rows"
    below = tuple(shown.footer_lines(width))
    return (*_drawn(shown, chosen, width), *(((), *below) if below else ()))


def _single(shown: Shown, width: int) -> tuple[Line, ...]:
    """Return the only value of a figure as a line of words: there is nothing to compare it with."""
    series = shown.series
    (point,) = series.points
    label = one_line(point_label(series, point))
    style: Style = "gap" if spread(series, point) is None else point_style(point, "value")
    value = Span(value_words(series, point), style, point_target(series, point))
    source = shown.source(0)
    line = (
        *((Span(f"{label}  ", "label"),) if label else ()),
        value,
        *((Span("  "), *source) if source else ()),
    )
    return flow(line, width, rest=(Span("  "),))


def _drawn(shown: Shown, kind: ChartKind, width: int) -> tuple[Line, ...]:
    match kind:
        case "columns" | "line":
            return (*_plot(shown, kind, width), (), *values_below(shown, width))
        case "rows" | "range" | "stacked" | "none":
            bars: Bars = kind
            return bar_table(shown, width, bars)


def _plot(shown: Shown, kind: ChartKind, width: int) -> tuple[Line, ...]:
    """Return a chart under what it counts, its signs explained below it."""
    body = tuple(_plotted(shown, kind, width))
    head = unit_words(shown.series)
    if kind == "line" and not line_frame(shown.series, shown.units, width).has_zero:
        head += ", axis does not reach zero"
    return (*flow((Span(head, "muted"),), width), *body, *value_legend(body, width, VALUE_SIGNS))


def _plotted(shown: Shown, kind: ChartKind, width: int) -> Iterator[Line]:
    series = shown.series
    if kind == "columns":
        return columns(series, shown.units, slots(series) or (), width)
    return line(series, shown.units, width)


def chart_kind(series: Series, width: int) -> ChartKind:
    """Return how a series is best drawn in so many cells.

    Parts are stacked, ranges are strokes, few points stand in rows with their labels, and many
    upright. What the author calls bars is never a line: where they are not periods of one row,
    all lie in rows.
    """
    if series.chart == "none" or not _valued(series):
        return "none"
    if any(point.part for point in series.points) and can_stack(series):
        return "stacked"
    if series.chart == "range" or _has_ranges(series):
        return "range"
    if not _is_timed(series):
        return "rows"
    if series.chart == "line":
        return "line"
    if _valued(series) < MANY:
        return "rows"
    if _has_room_for_columns(series, width):
        return "columns"
    return "rows" if series.chart == "bar" else "line"


def _valued(series: Series) -> int:
    """Return how many of the points have a value or a range."""
    return sum(spread(series, point) is not None for point in series.points)


def _has_ranges(series: Series) -> bool:
    """Whether at least half of the values are ranges: among bars, a few are hedged ones."""
    ranges = [point for point in series.points if point.low is not None or point.high is not None]
    return bool(ranges) and len(ranges) * 2 >= _valued(series)


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
        case "range" | "rows" | "none":
            return True
