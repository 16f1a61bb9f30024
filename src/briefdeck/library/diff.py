"""What has changed between two states of a briefing, entry by entry.

Entries are paired by id, then by likeness. White space and comments count for nothing, nor does
order, but for that of key points, which is the author's order of priority. Prose is compared as
words, and where these are the same, as it is written: a link that leads elsewhere reads the same
and is a change.
"""

from collections import Counter
from collections.abc import Callable, Container, Iterable, Iterator
from typing import Any, Final, Literal, NamedTuple

import msgspec

from briefdeck.library.pairing import Piece, paired, reworded
from briefdeck.library.ranks import Move, moves
from briefdeck.model.briefing import (
    Briefing,
    Caveat,
    Cite,
    Column,
    Entry,
    FrontMatter,
    Point,
    Series,
    Via,
    Voice,
)
from briefdeck.model.csl import Name
from briefdeck.model.edtf import Edtf
from briefdeck.model.fields import Field, FieldKind, fields_of, walk
from briefdeck.model.figures import NOT_COMPARABLE
from briefdeck.model.numerals import number_words
from briefdeck.model.prose import plain_line, reference_spans, references, web_addresses
from briefdeck.text.words import one_line

Change = Literal[
    "added", "removed", "reworded", "re-sourced", "re-dated", "renamed", "moved", "other"
]
"""`renamed`: the same entry under another id. `moved`: a key point that has another rank.

`other`: a field that holds no words or dates, or one whose words are the same but not their markup,
or one whose time is the same but not its zone.
"""

CHANGES: Final[tuple[Change, ...]] = (
    "added",
    "removed",
    "reworded",
    "re-sourced",
    "re-dated",
    "renamed",
    "moved",
    "other",
)
_WORDED: Final = frozenset({FieldKind.PROSE, FieldKind.LINE, FieldKind.WORDS})
"""Fields written in sentences and phrases: a change of one is a change of words."""
# The first author is the one by whom a source is known; columns belong to their cells.
_IN_ORDER: Final = frozenset({"author", "editor", "columns", "authors"})
# Ids pair the entries; citations and points are paired by what they say, not by their position.
_ANOTHER_ORDER: Final = "in another order"
_OWN_WAY: Final = frozenset({"id", "cites", "points"})
_Read = Callable[[str], str]
"""Makes one line of a prose text: its words, or how it is written."""


def change_words(change: Change) -> str:
    """Return a sort of change in words."""
    return "changed otherwise" if change == "other" else change


class FieldChange(NamedTuple):
    """One field of an entry that differs: what it was and is, as plain words.

    Where only its markup differs, it is as it was and is written. Where it is written in words,
    `pieces` has both wordings run by run.
    """

    field: str
    change: Change
    old: str
    new: str
    pieces: tuple[Piece, ...] = ()


class EntryChange(NamedTuple):
    """One entry that differs.

    `entry` is its id now, or its old one where it was removed; empty for the front matter.
    `old_entry` is its id before, where that was another one; `text` is what an added entry says,
    or a removed one said.
    """

    entry: str
    table: str
    noun: str
    label: str
    changes: tuple[Change, ...]
    fields: tuple[FieldChange, ...] = ()
    old_entry: str = ""
    text: str = ""

    @property
    def words(self) -> str:
        """The sorts of change in words: `reworded, moved 3 → 1, changed otherwise`."""
        return ", ".join(map(self._words_of, self.changes))

    def _words_of(self, change: Change) -> str:
        if change != "moved":
            return change_words(change)
        return next(
            f"moved {field.old} → {field.new}" for field in self.fields if field.change == "moved"
        )


class Changes(NamedTuple):
    """All entries that differ: changed and added ones in the new order, removed ones last."""

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
        counted: list[str] = []
        for change in CHANGES:
            count = self.count(change)
            if count:
                counted.append(f"{count} {change_words(change)}")
        return ", ".join(counted) or "nothing has changed"

    def as_data(self) -> dict[str, Any]:
        """Return the changes as JSON has them."""
        entries = [
            {**entry._asdict(), "fields": [field._asdict() for field in entry.fields]}
            for entry in self.entries
        ]
        return {"summary": self.summary, "entries": entries}


