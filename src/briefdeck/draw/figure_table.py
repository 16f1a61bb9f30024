"""A series as a table: period, value with its hedge, change, source and caveat, one record a point."""

from collections.abc import Callable, Sequence
from typing import Literal

from briefdeck.draw.lines import Line, Span, one_line
from briefdeck.draw.table import table
from briefdeck.draw.values import PERCENT, is_hedged, tick_labels, unit_in_head
from briefdeck.model.briefing import Cite, Column, Point, Series
from briefdeck.model.figures import amount, in_order, number_words, point_label, value_words

Cited = Callable[[tuple[Cite, ...]], Line]
"""How citations are shown where a chart or its table names them: `[12]`, each span targeting its source."""
Name = Literal["period", "value", "change", "source", "note", "caveat"]
PRIORITIES: dict[Name, int] = {"period": 1, "value": 1, "source": 2, "change": 3, "caveat": 4, "note": 5}
ALIGNS: dict[Name, Literal["right"]] = {"value": "right", "change": "right"}


def chart_table(
    series: Series, width: int, *, cited: Cited | None = None, selected: int | None = None, offset: int | None = None
) -> tuple[Line, ...]:
    """Period or category, value with its hedge, change, note, source and caveat; columns that hold nothing are left out."""
    points = in_order(series)
    records = [_record(series, points, number, cited or _by_id) for number in range(len(points))]
    names: list[Name] = [name for name in PRIORITY_ORDER if any(record[name] for record in records)]
    columns = [
        Column(title=_title(series, name), priority=PRIORITIES[name], align=ALIGNS.get(name, "left")) for name in names
    ]
    place = None
    if selected is not None and 0 <= selected < len(series.points):
        place = next((number for number, point in enumerate(points) if point is series.points[selected]), None)
    return table(
        columns, [[record[name] for name in names] for record in records], width, selected=place, offset=offset
    )


PRIORITY_ORDER: tuple[Name, ...] = ("period", "value", "change", "source", "note", "caveat")


def _title(series: Series, name: Name) -> str:
    if name == "period" and not any(point.at for point in series.points):
        return ""
    return f"Value ({series.unit})" if name == "value" and unit_in_head(series) is not series else name.capitalize()


def _record(series: Series, points: Sequence[Point], number: int, cited: Cited) -> dict[Name, Line]:
    point = points[number]
    value = value_words(unit_in_head(series), point)
    before = next(
        (points[place] for place in range(number - 1, -1, -1) if _compares(series, points[place], point)), None
    )
    return {
        "period": _cell(point_label(series, point), "label"),
        "value": _cell(
            value, "uncertain" if is_hedged(point) else "value" if amount(series, point) is not None else "gap"
        ),
        "change": _cell(_change(series, before, point) if before else "", "change"),
        "source": cited(point.citations) if point.citations else (),
        "note": _cell(point.text or "", "text"),
        "caveat": _cell(point.caveat or "", "caveat"),
    }


def _cell(text: str, style: Literal["label", "uncertain", "value", "gap", "change", "text", "caveat"]) -> Line:
    return (Span(one_line(text), style),) if text.strip() else ()


def _compares(series: Series, before: Point, point: Point) -> bool:
    """Whether a change from one point to the other says something: both have a value, a time, and are the same part."""
    both = (before, point)
    return before.part == point.part and all(each.at is not None and amount(series, each) is not None for each in both)


def _change(series: Series, before: Point, point: Point) -> str:
    """`+33%`, `−12%`, in percentage points where values are percents, as an amount where zero or a sign change is passed."""
    first, second = amount(series, before) or 0, amount(series, point) or 0
    about = "≈ " if is_hedged(before) or is_hedged(point) else ""
    difference = second - first
    sign = "−" if difference < 0 else "+" if difference > 0 else "±"
    if series.unit in PERCENT:
        return f"{about}{sign}{number_words(float(f'{abs(difference):.3g}'))} pts"
    if first * second <= 0:
        return about + sign + tick_labels(series, (float(abs(difference)),))[0]
    ratio = abs(difference) / abs(first)
    return f"{about}×{second / first:.3g}" if ratio >= 10 else f"{about}{sign}{ratio * 100:.0f}%"


def _by_id(cites: tuple[Cite, ...]) -> Line:
    spans: list[Span] = []
    for cite in cites:
        spans += [*([Span(" ")] if spans else []), Span(f"[{cite.source}]", "citation", cite.source)]
    return tuple(spans)
