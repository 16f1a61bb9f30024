"""A series as a table: period, value with its hedge, bar, change, source, and marks of notes."""

from collections.abc import Iterator, Sequence
from typing import Literal, NamedTuple

from msgspec.structs import replace

from briefdeck.draw.inline_bars import COMFORTABLE, LONGEST, SHORTEST, Bars, Drawing
from briefdeck.draw.legend import BREAK_ACROSS, BREAK_DOWN, BREAK_SIGN, CELL_SIGNS, value_legend
from briefdeck.draw.lines import Line, Span, flow, line_text
from briefdeck.draw.parts_table import parts_table
from briefdeck.draw.periods import gaps
from briefdeck.draw.shown import Shown
from briefdeck.draw.stacks import Part, Stack, stacks, total_words
from briefdeck.draw.steps import NO_CHANGE_GIVEN, changes
from briefdeck.draw.table import GAP, room_beside, table, table_across
from briefdeck.draw.units import Units
from briefdeck.draw.values import point_style, point_target
from briefdeck.model.briefing import Column
from briefdeck.model.figures import amount, point_label, unit_words
from briefdeck.text.width import cell_width
from briefdeck.text.words import one_line

Name = Literal["period", "value", "bar", "change", "source", "note"]
PRIORITIES: dict[Name, int] = {
    "period": 1,
    "value": 1,
    "bar": 1,
    "change": 4,
    "source": 3,
    "note": 2,
}
"""The columns in their order, and which of them leave first where it is narrow: the highest."""
ALIGNS: dict[Name, Literal["right", "decimal"]] = {"value": "decimal", "change": "right"}
LONGEST_UNIT = 14
"""Cells of a unit that stands over its column; a longer one stands above the table."""


class _Row(NamedTuple):
    """A row of the table before its bar is drawn.

    place: that of its point among all by time; None where the row is of no point. stack: the
    whole whose parts follow. between: what the zero line is where the row only parts others.
    """

    cells: dict[Name, Line]
    place: int | None = None
    stack: Stack | None = None
    between: str = ""


class _Form(NamedTuple):
    """How much room a table takes: the fullest form in which bars have room is taken.

    has_sources: whether sources have a column; else they stand in a paragraph below. is_short:
    whether changes across periods that are left out are not said, and breaks with a sign.
    """

    in_words: bool = True
    has_sources: bool = True
    is_short: bool = False
    has_changes: bool = True


FORMS = (
    _Form(),
    _Form(is_short=True),
    _Form(has_sources=False, is_short=True),
    _Form(has_sources=False, is_short=True, has_changes=False),
    _Form(in_words=False, has_sources=False, is_short=True, has_changes=False),
)

_BELOW = _Form(has_sources=False, is_short=True, has_changes=False)


def bar_table(shown: Shown, width: int, bars: Bars) -> tuple[Line, ...]:
    """Return a figure in at most `width` cells, a row a point, with inline bars from zero.

    The axis above the bars reaches as far as the highest value or beyond it. Hedges are words, or
    signs and a legend where bars would else have no room; where even then there is none, the
    table is without bars. Columns that hold nothing are left out.
    """
    if bars == "none":
        return headed(shown.units, _set(shown, list(_rows(shown, bars, FORMS[0])), width), width)
    if bars == "stacked":
        abreast = parts_table(shown, width)
        if abreast:
            return (*flow((Span(unit_words(shown.series), "muted"),), width), *abreast)
    for form in FORMS:
        rows = list(_rows(shown, bars, form))
        room = _room(shown, rows, width)
        if room >= SHORTEST:
            drawing = Drawing.of(shown, bars, room)
            return _finished(shown, _set_with_bars(shown, rows, drawing, width), form, width)
    return _without_bars(shown, width, bars)


def _without_bars(shown: Shown, width: int, bars: Bars) -> tuple[Line, ...]:
    """Return a table for which even without bars there is little room."""
    words, signs = FORMS[-2:]
    rows = list(_rows(shown, bars, words))
    names, columns = _columns(shown, rows)
    _, narrowly = room_beside(columns, _cells(rows, names), width)
    form = words if narrowly >= -GAP else signs
    return _finished(shown, _set(shown, list(_rows(shown, bars, form)), width), form, width)


def _finished(shown: Shown, lines: tuple[Line, ...], form: _Form, width: int) -> tuple[Line, ...]:
    """Return a table with its unit above it, its signs and its sources below it."""
    signs = BREAK_SIGN if form.in_words else CELL_SIGNS
    legend = value_legend(lines, width, signs) if form.is_short else ()
    has_line = shown.has_sources and not form.has_sources
    sources = shown.source_lines(width) if has_line else ()
    return headed(shown.units, (*lines, *legend, *sources), width)


def values_below(shown: Shown, width: int) -> tuple[Line, ...]:
    """Return the values of a chart, which has no numbers: in columns below it, without any rule.

    What each is of, and the numbers of its notes, stand beside it.
    """
    rows = [row for row in _rows(shown, "none", _BELOW) if not row.between]
    names, columns = _columns(shown, rows)
    headless = [replace(column, title="") for column in columns]
    lines = table_across(headless, _cells(rows, names), width, has_heads=False)
    sources = shown.source_lines(width) if shown.has_sources else ()
    return (*lines, *sources)


def _set(shown: Shown, rows: Sequence[_Row], width: int) -> tuple[Line, ...]:
    names, columns = _columns(shown, rows)
    return table(columns, _cells([row for row in rows if not row.between], names), width)


