"""The tables and fields of a briefing file as the types declare them: for the starting file and the format's reference."""

from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from msgspec import Struct, inspect

from briefdeck.load.words import expected_words, one_of
from briefdeck.model.briefing import ENTRY_TYPES, Allowance, Briefing, Cite, Column, Entry, FrontMatter, Name, Point


class FieldInfo(Struct, frozen=True, kw_only=True):
    """One field: its key, whether it must be there, what it wants, what it means, its default where it has a telling one."""

    key: str
    required: bool
    wants: str
    description: str
    default: str
    allowed: tuple[str, ...]


class TableInfo(Struct, frozen=True, kw_only=True):
    """One table: its header (or where it stands), the type behind it, its sentence, its fields with required ones first."""

    header: str
    kind: type
    sentence: str
    fields: tuple[FieldInfo, ...]


_INLINE: Final = {
    Cite: "items of `cites`",
    Point: "items of `points`",
    Column: "items of `columns`",
    Name: "items of `author` and `editor`",
}


def table_infos() -> tuple[TableInfo, ...]:
    """All tables of a file in the order of its types: `[briefing]` first, exceptions last."""
    entries = [_table_info(f"[[{kind.table}]]", kind) for kind in ENTRY_TYPES]
    return (_table_info("[briefing]", FrontMatter), *entries, _table_info("[[exceptions]]", Allowance))


def inline_infos() -> tuple[TableInfo, ...]:
    """The small tables that stand inside entries."""
    return tuple(_table_info(words, kind) for kind, words in _INLINE.items())


def shared_fields() -> tuple[FieldInfo, ...]:
    """What every entry may carry, its id first."""
    return _field_infos(Entry)


def format_field() -> FieldInfo:
    """The file's first field."""
    return next(field for field in _field_infos(Briefing) if field.key == "format")


def own_fields(table: TableInfo) -> tuple[FieldInfo, ...]:
    """The fields that set a table apart from other entries, with its id and text; all of one that is no entry."""
    if not issubclass(table.kind, Entry):
        return table.fields
    shared = {field.key for field in shared_fields()} - {"id", "text"}
    return tuple(field for field in table.fields if field.key not in shared)


def _table_info(header: str, kind: type) -> TableInfo:
    return TableInfo(header=header, kind=kind, sentence=_sentence(kind), fields=_field_infos(kind))


def _field_infos(kind: type) -> tuple[FieldInfo, ...]:
    info = inspect.type_info(kind)
    assert isinstance(info, inspect.StructType)
    hints = get_type_hints(kind, include_extras=True)
    fields = [_field_info(field, hints[field.name]) for field in info.fields]
    return tuple(sorted(fields, key=_rank))


def _rank(field: FieldInfo) -> int:
    """Required ones first; an entry begins with its id, and its text follows what it must have."""
    if field.key == "id":
        return 0
    return 1 if field.required else 2 if field.key == "text" else 3


def _field_info(field: inspect.Field, hint: Any) -> FieldInfo:
    allowed = _allowed(hint)
    return FieldInfo(
        key=field.encode_name,
        required=field.required,
        wants=one_of(allowed) if allowed else expected_words(field.type),
        description=_description(field.type),
        default=field.default if isinstance(field.default, str) else "",
        allowed=allowed,
    )


def _description(kind: inspect.Type) -> str:
    """The outermost description in a type."""
    match kind:
        case inspect.Metadata(type=inner, extra_json_schema=extra):
            return str((extra or {}).get("description") or _description(inner))
        case inspect.UnionType():
            return next((words for each in kind.types if (words := _description(each))), "")
        case inspect.StructType():
            return _sentence(kind.cls)
        case _:
            return ""


def _allowed(hint: Any) -> tuple[str, ...]:
    """The words that a type allows, in the order in which it lists them."""
    if get_origin(hint) is Literal:
        return tuple(str(word) for word in get_args(hint))
    if hasattr(hint, "__metadata__"):
        return _allowed(hint.__origin__)
    if get_origin(hint) is tuple:
        return ()
    return tuple(word for each in get_args(hint) for word in _allowed(each))


def _sentence(kind: type) -> str:
    return (kind.__doc__ or "").strip().splitlines()[0]
