r"""A briefing file's text as it is edited: its data, and where each part of that stands.

It need not be a sound briefing, but must be TOML. Offsets are those of the text that loading gives:
line ends as `\n`, no byte order mark.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import tomli
from msgspec import Struct

from briefdeck.editing.changes import changed
from briefdeck.loader.scan import ScanError, Spots, Statement, outline
from briefdeck.model.problem import Change, KeyPath


class EditError(ValueError):
    """An edit is refused: why, and what to do."""

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.remedy = remedy


class Document(Struct, frozen=True):
    """A text, what it says, and where: the spot of every part, and the statements in their order.

    headers: of each table and list item that has a header of its own, that header.
    """

    text: str
    data: dict[str, Any]
    spots: Spots
    statements: tuple[Statement, ...]
    headers: Mapping[KeyPath, Statement]

    def verified(self, changes: tuple[Change, ...], data: Mapping[str, Any]) -> tuple[Change, ...]:
        """Return the changes; EditError unless the text with them says `data`, and nothing else."""
        if same(_data_of(changed(self.text, changes)), data):
            return changes
        raise EditError(
            "This cannot be edited in the form in which the file has it.",
            "Edit the file by hand, or give the entry a header of its own first.",
        )

    def literal(self, path: KeyPath) -> str:
        """Return what is written for a path: a value, or the header of a table."""
        spot = self.spots[path]
        return self.text[spot.start : spot.end]

    def is_written(self, path: KeyPath) -> bool:
        """Whether a path has a value written behind `=`, or in a list.

        Else it is a table or a list by headers or dots, or is not there.
        """
        spot = self.spots.get(path)
        return spot is not None and spot.key_end <= spot.start

    def entries(self, table: str) -> Iterator[tuple[int, dict[str, Any]]]:
        """Yield the position and the data of each entry of a table; what is not one is left out."""
        held = self.data.get(table)
        for position, entry in enumerate(held if isinstance(held, list) else ()):
            if isinstance(entry, dict):
                yield position, entry


def read(text: str) -> Document:
    """Return a text as a document; EditError where it is not TOML."""
    data = _data_of(text)
    try:
        spots, statements = outline(text)
    except ScanError as error:
        raise _not_toml() from error
    headers = {each.path: each for each in statements if each.is_header}
    return Document(text, data, spots, tuple(statements), headers)


def value_at(data: Any, path: KeyPath) -> Any:
    """Return what data have at a path; None where they have nothing."""
    for key in path:
        try:
            data = data[key]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def replaced(data: Any, path: KeyPath, value: object) -> Any:
    """Return data with a value at a path, which may be new; what is given stays as it is."""
    if not path:
        return value
    key, rest = path[0], path[1:]
    if isinstance(key, int):
        items = list(data or ())
        items[key : key + 1] = [replaced(items[key] if key < len(items) else None, rest, value)]
        return items
    table = dict(data or {})
    table[key] = replaced(table.get(key), rest, value)
    return table


def same(one: Any, other: Any) -> bool:
    """Whether what TOML gives is a value that was to be written, and of the same type."""
    if isinstance(one, dict):
        return (
            isinstance(other, Mapping)
            and one.keys() == other.keys()
            and all(same(value, other[key]) for key, value in one.items())
        )
    if isinstance(one, list):
        return (
            isinstance(other, list | tuple)
            and len(one) == len(other)
            and all(map(same, one, other))
        )
    if isinstance(other, Decimal):
        return type(one) is not bool and one == type(one)(other)
    # `repr` tells true from 1, 1 from 1.0, and takes a number that is not one for itself.
    return type(one) is type(other) and repr(one) == repr(other)


def line_start(text: str, offset: int) -> int:
    """Return where the line of an offset begins."""
    return text.rfind("\n", 0, offset) + 1


def line_end(text: str, offset: int) -> int:
    """Return where the line of an offset ends, before its line end."""
    end = text.find("\n", offset)
    return len(text) if end < 0 else end


def _data_of(text: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except (ValueError, RecursionError) as error:
        raise _not_toml() from error


def _not_toml() -> EditError:
    return EditError(
        "The file does not parse as TOML, so that nothing in it can be edited safely.",
        "`briefdeck check` says where; mend that first.",
    )
