"""Two wordings of a text, word by word: what stayed, what went, what came."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from typing import Final, Literal

Piece = tuple[Literal["same", "old", "new"], str]
"""A run of words: in both wordings, only in the old one, or only in the new one."""

MANY_WORDS: Final = 800


def reworded(old: str, new: str) -> tuple[Piece, ...]:
    """The two texts as runs of words; their `same` and `old` runs make the old text, `same` and `new` the new one."""
    before, after = old.split(), new.split()
    start = _common(before, after)
    end = _common(before[start:][::-1], after[start:][::-1])
    inner_before, inner_after = before[start : len(before) - end], after[start : len(after) - end]
    pieces = [("same", before[:start]), *_runs(inner_before, inner_after), ("same", before[len(before) - end :])]
    return tuple((kind, " ".join(words)) for kind, words in pieces if words)  # type: ignore[misc] # the kinds are literals


def _runs(before: list[str], after: list[str]) -> "Iterator[tuple[str, list[str]]]":
    """Runs between the common start and end; words that change at every turn are taken together."""
    quick = len(before) > MANY_WORDS or len(after) > MANY_WORDS
    if len(before) * len(after) > MANY_WORDS * MANY_WORDS * 100:
        yield "old", before
        yield "new", after
        return
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, before, after, autojunk=quick).get_opcodes():
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
