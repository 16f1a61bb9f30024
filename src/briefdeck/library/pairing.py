"""Which entry of an old state is which of a new one, and how two wordings of a text differ word by word."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

import msgspec

from briefdeck.model.briefing import Briefing, Entry
from briefdeck.model.fields import walk
from briefdeck.text.folding import tokens

Piece = tuple[Literal["same", "old", "new"], str]
"""A run of words: in both wordings, only in the old one, or only in the new one."""

MANY_WORDS: Final = 800


def reworded(old: str, new: str) -> tuple[Piece, ...]:
    """The two texts as runs of words; their `same` and `old` runs make the old text, `same` and `new` the new one."""
    before, after = old.split(), new.split()
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    inner_before, inner_after = before[start : len(before) - end], after[start : len(after) - end]
    pieces = [
        ("same", before[:start]),
        *_runs(inner_before, inner_after),
        ("same", before[len(before) - end :]),
    ]
    return tuple((kind, " ".join(words)) for kind, words in pieces if words)  # type: ignore[misc] # the kinds are literals


def _runs(before: list[str], after: list[str]) -> "Iterator[tuple[str, list[str]]]":
    """Runs between the common start and end; words that change at every turn are taken together."""
    quick = len(before) > MANY_WORDS or len(after) > MANY_WORDS
    if len(before) * len(after) > MANY_WORDS * MANY_WORDS * 100:
        yield "old", before
        yield "new", after
        return
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(
        None, before, after, autojunk=quick
    ).get_opcodes():
        if tag == "equal":
            yield "same", before[old_from:old_to]
        else:
            yield "old", before[old_from:old_to]
            yield "new", after[new_from:new_to]


def _common(one: list[str], other: list[str]) -> int:
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


ALIKE: Final = 0.5
SAME_LABEL: Final = 0.35
CANDIDATES: Final = 8
COMMON: Final = 200

Pair = tuple[Entry, Entry]


class Pairs(NamedTuple):
    """Entries of two states: those in both, only in the old, only in the new, each in file order."""

    kept: tuple[Pair, ...]
    lost: tuple[Entry, ...]
    gained: tuple[Entry, ...]


def paired(old: Briefing, new: Briefing) -> Pairs:
    """Which entry of the old state is which of the new: by its id, else by what it says."""
    before = {entry.id: entry for entry in old.entries()}
    after = {entry.id: entry for entry in new.entries()}
    pairs = {name: before[name] for name in after if name in before}
    lost = [entry for name, entry in before.items() if name not in after]
    gained = [entry for name, entry in after.items() if name not in before]
    for one, other in _alike(lost, gained):
        pairs[other.id] = one
    matched = {entry.id for entry in pairs.values()}
    return Pairs(
        kept=tuple((pairs[name], entry) for name, entry in after.items() if name in pairs),
        lost=tuple(entry for entry in lost if entry.id not in matched),
        gained=tuple(entry for entry in gained if entry.id not in pairs),
    )


def _alike(lost: Sequence[Entry], gained: Sequence[Entry]) -> Iterator[Pair]:
    """The likeliest pairs among entries of the same table, each entry once."""
    for table in sorted({entry.table for entry in lost}):
        here = [entry for entry in lost if entry.table == table]
        there = [entry for entry in gained if entry.table == table]
        yield from _alike_in_table(here, there)


def _alike_in_table(lost: Sequence[Entry], gained: Sequence[Entry]) -> Iterator[Pair]:
    bags_lost, bags_gained = [_bag(entry) for entry in lost], [_bag(entry) for entry in gained]
    scored = [
        (_likeness(lost[one], gained[other], bags_lost[one], bags_gained[other]), -one, -other)
        for one, others in _candidates(bags_lost, bags_gained)
        for other in others
    ]
    taken_lost: set[int] = set()
    taken_gained: set[int] = set()
    for score, one, other in sorted(scored, reverse=True):
        if score < ALIKE:
            return
        if -one not in taken_lost and -other not in taken_gained:
            taken_lost.add(-one)
            taken_gained.add(-other)
            yield lost[-one], gained[-other]


def _candidates(
    lost: Sequence[Counter[str]], gained: Sequence[Counter[str]]
) -> Iterator[tuple[int, list[int]]]:
    """For each lost entry the gained ones that share most rare words with it."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, bag in enumerate(gained):
        for word in bag:
            holders[word].append(number)
    for number, bag in enumerate(lost):
        shared: dict[int, float] = defaultdict(float)
        for word in bag:
            having = holders.get(word, ())
            for other in having[:COMMON]:
                shared[other] += 1 / len(having)
        yield number, sorted(shared, key=lambda other: -shared[other])[:CANDIDATES]


def _likeness(one: Entry, other: Entry, bag: Counter[str], other_bag: Counter[str]) -> float:
    """0 for nothing in common to 1 for the same words; the same label counts for much."""
    if msgspec.structs.replace(one, id=other.id) == other:
        return 2.0
    total = bag.total() + other_bag.total()
    shared = 2 * (bag & other_bag).total() / total if total else 0.0
    label = tokens(one.label)
    same_label = bool(label) and label == tokens(other.label)
    return shared + (SAME_LABEL if same_label else 0.0)


def _bag(entry: Entry) -> Counter[str]:
    """The words of everything that an entry says; its own id is not among them."""
    said = (held.value for held in walk(entry) if held.path != ("id",))
    return Counter(word for value in said for word in tokens(str(value)))
