"""A series as a table: period, value with its hedge, change, source, note and caveat."""

from collections.abc import Callable, Sequence
from typing import Literal

from briefdeck.draw import steps
from briefdeck.draw.lines import Line, Span, Style
from briefdeck.draw.table import table
from briefdeck.draw.units import Units
from briefdeck.draw.values import point_style
from briefdeck.model.briefing import Cite, Column, Point, Series
from briefdeck.model.figures import amount, in_order, point_label
from briefdeck.text.width import cell_width
from briefdeck.text.words import one_line

Cited = Callable[[tuple[Cite, ...]], Line]
"""How citations are shown where a table names them: `[12]`, each span targeting its source."""
Name = Literal["period", "value", "change", "source", "note", "caveat"]
PRIORITIES: dict[Name, int] = {
    "period": 1,
    "value": 1,
    "change": 3,
    "source": 2,
    "note": 5,
    "caveat": 4,
}
"""The columns in their order, and which of them leave first where it is narrow: the highest."""
ALIGNS: dict[Name, Literal["right", "decimal"]] = {"value": "decimal", "change": "right"}


def chart_table(series: Series, width: int, *, cited: Cited | None = None) -> tuple[Line, ...]:
    """Return the table of a series in at most `width` cells, one record a point.

    Columns that hold nothing are left out.
    """
    points = in_order(series)
    units = Units.of([series])
    changes = _aligned(list(steps.changes(units, series, points)))
    records = [
        _record(units, series, point, change, cited or _by_id)
        for point, change in zip(points, changes, strict=True)
    ]
    names = [name for name in PRIORITIES if any(record[name] for record in records)]
    columns = [
        Column(
            title=_title(units, series, name),
            priority=PRIORITIES[name],
            align=ALIGNS.get(name, "left"),
        )
        for name in names
    ]
    return table(columns, [[record[name] for name in names] for record in records], width)


def _title(units: Units, series: Series, name: Name) -> str:
    match name:
        case "period":
            is_dated = any(point.at is not None for point in series.points)
            return "Period" if is_dated else ""
        case "value" if units.head:
            return f"Value ({units.head})"
        case _:
            return name.capitalize()


def _record(
    units: Units, series: Series, point: Point, change: Line, cited: Cited
) -> dict[Name, Line]:
    style = point_style(point, "gap" if amount(series, point) is None else "value")
    return {
        "period": _cell(point_label(series, point), "label"),
        "value": _cell(units.cell(series, point), style),
        "change": change,
        "source": cited(point.citations) if point.citations else (),
        "note": _cell(point.text or "", "text"),
        "caveat": _cell(point.caveat_text, "caveat"),
    }


def _cell(text: str, style: Style) -> Line:
    return (Span(one_line(text), style),) if text.strip() else ()


def _aligned(changes: Sequence[str]) -> list[Line]:
    """Return changes as cells, the percent signs under each other, whatever stands behind them."""
    behind = [cell_width(change.partition("%")[2]) for change in changes]
    widest = max(behind, default=0)
    return [
        (Span(change, "change"), Span(" " * (widest - size))) if change else ()
        for change, size in zip(changes, behind, strict=True)
    ]


def _by_id(cites: tuple[Cite, ...]) -> Line:
    spans: list[Span] = []
    for cite in cites:
        spans += [Span(" "), Span(f"[{cite.source}]", "citation", cite.source)]
    return tuple(spans[1:])
