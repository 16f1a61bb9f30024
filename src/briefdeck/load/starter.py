"""The commented file that `briefdeck new NAME` writes, made from the model's types and the worked example."""

import textwrap
from datetime import UTC, date, datetime
from typing import Final

from briefdeck.load.example import assignment, example
from briefdeck.load.fields import FieldInfo, TableInfo, format_field, own_fields, shared_fields, table_infos
from briefdeck.model.briefing import Briefing, FrontMatter, KeyPoint, Quotation, Source, Table
from briefdeck.model.visible import visible

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
    title = visible(name.replace("-", " ").strip()).replace('"', "'").capitalize() or "A new briefing"
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
        lines += _explained("Every other entry may carry all that is shown here too, from `cites` to `tags`.")
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
    return [*own, *(field for field in table.fields if field.key == "cites" and table.kind in _CITED)]


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
        for line in textwrap.wrap(paragraph, WIDTH - 3, break_long_words=False, break_on_hyphens=False) or [""]
    ]
