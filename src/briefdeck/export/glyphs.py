"""How long texts are in a picture, in pixels: the measure by which its drawings are laid out.

Whoever looks at a picture has fonts of their own, so the widths are those of the widest sans serif
in common use (DejaVu Sans, whose letters are as wide as Verdana's): no text becomes longer than
was planned, whichever of the fonts of `FONTS` is there.
"""

from collections.abc import Iterator
from functools import cache
from math import ceil
from typing import Final
from unicodedata import normalize

from briefdeck.draw.lettering import Lettering
from briefdeck.text.visible import visible
from briefdeck.text.width import ELLIPSIS, boundary, cell_width, graphemes

FONT_SIZE: Final = 12
NOTE_SIZE: Final = 9
LETTER: Final = 8
FONTS: Final = 'system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, "DejaVu Sans", sans-serif'
_WIDTHS: Final = {
    letter: hundredths / 100
    for hundredths, letters in {
        30: "'IJijl",
        35: " ,./:;\\|\xa0·’‘",
        40: "()-[]ft‹›",
        45: "!r",
        50: '"*_`–',
        55: "?cszı“”",
        60: "FLkvxy",
        65: "$0123456789EPSTYabdeghnopqu{}ßøđ¶",
        70: "ABCKRVXZ",
        75: "NU",
        80: "&DGHOQ",
        85: "#+<=>^w~≈≤≥−×→✓",
        90: "M⚠●○◐",
        95: "%",
        100: "@Wm—…",
    }.items()
    for letter in letters
}
"""Of the letters that briefings mostly use, in units of the size of the font, rounded up."""
_NARROW, _WIDE = 1.25, 1.4
"""Of others, by the cells that a terminal gives them."""


def width(text: str, size: float = FONT_SIZE) -> int:
    """Return how many pixels a text takes at most."""
    return ceil(sum(map(_em, visible(text))) * size)


@cache
def _em(letter: str) -> float:
    known = _WIDTHS.get(letter)
    if known is not None:
        return known
    base = normalize("NFD", letter)[0]
    if base != letter and base in _WIDTHS:
        return _WIDTHS[base]
    cells = cell_width(letter)
    # A ligature of many letters is as long as they are.
    return (0.0, _NARROW, _WIDE)[min(cells, 2)] * len(normalize("NFKC", letter))


def cut(text: str, room: int) -> str:
    """Return as much of a text as has room, with an ellipsis where that is not all of it."""
    text = visible(text)
    if width(text) <= room:
        return text
    room -= width(ELLIPSIS)
    if room < 0:
        return ""
    return text[: _fitting(text, room)].rstrip() + ELLIPSIS


def _fitting(text: str, room: int) -> int:
    """Return how many characters of a text have room, in whole graphemes."""
    used = 0.0
    for place, letter in enumerate(text):
        used += _em(letter) * FONT_SIZE
        if used > room:
            return boundary(text, place)
    return len(text)


def wrapped(text: str, room: int) -> Iterator[str]:
    """Yield a text in lines that have room; a word that is longer than a line is broken."""
    line = ""
    for word in visible(text).split():
        joined = f"{line} {word}" if line else word
        if width(joined) <= room:
            line = joined
            continue
        if line:
            yield line
        line = word
        while width(line) > room:
            first = next(graphemes(line))[0]
            end = max(_fitting(line, room), len(first))
            if end >= len(line):
                break
            yield line[:end]
            line = line[end:]
    if line:
        yield line


PIXELS: Final = Lettering(LETTER, width, cut)
