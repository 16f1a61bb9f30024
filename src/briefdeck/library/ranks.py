"""Which key points have changed rank: the fewest moves that make the old order the new one.

A point that stands lower only because another one came above it, or was taken away, has not moved.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from briefdeck.model.briefing import Briefing, Entry, KeyPoint


class Move(NamedTuple):
    """From which rank to which a point moved, counted from one."""

    old: int
    new: int


class _Place(NamedTuple):
    """A point in both orders: its rank in each, and its place among those that are in both."""

    entry: str
    old: int
    new: int
    old_place: int
    new_place: int


def moves(old: Briefing, new: Briefing, pairs: Iterable[tuple[Entry, Entry]]) -> dict[str, Move]:
    """Return the key points that moved, by their id now. `pairs`: what is what in the two states.

    Ranks are those that readers see, in the whole list.
    """
    places = _places(old, new, pairs)
    staying = _staying(places)
    return {place.entry: _move(place) for place in places if place.entry not in staying}


def _move(place: _Place) -> Move:
    if place.old != place.new:
        return Move(place.old, place.new)
    # Others went or came above it just so that its number is the same: its place tells of the move.
    return Move(place.old_place, place.new_place)


def _places(old: Briefing, new: Briefing, pairs: Iterable[tuple[Entry, Entry]]) -> list[_Place]:
    """Return the key points that are in both states, in the new order."""
    was = {
        after.id: before.id
        for before, after in pairs
        if isinstance(before, KeyPoint) and isinstance(after, KeyPoint)
    }
    old_ranks = _ranks([point.id for point in old.key_points])
    kept = [point.id for point in new.key_points if point.id in was]
    old_places = _ranks(sorted(kept, key=lambda entry: old_ranks[was[entry]]))
    new_ranks = _ranks([point.id for point in new.key_points])
    return [
        _Place(entry, old_ranks[was[entry]], new_ranks[entry], old_places[entry], place)
        for place, entry in enumerate(kept, 1)
    ]


def _ranks(ids: Sequence[str]) -> dict[str, int]:
    return {entry: rank for rank, entry in enumerate(ids, 1)}


def _staying(places: Sequence[_Place]) -> frozenset[str]:
    """Return the points that keep their order: as many as can, rather those of the same rank.

    It is the heaviest increasing subsequence, found in n log n with a Fenwick tree of the best
    that ends at or before each old place.
    """
    best: list[tuple[int, int]] = [(0, -1)] * (len(places) + 1)
    before: list[int] = []
    for number, place in enumerate(places):
        weight, previous = _best_up_to(best, place.old_place - 1)
        before.append(previous)
        _improve(best, place.old_place, (weight + _weight(place, len(places)), number))
    _, number = _best_up_to(best, len(places))
    staying: list[str] = []
    while number >= 0:
        staying.append(places[number].entry)
        number = before[number]
    return frozenset(staying)


def _weight(place: _Place, count: int) -> int:
    """Return what it is worth that a point stays: a rank that is the same settles ties only."""
    return count + 2 if place.old == place.new else count + 1


def _best_up_to(best: Sequence[tuple[int, int]], place: int) -> tuple[int, int]:
    found = (0, -1)
    while place > 0:
        found = max(found, best[place])
        place -= place & -place
    return found


def _improve(best: list[tuple[int, int]], place: int, found: tuple[int, int]) -> None:
    while place < len(best):
        best[place] = max(best[place], found)
        place += place & -place
