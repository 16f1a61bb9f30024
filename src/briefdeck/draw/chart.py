"""Figures as charts of block characters, as tables, and in words."""

from collections.abc import Callable
from typing import Literal

from briefdeck.draw.lines import Line
from briefdeck.model.briefing import Cite, Series

ChartKind = Literal["rows", "columns", "line", "stacked", "range"]
Cited = Callable[[tuple[Cite, ...]], Line]
"""How citations are shown where a chart or its table names them: `[12]`, each span targeting its source."""


def chart(
    series: Series, width: int, *, height: int | None = None, kind: ChartKind | None = None, selected: int | None = None
) -> tuple[Line, ...]:
    """A series drawn to scale, with its axis, values and a legend of the signs used; `selected` is a point's position."""
    raise NotImplementedError


def chart_table(
    series: Series, width: int, *, cited: Cited | None = None, selected: int | None = None
) -> tuple[Line, ...]:
    """The same as a table: period, value with its hedge, change, source and caveat, one record a point."""
    raise NotImplementedError


def chart_words(series: Series) -> tuple[str, ...]:
    """The same in sentences, for plain output: first, last, lowest, highest, trend, and every value."""
    raise NotImplementedError


def sparkline(series: Series, width: int) -> Line:
    """The series as one line of eighth blocks, gaps as gaps."""
    raise NotImplementedError
