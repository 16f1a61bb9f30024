"""The course of a few values in one row of blocks, which stand on zero."""

from collections.abc import Iterator, Sequence
from math import ceil

from briefdeck.draw.lines import Line, Span, merged
from briefdeck.draw.values import point_style, spread
from briefdeck.model.briefing import Point, Series
from briefdeck.model.figures import is_hedged

UPRIGHT = "▁▂▃▄▅▆▇█"
MISSING = "·"
_Drawn = tuple[Point, float | None]


def sparkline(series: Series, points: Sequence[Point], most: int) -> Line:
    """Return a block for each point, of `most` at most, else for as many neighbours as need be.

    What is no figure is a dot. Nothing is drawn of fewer than two values, and of values below
    zero: blocks do not hang.
    """
    values = [_value(series, point) for point in points]
    known = [value for value in values if value is not None]
    if len(known) < 2 or min(known) < 0 or not max(known):
        return ()
    drawn = list(_gathered(list(zip(points, values, strict=True)), most))
    highest = max(value for _, value in drawn if value is not None)
    return merged(_block(point, value, highest) for point, value in drawn)


def _value(series: Series, point: Point) -> float | None:
    found = spread(series, point)
    return None if found is None else found.value


def _gathered(drawn: Sequence[_Drawn], most: int) -> Iterator[_Drawn]:
    """Yield points with their values; of as many neighbours as share a block their mean."""
    together = ceil(len(drawn) / most)
    for start in range(0, len(drawn), together):
        group = drawn[start : start + together]
        known = [value for _, value in group if value is not None]
        point = next((point for point, _ in group if is_hedged(point)), group[0][0])
        yield point, (sum(known) / len(known) if known else None)


def _block(point: Point, value: float | None, highest: float) -> Span:
    if value is None:
        return Span(MISSING, "gap")
    eighths = round(value / highest * len(UPRIGHT)) if highest else 0
    return Span(UPRIGHT[max(eighths - 1, 0)], point_style(point, "bar"))
