"""CSV and its relatives: the delimiter is found, and every row keeps its line."""

import csv
from collections import Counter
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from typing import Final, NamedTuple

from briefdeck.intake.tables.grid import Grid, Row, TooMuchError, grid_of
from briefdeck.intake.tables.grids import entries_of_grids
from briefdeck.intake.taken import Options, Taken
from briefdeck.text.decoding import decoded
from briefdeck.text.formulas import unguarded

_DELIMITERS: Final = ("\t", ";", ",", "|")
"""Those first that texts and numbers hold least."""
_NAMES: Final = {"\t": "a tab", ";": "`;`", ",": "`,`", "|": "`|`"}
_TRIED: Final = 100
"""Rows by which a delimiter is found."""
_LONGEST: Final = 100_000
"""Characters of a cell."""
_SAID: Final = "sep="
"""With which spreadsheets say the delimiter in a first line."""


class Read(NamedTuple):
    """A table as a file has it, None for none; what was guessed, and what cannot be read."""

    grid: Grid | None
    said: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def take(content: bytes, options: Options) -> Taken:
    """Return the entries that a table becomes."""
    read = grid_in(content, options.stem, "\t" if options.form == "tsv" else "")
    grids = [read.grid] if read.grid is not None else []
    taken = entries_of_grids(grids, options, read.said)
    refused = (*taken.refused, *read.refused)
    return Taken(items=taken.items, front=taken.front, said=taken.said, refused=refused)


def grid_in(content: bytes, name: str, delimiter: str = "", *, has_head: bool = False) -> Read:
    """Return the table of a file; its delimiter is found if none is given."""
    text, encoding = decoded(content)
    if "\0" in text:
        return Read(None, refused=(f"{name}: it has NUL characters and is no text",))
    said = [f"read as {encoding}, because it is not UTF-8"] if encoding else []
    skipped = 0
    first, _, rest = text.partition("\n")
    if first.lower().startswith(_SAID) and len(first.strip()) == len(_SAID) + 1:
        delimiter, text, skipped = first.strip()[-1], rest, 1
    found = delimiter or _delimiter(text)
    if found not in {",", delimiter}:
        said.append(f"columns are parted by {_NAMES[found]}")
    broken: list[str] = []
    try:
        grid = grid_of(_rows(text, found, skipped, broken), name, has_head=has_head)
    except TooMuchError as error:
        return Read(None, refused=(f"{name}: {error}",))
    refused = [f"{name}, {each}" for each in broken]
    if grid is None and not refused:
        refused.append(f"{name}: there is nothing in it")
    return Read(grid, tuple(f"{name}: {each}" for each in said), tuple(refused))


def _delimiter(text: str) -> str:
    """The sign that parts most rows into one number of cells."""
    lines = list(islice(StringIO(text), _TRIED))
    best, found = (0.0, 0), ","
    for delimiter in _DELIMITERS:
        sizes = Counter(len(row) for row in _parsed(lines, delimiter) if row)
        if not sizes:
            continue
        size, often = max(sizes.items(), key=lambda pair: (pair[1], pair[0]))
        score = (often / sizes.total(), size) if size > 1 else (0.0, 0)
        if score > best and (score[0] > best[0] or size > best[1] * 2):
            best, found = score, delimiter
    return found


def _parsed(lines: list[str], delimiter: str) -> Iterator[list[str]]:
    try:
        yield from csv.reader(lines, delimiter=delimiter)
    except csv.Error:
        return


def _rows(text: str, delimiter: str, skipped: int, broken: list[str]) -> Iterator[Row]:
    """The rows with the lines on which they begin; what cannot be read goes to `broken`."""
    csv.field_size_limit(_LONGEST)
    reader = csv.reader(StringIO(text), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            broken.append(f"line {line + skipped}: {_why(str(error))}")
        else:
            yield Row(line + skipped, tuple(map(unguarded, cells)))
        line = reader.line_num + 1


def _why(error: str) -> str:
    if "unexpected end" in error:
        return "a quotation mark is never closed"
    if "field larger" in error:
        return f"a cell has more than {_LONGEST:,} characters"
    return "a quotation mark stands where none can"
