"""What the fields of a briefing's Structs are to a reader: their annotations say it.

Find, search, comparison, checks and links all go by them, so that a field added to a Struct is
found, searched, compared, checked and linked without another line of code. A field without a mark
is what its type says: text is a label, one of several fixed words a choice, an `Edtf` a date.
"""

from collections.abc import Callable, Iterator
from enum import StrEnum, auto
from functools import cache
from operator import attrgetter
from typing import Any, Final, Literal, NamedTuple, get_args, get_origin, get_type_hints

from msgspec import NODEFAULT, Struct

from briefdeck.model.edtf import Edtf
from briefdeck.model.problem import KeyPath

Relation = Literal[
    "cites",
    "mentions",
    "see",
    "era",
    "program",
    "actor",
    "party",
    "rests-on",
    "voice",
    "via",
    "leads-to",
    "with",
    "speaker",
    "origin",
    "addressee",
    "condenses",
]


class FieldKind(StrEnum):
    """What the texts of a field are."""

    PROSE = auto()
    """CommonMark with citations and entry links, in the author's words."""
    LINE = auto()
    """One line in the author's own words, such as a title."""
    WORDS = auto()
    """Words that are not checked as the author's own: names, roles, what another said."""
    LABEL = auto()
    """A short name or code, which is another one when it changes: a unit, a tag, a publisher."""
    CELL = auto()
    """A cell of a table: a text or a number; citations and entry links in it count."""
    DETAIL = auto()
    """What is looked up beside an entry and never searched for: a volume, a place in a source."""
    CHOICE = auto()
    """One of the words that the format allows."""
    REFERENCE = auto()
    """The id of an entry, its own included."""
    SETTING = auto()
    """What no reader sees: how to draw, how to count, in which language."""
    DATE = auto()
    NUMBER = auto()
    GROUP = auto()
    """Nothing but Structs, whose fields say what their texts are."""


class Reference(NamedTuple):
    """Marks a field whose texts are ids of other entries, and how its entry relates to them."""

    relation: Relation


class Field(NamedTuple):
    """A field of a Struct: its name, its key in a file, and what it holds.

    `groups`: the types of Structs in it.
    """

    name: str
    key: str
    kind: FieldKind
    relation: Relation | None
    groups: tuple[type[Struct], ...]
    is_list: bool
    default: object


class Held(NamedTuple):
    """One text, date or number: where it stands in the file, and in which field."""

    path: KeyPath
    field: Field
    value: "str | Edtf | float"


_PLAIN_KINDS: Final[dict[object, FieldKind]] = {
    str: FieldKind.LABEL,
    int: FieldKind.NUMBER,
    float: FieldKind.NUMBER,
    bool: FieldKind.NUMBER,
    Edtf: FieldKind.DATE,
}
_EMPTY: Final[tuple[object, ...]] = (None, "", ())
EVERYTHING: Final = frozenset(FieldKind)


def walk(
    struct: Struct, path: KeyPath = (), kinds: frozenset[FieldKind] = EVERYTHING
) -> Iterator[Held]:
    """Yield what a Struct holds of some kinds, at any depth, in the order of its fields.

    Defaults are left out.
    """
    for field, value in held_fields(struct, kinds):
        if isinstance(value, str):
            yield Held((*path, field.key), field, value)
        else:
            yield from _inside(field, value, (*path, field.key), kinds)


def held_fields(struct: Struct, kinds: frozenset[FieldKind]) -> list[tuple[Field, Any]]:
    """Return the fields of a Struct that hold something of some kinds, and what they hold.

    Left out are empty fields and those that say what is understood without them.
    """
    fields, values = _plan(type(struct), kinds)
    held: list[tuple[Field, Any]] = []
    for field, value in zip(fields, values(struct), strict=True):
        if not value and value in _EMPTY:
            continue
        if field.default and value == field.default:
            continue
        held.append((field, value))
    return held


