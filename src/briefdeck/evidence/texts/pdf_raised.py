"""Raised figures on a page of a PDF, which its text does not tell from others: `2045` and a `1`."""

import ctypes
from typing import Any, Final

from pypdfium2 import raw

from briefdeck.text.pattern import pattern
from briefdeck.text.raised import RAISED

_FIGURES: Final = pattern(r"\d+")
_ON_THE_LINE: Final = pattern(r"\r\n(?=[ .,;:!?)\]”’])")
_LONGEST: Final = 3
"""How many figures a mark of a note, or an exponent, has at most."""
_HIGHER: Final = 0.18
"""The share of their size by which raised figures stand above the line, at least."""


def with_raised(said: str, text: Any) -> str:
    """Return what a page says with raised figures as such. text: the page, as PDFium has it."""
    # Where it leaves letters out, or takes two for one, their places are not known.
    if len(said) != text.count_chars():
        return said
    page = _Page(text)
    pieces: list[str] = []
    end = 0
    for found in _FIGURES.finditer(said):
        start = page.first_raised(said, found.start(), found.end())
        if start < found.end():
            pieces += said[end:start], said[start : found.end()].translate(RAISED)
            # PDFium takes what follows raised figures for another line.
            goes_on = _ON_THE_LINE.match(said, found.end())
            end = goes_on.end() if goes_on else found.end()
    return "".join([*pieces, said[end:]])


class _Page:
    """Where letters of a page stand."""

    def __init__(self, text: Any) -> None:
        self._text = text.raw
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._box = [ctypes.c_double() for _ in range(4)]

    def first_raised(self, said: str, start: int, end: int) -> int:
        """Return where the raised ones among figures begin, which are the last; else their end."""
        beside = self._beside(said, start, end)
        if beside is None or not raw.FPDFText_GetCharOrigin(self._text, beside, self._x, self._y):
            return end
        line = self._y.value
        place = end
        while place > start and self._is_above(place - 1, line):
            place -= 1
        # A whole year beside a word is in another row, or in the next cell of a table.
        return place if end - place <= _LONGEST else end

    def _beside(self, said: str, start: int, end: int) -> int | None:
        """Where a letter is that stands on the line, as figures beside it may not."""
        before = start - 1
        while before > 0 and said[before] == " ":
            before -= 1
        if before >= 0 and not said[before].isspace():
            return before
        behind = end + 1 if said[end : end + 1] == " " else end
        if behind < len(said) and not said[behind].isspace():
            return behind
        return start if end - start > 1 else None

    def _is_above(self, place: int, line: float) -> bool:
        """Whether a figure stands above the line on which it would rest."""
        if not raw.FPDFText_GetCharBox(self._text, place, *self._box):
            return False
        _, _, bottom, top = [side.value for side in self._box]
        # Of a figure that is set in a small font its own height is the measure.
        return bottom - line > _HIGHER * max(top - bottom, 1.0)
