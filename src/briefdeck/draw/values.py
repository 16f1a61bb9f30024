"""Values to cells: scales, round ticks, and what a point's value looks like beside its bar or mark."""

from math import ceil, floor, inf, isfinite, log10

from msgspec import Struct

from briefdeck.draw.lines import Span, Style
from briefdeck.draw.units import Units
from briefdeck.model.briefing import Point, Series
from briefdeck.model.figures import amount, bounds

CAVEAT = "!"
SMALLEST = 1e-290
"""Nearer to zero than that is drawn as zero."""
SIGN_WORDS: dict[str, str] = {
    "≈": "about",
    ">": "more than",
    "≥": "at least",
    "<": "nearly, or less than",
    "≤": "at most",
    "?": "alleged",
    "!": "caveat",
    "▒": "hedged",
    "○": "hedged",
    "┣": "range",
    "·": "no figure",
    "┊": "periods left out",
}


class ValueScale(Struct, frozen=True):
    """Amounts laid over a number of cells, from the lowest at 0 to the highest at `cells`."""

    low: float
    high: float
    cells: int

    def at(self, value: float) -> float:
        """Where an amount stands, in cells from the low end."""
        span = self.high - self.low
        return (value - self.low) / span * self.cells if span else 0.0

    def eighths(self, value: float) -> int:
        """The same in whole eighths of a cell."""
        return round(self.at(value) * 8)


def round_step(span: float, most: int) -> float:
    """The smallest of 1, 2, 5, 10, 20 … (and 0.5, 0.2 …) of which at most `most` fit into a span."""
    if not isfinite(span) or span / max(most, 1) < SMALLEST:
        return 1.0
    unit = 10.0 ** floor(log10(span / max(most, 1)))
    for factor in (1, 2, 5, 10, 20):
        if span / (unit * factor) <= most * (1 + 1e-9):
            return unit * factor
    return unit * 50


def round_ticks(low: float, high: float, most: int, least: float = 0.0) -> tuple[float, ...]:
    """Round numbers from low to high, both included where they are round, at least `least` apart."""
    step = max(round_step(high - low, most), least)
    first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
    return tuple(_clean(number * step) for number in range(first, min(last, first + 4 * most) + 1))


def covering_ticks(low: float, high: float, most: int, least: float = 0.0) -> tuple[float, ...]:
    """Round numbers that reach beyond both ends, at most about `most` steps of them, at least `least` apart."""
    step = max(round_step(high - low, most), least)
    first, last = floor(low / step + 1e-9), ceil(high / step - 1e-9)
    return tuple(_clean(number * step) for number in range(first, max(last, first + 1) + 1))


def value_spans(
    units: Units, series: Series, point: Point, *, is_selected: bool = False, in_words: bool = False
) -> tuple[Span, ...]:
    """The label of a point as spans that lead to its source, and a sign where it has a caveat."""
    target = point_target(series, point)
    valued = extremes(series, point) is not None
    style: Style = "selected" if is_selected else "value" if valued else "gap"
    spans = (Span(units.label(series, point, in_words=in_words), style, target),)
    return (*spans, Span(f" {CAVEAT}", "caveat", target)) if point.caveat else spans


def without_number(span: Span) -> Span:
    """A value, or what is lit, without all but the sign of its hedge, for the legend: what stands in numbers is no sign."""
    if span.style == "value" or (span.style == "selected" and any(sign.isalnum() for sign in span.text)):
        return Span(span.text[:2] if span.text[1:2] in {"", " "} else "", span.style)
    return span


def point_target(series: Series, point: Point) -> str:
    """Where a click on a point leads: the first source that it cites, else the series."""
    return point.citations[0].source if point.citations else series.id


def is_hedged(point: Point) -> bool:
    """Whether the source hedges the value or gives a range for it."""
    return point.qualifier is not None or point.low is not None or point.high is not None


def extremes(series: Series, point: Point) -> tuple[float, float, float] | None:
    """(low, value, high) to be drawn, in base units: of a range without a value its middle; None for a gap."""
    found = _extremes(series, point)
    if found is None:
        return None
    low, value, high = (0.0 if abs(each) < SMALLEST else each for each in found)
    return low, value, high


def _extremes(series: Series, point: Point) -> tuple[float, float, float] | None:
    value = amount(series, point)
    if point.low is None and point.high is None:
        return None if value is None else (value, value, value)
    limits = bounds(series, point)
    if limits is None:
        return None
    low, high = limits
    known = [end for end in (low, high) if isfinite(end)]
    if value is None:
        if not known:
            return None
        value = sum(known) / len(known)
    return (low if isfinite(low) else value), value, (high if isfinite(high) else value)


def is_whole(series: Series) -> bool:
    """Whether all amounts are whole numbers, so that a tick between them would mean nothing."""
    return all(
        amount(series, point) is None or float(amount(series, point) or 0).is_integer() for point in series.points
    )


def reach(series: Series) -> tuple[float, float]:
    """The lowest and highest amount that a chart of the series has to show; 0 to 1 where there is none."""
    low, high = inf, -inf
    for point in series.points:
        if (found := extremes(series, point)) is not None:
            low, high = min(low, found[0], found[1]), max(high, found[2], found[1])
    return (low, high) if low <= high else (0.0, 1.0)


def _clean(value: float) -> float:
    """Without the dust of binary fractions."""
    return float(f"{value:.12g}") + 0.0
