"""Cells of CSV that a spreadsheet would calculate, guarded by an apostrophe, and read again."""

from typing import Final

from briefdeck.text.pattern import pattern

# Spreadsheets calculate what begins so, some also after blanks, or with full-width signs.
_FORMULA: Final = pattern(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r\n]")
_NUMBER: Final = pattern(r"[-+]?(?:[0-9][0-9,]*)?\.?[0-9]+(?:[eE][-+]?[0-9]+)?%?")
_GUARD: Final = "'"


def guarded(cell: str) -> str:
    """Return a cell with an apostrophe where it would be taken for a formula; numbers stay."""
    if _FORMULA.match(cell) is None or _NUMBER.fullmatch(cell):
        return cell
    return f"{_GUARD}{cell}"


def unguarded(cell: str) -> str:
    """Return a cell without the apostrophe that guards it."""
    bare = cell.removeprefix(_GUARD)
    return bare if guarded(bare) == cell else cell
