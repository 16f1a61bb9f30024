"""Numbers of a copy that are of the same thing as a stated one, and how plainly they are."""

from collections.abc import Collection, Iterable, Iterator
from typing import Final

from briefdeck.evidence.numbers.copy_numbers import CopyNumbers
from briefdeck.evidence.numbers.directions import are_opposed
from briefdeck.evidence.numbers.fitting import (
    digits_of,
    fits_hedge,
    fits_unit,
    has_digits,
    is_exact,
    is_slip,
    says_value,
)
from briefdeck.evidence.numbers.periods import agree, periods_in
from briefdeck.evidence.numbers.stated import Quantity
from briefdeck.evidence.numbers.subjects import stems
from briefdeck.evidence.numbers.surroundings import Seen
from briefdeck.text.pattern import pattern

WEAK: Final = 2.5
"""From so much on, another number is of the same thing, where the stated one is nowhere."""
STRONG: Final = 5.0
"""From so much on, it is so even where the stated one is elsewhere in the copy."""
PLAIN: Final = 4.0
"""From so much likeness on, a number with the stated value is plainly the stated one."""
_TIMES: Final = {True: 2.0, None: 0.0, False: -4.0}
"""What it counts that two numbers are for the same time, that it cannot be told, or that not."""
_MOST_WORDS: Final = 6
_FEW: Final = 2
_FAR: Final = 50
"""Two numbers of the same thing that are wrong about it are rarely farther apart."""
_LARGE: Final = 1000
"""From so much on a number is rarely there twice by chance."""
_DISTINCT: Final = 4
"""Digits by which a number is known for what it is, whatever stands around it."""
_TIMED: Final = pattern(
    r"(?i)\b(?:in|during|for|of|by|until|through|since|from|FY|fiscal|calendar|years?)\W+"
    r"(?:[a-z]+\s+){0,3}(?:FY\s?)?(?:1[5-9]|20)?[0-9]{2}\b"
)
"""A year by which a sentence says when something was."""
_TOTALS: Final = stems("total totals sum overall all combined")


def likeness(number: Quantity, seen: Seen) -> float:
    """Return how much what stands around a number of a copy is of the thing that is stated."""
    same_time = agree(number.periods, seen.periods)
    score = _TIMES[same_time]
    if number.periods and not seen.periods:
        score -= 0.5
    wanted = number.words[:_MOST_WORDS]
    if wanted:
        shared = sum(word in seen.words for word in wanted)
        score += (4.0 if len(wanted) > 1 else 2.0) * shared / len(wanted)
    return (
        score
        + _of_kind(number, seen)
        + _of_names(number.names, seen)
        + _of_labels(number.labels, seen)
    )


def _of_kind(number: Quantity, seen: Seen) -> float:
    """What it counts that two numbers are of the same unit, or count the same things or others."""
    wanted, counted = stems(number.noun), stems(seen.number.noun)
    if wanted & (counted | seen.head):
        return 1.5
    if number.unit and number.unit == seen.unit:
        return 1.0
    return -0.5 if wanted and counted and counted.isdisjoint(number.words) else 0.0


def _of_names(names: Collection[str], seen: Seen) -> float:
    if not names:
        return 0.0
    return 2.0 * sum(name in seen.words for name in names) / len(names)


def _of_labels(labels: Collection[str], seen: Seen) -> float:
    """What it counts that all, some or none of the words of a category are there."""
    if not labels:
        return 0.0
    if seen.words.issuperset(labels):
        return 2.0
    return -2.5 if seen.words.isdisjoint(labels) else -0.5


def others_of(
    number: Quantity, copy: CopyNumbers, found: Iterable[Seen]
) -> Iterator[tuple[float, Seen]]:
    """Yield other numbers that may be of the stated thing, and how plainly they are."""
    for seen in found:
        if seen.number.is_year or seen.number.is_of_name or (seen.row and not seen.column):
            continue
        if not (seen.number.is_amount or seen.row):
            continue
        if agree(number.periods, seen.periods) is False:
            continue
        is_same = has_digits(number, seen) or says_value(number, seen)
        is_alike = is_same or is_slip(number, seen)
        if not is_same and not _may_be_of_unit(number, copy, seen, is_alike=is_alike):
            continue
        score = likeness(number, seen)
        if is_alike:
            score += _likeness_of_digits(number, seen)
        elif not number.value / _FAR <= abs(seen.value) <= abs(number.value) * _FAR:
            score -= 2.0
        yield score, seen


