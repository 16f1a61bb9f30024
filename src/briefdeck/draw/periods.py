"""Periods in a row: which year, month or day of the series' calendar a point stands at, and which are skipped."""

from typing import NamedTuple

from briefdeck.model.briefing import Point, Series
from briefdeck.model.calendar import day_to_civil
from briefdeck.model.edtf import Edtf


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
    if len(known) < len(found) or len({each.unit for each in known}) != 1 or len(set(known)) < len(known):
        return None
    return tuple(known)


def skipped(before: Point, after: Point) -> bool:
    """Whether periods of their kind lie between two points of a series, of which it says nothing."""
    first, second = slot(before.at), slot(after.at)
    if first is None or second is None or first.unit != second.unit:
        return False
    return abs(second.number - first.number) > 1
