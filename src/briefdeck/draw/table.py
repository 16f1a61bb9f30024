"""Tables that stay readable: columns wrap, then the least important move under their row."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import zip_longest

from msgspec import Struct

from briefdeck.draw.lines import Line, Row, Span, Style, flow, line_text, line_width, trimmed
from briefdeck.model.briefing import Column
from briefdeck.text.width import cell_width, truncate
from briefdeck.text.words import one_line

Cell = str | Line
GAP = 2
GAP_ACROSS = 4
"""Cells between two parts of a table that stand side by side."""
INDENT = 2
COMFORT = 18
"""Cells that a column of long text needs at least, to be read without effort."""
EMPTY = frozenset({"", "–", "—", "-"})
NUMBER = re.compile(r"^\D{0,2}\s?\d[\d,. ]*\s?[%A-Za-z]{0,3}$")
# Behind a whole number, its unit or sign stands where others have their decimal point.
_BEHIND_POINT = re.compile(r"\d(\.\d[^\s]*|[^\d,.\s][^\s]*)?\s*$")


def table(
    columns: Sequence[Column | str],
    rows: Sequence[Sequence[Cell]],
    width: int,
    *,
    drawn: int | None = None,
) -> tuple[Line, ...]:
    """Return a table in at most `width` cells, of which no cell is lost.

    Rows may be of unequal length. Columns wrap; those that have no room then stand under each
    row with their names, the least important ones first.

    drawn: the place of a column that is a drawing, and so never wraps.
    """
    every = _columns(columns, rows, drawn)
    return tuple(_lines(every, len(rows), width)) if every else ()


def room_beside(
    columns: Sequence[Column | str], rows: Sequence[Sequence[Cell]], width: int
) -> tuple[int, int]:
    """Return the cells for one more column of a table: if no other wraps, and if all others do."""
    every = _columns(columns, rows)
    naturally = _total([column.natural for column in every])
    narrowly = _total([column.least for column in every])
    return width - naturally - GAP, width - narrowly - GAP


def table_across(
    columns: Sequence[Column | str],
    rows: Sequence[Sequence[Cell]],
    width: int,
    *,
    has_heads: bool = True,
) -> tuple[Line, ...]:
    """Return a long table of short rows as several tables side by side, read down one by one.

    It is one table where two have no room. Without heads there are only rows.
    """
    every = _columns(columns, rows)
    widths = [column.natural for column in every]
    each = _total(widths)
    abreast = min((width + GAP_ACROSS) // (each + GAP_ACROSS), len(rows))
    if abreast < 2 and (has_heads or each > width):
        return table(columns, rows, width)
    height = -(-len(rows) // abreast)
    tables = [
        (
            *(_head(every, widths) if has_heads else ()),
            *_whole_rows(every, widths, range(start, min(start + height, len(rows)))),
        )
        for start in range(0, len(rows), height)
    ]
    return tuple(_abreast(tables, each))


def _whole_rows(
    columns: Sequence["_Column"], widths: Sequence[int], places: Iterable[int]
) -> Iterator[Line]:
    """Return some rows of a table that is as wide as it likes."""
    for place in places:
        cells = [(column.cells[place],) for column in columns]
        yield from _side_by_side(cells, columns, widths)


def _abreast(tables: Sequence[tuple[Line, ...]], each: int) -> Iterator[Line]:
    for level in zip_longest(*tables, fillvalue=()):
        row = Row()
        for place, line in enumerate(level):
            row.put(place * (each + GAP_ACROSS), line)
        yield trimmed(row.line(0))


class _Column(Struct, frozen=True, eq=False, dict=True):
    """A column made ready: every cell a line, numbers aligned. `priority`: the highest go first.

    is_drawn: whether its cells are of a drawing, which never wraps.
    """

    head: str
    cells: tuple[Line, ...]
    align: str
    priority: int
    is_drawn: bool = False

    @cached_property
    def natural(self) -> int:
        """The cells that the column takes unwrapped."""
        return max([cell_width(self.head), *map(line_width, self.cells)])

    @cached_property
    def least(self) -> int:
        """The narrowest that it may become: numbers and words stay whole, long text keeps room."""
        if self.is_drawn:
            return self.natural
        if self.align in {"right", "decimal"}:
            return max(self._longest_word, min(self.natural, COMFORT))
        return min(self.natural, max(self._longest_word, COMFORT))

    @cached_property
    def _longest_word(self) -> int:
        words = self.head.split(" ")
        for cell in self.cells:
            words += line_text(cell).split(" ")
        return min(max(map(_unbroken, words)), 2 * COMFORT)

    @property
    def is_remark(self) -> bool:
        """Whether it is long text in few rows: a tall stack and a lot of nothing beside others."""
        if self.natural <= 2 * COMFORT:
            return False
        filled = sum(1 for cell in self.cells if line_text(cell).strip())
        return 0 < filled * 2 <= len(self.cells)


def _unbroken(word: str) -> int:
    """Return the cells of a word that stay on one line: wide characters may part anywhere."""
    cells = cell_width(word)
    return min(cells, COMFORT) if cells > len(word) else cells


def _columns(
    columns: Sequence[Column | str], rows: Sequence[Sequence[Cell]], drawn: int | None = None
) -> list[_Column]:
    """Return the columns, with nameless ones for cells beyond the last that has a name."""
    longest = max(map(len, rows), default=0)
    named = [column if isinstance(column, Column) else Column(title=column) for column in columns]
    named += [Column(title="") for _ in range(longest - len(named))]
    return [
        _column(
            column,
            place,
            [_cell(row[place]) if place < len(row) else () for row in rows],
            is_drawn=place == drawn,
        )
        for place, column in enumerate(named)
    ]


def _column(column: Column, place: int, cells: Sequence[Line], *, is_drawn: bool) -> _Column:
    head = f"{column.title} ({column.unit})" if column.unit else column.title
    align = column.align or _align(cells)
    return _Column(
        head=head if is_drawn else one_line(head),
        cells=tuple(_point_under_point(cells) if align == "decimal" else cells),
        align=align,
        priority=place + 1 if column.priority is None else column.priority,
        is_drawn=is_drawn,
    )


def _cell(cell: Cell) -> Line:
    return (Span(one_line(cell)),) if isinstance(cell, str) else cell


def _align(cells: Sequence[Line]) -> str:
    """Return how a column is set that does not say so: numbers to the right."""
    texts = [line_text(cell).strip() for cell in cells]
    filled = [text for text in texts if text not in EMPTY]
    if not filled or not all(map(NUMBER.match, filled)):
        return "left"
    return "decimal" if any("." in text for text in filled) else "right"


def _point_under_point(cells: Sequence[Line]) -> Iterator[Line]:
    """Pad numbers at their end so that, set to the right, their points are under each other."""
    behind = [_behind_point(line_text(cell)) for cell in cells]
    most = max(behind, default=0)
    for cell, size in zip(cells, behind, strict=True):
        yield (*cell, Span(" " * (most - size))) if size < most else cell


def _behind_point(text: str) -> int:
    """Return the cells from the decimal point on; 0 for a bare whole number."""
    found = _BEHIND_POINT.search(text)
    return cell_width(found[1] or "") if found else 0


def _lines(columns: Sequence[_Column], count: int, width: int) -> Iterator[Line]:
    """Return the whole table: as columns what fits, under each row what does not."""
    shown = _fitting(columns, width)
    if len(shown) == 1 and len(columns) > 1:
        yield from _records(columns, count, width)
        return
    under = [column for column in columns if column not in shown]
    widths = _shares(shown, width)
    yield from _head(shown, widths)
    for number in range(count):
        cells = [column.cells[number] for column in shown]
        yield from _side_by_side(_wrapped(cells, widths), shown, widths)
        yield from _fields(under, number, width)


def _total(widths: Sequence[int]) -> int:
    return sum(widths) + GAP * (len(widths) - 1)


def _fitting(columns: Sequence[_Column], width: int) -> list[_Column]:
    """Return the columns that have room side by side; the first always stays."""
    first, *others = columns
    if _total([column.natural for column in columns]) > width:
        others = [column for column in others if not column.is_remark]
    while others and _total([column.least for column in (first, *others)]) > width:
        # Of several that are as important the last goes.
        others.remove(max(reversed(others), key=lambda column: column.priority))
    return [first, *others]


def _shares(shown: Sequence[_Column], width: int) -> list[int]:
    """Return a width for each column: as wide as it likes if all fit, else the widest give way."""
    widths = [column.natural for column in shown]
    excess = _total(widths) - width
    while excess > 0:
        yielding = [n for n, column in enumerate(shown) if widths[n] > column.least]
        if not yielding:
            break
        widest = max(yielding, key=widths.__getitem__)
        below = max([widths[n] for n in yielding if widths[n] < widths[widest]], default=0)
        spare = widths[widest] - max(shown[widest].least, below)
        step = max(min(excess, spare, excess // len(yielding)), 1)
        widths[widest] -= step
        excess -= step
    return [min(widths[0], width)] if len(shown) == 1 else widths


def _wrapped(cells: Sequence[Line], widths: Sequence[int]) -> list[tuple[Line, ...]]:
    return [
        (cell,) if line_width(cell) <= width else flow(cell, width)
        for cell, width in zip(cells, widths, strict=True)
    ]


def _head(shown: Sequence[_Column], widths: Sequence[int]) -> Iterator[Line]:
    """Return the columns' names, standing on a rule, and the rule."""
    titles = [
        flow((Span(column.head, "axis" if column.is_drawn else "heading"),), width)
        for column, width in zip(shown, widths, strict=True)
    ]
    tallest = max(map(len, titles))
    standing = [((),) * (tallest - len(title)) + title for title in titles]
    yield from _side_by_side(standing, shown, widths)
    yield (Span("─" * _total(widths), "frame"),)


