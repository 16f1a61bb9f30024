"""Entries put in the order that readers look for them in, each with the comments that touch it."""

from collections.abc import Callable, Mapping
from math import inf
from typing import Any, Final

from briefdeck.editing import brackets
from briefdeck.editing.blocks import blocks
from briefdeck.editing.document import Document, EditError
from briefdeck.editing.literals import has_comment
from briefdeck.model.edtf import Edtf, EdtfError
from briefdeck.model.problem import Change
from briefdeck.text.folding import fold

Entry = Mapping[str, Any]
Key = Callable[[Entry], tuple[Any, ...]]
Slot = tuple[int, int]
"""From where to where an entry stands in the text."""


def in_order(document: Document) -> tuple[Change, ...]:
    """Return the changes that sort eras and events by date, sources by author, terms by word.

    What comes together stays in its order, and what has no date comes last. The order of all other
    tables is the author's. A comment between blank lines begins a part of its table, which is
    sorted by itself. EditError where the lines of entries are mixed with others.
    """
    changes: list[Change] = []
    data = dict(document.data)
    for table, key in _KEYS.items():
        entries = data.get(table)
        if not isinstance(entries, list) or not all(isinstance(each, dict) for each in entries):
            continue
        data[table] = []
        for slots in _parts(document, table):
            first = len(data[table])
            order = _order(entries[first : first + len(slots)], key)
            data[table] += [entries[first + at] for at in order]
            changes += _moved(document.text, slots, order)
    return document.verified(tuple(changes), data)


def _order(entries: list[Entry], key: Key) -> list[int]:
    return sorted(range(len(entries)), key=lambda at: key(entries[at]))


def _moved(text: str, slots: list[Slot], order: list[int]) -> list[Change]:
    """The changes that put into each slot what stands in another."""
    return [
        Change(*slot, text[slice(*slots[at])])
        for slot, at in zip(slots, order, strict=True)
        if slot != slots[at]
    ]


def _parts(document: Document, table: str) -> list[list[Slot]]:
    """Where the entries of each part of a table stand."""
    if document.is_written((table,)):
        return [_items(document, table)]
    parts: list[list[Slot]] = [[]]
    for block in blocks(document, table):
        if not block.is_whole:
            raise EditError(
                f"The fields of an entry of `{table}` stand in several places of the file.",
                "Bring them together by hand, then sort.",
            )
        if block.begins_part:
            parts.append([])
        parts[-1].append((block.start, block.end))
    return parts


def _items(document: Document, table: str) -> list[Slot]:
    """Where the entries stand that are items of a list."""
    slots = [(each.start, each.end) for each in brackets.members(document, (table,))]
    spot, text = document.spots[(table,)], document.text
    ends = [spot.start + 1, *[end for _, end in slots]]
    starts = [*[start for start, _ in slots], spot.end - 1]
    if any(has_comment(text[end:start]) for end, start in zip(ends, starts, strict=True)):
        raise EditError(
            f"Comments stand between the items of `{table}`, which may be about either.",
            "Sort them by hand.",
        )
    return slots


def _by_date(field: str) -> Key:
    """A key for the dates of a field, in order of time."""

    def key(entry: Entry) -> tuple[float, float]:
        try:
            return Edtf.parse(entry.get(field)).sort_key[:2]
        except EdtfError:
            return inf, inf

    return key


def _author_and_year(entry: Entry) -> tuple[Any, ...]:
    """As lists of references have it: by the first author, else the title; then by date."""
    title = fold(str(entry.get("title", "")))
    author = entry.get("author")
    match author:
        case [{"family": str(name)} | {"literal": str(name)} | {"given": str(name)}, *_]:
            return fold(name), *_by_date("issued")(entry), title
        case _:
            return title, *_by_date("issued")(entry)


def _word(entry: Entry) -> tuple[str]:
    return (fold(str(entry.get("term", ""))),)


_KEYS: Final[Mapping[str, Key]] = {
    "eras": _by_date("span"),
    "events": _by_date("date"),
    "terms": _word,
    "sources": _author_and_year,
}
