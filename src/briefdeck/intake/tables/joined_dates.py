"""Dates that a table has in several columns, year, month and day, as one column of dates."""

from collections.abc import Mapping
from typing import Final

from msgspec.structs import replace

from briefdeck.intake.tables.grid import Grid, Row
from briefdeck.text.pattern import pattern

_PREFIXES: Final = ("", "start ", "end ")
_YEAR: Final = pattern(r"\s*(?:[0-9]{4})?\s*")


def with_joined_dates(grid: Grid) -> Grid:
    """Return the table with a column of dates in place of columns of years, months and days."""
    for prefix in _PREFIXES:
        grid = _joined(grid, prefix)
    return grid


def _joined(grid: Grid, prefix: str) -> Grid:
    heads = {head.casefold().replace("_", " "): place for place, head in enumerate(grid.heads)}
    parts = ("year", "month", "quarter", "day", "time")
    places = {part: heads[prefix + part] for part in parts if prefix + part in heads}
    if "year" not in places or not places.keys() & {"month", "quarter"}:
        return grid
    if not all(_YEAR.fullmatch(row.cells[places["year"]]) for row in grid.rows):
        return grid
    first, gone = places["year"], {place for part, place in places.items() if part != "year"}
    rows = []
    for row in grid.rows:
        cells = list(row.cells)
        cells[first] = _date({part: row.cells[place].strip() for part, place in places.items()})
        rows.append(Row(row.line, tuple(_without(cells, gone))))
    named = list(grid.heads)
    named[first] = f"{prefix}date".capitalize()
    return replace(grid, heads=tuple(_without(named, gone)), rows=tuple(rows))


def _without(cells: list[str], gone: set[int]) -> list[str]:
    return [cell for place, cell in enumerate(cells) if place not in gone]


def _date(parts: Mapping[str, str]) -> str:
    """A date by its parts, as far as they are known."""
    year, month = parts["year"], parts.get("month", "")
    if not year:
        return ""
    if parts.get("quarter"):
        return f"{year}-Q{parts['quarter'].upper().removeprefix('Q')}"
    day = parts.get("day", "")
    if not month:
        return year
    if not month.isdigit():
        return f"{day} {month} {year}".strip()
    date = f"{year}-{int(month):02}"
    if not day.isdigit():
        return date
    date = f"{date}-{int(day):02}"
    return f"{date} {parts['time']}" if parts.get("time") else date
