"""The cells of series and tables, heads first: what Markdown, CSV and copies join to lines."""

from collections.abc import Callable, Iterable, Iterator
from itertools import compress, zip_longest
from math import isfinite
from typing import Final, NamedTuple, assert_never

from briefdeck.document.blocks import Figure
from briefdeck.draw.steps import changes
from briefdeck.draw.units import Units
from briefdeck.model.amounts import exact, is_percent
from briefdeck.model.briefing import Cite, Column, Point, Series, Table
from briefdeck.model.companions import by_period
from briefdeck.model.figures import places_in_order, point_label
from briefdeck.model.nodes import Citation, Text
from briefdeck.model.numerals import decimals, grouped, needs_power, power_words, signed
from briefdeck.model.prose import inline_text, parse_inline
from briefdeck.text.formulas import guarded

Cited = Callable[[tuple[Cite, ...]], str]
"""How a cell names the sources of a point."""

Written = Callable[[str], str]
"""How a format writes a briefing's words: what would be its markup is escaped."""


FIVE_DIGITS: Final = 10_000
"""Whole numbers below it may be years or numbers of documents: separators would be wrong there."""


class NumberStyle(NamedTuple):
    """How the numbers of a column are written. `decimals`: short ones are filled up with zeros."""

    is_grouped: bool = True
    decimals: int = 0
    is_percent: bool = False


_NEEDS_QUOTES: Final = frozenset('",\r\n')


class Cells(NamedTuple):
    """A head for each column, and rows of as many texts."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def figure_cells(figure: Figure, cited: Cited, written: Written) -> Cells:
    """Return a figure in words, by time: periods, values with hedges, changes, sources, notes.

    The unit stands in a head; notes are their numbers. The last three columns stand only where a
    point has something for them.
    """
    series, places = figure.series, places_in_order(figure.series)
    points = [series.points[place] for place in places]
    units = Units.of([series])
    is_dated = any(point.at is not None for point in points)
    head = f"Value ({units.head})" if units.head else "Value"
    heads = ("Period" if is_dated else "", written(head), "Change", "Source", "Note")
    rows = [
        (
            written(point_label(series, point)),
            written(units.cell(series, point)),
            written(change),
            cited(point.citations),
            written(note_marks(figure, place)),
        )
        for place, point, change in zip(places, points, changes(units, series, points), strict=True)
    ]
    return _without_empty(Cells(heads, tuple(rows)), kept=2)


def joint_cells(figure: Figure, cited: Cited, written: Written) -> Cells:
    """Return a figure and those drawn with it in words: a row a period, a column of values each.

    What a value cites stands behind it.
    """
    every = [figure, *figure.companions]
    units = Units.of([each.series for each in every])
    is_dated = any(point.at is not None for point in figure.series.points)
    unit = f" ({units.head})" if units.head else ""
    titles = [written(f"{each.series.title}{unit}") for each in every]
    heads = ("Period" if is_dated else "", *titles, "Note")
    rows = []
    for label, placed in by_period([each.series for each in every]):
        values = [""] * len(every)
        marks: list[str] = []
        for number, place in placed:
            series, point = every[number].series, every[number].series.points[place]
            said = f"{written(units.cell(series, point))} {cited(point.citations)}".strip()
            values[number] = "; ".join(filter(None, (values[number], said)))
            marks += filter(None, (note_marks(every[number], place),))
        rows.append((written(label), *values, written(", ".join(marks))))
    return _without_empty(Cells(heads, tuple(rows)), kept=len(every) + 1)


def note_marks(figure: Figure, place: int) -> str:
    """Return the numbers of the notes on a value: `1, ⚠ 3`."""
    notes = [note for note in figure.notes if note.number is not None and place in note.points]
    return ", ".join([f"{note.sign} {note.number}".strip() for note in notes])


def series_data(series: Series, cited: Cited) -> Cells:
    """Return a series as its file has it, to calculate with: numbers and hedges in columns apart.

    Columns stand only where a point has something for them.
    """
    unit = f"{series.scale} {series.unit}" if series.scale else series.unit
    heads = (
        "period",
        "part",
        f"value ({unit})",
        "low",
        "high",
        "hedge",
        "comparable",
        "sources",
        "text",
        "caveat",
    )
    rows = [_point_data(point, cited) for point in series.points]
    return _without_empty(Cells(heads, tuple(rows)))


def _point_data(point: Point, cited: Cited) -> tuple[str, ...]:
    where = point.at.text if point.at is not None else point.category
    return (
        where or "",
        point.part or "",
        _number(point.value),
        _number(point.low),
        _number(point.high),
        point.qualifier or "",
        "no" if point.is_counted_otherwise else "",
        cited(point.citations),
        _remark(point.text or "", cited),
        _remark(point.caveat_text, cited),
    )


def _remark(text: str, cited: Cited) -> str:
    """What is said of a point, as plain words with its citations in brackets."""
    runs = [
        Text(text=f"({cited(inline.cites)})") if isinstance(inline, Citation) else inline
        for inline in parse_inline(text)
    ]
    return inline_text(tuple(runs))


def _number(value: float | None) -> str:
    return "" if value is None else str(value)


def table_words(table: Table, written: Written = str) -> Cells:
    """Return a table in words: titles with their units, numbers as people write them."""
    heads = [written(_head_words(column)) for column in table.columns]
    styles = [_style(table, place) for place in range(len(table.columns))]
    rows = [_row_words(row, styles, written) for row in table.rows]
    return Cells(tuple(heads), tuple(rows))


def _row_words(
    row: Iterable[object], styles: Iterable[NumberStyle], written: Written
) -> tuple[str, ...]:
    # A row that is too long has cells without a column; they are written as in a column of texts.
    styled = zip_longest(row, styles, fillvalue=NumberStyle())
    return tuple([written(cell_words(value, style)) for value, style in styled])


def table_data(table: Table) -> Cells:
    """Return a table as its file has it, to calculate with."""
    rows = [tuple(map(str, row)) for row in table.rows]
    return Cells(tuple(map(_title, table.columns)), tuple(rows))


def cell_words(value: object, style: NumberStyle) -> str:
    """Return a table's cell in words."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return _styled(value, style)
        case _:
            return str(value)


