"""Every place in a file where the id of an entry stands: its own, and what refers to it."""

from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct

from briefdeck.editing.document import Document, EditError, replaced, value_at
from briefdeck.loader.place import ENTRY_DEPTH
from briefdeck.loader.scan import string_units
from briefdeck.model.briefing import ID_PATTERN, TABLES, Briefing
from briefdeck.model.fields import Field, FieldKind, fields_of
from briefdeck.model.problem import Change, KeyPath
from briefdeck.model.prose import reference_spans
from briefdeck.text.pattern import pattern
from briefdeck.text.words import did_you_mean, kebab_case, nearest, quoted

_CITED: Final = pattern(r"(?:\A\[@\s*|\s*;\s*@)([^\s,;@\]]+)")
"""An id in a bracket that cites, as `model.bracket` reads it."""
_ID: Final = pattern(ID_PATTERN)


class Occurrence(Struct, frozen=True):
    """An id where it stands: its span in the file.

    path, offset: of the text that it is or stands in, and where in what that says.
    is_definition: it is the id that an entry has.
    """

    id: str
    path: KeyPath
    offset: int
    start: int
    end: int
    is_definition: bool


class Text(Struct, frozen=True):
    """A text of a file: what it says, and the field that holds it."""

    document: Document
    field: Field
    path: KeyPath
    words: str

    @property
    def is_reference(self) -> bool:
        """Whether it is the id of an entry as a whole, or is to be."""
        return self.field.kind is FieldKind.REFERENCE or self.field.relation is not None

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return where in the file a part of what it says stands, of one character at least."""
        spot = self.document.spots[self.path]
        units = list(string_units(self.document.literal(self.path)))
        first, last = _place(units, start)[0], _place(units, max(start, end - 1))[1]
        return spot.start + first, spot.start + last


def texts(document: Document) -> Iterator[Text]:
    """Yield every text in the fields of the format that is written as a value, table by table."""
    for field in fields_of(Briefing):
        held = document.data.get(field.key)
        yield from _inside(document, field, held, (field.key,))


def occurrences(document: Document) -> Iterator[Occurrence]:
    """Yield every id of the file, as the fields say that it is one: table by table.

    It is one in the fields that are annotated as references, and in prose in links and citations.
    """
    for text in texts(document):
        yield from _in_text(text)


def renamed(document: Document, old: str, new: str) -> tuple[Change, ...]:
    """Return the changes that give an entry another id, everywhere in the file.

    EditError where no entry, or more than one, has the old one, or the new one will not do.
    """
    own = [entry.get("id") for table in TABLES for _, entry in document.entries(table)]
    if own.count(old) != 1:
        raise _not_single(old, own)
    if not _ID.search(new):
        message = f"{quoted(new)} is not an id: small letters, digits and single hyphens."
        raise EditError(message, did_you_mean(kebab_case(new)))
    if new in own:
        raise EditError(f"Another entry has the id {quoted(new)} already.")
    found = [each for each in occurrences(document) if each.id == old]
    data = document.data
    # From behind, so that what is renamed does not move what is ahead.
    for each in reversed(found):
        text = value_at(data, each.path)
        text = text[: each.offset] + new + text[each.offset + len(old) :]
        data = replaced(data, each.path, text)
    return document.verified(tuple([Change(each.start, each.end, new) for each in found]), data)


def renamed_in_prose(text: str, old: str, new: str) -> str:
    """Return a text whose links and citations lead to an entry by its new id."""
    for offset, name in reversed(list(_in_prose(text))):
        if name == old:
            text = text[:offset] + new + text[offset + len(old) :]
    return text


def _not_single(old: str, own: list[Any]) -> EditError:
    """Why an id does not say which entry is meant."""
    if old in own:
        message = f"Several entries have the id {quoted(old)}."
        return EditError(
            message, "Give each its own in the file first; `briefdeck check` has the places."
        )
    near = nearest(old, sorted({each for each in own if isinstance(each, str)}))
    return EditError(f"No entry has the id {quoted(old)}.", did_you_mean(near))


def _inside(document: Document, field: Field, value: Any, path: KeyPath) -> Iterator[Text]:
    """The texts in what a field holds, which may be of a type that it should not be of."""
    match value:
        case str():
            if document.is_written(path):
                yield Text(document, field, path, value)
        case list():
            for number, item in enumerate(value):
                yield from _inside(document, field, item, (*path, number))
        case dict():
            for group in field.groups:
                for inner in fields_of(group):
                    held = value.get(inner.key)
                    yield from _inside(document, inner, held, (*path, inner.key))


def _in_text(text: Text) -> Iterator[Occurrence]:
    """The ids in a text: the whole of it, or those in its brackets."""
    found = [(0, text.words)] if text.is_reference else []
    if text.field.kind in {FieldKind.PROSE, FieldKind.CELL}:
        found += _in_prose(text.words)
    for offset, name in found:
        start, end = text.span(offset, offset + len(name))
        is_definition = len(text.path) == ENTRY_DEPTH + 1 and text.path[-1] == "id"
        yield Occurrence(name, text.path, offset, start, end, is_definition)


def _in_prose(text: str) -> Iterator[tuple[int, str]]:
    """The ids in the brackets of prose, each with its offset."""
    for bracket in reference_spans(text):
        if bracket.target is not None:
            yield bracket.start + bracket.source.find(bracket.target, 2), bracket.target
            continue
        cited = list(_CITED.finditer(bracket.source))
        if [match[1] for match in cited] == [cite.source for cite in bracket.cites]:
            for match in cited:
                yield bracket.start + match.start(1), match[1]


def _place(units: list[tuple[int, str, str]], offset: int) -> tuple[int, int]:
    """The span in a literal of one character of what it says; an escape is taken whole."""
    left = offset
    for begin, unit, value in units:
        if left < len(value):
            is_plain = len(value) == len(unit)
            return (begin + left, begin + left + 1) if is_plain else (begin, begin + len(unit))
        left -= len(value)
    return 1, 1
