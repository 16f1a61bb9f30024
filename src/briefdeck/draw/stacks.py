"""Parts of wholes: bars of parts end to end, told apart by their fills, and their totals."""

from collections.abc import Iterator
from typing import NamedTuple

from briefdeck.draw.lines import Line, Span, Style, merged
from briefdeck.draw.units import Units
from briefdeck.draw.values import ValueScale, point_target
from briefdeck.model.briefing import Point, Series
from briefdeck.model.datewords import short_date
from briefdeck.model.figures import amount, is_hedged
from briefdeck.text.words import one_line

FILLS = "█▒░▓▚╱╲┼"
STYLES: tuple[Style, ...] = (
    "series-1",
    "series-2",
    "series-3",
    "series-4",
    "series-5",
    "series-6",
)
ALL_TOGETHER = "all"


class Part(NamedTuple):
    """A part of a whole: where its point stands in the series, and where among all parts."""

    place: int
    point: Point
    order: int

    @property
    def style(self) -> Style:
        """The style of its fill."""
        return part_style(self.order)

    @property
    def fill(self) -> str:
        """What it is drawn of."""
        return FILLS[self.order]

    @property
    def name(self) -> str:
        """What it is called; what has no name is the rest."""
        return one_line(self.point.part or "rest")


class Stack(NamedTuple):
    """A whole, and its parts in the order in which they are named first."""

    name: str
    parts: tuple[Part, ...]


def can_stack(series: Series) -> bool:
    """Whether the series is of parts that add up: few enough to tell apart, none below zero."""
    names = {point.part for point in series.points}
    if not 1 < len(names) <= len(FILLS):
        return False
    values = [amount(series, point) or 0 for point in series.points]
    return min(values) >= 0 and max(values) > 0


def stacks(series: Series) -> tuple[Stack, ...]:
    """Return the wholes of a series, by time, with their parts."""
    names = list(dict.fromkeys(point.part or "" for point in series.points))
    wholes: dict[str, list[Part]] = {}
    for place, point in enumerate(series.points):
        part = Part(place, point, names.index(point.part or ""))
        wholes.setdefault(_whole(series, point), []).append(part)
    return tuple(
        Stack(name, tuple(sorted(parts, key=lambda part: part.order)))
        for name, parts in wholes.items()
    )


def _whole(series: Series, point: Point) -> str:
    """Return the period or category that a point is of."""
    if point.at is not None:
        return short_date(point.at, series.calendar)
    return one_line(point.category or "") or ALL_TOGETHER


def total(series: Series, stack: Stack) -> float:
    """Return the sum of the parts that have a value, in base units."""
    return float(sum(amount(series, part.point) or 0 for part in stack.parts))


def total_words(series: Series, units: Units, stack: Stack) -> str:
    """Return a total under the head of its column; empty where a part has no value."""
    if any(amount(series, part.point) is None for part in stack.parts):
        return ""
    about = "about " if any(is_hedged(part.point) for part in stack.parts) else ""
    return about + units.bare(total(series, stack))


def stacked_bar(series: Series, stack: Stack, scale: ValueScale) -> Line:
    """Return the fills of parts; each ends nearest to the sum so far, so that no error adds up."""
    return merged(_fills(series, stack, scale))


def _fills(series: Series, stack: Stack, scale: ValueScale) -> Iterator[Span]:
    sum_so_far, at = 0.0, 0
    for part in stack.parts:
        sum_so_far += amount(series, part.point) or 0
        end = round(scale.at(sum_so_far))
        yield Span(part.fill * (end - at), part.style, point_target(series, part.point))
        at = end


def part_style(order: int) -> Style:
    """Return the style of the part or series at a place in their order."""
    return STYLES[order % len(STYLES)]