def _style(table: Table, place: int) -> NumberStyle:
    """Return how the numbers of a column are written: as it says, else as they suggest."""
    column = table.columns[place]
    said = column.format if isinstance(column, Column) else None
    numbers = list(_numbers(table, place))
    match said:
        case "year" | "id":
            return NumberStyle(is_grouped=False)
        case "integer":
            return NumberStyle()
        case "decimal":
            return NumberStyle(decimals=max(map(decimals, numbers), default=0))
        case "percent":
            return NumberStyle(is_percent=not _has_percent(column))
        case None:
            return NumberStyle(is_grouped=not all(map(_may_be_year, numbers)))
        case _:
            assert_never(said)


def _numbers(table: Table, place: int) -> Iterator[float]:
    """Yield the numbers of a column; "yes" and "no" are none, although Python counts them so."""
    for row in table.rows:
        value = row[place] if place < len(row) else None
        if isinstance(value, int | float) and not isinstance(value, bool):
            yield value


def _may_be_year(number: float) -> bool:
    return isinstance(number, int) and abs(number) < FIVE_DIGITS


def _has_percent(column: Column | str) -> bool:
    return isinstance(column, Column) and is_percent(column.unit or "")


def _styled(number: float, style: NumberStyle) -> str:
    words = _digits(number, style)
    return f"{words}%" if style.is_percent else words


def _digits(number: float, style: NumberStyle) -> str:
    if not isfinite(number):
        return str(number)
    if needs_power(number):
        return power_words(number)
    if not style.is_grouped:
        return signed(f"{exact(number):f}")
    return _filled(grouped(number), style.decimals)


def _filled(words: str, decimals: int) -> str:
    """Return a number with zeros at its end, until it has so many decimals."""
    whole, _, behind = words.partition(".")
    return f"{whole}.{behind.ljust(decimals, '0')}" if decimals else words


def _head_words(column: Column | str) -> str:
    title = _title(column)
    if isinstance(column, Column) and column.unit:
        return f"{title} ({column.unit})"
    return title


def _title(column: Column | str) -> str:
    return column if isinstance(column, str) else column.title


def _without_empty(cells: Cells, *, kept: int = 0) -> Cells:
    """Leave out columns that hold nothing, except the first `kept`."""
    stays = [any(column) for column in zip(*cells.rows, strict=True)]
    stays[:kept] = [True] * kept
    rows = [tuple(compress(row, stays)) for row in cells.rows]
    return Cells(tuple(compress(cells.heads, stays)), tuple(rows))


def csv_text(cells: Cells) -> str:
    """Return cells as CSV (RFC 4180 with line feeds).

    A cell that a spreadsheet would take for a formula gets an apostrophe; a number stays one.
    """
    return "".join([f"{_csv_line(row)}\n" for row in (cells.heads, *cells.rows)])


def _csv_line(row: tuple[str, ...]) -> str:
    # A line without a sign would be read as no row.
    return ",".join([_csv_cell(guarded(cell)) for cell in row]) or '""'


def _csv_cell(cell: str) -> str:
    """A cell in quotes where it needs them; Python's csv has none around a carriage return."""
    if _NEEDS_QUOTES.isdisjoint(cell):
        return cell
    doubled = cell.replace('"', '""')
    return f'"{doubled}"'
