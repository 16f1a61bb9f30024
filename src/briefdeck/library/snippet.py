"""Where the words of a query stand in a text, and the piece of the text that shows them best."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from briefdeck.library.fold import Word, aligned, words
from briefdeck.library.query import Words

Mark = tuple[int, int]
"""Characters from start to before end."""

LONGEST: Final = 180
LONGEST_LABEL: Final = 120
LEAD: Final = 50
SCANNED: Final = 60_000


def marks(text: str, wanted: Sequence[Words]) -> tuple[Mark, ...]:
    """The places of all matching words, in order, none over another."""
    if not wanted:
        return ()
    folded = aligned(text)
    found = _marks_word_by_word(text, wanted) if folded is None else _marks_in(folded, wanted)
    return _merged(found)


def _marks_in(folded: str, wanted: Sequence[Words]) -> list[Mark]:
    """The same, found by expressions in a folded text whose places are the original's."""
    ends: dict[int, int] = {}
    for one in wanted:
        search, at = _expression(one).search, 0
        while match := search(folded, at):
            start, end = match.span()
            ends[start] = max(end, ends.get(start, 0))
            at = start + 1
    return sorted(ends.items())


@lru_cache(maxsize=256)
def _expression(wanted: Words) -> re.Pattern[str]:
    """Matches whole words, the last one from its start where it is a prefix. Begins with plain letters, which is quick."""
    first, *others = map(re.escape, wanted.tokens)
    rest = "".join(rf"[\W_]+{word}" for word in others)
    last = r"[^\W_]*" if wanted.prefix else r"(?![^\W_])"
    return re.compile(rf"{first}(?<![^\W_]{first}){rest}{last}")


def _marks_word_by_word(text: str, wanted: Sequence[Words]) -> list[Mark]:
    """The same for any text."""
    found: list[Mark] = []
    line = list(words(text))
    beginnings = tuple(one.tokens[0] for one in wanted)
    for number, word in enumerate(line):
        if not word.tokens[0].startswith(beginnings):
            continue
        ends = [end for one in wanted if (end := _end_of_match(line, number, one)) is not None]
        if ends:
            found.append((line[number].start, max(ends)))
    return found


def snippet(text: str, wanted: Sequence[Words]) -> tuple[str, tuple[Mark, ...]]:
    """(a piece of the text, at most `LONGEST` characters and two ellipses, where most words match; the marks in it)."""
    found = marks(text[:SCANNED], wanted)
    start, end = _window(text, found)
    piece = text[start:end].strip()
    start += len(text[start:end]) - len(text[start:end].lstrip())
    before, after = ("… " if start else ""), (" …" if start + len(piece) < len(text.rstrip()) else "")
    shift = len(before) - start
    inside = [(first, last) for first, last in found if start <= first and last <= start + len(piece)]
    return before + piece + after, tuple((first + shift, last + shift) for first, last in inside)


def label_of(title: str, text: str) -> str:
    """What names an entry in a list of hits: its title, else the start of its text."""
    return title or (text if len(text) <= LONGEST_LABEL else text[: LONGEST_LABEL - 1].rsplit(" ", 1)[0] + "…")


def _window(text: str, found: Sequence[Mark]) -> Mark:
    if len(text) <= LONGEST:
        return 0, len(text)
    start = 0
    if found:
        best = max(found, key=lambda mark: (_marks_within(found, mark[0]), -mark[0]))
        start = max(0, min(best[0] - LEAD, len(text) - LONGEST))
        if start:
            blank = text.find(" ", start, best[0])
            start = blank + 1 if blank >= 0 else start
    end = min(len(text), start + LONGEST)
    if end < len(text):
        blank = text.rfind(" ", start + LONGEST // 2, end + 1)
        end = blank if blank >= 0 else end
    return start, end


def _marks_within(found: Sequence[Mark], start: int) -> int:
    return sum(start <= first and last <= start + LONGEST - LEAD for first, last in found)


def _end_of_match(line: Sequence[Word], number: int, wanted: Words) -> int | None:
    """Where a match that begins at a word ends; None where none begins there."""
    needed = wanted.tokens
    position = 0
    for word in line[number:]:
        for token in word.tokens:
            if position == len(needed) - 1 and wanted.prefix:
                if not token.startswith(needed[position]):
                    return None
            elif token != needed[position]:
                return None
            position += 1
            if position == len(needed):
                return word.end
    return None


def _merged(found: Sequence[Mark]) -> tuple[Mark, ...]:
    merged: list[Mark] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)