def _may_be_of_unit(number: Quantity, copy: CopyNumbers, seen: Seen, *, is_alike: bool) -> bool:
    """Whether a number can be of the stated unit; one that says none, if its digits are alike."""
    if not fits_unit(number, seen, copy.sentence(seen)):
        return False
    return is_alike or not number.unit or bool(seen.unit) or seen.row is None


def is_of_size(number: Quantity, seen: Seen) -> bool:
    """Whether a number is of about the size that is stated, or has its digits."""
    least, most = sorted((abs(number.value), abs(seen.value)))
    return most <= 2 * least or has_digits(number, seen)


def _likeness_of_digits(number: Quantity, seen: Seen) -> float:
    """How much the likeness of two numbers' digits says: little, where they have few."""
    if len(digits_of(number.value)) > _FEW:
        return 3.0
    if not is_exact(number, seen):
        return 1.0
    return 3.0 if number.power else 2.0


def rival_beside(number: Quantity, copy: CopyNumbers, seen: Seen) -> Seen | None:
    """Return the number beside one with the stated value that is the stated one's by its place.

    It has the period, the row or the column that is stated, and the other has not. None where
    nothing speaks against the one that was found.
    """
    if agree(number.periods, seen.periods) is False:
        return _of_period(number, copy, seen)
    if seen.row is not None:
        return _of_row(number, copy, seen) or _of_column(number, copy, seen)
    return _of_name(number, copy, seen) or _of_noun(number, copy, seen)


def says_otherwise(number: Quantity, copy: CopyNumbers, seen: Seen) -> bool:
    """Whether what stands around a number with the stated value makes it another statement.

    It points the other way, or is for another year, and the stated one is not even named there.
    """
    if are_opposed(number.way, copy.way(seen)):
        return True
    if agree(number.periods, seen.periods) is not False:
        return False
    around = f"{copy.sentence(seen)} {seen.above}"
    if seen.row is None and not _TIMED.search(around):
        return False
    return agree(number.periods, periods_in(around)) is False


def is_plainly_of(number: Quantity, copy: CopyNumbers, seen: Seen) -> bool:
    """Whether a number is of the stated thing, whatever its time; one that points the other way."""
    if are_opposed(number.way, copy.way(seen)):
        return True
    is_late = agree(number.periods, seen.periods) is False
    return likeness(number, seen) - (_TIMES[False] if is_late else 0) >= WEAK


def is_doubtful(number: Quantity, seen: Seen) -> bool:
    """Whether a number with the stated value may well be of something else.

    It is so for another period, and for a rounded one or one of few digits that is not plainly of
    the same thing.
    """
    if agree(number.periods, seen.periods) is False:
        return True
    if likeness(number, seen) >= PLAIN:
        return False
    if not is_exact(number, seen):
        return True
    if len(digits_of(seen.number.value)) >= _DISTINCT:
        return False
    return abs(number.value) < _LARGE or not _is_shared(number, seen)


def _is_shared(number: Quantity, seen: Seen) -> bool:
    """Whether a number is for the stated time, or by words besides names of the stated thing."""
    if agree(number.periods, seen.periods):
        return True
    words = {*number.words, *stems(number.noun)} - {*number.names}
    return not words.isdisjoint(seen.words)


def _of_period(number: Quantity, copy: CopyNumbers, seen: Seen) -> Seen | None:
    """The number of the same column, row or sentence, else one much like it, for the period."""
    for other in _beside(copy, seen):
        if agree(number.periods, other.periods) and _is_other(number, copy, other):
            return other
    return None


def _beside(copy: CopyNumbers, seen: Seen) -> Iterator[Seen]:
    if seen.row is None:
        start, end = copy.around(seen)
        for other in copy.between(start, end):
            if other.row is None:
                yield other
        return
    yield from copy.siblings(seen, across=True)
    yield from copy.siblings(seen, across=False)


