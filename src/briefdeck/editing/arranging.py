"""The order of what two people have moved, added and taken out, each in a copy of one list."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Collection, Hashable, Sequence
from typing import Final, Generic, NamedTuple, TypeVar

T = TypeVar("T")
U = TypeVar("U")
K = TypeVar("K", bound=Hashable)


class Sides(NamedTuple, Generic[T]):
    """Something in three versions: what two of them come from, and these two."""

    base: T
    ours: T
    theirs: T

    def each(self, make: Callable[[T], U]) -> "Sides[U]":
        """Return what is made of each version."""
        return Sides(make(self.base), make(self.ours), make(self.theirs))


_MOST_PAIRS: Final = 20_000_000
"""Pairs that are looked at, at most; two new orders beyond that are not reconciled."""


def arranged(
    lists: Sides[list[K]], staying: Collection[K], *, is_strict: bool = False
) -> tuple[list[K], bool]:
    """Return what stays of three lists in the order of both sides, and whether these agree on it.

    What only one side has moved goes where it has moved it. What theirs has added stands behind
    what it stands behind there; of what both have added at one place, ours comes first. Where both
    have moved the same, or the moves lead in a circle, or, if `is_strict`, both have moved
    anything differently, they do not agree, and the order is ours.
    """
    places = lists.each(lambda side: {key: at for at, key in enumerate(side)})
    common = [key for key in lists.base if key in places.ours and key in places.theirs]
    by_ours = sorted(common, key=places.ours.__getitem__)
    by_theirs = sorted(common, key=places.theirs.__getitem__)
    if by_theirs in (common, by_ours):
        return _placed(lists, places, staying, ()), True
    their_moves = moved(common, by_theirs)
    found = _placed(lists, places, staying, their_moves)
    if by_ours == common:
        return found, True
    our_moves = moved(common, by_ours)
    if not is_strict and not our_moves & their_moves:
        kept = [key for key in common if key in staying]
        if _has_all_moves(places, kept, found, our_moves | their_moves):
            return found, True
    return _placed(lists, places, staying, ()), False


def _placed(
    lists: Sides[list[K]],
    places: Sides[dict[K, int]],
    staying: Collection[K],
    moves: Collection[K],
) -> list[K]:
    """Our order, with what theirs has moved or added behind what it stands behind there."""
    kept = [key for key in lists.ours if key in staying and key not in moves]
    settled = set(kept)
    behind: dict[K | None, list[K]] = defaultdict(list)
    anchor: K | None = None
    for key in lists.theirs:
        if key in settled:
            anchor = key
        elif key in staying and (key in moves or key not in places.ours):
            behind[anchor].append(key)
    found: list[K] = []
    waiting = behind[None]
    for key in kept:
        if key in places.base or key in places.theirs:
            found += waiting
            waiting = behind.get(key, [])
        found.append(key)
    return found + waiting


def moved(old: Sequence[K], new: Sequence[K]) -> frozenset[K]:
    """The fewest of some keys that have moved: all but a longest run that keeps its order."""
    places = {key: at for at, key in enumerate(old)}
    ends: list[int] = []
    last: list[K] = []
    before: dict[K, K | None] = {}
    for key in new:
        at = bisect_left(ends, places[key])
        before[key] = last[at - 1] if at else None
        ends[at : at + 1] = [places[key]]
        last[at : at + 1] = [key]
    still = set()
    key_: K | None = last[-1] if last else None
    while key_ is not None:
        still.add(key_)
        key_ = before[key_]
    return frozenset(places) - still


def _has_all_moves(
    places: Sides[dict[K, int]], kept: Sequence[K], found: Sequence[K], moves: Collection[K]
) -> bool:
    """Whether an order has turned round each pair that a side has turned round, and no other."""
    if len(moves) * len(kept) > _MOST_PAIRS:
        return False
    now = {key: at for at, key in enumerate(found)}
    for one in moves & now.keys():
        for other in kept:
            was, *sides, is_now = (place[one] < place[other] for place in (*places, now))
            if (is_now != was) != any(side != was for side in sides):
                return False
    return True
