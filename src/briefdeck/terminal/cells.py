"""How wide the terminal draws text that terminals disagree about; Rich's measure is set to it.

Letters and marks side by side, emoji made of several characters: each terminal goes by the Unicode
it was made with. Where it takes other widths than we lay out by, everything behind such a text
stands in the wrong column, and what is drawn over it later leaves pieces behind. So samples are
written where the cursor is, and after each the terminal is asked where the cursor is then (CPR).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

SAMPLES: Final = ("\u0915\u093e", "\u26a0\ufe0f", "\U0001f44b\U0001f3fd", "\U0001f1f2\U0001f1fd")
"""A letter with a spacing mark, a sign that a selector makes an emoji, a skin tone, a flag."""
WIDEST: Final = (2, 2, 4, 4)
"""The most cells that terminals give the samples: with so much room nothing runs over anything."""
QUERY: Final = "".join(f"\r{sample}\x1b[6n" for sample in SAMPLES) + "\r\x1b[K"
PLACE: Final = re.compile(rb"\x1b\[[0-9]+;([0-9]+)R")
_TONES: Final = range(0x1F3FB, 0x1F400)
_FLAG_LETTERS: Final = range(0x1F1E6, 0x1F200)
_Row = tuple[int, int, int]


def widths(heard: bytes) -> tuple[int, ...] | None:
    """Return how many cells each sample takes; None where the terminal has not said so of all."""
    columns = [int(column) - 1 for column in PLACE.findall(heard)]
    if len(columns) != len(SAMPLES) or not all(1 <= column <= 4 for column in columns):
        return None
    return tuple(columns)


def adopt(taken: Sequence[int]) -> None:
    """Set Rich's measure, by which all is laid out, to the cells that the samples take."""
    from rich import cells
    from rich._unicode_data import load

    table = load()
    mark, emoji, tone, flag = taken
    changed: dict[int, int] = {}
    if mark == 2:
        changed |= dict.fromkeys(_spacing_marks(table.widths), 1)
    if tone == 4:
        changed |= dict.fromkeys(_TONES, 2)
    if flag == 4:
        changed |= dict.fromkeys(_FLAG_LETTERS, 2)
    ours = table._replace(
        widths=_with(table.widths, changed),
        narrow_to_wide=table.narrow_to_wide if emoji == 2 else frozenset(),
    )
    # Rich asks this name for its table whatever it measures, and keeps what it has measured.
    setattr(cells, "load_cell_table", lambda _version="auto": ours)  # noqa: B010
    cells.get_character_cell_size.cache_clear()
    cells.cached_cell_len.cache_clear()


def _spacing_marks(rows: Iterable[_Row]) -> Iterator[int]:
    """Yield the marks that have room of their own in print, which Rich takes to need no cell."""
    for first, last, width in rows:
        if width == 0:
            for number in range(first, last + 1):
                if unicodedata.category(chr(number)) == "Mc":
                    yield number


def _with(rows: Iterable[_Row], changed: dict[int, int]) -> list[_Row]:
    """Return a table of (first, last, width) with other widths for some characters."""
    found: list[_Row] = []
    for first, last, width in rows:
        start = first
        for number in range(first, last + 1) if width == 0 else ():
            if number in changed:
                if start < number:
                    found.append((start, number - 1, width))
                start = number + 1
        if start <= last:
            found.append((start, last, width))
    found += [(number, number, width) for number, width in changed.items()]
    return sorted(found)
