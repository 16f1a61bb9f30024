"""What two briefings both measure: their figures of one measure, period by period.

Accounts differ where what they may stand for has nothing in common (`model.amounts.reach`). A
fiscal year and a calendar year are different periods, so that their figures never face each other.
"""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import product
from math import ceil, floor, inf
from typing import Literal, NamedTuple

from msgspec import Struct

from briefdeck.model.amounts import exact, is_percent, plain_number, reach, unit_name
from briefdeck.model.briefing import Briefing, Point, Series
from briefdeck.model.figures import amount, difference_size, hedge_of, point_label
from briefdeck.model.numerals import TENFOLD, number_words, times_words
from briefdeck.text.words import one_line

Verdict = Literal["differ", "agree", "in part", "first only", "second only", "no figure"]
"""in part: of several readings of one period some agree and some differ."""


class Reading(Struct, frozen=True, kw_only=True):
    """A value as one briefing gives it: the point, and the series that it belongs to."""

    series: Series
    point: Point


class Pair(Struct, frozen=True, kw_only=True):
    """A reading of the first briefing and one of the second.

    `change` is second less first, in base units; `percent` is of the first. `is_counted_otherwise`:
    whether one of the two has changed its way of counting up to here, and the other has not.
    """

    first: Reading
    second: Reading
    differs: bool
    change: float | None = None
    percent: float | None = None
    is_counted_otherwise: bool = False


class MeasureRow(Struct, frozen=True, kw_only=True):
    """What both say of one period or category: every reading, and each pair to be compared."""

    label: str
    readings: tuple[tuple[Reading, ...], tuple[Reading, ...]]
    verdict: Verdict
    pairs: tuple[Pair, ...] = ()

    @property
    def is_facing(self) -> bool:
        """Whether both briefings say something of it."""
        return all(self.readings)


class Measure(Struct, frozen=True, kw_only=True):
    """A measure that both have figures of. `is_comparable`: whether all are in the same unit."""

    name: str
    title: str
    units: tuple[str, ...]
    is_comparable: bool
    series: tuple[tuple[Series, ...], tuple[Series, ...]]
    rows: tuple[MeasureRow, ...]


class Slot(NamedTuple):
    """What two points must share to be of the same thing: a category, or the days of a period."""

    is_undated: bool
    first: float
    last: float
    category: str
    part: str


_Both = tuple[list[Reading], list[Reading]]


def shared_measures(first: Briefing, second: Briefing) -> Iterator[Measure]:
    """Yield the measures that both have, in the first briefing's order."""
    of_second = _by_measure(second)
    for name, series in _by_measure(first).items():
        if name in of_second:
            yield _measure(name, series, of_second[name])


def slot_of(series: Series, point: Point) -> Slot:
    """Return what a point is of."""
    part = (point.part or "").casefold()
    if point.at is None:
        category = " ".join((point.category or "").casefold().split())
        return Slot(is_undated=True, first=0, last=0, category=category, part=part)
    # Times, not words: FY2008 and 2008 are different periods, 2008 and `2008~` are not.
    first, last = point.at.seconds(series.calendar)
    return Slot(
        is_undated=False,
        first=-inf if first is None else first,
        last=-inf if last is None else last,
        category="",
        part=part,
    )


def difference_words(pair: Pair) -> str:
    """Return how the second's value compares with the first's.

    "21% higher", "over 5,000 lower"; nothing where they are the same.
    """
    if pair.change is None:
        return _range_words(pair)
    if not pair.change:
        return ""
    hedge = hedge_of(pair.first.point, pair.second.point, pair.change)
    direction = "higher" if pair.change > 0 else "lower"
    times = _times(pair)
    # Between percentages, and from zero or a debt, there is no percentage to give.
    if times is None or is_percent(pair.second.series.unit):
        return f"{hedge}{difference_size(pair.second.series, pair.change)} {direction}"
    if times >= TENFOLD:
        if hedge == "over ":
            return f"over {times_words(times, is_least=True)} times as high"
        return f"about {times_words(times)} times as high"
    percent = abs(pair.percent or 0.0)
    if percent < 1 and hedge != "over ":
        return f"under 1% {direction}"
    if percent < 1:
        return f"{hedge}{difference_size(pair.second.series, pair.change)} {direction}"
    return f"{hedge}{number_words(_rounded(percent, hedge))}% {direction}"


def _measure(name: str, first: list[Series], second: list[Series]) -> Measure:
    units = tuple(dict.fromkeys(series.unit for series in (*first, *second)))
    is_comparable = len({unit_name(unit) for unit in units}) == 1
    rows = [
        measure_row(label, tuple(one), tuple(other), is_comparable=is_comparable)
        for label, (one, other) in _slots(first, second)
    ]
    return Measure(
        name=name,
        title=one_line(first[0].title),
        units=units,
        is_comparable=is_comparable,
        series=(tuple(first), tuple(second)),
        rows=tuple(rows),
    )


