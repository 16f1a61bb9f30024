"""Figures of a table: a series for each column of values, or for each thing that they are of."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from briefdeck.editing.toml_text import Value
from briefdeck.intake.new_ids import NewIds, short_id
from briefdeck.intake.tables.amounts import scale_name
from briefdeck.intake.tables.cells import Cell, Key, cells_of
from briefdeck.intake.tables.grid import Grid
from briefdeck.intake.tables.measures import GENERIC, measure_of
from briefdeck.intake.tables.roles import Roles
from briefdeck.intake.taken import Item, Taken
from briefdeck.model.amounts import unit_name
from briefdeck.model.companions import MOST_TOGETHER
from briefdeck.text.visible import visible
from briefdeck.text.words import capital, listed, quoted

MOST_SERIES: Final = 24
"""Series that one table becomes at most; it is a data set if it would be more."""
NO_UNIT: Final = "units"
"""Stands where no unit is given, until an author writes one."""
_WORDS_OF_A_UNIT: Final = 3
_POWERS: Final = (9, 6, 3, 2, 0)


class TooManyError(ValueError):
    """More series than a briefing can show; the message says what to do."""


class _Series(NamedTuple):
    """A series to be written: its name without that of the table, its unit, and its cells.

    power: of ten, that of its scale. shift: the power by which numbers are written larger.
    """

    name: str
    unit: str
    power: int
    shift: int
    cells: tuple[Cell, ...]


def figures_of(grid: Grid, roles: Roles) -> Taken:
    """Return the series of a table.

    Raises TooManyError.
    """
    cells = cells_of(grid, roles)
    grouped: dict[Key, list[Cell]] = {}
    for key, cell in cells.found:
        grouped.setdefault(key, []).append(cell)
    # What has gaps alone is no figure.
    grouped = {key: own for key, own in grouped.items() if any(cell.has_number for cell in own)}
    if len(grouped) > MOST_SERIES:
        raise TooManyError(
            f"it would make {len(grouped)} series, and a briefing takes {MOST_SERIES} of a table: "
            "keep the rows and columns that it needs, or say `--as table`"
        )
    refused = list(cells.refused)
    found = [_series(grid, key, own, refused) for key, own in grouped.items()]
    found, said = _with_units(grid, found)
    is_alone = len(found) == 1 and roles.split is None
    items = _items(grid, found, is_alone=is_alone, is_fiscal=cells.is_fiscal)
    title = ("title", grid.called)
    return Taken(items=tuple(items), front=(title,), said=said, refused=tuple(refused))


def _series(grid: Grid, key: Key, cells: Sequence[Cell], refused: list[str]) -> _Series:
    """A series with what its head, its cells or the title of its table say of its unit.

    Cells of another unit are refused.
    """
    measure, above = measure_of(key.head), measure_of(grid.title)
    units = Counter(cell.amount.unit for cell in cells if cell.amount.unit)
    common = max(units, key=lambda unit: units[unit], default="")
    unit = measure.unit or common or above.unit
    kept = [cell for cell in cells if _is_of(cell.amount.unit, measure.unit or common)]
    refused += [
        f"line {cell.line}: it has {quoted(cell.amount.unit)}, where others have {quoted(unit)}"
        for cell in cells
        if cell not in kept
    ]
    power = measure.power or above.power
    least = min((cell.amount.power for cell in kept), default=0)
    named = next(each for each in _POWERS if each <= power + least)
    own = "" if measure.title.casefold() in GENERIC else measure.title
    name = ", ".join(filter(None, (key.label, own)))
    return _Series(name, unit, named, power - named, tuple(kept))


def _is_of(unit: str, wanted: str) -> bool:
    """Whether a cell's unit is that of its series, or left out."""
    return not unit or unit_name(unit) == unit_name(wanted)


def _with_units(grid: Grid, found: list[_Series]) -> tuple[list[_Series], tuple[str, ...]]:
    """The series, with a unit guessed where none is given, and what to say of that."""
    without = [each for each in found if not each.unit]
    if not without:
        return found, ()
    is_of_nouns = len(found) == 1 or all(_is_noun(each.name) for each in without)
    guessed = {each.name: _guess(grid, each.name if is_of_nouns else "") for each in without}
    named = listed([quoted(unit) for unit in dict.fromkeys(guessed.values())])
    said = f"no unit is given; {named} is written: put the right one there"
    whole = [each if each.unit else each._replace(unit=guessed[each.name]) for each in found]
    return whole, (said,)


def _is_noun(name: str) -> bool:
    """Whether a head seems to say what is counted, and not what it is counted of."""
    return " " not in name and name.endswith("s") and not name.endswith(("ss", "us", "is"))


def _guess(grid: Grid, name: str) -> str:
    """What is counted, by the head of the values or else by the name of their table."""
    for words in (name, measure_of(grid.called).title):
        if words and len(words.split()) <= _WORDS_OF_A_UNIT and not any(map(str.isdigit, words)):
            return words.lower()
    return NO_UNIT


def _ids(grid: Grid, found: Sequence[_Series], *, is_alone: bool) -> list[str]:
    """Ids of the series of a table, no two of them alike."""
    ids = NewIds()
    own = short_id(grid.name) or short_id(grid.title)
    if is_alone and own:
        return [ids.new(own)]
    named = [own if short_id(each.name) == own else short_id(own, each.name) for each in found]
    return [ids.new(id_ or "figure") for id_ in named]


def _items(
    grid: Grid, found: Sequence[_Series], *, is_alone: bool, is_fiscal: bool
) -> Iterator[Item]:
    """The series as entries; the first of several of one unit is drawn with the others.

    is_alone: it needs no name beside that of the table.
    """
    ids = _ids(grid, found, is_alone=is_alone)
    is_joint = 1 < len(found) <= MOST_TOGETHER and len({each.unit for each in found}) == 1
    for place, (id_, series) in enumerate(zip(ids, found, strict=True)):
        fields: list[tuple[str, Value]] = [
            ("id", id_),
            ("title", _title(grid, series, is_alone=is_alone)),
            ("unit", series.unit),
        ]
        scale = scale_name(series.power)
        if scale:
            fields.append(("scale", scale))
        if is_fiscal:
            fields.append(("calendar", "us-fiscal"))
        if is_joint and not place:
            fields.append(("with", ids[1:]))
        fields.append(("points", [cell.point(series.shift) for cell in series.cells]))
        notes = [*([] if place else grid.notes), *_sources(series)]
        comment = visible("\n".join(notes), keep_newlines=True)
        yield Item(table="series", fields=tuple(fields), comment=comment)


def _title(grid: Grid, series: _Series, *, is_alone: bool) -> str:
    base = measure_of(grid.called).title
    parts = [series.name] if is_alone and series.name else filter(None, (base, series.name))
    return capital(": ".join(parts)) or "Untitled"


def _sources(series: _Series) -> Iterator[str]:
    """What the table says of where values are from, to be made citations."""
    by_source: dict[str, list[str]] = {}
    for cell in series.cells:
        if cell.sources:
            where = str(cell.at.get("at") or cell.at.get("category"))
            by_source.setdefault(cell.sources, []).append(where)
    for source, places in by_source.items():
        every = "all" if len(places) == len(series.cells) else ", ".join(dict.fromkeys(places))
        yield f"To be cited ({every}): {source}"
