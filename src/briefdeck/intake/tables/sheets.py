"""The sheets of a workbook as rows of texts, read by openpyxl in a process of its own."""

import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from typing import Any, Final

import msgspec
from msgspec import Struct

from briefdeck.intake.tables.grid import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Row
from briefdeck.intake.tables.number_formats import shown
from briefdeck.text.entities import unescaped

_SCANNED: Final = 4 * MOST_ROWS
"""Rows of a sheet that are looked at, empty ones too."""
_BOOK: Final = "xl/workbook.xml"
_LINKS: Final = "xl/_rels/workbook.xml.rels"
_INDEX: Final = {_BOOK, _LINKS}
"""The parts that say where sheets are."""
_SHEET: Final = re.compile(rb'<(?:\w+:)?sheet\b[^>]*?\bname="([^"]*)"[^>]*?\b\w+:id="([^"]*)"')
_LINK: Final = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")
_ATTRIBUTE: Final = re.compile(rb'\b(\w+)="([^"]*)"')
_MERGED: Final = re.compile(
    rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})"'
)
_Merged = dict[tuple[int, int], int]
"""Cells that are merged with one above them, by row and column, and the row of that."""


class Asked(Struct, frozen=True, kw_only=True):
    """A workbook, and the name or number of the sheet that is wanted; empty for the first."""

    content: bytes
    table: str


class Sheet(Struct, frozen=True, kw_only=True):
    """A sheet: its rows that are not empty, and what becomes of its formulas.

    name: empty where the sheet that is wanted is not there. others: the names of all other sheets.
    calculated: how many formulas have a stored value. uncalculated: the cells of those without.
    """

    name: str
    others: tuple[str, ...]
    rows: tuple[Row, ...] = ()
    calculated: int = 0
    uncalculated: tuple[str, ...] = ()


def read(asked: bytes) -> bytes:
    """Return a sheet of a workbook; both are messages of the types above."""
    from openpyxl import load_workbook

    wanted = msgspec.msgpack.decode(asked, type=Asked)
    values, formulas = (
        load_workbook(BytesIO(wanted.content), read_only=True, data_only=only, keep_links=False)
        for only in (True, False)
    )
    names = _names(values)
    sheet = Sheet(name="", others=tuple(names))
    for name in _named(names, wanted.table):
        sheet = _sheet(wanted.content, values[name], formulas[name], names)
        if sheet.rows:
            break
    return msgspec.msgpack.encode(sheet)


def _names(book: Any) -> list[str]:
    """The names of sheets with cells, those first that are not hidden."""
    sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "reset_dimensions")]
    sheets.sort(key=lambda sheet: sheet.sheet_state != "visible")
    return [sheet.title for sheet in sheets]


def _named(names: list[str], table: str) -> list[str]:
    """The sheets that are tried in turn."""
    if not table:
        return names
    if table.isdigit() and table not in names:
        return names[int(table) - 1 : int(table)] if int(table) else []
    return [name for name in names if name.casefold() == table.casefold()]


def _sheet(content: bytes, values: Any, formulas: Any, names: list[str]) -> Sheet:
    """Read a sheet as openpyxl has it twice: with stored values, and with formulas."""
    rows: list[Row] = []
    calculated, uncalculated = 0, []
    merged = _merged(content, values.title)
    last: dict[int, tuple[int, str]] = {}
    for number, cells in _rows(values, formulas):
        texts = [shown(value.value, _format(value)) for value, _ in cells]
        for text, (_, formula) in zip(texts, cells, strict=True):
            if getattr(formula, "data_type", "") == "f":
                calculated += bool(text)
                uncalculated += [] if text else [formula.coordinate]
        for column, text in enumerate(texts):
            start = merged.get((number, column))
            if text:
                last[column] = (number, text)
            elif start is not None and column in last and last[column][0] == start:
                texts[column] = last[column][1]
        while texts and not texts[-1].strip():
            texts.pop()
        if texts:
            rows.append(Row(number, tuple(texts)))
        if len(rows) > MOST_ROWS + 1:
            break
    return Sheet(
        name=values.title,
        others=tuple(name for name in names if name != values.title),
        rows=tuple(rows),
        calculated=calculated,
        uncalculated=tuple(uncalculated),
    )


def _rows(values: Any, formulas: Any) -> Iterator[tuple[int, list[tuple[Any, Any]]]]:
    """The cells of a sheet with their formulas, row by row; where it says that it ends may lie."""
    both = []
    for sheet in (values, formulas):
        sheet.reset_dimensions()
        both.append(sheet.iter_rows(max_row=_SCANNED, max_col=MOST_COLUMNS + 1))
    for number, (cells, others) in enumerate(zip(*both, strict=False), start=1):
        yield number, list(zip(cells, others, strict=False))


def _format(cell: Any) -> str:
    return str(getattr(cell, "number_format", "") or "General")


def _merged(content: bytes, name: str) -> _Merged:
    """The cells of a sheet that are merged with one above them; columns count from 0."""
    found: _Merged = {}
    with zipfile.ZipFile(BytesIO(content)) as archive:
        known = set(archive.namelist())
        part = _part(archive, name) if known >= _INDEX else ""
        body = archive.read(part) if part in known else b""
    for column, first, _, last in _MERGED.findall(body):
        place = _number(column)
        for row in range(int(first) + 1, min(int(last), _SCANNED) + 1):
            found[(row, place)] = int(first)
        if len(found) > MOST_CELLS:
            break
    return found


def _number(letters: bytes) -> int:
    """A column's number, from 0, by its letters."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1


def _part(archive: zipfile.ZipFile, name: str) -> str:
    """The part of a workbook that holds a sheet; empty where it does not say so."""
    sheets = _SHEET.findall(archive.read(_BOOK))
    ids = {unescaped(title.decode("utf-8", "replace")): id_ for title, id_ in sheets}
    for link in _LINK.findall(archive.read(_LINKS)):
        found = dict(_ATTRIBUTE.findall(link))
        if name in ids and found.get(b"Id") == ids[name]:
            target = found.get(b"Target", b"").decode("utf-8", "replace")
            return target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
    return ""
