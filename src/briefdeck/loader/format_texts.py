"""The format in words, made from the model's types and the worked example.

Its reference, its JSON Schema, and the starting file of `briefdeck new`.
"""

import textwrap
from datetime import date
from itertools import chain
from typing import Any, Final, Literal, get_args, get_origin, get_type_hints

import msgspec
import tomli
from msgspec import Struct, inspect

from briefdeck.loader.example import EXAMPLES, assignment, example
from briefdeck.loader.mismatch import expected_words
from briefdeck.loader.starting import begun
from briefdeck.model.briefing import (
    ENTRY_TYPES,
    Allowance,
    Briefing,
    Caveat,
    Cite,
    Column,
    Entry,
    FrontMatter,
    KeyPoint,
    Point,
    Quotation,
    Source,
    Table,
    Via,
    Voice,
    Work,
)
from briefdeck.model.codec import schema_hook
from briefdeck.model.csl import Name
from briefdeck.text.visible import visible
from briefdeck.text.words import article, capital, one_line, one_of


class FieldInfo(Struct, frozen=True, kw_only=True):
    """One field: its key, whether it must be there, what it wants and what it means.

    default: empty where it has no telling one. allowed: the only values, where there are such.
    """

    key: str
    required: bool
    wants: str
    description: str
    default: str
    allowed: tuple[str, ...]


class TableInfo(Struct, frozen=True, kw_only=True):
    """One table: its header (or where it stands), the type behind it, its sentence, its fields.

    Required fields come first.
    """

    header: str
    kind: type
    sentence: str
    fields: tuple[FieldInfo, ...]


_INLINE: Final = {
    Cite: "items of `cites`",
    Caveat: "a `caveat` as a table",
    Voice: "a `voice` as a table",
    Via: "a `via` as a table",
    Point: "items of `points`",
    Column: "items of `columns`",
    Name: "items of `author`, `editor` and the like",
}


def table_infos() -> tuple[TableInfo, ...]:
    """Return all tables of a file as its types have them: `[briefing]` first, exceptions last."""
    entries = [_table_info(f"[[{kind.table}]]", kind) for kind in ENTRY_TYPES]
    return (
        _table_info("[briefing]", FrontMatter),
        *entries,
        _table_info("[[exceptions]]", Allowance),
    )


def inline_infos() -> tuple[TableInfo, ...]:
    """Return the small tables that stand inside entries."""
    return tuple(_table_info(words, kind) for kind, words in _INLINE.items())


def shared_fields() -> tuple[FieldInfo, ...]:
    """Return what every entry may carry, its id first."""
    return _field_infos(Entry)


def format_field() -> FieldInfo:
    """Return the file's first field."""
    return _named(_field_infos(Briefing), "format")


def own_fields(table: TableInfo) -> tuple[FieldInfo, ...]:
    """Return the fields that set a table apart from other entries, with its id and text.

    They are all fields of a table that is not an entry.
    """
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


def _named(fields: tuple[FieldInfo, ...], key: str) -> FieldInfo:
    return next(field for field in fields if field.key == key)


def _rank(field: FieldInfo) -> int:
    """Required ones first; an entry begins with its id, and its text follows what it must have."""
    if field.key == "id":
        return 0
    if field.required:
        return 1
    return 2 if field.key == "text" else 3


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
        case inspect.Metadata(extra_json_schema={"description": str(words)}):
            return words
        case inspect.Metadata():
            return _description(kind.type)
        case inspect.UnionType():
            return next(filter(None, map(_description, kind.types)), "")
        case inspect.StructType():
            return _sentence(kind.cls)
        case _:
            return ""


def _allowed(hint: Any) -> tuple[str, ...]:
    """The words that a type allows, in the order in which it lists them."""
    if get_origin(hint) is Literal:
        return tuple(map(str, get_args(hint)))
    if hasattr(hint, "__metadata__"):
        return _allowed(hint.__origin__)
    # What a list allows of its items is said with the items.
    if get_origin(hint) is tuple:
        return ()
    return tuple(chain.from_iterable(map(_allowed, get_args(hint))))


def _sentence(kind: type) -> str:
    """The first line of what a type says of itself."""
    return (kind.__doc__ or "").strip().splitlines()[0]


_INTRODUCTION = """\
# The briefing file, format 1

One briefing is one UTF-8 TOML file (TOML 1.0 or 1.1); its id is the file's stem. \
The first line is `format = 1`, the
table `[briefing]` describes the whole, and every other table may stand as often as needed, \
in any order. Keys that are
not listed here are errors, so that a slip of the pen is not lost.

- **Ids** are in kebab-case and unique in the file. Links, notes and comparisons hold on to them.
- **Prose** is CommonMark paragraphs, lists, emphasis, code and links; `[@source, p. 9]` cites, \
several as
  `[@a, p. 1; @b]`; `[[entry]]` or `[[entry|words]]` links to an entry.
- **Dates** are EDTF, levels 0 and 1: `"1996-01-14"`, `"2001-09"`, `"1996"`, \
`"2000/2005"`, `"2017/.."`, `"2006?"`,
  `"1998~"`, `"199X"`. A time of day follows its day: `"2025-10-21T21:45Z"`, \
`"2025-10-21T21:45+02:00"`, with seconds
  where they are known; times are ordered by instant, and one without an offset counts as UTC. A \
TOML date, date-time or
  whole year is taken too.
"""


