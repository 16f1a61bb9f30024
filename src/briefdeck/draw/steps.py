"""What changes from one value of a series to the next: `+33%`, `≈ −12%`, `+2 pts`, `×95`."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from msgspec.structs import replace

from briefdeck.draw.periods import gaps
from briefdeck.draw.units import Units
from briefdeck.model.amounts import exact, is_percent
from briefdeck.model.briefing import Point, Series
from briefdeck.model.datewords import short_date
from briefdeck.model.figures import amount, change_limit, is_hedged
from briefdeck.model.numerals import (
    TENFOLD,
    number_words,
    percent_digits,
    three_digits,
    times_words,
)

NO_CHANGE_GIVEN = "not comparable"
_BOUNDS = {1: "≥ ", -1: "≤ "}


class _Step(NamedTuple):
    """A point with the one before it that it is compared with.

    `is_apart`: whether periods lie between the two.
    """

    before: Point | None
    point: Point
    is_apart: bool


def changes(units: Units, series: Series, points: Sequence[Point]) -> Iterator[str]:
    """Yield for each point its change from the value before; empty where none can be given.

    The period before is said where it is not the one right before: "+58% since 2011".
    """
    for step in _steps(series, points):
        yield _change_since(units, series, step)


def _steps(series: Series, points: Sequence[Point]) -> list[_Step]:
    """Return each point with the last one of the same part that has a value and a time."""
    left_out = gaps(replace(series, points=tuple(points)))
    last: dict[str | None, Point] = {}
    skipped: set[str | None] = set()
    steps: list[_Step] = []
    for number, point in enumerate(points):
        if number in left_out:
            skipped |= set(last)
        if point.is_counted_otherwise:
            last.pop(point.part, None)
        if point.at is None or amount(series, point) is None:
            steps.append(_Step(None, point, is_apart=False))
            skipped.add(point.part)
            continue
        steps.append(_Step(last.get(point.part), point, is_apart=point.part in skipped))
        last[point.part] = point
        skipped.discard(point.part)
    return steps


def _change_since(units: Units, series: Series, step: _Step) -> str:
    if step.point.is_counted_otherwise:
        return NO_CHANGE_GIVEN
    if step.before is None or step.before.at is None:
        return ""
    said = change(units, series, step.before, step.point)
    if not said or not step.is_apart:
        return said
    return f"{said} since {short_date(step.before.at, series.calendar)}"


def change(units: Units, series: Series, before: Point, point: Point) -> str:
    """Return a change: `+33%`, `−12%`; in percentage points where values are percents.

    It is an amount where either value is zero or below; `≥ +20%` or `≤ −20%` beside a bound, and
    nothing where that leaves open whether it went up or down, or where either has no value.
    """
    first, second = amount(series, before), amount(series, point)
    if first is None or second is None:
        return ""
    return _change(units, series, (before, exact(first)), (point, exact(second)))


def _change(
    units: Units, series: Series, before: tuple[Point, Decimal], after: tuple[Point, Decimal]
) -> str:
    (start, first), (end, second) = before, after
    difference = second - first
    limit = change_limit(start, end, float(difference))
    if limit is None:
        return ""
    is_about = is_hedged(start) or is_hedged(end)
    hedge = _BOUNDS.get(limit, "≈ " if is_about else "")
    sign = _sign(difference)
    if is_percent(series.unit):
        return f"{hedge}{sign}{_percentage_points(abs(difference))}"
    if first <= 0 or second <= 0:
        return hedge + sign + units.amount(abs(difference))
    times = second / first
    if times >= TENFOLD:
        return f"{hedge}×{times_words(times, is_least=limit != 0)}"
    return f"{hedge}{sign}{percent_digits(difference / first * 100)}%"


def _sign(difference: Decimal) -> str:
    if not difference:
        return "±"
    return "−" if difference < 0 else "+"


def _percentage_points(points: Decimal) -> str:
    return f"{number_words(three_digits(points))} {'pt' if points == 1 else 'pts'}"
