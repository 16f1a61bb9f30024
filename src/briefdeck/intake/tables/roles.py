"""Which column of a table is which part of a figure: its times, its values, what stands beside."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, Literal

from msgspec import Struct

from briefdeck.intake.dates import column_dates
from briefdeck.intake.tables.columns import Column, Columns
from briefdeck.intake.tables.measures import GENERIC, measure_of
from briefdeck.text.words import did_you_mean, listed, nearest, quoted

Beside = Literal["part", "low", "high", "hedge", "comparable", "sources", "text", "caveat", "unit"]

_BESIDE: Final[dict[str, Beside]] = {
    "part": "part",
    "low": "low", "lo": "low", "lower": "low", "lower bound": "low", "low estimate": "low",
    "high": "high", "hi": "high", "upper": "high", "upper bound": "high", "high estimate": "high",
    "unit": "unit", "units": "unit",
    "hedge": "hedge", "qualifier": "hedge",
    "comparable": "comparable",
    "sources": "sources", "source": "sources", "citation": "sources",
    "text": "text", "note": "text", "notes": "text", "remarks": "text", "comment": "text",
    "comments": "text",
    "caveat": "caveat",
}  # fmt: skip
"""Heads of columns that stand beside a value, our own CSV's among them."""
_LEAST_DATED_HEADS: Final = 3


class ColumnError(ValueError):
    """A column that is named and is not there; the message says which there are."""


class Roles(Struct, frozen=True, kw_only=True):
    """What the columns of a table are in figures.

    at: times, or else categories. split: what each figure is of, where rows of several stand below
    one another. is_across: heads are times, and each row is a figure called as `split` says.
    lost: what has no place in a figure.
    """

    at: Column | None = None
    values: tuple[Column, ...] = ()
    split: Column | None = None
    is_across: bool = False
    beside: Mapping[Beside, Column] = {}
    lost: tuple[Column, ...] = ()

    @property
    def is_figure(self) -> bool:
        """Whether there are values, and something that they are of."""
        return bool(self.values) and (self.at is not None or self.is_across)

    @property
    def is_placed(self) -> bool:
        """Whether no two values of a series are of one time or category."""
        is_told_apart = self.split is not None or "part" in self.beside
        return self.is_across or is_told_apart or (self.at is not None and self.at.is_unique)


def named_column(columns: Columns, name: str) -> Column:
    """Return a column by its head, however it is capitalized."""
    by_head = {column.head.casefold(): column for column in columns.every}
    found = by_head.get(name.strip().casefold())
    if found is not None:
        return found
    heads = tuple(column.head for column in columns.every)
    known = listed([quoted(head) for head in heads])
    hint = did_you_mean(nearest(name, heads)) or f"The columns are {known}."
    raise ColumnError(f"there is no column called {quoted(name)}. {hint}")


def roles_of(columns: Columns, at: str, values: Sequence[str]) -> Roles:
    """Return the roles of columns, guessed where they are not named.

    Raises ColumnError.
    """
    named_at = named_column(columns, at) if at else None
    named = [named_column(columns, name).read_as("number", columns.point) for name in values]
    if not at and not values and (across := _across(columns)) is not None:
        return across
    taken = {column.place for column in (named_at, *named) if column is not None}
    free = [
        column
        for column in columns.every
        if column.kind != "empty"
        and column.place not in taken
        and (not column.says_the_same or _role(column))
    ]
    numbers = named or [each for each in free if each.kind == "number" and not each.is_numbering]
    beside = _beside(free, numbers)
    numbers = named or [each for each in numbers if each not in beside.values()]
    placed = {each.place for each in (*numbers, *beside.values())}
    others = [
        each
        for each in free
        if each.place not in placed and (each.kind != "number" or each.is_numbering)
    ]
    return _with_times(named_at, tuple(numbers), others, beside)


def _with_times(
    named: Column | None,
    numbers: tuple[Column, ...],
    others: list[Column],
    beside: Mapping[Beside, Column],
) -> Roles:
    """The roles of all columns, once values and what stands beside them are known."""
    at = named or _first(others, "date") or _first(others, "text")
    others = [column for column in others if column is not at]
    split = _split(at, others) if at is not None and "part" not in beside else None
    lost = tuple(column for column in others if column is not split and not _follows(column, split))
    return Roles(at=at, values=numbers, split=split, beside=beside, lost=lost)


def _first(columns: Iterable[Column], kind: str) -> Column | None:
    return next((column for column in columns if column.kind == kind), None)


def _beside(free: Sequence[Column], numbers: Sequence[Column]) -> dict[Beside, Column]:
    """Columns that stand beside one value; where there are several values, only words for all."""
    found: dict[Beside, Column] = {}
    for column in free:
        role = _role(column)
        if role is not None:
            found.setdefault(role, column)
    if sum(column not in found.values() for column in numbers) != 1:
        # They are the ends of one value, and not of several, or the values themselves.
        return {role: column for role, column in found.items() if role not in {"low", "high"}}
    return found


def _role(column: Column) -> Beside | None:
    """What a column's head says that it has beside values."""
    return _BESIDE.get(column.head.casefold().strip())


def _split(at: Column, others: Sequence[Column]) -> Column | None:
    """The column of words by which rows of one time are of different figures."""
    if at.is_unique:
        return None
    telling = [
        column
        for column in others
        if column.kind == "text"
        and all(map(str.strip, column.cells))
        and len(set(zip(at.cells, column.cells, strict=True))) == len(at.cells)
    ]
    # Of a name and its code the name is longer.
    return max(telling, key=lambda column: len("".join(column.cells)), default=None)


def _follows(column: Column, split: Column | None) -> bool:
    """Whether a column says nothing that the name of a figure does not: the code of a country."""
    if split is None:
        return False
    return len(set(zip(split.cells, column.cells, strict=True))) == len(set(split.cells))


def _across(columns: Columns) -> Roles | None:
    """The roles of a table with a column for each time; None where heads are no times."""
    dated = column_dates([column.head for column in columns.every]).cells
    values = [column for column, date in zip(columns.every, dated, strict=True) if date.date]
    others = [column for column in columns.every if column not in values]
    words = [each for each in others if each.kind == "text" and not each.says_the_same]
    if len(values) < _LEAST_DATED_HEADS or not any(each.kind == "number" for each in values):
        return None
    if any(each.kind in {"number", "date"} for each in others):
        return None
    split = next((each for each in words if each.is_unique), None)
    if split is None and words:
        return None
    lost = tuple(each for each in words if each is not split and not _follows(each, split))
    read = tuple(column.read_as("number", columns.point) for column in values)
    return Roles(values=read, split=split, is_across=True, lost=lost)


def says_one_unit(values: Iterable[Column]) -> bool:
    """Whether the heads or the cells of several columns name one unit."""
    units = {unit_of(column) for column in values}
    return len(units) == 1 and "" not in units


def says_what(column: Column) -> bool:
    """Whether a column's head or its cells say what its numbers are of."""
    return bool(unit_of(column)) or measure_of(column.head).title.casefold() not in GENERIC


def unit_of(column: Column) -> str:
    """Return the unit that a column's head or else its cells name; empty for none, or several."""
    units = {amount.unit for amount in column.amounts if amount is not None and amount.unit}
    return measure_of(column.head).unit or (units.pop() if len(units) == 1 else "")
