"""What the columns of a table hold: dates, amounts or words; and how their numbers are written."""

from collections.abc import Sequence
from typing import Final, Literal

from msgspec import Struct

from briefdeck.intake.dates import Meanings, column_dates
from briefdeck.intake.tables.amounts import (
    POINTS,
    Amount,
    ambiguous,
    amount_of,
    is_missing,
    points_of,
)
from briefdeck.intake.tables.grid import Grid
from briefdeck.intake.taken import Point
from briefdeck.text.pattern import pattern

Kind = Literal["date", "number", "text", "empty"]

_TRIED: Final = 40
"""Cells at the start of a column, of which most have to be dates before the others are read."""
_MOST_UNITS: Final = 3
"""Different units of a column of amounts; "1st, 2nd, 3rd" and "5 May, 6 June" have more."""
_YEAR_WORDS: Final = r"(?:years?|fy|dates?|periods?|decades?|jahr|datum|año|fecha|année|anno|ano)"
_DATE_WORDS: Final = rf"(?:{_YEAR_WORDS}|months?|quarters?|time|when|days?|weeks?|seasons?)"
_DATE_HEAD: Final = pattern(rf"{_DATE_WORDS}\b.*|(?!per\b)\w+[ _]{_DATE_WORDS}|time_period")
_YEAR_HEAD: Final = pattern(
    rf"i?{_YEAR_WORDS}\b.*|(?!per\b)\w+[ _]{_YEAR_WORDS}|time_?(?:period|frame)?"
)
_NUMBERED: Final = pattern(
    r"(?:.*[ _])?(?:ids?|codes?|fips|no\.|#|ranks?|ranking|zip|cycle|version)(?:[ _].*)?"
)
_PADDED: Final = pattern(r"[-−–+]?0[0-9]+")
"""A number that is a name: 01 is a state."""
_BARE_YEAR: Final = pattern(r"(?:1[0-9]|20|21)[0-9]{2}")


class Column(Struct, frozen=True, kw_only=True):
    """A column: its head, its cells, and what they are.

    dates, amounts: those of the cells, one each; empty for a column of another kind.
    """

    place: int
    head: str
    cells: tuple[str, ...]
    kind: Kind
    dates: tuple[Meanings, ...] = ()
    is_fiscal: bool = False
    amounts: tuple[Amount | None, ...] = ()
    said: tuple[str, ...] = ()

    @property
    def filled(self) -> tuple[str, ...]:
        """The cells that are not empty."""
        return tuple(cell for cell in self.cells if cell.strip())

    @property
    def read(self) -> tuple[Amount, ...]:
        """Its amounts, without the cells that are none."""
        return tuple(amount for amount in self.amounts if amount is not None)

    @property
    def says_the_same(self) -> bool:
        """Whether it has one date or word in all of several rows, and so tells none apart."""
        is_words = self.kind in {"date", "text"}
        return is_words and len(self.cells) > 1 and len(set(self.cells)) == 1

    @property
    def is_unique(self) -> bool:
        """Whether no two rows have the same in it."""
        return len(set(self.cells)) == len(self.cells)

    @property
    def is_numbering(self) -> bool:
        """Whether its head says that its numbers are names, and count nothing."""
        return bool(_NUMBERED.fullmatch(self.head.casefold().strip()))

    def read_as(self, kind: Kind, point: Point = ".") -> "Column":
        """Return the column as one of another kind, which whoever imports has named."""
        return _of_kind(self.place, self.head, self.cells, kind, point)


class Columns(Struct, frozen=True, kw_only=True):
    """All columns of a table, and the decimal sign of its numbers with the reason for it."""

    every: tuple[Column, ...]
    point: Point
    said: tuple[str, ...] = ()

    def of_kind(self, *kinds: Kind) -> tuple[Column, ...]:
        """Return the columns of some kinds."""
        return tuple(column for column in self.every if column.kind in kinds)


