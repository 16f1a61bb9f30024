"""Which entry of an old state is which of a new one, and how two wordings of a text differ."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Final, Literal, NamedTuple

import msgspec

from briefdeck.model.briefing import Briefing, Entry
from briefdeck.model.fields import walk
from briefdeck.text.folding import tokens

_Kind = Literal["same", "old", "new"]
_Run = tuple[_Kind, list[str]]
Piece = tuple[_Kind, str]
"""A run of words: in both wordings, only in the old one, or only in the new one."""

MANY_WORDS: Final = 800
"""Above so many words `difflib` may overlook the commonest ones; without that it takes seconds."""
MOST_COMPARED: Final = 100 * MANY_WORDS**2
"""Words of one text times words of the other, above which the whole is taken as rewritten."""


def reworded(old: str, new: str) -> tuple[Piece, ...]:
    """Return two texts as runs of words.

    The `same` and `old` runs make up the old text, `same` and `new` the new one.
    """
    before = old.split()
    after = new.split()
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    after_start = len(before) - end
    runs: list[_Run] = [("same", before[:start])]
    runs += _runs(before[start:after_start], after[start : len(after) - end])
    runs.append(("same", before[after_start:]))
    return tuple((kind, " ".join(words)) for kind, words in runs if words)


def _runs(before: list[str], after: list[str]) -> Iterator[_Run]:
    """Yield the runs between the common start and end of two texts."""
    if len(before) * len(after) > MOST_COMPARED:
        yield "old", before
        yield "new", after
        return
    quick = max(len(before), len(after)) > MANY_WORDS
    matcher = SequenceMatcher(None, before, after, autojunk=quick)
    for tag, old_from, old_to, new_from, new_to in matcher.get_opcodes():
        if tag == "equal":
            yield "same", before[old_from:old_to]
        else:
            yield "old", before[old_from:old_to]
            yield "new", after[new_from:new_to]


def _common(one: list[str], other: list[str]) -> int:
    """Return how many words two lists begin with alike."""
    count = 0
    for left, right in zip(one, other, strict=False):
        if left != right:
            break
        count += 1
    return count


ALIKE: Final = 0.5
"""The likeness from which an entry counts as another one renamed."""
SAME_LABEL: Final = 0.35
"""What the same label adds to the likeness."""
# Comparing every lost entry with every gained one takes minutes at a few thousand of each.
CANDIDATES: Final = 8
COMMON: Final = 200

Pair = tuple[Entry, Entry]


class Pairs(NamedTuple):
    """Entries in both of two states, only in the old, only in the new, each in file order."""

    kept: tuple[Pair, ...]
    lost: tuple[Entry, ...]
    gained: tuple[Entry, ...]


def paired(old: Briefing, new: Briefing) -> Pairs:
    """Return which entry of the old state is which of the new: by id, else by what it says."""
    before = {entry.id: entry for entry in old.entries()}
    after = {entry.id: entry for entry in new.entries()}
    lost = _without(before.values(), after)
    gained = _without(after.values(), before)
    origins = {name: before[name] for name in before.keys() & after.keys()}
    for one, other in _alike(lost, gained):
        origins[other.id] = one
    matched = {entry.id for entry in origins.values()}
    kept = tuple((origins[entry.id], entry) for entry in after.values() if entry.id in origins)
    return Pairs(kept, tuple(_without(lost, matched)), tuple(_without(gained, origins)))


def _without(entries: Iterable[Entry], ids: Container[str]) -> list[Entry]:
    return [entry for entry in entries if entry.id not in ids]


class _Said(NamedTuple):
    """An entry and how often it says each word."""

    entry: Entry
    words: Counter[str]


def _alike(lost: Sequence[Entry], gained: Sequence[Entry]) -> Iterator[Pair]:
    """Yield the likeliest pairs among entries of the same table, each entry once."""
    for table in sorted({entry.table for entry in lost}):
        yield from _alike_in_table(_said_in(table, lost), _said_in(table, gained))


def _said_in(table: str, entries: Iterable[Entry]) -> list[_Said]:
    return [_Said(entry, _words(entry)) for entry in entries if entry.table == table]


def _alike_in_table(lost: Sequence[_Said], gained: Sequence[_Said]) -> Iterator[Pair]:
    scored: list[tuple[float, int, int]] = []
    for one, others in _candidates(lost, gained):
        scored += [(-_likeness(lost[one], gained[other]), one, other) for other in others]
    taken_lost: set[int] = set()
    taken_gained: set[int] = set()
    for unlikeness, one, other in sorted(scored):
        if -unlikeness < ALIKE:
            return
        if one in taken_lost or other in taken_gained:
            continue
        taken_lost.add(one)
        taken_gained.add(other)
        yield lost[one].entry, gained[other].entry


def _candidates(
    lost: Sequence[_Said], gained: Sequence[_Said]
) -> Iterator[tuple[int, Sequence[int]]]:
    """Yield, for each lost entry, the gained ones that share most rare words with it."""
    holders: dict[str, list[int]] = defaultdict(list)
    for number, said in enumerate(gained):
        for word in said.words:
            holders[word].append(number)
    for number, said in enumerate(lost):
        shared: dict[int, float] = defaultdict(float)
        for word in said.words:
            having = holders.get(word, ())
            for other in having[:COMMON]:
                # A word that few entries have in common says more.
                shared[other] += 1 / len(having)
        yield number, sorted(shared, key=lambda other: -shared[other])[:CANDIDATES]


def _likeness(one: _Said, other: _Said) -> float:
    """Return 0 for nothing in common to 1 for the same words; the same label counts for much."""
    if msgspec.structs.replace(one.entry, id=other.entry.id) == other.entry:
        return 2.0
    total = one.words.total() + other.words.total()
    shared = 2 * (one.words & other.words).total() / max(total, 1)
    label = tokens(one.entry.label)
    if label and label == tokens(other.entry.label):
        shared += SAME_LABEL
    return shared


def _words(entry: Entry) -> Counter[str]:
    """Return the words of everything that an entry says; its own id is not among them."""
    found: Counter[str] = Counter()
    for held in walk(entry):
        if held.path != ("id",):
            found.update(tokens(str(held.value)))
    return found
