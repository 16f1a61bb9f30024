"""What has changed between two states of a briefing, entry by entry.

Entries are paired by id, then by likeness; order, white space and comments count for nothing. Words are compared as words.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final, Literal, NamedTuple

import msgspec

from briefdeck.library.pairing import Piece, paired, reworded
from briefdeck.model.briefing import Briefing, Cite, Column, Entry, FrontMatter, Name, Point, Series
from briefdeck.model.fields import Field, FieldKind, fields_of, walk
from briefdeck.model.prose import plain_line, references
from briefdeck.text.words import one_line

Change = Literal["added", "removed", "reworded", "re-sourced", "re-dated", "renamed", "other"]
"""renamed: the same entry under another id. other: a field that is neither words, sources nor dates."""

CHANGES: Final[tuple[Change, ...]] = (
    "added",
    "removed",
    "reworded",
    "re-sourced",
    "re-dated",
    "renamed",
    "other",
)
_WORDED: Final = frozenset({FieldKind.PROSE, FieldKind.LINE, FieldKind.WORDS})
"""What is written in sentences and phrases: a change of it is a change of words."""
_IN_ORDER: Final = frozenset({"author", "editor", "columns", "authors"})
_OWN_WAY: Final = frozenset({"id", "cites", "points"})


class FieldChange(NamedTuple):
    """One field of an entry that differs: what it was and is, as plain words; for words, run by run in `pieces`."""

    field: str
    change: Change
    old: str
    new: str
    pieces: tuple[Piece, ...] = ()


class EntryChange(NamedTuple):
    """One entry that differs. `entry` is its id now (its old one where it is removed; empty: the front matter).

    `old_entry` is its id before, where that was another one; `text` what an added entry says, or a removed one said.
    """

    entry: str
    table: str
    noun: str
    label: str
    changes: tuple[Change, ...]
    fields: tuple[FieldChange, ...] = ()
    old_entry: str = ""
    text: str = ""


class Changes(NamedTuple):
    """All entries that differ: changed and added ones in the new file's order, removed ones last."""

    entries: tuple[EntryChange, ...]

    def __bool__(self) -> bool:
        """Whether anything has changed."""
        return bool(self.entries)

    def count(self, change: Change) -> int:
        """How many entries have a change of that sort."""
        return sum(change in entry.changes for entry in self.entries)

    @property
    def summary(self) -> str:
        """One line: `2 added, 1 removed, 3 reworded`; `nothing has changed`."""
        counted = [
            (self.count(change), "changed otherwise" if change == "other" else change)
            for change in CHANGES
        ]
        return (
            ", ".join(f"{count} {what}" for count, what in counted if count)
            or "nothing has changed"
        )

    def as_data(self) -> dict[str, Any]:
        """The changes as JSON has them."""
        entries = [
            {**entry._asdict(), "fields": [field._asdict() for field in entry.fields]}
            for entry in self.entries
        ]
        return {"summary": self.summary, "entries": entries}


def diff(old: Briefing, new: Briefing) -> Changes:
    """What has changed from the old state to the new."""
    pairs, lost, gained = paired(old, new)
    changed = {
        after.id: change
        for before, after in pairs
        if (change := _entry_change(before, after)) is not None
    }
    changed |= {entry.id: _whole(entry, "added") for entry in gained}
    front = _front_change(old.front, new.front)
    return Changes(
        (
            *((front,) if front else ()),
            *(changed[entry.id] for entry in new.entries() if entry.id in changed),
            *(_whole(entry, "removed") for entry in lost),
        )
    )


def _front_change(old: FrontMatter, new: FrontMatter) -> EntryChange | None:
    fields = tuple(_struct_changes(old, new))
    if not fields:
        return None
    return EntryChange("", "briefing", "briefing", one_line(new.title), _kinds(fields), fields)


def _entry_change(old: Entry, new: Entry) -> EntryChange | None:
    fields = [*_struct_changes(old, new)] if type(old) is type(new) else [*_moved(old, new)]
    fields += _source_changes(old, new)
    if isinstance(old, Series) and isinstance(new, Series):
        fields += _point_changes(old, new)
    if old.id != new.id:
        fields.append(FieldChange("id", "renamed", old.id, new.id))
    if not fields:
        return None
    old_id = old.id if old.id != new.id else ""
    return EntryChange(
        new.id, new.table, new.noun, _label(new), _kinds(fields), tuple(fields), old_id
    )


def _moved(old: Entry, new: Entry) -> Iterator[FieldChange]:
    """The changes of an entry that has become one of another table: its kind, its label, its text."""
    yield FieldChange("table", "other", old.noun, new.noun)
    if _label(old) != _label(new):
        yield _words_change("title", _label(old), _label(new))
    before, after = plain_line(old.text or ""), plain_line(new.text or "")
    if before != after:
        yield _words_change("text", before, after)


