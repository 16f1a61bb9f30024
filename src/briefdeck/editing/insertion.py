"""Entries put into a briefing's text: behind the last one of their table, else at its end."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from briefdeck.editing.toml_text import Value, entry_text, value_text
from briefdeck.loader.scan import Spots, scan
from briefdeck.model.problem import Change


class NewEntry(NamedTuple):
    """An entry to be put in: its table, its fields in order, and what stands above as comment."""

    table: str
    fields: tuple[tuple[str, Value], ...]
    comment: str = ""

    @property
    def text(self) -> str:
        """The entry as TOML, ending in a line end."""
        return comment_text(self.comment) + entry_text(self.table, self.fields)


def insertions(text: str, entries: Iterable[NewEntry]) -> tuple[Change, ...]:
    """Return the changes of a text, which is TOML, that put entries in.

    In a table that stands as a list of inline tables an entry becomes one more of these, without
    its comment.
    """
    by_table: dict[str, list[NewEntry]] = {}
    for entry in entries:
        by_table.setdefault(entry.table, []).append(entry)
    spots = scan(text)
    return tuple(_changes(text, spots, by_table))


def comment_text(words: str) -> str:
    """Return lines as TOML comments."""
    return "".join([f"# {line}".rstrip() + "\n" for line in words.splitlines()])


def _changes(text: str, spots: Spots, by_table: dict[str, list[NewEntry]]) -> Iterator[Change]:
    is_open = bool(text) and not text.endswith("\n")
    for table, entries in by_table.items():
        if _is_inline(text, spots, table):
            yield _inline(spots, table, entries)
            continue
        at = _end(text, spots, table)
        if is_open and at == len(text):
            yield Change(at, at, "\n")
            is_open = False
        blank = "\n" if text else ""
        yield Change(at, at, "".join([blank + entry.text for entry in entries]))


def _is_inline(text: str, spots: Spots, table: str) -> bool:
    spot = spots.get((table,))
    return spot is not None and text[spot.start : spot.start + 2].rstrip("[") != ""


def _end(text: str, spots: Spots, table: str) -> int:
    """The start of the line after the last entry of a table; the end of the text without one."""
    ends = _ends(spots, table)
    return text.find("\n", max(ends)) + 1 or len(text) if ends else len(text)


def _inline(spots: Spots, table: str, entries: list[NewEntry]) -> Change:
    """Put entries into a list of inline tables; a comma may follow the last of them already."""
    ends = _ends(spots, table)
    written = ", ".join([value_text(dict(entry.fields)) for entry in entries])
    if ends:
        return Change(max(ends), max(ends), f", {written}")
    start = spots[(table,)].start + 1
    return Change(start, start, written)


def _ends(spots: Spots, table: str) -> list[int]:
    return [spot.end for path, spot in spots.items() if len(path) > 1 and path[0] == table]
