"""Tables that are no figures: an entry with columns and rows, its numbers as numbers."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Final

from briefdeck.editing.toml_text import Value
from briefdeck.intake.new_ids import short_id
from briefdeck.intake.tables.amounts import Amount, is_missing
from briefdeck.intake.tables.columns import Column, Columns, is_date_head
from briefdeck.intake.tables.grid import Grid
from briefdeck.intake.taken import Item, Point
from briefdeck.model.briefing import NumberFormat
from briefdeck.model.measures import Number
from briefdeck.text.pattern import pattern
from briefdeck.text.visible import visible

_YEAR: Final = pattern(r"(?:1[0-9]|20|21)[0-9]{2}")
_GROUPED: Final = pattern(r"[0-9][^0-9][0-9]")
_BOOLEANS: Final = {"True": True, "False": False, "TRUE": True, "FALSE": False}
"""As Python and spreadsheets write them."""


def table_of(grid: Grid, columns: Columns) -> Item:
    """Return a table as an entry."""
    made = [_column(column, columns.point) for column in columns.every]
    fields: tuple[tuple[str, Value], ...] = (
        ("id", short_id(grid.name) or "table"),
        ("title", grid.called or "Untitled"),
        ("columns", [head for head, _ in made]),
        ("rows", [list(row) for row in zip(*[cells for _, cells in made], strict=True)]),
    )
    comment = visible("\n".join(grid.notes), keep_newlines=True)
    return Item(table="tables", fields=fields, comment=comment)


def _column(column: Column, point: Point) -> tuple[Value, list[Value]]:
    """A column's head and its cells."""
    if column.kind == "date":
        # Years are numbers too.
        column = column.read_as("number", point)
    numbers = _numbers(column)
    if not numbers:
        return column.head, [_BOOLEANS.get(cell, cell) for cell in column.cells]
    head: dict[str, Value] = {"title": column.head}
    unit = column.read[0].unit
    format_ = "percent" if unit == "%" else _format(column, numbers)
    if unit and not format_:
        head["unit"] = unit
    if format_:
        head["format"] = format_
    cells: list[Value] = [
        cell if amount is None or amount.value is None else amount.value
        for cell, amount in zip(column.cells, column.amounts, strict=True)
    ]
    return head if len(head) > 1 else column.head, cells


def _numbers(column: Column) -> list[Number]:
    """The numbers of a column of numbers; none where a cell says more than a number."""
    missing = sum(map(is_missing, column.cells))
    if len(column.read) + missing < len(column.cells):
        return []
    if len({amount.unit for amount in column.read}) != 1 or not all(map(_is_bare, column.read)):
        return []
    return [amount.value for amount in column.read if amount.value is not None]


def _is_bare(amount: Amount) -> bool:
    return amount.value is not None and not (amount.qualifier or amount.mark or amount.power)


def _format(column: Column, numbers: Sequence[Number]) -> NumberFormat | None:
    """How a column's numbers are written, where that is not what the program would do itself."""
    if not all(isinstance(number, int) for number in numbers):
        fractions = [str(number) for number in numbers if isinstance(number, Decimal)]
        is_padded = any(digits.endswith("0") for digits in fractions)
        return "decimal" if is_padded else None
    if is_date_head(column.head) and all(_YEAR.fullmatch(cell.strip()) for cell in column.filled):
        return "year"
    if column.is_numbering:
        return "id"
    is_grouped = any(map(_GROUPED.search, column.cells))
    return "integer" if is_grouped else None
