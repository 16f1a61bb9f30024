"""What an author types, as paths and values: `first-crossing.date`, and words for a field."""

import re
from collections.abc import Iterator
from datetime import date, datetime, time
from decimal import Decimal
from functools import cache
from typing import Any, Final

import tomli
from msgspec import inspect

from briefdeck.editing.document import Document, EditError, value_at
from briefdeck.editing.toml_text import Value
from briefdeck.loader.mismatch import bare, members_of
from briefdeck.model.briefing import TABLES, Briefing, FrontMatter
from briefdeck.model.fields import FieldKind, fields_of
from briefdeck.model.problem import KeyPath
from briefdeck.text.words import did_you_mean, near_names, quoted

_NAME: Final = r"[^.\[\]]+(?:\[[0-9]{1,9}\])*"
_PATH: Final = re.compile(rf"{_NAME}(?:\.{_NAME})*")
_PART: Final = re.compile(r"\[([0-9]+)\]|[^.\[\]]+")
_FRONT: Final = "briefing"
_SCALARS: Final = (bool, int, float, date, datetime, time)
_TYPES: Final[dict[type, tuple[type, ...]]] = {
    inspect.StrType: (str,),
    inspect.CustomType: (str,),
    inspect.IntType: (int,),
    inspect.FloatType: (float, int),
    inspect.BoolType: (bool,),
}
"""What is written for what the types want: dates are written as texts."""
_LISTED: Final = frozenset({FieldKind.REFERENCE, FieldKind.LABEL})
"""Kinds of fields of whose texts several may be typed with commas between; prose has its own."""


def typed_path(document: Document, words: str) -> KeyPath:
    """Return the path of a field by its entry's id, as `ID.caveat.text` or `ID.points[3].value`.

    `briefing.title` is of the front matter, and `events[3].date` of an entry by its position, as
    problems print it. EditError where there is no such entry, or no field is named.
    """
    if not _PATH.fullmatch(words):
        raise EditError(f"{quoted(words)} does not name a field.", "Write it as `ID.FIELD`.")
    parts = [int(part[1]) if part[1] else part[0] for part in _PART.finditer(words)]
    name, *rest = parts
    assert isinstance(name, str)
    if name == _FRONT:
        entry: KeyPath = (_FRONT,)
    elif name in document.data and rest and isinstance(rest[0], int):
        entry, rest = (name, rest[0]), rest[1:]
        if value_at(document.data, entry) is None:
            raise EditError(f"There is no `{name}[{entry[1]}]`.")
    else:
        entry = entry_path(document, name)
    if not rest:
        raise EditError(f"{quoted(words)} is an entry, not a field.", f"Write `{name}.FIELD`.")
    return (*entry, *rest)


def entry_path(document: Document, name: str) -> KeyPath:
    """Return the path of the entry that has an id; EditError for none, and for several."""
    paths = [
        (table, position)
        for table in TABLES
        for position, entry in document.entries(table)
        if entry.get("id") == name
    ]
    if len(paths) == 1:
        return paths[0]
    if paths:
        several = " or ".join([f"`{table}[{position}]`" for table, position in paths])
        raise EditError(f"Several entries have the id {quoted(name)}.", f"Write {several} instead.")
    if name in FrontMatter.__struct_encode_fields__:
        raise EditError(f"No entry has the id {quoted(name)}.", f"Did you mean `{_FRONT}.{name}`?")
    ids = [entry.get("id") for table in TABLES for _, entry in document.entries(table)]
    near = near_names(name, [each for each in ids if isinstance(each, str)])
    raise EditError(f"No entry has the id {quoted(name)}.", did_you_mean(*near))


def typed_value(path: KeyPath, words: str, old: object = None) -> Value:
    """Return words as a value of the field at a path; `old` is what stands there, None for nothing.

    Texts are taken as they are. A list may be typed as TOML, or with commas between ids or labels;
    tables are typed as TOML. Words that are not of the field's type are given as a text: loading
    says what is wrong with them. EditError for broken TOML.
    """
    kinds = tuple(_kinds(path))
    takes = {kind for each in kinds for kind in _types(each)}
    stripped = words.strip()
    if stripped[:1] in {"[", "{"} and takes & {list, dict}:
        value = _toml(stripped, may_be_text=str in takes)
        if isinstance(value, dict) and dict not in takes:
            return [value]
        return words if value is None else value
    if list in takes and str not in takes:
        return _listed(path, words)
    value = _scalar(stripped)
    if str not in takes:
        return words if value is None or _kind_of(value) not in takes else value
    if isinstance(old, str):
        # A text between triple quotes that ended on a line of its own goes on doing so.
        return f"{words}\n" if old.endswith("\n") and not words.endswith("\n") else words
    is_number_too = _kind_of(value) in takes and str(value).lower() == stripped
    is_like_old = old is not None and _kind_of(value) is type(old)
    return value if value is not None and (is_number_too or is_like_old) else words


