"""Where in a text words stand, as the index has them.

Places are those of the text as it is written, whatever folding makes of it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, Protocol

from briefdeck.text.folding import (
    BETWEEN,
    WITHIN,
    Placed,
    fold_phrase,
    is_of_word,
    is_unspaced,
    placed,
    placed_phrase,
)
from briefdeck.text.width import boundary

Mark = tuple[int, int]
"""Characters from start to before end."""

SNIPPET: Final = 180
"""Characters of a snippet, at most, without its two ellipses."""

LEAD: Final = 50
"""Characters of a snippet before its first match, at most."""

SCANNED: Final = 60_000
"""Characters of a text in which a snippet is looked for."""


class Wanted(Protocol):
    """Folded words that are to follow one another; with `prefix` the last one may go on.

    `others` are other words that will do; `written` is the phrase as it was typed, if it has signs.
    """

    @property
    def tokens(self) -> tuple[str, ...]:
        """The words."""

    @property
    def prefix(self) -> bool:
        """Whether the last word may go on."""

    @property
    def others(self) -> tuple[tuple[str, ...], ...]:
        """Other ways to write the words."""

    @property
    def written(self) -> str:
        """The folded phrase with its signs, or nothing."""


def word_marks(text: str, wanted: Sequence[Wanted]) -> tuple[Mark, ...]:
    """Return the places of all matching words, in order, none over another."""
    if not wanted:
        return ()
    folded = placed(text)
    found: list[Mark] = []
    for each in wanted:
        as_written = _marks_as_written(text, each)
        found += as_written or _marks_of(folded, each.tokens, prefix=each.prefix)
        for other in each.others:
            found += _marks_of(folded, other, prefix=False)
    return _merged(sorted(found))


def _marks_of(folded: Placed, tokens: tuple[str, ...], *, prefix: bool) -> Iterator[Mark]:
    expression = _expression(tokens, prefix=prefix)
    match = expression.search(folded.text)
    while match:
        yield folded.mark(*match.span())
        match = expression.search(folded.text, match.start() + 1)


def _marks_as_written(text: str, wanted: Wanted) -> list[Mark]:
    if not wanted.written:
        return []
    folded = placed_phrase(text)
    expression = _as_written(wanted.written, prefix=wanted.prefix)
    return [folded.mark(*match.span()) for match in expression.finditer(folded.text)]


def stands_as_written(text: str, wanted: Wanted) -> bool:
    """Whether a phrase with signs stands in a text as it was typed."""
    expression = _as_written(wanted.written, prefix=wanted.prefix)
    return expression.search(fold_phrase(text)) is not None


@lru_cache(maxsize=256)
def _as_written(phrase: str, *, prefix: bool) -> re.Pattern[str]:
    """Return what matches a phrase with signs, where neither its words nor its signs go on."""
    before = rf"(?<!{_likes(phrase[0])})"
    after = rf"(?!{_likes(phrase[-1])})"
    if prefix and is_of_word(phrase[-1]):
        after = ""
    return re.compile(before + re.escape(phrase) + after)


def _likes(sign: str) -> str:
    """Return what matches the signs that go on with this one."""
    if is_of_word(sign) and not is_unspaced(sign):
        return WITHIN
    return re.escape(sign)


@lru_cache(maxsize=256)
def _expression(tokens: tuple[str, ...], *, prefix: bool) -> re.Pattern[str]:
    """Return what matches these whole words; the last one from its start where it is a prefix."""
    first, *others = map(re.escape, tokens)
    rest = "".join([rf"{BETWEEN}+{word}" for word in others])
    last = rf"{WITHIN}*" if prefix else rf"(?!{WITHIN})"
    # It begins with plain letters, which `re` finds much faster than a look behind.
    return re.compile(rf"{first}(?<!{WITHIN}{first}){rest}{last}")


def _merged(found: Sequence[Mark]) -> tuple[Mark, ...]:
    merged: list[Mark] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def pieces(text: str, marks: Sequence[Mark]) -> Iterator[tuple[str, bool]]:
    """Yield the text in pieces, each with whether it is marked; none is empty."""
    at = 0
    for start, end in marks:
        if at < start:
            yield text[at:start], False
        if start < end:
            yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def snippet(text: str, wanted: Sequence[Wanted]) -> tuple[str, tuple[Mark, ...]]:
    """Return the piece of a text where most words match, and the marks in it."""
    found = word_marks(text[:SCANNED], wanted)
    start, end = _window(text, found)
    start += len(text[start:end]) - len(text[start:end].lstrip())
    piece = text[start:end].strip()
    end = start + len(piece)
    before = "… " if start else ""
    after = " …" if end < len(text.rstrip()) else ""
    shift = len(before) - start
    inside = _marks_within(found, start, end)
    return before + piece + after, tuple((first + shift, last + shift) for first, last in inside)


def _window(text: str, found: Sequence[Mark]) -> Mark:
    """Return from where to where a text is shown: whole words around the best of the marks."""
    if len(text) <= SNIPPET:
        return 0, len(text)
    start = _window_start(text, found)
    end = min(len(text), start + SNIPPET)
    if end < len(text):
        blank = text.rfind(" ", start + SNIPPET // 2, end + 1)
        end = blank if blank >= 0 else boundary(text, end)
    return start, end


def _window_start(text: str, found: Sequence[Mark]) -> int:
    if not found:
        return 0

    def matches_from(mark: Mark) -> tuple[int, int]:
        first, _ = mark
        return len(_marks_within(found, first, first + SNIPPET - LEAD)), -first

    best, _ = max(found, key=matches_from)
    start = max(0, min(best - LEAD, len(text) - SNIPPET))
    if start == 0:
        return 0
    return text.find(" ", start, best) + 1 or boundary(text, start)


def _marks_within(found: Sequence[Mark], start: int, end: int) -> list[Mark]:
    return [(first, last) for first, last in found if start <= first <= last <= end]