def columns_of(grid: Grid, point: Point | None = None) -> Columns:
    """Return what the columns of a table hold.

    point: the decimal sign, if it is known.
    """
    every = [grid.column(place) for place in range(len(grid.heads))]
    said: tuple[str, ...] = ()
    point = point or grid.point
    if point is None:
        point, said = _point(every)
    return Columns(
        every=tuple(
            _column(place, head, cells, point)
            for place, (head, cells) in enumerate(zip(grid.heads, every, strict=True))
        ),
        point=point,
        said=said,
    )


def _point(every: Sequence[Sequence[str]]) -> tuple[Point, tuple[str, ...]]:
    """The decimal sign, and what to say where nothing settles it."""
    with_point = with_comma = False
    for cells in every:
        found = points_of(cells)
        with_point, with_comma = with_point or found[0], with_comma or found[1]
    point: Point = "," if with_comma and not with_point else "."
    if with_point != with_comma:
        return point, ()
    example = next(filter(None, map(ambiguous, every)), "")
    if not example:
        return point, ()
    amount, other = amount_of(example, "."), amount_of(example, ",")
    read = f"{amount.value}" if amount else ""
    instead = f"{other.value}" if other else ""
    return point, (f"`{example}` is read as {read}; with `--decimal ,` it is {instead}",)


def _column(place: int, head: str, cells: tuple[str, ...], point: Point) -> Column:
    """A column as one of the kind that it seems to be."""
    filled = [cell for cell in cells if cell.strip()]
    if not filled:
        return _of_kind(place, head, cells, "empty", point)
    if _are_dates(place, head, filled):
        return _of_kind(place, head, cells, "date", point)
    numbers = _of_kind(place, head, cells, "number", point)
    return numbers if _are_amounts(numbers) else _of_kind(place, head, cells, "text", point)


def is_date_head(head: str) -> bool:
    """Whether a head says that its column has dates."""
    return bool(_DATE_HEAD.fullmatch(head.casefold().strip()))


def _are_dates(place: int, head: str, filled: Sequence[str]) -> bool:
    """Whether most cells are dates; numbers are years by their head, or by their order."""
    is_of_years = bool(_YEAR_HEAD.fullmatch(head.casefold().strip()))
    tried = filled if is_of_years else filled[:_TRIED]
    dated = sum(bool(each.dates) for each in column_dates(tried).cells)
    if dated * 10 < len(tried) * 7:
        return False
    numbers = sum(_is_plain_number(cell) for cell in tried)
    if numbers * 2 < len(tried) or is_of_years:
        return True
    if place or not all(map(_BARE_YEAR.fullmatch, filled)):
        return False
    years = [int(cell) for cell in filled]
    return years in (sorted(years), sorted(years)[::-1])


def _is_plain_number(cell: str) -> bool:
    found = [amount_of(cell, point) for point in POINTS]
    return any(each is not None and each.value is not None and not each.unit for each in found)


def _are_amounts(column: Column) -> bool:
    """Whether most cells are amounts, in a few units at most."""
    if any(map(_PADDED.fullmatch, column.cells)):
        return False
    strange = len(column.cells) - len(column.read) - sum(map(is_missing, column.cells))
    units = {amount.unit for amount in column.read}
    return len(column.read) > strange * 4 and len(units) <= _MOST_UNITS


def _of_kind(place: int, head: str, cells: tuple[str, ...], kind: Kind, point: Point) -> Column:
    if kind == "date":
        dates = column_dates(cells)
        return Column(
            place=place,
            head=head,
            cells=cells,
            kind=kind,
            dates=dates.cells,
            is_fiscal=dates.is_fiscal or _says_fiscal(head, cells),
            said=dates.said,
        )
    amounts = tuple(amount_of(cell, point) for cell in cells) if kind == "number" else ()
    return Column(place=place, head=head, cells=cells, kind=kind, amounts=amounts)


def _says_fiscal(head: str, cells: Sequence[str]) -> bool:
    """Whether a head says that plain years are fiscal ones."""
    is_fiscal = head.casefold().strip() == "fy" or "fiscal" in head.casefold()
    return is_fiscal and all(map(_BARE_YEAR.fullmatch, filter(str.strip, cells)))
