"""A series as a table: period, value with its hedge, change, source, note and caveat."""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Literal, NamedTuple

from msgspec.structs import replace

from briefdeck.draw.lines import Line, Span, Style
from briefdeck.draw.periods import gaps
from briefdeck.draw.table import table
from briefdeck.draw.units import Units
from briefdeck.draw.values import is_hedged, point_style
from briefdeck.model.amounts import exact, is_percent
from briefdeck.model.briefing import Cite, Column, Point, Series
from briefdeck.model.datewords import short_date
from briefdeck.model.figures import amount, change_limit, in_order, point_label
from briefdeck.model.numerals import (
    TENFOLD,
    number_words,
    percent_digits,
    three_digits,
    times_words,
)
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
NO_CHANGE_GIVEN = "not comparable"


def chart_table(series: Series, width: int, *, cited: Cited | None = None) -> tuple[Line, ...]:
    """Return the table of a series in at most `width` cells, one record a point.

    Columns that hold nothing are left out.
    """
    points = in_order(series)
    units = Units.of([series])
    changes = _aligned([_change_since(units, series, step) for step in _steps(series, points)])
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
        "caveat": _cell(point.caveat or "", "caveat"),
    }


def _cell(text: str, style: Style) -> Line:
    return (Span(one_line(text), style),) if text.strip() else ()


class _Step(NamedTuple):
    """A point with the one before it that it is compared with.

    `is_apart`: whether periods lie between the two.
    """

    before: Point | None
    point: Point
    is_apart: bool


def _steps(series: Series, points: Sequence[Point]) -> list[_Step]:
    """Return each point with the last one of the same part that has a value and a time."""
    left_out = gaps(replace(series, points=tuple(points)))
    last: dict[str | None, Point] = {}
    skipped: set[str | None] = set()
    steps: list[_Step] = []
    for number, point in enumerate(points):
        if number in left_out:
            skipped |= set(last)
        if point.is_counted_otherwise:
            last.pop(point.part, None)
        if point.at is None or amount(series, point) is None:
            steps.append(_Step(None, point, is_apart=False))
            skipped.add(point.part)
            continue
        steps.append(_Step(last.get(point.part), point, is_apart=point.part in skipped))
        last[point.part] = point
        skipped.discard(point.part)
    return steps


def _aligned(changes: Sequence[str]) -> list[Line]:
    """Return changes as cells, the percent signs under each other, whatever stands behind them."""
    behind = [cell_width(change.partition("%")[2]) for change in changes]
    widest = max(behind, default=0)
    return [
        (Span(change, "change"), Span(" " * (widest - size))) if change else ()
        for change, size in zip(changes, behind, strict=True)
    ]


def _change_since(units: Units, series: Series, step: _Step) -> str:
    """Return the change from the value before.

    Its period is said where that is not the one right before: "+58% since 2011".
    """
    if step.point.is_counted_otherwise:
        return NO_CHANGE_GIVEN
    if step.before is None or step.before.at is None:
        return ""
    change = _change(units, series, step.before, step.point)
    if not change or not step.is_apart:
        return change
    return f"{change} since {short_date(step.before.at, series.calendar)}"


def _change(units: Units, series: Series, before: Point, point: Point) -> str:
    """Return a change: `+33%`, `−12%`; in percentage points where values are percents.

    It is an amount where either value is zero or below; `≥ +20%` or `≤ −20%` beside a bound, and
    nothing where that leaves open whether it went up or down.
    """
    first, second = exact(amount(series, before) or 0), exact(amount(series, point) or 0)
    difference = second - first
    limit = change_limit(before, point, float(difference))
    if limit is None:
        return ""
    is_about = is_hedged(before) or is_hedged(point)
    hedge = {1: "≥ ", -1: "≤ "}.get(limit, "≈ " if is_about else "")
    sign = _sign(difference)
    if is_percent(series.unit):
        return f"{hedge}{sign}{_percentage_points(abs(difference))}"
    if first <= 0 or second <= 0:
        return hedge + sign + units.amount(abs(difference))
    times = second / first
    if times >= TENFOLD:
        return f"{hedge}×{times_words(times, is_least=limit != 0)}"
    return f"{hedge}{sign}{percent_digits(difference / first * 100)}%"


def _sign(difference: Decimal) -> str:
    if not difference:
        return "±"
    return "−" if difference < 0 else "+"


def _percentage_points(change: Decimal) -> str:
    return f"{number_words(three_digits(change))} {'pt' if change == 1 else 'pts'}"


def _by_id(cites: tuple[Cite, ...]) -> Line:
    spans: list[Span] = []
    for cite in cites:
        spans += [Span(" "), Span(f"[{cite.source}]", "citation", cite.source)]
    return tuple(spans[1:])
