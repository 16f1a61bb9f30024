"""Whether a number that a briefing states is in the copy of its source, and what is there instead.

`fitting` says when a number of a copy is the stated one. It counts as found where nothing in the
place speaks against it: where the same table or passage gives another number for the very period
or row that is stated, that one contradicts it. Where no number fits, the place contradicts the
stated one if another number there is of the same thing (`rivals`).
"""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from briefdeck.evidence.copy_numbers import CopyNumbers
from briefdeck.evidence.fitting import fits_hedge, fits_unit, says_value
from briefdeck.evidence.passages import NumberPassage, NumberState, Selector
from briefdeck.evidence.places import extents
from briefdeck.evidence.rivals import (
    STRONG,
    WEAK,
    is_doubtful,
    likeness,
    others_of,
    rival_beside,
)
from briefdeck.evidence.stated import Quantity
from briefdeck.evidence.surroundings import Seen

Span = tuple[int, int]

_AROUND: Final = 48
"""Characters before and behind a passage that a selector holds."""


def find_number(
    number: Quantity, copy: CopyNumbers, at: str | None, first: Sequence[Span] = ()
) -> NumberPassage:
    """Return what became of a number in a copy.

    at: the place that is cited; where the copy has no such place, that is the whole of it. first:
    where the words stand that the citation quotes, which count before the rest of the place.
    """
    search = _Search(number, copy)
    if first:
        found = search.found(first)
        if found is not None:
            return search.passage("found", found)
        rival = search.rival(first, STRONG)
        if rival is not None:
            return search.passage("contradicts", rival)
    place = tuple(extents(copy.copy, at)) if at else ()
    return search.in_place(place or ((0, len(copy.text)),), is_whole=not place)


class _Search:
    """The search for a number in a copy."""

    def __init__(self, number: Quantity, copy: CopyNumbers) -> None:
        self._number = number
        self._copy = copy

    def in_place(self, place: Sequence[Span], *, is_whole: bool) -> NumberPassage:
        """Return what became of the number in a place, or else in the whole copy."""
        found = self.found(place)
        if found is not None:
            rival = self._stronger(place, found)
            if rival is None:
                return self.passage("found", found)
            return self.passage("contradicts", rival)
        rival = self._misplaced(place) or self.rival(place, STRONG)
        if rival is not None:
            return self.passage("contradicts", rival)
        if not is_whole:
            elsewhere = self.found(((0, len(self._copy.text)),))
            if elsewhere is not None:
                return self.passage("elsewhere", elsewhere)
        rival = self.rival(place, WEAK)
        if rival is not None:
            return self.passage("contradicts", rival)
        return NumberPassage("missing")

    def found(self, place: Sequence[Span]) -> Seen | None:
        """Return the number as a place says it, with unit and hedge, that it fits best."""
        fitting = [seen for seen in self._said(place) if self._fits(seen)]
        fitting = [seen for seen in fitting if rival_beside(self._number, self._copy, seen) is None]
        return max(fitting, key=self._likeness, default=None)

    def rival(self, place: Sequence[Span], least: float) -> Seen | None:
        """Return the number of a place that most plainly is another one of the same thing."""
        best: tuple[float, Seen] | None = None
        for start, end in self._copy.windows(place, self._number):
            for score, seen in others_of(self._number, self._copy, self._copy.between(start, end)):
                if score >= least and (best is None or score > best[0]) and not self._fits(seen):
                    best = score, seen
        return best[1] if best is not None else None

    def passage(self, state: NumberState, seen: Seen) -> NumberPassage:
        """Return a state with the words of the copy that it rests on."""
        number = seen.number
        return NumberPassage(state, selector_of(self._copy, number.start, number.end))

    def _said(self, place: Sequence[Span]) -> Iterator[Seen]:
        """The numbers of a place with the stated value, and with more digits of it."""
        size = abs(self._number.value)
        # "more than" is rounded down and "nearly" up, by less than one step.
        slack = Decimal(1).scaleb(self._number.step)
        least, most = max(size - slack, Decimal(0)), size + slack
        for start, end in place:
            for seen in self._copy.like(least, most, start, end):
                if says_value(self._number, seen):
                    yield seen
            for seen in self._copy.spelled_like(self._number.value, start, end):
                if says_value(self._number, seen):
                    yield seen

    def _fits(self, seen: Seen) -> bool:
        number = seen.number
        if not says_value(self._number, seen):
            return False
        if not number.is_amount and seen.row is None and not self._may_be_amount(seen):
            return False
        return fits_unit(self._number, seen, self._copy.sentence(seen)) and fits_hedge(
            self._number, seen
        )

    def _may_be_amount(self, seen: Seen) -> bool:
        """Whether what looks like a year counts the very things that are stated."""
        noun = seen.number.noun.split()
        return seen.number.is_year and bool(noun) and noun[0] in self._number.noun.split()

    def _likeness(self, seen: Seen) -> float:
        return likeness(self._number, seen)

    def _stronger(self, place: Sequence[Span], found: Seen) -> Seen | None:
        """The rival of a number that has the stated value and hardly anything else in common."""
        return self.rival(place, STRONG) if is_doubtful(self._number, found) else None

    def _misplaced(self, place: Sequence[Span]) -> Seen | None:
        """The rival beside a number that has the stated value, but for another row or period."""
        for seen in self._said(place):
            if self._fits(seen):
                rival = rival_beside(self._number, self._copy, seen)
                if rival is not None:
                    return rival
        return None


def selector_of(copy: CopyNumbers, start: int, end: int) -> Selector:
    """Return the words between two places of a copy, with what stands around them."""
    text = copy.text
    before = " ".join(text[max(0, start - 2 * _AROUND) : start].split())
    behind = " ".join(text[end : end + 2 * _AROUND].split())
    return Selector(
        exact=" ".join(text[start:end].split()),
        prefix=before[-_AROUND:],
        suffix=behind[:_AROUND],
        start=start,
        end=end,
        page=copy.copy.page_at(start),
    )
