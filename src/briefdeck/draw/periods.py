"""Periods in a row: which year, month or day of the series' calendar a point stands at, and which are skipped."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from briefdeck.model.briefing import Series
from briefdeck.model.calendar import day_to_civil
from briefdeck.model.edtf import Calendar, Edtf


class Slot(NamedTuple):
    """A period's number in an unbroken count of such periods, and what is counted: years, months or days."""

    unit: str
    number: int


def slot(when: Edtf | None) -> Slot | None:
    """The period of a date; None for an interval, or a date of another precision."""
    if when is None or when.is_interval or when.lower is None or when.is_unspecified:
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
    """Each point's period, where all are of one sort and none comes twice; else None."""
    found = [slot(point.at) for point in series.points]
    known = [each for each in found if each is not None]
    if (
        len(known) < len(found)
        or len({each.unit for each in known}) != 1
        or len(set(known)) < len(known)
    ):
        return None
    return tuple(known)


def gaps(series: Series) -> frozenset[int]:
    """Places of points before which periods are left out: where the step is much longer than the usual one.

    Usual is the middle one of all steps, where at least half of them are about as long: a series of points at any time
    has no rhythm, and so no gaps.
    """
    days = [_middle(point.at, series.calendar) for point in series.points]
    steps = {
        place: after - before
        for place, (before, after) in enumerate(pairwise(days), start=1)
        if before is not None and after is not None and after > before
    }
    lengths = sorted(steps.values())
    if not lengths:
        return frozenset()
    usual = lengths[(len(lengths) - 1) // 2]
    regular = sum(abs(length - usual) * 4 <= usual for length in lengths)
    if regular * 2 < len(lengths):
        return frozenset()
    return frozenset(place for place, step in steps.items() if step * 2 >= usual * 3)


def _middle(when: Edtf | None, calendar: Calendar) -> int | None:
    """The middle of a period's known days."""
    known = [day for day in when.bounds(calendar) if day is not None] if when else []
    return sum(known) // len(known) if known else None


def round_periods(periods: Sequence[Slot], pitch: float, widest: int) -> list[int]:
    """Places of the periods to be named: each `pitch` cells from the next, names up to `widest` cells, at round periods."""
    numbers = [period.number for period in periods]
    steps = PERIOD_STEPS[periods[0].unit]
    step = next((step for step in steps if step * pitch >= widest + 1), steps[-1])
    chosen = [place for place, number in enumerate(numbers) if number % step == 0]
    return chosen if len(chosen) > 1 else list(range(len(numbers)))


PERIOD_STEPS = {
    "year": (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000),
    "season": (1, 4, 8, 20, 40),
    "month": (1, 3, 6, 12, 24, 60, 120),
    "day": (1, 2, 5, 7, 14, 28, 91, 364),
}
