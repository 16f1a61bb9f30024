"""Whether a number that a briefing states is in the copy of its source, and what is there instead.

`fitting` says when a number of a copy is the stated one. It counts as found where nothing in the
place speaks against it: where the same table or passage gives another number for the very period
or row that is stated, that one contradicts it. Where no number fits, the place contradicts the
stated one if another number there is of the same thing (`rivals`).
"""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec.structs import replace

from briefdeck.evidence.numbers.copy_numbers import WHOLE, CopyNumbers
from briefdeck.evidence.numbers.fitting import fits_hedge, fits_unit, is_exact, says_value, sizes_of
from briefdeck.evidence.numbers.rivals import (
    PLAIN,
    STRONG,
    WEAK,
    is_doubtful,
    is_of_size,
    is_plainly_of,
    likeness,
    lookalike,
    others_of,
    rival_beside,
    says_otherwise,
)
from briefdeck.evidence.numbers.stated import Quantity
from briefdeck.evidence.numbers.surroundings import Seen
from briefdeck.evidence.passages import NumberPassage, NumberState
from briefdeck.evidence.selectors import selector

Span = tuple[int, int]

_MARGIN: Final = 0.75
"""By how much more likeness another number counts before one with the stated value."""


def find_number(
    number: Quantity, copy: CopyNumbers, at: str | None, first: Sequence[Span] = ()
) -> NumberPassage:
    """Return what became of a number in a copy.

    at: the place that is cited; where the copy has no such place, that is the whole of it. first:
    where the words stand that the citation quotes, which count before the rest of the place.
    """
    search = _Search(number, copy)
    place = copy.place(at)
    unplaced = bool(at) and not place
    passage = search.in_passage(first) if first else None
    if passage is None:
        passage = search.in_place(place or ((0, len(copy.text)),), is_whole=not place)
    return replace(passage, unplaced=True) if unplaced else passage


class _Search:
    """The search for a number in a copy."""

    def __init__(self, number: Quantity, copy: CopyNumbers) -> None:
        self._number = number
        self._copy = copy

    def in_passage(self, place: Sequence[Span]) -> NumberPassage | None:
        """Return what became of the number in words that are quoted; None if they do not say."""
        found, misplaced = self._found(place)
        if found is not None:
            return self._passage("found", found)
        score, rival = self._rival(place)
        rival = misplaced or (rival if score >= STRONG else None)
        return self._passage("contradicts", rival) if rival is not None else None

    def in_place(self, place: Sequence[Span], *, is_whole: bool) -> NumberPassage:
        """Return what became of the number in a place, or else in the whole copy."""
        found, misplaced = self._found(place)
        if found is not None and not is_doubtful(self._number, found):
            other = self._lookalike(place, found)
            if other is not None:
                return self._passage("contradicts", other)
            return self._passage("found", found)
        if found is None and misplaced is not None:
            return self._passage("contradicts", misplaced)
        score, rival = self._rival(place)
        is_plain = score >= STRONG or (found is not None and not is_exact(self._number, found))
        if rival is not None and is_plain and self._is_nearer(rival, found):
            return self._passage("contradicts", rival)
        if found is not None:
            return self._passage("found", found)
        if not is_whole:
            elsewhere, _ = self._found(((0, len(self._copy.text)),))
            if elsewhere is not None:
                return self._passage("elsewhere", elsewhere)
        is_near = rival is not None and is_of_size(self._number, rival)
        if rival is not None and score >= (WEAK if is_near or not is_whole else PLAIN):
            return self._passage("contradicts", rival)
        return NumberPassage("missing")

    def _found(self, place: Sequence[Span]) -> tuple[Seen | None, Seen | None]:
        """The number as a place says it, with unit and hedge: that which it fits best.

        Behind it the number beside one with the stated value that speaks against that one.
        """
        best, most = None, float("-inf")
        against: Seen | None = None
        for seen in self._said(place):
            if not self._fits(seen):
                continue
            score = likeness(self._number, seen)
            if score <= most:
                continue
            if says_otherwise(self._number, self._copy, seen):
                if is_plainly_of(self._number, self._copy, seen):
                    against = against or seen
                continue
            rival = rival_beside(self._number, self._copy, seen)
            if rival is not None:
                against = against or rival
                continue
            best, most = seen, score
            if score >= PLAIN:
                break
        return best, against

    def _rival(self, place: Sequence[Span]) -> tuple[float, Seen | None]:
        """The number of a place that most plainly is another one of the same thing."""
        best: Seen | None = None
        most = WEAK
        for start, end in self._copy.windows(place, self._number):
            for score, seen in others_of(self._number, self._copy, self._copy.between(start, end)):
                if (score > most or (best is None and score == most)) and not self._fits(seen):
                    best, most = seen, score
        return most, best

    def _lookalike(self, place: Sequence[Span], found: Seen) -> Seen | None:
        """The number that has more of the stated names than the one that was found."""
        if found.words.issuperset(self._number.names):
            return None
        for start, end in place:
            if end - start <= WHOLE:
                others = self._copy.between(start, end)
                other = lookalike(self._number, self._copy, found, others)
                if other is not None:
                    return other
        return None

    def _is_nearer(self, rival: Seen, found: Seen | None) -> bool:
        """Whether a rival is more of the stated thing than a number with the stated value."""
        if found is None:
            return True
        return likeness(self._number, rival) > likeness(self._number, found) + _MARGIN

    def _passage(self, state: NumberState, seen: Seen) -> NumberPassage:
        """A state with the words of the copy that it rests on."""
        number = seen.number
        return NumberPassage(state, selector(self._copy.copy, number.start, number.end))

    def _said(self, place: Sequence[Span]) -> Iterator[Seen]:
        """The numbers of a place with the stated value, and with more digits of it."""
        least, most = sizes_of(self._number)
        for start, end in place:
            yield from filter(self._says, self._copy.like(least, most, start, end))
            yield from filter(self._says, self._copy.spelled_like(self._number.value, start, end))

    def _says(self, seen: Seen) -> bool:
        return says_value(self._number, seen)

    def _fits(self, seen: Seen) -> bool:
        """Whether a number has the stated value, unit and hedge, and is an amount."""
        number = seen.number
        if not self._says(seen):
            return False
        if not number.is_amount and seen.row is None and not self._counts(seen):
            return False
        if number.doubt == "blank" and seen.row is None and not number.is_bare:
            return False
        if not fits_unit(self._number, seen, self._copy.sentence(seen)):
            return False
        return fits_hedge(self._number, seen)

    def _counts(self, seen: Seen) -> bool:
        """Whether what looks like a year counts the very things that are stated."""
        noun = seen.number.noun.split()
        return seen.number.is_year and bool(noun) and noun[0] in self._number.noun.split()