def diff(old: Briefing, new: Briefing) -> Changes:
    """Return what has changed from the old state of a briefing to the new."""
    pairs, lost, gained = paired(old, new)
    changed = {entry.id: _whole(entry, "added") for entry in gained}
    moved = moves(old, new, pairs)
    for before, after in pairs:
        change = _entry_change(before, after, moved.get(after.id))
        if change is not None:
            changed[after.id] = change
    found = [changed[entry.id] for entry in new.entries() if entry.id in changed]
    found += [_whole(entry, "removed") for entry in lost]
    front = _front_change(old.front, new.front)
    if front is not None:
        found.insert(0, front)
    return Changes(tuple(found))


def _front_change(old: FrontMatter, new: FrontMatter) -> EntryChange | None:
    sources = tuple(_source_changes(old, new))
    fields = (*_struct_changes(old, new, _written(sources)), *sources)
    if not fields:
        return None
    return EntryChange("", "briefing", "briefing", one_line(new.title), _kinds(fields), fields)


def _entry_change(old: Entry, new: Entry, move: Move | None) -> EntryChange | None:
    fields = list(_field_changes(old, new))
    if move is not None:
        fields.append(FieldChange("rank", "moved", str(move.old), str(move.new)))
    if not fields:
        return None
    old_id = "" if old.id == new.id else old.id
    label = _label(new)
    return EntryChange(new.id, new.table, new.noun, label, _kinds(fields), tuple(fields), old_id)


def _field_changes(old: Entry, new: Entry) -> Iterator[FieldChange]:
    sources = tuple(_source_changes(old, new))
    written = _written(sources)
    if type(old) is type(new):
        yield from _struct_changes(old, new, written)
    else:
        yield from _moved(old, new, written)
    yield from sources
    match old, new:
        case Series(), Series():
            yield from _point_changes(old, new, written)
    if old.id != new.id:
        yield FieldChange("id", "renamed", old.id, new.id)


def _written(sources: tuple[FieldChange, ...]) -> _Read:
    """Return what makes one line of a prose text with its markup.

    Citations are left out where a change of `sources` tells of them; otherwise they may have moved.
    """
    return _uncited if sources else one_line


def _uncited(source: str) -> str:
    kept: list[str] = []
    end = 0
    for bracket in reference_spans(source):
        if bracket.cites:
            kept.append(source[end : bracket.start].rstrip())
            end = bracket.end
    kept.append(source[end:])
    return one_line("".join(kept))


def _moved(old: Entry, new: Entry, written: _Read) -> Iterator[FieldChange]:
    """Yield the changes of an entry that now stands in another table: kind, label, text."""
    yield FieldChange("table", "other", old.noun, new.noun)
    if _label(old) != _label(new):
        yield _words_change("title", _label(old), _label(new))
    before = old.text or ""
    after = new.text or ""
    if plain_line(before) != plain_line(after):
        yield _words_change("text", plain_line(before), plain_line(after))
    elif written(before) != written(after):
        yield _markup_change("text", written(before), written(after))


def _whole(entry: Entry, change: Change) -> EntryChange:
    label = _label(entry)
    text = _text(entry)
    if text == label:
        text = ""
    return EntryChange(entry.id, entry.table, entry.noun, label, (change,), text=text)


def _label(entry: Entry) -> str:
    return plain_line(entry.label)


def _text(entry: Entry) -> str:
    return plain_line(entry.text or "")


def _kinds(fields: Iterable[FieldChange]) -> tuple[Change, ...]:
    """Return the sorts of change among the fields, each once, in the order of `CHANGES`."""
    found = {field.change for field in fields}
    return tuple(sorted(found, key=CHANGES.index))


def _struct_changes(
    old: msgspec.Struct, new: msgspec.Struct, written: _Read
) -> Iterator[FieldChange]:
    """Yield the fields that differ, but for those that are compared in a way of their own."""
    for field in fields_of(type(new)):
        before = getattr(old, field.name)
        after = getattr(new, field.name)
        if before != after and field.name not in _OWN_WAY:
            yield from _field_change(field, before, after, written)