@cache
def fields_of(kind: type[Struct]) -> tuple[Field, ...]:
    """Return the fields of a type, in its order."""
    annotations = _annotations(kind)
    names, keys = kind.__struct_fields__, kind.__struct_encode_fields__
    without_default = len(names) - len(kind.__struct_defaults__)
    defaults = (NODEFAULT,) * without_default + kind.__struct_defaults__
    known = (None if default is NODEFAULT else default for default in defaults)
    return tuple(
        Field(name, key, *_meaning(annotations[name]), default)
        for name, key, default in zip(names, keys, known, strict=True)
    )


def fields_holding(kind: type[Struct], kinds: frozenset[FieldKind]) -> tuple[Field, ...]:
    """Return the fields of a type that can hold something of some kinds, at any depth."""
    return tuple(field for field in fields_of(kind) if _can_hold(field, kinds))


def values_of(names: tuple[str, ...]) -> Callable[[Struct], tuple[Any, ...]]:
    """Return what reads some fields of a Struct, all at once, as a tuple."""
    if len(names) > 1:
        return attrgetter(*names)
    # Of one name attrgetter gives the value itself.
    return lambda struct: tuple(getattr(struct, name) for name in names)


def _inside(
    field: Field, value: object, path: KeyPath, kinds: frozenset[FieldKind]
) -> Iterator[Held]:
    match value:
        case Struct():
            yield from walk(value, path, kinds)
        case tuple():
            for number, part in enumerate(value):
                yield from _inside(field, part, (*path, number), kinds)
        case str() | int() | float() | Edtf() if field.kind in kinds:
            yield Held(path, field, value)


def _annotations(kind: type[Struct]) -> dict[str, Any]:
    """The annotations of a type and of those that it is made of."""
    found: dict[str, Any] = {}
    for base in reversed(kind.__mro__):
        found |= getattr(base, "__annotations__", {})
    # This runs at every start of the program, and `get_type_hints` takes ten times as long.
    if any(isinstance(annotation, str) for annotation in found.values()):
        return get_type_hints(kind, include_extras=True)
    return found


@cache
def _plan(
    kind: type[Struct], kinds: frozenset[FieldKind]
) -> tuple[tuple[Field, ...], Callable[[Struct], tuple[object, ...]]]:
    """The fields that can hold something of some kinds, and what reads them all at once."""
    fields = fields_holding(kind, kinds)
    return fields, values_of(tuple(field.name for field in fields))


def _can_hold(field: Field, kinds: frozenset[FieldKind]) -> bool:
    if field.kind in kinds:
        return True
    return any(fields_holding(group, kinds) for group in field.groups)


@cache
def _meaning(
    annotation: object,
) -> tuple[FieldKind, Relation | None, tuple[type[Struct], ...], bool]:
    """A field's kind, relation and groups, and whether it is a list."""
    marks = tuple(_marks(annotation))
    kinds = [mark for mark in marks if isinstance(mark, FieldKind)]
    # Text that may be written as a number is text.
    worded = [kind for kind in kinds if kind is not FieldKind.NUMBER]
    meant = worded or kinds or [FieldKind.GROUP]
    relations = [mark.relation for mark in marks if isinstance(mark, Reference)]
    relation = relations[-1] if relations else None
    types = [mark for mark in marks if isinstance(mark, type)]
    groups = tuple(kind for kind in types if issubclass(kind, Struct))
    return meant[-1], relation, groups, tuple in types


def _marks(annotation: object) -> Iterator[object]:
    """The marks and types of an annotation; of two marks the outer one comes later, and counts."""
    metadata = getattr(annotation, "__metadata__", None)
    if metadata is not None:
        yield from _marks(get_args(annotation)[0])
        yield from metadata
    elif get_origin(annotation) is Literal:
        yield FieldKind.CHOICE
    elif get_args(annotation):
        yield get_origin(annotation)
        for member in get_args(annotation):
            yield from _marks(member)
    else:
        yield _PLAIN_KINDS.get(annotation, annotation)
