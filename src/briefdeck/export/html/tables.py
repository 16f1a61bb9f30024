"""Tables as HTML: what a chart or a timeline draws, and tables of the briefing itself."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from briefdeck.document.blocks import Figure, Timeline
from briefdeck.document.sections import in_order_of_time
from briefdeck.export.html.prose import Prose, attribute, text
from briefdeck.model.briefing import Column, Era, Event, Program, Table
from briefdeck.model.datewords import date_words
from briefdeck.output.cells import figure_cells, joint_cells, table_words

TO_THE_LEFT: Final = frozenset({"", "Period", "Source", "Note"})
"""Heads of columns that hold words, in tables of figures."""
DATED: Final = "Everything dated, in order of time"
_NARROW: Final = 3
"""Columns for which there is room everywhere."""
_RIGHT: Final = frozenset({"right", "decimal"})


def figure_table(figure: Figure, prose: Prose) -> str:
    """Return the values of a figure, and of those on the same chart, as a table."""
    cells = joint_cells if figure.companions else figure_cells
    heads, rows = cells(figure, prose.citation, text)
    numeric = [head not in TO_THE_LEFT for head in heads]
    return _table(f"{figure.series.title}: values", heads, rows, numeric)


def grid_table(table: Table, titled: str) -> str:
    """Return a table of the briefing; titled: its caption."""
    heads, rows = table_words(table, text)
    numeric = [is_numeric(table, place) for place in range(len(heads))]
    return _table(titled, heads, rows, numeric)


def is_numeric(table: Table, place: int) -> bool:
    """Return whether a column of a table holds numbers, or is set as if it did."""
    column = table.columns[place]
    if isinstance(column, Column) and column.align:
        return column.align in _RIGHT
    cells = [row[place] for row in table.rows if place < len(row) and row[place] != ""]
    return bool(cells) and all(isinstance(cell, int | float) for cell in cells)


def timeline_table(block: Timeline, prose: Prose) -> str:
    """Return everything dated as a table, in order of time."""
    rows = [
        (text(when), kind, prose.link(entry.id, entry.title)) for when, kind, entry in dated(block)
    ]
    return _table(DATED, ("When", "What", "Entry"), rows)


def dated(block: Timeline) -> Iterator[tuple[str, str, Era | Program | Event]]:
    """Yield what a timeline has with its date in words, and what it is, in order of time."""
    entries: tuple[Era | Program | Event, ...] = (*block.eras, *block.programs, *block.events)
    for entry in in_order_of_time(entries):
        if entry.date is not None:
            yield date_words(entry.date), entry.noun, entry


def _table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    numeric: Sequence[bool] = (),
) -> str:
    """Return a table whose heads and cells are HTML; it scrolls by itself where it is too wide."""
    classes = [" class=n" if right else "" for right in numeric] or [""] * len(heads)
    head = "".join([_head(cell, mark) for cell, mark in zip(heads, classes, strict=False)])
    body = "".join([_row(row, classes) for row in rows])
    table = (
        f"<table>\n<caption>{text(caption)}</caption>\n"
        f"<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>"
    )
    if len(heads) <= _NARROW:
        return f"{table}\n"
    name = attribute(f"Table: {caption}")
    return f'<div class="scroll" role="group" tabindex="0" aria-label={name}>{table}</div>\n'


def _head(cell: str, mark: str) -> str:
    # A column of labels may have no title, and an empty head says nothing.
    return f'<th scope="col"{mark}>{cell}</th>' if cell else "<td></td>"


def _row(row: Sequence[str], classes: Sequence[str]) -> str:
    marks = [*classes, *[""] * (len(row) - len(classes))]
    first, *others = zip(row, marks, strict=False)
    label = f'<th scope="row"{first[1]}>{first[0]}</th>' if first[0] else "<td></td>"
    cells = "".join([f"<td{mark}>{cell}</td>" for cell, mark in others])
    return f"<tr>{label}{cells}</tr>\n"
