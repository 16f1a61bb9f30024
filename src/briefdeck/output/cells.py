"""The cells of series and tables, heads first: what Markdown, CSV and copies join to lines."""

from collections.abc import Callable, Iterable
from itertools import compress
from typing import NamedTuple

from briefdeck.model.briefing import Cite, Column, Point, Series, Table
from briefdeck.model.figures import in_order, point_label, value_words

Cited = Callable[[tuple[Cite, ...]], str]
"""How a cell names the sources of a point."""

Written = Callable[[str], str]
"""How a format writes a briefing's words: what would be its markup is escaped."""


class Cells(NamedTuple):
    """A head for each column, and rows of as many texts."""

    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def series_words(series: Series, cited: Cited, written: Written) -> Cells:
    """Return a series in words, by time: periods, values with hedges, notes, sources, caveats.

    The last three columns stand only where a point has something for them.
    """
    heads = ("", "Value", "Note", "Source", "Caveat")
    rows = [_point_words(series, point, cited, written) for point in in_order(series)]
    return _without_empty(Cells(heads, tuple(rows)), kept=2)


def _point_words(series: Series, point: Point, cited: Cited, written: Written) -> tuple[str, ...]:
    return (
        written(point_label(series, point)),
        written(value_words(series, point)),
        written(point.text or ""),
        cited(point.citations),
        written(point.caveat or ""),
    )


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
        cited(point.citations),
        point.text or "",
        point.caveat or "",
    )


def _number(value: float | None) -> str:
    return "" if value is None else str(value)


def table_words(table: Table, written: Written = str) -> Cells:
    """Return a table in words: titles with their units, numbers with separators, "yes" and "no"."""
    heads = [written(_head_words(column)) for column in table.columns]
    rows = [_row_words(row, written) for row in table.rows]
    return Cells(tuple(heads), tuple(rows))


def _row_words(row: Iterable[object], written: Written) -> tuple[str, ...]:
    return tuple([written(cell_words(value)) for value in row])


def table_data(table: Table) -> Cells:
    """Return a table as its file has it, to calculate with."""
    rows = [tuple(map(str, row)) for row in table.rows]
    return Cells(tuple(map(_title, table.columns)), tuple(rows))


def cell_words(value: object) -> str:
    """Return a table's cell in words."""
    match value:
        case bool():
            return "yes" if value else "no"
        case int() | float():
            return f"{value:,}"
        case _:
            return str(value)


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
