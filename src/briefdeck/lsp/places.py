"""Where entries stand and are named: definitions, references, the outline of a document."""

import re
from collections.abc import Iterator
from itertools import groupby

from msgspec import Struct

from briefdeck.lsp.cursor import Named, cursor_at, named_in_prose
from briefdeck.lsp.fields import slot_at
from briefdeck.lsp.outline import Outline, Section


def named_at(outline: Outline, offset: int) -> Named | None:
    """Return the id at an offset: an entry's own, a reference, a citation or link of prose."""
    cursor = cursor_at(outline, offset)
    if cursor.part != "text":
        return None
    slot = slot_at(cursor.table, cursor.keys)
    if slot is None:
        return None
    if slot.holds_prose:
        return named_in_prose(outline.text, cursor, offset)
    is_own = cursor.keys == ("id",)
    if (slot.holds_ids or is_own) and cursor.text_start < cursor.text_end:
        start, end = cursor.text_start, cursor.text_end
        return Named(outline.text[start:end], start, end)
    return None


def mentions(outline: Outline, entry_id: str) -> Iterator[Named]:
    """Yield every place where an entry is named, its own id included."""
    for match in re.finditer(rf"(?<![\w-]){re.escape(entry_id)}(?![\w-])", outline.text):
        named = named_at(outline, match.start())
        if named is not None and (named.start, named.id) == (match.start(), entry_id):
            yield named


class Group(Struct, frozen=True):
    """Sections of one table that follow each other."""

    table: str
    sections: tuple[Section, ...]


def groups(outline: Outline) -> list[Group]:
    """Return the sections of a text in its order, those of one table together."""
    runs = groupby(outline.sections, key=lambda section: section.table)
    return [Group(table, tuple(sections)) for table, sections in runs]