def _side_by_side(
    parts: Sequence[tuple[Line, ...]], shown: Sequence[_Column], widths: Sequence[int]
) -> Iterator[Line]:
    for level in zip_longest(*parts, fillvalue=()):
        spans: list[Span] = []
        for line, column, width in zip(level, shown, widths, strict=True):
            free = max(width - line_width(line), 0)
            before = _before(column.align, free)
            spans += [Span(" " * before), *line, Span(" " * (free - before + GAP))]
        yield trimmed(spans)


def _before(align: str, free: int) -> int:
    """Return how many of the free cells stand before a text."""
    match align:
        case "right" | "decimal":
            return free
        case "center":
            return free // 2
        case _:
            return 0


def _records(columns: Sequence[_Column], count: int, width: int) -> Iterator[Line]:
    """Return a block for each row: the first cell as its title, every other by name under it."""
    first, *others = columns
    for number in range(count):
        if number:
            yield ()
        yield from flow(map(_title, first.cells[number]), width)
        yield from _fields(others, number, width)


def _title(span: Span) -> Span:
    style: Style = "strong" if span.style == "text" else span.style
    return Span(span.text.strip(), style, span.target)


def _fields(columns: Sequence[_Column], number: int, width: int) -> Iterator[Line]:
    """Return cells under their row by name, short ones side by side; an empty one says nothing."""
    waiting: list[Span] = []
    for column in columns:
        field = _field(column, number, width)
        if not field:
            continue
        if waiting and INDENT + line_width(waiting) + 3 + line_width(field) > width:
            yield from _indented(waiting, width)
            waiting = []
        if waiting:
            waiting.append(Span(" · ", "muted"))
        waiting += field
    if waiting:
        yield from _indented(waiting, width)


def _field(column: _Column, number: int, width: int) -> Line:
    cell = trimmed(column.cells[number])
    if not line_text(cell).strip():
        return ()
    head = truncate(column.head, max(width // 2, 4))
    return (Span(f"{head}: ", "muted"), *cell) if head else cell


def _indented(spans: Sequence[Span], width: int) -> tuple[Line, ...]:
    return flow(spans, width, first=(Span(" " * INDENT),), rest=(Span(" " * 2 * INDENT),))
