"""Places in the columns of a terminal after texts that terminals draw in different widths.

Whatever a terminal makes of marks, joined emoji and flags, what stands behind them is written from
the column that we laid it out in: the cursor is sent there (CHA, `CSI n G`).
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from functools import cache
from typing import Final

from briefdeck.text.pattern import pattern
from briefdeck.text.width import cell_width

_MARK: Final = "\u0300-\u036f\u200d\u20d0-\u20ff\ufe00-\ufe0f"
"""Accents, joiners and selectors, which can change what even a Latin letter or a digit takes."""
_CERTAIN: Final = (
    # Latin, Greek, Cyrillic and Armenian; signs, boxes and blocks, but no pictures.
    "\x00\u02ff\u0370\u0482\u048a\u058f\u1e00\u200a\u2010\u2027\u202f\u205e\u2070\u20cf"
    "\u2100\u2319\u2400\u25fc\u2900\u2aff"
    # Han, kana and whole syllables of Hangul: two cells everywhere.
    "\u3000\u3029\u3030\u303c\u303e\u3098\u309b\ua4cf\uac00\ud7a3\uf900\ufaff\uff01\uff9d"
)
"""The first and the last character of each range, in order.

Looked up one by one: a class of them would take longer to compile than a screen to draw.
"""
_SEQUENCE: Final = pattern(
    # Controls of the cursor and of colour; titles, links and other strings; the rest; line ends.
    r"(\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])|[\r\n])"
)
_GAP: Final = pattern(r"(?<=[^ ])(?: {2,}(?=[^ ])| (?=[\u2500-\u25ff]))")
"""Blanks before a column: several, or one before a sign of a drawing."""
_PLACE: Final = pattern(r"\x1b\[\d+;(\d+)H")
_COLOUR: Final = pattern(r"\x1b(?:\[[0-9;:]*m|\]8;)")


def is_doubtful(text: str) -> bool:
    """Whether terminals may draw a text in different widths."""
    return not text.isascii() and not all(map(_is_certain, set(text)))


@cache
def _is_certain(sign: str) -> bool:
    """Whether all terminals give a character the same cells."""
    place = bisect_left(_CERTAIN, sign)
    return place % 2 == 1 or _CERTAIN[place : place + 1] == sign


def _doubtful_runs(text: str) -> "re.Pattern[str]":
    """An expression for runs of doubtful characters, and what they are marks of."""
    signs = re.escape("".join(sign for sign in set(text) if not _is_certain(sign)))
    return re.compile(f"(?:.(?=[{_MARK}]))?[{signs}]+", re.DOTALL)


def column_places(line: str) -> Iterator[tuple[int, int]]:
    """Yield where columns of a printed line begin behind doubtful text, as (character, column).

    Only where the text before ends sooner however it is drawn: no letter is written over.
    """
    if not is_doubtful(line):
        return
    start, column = 0, 1
    for gap in _GAP.finditer(line):
        before = line[start : gap.end()]
        cells = cell_width(before)
        if is_doubtful(before):
            if _most_cells(before.rstrip(" ")) >= cells:
                continue
            yield gap.end(), column + cells
        start = gap.end()
        column += cells


def _most_cells(text: str) -> int:
    """Return how many cells a text takes where nothing is joined and each mark with room has it."""
    return sum(map(_cells_alone, text))


def _cells_alone(sign: str) -> int:
    if unicodedata.east_asian_width(sign) in {"W", "F"}:
        return 2
    return 0 if unicodedata.category(sign) in {"Mn", "Me", "Cf"} else 1


def to_column(column: int) -> str:
    """Return what sends the cursor to a column; 1 is the first."""
    return f"\x1b[{column}G"


def anchored_frame(frame: str) -> str:
    """Return what is written to draw a screen with all its texts anchored and cleared.

    Only text behind a sequence that sets the cursor's place is: elsewhere its column is not known.
    """
    if not is_doubtful(frame):
        return frame
    pieces: list[str] = []
    column: int | None = None
    for number, piece in enumerate(_SEQUENCE.split(frame)):
        is_sequence = number % 2 == 1
        if is_sequence:
            column = _column_behind(piece, column)
            pieces.append(piece)
        elif column is None:
            pieces.append(piece)
        else:
            pieces += _anchored(piece, column)
            column += cell_width(piece)
    return "".join(pieces)


def _column_behind(sequence: str, column: int | None) -> int | None:
    """Return where the cursor is after a sequence; None where that is not known."""
    if _COLOUR.match(sequence):
        return column
    place = _PLACE.fullmatch(sequence)
    return int(place[1]) if place else None


def _anchored(text: str, column: int) -> Iterator[str]:
    """Yield a text that begins in a column, in pieces.

    Blanks come first where a run of doubtful width will stand, so that nothing of what was there
    stays where the terminal draws fewer cells.
    """
    if not is_doubtful(text):
        yield text
        return
    at = 0
    for run in _doubtful_runs(text).finditer(text):
        before = text[at : run.start()]
        yield before
        column += cell_width(before)
        width = cell_width(run[0])
        yield " " * width + to_column(column)
        column += width
        yield run[0] + to_column(column)
        at = run.end()
    yield text[at:]
