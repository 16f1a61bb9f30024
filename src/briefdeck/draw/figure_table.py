"""A series as a table: period, value with its hedge, change, source and caveat, one record a point."""

from collections.abc import Callable, Sequence
from math import isfinite
from typing import Literal

from msgspec.structs import replace

from briefdeck.draw.lines import Line, Span
from briefdeck.draw.periods import gaps
from briefdeck.draw.table import table
from briefdeck.draw.values import PERCENT, Units, is_hedged
from briefdeck.model.briefing import Cite, Column, Point, Series
from briefdeck.model.figures import amount, change_limit, in_order, number_words, point_label
from briefdeck.text.width import cell_width
from briefdeck.text.words import one_line

Cited = Callable[[tuple[Cite, ...]], Line]
"""How citations are shown where a chart or its table names them: `[12]`, each span targeting its source."""
Name = Literal["period", "value", "change", "source", "note", "caveat"]
PRIORITIES: dict[Name, int] = {
    "period": 1,
    "value": 1,
    "source": 2,
    "change": 3,
    "caveat": 4,
    "note": 5,
}
ALIGNS: dict[Name, Literal["right", "decimal"]] = {"value": "decimal", "change": "right"}


def chart_table(
    series: Series,
    width: int,
    *,
    cited: Cited | None = None,
    selected: int | None = None,
    offset: int | None = None,
) -> tuple[Line, ...]:
    """Period or category, value with its hedge, change, note, source and caveat; columns that hold nothing are left out."""
    points = in_order(series)
    units = Units.of([series])
    changes = [
        _change_since(units, series, before, point, is_apart=is_apart)
        for before, point, is_apart in _compared(series, points)
    ]
    records = [
        _record(units, series, point, change, cited or _by_id)
        for point, change in zip(points, _aligned(changes), strict=True)
    ]
    names: list[Name] = [name for name in PRIORITY_ORDER if any(record[name] for record in records)]
    columns = [
        Column(
            title=_title(units, series, name),
            priority=PRIORITIES[name],
            align=ALIGNS.get(name, "left"),
        )
        for name in names
    ]
    place = None
    if selected is not None and 0 <= selected < len(series.points):
        place = next(
            (number for number, point in enumerate(points) if point is series.points[selected]),
            None,
        )
    return table(
        columns,
        [[record[name] for name in names] for record in records],
        width,
        selected=place,
        offset=offset,
    )


PRIORITY_ORDER: tuple[Name, ...] = ("period", "value", "change", "source", "note", "caveat")


def _title(units: Units, series: Series, name: Name) -> str:
    if name == "period" and not any(point.at for point in series.points):
        return ""
    return f"Value ({units.head})" if name == "value" and units.head else name.capitalize()


def _record(
    units: Units, series: Series, point: Point, change: Line, cited: Cited
) -> dict[Name, Line]:
    value = units.cell(series, point)
    return {
        "period": _cell(point_label(series, point), "label"),
        "value": _cell(
            value,
            "uncertain"
            if is_hedged(point)
            else "value"
            if amount(series, point) is not None
            else "gap",
        ),
        "change": change,
        "source": cited(point.citations) if point.citations else (),
        "note": _cell(point.text or "", "text"),
        "caveat": _cell(point.caveat or "", "caveat"),
    }


def _cell(
    text: str, style: Literal["label", "uncertain", "value", "gap", "change", "text", "caveat"]
) -> Line:
    return (Span(one_line(text), style),) if text.strip() else ()


def _compared(series: Series, points: Sequence[Point]) -> list[tuple[Point | None, Point, bool]]:
    """Each point with the one before it that has a value, a time and the same part; and whether periods lie between them."""
    left_out = gaps(replace(series, points=tuple(points)))
    last: dict[str | None, Point] = {}
    skipped: set[str | None] = set()
    found: list[tuple[Point | None, Point, bool]] = []
    for number, point in enumerate(points):
        if number in left_out:
            skipped |= set(last)
        if point.at is None or amount(series, point) is None:
            found.append((None, point, False))
            skipped.add(point.part)
            continue
        found.append((last.get(point.part), point, point.part in skipped))
        last[point.part] = point
        skipped.discard(point.part)
    return found


def _aligned(changes: Sequence[str]) -> list[Line]:
    """Changes as cells, the percentages under each other, whatever they are since."""
    behind = [cell_width(change.partition("%")[2]) for change in changes]
    return [
        (Span(change, "change"), Span(" " * (max(behind) - size))) if change else ()
        for change, size in zip(changes, behind, strict=True)
    ]


def _change_since(
    units: Units, series: Series, before: Point | None, point: Point, *, is_apart: bool
) -> str:
    """The change from the value before, with its period where that is not the one right before: "+58% since 2011"."""
    if before is None or before.at is None:
        return ""
    change = _change(units, series, before, point)
    return f"{change} since {before.at.short(series.calendar)}" if change and is_apart else change


def _change(units: Units, series: Series, before: Point, point: Point) -> str:
    """`+33%`, `−12%`, in percentage points where values are percents, as an amount where either value is zero or below.

    `≥ +20%` or `≤ −20%` beside a bound, and nothing where that leaves open whether it went up or down.
    """
    first, second = amount(series, before) or 0, amount(series, point) or 0
    difference = second - first
    limit = change_limit(before, point, difference)
    if limit is None:
        return ""
    about = (
        "≥ "
        if limit > 0
        else "≤ "
        if limit < 0
        else "≈ "
        if is_hedged(before) or is_hedged(point)
        else ""
    )
    sign = "−" if difference < 0 else "+" if difference > 0 else "±"
    if series.unit in PERCENT:
        return f"{about}{sign}{number_words(float(f'{abs(difference):.3g}'))} pts"
    if first <= 0 or second <= 0 or not isfinite(second / first):
        return about + sign + units.amount(float(abs(difference)))
    ratio = abs(difference) / abs(first)
    percent = (
        f"{ratio * 100:.0f}"
        if ratio >= 0.005 or not ratio
        else number_words(float(f"{ratio * 100:.1g}"))
    )
    return f"{about}×{second / first:.3g}" if ratio >= 10 else f"{about}{sign}{percent}%"


def _by_id(cites: tuple[Cite, ...]) -> Line:
    spans: list[Span] = []
    for cite in cites:
        spans += [
            *([Span(" ")] if spans else []),
            Span(f"[{cite.source}]", "citation", cite.source),
        ]
    return tuple(spans)
