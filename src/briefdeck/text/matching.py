"""Where in a text a phrase stands as it is typed, or words as the index has them.

Places are those of the text as it is written, whatever folding makes of it.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final, Protocol

from briefdeck.text.folding import Word, aligned, fold_phrase, fold_sign, words

Mark = tuple[int, int]
"""Characters from start to before end."""

SNIPPET: Final = 180
"""Characters of a snippet, at most, without its two ellipses."""

LEAD: Final = 50
"""Characters of a snippet before its first match, at most."""

SCANNED: Final = 60_000
"""Characters of a text in which a snippet is looked for."""


class Wanted(Protocol):
    """Folded words that are to follow one another; with `prefix` the last one may go on."""

    @property
    def tokens(self) -> tuple[str, ...]:
        """The words."""

    @property
    def prefix(self) -> bool:
        """Whether the last word may go on."""


def phrase_marks(text: str, phrase: str) -> tuple[Mark, ...]:
    """Return the places of a phrase in a text, in order, none over another.

    Case, accents, and runs of blanks and line breaks make no difference.
    """
    wanted = fold_phrase(phrase)
    if not wanted:
        return ()
    folded, places = _folded_with_places(text)
    found: list[Mark] = []
    at = folded.find(wanted)
    while at >= 0:
        end = at + len(wanted)
        found.append((places[at], _after_marks(text, places[end - 1] + 1)))
        at = folded.find(wanted, end)
    return tuple(found)


def _after_marks(text: str, end: int) -> int:
    while end < len(text) and not _folded_sign(text[end]):
        end += 1
    return end


def _folded_with_places(text: str) -> tuple[str, list[int]]:
    """Return the folded text, and for each of its characters the place of the one it comes from."""
    letters: list[str] = []
    places: list[int] = []
    before = " "
    for place, sign in enumerate(text):
        for letter in _folded_sign(sign):
            if letter == before == " ":
                continue
            letters.append(letter)
            places.append(place)
            before = letter
    return "".join(letters), places


def _folded_sign(sign: str) -> str:
    if sign.isspace():
        return " "
    lower = sign.lower()
    if lower.isascii():
        return lower
    # In lower case some letters are several: a dotted capital I is an i and a mark.
    return "".join([each if each.isascii() else fold_sign(each) for each in lower])


def word_marks(text: str, wanted: Sequence[Wanted]) -> tuple[Mark, ...]:
    """Return the places of all matching words, in order, none over another."""
    if not wanted:
        return ()
    folded = aligned(text)
    if folded is None:
        return marks_word_by_word(text, wanted)
    return marks_by_expression(folded, wanted)


def marks_by_expression(folded: str, wanted: Sequence[Wanted]) -> tuple[Mark, ...]:
    """Return the places of matching words in a folded text whose places are the original's."""
    ends: dict[int, int] = {}
    for each in wanted:
        expression = _expression(each.tokens, prefix=each.prefix)
        match = expression.search(folded)
        while match:
            start, end = match.span()
            ends[start] = max(end, ends.get(start, 0))
            match = expression.search(folded, start + 1)
    return _merged(sorted(ends.items()))


@lru_cache(maxsize=256)
def _expression(tokens: tuple[str, ...], *, prefix: bool) -> re.Pattern[str]:
    """Return what matches these whole words; the last one from its start where it is a prefix."""
    first, *others = map(re.escape, tokens)
    rest = "".join([rf"[\W_]+{word}" for word in others])
    last = r"[^\W_]*" if prefix else r"(?![^\W_])"
    # It begins with plain letters, which `re` finds much faster than a look behind.
    return re.compile(rf"{first}(?<![^\W_]{first}){rest}{last}")


def marks_word_by_word(text: str, wanted: Sequence[Wanted]) -> tuple[Mark, ...]:
    """Return the places of matching words in any text."""
    found: list[Mark] = []
    line = list(words(text))
    beginnings = tuple(each.tokens[0] for each in wanted)
    for number, word in enumerate(line):
        if not word.tokens[0].startswith(beginnings):
            continue
        end = max([_end_of_match(line, number, each) for each in wanted])
        if end:
            found.append((word.start, end))
    return _merged(found)


def _end_of_match(line: Sequence[Word], number: int, wanted: Wanted) -> int:
    """Return where a match that begins at a word ends; 0 if none begins there."""
    *whole, last = wanted.tokens
    waiting = iter(whole)
    for word in line[number:]:
        for token in word.tokens:
            expected = next(waiting, None)
            if expected is None:
                is_match = token.startswith(last) if wanted.prefix else token == last
                return word.end if is_match else 0
            if token != expected:
                return 0
    return 0


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
        if blank >= 0:
            end = blank
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
    return text.find(" ", start, best) + 1 or start


def _marks_within(found: Sequence[Mark], start: int, end: int) -> list[Mark]:
    return [(first, last) for first, last in found if start <= first <= last <= end]
