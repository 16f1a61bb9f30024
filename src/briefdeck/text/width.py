"""How many cells of a terminal a text takes, and texts cut or filled to a number of cells."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, Literal

Align = Literal["left", "right", "center"]
ELLIPSIS: Final = "…"
_LONGEST: Final = 64

_AT_ONCE: Final = 4096
"""Characters that are taken apart at once: a grapheme takes a hundred times its own memory."""

# Rich and Textual place what we hand them by Rich's own measure, so Rich's answer is ours: a
# family, a flag, a keycap and a sign with VS16 are two cells, marks and joiners none. A terminal
# may know an older Unicode: the interface asks it and sets Rich's measure (`terminal/cells.py`),
# for two measures in one line would tear the frames around it.


def cell_width(text: str) -> int:
    """Return how many cells a text takes on a screen."""
    if text.isascii():
        return len(text)
    return _rich_width()(text)


def graphemes(text: str) -> Iterator[tuple[str, int]]:
    """Yield each grapheme of a text with its width in cells.

    Marks, joined emoji and the two letters of a flag stay with what they belong to.
    """
    start, size = 0, _AT_ONCE
    while start < len(text):
        found = _graphemes_of(text[start : start + size])
        if start + size < len(text):
            # The last one may go on behind what was looked at.
            found.pop()
        yield from found
        start += sum(len(grapheme) for grapheme, _ in found)
        # One that fills all of it is looked at again with as much more.
        size = _AT_ONCE if found else size * 2


def _graphemes_of(text: str) -> list[tuple[str, int]]:
    from rich.cells import split_graphemes

    spans, _ = split_graphemes(text)
    joined: list[tuple[str, int]] = []
    for start, end, width in spans:
        part = text[start:end]
        if joined and _is_half_a_flag(part):
            # Rich has the two letters of a flag apart; no line or cell may end between them.
            before, before_width = joined[-1]
            if _is_half_a_flag(before):
                joined[-1] = (before + part, before_width + width)
                continue
        joined.append((part, width))
    return joined


def _is_half_a_flag(grapheme: str) -> bool:
    return len(grapheme) == 1 and "\U0001f1e6" <= grapheme <= "\U0001f1ff"


def first_grapheme(text: str) -> str:
    """Return the first letter or sign of a text with all that belongs to it."""
    if text[:2].isascii():
        return text[:1]
    grapheme, _ = next(graphemes(text))
    return grapheme


def boundary(text: str, at: int) -> int:
    """Return the last place at or before `at` where a text may be cut: between two graphemes."""
    if text[at - 1 : at + 1].isascii() or not 0 < at < len(text):
        return at
    # A blank begins a grapheme; no flag or family is longer than what is looked at.
    end = max(0, at - _LONGEST, text.rfind(" ", 0, at))
    for grapheme, _ in graphemes(text[end : at + _LONGEST]):
        if end + len(grapheme) > at:
            return end
        end += len(grapheme)
    return at


def first_words(text: str, most: int) -> str:
    """Return the start of a text, of at most `most` characters: whole words, or whole graphemes.

    Words are not kept whole where that would cost more than half of it, as in texts without blanks.
    """
    if len(text) <= most:
        return text
    end = text.rfind(" ", most // 2, most)
    if end < 0:
        end = boundary(text, most)
    return text[:end]


def fit(text: str, width: int) -> str:
    """Return the longest start of a text, in whole graphemes, that takes at most `width` cells."""
    if cell_width(text) <= width:
        return text
    if text.isascii():
        return text[: max(width, 0)]
    used, end = 0, 0
    for grapheme, cells in graphemes(text):
        if used + cells > width:
            break
        used += cells
        end += len(grapheme)
    return text[:end]


def last_fit(text: str, width: int) -> str:
    """Return the longest end of a text, in whole graphemes, that takes at most `width` cells."""
    used, start = 0, len(text)
    for grapheme, cells in reversed(list(graphemes(text))):
        if used + cells > width:
            break
        used += cells
        start -= len(grapheme)
    return text[start:]


def truncate(text: str, width: int) -> str:
    """Return the text if it fits in `width` cells, else its start and an ellipsis.

    Where not even the ellipsis fits, the result is empty.
    """
    if cell_width(text) <= width:
        return text
    if width <= 0:
        return ""
    return fit(text, width - 1).rstrip() + ELLIPSIS


def pad(text: str, width: int, align: Align = "left") -> str:
    """Return the text, truncated or filled with blanks to exactly `width` cells."""
    text = truncate(text, width)
    free = width - cell_width(text)
    match align:
        case "left":
            return text + " " * free
        case "right":
            return " " * free + text
        case "center":
            return " " * (free // 2) + text + " " * (free - free // 2)


@cache
def _rich_width() -> Callable[[str], int]:
    """Return Rich's measure.

    Its import takes 9 ms, which `check` is spared as long as it quotes only ASCII.
    """
    from rich.cells import cell_len

    return cell_len
