"""Adding entries to a file: behind the last of their table, else where the format has the table."""

from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from briefdeck.editing import brackets
from briefdeck.editing.blocks import blocks, end_of_head
from briefdeck.editing.document import Document, EditError
from briefdeck.editing.toml_text import Value, entry_text, value_text
from briefdeck.model.briefing import TABLES
from briefdeck.model.problem import Change

_ORDER: Final = ("briefing", *TABLES, "exceptions")


class NewEntry(NamedTuple):
    """An entry to be put in: its table, its fields in order, and what stands above as comment.

    below: lines that follow it, comments with their signs, ending in a line end.
    """

    table: str
    fields: tuple[tuple[str, Value], ...]
    comment: str = ""
    below: str = ""

    @property
    def id(self) -> str:
        """The entry's id; empty where it has none."""
        return str(dict(self.fields).get("id", ""))

    @property
    def text(self) -> str:
        """The entry as TOML, ending in a line end."""
        return comment_text(self.comment) + entry_text(self.table, self.fields) + self.below


def comment_text(words: str) -> str:
    """Return lines as TOML comments."""
    return "".join([f"# {line}".rstrip() + "\n" for line in words.splitlines()])


def with_entries(document: Document, entries: Iterable[NewEntry]) -> tuple[Change, ...]:
    """Return the changes that add entries, all others untouched.

    In a table that stands as a list of inline tables an entry becomes one more of these, without
    its comment. EditError where a table of the file is not a list.
    """
    of_table: dict[str, list[NewEntry]] = {}
    for entry in entries:
        of_table.setdefault(entry.table, []).append(entry)
    changes: list[Change] = []
    data = dict(document.data)
    # Those of several tables may go to the same place: there they stand in the order of the format.
    for table in sorted(of_table, key=_ORDER.index):
        added = of_table[table]
        changes += _added(document, table, added)
        data[table] = [*data.get(table, ()), *[dict(entry.fields) for entry in added]]
    return document.verified(tuple(changes), data)


def free_id(document: Document, wanted: str) -> str:
    """Return an id that no entry has: the wanted one, or that with a number."""
    taken = {entry.get("id") for table in TABLES for _, entry in document.entries(table)}
    found, number = wanted, 1
    while found in taken:
        number += 1
        found = f"{wanted}-{number}"
    return found


def _added(document: Document, table: str, entries: Sequence[NewEntry]) -> list[Change]:
    if not isinstance(document.data.get(table, []), list):
        raise EditError(f"`{table}` is not a list of tables in this file.")
    if document.is_written((table,)):
        items = [value_text(dict(entry.fields)) for entry in entries]
        return brackets.insertion(document, (table,), items)
    text, end = document.text, _end_above(document, table)
    written = "\n".join([entry.text for entry in entries])
    if not end:
        return [Change(0, 0, f"{written}\n" if text else written)]
    written = written.removesuffix("\n")
    is_followed = text[end + 1 : end + 2] not in {"", "\n"}
    return [Change(end, end, f"\n\n{written}\n" if is_followed else f"\n\n{written}")]


def _end_above(document: Document, table: str) -> int:
    """Where the entries end behind which a new one of a table goes; 0 at the head of a file."""
    for name in reversed(_ORDER[: _ORDER.index(table) + 1]):
        found = blocks(document, name)
        if found:
            return found[-1].end
    return end_of_head(document)