def _field_change(
    field: Field, before: object, after: object, written: _Read
) -> Iterator[FieldChange]:
    """Yield the change of a field; nothing where both values are written the same."""
    was = _shown(field, before)
    now = _shown(field, after)
    if was == now:
        was = _shown(field, before, written)
        now = _shown(field, after, written)
        if was != now:
            yield _markup_change(field.key, was, now)
        elif field.name == "rows" and _is_reordered(field, before, after):
            yield FieldChange(field.key, "other", "", _ANOTHER_ORDER)
    elif field.kind in _WORDED:
        yield _words_change(field.key, was, now)
        if field.kind is FieldKind.PROSE:
            yield from _link_changes(before, after)
    elif field.kind is FieldKind.DATE:
        is_same = _is_same_time(before, after)
        yield FieldChange(field.key, "other" if is_same else "re-dated", was, now)
    else:
        yield FieldChange(field.key, "other", was, now, _members(field, before, after))


def _is_reordered(field: Field, before: object, after: object) -> bool:
    """Whether the rows of a table, which are the same, follow one another otherwise."""
    match before, after:
        case tuple(), tuple():
            return [_shown(field, row) for row in before] != [_shown(field, row) for row in after]
    return False


def _is_same_time(before: object, after: object) -> bool:
    """Whether two times of day are one instant, said in two zones."""
    if not isinstance(before, Edtf) or not isinstance(after, Edtf):
        return False
    if not before.has_time or before.precision != after.precision:
        return False
    return before.sort_key[:2] == after.sort_key[:2]


def _link_changes(before: object, after: object) -> Iterator[FieldChange]:
    """Yield the links that came or went in a text whose words have changed too."""
    old = Counter(_links(before))
    new = Counter(_links(after))
    if old != new:
        yield FieldChange("links", "other", _sorted_words(old - new), _sorted_words(new - old))


def _links(value: object) -> Iterator[str]:
    """Yield the addresses and entries that a prose text, or several, lead to."""
    match value:
        case str():
            yield from web_addresses(value)
            yield from references(value)[1]
        case tuple():
            for text in value:
                yield from _links(text)


def _members(field: Field, old: object, new: object) -> tuple[Piece, ...]:
    """Return what went and what came, of a list whose order means nothing."""
    if field.name in _IN_ORDER:
        return ()
    match old, new:
        case tuple(), tuple():
            before = Counter(_shown(field, part) for part in old)
            after = Counter(_shown(field, part) for part in new)
        case _:
            return ()
    pieces: list[Piece] = [("old", _sorted_words(before - after))]
    pieces.append(("new", _sorted_words(after - before)))
    return tuple(piece for piece in pieces if piece[1])


def _sorted_words(said: Counter[str]) -> str:
    return "; ".join(sorted(said.elements()))


def _words_change(field: str, old: str, new: str) -> FieldChange:
    return FieldChange(field, "reworded", old, new, reworded(old, new))


def _markup_change(field: str, old: str, new: str) -> FieldChange:
    return FieldChange(field, "other", old, new, reworded(old, new))


def _shown(field: Field, value: object, read: _Read = plain_line) -> str:
    """Return a value as one line, the same for values that differ only in order or in blanks.

    `read` makes one line of a prose text.
    """
    match value:
        case None:
            return ""
        case str() if field.kind is FieldKind.PROSE:
            return read(value)
        case str():
            return one_line(value)
        case tuple():
            parts = [_shown(field, part, read) for part in value]
            if field.name not in _IN_ORDER:
                parts.sort()
            return "; ".join(parts)
        case msgspec.Struct():
            return _shown_table(value, read)
        case bool():
            return "yes" if value else "no"
        case _:
            return str(value)


