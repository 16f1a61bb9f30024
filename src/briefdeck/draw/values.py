"""What is drawn of a point: its value and range, how it is lit, and where a click on it leads."""

from math import inf, isfinite
from typing import NamedTuple

from msgspec import Struct

from briefdeck.document.blocks import caveat_sign
from briefdeck.draw.hues import caveat_signs
from briefdeck.draw.lines import Line, Span, Style
from briefdeck.draw.ticks import SMALLEST
from briefdeck.draw.units import Units
from briefdeck.model.amounts import given_range
from briefdeck.model.briefing import Caveat, Point, Series
from briefdeck.model.figures import amount, is_hedged


class Spread(NamedTuple):
    """What is drawn of a point, in base units: the ends of its range, and its value."""

    low: float
    value: float
    high: float


class ValueScale(Struct, frozen=True):
    """Amounts laid over a number of cells, from the lowest at 0 to the highest at `cells`."""

    low: float
    high: float
    cells: int

    def at(self, value: float) -> float:
        """Return where an amount stands, in cells from the low end."""
        span = self.high - self.low
        return (value - self.low) / span * self.cells if span else 0.0

    @property
    def zero(self) -> int:
        """The cell of the zero line."""
        return round(self.at(0.0))


def spread(series: Series, point: Point) -> Spread | None:
    """Return what is drawn of a point: of a range without a value its middle, of a gap None."""
    found = _finite_spread(series, point)
    if found is None:
        return None
    return Spread(*(0.0 if abs(each) < SMALLEST else each for each in found))


def _finite_spread(series: Series, point: Point) -> Spread | None:
    value = amount(series, point)
    given = given_range(series, point)
    if given is None:
        return None if value is None else Spread(value, value, value)
    limits = (given.low, given.high)
    known = [end for end in limits if isfinite(end)]
    if value is None:
        if not known:
            return None
        value = sum(known) / len(known)
    low, high = (end if isfinite(end) else value for end in limits)
    return Spread(low, value, high)


def reach(series: Series) -> tuple[float, float]:
    """Return the lowest and highest amount that a chart has to show; 0 and 1 where it has none."""
    low, high = inf, -inf
    for point in series.points:
        found = spread(series, point)
        if found is not None:
            low = min(low, found.low, found.value)
            high = max(high, found.high, found.value)
    return (low, high) if low <= high else (0.0, 1.0)


def least_step(series: Series) -> float:
    """Return how far apart ticks must be: between whole numbers a tick would mean nothing."""
    amounts = [amount(series, point) or 0 for point in series.points]
    is_whole = all(float(value).is_integer() for value in amounts)
    return 1.0 if is_whole else 0.0


def point_style(point: Point, exact: Style) -> Style:
    """Return the style of a point: `exact`, unless it is hedged."""
    return "uncertain" if is_hedged(point) else exact


def point_target(series: Series, point: Point) -> str:
    """Return where a click on a point leads: the first source that it cites, else the series."""
    return point.citations[0].source if point.citations else series.id


def value_spans(units: Units, series: Series, point: Point, *, in_words: bool = False) -> Line:
    """Return a point's label, leading to its source, and a sign where it has a caveat."""
    target = point_target(series, point)
    style: Style = "gap" if spread(series, point) is None else "value"
    label = Span(units.label(series, point, in_words=in_words), style, target)
    sign = caution_sign(point.warning, target)
    return (label, Span(" "), *sign) if sign else (label,)


def caution_sign(caveat: Caveat | None, target: str | None) -> Line:
    """Return the sign of a caveat: of a warning, or of what is confirmed; a note has none."""
    return () if caveat is None else caveat_signs(caveat_sign(caveat.grade), target)