def _by_measure(briefing: Briefing) -> dict[str, list[Series]]:
    found: dict[str, list[Series]] = {}
    for series in briefing.series:
        if series.measure:
            found.setdefault(series.measure, []).append(series)
    return found


def _slots(first: list[Series], second: list[Series]) -> list[tuple[str, _Both]]:
    """Readings of both sides by period or category, with its label.

    Periods stand in order of time, then categories in the order in which they come up.
    """
    found: dict[Slot, tuple[str, _Both]] = {}
    for side, group in enumerate((first, second)):
        for series in group:
            for point in series.points:
                slot = slot_of(series, point)
                if slot not in found:
                    found[slot] = point_label(series, point), ([], [])
                found[slot][1][side].append(Reading(series=series, point=point))
    in_order = sorted(found, key=lambda slot: (slot.is_undated, slot.first, slot.last))
    return [found[slot] for slot in in_order]


def measure_row(
    label: str,
    first: tuple[Reading, ...],
    second: tuple[Reading, ...],
    *,
    is_comparable: bool = True,
) -> MeasureRow:
    """Return what two briefings say of one period or category, and whether they agree."""
    pairs = tuple(_pairs(first, second)) if is_comparable else ()
    verdict = _verdict(pairs) if pairs else _lone_verdict(first, second)
    return MeasureRow(label=label, readings=(first, second), verdict=verdict, pairs=pairs)


def _verdict(pairs: tuple[Pair, ...]) -> Verdict:
    differing = sum(pair.differs for pair in pairs)
    if not differing:
        return "agree"
    return "differ" if differing == len(pairs) else "in part"


def _lone_verdict(first: Iterable[Reading], second: Iterable[Reading]) -> Verdict:
    match _has_figure(first), _has_figure(second):
        case True, False:
            return "first only"
        case False, True:
            return "second only"
        case _:
            return "no figure"


def _has_figure(readings: Iterable[Reading]) -> bool:
    return any(reach(each.series, each.point) is not None for each in readings)


def _pairs(first: Iterable[Reading], second: Iterable[Reading]) -> Iterator[Pair]:
    """Every reading of the first with every one of the second, where both have a figure."""
    for one, other in product(first, second):
        one_reach = reach(one.series, one.point)
        other_reach = reach(other.series, other.point)
        if one_reach is None or other_reach is None:
            continue
        differs = one_reach.contradicts(other_reach)
        change = _change(one, other)
        yield Pair(
            first=one,
            second=other,
            differs=differs,
            change=change,
            percent=_percent(change, amount(one.series, one.point)),
            is_counted_otherwise=differs and _is_counted_otherwise(one, other),
        )


def _is_counted_otherwise(one: Reading, other: Reading) -> bool:
    """Whether one of the two series has changed its way of counting up to here, and alone."""
    return _breaks(one, other.series) != _breaks(other, one.series)


def _breaks(reading: Reading, other: Series) -> frozenset[Slot]:
    """Where a series counts otherwise, up to a reading and after the other series begins."""
    if reading.point.at is None:
        own = slot_of(reading.series, reading.point)
        return frozenset([own] if reading.point.is_counted_otherwise else [])
    flagged = [point for point in reading.series.points if point.is_counted_otherwise]
    if not flagged:
        return frozenset()
    here = slot_of(reading.series, reading.point).first
    start = min([slot_of(other, point).first for point in other.points if point.at], default=inf)
    places = [slot_of(reading.series, point) for point in flagged if point.at]
    return frozenset([place for place in places if start < place.first <= here])


def _change(one: Reading, other: Reading) -> float | None:
    """Second less first, without the noise of binary fractions; None where one is a range alone."""
    start, end = amount(one.series, one.point), amount(other.series, other.point)
    if start is None or end is None:
        return None
    return float(exact(end) - exact(start))


def _percent(change: float | None, start: float | None) -> float | None:
    if change is None or not start:
        return None
    return change / abs(start) * 100


def _range_words(pair: Pair) -> str:
    """Return how far apart at least two values are of which one is a range alone."""
    first = reach(pair.first.series, pair.first.point)
    second = reach(pair.second.series, pair.second.point)
    if first is None or second is None or not pair.differs:
        return ""
    if first.high < second.low:
        size, direction = exact(second.low) - exact(first.high), "higher"
    else:
        size, direction = exact(first.low) - exact(second.high), "lower"
    return f"at least {difference_size(pair.second.series, plain_number(size))} {direction}"


def _times(pair: Pair) -> Decimal | None:
    """Return how many times the first value the second is; None unless both are above zero."""
    first = amount(pair.first.series, pair.first.point)
    second = amount(pair.second.series, pair.second.point)
    if first is None or second is None or first <= 0 or second <= 0:
        return None
    return exact(second) / exact(first)


def _rounded(percent: float, hedge: str) -> int:
    """Return a percentage rounded so that what its hedge says of it stays true."""
    match hedge:
        case "over ":
            return floor(percent)
        case "under ":
            return ceil(percent)
        case _:
            return round(percent)
