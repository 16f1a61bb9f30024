"""Figures painted as SVG: rows, columns or lines, as the terminal chooses."""

from collections.abc import Sequence

from briefdeck.draw.figure import chart_kind
from briefdeck.draw.figure_line import course_words
from briefdeck.draw.shown import Shown
from briefdeck.draw.together import Together
from briefdeck.export.glyphs import LETTER
from briefdeck.export.svg_parts import MARGIN, Painted, element, group
from briefdeck.export.svg_plots import Plot
from briefdeck.export.svg_rows import Rows, Stacks
from briefdeck.text.words import one_line


def painted_figure(every: Sequence[Shown], width: int, ids: str) -> Painted | None:
    """Return figures painted as one; None where there is nothing to draw."""
    counts = [len(shown.series.points) for shown in every]
    # Of one value there is nothing to see: it is said in words.
    if not all(counts) or sum(counts) < 2:
        return None
    figures = Together.of(every)
    size = width - 2 * MARGIN
    kind = chart_kind(every[0].series, size // LETTER)
    if len(every) > 1:
        kind = "line" if figures.has_many else "rows"
    chart: Plot | Rows | Stacks
    match kind:
        case "none":
            return None
        case "columns":
            chart = Plot(figures, size, ids)
            parts = [*chart.columns()]
        case "line":
            chart = Plot(figures, size, ids)
            parts = [*chart.lines()]
        case "stacked":
            chart = Stacks(figures, size, ids)
            parts = [*chart.stacked()]
        case "rows" | "range":
            chart = Rows(figures, size, ids)
            parts = [*chart.painted(are_ranges=kind == "range")]
    legend = chart.legend()
    hatches = chart.hatches()
    defined = element("defs", hatches) if hatches else ""
    body = group((defined, *parts, legend), transform=f"translate({MARGIN} 0)")
    series = every[0].series
    is_plot = kind in {"columns", "line"}
    losses = ("those values that the chart shows and does not write",) if is_plot else ()
    name, about = one_line(series.title), course_words(series)
    return Painted(body, width, chart.y + 8, name, about, losses)
