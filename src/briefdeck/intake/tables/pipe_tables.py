"""Tables of Markdown files (GFM), all of them or one, called as the words above them are."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token

from briefdeck.intake.tables.grid import Grid, Row, TooMuchError, grid_of
from briefdeck.intake.tables.grids import entries_of_grids
from briefdeck.intake.taken import Options, Taken
from briefdeck.text.decoding import decoded
from briefdeck.text.pattern import pattern
from briefdeck.text.words import kebab_case, one_line, quoted

_MOST_LINES: Final = 50_000
_MOST_TABLES: Final = 100
_LONGEST: Final = 100
"""Characters of a paragraph above a table that may be its title."""
_BAR: Final = pattern(r"(?<!\\)\|")
_BREAK: Final = pattern(r"<br\s*/?>")
_NUMBERED: Final = pattern(r"table \w+(?:[.:)]\s*|\s+-\s+)(.+)", re.IGNORECASE)


class _Table:
    """A table as it is read: its title, and its rows so far."""

    def __init__(self, title: str) -> None:
        self.title = title
        self.rows: list[Row] = []


def take(content: bytes, options: Options) -> Taken:
    """Return the entries that the tables of a file become."""
    text, encoding = decoded(content)
    said = [f"{options.stem}: read as {encoding}, because it is not UTF-8"] if encoding else []
    if text.count("\n") > _MOST_LINES:
        why = f"it has more than {_MOST_LINES:,} lines; keep the tables that are needed"
        return Taken(items=(), refused=(f"{options.stem}: {why}",))
    tables = list(_tables(text))
    if not tables:
        return Taken(items=(), refused=(f"{options.stem}: there is no table in it",))
    wanted = _wanted(tables, options.table)
    if not wanted:
        why = f"there is no table {quoted(options.table)}; it has {len(tables)}"
        return Taken(items=(), refused=(f"{options.stem}: {why}",))
    if len(wanted) > _MOST_TABLES:
        why = f"it has {len(wanted)} tables; `--table NUMBER` takes one"
        return Taken(items=(), refused=(f"{options.stem}: {why}",))
    try:
        grids = list(_grids(wanted, options.stem))
    except TooMuchError as error:
        return Taken(items=(), refused=(f"{options.stem}: {error}",))
    return entries_of_grids(grids, options, said)


def _wanted(tables: list[_Table], name: str) -> list[tuple[int, _Table]]:
    """The tables that are asked for, with their numbers."""
    every = list(enumerate(tables, start=1))
    if not name:
        return every
    return [
        (number, table)
        for number, table in every
        if str(number) == name or table.title.casefold() == name.casefold()
    ]


def _grids(tables: Sequence[tuple[int, _Table]], stem: str) -> Iterator[Grid]:
    for number, table in tables:
        numbered = f"{stem}-{number}" if len(tables) > 1 else stem
        name = kebab_case(table.title) or numbered
        grid = grid_of(table.rows, name, title=table.title, has_head=True)
        if grid is not None:
            yield grid


def _tables(text: str) -> Iterator[_Table]:
    """The tables of a text in their order, with titles from what stands above them."""
    reader = MarkdownIt("commonmark").enable("table")
    # Only cells are read inside: a long text of other things may take very long.
    reader.core.ruler.disable(["inline", "text_join"])
    lines = text.split("\n")
    table: _Table | None = None
    title, line = "", 0
    cells: list[str] = []
    for token, following in pairwise([*reader.parse(text), Token("", "", 0)]):
        match token.type:
            case "heading_open" | "paragraph_open":
                title = _title(token, following.content)
            case "table_open":
                table = _Table(title)
            case "tr_open":
                line, cells = (token.map or [line])[0], []
            case "th_open" | "td_open":
                cells.append(_words(reader, following.content))
            case "tr_close" if table is not None:
                # Cells that a row has too many are left out by GFM, and have to be said.
                extra = _count(lines[line]) - len(cells)
                table.rows.append(Row(line + 1, (*cells, *["…"] * extra)))
            case "table_close" if table is not None:
                yield table
                table, title = None, ""


def _title(token: Token, words: str) -> str:
    """The words of a heading or a short paragraph, without the number of a table."""
    line = one_line(words.strip("*_ ").rstrip(":"))
    if token.type == "paragraph_open" and len(line) > _LONGEST:
        return ""
    numbered = _NUMBERED.fullmatch(line)
    return numbered[1] if numbered else line


def _count(line: str) -> int:
    """How many cells a line of a table has."""
    inner = line.strip().removeprefix("|")
    return len(_BAR.split(inner.removesuffix("|") if not inner.endswith("\\|") else inner))


def _words(reader: MarkdownIt, content: str) -> str:
    """The words of a cell without its markup."""
    tokens: list[Token] = []
    reader.inline.parse(content, reader, {}, tokens)
    return "".join(map(_word, tokens)).strip()


def _word(token: Token) -> str:
    match token.type:
        case "softbreak" | "hardbreak":
            return " "
        case "html_inline":
            return " " if _BREAK.fullmatch(token.content) else token.content
        case _:
            return token.content
