"""Two briefings laid side by side: their times, figures, points, and the sources they share.

Accounts differ where what they may stand for has nothing in common (`model.amounts.reach`). A
fiscal year and a calendar year are different periods, so that their figures never face each other.
"""

from collections.abc import Iterable, Iterator
from itertools import product
from math import inf
from typing import Literal, NamedTuple

from msgspec import Struct

from briefdeck.document.blocks import Timeline
from briefdeck.document.likeness import Facing, Matcher, SharedSource, shared_sources
from briefdeck.document.lookup import Lookup
from briefdeck.loader import Loaded
from briefdeck.model.amounts import exact, reach, unit_name
from briefdeck.model.briefing import Briefing, Point, Recommendation, Series
from briefdeck.model.edtf import Edtf
from briefdeck.model.figures import amount, point_label

Verdict = Literal["differ", "agree", "in part", "first only", "second only", "no figure"]
"""in part: of several readings of one period some agree and some differ."""


class Side(Struct, frozen=True, kw_only=True):
    """One of the two briefings: its name, how fresh and whose side it is, and all that it dates."""

    id: str
    title: str
    as_of: Edtf
    stance: Literal["neutral", "advocacy"]
    timeline: Timeline


class Reading(Struct, frozen=True, kw_only=True):
    """A value as one briefing gives it: the point, and the series that it belongs to."""

    series: Series
    point: Point


class Pair(Struct, frozen=True, kw_only=True):
    """A reading of the first briefing and one of the second.

    `change` is second less first, in base units; `percent` is of the first.
    """

    first: Reading
    second: Reading
    differs: bool
    change: float | None = None
    percent: float | None = None


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


class Comparison(Struct, frozen=True, kw_only=True):
    """Two briefings laid side by side."""

    sides: tuple[Side, Side]
    measures: tuple[Measure, ...]
    key_points: tuple[Facing, ...]
    recommendations: tuple[Facing, ...]
    sources: tuple[SharedSource, ...]

    @property
    def differences(self) -> int:
        """Of how many periods and categories the two give figures that contradict each other."""
        return sum(row.verdict == "differ" for measure in self.measures for row in measure.rows)


def compare(first: Loaded, second: Loaded) -> Comparison:
    """Lay two briefings side by side. ValueError where nothing could be read of one."""
    one, other = Lookup(first), Lookup(second)
    sources = shared_sources(one, other)
    matcher = Matcher(one, other, sources)
    key_points = matcher.facing(one.briefing.key_points, other.briefing.key_points)
    recommendations = matcher.facing(_by_priority(one.briefing), _by_priority(other.briefing))
    return Comparison(
        sides=(_side(one), _side(other)),
        measures=tuple(_measures(one.briefing, other.briefing)),
        key_points=tuple(key_points),
        recommendations=tuple(recommendations),
        sources=sources,
    )


def sides_named(comparison: Comparison) -> Iterable[tuple[Literal["A", "B"], Side]]:
    """Return both sides with the letters that stand for them."""
    return zip(("A", "B"), comparison.sides, strict=True)


def _side(lookup: Lookup) -> Side:
    front = lookup.briefing.front
    return Side(
        id=lookup.loaded.id,
        title=front.title,
        as_of=front.as_of,
        stance=front.stance,
        timeline=lookup.timeline,
    )


def _by_priority(briefing: Briefing) -> list[Recommendation]:
    """Recommendations by their priority, those without one after them."""
    return sorted(
        briefing.recommendations,
        key=lambda each: inf if each.priority is None else each.priority,
    )


def _measures(first: Briefing, second: Briefing) -> Iterator[Measure]:
    """Measures that both have, in the first briefing's order."""
    of_second = _by_measure(second)
    for name, series in _by_measure(first).items():
        if name in of_second:
            yield _measure(name, series, of_second[name])


def _measure(name: str, first: list[Series], second: list[Series]) -> Measure:
    units = tuple(dict.fromkeys(series.unit for series in (*first, *second)))
    is_comparable = len({unit_name(unit) for unit in units}) == 1
    rows = [
        _row(label, tuple(one), tuple(other), is_comparable=is_comparable)
        for label, (one, other) in _slots(first, second)
    ]
    return Measure(
        name=name,
        title=first[0].title,
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


class _Slot(NamedTuple):
    """What two points must share to be of the same thing: a category, or the days of a period."""

    is_undated: bool
    first: float
    last: float
    category: str
    part: str


_Both = tuple[list[Reading], list[Reading]]


def _slots(first: list[Series], second: list[Series]) -> list[tuple[str, _Both]]:
    """Readings of both sides by period or category, with its label.

    Periods stand in order of time, then categories in the order in which they come up.
    """
    found: dict[_Slot, tuple[str, _Both]] = {}
    for side, group in enumerate((first, second)):
        for series in group:
            for point in series.points:
                slot = _slot(series, point)
                if slot not in found:
                    found[slot] = point_label(series, point), ([], [])
                found[slot][1][side].append(Reading(series=series, point=point))
    in_order = sorted(found, key=lambda slot: (slot.is_undated, slot.first, slot.last))
    return [found[slot] for slot in in_order]


def _slot(series: Series, point: Point) -> _Slot:
    part = (point.part or "").casefold()
    if point.at is None:
        category = " ".join((point.category or "").casefold().split())
        return _Slot(is_undated=True, first=0, last=0, category=category, part=part)
    # Times, not words: FY2008 and 2008 are different periods, 2008 and `2008~` are not.
    first, last = point.at.seconds(series.calendar)
    return _Slot(
        is_undated=False,
        first=-inf if first is None else first,
        last=-inf if last is None else last,
        category="",
        part=part,
    )


def _row(
    label: str, first: tuple[Reading, ...], second: tuple[Reading, ...], *, is_comparable: bool
) -> MeasureRow:
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
        percent = _percent(change, amount(one.series, one.point))
        yield Pair(first=one, second=other, differs=differs, change=change, percent=percent)


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
