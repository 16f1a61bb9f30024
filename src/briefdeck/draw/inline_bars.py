"""Bars inside a table: one column of them on one scale, under an axis that is its head."""

from typing import Literal

from msgspec import Struct

from briefdeck.draw.bars import ZERO_LINE, bar, covering_scale, stroke
from briefdeck.draw.lines import Line, Span
from briefdeck.draw.shown import Shown
from briefdeck.draw.stacks import Stack, stacked_bar, stacks, total
from briefdeck.draw.ticks import covering_ticks, label_line, thinned
from briefdeck.draw.values import ValueScale, least_step, reach

Bars = Literal["rows", "range", "stacked", "none"]
SHORTEST, COMFORTABLE, LONGEST = 8, 16, 40
"""Cells of the column."""
CELLS_A_TICK, FEWEST_STEPS = 5, 5
"""Steps are fine, so that the axis ends soon after the highest value; few of them are named."""


class Drawing(Struct, frozen=True):
    """The bars of a figure: how they are drawn, their scale, and the ticks on it."""

    shown: Shown
    bars: Bars
    scale: ValueScale
    ticks: tuple[float, ...]

    @classmethod
    def of(cls, shown: Shown, bars: Bars, width: int) -> "Drawing":
        """Return bars in so many cells, one for the line of zero and one behind the longest."""
        series = shown.series
        low, high = reach(series)
        if bars == "stacked":
            low, high = 0.0, max(total(series, stack) for stack in stacks(series))
        cells = width - 2
        most, least = max(cells // CELLS_A_TICK, FEWEST_STEPS), least_step(series)
        scale = covering_scale(low, high, cells, most, least)
        ticks = covering_ticks(scale.low, scale.high, most, least)
        return cls(shown, bars, scale, ticks)

    def axis(self) -> Line:
        """Return the numbers over the bars, the last of them at or beyond every value."""
        # Bars begin at a whole cell, so a tick is as far from it as the bar of its value is long.
        zero = self.scale.zero
        cells = [zero + round(self.scale.at(tick) - self.scale.at(0.0)) for tick in self.ticks]
        labels = list(zip(cells, self.shown.units.ticks(self.ticks), strict=True))
        width = self.scale.cells + 1
        return label_line(thinned(labels, width), width)

    def between(self, sign: str) -> Line:
        """Return what stands at the line of zero between two rows."""
        return Span(" " * self.scale.zero), Span(sign, "gap")

    def stack(self, stack: Stack) -> Line:
        """Return the parts of a whole, end to end."""
        return (ZERO_LINE, *stacked_bar(self.shown.series, stack, self.scale))

    def point(self, place: int) -> Line:
        """Return the bar of a point from zero, or the stroke of its range."""
        point = self.shown.series.points[place]
        draw = stroke if self.bars == "range" else bar
        return draw(self.shown.series, point, self.scale)
