"""Which series can be drawn on one chart: those of one unit, calendar and sort of points."""

from collections.abc import Sequence
from typing import Any, Final, NamedTuple

from briefdeck.model.amounts import unit_name
from briefdeck.model.briefing import Point, Series
from briefdeck.model.figures import places_in_order, point_label
from briefdeck.text.words import one_line

MOST_TOGETHER: Final = 4
"""Series that can be told apart on one chart of characters."""


def why_apart(series: Series, other: Series) -> str:
    """Return why another series cannot be drawn with one: "its unit is people, not USD".

    Empty where it can.
    """
    if unit_name(series.unit) != unit_name(other.unit):
        return f"its unit is {other.unit}, not {series.unit}"
    if any(point.part for point in (*series.points, *other.points)):
        return "parts of wholes are drawn alone"
    is_dated, is_other_dated = _is_dated(series), _is_dated(other)
    if is_dated and is_other_dated:
        return "" if series.calendar == other.calendar else _calendars(series, other)
    if is_dated or is_other_dated:
        return "one is over time, and the other is not"
    return "" if _categories(series) & _categories(other) else "they share no category"


class OfPeriod(NamedTuple):
    """A period or category, and its points: of which series each is, and its place in it."""

    label: str
    points: list[tuple[int, int]]


def by_period(every: Sequence[Series]) -> list[OfPeriod]:
    """Return the points of several series by time, or by category in the order they are named."""
    placed = [
        (number, place) for number, series in enumerate(every) for place in places_in_order(series)
    ]
    # Sorting keeps the order of what has no time.
    placed.sort(key=lambda each: _when(every[each[0]].points[each[1]]))
    found: dict[str, OfPeriod] = {}
    for number, place in placed:
        label = one_line(point_label(every[number], every[number].points[place]))
        found.setdefault(label, OfPeriod(label, [])).points.append((number, place))
    return list(found.values())


def _when(point: Point) -> tuple[Any, ...]:
    return () if point.at is None else point.at.sort_key


def _is_dated(series: Series) -> bool:
    return all(point.at is not None for point in series.points)


def _categories(series: Series) -> set[str | None]:
    return {point.category for point in series.points}


def _calendars(series: Series, other: Series) -> str:
    kinds = {"us-fiscal": "U.S. fiscal years", "gregorian": "calendar years"}
    return f"its years are {kinds[other.calendar]}, not {kinds[series.calendar]}"