def _of_row(number: Quantity, copy: CopyNumbers, seen: Seen) -> Seen | None:
    """The number of the same column in the row whose label is stated, where this one's is not."""
    own = seen.label - _TOTALS
    for other in copy.siblings(seen, across=False):
        if not _is_named_more(number, other.label, own):
            continue
        if agree(number.periods, other.periods) is not False and _is_other(number, copy, other):
            return other
    return None


def _of_column(number: Quantity, copy: CopyNumbers, seen: Seen) -> Seen | None:
    """The number of the same row in the column whose head is stated, where this one's is not.

    Among the words of that head must be what is counted, or a name.
    """
    wanted = _wanted(number)
    singled = stems(number.noun) | {*number.labels, *number.names}
    own = seen.head - _TOTALS
    if not own:
        others = copy.in_column(seen, wanted)
        return next((each for each in others if _is_other(number, copy, each)), None)
    for other in copy.siblings(seen, across=True):
        if other.head.isdisjoint(singled) or not _is_named_more(number, other.head, own):
            continue
        if agree(number.periods, other.periods) is not False and _is_other(number, copy, other):
            return other
    return None


def _is_named_more(number: Quantity, label: frozenset[str], own: frozenset[str]) -> bool:
    """Whether all words of a label are stated, and not all of another one's, nor so many."""
    wanted = _wanted(number)
    label = label - _TOTALS
    singled = {*number.labels, *number.names}
    if label and own and label <= singled and own.isdisjoint(singled):
        return True
    if not label or not own or own <= wanted:
        return False
    return label <= wanted and len(label) > len(own & wanted)


def _of_name(number: Quantity, copy: CopyNumbers, seen: Seen) -> Seen | None:
    """The number of the same sentence that stands by a stated name, where this one does not."""
    if not number.names or len(copy.amounts(seen)) < 2:
        return None
    wanted = frozenset(number.names)
    beside = copy.names_beside(seen)
    if not beside or beside & wanted:
        return None
    for other in copy.between(*seen.span):
        if other.row is not None or not copy.names_beside(other) & wanted:
            continue
        if agree(number.periods, other.periods) is not False and _is_other(number, copy, other):
            return other
    return None


def _of_noun(number: Quantity, copy: CopyNumbers, seen: Seen) -> Seen | None:
    """The number of the same sentence that counts what is stated, where this one counts others.

    What that one counts must be in the briefing's sentence too: the two have changed places.
    """
    wanted, own = stems(number.noun), stems(seen.number.noun)
    if not wanted or wanted & own or own.isdisjoint(number.words):
        return None
    for other in copy.between(*seen.span):
        if other.row is not None or wanted.isdisjoint(stems(other.number.noun)):
            continue
        if agree(number.periods, other.periods) is not False and _is_other(number, copy, other):
            return other
    return None


def lookalike(
    number: Quantity, copy: CopyNumbers, found: Seen, others: Iterable[Seen]
) -> Seen | None:
    """Return a number that is as much of the stated thing and has more of its names.

    Where one agency's number is stated as another's, the same sentence is there for both.
    """
    wanted = frozenset(number.names)
    if found.row is not None:
        return None
    own = wanted & found.words
    for other in others:
        if other.row is not None or other.span == found.span or not own < wanted & other.words:
            continue
        if number.periods and not agree(number.periods, other.periods):
            continue
        if _are_alike(found, other) and _is_other(number, copy, other):
            return other
    return None


def _are_alike(one: Seen, other: Seen) -> bool:
    """Whether two sentences say the same of different things."""
    shared = len(one.words & other.words)
    return shared * 2 >= len(one.words | other.words) and one.unit == other.unit


def _wanted(number: Quantity) -> frozenset[str]:
    return stems(number.noun) | set(number.words) | set(number.labels)


def _is_other(number: Quantity, copy: CopyNumbers, other: Seen) -> bool:
    """Whether a number is an amount in the stated unit, but has another value or hedge."""
    if not (other.number.is_amount or other.row):
        return False
    if says_value(number, other) and fits_hedge(number, other):
        return False
    return not other.number.is_year and fits_unit(number, other, copy.sentence(other))
