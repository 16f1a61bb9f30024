"""ASCII signs for outputs that cannot carry ours: one cell for one cell, so that columns hold."""

import codecs
import unicodedata
from typing import Final

from briefdeck.text.width import cell_width

HANDLER: Final = "briefdeck.signs"
"""The name under which encoders find `_replaced`."""

_BY_SIGN: Final = {
    # Rules and frames: what lies, what stands, and where they meet.
    "-": "‐‑‒–—―−─━┄┅╌╍═▔",
    "|": "│┃┊┋╎╏║▏▎▍▌▐¦",
    "+": "┌┐└┘├┤┬┴┼┣┫┳┻╋╭╮╯╰",
    "/": "╱⁄÷",
    "\\": "╲",
    # Charts: eighths of a column or a bar, and shades.
    "_": "▁▂",
    ".": "▃…·",
    "=": "▄▀▅≡",
    "#": "▆▇█▉▊▋■▓◆",
    ":": "▒░▚⁖",
    # Marks of entries and what is open, quotations, arrows.
    "*": "•●◉◈",
    "o": "○◐◌□◇°",
    ">": "→▸▶›»≥⟩",
    "<": "←◂◀‹«≤⟨",
    "^": "↑▴▲",
    "v": "↓▾▼✓✔",
    "'": "‘’‚‛′ʻʼ´",
    '"': "“”„‟″",
    "~": "≈∼±",
    "!": "⚠≠⚑",
    "&": "✎",
    "x": "×✗✘",
    "S": "§",
    "P": "¶",
    "D": "Δ",
    "t": "†‡",
    "c": "¢©",
    "R": "®",
    "E": "€",
    "L": "£",
    "Y": "¥",
    " ": "\xa0\u2002\u2003\u2007\u2009\u202f",
}
SIGNS: Final = {sign: plain for plain, signs in _BY_SIGN.items() for sign in signs}
_LETTERS: Final = {"ß": "s", "ø": "o", "Ø": "O", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ı": "i"}


def register() -> str:
    """Make the replacement known to encoders; return the name of it for `errors=`."""
    codecs.register_error(HANDLER, _replaced)
    return HANDLER


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    unsaid = error.object[error.start : error.end]
    return "".join(map(in_ascii, unsaid)), error.end


def in_ascii(character: str) -> str:
    """Return ASCII of as many cells: the sign's own, a letter without its accents, else `?`."""
    plain = SIGNS.get(character) or _LETTERS.get(character)
    if plain is not None:
        return plain
    cells = cell_width(character)
    letters = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    if len(letters) == cells:
        return letters
    return "?" * cells
