"""A table as a file has it: rows of texts with their lines, and which of them are its head."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from msgspec import Struct

from briefdeck.intake.tables.amounts import POINTS, amount_of, is_missing
from briefdeck.intake.taken import Point
from briefdeck.model.measures import currency_of
from briefdeck.text.pattern import pattern
from briefdeck.text.words import capital, counted, one_line

MOST_ROWS: Final = 5_000
MOST_COLUMNS: Final = 200
MOST_CELLS: Final = 100_000
"""A table of more is a data set, which a briefing cites and does not hold."""
_MOST_HEADS: Final = 2
"""Rows that the head of a table takes at most."""
_MOST_TITLE_LINES: Final = 6
_LONG: Final = 60
"""Characters from which on a lone text below a table is a note and not the label of a row."""
_NOTE: Final = pattern(
    r"(?:sources?|notes?|n\.b\.|footnotes?|data)\b.*[:.]|[*†‡¹²³⁰⁴-⁹]|\[\w{1,3}\]"
)
_YEAR: Final = pattern(r"((?:1[0-9]|20|21)[0-9]{2})\s*[\[(*]{0,2}\w{0,2}[\])*]?")
"""A year, with the mark of a footnote."""


class TooMuchError(ValueError):
    """A table that is too large for a briefing; its message says how large and what to do."""


class Row(NamedTuple):
    """The cells of a row, and the line of the file on which it begins."""

    line: int
    cells: tuple[str, ...]


class Grid(Struct, frozen=True, kw_only=True):
    """A table: a head for each column, and rows of as many cells.

    name: what entries are called after, without suffix. title: the first line above it. notes: what
    else stands above and below it. point: the decimal sign where the format itself settles it.
    """

    name: str
    title: str = ""
    heads: tuple[str, ...]
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()
    point: Point | None = None
    said: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()

    @property
    def called(self) -> str:
        """What stands above it, else its name in words."""
        words = self.name.replace("_", " ").replace("-", " ")
        return self.title or capital(one_line(words))

    def column(self, place: int) -> tuple[str, ...]:
        """Return the cells of a column."""
        return tuple(row.cells[place] for row in self.rows)


def grid_of(
    rows: Iterable[Row],
    name: str,
    *,
    title: str = "",
    point: Point | None = None,
    has_head: bool = False,
) -> Grid | None:
    """Return a table; None where all cells are empty.

    has_head: the first row is known to be the head, and there is nothing around the table. Else
    titles, heads and notes are guessed. Raises TooMuchError.
    """
    every = list(_limited(rows))
    kept = list(map(_trimmed, every))
    if not kept:
        return None
    width = _width(kept)
    above, below = ([], []) if has_head else (_titles(kept, width), _notes(kept, width))
    count, heads = (1, _unique(every[0].cells)) if has_head else _heads(kept, width)
    good, refused = _fitting(kept[count:], len(heads))
    return Grid(
        name=name,
        title=title or next(iter(above), ""),
        heads=heads,
        rows=good,
        notes=(*above[1:], *below),
        point=point,
        said=() if count else ("it has no row of heads",),
        refused=refused,
    )


def _limited(rows: Iterable[Row]) -> Iterable[Row]:
    """Rows that are not empty, until there are too many of them."""
    cells = 0
    filled = (row for row in rows if any(map(str.strip, row.cells)))
    for number, row in enumerate(filled):
        cells += len(row.cells)
        if number > MOST_ROWS or cells > MOST_CELLS or len(row.cells) > MOST_COLUMNS:
            raise TooMuchError(
                f"it has more than {counted(MOST_ROWS, 'row')}, {counted(MOST_COLUMNS, 'column')} "
                f"or {counted(MOST_CELLS, 'cell')}; a briefing is for readers: keep the rows and "
                "columns that it needs, or cite the file as a source"
            )
        yield row


def _trimmed(row: Row) -> Row:
    """A row without the empty cells at its end."""
    end = len(row.cells)
    while end and not row.cells[end - 1].strip():
        end -= 1
    return Row(row.line, row.cells[:end])


def _width(rows: Sequence[Row]) -> int:
    """How many columns most rows with more than one cell have."""
    sizes = Counter(len(row.cells) for row in rows if len(row.cells) > 1)
    return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 1


def _titles(rows: list[Row], width: int) -> list[str]:
    """Take the lines above the head, which have one text alone, off the rows."""
    titles: list[str] = []
    while width > 1 and len(rows) > 1 and len(rows[0].cells) == 1 and _is_words(rows[0].cells[0]):
        if len(titles) == _MOST_TITLE_LINES:
            break
        titles.append(one_line(rows.pop(0).cells[0]))
    return titles


def _is_words(cell: str) -> bool:
    return not is_number(cell) and not is_missing(cell)


def _notes(rows: list[Row], width: int) -> list[str]:
    """Take the lines below the last row of figures off the rows."""
    notes: list[str] = []
    while width > 1 and len(rows) > 1 and len(rows[-1].cells) == 1 and _is_note(rows[-1].cells[0]):
        notes.insert(0, one_line(rows.pop().cells[0]))
    return notes


def _is_note(text: str) -> bool:
    return len(text) > _LONG or bool(_NOTE.match(text.strip().casefold()))


def is_number(cell: str) -> bool:
    """Whether a cell is an amount by one decimal sign or the other, and has no other words."""
    found = [amount_of(cell, point) for point in POINTS]
    return any(each is not None and _is_bare(each.unit) for each in found)


def _is_bare(unit: str) -> bool:
    return unit in {"", "%"} or bool(currency_of(unit))


def _heads(rows: Sequence[Row], width: int) -> tuple[int, tuple[str, ...]]:
    """How many rows are heads, and the heads themselves."""
    if len(rows) < 2 or not _is_head(rows[0], rows[1:]):
        return 0, _unique([""] * width)
    count = 2 if _is_grouped(rows, width) else 1
    size = max(width, *(len(row.cells) for row in rows[:count]))
    return count, _unique(_joined(rows[:count], size))


def _is_grouped(rows: Sequence[Row], width: int) -> bool:
    """Whether the first row names groups of columns, and the second the columns."""
    if len(rows) <= _MOST_HEADS or not _is_head(rows[1], rows[_MOST_HEADS:]):
        return False
    names = rows[0].cells[1:]
    has_gaps = len(rows[0].cells) < width or not all(map(str.strip, names))
    return has_gaps and any(map(_has_number, rows[_MOST_HEADS:]))


def _has_number(row: Row) -> bool:
    return any(is_number(cell) for cell in row.cells)


def _is_head(row: Row, below: Sequence[Row]) -> bool:
    """Whether a row has words where others have figures, or years in their order."""
    numbers = [cell.strip() for cell in row.cells if is_number(cell)]
    if not all(map(_YEAR.fullmatch, numbers)):
        return False
    years = [number[:4] for number in numbers]
    if sorted(set(years)) not in (years, years[::-1]):
        return False
    alike = sum(all(map(_YEAR.fullmatch, _cells_at(row, other))) for other in below)
    return not numbers or alike * 2 < len(below)


def _cells_at(row: Row, other: Row) -> list[str]:
    """The cells of another row that stand below years; one that is no year if there are none."""
    pairs = zip(row.cells, other.cells, strict=False)
    return [cell.strip() for head, cell in pairs if _YEAR.fullmatch(head.strip())] or [""]


def _joined(above: Sequence[Row], width: int) -> list[str]:
    """The heads of columns; what stands once above several is said of each."""
    if len(above) < _MOST_HEADS:
        cells = above[0].cells
        return [one_line(cell) for cell in (*cells, *[""] * (width - len(cells)))]
    upper, lower = ([*row.cells, *[""] * (width - len(row.cells))] for row in above)
    heads: list[str] = []
    group = ""
    for one, other in zip(upper, lower, strict=True):
        group = one_line(one) or group
        heads.append(", ".join(filter(None, (group, one_line(other)))))
    return heads


def _unique(heads: Sequence[str]) -> tuple[str, ...]:
    """Heads of which none is empty and no two are alike."""
    found: dict[str, None] = {}
    for place, head in enumerate(heads, start=1):
        name = head or f"Column {place}"
        number = 1
        while name in found:
            number += 1
            name = f"{head} ({number})"
        found[name] = None
    return tuple(found)


def _fitting(rows: Iterable[Row], width: int) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Rows with as many cells as there are heads, and what is refused of the others."""
    good: list[Row] = []
    refused: list[str] = []
    for row in rows:
        if len(row.cells) > width:
            cells = counted(len(row.cells), "cell")
            refused.append(f"line {row.line}: {cells}, where the table has {width}")
            continue
        good.append(Row(row.line, (*row.cells, *[""] * (width - len(row.cells)))))
    return tuple(good), tuple(refused)
