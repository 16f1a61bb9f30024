"""The format in words, made from the model's types and the worked example: its reference, and the starting file of `briefdeck new`."""

import textwrap
from datetime import UTC, date, datetime
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

from msgspec import Struct, inspect

from briefdeck.loader.example import assignment, example
from briefdeck.loader.mismatch import expected_words
from briefdeck.model.briefing import (
    ENTRY_TYPES,
    Allowance,
    Briefing,
    Cite,
    Column,
    Entry,
    FrontMatter,
    KeyPoint,
    Name,
    Point,
    Quotation,
    Source,
    Table,
)
from briefdeck.text.visible import visible
from briefdeck.text.words import one_of


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
    return (
        _table_info("[briefing]", FrontMatter),
        *entries,
        _table_info("[[exceptions]]", Allowance),
    )


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
    """The fields that set a table apart from other entries, with its id and text; all of one that is not an entry."""
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


_INTRODUCTION = """\
# The briefing file, format 1

One briefing is one UTF-8 TOML file (TOML 1.0 or 1.1); its id is the file's stem. The first line is `format = 1`, the
table `[briefing]` describes the whole, and every other table may stand as often as needed, in any order. Keys that are
not listed here are errors, so that a slip of the pen is not lost.

- **Ids** are in kebab-case and unique in the file. Links, notes and comparisons hold on to them.
- **Prose** is CommonMark paragraphs, lists, emphasis, code and links; `[@source, p. 9]` cites, several as
  `[@a, p. 1; @b]`; `[[entry]]` or `[[entry|words]]` links to an entry.
- **Dates** are EDTF, levels 0 and 1: `"1996-01-14"`, `"2001-09"`, `"1996"`, `"2000/2005"`, `"2017/.."`, `"2006?"`,
  `"1998~"`, `"199X"`. A TOML date or a whole year is taken too.
"""


def format_reference() -> str:
    """The whole reference: the file, what entries share, every table, the small tables inside them."""
    field = format_field()
    parts = [
        _INTRODUCTION,
        f"`format = {example(Briefing, 'format')}` (required): {field.description}.\n",
        "## What every entry may carry\n",
        _field_table(Entry, shared_fields()),
    ]
    parts += [_section(table) for table in (*table_infos(), *inline_infos())]
    return "\n".join(parts)


def _section(table: TableInfo) -> str:
    header = (
        f"`{table.header}`"
        if table.header.startswith("[")
        else f"{table.kind.__name__}: {table.header}"
    )
    return f"## {header}\n\n{table.sentence}\n\n{_field_table(table.kind, own_fields(table))}"


def _field_table(kind: type, fields: tuple[FieldInfo, ...]) -> str:
    rows = ["| field | meaning | example |", "|---|---|---|"]
    rows += [
        f"| {_name(field)} | {_cell(_field_meaning(field))} | {_example(kind, field)} |"
        for field in fields
    ]
    return "\n".join(rows) + "\n"


def _name(field: FieldInfo) -> str:
    return f"**`{field.key}`** (required)" if field.required else f"`{field.key}`"


def _field_meaning(field: FieldInfo) -> str:
    words = field.description
    if len(field.allowed) > 1:
        words += ": " + ", ".join(f"`{word}`" for word in field.allowed)
    return f"{words}; `{field.default}` if not given" if field.default else words


def _example(kind: type, field: FieldInfo) -> str:
    words = " ".join(example(kind, field.key).replace('"""\n', '"').replace('\n"""', '"').split())
    return f"`{_cell(words)}`" if words else ""


def _cell(words: str) -> str:
    """Words as they may stand in a cell of a Markdown table."""
    return words.replace("|", "\\|")


WIDTH: Final = 100
_IN_USE: Final[dict[type, tuple[str, ...]]] = {
    FrontMatter: ("title", "bluf", "as_of"),
    KeyPoint: ("id", "text", "cites"),
    Source: ("id", "type", "title", "author", "issued", "URL"),
}
"""What the file uses from the start; everything else is there to be uncommented."""

