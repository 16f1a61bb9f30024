"""Places in the columns of a terminal after texts that terminals draw in different widths.

Whatever a terminal makes of marks, joined emoji and flags, what stands behind them is written from
the column that we laid it out in: the cursor is sent there (CHA, `CSI n G`).
"""

import re
from collections.abc import Iterator
from typing import Final

from briefdeck.text.pattern import pattern
from briefdeck.text.width import cell_width

_MARK: Final = "\u0300-\u036f\u200d\u20d0-\u20ff\ufe00-\ufe0f"
"""Accents, joiners and selectors, which can change what even a Latin letter or a digit takes."""
_CERTAIN: Final = (
    # Latin, Greek, Cyrillic and Armenian; signs, boxes and blocks, but no pictures.
    "\x00-\u02ff\u0370-\u0482\u048a-\u058f\u1e00-\u200a\u2010-\u2027\u202f-\u205e\u2070-\u20cf"
    "\u2100-\u2319\u2400-\u25fc\u2900-\u2aff"
    # Han, kana and whole syllables of Hangul: two cells everywhere.
    "\u3000-\u3029\u3030-\u303c\u303e-\u3098\u309b-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff01-\uff9d"
)
_DOUBT: Final = pattern(f"[^{_CERTAIN}]")
_DOUBTFUL: Final = pattern(f"(?:.(?=[{_MARK}]))?[^{_CERTAIN}]+", re.DOTALL)
_SEQUENCE: Final = pattern(
    # Controls of the cursor and of colour; titles, links and other strings; the rest; line ends.
    r"(\x1b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\x07\x1b]*(?:\x07|\x1b\\)|[ -/]*[0-~])|[\r\n])"
)
_PLACE: Final = pattern(r"\x1b\[\d+;(\d+)H")
_COLOUR: Final = pattern(r"\x1b(?:\[[0-9;:]*m|\]8;)")


def is_doubtful(text: str) -> bool:
    """Whether terminals may draw a text in different widths."""
    return not text.isascii() and _DOUBT.search(text) is not None


def anchored(text: str, column: int, *, clears: bool = False) -> str:
    """Return a text that begins in a column (1 is the first) and holds its columns anywhere.

    With `clears`, blanks come first where a run of doubtful width will stand, so that nothing of
    what was there stays where the terminal draws fewer cells.
    """
    return "".join(_pieces(text, column, clears=clears))


def _pieces(text: str, column: int, *, clears: bool) -> Iterator[str]:
    at = 0
    for run in _DOUBTFUL.finditer(text):
        before = text[at : run.start()]
        yield before
        column += cell_width(before)
        width = cell_width(run[0])
        if clears:
            yield " " * width + _to(column)
        column += width
        yield run[0] + _to(column)
        at = run.end()
    yield text[at:]


def _to(column: int) -> str:
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
            pieces.append(anchored(piece, column, clears=True))
            column += cell_width(piece)
    return "".join(pieces)


def _column_behind(sequence: str, column: int | None) -> int | None:
    """Return where the cursor is after a sequence; None where that is not known."""
    if _COLOUR.match(sequence):
        return column
    place = _PLACE.fullmatch(sequence)
    return int(place[1]) if place else None