_RARE: Final = (
    "Few sources need more. These are the other variables of CSL 1.0.2, in its own names; what a "
    "style sets\nby itself (`citation-number`, `year-suffix` and the like) is not among them."
)


def format_reference() -> str:
    """Return the whole reference: the file, what entries share, every table, the small tables."""
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
    """The heading of a table, its sentence and its fields."""
    header = f"{table.kind.__name__}: {table.header}"
    if table.header.startswith("["):
        header = f"`{table.header}`"
    common, rare = _by_use(table)
    text = f"## {header}\n\n{table.sentence}\n\n{_field_table(table.kind, common)}"
    if not rare:
        return text
    return f"{text}\n{_RARE}\n\n{_field_table(table.kind, rare)}"


def _by_use(table: TableInfo) -> tuple[tuple[FieldInfo, ...], tuple[FieldInfo, ...]]:
    """A table's own fields: those that most need, and those that few do."""
    fields = own_fields(table)
    if table.kind is not Source:
        return fields, ()
    usual = {field.key for field in _field_infos(Work)}
    common = tuple(field for field in fields if field.key in usual)
    return common, tuple(field for field in fields if field.key not in usual)


def _field_table(kind: type, fields: tuple[FieldInfo, ...]) -> str:
    rows = ["| field | meaning | example |", "|---|---|---|"]
    for field in fields:
        name = f"`{field.key}`"
        if field.required:
            name = f"**{name}** (required)"
        rows.append(f"| {name} | {_cell(_field_meaning(field))} | {_example(kind, field)} |")
    return "\n".join(rows) + "\n"


def _field_meaning(field: FieldInfo) -> str:
    """What a field means, with the words allowed and the default."""
    words = field.description
    if len(field.allowed) > 1:
        words += ": " + ", ".join([f"`{word}`" for word in field.allowed])
    if field.default:
        words += f"; `{field.default}` if not given"
    return words


def _example(kind: type, field: FieldInfo) -> str:
    """The example of a field on one line, long quotes made short ones."""
    written = example(kind, field.key).replace('"""\n', '"').replace('\n"""', '"')
    words = one_line(written)
    return f"`{_cell(words)}`" if words else ""


def _cell(words: str) -> str:
    """Words as they may stand in a cell of a Markdown table."""
    return words.replace("|", "\\|")


SCHEMA_ID: Final = "urn:briefdeck:schema:briefing:1"
"""The schema's name; nothing is ever fetched by it."""


def briefing_schema() -> dict[str, Any]:
    """Return the JSON Schema (2020-12) of a briefing file, for editors that complete and check.

    It is plain data, the same each time.
    """
    _, components = msgspec.json.schema_components(
        [Briefing], schema_hook=schema_hook, ref_template="#/$defs/{name}"
    )
    components = {name: _as_in_toml(component) for name, component in components.items()}
    for kind in EXAMPLES:
        if kind.__name__ in components:
            _add_examples(components[kind.__name__], kind)
    for table in (*table_infos(), *inline_infos()):
        _order_words(components[table.kind.__name__], table)
    briefing = components.pop(Briefing.__name__)
    for table in table_infos():
        schema = briefing["properties"][table.header.strip("[]")]
        schema["description"] = f"`{table.header}`: {table.sentence}"
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": SCHEMA_ID,
        **briefing,
        "title": "A briefing file, format 1",
        "description": "One briefing: what it says, who says so, and where that can be looked up.",
        "$defs": components,
    }


