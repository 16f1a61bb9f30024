"""A line of a copy as the row of a table: its cells, and whether they are numbers.

Cells are parted by tabs, by bars, by two blanks or more, or, in lines that end with several
numbers, by single ones: what print leaves of a table.
"""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from briefdeck.text.pattern import pattern

_LONGEST: Final = 300
"""Characters of a line whose cells single blanks part."""
_GAP: Final = pattern(r"[ \u00a0]{2,}")
_LAST: Final = (
    r"(?:[(<>~]{0,2}[-−–+]?(?:US)?[$€£]?[-−–]?[0-9][0-9.,]*[%)]{0,2}(?:\[[0-9a-z]\]|[*†‡a-c¹²³⁴⁵⁶]{1,2})?"
    r"|[-–—]{1,2}|\.{2,3}|n/?a|NA|N/A|FY[0-9]{2,4})"
)
_TRAILING: Final = pattern(
    rf"(?P<label>\S.{{0,120}}?)??(?P<cells>(?:(?:^|[ \u00a0])\s*{_LAST})+)\s*$"
)
CELL: Final = pattern(r"[^ \u00a0\t]+")
PROSE: Final = pattern(r"[a-z][.;,]\s|\b(?:was|were|had|has|rose|fell|said|the|that)\b")
_OPEN_END: Final = pattern(
    r"(?:\b(?:in|of|by|to|from|for|and|or|at|on|than|about|nearly|during|between|until|since|reached"
    r"|with|over|some|some|least|most|was|were|approximately|roughly|around|almost|up)|[,;(])\Z"
)
"""What a line of text ends with that goes on, and no label."""
NUMBER_CELL: Final = pattern(
    r"[^\w]{0,4}(?:(?:about|some|nearly|over|under|up to|more than|less than|at least|at most|c\."
    r"|ca\.|est\.|US|USD|EUR|FY|GBP)\W{0,3})*[0-9]+(?:[.,'’\u00a0\u2009\u202f ][0-9]+)*[.,]?"
    r"(?:\s?(?:[-–—]|to)\s?\W?[0-9][0-9.,]*)?"
    r"(?:\s?(?:%|percent|thousand|million|billion|trillion|mn|bn|[kmb]|USD|EUR|GBP|km|mi))?"
    r"[^\w]{0,3}(?:\[?[0-9a-z]{1,2}\]?|[¹²³⁴⁵⁶⁷⁸⁹⁰]+)?[^\w]{0,3}",
    re.IGNORECASE,
)
DAY: Final = pattern(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?|[0-9]+\s?pp?\.")
"""A day or a month, or a number of pages."""
HAS_DIGIT: Final = pattern("[0-9]")

Span = tuple[int, int]


class Row(Struct, frozen=True):
    """A line of a table: from and to of it, and of its cells. by: what parts them."""

    start: int
    end: int
    cells: tuple[Span, ...]
    by: str

    def column_at(self, place: int) -> int | None:
        """Return the number of the cell in which a place is."""
        for number, (start, end) in enumerate(self.cells):
            if start <= place <= end:
                return number
        return None


def row_of(text: str, start: int, end: int) -> Row | None:
    """Return a line with its cells; None of one that is not parted into any."""
    line = text[start:end]
    for by in ("\t", "|"):
        if by in line:
            inner = line.strip("|") if by == "|" else line
            offset = start + (len(line) - len(line.lstrip("|")) if by == "|" else 0)
            return Row(start, end, tuple(_parted(inner, offset, by)), by)
    gaps = [found.span() for found in _GAP.finditer(line.strip())]
    if gaps:
        first = start + len(line) - len(line.lstrip())
        ends = [*(gap[0] for gap in gaps), len(line.strip())]
        begins = [0, *(gap[1] for gap in gaps)]
        cells = tuple((first + a, first + b) for a, b in zip(begins, ends, strict=True))
        if any(PROSE.search(text, *cell) for cell in cells):
            return None
        return Row(start, end, cells, "  ")
    return _ending_in_numbers(line, start, end)


def _parted(line: str, start: int, by: str) -> Iterator[Span]:
    for piece in line.split(by):
        stripped = piece.strip()
        first = start + len(piece) - len(piece.lstrip()) if stripped else start
        yield first, first + len(stripped)
        start += len(piece) + 1


def _ending_in_numbers(line: str, start: int, end: int) -> Row | None:
    """A line that ends with numbers parted by single blanks, and begins with words as its label."""
    found = _TRAILING.match(line) if len(line) < _LONGEST else None
    if found is None:
        return None
    label = found["label"] or ""
    if PROSE.search(label) or _OPEN_END.search(label):
        return None
    cells = [
        (start + each.start(), start + each.end())
        for each in CELL.finditer(line, found.start("cells"))
    ]
    if label:
        cells.insert(0, (start + found.start("label"), start + found.end("label")))
    return Row(start, end, tuple(cells), " ")
