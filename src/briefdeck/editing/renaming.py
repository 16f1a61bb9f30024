"""Entries that one side of a merge has given another id: both sides told by the same ids."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any, Final, NamedTuple

from briefdeck.editing.arranging import Sides
from briefdeck.editing.changes import changed
from briefdeck.editing.document import Document, EditError, read
from briefdeck.editing.fields import with_field
from briefdeck.editing.references import occurrences, renamed
from briefdeck.editing.typed import entry_path
from briefdeck.model.briefing import NAMING_FIELDS, TABLES

_TELLING: Final = (*NAMING_FIELDS, "text", "URL")


class Renaming(NamedTuple):
    """Three versions with the same ids for the same entries.

    disputed: the ids of each entry that both sides have renamed differently. Ours is in use.
    """

    documents: Sides[Document]
    disputed: tuple[Sides[str], ...]


def names_as_ours(documents: Sides[Document]) -> Renaming:
    """Return three versions in which what a side has renamed has its new id, references included.

    An entry is known again by its title, text or address and by half of its fields. What cannot be
    renamed safely keeps its id, and counts as taken out and added.
    """
    base, ours, theirs = documents
    by_ours, by_theirs = dict(_renamed_ids(base, ours)), dict(_renamed_ids(base, theirs))
    disputed: list[Sides[str]] = []
    for old in {**by_ours, **by_theirs}:
        ids = Sides(old, by_ours.get(old, old), by_theirs.get(old, old))
        new = ids.theirs if ids.ours == old else ids.ours
        is_everywhere = _has_let_go(ours if old in by_ours else theirs, old)
        try:
            made = [
                _with_id(document, name, new, is_everywhere=is_everywhere)
                for document, name in zip(documents, ids, strict=True)
            ]
        except EditError:
            continue
        documents = Sides(*made)
        if new != ids.theirs != old:
            disputed.append(ids)
    return Renaming(documents, tuple(disputed))


def _with_id(document: Document, old: str, new: str, *, is_everywhere: bool) -> Document:
    """A document with another id for an entry, where it has the old one."""
    if old == new or not any(entry.get("id") == old for entry in _entries(document)):
        return document
    if is_everywhere:
        return read(changed(document.text, renamed(document, old, new)))
    path = (*entry_path(document, old), "id")
    return read(changed(document.text, with_field(document, path, new)))


def _has_let_go(document: Document, old: str) -> bool:
    """Whether nothing refers any more to an id that an entry had."""
    return not any(each.id == old for each in occurrences(document))


def _entries(document: Document) -> Iterator[dict[str, Any]]:
    for table in TABLES:
        for _, entry in document.entries(table):
            yield entry


def _renamed_ids(old: Document, new: Document) -> Iterator[tuple[str, str]]:
    """The ids of entries that have others now, each with its new one."""
    for table in TABLES:
        before, after = (
            {entry["id"]: entry for _, entry in each.entries(table) if _is_id(entry.get("id"))}
            for each in (old, new)
        )
        gained: dict[tuple[str, str], list[str]] = defaultdict(list)
        for name in after.keys() - before.keys():
            for label in _labels(after[name]):
                gained[label].append(name)
        taken: set[str] = set()
        for name in before:
            if name in after:
                continue
            alike = {
                other
                for label in _labels(before[name])
                for other in gained[label]
                if _is_alike(before[name], after[other])
            }
            if len(alike) == 1 and not alike & taken:
                taken |= alike
                yield name, *alike


def _is_id(value: object) -> bool:
    return isinstance(value, str)


def _labels(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """The fields of an entry that tell it from others, whatever its id is."""
    for field in _TELLING:
        if entry.get(field):
            yield field, repr(entry[field])


def _is_alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """Whether two entries have more than half of their fields in common, ids left out."""
    fields = (one.keys() | other.keys()) - {"id"}
    same = sum(key in one and key in other and repr(one[key]) == repr(other[key]) for key in fields)
    return same * 2 > len(fields)
