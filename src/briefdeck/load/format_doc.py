"""The reference of the file format in Markdown, made from the model's types and the worked example."""

from briefdeck.load.example import example
from briefdeck.load.fields import (
    FieldInfo,
    TableInfo,
    format_field,
    inline_infos,
    own_fields,
    shared_fields,
    table_infos,
)
from briefdeck.model.briefing import Briefing, Entry

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
    header = f"`{table.header}`" if table.header.startswith("[") else f"{table.kind.__name__}: {table.header}"
    return f"## {header}\n\n{table.sentence}\n\n{_field_table(table.kind, own_fields(table))}"


def _field_table(kind: type, fields: tuple[FieldInfo, ...]) -> str:
    rows = ["| field | meaning | example |", "|---|---|---|"]
    rows += [f"| {_name(field)} | {_cell(_meaning(field))} | {_example(kind, field)} |" for field in fields]
    return "\n".join(rows) + "\n"


def _name(field: FieldInfo) -> str:
    return f"**`{field.key}`** (required)" if field.required else f"`{field.key}`"


def _meaning(field: FieldInfo) -> str:
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
