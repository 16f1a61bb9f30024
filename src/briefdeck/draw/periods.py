"""Periods in a row: where a point stands in an unbroken count of them, and which are skipped."""

from collections.abc import Sequence
from itertools import pairwise
from typing import Literal, NamedTuple

from briefdeck.model.briefing import Series
from briefdeck.model.calendar import DAY_SECONDS, day_to_civil
from briefdeck.model.edtf import Calendar, Edtf

PeriodUnit = Literal["year", "season", "month", "day"]
PERIOD_STEPS: dict[PeriodUnit, tuple[int, ...]] = {
    "year": (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
    "season": (1, 4, 8, 20, 40),
    "month": (1, 3, 6, 12, 24, 60, 120),
    "day": (1, 2, 5, 7, 14, 28, 91, 364),
}
"""Of how many periods one is named, where there is no room to name each."""


class Slot(NamedTuple):
    """A period's number in an unbroken count of such periods, and what is counted."""

    unit: PeriodUnit
    number: int


def slot(when: Edtf | None) -> Slot | None:
    """Return the period of a date; None for an interval, or a date of another precision."""
    if when is None or when.lower is None:
        return None
    if when.is_interval or when.is_unspecified:
        return None
    year, month, _ = day_to_civil(when.lower)
    match when.precision:
        case "year":
            return Slot("year", year)
        case "season":
            return Slot("season", year * 4 + (month - 3) // 3)
        case "month":
            return Slot("month", year * 12 + month - 1)
        case "day":
            return Slot("day", when.lower)
        case _:
            return None


def slots(series: Series) -> tuple[Slot, ...] | None:
    """Return each point's period, or None unless all are of one unit and none comes twice."""
    found: list[Slot] = []
    for point in series.points:
        period = slot(point.at)
        if period is None:
            return None
        found.append(period)
    is_one_unit = len({period.unit for period in found}) == 1
    return tuple(found) if is_one_unit and len(set(found)) == len(found) else None


def covered(periods: Sequence[Slot]) -> range:
    """Return the numbers of all periods from the first to the last."""
    numbers = [period.number for period in periods]
    return range(min(numbers), max(numbers) + 1)


def gaps(series: Series) -> frozenset[int]:
    """Return the places of points before which periods are left out.

    There the step is much longer than the usual one, the middle one of all. It is usual only
    where at least half of the steps are about as long: a series of points at any time has no
    rhythm, and so no gaps.
    """
    middles = [middle(point.at, series.calendar) for point in series.points]
    steps: dict[int, int] = {}
    for place, (before, after) in enumerate(pairwise(middles), start=1):
        if before is not None and after is not None and after > before:
            steps[place] = after - before
    if not steps:
        return frozenset()
    lengths = sorted(steps.values())
    usual = lengths[(len(lengths) - 1) // 2]
    regular = [length for length in lengths if abs(length - usual) * 4 <= usual]
    if len(regular) * 2 < len(lengths):
        return frozenset()
    return frozenset(place for place, step in steps.items() if step * 2 >= usual * 3)


def middle(when: Edtf | None, calendar: Calendar) -> int | None:
    """Return the second in the middle of a time of day, else the start of the middle day.

    A fiscal year's middle is at the end of March.
    """
    if when is None:
        return None
    if when.has_time:
        return _mean(when.seconds(calendar))
    day = _mean(when.bounds(calendar))
    return None if day is None else day * DAY_SECONDS


def _mean(ends: tuple[int | None, int | None]) -> int | None:
    known = [end for end in ends if end is not None]
    return sum(known) // len(known) if known else None


def round_periods(periods: Sequence[Slot], pitch: float, widest: int) -> list[int]:
    """Return the places of the periods to be named, which are round ones.

    `pitch` is the cells from one period to the next, `widest` those of the longest name.
    """
    steps = PERIOD_STEPS[periods[0].unit]
    step = next((step for step in steps if step * pitch >= widest + 1), steps[-1])
    chosen = [place for place, period in enumerate(periods) if period.number % step == 0]
    return chosen if len(chosen) > 1 else list(range(len(periods)))
