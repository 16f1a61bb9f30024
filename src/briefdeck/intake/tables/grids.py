"""Tables of a file to entries: figures, events or tables, as is said or seems; guesses are said."""

from collections.abc import Iterable, Iterator
from typing import Final

from briefdeck.intake.events.rows import events_of, has_events
from briefdeck.intake.tables.columns import Columns, columns_of
from briefdeck.intake.tables.figures import TooManyError, figures_of
from briefdeck.intake.tables.grid import Grid
from briefdeck.intake.tables.joined_dates import with_joined_dates
from briefdeck.intake.tables.plain_tables import table_of
from briefdeck.intake.tables.roles import Roles, roles_of, says_one_unit, says_what
from briefdeck.intake.taken import Options, Taken
from briefdeck.text.words import counted, listed, quoted

_MOST_CATEGORIES: Final = 40
"""Categories that a chart shows, where nobody has asked for one."""


def entries_of_grids(grids: Iterable[Grid], options: Options, said: Iterable[str] = ()) -> Taken:
    """Return the entries of all tables of a file.

    said: what is to be said of the file as a whole.
    """
    taken = [_taken(grid, options) for grid in grids]
    return Taken(
        items=tuple(item for each in taken for item in each.items),
        front=next((each.front for each in taken if each.front), ()),
        said=(*said, *(sentence for each in taken for sentence in each.said)),
        refused=tuple(sentence for each in taken for sentence in each.refused),
    )


def _taken(grid: Grid, options: Options) -> Taken:
    """What a table becomes; nothing where a column is missing, or it is too much."""
    grid = with_joined_dates(grid)
    columns = columns_of(grid, options.point)
    try:
        made = _made(grid, columns, options)
    except ValueError as error:
        return Taken(items=(), refused=(f"{grid.name}: {error}",))
    said = (*grid.said, *made.said, *columns.said)
    refused = (*grid.refused, *made.refused)
    return Taken(
        items=made.items,
        front=made.front,
        said=tuple(f"{grid.name}: {sentence}" for sentence in said),
        refused=tuple(f"{grid.name}, {sentence}" for sentence in refused),
    )


def _made(grid: Grid, columns: Columns, options: Options) -> Taken:
    """The entries of a table, of the kind that is said or seems right."""
    is_told = bool(options.at or options.values)
    kind = options.makes or ("events" if not is_told and has_events(columns) else "")
    if kind == "events":
        return events_of(grid, columns, options.at)
    roles = roles_of(columns, options.at, options.values) if kind != "table" else Roles()
    if (kind == "series" or is_told) and not roles.is_figure:
        raise ValueError("no column of values is found; name one with `--value COLUMN`")
    try:
        if kind == "series" or is_told or _seems_figure(roles):
            made = figures_of(grid, roles)
            said = (*_said(columns, roles), *made.said)
            return Taken(items=made.items, front=made.front, said=said, refused=made.refused)
    except TooManyError:
        if kind or is_told:
            raise
    rows = counted(len(grid.rows), "row")
    said = (f"a table of {rows}; `--as series` makes figures of it",) if roles.is_figure else ()
    return Taken(items=(table_of(grid, columns),), front=(("title", grid.called),), said=said)


def _seems_figure(roles: Roles) -> bool:
    """Whether a table loses nothing as figures, and values of one category are comparable."""
    if not roles.is_figure or not roles.is_placed or roles.lost:
        return False
    if roles.is_across or (roles.at is not None and roles.at.kind == "date"):
        return True
    if len(roles.values[0].cells) > _MOST_CATEGORIES:
        return False
    first, *others = roles.values
    return says_one_unit(roles.values) if others else says_what(first)


def _said(columns: Columns, roles: Roles) -> Iterator[str]:
    """What was taken for what."""
    heads = [quoted(column.head) for column in roles.values]
    if roles.is_across:
        rows = f" for each {quoted(roles.split.head)}" if roles.split else ""
        yield f"series{rows}, with times from {heads[0]} to {heads[-1]}"
    elif roles.at is not None:
        over = "over" if roles.at.kind == "date" else "by"
        rows = f", for each {quoted(roles.split.head)}" if roles.split else ""
        yield f"series {over} {quoted(roles.at.head)}{rows}; values are {listed(heads)}"
        yield from roles.at.said
    if roles.at is not None and roles.at.is_fiscal:
        yield "its years are taken for those of the U.S. government, October to September"
    if roles.lost:
        yield f"not taken: {listed([quoted(column.head) for column in roles.lost])}"
    if any(amount.is_bracketed for column in roles.values for amount in column.read):
        yield "numbers in brackets are read as negative"
    for column in columns.every:
        if column.says_the_same and column not in roles.beside.values():
            yield f"{quoted(column.head)} is {quoted(column.cells[0])} in all rows, and left out"
