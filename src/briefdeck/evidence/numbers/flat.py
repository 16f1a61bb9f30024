"""A part of a copy on one line: with plain blanks, and words whole again that a line end parted."""

from bisect import bisect_right
from typing import Final

from briefdeck.text.pattern import pattern

_PARTING: Final = pattern(
    r"[\u00ad\u200b\ufeff\ufffe\u0002]\s*|(?<=[a-zß-ÿ])[-\u2010]\s*\n\s*(?=[a-zß-ÿ])"
    r"|(?<=[\w.,])(?:[⁰¹²³⁴-⁹*†‡]+|\[[0-9]{1,3}\])(?!\w)|(?P<blank>\s+)"
)
"""What stands in a word where a line ends in it, marks of notes, and blanks of any kind."""


PARTED: Final = pattern(r"[\u00ad\u200b\ufeff\ufffe\u0002]|[a-z][-\u2010]\s*\n")
"""What only a word has that a line end has parted, or may part."""


class Flat:
    """Some text on one line. text: what is left of it; places in it are given by those before."""

    def __init__(self, text: str) -> None:
        pieces: list[str] = []
        self._befores: list[int] = []
        """Offsets of what was taken out, or made shorter."""
        self._shifts = [0]
        """By how much the text is shorter behind each of them."""
        end = shift = 0
        for found in _PARTING.finditer(text):
            said = " " if found["blank"] else ""
            pieces += text[end : found.start()], said
            end = found.end()
            if found[0] != said:
                shift += len(found[0]) - len(said)
                self._befores.append(found.end())
                self._shifts.append(shift)
        self.text = "".join([*pieces, text[end:]])

    def origin(self, place: int) -> int:
        """Return the offset before of what is at a place in the text."""
        at = bisect_right(self._befores, place, key=self.place)
        return place + self._shifts[at]

    def place(self, before: int) -> int:
        """Return where in the text something is whose offset was another before."""
        return before - self._shifts[bisect_right(self._befores, before)]
