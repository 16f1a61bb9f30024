"""Tables and figures as Pandoc pipe tables."""

from collections.abc import Iterable, Sequence
from typing import Final

from briefdeck.model.briefing import Column, Series, Table
from briefdeck.model.figures import in_order, point_label, trend_words, value_words
from briefdeck.output.markdown_text import citation, escaped
from briefdeck.output.phrases import cell_words, column_words

_RULES: Final = {"left": ":---", "right": "---:", "center": ":---:", "decimal": "---:", None: "---"}


def grid_table(table: Table) -> str:
    """A table, its cells as they are."""
    titles = [column_words(column) for column in table.columns]
    rules = [_RULES[column.align if isinstance(column, Column) else None] for column in table.columns]
    rows = [[escaped(cell_words(value)) for value in row] for row in table.rows]
    return _pipe([escaped(title) for title in titles], rules, rows)


def figure_table(series: Series, known: Iterable[str]) -> str:
    """A series in a sentence and as a table: period, value with its hedge, note, source, caveat."""
    titles = ["", "Value", "Note", "Source", "Caveat"]
    rows = [
        [
            escaped(point_label(series, point)),
            escaped(value_words(series, point)),
            escaped(point.text or ""),
            citation(point.citations, known) if point.citations else "",
            escaped(point.caveat or ""),
        ]
        for point in in_order(series)
    ]
    kept = [place for place in range(len(titles)) if place < 2 or any(row[place] for row in rows)]
    rules = ["---", "---:", "---", "---", "---"]
    table = _pipe(
        [titles[place] for place in kept],
        [rules[place] for place in kept],
        [[row[place] for place in kept] for row in rows],
    )
    said = trend_words(series)
    return f"{escaped(said)}\n\n{table}" if said else table


def _pipe(titles: Sequence[str], rules: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [titles, rules, *rows]
    return "\n".join(f"| {' | '.join(' '.join(cell.split()) for cell in line)} |" for line in lines)