def _shown_table(value: msgspec.Struct, read: _Read) -> str:
    match value:
        case Name():
            return value.words
        case Caveat():
            said = read(value.text)
            return f"{value.grade}: {said}" if value.grade else said
        case Voice() | Via():
            return _place(value)
        case Column():
            column = (value.title, value.align, value.unit, value.format, value.priority)
            return ", ".join(one_line(str(part)) for part in column if part is not None)
        case _:
            return str(value)


def _source_changes(old: Entry | FrontMatter, new: Entry | FrontMatter) -> Iterator[FieldChange]:
    """Yield the citations that came or went, in lists, in prose and in points alike."""
    before = Counter(_citations(old))
    after = Counter(_citations(new))
    if before != after:
        gone = _sorted_words(before - after)
        come = _sorted_words(after - before)
        yield FieldChange("cites", "re-sourced", gone, come)


def _citations(entry: Entry | FrontMatter) -> Iterator[str]:
    if not isinstance(entry, FrontMatter):
        yield from map(_cite, entry.citations)
        if entry.warning:
            yield from map(_cite, entry.warning.citations)
    for held in walk(entry, kinds=frozenset({FieldKind.PROSE})):
        cites, _ = references(str(held.value))
        yield from map(_cite, cites)
    if isinstance(entry, Series):
        yield from _point_citations(entry)


def _point_citations(series: Series) -> Iterator[str]:
    for point in series.points:
        name = _point_name(point)
        remarked = point.warning.citations if point.warning else ()
        for cite in (*point.citations, *remarked):
            yield f"{name}: {_cite(cite)}"


def _cite(cite: Cite) -> str:
    said = cite.source
    if cite.at:
        said += f", {one_line(cite.at)}"
    if cite.quote:
        said += f" “{one_line(cite.quote)}”"
    if cite.says:
        said += f" says “{one_line(cite.says)}”"
    if cite.via:
        said += f" via {_place(cite.via)}"
    return said


def _place(place: str | Voice | Via) -> str:
    """An id, and the place in the source if one is named."""
    if isinstance(place, str):
        return place
    return f"{place.source}, {one_line(place.at)}" if place.at else place.source


def _point_changes(old: Series, new: Series, written: _Read) -> Iterator[FieldChange]:
    """Points that came, went or have another value, paired by what they are of."""
    before, after = _points(old), _points(new)
    marked_before, marked_after = _points(old, written), _points(new, written)
    for key in dict.fromkeys((*after, *before)):
        was, now = before.get(key, ""), after.get(key, "")
        if was == now:
            was, now = marked_before[key], marked_after[key]
        if was != now:
            yield FieldChange(key, "other", was, now)
    if _categories(old, after) != _categories(new, before):
        yield FieldChange("points", "other", "", _ANOTHER_ORDER)


def _categories(series: Series, other: Container[str]) -> list[str]:
    """What the points that are not of a time are of, in order, where the other series has them."""
    names = [_point_name(point) for point in series.points if point.at is None]
    return [name for name in dict.fromkeys(names) if name in other]


def _points(series: Series, read: _Read = plain_line) -> dict[str, str]:
    found: dict[str, list[str]] = {}
    for point in series.points:
        found.setdefault(_point_name(point), []).append(_point_value(point, read))
    return {name: "; ".join(sorted(values)) for name, values in found.items()}


def _point_name(point: Point) -> str:
    """Return what a point is of: its date, its category, its part."""
    said = (point.at, point.category, point.part)
    named = [one_line(str(each)) for each in said if each]
    return " ".join(filter(None, named)) or "value"


def _point_value(point: Point, read: _Read) -> str:
    said = _number(point.value)
    if point.qualifier:
        said = f"{point.qualifier} {said}"
    if (point.low, point.high) != (None, None):
        said += f" ({_number(point.low)} to {_number(point.high)})"
    if point.is_counted_otherwise:
        said += f", {NOT_COMPARABLE}"
    for text in filter(None, (point.text, point.caveat_text)):
        said += f", {read(text)}"
    return said


def _number(value: float | None) -> str:
    match value:
        case None:
            return "no value"
        case float():
            return number_words(value)
        case _:
            return str(value)