def _as_in_toml(schema: Any) -> Any:
    """A schema without null, which TOML does not have: what may be left out is not required."""
    if isinstance(schema, list):
        return [_as_in_toml(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: _as_in_toml(value) for key, value in schema.items()}
    if plain.get("default", "") in (None, [], ()):
        del plain["default"]
    return _without_null(plain) if "anyOf" in plain else plain


def _without_null(plain: dict[str, Any]) -> dict[str, Any]:
    """A schema of alternatives without the null; a single one that is left stands for itself."""
    members = [each for each in plain.pop("anyOf") if each != {"type": "null"}]
    if len(members) == 1:
        return {**members[0], **plain}
    # What the members mean is what the whole means: it is said once, by the first that says it.
    described: dict[str, str] = {}
    for each in members:
        if "description" in each:
            described.setdefault("description", each.pop("description"))
    return {**described, **plain, "anyOf": members}


def _add_examples(component: dict[str, Any], kind: type) -> None:
    """Give each property its worked example."""
    for name, schema in component["properties"].items():
        value = example(kind, name)
        if value:
            schema["examples"] = [tomli.loads(f"value = {value}")["value"]]


def _order_words(component: dict[str, Any], table: TableInfo) -> None:
    """List allowed words as the types list them, which is the order of their meaning."""
    for field in table.fields:
        schema = component["properties"][field.key]
        if "enum" in schema and field.allowed:
            schema["enum"] = sorted(schema["enum"], key=lambda word: field.allowed.index(str(word)))


WIDTH: Final = 100
_IN_USE: Final[dict[type, tuple[str, ...]]] = {
    FrontMatter: ("title", "bluf", "as_of", "draft"),
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
`briefdeck schema > briefing.schema.json`, once in this folder, lets editors complete and check.

Lines that begin with two signs explain; each field is explained where it comes up first.
Lines that begin with one sign are there to be used: take the sign away, and write your own words.
Tables may stand in any order, and each `[[…]]` as often as needed.
"""


def starter(name: str, *, today: date | None = None) -> str:
    """Return the text of a new briefing's file, with every table and field and what it means.

    Required ones come first and are in use. name: the briefing's id, from which its title is made.
    today: what `as_of` says; by default the day it is.
    """
    lines = [*_explained(_HEAD.format(name=visible(name))), ""]
    lines += [f"format = {example(Briefing, 'format')}  # {format_field().description}", ""]
    explained: set[str] = set()
    for table in table_infos():
        lines += _table_lines(table, explained)
    return begun("\n".join(lines).rstrip() + "\n", name, today)


_FORM_HEAD: Final = """\
{noun}. Write into the lines that are there, and take the sign from those that you need.
What is left empty is left out; a form that is left as it is adds nothing.
"""


def entry_form(kind: type[Entry]) -> str:
    """Return a form to fill in for one entry: its fields as TOML, those in use that it must have.

    Its id is not among these: it can be made of the others.
    """
    table = _table_info("", kind)
    fields, _ = _by_use(table)
    lines = [*_explained(_FORM_HEAD.format(noun=capital(article(kind.noun)))), ""]
    for field in sorted(dict.fromkeys((*fields, *shared_fields())), key=_is_id):
        if _is_id(field):
            lines += _explained(f"id: {field.description}; made of the other fields if not given")
        else:
            lines += _explained(_meaning(field))
        if field.key == "text" or (field.required and not _is_id(field)):
            empty = "[]" if assignment(kind, field.key).endswith("]") else '""'
            lines.append(f"{field.key} = {empty}")
        else:
            lines += _value_lines(kind, field, in_use=False)
    return "\n".join(lines) + "\n"


def _is_id(field: FieldInfo) -> bool:
    return field.key == "id"


def _table_lines(table: TableInfo, explained: set[str]) -> list[str]:
    """A table's sentence, header and fields; meanings in `explained` are not said again."""
    used = _IN_USE.get(table.kind, ())
    lines = ["", *_explained(table.sentence)]
    if table.kind is KeyPoint:
        lines += _explained(
            "Every other entry may carry all that is shown here too, from `cites` to `tags`."
        )
    lines.append(table.header if used else f"# {table.header}")
    for field in sorted(_shown_fields(table), key=lambda field: field.key not in used):
        meaning = _meaning(field)
        if meaning not in explained:
            lines += _explained(meaning)
        explained.add(meaning)
        lines += _value_lines(table.kind, field, in_use=field.key in used)
    lines.append("")
    if table.kind is Source:
        lines += _SECOND_SOURCE.splitlines()
    return lines


def _shown_fields(table: TableInfo) -> tuple[FieldInfo, ...]:
    """The fields that set a table apart, with those that all share for the first entry's.

    Of sources those that most need: a starting file is not a catalog.
    """
    fields, _ = _by_use(table)
    if table.kind is KeyPoint:
        fields += shared_fields()
    if table.kind in _CITED:
        fields += (_named(table.fields, "cites"),)
    return tuple(dict.fromkeys(fields))


def _value_lines(kind: type, field: FieldInfo, *, in_use: bool) -> list[str]:
    """The lines of a field with its example, commented out unless it is in use."""
    value = assignment(kind, field.key)
    assert value, f"no example of {field.key} in {kind.__name__}"
    lines = value.split("\n")
    return lines if in_use else [f"# {line}".rstrip() for line in lines]


def _meaning(field: FieldInfo) -> str:
    """`title (required): one line of plain text`, with the words allowed and the default."""
    words = f"{field.key}: {field.description}"
    if field.required:
        words = f"{field.key} (required): {field.description}"
    if len(field.allowed) > 1:
        words += f" ({', '.join(field.allowed)})"
    if field.default:
        words += f"; {field.default} if not given"
    return words


def _explained(words: str) -> list[str]:
    """Words as lines of explanation; a line that is empty stays."""
    lines: list[str] = []
    for paragraph in words.strip().splitlines():
        wrapped = textwrap.wrap(
            paragraph, WIDTH - 3, break_long_words=False, break_on_hyphens=False
        )
        lines += [f"## {line}".rstrip() for line in wrapped or [""]]
    return lines
