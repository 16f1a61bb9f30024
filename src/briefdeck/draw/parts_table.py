"""Parts of wholes as a table: a row a whole, a column a part, and a bar of its parts."""

from collections.abc import Sequence

from briefdeck.draw.inline_bars import LONGEST, SHORTEST, Drawing
from briefdeck.draw.lines import Line, Span, line_text
from briefdeck.draw.shown import Shown
from briefdeck.draw.stacks import Part, Stack, stacks, total_words
from briefdeck.draw.table import room_beside, table
from briefdeck.draw.values import point_style, point_target
from briefdeck.model.briefing import Column
from briefdeck.model.figures import amount


def parts_table(shown: Shown, width: int) -> tuple[Line, ...]:
    """Return the table in at most `width` cells; nothing where a row for each part is better.

    That is where columns have no room, or where parts cite sources or are counted otherwise.
    """
    points = shown.series.points
    if shown.has_sources or any(point.is_counted_otherwise for point in points):
        return ()
    wholes = stacks(shown.series)
    columns, rows = _columns(shown, wholes), [_row(shown, stack, wholes) for stack in wholes]
    if not any(row[-1] for row in rows):
        columns, rows = columns[:-1], [row[:-1] for row in rows]
    room, _ = room_beside(columns, rows, width)
    if room < SHORTEST:
        return ()
    drawing = Drawing.of(shown, "stacked", min(room, LONGEST))
    place = len(_parts(wholes)) + 2
    columns.insert(place, Column(title=line_text(drawing.axis()), align="left", priority=1))
    for row, stack in zip(rows, wholes, strict=True):
        row.insert(place, drawing.stack(stack))
    return table(columns, rows, width, drawn=place)


def _parts(wholes: Sequence[Stack]) -> list[Part]:
    """Return one part of each name, in their order."""
    named = {part.order: part for stack in wholes for part in stack.parts}
    return [named[order] for order in sorted(named)]


def _columns(shown: Shown, wholes: Sequence[Stack]) -> list[Column]:
    is_dated = any(point.at is not None for point in shown.series.points)
    parts = [f"{part.fill} {part.name}" for part in _parts(wholes)]
    return [
        Column(title="Period" if is_dated else "", align="left", priority=1),
        *(Column(title=title, align="decimal", priority=1) for title in parts),
        Column(title="Total", align="decimal", priority=1),
        Column(title="Note", align="left", priority=1),
    ]


def _row(shown: Shown, stack: Stack, wholes: Sequence[Stack]) -> list[Line]:
    """Return a whole as cells: its name, its parts, their total, the numbers of their notes."""
    said = {part.order: part for part in stack.parts}
    cells: list[Line] = [(Span(stack.name, "label", shown.series.id),)]
    cells += [_value(shown, said.get(part.order)) for part in _parts(wholes)]
    words = total_words(shown.series, shown.units, stack)
    cells.append((Span(words, "total", shown.series.id),) if words else ())
    marks: list[Span] = []
    for part in stack.parts:
        if shown.marks[part.place]:
            marks += [Span(" "), *shown.marks[part.place]]
    return [*cells, tuple(marks[1:])]


def _value(shown: Shown, part: Part | None) -> Line:
    if part is None:
        return ()
    series, point = shown.series, part.point
    style = point_style(point, "gap" if amount(series, point) is None else "value")
    return (Span(shown.units.cell(series, point), style, point_target(series, point)),)
