"""The values of a table as cells of series: each with its time or category, and its remarks."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Final, NamedTuple, get_args

from briefdeck.editing.toml_text import Value
from briefdeck.intake.dates import column_dates, why_not
from briefdeck.intake.plain_words import as_prose
from briefdeck.intake.tables.amounts import Amount, is_missing
from briefdeck.intake.tables.columns import Column
from briefdeck.intake.tables.grid import Grid
from briefdeck.intake.tables.roles import Beside, Roles
from briefdeck.model.briefing import Qualifier
from briefdeck.model.measures import Number
from briefdeck.text.pattern import pattern
from briefdeck.text.words import one_line, quoted

Fields = Mapping[str, Value]

_FOOTNOTE: Final = pattern(
    r"(?s)(\*+|†+|‡+|§+|\[\^?\w{1,3}\]|\(?\w{1,2}[.):]|[¹²³⁰⁴-⁹ᵃ-ᵿ]+)\s*(\S.*)"
)
_DASHES: Final = pattern(r"^[-‐–−]+$")
_HEDGES: Final[dict[str, Qualifier]] = {hedge: hedge for hedge in get_args(Qualifier)}
_ENDS: Final[tuple[Beside, ...]] = ("low", "high")
_REMARKS: Final[tuple[Beside, ...]] = ("text", "caveat")
_NO: Final = frozenset({"no", "false"})
_NOTHING: Final = Amount(None)


class Key(NamedTuple):
    """Which series a cell belongs to: what its rows are of, and its column or row."""

    label: str
    head: str
    place: int


class Cell(NamedTuple):
    """A value of a series: its line, its time or category, its amount, what is said beside it.

    written: the cell itself, where it is not an amount. sources: what it is said to be from.
    """

    line: int
    at: Fields
    amount: Amount
    beside: Fields
    written: str
    sources: str = ""

    @property
    def has_number(self) -> bool:
        """Whether there is a value, or an end of a range."""
        return any(
            each is not None for each in (self.amount.value, self.amount.low, self.amount.high)
        )

    @property
    def has_nothing(self) -> bool:
        """Whether there is neither a number nor a word."""
        return not self.has_number and not self.written and "text" not in self.beside

    def point(self, power: int) -> dict[str, Value]:
        """Return the point of a series, its numbers times a power of ten."""
        amount = self.amount._replace(power=self.amount.power + power).scaled(0)
        fields = {
            **self.at,
            "value": amount.value,
            "low": amount.low,
            "high": amount.high,
            "qualifier": amount.qualifier,
            **self.beside,
        }
        if self.written and "text" not in fields:
            fields["text"] = as_prose(_DASHES.sub("—", self.written))
        return {key: value for key, value in fields.items() if value is not None}


class Cells(NamedTuple):
    """The cells of all series of a table, and why others are none.

    is_fiscal: their years are those of the U.S. government.
    """

    found: tuple[tuple[Key, Cell], ...]
    refused: tuple[str, ...]
    is_fiscal: bool


def cells_of(grid: Grid, roles: Roles) -> Cells:
    """Return the values of a table; empty cells are left out."""
    refused: list[str] = []
    notes = dict(_footnotes(grid.notes))
    every = _across(grid, roles) if roles.is_across else _down(grid, roles, refused)
    found: list[tuple[Key, Cell]] = []
    for key, column, row, at, mark in every:
        cell = _cell(roles, column, row, grid.rows[row].line, at)
        if cell.written and not is_missing(cell.written):
            refused.append(f"line {cell.line}: {quoted(cell.written)} is not an amount")
            continue
        cell = _with_notes(cell, [mark, cell.amount.mark], notes)
        if not cell.has_nothing:
            found.append((key, cell))
    return Cells(tuple(found), tuple(refused), _is_fiscal(roles))


def _is_fiscal(roles: Roles) -> bool:
    if roles.is_across:
        return column_dates([column.head for column in roles.values]).is_fiscal
    return roles.at is not None and roles.at.is_fiscal


_Place = tuple[Key, Column, int, Fields, str]
"""A series, a column and a row of it, the time or category there, and the mark of a footnote."""


def _down(grid: Grid, roles: Roles, refused: list[str]) -> Iterator[_Place]:
    """The places of a table whose rows follow one another; rows of no time are refused."""
    at, split = roles.at, roles.split
    assert at is not None, "values are of a time, or of something"
    for row, line in enumerate(grid.rows):
        where, why = _where(at, roles.beside.get("part"), row)
        if why:
            refused.append(f"line {line.line}: {why}")
            continue
        label = one_line(split.cells[row]) if split else ""
        mark = at.dates[row].mark if at.dates else ""
        for column in roles.values:
            yield Key(label, column.head, column.place), column, row, where, mark


def _where(at: Column, part: Column | None, row: int) -> tuple[Fields, str]:
    """The time or category of a row, and its part; else why there is none."""
    own: dict[str, Value] = {}
    name = one_line(at.cells[row])
    if at.kind == "date":
        when = at.dates[row]
        own["at"] = when.date
        if not when.date:
            return {}, why_not(name, when)
    elif name:
        own["category"] = name
    else:
        return {}, f"there is nothing in {quoted(at.head)}"
    if part is not None and part.cells[row].strip():
        own["part"] = one_line(part.cells[row])
    return own, ""


def _across(grid: Grid, roles: Roles) -> Iterator[_Place]:
    """The places of a table with a column for each time."""
    dates = column_dates([column.head for column in roles.values]).cells
    for row in range(len(grid.rows)):
        label = one_line(roles.split.cells[row]) if roles.split else ""
        for column, when in zip(roles.values, dates, strict=True):
            yield Key("", label, row), column, row, {"at": when.date}, when.mark


def _cell(roles: Roles, column: Column, row: int, line: int, at: Fields) -> Cell:
    """A cell with what the columns beside it say."""
    amount = column.amounts[row]
    written = "" if amount is not None else one_line(column.cells[row])
    whole = amount or _NOTHING
    low, high = (_number(roles.beside.get(end), row) for end in _ENDS)
    whole = whole._replace(
        low=whole.low if low is None else low,
        high=whole.high if high is None else high,
        unit=whole.unit or one_line(_of(roles, "unit", row)),
        qualifier=_HEDGES.get(_of(roles, "hedge", row).casefold(), whole.qualifier),
    )
    beside: dict[str, Value] = {}
    if _of(roles, "comparable", row).casefold() in _NO:
        beside["comparable"] = False
    for name in _REMARKS:
        words = _of(roles, name, row)
        if words:
            beside[name] = as_prose(words)
    return Cell(line, at, whole, beside, written, one_line(_of(roles, "sources", row)))


def _of(roles: Roles, role: Beside, row: int) -> str:
    column = roles.beside.get(role)
    return column.cells[row].strip() if column else ""


def _number(column: Column | None, row: int) -> Number | None:
    amount = column.amounts[row] if column is not None and column.amounts else None
    return None if amount is None else amount.value


def _with_notes(cell: Cell, marks: Iterable[str], notes: Mapping[str, str]) -> Cell:
    """A cell with what its footnotes say; their marks where they stand nowhere."""
    said = [as_prose(notes.get(_bare(mark), mark)) for mark in marks if mark]
    if not said:
        return cell
    own = cell.beside.get("text")
    text = "; ".join([*said, *([str(own)] if own else [])])
    others = {key: value for key, value in cell.beside.items() if key != "text"}
    comparable = {key: others.pop(key) for key in ("comparable",) if key in others}
    return cell._replace(beside={**comparable, "text": text, **others})


def _footnotes(notes: Iterable[str]) -> Iterator[tuple[str, str]]:
    for note in notes:
        found = _FOOTNOTE.fullmatch(note)
        if found is not None:
            yield _bare(found[1]), found[2]


def _bare(mark: str) -> str:
    """A footnote's mark without the brackets or the stop around it."""
    return mark.strip("[]()^.:")