def _set_with_bars(
    shown: Shown, rows: Sequence[_Row], drawing: Drawing, width: int
) -> tuple[Line, ...]:
    drawn = [_Row(row.cells | {"bar": _bar(drawing, row)}, *row[1:]) for row in rows]
    names, columns = _columns(shown, drawn, axis=line_text(drawing.axis()))
    return table(columns, _cells(drawn, names), width, drawn=names.index("bar"))


def headed(units: Units, lines: tuple[Line, ...], width: int) -> tuple[Line, ...]:
    """Return a table under its unit, where that is too long to stand over a column."""
    head = units.head
    if not head or value_title(units) == head:
        return lines
    return (*flow((Span(head, "muted"),), width), *lines)


def _bar(drawing: Drawing, row: _Row) -> Line:
    """Return what a row shows: a bar, a stack, a range, or what parts it from the next."""
    if row.between:
        return drawing.between(row.between)
    if row.stack is not None:
        return drawing.stack(row.stack)
    # The parts of a whole are drawn in its own row.
    if row.place is None or drawing.bars == "stacked":
        return ()
    return drawing.point(row.place)


def _columns(shown: Shown, rows: Sequence[_Row], axis: str = "") -> tuple[list[Name], list[Column]]:
    """Return the columns in which any row has something; `axis` stands over the bars."""
    names = [name for name in PRIORITIES if any(row.cells.get(name) for row in rows)]
    columns = [
        Column(
            title=axis if name == "bar" else _title(shown, name),
            priority=PRIORITIES[name],
            align=ALIGNS.get(name, "left"),
        )
        for name in names
    ]
    return names, columns


def _title(shown: Shown, name: Name) -> str:
    match name:
        case "period":
            is_dated = any(point.at is not None for point in shown.series.points)
            return "Period" if is_dated else ""
        case "value":
            return value_title(shown.units)
        case _:
            return name.capitalize()


def value_title(units: Units) -> str:
    """Return the unit, unless every number has it or it is too long."""
    head = units.head
    return head if head and cell_width(head) <= LONGEST_UNIT else "Value"


def _cells(rows: Sequence[_Row], names: Sequence[Name]) -> list[list[Line]]:
    return [[row.cells.get(name, ()) for name in names] for row in rows]


def _rows(shown: Shown, bars: Bars, form: _Form) -> Iterator[_Row]:
    said = _changes(shown, is_short=form.is_short)
    if bars == "stacked":
        yield from _stacked_rows(shown, said, form)
        return
    left_out = gaps(shown.series)
    for place, point in enumerate(shown.series.points):
        if place and point.is_counted_otherwise:
            yield _Row({}, between=BREAK_ACROSS * SHORTEST)
        elif place in left_out:
            yield _Row({}, between="┊")
        label = one_line(point_label(shown.series, point))
        period = (Span(label, "label", point_target(shown.series, point)),) if label else ()
        yield _row(shown, place, period, said[place], form)


def _stacked_rows(shown: Shown, said: Sequence[Line], form: _Form) -> Iterator[_Row]:
    """Yield a row for each whole with its total, and one for each of its parts below it."""
    for number, stack in enumerate(stacks(shown.series)):
        if number and any(part.point.is_counted_otherwise for part in stack.parts):
            yield _Row({}, between=BREAK_ACROSS * SHORTEST)
        words = total_words(shown.series, shown.units, stack)
        whole: dict[Name, Line] = {
            "period": (Span(stack.name, "label", shown.series.id),),
            "value": (Span(words, "total", shown.series.id),) if words else (),
        }
        yield _Row(whole, stack=stack)
        for part in stack.parts:
            yield _row(shown, part.place, _part_label(part), said[part.place], form)


def _part_label(part: Part) -> Line:
    return Span("  "), Span(part.fill, part.style), Span(f" {part.name}", "label")


def _row(shown: Shown, place: int, period: Line, change: Line, form: _Form) -> _Row:
    point = shown.series.points[place]
    style = point_style(point, "gap" if amount(shown.series, point) is None else "value")
    value = shown.units.cell(shown.series, point, in_words=form.in_words)
    cells: dict[Name, Line] = {
        "period": period,
        "value": (Span(value, style, point_target(shown.series, point)),),
        "change": change if form.has_changes else (),
        "source": shown.source(place) if form.has_sources else (),
        "note": shown.marks[place],
    }
    return _Row(cells, place)


def _changes(shown: Shown, *, is_short: bool) -> list[Line]:
    """Return changes as cells, the percent signs under each other, whatever stands behind them.

    is_short: without those across periods that are left out, and with a sign for a break.
    """
    said = list(changes(shown.units, shown.series, shown.series.points))
    if is_short:
        said = ["" if " since " in change else change for change in said]
        said = [BREAK_DOWN if change == NO_CHANGE_GIVEN else change for change in said]
    behind = [cell_width(change.partition("%")[2]) for change in said]
    widest = max(behind, default=0)
    return [
        (Span(change, "change"), Span(" " * (widest - size))) if change else ()
        for change, size in zip(said, behind, strict=True)
    ]


def _room(shown: Shown, rows: Sequence[_Row], width: int) -> int:
    """Return how long bars may be: as there is room, or a comfortable length if others wrap."""
    names, columns = _columns(shown, rows)
    naturally, narrowly = room_beside(columns, _cells(rows, names), width)
    if naturally >= COMFORTABLE:
        return min(naturally, LONGEST)
    return min(narrowly, COMFORTABLE)
