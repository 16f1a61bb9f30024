"""Tables of HTML: their cells row by row, and those that only set paragraphs beside each other."""

from collections.abc import Iterator
from typing import Final

from briefdeck.text.html_tree import Element

Rows = tuple[tuple[str, ...], ...]

_CELLS: Final = frozenset({"td", "th"})
_WIDEST: Final = 50
"""Columns that a cell spans at most."""
_LONG: Final = 600
"""Characters from which on a cell is not a cell of a table but a column of a page."""
_PAGES: Final = frozenset({"article", "h1", "h2", "h3", "h4", "h5", "h6", "table"})
"""Elements that no table of data has in a cell."""


def rows(table: Element) -> Rows:
    """Return a table's cells; further columns and rows of a cell are empty ones."""
    found = []
    below: dict[int, int] = {}
    for row in _rows(table):
        cells: list[str] = []
        for cell in row:
            _pass_covered(cells, below)
            width = _span(cell, "colspan")
            height = _span(cell, "rowspan")
            if height > 1:
                below.update(dict.fromkeys(range(len(cells), len(cells) + width), height - 1))
            cells += [" ".join(cell.text.split()), *[""] * (width - 1)]
        _pass_covered(cells, below)
        found.append(tuple(cells))
    return tuple([row for row in found if any(row)])


def _pass_covered(cells: list[str], below: dict[int, int]) -> None:
    """Put empty cells where a cell of a row above reaches down."""
    while below.get(len(cells), 0):
        below[len(cells)] -= 1
        cells.append("")


def is_layout(table: Element) -> bool:
    """Whether a table is there for the page's sake and not for data."""
    if table.get("role") in {"presentation", "none"}:
        return True
    inside = table.all()
    next(inside)
    for element in inside:
        if element.tag in _PAGES:
            return True
        if element.tag in _CELLS and len(element.text) > _LONG and _paragraphs(element) > 1:
            return True
    return False


def _paragraphs(cell: Element) -> int:
    return sum(element.tag == "p" for element in cell.all())


def _rows(table: Element) -> Iterator[list[Element]]:
    """Yield the cells of each row."""
    for element in table.all():
        if element.tag == "tr":
            yield [
                part for part in element.parts if isinstance(part, Element) and part.tag in _CELLS
            ]


def _span(cell: Element, name: str) -> int:
    said = cell.get(name)
    return max(1, min(int(said), _WIDEST)) if said.isdecimal() and len(said) < 6 else 1
