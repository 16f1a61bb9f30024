"""What two briefings both date: programs of one name, events that say much the same of the same days."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from briefdeck.document.compare import MOST_PAIRS, Comparison
from briefdeck.model.briefing import Event, Program
from briefdeck.model.edtf import Edtf

NEAR = 31
"""Days: what one dates to a day and the other to its month may be the same event."""
PROGRAM_LIKENESS, EVENT_LIKENESS = 0.6, 0.25
Words = frozenset[str]
Dated = TypeVar("Dated", Program, Event)


def shared_times(comparison: Comparison) -> tuple[frozenset[str], frozenset[str]]:
    """The ids, of the first and of the second, of the programs and events that both have."""
    one, other = (side.timeline for side in comparison.sides)
    pairs = [*_pairs(one.programs, other.programs, _is_same_program), *_pairs(one.events, other.events, _is_same_event)]
    return frozenset(first for first, _ in pairs), frozenset(second for _, second in pairs)


def _pairs(
    first: Sequence[Dated], second: Sequence[Dated], is_same: Callable[[Dated, Words, Dated, Words], bool]
) -> Iterator[tuple[str, str]]:
    """Entries of one id, and, unless there are too many to look at, those that are the same."""
    if len(first) * len(second) > MOST_PAIRS:
        ids = {entry.id for entry in second}
        yield from ((entry.id, entry.id) for entry in first if entry.id in ids)
        return
    worded = [(entry, _words(entry.title)) for entry in second if entry.date is not None]
    for entry in (entry for entry in first if entry.date is not None):
        words = _words(entry.title)
        for match, others in worded:
            if entry.id == match.id or is_same(entry, words, match, others):
                yield entry.id, match.id


def _is_same_program(one: Program, words: Words, other: Program, others: Words) -> bool:
    return bool(_names(one) & _names(other)) or _likeness(words, others) >= PROGRAM_LIKENESS


def _is_same_event(one: Event, words: Words, other: Event, others: Words) -> bool:
    return _are_near(one.date, other.date) and _likeness(words, others) >= EVENT_LIKENESS


def _names(program: Program) -> Words:
    return frozenset(name.casefold() for name in (program.title, program.abbreviation) if name)


def _likeness(one: Words, other: Words) -> float:
    return len(one & other) / min(len(one), len(other)) if one and other else 0.0


def _are_near(one: Edtf | None, other: Edtf | None) -> bool:
    """Whether both are dated to a month or closer, and no more than a month apart."""
    if one is None or other is None or not (_is_close(one) and _is_close(other)):
        return False
    assert one.lower is not None
    assert other.lower is not None
    return abs(one.lower - other.lower) <= NEAR


def _is_close(when: Edtf) -> bool:
    return when.lower is not None and when.upper is not None and when.upper - when.lower <= NEAR


def _words(title: str) -> Words:
    """Words of four letters and more, without their ending `s`."""
    return frozenset(word.removesuffix("s") for word in re.findall(r"\w{4,}", title.casefold()))
