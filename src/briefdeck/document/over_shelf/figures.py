"""Figures of one measure and period in several briefings, and where they contradict each other.

Two of them are compared as in a comparison of their briefings. As many briefings may give a value,
those that give it alike are compared once; of very many values, each with the least and the most,
one of which it contradicts if it contradicts any.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Final, NamedTuple

from briefdeck.document.ledger import Relation, chosen_pair, relation_of
from briefdeck.document.over_shelf.shelf import Shelf
from briefdeck.document.shared_measures import Pair, Reading, Slot, measure_row, slot_of
from briefdeck.model.amounts import Range, reach, unit_name
from briefdeck.model.briefing import Series
from briefdeck.model.figures import point_label

GRAVEST: Final[tuple[Relation, ...]] = ("differ", "counted otherwise", "one of several", "agree")
"""How values may relate, the plainest contradiction first."""
_FEW: Final = 12
"""So many different accounts are compared each with each."""

Given = Mapping[int, tuple[Reading, ...]]
"""What briefings give, by their places."""


class Compared(NamedTuple):
    """A pair of readings of two briefings, by their places, and how they relate."""

    places: tuple[int, int]
    pair: Pair
    relation: Relation


class Figure(NamedTuple):
    """A value that several briefings give: of which measure and period, and what each gives.

    widest: the two that are farthest apart, the lower first, of those that relate as gravely as any
    do.
    """

    measure: str
    label: str
    given: Given
    widest: Compared


def shared_figures(shelf: Shelf) -> Iterator[Figure]:
    """Yield the values that two or more briefings give, by measure and time."""
    for (measure, _), every in sorted(_by_measure(shelf).items()):
        if len({place for place, _ in every}) < 2:
            continue
        slots = _slots(every)
        for slot in sorted(slots, key=lambda each: (each.is_undated, *each[1:])):
            label, given = slots[slot]
            if len(given) > 1:
                yield Figure(measure, label, given, _widest(label, given))


def _by_measure(shelf: Shelf) -> Mapping[tuple[str, str], list[tuple[int, Series]]]:
    """Series by measure and unit; what is in different units is not compared."""
    found = defaultdict(list)
    for place, lookup in enumerate(shelf.lookups):
        for series in lookup.briefing.series:
            if series.measure:
                found[series.measure, unit_name(series.unit)].append((place, series))
    return found


def _slots(every: Sequence[tuple[int, Series]]) -> dict[Slot, tuple[str, Given]]:
    """What has a figure, by period or category, with its label."""
    found: dict[Slot, tuple[str, dict[int, tuple[Reading, ...]]]] = {}
    for place, series in every:
        for point in series.points:
            if reach(series, point) is None:
                continue
            slot = slot_of(series, point)
            if slot not in found:
                found[slot] = point_label(series, point), {}
            given = found[slot][1]
            given[place] = (*given.get(place, ()), Reading(series=series, point=point))
    return {slot: (label, given) for slot, (label, given) in found.items()}


def _widest(label: str, given: Given) -> Compared:
    to_compare = [*_to_compare(given)]
    if not to_compare:
        # All give the same, whichever of several counts: any two stand for them.
        first, second, *_ = given
        return _compared(label, given, (first, second))._replace(relation="agree")
    compared = [_compared(label, given, places) for places in to_compare]
    gravest = min(GRAVEST.index(each.relation) for each in compared)
    worst = [each for each in compared if GRAVEST.index(each.relation) == gravest]
    return max(worst, key=lambda each: abs(each.pair.change or 0.0))


def _compared(label: str, given: Given, places: tuple[int, int]) -> Compared:
    """Two briefings' accounts, the lower one first."""
    one, other = places
    row = measure_row(label, given[one], given[other])
    pair = chosen_pair(row)
    if _lies_below(pair.second, pair.first):
        one, other = other, one
        row = measure_row(label, given[one], given[other])
        pair = chosen_pair(row)
    return Compared((one, other), pair, relation_of(row, pair))


def _to_compare(given: Given) -> Iterator[tuple[int, int]]:
    """Yield the places of briefings to be compared: one for all that give the same."""
    firsts: dict[object, int] = {}
    for place, readings in given.items():
        firsts.setdefault(_account(place, readings), place)
    places = list(firsts.values())
    if len(places) <= _FEW:
        yield from combinations(places, 2)
    else:
        yield from _with_the_ends(given, places)


def _with_the_ends(given: Given, places: Sequence[int]) -> Iterator[tuple[int, int]]:
    least = min(places, key=lambda place: min(each.high for each in _reaches(given[place])))
    most = max(places, key=lambda place: max(each.low for each in _reaches(given[place])))
    for end in (least, most):
        for place in places:
            if place != end:
                yield (place, end) if place < end else (end, place)


def _account(place: int, readings: Sequence[Reading]) -> object:
    """Equal for two briefings whose accounts relate alike to any other one."""
    has_breaks = any(
        point.is_counted_otherwise for each in readings for point in each.series.points
    )
    ranges = sorted((each.low, each.high) for each in _reaches(readings))
    return tuple(ranges), place if has_breaks else None


def _reaches(readings: Sequence[Reading]) -> list[Range]:
    found = [reach(each.series, each.point) for each in readings]
    return [each for each in found if each is not None]


def _lies_below(one: Reading, other: Reading) -> bool:
    first, second = reach(one.series, one.point), reach(other.series, other.point)
    if first is None or second is None:
        return False
    return (first.low, first.high) < (second.low, second.high)