_CITED: Final = (Table, Quotation)
"""Entries that show a citation, which in others stands in the prose."""

_SECOND_SOURCE: Final = """\
# [[sources]]
# id = "gate-counts"
# type = "dataset"
# title = "Gate counts"
# author = [{ literal = "Port Authority" }]
# issued = "2025"
"""

_HEAD: Final = """\
A briefing in format 1: one file, from which everything on the screen comes.
`briefdeck check {name}.toml` says what is wrong and where; `briefdeck {name}.toml` shows it.

Lines that begin with two signs explain; each field is explained where it comes up first.
Lines that begin with one sign are there to be used: take the sign away, and write your own words.
Tables may stand in any order, and each `[[…]]` as often as needed.
"""


def starter(name: str, *, today: date | None = None) -> str:
    """The text of a new briefing's file: every table and field with its meaning, required ones first and in use.

    name: the briefing's id, from which its title is made. today: what `as_of` says; by default the day it is.
    """
    title = (
        visible(name.replace("-", " ").strip()).replace('"', "'").capitalize() or "A new briefing"
    )
    lines = [*_explained(_HEAD.format(name=visible(name))), ""]
    lines += [f"format = {example(Briefing, 'format')}  # {format_field().description}", ""]
    explained: set[str] = set()
    for table in table_infos():
        lines += _table_lines(table, explained)
    text = "\n".join(lines).rstrip() + "\n"
    text = text.replace(assignment(FrontMatter, "title"), f'title = "{title}"', 1)
    day = (today or datetime.now(tz=UTC).date()).isoformat()
    return text.replace(assignment(FrontMatter, "as_of"), f'as_of = "{day}"', 1)


def _table_lines(table: TableInfo, explained: set[str]) -> list[str]:
    """A table's sentence, header and fields; the first entry's table has the fields that all entries share."""
    used = _IN_USE.get(table.kind, ())
    fields = sorted(_shown_fields(table), key=lambda field: field.key not in used)
    lines = ["", *_explained(table.sentence)]
    if table.kind is KeyPoint:
        lines += _explained(
            "Every other entry may carry all that is shown here too, from `cites` to `tags`."
        )
    lines.append(table.header if used else f"# {table.header}")
    for field in fields:
        meaning = _meaning(field)
        lines += [] if meaning in explained else _explained(meaning)
        explained.add(meaning)
        lines += _value_lines(table.kind, field, in_use=field.key in used)
    return [*lines, "", *(_SECOND_SOURCE.splitlines() if table.kind is Source else ())]


def _shown_fields(table: TableInfo) -> list[FieldInfo]:
    """The fields that a table sets apart; all of them for the first entry, and citations where prose has none."""
    own = own_fields(table)
    if table.kind is KeyPoint:
        return [*own, *(field for field in shared_fields() if field not in own)]
    return [
        *own,
        *(field for field in table.fields if field.key == "cites" and table.kind in _CITED),
    ]


def _value_lines(kind: type, field: FieldInfo, *, in_use: bool) -> list[str]:
    value = assignment(kind, field.key)
    assert value, f"no example of {field.key} in {kind.__name__}"
    return [line if in_use else f"# {line}".rstrip() for line in value.split("\n")]


def _meaning(field: FieldInfo) -> str:
    """`title (required): one line of plain text`, with the words that are allowed and the default."""
    words = f"{field.key}{' (required)' if field.required else ''}: {field.description}"
    if field.allowed and len(field.allowed) > 1:
        words += f" ({', '.join(field.allowed)})"
    return f"{words}; {field.default} if not given" if field.default else words


def _explained(words: str) -> list[str]:
    """Words as lines of explanation."""
    return [
        f"## {line}".rstrip()
        for paragraph in words.strip().splitlines()
        for line in textwrap.wrap(
            paragraph, WIDTH - 3, break_long_words=False, break_on_hyphens=False
        )
        or [""]
    ]
