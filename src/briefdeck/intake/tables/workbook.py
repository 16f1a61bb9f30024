"""XLSX workbooks: one sheet, its values as its cells show them. No formula is ever calculated."""

import zipfile
from collections.abc import Iterator, Sequence
from io import BytesIO
from typing import Final

import msgspec

from briefdeck.intake.tables.grid import TooMuchError, grid_of
from briefdeck.intake.tables.grids import entries_of_grids
from briefdeck.intake.tables.sheets import Asked, Sheet, read
from briefdeck.intake.taken import Options, Taken
from briefdeck.text.words import counted, listed, quoted
from briefdeck.workers import RefusedError, guarded

_LARGEST: Final = 60 * 1024 * 1024
"""Bytes of a workbook that is unpacked."""
_MOST_PARTS: Final = 2_000
_MOST_NAMED: Final = 5
_OLD: Final = b"\xd0\xcf\x11\xe0"
"""What Excel's files before 2007 begin with, and those with a password."""


def take(content: bytes, options: Options) -> Taken:
    """Return the entries that a sheet becomes: the one that is named, else the first with cells."""
    why = _unfit(content)
    if why:
        return _refused(options, why)
    try:
        asked = msgspec.msgpack.encode(Asked(content=content, table=options.table))
        sheet = msgspec.msgpack.decode(guarded(read, asked), type=Sheet)
        return _taken(sheet, options)
    except (RefusedError, TooMuchError) as error:
        return _refused(options, str(error))


def _taken(sheet: Sheet, options: Options) -> Taken:
    if not sheet.name:
        known = listed([quoted(name) for name in sheet.others]) if sheet.others else "none"
        return _refused(options, f"no sheet is called {quoted(options.table)}; there are {known}")
    called = sheet.name if sheet.others else options.stem
    grid = grid_of(sheet.rows, called, point=".")
    if grid is None:
        return _refused(options, "there is nothing in it")
    said = [f"{called}: {sentence}" for sentence in _said(sheet)]
    return entries_of_grids([grid], options, said)


def _refused(options: Options, why: str) -> Taken:
    return Taken(items=(), refused=(f"{options.stem}: {why}",))


def _unfit(content: bytes) -> str:
    """Why bytes are not opened; empty for those of a workbook of moderate size."""
    if content.startswith(_OLD):
        return "it is an old workbook, or has a password; save it as .xlsx without one"
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError):
        return "it is not a workbook (.xlsx)"
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST:
        return f"it unpacks to more than {_LARGEST >> 20} MB; keep the sheet that is needed"
    if not any(part.filename.endswith("workbook.xml") for part in parts):
        return "it is an archive, and not a workbook (.xlsx)"
    return ""


def _said(sheet: Sheet) -> Iterator[str]:
    """What is to be said of formulas, and that there are other sheets."""
    if sheet.uncalculated:
        yield f"formulas without a stored value are left empty: {_some(sheet.uncalculated)}"
    if sheet.calculated:
        cells = counted(sheet.calculated, "formula")
        yield f"the stored values of {cells} are taken; nothing was calculated"
    if sheet.others:
        others = _some([quoted(name) for name in sheet.others])
        yield f"this is one sheet; `--sheet NAME` takes another: {others}"


def _some(names: Sequence[str]) -> str:
    """The first names of a list, and how many more there are."""
    if len(names) <= _MOST_NAMED:
        return listed(names)
    return f"{', '.join(names[:_MOST_NAMED])} and {len(names) - _MOST_NAMED} more"
