"""Tables on paper: the values of figures, everything dated, and tables of the briefing itself."""

import re
from collections.abc import Sequence
from typing import Final

from briefdeck.document.blocks import Figure, Timeline
from briefdeck.export.html.tables import DATED, TO_THE_LEFT, dated, is_numeric
from briefdeck.export.paper.nodes import Grid, Run, Runs
from briefdeck.export.paper.prose import Prose, run
from briefdeck.model.briefing import Cite, Table
from briefdeck.output.cells import figure_cells, joint_cells, table_words
from briefdeck.text.visible import visible

# Stands for a citation until a cell is made of runs; no visible text has the sign.
_MARK: Final = re.compile("\0([0-9]+)\0")


def figure_grid(figure: Figure, prose: Prose) -> Grid:
    """Return the values of a figure, and of those on the same chart."""
    citations: list[Runs] = []

    def cited(cites: tuple[Cite, ...]) -> str:
        if not cites:
            return ""
        citations.append(prose.citation(cites))
        return f"\0{len(citations) - 1}\0"

    cells = joint_cells if figure.companions else figure_cells
    heads, rows = cells(figure, cited, visible)
    return Grid(
        caption=visible(f"{figure.series.title}: values"),
        heads=heads,
        rows=tuple(tuple(_cell(cell, citations) for cell in row) for row in rows),
        right=tuple(head not in TO_THE_LEFT for head in heads),
    )


def _cell(text: str, citations: Sequence[Runs]) -> Runs:
    runs: list[Run] = []
    for place, part in enumerate(_MARK.split(text)):
        if place % 2:
            runs += citations[int(part)]
        elif part:
            runs.append(Run(text=part))
    return tuple(runs)


def table_grid(table: Table) -> Grid:
    """Return a table of the briefing."""
    heads, rows = table_words(table, visible)
    return Grid(
        caption=visible(table.title),
        heads=heads,
        rows=tuple(_row(row, len(heads)) for row in rows),
        right=tuple(is_numeric(table, place) for place in range(len(heads))),
    )


def _row(row: Sequence[str], length: int) -> tuple[Runs, ...]:
    """A row with as many cells as there are heads; what is too much stands in the last one."""
    kept, more = list(row[:length]), row[length:]
    if more and kept:
        kept[-1] = "; ".join([kept[-1], *more])
    kept += [""] * (length - len(kept))
    return tuple((Run(text=cell),) if cell else () for cell in kept)


def timeline_grid(block: Timeline, prose: Prose) -> Grid:
    """Return everything dated, in order of time."""
    rows = [
        ((run(when),), (run(kind),), (prose.link(entry.id, entry.title),))
        for when, kind, entry in dated(block)
    ]
    heads = ("When", "What", "Entry")
    return Grid(caption=DATED, heads=heads, rows=tuple(rows), right=(False,) * len(heads))