def _whole(entry: Entry, change: Change) -> EntryChange:
    text = plain_line(entry.text or "")
    label = _label(entry)
    return EntryChange(
        entry.id, entry.table, entry.noun, label, (change,), text="" if text == label else text
    )


def _label(entry: Entry) -> str:
    return plain_line(entry.label)


def _kinds(fields: Iterable[FieldChange]) -> tuple[Change, ...]:
    found = {field.change for field in fields}
    return tuple(change for change in CHANGES if change in found)


def _struct_changes(old: msgspec.Struct, new: msgspec.Struct) -> Iterator[FieldChange]:
    """The fields that differ, but for those that are compared in a way of their own."""
    for field in fields_of(type(new)):
        before, after = getattr(old, field.name), getattr(new, field.name)
        if field.name in _OWN_WAY or before == after:
            continue
        was, now = _shown(field, before), _shown(field, after)
        if was == now:
            continue
        if field.kind in _WORDED:
            yield _words_change(field.key, was, now)
        elif field.kind is FieldKind.DATE:
            yield FieldChange(field.key, "re-dated", was, now)
        else:
            yield FieldChange(field.key, "other", was, now, _members(field, before, after))


def _members(field: Field, old: object, new: object) -> tuple[Piece, ...]:
    """Of a list whose order means nothing: what went and what came."""
    if field.name in _IN_ORDER or not isinstance(old, tuple) or not isinstance(new, tuple):
        return ()
    before = Counter(_shown(field, part) for part in old)
    after = Counter(_shown(field, part) for part in new)
    pieces: list[Piece] = []
    if gone := "; ".join(sorted((before - after).elements())):
        pieces.append(("old", gone))
    if come := "; ".join(sorted((after - before).elements())):
        pieces.append(("new", come))
    return tuple(pieces)


def _words_change(field: str, old: str, new: str) -> FieldChange:
    return FieldChange(field, "reworded", old, new, reworded(old, new))


def _shown(field: Field, value: object) -> str:
    """A value as one line of words, the same for values that differ only in order or in blanks."""
    match value:
        case None | ():
            return ""
        case str():
            return plain_line(value) if field.kind is FieldKind.PROSE else one_line(value)
        case tuple():
            parts = [_shown(field, part) for part in value]
            return "; ".join(parts if field.name in _IN_ORDER else sorted(parts))
        case Name():
            return value.words
        case Column():
            column = (value.title, value.align, value.unit, value.priority)
            return ", ".join(one_line(str(part)) for part in column if part is not None)
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)


def _source_changes(old: Entry, new: Entry) -> Iterator[FieldChange]:
    """Citations that came or went, in lists, in prose and in points alike."""
    before, after = Counter(_citations(old)), Counter(_citations(new))
    gone, come = sorted((before - after).elements()), sorted((after - before).elements())
    if gone or come:
        yield FieldChange("cites", "re-sourced", "; ".join(gone), "; ".join(come))


def _citations(entry: Entry) -> Iterator[str]:
    yield from (_cite(cite) for cite in entry.citations)
    for held in walk(entry, kinds=frozenset({FieldKind.PROSE})):
        yield from (_cite(cite) for cite in references(str(held.value))[0])
    if isinstance(entry, Series):
        for point in entry.points:
            yield from (f"{_point_name(point)}: {_cite(cite)}" for cite in point.citations)


def _cite(cite: Cite) -> str:
    said = cite.source
    if cite.at:
        said += f", {one_line(cite.at)}"
    if cite.quote:
        said += f" “{one_line(cite.quote)}”"
    return said


def _point_changes(old: Series, new: Series) -> Iterator[FieldChange]:
    """Points that came, went or have another value, paired by what they are of."""
    before, after = _points(old), _points(new)
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key, ""), after.get(key, "")
        if was != now:
            yield FieldChange(key, "other", was, now)


def _points(series: Series) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for point in series.points:
        found.setdefault(_point_name(point), []).append(_point_value(point))
    return {name: "; ".join(sorted(values)) for name, values in found.items()}


def _point_name(point: Point) -> str:
    at = str(point.at) if point.at else ""
    named = (at, one_line(point.category or ""), one_line(point.part or ""))
    return " ".join(filter(None, named)) or "value"


def _point_value(point: Point) -> str:
    said = _number(point.value)
    if point.qualifier:
        said = f"{point.qualifier} {said}"
    if point.low is not None or point.high is not None:
        said += f" ({point.low} to {point.high})"
    for text in (point.text, point.caveat):
        if text:
            said += f", {plain_line(text)}"
    return said


def _number(value: float | None) -> str:
    if value is None:
        return "no value"
    return f"{value:g}" if isinstance(value, float) else str(value)
