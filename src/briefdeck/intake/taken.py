"""What an importer is told, and what it makes of a file."""

from collections.abc import Mapping, Sequence
from pathlib import PurePath
from typing import Final, Literal, get_args

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from briefdeck.editing.toml_text import Value
from briefdeck.intake.citing import cited_by_id
from briefdeck.model.briefing import ENTRY_TYPES, Entry
from briefdeck.model.codec import converted
from briefdeck.model.fields import Field, FieldKind, fields_of
from briefdeck.model.measures import DecimalSign
from briefdeck.text.words import quoted

Makes = Literal["series", "table", "events"]
"""What can be made of a table."""
MADE: Final[Mapping[str, Makes]] = {name: name for name in get_args(Makes)}
Point = DecimalSign
"""The sign before the fraction of a number."""

Fields = tuple[tuple[str, Value], ...]
"""Keys and values in the order in which they stand."""


class Options(Struct, frozen=True, kw_only=True):
    """What is known of a file beside its bytes.

    form: the name of its format. name: what messages call it, its path as it was given. makes: what
    is to be made of it. at, values: heads of the columns of times or categories, and of values.
    table: which of its tables or sheets. point: the decimal sign of its numbers.
    """

    form: str
    name: str
    makes: Makes | None = None
    at: str = ""
    values: tuple[str, ...] = ()
    table: str = ""
    point: Point | None = None

    @property
    def stem(self) -> str:
        """The file's name without its folder and ending, after which entries are called."""
        return PurePath(self.name).stem


class Item(Struct, frozen=True, kw_only=True):
    """An entry to be written: its table and its fields.

    fields: `id` comes first. comment: lines that stand above the entry as comments. other_ids: what
    it is called where its id is taken, best first. keys: what it was called where it comes from, as
    citations in prose from there call it. candidates: what stands below it, to be decided.
    """

    table: str
    fields: Fields
    comment: str = ""
    other_ids: tuple[str, ...] = ()
    keys: tuple[str, ...] = ()
    candidates: tuple["Candidate", ...] = ()

    @property
    def id(self) -> str:
        """The entry's id."""
        return str(self.fields[0][1])

    @property
    def name(self) -> str:
        """What messages call it: the key that whoever imports it knows, else its id."""
        return quoted(self.keys[0] if self.keys else self.id)

    def entry(self) -> Entry | None:
        """Return the entry as the model has it; None where it is not sound."""
        try:
            return converted(dict(self.fields), _TYPES[self.table])
        except msgspec.ValidationError:
            return None

    def renamed(self, id_: str) -> "Item":
        """Return the same entry with another id."""
        return replace(self, fields=(("id", id_), *self.fields[1:]), other_ids=())

    def referring(self, called: Mapping[str, str]) -> "Item":
        """Return the same entry, which cites others and refers to them by new ids."""
        if not called:
            return self
        own, *others = self.fields
        moved = dict(others)
        for field in fields_of(_TYPES[self.table]):
            if field.key in moved:
                moved[field.key] = _referring(moved[field.key], field, called)
        proposed = [
            Candidate(each.said, tuple([item.referring(called) for item in each.items]))
            for each in self.candidates
        ]
        return replace(self, fields=(own, *moved.items()), candidates=tuple(proposed))


class Candidate(Struct, frozen=True):
    """Entries that an author decides on: they stand in the file as comments.

    said: what they are and where they come from, in a line.
    """

    said: str
    items: tuple[Item, ...]


class Taken(Struct, frozen=True, kw_only=True):
    """What an importer makes of a file.

    front: what a whole new briefing made of it says of itself (`title`, `as_of` and so on).
    choices: what it may say besides, for its author to decide on. said:
    what was guessed or could not be said, in sentences. refused: what was not taken, each with its
    line and the reason. are_distinct: no two of them are the same, whatever they look like.
    """

    items: tuple[Item, ...]
    front: Fields = ()
    choices: Fields = ()
    said: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()
    are_distinct: bool = False

    def of(self, name: str) -> "Taken":
        """Return the same, where each sentence begins with the name of the file."""
        said, refused = ([f"{name}: {each}" for each in told] for told in (self.said, self.refused))
        return replace(self, said=tuple(said), refused=tuple(refused))


_TYPES: Final = {kind.table: kind for kind in ENTRY_TYPES}


def _referring(value: Value, field: Field, called: Mapping[str, str]) -> Value:
    """A field's value with the ids in it replaced."""
    match value:
        case str():
            if field.kind in {FieldKind.PROSE, FieldKind.CELL}:
                return cited_by_id(value, called)
            return called.get(value, value) if field.kind is FieldKind.REFERENCE else value
        case Mapping():
            inner = {each.key: each for group in field.groups for each in fields_of(group)}
            return {
                key: _referring(held, inner[key], called) if key in inner else held
                for key, held in value.items()
            }
        case Sequence():
            return [_referring(held, field, called) for held in value]
        case _:
            return value