def long_form(document: Document, path: KeyPath, value: Value) -> tuple[KeyPath, Value]:
    """Return a path and its value, or the table that the short form above it becomes with them.

    `caveat = "…"` becomes `{ text = "…", grade = "…" }` where `caveat.grade` is set, and so with
    citations, voices and columns.
    """
    for depth in range(len(path) - 1, 0, -1):
        short = value_at(document.data, path[:depth])
        if short is None:
            continue
        tables = [kind for kind in _kinds(path[:depth]) if isinstance(kind, inspect.StructType)]
        if not isinstance(short, str) or not tables or isinstance(path[depth], int):
            break
        first = tables[0].fields[0].encode_name
        for key in reversed(path[depth + 1 :]):
            value = {key: value} if isinstance(key, str) else [value]
        return path[:depth], {first: short, str(path[depth]): value}
    return path, value


def _kinds(path: KeyPath) -> Iterator[inspect.Type]:
    """The types that the format has for a path; none for a key that it does not know."""
    kinds: list[inspect.Type] = [_briefing()]
    for key in path:
        kinds = [inner for kind in kinds for inner in _inside(kind, key)]
    return iter(kinds)


def _inside(kind: inspect.Type, key: str | int) -> Iterator[inspect.Type]:
    match kind:
        case inspect.StructType() if isinstance(key, str):
            found = [field.type for field in kind.fields if field.encode_name == key]
        case inspect.VarTupleType() if isinstance(key, int):
            found = [kind.item_type]
        case _:
            found = []
    for each in found:
        yield from _members(each)


def _members(kind: inspect.Type) -> Iterator[inspect.Type]:
    kind = bare(kind)
    if not isinstance(kind, inspect.UnionType):
        yield kind
        return
    for member in members_of(kind):
        yield from _members(member)


@cache
def _briefing() -> inspect.Type:
    return inspect.type_info(Briefing)


def _types(kind: inspect.Type) -> tuple[type, ...]:
    """The types of the values that a file has for a type."""
    match kind:
        case inspect.LiteralType():
            return tuple(map(type, kind.values))
        case inspect.VarTupleType():
            return (list,)
        case inspect.StructType():
            return (dict,)
        case _:
            return _TYPES[type(kind)]


def _kind_of(value: object) -> type:
    return float if isinstance(value, Decimal) else type(value)


def _toml(words: str, *, may_be_text: bool) -> Any:
    """What TOML makes of a list or a table; None where words may be meant that only look so."""
    try:
        return tomli.loads(f"value = {words}")["value"]
    except (ValueError, RecursionError):
        if may_be_text:
            return None
        raise EditError(
            f"{quoted(words)} is not a list or a table of TOML.", 'Write it as `["a", "b"]`.'
        ) from None


def _scalar(words: str) -> Value | None:
    """What TOML makes of a number (to the digit), a truth value or a date; None for others."""
    try:
        value = tomli.loads(f"value = {words}", parse_float=Decimal)["value"]
    except (ValueError, RecursionError):
        return None
    if "\n" in words or not isinstance(value, (*_SCALARS, Decimal)):
        return None
    if isinstance(value, Decimal) and not value.is_finite():
        return float(value)
    return value


def _listed(path: KeyPath, words: str) -> Value:
    """Words as a list: those between commas, where they are ids or labels."""
    if _field_kind(path) in _LISTED:
        return [word.strip() for word in words.split(",") if word.strip()]
    return [words]


def _field_kind(path: KeyPath) -> FieldKind | None:
    """What the texts of a field are."""
    group: Any = Briefing
    kind = None
    for key in path:
        if isinstance(key, int):
            continue
        found = [field for field in fields_of(group) if field.key == key] if group else []
        if not found:
            return None
        kind = found[0].kind
        group = found[0].groups[0] if found[0].groups else None
    return kind
